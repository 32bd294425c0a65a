"""A list that ran on between two visits: it is followed until something known, and a limit that is met is told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor import pipeline, plan
from monitor.__main__ import main
from monitor.cli.work import code
from monitor.model import ListingRule, Outlet, Source
from monitor.pipeline import Desk
from monitor.pipeline.publish import definitions, make
from monitor.store import SourceState, Visit
from tests.fakes import NOW, FakeDoor, config, desk, later, page, settings_of_one_feed
from tests.web_house import NOW as HOUSE_NOW
from tests.web_house import open_house

LIST = "https://news.example/news"
RULE = ListingRule(item=".c", link="h2 a", title="h2", next="a.next", pages=2)
TOLD = "Прочитано не весь перелік матеріалів, частину могло бути пропущено: Вісті."
LATER = NOW + timedelta(hours=10)


def listed(last: int) -> dict[str, str]:
    """Articles 1 to `last` on a list of two a page, the newest first, and the articles."""
    names = [f"n{number}" for number in range(last, 0, -1)]
    found = {}
    for start in range(0, len(names), 2):
        rows = "".join(
            f"<div class='c'><h2><a href='/{name}'>Новина {name}</a></h2></div>" for name in names[start : start + 2]
        )
        more = f"<a class='next' href='/news?p={start // 2 + 1}'>далі</a>" if start + 2 < len(names) else ""
        found[LIST + (f"?p={start // 2}" if start else "")] = f"<html><body>{rows}{more}</body></html>"
    text = "Подія у Вербосіллі зібрала сотні людей, і про неї розповіли гості та учасники."
    return found | {
        f"https://news.example/{name}": page(f"Новина {name}", text, f"Подробиці {name}.") for name in names
    }


def visited_twice(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, deepest: int, first: int = 4
) -> tuple[Desk, pipeline.Report]:
    """Four articles at the first visit, twenty at the second."""
    monkeypatch.setattr(plan, "DEEPEST_LISTING", deepest)
    source = Source(id="visti-feed", outlet="visti", kind="listing", url=LIST, listing=RULE)
    door = FakeDoor(dict(listed(first)))
    at = desk(folder, door, replace(config(folder), sources=(source,)))
    assert not pipeline.run(at).failed
    door.pages = dict(listed(20))
    at = later(at, LATER)
    return at, pipeline.run(at)


def test_a_list_is_followed_beyond_its_pages_until_something_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at, report = visited_twice(tmp_path, monkeypatch, deepest=50)
    assert at.store.counts()["entries"] == 20, "its pages: 2 bound the first visit alone"
    assert not report.failed
    assert at.store.health.cut(NOW) == {}


@pytest.mark.parametrize(("days", "entries"), [(0, 4), (2, 12)])
def test_of_an_undated_list_whose_addresses_all_changed_only_its_pages_count(
    days: int, entries: int, tmp_path: Path
) -> None:
    """A redesign: twenty articles at other addresses, nothing known and no date; `pages: 2`, two articles a page."""
    source = Source(id="visti-feed", outlet="visti", kind="listing", url=LIST, listing=RULE)
    door = FakeDoor(dict(listed(4)))
    at = desk(tmp_path, door, replace(config(tmp_path), sources=(source,)))
    pipeline.run(at)
    door.pages = {url.replace("/n", "/new/n"): text for url, text in listed(20).items() if "/news" not in url}
    door.pages |= {
        url: text.replace("/n", "/new/n").replace("/new/news", "/news")
        for url, text in listed(20).items()
        if "/news" in url
    }
    report = pipeline.run(later(at, LATER + timedelta(days=days)))
    assert at.store.counts()["entries"] == 4 + entries
    assert "прочитано не весь перелік" in report.failed[0].error
    assert not pipeline.run(later(at, LATER + timedelta(days=days + 1))).failed, "what was taken is known"


def test_a_replay_reads_as_deep_as_the_visit_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at, _ = visited_twice(tmp_path, monkeypatch, deepest=50)
    again = desk(tmp_path / "again", FakeDoor({}), at.config, now=LATER)
    report = pipeline.replay(again, sorted(at.archive.folder.glob("*.warc.gz")))
    assert not report.failed
    assert again.store.fingerprint() == at.store.fingerprint()


def test_a_limit_that_is_met_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at, report = visited_twice(tmp_path, monkeypatch, deepest=3)
    assert at.store.counts()["entries"] == 8, "its two pages: no date, nothing known on three"
    assert code([report]) == 1
    assert [line.state for line in report.sources] == ["ok"]
    assert "прочитано не весь перелік" in report.failed[0].error
    files = report.issues[0]["files"]
    assert isinstance(files, list)
    assert all(TOLD in " ".join(Path(name).read_text().split()) for name in files if name.endswith(".txt"))
    settings = str(settings_of_one_feed(tmp_path))
    assert main(["--config", settings, "--state", str(at.state), "--now", "2026-11-21T10:00", "--json", "sources"]) == 0
    (line,) = json.loads(capsys.readouterr().out)
    assert line["cut"].startswith("20.11.2026 18:30: прочитано не весь перелік")


def test_the_first_visit_is_as_deep_as_was_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at, _ = visited_twice(tmp_path, monkeypatch, deepest=50, first=9)
    first = at.store.overview.visits("visti-feed", 2)[-1]
    assert (first.entries, first.reason) == (4, "")
    assert first.notes[0].startswith("Nothing known was met on 2 pages")


@pytest.mark.parametrize(("days", "told"), [(0, True), (6, True), (8, False)])
def test_today_tells_of_it_for_a_week_whatever_period_is_shown(tmp_path: Path, days: int, told: bool) -> None:
    house = open_house(tmp_path)
    at = HOUSE_NOW - timedelta(days=days)
    past = SourceState(id="visti-feed", visited=at, answered=at, brought=at, state="ok", reason="прочитано не все")
    house.store.save_visit(Visit(source=past, at=at, state="ok", reason="прочитано не все", entries=3))
    for span in ("", "?span=one", "?span=week"):
        assert (":30: прочитано не все" in house.get(f"/{span}")) is told
    house.store.close()


def test_outlets_of_one_name_are_told_apart_among_sources(tmp_path: Path) -> None:
    setup = config(tmp_path)
    outlets = (Outlet(id="visti", name="Вісті"), Outlet(id="visti-obl", name="Вісті", level="region"))
    sources = tuple(Source(id=one.id, outlet=one.id, kind="feed", url=f"https://{one.id}.example/") for one in outlets)
    at = desk(tmp_path, FakeDoor({}), replace(setup, outlets=outlets, sources=sources))
    for one, said in zip(sources, ("", "прочитано не все"), strict=True):
        past = SourceState(id=one.id, visited=NOW, answered=NOW, brought=NOW, state="ok", reason=said)
        at.store.save_visit(Visit(source=past, at=NOW, state="ok", reason=said, entries=3))
    notes = make(later(at, NOW + timedelta(minutes=1)), definitions(at)["daily"], None).coverage.notes
    assert TOLD.replace("Вісті", "Вісті (обласне)") in notes
