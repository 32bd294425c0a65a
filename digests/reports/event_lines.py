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
    r"|посвящ[её]н\w+|про|на тему|на честь|на пам.ять|на захист|стосовно|з приводу|з нагоди|вимагаючи)\s"
)
_PREPOSITION = re.compile(
    r"(?i)(?:на|під|біля|у|в|перед|навпроти|уздовж|вздовж|від|до|возле|под|напротив|около|от|во|поблизу|неподалік|коло"
    r"|поруч|поряд|при|по|поза|між)\s"
)
# A prayer is told in any case: «молитву за мир».
_PRAYER = re.compile(r"(?i)(?:молитв\w{0,4}|молебе?н\w{0,3}) (за\s.+)")
# «Вимагали повернути», said of those who came, inside our sentence.
_DEMAND = re.compile(r"(?i)^вимага(?:ють|ли|є|ла|в)\s")
# Who goes somewhere holds a gathering there: «на Соборну площу» -> «на Соборній площі». A procession does go there.
_GOING = re.compile(r"(?i)хода|пробіг|проща|марш")
_ADJECTIVE = re.compile(r"(?<=[кнвцшчжт])[ую]\b")
_ONTO = re.compile(r"(?i)^на ((?:[\w'’-]+[ую] )?)(площ|вулиц|набережн|але)[ую]\b")
_ONTO_MAIDAN = re.compile(r"(?i)^на майдан(?= |$)")
_INTO = re.compile(
    r"(?i)^до (палацу|будинку|зали|залу|клубу|театру|бібліотеки|храму|собору|церкви|готелю|музею|хабу|школи|ліцею)\b"
)
_INSIDE = (("инку", "инку"), ("еки", "еці"), ("и", "і"), ("ею", "еї"), ("лю", "лі"), ("цею", "цеї"), ("у", "і"))
_UNDER = re.compile(
    r"(?i)^(під (?:[\w'’-]+ьку )?)(стіни|вікна|двері|\w*раду|\w*рад[у]|будівлю|адміністрацію|прокуратуру|поліцію"
    r"|мерію|виконком|офіс|суд)\b"
)
_INSTRUMENTAL = (("стіни", "стінами"), ("вікна", "вікнами"), ("двері", "дверима"), ("ію", "ією"), ("лю", "лею"),
                 ("ду", "дою"), ("ру", "рою"), ("ком", "комом"), ("іс", "ісом"), ("суд", "судом"))  # fmt: skip
# Shorter words («го», «оо») are too many to tell a language by the dictionary.
_TELLING_WORD = 4
_RUSSIAN_ONLY = re.compile(
    r"(?i)[ыэъё]|\b(?:против|из-за|возле|около|памятник|улиц[аыуе]|площад\w+|здани\w+|с требовани\w+|в поддержку"
    r"|в защиту)\b"
)
_SUPPORT = " на підтримку"


def line(event: PublicEvent) -> str:
    """«14.01.2020 – мітинг-протест на площі проти … (Федерація …)»: no number, no closing mark."""
    when = written(((event.first, event.last or event.first),)) if event.first else "дата невідома"
    kind = ukrainian(event.kind)
    subject = _subject(event, kind)
    # «Акція на підтримку … на підтримку полонених» says it twice.
    named = kind.removesuffix(_SUPPORT) if subject.startswith(_SUPPORT) else kind
    said = f"{named}{_place(_standing(event.place, kind))}{subject}"
    who = f" ({', '.join(quotation(one) if _russian(one) else one for one in event.organisers)})"
    return f"{when} – {said.rstrip(' .;')}{who if event.organisers else ''}"


def listing(events: Sequence[PublicEvent]) -> tuple[str, ...]:
    """The lines of a report's list: a semicolon after each, a full stop after the last."""
    return tuple(f"{line(one)}{'.' if one is events[-1] else ';'}" for one in events)


def _place(place: str) -> str:
    """A place that opened its sentence, inside ours: «У сквері» -> «у сквері»; a name keeps its capital."""
    if not place:
        return ""
    if _russian(place):
        return f" (місце: {quotation(_in_sentence(place))})"
    return f" {_in_sentence(place)}" if _PREPOSITION.match(place) else f" ({place})"


def _standing(place: str, kind: str) -> str:
    """Where people are who came there: «до міськради» -> «біля міськради», «під стіни» -> «під стінами»."""
    if _GOING.search(kind) or _russian(place):
        return place
    if into := _INTO.match(place):
        return f"у {_locative(into[1])}{place[into.end() :]}"
    if place[:3].lower() == "до ":
        return f"біля {place[3:]}"
    if onto := _ONTO.match(place):
        ending = "й" if onto[2].lower() == "але" else "ій" if onto[2].lower() == "набережн" else "і"
        return f"на {_ADJECTIVE.sub('ій', onto[1])}{onto[2]}{ending}{place[onto.end() :]}"
    if under := _UNDER.match(place):
        return f"{under[1].replace('ьку ', 'ькою ')}{_instrumental(under[2])}{place[under.end() :]}"
    return _ONTO_MAIDAN.sub("на майдані", place)


def _locative(noun: str) -> str:
    found = next(((one, other) for one, other in _INSIDE if noun.endswith(one)), ("", ""))
    return noun[: len(noun) - len(found[0])] + found[1]


def _instrumental(noun: str) -> str:
    found = next(((one, other) for one, other in _INSTRUMENTAL if noun.lower().endswith(one)), ("", ""))
    return noun[: len(noun) - len(found[0])] + found[1]


def _subject(event: PublicEvent, kind: str) -> str:
    text = event.subject
    # «Пікет під міськрадою» of a picket there says nothing new.
    if not text or set(words(text)) <= set(words(f"{kind} {event.place}")):
        return ""
    if event.quoted or _russian(text):
        return f" – {quotation(text)}"
    if demand := _DEMAND.match(text):
        return f" з вимогою {_closed(text[demand.end() :])}"
    if prayer := _PRAYER.match(text):
        return f" {_closed(prayer[1])}" if "молит" in kind else f" – молитва {_closed(prayer[1])}"
    return f" {_closed(text)}" if _CLAUSE.match(text) else f" – {quotation(text)}"


def quotation(text: str) -> str:
    """In quotation marks, with inner ones inside."""
    return f"«{_closed(text).strip(' .;').replace('«', '„').replace('»', '“')}»"


def _closed(text: str) -> str:
    """A clause cut out of its sentence: no capital of its own, and the quotation marks it opens are closed."""
    said = text[:1].lower() + text[1:] if _CLAUSE.match(text) else text
    return said + "»" * max(0, text.count("«") - text.count("»"))


def _in_sentence(place: str) -> str:
    return place[:1].lower() + place[1:] if _PREPOSITION.match(place) else place


def _russian(text: str) -> bool:
    """Do more of its words belong to Russian alone than to Ukrainian alone?"""
    if _RUSSIAN_ONLY.search(text):
        return True
    found = [languages(token.word) for token in tokens(text) if len(token.word) >= _TELLING_WORD]
    return found.count(("ru",)) > found.count(("uk",))
