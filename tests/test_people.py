"""Names of users: told apart without case, so that nobody becomes another person by a capital letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import insert

from monitor import schema
from monitor.codec import stamp
from monitor.errors import StoreError
from monitor.store import Store
from monitor.store.engine import writing
from monitor.store.people import People
from tests.fakes import NOW


@pytest.fixture
def people(tmp_path: Path) -> People:
    store = Store.open(tmp_path / "ohliad.sqlite", "verbosillia")
    store.people.add("Соломія", "editor", "hash", NOW)
    return store.people


@pytest.mark.parametrize("typed", ["соломія", "СОЛОМІЯ", "Соломія"])
def test_no_second_name_that_differs_in_case_alone(people: People, typed: str) -> None:
    with pytest.raises(StoreError, match="there is a user 'Соломія' already"):
        people.add(typed, "reader", "hash", NOW)
    people.add("Соломія Верес", "reader", "hash", NOW)
    assert people.count() == 2


def test_two_from_before_are_each_known_by_the_very_name(people: People) -> None:
    at = stamp(NOW)
    row = {"place": people.place, "name": "соломія", "role": "reader", "password": "p", "stamp": "s"}
    with writing(people.engine) as tx:
        tx.execute(insert(schema.people).values(**row, created=at, changed=at))
    assert [(one and one.role) for one in map(people.get, ("Соломія", "соломія"))] == ["editor", "reader"]
    assert people.set_role("соломія", "analyst", NOW)
    assert people.remove("Соломія")
    assert {one.name: one.role for one in people.listed()} == {"соломія": "analyst"}
