"""The doctor: every trouble is a line with what to do, and where there is none the answer is 0."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from monitor import deletion, doctor, pipeline
from monitor.cli import main
from monitor.config import Product, Smtp
from monitor.doctor import Finding, Outside, check_folder, check_store, check_world
from monitor.doctor.clocks import judged
from monitor.lock import held
from monitor.pipeline.delivery import approve
from monitor.pipeline.desk import Desk
from monitor.schedule.heartbeat import Beat, write_beat
from monitor.store.engine import writing
from tests.fakes import NOW, FakeDoor, config, desk, feed, later, page
from tests.hostile_web import Web, certificate, reply
from tests.mailserver import CuttingServer

TEXT = "У Вербосіллі сталася подія, про яку довго говоритимуть мешканці громади та гості міста."


@pytest.fixture
def at(tmp_path: Path) -> Desk:
    """Two approved issues."""
    door = FakeDoor(
        {
            "https://news.example/feed": feed(("a", "Подія у Вербосіллі", "Так.")),
            "https://news.example/a": page("Подія", TEXT),
        }
    )
    daily = Product(name="daily", at="08:30", days="mon-fri", to=(), formats=("email",), approve="hand")
    made = desk(tmp_path, door, replace(config(tmp_path, "https://news.example/feed"), products=(daily,)))
    for day in range(2):
        on = later(made, NOW + timedelta(days=day))
        pipeline.run(on)
        approve(on, "daily", "Редактор")
    (tmp_path / "var").chmod(0o700)
    return made


def found(at: Desk, *, full: bool = False, now: datetime = NOW + timedelta(days=2)) -> dict[str, Finding]:
    return {one.check: one for one in (*check_folder(at.state, now), *check_store(at.state, at.store, now, full=full))}


def test_a_sound_folder(at: Desk) -> None:
    assert {one.state for one in found(at).values()} <= {"ok", "warning"}  # a test machine may be short of disk
    assert found(at)["issues"].text.startswith("2 approved")


def test_a_missing_record(at: Desk) -> None:
    (path,) = (at.state / "archive").glob("2026-11-20*")
    path.write_bytes(path.read_bytes()[:100])
    bad = found(at, full=True)["archive"]
    assert (bad.state, bool(bad.todo)) == ("failed", True)


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("UPDATE issues SET manifest = manifest || ' ' WHERE number = 1", "manifest"),
        ("UPDATE issues SET body = body || ' ' WHERE number = 2", "items"),
        ("UPDATE documents SET content = 'x' WHERE issue = (SELECT id FROM issues WHERE number = 1)", "missing or changed"),
        ("UPDATE issues SET number = 5 WHERE number = 2", "gap"),
        ("DELETE FROM documents", "missing or changed"),
    ],
)  # fmt: skip
def test_a_hole_in_the_chain(at: Desk, sql: str, says: str) -> None:
    with writing(at.store.engine) as tx:
        tx.execute(text(sql))
    bad = found(at)["issues"]
    assert bad.state == "failed"
    assert says in bad.text


def test_a_deletion_is_no_hole(at: Desk) -> None:
    (clip,) = at.store.clips()
    signed = deletion.Signed(by="К", why="вимога", at=NOW)
    deletion.forget(at.state, at.store, deletion.Choice(kind="article", subject=clip.article.id), signed)
    assert found(at, full=True)["issues"].state == "ok"
    assert found(at, full=True)["archive"].state == "ok"


@pytest.mark.sqlite  # elsewhere it cannot come about
def test_a_row_without_its_parent(at: Desk) -> None:
    with sqlite3.connect(at.state / "ohliad.sqlite") as database:
        database.execute("PRAGMA foreign_keys=OFF")
        database.execute("DELETE FROM issues WHERE number = 2")
    database.close()
    assert "documents" in found(at)["database"].text


def test_a_clock_that_went_back(at: Desk) -> None:
    assert found(at, now=NOW - timedelta(days=30))["clock"].state == "failed"
    assert found(at, now=datetime(1970, 1, 1, tzinfo=UTC))["clock"].state == "failed"


def test_rights_leftovers_and_the_lock(at: Desk) -> None:
    half = at.state / "archive" / ".x.tmp"
    half.write_bytes(b"")
    os.utime(half, (1, 1))
    (at.state / "log").mkdir(mode=0o777)
    (at.state / "log").chmod(0o777)
    now = datetime.now(UTC)
    with held(at.state / "lock"):
        lines = {one.check: one for one in check_folder(at.state, now)}
    assert lines["leftovers"].state == "warning"
    assert lines["permissions"].state == "failed"
    assert lines["lock"].text == "another ohliad is at work"


@pytest.mark.skipif(os.name != "posix", reason="rights of files are told by mode bits only there")
@pytest.mark.parametrize("name", ["lock", "archive", "archive/2026-11-20.warc.gz", "issues/daily"])
def test_what_anybody_may_write_to_however_deep(at: Desk, name: str) -> None:
    with held(at.state / "lock"):
        pass
    assert found(at)["permissions"].state == "ok"
    path = at.state / name
    path.chmod(path.stat().st_mode | 0o002)
    assert (found(at)["permissions"].state, str(path) in found(at)["permissions"].text) == ("failed", True)


def test_a_service_that_is_silent(at: Desk) -> None:
    beat = Beat(time=NOW, version="1", pid=1, holder="h", state="idle", interval=30, started=NOW)
    write_beat(at.state, beat)
    assert found(at, now=NOW)["heartbeat"].state == "ok"
    assert found(at, now=NOW + timedelta(hours=3))["heartbeat"].state == "failed"


# --- the world --------------------------------------------------------------------------------------------------------


@contextmanager
def tls_server(tmp_path: Path, days: int) -> Iterator[tuple[int, ssl.SSLContext]]:
    """Shows a certificate and hangs up; yields its port and the context that trusts it."""
    cert, key = certificate(tmp_path, "site", days=days, host="127.0.0.1")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(10)

    def serve() -> None:
        try:
            sock, _ = listener.accept()
            with sock, context.wrap_socket(sock, server_side=True) as secure:
                secure.recv(1)
        except OSError:
            pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1], ssl.create_default_context(cafile=str(cert))
    finally:
        thread.join(11)
        listener.close()


@pytest.mark.parametrize(("days", "state"), [(90, "ok"), (5, "warning"), (-1, "warning")])
def test_certificates_of_sources(tmp_path: Path, days: int, state: str) -> None:
    with tls_server(tmp_path, days) as (port, trust):
        outside = Outside(
            urls=(f"https://127.0.0.1:{port}/feed",), allow_private=True, trust=trust, timeout=5, ask_the_time=False
        )
        lines = {one.check: one for one in check_world(outside, datetime.now(UTC))}
    assert lines["names"].state == "ok"
    assert lines["certificates"].state == state


def test_names_that_are_not_found() -> None:
    def resolve(host: str, port: int) -> list[str]:
        if host == "good.example":
            return ["93.184.216.34"]
        raise OSError("no such name")

    outside = Outside(urls=("http://good.example/", "http://bad.example/"), resolve=resolve, ask_the_time=False)
    (line,) = check_world(outside, NOW)
    assert (line.state, "bad.example" in line.text) == ("warning", True)
    (line,) = check_world(replace(outside, urls=("http://bad.example/a",)), NOW)
    assert line.state == "failed"


@pytest.mark.parametrize(
    ("ahead", "state", "says"),
    [
        ([timedelta(seconds=-40), timedelta(0), timedelta(seconds=90)], "ok", "agrees with 3 sites"),
        ([timedelta(minutes=5)], "warning", "5 minutes ahead of that of 1 site"),
        ([-timedelta(hours=3), -timedelta(hours=3), timedelta(0)], "failed", "3 hours behind"),
        ([timedelta(0), timedelta(seconds=2), timedelta(days=400)], "ok", "agrees"),
        ([timedelta(days=31)], "failed", "31 days ahead"),
    ],
)
def test_the_clock_against_the_sites(ahead: list[timedelta], state: str, says: str) -> None:
    line = judged(ahead)
    assert (line.check, line.state, bool(line.todo)) == ("time", state, state != "ok")
    assert says in line.text


@pytest.mark.parametrize(
    ("said", "states"),
    [
        (lambda: format_datetime(datetime.now(UTC), usegmt=True), ["ok"]),
        (lambda: format_datetime(datetime.now(UTC) - timedelta(days=1), usegmt=True), ["failed"]),
        (lambda: "вчора".encode().decode("latin-1"), []),
        (lambda: "", []),
    ],
)
def test_sites_are_asked_for_the_time(said: Callable[[], str], states: list[str]) -> None:
    with Web() as web:
        host = web.host(reply(404, b"", {"Date": said()} if said() else {}))
        outside = Outside(urls=(host.url("/feed"), host.url("/more")), allow_private=True, timeout=5)
        found = [one.state for one in check_world(outside, NOW) if one.check == "time"]
    assert found == states
    assert [(one.method, one.path) for one in host.requests] == [("GET", "/robots.txt")]


def test_a_private_site_is_not_asked_for_the_time() -> None:
    with Web() as web:
        host = web.host(reply(200))
        list(check_world(Outside(urls=(host.url("/feed"),), timeout=5), NOW))
    assert host.requests == []


def smtp(port: int, **more: object) -> Smtp:
    named = {"host": "127.0.0.1", "port": port, "sender": "a@x.org", "name": None, "security": "none", "user": None}
    return Smtp(**{**named, **more})  # type: ignore[arg-type]


def test_mail_that_answers_and_mail_that_does_not() -> None:
    with CuttingServer() as server:
        (line,) = check_world(Outside(smtp=smtp(server.port), timeout=5), NOW)
        assert (line.state, "unencrypted" in line.text) == ("warning", True)
        assert server.accepted == []
        (line,) = check_world(Outside(smtp=smtp(server.port, security="starttls"), timeout=5), NOW)
        assert line.state == "failed"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (line,) = check_world(Outside(smtp=smtp(port), timeout=5), NOW)
    assert (line.state, bool(line.todo)) == ("failed", True)


def test_a_server_that_repeats_the_password_does_not_show_it() -> None:
    with CuttingServer() as server:
        outside = Outside(smtp=smtp(server.port, user="u"), password="geheim-4711", timeout=5)
        (line,) = check_world(outside, NOW)
    assert line.state == "failed"
    assert "geheim" not in repr(line)
    assert "geheim" not in repr(outside)


# --- the command ------------------------------------------------------------------------------------------------------


PLACE = (
    "place: {id: verbosillia, name: Вербосілля, russian: Вербоселье, region: Надвербська область}\n"
    "institution: {name: Вербосільська міська рада}\n"
)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sources.yaml").write_text(PLACE, encoding="utf-8")
    common = ["--config", str(tmp_path / "sources.yaml"), "--state", str(tmp_path / "var")]
    code = main(["doctor", *common, "--offline", "--json"])
    lines = {one["check"]: one for one in json.loads(capsys.readouterr().out)}
    assert lines["classifiers"]["ok"]
    assert code == (1 if any(one["state"] == "failed" for one in lines.values()) else 0)


@pytest.mark.sqlite
def test_the_command_tells_of_a_damaged_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sources.yaml").write_text(PLACE, encoding="utf-8")
    common = ["--config", str(tmp_path / "sources.yaml"), "--state", str(tmp_path / "var")]
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "ohliad.sqlite").write_bytes(b"not a database, and long enough to be taken for one" * 100)
    assert main(["doctor", *common, "--offline"]) == 1
    assert "not a database" in capsys.readouterr().out


def test_findings_keep_known_trouble_as_lines() -> None:
    def broken() -> Finding:
        raise OSError("no room")

    (line,) = doctor.collect("disk", broken, "free some")
    assert (line.state, line.text, line.todo) == ("failed", "no room", "free some")


def test_it_does_not_hang(at: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        start = time.monotonic()
        outside = Outside(smtp=smtp(silent.getsockname()[1]), timeout=0.3)
        (line,) = check_world(outside, NOW)
    assert line.state == "failed"
    assert time.monotonic() - start < 10
