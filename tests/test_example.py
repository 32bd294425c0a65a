"""The sources.yaml that `ohliad init` writes: what stands in it as a comment is valid once the sign is taken away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from monitor.cli import main
from monitor.config import Config, load

BLOCK = re.compile(r"^# (?=[a-z_]+:|  )", re.MULTILINE)  # of a key, or of what stands under one


@pytest.fixture
def example(tmp_path: Path) -> str:
    assert main(["init", str(tmp_path)]) == 0
    return (tmp_path / "sources.yaml").read_text(encoding="utf-8")


def read(folder: Path, text: str) -> Config:
    path = folder / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_as_it_is_it_tells_nobody_and_keeps_all(tmp_path: Path, example: str) -> None:
    config = read(tmp_path, example)
    assert (config.alerts, config.quiet, config.smtp) == ((), None, None)
    assert config.retention.texts is None


def test_everything_may_be_uncommented(tmp_path: Path, example: str) -> None:
    config = read(tmp_path, BLOCK.sub("", example))
    assert [rule.id for rule in config.alerts] == ["flood", "wide", "silent"]
    assert config.alerts[0].urgent
    assert config.quiet is not None
    assert config.retention.pages is not None
    assert config.smtp is not None


@pytest.mark.parametrize("key", ["alerts", "quiet", "retention", "delivery"])
def test_each_block_alone_may_be_uncommented(tmp_path: Path, example: str, key: str) -> None:
    found = re.search(rf"^# {key}:.*\n(?:#   .*\n)*", example, re.MULTILINE)
    assert found is not None
    config = read(tmp_path, example.replace(found[0], BLOCK.sub("", found[0])))
    on = {
        "alerts": bool(config.alerts),
        "quiet": config.quiet is not None,
        "retention": config.retention.logs is not None,
        "delivery": config.smtp is not None,
    }
    assert [name for name, is_on in on.items() if is_on] == [key]
