"""Clips that come as PDF files, from the file to the analyst's table: none lost, none twice, nothing guessed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from monitor import deletion, pipeline
from monitor.archive import located
from monitor.cli import main
from monitor.deletion import Choice, Signed
from monitor.model import PDF_UNREAD, WITHDRAWN, Article
from monitor.pdftext import PdfText
from monitor.pipeline import printed as clips_of
from monitor.pipeline.desk import Desk, Report
from monitor.pipeline.printed import Given
from monitor.review import choosing
from tests.fakes import NOW, FakeDoor, desk, feed, later, settings_of_one_feed
from tests.pdf_files import BODY, english, newly_encrypted, printed, scan

ZORIA = Given(outlet="Зоря", published="2026-11-19")
ABOUT = ("Учора у Вербосіллі відзначили пана Охріма Пацю-", "ченка, який багато років працює в громаді.")


def put(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def take_in(at: Desk, *files: Path, given: Given = ZORIA) -> Report:
    return pipeline.take_in(at, files, given)


def only(at: Desk) -> Article:
    (clip,) = at.store.clips(relevance=None)
    return clip.article


def test_a_printed_page_becomes_a_clip(tmp_path: Path) -> None:
    at = desk(tmp_path, FakeDoor({}))
    report = take_in(at, put(tmp_path, "zoria 47.pdf", printed(BODY, title="Microsoft Word - Документ1")))
    assert (report.failed, report.notes) == ([], [])
    article = only(at)
    assert article.title == "У Вербосіллі відкрили нову школу"
    assert article.paragraphs[0].startswith("Учора на Садовій вулиці міська рада відкрила нову школу.")
    assert (article.kind, article.url, article.quarantine) == ("newspaper", "", None)
    assert article.published is not None
    assert (article.published.at, article.published.exact) == (datetime(2026, 11, 18, 22, tzinfo=UTC), False)
    assert article.clipping is not None
    assert article.clipping.scan == "zoria 47.pdf"
    assert at.store.outlets()[article.outlet].name == "Зоря"
    stored = at.store.catalogue.stored(article.id)
    assert stored is not None
    assert at.archive.read(stored.warc, stored.offset, stored.sha256).content.startswith(b"%PDF-")
    assert stored.content_type == "application/pdf"


UNREAD = {
    "scan": scan,
    "locked": newly_encrypted,
    "half": lambda: printed(BODY)[:4000],
    "empty": lambda: b"",
    "empty too": lambda: b"",
    "page": lambda: b"<html><body>404</body></html>",
}


def test_what_cannot_be_read_is_kept_and_asked_about(tmp_path: Path) -> None:
    at = desk(tmp_path, FakeDoor({}))
    files = [put(tmp_path, f"{name}.pdf", make()) for name, make in UNREAD.items()]
    report = take_in(at, *files)
    assert [(one.subject, one.error[: len(PDF_UNREAD)]) for one in report.failed] == [
        (f"{name}.pdf", PDF_UNREAD) for name in UNREAD
    ]
    clips = at.store.clips(relevance=None)
    assert {clip.article.title for clip in clips} == set(UNREAD)
    for clip in clips:
        assert clip.article.paragraphs == ()
        assert (clip.article.quarantine or "").startswith(PDF_UNREAD)
        assert clip.relevance is None, "of a text nobody read it is not known that it is not about the place"
        assert at.store.catalogue.stored(clip.article.id) is not None
    asked = choosing.waiting(at.store, NOW - timedelta(days=7), NOW)
    assert {clip.article.id for clip in asked.clips} == {clip.article.id for clip in clips}
    assert take_in(at, *files).steps["import"]["known"] == len(UNREAD)
    assert len(at.store.clips(relevance=None)) == len(UNREAD)
    pipeline.refresh(later(at, NOW + timedelta(days=3)), Report())
    assert all(clip.article.quarantine for clip in at.store.clips(relevance=None)), "a day that comes answers nothing"


def test_an_unread_page_waits_for_a_person_though_its_headline_is_about_the_place(tmp_path: Path) -> None:
    at = desk(tmp_path, FakeDoor({}))
    title = "Школа у Вербосіллі"
    take_in(at, put(tmp_path, "a.pdf", scan()), given=replace(ZORIA, title=title))
    (clip,) = at.store.clips(relevance=None)
    assert (clip.article.title, clip.relevance) == (title, "about")
    assert [one.article.id for one in choosing.waiting(at.store, NOW - timedelta(days=7), NOW).clips] == [
        clip.article.id
    ]


ELSEWHERE = ("Погода у Львові", "", "Учора у Львові випав сніг. Двірники вийшли на роботу.")


def asked(at: Desk) -> set[str]:
    """Ids of what the review table asks about."""
    return {clip.article.id for clip in choosing.waiting(at.store, NOW - timedelta(days=7), NOW).clips}


def test_what_was_half_read_waits_for_a_person_whatever_its_first_pages_say(tmp_path: Path) -> None:
    at = desk(tmp_path, FakeDoor({}))
    whole = put(tmp_path, "whole.pdf", printed(ELSEWHERE))
    take_in(at, put(tmp_path, "half.pdf", printed(ELSEWHERE, ())), whole)
    found = {clip.article.clipping.scan: clip for clip in at.store.clips(relevance=None) if clip.article.clipping}
    assert found["half.pdf"].article.paragraphs != ()
    assert {name: clip.relevance for name, clip in found.items()} == {"half.pdf": None, "whole.pdf": "none"}
    assert asked(at) >= {found["half.pdf"].article.id}


def test_the_same_file_is_one_clip_and_a_new_word_corrects_it(tmp_path: Path) -> None:
    at = desk(tmp_path, FakeDoor({}))
    first = put(tmp_path, "a.pdf", printed(BODY))
    take_in(at, first, put(tmp_path, "copy of a.pdf", printed(BODY)))
    assert only(at).clipping.scan == "a.pdf"  # type: ignore[union-attr]
    records = [one for path in at.archive.folder.iterdir() for one in located(path)]
    assert len(records) == 1, "what brings nothing new is not archived again"
    report = take_in(at, first, given=Given(outlet="Зоря", title="Школу відкрито"))
    assert report.steps["import"]["changed"] == 1
    article = only(at)
    assert article.title == "Школу відкрито"
    assert article.published is not None, "what is not said anew stays"
    take_in(at, first, given=Given(outlet="Зоря", published="18.11.2026"))
    assert only(at).title == "Школу відкрито"
    for nothing in ("", " "):
        take_in(at, first, given=Given(outlet="Зоря", published=nothing, kind=nothing, level=nothing, title=nothing))
        assert only(at).published.at == datetime(2026, 11, 17, 22, tzinfo=UTC)  # type: ignore[union-attr]


def test_the_same_file_of_two_outlets_is_two_clips_and_that_is_told(tmp_path: Path) -> None:
    at = desk(tmp_path, FakeDoor({}))
    file = put(tmp_path, "release.pdf", printed(BODY))
    take_in(at, file)
    first = only(at)
    report = take_in(at, file, given=Given(outlet="visti", published="2026-11-20"))
    assert report.steps["import"]["new"] == 1
    (note,) = report.notes
    assert "«Зоря», 19.11.2026" in note
    assert f"ohliad decide {first.id} use=no" in note
    found = {clip.article.outlet: clip.article for clip in at.store.clips(relevance=None)}
    assert set(found) == {first.outlet, "visti"}
    assert found[first.outlet] == first
    pages = [at.store.catalogue.stored(article.id) for article in found.values()]
    assert len({(page.warc, page.offset) for page in pages if page}) == 2, "each has its own record"
    again = take_in(at, file, given=Given(outlet="visti", published="2026-11-20"))
    assert (again.notes, again.steps["import"]["known"]) == ([], 1)
    rebuilt = desk(tmp_path / "again", FakeDoor({}))
    pipeline.replay(rebuilt, sorted(at.archive.folder.glob("*")))
    assert rebuilt.store.fingerprint() == at.store.fingerprint()


def test_a_file_withdrawn_in_one_outlet_is_not_taken_in_for_another(tmp_path: Path) -> None:
    at = desk(tmp_path, FakeDoor({}))
    file = put(tmp_path, "a.pdf", scan())
    take_in(at, file)
    signed = Signed(by="Канцелярія", why="звернення № 7", at=NOW + timedelta(hours=1))
    deletion.forget(at.state, at.store, Choice(kind="article", subject=only(at).id), signed)
    (failed,) = take_in(at, file, given=Given(outlet="visti")).failed
    assert failed.error.startswith(WITHDRAWN)


def test_a_text_once_read_is_not_lost_to_a_busy_hour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = desk(tmp_path, FakeDoor({}))
    file = put(tmp_path, "a.pdf", printed(BODY))
    take_in(at, file)
    before = only(at)
    monkeypatch.setattr(clips_of.pdf, "read", lambda _content: PdfText(unread=clips_of.pdf.LATE))
    (failed,) = take_in(at, file).failed
    assert only(at) == before
    assert "Лишився текст, прочитаний раніше" in failed.error
    monkeypatch.setattr(clips_of.pdf, "read", lambda _content: PdfText(paragraphs=("Уч",), partly="сторінок 9"))
    report = take_in(at, file)
    assert only(at) == before, "less of it is no news either"
    assert "Лишився текст, прочитаний раніше" in report.notes[0]


FIRST_HALF = PdfText(paragraphs=("Міська рада відкрила школу",), partly="сторінок 9, прочитано перші 5")


@pytest.mark.parametrize("read", [None, FIRST_HALF], ids=["whole", "half"])
def test_what_is_said_anew_is_kept_though_the_file_could_not_be_read_this_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: PdfText | None
) -> None:
    real = clips_of.pdf.read
    answers = lambda: iter([read or real(printed(BODY)), PdfText(unread=clips_of.pdf.LATE)])  # noqa: E731
    at = desk(tmp_path, FakeDoor({}))
    file = put(tmp_path, "a.pdf", printed(BODY))
    turn = answers()
    monkeypatch.setattr(clips_of.pdf, "read", lambda _content: next(turn))
    take_in(at, file)
    before = only(at)
    report = take_in(at, file, given=Given(outlet="Зоря", published="2026-11-18", title="Виправлено", kind="радіо"))
    assert report.steps["import"]["changed"] == 1
    article = only(at)
    assert article.published is not None
    assert (article.title, article.kind) == ("Виправлено", "radio")
    assert article.published.at == datetime(2026, 11, 17, 22, tzinfo=UTC)
    kept = before.paragraphs if before.title in before.paragraphs else (before.title, *before.paragraphs)
    assert (article.paragraphs, article.quarantine) == (kept, before.quarantine), "the printed headline is not lost"
    turn = answers()
    rebuilt = desk(tmp_path / "again", FakeDoor({}))
    pipeline.replay(rebuilt, sorted(at.archive.folder.glob("*")))
    assert rebuilt.store.fingerprint() == at.store.fingerprint()


def test_a_replay_reads_them_again(tmp_path: Path) -> None:
    at = desk(tmp_path, FakeDoor({}))
    first = put(tmp_path, "a.pdf", printed(BODY))
    take_in(at, first, put(tmp_path, "b.pdf", scan()), given=replace(ZORIA, kind="радіо", level="місцевий"))
    take_in(at, first, given=Given(outlet="visti", title="Школу відкрито"))
    rebuilt = desk(tmp_path / "again", FakeDoor({}))
    report = pipeline.replay(rebuilt, sorted(at.archive.folder.glob("*")))
    assert [one.subject for one in report.failed] == ["b.pdf"]
    assert rebuilt.store.fingerprint() == at.store.fingerprint()
    assert {outlet.name: outlet.level for outlet in rebuilt.store.outlets().values()}["Зоря"] == "local"


NAMES = [
    "zoria 47.pdf",
    "a%20b.pdf",
    "50%.pdf",
    "№ 5 #2 «рада».pdf",
    "a+b?c=d&e.pdf",
    "..x.pdf",
    "file__a_.pdf",
    " .pdf",
]


@pytest.mark.parametrize("content", [printed(BODY), scan(), b""], ids=["text", "scan", "empty"])
@pytest.mark.parametrize("name", NAMES)
def test_a_replay_knows_a_file_by_the_name_it_had(
    tmp_path: Path, name: str, content: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    at = desk(tmp_path, FakeDoor({}))
    take_in(at, put(tmp_path, name, content))
    assert capfd.readouterr() == ("", ""), "the archive takes the address as it is"
    clipping = only(at).clipping
    assert clipping is not None
    assert clipping.scan == name.strip()
    rebuilt = desk(tmp_path / "again", FakeDoor({}))
    pipeline.replay(rebuilt, sorted(at.archive.folder.glob("*")))
    assert only(rebuilt) == only(at)
    assert rebuilt.store.fingerprint() == at.store.fingerprint()
    pipeline.replay(at, sorted(at.archive.folder.glob("*")))
    assert only(at) == only(rebuilt)


def test_a_date_is_never_guessed(tmp_path: Path) -> None:
    at = desk(tmp_path, FakeDoor({}))
    report = take_in(at, put(tmp_path, "a.pdf", printed(BODY)), given=Given(outlet="Зоря"))
    assert only(at).published is None
    assert "--published" in report.notes[0]
    report = take_in(at, put(tmp_path, "b.pdf", english()), given=Given(outlet="Зоря", published="2027-11-19"))
    assert "19.11.2027 ще не настало" in report.notes[0]


def test_a_page_that_was_typed_into_a_table_too_is_told(tmp_path: Path) -> None:
    at = desk(tmp_path, FakeDoor({}))
    table = tmp_path / "t.csv"
    table.write_text("видання;дата;заголовок;скан\nЗоря;19.11.2026;Нова школа;zoria-47.pdf\n", encoding="utf-8")
    pipeline.take_in(at, [table])
    (typed,) = at.store.clips(relevance=None)
    (note,) = take_in(at, put(tmp_path, "zoria-47.pdf", printed(BODY))).notes
    assert f"ohliad decide {typed.article.id} use=no" in note


def test_a_level_said_of_a_known_outlet_is_told_to_change_nothing(tmp_path: Path) -> None:
    at = desk(tmp_path, FakeDoor({}))
    file = put(tmp_path, "a.pdf", printed(BODY))
    assert take_in(at, file, given=replace(ZORIA, level="місцевий")).notes == []
    assert take_in(at, file, given=replace(ZORIA, level="local")).notes == []
    (note,) = take_in(at, file, given=replace(ZORIA, level="nation")).notes
    assert "лишився – місцевий" in note
    assert {outlet.name: outlet.level for outlet in at.store.outlets().values()}["Зоря"] == "local"


def doubles(report: Report) -> list[str]:
    return [note for note in report.notes if note.endswith("use=no")]


@pytest.mark.parametrize("scan_named", ["zoria-47.pdf", "скани\\Zoria-47.PDF"])
def test_a_table_that_names_a_page_taken_in_before_is_told(tmp_path: Path, scan_named: str) -> None:
    at = desk(tmp_path, FakeDoor({}))
    take_in(at, put(tmp_path, "zoria-47.pdf", printed(BODY)))
    page = only(at)
    rows = (f"Зоря;19.11.2026;4;{title};{scan_named}\n" for title in ("Нова школа", "Ярмарок у суботу"))
    table = put(tmp_path, "t.csv", f"видання;дата;сторінка;заголовок;скан\n{''.join(rows)}".encode())
    (note,) = doubles(pipeline.take_in(at, [table]))
    assert f"ohliad decide {page.id} use=no" in note
    assert doubles(pipeline.take_in(at, [table])) == [], "told once"


def test_the_rows_of_one_scan_are_no_doubles_of_each_other(tmp_path: Path) -> None:
    at = desk(tmp_path, FakeDoor({}))
    for title in ("Нова школа", "Ярмарок у суботу"):
        table = put(tmp_path, "t.csv", f"видання;дата;заголовок;скан\nЗоря;19.11.2026;{title};p.pdf\n".encode())
        assert doubles(pipeline.take_in(at, [table])) == []


def test_a_page_saved_anew_names_the_one_that_could_not_be_read(tmp_path: Path) -> None:
    at = desk(tmp_path, FakeDoor({}))
    take_in(at, put(tmp_path, "p1.pdf", scan()))
    waiting = only(at)
    take_in(at, put(tmp_path, "p2.pdf", b""), given=replace(ZORIA, published="2026-11-18"))
    (note,) = take_in(at, put(tmp_path, "p1-new.pdf", printed(BODY))).notes
    assert f"{waiting.id} «p1»" in note
    assert f"ohliad decide {waiting.id} use=no" in note
    assert "p2" not in note, "of another day"


def test_what_is_half_read_says_what_is_missing(tmp_path: Path) -> None:
    at = desk(tmp_path, FakeDoor({}))
    report = take_in(at, put(tmp_path, "a.pdf", printed(BODY, ())))
    assert not report.failed
    told = "Текст PDF прочитано не весь: без тексту, певно скан або зображення: сторінка 2."
    assert (report.notes, only(at).quarantine) == ([f"a.pdf: {told}"], told)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clips_of, "LARGEST", 100)
    at = desk(tmp_path, FakeDoor({}))
    (failed,) = take_in(at, put(tmp_path, "a.pdf", printed(BODY))).failed
    assert failed.error.startswith("PDF більший за")


def test_a_person_is_found_in_what_was_read_and_the_file_goes_whole(tmp_path: Path) -> None:
    at = desk(tmp_path, FakeDoor({}))
    pages = printed(("Нагороди у громаді", "", *ABOUT))
    files = [put(tmp_path, "who.pdf", pages), put(tmp_path, "scan.pdf", scan()), put(tmp_path, "b.pdf", printed(BODY))]
    take_in(at, *files)
    by_title = {clip.article.title: clip.article.id for clip in at.store.clips(relevance=None)}
    choice = Choice(kind="person", person=deletion.name("Охрім Пацюченко"))
    seen = deletion.look(at.store, choice)
    assert [one.article for one in seen.targets] == [by_title["Нагороди у громаді"]]
    assert [article for article, _ in seen.unread] == [by_title["scan"]], "a text that was read was searched"
    signed = Signed(by="Канцелярія", why="звернення № 7", at=NOW + timedelta(hours=1))
    gone = deletion.forget(at.state, at.store, choice, signed)
    assert (gone.articles, gone.records) == (1, 1)
    contents = [record.page.content for path in at.archive.folder.iterdir() for record, _ in located(path)]
    assert sorted(contents) == sorted((scan(), printed(BODY)))
    (failed,) = take_in(at, files[0]).failed
    assert failed.error.startswith(WITHDRAWN)
    assert len([path for path in at.archive.folder.iterdir() for _ in located(path)]) == 2


# --- commands -------------------------------------------------------------------------------------------------------


def ohliad(folder: Path, *arguments: str) -> int:
    common = ["--config", str(folder / "sources.yaml"), "--state", str(folder / "var"), "--now", "2026-11-20T08:30"]
    return main([*arguments[:1], *common, *arguments[1:]])


@pytest.fixture
def office(tmp_path: Path) -> Path:
    settings_of_one_feed(tmp_path)
    put(tmp_path, "a.pdf", printed(BODY))
    put(tmp_path, "scan.pdf", scan())
    put(tmp_path, "page.jsonl", english())
    put(tmp_path, "t.csv", b"title;outlet\nx;y\n")
    return tmp_path


@pytest.mark.parametrize(
    ("files", "options", "told"),
    [
        (["a.pdf"], [], "a.pdf: say whose it is: --outlet NAME"),
        (["a.pdf", "t.csv"], ["--outlet", "Зоря"], "t.csv: the options of import are for PDF files"),
        (["t.csv"], ["--title", "Школа"], "t.csv: the options of import are for PDF files"),
        (["a.pdf", "scan.pdf"], ["--outlet", "Зоря", "--title", "Школа"], "--title is the headline of one PDF"),
        (["a.pdf"], ["--outlet", "Зоря", "--kind", "листівка"], "a.pdf: вид «листівка» невідомий"),
        (["a.pdf"], ["--outlet", "Зоря", "--level", "x"], "a.pdf: рівень «x» невідомий"),
        (["a.pdf"], ["--outlet", "Зоря", "--published", "колись"], "a.pdf: дату «колись» не зрозуміло"),
        (["page.jsonl"], [], "page.jsonl: say whose it is"),
    ],
)
def test_what_was_said_wrong_is_refused_before_anything_is_taken_in(
    office: Path, capsys: pytest.CaptureFixture[str], files: list[str], options: list[str], told: str
) -> None:
    assert ohliad(office, "import", *(str(office / name) for name in files), *options) == 2
    assert capsys.readouterr().err.startswith(told)
    assert not (office / "var" / "archive").exists()


def test_import_and_what_stands_in_the_table_afterwards(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(office / name) for name in ("a.pdf", "page.jsonl")]
    assert ohliad(office, "import", *files, "--outlet", "Зоря", "--published", "2026-11-19") == 0
    assert ohliad(office, "import", str(office / "scan.pdf"), "--outlet", "Зоря", "--published", "2026-11-19") == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "Текст PDF не прочитано: на сторінках немає тексту – це, певно, скан. Матеріал занесено без тексту" in said
    assert "Traceback" not in said
    assert ohliad(office, "review", "export", str(office / "r.xlsx"), "--since", "2026-11-10") == 0
    rows = [
        [str(cell or "") for cell in row] for row in load_workbook(office / "r.xlsx").active.iter_rows(values_only=True)
    ]
    assert any("scan" in row and any(cell.startswith(PDF_UNREAD) for cell in row) for row in rows)
    capsys.readouterr()
    assert ohliad(office, "search", "школа") == 0
    assert "нову школу" in capsys.readouterr().out


def test_extract_reads_a_pdf(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ohliad(office, "extract", str(office / "a.pdf")) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["title"] == "У Вербосіллі відкрили нову школу"
    assert found["text"].startswith("Учора на Садовій")
    assert ohliad(office, "extract", str(office / "scan.pdf")) == 1, "as `import` ends"
    assert "Текст PDF не прочитано: на сторінках немає тексту" in capsys.readouterr().err


# --- pages of the web that are PDF files ------------------------------------------------------------------------------


def test_a_pdf_behind_a_feed_is_read_and_one_that_cannot_be_is_kept(tmp_path: Path) -> None:
    root = "https://news.example"
    entries = feed(("a", "Школу у Вербосіллі відкрито", "Анонс."), ("b", "Рішення у Вербосіллі", "Анонс рішення ради."))
    door = FakeDoor({f"{root}/feed": entries, f"{root}/a": printed(BODY), f"{root}/b": scan()})
    at = desk(tmp_path, door)
    pipeline.run(at)
    found = {clip.article.url: clip.article for clip in at.store.clips(relevance=None)}
    read, unread = found[f"{root}/a"], found[f"{root}/b"]
    assert (read.title, read.quarantine) == ("Школу у Вербосіллі відкрито", None)
    assert "Діти прийшли з квітами" in read.text
    assert unread.paragraphs == ("Анонс рішення ради.",)
    assert (unread.quarantine or "").startswith(PDF_UNREAD)


def test_an_unread_pdf_behind_a_feed_waits_for_a_person_whatever_the_feed_says_of_it(tmp_path: Path) -> None:
    root = "https://news.example"
    entries = feed(("b", "Рішення № 5", "Документ у файлі."))
    at = desk(tmp_path, FakeDoor({f"{root}/feed": entries, f"{root}/b": scan()}))
    pipeline.run(at)
    (clip,) = at.store.clips(relevance=None)
    assert clip.article.paragraphs == ("Документ у файлі.",)
    assert clip.relevance is None
    assert asked(at) == {clip.article.id}


def test_a_pdf_that_was_late_is_tried_again_and_in_the_end_kept_for_a_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "https://news.example/files/s.pdf"
    at = desk(tmp_path, FakeDoor({url: printed(BODY)}))
    real = clips_of.pdf.read
    monkeypatch.setattr(clips_of.pdf, "read", lambda _content: PdfText(unread=clips_of.pdf.LATE))
    (failed,) = pipeline.add(at, url).failed
    assert failed.retry_at is not None
    assert failed.error.startswith(PDF_UNREAD)
    assert at.store.clips(relevance=None) == []
    for hours in (2, 4):
        pipeline.run(later(at, NOW + timedelta(hours=hours)))
    assert (only(at).title, only(at).paragraphs) == ("s", ()), "not lost though it was late three times"
    other = desk(tmp_path / "other", FakeDoor({url: printed(BODY)}))
    pipeline.add(other, url)
    monkeypatch.setattr(clips_of.pdf, "read", real)
    pipeline.run(later(other, NOW + timedelta(hours=2)))
    assert (only(other).title, only(other).quarantine) == ("У Вербосіллі відкрили нову школу", None)


def test_a_pdf_that_somebody_named_is_read(tmp_path: Path) -> None:
    door = FakeDoor({"https://news.example/files/Nova_shkola.pdf": printed(BODY), "https://news.example/s.pdf": scan()})
    at = desk(tmp_path, door)
    pipeline.add(at, "https://news.example/files/Nova_shkola.pdf")
    (note,) = pipeline.add(at, "https://news.example/s.pdf").notes
    assert note.startswith(f"https://news.example/s.pdf: {PDF_UNREAD}")
    titles = {clip.article.title for clip in at.store.clips(relevance=None)}
    assert titles == {"У Вербосіллі відкрили нову школу", "s"}
