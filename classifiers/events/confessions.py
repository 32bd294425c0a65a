"""A church as a whole («ПЦУ») that is told to hold something here: as the subject of a verb of holding, and only so.

Mostly its letters tell whose a parish, a priest or a feast is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.events.churches import Church
from classifiers.events.wording import WEEKLY, YEARLY
from monitor.dates.vocabulary import MONTHS
from monitor.language.lemmas import parses

_NAME = (
    r"(?P<name>(?:ПЦУ|УПЦ(?: МП| КП)?|УГКЦ|УАПЦ|РКЦ)(?![\w-])"
    r"|(?:Православна [Цц]ерква України|Православная [Цц]ерковь Украины"
    r"|Українська (?:православна|греко-католицька) [Цц]ерква|Украинская (?:православная|греко-католическая) [Цц]ерковь"
    r"|Греко-католицька [Цц]ерква|Греко-католическая [Цц]ерковь|Римсько-католицька [Цц]ерква|Римско-католическая"
    r" [Цц]ерковь)(?! «))"
)
_HOLDS = (
    r"(?:провела|провед[её]т|проведе|проводить|проводит|організувала|організовує|організує|організовуватиме"
    r"|организовала|организует|запросила|запрошує|пригласила|приглашает|кличе|зов[её]т|скликала|скликає|созвала"
    r"|созывает|влаштувала|влаштовує|устроила|устраивает|відслужила|відслужить|отслужила|отслужит|звершила|звершить"
    r"|совершила|совершит|анонсувала|анонсує|анонсировала|анонсирует|очолила|очолить|возглавила|возглавит)"
)
_BETWEEN = r"(?:(?! (?:і|й|та|и|де|що|як|щоб|где|что|не|до|від)\b)[^.!?;:,–—«»\n]){0,60}?"
# «Влаштувала скандал під час молебня»: the gathering is another's.
_AT_ANOTHERS = r"(?![^.!?;:,\n]{0,60}\b(?:під час|во время) )"
_BEFORE_VERB = re.compile(rf"(?<![\w-]){_NAME}{_BETWEEN} {_HOLDS}\b{_AT_ANOTHERS}")
_AFTER_VERB = re.compile(rf"\b{_HOLDS} (?:(?:її|його|їх|е[её]|его|их) )?{_NAME}")
# A word before it that makes it whose something is: «парафія ПЦУ», «священник УГКЦ», «перейти до ПЦУ».
_LAST_WORD = re.compile(r"([\w'-]+»?) $")
_OF_TIME = re.compile(
    rf"(?i)(?:\d+|{'|'.join(MONTHS)}|року|года|понеділок|вівторок|середу|четвер|п'ятницю|суботу|неділю|понедельник|вторник"
    r"|среду|четверг|пятницу|субботу|воскресенье|суботи|неділі|п'ятниці|вранці|ввечері|вечором|утром|вечером)$"
)


def holding(line: str) -> Iterator[Church]:
    """Where a sentence tells a church as a whole to hold or call to something, and not as its custom."""
    if (YEARLY.search(line) or WEEKLY.search(line)) and not any(sign.isdigit() for sign in line):
        return
    for pattern in (_BEFORE_VERB, _AFTER_VERB):
        for match in pattern.finditer(line):
            start, end = match.span("name")
            if pattern is _AFTER_VERB or _is_subject(line[:start]):
                yield Church(match["name"], start, end)


def _is_subject(before: str) -> bool:
    """May the name that follows be a subject: at the beginning, behind a sign or a word of time?"""
    last = _LAST_WORD.search(before)
    if last is None or _OF_TIME.match(last[1]):
        return True
    readings = [one for language in ("uk", "ru") for one in parses(last[1].lower(), language)]
    return not any(one.tag.POS in ("NOUN", "ADJF", "PREP", "PRTF") for one in readings) and not last[1].endswith("»")
