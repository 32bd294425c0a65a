"""Church and state holidays that stand for a day: «на Покрову», «у День Незалежності», «на Трійцю». Data.

Only after a word that means the day itself; a church, a street or a town called after a feast is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from classifiers.events.wording import CALLING, HELD
from monitor.registers.occasions import day_of

# Most churches of Ukraine keep their fixed feasts thirteen days earlier since then; the days below are the new ones.
NEW_CALENDAR = date(2023, 9, 1)
_OLD = timedelta(days=13)
# Some communities keep the old days: theirs is meant where the text came out within so many days of it.
_JUST_THEN = timedelta(days=4)
_CHURCH = "church "
# A day of the state moved with the churches in the same year; nobody keeps the old one.
_STATE = "state "
_EASTER = "Великдень"
# Roman Catholics count their Easter by the calendar of the West.
_WESTERN = re.compile(r"(?i)\bрим(?:о|сько|ско)?-катол|\bкост[её]л|\bлатинськ\w+ обряд")
_OLD_STYLE = re.compile(r"(?i)стар\w{2,3} (?:стил|календар)|юліанськ|юлианск")
_ABROAD = (
    r"(?! (?:США|Америк|Польщ|Польш|Грузі|Грузи|Лит[ов]|Латві|Латви|Ест|Эст|Молд|Рум|Фран|Ізр|Изр|Інді|Инди|Казах|Чех"
    r"|Фін|Финл|Білор|Белор|Азерб))"
)
_NO_SURNAME = r"(?! (?!Чудотворц)[А-ЯІЇЄҐ])"
# Feasts told by a name alone: «на Покрову», «в день Трійці», «на свято Спаса», «цього Великодня». The rules are those
# of the calendar of greetings; «church» is told of fixed feasts that moved with the calendar.
_NAMED: tuple[tuple[str, str], ...] = (
    (r"Покров[уиаы]?", "church 01.10"),
    (
        r"Друг(?:у|ої) Пречист(?:у|ої)|(?:Різдв[оа]|Рождеств[оа]) (?:Пресвято\w{1,2} )?(?:Богород\w+|Діви\w*|Девы)",
        "church 08.09",
    ),
    (r"(?:Різдв[оа]|Рождеств[оа]) (?:[\w]{5,8} )?(?:Івана|Іоанна|Ивана|Иоанна)", "church 24.06"),
    (r"(?:Різдв[оа]|Рождеств[оа])(?: Христов\w{1,2})?", "church 25.12"),
    (r"Святвечір|Святвечора|Свят(?:ий вечір|ого вечора)|Сочельник", "church 24.12"),
    (
        r"Водохрещ\w{1,2}|Йордан(?:а|у)?|Богоявлен(?:ня|ие|ия)|Хрещення(?! (?:Київ|Рус))(?: Господн\w{1,2})?"
        r"|Крещени[ея](?! (?:Киев|Рус))(?: Господн\w{1,2})?",
        "church 06.01",
    ),
    (rf"(?:[Сс]вятого )?(?:Миколая|Николая){_NO_SURNAME}", "church 06.12"),
    (r"Мако(?:вія|вея)|(?:Медов|Маков)(?:ий|ого|ый) Спаса?", "church 01.08"),
    (r"(?:Яблу?[чо]\w{2,4} )?Спаса?|Преображен(?:ня|ие|ия)(?: Господн\w{1,2})?", "church 06.08"),
    (r"Успін(?:ня)(?: (?:Пресвятої )?Богородиці)?|Успени[ея]|(?:Перш(?:у|ої) )?Пречист(?:у|ої)", "church 15.08"),
    (r"Івана Купала|Купала|Ивана Купалы?", "church 24.06"),
    (r"Стрітення|Сретени[ея]", "church 02.02"),
    (r"Благовіщення|Благовещени[ея]", "church 25.03"),
    (r"(?:Воз|З)движення|Воздвижени[ея]", "church 14.09"),
    (r"(?:[Сс]вятих )?Петра (?:і|й|та|и) Павла", "church 29.06"),
    (
        r"Велик(?:день|одня)|Пасх[уиы]|Паск[уи]|Воскресіння Христов(?:е|ого)"
        r"|(?:Світл(?:е|ого) )?Христов(?:е|ого) Воскресіння|Світл(?:е|ого) Воскресіння"
        r"|Светл(?:ое|ого) (?:Христов[оа] )?Воскресени[ея]|Воскресени[ея] Христов[оа]",
        "Великдень",
    ),
    (r"Трійц[юі]|Троиц[уы]|П'ятдесятниц[юі]|Пятидесятниц[уы]|Зелені свята", "Великдень +49"),
    (r"Вознесіння(?: Господн\w{1,2})?|Вознесени[ея]", "Великдень +39"),
)
# Feasts whose own name has a day in it: «у Вербну неділю», «в День Независимости».
_YEARS = r"(?:[\w'-]{2,14} )?(?:роковини|річницю|годовщину)"
_DAY = r"(?:(?:[Вв]сесвітній|[Мм]іжнародний|[Вв]семирный|[Мм]еждународный) )?(?:День|день) "
_DAYS: tuple[tuple[str, str], ...] = (
    (r"[Вв]ербн(?:у неділю|ої неділі|ое воскресенье)", "Великдень -7"),
    (r"[Зз]елен(?:у неділю|ої неділі|ое воскресенье)", "Великдень +49"),
    (r"(?:Чист|Страсн|Велик|Страстн)(?:ий четвер|ого четверга|[ыо]й четверг)", "Великдень -3"),
    (r"(?:Страсн|Велик|Страстн)(?:у п'ятницю|ої п'ятниці|ую пятницу)", "Великдень -2"),
    (r"(?:Страсн|Велик|Страстн)(?:у суботу|ої суботи|ую субботу)", "Великдень -1"),
    (r"Великодн(?:ю неділю|ьої неділі|ю ніч)|Пасхальн(?:ое воскресенье|ую ночь)", "Великдень"),
    (r"(?:Полив|Облив)аний понеділок|(?:Світл|Великодн)ий понеділок|Светлый понедельник", "Великдень +1"),
    (r"Провідн(?:у неділю|ої неділі)|Томин(?:у неділю|ої неділі)", "Великдень +7"),
    (rf"{_DAY}[Нн]е(?:залежності|зависимости){_ABROAD}", "24.08"),
    (rf"{_DAY}(?:[Дд]ержавного |[Гг]осударственного )?(?:[Пп]рапора|[Фф]лага){_ABROAD}", "23.08"),
    (rf"{_DAY}[Кк]онституц(?:ії|ии){_ABROAD}", "28.06"),
    (rf"{_DAY}(?:[Зз]ахисник(?:ів|а)|[Зз]ащитник(?:ов|а))(?! (?:тварин|животн|довк|дітей|прав))", "state 01.10"),
    (rf"{_DAY}(?:[Гг]ідності|[Дд]остоинства)", "21.11"),
    (rf"{_DAY}[Сс]оборн(?:ості|ости)", "22.01"),
    (rf"{_DAY}(?:[Дд]ержавності|[Гг]осударственности)", "15.07"),
    (rf"{_DAY}(?:пам'яті |памяти )?[Гг]еро(?:їв Небесної Сотні|ев Небесной Сотни)", "20.02"),
    (rf"{_DAY}[Пп]ам'?я(?:ті|ти) (?:жертв )?(?:[Гг]олодомор\w*)", "четверта субота листопада"),
    (rf"{_DAY}[Пп]ам'?я(?:ті|ти) (?:полеглих |загиблих |погибших |павших )?(?:захисників|защитников)", "29.08"),
    (rf"{_DAY}[Пп]ам'?я(?:ті|ти) (?:та|і|й|и) (?:[Пп]еремоги|[Пп]римирення|[Пп]обеды|[Пп]римирения)", "08.05"),
    (rf"{_DAY}[Вв]ишиванки", "третій четвер травня"),
    (rf"{_DAY}[Мм]атер[іи]", "друга неділя травня"),
    (rf"{_YEARS} (?:початку |начала )?(?:повномасштабно|полномасштабно|великої війни|большой войны)\w*", "24.02"),
    (rf"{_YEARS} (?:[Чч]орнобил|[Чч]ернобыл|аварії на ЧАЕС|аварии на ЧАЭС)\w*", "26.04"),
    (r"Першотравень|Першотравня", "01.05"),
)  # fmt: skip
_TABLE = (*_NAMED, *_DAYS)


def _group(first: int, last: int) -> str:
    return "|".join(f"(?P<f{number}>{_TABLE[number][0]})" for number in range(first, last))


_THE = r"(?:[Сс]ам(?:ий|е|у|ый|ое|ую) |[Цц](?:е|ю|ей) )?"
_ON = r"(?:Великдень|Пасху|Різдво|Рождество|Святвечір|Святий вечір|Сочельник|Трійцю|Троицу)\b"
_GREAT = r"(?:(?:велик|світл|светл|церковн|державн|престольн|храмов)\w{1,3} )?"
_FEAST = re.compile(
    rf"\b(?:(?:(?:[Нн]а|[УуВв]) {_THE}|[Цц]ієї )(?:{_group(len(_NAMED), len(_TABLE))})"
    rf"|(?:[Нн]а {_THE}|[УуВв] (?={_ON})"
    rf"|(?:[Нн]а|[УуВв]) {_THE}{_GREAT}(?:свято|праздник|[Дд]ень|ніч на|ночь на) |[Цц]ь?(?:ого|ієї) )"
    rf"(?:{_group(0, len(_NAMED))}))(?![\w»-])"
)
# No text without one of these is searched.
_STEM = re.compile(
    r"Покров|Різдв|Рожд|Свят|Сочель|Водохр|Йордан|Богояв|Хрещен|Крещен|Миколая|Николая|Спас|Преображ|Мако|Медов"
    r"|Успі|Успе"
    r"|Пречист|Купал|Стріт|Срет|Благов|движ|Петра|Велик|Пасх|Паск|Воскр|Світл|Светл|Трійц|Троиц|сятниц|[Зз]елен|Вознес"
    r"|[Вв]ерб|Чист"
    r"|Страс|Полив|Облив|Провідн|Томин|[Дд]ень |роковини|річницю|годовщ|Першотр"
)


# What was promised for a feast, or is told behind a colon of why people came, is no day of the gathering.
_PROMISED = re.compile(
    r"(?i)\b(?:обіця|обеща)\w+ (?!(?:[\w'-]{1,20} )?(?:провести|вийти|прийти|зібрат|стояти|повернут|протест|пікет|выйти"
    r"|прийти|собрат|стоять|вернут|пикет))[^.!?:\n]{0,80}$"
)
_LONGEST_PROMISE = 120
# «Біля траси на Покров»: the town.
_TO_TOWN = re.compile(r"(?i)\b(?:трас|дорог|дороз|потяг|поїзд|поезд|автобус|рейс|колон|шосе|шоссе)\w{0,3} $")
_LONGEST_ROAD = 12


def told(line: str, published: date) -> Iterator[date]:
    """The days of the feasts that a sentence tells to be the day of something, each the nearest to `published`."""
    if not _STEM.search(line):
        return
    old, western, call = (pattern.search(line) is not None for pattern in (_OLD_STYLE, _WESTERN, CALLING))
    colon = line.find(": ")
    aside = colon if colon > 0 and HELD.search(line, 0, colon) else len(line)
    for match in _FEAST.finditer(line):
        if match.start() > aside or _is_spoken_of(match):
            continue
        assert match.lastgroup is not None
        rule = _TABLE[int(match.lastgroup[1:])][1]
        if rule.startswith(_CHURCH):
            yield _of_the_church(rule.removeprefix(_CHURCH), published, old=old, call=call)
        elif rule.startswith(_STATE):
            yield _of_the_state(rule.removeprefix(_STATE), published)
        elif western and rule.startswith(_EASTER):
            yield _of_the_west(rule, published)
        else:
            yield _nearest(rule, published, timedelta())


def _is_spoken_of(match: re.Match[str]) -> bool:
    """Is a feast the time of what was promised, or a town that is called as it is?"""
    line, start = match.string, match.start()
    if match[0].lower() == "на покров" and _TO_TOWN.search(line, max(0, start - _LONGEST_ROAD), start):
        return True
    return _PROMISED.search(line, max(0, start - _LONGEST_PROMISE), start) is not None


def _of_the_church(rule: str, published: date, *, old: bool, call: bool) -> date:
    """A fixed feast by the new calendar, by the old one where that is said or where the text came out just then.

    What is told of has been: only a call may mean an old day that is still to come.
    """
    later = _nearest(rule, published, _OLD)
    newer = _nearest(rule, published, timedelta())
    just_then = abs(later - published) <= _JUST_THEN and (later <= published or call)
    return later if old or newer < NEW_CALENDAR or just_then else newer


def _of_the_state(rule: str, published: date) -> date:
    newer = _nearest(rule, published, timedelta())
    return newer if newer >= NEW_CALENDAR else _nearest(rule, published, _OLD)


def _of_the_west(rule: str, published: date) -> date:
    """A feast so many days from Easter, by the Easter of the West."""
    later = timedelta(days=int(rule.removeprefix(_EASTER) or 0))
    days = (_western_easter(published.year + shift) + later for shift in (-1, 0, 1))
    return min(days, key=lambda day: abs(day - published))


def _western_easter(year: int) -> date:
    """By the computus of Meeus, Jones and Butcher."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    back = (year % 19 + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * back + 114, 31)
    return date(year, month, day + 1)


def _nearest(rule: str, published: date, later: timedelta) -> date:
    days = (_day(rule, published.year + shift) for shift in (-1, 0, 1))
    return min((day + later for day in days if day), key=lambda day: abs(day - published))


@cache
def _day(rule: str, year: int) -> date | None:
    return day_of(rule, year)
