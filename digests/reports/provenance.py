"""The appendix of a report: where each figure comes from, and the same as a table that can be imported again."""

from __future__ import annotations

from dataclasses import replace

from digests.render import csv
from digests.reports.assembly import named
from digests.reports.counting import last_day
from digests.reports.past_years import COUNTER, DERIVED, EXPORTED, QUERY
from digests.reports.report import Report
from digests.reports.sentence import MARKS, bare
from digests.reports.series import Figure, Origin, Series
from monitor.language.numerals import NBSP, short_date

HEAD = ("Показник", "Значення за періодами", "Джерело", "Хто і коли", "Примітка")
ROW_HEAD = ("Період", "Значення", "Джерело", "Хто і коли", "Примітка")
# The first eight columns are those of the import, which passes over the rest.
CSV_HEAD = ("ряд", "рік", "місяць", "значення", "за місяців", "станом на", "хто", "примітка", *EXPORTED)
_ORIGIN: dict[Origin, str] = {
    "query": QUERY,
    "typed": "внесено вручну",
    "imported": "з файлу",
    "counter": COUNTER,
}


def appendix(report: Report) -> tuple[tuple[str, ...], ...]:
    """Every figure: what, when, how much, how it was counted, by whom, what was corrected.

    Figures of one series with one provenance share a row.
    """
    values: dict[tuple[str, ...], list[str]] = {}
    for series, figure in report.figures:
        period, value, *provenance = row(figure)
        values.setdefault((series.unit, *provenance), []).append(f"{period} – {value}")
    return tuple((key[0], "; ".join(told), *key[1:]) for key, told in values.items())


def as_csv(report: Report) -> bytes:
    """The figures in full, in the columns of the import and three more."""
    return csv.write([CSV_HEAD, *(csv_row(series, figure) for series, figure in report.figures)])


def csv_row(series: Series, figure: Figure) -> tuple[str, ...]:
    """One figure in the columns of `CSV_HEAD`."""
    return (
        series.id,
        str(figure.period.year),
        str(figure.period.month or ""),
        bare(figure).replace(NBSP, " "),
        str(figure.partial or ""),
        short_date(figure.as_of) if figure.as_of else "",
        figure.by,
        note(figure),
        DERIVED if figure.derived and figure.source != "query" else _ORIGIN[figure.source],
        short_date(figure.at) if figure.at else "",
        series.unit,
    )


def row(figure: Figure) -> tuple[str, ...]:
    """One figure in the columns of `ROW_HEAD`."""
    period = named(figure.period).removesuffix(" рік")
    if figure.partial:
        period = f"за {figure.partial} міс. {period}"
    if figure.as_of and figure.as_of != last_day(figure.period):
        period += f" (на {short_date(figure.as_of)})"
    who = ", ".join(part for part in (figure.by, short_date(figure.at) if figure.at else "") if part)
    return period, bare(figure), _ORIGIN[figure.source], who, note(figure)


def note(figure: Figure) -> str:
    """What is to be known of a figure: its own note, what it would be by later decisions, what was corrected in it."""
    now = replace(figure, value=figure.corrected) if figure.corrected is not None else None
    later = f"з уточненнями після затвердження – {bare(now)}" if now else ""
    return "; ".join(part for part in (figure.note, later, corrections(figure)) if part)


def corrections(figure: Figure) -> str:
    """«виправлено, було: 51 (Галина Вишня, до 03.02.2026)», the oldest first; empty where nothing was."""
    told = []
    for former in figure.history:
        words = (former.by, f"до {short_date(former.until)}", former.reason)
        told.append(f"{MARKS[former.approximate]}{former.value} ({', '.join(word for word in words if word)})")
    return f"виправлено, було: {', '.join(told)}" if told else ""
