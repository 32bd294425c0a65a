"""The page about reports: its CSV is imported, its sentence is written, its rules are all there are."""

from __future__ import annotations

import re
from pathlib import Path

from digests.reports.linter import RULES
from digests.reports.past_years import read_past_years
from digests.reports.series import Series
from monitor.language.numerals import Noun

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "reports.md").read_text(encoding="utf-8")


def test_the_example_is_imported() -> None:
    (block,) = re.findall(r"```csv\n(.*?)```", PAGE, re.DOTALL)
    known = [Series(one, Noun("", "", "", ""), "") for one in ("reviews", "letters", "items", "cells", "videos")]
    assert [one.value for one in read_past_years(block.encode(), known)] == [52, 105, 2400, 96]


def test_every_rule_is_described_once() -> None:
    rows = re.findall(r"^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \|", PAGE.split("## Contradictions")[1], re.MULTILINE)
    assert sorted(re.findall(r"`([a-z-]+)`", " ".join(rows))) == sorted(RULES)
