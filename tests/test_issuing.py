"""From draft to sent: slots, numbers without gaps, frozen bytes, each letter once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digests.issues import verify
from monitor import pipeline
from monitor.config import Product, Smtp
from monitor.errors import StoreError
from monitor.model import Label
from monitor.pipeline import addressees
from monitor.pipeline.delivery import approve, deliver_due, send
from monitor.pipeline.desk import Desk, Report
from tests import on_postgres
from tests.fakes import FakeDoor, config, desk, feed, later, page
from tests.mailserver import CuttingServer

FEED = "https://news.example/feed"
BEFORE = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)  # 08:00 in Kyiv
SLOT = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)


def web() -> FakeDoor:
    text = "У Вербосіллі відкрили оновлену бібліотеку, ремонт якої тривав пів року коштом громади."
    return FakeDoor(
        {
            FEED: feed(("a", "Бібліотека у Вербосіллі", "Так.")),
            "https://news.example/a": page("Бібліотека у Вербосіллі", text, text),
        }
    )


def office(
    tmp_path: Path, port: int = 1, approve_by: str = "auto", to: tuple[str, ...] = ("a@x.org", "b@x.org")
) -> Desk:
    product = Product(name="daily", at="08:30", days="mon-fri", to=to, formats=("email",), approve=approve_by)
    smtp = Smtp(host="127.0.0.1", port=port, sender="ohliad@x.org", name=None, security="none", user=None)
    setup = replace(config(tmp_path, FEED), products=(product,), smtp=smtp)
    return desk(tmp_path, web(), setup, now=BEFORE)


def test_before_its_slot_there_is_only_a_draft(tmp_path: Path) -> None:
    with CuttingServer() as server:
        at = office(tmp_path, server.port)
        report = pipeline.run(at)
        assert report.issues[0]["number"] is None
        assert server.accepted == []
        report = pipeline.run(later(at, SLOT))
        assert report.issues[0]["number"] == 1
        assert sorted(to for to, _ in server.accepted) == ["a@x.org", "b@x.org"]
        pipeline.run(later(at, SLOT + timedelta(hours=2)))
        assert len(server.accepted) == 2, "each letter once"
    (row,) = at.store.issues.listed()
    assert (row.name, row.state) == ("daily/2026/1", "sent")
    assert b"=?utf-8?b?" in server.accepted[0][1]


def test_a_weekend_and_a_holiday_send_nothing(tmp_path: Path) -> None:
    at = office(tmp_path)
    for instant in (SLOT + timedelta(days=1), SLOT + timedelta(days=3)):
        quiet = replace(at, config=replace(at.config, holidays=((SLOT + timedelta(days=3)).date(),)), now=instant)
        report = pipeline.run(quiet)
        assert report.issues[0]["number"] is None


def test_by_hand_nothing_goes_unless_approved(tmp_path: Path) -> None:
    with CuttingServer() as server:
        at = office(tmp_path, server.port, "hand")
        pipeline.run(later(at, SLOT))
        assert server.accepted == []
        approve(later(at, SLOT), "daily", "М. Липка")
        deliver_due(later(at, SLOT), Report())
        assert len(server.accepted) == 2


def test_an_approved_issue_is_frozen_and_chained(tmp_path: Path) -> None:
    at = office(tmp_path, approve_by="hand")
    pipeline.run(at)
    first = approve(at, "daily", "x")
    files = at.store.issues.documents(first.id)
    (item,) = at.store.issues.items(first.id)
    at.store.add_label(Label(article=item.article, field="topic", value="sport", by="x", at=SLOT), "test")
    with pytest.raises(StoreError, match="approved"):
        pipeline.build(at, "daily", None, preview=False)
    with pytest.raises(StoreError, match="already"):
        approve(at, "daily", "x")
    tomorrow = later(at, SLOT + timedelta(days=1))
    pipeline.run(tomorrow)
    second = approve(tomorrow, "daily/2026-11-21", "x")
    assert (first.number, second.number) == (1, 2)
    assert at.store.issues.documents(first.id) == files
    assert at.store.issues.items(second.id) == [], "no item in two issues of a kind"
    assert second.manifest is not None
    assert first.sha256 is not None
    assert first.sha256 in second.manifest
    assert callable(verify)


def test_a_decision_enters_the_draft_at_once(tmp_path: Path) -> None:
    at = office(tmp_path, approve_by="hand")
    pipeline.run(at)
    draft = at.store.issues.listed()[0]
    (item,) = at.store.issues.items(draft.id)
    at.store.add_label(Label(article=item.article, field="use", value="no", by="x", at=SLOT), "test")
    pipeline.build(at, "daily", None, preview=False)
    assert at.store.issues.items(draft.id) == []


def test_soft_trouble_is_tried_again_and_hard_is_not(tmp_path: Path) -> None:
    with CuttingServer(refuse={"a@x.org": "451 later", "b@x.org": "550 gone"}) as server:
        at = office(tmp_path, server.port)
        report = pipeline.run(later(at, SLOT))
        assert {item.subject for item in report.failed} == {"a@x.org", "b@x.org"}
        assert report.steps["deliver"] == {"approved": 1, "queued": 1, "failed": 1}, "each letter once"
        server.refuse = {}
        pipeline.run(later(at, SLOT + timedelta(minutes=5)))
        assert server.accepted == [], "not before its time"
        pipeline.run(later(at, SLOT + timedelta(minutes=11)))
    assert [to for to, _ in server.accepted] == ["a@x.org"]
    assert {letter.recipient: letter.state for letter in at.store.issues.letters()} == {
        "a@x.org": "sent",
        "b@x.org": "failed",
    }


def test_definitions_are_read_once_for_all_letters_of_an_issue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    to = tuple(f"reader{n}@x.org" for n in range(5))
    with CuttingServer() as server:
        at = office(tmp_path, server.port, to=to, approve_by="hand")
        pipeline.run(at)
        approve(at, "daily", "x")
        read: list[object] = []
        load = addressees.load_definitions
        monkeypatch.setattr(addressees, "load_definitions", lambda folders: read.append(folders) or load(folders))
        send(later(at, SLOT), Report(), only_in_slot=False)
        assert sorted(one for one, _ in server.accepted) == sorted(to)
    assert len(read) == 1


def test_a_lost_reply_is_unknown_and_never_sent_again(tmp_path: Path) -> None:
    with CuttingServer() as whole:
        one = office(tmp_path / "whole", whole.port, to=("a@x.org",))
        pipeline.run(later(one, SLOT))
    with CuttingServer(cut_out=whole.bytes_out - len("250 taken\r\n221 bye\r\n")) as server:
        at = office(tmp_path, server.port, to=("a@x.org",))
        pipeline.run(later(at, SLOT))
        (letter,) = at.store.issues.letters()
        assert letter.state == "unknown"
        pipeline.run(later(at, SLOT + timedelta(hours=1)))
        at.store.issues.requeue(SLOT)
        send(later(at, SLOT + timedelta(hours=2)), Report(), only_in_slot=False)
        assert len(server.accepted) == 1


def test_a_process_that_died_while_sending_leaves_unknown(tmp_path: Path) -> None:
    at = office(tmp_path, to=("a@x.org",))
    pipeline.run(at)
    row = approve(at, "daily", "x")
    (letter,) = at.store.issues.letters(row.id)
    assert at.store.issues.claim(letter.id, SLOT)
    assert not at.store.issues.claim(letter.id, SLOT), "two cannot have it"
    report = Report()
    send(later(at, SLOT), report, only_in_slot=False)
    (letter,) = at.store.issues.letters(row.id)
    assert letter.state == "unknown"
    assert report.steps["deliver"] == {"unknown": 1}
    (told,) = report.failed
    assert (told.subject, f"outbox settle {letter.id} sent" in told.error) == ("a@x.org", True)


@pytest.mark.parametrize("blocked", ["feeds", "issues"])
def test_a_file_that_cannot_be_written_keeps_no_letter_back(tmp_path: Path, blocked: str) -> None:
    with CuttingServer() as server:
        at = office(tmp_path, server.port, to=("a@x.org",))
        (tmp_path / "var").mkdir(exist_ok=True)
        (tmp_path / "var" / blocked).write_bytes(b"no folder")
        report = pipeline.run(later(at, SLOT))
    assert [to for to, _ in server.accepted] == ["a@x.org"]
    assert {item.step for item in report.failed} == {"files"}
    assert blocked in report.failed[0].error
    assert at.store.issues.listed()[0].state == "sent"


def test_a_folder_gets_the_frozen_files(tmp_path: Path) -> None:
    at = office(tmp_path, approve_by="hand")
    at = replace(at, config=replace(at.config, smtp=None, folder=str(tmp_path / "out")))
    pipeline.run(later(at, SLOT))
    row = approve(later(at, SLOT), "daily", "x")
    deliver_due(later(at, SLOT), Report())
    for document in at.store.issues.documents(row.id):
        assert (tmp_path / "out" / document.filename).read_bytes() == document.content


def test_an_audit_archive_proves_the_issue_and_errata_stand_beside(tmp_path: Path) -> None:
    import io
    import zipfile

    from monitor.pipeline.proof import audit_archive, frozen

    at = office(tmp_path, approve_by="hand")
    pipeline.run(at)
    row = approve(at, "daily", "x")
    (item,) = at.store.issues.items(row.id)
    assert verify([frozen(at, row)]) == ()
    plain = audit_archive(at, row)
    assert plain == audit_archive(at, row), "the same issue, the same bytes"
    at.store.issues.add_erratum(row.id, item.article, ("citation", "none", "site"), by="x", at=SLOT, why="посилання")
    names = zipfile.ZipFile(io.BytesIO(audit_archive(at, row))).namelist()
    assert {"manifest.json", "units.csv", "errata.csv"} <= set(names)
    assert any(name.startswith("pages/") for name in names)
    assert (tmp_path / "var" / "feeds" / "items.atom").exists()
    assert at.store.issues.get(row.id).sha256 == row.sha256


@pytest.mark.parametrize("damage", ["lost", "damaged"])
def test_an_audit_archive_names_the_page_that_cannot_be_read(tmp_path: Path, damage: str) -> None:
    import io
    import zipfile

    from monitor.pipeline.proof import audit_archive

    at = office(tmp_path, approve_by="hand")
    pipeline.run(at)
    row = approve(at, "daily", "x")
    (item,) = at.store.issues.items(row.id)
    for path in (tmp_path / "var" / "archive").iterdir():
        if damage == "lost":
            path.unlink()
        else:
            path.write_bytes(path.read_bytes().replace(b"\x1f\x8b\x08", b"???"))
    report = Report()
    made = zipfile.ZipFile(io.BytesIO(audit_archive(at, row, report)))
    assert not any(name.startswith("pages/") for name in made.namelist())
    assert item.article in made.read("missing.csv").decode("utf-8-sig")
    assert "missing.csv" in made.read("SHA256SUMS").decode()
    assert [failed.subject for failed in report.failed] == [item.article]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the extra library, on older Pythons
def test_a_messenger_gets_a_notice_and_no_token_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading
    from http.server import BaseHTTPRequestHandler, HTTPServer

    taken: list[bytes] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Hook)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        monkeypatch.setenv("OHLIAD_NOTIFY", f"json://canary-token@127.0.0.1:{server.server_port}/ nonsense")
        at = office(tmp_path, approve_by="hand")
        at = replace(at, config=replace(at.config, smtp=None))
        pipeline.run(at)
        approve(at, "daily", "x")
        deliver_due(later(at, SLOT), Report())
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert len(taken) == 1
    assert "№ 1" in taken[0].decode("unicode_escape")
    assert {letter.recipient: letter.state for letter in at.store.issues.letters()} == {
        "OHLIAD_NOTIFY 1": "sent",
        "OHLIAD_NOTIFY 2": "failed",
    }
    kept = on_postgres.contents(tmp_path) or {"file": (tmp_path / "var" / "ohliad.sqlite").read_bytes()}
    assert not [name for name, data in kept.items() if b"canary-token" in data]
