"""What names the place only in passing whatever the weights say: a train's end, a birthplace, a body asked. Pure.

Each rule tells one turn; refuses to weigh and to say «about», which `overrule` does.
"""

from __future__ import annotations

import re
from functools import lru_cache

from classifiers.place.cues import cues
from classifiers.place.features import Evidence
from classifiers.place.mentions import Mention
from classifiers.place.names import Names
from classifiers.place.nearby import WINDOW, before
from classifiers.place.reading import Section
from classifiers.place.rivals import ATTRIBUTE, TOWN
from classifiers.place.standing import grew_up
from monitor.language import normal, tokens


def is_in_passing(evidence: Evidence, names: Names) -> bool:
    """Does one of the turns below take every naming of the place?"""
    return (
        _is_way_or_past(evidence)
        or _is_asked(evidence, names)
        or _is_birthplace(evidence)
        or _is_end_of_listed_way(evidence)
        or _is_end_of_way(evidence)
    )


def _is_way_or_past(evidence: Evidence) -> bool:
    """Does another city's own outlet name the place only as a train's end or where somebody once was?"""
    return evidence.away and all(m.flags & {"route", "origin"} and m.section > 0 for m in evidence.sure)


def _is_asked(evidence: Evidence, names: Names) -> bool:
    """Does another town's own outlet name only the place's body, in one paragraph below?

    Another city's by its region; a neighbour's that tells of its own town («Голос Тихогора» of Тихогір) only where the
    body is quoted: what it did itself is a digest's news of our town.
    """
    own = [m for m in evidence.sure if not m.text.lower().startswith("по-")]  # «Сортувати по-ніжинськи?»
    below = {m.section for m in own}
    plain = all(m.role in ("body", "official") for m in own)
    if not plain or len(below) != 1:
        return False
    if evidence.away and own == evidence.sure and not evidence.leads(own):
        return True
    opening = {0, *(section.index for section in evidence.reading.paragraphs[:1])}
    section = evidence.reading.section(own[0].section)
    asked = bool(_SPEECH.search(section.text)) and _are_quoted(own, section)
    return asked and below.isdisjoint(opening) and _tells_of_its_town(evidence, names)


# «…», — and who said it.
_SPEECH = re.compile(r"[»”\"][,.]? ?[–—-] |[–—-] ?[«“\"]|: ?[«“\"]")
# Words between «розповіли» and «у Тихогірській міській раді».
_TELLING_REACH = 3


def _are_quoted(own: list[Mention], section: Section) -> bool:
    """«…, — розповіла у Тихогірській міській раді»: does a verb of telling stand beside each naming?

    Or beside the one right before it: «сказав Тихогірський міський голова Левко Дзвінка».
    """
    end = 0
    for mention in sorted(own, key=lambda m: m.first):
        behind = section.keys[mention.last : mention.last + _TELLING_REACH]
        told = any(keys & cues("tells") for keys in behind) or before(section, mention.first, "tells", _TELLING_REACH)
        if not told and (not end or mention.first > end):
            return False
        end = mention.last
    return True


# Letters by which an outlet's name and its town's are known as one: «Козелецький вісник», «у Козельці».
_HOST_STEM = 5


@lru_cache(2_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset(token.word[:_HOST_STEM] for token in tokens(text) if len(token.word) >= _HOST_STEM)


def _tells_of_its_town(evidence: Evidence, names: Names) -> bool:
    """Is the outlet called after the other town or community of which the title or the lead tells?

    Not after our region or its centre, which tell of us.
    """
    ours = (names.region.adjective, *names.region.nouns) if names.region else ()
    hosts = _stems(evidence.outlet) - _stems(" ".join((*names.own, *names.adjectives, *ours)))
    if not hosts:
        return False
    lead = evidence.lead
    towns = (r for r in evidence.rivals if r.kind in (TOWN, ATTRIBUTE) and r.section in lead)
    if any(normal(r.name)[:_HOST_STEM] in hosts and (r.inside or r.kind == ATTRIBUTE) for r in towns):
        return True
    return any(_rules_in(section, hosts) for section in evidence.reading.sections if section.index in lead)


_MUNICIPAL = frozenset(
    "міський селищний сільський городской поселковый сельский територіальний территориальный".split()
)


def _rules_in(section: Section, hosts: frozenset[str]) -> bool:
    """«Козелецька селищна громада»: does a community or council of that adjective act?"""
    wanted = cues("community") | cues("council")
    for at, token in enumerate(section.tokens):
        if token.word[:_HOST_STEM] not in hosts or not token.text[0].isupper():
            continue
        following = section.keys[at + 1 : at + 4]
        while following and not following[0].isdisjoint(_MUNICIPAL):
            following = following[1:]
        if following and not following[0].isdisjoint(wanted):
            return True
    return False


def _is_birthplace(evidence: Evidence) -> bool:
    """«Уродженець Тихогора очолив митницю»: does a national outlet name it only as where somebody was born or grew up?

    Not of the fallen, whom their town buries.
    """
    if evidence.home or evidence.level != "nation":
        return False
    texts = {s.index: s for s in evidence.reading.sections}
    if not all(m.flags & {"origin", "seat"} or _is_way_of_life(m, texts[m.section]) for m in evidence.sure):
        return False
    if not any(_is_born(m, texts[m.section]) for m in evidence.sure):
        return False
    return not any(keys & cues("fallen") for s in evidence.reading.sections for keys in s.keys)


# «Від (окупованого) Тихогора до Голлівуду: …»
_FROM = re.compile(r"\W*(?:від|з|із|зі|от|из|с) (?:[а-яіїєґ’'-]+ ){0,2}$", re.IGNORECASE)
_TO = re.compile(r" (?:до|в|у|на) [«\"]?[А-ЯІЇЄҐ]")


def _is_way_of_life(mention: Mention, section: Section) -> bool:
    """«Від Тихогора до Голлівуду: історія гримерки»: does the title open with the way somebody's life took?"""
    led = section.index == 0 and _FROM.fullmatch(section.text, 0, mention.start)
    return bool(led) and bool(_TO.match(section.text, mention.end))


def _is_born(mention: Mention, section: Section) -> bool:
    return before(section, mention.first, "born", WINDOW) or grew_up(section, mention.first)


def _is_end_of_way(evidence: Evidence) -> bool:
    """«Поїзд Київ — Тихогір травмував пішохода»: is the place, below the title, only an end of a way where harm came?

    That a train or a bus runs again is news of both its ends.
    """
    ends = frozenset({"route", "list"})
    passing = not evidence.home and all(
        m.section > 0 and ends <= m.flags and not m.flags & {"highway", "inside"} for m in evidence.sure
    )
    return passing and any(keys & cues("harm") for s in evidence.reading.sections for keys in s.keys)


_NAME = r"[А-ЯІЇЄҐ][\w’'ʼ-]{2,30}"
# «2. Суми – Ковель, фірмовий»: a line that opens with the two ends of a way.
_WAY_LINE = re.compile(rf"[^\w\n]{{0,4}}(?:\d{{1,3}}\w?[.)]? ?)?{_NAME}(?: ?[–—] ?| - ){_NAME}(?=[\s,.;:(]|$)")
_FEWEST_WAYS = 2


def _is_end_of_listed_way(evidence: Evidence) -> bool:
    """Does a national outlet name the place only in a list of trains or buses, each with its two ends?"""
    if evidence.home or evidence.level != "nation" or evidence.leads(evidence.sure):
        return False
    wanted = cues("timetable") | cues("way")
    if not any(keys & wanted for s in evidence.reading.sections if s.index in evidence.lead for keys in s.keys):
        return False
    lines = {s.index: found.end() for s in evidence.reading.paragraphs if (found := _WAY_LINE.match(s.text))}
    return len(lines) >= _FEWEST_WAYS and all(m.end <= lines.get(m.section, 0) for m in evidence.sure)
