"""Tables in narrow terminals, pipes and logs: nothing of a reason or an id is cut away."""

from __future__ import annotations

import io

import pytest
from rich.table import Table
from rich.text import Text

from monitor.cli.tables import WholeTables

REASON = (
    "Джерело не відповідає як слід з 24.11.2026 08:31 (невдало: 12 спроб поспіль): такої сторінки вже немає (код 404)."
)


def table(columns: int) -> Table:
    names = ["source", "state", "visited", "last news", "next", "failures", "found", "parsed"][: columns - 1]
    made = Table(*names, "reason", box=None, pad_edge=False)
    for number in range(3):
        cells = [f"visti-kalynopolia-{number}", "broken", "26.11 08:31", "24.11 08:31", "26.11 12:04", "12", "43", "40"]
        made.add_row(*(Text(cell) for cell in cells[: columns - 1]), Text(REASON))
    return made


def printed(columns: int, *, width: int, terminal: bool) -> list[str]:
    out = io.StringIO()
    WholeTables(file=out, width=width, force_terminal=terminal, color_system=None, highlight=False).print(
        table(columns)
    )
    return out.getvalue().splitlines()


@pytest.mark.parametrize("width", [20, 80, 200])
def test_in_a_pipe_each_row_is_one_line(width: int) -> None:
    head, *rows = printed(9, width=width, terminal=False)
    assert head.split() == "source state visited last news next failures found parsed reason".split()
    assert len(rows) == 3
    for number, row in enumerate(rows):
        assert row.startswith(f"visti-kalynopolia-{number} ")
        assert row.rstrip().endswith(REASON)


def test_in_a_narrow_terminal_each_field_has_its_line() -> None:
    lines = printed(9, width=80, terminal=True)
    assert lines[:3] == ["visti-kalynopolia-0", "  state: broken", "  visited: 26.11 08:31"]
    assert f"  reason: {REASON}" in lines
    assert "…" not in "".join(lines)


def test_a_table_of_few_columns_is_wrapped_between_words() -> None:
    lines = printed(3, width=80, terminal=True)
    assert lines[0].split() == ["source", "state", "reason"]
    assert len(lines) > 4
    assert "visti-kalynopolia-0" in lines[1]
    assert "…" not in "".join(lines)


def test_where_there_is_room_it_is_a_table() -> None:
    assert len(printed(9, width=300, terminal=True)) == 4


def test_a_title_stands_above_the_blocks() -> None:
    made, out = table(9), io.StringIO()
    made.title = "what people kept of the verdicts"
    WholeTables(file=out, width=60, force_terminal=True, color_system=None, highlight=False).print(made)
    assert out.getvalue().splitlines()[:2] == ["what people kept of the verdicts", "visti-kalynopolia-0"]
