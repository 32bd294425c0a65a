"""The store: one sentence when the database refuses, a schema that is made once, places that do not mix."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from monitor import judgement, migrations, schema
from monitor.errors import StoreError
from monitor.model import Article, Label, Member, Moment, Outlet, Story
from monitor.store import Store, membership
from monitor.store.engine import open_engine
from tests.fakes import NOW, FakeDecider

OUTLET = Outlet(id="visti", name="Вісті")


def article(name: str = "a", **fields: object) -> Article:
    return Article(
        **{
            "id": name,
            "outlet": "visti",
            "url": f"https://news.example/{name}",
            "kind": "site",
            "title": "У Вербосіллі свято",
            "paragraphs": ("Текст.",),
            "published": Moment(at=NOW, rule="feed", confidence=1.0),
            "fetched": NOW,
            **fields,
        }  # type: ignore[arg-type]
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = Store.open(tmp_path / "ohliad.sqlite", "x")
    opened.save_outlets([OUTLET])
    return opened


def fill(store: Store, *names: str) -> None:
    store.save_articles([(article(name), name, None, False, ()) for name in names])
    decider = FakeDecider()
    store.save_verdicts([(decider.classify(article(name), OUTLET), 1, "свято вербосілля") for name in names], "fake-1")


@pytest.mark.sqlite
def test_pragmas_are_those_of_a_database_that_must_not_lose(store: Store) -> None:
    with store.engine.connect() as connection:
        found = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_the_migrations_make_the_schema_of_the_code(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "x.sqlite")
    made = inspect(engine)
    for name, table in schema.metadata.tables.items():
        assert {column["name"] for column in made.get_columns(name)} == {column.name for column in table.columns}, name
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == migrations.HEAD


def test_places_do_not_mix(tmp_path: Path) -> None:
    one, two = (Store.open(tmp_path / "both.sqlite", name) for name in ("one", "two"))
    one.save_outlets([OUTLET])
    two.save_outlets([OUTLET])
    fill(one, "a")
    assert len(one.clips()) == 1
    assert two.clips() == []
    assert two.search(["свято"], 5) == []


def test_a_label_outranks_and_survives_reclassification(store: Store) -> None:
    fill(store, "a")
    store.add_label(Label(article="a", field="topic", value="sport", by="x", at=NOW), "test")
    store.add_label(Label(article="a", field="relevance", value="mention", by="x", at=NOW), "test")
    fill(store, "a")
    (clip,) = store.clips(relevance=None)
    assert (clip.topic, clip.relevance, clip.decided) == ("sport", "mention", ("relevance", "topic"))
    assert {label.value for label in store.labels()["a"]} == {"sport", "mention"}
    assert set(judgement.FIELDS) >= set(clip.decided)


def test_search_by_lemmas(store: Store) -> None:
    fill(store, "a", "b")
    assert sorted(store.search(["свято", "вербосілля"], 10)) == ["a", "b"]
    assert store.search(['" OR "'], 10) == []
    assert store.search(["свято"], 1) != []


@pytest.mark.sqlite
def test_a_locked_database_is_a_sentence(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.store.engine.BUSY_MILLISECONDS", 50)
    impatient = Store.open(tmp_path / "ohliad.sqlite", "x")
    other = sqlite3.connect(tmp_path / "ohliad.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(StoreError, match="locked"):
            impatient.save_outlets([OUTLET])
        assert impatient.outlets(), "readers are not disturbed"
    finally:
        other.execute("ROLLBACK")
        other.close()


@pytest.mark.sqlite
def test_a_damaged_database_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "ohliad.sqlite"
    path.write_bytes(b"this is no database at all, and long enough to be one" * 100)
    with pytest.raises(StoreError, match="not a database"):
        Store.open(path, "x")


def test_a_failed_write_leaves_nothing_half_done(store: Store) -> None:
    before = store.fingerprint()
    with pytest.raises(StoreError):
        store.save_articles([(article("a"), "a", None, False, ()), (article("b"), "b", 999, False, ())])
    assert store.fingerprint() == before


def test_a_version_is_kept_when_an_article_changes(store: Store) -> None:
    fill(store, "a")
    store.save_articles([(article(title="Інший заголовок"), "a", None, False, ("- a", "+ b"))])
    stored = store.article("a")
    assert stored is not None
    assert (stored.version, stored.article.title) == (2, "Інший заголовок")
    assert store.without_verdict() == 1, "the new version is to be judged anew"


def test_more_names_than_one_query_takes_are_asked_in_parts(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(membership, "MOST_NAMED", 2)
    names = [f"a{number}" for number in range(5)]
    fill(store, *names)
    members = tuple(Member(article=name, relation="related") for name in names)
    store.save_stories([Story(id="a0", members=members[:4]), Story(id="a4", members=members[4:])], {})
    assert [(story.id, len(story.members)) for story in store.stories(names)] == [("a0", 4), ("a4", 1)]
    assert store.stories(["a2"]) == [Story(id="a0", members=members[:4])]
    assert {clip.article.id: clip.story for clip in store.clips()} == dict(zip(names, ["a0"] * 4 + ["a4"], strict=True))
