"""A public event as a line of the report, and the list of them. Invents no word: kind, place and subject are quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.registers.cells import written
from monitor.registers.nouns import PublicEvent

# A subject that continues a sentence; any other is told as a quotation.
_CLAUSE = re.compile(
    r"(?i)(?:проти|против|на підтримку|в поддержку|з вимогою|с требованием|щодо|по поводу|через|из-за|за|присвячен\w+"
    r"|посвящ[её]н\w+)\s"
)
_PREPOSITION = re.compile(
    r"(?i)(?:на|під|біля|у|в|перед|навпроти|уздовж|вздовж|від|до|возле|под|напротив|около|от|во)\s"
)


def line(event: PublicEvent) -> str:
    """«14.01.2020 – мітинг-протест на площі проти … (Федерація …)»: no number, no closing mark."""
    when = written(((event.first, event.last or event.first),)) if event.first else "дата невідома"
    said = " ".join(part for part in (event.kind, _in_sentence(event.place)) if part)
    if event.subject:
        clause = not event.quoted and _CLAUSE.match(event.subject)
        said += f" {_closed(event.subject)}" if clause else f" – {_quotation(event.subject)}"
    who = f" ({', '.join(event.organisers)})" if event.organisers else ""
    return f"{when} – {said.rstrip(' .;')}{who}"


def listing(events: Sequence[PublicEvent]) -> tuple[str, ...]:
    """The lines of a report's list: a semicolon after each, a full stop after the last."""
    return tuple(f"{line(one)}{'.' if one is events[-1] else ';'}" for one in events)


def _quotation(text: str) -> str:
    return f"«{_closed(text).strip(' .;').replace('«', '„').replace('»', '“')}»"


def _closed(text: str) -> str:
    """A clause cut out of its sentence: no capital of its own, and the quotation marks it opens are closed."""
    said = text[:1].lower() + text[1:] if _CLAUSE.match(text) else text
    return said + "»" * max(0, text.count("«") - text.count("»"))


def _in_sentence(place: str) -> str:
    """A place that opened its sentence, inside ours: «У сквері» -> «у сквері»; a name keeps its capital."""
    return place[:1].lower() + place[1:] if _PREPOSITION.match(place) else place
