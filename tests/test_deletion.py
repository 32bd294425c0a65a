"""Deleted on demand (promise 47): afterwards no byte of it is found, every count is the same, and it stays away."""

from __future__ import annotations

import gzip
import json
import shutil
import time
import zlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text as sql

from digests.issues import fingerprint
from monitor import deletion, pipeline
from monitor.archive import located
from monitor.backup import backup, restore
from monitor.cli import main
from monitor.config import Product, Retention, load
from monitor.deletion import Choice, Signed
from monitor.deletion.needles import Needles, fold
from monitor.deletion.redact import without
from monitor.errors import ConfigError, StoreError
from monitor.model import PDF_UNREAD, Article, Classification, Label, Outlet, Page, Source
from monitor.pipeline.delivery import approve
from monitor.pipeline.desk import Desk
from monitor.pipeline.proof import audit_archive, write_feeds
from monitor.store import Store
from monitor.store.engine import writing
from tests import on_postgres
from tests.fakes import NOW, FakeDecider, FakeDoor, config, desk, feed, later, page

FEED, OTHER = "https://news.example/feed", "https://inshi.example/feed"
PERSON = "Охрім Пацюченко"
SIGNED = Signed(by="Канцелярія", why="звернення № 7", at=NOW + timedelta(hours=1))
MARGIN = "<aside><ul><li><a href='/who'>Охріма Пацюченка нагородили</a></li><li><a href='/b'>Свято у Вербосіллі</a></li></ul></aside>"


def web() -> FakeDoor:
    plain = "У Вербосіллі пройшло свято врожаю, на яке зібралися мешканці всієї громади та гості міста."
    about = "У Вербосіллі відзначили пана Охріма Пацюченка, який багато років працює в громаді на совість."
    return FakeDoor(
        {
            FEED: feed(
                ("who", "Охріма Пацюченка нагородили у Вербосіллі", "Відзнаку вручили Охріму Пацюченку."),
                ("b", "Свято врожаю у Вербосіллі", "Свято."),
                ("c", "Ярмарок у Вербосіллі вдався", "Ярмарок."),
            ),
            "https://news.example/who": page("Охріма Пацюченка нагородили у Вербосіллі", about, plain),
            "https://news.example/b": page("Свято врожаю у Вербосіллі", plain, plain[::-1]).replace(
                "</main>", f"</main>{MARGIN}"
            ),
            "https://news.example/c": page("Ярмарок у Вербосіллі вдався", plain.replace("свято", "ярмарок")),
            OTHER: feed(("n", "Новина з Вербосілля", "О. Пацюченко розповів."), host="https://inshi.example"),
            "https://inshi.example/n": page(
                "Новина з Вербосілля", "Про роботу у Вербосіллі розповів О. Пацюченко, і слухали його довго й уважно."
            ),
        }
    )


def office(tmp_path: Path, door: FakeDoor | None = None) -> Desk:
    base = config(tmp_path, FEED)
    setup = replace(
        base,
        outlets=(*base.outlets, Outlet(id="inshi", name="Інші", home="https://inshi.example/")),
        sources=(*base.sources, Source(id="inshi-1", outlet="inshi", kind="feed", url=OTHER)),
        products=(Product(name="daily", at="08:30", days="mon-fri", to=(), formats=("email", "csv"), approve="hand"),),
    )
    return desk(tmp_path, door or web(), setup)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four items, two approved issues, a log, a preview, labels; made once and copied."""
    tmp_path = tmp_path_factory.mktemp("office")
    made = office(tmp_path)
    pipeline.run(made)
    approve(made, "daily", "Редактор")
    pipeline.build(made, "situation-weekly", None, preview=True)
    tomorrow = later(made, NOW + timedelta(days=1))
    pipeline.run(tomorrow)
    approve(tomorrow, "daily", "Редактор")
    (who,) = [clip.article.id for clip in made.store.clips() if "нагородили" in clip.article.title]
    made.store.add_label(
        Label(article=who, field="topic", value="social", by="А", at=NOW, why="ідеться про Пацюченка Охріма"), "test"
    )
    log = tmp_path / "var" / "log"
    log.mkdir()
    (log / "2026-11-20.jsonl").write_text(
        json.dumps({"subject": "Охрім Пацюченко"}) + "\n" + json.dumps({"subject": "інше"}) + "\n"
    )
    (log / "2026-11-19.jsonl.gz").write_bytes(gzip.compress(json.dumps({"x": "Пацюченка Охріма"}).encode() + b"\n"))
    made.store.close()
    return tmp_path / "var"


@pytest.fixture
def at(whole: Path, tmp_path: Path) -> Desk:
    on_postgres.copytree(whole, tmp_path / "var")
    return office(tmp_path)


def contents(state: Path) -> dict[str, bytes]:
    """Every byte of the state folder, with gzip members decompressed, and of a database that lies elsewhere."""
    found = on_postgres.contents(state)
    for path in state.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            found[str(path.relative_to(state))] = _unzipped(data) if path.name.endswith(".gz") else data
    return found


def _unzipped(data: bytes) -> bytes:
    out = b""
    while data:
        decoder = zlib.decompressobj(wbits=31)
        out += decoder.decompress(data)
        data = decoder.unused_data
    return out


def hits(state: Path, *words: str) -> list[tuple[str, str]]:
    """(file, word) of every word found in any of the encodings and escapes it may stand in."""
    forms = {
        (word, made)
        for word in words
        for form in (word, word.lower(), word.upper())
        for made in (
            form.encode(), form.encode("cp1251"), form.encode("utf-16-le"), json.dumps(form)[1:-1].encode(),
        )
    }  # fmt: skip
    return sorted((name, word) for name, data in contents(state).items() for word, form in forms if form in data)


def figures(store: Store) -> object:
    """All that is counted: clips by label and outlet, issues, units."""
    clips = store.clips(relevance=None)
    return (
        sorted((c.article.id, c.outlet.id, c.relevance, c.topic, c.citation, c.tone, c.story, str(c.article.published)) for c in clips),
        {key: value for key, value in store.counts().items() if key != "pages"},
        [(row.name, len(store.issues.items(row.id)), row.sha256) for row in store.issues.listed()],
        [json.loads(row.manifest)["figures"] for row in store.issues.listed() if row.manifest],
        [json.loads(row.body)["totals"] for row in store.issues.listed()],
    )  # fmt: skip


def test_a_person_is_found_nowhere_afterwards_and_every_figure_stays(at: Desk) -> None:
    state = at.state
    assert hits(state, "Пацюченк"), "there is something to delete"
    before = figures(at.store)
    gone = deletion.forget(state, at.store, Choice(kind="person", person=deletion.name(PERSON)), SIGNED)
    assert (gone.articles, gone.left) == (2, ())
    assert gone.log_lines == 2
    assert hits(state, "Пацюченк", "пацюченк") == []
    assert figures(at.store) == before
    assert at.store.integrity() == "ok"
    assert at.store.search(["пацюченко"], 5) == []
    withdrawn = [clip for clip in at.store.clips() if clip.article.withdrawn]
    assert len(withdrawn) == 2
    assert all(clip.article.text == clip.article.url == "" for clip in withdrawn)


def test_the_others_keep_their_pages(at: Desk) -> None:
    deletion.forget(at.state, at.store, Choice(kind="person", person=deletion.name(PERSON)), SIGNED)
    clips = [clip.article.id for clip in at.store.clips() if not clip.article.withdrawn]
    evidence = at.store.evidence(clips)
    assert len(clips) == len(evidence) == 2
    for url, warc, offset, sha256 in evidence.values():
        found = at.archive.read(warc, offset, sha256)
        assert found.url == url
        assert "Вербосіл" in found.content.decode()
    kept = [record for path in (at.state / "archive").iterdir() for record, _ in located(path)]
    source = [record for record in kept if record.role == "source" and record.visit.startswith("visti")]
    assert source[0].redacted, "the feed stays without the item, and says so"
    assert source[0].page.content.count(b"<item>") == 2


def test_the_chain_of_issues_can_still_be_proved(at: Desk) -> None:
    deletion.forget(at.state, at.store, Choice(kind="person", person=deletion.name(PERSON)), SIGNED)
    previous = None
    for row in sorted(at.store.issues.listed("daily"), key=lambda row: row.number or 0):
        parts = at.store.deletions.redactions(row.id)
        assert row.manifest is not None
        assert row.sha256 in (fingerprint(row.manifest.encode()), parts.get("manifest", ("", ""))[0])
        assert json.loads(row.manifest)["previous"] == previous
        previous = row.sha256
        for document in at.store.issues.documents(row.id):
            named = {one["name"]: one["sha256"] for one in json.loads(row.manifest)["documents"]}
            assert named[document.filename] in (
                fingerprint(document.content),
                parts.get(f"document:{document.filename}", ("", ""))[0],
            )
    first = min(at.store.issues.listed("daily"), key=lambda row: row.number or 0)
    assert (
        b"\xd0\x92\xd0\xb8\xd0\xbb\xd1\x83\xd1\x87\xd0\xb5\xd0\xbd\xd0\xbe" in first.body.encode()
        or "вилучено" in first.body
    )


class Newer(FakeDecider):
    """A version that would count everything otherwise; what was deleted it cannot read and does not judge."""

    version = "fake-2"

    def classify(self, article: Article, outlet: Outlet) -> Classification:
        assert article.text
        return super().classify(article, outlet)


def test_the_office_goes_on(at: Desk) -> None:
    """Products, feeds, audit archives and explanations work with what was withdrawn among the items."""
    deletion.forget(at.state, at.store, Choice(kind="person", person=deletion.name(PERSON)), SIGNED)
    soon = later(at, NOW + timedelta(days=1, hours=1))
    for name in ("situation-weekly", "thematic", "daily"):
        made = pipeline.build(soon, name, None, preview=True)
        assert all(Path(path).stat().st_size for path in made["files"])
    write_feeds(soon)
    for row in at.store.issues.listed("daily"):
        assert audit_archive(soon, row)[:2] == b"PK"
    assert hits(at.state, "Пацюченк", "пацюченк") == []


def test_it_does_not_come_back(at: Desk) -> None:
    deletion.forget(at.state, at.store, Choice(kind="person", person=deletion.name(PERSON)), SIGNED)
    before = figures(at.store)
    again = replace(at, door=web(), now=NOW + timedelta(days=2), decider=Newer)
    pipeline.collect(again, at.config.sources)
    pipeline.add(again, "https://news.example/who")
    assert figures(at.store) == before
    assert sum(clip.article.withdrawn for clip in at.store.clips()) == 2


@pytest.mark.parametrize("kind", ["article", "source", "outlet"])
def test_items_by_id(at: Desk, kind: str) -> None:
    (one,) = [clip.article.id for clip in at.store.clips() if "Ярмарок" in clip.article.title]
    subject, count = {"article": (one, 1), "source": ("visti-1", 3), "outlet": ("visti", 3)}[kind]
    choice = Choice(kind=kind, subject=subject)
    assert len(deletion.look(at.store, choice).targets) == count
    before = figures(at.store)
    assert deletion.forget(at.state, at.store, choice, SIGNED).articles == count
    assert figures(at.store) == before
    assert hits(at.state, "Ярмарок у Вербосіллі вдався", "news.example/c") == []
    with pytest.raises(StoreError, match="nothing is stored"):
        deletion.forget(at.state, at.store, choice, SIGNED)


def test_looking_changes_nothing(at: Desk) -> None:
    before = contents(at.state)
    seen = deletion.look(at.store, Choice(kind="person", person=deletion.name("Пацюченко Охрім Панасович")))
    assert len(seen.targets) == 2
    assert contents(at.state).keys() == before.keys()


def test_a_reason_with_the_name_is_refused(at: Desk) -> None:
    with pytest.raises(StoreError, match="without the name"):
        deletion.forget(
            at.state,
            at.store,
            Choice(kind="person", person=deletion.name(PERSON)),
            replace(SIGNED, why="на прохання Охріма Пацюченка"),
        )


def test_what_is_old_goes_by_age(at: Desk) -> None:
    before = figures(at.store)
    short = Retention(pages=timedelta(days=30), texts=timedelta(days=3650), logs=timedelta(days=10))
    assert deletion.expire(at.state, at.store, short, NOW + timedelta(days=5)) is None
    gone = deletion.expire(at.state, at.store, short, NOW + timedelta(days=60))
    assert gone is not None
    assert (gone.articles, gone.files) == (0, 2)
    assert list((at.state / "archive").iterdir()) == []
    assert at.store.counts()["pages"] == 0
    assert figures(at.store) == before
    assert at.store.clips()[0].article.text
    later_on = deletion.expire(at.state, at.store, short, NOW + timedelta(days=4000))
    assert later_on is not None
    assert later_on.articles == 4
    assert figures(at.store) == before


NAMES = {
    "as given": "Приймав Охрім Пацюченко.",
    "genitive": "Слова Охріма Пацюченка.",
    "surname first": "Пацюченко Охрім Панасович прийшов.",
    "initials": "Голова О. П. Пацюченко.",
    "initial after": "Пацюченку О. подякували.",
    "capitals": "ОХРІМ ПАЦЮЧЕНКО ПРИЙШОВ",
    "instrumental": "Разом із Пацюченком Охрімом.",
    "in markup": "<b>Охрім</b> <i>Пацюченко</i>",
    "escaped": json.dumps("Охрім Пацюченко"),
}
OTHERS = {
    "another first name": "Марія Пацюченко прийшла.",
    "the surname alone": "Пацюченко прийшов.",
    "another surname": "Охрім Горобець прийшов.",
    "apart": "Охрім вийшов. За годину до зали ввійшов пан Пацюченко.",
}


@pytest.mark.parametrize("text", NAMES.values(), ids=NAMES)
def test_a_name_in_any_form(text: str) -> None:
    assert Needles(person=deletion.name(PERSON)).found(text)


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_somebody_else(text: str) -> None:
    assert not Needles(person=deletion.name(PERSON)).found(text)


def test_a_surname_alone_is_shown_as_possible() -> None:
    assert deletion.name(PERSON).possible("Пацюченко прийшов.")
    assert deletion.name("Пацюченко").found("Слово Пацюченкові.")
    with pytest.raises(ValueError, match="no name"):
        deletion.name("--")


@pytest.mark.parametrize(
    "asked", ["О. Пацюченко", "Пацюченко О.", "О. П. Пацюченко", "Пацюченко О. П.", "О. ПАЦЮЧЕНКО"]
)
def test_a_name_asked_for_with_an_initial(asked: str) -> None:
    name = deletion.name(asked)
    for text in ("Охріма Пацюченка нагородили.", "Голова О. П. Пацюченко.", "Пацюченку О. подякували."):
        assert name.found(text), text
    for text in ("Марія Пацюченко прийшла.", "М. Пацюченко прийшла.", "Пацюченко прийшов.", "Охрім Горобець прийшов."):
        assert not name.found(text), text
    assert name.possible("Пацюченко прийшов.")


def test_an_initial_is_one_letter_in_both_languages() -> None:
    assert deletion.name("І. Пацюченко").found("Ирина Пацюченко пришла.")
    assert deletion.name("И. Пацюченко").found("Ірині Пацюченко подякували.")


def test_pdf_files_without_their_text_are_told_for_nobody_looked_in_them(
    at: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with writing(at.store.engine) as tx:
        tx.execute(
            sql(
                "UPDATE pages SET content_type = 'application/PDF' WHERE url IN ('https://news.example/b', 'https://news.example/c')"
            )
        )
        of_c = "UPDATE articles SET quarantine = :why WHERE url = 'https://news.example/c'"
        tx.execute(sql(of_c), {"why": f"{PDF_UNREAD}: це скан."})
    choice = Choice(kind="person", person=deletion.name(PERSON))
    ((article, url),) = deletion.look(at.store, choice).unread
    assert url == "https://news.example/c"
    assert any(clip.article.id == article for clip in at.store.clips())
    at.store.close()
    setup = tmp_path / "sources.yaml"
    setup.write_text(
        "place: {id: verbosillia, name: Вербосілля, russian: Вербоселье, region: Чернігівська область}\n"
        "institution: {name: Вербосільська міська рада}\n",
        encoding="utf-8",
    )
    common = ["--config", str(setup), "--state", str(at.state)]
    for more in (["--dry-run"], ["--why", "звернення № 7", "--by", "Канцелярія"]):
        assert main(["forget", *common, "--person", PERSON, *more]) == 0
        out = " ".join(capsys.readouterr().out.split())
        assert "1 stored PDF file was not searched for the name" in out
        assert f"{article} {url}" in out
        assert "--article ID" in out
    assert main(["forget", *common, "--article", article, "--why", "звернення № 7", "--by", "Канцелярія"]) == 0
    assert "PDF" not in capsys.readouterr().out


DOCUMENTS = {
    "a JSON feed": ("application/json", '{"items":[{"title":"Слово про Охріма Пацюченка"},{"title":"Інше"}]}'),
    "JSON lines": ("application/jsonl", '{"title":"Охрім Пацюченко"}\n{"title":"Інше"}\n'),
    "a table": ("text/csv", "заголовок;текст\nОхрім Пацюченко;так\nІнше;ні\n"),
    "Atom": ("application/atom+xml", "<feed><entry><title>Охрім Пацюченко</title></entry><entry><title>Інше</title></entry></feed>"),
    "a page of posts": (
        "text/html; charset=utf-8",
        "<html><body><section><div class=m><p>Охрім <b>Пацюченко</b></p><p>ще</p></div><div class=m><p>Інше</p></div></section></body></html>",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), DOCUMENTS.values(), ids=DOCUMENTS)
@pytest.mark.parametrize("codec", ["utf-8", "cp1251"])
def test_a_list_loses_one_item_only(kind: str, text: str, codec: str) -> None:
    needles = Needles(person=deletion.name(PERSON))
    made = without(_page(text.encode(codec), kind.replace("utf-8", codec)), needles)
    assert made is not None
    assert not needles.found(made.decode(codec))
    assert "Інше" in made.decode(codec)


def test_what_cannot_be_cleaned_goes_whole() -> None:
    needles = Needles(person=deletion.name(PERSON))
    assert without(_page("Охрім Пацюченко".encode(), "text/plain"), needles) is None
    untouched = _page("Марія Пацюченко".encode(), "text/plain")
    assert without(untouched, needles) == untouched.content


def test_an_address_is_not_part_of_a_longer_one() -> None:
    needles = Needles(frozenset({fold("news.example/news/1")}))
    assert needles.found("https://news.example/news/1?utm=x")
    assert not needles.found("https://news.example/news/12")


def _page(content: bytes, kind: str) -> Page:
    url = "https://news.example/x"
    return Page(url=url, final_url=url, status=200, content_type=kind, content=content, fetched=NOW)


STEPS = {
    "names noted": "monitor.deletion.forgetting.records.rewrite",
    "files written": "monitor.deletion.forgetting.traces.scrub_logs",
    "documents replaced": "monitor.store.deletion.Deletions.apply",
    "half buried": "monitor.store.burial.rebuild_fulltext",
    "rows switched": "monitor.deletion.upkeep.sync_folder",
    "not yet shredded": "monitor.store.deletion.Deletions.shred",
    "list not written": "monitor.deletion.upkeep.write_list",
}


class Killed(BaseException):
    """The process dies here."""


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_crash_at_any_step_is_taken_back_or_finished(at: Desk, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = figures(at.store)
    choice = Choice(kind="person", person=deletion.name(PERSON))

    def die(*_arguments: object, **_named: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(step, die)
        with pytest.raises(Killed):
            deletion.forget(at.state, at.store, choice, SIGNED)
    at.store.close()
    store = Store.open(at.state / "ohliad.sqlite", at.store.place)
    deletion.settle(at.state, store)
    assert figures(store) == before
    assert store.deletions.rewrites() == []
    for url, warc, offset, sha256 in store.evidence([clip.article.id for clip in store.clips()]).values():
        assert at.archive.read(warc, offset, sha256).url == url
    if not store.deletions.log():
        deletion.forget(at.state, store, choice, SIGNED)
    assert hits(at.state, "Пацюченк", "пацюченк") == []
    assert figures(store) == before
    store.close()


@pytest.mark.sqlite  # our backups hold its file
def test_an_old_backup_does_not_bring_it_back(at: Desk, tmp_path: Path) -> None:
    backup(at.state, tmp_path / "before.tar")
    shutil.copy(tmp_path / "before.tar", tmp_path / "kept.tar")
    deletion.forget(at.state, at.store, Choice(kind="person", person=deletion.name(PERSON)), SIGNED)
    gone = deletion.read_list(at.state / deletion.LIST)
    assert "Пацюч" not in (at.state / deletion.LIST).read_text()
    restore(tmp_path / "before.tar", tmp_path / "again")
    assert hits(tmp_path / "again", "Пацюченк")
    assert deletion.reapply(tmp_path / "again", gone, NOW) == 2
    assert hits(tmp_path / "again", "Пацюченк", "пацюченк") == []
    store = Store.open(tmp_path / "again" / "ohliad.sqlite", at.store.place)
    assert figures(store) == figures(at.store)
    store.close()
    assert deletion.reapply(tmp_path / "again", gone, NOW) == 0
    assert deletion.rewrite(tmp_path / "kept.tar", gone, NOW) == 2
    restore(tmp_path / "kept.tar", tmp_path / "third")
    assert hits(tmp_path / "third", "Пацюченк", "пацюченк") == []


def test_the_commands(at: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    setup = tmp_path / "sources.yaml"
    setup.write_text(
        "place: {id: verbosillia, name: Вербосілля, russian: Вербоселье, region: Чернігівська область}\n"
        "institution: {name: Вербосільська міська рада}\nretention: {pages: 3y, texts: 10y, logs: 18m}\n",
        encoding="utf-8",
    )
    at.store.close()
    common = ["--config", str(setup), "--state", str(at.state)]
    assert main(["forget", *common, "--person", PERSON]) == 2
    assert "--why" in capsys.readouterr().err
    assert main(["forget", *common, "--article", "x", "--outlet", "y", "--dry-run"]) == 2
    assert main(["forget", *common, "--person", PERSON, "--dry-run", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["targets"]) == 2
    assert main(["forget", *common, "--expired", "--now", "2026-12-01"]) == 0
    assert main(["forget", *common, "--person", PERSON, "--why", "звернення № 7", "--by", "Канцелярія"]) == 0
    assert "2 items" in capsys.readouterr().out
    assert hits(at.state, "Пацюченк", "пацюченк") == []
    assert main(["forget", *common, "--expired", "--now", "2037-12-01"]) == 0
    assert "2 items" in capsys.readouterr().out


def test_files_of_others_in_the_delivery_folder_stay(at: Desk, tmp_path: Path) -> None:
    (row, *_) = at.store.issues.listed("daily")
    out = tmp_path / "out"
    out.mkdir()
    ours = [document.filename for document in at.store.issues.documents(row.id)]
    for name in (*ours, "budget.pdf", "own.txt"):
        (out / name).write_text("Охрім Пацюченко")
    choice = Choice(kind="person", person=deletion.name(PERSON))
    deletion.forget(at.state, at.store, choice, SIGNED, folders=(out, tmp_path / "none"))
    assert (out / "budget.pdf").exists()
    assert (out / "own.txt").exists()
    stood = {line["article"] for line in _lines(row.body)}
    withdrawn = {clip.article.id for clip in at.store.clips() if clip.article.withdrawn}
    assert bool(stood & withdrawn) == any((out / f"{name}.withdrawn.txt").exists() for name in ours)


def _lines(body: str) -> list[dict[str, str]]:
    sections = json.loads(body)["sections"]
    return [
        line
        for section in sections
        for item in section["items"]
        for line in (item["lead"], *item["same"], *item["related"])
    ]


@pytest.mark.parametrize(
    "text",
    ["<rss>" + "<item>" * 150_000, "<rss>" + "<item" * 150_000, "<" * 900_000, "<rss><item>" + "Охрім " * 150_000 + "</item></rss>",
     "{" * 100_000, "<html><body>" + "<div>" * 20_000 + "Охрім Пацюченко", 'href="' * 150_000],
    ids=["marks", "open marks", "brackets", "words", "braces", "depth", "links"],
)  # fmt: skip
def test_hostile_documents_take_bounded_time(text: str) -> None:
    needles = Needles(frozenset({fold("https://news.example/x/1")[8:]}), deletion.name(PERSON))
    start = time.process_time()
    made = without(_page(text.encode(), "application/xml"), needles)
    assert time.process_time() - start < 20
    assert made is None or not needles.found(made.decode())


@pytest.mark.parametrize(
    ("text", "days"), [("90d", 90), ("18m", 558), ("3y", 1098), ("3 weeks", None), ("0d", None), ("5", None)]
)
def test_terms(tmp_path: Path, text: str, days: int | None) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text(
        "place: {name: Вербосілля, region: Надвербська область}\ninstitution: {name: Вербосільська міська рада}\n"
        f"retention: {{pages: {text}}}\n",
        encoding="utf-8",
    )
    if days is None:
        with pytest.raises(ConfigError, match=r"retention\.pages"):
            load(path)
    else:
        assert load(path).retention == Retention(pages=timedelta(days=days))
