"""A public event as a line of the report, the same in every product, and the list of them.

Invents no word: place, organiser and subject are those of the items. The line is Ukrainian: what items say in Russian
only stands in it as a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from digests.reports.event_kinds import ukrainian
from monitor.language import tokens
from monitor.language.lemmas import languages
from monitor.registers.cells import written
from monitor.registers.nouns import PublicEvent
from monitor.text import words

# A subject that continues a sentence; any other is told as a quotation.
_CLAUSE = re.compile(
    r"(?i)(?:проти|против|на підтримку|в поддержку|з вимогою|с требованием|щодо|по поводу|через|из-за|за|присвячен\w+"
    r"|посвящ[её]н\w+)\s"
)
_PREPOSITION = re.compile(
    r"(?i)(?:на|під|біля|у|в|перед|навпроти|уздовж|вздовж|від|до|возле|под|напротив|около|от|во|поблизу|неподалік|коло"
    r"|поруч|поряд|при|по|поза|між)\s"
)
# A prayer is told in any case: «молитву за мир».
_PRAYER = re.compile(r"(?i)молитв\w{0,4} (за\s.+)")
# Shorter words («го», «оо») are too many to tell a language by the dictionary.
_TELLING_WORD = 4


def line(event: PublicEvent) -> str:
    """«14.01.2020 – мітинг-протест на площі проти … (Федерація …)»: no number, no closing mark."""
    when = written(((event.first, event.last or event.first),)) if event.first else "дата невідома"
    kind = ukrainian(event.kind)
    said = f"{kind}{_place(event.place)}{_subject(event, kind)}"
    who = f" ({', '.join(_quotation(one) if _russian(one) else one for one in event.organisers)})"
    return f"{when} – {said.rstrip(' .;')}{who if event.organisers else ''}"


def listing(events: Sequence[PublicEvent]) -> tuple[str, ...]:
    """The lines of a report's list: a semicolon after each, a full stop after the last."""
    return tuple(f"{line(one)}{'.' if one is events[-1] else ';'}" for one in events)


def _place(place: str) -> str:
    """A place that opened its sentence, inside ours: «У сквері» -> «у сквері»; a name keeps its capital."""
    if not place:
        return ""
    if _russian(place):
        return f" (місце: {_quotation(_in_sentence(place))})"
    return f" {_in_sentence(place)}" if _PREPOSITION.match(place) else f" ({place})"


def _subject(event: PublicEvent, kind: str) -> str:
    text = event.subject
    # «Пікет під міськрадою» of a picket there says nothing new.
    if not text or set(words(text)) <= set(words(f"{kind} {event.place}")):
        return ""
    if event.quoted or _russian(text):
        return f" – {_quotation(text)}"
    if prayer := _PRAYER.match(text):
        return f" {_closed(prayer[1])}" if "молит" in kind else f" – молитва {_closed(prayer[1])}"
    return f" {_closed(text)}" if _CLAUSE.match(text) else f" – {_quotation(text)}"


def _quotation(text: str) -> str:
    return f"«{_closed(text).strip(' .;').replace('«', '„').replace('»', '“')}»"


def _closed(text: str) -> str:
    """A clause cut out of its sentence: no capital of its own, and the quotation marks it opens are closed."""
    said = text[:1].lower() + text[1:] if _CLAUSE.match(text) else text
    return said + "»" * max(0, text.count("«") - text.count("»"))


def _in_sentence(place: str) -> str:
    return place[:1].lower() + place[1:] if _PREPOSITION.match(place) else place


def _russian(text: str) -> bool:
    """Do more of its words belong to Russian alone than to Ukrainian alone?"""
    found = [languages(token.word) for token in tokens(text) if len(token.word) >= _TELLING_WORD]
    return found.count(("ru",)) > found.count(("uk",))
