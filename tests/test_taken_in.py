"""What `import` is given by other programs: WARC files cut short or not meant for it, ids that two clips share, no date."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from monitor import pipeline
from monitor.archive import Record, located, record_bytes
from monitor.cli import main
from monitor.errors import StoreError
from monitor.model import Page
from monitor.pipeline.desk import Desk, Report
from tests.fakes import NOW, FakeDoor, desk, feed, page, settings_of_one_feed

# --- WARC --------------------------------------------------------------------------------------------------------------

BODY = page(
    "У Вербосіллі відкрили каток", "Каток біля школи працює щодня.", "Про це повідомили в міській раді."
).encode()


def response(body: bytes, *head: str, url: str = "https://hist.example/katok", record: tuple[str, ...] = ()) -> bytes:
    """A record as other tools write it; `head`: HTTP headers beside the type, `record`: WARC ones."""
    http = "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8", *head]) + "\r\n\r\n"
    block = http.encode() + body
    lines = ["WARC/1.0", "WARC-Type: response", f"WARC-Target-URI: {url}", "WARC-Date: 2026-11-19T10:00:00Z", *record]
    lines += ["Content-Type: application/http; msgtype=response", f"Content-Length: {len(block)}"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + block + b"\r\n\r\n"


def take_in(folder: Path, content: bytes, name: str = "other.warc.gz") -> tuple[Desk, Report]:
    at = desk(folder, FakeDoor({}))
    (folder / name).write_bytes(content)
    return at, pipeline.take_in(at, [folder / name])


def titles(at: Desk) -> list[str]:
    return sorted(clip.article.title for clip in at.store.clips(relevance=None))


@pytest.mark.parametrize("name", ["x.warc", "x.warc.gz"])
def test_a_file_cut_anywhere_gives_whole_pages_or_a_sentence(tmp_path: Path, name: str) -> None:
    """Promise 7: 0 half items, wherever the cut is."""
    records = [response(BODY), response(BODY[::-1], url="https://hist.example/2")]
    parts = [gzip.compress(one) if name.endswith(".gz") else one for one in records]
    whole, path = b"".join(parts), tmp_path / name
    for cut in range(1, len(whole)):
        path.write_bytes(whole[:cut])
        found, told = [], ""
        try:
            found = [record.page.content for record, _ in located(path)]
        except StoreError as error:
            told = str(error)
        assert found in ([], [BODY], [BODY, BODY[::-1]]), cut
        # The empty lines behind a record, and the checksum behind those, are no loss.
        assert told or any(end - 16 <= cut <= end for end in (len(parts[0]), len(whole))), cut


def test_of_a_file_cut_inside_a_record_only_what_stands_before_is_taken_in(tmp_path: Path) -> None:
    second = gzip.compress(response(BODY, url="https://hist.example/2"))
    at, report = take_in(tmp_path, gzip.compress(response(BODY)) + second[: len(second) * 3 // 5])
    assert titles(at) == ["У Вербосіллі відкрили каток"]
    (failed,) = report.failed
    assert failed.subject == "other.warc.gz"
    assert "ends inside the record of https://hist.example/2" in failed.error or "damaged after byte" in failed.error


def chunked(*parts: bytes, last: bytes = b"0\r\n\r\n") -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + last


CODED = gzip.compress(BODY)
KEPT = {
    "as announced": response(BODY, f"Content-Length: {len(BODY)}"),
    "nothing announced": response(BODY),
    "in chunks": response(chunked(BODY[:300], BODY[300:]), "Transfer-Encoding: chunked"),
    "in chunks with a trailer": response(chunked(BODY, last=b"0\r\nX-Sum: 5\r\n\r\n"), "Transfer-Encoding: chunked"),
    "in chunks by its head, kept bare": response(BODY, "Transfer-Encoding: chunked"),
    "coded": response(CODED, "Content-Encoding: gzip", f"Content-Length: {len(CODED)}"),
    "coded by its head, kept bare": response(BODY, "Content-Encoding: br", f"Content-Length: {len(CODED)}"),
    "a length that is none": response(BODY, "Content-Length: many"),
}
CUT = {
    "shorter than announced": response(BODY[:200], f"Content-Length: {len(BODY)}"),
    "coded and shorter": response(CODED[:150], "Content-Encoding: gzip", f"Content-Length: {len(CODED)}"),
    "without the last chunk": response(chunked(BODY[:300], last=b""), "Transfer-Encoding: chunked"),
    "in the middle of a chunk": response(chunked(BODY)[:200], "Transfer-Encoding: chunked"),
    "said to be cut": response(BODY[:200], record=("WARC-Truncated: length",)),
}


@pytest.mark.parametrize("content", KEPT.values(), ids=KEPT)
def test_a_page_kept_whole_is_taken_in(tmp_path: Path, content: bytes) -> None:
    at, report = take_in(tmp_path, content, "other.warc")
    assert report.failed == []
    assert titles(at) == ["У Вербосіллі відкрили каток"]


@pytest.mark.parametrize("content", CUT.values(), ids=CUT)
def test_a_page_that_was_kept_in_part_fails_alone(tmp_path: Path, content: bytes) -> None:
    other = response(BODY, url="https://hist.example/other")
    at, report = take_in(tmp_path, content + other, "other.warc")
    assert [(one.subject, one.error.split(",")[0]) for one in report.failed] == [
        ("https://hist.example/katok", "сторінку збережено не цілою")
    ]
    assert [clip.article.url for clip in at.store.clips(relevance=None)] == ["https://hist.example/other"]


def test_an_archive_of_the_program_is_for_replay(tmp_path: Path) -> None:
    at = desk(
        tmp_path,
        FakeDoor(
            {"https://news.example/feed": feed(("Каток", "/k", "Сьогодні відкрили.")), "https://news.example/k": BODY}
        ),
    )
    pipeline.run(at)
    before = at.store.fingerprint()
    report = pipeline.take_in(at, sorted(at.archive.folder.iterdir()))
    assert [one.error for one in report.failed] == ["це архів самої програми: його читає ohliad replay"]
    assert at.store.fingerprint() == before


def test_pages_of_another_installation_are_taken_in(tmp_path: Path) -> None:
    url = "https://hist.example/katok"
    kept = Page(url=url, final_url=url, status=200, content_type="text/html", content=BODY, fetched=NOW)
    at, report = take_in(tmp_path, record_bytes(Record(page=kept, place="elsewhere", role="article", subject="x")))
    assert report.failed == []
    assert titles(at) == ["У Вербосіллі відкрили каток"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "у файлі немає жодної збереженої сторінки"),
        (response(BODY).replace(b"200 OK", b"404 No"), "у файлі немає жодної вебсторінки"),
        (response(BODY).replace(b"text/html", b"image/png"), "у файлі немає жодної вебсторінки"),
    ],
)
def test_a_file_without_a_page_is_no_success(tmp_path: Path, content: bytes, told: str) -> None:
    _, report = take_in(tmp_path, content, "other.warc")
    assert [one.error[: len(told)] for one in report.failed] == [told]


# --- ids that others gave ----------------------------------------------------------------------------------------------

FAIR = '{"id": "1", "outlet": "Вісті", "title": "У Вербосіллі ярмарок", "text": "Торгують медом.", "published": "2026-11-20"}\n'
RINK = '{"id": 1, "outlet": "Хвиля", "title": "У Вербосіллі каток", "text": "Каток відкрили.", "published": "2026-11-20"}\n'
CHESS = '{"id": "7", "outlet": "Хвиля", "title": "Шахи", "text": "Грали діти.", "published": "2026-11-20"}\n'


@pytest.fixture
def settings(tmp_path: Path) -> list[str]:
    return [
        "--config",
        str(settings_of_one_feed(tmp_path)),
        "--state",
        str(tmp_path / "var"),
        "--now",
        "2026-11-22T10:00",
    ]


def brought(folder: Path, settings: list[str], name: str, content: str) -> int:
    (folder / name).write_text(content, encoding="utf-8")
    return main([*settings, "import", str(folder / name)])


@pytest.mark.parametrize("files", [(FAIR + CHESS, RINK), (FAIR + RINK + CHESS,)], ids=["two files", "one file"])
def test_an_id_of_two_clips_is_told_of_and_names_neither(
    tmp_path: Path, settings: list[str], files: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    for number, content in enumerate(files):
        assert brought(tmp_path, settings, f"{number}.jsonl", content) == 0
    told = capsys.readouterr().err
    assert f"{len(files) - 1}.jsonl: ці id мають і інші матеріали" in told
    assert told.rstrip().splitlines()[-1].endswith(": 1") or ": 1\n" in told
    for asked in (
        ["decide", "1", "use=no", "--by", "Оля"],
        ["explain", "1"],
        ["story", "merge", "1", "7", "--by", "Оля"],
    ):
        assert main([*settings, *asked]) == 2
        said = capsys.readouterr().err
        assert "2 clips came with this id" in said
        assert "«У Вербосіллі ярмарок»" in said
        assert "«У Вербосіллі каток»" in said
    assert main([*settings, "decide", "7", "use=no", "--by", "Оля"]) == 0, "an id of one clip names it"


def test_the_same_file_again_shares_no_id_with_itself(
    tmp_path: Path, settings: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert brought(tmp_path, settings, "a.jsonl", FAIR + FAIR + CHESS) == 0
    assert "ці id" not in capsys.readouterr().err
    assert main([*settings, "explain", "1"]) == 0


def test_a_replay_shares_the_ids_too(tmp_path: Path) -> None:
    at = desk(tmp_path, FakeDoor({}))
    for name, content in (("a", FAIR), ("b", RINK)):
        (tmp_path / f"{name}.jsonl").write_text(content, encoding="utf-8")
        pipeline.take_in(at, [tmp_path / f"{name}.jsonl"])
    again = desk(tmp_path / "again", FakeDoor({}))
    pipeline.replay(again, sorted(at.archive.folder.iterdir()))
    assert again.store.named("1") == at.store.named("1")
    assert len(again.store.named("1")) == 2


def test_ids_longer_than_is_kept_are_shared_by_what_is_kept(tmp_path: Path) -> None:
    at = desk(tmp_path, FakeDoor({}))
    long = "x" * 200
    rows = FAIR.replace('"1"', f'"{long}a"') + RINK.replace("1", f'"{long}b"', 1)
    (tmp_path / "a.jsonl").write_text(rows, encoding="utf-8")
    assert pipeline.take_in(at, [tmp_path / "a.jsonl"]).steps["import"]["shared ids"] == 1
    assert len(at.store.named(f"{long}a")) == 2


# --- no date -----------------------------------------------------------------------------------------------------------


def test_every_line_without_a_date_is_named_and_the_field_of_its_file(tmp_path: Path) -> None:
    at = desk(tmp_path, FakeDoor({}))
    bare = '{{"outlet": "Вісті", "kind": "{kind}", "title": "Ярмарок {n}", "text": "Торгують медом {n}."}}\n'
    lines = [bare.format(kind=("site", "newspaper")[n % 2], n=n) for n in range(6)]
    lines[3] = FAIR
    (tmp_path / "a.jsonl").write_text("".join(lines), encoding="utf-8")
    report = pipeline.take_in(at, [tmp_path / "a.jsonl"])
    assert report.steps["import"]["undated"] == 5
    (note,) = (note for note in report.notes if "дати немає" in note)
    assert note == (
        "a.jsonl: рядки 1–3, 5–6: дати немає, в огляді буде «дату не встановлено»; перевірте поле published"
    )


def test_one_line_without_a_date_is_named_alone(tmp_path: Path) -> None:
    at = desk(tmp_path, FakeDoor({}))
    (tmp_path / "a.jsonl").write_text(FAIR + '{"title": "Каток", "url": "https://x.example/1"}\n', encoding="utf-8")
    (note,) = (note for note in pipeline.take_in(at, [tmp_path / "a.jsonl"]).notes if "дати немає" in note)
    assert note.startswith("a.jsonl:2: дати немає")


# --- languages ---------------------------------------------------------------------------------------------------------


def test_an_imported_line_has_the_language_that_its_verdict_gives(tmp_path: Path) -> None:
    """Twins of one outlet are one clip, and a Ukrainian text leads: both ask for the language of what was imported."""
    at = desk(tmp_path, FakeDoor({}))
    (tmp_path / "a.jsonl").write_text(FAIR, encoding="utf-8")
    pipeline.take_in(at, [tmp_path / "a.jsonl"])
    (clip,) = at.store.clips(relevance=None)
    assert clip.article.language == "uk"
