"""Every past schema comes forward with its data, whatever interrupts it; a newer one is refused (promise 45)."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from monitor import migrations, pipeline
from monitor.cli import main
from monitor.errors import StoreError
from monitor.model import Label
from monitor.pipeline.delivery import approve
from monitor.store import Store
from tests.fakes import NOW, later
from tests.test_issuing import office
from tests.upgraded import hashed, made, shape

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.sqlite  # past versions are files
PAST = migrations.known()[:-1]
PLACE = "verbosillia"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A present database with rows in every table of the first version that a rehearsal fills."""
    folder = tmp_path_factory.mktemp("rehearsal")
    at = office(folder, approve_by="hand")
    pipeline.run(at)
    approve(at, "daily", "Редактор")
    (clip,) = at.store.clips()
    at.store.add_label(Label(article=clip.article.id, field="topic", value="culture", by="А", at=NOW), "test")
    pipeline.run(later(at, NOW + timedelta(days=1)))
    at.store.close()
    return folder / "var" / "ohliad.sqlite"


@pytest.mark.parametrize("revision", PAST)
def test_every_past_version_comes_forward_whole(filled: Path, tmp_path: Path, revision: str) -> None:
    path = tmp_path / "old.sqlite"
    made(path, revision, filled)
    with closing(sqlite3.connect(path)) as database:
        tables = shape(database)
    before = hashed(path, tables)
    store = Store.open(path, PLACE)
    assert hashed(path, tables) == before
    assert store.integrity() == "ok"
    (clip,) = store.clips()
    assert clip.decided == ("topic",)
    assert store.search(["бібліотека"], 5) == [clip.article.id]
    store.close()
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchone()[0] == migrations.HEAD
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_rehearsal_filled_the_first_version(filled: Path, tmp_path: Path) -> None:
    made(tmp_path / "old.sqlite", "0001", filled)
    with closing(sqlite3.connect(tmp_path / "old.sqlite")) as database:
        filled_tables = {
            name for name in shape(database) if database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        }
    assert filled_tables >= {
        "articles", "documents", "entries", "fulltext", "issue_items", "issues", "labels", "members", "outbox",
        "outlets", "pages", "sources", "verdicts", "visits",
    }  # fmt: skip


def kills(filled: Path, tmp_path: Path, revision: str, times: int, seed: int) -> None:
    made(tmp_path / "old.sqlite", revision, filled)
    with closing(sqlite3.connect(tmp_path / "old.sqlite")) as database:
        tables = shape(database)
    before = hashed(tmp_path / "old.sqlite", tables)
    (statements,) = _run(tmp_path, [0])
    assert statements > 5
    rng = random.Random(seed)
    fatal = sorted(rng.sample(range(1, statements + 1), min(times, statements)))
    assert _run(tmp_path, fatal) == [], "every one of them died"
    for number in fatal:
        path = tmp_path / f"{number}.sqlite"
        store = Store.open(path, PLACE)
        assert store.integrity() == "ok"
        store.close()
        assert hashed(path, tables) == before, f"{revision}, seed {seed}, statement {number}"


def _run(folder: Path, fatal: list[int]) -> list[int]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.upgraded", str(folder), *map(str, fatal)],
        cwd=ROOT, capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip
    return [int(line) for line in done.stdout.split()]


@pytest.mark.parametrize("revision", ["0001"])
def test_a_kill_in_the_middle(filled: Path, tmp_path: Path, revision: str) -> None:
    kills(filled, tmp_path, revision, 3, 20261122)


@pytest.mark.torture
@pytest.mark.parametrize("revision", PAST)
def test_fifty_kills_of_every_version(filled: Path, tmp_path: Path, revision: str) -> None:
    kills(filled, tmp_path, revision, 50, random.SystemRandom().randrange(10**9))


def test_a_newer_database_is_refused(filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "var" / "ohliad.sqlite"
    made_now = sqlite3.connect(filled)
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as copy:
        made_now.backup(copy)
        copy.execute("UPDATE alembic_version SET version_num = '9999'")
        copy.commit()
    made_now.close()
    with pytest.raises(StoreError, match="newer ohliad"):
        Store.open(path, PLACE)
    (tmp_path / "sources.yaml").write_text(
        "place: {id: verbosillia, name: Вербосілля, russian: Вербоселье, region: Надвербська область}\n"
        "institution: {name: Вербосільська міська рада}\n",
        encoding="utf-8",
    )
    code = main(["stats", "--config", str(tmp_path / "sources.yaml"), "--state", str(tmp_path / "var")])
    assert code == 2
    assert "newer ohliad" in capsys.readouterr().err


def test_the_ids_that_others_gave_are_kept_and_may_be_shared_now(filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    made(path, "0012", filled)
    with closing(sqlite3.connect(path)) as database:
        database.execute("INSERT INTO aliases (place, name, article) VALUES (?, 'n-1', 'abc')", (PLACE,))
        database.commit()
    with closing(Store.open(path, PLACE)) as store:
        assert store.named("n-1") == ["abc"]
    with closing(sqlite3.connect(path)) as database:
        database.execute("INSERT INTO aliases (place, name, article) VALUES (?, 'n-1', 'abd')", (PLACE,))
        database.commit()
    with closing(Store.open(path, PLACE)) as store:
        assert store.named("n-1") == ["abc", "abd"]


def test_an_outgoing_number_of_before_comes_forward_and_is_kept_when_it_is_replaced(
    filled: Path, tmp_path: Path
) -> None:
    path = tmp_path / "old.sqlite"
    made(path, "0013", filled)
    with closing(sqlite3.connect(path)) as database:
        (issue,) = database.execute("SELECT id FROM issues WHERE number = 1").fetchone()
        database.execute("UPDATE issues SET registered_number = '9-в', registered_date = '2026-11-22'")
        database.commit()
    with closing(Store.open(path, PLACE)) as store:
        assert [(one.number, one.by, one.at) for one in store.shelf.registrations(issue)] == [("9-в", None, None)]
        store.issues.register(issue, "10-в", "2026-11-22", by="Явір", at=NOW)
        found = [(one.number, one.by, one.at) for one in store.shelf.registrations(issue)]
        assert found == [("9-в", None, None), ("10-в", "Явір", NOW)]
