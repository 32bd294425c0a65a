"""`classify` and `stories` as filters: bytes in any usual encoding in, strict JSON lines out, nothing lost in silence."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from monitor.cli import main
from monitor.clips import BadRow, lines
from monitor.dates import KYIV
from monitor.items import parse

CONFIG = "place: {name: Вербосілля, region: Надвербська область}\ninstitution: {name: Вербосільська міська рада}\n"
ABOUT = "У Вербосіллі відкрили нову школу, повідомили у Вербосільській міській раді."
OTHER = "Ґанок бібліотеки прикрасили діти: «Їжачок» і ще п’ять казок."
RELEASE = (
    "Вербосільська міська рада оголосила толоку на Цвинтарній вулиці. Збираються у суботу о дев’ятій ранку біля школи. "
    "Інвентар видасть комунальне підприємство. Охочих просять узяти рукавиці та воду."
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources.yaml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


Run = Callable[..., tuple[int, list[dict[str, Any]], str]]


@pytest.fixture
def run(here: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def filtered(command: str, content: bytes) -> tuple[int, list[dict[str, Any]], str]:
        (here / "items.jsonl").write_bytes(content)
        code = main([command, "items.jsonl", "--now", "2026-11-20T08:00"])
        shown = capsys.readouterr()
        return code, [json.loads(line, parse_constant=pytest.fail) for line in shown.out.splitlines()], shown.err

    return filtered


def jsonl(*given: object) -> str:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in given)


def read(content: bytes) -> list[tuple[int, str]]:
    found = lines(io.BufferedReader(io.BytesIO(content)))
    return [(number, "?" if isinstance(line, BadRow) else json.loads(line)["text"]) for number, line in found]


TWO = jsonl({"text": ABOUT}, {"text": OTHER})
ENCODED = {
    "UTF-8": TWO.encode(),
    "UTF-8 with its mark": b"\xef\xbb\xbf" + TWO.encode(),
    "UTF-16 with its mark": TWO.encode("utf-16"),
    "UTF-16, the other way round": b"\xfe\xff" + TWO.encode("utf-16-be"),
    "windows-1251": TWO.encode("cp1251"),
    "KOI8-U": TWO.replace("’", "'").encode("koi8-u", "replace"),
    "one line windows-1251, one UTF-8": jsonl({"text": ABOUT}).encode("cp1251") + jsonl({"text": OTHER}).encode(),
    "one line UTF-8, one windows-1251": jsonl({"text": ABOUT}).encode() + jsonl({"text": OTHER}).encode("cp1251"),
}


@pytest.mark.parametrize("content", ENCODED.values(), ids=ENCODED)
def test_usual_encodings_are_read_whole(content: bytes) -> None:
    ((_, first), (_, second)) = read(content)
    assert first == ABOUT
    assert second.replace("'", "’").replace("?", "«", 1).replace("?", "»", 1) == OTHER


def test_a_short_line_is_read_as_its_neighbours_are() -> None:
    words = ["Фейсбук", "їжа", "Ґанок", "ЖЕК"]  # alone, some of them read better in another charset
    content = jsonl({"text": ABOUT}, {"text": OTHER}, *({"text": word} for word in words)).encode("cp1251")
    assert [text for _, text in read(content)][2:] == words


RUBBISH = b'{"text": "\xff\xfe\x80\x81\x8d\x90\x98\xff\xfe\xf7\xf7\xd7\xff\xaa\x83\x8e\x9f\xff\xfe\x81"}\n'


@pytest.mark.parametrize("command", ["classify", "stories"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_a_line_in_no_known_encoding_is_refused_by_number(run: Run, command: str, encoding: str) -> None:
    good = jsonl({"text": ABOUT}).encode(encoding)
    code, rows, told = run(command, good + RUBBISH + good)
    assert (code, [row["text"] for row in rows]) == (1, [ABOUT, ABOUT])
    assert told.splitlines() == ["line 2: its letters are in no known encoding; save the file as UTF-8"]


def test_the_place_is_found_in_windows_1251(run: Run) -> None:
    code, rows, told = run("classify", ENCODED["windows-1251"])
    assert (code, told) == (0, "")
    assert [row["text"] for row in rows] == [ABOUT, OTHER]
    assert rows[0]["relevance"] == "about"


def test_a_line_is_answered_before_the_next_one_is_asked_for() -> None:
    class Slow(io.RawIOBase):
        """A pipe whose writer waits for each answer."""

        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            Slow.given += 1
            line = jsonl({"text": f"{Slow.given} {ABOUT}"}).encode()
            buffer[: len(line)] = line
            return len(line)

    found = lines(io.BufferedReader(Slow()))
    assert json.loads(str(next(found)[1]))["text"] == f"1 {ABOUT}"
    assert Slow.given == 1


def test_standard_input_is_bytes_too(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    (here / "in").write_bytes(ENCODED["windows-1251"])
    with (here / "in").open(encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert main(["stories"]) == 0
    assert [json.loads(line)["text"] for line in capsys.readouterr().out.splitlines()] == [ABOUT, OTHER]


def test_extract_takes_a_web_address_only(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "a.html").write_text(f"<h1>Школа</h1><p>{ABOUT}</p><p>{RELEASE}</p>", encoding="utf-8")
    assert main(["extract", "a.html", "--url", "javascript:x"]) == 2
    assert "--url 'javascript:x': a web address must look like" in capsys.readouterr().err
    assert main(["extract", "a.html", "--url", "https://visti.example/a"]) == 0
    assert json.loads(capsys.readouterr().out)["url"] == "https://visti.example/a"


PAGE = (
    "<html><head><title>Школа</title>{head}</head><body><article><h1>У Вербосіллі школа</h1>"
    f"<p>{ABOUT}</p><p>{RELEASE}</p></article></body></html>"
)
DATED = '<meta property="article:published_time" content="{}">'


def extracted(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["extract", *words]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert isinstance(found, dict)
    return found


def test_an_extracted_page_without_a_date_has_none_at_any_time(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "a.html").write_text(PAGE.format(head=""), encoding="utf-8")
    first = extracted(capsys, "a.html", "--now", "2026-11-20T08:00")
    assert first == extracted(capsys, "a.html", "--now", "2026-11-20T08:07")
    dated = [value for key, value in first.items() if key.startswith("published")]
    assert dated == [None] * 4


@pytest.mark.parametrize(
    ("said", "published", "exact"),
    [("2026-11-19T09:15:00+02:00", "2026-11-19T07:15:00+00:00", True), ("2026-11-19", "2026-11-19", False)],
)
def test_an_extracted_page_keeps_its_date_on_the_way_to_the_database(
    here: Path, said: str, published: str, exact: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "a.html").write_text(PAGE.format(head=DATED.format(said)), encoding="utf-8")
    found = extracted(capsys, "a.html", "--now", "2026-11-20T08:00")
    assert (found["published"], found["published_exact"]) == (published, exact)
    read = parse(json.dumps(found), {}, now=datetime(2026, 11, 20, tzinfo=UTC)).article.published
    assert read is not None
    assert (read.exact, read.at.astimezone(KYIV).date().isoformat()) == (exact, "2026-11-19")


def test_extracted_pages_are_items_for_the_filters_and_for_import(
    here: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    outlets = "outlets: [{id: visti, name: Вісті, home: 'https://visti.example/'}]\n"
    (here / "sources.yaml").write_text(CONFIG + outlets, encoding="utf-8")
    (here / "a.html").write_text(PAGE.format(head='<meta name="author" content="Ганна Яр">'), encoding="utf-8")
    (here / "b.html").write_text(PAGE.format(head="").replace("школу", "ліцей"), encoding="utf-8")
    items = [
        extracted(capsys, "a.html", "--url", "https://visti.example/a?utm_source=x"),
        extracted(capsys, "a.html", "--url", "https://hvylia.example/a"),
        extracted(capsys, "a.html"),
        extracted(capsys, "b.html"),
    ]
    assert len({item["id"] for item in items}) == 4
    assert [(item["outlet"], item["url"] is None) for item in items] == [
        ("visti", False), ("hvylia-example", False), (None, True), (None, True),
    ]  # fmt: skip
    assert items[0]["id"] == extracted(capsys, "a.html", "--url", "https://visti.example/a")["id"]
    code, rows, told = run("classify", jsonl(*items).encode())
    assert (code, told, [row["relevance"] for row in rows]) == (0, "", ["about"] * 4)
    put = here / "judged.jsonl"
    put.write_text(jsonl(*rows), encoding="utf-8")
    assert main(["import", str(put), "--now", "2026-11-20T08:00"]) == 0
    shown = capsys.readouterr()
    assert "undated 4" in shown.out
    assert "shared ids" not in shown.out
    assert main(["--json", "explain", items[0]["id"]]) == 0, "the id is the one it has in the database"
    stored = json.loads(capsys.readouterr().out)
    assert (stored["published"], stored["byline"]) == (None, "Ганна Яр")


def test_on_a_terminal_an_extracted_page_is_spread_for_reading(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "a.html").write_text(PAGE.format(head=""), encoding="utf-8")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["extract", "a.html"]) == 0
    shown = capsys.readouterr().out
    assert len(shown.splitlines()) > 10
    assert json.loads(shown)["title"] == "У Вербосіллі школа"


@pytest.mark.parametrize("byline", [["А", "Б"], {"name": "А"}, 5, None])
def test_what_others_call_a_byline_refuses_no_item(byline: object) -> None:
    item = parse(json.dumps({"text": ABOUT, "byline": byline}), {}, now=datetime(2026, 11, 20, tzinfo=UTC))
    assert item.article.byline is None


def test_a_page_without_an_article_is_no_wrong_call(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "a.html").write_text("", encoding="utf-8")
    assert main(["extract", "a.html"]) == 1
    assert main(["extract", "http://127.0.0.1:9/", "--allow-private"]) == 1
    assert "Traceback" not in capsys.readouterr().err


NO_NUMBERS = {
    "NaN": '{"text": "x", "n": NaN}',
    "Infinity": '{"text": "x", "n": [{"m": Infinity}]}',
    "-Infinity": '{"text": "x", "n": -Infinity}',
    "as the text": '{"text": NaN}',
    "too large": '{"text": "x", "n": 1e999}',
}


@pytest.mark.parametrize("command", ["classify", "stories"])
@pytest.mark.parametrize("line", NO_NUMBERS.values(), ids=NO_NUMBERS)
def test_what_is_no_number_is_refused_by_line(run: Run, command: str, line: str) -> None:
    code, rows, told = run(command, f'{{"text": "{ABOUT}", "n": 1e3}}\n{line}\n'.encode())
    assert (code, [row["n"] for row in rows]) == (1, [1000.0])
    assert told.startswith("line 2: ")
    assert "number" in told


WRONG_KINDS = {
    '{"text": "x", "official": "true"}': 'official "true" is not true or false',
    '{"text": "x", "official": 1}': "official 1 is not true or false",
    '{"text": 123}': "text 123 is not a text",
    '{"title": ["a"]}': 'title ["a"] is not a text',
    '{"text": "x", "title": 123}': "title 123 is not a text",
    '{"text": "x", "published": 20261120}': "published 20261120 is not a text",
    '{"text": "x", "url": {}}': "url {} is not a text",
    '{"text": "x", "outlet": 5}': "outlet 5 is not a text",
    '{"text": "x", "kind": false}': "kind false is not a text",
    '{"text": "x", "level": 1}': "level 1 is not a text",
    '{"text": "x", "author": 1}': "author 1 is not a text",
    '{"text": "x", "id": true}': "id true is not a text",
    '{"text": "x", "links": "x"}': 'links "x" is not a list',
    '{"text": "x", "links": [{"url": "https://a.example/", "text": 5}]}': "text 5 is not a text",
}


@pytest.mark.parametrize(("line", "why"), WRONG_KINDS.items())
def test_a_value_of_the_wrong_kind_is_refused_by_line(run: Run, line: str, why: str) -> None:
    assert run("classify", line.encode()) == (1, [], f"line 1: {why}\n")


def test_null_is_absent_and_a_page_may_be_a_number(run: Run) -> None:
    absent = dict.fromkeys(
        ("official", "title", "published", "url", "outlet", "links", "author", "level", "kind", "id")
    )
    code, rows, told = run("stories", jsonl({"text": ABOUT, **absent, "page": 3, "number": 48}).encode())
    assert (code, told, len(rows)) == (0, "", 1)


def test_ids_pass_through_unchanged(run: Run) -> None:
    release = {"text": RELEASE, "outlet": "Рада", "official": True, "published": "2026-11-20T07:00:00+02:00"}
    copy = {"text": RELEASE, "outlet": "Вісті", "published": "2026-11-20T09:00:00+02:00"}
    code, rows, told = run("stories", jsonl({**release, "id": 5}, {**copy, "id": "six"}, {"text": OTHER}).encode())
    assert (code, told) == (0, "")
    assert [row["id"] for row in rows[:2]] == [5, "six"]
    assert rows[0]["story"] == rows[1]["story"] != rows[2]["story"]
    assert (rows[1]["release"], rows[1]["of"]) == (5, 5)
    assert rows[2]["id"]  # what has none gets one, for others to be told to repeat it


def test_doubled_ids_are_told_and_not_renamed(run: Run) -> None:
    given = [{"id": "same", "text": ABOUT}, {"id": "same~2", "text": RELEASE}, {"id": "same", "text": OTHER}]
    code, rows, told = run("stories", jsonl(*given, {"text": "Без імені"}, {"text": "Без імені"}).encode())
    assert code == 0
    assert [row["id"] for row in rows[:3]] == ["same", "same~2", "same"]
    assert len({row["story"] for row in rows[:3]}) == 3
    assert rows[3]["id"] != rows[4]["id"]
    assert told == "the id 'same' stands in several lines; `of` and `release` do not tell these items apart\n"


def test_ten_thousand_lines_of_one_id_are_told_apart_quickly(run: Run) -> None:
    many = jsonl(*({"id": "same", "text": f"Новина {number} про погоду"} for number in range(5000)))
    code, rows, _ = run("stories", many.encode())
    assert (code, {row["id"] for row in rows}, len(rows)) == (0, {"same"}, 5000)
