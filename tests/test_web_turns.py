"""Two people at the same item, a form sent twice, an insistence that came too late: nothing is lost, nothing overwritten."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from monitor.review import decision
from monitor.review.decision import Decided
from monitor.web.pages import stories
from tests.web_office import NOW, Rig, article, hidden, ours, put, put_story, rig, token


@pytest.fixture
def house(tmp_path: Path) -> Rig:
    made = rig(tmp_path)
    for name in ("a", "b"):
        put(made, article(name))
    put_story(made, "s", ("a", "original", None), ("b", "reprint", "a"))
    return made


def send(client: TestClient, path: str, **data: str) -> Any:
    return client.post(path, data={"csrf": token(client), **data}, headers=ours(), follow_redirects=False)


def in_force(house: Rig, name: str) -> dict[str, str]:
    (clip,) = house.office.store.clips(articles=[name], relevance=None)
    return {field: getattr(clip, field) for field in ("relevance", "tone") if field in clip.decided}


def say(house: Rig, name: str, value: str, by: str) -> None:
    store = house.office.store
    made = decision.decide(store, [name], "tone", value, by=by, at=NOW, origin="таблиця", seen=store.opinions.mark())
    assert made.state == "applied"


def test_an_insistence_has_seen_what_was_shown_and_nothing_newer(house: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """Марія decides after the conflict was found, before its page is made: the page does not show her decision."""
    client = house.client()
    say(house, "a", "positive", "Петро")
    real = decision.decide_all

    def interrupted(*given: Any, **named: Any) -> Decided:
        made = real(*given, **named)
        if named["origin"] == "вебсторінка":
            monkeypatch.setattr(decision, "decide_all", real)
            say(house, "a", "neutral", "Марія")
        return made

    monkeypatch.setattr(decision, "decide_all", interrupted)
    answer = send(client, "/items/a/decide", seen="0", tone="negative")
    assert answer.status_code == 409
    assert "Петро" in answer.text
    assert "Марія" not in answer.text
    shown = {name: hidden(answer.text, name) for name in ("seen", "pair", "back", "why")}
    again = send(client, "/decisions/confirm", **shown)
    assert again.status_code == 409
    assert "Марія" in again.text
    assert in_force(house, "a") == {"tone": "neutral"}
    assert send(client, "/decisions/confirm", **{**shown, "seen": hidden(again.text, "seen")}).status_code == 303
    assert in_force(house, "a") == {"tone": "negative"}


def test_of_several_conflicts_the_newest_that_was_shown_counts(house: Rig) -> None:
    client = house.client()
    say(house, "a", "positive", "Петро")
    say(house, "b", "neutral", "Марія")
    answer = send(client, "/items/a/decide", seen="0", tone="negative", reprints="1")
    newest = max(entry.id for entry in house.office.store.opinions.history() if entry.stands)
    assert (answer.status_code, hidden(answer.text, "seen")) == (409, str(newest))


def test_two_browsers_one_item(house: Rig) -> None:
    """Both opened the list; the second to press is told, the first stands, both are in the history."""
    first, second = house.client(), house.client()
    seen = [hidden(client.get("/items").text, "seen") for client in (first, second)]
    assert send(first, "/items/a/decide", seen=seen[0], set="relevance=none", back="/items").status_code == 303
    answer = send(second, "/items/a/decide", seen=seen[1], set="relevance=area", back="/items")
    assert answer.status_code == 409
    assert in_force(house, "a") == {"relevance": "none"}
    assert [entry.label.value for entry in house.office.store.opinions.history()] == ["none", "area"]


def test_a_form_sent_twice_is_one_decision(house: Rig) -> None:
    client = house.client()
    data = {"csrf": token(client), "seen": "0", "set": "relevance=none", "back": "/items"}
    codes = [
        client.post("/items/a/decide", data=data, headers=ours(), follow_redirects=False).headers["location"]
        for _ in range(2)
    ]
    assert codes == ["/items?done=decided&n=1", "/items?done=same"]
    assert len(house.office.store.opinions.history()) == 1


def test_an_undoing_sent_twice_is_one(house: Rig) -> None:
    client = house.client()
    send(client, "/items/a/decide", seen="0", set="relevance=none")
    (entry,) = house.office.store.opinions.history()
    assert [send(client, f"/decisions/{entry.id}/undo").status_code for _ in range(2)] == [303, 303]
    assert [entry.kind for entry in house.office.store.opinions.history()] == ["decision", "undo"]


def test_a_program_insists_on_what_it_was_told_and_on_nothing_newer(house: Rig) -> None:
    client = house.client()
    headers = {**ours(), "x-csrf-token": token(client)}
    body = {"field": "tone", "value": "negative", "seen": 0}
    say(house, "a", "positive", "Петро")
    told = client.post("/api/items/a/decisions", json=body, headers=headers)
    assert told.status_code == 409
    say(house, "a", "neutral", "Марія")
    again = client.post("/api/items/a/decisions", json={**body, "seen": told.json()["seen"]}, headers=headers)
    assert again.status_code == 409
    assert "Марія" in again.json()["error"]
    done = client.post("/api/items/a/decisions", json={**body, "seen": again.json()["seen"]}, headers=headers)
    assert done.status_code == 200
    assert in_force(house, "a") == {"tone": "negative"}


def test_a_split_leads_to_its_own_undoing(house: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though a colleague's decision about another story is the last in the log by then."""
    store = house.office.store
    for name in ("c", "d"):
        put(house, article(name))
    put_story(house, "t", ("c", "original", None), ("d", "reprint", "c"))
    client = house.client()
    real = stories.parted

    def followed(*given: Any) -> Any:
        made = real(*given)
        store.add_story_decision("merge", ("c", "d"), by="Петро", at=NOW, why="")
        return made

    monkeypatch.setattr(stories, "parted", followed)
    answer = send(client, "/stories/s/split", article="b")
    mine = next(made for made in store.story_log() if made.by == "аналітик")
    assert f"made={mine.id}" in answer.headers["location"]
    assert store.story_log()[-1].id != mine.id
