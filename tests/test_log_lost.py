"""A log that cannot be written: told once, and nothing else is kept from its work."""

from __future__ import annotations

from pathlib import Path

import pytest
import structlog

from monitor.cli import logs


def test_a_log_that_cannot_be_written_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "log").write_bytes(b"")  # a file where the folder should be: so for every user
    before = structlog.get_config()
    try:
        logs.start(tmp_path, verbose=False)
        for event in ("collected", "extracted", "sent"):
            structlog.get_logger().warning(event)
    finally:
        structlog.configure(**before)
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert told[0].startswith(f"ohliad: the log in {tmp_path / 'log'} cannot be written: ")
