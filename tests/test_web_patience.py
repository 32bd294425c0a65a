"""No question of a page keeps the database busy for long: it is cut, said in one sentence; writing is never cut."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from sqlalchemy import text

from monitor.errors import StoreError
from monitor.store import patience
from monitor.store.engine import reading, writing
from monitor.store.patience import Limit, TooSlow, patient
from monitor.web import ask as asking
from tests.web_office import Rig, article, ours, put, rig, token

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
LONG = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 400000) SELECT count(*) FROM n"
SHORT = Limit(processor=0.05, clock=5.0)


@pytest.fixture
def house(tmp_path: Path) -> Rig:
    made = rig(tmp_path)
    put(made, article("a"))
    return made


def count(house: Rig, sql: str) -> int:
    with reading(house.office.store.engine) as tx:
        return int(tx.execute(text(sql)).scalar_one())


@pytest.mark.parametrize("limit", [SHORT, Limit(processor=60.0, clock=0.05)], ids=["by the processor", "by the clock"])
def test_an_endless_question_is_cut(house: Rig, limit: Limit) -> None:
    start = time.thread_time()
    with patient(limit), pytest.raises(TooSlow):
        count(house, ENDLESS)
    assert time.thread_time() - start < 5


def test_what_is_quick_is_answered_and_each_question_has_its_own_time(house: Rig) -> None:
    with patient(SHORT):
        with pytest.raises(TooSlow):
            count(house, ENDLESS)
        assert count(house, "SELECT count(*) FROM articles") == 1  # the very connection that was cut


def test_without_a_page_nothing_is_cut(house: Rig) -> None:
    with patient(Limit(processor=0.0, clock=0.0)), pytest.raises(TooSlow):
        count(house, LONG)
    assert count(house, LONG) == 400_000


def test_writing_is_never_cut(house: Rig) -> None:
    """On the same connection, after one question on it was cut."""
    with patient(Limit(processor=0.0, clock=0.0)):
        with pytest.raises(TooSlow):
            count(house, LONG)
        with writing(house.office.store.engine) as tx:
            assert tx.execute(text(LONG)).scalar_one() == 400_000
            tx.execute(text("UPDATE articles SET title = (SELECT 'x' || count(*) FROM (" + LONG + ") AS all_of_it)"))
    assert count(house, "SELECT count(*) FROM articles WHERE title = 'x1'") == 1


def test_another_fault_of_the_database_keeps_its_own_name(house: Rig) -> None:
    with patient(SHORT), pytest.raises(StoreError) as found:
        count(house, "SELECT nothing FROM nowhere")
    assert not isinstance(found.value, TooSlow)


@pytest.mark.parametrize("path", ["/items", "/api/items"])
def test_a_page_that_asks_too_much_says_so(house: Rig, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setattr(asking, "Limit", lambda: SHORT)
    catalogue = type(house.office.store.catalogue)
    monkeypatch.setattr(catalogue, "count", lambda _self, _wanted: count(house, ENDLESS))
    answer = house.client().get(path)
    assert answer.status_code == 503
    assert "Виберіть коротший період" in (answer.json()["error"] if path.startswith("/api") else answer.text)
    monkeypatch.undo()
    assert house.client().get(path).status_code == 200


def test_what_a_form_began_is_brought_to_its_end(house: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    client = house.client()
    given = token(client)
    monkeypatch.setattr(asking, "Limit", lambda: Limit(processor=0.0, clock=0.0))
    known = type(house.office.store).article

    def slowly(self: object, identifier: str) -> object:
        count(house, LONG)
        return known(self, identifier)  # type: ignore[arg-type]

    monkeypatch.setattr(type(house.office.store), "article", slowly)
    answer = client.post(
        "/items/a/decide",
        data={"csrf": given, "set": "relevance=none", "seen": "0"},
        headers=ours(),
        follow_redirects=False,
    )
    assert answer.status_code == 303
    assert [entry.label.value for entry in house.office.store.opinions.history()] == ["none"]


def test_a_cancelled_question_of_postgresql_is_known_by_its_state() -> None:
    class Cancelled(Exception):
        sqlstate = "57014"

    class Broken(Exception):
        sqlstate = "42P01"

    assert patience.is_cut(Cancelled())
    assert not patience.is_cut(Broken())
    assert not patience.is_cut(None)
