"""The way out as a person meets it: approve, send and outbox on the command line, the doctor's line about letters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.cli import main
from monitor.config import load
from monitor.pipeline.desk import Desk
from tests.fakes import FakeDoor, desk

CONFIG = """
place: {{id: verbosillia, name: Вербосілля, region: Надвербська область}}
institution: {{name: Вербосільська міська рада}}
digests: {{daily: {{at: "08:30", days: mon-fri, to: [{to}], formats: [email], approve: hand}}}}
delivery: {{smtp: {{host: 127.0.0.1, port: {port}, from: ohliad@x.org, security: none}}}}
"""
NOW = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Office:
    """A draft of the day and the command line beside it."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    def configure(self, *to: str, port: int = 9) -> None:
        (self.folder / "sources.yaml").write_text(CONFIG.format(to=", ".join(to), port=port), encoding="utf-8")

    def desk(self) -> Desk:
        setup = load(self.folder / "sources.yaml")
        return replace(desk(self.folder, FakeDoor({}), setup, now=NOW), state=self.folder / "var")

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
