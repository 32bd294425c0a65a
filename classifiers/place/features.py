"""What is weighed: an article's namings of the place and of other places, and its outlet, as numbers. Pure.

Fifteen features, each with one sense of direction; more of them fitted the training texts better and real press worse
(measured, see README). Every feature is named so that `explain` can show it; refuses to decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import log1p

from classifiers.place.mentions import SURE, WEAK, Mention, elsewhere, mentions, with_lists
from classifiers.place.names import Names
from classifiers.place.reading import Reading, read
from classifiers.place.rivals import ATTRIBUTE, LAND, TOWN, Rival, rivals
from monitor.language import normal, settlements, tokens
from monitor.model import Article, Outlet

# A first paragraph shorter than this is a kicker; the next one then belongs to the lead as well.
_KICKER = 80
_WEAKENED = frozenset({"origin", "list", "near", "background"})
_BULLET = re.compile(r"[»\"]?\s*(?::|[–—]\s|-\s)")
_MARKED_BULLET = re.compile(r"[•▪▫◾◽🔸🔹🔺🔻▶➡📍✅⚫⚪🔴🟢🟡*]\ufe0f?\s*[А-ЯІЇЄҐ][\w’' -]{2,30}[.:,–—]")
_HANDLE = re.compile(r"[a-z0-9._-]{4,}")
# A place named within this many letters opens its paragraph.
_OPENING = 60
# A digest has at least this many paragraphs.
_DIGEST = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was found in one article, before it is weighed."""

    reading: Reading
    mentions: tuple[Mention, ...]
    rivals: tuple[Rival, ...]  # the place and its villages left out
    home: bool  # the outlet is the place's own, by its level or its name
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

    @property
    def top_rival(self) -> int:
        """How often the other town named most is named."""
        return max(Counter(r.name for r in self.rivals if r.kind in (TOWN, ATTRIBUTE)).values(), default=0)

    @property
    def named(self) -> bool:
        return bool(self.role(*SURE, *WEAK))

    @property
    def lead(self) -> frozenset[int]:
        """The title's and the first paragraph's numbers."""
        body = self.reading.paragraphs
        first = {s.index for s in body[:1]}
        if body and len(body[0].text) < _KICKER and len(body) > 1:
            first.add(body[1].index)
        return frozenset(first | {0})

    def leads(self, found: Iterable[Mention | Rival]) -> bool:
        """Does any of them stand in the title or the lead?"""
        lead = self.lead
        return any(m.section in lead for m in found)


def _named_by(text: str, names: Names) -> bool:
    """Does an outlet's name, id or signature name the place, in Cyrillic or in an address's Latin?"""
    if any(form in handle for handle in _HANDLE.findall(text.lower()) for form in names.latin):
        return True
    stems = [stem[:-1] if len(stem) > 5 else stem for stem in names.stems]
    return any(token.word.startswith(stem) for token in tokens(text) for stem in stems)


@lru_cache(2_000)
def _towns(text: str) -> frozenset[str]:
    """The towns an outlet's name or signature names; the same outlets come again and again."""
    return frozenset(r.name for s in read(text, ()).sections for r in rivals(s) if r.kind == TOWN)


def _is_home(outlet: Outlet | None, signature: str, names: Names) -> bool:
    """Is the outlet the place's own? By its name, else by its level, unless it names a town of another region.

    A town of the same region does not count against it: «Остер» is also the river of Nizhyn.
    """
    signs = f"{outlet.name} {outlet.id} {outlet.home or ''}" if outlet else ""
    if _named_by(f"{signs} {signature}", names):
        return True
    if outlet is None or outlet.level != "local":
        return False
    where = names.region.adjective if names.region else ""
    strangers = (settlements(town) for town in _towns(f"{signs} {signature}") if normal(town) not in names.own)
    return not any(found and all(s.region != where for s in found if s.city) for found in strangers)


def is_roundup(evidence: Evidence) -> bool:
    """Do half of the paragraphs, three or more, each open with another place, this one among them?"""
    opens: dict[int, tuple[int, str]] = {}
    texts = {s.index: s for s in evidence.reading.paragraphs}
    named = [(m.section, m.start, "") for m in evidence.role(*SURE, *WEAK) if m.section in texts]
    towns = (r for r in evidence.rivals if r.kind in (TOWN, ATTRIBUTE) and r.section in texts)
    named += [(r.section, texts[r.section].tokens[r.first].start, r.name) for r in towns]
    for section, start, name in named:
        if start <= _OPENING:
            opens[section] = min(opens.get(section, (start, name)), (start, name))
    places = {name for _, name in opens.values()}
    return "" in places and len(places) >= _DIGEST and 2 * len(opens) >= len(texts)


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
    """Everything the weights need to know about one article; an unknown outlet counts as a region's."""
    reading = read(article.title, article.paragraphs)
    found: list[Mention] = []
    others: list[Rival] = []
    for section in reading.sections:
        here = mentions(section, names)
        claimed = {i for m in here if m.role in SURE or m.role in WEAK for i in range(m.first, m.last)}
        strangers = [r for r in rivals(section) if not claimed & set(range(r.first, r.last)) and not _is_own(r, names)]
        here = with_lists(here, section, strangers)
        found += elsewhere(here, strangers) if names.homonyms else here
        others += [] if section.background else strangers
    return Evidence(
        reading=reading,
        mentions=tuple(found),
        rivals=tuple(others),
        home=_is_home(outlet, reading.signature, names),
        level=outlet.level if outlet else "region",
        link=_own_link(article, names),
    )


def _is_own(rival: Rival, names: Names) -> bool:
    if rival.kind == LAND:
        return names.region is not None and rival.name == names.region.adjective
    return normal(rival.name) in names.own


def _position(evidence: Evidence, found: Iterable[tuple[int, int]]) -> float:
    """How far down the first of the (section, character) pairs stands, 0..1; 1 where there is none."""
    before: dict[int, int] = {}
    total = 0
    for section in evidence.reading.sections:
        before[section.index] = total
        total += len(section.text)
    return min((before[section] + start for section, start in found), default=total) / (total or 1)


def has_bullet(evidence: Evidence) -> bool:
    """Does a paragraph of a digest open with the place and a colon or dash («• Ніжин: …»)?"""
    texts = {s.index: s.text for s in evidence.reading.paragraphs}
    return len(texts) >= _DIGEST and any(
        m.role in ("name", "community", "unsure")
        and m.first <= 1
        and (_BULLET.match(texts[m.section], m.end) or _MARKED_BULLET.match(texts[m.section]))
        for m in evidence.mentions
        if m.section in texts
    )


FEATURES = (
    "title",
    "first-named",
    "home",
    "rival",
    "rivals",
    "rival-title",
    "rival-title-alone",
    "rival-lead",
    "once-late",
    "first",
    "only-weakened",
    "only-toward",
    "nation-level",
    "capital-once",
    "attr-only",
)
# What may speak for «about»; the rest may only speak against it, whatever the fit says.
POSITIVE = frozenset({"title", "first-named", "home"})


def weigh(evidence: Evidence, names: Names) -> dict[str, float]:
    """The features of an article that names the place: switches 0 or 1, logarithms of counts, `first` in 0..1."""
    sure = evidence.sure
    towns = [r for r in evidence.rivals if r.kind in (TOWN, ATTRIBUTE)]
    start = _position(evidence, ((m.section, m.start) for m in sure))
    others = ((r.section, evidence.reading.start(r.section, r.first)) for r in towns if r.kind == TOWN)
    rival_title = any(r.section == 0 for r in towns)
    values = (
        any(m.section == 0 for m in evidence.strong),
        bool(sure) and start < _position(evidence, others),
        evidence.home,
        log1p(evidence.top_rival),
        log1p(len({r.name for r in towns})),
        rival_title,
        rival_title and not any(m.section == 0 for m in sure),
        evidence.leads(r for r in towns if r.section > 0),
        len(sure) == 1 and not evidence.leads(sure),
        start,
        bool(sure) and not evidence.strong,
        bool(sure) and all("toward" in m.flags for m in sure),
        evidence.level == "nation",
        names.place.name == "Київ" and len(sure) == 1,
        bool(sure) and all(m.role == "attr" for m in sure),
    )
    return dict(zip(FEATURES, map(float, values), strict=True))
