"""The road of an item with a canned web: order, idempotence, versions, rebuilding."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from monitor import pipeline
from monitor.archive import Record
from monitor.errors import FetchError, OhliadError
from monitor.model import Article, Classification, Clipping, Label, Outlet, Page
from monitor.pipeline import inbox
from monitor.pipeline.left_out import MOST_TOLD
from tests.fakes import NOW, FakeDecider, FakeDoor, config, desk, feed, later, page

FEED = "https://news.example/feed"
TEXT = "У Вербосіллі відкрили оновлену бібліотеку. Ремонт тривав пів року, кошти дала громада. На відкриття прийшли сотні містян, грав оркестр."


def web() -> FakeDoor:
    return FakeDoor(
        {
            FEED: feed(("a", "Бібліотека у Вербосіллі", "Відкрили."), ("b", "Погода", "Дощ.")),
            "https://news.example/a": page(
                "Бібліотека у Вербосіллі", TEXT, "Читальна зала працюватиме щодня до восьмої вечора."
            ),
            "https://news.example/b": page(
                "Погода на завтра",
                "Завтра в області дощ і вітер, вночі до трьох градусів тепла. Водіїв просять бути уважними.",
            ),
        }
    )


def test_an_item_travels_the_whole_road(tmp_path: Path) -> None:
    at = desk(tmp_path, web())
    report = pipeline.run(at)
    assert report.failed == []
    assert report.steps["collect"]["new"] == 2
    assert report.steps["extract"]["articles"] == 2
    assert report.steps["classify"] == {"about": 1, "none": 1}
    clips = at.store.clips()
    assert [clip.article.title for clip in clips] == ["Бібліотека у Вербосіллі"]
    assert clips[0].article.published is not None
    assert clips[0].article.published.rule == "feed"
    files = report.issues[0]["files"]
    assert isinstance(files, list)
    assert any("Бібліотека у Вербосіллі" in Path(name).read_text() for name in files)


def test_running_twice_changes_nothing(tmp_path: Path) -> None:
    door = web()
    at = desk(tmp_path, door)
    pipeline.run(at)
    before = at.store.fingerprint()
    asked = len(door.asked)
    second = pipeline.collect(later(at, NOW + timedelta(hours=7)))
    assert at.store.fingerprint() == before
    assert second.steps["collect"] == {"unchanged": 1}
    assert len(door.asked) == asked + 1, "only the feed is asked again, not the pages"


def test_an_edited_page_becomes_a_new_version(tmp_path: Path) -> None:
    door = web()
    at = desk(tmp_path, door)
    pipeline.run(at)
    door.pages[FEED] = feed(("a", "Бібліотека у Вербосіллі (оновлено)", "Відкрили."), ("b", "Погода", "Дощ."))
    door.pages["https://news.example/a"] = page(
        "Бібліотека у Вербосіллі (оновлено)", TEXT, "Зала працюватиме до дев’ятої вечора."
    )
    report = pipeline.collect(later(at, NOW + timedelta(hours=7)))
    assert report.steps["extract"] == {"new versions": 1}
    (clip,) = at.store.clips()
    stored = at.store.article(clip.article.id)
    assert stored is not None
    assert stored.version == 2


def test_a_dead_source_and_a_dead_page_fail_alone(tmp_path: Path) -> None:
    door = web()
    door.pages["https://dead.example/feed"] = FetchError("https://dead.example/feed", "network", "no answer")
    door.pages["https://news.example/b"] = FetchError("https://news.example/b", "timeout", "slow")
    at = desk(tmp_path, door, config(tmp_path, FEED, "https://dead.example/feed"))
    report = pipeline.run(at)
    assert {(item.subject == "visti-2", item.step) for item in report.failed} == {(True, "collect"), (False, "fetch")}
    assert len(at.store.clips()) == 1
    del door.pages["https://news.example/b"]
    door.pages["https://news.example/b"] = page(
        "Погода на завтра", "Дощ і вітер по всій області, вночі до трьох градусів тепла, водіїв просять бути уважними."
    )
    again = pipeline.collect(later(at, NOW + timedelta(hours=2)))
    assert again.steps["fetch"] == {"pages": 1}


def test_replay_rebuilds_the_same_from_the_archive(tmp_path: Path) -> None:
    door = web()
    at = desk(tmp_path / "live", door)
    pipeline.run(at)
    door.pages[FEED] = feed(
        ("a", "Бібліотека у Вербосіллі знов", "Відкрили."), ("c", "Вербосілля чекає на сніг", "Сніг.")
    )
    door.pages["https://news.example/a"] = page(
        "Бібліотека у Вербосіллі знов", TEXT, "Дописано вдруге, що зала зачинена."
    )
    door.pages["https://news.example/c"] = page(
        "Вербосілля чекає на сніг",
        "Синоптики обіцяють Вербосіллю перший сніг наприкінці тижня, тож комунальники готують техніку.",
    )
    pipeline.run(later(at, NOW + timedelta(hours=7)))
    files = sorted(at.archive.folder.glob("*.warc.gz"))
    rebuilt = desk(tmp_path / "again", FakeDoor({}), now=NOW + timedelta(hours=7))
    report = pipeline.replay(rebuilt, files)
    assert report.failed == []
    assert rebuilt.store.fingerprint() == at.store.fingerprint()
    assert rebuilt.store.counts()["articles"] == 3


def test_a_page_that_cannot_be_had_or_read_leaves_its_announcement(tmp_path: Path) -> None:
    door = web()
    door.pages["https://news.example/a"] = FetchError("https://news.example/a", "gone", "404")
    door.pages["https://news.example/b"] = "<html><body></body></html>"
    at = desk(tmp_path, door)
    report = pipeline.run(at)
    assert report.steps["extract"]["announcements"] == 2
    (clip,) = at.store.clips()
    assert clip.article.quarantine is not None
    assert clip.article.title == "Бібліотека у Вербосіллі"
    rebuilt = desk(tmp_path / "again", FakeDoor({}), now=NOW + timedelta(hours=7))
    pipeline.replay(rebuilt, sorted(at.archive.folder.glob("*")))
    assert rebuilt.store.fingerprint() == at.store.fingerprint()


def test_without_classifiers_the_brief_says_so(tmp_path: Path) -> None:
    """Promise 41: no silent fallback, no empty success; with the models back everything is decided."""

    def broken() -> FakeDecider:
        raise OhliadError("the model file is damaged")

    at = desk(tmp_path, web())
    report = pipeline.run(replace(at, decider=broken))
    assert [item.subject for item in report.failed] == ["classifiers"]
    (text,) = [name for name in report.issues[0]["files"] if name.endswith(".txt")]  # type: ignore[attr-defined]
    assert "Ще не розглянуто 2 матеріали: класифікатори недоступні." in " ".join(Path(text).read_text().split())
    assert pipeline.run(at).failed == []
    assert len(at.store.clips()) == 1


def test_an_import_is_archived_and_replayed(tmp_path: Path) -> None:
    items = tmp_path / "items.jsonl"
    items.write_text(
        '{"title": "Стаття у Вербосіллі", "text": "Текст.", "outlet": "Вісті", "published": "2026-11-19", "page": "3"}\n'
        "not json\n"
        '{"text": "Ще одна з Вербосілля", "outlet": "Нова газета", "kind": "newspaper", "published": "2026-11-19"}\n'
    )
    at = desk(tmp_path, FakeDoor({}))
    report = pipeline.take_in(at, [items])
    assert report.steps["import"]["new"] == 2
    assert [item.subject for item in report.failed] == ["items.jsonl:2"]
    assert pipeline.take_in(at, [items]).steps["import"]["new"] == 0, "the same file twice adds nothing"
    rebuilt = desk(tmp_path / "again", FakeDoor({}))
    pipeline.replay(rebuilt, sorted(at.archive.folder.glob("*")))
    assert rebuilt.store.fingerprint() == at.store.fingerprint()


def test_a_page_somebody_found_counts_as_missed(tmp_path: Path) -> None:
    at = desk(tmp_path, web())
    pipeline.add(at, "https://news.example/a")
    (clip,) = at.store.clips()
    assert clip.missed
    pipeline.run(at)
    assert len(at.store.clips()) == 1, "the source that shows it later does not double it"


def test_what_a_person_brings_and_no_issue_will_take_is_told_by_its_headline(tmp_path: Path) -> None:
    items = tmp_path / "clips.csv"
    items.write_text(
        "видання;вид;дата;сторінка;заголовок;зміст\n"
        "Зоря;газета;19.11.2026;1;Свято у Вербосіллі;Грав оркестр.\n"
        "Зоря;газета;19.11.2026;2;Ціни на овочі;Овочі подорожчали.\n",
        encoding="utf-8",
    )
    at = desk(tmp_path, FakeDoor({"https://news.example/b": web().pages["https://news.example/b"]}))
    report = pipeline.take_in(at, [items])
    left = next(item.article.id for item in at.store.judged() if item.article.title == "Ціни на овочі")
    assert report.notes == [
        f"{left} «Ціни на овочі» (Зоря): визначено як «не про місто», до випусків не потрапить;"
        f" якщо це про місто: ohliad decide {left} relevance=about"
    ]
    assert report.steps["import"]["left out"] == 1
    at.store.add_label(Label(article=left, field="relevance", value="none", by="М. Липка", at=at.now), "test")
    again = pipeline.take_in(at, [items])
    assert (again.notes, again.steps["import"]["left out"]) == ([], 0), "a person said so"
    named = pipeline.add(at, "https://news.example/b")
    assert ["«Погода на завтра»" in note for note in named.notes] == [True]
    assert named.steps["add"]["left out"] == 1
    assert pipeline.run(later(at, NOW + timedelta(hours=1))).notes == [], "what sources bring is not told one by one"


def test_of_an_archive_the_first_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    items = tmp_path / "archive.jsonl"
    items.write_text(
        "\n".join(
            f'{{"title": "Ціни, частина {n}", "text": "Овочі.", "outlet": "Зоря", "url": "https://zoria.example/{n}",'
            ' "published": "2026-11-19"}'
            for n in range(MOST_TOLD + 2)
        )
    )
    notes = pipeline.take_in(desk(tmp_path, FakeDoor({})), [items]).notes
    assert len(notes) == MOST_TOLD + 1
    assert notes[-1] == "Так само не потраплять до випусків: ще 2 матеріали."


class Poisoned(FakeDecider):
    """Breaks on one text."""

    def classify(self, article: Article, outlet: Outlet) -> Classification:
        if "Погода" in article.title:
            raise ZeroDivisionError("a bug")
        return super().classify(article, outlet)


def test_a_bug_on_one_item_shows_and_stops_nothing(tmp_path: Path) -> None:
    """Promise 42: the others go on, a person gets the item, and the run does not look well."""
    at = replace(desk(tmp_path, web()), decider=Poisoned)
    report = pipeline.run(at)
    assert "ZeroDivisionError: a bug" in report.bugs[0]
    assert report.issues, "there is a brief"
    clips = {clip.article.title: clip for clip in at.store.clips(relevance=None)}
    assert clips["Бібліотека у Вербосіллі"].relevance == "about"
    assert clips["Погода на завтра"].flags[0].code == "bug"
    assert pipeline.run(at).bugs == [], "it is not met again until the classifiers change"


def test_clips_in_a_table_replay_with_page_and_number(tmp_path: Path) -> None:
    table = tmp_path / "вирізки.csv"
    table.write_bytes(
        "видання;рівень;номер;сторінка;площа;дата;заголовок;текст\r\n"
        "Слово;місцевий;47;3;120;20 листопада 2026;Свято у Вербосіллі;У Вербосіллі відбулося свято.\r\n"
        "Слово;місцевий;47;;;20.11.2026;Оголошення;Перше оголошення з Вербосілля.\r\n"
        "Слово;місцевий;47;;;20.11.2026;Оголошення;Друге оголошення з Вербосілля.\r\n"
        "Слово;місцевий;47;5;;20.11.2099;З майбутнього;Стаття.\r\n"
        "Слово;місцевий;47;6;;20.11.2026;Зайве;текст; із крапкою; з комою\r\n".encode("cp1251")
    )
    at = desk(tmp_path, FakeDoor({}))
    report = pipeline.take_in(at, [table])
    assert report.steps["import"]["new"] == 4
    assert [item.subject for item in report.failed] == ["вирізки.csv:6"]
    clips = {clip.article.paragraphs[0]: clip.article for clip in at.store.clips(relevance=None)}
    first = clips["У Вербосіллі відбулося свято."]
    assert first.clipping == Clipping(number="47", page="3", size="120")
    assert (first.kind, first.published and first.published.exact) == ("newspaper", False)
    assert clips["Стаття."].quarantine is not None
    rebuilt = desk(tmp_path / "again", FakeDoor({}))
    assert pipeline.replay(rebuilt, sorted(at.archive.folder.glob("*"))).steps["import"]["new"] == 4
    assert rebuilt.store.fingerprint() == at.store.fingerprint()


HOSTILE_LINES = {
    "deep": '{"text": ' + "[" * 100_000,
    "year one": '{"text": "a", "published": "0001-01-01T00:00:00+05:00"}',
    "a number": "7",
    "a list for text": '{"text": [1]}',
    "links of numbers": '{"text": "a", "links": [1]}',
    "unknown kind": '{"text": "a", "kind": "blog"}',
}


def test_foreign_lines_fail_alone_and_replay(tmp_path: Path) -> None:
    items = tmp_path / "items.jsonl"
    good = '{"id": "my-1", "text": "У Вербосіллі свято\u2028і ярмарок", "published": "2026-11-19"}'
    items.write_text("\n".join([*HOSTILE_LINES.values(), good]), encoding="utf-8")
    at = desk(tmp_path, FakeDoor({}))
    report = pipeline.take_in(at, [items])
    assert len(report.failed) == len(HOSTILE_LINES)
    assert report.steps["import"]["new"] == 1
    (identifier,) = at.store.named("my-1")
    assert at.store.article(identifier) is not None
    rebuilt = desk(tmp_path / "again", FakeDoor({}))
    pipeline.replay(rebuilt, sorted(at.archive.folder.glob("*")))
    assert rebuilt.store.fingerprint() == at.store.fingerprint()


# What versions before took for text, or let pass, and a table of theirs.
ONCE_TAKEN = [
    '{"title": 2026, "text": "Рік у Вербосіллі.", "outlet": 5, "author": 7, "page": true, "score": NaN}',
    '{"title": "Свято", "text": "У Вербосіллі.", "official": "true", "links": [{"url": "https://x.example", "text": 5}]}',
    '{"title": "Дата", "text": "У Вербосіллі.", "published": 20261119, "official": 0, "links": 0}',
]
TABLE = "видання;дата;заголовок;official\nВісті;19.11.2026;У Вербосіллі свято;хто зна\n"


def test_what_was_once_taken_is_not_lost_by_a_stricter_reading(tmp_path: Path) -> None:
    at = desk(tmp_path, FakeDoor({}))
    for name, kind, text in (
        ("old.jsonl", "application/jsonl", "\n".join(ONCE_TAKEN)),
        ("old.csv", "text/csv", TABLE),
    ):
        url = f"file:///{name}"
        file = Page(url=url, final_url=url, status=200, content_type=kind, content=text.encode(), fetched=NOW)
        at.archive.add(Record(page=file, place=at.config.place.id, role="import"))
    report = pipeline.replay(at, sorted(at.archive.folder.glob("*")))
    assert not report.failed
    assert report.steps["import"]["new"] == len(ONCE_TAKEN) + 1
    items = tmp_path / "items.jsonl"
    items.write_text("\n".join(ONCE_TAKEN), encoding="utf-8")
    assert len(pipeline.take_in(desk(tmp_path / "now", FakeDoor({})), [items]).failed) == len(ONCE_TAKEN)


def test_half_a_letter_of_json_stops_nobody(tmp_path: Path) -> None:
    file = tmp_path / "items.jsonl"
    half = chr(0x5C) + "ud800"
    file.write_text(
        f'{{"text": "У Вербосіллі відкрили парк {half}", "author": "{half}", "url": "https://a.example/{half}",'
        f' "links": ["https://b.example/{half}"], "{half}": ["{half}"]}}\n',
        encoding="utf-8",
    )
    at = desk(tmp_path, FakeDoor({}))
    report = pipeline.take_in(at, [file])
    assert (report.steps["import"]["new"], report.failed) == (1, [])
    (clip,) = at.store.clips()
    assert clip.article.byline == "?"


def test_what_waits_for_another_place_of_the_folder_is_left_to_it(tmp_path: Path) -> None:
    at = desk(tmp_path, web())
    inbox.keep(at.state, "link", "Міст", "https://news.example/found", by="Орися", at=NOW, place="another")
    pipeline.collect(at)
    assert [kept.title for kept in inbox.waiting(at.state, "another")] == ["Міст"]
    assert inbox.waiting(at.state, at.config.place.id) == []


def test_what_waits_in_the_inbox_is_taken_in_by_the_next_collection(tmp_path: Path) -> None:
    door = web()
    door.pages["https://news.example/found"] = page("Міст у Вербосіллі", TEXT, TEXT)
    at = desk(tmp_path, door)
    inbox.keep(at.state, "link", "Міст", "https://news.example/found", by="Орися", at=NOW)
    report = pipeline.collect(at)
    assert report.failed == []
    assert inbox.waiting(at.state, at.config.place.id) == []
    assert [item.missed for item in at.store.judged() if item.article.url.endswith("/found")] == [True]
