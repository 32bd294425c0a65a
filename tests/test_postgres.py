"""PostgreSQL keeps SQLite's promises. The second half needs a server: OHLIAD_TEST_POSTGRES, see docs/operations.md."""

from __future__ import annotations

import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, func, insert, select, text
from sqlalchemy.pool import NullPool

from monitor import migrations, schema
from monitor.errors import StoreError
from monitor.model import Entry, Label
from monitor.store import Sighting, SourceState, Store, StoredPage, Visit, postgres
from monitor.store.catalogue import Filter
from monitor.store.engine import open_engine, reading, writing
from tests import on_postgres
from tests.fakes import NOW
from tests.test_store import OUTLET, article, fill

needs_server = pytest.mark.skipif(not on_postgres.SERVER, reason="needs OHLIAD_TEST_POSTGRES")


# --- without a server -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("postgresql://o:p@h:5/d", "postgresql+psycopg://o:p@h:5/d"),
        ("postgres://o@h/d?sslmode=require", "postgresql+psycopg://o@h/d?sslmode=require"),
        ("postgresql+psycopg://h/d", "postgresql+psycopg://h/d"),
        ("sqlite:////x/y.sqlite", "sqlite:////x/y.sqlite"),
    ],
)
def test_an_address_as_servers_give_it_means_our_driver(given: str, meant: str) -> None:
    assert postgres.address(given).render_as_string(hide_password=False) == meant


def test_without_the_driver_the_sentence_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"ohliad\[postgres\]") as found:
        Store.open("postgresql://ohliad:canary@127.0.0.1:1/x", "x")
    assert "canary" not in str(found.value)


def test_a_server_that_is_not_there_is_one_line_without_the_password() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match=r"127\.0\.0\.1") as found:
        Store.open("postgresql://ohliad:canary@127.0.0.1:1/x", "x")
    assert "canary" not in str(found.value)
    assert "\n" not in str(found.value)


@pytest.mark.parametrize(
    ("row", "clean"),
    [
        ({"a": "до\0дому\0", "n": 5, "b": b"\0"}, {"a": "до\ufffdдому\ufffd", "n": 5, "b": b"\0"}),
        (("\0", None, "так"), ("\ufffd", None, "так")),
        ([], ()),
    ],
)
def test_nul_is_replaced_and_nothing_else_changes(row: object, clean: object) -> None:
    assert postgres.clean(row) == clean


def test_words_of_a_long_text_count_once_and_of_an_endless_one_the_first() -> None:
    short, long, endless = "в а в а", "свято місто " * 40_000, " ".join(f"слово{i}" for i in range(100_000))
    assert postgres.words(short) == short
    assert postgres.words(long) == "свято місто"
    kept = postgres.words(endless)
    assert endless.startswith(kept + " ")
    assert postgres.MOST_BYTES - 100 < len(kept.encode()) <= postgres.MOST_BYTES
    assert postgres.words("є" * postgres.MOST_BYTES) == "", "one word that no index takes"


def test_a_word_of_a_question_is_a_word_whatever_it_holds() -> None:
    assert [postgres.quoted(form) for form in ("об'їзд", "a\\", "&")] == ["'об''їзд'", "'a\\\\'", "'&'"]


# --- with one ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = Store.open(tmp_path / "ohliad.sqlite", "x")
    opened.save_outlets([OUTLET])
    return opened


def found(store: Store, *words: str) -> list[str]:
    return store.catalogue.ids(Filter(words=tuple((word,) for word in words)))


def visit(entry: Entry, page: StoredPage | None = None) -> Visit:
    seen = Sighting(article="1", outlet="visti", entry=entry, digest="1")
    pages = (page,) if page else ()
    return Visit(source=SourceState(id=entry.source), at=NOW, state="ok", sightings=(seen,), pages=pages, entries=1)


@needs_server
def test_the_suite_is_on_the_server(store: Store) -> None:
    assert store.engine.dialect.name == "postgresql"


@needs_server
def test_nul_in_what_the_web_gave_costs_nothing_else(store: Store) -> None:
    entry = Entry(source="s", key="a\0b", url="https://news.example/\0a", title="Свя\0то")
    assert store.save_visit(visit(entry)) == (1, 0)
    assert store.is_seen("s", "a\0b")
    assert not store.is_seen("s", "ab"), "another key"
    assert store.save_visit(visit(entry)) == (0, 0), "known again"
    kept = store.entry("1")
    assert kept is not None
    assert kept.entry == entry, "inside the noun it is escaped, and stays"
    store.save_articles([(article("1", title="Свя\0то"), "1", None, False, ("- a\0",))])
    stored = store.article("1")
    assert stored is not None
    assert stored.article.title == "Свя\0то"
    with reading(store.engine) as tx:
        assert tx.execute(select(schema.articles.c.title)).scalar_one() == "Свя\ufffdто"


@needs_server
def test_long_keys_and_addresses_are_kept(store: Store) -> None:
    """Of letters that cannot be packed: an index of the usual kind would refuse them."""
    long = "".join(chr(0x4E00 + (i * 7919) % 20000) for i in range(8000))
    assert store.save_visit(visit(Entry(source="s" * 64, key=long, url=f"https://news.example/{long}"))) == (1, 0)
    assert store.is_seen("s" * 64, long)
    assert not store.is_seen("s" * 64, long[:-1])


@needs_server
def test_a_text_without_end_is_kept_and_its_beginning_found(store: Store) -> None:
    fill(store, "a")
    decider_words = " ".join(f"прес{i}-служба{i}" for i in range(100_000))
    with writing(store.engine) as tx:
        from monitor.store import standing

        standing.index_text(tx, "x", "a", decider_words)
    assert found(store, "прес5-служба5") == found(store, "служба5") == ["a"]
    assert found(store, "служба99999") == []


@needs_server
@pytest.mark.parametrize("word", ["a\\", "'", "\\'", "& |", "!", ":*", "<->"])
def test_no_word_breaks_a_search(store: Store, word: str) -> None:
    fill(store, "a")
    assert found(store, word) == []
    assert found(store, "свято") == ["a"]


@needs_server
def test_a_number_beyond_any_row_is_no_fault_of_the_database(store: Store) -> None:
    with pytest.raises(StoreError, match="there is no issue"):
        store.issues.get(2**40)
    assert store.issues.letters(2**40) == []
    with store.opinions.turn() as turn:
        assert turn.entry(2**63 - 1) is None


@needs_server
def test_what_a_conflict_left_out_is_not_counted(store: Store) -> None:
    until = NOW + timedelta(minutes=5)
    assert store.schedule.take("one", now=NOW, until=until)
    assert store.schedule.take("one", now=NOW, until=until)
    assert not store.schedule.take("two", now=NOW, until=until)


@needs_server
def test_one_writer_at_a_time(store: Store) -> None:
    """Each reads the count and writes one row more: with two at once a number would come twice."""

    def one_more() -> None:
        for _ in range(10):
            with writing(store.engine) as tx:
                count = tx.execute(select(func.count()).select_from(schema.deletions)).scalar_one()
                values = {"kind": "article", "subject": str(count), "at": "", "by": "", "why": ""}
                tx.execute(insert(schema.deletions).values(place="x", **values, articles=0, records=0, documents=0))

    threads = [threading.Thread(target=one_more) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(int(row["subject"]) for row in store.deletions.log()) == list(range(40))


@needs_server
def test_a_writer_that_waits_too_long_is_told_and_readers_are_not_disturbed(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.store.engine.BUSY_MILLISECONDS", 50)
    impatient = Store.open(tmp_path / "ohliad.sqlite", "x")
    with writing(store.engine):
        with pytest.raises(StoreError, match="lock timeout"):
            impatient.save_outlets([OUTLET])
        assert impatient.outlets()
    impatient.save_outlets([OUTLET])


@needs_server
def test_a_reader_sees_one_moment_and_writes_nothing(store: Store) -> None:
    count = select(func.count()).select_from(schema.outlets)
    with reading(store.engine) as tx:
        assert tx.execute(count).scalar_one() == 1
        store.save_outlets([OUTLET.__class__(id="second", name="Друга")])
        assert tx.execute(count).scalar_one() == 1
    with reading(store.engine) as tx:
        assert tx.execute(count).scalar_one() == 2
    with pytest.raises(StoreError, match=r"read-only transaction$"), reading(store.engine) as tx:
        tx.execute(insert(schema.rewrites).values(old="a", new="b", state="planned"))


@needs_server
def test_a_connection_that_died_is_not_met_again(store: Store) -> None:
    fill(store, "a")
    other = create_engine(store.engine.url, poolclass=NullPool)
    with other.connect() as tx:
        tx.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        ).all()
    store.add_label(Label(article="a", field="topic", value="sport", by="x", at=NOW), "test")
    assert len(store.clips()) == 1


@needs_server
def test_what_was_deleted_stands_on_no_page_of_the_tables(store: Store) -> None:
    fill(store, "a", "b")
    size = text("SELECT pg_table_size('articles')")
    with writing(store.engine) as tx:
        for number in range(50):
            tx.execute(text("UPDATE articles SET body = body || :more"), {"more": f"{number}" * 500})
        tx.execute(text("DELETE FROM articles WHERE id = 'b'"))
    with reading(store.engine) as tx:
        before = tx.execute(size).scalar_one()
    store.deletions.shred()
    with reading(store.engine) as tx:
        assert tx.execute(size).scalar_one() < before


@needs_server
def test_a_database_of_another_encoding_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with on_postgres.server() as tx:
        name = on_postgres.named(tmp_path / "latin")
        tx.exec_driver_sql(f"CREATE DATABASE \"{name}\" ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    try:
        with pytest.raises(StoreError, match="createdb -E UTF8"):
            open_engine(on_postgres.url(name))
    finally:
        with on_postgres.server() as tx:
            tx.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')


@needs_server
def test_two_who_start_at_once_make_the_schema_once(tmp_path: Path) -> None:
    with on_postgres.server() as tx:
        name = on_postgres.named(tmp_path / "new")
        tx.exec_driver_sql(f'CREATE DATABASE "{name}"')
    versions: list[str | None] = []

    def start() -> None:
        engine = open_engine(on_postgres.url(name))
        with reading(engine) as tx:
            versions.append(tx.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
        engine.dispose()

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with on_postgres.server() as tx:
        tx.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')
    assert versions == [migrations.HEAD] * 4


@needs_server
def test_a_database_from_before_the_limits_fell_comes_forward(tmp_path: Path) -> None:
    with on_postgres.server() as tx:
        name = on_postgres.named(tmp_path / "old")
        tx.exec_driver_sql(f'CREATE DATABASE "{name}"')
    engine = create_engine(on_postgres.url(name), poolclass=NullPool)
    settings = Config()
    settings.set_main_option("script_location", str(Path(migrations.__file__).parent))
    values = {"status": 200, "content_type": "", "fetched": "", "sha256": "", "warc": "w", "offset": 7, "length": 1}
    with engine.begin() as old:
        settings.attributes["connection"] = old
        command.upgrade(settings, "0010")
        old.execute(insert(schema.pages).values(place="x", url="a", final_url="a", **values))
    try:
        now = Store.open(on_postgres.url(name), "x")
        with writing(now.engine) as tx:
            far = {**values, "offset": 2**33}
            tx.execute(insert(schema.pages).values(place="x" * 100, url="a", final_url="a", **far))
            assert list(tx.execute(select(schema.pages.c.offset).order_by(schema.pages.c.id)).scalars()) == [7, 2**33]
        with pytest.raises(StoreError, match="page_once"), writing(now.engine) as tx:
            tx.execute(insert(schema.pages).values(place="x", url="a", final_url="b", **values))
        now.close()
    finally:
        with on_postgres.server() as tx:
            tx.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')
