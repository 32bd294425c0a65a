"""What is weighed: an article's namings of the place, of other places and its outlet as numbers in 0..5. Pure.

Every feature is named so that `explain` can show it; refuses to decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import log1p

from classifiers.place.cues import cues
from classifiers.place.mentions import OTHER, SURE, WEAK, Mention, mentions, with_lists
from classifiers.place.names import Names
from classifiers.place.reading import Reading, Section, read
from classifiers.place.rivals import ABROAD, ATTRIBUTE, LAND, TOWN, Rival, rivals
from monitor.language import normal, tokens
from monitor.model import Article, Outlet

# A first paragraph shorter than this is a kicker; the next one then belongs to the lead as well.
_KICKER = 80
# A closing section at most this long that names the council or department is a signature.
_SIGN_OFF = 160
_WEAKENED = frozenset({"origin", "list", "near"})
_REGION_STEM = re.compile("обл", re.IGNORECASE)
_HANDLE = re.compile(r"[a-z0-9._-]{4,}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was found in one article, before it is weighed."""

    reading: Reading
    mentions: tuple[Mention, ...]
    rivals: tuple[Rival, ...]  # the place and its villages left out
    home: bool  # the outlet is the place's own, by its level or its name
    own_name: bool  # the outlet's name or signature names the place
    other_home: bool  # … names another town
    level: str  # local, region, nation
    link: str | None  # the first link or address of the institution's own

    def role(self, *roles: str) -> list[Mention]:
        return [m for m in self.mentions if m.role in roles]

    @property
    def sure(self) -> list[Mention]:
        return self.role(*SURE)

    @property
    def strong(self) -> list[Mention]:
        return [m for m in self.sure if not m.flags & _WEAKENED]


def _named_by(text: str, names: Names) -> bool:
    """Does an outlet's name, id or signature name the place, in Cyrillic or in an address's Latin?"""
    lowered = text.lower()
    if any(form in handle for handle in _HANDLE.findall(lowered) for form in names.latin):
        return True
    found = [normal(token.word) for token in tokens(text)]
    stems = [stem[:-1] if len(stem) > 5 else stem for stem in names.stems]
    return any(word.startswith(stem) for word in found for stem in stems)


@lru_cache(2_000)
def _towns(text: str) -> frozenset[str]:
    """The towns an outlet's name or signature names; the same outlets come again and again."""
    return frozenset(normal(r.name) for s in read(text, ()).sections for r in rivals(s) if r.kind == TOWN)


def _own_link(article: Article, names: Names) -> str | None:
    for link in article.links:
        if any(domain in link.url.lower() for domain in names.domains):
            return link.url
    text = article.text
    lowered = text.lower()
    for domain in names.domains:
        at = lowered.find(domain)
        if at >= 0:
            return text[at : at + len(domain)]
    return None


def gather(article: Article, outlet: Outlet | None, names: Names) -> Evidence:
    """Everything the weights need to know about one article."""
    reading = read(article.title, article.paragraphs)
    found: list[Mention] = []
    others: list[Rival] = []
    for section in reading.sections:
        here = mentions(section, names)
        claimed = {i for m in here if m.role in SURE or m.role in WEAK for i in range(m.first, m.last)}
        strangers = [r for r in rivals(section) if not claimed & set(range(r.first, r.last)) and not _is_own(r, names)]
        found += with_lists(here, section, strangers)
        others += strangers
    signs = f"{outlet.name} {outlet.id} {outlet.home or ''}" if outlet else ""
    own = _named_by(f"{signs} {reading.signature}", names)
    other = not own and bool(_towns(f"{signs} {reading.signature}") - names.own)
    level = outlet.level if outlet else "region"
    return Evidence(
        reading=reading,
        mentions=tuple(found),
        rivals=tuple(others),
        home=own or (level == "local" and not other),
        own_name=own,
        other_home=other,
        level=level,
        link=_own_link(article, names),
    )


def _is_own(rival: Rival, names: Names) -> bool:
    if rival.kind == LAND:
        return names.region is not None and rival.name == names.region.adjective
    return normal(rival.name) in names.own


def _lead(reading: Reading) -> set[int]:
    body = reading.paragraphs
    if not body:
        return {0}
    lead = {body[0].index}
    if len(body[0].text) < _KICKER and len(body) > 1:
        lead.add(body[1].index)
    return lead


def _at(found: Iterable[Mention | Rival], sections: set[int]) -> float:
    return float(any(m.section in sections for m in found))


def _first(evidence: Evidence) -> float:
    """How far down the first sure naming stands, 0..1; 1 where there is none."""
    lengths = {s.index: len(s.text) for s in evidence.reading.sections}
    total = sum(lengths.values()) or 1
    before = {i: sum(n for j, n in lengths.items() if j < i) for i in lengths}
    return min((before[m.section] + m.start for m in evidence.sure), default=total) / total


def _bullet(evidence: Evidence) -> float:
    """Does a paragraph of a digest open with the place («• Ніжин: …»)?"""
    return float(
        any(m.role in ("name", "community") and m.section > 0 and m.first <= 1 for m in evidence.mentions)
        and len(evidence.reading.paragraphs) > 2
    )


def _sign_off(evidence: Evidence) -> float:
    body = evidence.reading.paragraphs
    last = {s.index for s in body[-2:] if len(s.text) <= _SIGN_OFF} if len(body) > 1 else set()
    return float(any(m.role == "body" and m.section in last and m.first == 0 for m in evidence.mentions))


def _cue_share(sections: tuple[Section, ...], name: str) -> float:
    wanted = cues(name)
    return log1p(sum(not wanted.isdisjoint(keys) for s in sections for keys in s.keys))


def weigh(evidence: Evidence, names: Names) -> dict[str, float]:
    """The features of one article, by name."""
    reading, strong, sure = evidence.reading, evidence.strong, evidence.sure
    title, lead = {0}, _lead(reading)
    flagged = [m for m in sure if m.flags & _WEAKENED]
    towns = [r for r in evidence.rivals if r.kind in (TOWN, ATTRIBUTE)]
    counts = Counter(r.name for r in towns)
    top = max(counts.values(), default=0)
    abroad = [r for r in evidence.rivals if r.kind == ABROAD]
    lands = [r for r in evidence.rivals if r.kind == LAND]
    district, land = evidence.role("district"), evidence.role("land")
    near, region = evidence.role("near"), evidence.role("region")
    body = reading.paragraphs
    nothing = not sure
    home = evidence.home and not evidence.other_home
    silent = home and nothing
    local, distant = _cue_share(reading.sections, "local"), _cue_share(reading.sections, "distant")
    named = {m.section for m in strong}
    length = sum(len(s.text) for s in body) or 1
    area = bool(district or land or near or region)
    values = {
        "title": _at(strong, title),
        "title-weakened": _at(flagged, title),
        "lead": _at(strong, lead),
        "lead-weakened": _at(flagged, lead),
        "count": log1p(len(strong)),
        "weakened": log1p(len(flagged)),
        "spread": sum(s.index in named for s in body) / (len(body) or 1),
        "coverage": sum(len(s.text) for s in body if s.index in named) / length,
        "none": float(nothing),
        "only-weakened": float(bool(sure) and not strong),
        "once-late": float(len(sure) == 1 and not _at(sure, title | lead)),
        "first": _first(evidence),
        "body": float(any(m.role == "body" for m in strong)),
        "official": float(any(m.role == "official" for m in strong)),
        "people": float(any(m.role == "people" for m in strong)),
        "community": float(any(m.role == "community" for m in strong)),
        "village": float(any(m.role == "village" for m in strong)),
        "attr": float(any(m.role == "attr" for m in strong)),
        "only-village": float(bool(sure) and all(m.role == "village" for m in sure)),
        "bullet": _bullet(evidence),
        "sign-off": _sign_off(evidence),
        "link": float(evidence.link is not None),
        "quoted": float(bool(evidence.role("quoted"))),
        "plant": float(bool(evidence.role("plant", "compound"))),
        "unsure": float(bool(evidence.role("unsure"))),
        "route": float(bool(evidence.role("route"))),
        "church": float(bool(evidence.role("church"))),
        "namesake": float(bool(evidence.role("street", "person", "goods", "homonym", "excluded"))),
        "only-namesake": float(nothing and bool(evidence.role(*OTHER))),
        "district": log1p(len(district)),
        "district-lead": _at(district, title | lead),
        "land": float(bool(land)),
        "land-lead": _at(land, title | lead),
        "near": log1p(len(near)),
        "near-title": _at(near, title),
        "near-lead": _at(near, lead),
        "region": log1p(len(region)),
        "region-title": _at(region, title),
        "region-lead": _at(region, lead),
        "region-alone": float(bool(region) and nothing and not towns and not near and not district),
        "area-only": float(nothing and area),
        "rival": log1p(top),
        "rivals": log1p(len(counts)),
        "rival-title": _at(towns, title),
        "rival-lead": _at(towns, lead),
        "rival-ahead": float(top > len(strong)),
        "rival-title-alone": float(_at(towns, title) and not _at(sure, title)),
        "other-region": log1p(len({r.name for r in lands})),
        "other-region-lead": _at(lands, title | lead),
        "abroad": log1p(len(abroad)),
        "local-level": float(evidence.level == "local"),
        "nation-level": float(evidence.level == "nation"),
        "home": float(home),
        "own-name": float(evidence.own_name),
        "other-home": float(evidence.other_home),
        "local-words": local,
        "distant-words": distant,
        "silent-home": float(silent),
        "silent-home-local": local * silent,
        "silent-home-distant": distant * silent,
        "silent-home-rival": float(silent and bool(towns)),
        "silent-home-rivals": log1p(len(counts)) * silent,
        "silent-home-area": float(silent and area),
        "silent-home-near": float(silent and bool(near)),
        "silent-region": float(nothing and evidence.level == "region" and not towns),
        "silent-nation": float(nothing and evidence.level == "nation"),
        "home-named": float(home and bool(strong)),
        "generic-region": float(_generic_region(reading) and nothing and evidence.level == "region"),
        "homonym": _homonym(evidence, names),
        "length": log1p(length) - 6,
    }
    return values


def _generic_region(reading: Reading) -> bool:
    """«по області», «в усій області», «обленерго»: a regional outlet speaks of its own region."""
    for section in reading.sections:
        if not _REGION_STEM.search(section.text):
            continue
        for at, keys in enumerate(section.keys):
            if keys & {"область", "обл"} and not (at and section.tokens[at - 1].word.endswith(("ької", "ькій", "ской"))):
                return True
            if any(key.endswith(("обленерго", "облэнерго")) for key in keys):
                return True
    return False


def _homonym(evidence: Evidence, names: Names) -> float:
    """Is the name borne by other settlements as well and does nothing here speak for ours?"""
    if names.greatest or not names.homonyms or evidence.home:
        return 0.0
    support = evidence.role("district", "land", "near", "region", "official", "community", "village") or evidence.link
    foreign = any(r.kind == LAND for r in evidence.rivals)
    return 0.0 if support else 2.0 if foreign else 1.0
