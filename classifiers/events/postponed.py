"""What is put off to another day: «перенесли з 17 на 19 жовтня». The gathering is on the new one.

What else is put off («сесію перенесли на 19 жовтня») tells no day of the gathering.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from classifiers.events import when
from monitor.dates.vocabulary import MONTHS
from monitor.language.lemmas import grammemes

_MONTHS = "|".join(sorted((name for name in MONTHS if len(name) > 2), key=len, reverse=True))
_DATE = (
    rf"(?:\d{{1,2}}(?:-?го|-?е)? (?:{_MONTHS})\b|\d{{1,2}}\.\d{{2}}(?:\.\d{{2,4}})?(?!\d)"
    r"|(?:післязавтра|завтра|послезавтра|понеділок|вівторок|середу|четвер|п'ятницю|суботу|неділю|понедельник|вторник"
    r"|среду|четверг|пятницу|субботу|воскресенье)\b)"
)
MOVED = re.compile(
    r"(?i)\b(?:перен(?:ести|если|если|есла|ес|іс|ёс|есло|есено|есена|есений|есені|есен[аоы]?|есён|есуть|есут|есе|ес[её]т)"
    r"|перенос(?:ить|ять|ят|ит)(?:ся)?|відкла(?:сти|ли|ла|в|дено|дають|дає|де|дуть)|отлож(?:ить|или|ила|ил|ат|ит|ен[аоы]?)"
    r"|отклад\w+|пересун\w+|передвин\w+)\b"
)
# «З 17 на 19 жовтня», «мітинг у парку на 19 жовтня»: no other deed stands between.
_TO = re.compile(
    rf"(?i)(?! (?:прийом|при[её]м)\b)[^.!?;:,—–\n]{{0,80}}? (?P<to>на (?:[\w']{{5,12}}, )?{_DATE}(?: \d{{4}})?)"
)
_CLAUSE = re.compile(r"[,;:()—–]")
# What stands for the gathering, alone beside the verb («захід перенесли», «зустріч із мером» is another), and what may
# open a clause that has no subject of its own.
_IT = re.compile(
    r"(?i)\b(?:(?P<pronoun>його|її|его|е[её]|(?P<many>їх|их))|захід|акці[яюї]|зустріч|подію|мероприяти[ея]|акци[яюи]|встреч[ау])\b"
)
_MANY = ("громадські слухання", "общественные слушания", "загальні збори", "парафіяльні збори")
_BESIDE_VERB = re.compile(r"(?i) (?:(?:через|із-за|из-за) (?:[\w'-]+ ){1,2})?(?:також |теж |тоже )?$")
_BEHIND_NAME = re.compile(r"(?i)(?: (?:[зіс][зо]?|на) (?:\d|[\w']{5,12},? )|[.,]|$)")
# «Через мітинг матч перенесли»: the gathering is only spoken of.
_SPOKEN_OF = re.compile(
    r"(?i)\b(?:через|після|під час|перед|про|щодо|из-за|после|во время|о|об)(?: (?P<between>[\w'-]{2,20}))? $"
)
_OPENING = re.compile(
    r"(?i)^\s*(?:(?:а|але|і|й|та|и|но|проте|однак|однако|тож|тому|поэтому|вже|уже|потім|потом|раптово|спершу|згодом"
    r"|який|яка|яке|які|яку|якого|що|котор\w{2,3}|которые|через [\w'-]+|из-за [\w'-]+|вчора|учора|вчера|сьогодні"
    r"|сегодня)\b\s*)*$"
)
# «Запланований на 17 жовтня, відбудеться 19 жовтня», «замість 17 жовтня – 19-го».
_DEED_ON = rf"(?=[^.!?\n]{{0,80}}\b(?:відбу|пройд|провед|провел|провів|состо)\w+ (?:[\w'-]{{1,20}} ){{0,3}}{_DATE})"
_PLANNED = re.compile(
    rf"(?i)\b(?:запланован|призначен|намічен|запланированн|назначенн|намеченн)\w* (?:[\w'-]{{2,20}} ){{0,2}}"
    rf"(?P<to>на {_DATE}){_DEED_ON}"
    # «Який мав відбутися 15 жовтня», «що ГО планувала на 15 жовтня».
    rf"|\b(?:ма(?:в|л[аи])|долж(?:ен|на|ны) был[аи]?|(?:з?а?планува|планирова)(?:в|л[аи]?)) (?:[\w'-]{{1,20}} ){{0,3}}"
    rf"(?P<meant>{_DATE}){_DEED_ON}"
    rf"|\b(?:замість|вместо) (?P<instead>{_DATE})"
)


@dataclass(frozen=True, slots=True)
class Days:
    """The days a sentence is told to be put off to: the gathering's own, and those that are none of it."""

    own: date | None
    others: frozenset[date]


NONE = Days(None, frozenset())


def to_day(line: str, verb: re.Match[str]) -> re.Match[str] | None:
    """The new day behind a verb of putting off; None where none is told."""
    return _TO.match(line, verb.end())


def days(line: str, kind: re.Pattern[str] | None, published: date) -> Days:
    """What a sentence puts off to a day."""
    line = line.replace("’", "'").replace("ʼ", "'")
    own: date | None = None
    others: set[date] = set()
    for verb, told in _moves(line):
        day = _day(told, published)
        if day and kind and _is_its(line, verb, kind):
            own = day
        elif day:
            others.add(day)
    for match in _PLANNED.finditer(line):
        if day := _day(match["to"] or match["meant"] or match["instead"], published):
            others.add(day)
    return Days(own, frozenset(others)) if own or others else NONE


def near(lines: Sequence[str], at: int, kind: re.Pattern[str] | None, published: date) -> date | None:
    """The day the gathering of sentence `at` is put off to, there or in the sentence before or after."""
    order = (at, at + 1, at - 1)
    found = (days(lines[number], kind, published).own for number in order if 0 <= number < len(lines))
    return next((day for day in found if day), None)


def is_told(line: str, kind: re.Pattern[str]) -> bool:
    """Does a sentence put the gathering off to a day?"""
    return any(_is_its(line, verb, kind) for verb, _ in _moves(line))


def _moves(line: str) -> Iterator[tuple[re.Match[str], str]]:
    for verb in MOVED.finditer(line):
        if told := to_day(line, verb):
            yield verb, told["to"]


def _is_its(line: str, verb: re.Match[str], kind: re.Pattern[str]) -> bool:
    """Is it the gathering that is put off: it stands in the clause, or nothing else does and it stands before?"""
    start = max((mark.end() for mark in _CLAUSE.finditer(line, 0, verb.start())), default=0)
    told = to_day(line, verb)
    end = told.end() if told else len(line)
    if any(not _is_spoken_of(one) for one in kind.finditer(line, start, end)) or _stands_for_it(
        line, start, verb, end, kind
    ):
        return True
    return kind.search(line, 0, start) is not None and _OPENING.match(line[start : verb.start()]) is not None


def _is_spoken_of(named: re.Match[str]) -> bool:
    before = _SPOKEN_OF.search(named.string, 0, named.start())
    return before is not None and (before["between"] is None or "ADJF" in grammemes(before["between"].lower()))


def _stands_for_it(line: str, start: int, verb: re.Match[str], end: int, kind: re.Pattern[str]) -> bool:
    """Does a pronoun stand in the clause, or «захід» and the like with nothing told of whose it is?"""
    for one in _IT.finditer(line, start, end):
        if one["pronoun"]:
            if one["many"] and not any(kind.search(name) for name in _MANY):
                continue
            if one.end() + 1 == verb.start() or one.start() == verb.end() + 1:
                return True
        elif one.end() <= verb.start():
            if _BESIDE_VERB.fullmatch(line, one.end(), verb.start()):
                return True
        elif one.start() == verb.end() + 1 and _BEHIND_NAME.match(line, one.end()):
            return True
    return False


def _day(told: str, published: date) -> date | None:
    found = when.dates([told], published)
    return found[0].day if found else None
