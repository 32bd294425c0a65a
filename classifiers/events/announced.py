"""Is a gathering only announced, and its day not told: «ГО готує пікет. Дату акції назвуть згодом»?

Such a one has no day; what is held without one is told on the day of publication. An hour alone is today's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from classifiers.events import coming, when
from classifiers.events.wording import HELD

# How many sentences behind the gathering may tell that its day is not named yet, or what people did at it.
_BEHIND = 3
_AHEAD = (
    r"провед(?:е|уть|[её]т|ут|емо|[её]м)|відбуд(?:еться|уться)|состо(?:ится|ятся)|пройд(?:е|уть|[её]т|ут)"
    r"|збер(?:е|уть)(?:ться)?|собер(?:[её]т|ут)(?:ся)?|(?:вийд|вивед)(?:е|уть)|(?:выйд|вывед)(?:ет|ут)"
    r"|(?:ви)?руш(?:ить|ать)|двин(?:ет|ут)ся|отправ(?:ит|ят)ся|склич(?:е|уть)|соз[оы]в(?:[её]т|ут)"
    r"|(?:[ву]лашту|організу)(?:є|ють)|устро(?:ит|ят)|организу(?:ет|ют)|(?:роз)?почн(?:еться|уться)|начн(?:[её]т|ут)ся"
    r"|(?:пікет|мітинг|протест|страйк|голод)уватим(?:е|уть)|(?:буд(?:ет|ут)) (?:пикетировать|митинговать|протестовать"
    r"|бастовать|голодать)|молитим(?:е|уть)ся|вшану(?:є|ють)|почт(?:ит|ят)"
)
_CALLS = (
    r"готу(?:є|ють)(?:ся|ться)?|готов(?:ит|ят)(?:ся)?|плану(?:є|ють)|планиру(?:ет|ют)|(?:за)?анонсу(?:є|ють|вав|вал[аи])"
    r"|анонсиру(?:ет|ют)|анонсирова(?:л[аи]?)|запрошу(?:є|ють|ємо)|приглаша(?:ет|ют|ем)|клич(?:е|уть|емо)|зов(?:[её]т|ут)"
    r"|склика(?:є|ють|ємо)|созыва(?:ет|ют)|закликає|закликають|призыва(?:ет|ют)|ма(?:є|ють) намір|намерен[аоы]?"
    r"|збира(?:є|ють)(?= (?:[\w'-]{2,20} ){0,3}на )|собира(?:ет|ют)(?= (?:[\w'-]{2,20} ){0,3}на )"
    r"|(?:збира(?:ється|ються)|хо(?:че|чуть)|обіця(?:є|ють)|собира(?:ется|ются)|хо(?:чет|тят)|обеща(?:ет|ют))"
    r" (?:[\w'-]{1,20} ){0,3}[\w']{3,20}т[иь]\b|підготовк\w|подготовк\w"
)
_ANNOUNCING = re.compile(rf"(?i)\b(?:{_AHEAD}|{_CALLS})\b")
# What is declared so has begun: «оголосила страйк»; a rally is still to come.
_DECLARED = re.compile(
    r"(?i)\b(?:оголоси(?:в|л[аи])|оголошу(?:є|ють)|объяви(?:л[аи]?)|объявля(?:ет|ют)|заяви(?:в|л[аи]?)|признач(?:ив|ил[аи])"
    r"|назначил[аи]?) (?:[\w'-]{1,20} ){0,3}$"
)
_BEGUN = re.compile(r"(?i)страйк|забастов|голод|протест")
# «Точну дату назвуть», «коли саме, скажуть згодом»: the day is not yet known.
_NAMING = (
    r"(?:назв(?:уть|ут|е|[её]т)|оголо(?:сять|сить)|повідом(?:лять|ить)|скаж(?:уть|ут|е|ет)|уточн\w+|узгод\w+|визнач\w+"
    r"|признач(?:ать|ить)|объяв(?:ят|ит)|сообщ(?:ат|ит)|соглас\w+|определ\w+|назнач(?:ат|ит)|стан(?:е|уть|ет) відом\w+"
    r"|станет известн\w+|невідом\w+|неизвестн\w+|не (?:відом|известн|назва|визнач|оголо|признач|определ|объяв)\w+)"
)
_TO_BE_NAMED = re.compile(
    rf"(?i)\b(?:дат[уаиоы]\w?|день|дня|час|время|коли|когда)\b,? (?:[\w'-]{{1,20}},? ){{0,4}}{_NAMING}"
    rf"|(?:^|[,–—] ){_NAMING} (?:[\w'-]{{1,20}} ){{0,3}}(?:пізніше|згодом|додатково|позже|позднее|дополнительно)"
    r"|\bдат[уи]\b (?:[\w'-]{1,20} ){0,2}(?:ще|ещё|еще) (?:нема|не|нет)\b"
    r"|\b(?:наступного місяця|(?:в|у) наступному місяці|в следующем месяце)"
)
_TODAY = re.compile(r"(?i)\b(?:сьогодні|сегодня|щойно|только что|зараз|сейчас|зранку|вранці|утром|вчора|учора|вчера)\b")

# What somebody says is no word on the gathering: «Мітинг учителів: «Проведуть ремонт – розійдемося»».
_QUOTED = re.compile(r"«[^»]{0,200}»")


# A clause of its own has its own verb: «Мітинг ГО «Сад»: чиновники обіцяють», «проводить пікет і готує позов».
_CLAUSE = re.compile(
    r"[;:]\s|\s[–—-]\s|(?<=того),\s|,\s(?!(?:як(?:ий|у|а|е|і)|що|котор(?:ый|ую|ая|ое|ые))\s(?:[\w'-]+\s){0,4}?(?:готу|плану|проведе|планир|готов))"
)
_JOINED = re.compile(r"(?i)\s(?:і|й|та|и|а|але|но|да)\s")
# It goes on while it is told: «пікетує раду», «страйкують».
_NOW = re.compile(
    r"(?i)\b(?:(?:пікету|мітингу|протесту|страйку|голоду|блоку)(?:є|ють)|(?:пикетиру|митингу|протесту|басту|блокиру)[ею]т)\b"
)


def is_open(lines: Sequence[str], at: int, kind: re.Pattern[str] | None) -> bool:
    """Is it told that the day is not named yet: in sentence `at`, or behind it where that only announces?"""
    if _NOW.search(lines[at]):
        return False
    behind = at + (_BEHIND if _announces(lines[at], kind) else 1)
    return any(_TO_BE_NAMED.search(line) for line in lines[at:behind])


def only(lines: Sequence[str], at: int, kind: re.Pattern[str] | None) -> bool:
    """Is the gathering of sentence `at` told to come, with neither hour nor «today», and nowhere to have been?"""
    named = [line for number, line in enumerate(lines) if number == at or (kind and kind.search(line))]
    if not any(_announces(line, kind) for line in named):
        return False
    behind = lines[max(0, at - 1) : at + _BEHIND]
    if any(_TODAY.search(line) or when.HOUR.search(line) for line in (*named, *lines[at : at + _BEHIND])):
        return False
    return not any(HELD.search(line) and not coming.EARLIER.search(line) for line in named) and not any(
        coming.CAME.search(line) and not coming.EARLIER.search(line) for line in behind
    )


def _announces(line: str, kind: re.Pattern[str] | None) -> bool:
    """Does a sentence announce, and name the gathering not only as what something is at or after?"""
    line = _QUOTED.sub(" ", line)
    if kind is None or kind.search(line) is None:
        return _ANNOUNCING.search(line) is not None
    named = [match for match in kind.finditer(line) if not coming.is_spoken_of(match) and not _NOW.match(match[0])]
    return any(_is_called(line, match) for match in named)


def _is_called(line: str, named: re.Match[str]) -> bool:
    """Does a word of calling stand in the gathering's own clause: «готує пікет», «пікет проведуть»?"""
    if _DECLARED.search(line, 0, named.start()) and not _BEGUN.search(named[0]):
        return True
    first = max((end.end() for end in _CLAUSE.finditer(line, 0, named.start())), default=0)
    last = next((end.start() for end in _CLAUSE.finditer(line, named.end())), len(line))
    for word in _ANNOUNCING.finditer(line, first, last):
        if word.start() < named.end():  # «готує звернення і пікет»
            return True
        if not _JOINED.search(line, named.end(), word.start() + 1):
            return True
    return False
