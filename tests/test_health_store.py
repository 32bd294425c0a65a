"""The funnel found -> parsed -> relevant -> used, and the history from which a source is judged."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from monitor import pipeline
from monitor.__main__ import main
from monitor.codec import stamp
from monitor.health import Health
from monitor.model import Label
from monitor.store.engine import writing
from monitor.store.health import Funnel
from tests.fakes import NOW, FakeDoor, config, desk, feed, page

WORDS = "Подія зібрала багато людей, і про неї розповіли учасники та гості громади, які прийшли на площу."
ITEMS = [
    ("a", "Свято у Вербосіллі", "Коротко"),
    ("b", "Новини області", "Коротко"),
    ("c", "Ярмарок у Вербосіллі", "Коротко"),
]


def door() -> FakeDoor:
    pages: dict[str, str] = {"https://news.example/feed": feed(*ITEMS)}
    for slug, title, _ in ITEMS[:2]:
        pages[f"https://news.example/{slug}"] = page(title, WORDS, f"Ще про те саме, {title}.")
    return FakeDoor(pages)  # type: ignore[arg-type]


def test_the_funnel_counts_each_step(tmp_path: Path) -> None:
    at = desk(tmp_path, door())
    pipeline.collect(at)
    assert at.store.health.funnel() == {"visti-1": Funnel(found=3, parsed=2, relevant=1, used=0)}
    assert at.store.health.funnel(since=NOW + timedelta(days=1)) == {}
    assert at.store.health.funnel(until=NOW) == {}


def test_a_persons_word_decides_about_the_relevant(tmp_path: Path) -> None:
    at = desk(tmp_path, door())
    pipeline.collect(at)
    (read,) = (clip.article.id for clip in at.store.clips() if clip.article.quarantine is None)
    label = Label(article=read, field="relevance", value="none", by="x", at=NOW)
    at.store.add_label(label, "test")
    assert at.store.health.funnel()["visti-1"].relevant == 0
    at.store.add_label(replace(label, value="about"), "test")
    assert at.store.health.funnel()["visti-1"].relevant == 1


def test_the_funnel_never_widens(tmp_path: Path) -> None:
    """An announcement whose page is gone is about the city and was not read; printed, it has passed every step."""
    at = desk(tmp_path, door())
    pipeline.collect(at)
    announced, other = (
        next(clip.article.id for clip in at.store.clips(relevance=None) if clip.article.title == title)
        for title in (ITEMS[2][1], ITEMS[1][1])
    )
    assert at.store.article(announced).article.quarantine is not None  # type: ignore[union-attr]
    assert at.store.health.funnel()["visti-1"] == Funnel(found=3, parsed=2, relevant=1, used=0)
    for chosen in (announced, other):
        at.store.add_label(Label(article=chosen, field="use", value="yes", by="x", at=NOW), "test")
    at.store.add_label(Label(article=other, field="relevance", value="mention", by="x", at=NOW), "test")
    pipeline.build(at, "daily", None, preview=False)
    pipeline.approve(at, "daily", "x")
    assert at.store.health.funnel()["visti-1"] == Funnel(found=3, parsed=3, relevant=3, used=3)


def test_used_is_what_an_approved_issue_holds(tmp_path: Path) -> None:
    at = desk(tmp_path, door())
    pipeline.run(at)
    assert at.store.health.funnel()["visti-1"].used == 0, "a draft is not used"
    pipeline.approve(at, "daily", "x")
    assert at.store.health.funnel()["visti-1"].used > 0


def test_the_history_knows_visits_and_empty_texts(tmp_path: Path) -> None:
    at = desk(tmp_path, door())
    pipeline.collect(at)
    history = at.store.health.history("visti-1", NOW)
    assert [(visit.state, visit.entries) for visit in history.visits] == [("ok", 3)]
    assert sorted(str(arrival.empty) for arrival in history.arrivals) == ["False", "False", "True"]
    assert all(arrival.at <= arrival.seen for arrival in history.arrivals)
    assert history.before is not None, "collecting ends with a judgement"
    assert history.before.state == "ok"
    assert at.store.health.history("visti-1", NOW - timedelta(days=1)).visits == ()


def test_health_is_kept_as_last_judged(tmp_path: Path) -> None:
    at = desk(tmp_path, door())
    health = Health(state="dry", since=NOW, reason="Не дає нового.", before="ok")
    at.store.health.save([("visti-1", health)], NOW)
    at.store.health.save([("visti-1", replace(health, state="broken"))], NOW)
    assert at.store.health.all() == {"visti-1": replace(health, state="broken")}
    assert at.store.health.judged() == {"visti-1": NOW}


def test_the_command_shows_health_and_funnel(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = desk(tmp_path, door(), config(tmp_path, "https://news.example/feed"))
    pipeline.collect(at)
    at.store.health.save([("visti-feed", Health(state="dry", since=NOW, reason="Не дає нового."))], NOW)
    with writing(at.store.engine) as tx:
        tx.execute(text("UPDATE entries SET source = 'visti-feed'"))
        tx.execute(text("UPDATE sources SET id = 'visti-feed'"))
    at.store.close()
    (tmp_path / "sources.yaml").write_text(
        "place: {name: Вербосілля, region: Чернігівська область, id: verbosillia}\n"
        "institution: {name: Вербосільська міська рада}\n"
        "outlets: [{id: visti, name: Вісті, sources: [{kind: feed, url: 'https://news.example/feed'}]}]\n",
        encoding="utf-8",
    )
    common = ["--config", str(tmp_path / "sources.yaml"), "--state", str(tmp_path / "var")]
    assert main([*common, "--json", "sources"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["health"]["state"] == "dry"
    assert row["funnel"] == {"found": 3, "parsed": 2, "relevant": 1, "used": 0}
    assert main([*common, "sources"]) == 0
    assert "dry" in capsys.readouterr().out
    soon, late = (stamp(NOW + timedelta(minutes=5)), stamp(NOW + timedelta(days=9)))
    assert main([*common, "--now", soon, "--json", "sources"]) == 0
    assert not json.loads(capsys.readouterr().out)[0]["unasked"]
    assert main([*common, "--now", late, "--json", "sources"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["unasked"]
    assert main([*common, "--json", "sources", "--since", stamp(NOW + timedelta(days=2))[:10]]) == 0
    assert json.loads(capsys.readouterr().out)[0]["funnel"]["found"] == 0
    assert main([*common, "sources", "--since", "soon"]) == 2


def test_the_doctor_tells_of_sources_that_nobody_asks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = desk(tmp_path, door())
    pipeline.collect(at)
    with writing(at.store.engine) as tx:
        tx.execute(text("UPDATE sources SET id = 'visti-feed'"))
    at.store.close()
    (tmp_path / "sources.yaml").write_text(
        "place: {name: Вербосілля, region: Чернігівська область, id: verbosillia}\n"
        "institution: {name: Вербосільська міська рада}\n"
        "outlets: [{id: visti, name: Вісті, sources: [{kind: feed, url: 'https://news.example/feed'}]}]\n",
        encoding="utf-8",
    )
    common = ["--config", str(tmp_path / "sources.yaml"), "--state", str(tmp_path / "var"), "--json"]
    for later, state, words in (
        (timedelta(minutes=5), "ok", "1 of 1 asked so far, none long overdue"),
        (timedelta(days=9), "warning", "not asked for over 12 hours: visti-feed (1 of 1)"),
    ):
        main([*common, "--now", stamp(NOW + later), "doctor", "--offline"])
        (line,) = [one for one in json.loads(capsys.readouterr().out) if one["check"] == "sources"]
        assert (line["state"], line["finding"]) == (state, words)
