"""`import` of OPML: what a list names comes out as blocks, what it loses is told, what is watched already is left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from monitor.cli import main

CONFIG = """place: {name: Вербосілля, region: Львівська область}
institution: {name: Вербосільська міська рада}
outlets:
  - {id: visti, name: Вісті, sources: [{kind: feed, url: "https://visti.example/feed"}]}
"""
TWO = '<outline text="Хвиля" xmlUrl="https://hvylia.example/rss"/><outline text="Зоря" xmlUrl="https://zoria.example/rss"/>'
ITEM = '{"id": "1", "outlet": "Вісті", "title": "Ярмарок", "text": "Торгують медом.", "published": "2026-11-20"}\n'


def opml(outlines: str) -> str:
    return f'<?xml version="1.0"?>\n<opml version="2.0"><head/><body>{outlines}</body></opml>'


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources.yaml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def put(folder: Path, content: str, name: str = "list.opml") -> str:
    (folder / name).write_text(content, encoding="utf-8")
    return name


def blocks(text: str) -> list[tuple[str, list[str]]]:
    found = YAML(typ="safe").load(text) or []
    return [(one["id"], [source["url"] for source in one["sources"]]) for one in found]


NOTHING = {
    "torn": ("<opml", "list.opml: it names no feed"),
    "empty": ("<opml/>", "list.opml: it names no feed"),
    "without feeds": (opml('<outline text="Місто"/>'), "list.opml: it names no feed"),
    "no list": ("<rss/>", "list.opml is no OPML file"),
    "nothing": ("", "list.opml is no OPML file"),
    "no address": (
        opml('<outline text="Х" xmlUrl="visti.example/rss"/>'),
        "visti.example/rss: no web address, left out",
    ),
    "a script": (opml('<outline text="Х" xmlUrl="javascript:x"/>'), "javascript:x: no web address, left out"),
}


@pytest.mark.parametrize(("content", "told"), NOTHING.values(), ids=NOTHING)
def test_a_list_that_gives_nothing_is_no_success(
    here: Path, content: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", put(here, content)]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert told in shown.err


def test_a_list_cut_off_gives_what_can_be_read_and_says_so(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = opml(TWO)
    assert main(["import", put(here, whole[: whole.index("zoria")])]) == 1
    shown = capsys.readouterr()
    assert blocks(shown.out) == [("khvylia", ["https://hvylia.example/rss"])]
    assert "list.opml: it is cut off or damaged" in shown.err


@pytest.mark.parametrize(
    "harmless", ["<outline text='a & b'/>", "<outline text='&nbsp;'/>", "<x:outline text='Т'/>", "<!-- a -->", ""]
)
def test_what_loses_nothing_is_no_damage(here: Path, harmless: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["import", put(here, opml(TWO + harmless))])
    shown = capsys.readouterr()
    assert len(blocks(shown.out)) == 2
    assert (code, shown.err) == (0, "")


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("feed://visti.example/rss", "http://visti.example/rss"),
        ("feed:https://visti.example/rss", "https://visti.example/rss"),
        ("FEED:http://visti.example/rss", "http://visti.example/rss"),
    ],
)
def test_an_address_as_readers_were_once_called_up(
    here: Path, given: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", put(here, opml(f'<outline text="Х" xmlUrl="{given}"/>'))]) == 0
    assert blocks(capsys.readouterr().out) == [("kh", [meant])]


def test_a_feed_that_is_watched_already_is_left_out_and_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    watched = '<outline text="Вісті міста" xmlUrl="https://www.visti.example/feed?utm_source=x"/>'
    assert main(["import", put(here, opml(watched + TWO))]) == 0
    shown = capsys.readouterr()
    assert [name for name, _ in blocks(shown.out)] == ["khvylia", "zoria"]
    assert "these feeds stand in sources.yaml already: https://www.visti.example/feed?utm_source=x (visti)" in shown.err
    assert main(["import", put(here, opml(watched))]) == 0, "there is nothing to add, and that is said"
    shown = capsys.readouterr()
    assert (shown.out, "already" in shown.err) == ("", True)


def test_no_two_blocks_have_one_id(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    same = (
        '<outline text="Вісті" xmlUrl="https://a.example/rss"/><outline text="Вісті" xmlUrl="https://b.example/rss"/>'
    )
    assert main(["import", put(here, opml(same)), put(here, opml(same + TWO), "other.opml")]) == 0
    assert [name for name, _ in blocks(capsys.readouterr().out)] == ["visti-2", "visti-3", "khvylia", "zoria"]


def test_a_list_may_come_before_there_is_a_configuration(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "sources.yaml").unlink()
    assert main(["import", put(here, opml(TWO))]) == 0
    assert len(blocks(capsys.readouterr().out)) == 2


@pytest.mark.parametrize("beside", [[], ["items.jsonl"]])
def test_for_machines_there_is_one_object(here: Path, beside: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    put(here, ITEM, "items.jsonl")
    bad = '<outline text="Х" xmlUrl="nowhere"/>'
    assert main(["--json", "--now", "2026-11-22T10:00", "import", put(here, opml(TWO + bad)), *beside]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in found["outlets"]] == ["khvylia", "zoria"]
    assert found["outlets"][0]["sources"] == [{"kind": "feed", "url": "https://hvylia.example/rss", "verified": False}]
    assert [(one["subject"], one["error"]) for one in found["failed"]] == [
        ("list.opml", "nowhere: no web address, left out")
    ]
    assert found["steps"]["import"].get("items") == (1 if beside else None)


def test_a_list_that_cannot_be_read_does_not_stop_the_other_files(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(here, ITEM, "items.jsonl")
    assert main(["--now", "2026-11-22T10:00", "import", put(here, "<rss/>"), "items.jsonl"]) == 1
    shown = capsys.readouterr().out
    assert "items 1" in shown
    assert "no OPML file" in shown.replace("\n", " ")
