"""Tables of print and broadcast clips as Excel leaves them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from monitor.clips import BadRow, rows

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def dated(text: str) -> Any:
    ((_, row),) = rows(f"видання;дата;заголовок\nВісті;{text};Ярмарок\n".encode(), NOW)
    return row.why if isinstance(row, BadRow) else row["published"]


@pytest.mark.parametrize(
    ("content", "first"),
    [
        ("sep=;\r\nвидання;заголовок\r\nВісті;Ярмарок, свято\r\n", (3, "Ярмарок, свято")),
        ("\ufeffSEP=,\nвидання,заголовок\nВісті,Ярмарок; свято\n", (3, "Ярмарок; свято")),
        ("sep=\t\nвидання\tзаголовок; підзаголовок;;\tзаголовок\nВісті\tx\tЯрмарок\n", (3, "Ярмарок")),
        ('"sep=;"\nвидання;заголовок\nВісті;Ярмарок\n', (3, "Ярмарок")),
        ("sep=\nвидання;заголовок\nВісті;Ярмарок\n", (3, "Ярмарок")),
        ("видання;заголовок\nВісті;Ярмарок\n", (2, "Ярмарок")),
    ],
)
def test_the_first_line_of_excel(content: str, first: tuple[int, str]) -> None:
    ((number, row),) = rows(content.encode(), NOW)
    assert not isinstance(row, BadRow)
    assert (number, row["title"]) == first


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("45982", "2025-11-21T00:00:00"),
        ("46346", "2026-11-20T00:00:00"),
        ("46346,75", "2026-11-20T18:00:00"),
        ("46346.3541666667", "2026-11-20T08:30:00"),
        ("33474", "1991-08-24T00:00:00"),
        ("20.11.2026", "2026-11-20T00:00:00"),
        ("2026-11-20", "2026-11-20T00:00:00"),
        ("2026-11-20T10:00+02:00", "2026-11-20T10:00+02:00"),
        ("20 листопада 2026", "2026-11-20"),
    ],
)
def test_dates(written: str, meant: str) -> None:
    assert dated(written) == meant


@pytest.mark.parametrize(
    "written", ["33473", "99999", "12345", "2026", "463460", "-46346", "46346,", "хтозна-коли", "2026-11-20Tx"]
)
def test_what_is_no_date_is_told_in_the_office_s_language(written: str) -> None:
    told = dated(written)
    assert told.startswith(f"дату «{written}» не зрозуміло: напишіть її так: 31.12.2026")
