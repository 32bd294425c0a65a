"""Dates no calendar has, dates out of order, and dates of another period. Lists and runs only; prose may look back."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from digests.reports.findings import Spot
from digests.reports.paper import Paper, Span
from digests.reports.spelled import Spelled, dates, impossible_elsewhere, strays
from monitor.language.numerals import short_date

_BULLET = re.compile(r"[ \t]*(?:[-–—•·*]|[0-9]{1,3}[.)](?=[ \t]))?[ \t]*")
_MARKED = re.compile(r"[ \t]*[-–—•·*]")
_AFTER_LAST = re.compile(r"[^()]{0,20}\)[ \t;.,]*")
_RUN = re.compile(r"\s?(?:,|та|і|й)\s")
_RANGE = re.compile(r"\s?(?:[-–—]|по)\s?")
# Two dates may stand in any order by chance; from three on, a list has a period of its own.
_ENOUGH = 3


def date_spots(paper: Paper) -> Iterator[Spot]:
    """Every finding about dates."""
    found = dates(paper.text)
    for one in found:
        if one.day is None:
            quote = paper.text[one.start : one.end]
            yield Spot(one.start, one.end, "impossible-date", f"Такої дати немає: «{quote}».")
        elif one.backwards:
            quote = paper.text[one.start : one.end]
            yield Spot(one.start, one.end, "date-range", f"Період закінчується раніше, ніж починається: «{quote}».")
    for start, end in impossible_elsewhere(paper.text):
        yield Spot(start, end, "impossible-date", f"Такої дати немає: «{paper.text[start:end]}».")
    # «41 осередок (на 31.12.2022 – 40)» is a line of figures, not of dates.
    free = [one for one in found if not _labels(paper, one)]
    for listed in _lists(paper.text, free):
        yield from _order(listed, paper.span)
    yield from _runs(paper.text, free)


def _labels(paper: Paper, one: Spelled) -> bool:
    """Whether the date labels a value of a bracket series."""
    at = bisect_right(paper.series, one.start, key=lambda told: told.bracket.start) - 1
    return at >= 0 and one.start < paper.series[at].bracket.end


def _lists(text: str, found: Sequence[Spelled]) -> Iterator[list[Spelled]]:
    """Neighbouring lines that begin with a date, or bulleted lines that end with one in brackets."""
    starts = [one.start for one in found]
    listed: list[Spelled] = []
    kind = ""
    at = 0
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        here = found[bisect_left(starts, start) : bisect_left(starts, at)]
        now, one = _dated(text, start, at - 1, here)
        if now != kind:
            if listed:
                yield listed
            listed, kind = [], now
        if one and one.day:
            listed.append(one)
    if listed:
        yield listed


def _dated(text: str, start: int, end: int, here: Sequence[Spelled]) -> tuple[str, Spelled | None]:
    lead = _BULLET.match(text, start, end)
    if here and lead and here[0].start == lead.end():
        return "head", here[0]
    if _MARKED.match(text, start, end):
        inside = here and _AFTER_LAST.fullmatch(text, here[-1].end, end) and "(" in text[start : here[-1].start]
        if not inside:
            return "tail", None
        opened = text.rindex("(", start, here[-1].start)
        return "tail", next(one for one in here if one.start > opened)
    return "", None


def _order(listed: list[Spelled], span: Span | None) -> Iterator[Spot]:
    ours = [one for one in listed if _is_ours(one, span)]
    if len(listed) >= _ENOUGH and span and 2 * len(ours) > len(listed):
        for one in listed:
            if one not in ours and one.day:
                said = f"Дата {short_date(one.day)} у переліку не належить до періоду звіту."
                yield Spot(one.start, one.end, "date-period", said)
        listed = ours
    yield from _strays(listed)


def _strays(listed: Sequence[Spelled]) -> Iterator[Spot]:
    for place in strays([_key(one) for one in listed], strict=False):
        one = listed[place]
        if one.first:
            said = f"Дати в переліку не за порядком: {short_date(one.first)} стоїть не на своєму місці."
            yield Spot(one.start, one.end, "date-order", said)


def _runs(text: str, found: Sequence[Spelled]) -> Iterator[Spot]:
    run: list[Spelled] = []
    for one, two in pairwise(found):
        between = text[one.end : two.start] if two.start - one.end <= 8 else ""
        if one.day and two.first and two.day and _RANGE.fullmatch(between) and two.first < one.day:
            quote = text[one.start : two.end]
            yield Spot(one.start, two.end, "date-range", f"Період закінчується раніше, ніж починається: «{quote}».")
        if one.day and two.day and _RUN.fullmatch(between):
            run = [*run, two] if run and run[-1] is one else [one, two]
            continue
        if run:
            yield from _strays(run)
        run = []
    if run:
        yield from _strays(run)


def _is_ours(one: Spelled, span: Span | None) -> bool:
    day = one.first
    return span is None or day is None or (day.year == span.year and span.month in (None, day.month))


def _key(one: Spelled) -> tuple[int, ...]:
    return (one.first.toordinal(),) if one.first else (0,)
