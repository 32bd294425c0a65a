"""A body that speaks in its own outlet: whose an outlet is by its name, and what its own words call to."""

from __future__ import annotations

import re
from functools import lru_cache

from classifiers.events import churches, named, who
from classifiers.events.wording import HELD, WE_COME
from monitor.dates.vocabulary import MONTHS
from monitor.text import straight

# Whose own outlet may speak of what they hold.
_SPEAKERS = frozenset({"civic", "party", "union", "faith", "league"})
_OUTLETS = 1024
# A paper bears a body's name, or is called after one: «Вісник профспілки», «Голос громади».
_PRESS = re.compile(
    r"(?i)\b(?:вісник|вісті|вістник|голос|газет|радіо|новин|тижневик|часопис|журнал|телеканал|телебачен|тб\b|трк|медіа|портал"
    r"|прес|преса|інфо|вестник|вести\b|известия|радио|новост|еженедельник|телевидени|тв\b|медиа|пресс|инфо)"
)
# A territorial community is called so too.
_TERRITORY = re.compile(r"(?i)(?:громада|община) «")
# Those who call to what they hold: «запрошуємо на мітинг», «проводимо форум», «процесійно йдемо».
_INVITE = re.compile(r"(?i)\b(?:запрошуємо|кличемо|приглашаем|зов[её]м)\b")
_HOLD = re.compile(
    r"(?i)\b(?:проводимо|проведемо|організовуємо|влаштовуємо|скликаємо|відслужимо|проводим|провед[её]м|организуем"
    r"|устраиваем|созываем|отслужим)\b"
)
_GO = re.compile(
    r"(?i)\b(?:[йі]демо|підемо|пройдемо|рушаємо|рушимо|вирушаємо|виходимо|вийдемо|ид[её]м|пойд[её]м|пройд[её]м|выходим"
    r"|выйдем)\b"
)
_MONTH = "|".join(MONTHS)
_OF_IT = (
    r"(?:(?!трансляц|лекці|лекци|запис|показ|збір|сбор|зустріч|встреч|розіграш|розыгрыш)"
    r"(?:наш|свій|свой|[\w'-]{2,20}(?:ий|ій|у|ю|ої|ый|ой|ого|і|ні|их|ые|ых)) ){0,3}"
)
_TO_IT = re.compile(
    rf"(?i) (?:(?!(?:з|із|про|після|до|від|с|от|о|об|после|для)\b(?! \d))[^.!?;\s]{{1,20}} ){{0,9}}(?:на|в|у) {_OF_IT}$"
)
_OBJECT = re.compile(rf"(?i) (?:(?:\d[\d.:]*|о|об|у|в|завтра|сьогодні|сегодня|{_MONTH}) ){{0,5}}{_OF_IT}$")
_BY_IT = re.compile(r"(?i) (?:[\w'-]{2,20} ){0,2}$")


@lru_cache(maxsize=_OUTLETS)
def of_outlet(name: str, language: str) -> tuple[who.Organiser, ...]:
    """The body whose own an outlet is, by a name that begins with the body's; the same outlets come again and again."""
    told = straight(name)
    if _PRESS.search(told) or _TERRITORY.match(told):
        return ()
    if church := churches.at_start(told):
        return (who.Organiser(church, 0, deed=False, kind="faith"),)
    first = {one.name for one in named.at_start(told, language)}
    return tuple(one for one in who.organisers((told,), language) if one.kind in _SPEAKERS and one.name in first)


def calls_to(line: str, kind: re.Pattern[str]) -> bool:
    """Do the first persons of a sentence call to the gathering it names, or say that they hold it?"""
    gathering = kind.search(line)
    if gathering is None or HELD.search(line):
        return False
    for told, between in ((_INVITE, _TO_IT), (_HOLD, _OBJECT), (WE_COME, _TO_IT), (_GO, _TO_IT), (_GO, _BY_IT)):
        for match in told.finditer(line):
            if gathering.start() <= match.start() < gathering.end():
                return True
            if match.end() <= gathering.start() and between.match(line[match.end() : gathering.start()]):
                return True
    return False
