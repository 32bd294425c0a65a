"""Article -> Event or None: what kind of gathering, when, where, by whom and about what.

An event needs both a gathering and a party, union, civic or religious body that holds it; what councils, police and
schools hold is news of other kinds. Pure; never guesses a date where the publication has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from classifiers.events import when, who
from classifiers.events.wording import (
    CALLING,
    CANCELLED,
    CAPTIVES,
    CIVIC,
    DEMANDING,
    HELD,
    NAMED,
    PAST,
    PLACE,
    PROTESTING,
    SUBJECT,
)
from monitor.dates import kyiv_day
from monitor.language.lemmas import known
from monitor.language.words import scan
from monitor.model import Article, Event, Place
from monitor.registers.nouns import Organisation
from monitor.text import sentences, shorten, straight

VERSION = "events-3"
# A longer text is a digest or a transcript; its events stand in its first part.
LONGEST_TEXT = 8_000
# How many sentences may lie between a gathering and the body that holds it, where no deed of organising is told.
NEAR = 3
LONGEST_JOINED = 300
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_RUSSIAN = re.compile("[ыэёъЫЭЁЪ]")
_CLOCK = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3])[:.][0-5]\d(?!\d)")
_ORGANISERS = re.compile(r"(?i)організатор|организатор|ініціатор|инициатор")
# Often only a part of another event: taken where nothing else is told.
_SLIGHT = frozenset({"молитовне зібрання", "круглий стіл", "флешмоб", "громадське обговорення"})
_FAITHFUL = frozenset({"хресна хода", "молитовне зібрання", "парафіяльні збори"})


@dataclass(frozen=True, slots=True)
class _Gathering:
    """A kind of event (its name in both languages) and the sentence that tells it."""

    names: tuple[str, str]
    sentence: int
    manner: bool = False  # told by its manner only


@dataclass(frozen=True, slots=True)
class EventClassifier:
    """The event decision for one place, whose register of organisations it knows."""

    place: Place
    register: who.Register = who.NOBODY

    def classify(self, article: Article) -> Event | None:
        """The public event an item reports or announces, or None. Dates are Kyiv's days."""
        lines = _whole(sentences(straight(f"{article.title}\n{article.text[:LONGEST_TEXT]}")))
        language = _language(" ".join(lines))
        gathering = _gathering(lines)
        if gathering is None:
            return None
        holders = _holders(lines, gathering, language, self.register)
        if not holders:
            return None
        day, until = _days(article, lines, gathering)
        return Event(
            date=day,
            until=until,
            kind=gathering.names[0 if language == "uk" else 1],
            place=_first(PLACE, lines, gathering.sentence),
            organisers=holders,
            subject=_subject(article.title, lines, gathering.sentence),
        )


def load(place: Place, organisations: Sequence[Organisation] = ()) -> EventClassifier:
    """The classifier of one place."""
    return EventClassifier(place, who.register(organisations))


def _whole(lines: Sequence[str]) -> list[str]:
    """Sentences, those cut inside a quoted name («Родини 5-ї. Ніжин») put together again."""
    found: list[str] = []
    for line in lines:
        if found and found[-1].count("«") > found[-1].count("»") and len(found[-1]) < LONGEST_JOINED:
            found[-1] += " " + line
        else:
            found.append(line)
    return found


def _language(text: str) -> str:
    ukrainian, russian = len(_UKRAINIAN.findall(text)), len(_RUSSIAN.findall(text))
    if ukrainian == russian:
        words = [token.word for token in scan(text[:LONGEST_JOINED])]
        ukrainian, russian = (sum(known(word, language) for word in words) for language in ("uk", "ru"))
    return "uk" if ukrainian >= russian else "ru"


def _gathering(lines: Sequence[str]) -> _Gathering | None:
    for slight in (False, True):
        for number, line in enumerate(lines):
            if PAST.search(line) or CANCELLED.search(line):
                continue
            for pattern, ukrainian, russian in NAMED:
                if (ukrainian in _SLIGHT) == slight and pattern.search(line):
                    return _Gathering((ukrainian, russian), number)
    whole = " ".join(lines)
    for number, line in enumerate(lines):
        if PROTESTING.search(line) and DEMANDING.search(whole):
            names = (
                ("акція-нагадування", "акция-напоминание")
                if CAPTIVES.search(whole)
                else ("акція протесту", "акция протеста")
            )
            return _Gathering(names, number, manner=True)
    return _called(lines)


def _called(lines: Sequence[str]) -> _Gathering | None:
    """People are called to come at an hour: a meeting, whatever the text names it."""
    for number, line in enumerate(lines):
        near = " ".join(lines[max(0, number - 2) : number + 3])
        if CALLING.search(line) and _CLOCK.search(near) and CIVIC.search(near):
            return _Gathering(("зустріч", "встреча"), number, manner=True)
    return None


def _holders(lines: Sequence[str], gathering: _Gathering, language: str, register: who.Register) -> tuple[str, ...]:
    found = who.organisers(lines, language, register)
    if gathering.names[0] not in _FAITHFUL:
        found = [o for o in found if o.kind != "faith"]
    named = [o for o in found if o.kind != "bare" or _ORGANISERS.search(lines[o.sentence])]
    close = [
        o for o in (named or found) if (o.deed or not gathering.manner) and abs(o.sentence - gathering.sentence) <= NEAR
    ]
    deeds = [o for o in (named or found) if o.deed]
    best = [o for o in close if o.deed] or close or (deeds if not gathering.manner else [])
    if not best and gathering.names[0] in _FAITHFUL:
        community = who.church(lines, language)
        return (community,) if community else ()
    return tuple(o.name for o in best[:3])


def _days(article: Article, lines: Sequence[str], gathering: _Gathering) -> tuple[date | None, date | None]:
    if article.published is None:
        return None, None
    published = kyiv_day(article.published.at)
    found = when.dates(lines, published)
    near = " ".join(lines[max(0, gathering.sentence - 2) : gathering.sentence + 3])
    held = HELD.search(lines[gathering.sentence]) is not None
    ahead = not held and CALLING.search(near) is not None
    chosen = when.choose(found, lines, gathering.sentence, published, ahead=ahead)
    if chosen is None and ahead:
        chosen = when.choose(found, lines, gathering.sentence, published, ahead=False)
    return (chosen.day, chosen.until) if chosen else (published, None)


def _first(pattern: re.Pattern[str], lines: Sequence[str], at: int) -> str | None:
    """The first match in the sentence `at`, then in its neighbours, then anywhere."""
    order = sorted(range(len(lines)), key=lambda i: (abs(i - at), i))
    for number in order:
        if match := pattern.search(lines[number]):
            return shorten(match.group(0).strip(" ,–—"), 120)
    return None


def _subject(title: str, lines: Sequence[str], at: int) -> str | None:
    found = _first(SUBJECT, lines, at)
    return found or (title.strip() or None)
