"""The month and year report: gathers, composes, renders, and reads its own text for contradictions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from digests.brief import in_force
from digests.render import pdf
from digests.reports import provenance, web, word
from digests.reports.book import load_layout
from digests.reports.compose import compose
from digests.reports.counting import last_day
from digests.reports.linter import Finding, lint
from digests.reports.plain import plain
from digests.reports.report import Heading, Report
from digests.reports.series import Period
from monitor.config import Config
from monitor.dates import kyiv_day
from monitor.errors import ConfigError
from monitor.model import Document
from monitor.pipeline.figures import known
from monitor.store import Store

FORMATS = ("docx", "html", "csv", "pdf", "text")


def make(store: Store, config: Config, period: Period, now: datetime) -> Report:
    """The report of a month or year as known at `now`. Raises ConfigError for a period that has not begun."""
    today = kyiv_day(now)
    if (period.year, period.month or 1) > (today.year, today.month):
        raise ConfigError(f"{period.year}{f'-{period.month:02d}' if period.month else ''} has not begun")
    found = known(store, config, period, now)
    layout = load_layout(found.book, [config.folder_of_definitions])
    heading = _heading(config, min(today, last_day(period)))
    return compose(layout, found.book, found.assembled, found.material, period=period, heading=heading, today=today)


def render(report: Report, formats: Sequence[str], config: Config) -> tuple[Document, ...]:
    """The report in each of these formats. Raises ConfigError for an unknown one, RenderError."""
    folders = (config.folder_of_definitions,)
    makers: dict[str, Callable[[], Document]] = {
        "docx": lambda: word.render(report, folders),
        "html": lambda: web.render(report, folders),
        "csv": lambda: _file(report, "csv", "text/csv; charset=utf-8; header=present", provenance.as_csv(report)),
        "pdf": lambda: pdf.convert(word.render(report, folders)),
        "text": lambda: _file(report, "txt", "text/plain; charset=utf-8", plain(report).encode()),
    }
    if unknown := [name for name in formats if name not in makers]:
        raise ConfigError(f"there is no format {', '.join(unknown)}; known: {', '.join(FORMATS)}")
    return tuple(makers[name]() for name in dict.fromkeys(formats))


def findings(report: Report) -> tuple[Finding, ...]:
    """What the reader of contradictions finds in the report's own text."""
    return lint(plain(report))


def _file(report: Report, suffix: str, media_type: str, content: bytes) -> Document:
    return Document(filename=f"{report.name}.{suffix}", media_type=media_type, content=content)


def _heading(config: Config, day: date) -> Heading:
    """The names in force on the last day that the report tells of."""
    heading = Heading(
        institution=in_force(config.institution.names, day) or "",
        department=in_force(config.institution.departments, day) or "",
    )
    return replace(heading, signatory=config.signatory[0], role=config.signatory[1]) if config.signatory else heading
