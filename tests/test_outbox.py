"""The way out as a person meets it: approve, send and outbox on the command line, the doctor's line about letters."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.cli import main
from monitor.doctor import Finding
from monitor.doctor.letters import letters as check
from monitor.lock import held
from monitor.store import Store
from tests.mailserver import CuttingServer

CONFIG = """
place: {{id: verbosillia, name: Вербосілля, region: Надвербська область}}
institution: {{name: Вербосільська міська рада}}
digests: {{daily: {{at: "08:30", days: mon-fri, to: [{to}], formats: [email], approve: hand}}}}
delivery: {{smtp: {{host: 127.0.0.1, port: {port}, from: ohliad@x.org, security: none}}}}
"""
TO = ("a@x.org", "b@x.org")
NOW = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Office:
    """A draft of the day and the command line beside it."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    def configure(self, *to: str, port: int = 9) -> None:
        (self.folder / "sources.yaml").write_text(CONFIG.format(to=", ".join(to), port=port), encoding="utf-8")

    def store(self) -> Store:
        return Store.open(self.folder / "var" / "ohliad.sqlite", "verbosillia")

    def put(self, *states: str) -> None:
        """Bring the letters of the first issue into these states."""
        opened = self.store()
        for letter, state in zip(opened.issues.letters(), states, strict=True):
            assert opened.issues.claim(letter.id, NOW)
            if state != "sending":
                opened.issues.settle(letter.id, state, at=NOW, error="the connection was cut")
        opened.close()

    def states(self) -> dict[str, str]:
        opened = self.store()
        try:
            return {letter.recipient: letter.state for letter in opened.issues.letters()}
        finally:
            opened.close()

    def doctor(self, now: datetime = NOW) -> list[Finding]:
        opened = self.store()
        try:
            return list(check(self.folder / "var", opened, now))
        finally:
            opened.close()

    def run(self, *arguments: str) -> tuple[int, str]:
        """Exit code and all that was said, in one line."""
        code = main([*arguments, "--now", "2026-11-20T08:30"])
        shown = self.capture.readouterr()
        return code, " ".join(f"{shown.out} {shown.err}".split())


@pytest.fixture(name="office")
def _office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Office:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "300")
    found = Office(tmp_path, capsys)
    found.configure("a@x.org", "b@x.org")
    assert found.run("build", "daily")[0] == 0
    return found


def test_an_approval_whose_feeds_cannot_be_written_says_so(office: Office) -> None:
    (office.folder / "var" / "feeds").write_bytes(b"no folder")
    code, said = office.run("approve", "daily")
    assert code == 1
    assert "daily/2026/1 is approved; sha256" in said
    assert "approved all the same, but" in said


# --- letters nobody knows about ---------------------------------------------------------------------------------------


def test_a_letter_cut_short_is_told_by_the_next_send_and_settled_by_a_person(office: Office) -> None:
    office.run("approve", "daily")
    office.put("sending", "sending")
    assert "sending: at this moment, or cut short" in office.run("outbox")[1]
    code, said = office.run("send", "daily/2026/1")
    assert code == 1
    assert "unknown 2" in said
    assert "`ohliad outbox settle 1 sent`" in said
    assert "unknown: it may have arrived" in office.run("outbox")[1]
    assert office.run("send", "--retry")[0] == 0, "told once"
    assert office.states() == {"a@x.org": "unknown", "b@x.org": "unknown"}

    assert office.run("outbox", "settle", "1", "sent", "--by", "М. Липка") == (0, "1 daily/2026/1 a@x.org: sent")
    assert office.run("outbox", "settle", "1", "again")[0] == 2, "somebody has answered"
    assert "queued" in office.run("outbox", "settle", "daily/2026/1", "again")[1]
    assert "М. Липка: дійшло" in office.run("outbox")[1]
    with CuttingServer() as server:
        office.configure("a@x.org", "b@x.org", port=server.port)
        assert office.run("send")[0] == 0
    assert [to for to, _ in server.accepted] == ["b@x.org"]
    assert office.states() == {"a@x.org": "sent", "b@x.org": "sent"}


def test_every_run_tells_of_letters_that_wait_for_a_person(office: Office) -> None:
    office.run("approve", "daily")
    office.put("unknown", "failed")
    for _ in range(2):
        code = main(["run", "--json", "--now", "2026-11-20T08:30"])
        failed = json.loads(office.capture.readouterr().out)["failed"]
        assert (code, [(one["subject"], one["step"]) for one in failed]) == (1, [(to, "deliver") for to in TO])
        assert failed[0]["error"].startswith("daily/2026/1 is unknown: the connection was cut; ask the recipient")
        assert failed[1]["error"].endswith("; mend that, then `ohliad send --retry`")
    office.run("outbox", "settle", "1", "sent")
    assert "b@x.org" in office.run("run")[1]
    code = main(["run", "--json", "--now", "2026-12-01T08:30"])
    assert (code, json.loads(office.capture.readouterr().out)["failed"]) == (0, []), "a refusal is told for a week"


def test_a_run_tells_once_what_it_met_itself(office: Office) -> None:
    office.run("approve", "daily")
    office.put("sending", "sending")
    assert main(["run", "--json", "--now", "2026-11-20T08:30"]) == 1
    found = json.loads(office.capture.readouterr().out)
    assert [one["subject"] for one in found["failed"]] == list(TO)
    assert found["steps"]["deliver"] == {"unknown": 2}


def test_all_unknown_letters_are_settled_at_once(office: Office) -> None:
    office.run("approve", "daily")
    office.put("unknown", "unknown")
    assert office.run("outbox", "settle", "all", "sent")[0] == 0
    assert office.states() == {"a@x.org": "sent", "b@x.org": "sent"}
    assert "sent" in office.run("issues")[1]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("1", "lost"), "say `sent`"),
        (("1", "sent"), "queued; only an unknown letter"),
        (("77", "again"), "not in the outbox"),
        (("weekly/2026/1", "again"), "not in the outbox"),
    ],
)
def test_what_cannot_be_settled_is_a_sentence(office: Office, given: tuple[str, str], says: str) -> None:
    office.run("approve", "daily")
    code, said = office.run("outbox", "settle", *given)
    assert (code, says in said) == (2, True), said
    assert set(office.states().values()) == {"queued"}


def test_the_doctor_names_letters_that_wait_for_a_person(office: Office) -> None:
    (line,) = office.doctor()
    assert (line.state, line.text) == ("ok", "none yet")
    office.run("approve", "daily")
    (line,) = office.doctor()
    assert (line.state, line.text) == ("ok", "queued 2")
    office.put("unknown", "failed")
    lost, failed = office.doctor()
    assert (lost.state, "1 (a@x.org, daily/2026/1)" in lost.text, "outbox settle" in lost.todo) == (
        "warning",
        True,
        True,
    )
    assert (failed.state, "2 (b@x.org" in failed.text, "--retry" in failed.todo) == ("warning", True, True)
    (line,) = office.doctor(NOW + timedelta(days=8))
    assert line == lost, "an old refusal is known"


def test_the_doctor_tells_a_letter_at_work_from_one_cut_short(office: Office) -> None:
    office.run("approve", "daily")
    office.put("sending", "sending")
    with held(office.folder / "var" / "lock"):
        (line,) = office.doctor()
    assert (line.state, line.text) == ("ok", "sending 2")
    (line,) = office.doctor()
    assert (line.state, "cut short" in line.text) == ("warning", True)


# --- an issue that nobody was to get ----------------------------------------------------------------------------------


def test_sending_what_has_no_letters_says_so(office: Office) -> None:
    office.configure()
    office.run("approve", "daily")
    code, said = office.run("send", "daily/2026/1")
    assert (code, "daily/2026/1 has no letter" in said) == (1, True)
    code, said = office.run("send")
    assert (code, "the outbox is empty" in said) == (0, True)


def test_recipients_added_after_the_approval_get_a_named_issue_once(office: Office) -> None:
    with CuttingServer() as server:
        office.configure("a@x.org", port=server.port)
        office.run("approve", "daily")
        office.configure("A@x.org", "c@x.org", port=server.port)
        assert office.run("send")[0] == 0
        assert [to for to, _ in server.accepted] == ["a@x.org"], "all that is queued and nothing more"
        for _ in range(2):
            code, said = office.run("send", "daily/2026/1")
            assert code == 0
        assert "nothing to send now: sent 2" in said
    assert [to for to, _ in server.accepted] == ["a@x.org", "c@x.org"]


def test_a_letter_that_cannot_go_is_no_success(office: Office) -> None:
    office.run("approve", "daily")
    assert office.run("send", "daily/2026/1")[0] == 1, "nobody listens"
    code, said = office.run("send", "daily/2026/1")
    assert (code, "queued 2" in said) == (1, True), "not before its next try"
    config = office.folder / "sources.yaml"
    config.write_text(config.read_text(encoding="utf-8").partition("delivery:")[0], encoding="utf-8")
    assert "no mail server is configured" in office.run("send", "daily/2026/1")[1]


# --- backup and restore -----------------------------------------------------------------------------------------------


@pytest.mark.sqlite  # our backups hold its file
def test_a_restored_office_sends_nothing_blindly(office: Office) -> None:
    office.run("approve", "daily")
    assert office.run("backup", "b.tar")[0] == 0
    code, said = office.run("restore", "b.tar", "--state", "again")
    assert (code, "letters that waited and may have been sent since: 2" in said) == (0, True)
    with CuttingServer() as server:
        office.configure("a@x.org", "b@x.org", port=server.port)
        assert office.run("send")[0] == 0
        code, said = office.run("send", "daily/2026/1", "--retry", "--state", "again")
    assert (code, "unknown 2" in said, len(server.accepted)) == (1, True, 2)


@pytest.mark.sqlite
def test_a_backup_without_a_lost_file_says_so(office: Office) -> None:
    item = '{"outlet": "rada", "title": "Ярмарок у Вербосіллі", "text": "Ярмарок відкрили.", "published": "2026-11-20"}'
    (office.folder / "items.jsonl").write_text(item, encoding="utf-8")
    office.run("import", "items.jsonl")
    (path,) = (office.folder / "var" / "archive").iterdir()
    path.unlink()
    code, said = office.run("backup", "b.tar")
    assert (code, f"b.tar lacks archive/{path.name}: it is not there" in said) == (1, True)
    code, said = office.run("restore", "b.tar", "--state", "again")
    assert (code, f"without archive/{path.name}" in said) == (1, True)
