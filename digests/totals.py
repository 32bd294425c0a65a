"""The figures of an issue: each one a count over its lines, so that every unit leads to a stored page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from digests.model import Line, Section, Totals, Window
from monitor.language.numerals import days
from monitor.model import Level

_LEVELS: tuple[Level, ...] = ("local", "region", "nation")


# What outlets of one name are told apart by; those of one level by their ids.
_OF_LEVEL = {"local": "місцеве", "region": "обласне", "nation": "загальнонаціональне"}


def totals(sections: Sequence[Section], window: Window) -> Totals:
    """Counts over the sections that hold items; sections that only point at items add nothing."""
    own = [section for section in sections if section.view == "items"]
    lines = [line for section in own for item in section.items for line in item.lines]
    outlets = Counter(line.outlet for line in lines)
    names = _told_apart(lines)
    levels = Counter(line.level for line in lines)
    published = Counter(line.day for line in lines)
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


def _told_apart(lines: Sequence[Line]) -> dict[str, str]:
    """outlet id -> its printed name, no two the same: «Вісті (місцеве)», «Вісті (обласне)»."""
    found = {line.outlet: line for line in lines}
    same = Counter(line.outlet_name for line in found.values())
    of_level = Counter((line.outlet_name, line.level) for line in found.values())
    return {
        outlet: line.outlet_name
        if same[line.outlet_name] == 1
        else f"{line.outlet_name} ({_OF_LEVEL[line.level] if of_level[line.outlet_name, line.level] == 1 else outlet})"
        for outlet, line in found.items()
    }
