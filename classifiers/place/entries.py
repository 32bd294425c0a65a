"""Round-ups laid out in entries, each under its own place or hour: does the place's own entry tell news? Pure.

«Козелець⏎Горіла хата.⏎Тихогір⏎Вантажівка злетіла у кювет.», «• Тихогірська МВА — 540 наборів для немовлят», «22:24
Гучно в Тихогорі!», a match under its score. Refuses to read a line of figures as news, and texts of another shape.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from classifiers.place.cues import cues
from classifiers.place.features import PASSING, Evidence, city_names
from classifiers.place.layout import is_news, results
from classifiers.place.mentions import Mention
from classifiers.place.reading import Section
from classifiers.place.rivals import ATTRIBUTE, LAND, TOWN
from monitor.language import grammemes

# A round-up has at least this many entries, this one among them.
_FEWEST = 3
# What may stand before the name that heads an entry: «•», «2.», «м.»; no quotation mark, which opens a team or a firm.
_MARK = re.compile(r"[^\w«»\"“”]*(?:\d{1,2}[.)] ?)?(?:(?:м|г|смт|с)\. ?|(?:місто|город|Місто|Город) )?")
# What closes a head: the end of the line, a full stop, a colon, a dash; «Тихогір, вулиця Садова: …». A dash before
# another name makes a way or a match of it.
_CLOSED = re.compile(
    r"\W*$|\. (?=\W*[А-ЯІЇЄҐ\d])|:\s|(?: ?[–—] ?| - )(?!\W?[А-ЯІЇЄҐ][\w’'ʼ-]+(?:\W?$| ?[–—:,;(]|\. ))|, [^.:!?]{3,40}: "
)
_NAME = r"[А-ЯІЇЄҐ][\w’'ʼ-]{2,25}(?: (?:[А-ЯІЇЄҐ][\w’'ʼ-]{2,25}|громада|район|МВА|СВА|міськрада|община))?"
_SHAPE = re.compile(rf"{_NAME}(?:{_CLOSED.pattern})")
_HOUR = re.compile(r"\W*(?:[01]?\d|2[0-3])[:.][0-5]\d\b")
_OURS = ("name", "community", "body", "unsure", "village")
# Signs that close a sentence of prose.
_ENDED = (".", "!", "?", "…", "»")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry: what its place is called («» where it is ours, None where nobody knows it), where its text begins."""

    place: str | None
    section: Section
    start: int  # the letter behind its head


def tells_in_entry(evidence: Evidence) -> bool:
    """Does an entry of the place's own in a round-up, a line of its own hour or the match of its team tell news?"""
    lines = results(evidence)
    paragraphs = [s for s in evidence.reading.paragraphs if s.index not in lines and not s.background]
    if _is_of_bulletin(evidence, paragraphs):
        return True
    if len(evidence.reading.paragraphs) < _FEWEST:
        return False
    return _is_told(evidence, paragraphs) or _is_of_hour(evidence, paragraphs) or _is_of_match(evidence, lines)


def _is_told(evidence: Evidence, paragraphs: list[Section]) -> bool:
    """Does our entry, among three and more of different places, tell news?"""
    entries = {section.index: entry for section in paragraphs if (entry := _entry(section, evidence)) is not None}
    others = [entry for entry in entries.values() if entry.place != ""]
    places = {entry.place or entry.section.text[:_UNKNOWN] for entry in others}
    known = {entry.place for entry in others if entry.place}
    if len(places) + 1 < _FEWEST or not known:
        return False
    below = {section.index: section for section in paragraphs if section.index not in entries}
    if len(known) == 1 and evidence.role("unsure") and not evidence.sure:
        return False  # «Ціни: … Суми: … Київ: …»
    return any(entry.place == "" and _has_news(entry, below) for entry in entries.values())


# Words of a line before the place that opens it: «— у Тихогорі …», «✅ В місті Тихогорі …», «Мер Тихогора …».
_OPENING_WORDS = 2


def _is_of_bulletin(evidence: Evidence, paragraphs: list[Section]) -> bool:
    """«Новини Тихогірщини⏎У Тихогорі відкрили парк.⏎У Долині …»: does a line of a bulletin tell of ours alone?

    Whatever land or district heads it; another line must open with another place.
    """
    title = evidence.reading.sections[0]
    if title.index != 0 or not any(keys & cues("bulletin") for keys in title.keys) or _has_verb(title):
        return False
    lines = {s.index: s for s in paragraphs}
    others = [(r.section, r.first) for r in evidence.rivals if r.kind in (TOWN, ATTRIBUTE)]
    others += [(m.section, m.first) for m in evidence.role("near")]
    if not any(section in lines and first <= _OPENING_WORDS for section, first in others):
        return False
    shared = {section for section, _ in others}
    return any(
        m.section in lines
        and m.section not in shared
        and m.first <= _OPENING_WORDS
        and "toward" not in m.flags
        and _is_known_here(m, evidence)
        and is_news(lines[m.section], m.end)
        for m in evidence.firm
    )


def _has_verb(section: Section) -> bool:
    return any("VERB" in grammemes(t.word) and "NOUN" not in grammemes(t.word) for t in section.tokens)


def _is_known_here(mention: Mention, evidence: Evidence) -> bool:
    """A village's name is borne by others too: does the article name what is around the place, or no other region?"""
    if evidence.home or mention.role not in ("village", "unsure"):
        return True
    ours = evidence.role("name", "community", "body", "official", "near", "district", "land", "region")
    return bool(ours) or (mention.role == "unsure" and not any(r.kind == LAND for r in evidence.rivals))


# Letters that tell the heads of unknown places apart.
_UNKNOWN = 9


def _has_news(entry: _Entry, below: dict[int, Section]) -> bool:
    """Does the entry tell news behind its head or, where that is a line of its own, in the one below?"""
    text, following = entry.section.text[entry.start :], below.get(entry.section.index + 1)
    if text.strip(" \n:.–—-"):
        if _ADDRESS.search(entry.section.text, 0, entry.start) and _SERVES.search(text):
            return False
        return is_news(entry.section, entry.start) and not _is_memory(text)
    return following is not None and is_news(following) and not _is_memory(following.text)


# «Тихогір, вулиця Нова, 8: працює щодня»: a directory.
_ADDRESS = re.compile(r", [^:]*\d[^:]*: ?$")
_SERVES = re.compile(
    r"\b(?:працює|працюють|зачинен|відчинен|работает|работают|закрыт|открыт\w? (?:с|еже))", re.IGNORECASE
)

# «Тихогір. Тут я народився»: a life told town by town.
_MEMORY = re.compile(r"\b(?:я|мене|мені|меня|мне)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[«“„\"][^»”\"]*[»”\"]")


def _is_memory(text: str) -> bool:
    return bool(_MEMORY.search(_QUOTED.sub("", text)))


def _entry(section: Section, evidence: Evidence) -> _Entry | None:
    """The entry that a section opens, if the name of a place heads it."""
    mark = _MARK.match(section.text)
    at = mark.end() if mark else 0
    for mention in evidence.mentions:
        if mention.section == section.index and mention.start == at and mention.role in (*_OURS, "near"):
            closed = _CLOSED.match(section.text, mention.end)
            ours = mention.role in _OURS and _is_known_here(mention, evidence)
            return _Entry("" if ours else mention.text, section, closed.end()) if closed else None
    for rival in evidence.rivals:
        if rival.section == section.index and section.tokens[rival.first].start == at:
            closed = _CLOSED.match(section.text, section.tokens[rival.last - 1].end)
            return _Entry(rival.name, section, closed.end()) if closed else None
    if (shape := _SHAPE.match(section.text, at)) is None:
        return None
    first = next(i for i, token in enumerate(section.tokens) if token.end > at)
    known = next((city_names()[key] for key in section.keys[first] if key in city_names()), None)
    return _Entry(known, section, shape.end())


def _is_of_hour(evidence: Evidence, paragraphs: list[Section]) -> bool:
    """«22:24 Гучно в Тихогорі!»: does a line by the hour, one of three and more, name our town alone as the scene?"""
    hours = {s.index: s for s in paragraphs if _HOUR.match(s.text)}
    if len(hours) < _FEWEST or _is_programme(list(hours.values())):
        return False
    shared = {r.section for r in evidence.rivals if r.kind in (TOWN, ATTRIBUTE)}
    shared |= {m.section for m in evidence.role("near")}
    return any(
        (m.role == "official" or "inside" in m.flags)
        and not m.flags & PASSING
        and m.section in hours
        and m.section not in shared
        for m in evidence.sure
    )


# A programme has quarters of an hour, news have not; «11.09» among days of a month is no hour.
_QUARTER = re.compile(r"\W*\d{1,2}[:.](?:00|15|30|45)\b")
_DAY = re.compile(r"\W*\d{1,2}\.(?:0[1-9]|1[0-2])\b")
_OF_ATTACK = ("harm", "strike", "drone", "shelling", "under_fire")
_ALARM = re.compile(r"\b(?:вибух|взрыв|гучно|громко|тривог|тревог|відбій|отбой|ППО)", re.IGNORECASE)


def _is_programme(lines: list[Section]) -> bool:
    """Do the lines hold a programme or days of the year, and tell of no attack?"""
    if all(_DAY.match(line.text) for line in lines):
        return True
    wanted = frozenset().union(*map(cues, _OF_ATTACK))
    timed = all(_QUARTER.match(line.text) for line in lines)
    return timed and not any(_ALARM.search(line.text) or any(keys & wanted for keys in line.keys) for line in lines)


def _is_of_match(evidence: Evidence, lines: frozenset[int]) -> bool:
    """Does prose under the score of the place's team tell of its match?

    Only where the title names the team too, or the prose its people.
    """
    below = {s.index: s for s in evidence.reading.paragraphs}
    teams = evidence.role(*_OURS, "quoted", "people", "attr")
    titled = any(m.section == 0 for m in teams)
    for index in {m.section for m in teams} & lines:
        told = below.get(index + 1)
        if told is None or index + 1 in lines or not told.text.endswith(_ENDED) or not is_news(told):
            continue
        if titled or any(m.section == told.index and not m.flags & PASSING for m in teams):
            return True
    return False
