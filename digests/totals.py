"""The figures of an issue: each one a count over its lines, so that every unit leads to a stored page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from digests.model import Line, Section, Totals, Window
from digests.outlets import told_apart
from monitor.language.numerals import days
from monitor.model import Level

_LEVELS: tuple[Level, ...] = ("local", "region", "nation")


def totals(sections: Sequence[Section], window: Window) -> Totals:
    """Counts over the sections that hold items; sections that only point at items add nothing."""
    own = [section for section in sections if section.view == "items"]
    lines = [line for section in own for item in section.items for line in item.lines]
    outlets = Counter(line.outlet for line in lines)
    names = told_apart((line.outlet, line.outlet_name, line.level) for line in lines)
    levels = Counter(line.level for line in lines)
    published = Counter(line.day for line in lines if not _earlier(line, window))
    return Totals(
        clips=len(lines),
        stories=sum(len(section.items) for section in own),
        outlets=len({line.outlet for line in lines}),
        direct=sum(line.direct for line in lines),
        department=sum(line.citation == "department" for line in lines),
        site=sum(line.citation == "site" for line in lines),
        council=sum(line.citation == "council" for line in lines),
        reused=sum(line.release is not None for line in lines),
        flagged=sum(bool(line.flags) for line in lines),
        late=sum(line.late for line in lines),
        positive=sum(line.tone == "positive" for line in lines),
        negative=sum(line.tone == "negative" for line in lines),
        by_section=tuple((section.title, section.clips) for section in own if section.items),
        by_outlet=tuple(
            sorted(((names[outlet], value) for outlet, value in outlets.items()), key=lambda pair: (-pair[1], pair[0]))
        ),
        by_level=tuple((level, levels[level]) for level in _LEVELS if levels[level]),
        by_day=tuple((day, published[day]) for day in days(window.first_day, window.last_day)),
    )


def _earlier(line: Line, window: Window) -> bool:
    """Is it of before the window, be it of its first day, which may begin in the afternoon?"""
    return line.late or (line.continued and line.published is not None and line.published < window.start)
