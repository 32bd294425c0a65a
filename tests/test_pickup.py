"""What became of our releases: takes in order, lags, what nobody took."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from digests.pickup import over_time, pickup
from digests.render.pickup_chart import draw
from monitor.cli.application import invoke
from monitor.dates import kyiv_day
from monitor.model import Article, Clip, Member, Moment, Outlet, Story
from monitor.store import Store
from tests.fakes import NOW, FakeDecider

CONFIG = "place: {name: Вербосілля, region: Чернігівська область, id: x}\ninstitution: {name: Вербосільська рада}\n"
COUNCIL = Outlet(id="rada", name="Рада", official=True)


def article(name: str, hours: float) -> Article:
    moment = Moment(at=NOW + timedelta(hours=hours), rule="feed", confidence=1.0)
    return Article(
        id=name,
        outlet=name,
        url=f"https://{name}.example/",
        kind="site",
        title=f"Заголовок {name}",
        paragraphs=("Текст.",),
        published=moment,
    )


def clip(name: str, hours: float, release: str | None, *, outlet: Outlet | None = None) -> Clip:
    return Clip(
        article=article(name, hours),
        outlet=outlet or Outlet(id=name, name=name),
        relevance="about",
        topic="war",
        release=release,
        share=0.8,
        credited=True,
    )


def test_takes_are_in_order_with_their_lag() -> None:
    stories = [Story(id="r1", members=(Member(article="b", relation="reprint", probable=True),))]
    clips = [clip("b", 5, "r1"), clip("a", 1, "r1"), clip("own", 1, "r1", outlet=COUNCIL), clip("c", 2, None)]
    first, second = pickup([article("r1", 0), article("r2", 3)], clips, stories)
    assert (first.release, first.takes) == ("r2", ()), "a release nobody took is listed too, the newest first"
    assert [(take.article, take.lag, take.probable) for take in second.takes] == [
        ("a", timedelta(hours=1), False),
        ("b", timedelta(hours=5), True),
    ]


def test_a_period_and_its_weeks() -> None:
    releases = [article("r1", 0), article("r2", -24 * 30)]
    found = pickup(releases, [clip("a", 1, "r1")], [], (date(2026, 11, 1), date(2026, 11, 30)))
    assert [cascade.release for cascade in found] == ["r1"]
    assert over_time(found) == ((date(2026, 11, 16), 1, 1),)


def test_the_chart_has_the_same_bytes_for_the_same_figures_and_words_for_everybody() -> None:
    releases = [article("r1", 0), article("r2", -24 * 7), article("r3", 1)]
    clips = [clip("a", 1, "r1"), clip("b", 5, "r1"), clip("c", -24 * 7 + 30, "r2")]
    found = pickup(releases, clips, [])
    for form, start in (("png", b"\x89PNG"), ("svg", b"<?xml")):
        picture = draw(found, form)  # type: ignore[arg-type]
        assert picture is not None
        assert picture.content.startswith(start)
        assert picture == draw(found, form), "byte for byte"  # type: ignore[arg-type]
        assert picture.text == (
            "Діаграма «Повідомлення та їх передруки»: 3 повідомлення, 3 передруки, без передруків – 1. "
            "Тиждень від 09.11.2026 – 1 повідомлення, 1 передрук; тиждень від 16.11.2026 – 2 повідомлення, 2 передруки. "
            "Половина передруків з’явилася за 5 год."
        )


def test_nothing_to_draw() -> None:
    assert draw(()) is None
    alone = draw(pickup([article("r1", 0)], [], []))
    assert alone is not None, "a release nobody took is a figure too"
    assert "без передруків – 1" in alone.text


# --- on the command line ------------------------------------------------------------------------------------------


@pytest.fixture
def office(tmp_path: Path) -> list[str]:
    """Two releases ten days apart, one of them taken by two outlets, and much that has nothing to do with them."""
    (tmp_path / "sources.yaml").write_text(CONFIG, encoding="utf-8")
    store = Store.open(tmp_path / "var" / "ohliad.sqlite", "x")
    members = (Member(article="r1", relation="original"), *(take(name) for name in ("a", "b")))
    items = {"r1": 0, "a": 1, "b": 5, "r2": -240, **{f"other{n}": n for n in range(20)}}
    for name, hours in items.items():
        outlet = Outlet(id=name, name=name, official=name.startswith("r"))
        store.save_outlets([outlet])
        made = replace(article(name, hours), fetched=NOW)
        store.save_articles([(made, name, None, False, ())])
        store.save_verdicts([(replace(FakeDecider().classify(made, outlet), article=name), 1, "")], "1")
    store.save_stories([Story(id="r1", members=members)], {})
    store.close()
    return ["--config", str(tmp_path / "sources.yaml"), "--state", str(tmp_path / "var"), "--json"]


def take(name: str) -> Member:
    return Member(article=name, relation="reprint", of="r1", share=1.0, release="r1", release_share=0.8, credited=True)


def takes(office: list[str], capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, list[str]]:
    capsys.readouterr()
    assert invoke([*office, "pickup", *words]) == 0
    found = json.loads(capsys.readouterr().out)
    return {one["release"]: [take["article"] for take in one["takes"]] for one in found["releases"]}


def test_the_command_lists_releases_with_their_takes(
    office: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    clips = Store.clips

    def counted(store: Store, **words: Any) -> list[Clip]:
        found = clips(store, **words)
        read.extend(clip.article.id for clip in found)
        return found

    monkeypatch.setattr(Store, "clips", counted)
    monkeypatch.setattr("monitor.cli.pickup._PORTION", 1)
    day = kyiv_day(NOW)
    assert takes(office, capsys) == {"r1": ["a", "b"], "r2": []}
    assert set(read) == {"r1", "a", "b"}, "what has nothing to do with releases is not read"
    assert takes(office, capsys, "--period", f"{day}..{day}") == {"r1": ["a", "b"]}
    assert takes(office, capsys, "r2") == {"r2": []}
    assert invoke([*office, "pickup", "a"]) == 2
