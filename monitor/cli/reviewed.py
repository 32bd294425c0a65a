"""`ohliad stats review`: how often people overruled the program, how they agree, what it seems to have missed."""

from __future__ import annotations

from datetime import date

from rich.table import Table
from rich.text import Text

from monitor.cli import show
from monitor.cli.days import unread
from monitor.cli.wiring import Options, store
from monitor.codec import stamp
from monitor.dates.kyiv import KYIV, day_bounds
from monitor.errors import ConfigError
from monitor.review.agreement import Agreed
from monitor.review.misses import Missed
from monitor.review.overruled import Kept
from monitor.review.repeated import Repeated
from monitor.review.shares import Share
from monitor.review.statistics import Reviewed, reviewed


def print_reviewed(options: Options, since: str | None, until: str | None) -> int:
    """The three tables, or one JSON object, of the days from `since` to `until`."""
    bounds = (day_bounds(_day(since))[0] if since else None, day_bounds(_day(until))[1] if until else None)
    if bounds[0] and bounds[1] and bounds[0] >= bounds[1]:
        raise ConfigError(f"--until {until} is before --since {since}")
    with store(options, options.config) as opened:
        found = reviewed(opened, *bounds)
    if options.json:
        show.emit(_fields(found))
        return 0
    out = show.console()
    if not (found.kept or found.agreed or found.missed or found.repeated):
        out.print("nobody decided anything in this time")
        return 0
    out.print(_kept(found.kept))
    if found.agreed:
        out.print(_agreed(found.agreed))
    for one in found.repeated:
        out.print(Text(_repeated(one)), soft_wrap=True)
    if found.missed:
        out.print(_missed(found.missed))
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(f"{text!r}: {unread(text, 'a day as 2026-11-22')}") from error


def _kept(lines: tuple[Kept, ...]) -> Table:
    title = "what people kept of the verdicts they decided about (precision in use)"
    table = Table("classifier", "said", "week", "kept", "of flagged", "of others", "unsure", title=title, box=None)
    for one in lines:
        cells = (one.label or "all", one.week or "all", _share(one.share), _share(one.asked), _share(one.unasked))
        table.add_row(one.field, *(Text(cell) for cell in cells), str(one.abstained or ""))
    return table


def _agreed(lines: tuple[Agreed, ...]) -> Table:
    title = "two people on the same item, neither shown the other's answer"
    table = Table("field", "people", "agreed", "kappa", title=title, box=None)
    for one in lines:
        kappa = "" if one.kappa is None else f"{one.kappa:.2f}"
        table.add_row(one.field, Text(" + ".join(one.people) or "all"), Text(_share(one.share)), kappa)
    return table


def _repeated(one: Repeated) -> str:
    """«not counted: 28 answers of І. Маляр (b.csv, 23.11.2026) repeat a.csv of О. Липка cell by cell …»."""
    day = f"{one.at.astimezone(KYIV):%d.%m.%Y}"
    return (
        f"not counted: {len(one.rows)} answers of {one.by} ({one.origin}, {day}) repeat {one.of_origin} of {one.of} "
        "cell by cell, notes too: as a rule that is one table brought twice"
    )


def _missed(lines: tuple[Missed, ...]) -> Table:
    title = "about the place though left out, estimated from the weekly sample"
    table = Table("week", "in the sample", "left out in all", "missed", title=title, box=None)
    for one in lines:
        missed = "" if one.about is None else f"{one.about:.0f} ({one.low:.0f}–{one.high:.0f})"
        table.add_row(one.week or "all", Text(_share(one.share)), str(one.left_out), missed)
    return table


def _share(share: Share) -> str:
    if share.value is None:
        return ""
    return f"{share.count}/{share.of} {share.value:.0%} ({share.low:.0%}–{share.high:.0%})"


def _fields(found: Reviewed) -> dict[str, object]:
    return {
        "kept": [
            {
                "field": one.field,
                "label": one.label or None,
                "week": one.week or None,
                **_numbers(one.share),
                "flagged": _numbers(one.asked),
                "others": _numbers(one.unasked),
                "unsure": one.abstained,
            }
            for one in found.kept
        ],
        "agreement": [
            {"field": one.field, "people": list(one.people) or None, **_numbers(one.share), "kappa": one.kappa}
            for one in found.agreed
        ],
        "repeated": [
            {
                "by": one.by,
                "origin": one.origin,
                "at": stamp(one.at),
                "of": one.of,
                "of_origin": one.of_origin,
                "answers": len(one.rows),
            }
            for one in found.repeated
        ],
        "missed": [
            {
                "week": one.week or None,
                **_numbers(one.share),
                "left_out": one.left_out,
                "about": one.about,
                "about_low": one.low,
                "about_high": one.high,
            }
            for one in found.missed
        ],
    }


def _numbers(share: Share) -> dict[str, object]:
    return {"count": share.count, "of": share.of, "share": share.value, "low": share.low, "high": share.high}
