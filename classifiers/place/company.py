"""The company a naming keeps: lists, runs of places, routes, brackets, another region right behind. Pure.

Flags what `mentions` found, given the other places of the section; refuses to weigh.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from classifiers.place.mentions import SURE, Mention
from classifiers.place.reading import Section
from classifiers.place.rivals import LAND as LAND_RIVAL
from classifiers.place.rivals import Rival
from classifiers.place.standing import is_address, is_bare, is_seat, routes, runs

_LIST_JOINT = re.compile(r"^\s*(?:,|і|й|та|и|или|або|–|—|-|•|/|→|;)+\s*(?:у|в|до|з)?\s*$")
_LISTS_ITS_OWN = re.compile(r" ?(?:[–—-] |: )")
# A run of places counts as one where this many of them are others.
_FEWEST_STRANGERS = 2


def elsewhere(found: list[Mention], rivals: list[Rival]) -> list[Mention]:
    """The mentions, a name right before another region («в Миколаївці на Одещині») taken for a homonym."""
    starts = {r.first for r in rivals if r.kind == LAND_RIVAL}
    ends = {r.last for r in rivals if r.kind == LAND_RIVAL}

    def is_elsewhere(mention: Mention) -> bool:
        led = "inside" in mention.flags and mention.first - 1 in ends  # «На Одещині в Миколаївці»
        return led or bool(starts & {mention.last, mention.last + 1})

    return [replace(m, role="homonym") if m.role in ("name", "unsure") and is_elsewhere(m) else m for m in found]


def with_lists(found: list[Mention], section: Section, rivals: list[Rival]) -> list[Mention]:
    """The mentions, flagged where they stand in a list of places («Київ – Ніжин»), in brackets or the background."""
    starts = {r.first: section.tokens[r.first].start for r in rivals}
    ends = {r.last: section.tokens[r.last - 1].end for r in rivals}
    marked: list[Mention] = []
    own = [m for m in found if m.role in SURE or m.role == "unsure"]
    # «Лисичанська, Новодружеська та Привілля»: a run of the community's own settlements is no list of strangers.
    long_runs = [
        (first, last)
        for first, last, names in (runs(section) if own else [])
        if names - sum(first <= m.start and m.end <= last for m in own) >= _FEWEST_STRANGERS
    ]
    named = sorted(starts.values())
    ways = [
        (first, last, road, bisect_left(named, first) < bisect_left(named, last))
        for first, last, road in (sorted(routes(section)) if own else [])
    ]
    firsts = [way[0] for way in ways]
    for mention in found:
        text, start, end = section.text, mention.start, mention.end
        # A joint is at most two words: «та у».
        left = (ends[i] for i in range(mention.first - 2, mention.first + 1) if i in ends)
        right = (starts[i] for i in range(mention.last, mention.last + 3) if i in starts)
        joined = any(_LIST_JOINT.match(text[x:start]) for x in left) or any(
            _LIST_JOINT.match(text[end:x]) for x in right
        )
        bracketed = text[start - 1 : start] == "(" and text[end : end + 1] in (")", ",")
        if mention.role == "district" and _LISTS_ITS_OWN.match(text, end):
            joined = False  # «громади Тихогірського району – Лісова, Степова»
        flags = {"list"} if joined or bracketed else set()
        # «Суми, Щастя та Полтава»: a town among towns
        role = "name" if joined and mention.role == "unsure" else mention.role
        flags |= {"background"} if section.background else set()
        if any(first <= start and end <= last for first, last in long_runs):
            flags |= {"run"}
        here = bisect_right(firsts, start)
        for _, last, road, with_other in ways[max(0, here - 2) : here]:
            if end <= last and (with_other or "inside" not in mention.flags):
                flags |= {"route", "highway"} if road else {"route"}
        if is_bare(section, start, end):
            flags |= {"bare"}
        if is_address(section, end):
            flags |= {"address"}
        if is_seat(section, start):
            flags |= {"seat"}
        marked.append(replace(mention, role=role, flags=mention.flags | flags) if flags else mention)
    return marked
