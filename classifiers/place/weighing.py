"""What is weighed: the evidence of an article that names the place, as numbers. Pure.

Twenty-four features, each with one sense of direction, each named so that `explain` can show it. Refuses to decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log1p

from classifiers.place.features import Evidence
from classifiers.place.layout import own_paragraphs
from classifiers.place.names import Names
from classifiers.place.rivals import ABROAD, ATTRIBUTE, LAND, TOWN


def _position(evidence: Evidence, found: Iterable[tuple[int, int]]) -> float:
    """How far down the first of the (section, character) pairs stands, 0..1; 1 where there is none."""
    before: dict[int, int] = {}
    total = 0
    for section in evidence.reading.sections:
        before[section.index] = total
        total += len(section.text)
    return min((before[section] + start for section, start in found), default=total) / (total or 1)


FEATURES = (
    "title",
    "home",
    "first-named",
    "share",
    "most",
    "sections",
    "own-paragraph",
    "rival",
    "rivals",
    "rival-title-alone",
    "rival-lead",
    "rival-inside-lead",
    "once",
    "once-late",
    "first",
    "only-weakened",
    "only-toward",
    "only-run",
    "only-seat",
    "nation-level",
    "attr-only",
    "abroad",
    "lands",
    "state",
)
# What may speak for «about»; the rest may only speak against it, whatever the fit says.
POSITIVE = frozenset({"title", "home", "first-named", "share", "most", "sections", "own-paragraph"})
# A naming among the first words opens its paragraph.
_OPENING_WORDS = 2


def weigh(evidence: Evidence, names: Names) -> dict[str, float]:
    """The features of an article that names the place: switches 0 or 1, logarithms of counts, `first`, `share` 0..1."""
    values = {**_own(evidence, names), **_others(evidence)}
    return {name: float(values[name]) for name in FEATURES}


def _own(evidence: Evidence, names: Names) -> dict[str, float]:
    """How the place itself is named, and by whom."""
    sure, firm = evidence.sure, evidence.firm
    towns = [r for r in evidence.rivals if r.kind in (TOWN, ATTRIBUTE)]
    start = _position(evidence, ((m.section, m.start) for m in sure))
    ruling = any("inside" in m.flags or m.role in ("body", "official") for m in firm)
    return {
        "title": any(m.section == 0 for m in evidence.strong),
        "home": evidence.home,
        "share": len(firm) / (len(firm) + len(towns)) if firm else 0.0,
        "most": len(firm) > max(1, evidence.top_rival),
        "sections": log1p(len({m.section for m in firm})),
        "own-paragraph": any(m.first <= _OPENING_WORDS for m in own_paragraphs(evidence)),
        "once": len(sure) == 1,
        "once-late": len(sure) == 1 and not evidence.leads(sure),
        "first": start,
        "only-weakened": bool(sure) and not evidence.strong,
        "only-toward": bool(sure) and all("toward" in m.flags for m in sure),
        "only-run": bool(sure) and all("run" in m.flags for m in sure),
        "only-seat": bool(sure) and all("seat" in m.flags for m in sure),
        "nation-level": evidence.level == "nation",
        "attr-only": bool(sure) and all(m.role == "attr" for m in sure),
        "state": names.place.name == "Київ" and not ruling,
    }


def _others(evidence: Evidence) -> dict[str, float]:
    """How other towns, regions and countries stand beside it."""
    sure, firm = evidence.sure, evidence.firm
    named = [r for r in evidence.rivals if r.kind == TOWN]
    towns = [r for r in evidence.rivals if r.kind in (TOWN, ATTRIBUTE)]
    start = _position(evidence, ((m.section, m.start) for m in firm))
    others = _position(evidence, ((r.section, evidence.reading.start(r.section, r.first)) for r in named))
    inside = any(r.inside and r.section in evidence.lead for r in named)
    rival_title = any(r.section == 0 for r in towns)
    return {
        "first-named": bool(firm) and start < others,
        "rival": log1p(evidence.top_rival),
        "rivals": log1p(len({r.name for r in towns})),
        "rival-title-alone": rival_title and not any(m.section == 0 for m in sure),
        "rival-lead": evidence.leads(r for r in towns if r.section > 0),
        "rival-inside-lead": inside and not evidence.leads(firm),
        "abroad": log1p(sum(r.kind == ABROAD for r in evidence.rivals)),
        "lands": log1p(len({r.name for r in evidence.rivals if r.kind == LAND})),
    }
