"""The day of an event: every date a text writes, the days it means, and which of them the event is on.

Unlike a publication's date it may lie in the future. Never invents a year far from the publication's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from classifiers.events import beginning, feasts
from classifiers.events.wording import PAST
from monitor.dates.vocabulary import DAY_WORDS, MONTHS

_MONTH = "(" + "|".join(sorted((name for name in MONTHS if len(name) > 2), key=len, reverse=True)) + r")\b"
_RANGE = re.compile(
    rf"(?i)(?<![\d.:])(?:з |із |с |со |від |от )?(\d{{1,2}})(?:-?го)?\s?(по|до|–|—|-|і|й|та|и)"
    rf"\s?(\d{{1,2}})(?:-?го|-?е)?\s{_MONTH}"
)
# «З 28 березня по 2 квітня».
_ACROSS = re.compile(rf"(?i)(?<![\d.:])(\d{{1,2}})\s{_MONTH}\s(?:по|до|–|—|-)\s(\d{{1,2}})\s{_MONTH}")
_NAMED = re.compile(rf"(?i)(?<![\d.:])(\d{{1,2}})(?:-?го|-?е)?\s{_MONTH}(?:,?\s(\d{{4}}))?")
_ORDINALS = {
    "перш": 1, "друг": 2, "трет": 3, "четверт": 4, "п'ят": 5, "шост": 6, "сьом": 7, "восьм": 8, "дев'ят": 9,
    "десят": 10, "одинадцят": 11, "дванадцят": 12, "тринадцят": 13, "чотирнадцят": 14, "п'ятнадцят": 15,
    "шістнадцят": 16, "сімнадцят": 17, "вісімнадцят": 18, "дев'ятнадцят": 19, "двадцят": 20, "тридцят": 30,
    "перв": 1, "втор": 2, "четвёрт": 4, "пят": 5, "шест": 6, "седьм": 7, "девят": 9,
    "одиннадцат": 11, "двенадцат": 12, "тринадцат": 13, "четырнадцат": 14, "пятнадцат": 15, "шестнадцат": 16,
    "семнадцат": 17, "восемнадцат": 18, "девятнадцат": 19, "двадцат": 20, "тридцат": 30,
}  # fmt: skip
_ORDINAL = (
    r"(?:(двадцять|тридцять|двадцать|тридцать)[ -])?("
    + "|".join(sorted(_ORDINALS, key=len, reverse=True))
    + r")(?:ього|ьего|ого|ому|є|ье|ое|е)"
)
_WORDED = re.compile(rf"(?i)\b{_ORDINAL}\s{_MONTH}(?! (?:тисяч|тысяч|дві тис|две тыс))")
# «Двадцятого й двадцять першого березня».
_WORDED_RANGE = re.compile(rf"(?i)\b{_ORDINAL} (?:і|й|та|и|по) {_ORDINAL}\s{_MONTH}")
_DOTTED = re.compile(r"(?<![\d.:])(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?![\d.])")
# «10.04 о 9:00»: a day without a year, not an hour («о 10.04») and not a number («12.10 млн»).
_SHORT = re.compile(
    r"(?i)(?<![\d.:,])(?<!о )(?<!об )(?<!близько )(?<!після )(?<!до )(\d{1,2})\.(0[1-9]|1[0-2])(?![\d.:%])"
    r"(?! ?(?:млн|млрд|тис|грн|га\b|км|кг|м\b|год|см|т\b|%|бал|градус|годин|утра|вечора|дня))"
)
# «Парк 1 Травня»: a month with a capital letter after a street or a park is its name.
_STREET = re.compile(
    r"(?:\b(?:[Пп]арк|[Вв]улиц|[Уу]лиц|[Пп]лощ|[Іі]мен|[Ии]мен|[Сс]квер|[Шш]ахт|[Зз]авод|[Бб]ульвар|[Пп]роспект|[Мм]айдан"
    r"|[Пп]ровул|[Пп]ереул|[Нн]абережн)\w{0,4}|\b[Вв]ул\.|\b[Уу]л\.) \d{1,2}(?:-го)? [А-ЯІ]\w+$"
)
_LONGEST_STREET = 14
# «Останнього дня січня».
_LAST_OF_MONTH = re.compile(rf"(?i)\b(?:останн\w+ (?:дня|день)|последн\w+ (?:дня|день)) {_MONTH}")
# «У суботу, 21-го, о 12:00»: the day of this month or of the next.
_BARE_DAY = re.compile(r"(?<![\d.:№-])(\d{1,2})-(?:го|те|е)(?= числа|[,.;:)]| (?:о|об|в|у|з|с|біля|на) |$)")
_COUNT = r"(?:(\d{1,2}|два|дві|две|три|чотири|четыре|п'ять|пять|кілька|несколько) )?"
_LONG = r"(день|дні|днів|дня|дней|тиждень|тижні|неделю|недели)"
_AGO, _IN_DAYS = re.compile(rf"(?i)\b{_COUNT}{_LONG} (?:тому|назад)\b"), re.compile(rf"(?i)\bчерез {_COUNT}{_LONG}\b")
_NUMBERS = {"два": 2, "дві": 2, "две": 2, "три": 3, "чотири": 4, "четыре": 4, "п'ять": 5, "пять": 5}
_WORD = re.compile(r"(?i)\b(позавчора|позавчера|вчора|учора|вчера|сьогодні|сегодня|завтра|післязавтра|послезавтра)\b")
# «ГО «Полтава завтра»», «рух «Вже сьогодні»»: a word of a body's name is no day.
_NAME_BEFORE = re.compile(
    r"\b(?:ГО|ОО|ГС|БФ|БО|НГО|НПО|(?i:рух|движени|парт[іи]|спілк|союз|організаці|организаци|фонд|об'єднанн|объединени"
    r"|ініціатив|инициатив|платформ|асоціаці|ассоциаци|коаліці|коалици|профспілк|профсоюз|товариств|спільнот|сообществ)"
    r"\w{0,3}) «(?:[А-ЯҐЄІЇЁ][\w'-]* ){0,3}$"
)
_NAME_AFTER = re.compile(r"(?: [\w'-]+){0,2}»")
_LONGEST_NAME = 90
_DAY_OF_WEEK = (
    r"(понеділ\w+|понедельник\w?|вівтор\w+|вторник\w?|сере?ду|серед[уи]|среду|среды|четвер\w*|п'ятниц\w+|пятниц\w+"
    r"|субот(?!ник)\w+|суббот(?!ник)\w+|неділ(?:ю|і|ею)|воскресень[ею])\b"
)
_LAST = r"минул\w{1,3}|прошл\w{2}|прошедш\w{2,3}"
_NEXT = r"наступн\w{1,3}|следующ\w{2,3}|найближч\w{1,3}|ближайш\w{2,3}|грядущ\w{2,3}|прийдешн\w{1,3}"
WEEKDAY = re.compile(
    rf"(?i)\b((?:у|в|во|вже у|з|із|с|на|під|ввечері|вранці|зранку) (?:саму |саме )?"
    rf"(?:(?:ц[юеій]|цей|цю|эту|этот|это|{_LAST}|{_NEXT}"
    r"|[а-яіїєґ]{3,12}ну|світл\w{1,2}|светл\w{2}) )?"
    rf"|(?:цієї|этой|цього|этого|{_LAST}|{_NEXT}) ){_DAY_OF_WEEK}"
)
_HOLY = re.compile(r"верб|чист|страс|велик|світл|светл|полив|облив|провідн|томин|пасхальн|зелен")
_OF_LAST, _OF_NEXT = re.compile(rf"(?i)\b(?:{_LAST})"), re.compile(rf"(?i)\b(?:{_NEXT})")
# «Субота, 11:00»: a day of the week that heads a line, without a preposition.
_HEADING = re.compile(
    r"(?i)(?:^|[^\w\s,] ?)(понеділок|понедельник|вівторок|вторник|середа|среда|четвер|четверг|п'ятниця|пятница"
    r"|субота|суббота|неділя"
    r"|воскресенье)(?=(?:, \d{1,2}-(?:ме|го|е|ге|те))?,? (?:о |об |в )?(?:\d{1,2}[:.]\d\d"
    r"|(?:дев'ята|десята|одинадцята|дванадцята|перша|друга|третя"
    r"|четверта|п'ята|шоста|сьома|восьма|девять|десять|одиннадцать|полдень|опівдні)\b))"
)
_WEEKDAYS = ("пон", "вів|вто", "сер|сре", "чет", "п'я|пят", "суб", "нед|вос")
AHEAD = {"завтра": 1, "післязавтра": 2, "послезавтра": 2}
# A report is of the last weeks, an announcement of the next months; other dates are history or plans.
LONGEST_BACK, LONGEST_AHEAD = timedelta(days=62), timedelta(days=150)
HOUR = re.compile(r"(?<![\d.:])\d{1,2}[:.]\d\d(?!\d|[.:]\d)")
_STAMP_WORDS = 6
_DATE_LINE_WORDS = 4
_BOUND = re.compile(r"(?i)\b(?:до|від|з|із|зі|от|с|со|після|после|по|к|понад|за) $")
_LONGEST_BOUND = 8
_SAID = re.compile(r"«[^»\s]{1,40}(?:\s[^»\s]{1,40}){3,60}»")
# «З 10 березня живуть у наметах»: it is the first day of what lasts, where nothing else tells a day.
_LASTING = re.compile(
    r"(?i)\b(?:трива|стоять|стоят|живу|сидять|сидят|пікету[єюв]|пикет|голоду|голода|чергують|дежурят|розпоч|почал|начал"
    r"|обговор|обсужд"
    r"|слухан|слушан|збира|форум|запрош|приглаш)"
)
# A date that only bounds something counts as so many sentences further away.
_FAR = 50


@dataclass(frozen=True, slots=True)
class Found:
    """A date in the text: the number of its sentence, its day, and the last day of a range."""

    sentence: int
    day: date
    until: date | None = None
    word: str = ""  # «сьогодні», «неділю»: said of a day without writing its number
    set_for: bool = False  # «на 20 липня»: what is set for a day is to come
    bound: bool = False  # «з 1 січня», «до 15-го»: from when or until when something is, seldom the day of an event
    feast: bool = False  # «на Покрову»: a day told by its holiday


# «Матері бійців, які зникли минулої осені, вийшли 1 березня»: what is told of people is no day of the event.
_RELATIVE = re.compile(r"(?i), (?:як(?:ий|а|е|і|их|им|ого|ої)|що|котр\w{1,3}|котор\w{2,3}) [^,]{3,120}, ")


def dates(lines: Sequence[str], published: date) -> list[Found]:
    """Every date of the sentences in order; days without a year are the nearest to `published`."""
    found: list[Found] = []
    for number, line in enumerate(lines):
        straight = line.replace("’", "'").replace("ʼ", "'")
        if PAST.search(straight):
            straight = _RELATIVE.sub(lambda m: ", " if PAST.search(m.group()) else m.group(), straight)
        if PAST.search(straight):
            continue
        told = list(_of(straight, number, published))
        own = (
            {f.day for f in _of(_SAID.sub(" ", straight), number, published)}
            if told and _SAID.search(straight)
            else None
        )
        # What somebody says of a day is seldom of this event's: «вийдемо ще раз у п'ятницю».
        found.extend(f if own is None or f.day in own else replace(f, bound=True) for f in told)
    return found


def _of(line: str, number: int, published: date) -> Iterator[Found]:
    written = _written(line, number, published)
    yield from written
    for match in _WORD.finditer(line):
        word = match[1].lower()
        named = _NAME_BEFORE.search(line, max(0, match.start() - _LONGEST_NAME), match.start())
        if named and _NAME_AFTER.match(line, match.end()):
            continue
        yield Found(number, published + timedelta(days=AHEAD.get(word, -DAY_WORDS.get(word, 0))), word=word)
    yield from _counted(line, number, published)
    if any(not one.bound for one in written):
        return  # «у середу, 15 липня» is one day, told twice
    holidays = list(feasts.told(line, published))
    yield from (Found(number, day, feast=True) for day in holidays)
    for match in WEEKDAY.finditer(line):
        phrase = match[1].lower()
        if holidays and _HOLY.search(phrase):
            continue  # «у Вербну неділю» is one Sunday of the year
        day = _weekday(phrase, match[2].lower(), published)
        yield Found(number, day, word=match[2].lower(), set_for=phrase.startswith("на "))
    for match in _HEADING.finditer(line):
        yield Found(number, _weekday("", match[1].lower(), published), word=match[1].lower())


def _counted(line: str, number: int, published: date) -> Iterator[Found]:
    """«Два дні тому», «через тиждень»."""
    for pattern, sign in ((_AGO, -1), (_IN_DAYS, 1)):
        for match in pattern.finditer(line):
            told = (match[1] or "1").lower()
            count = int(told) if told.isdigit() else _NUMBERS.get(told)
            if count is not None:
                weeks = match[2].lower().startswith(("тиж", "нед"))
                yield Found(number, published + timedelta(days=sign * count * (7 if weeks else 1)), bound=True)


def _written(line: str, number: int, published: date) -> list[Found]:
    """The days told by a number: «15–17 липня», «15 липня», «п’ятнадцяте липня», «15.07.2026»."""
    taken: list[tuple[int, int]] = []
    found = list(_ranges(line, number, published, taken))

    def add(match: re.Match[str], day: date | None) -> None:
        if (
            day
            and not _STREET.search(line[max(0, match.start() - _LONGEST_STREET) : match.end()])
            and not any(start <= match.start() < end for start, end in taken)
        ):
            bound = _BOUND.search(line, max(0, match.start() - _LONGEST_BOUND), match.start()) is not None
            bound = bound and not (day > published and beginning.is_first_day(line, match))
            found.append(Found(number, day, set_for=_set_for(line, match.start()), bound=bound))
            taken.append(match.span())

    for match in _NAMED.finditer(line):
        add(match, _nearest(int(match[1]), match[2], match[3], published))
    for match in _WORDED.finditer(line):
        add(match, _nearest(_ordinal(match[1], match[2]), match[3], None, published))
    for match in _LAST_OF_MONTH.finditer(line):
        add(match, _last_of(match[1], published))
    for match in _DOTTED.finditer(line):
        add(match, _day(int(match[3]) % 100 + 2000, int(match[2]), int(match[1])))
    for match in _SHORT.finditer(line):
        add(match, _closest(int(match[1]), int(match[2]), published))
    for match in _BARE_DAY.finditer(line):
        months = [(published.year + (published.month + shift - 1) // 12, (published.month + shift - 1) % 12 + 1)
                  for shift in (-1, 0, 1)]  # fmt: skip
        days = [day for year, month in months if (day := _day(year, month, int(match[1])))]
        add(match, min(days, key=lambda day: abs(day - published), default=None))
    return found


def _ranges(line: str, number: int, published: date, taken: list[tuple[int, int]]) -> Iterator[Found]:
    """The days of several: «15–17 липня», «15 і 16 липня»; where they lie is put into `taken`."""
    told: list[tuple[re.Match[str], date | None, date | None, bool]] = []
    for match in _ACROSS.finditer(line):
        ends = (_nearest(int(match[1]), match[2], None, published), _nearest(int(match[3]), match[4], None, published))
        told.append((match, *ends, True))
    for match in _RANGE.finditer(line):
        first, last = (_nearest(int(match[part]), match[4], None, published) for part in (1, 3))
        told.append((match, first, last, not match[2].isalpha() or match[2].lower() in ("по", "до")))
    for match in _WORDED_RANGE.finditer(line):
        numbers = (_ordinal(match[1], match[2]), _ordinal(match[3], match[4]))
        first, last = (_nearest(one, match[5], None, published) for one in numbers)
        told.append((match, first, last, False))
    for match, first, last, through in told:
        if first and last and first < last and not any(start <= match.start() < end for start, end in taken):
            taken.append(match.span())
            joined = through or last - first == timedelta(days=1)
            yield Found(number, first, last if joined else None)


def _last_of(month: str, published: date) -> date | None:
    """The last day of the month nearest to the publication."""
    first = _nearest(1, month, None, published)
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1) if first else None


def _ordinal(tens: str | None, ones: str) -> int:
    return ({"дв": 20, "тр": 30}[tens[:2].lower()] if tens else 0) + _ORDINALS[ones.lower()]


def _set_for(line: str, at: int) -> bool:
    return line[:at].lower().endswith((" на ", " на: "))


def is_of_last(phrase: str) -> bool:
    """Is a day of the week told as last week's: «минулої суботи», «в прошлое воскресенье»?"""
    return _OF_LAST.search(phrase) is not None


def _weekday(phrase: str, name: str, published: date) -> date:
    wanted = next(i for i, stems in enumerate(_WEEKDAYS) if name.startswith(tuple(stems.split("|"))))
    back = (published.weekday() - wanted) % 7
    if _OF_NEXT.search(phrase) or phrase.startswith("на "):
        return published + timedelta(days=7 - back)
    return published - timedelta(days=7 if back == 0 and _OF_LAST.search(phrase) else back)


def _nearest(day: int, month: str, year: str | None, published: date) -> date | None:
    number = MONTHS[month.lower()]
    return _day(int(year), number, day) if year else _closest(day, number, published)


def _closest(day: int, month: int, published: date) -> date | None:
    candidates = [_day(published.year + shift, month, day) for shift in (-1, 0, 1)]
    return min((c for c in candidates if c), key=lambda c: abs(c - published), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def choose(found: Sequence[Found], lines: Sequence[str], at: int, published: date, *, ahead: bool) -> Found | None:
    """The date of an event told in sentence `at`: the nearest one on the right side of the publication day."""
    lasting = [f for f in found if not f.bound or _LASTING.search(lines[f.sentence])]
    if ahead:
        coming = [f for f in lasting if published < f.day <= published + LONGEST_AHEAD]
        sure = [f for f in coming if not f.bound]
        weekday = [
            Found(f.sentence, f.day + timedelta(days=7), word=f.word)
            for f in found
            if f.word and f.word not in DAY_WORDS and f.word not in AHEAD and f.day <= published
        ]
        today = [f for f in found if f.word in ("сьогодні", "сегодня")]
        return _near(sure, at) or _near(weekday, at) or _near(today, at) or _near(coming, at)
    fitting = [f for f in lasting if published - LONGEST_BACK <= f.day <= published]
    return _near([f for f in fitting if not _is_stamp(lines[f.sentence], f, published)], at)


def of_late(found: Found, published: date) -> bool:
    """Could an event be on this day: neither history nor a far plan?"""
    return published - LONGEST_BACK <= found.day <= published + LONGEST_AHEAD


def _is_stamp(line: str, found: Found, published: date) -> bool:
    """Is this sentence nothing but the publication's own date?"""
    return not found.word and found.day == published and len(line.split()) <= _STAMP_WORDS and "," in line


def is_date_line(line: str, found: Found, published: date) -> bool:
    """Is a sentence the publication's own date, as at the head of a news item: «11 жовтня 2026 року.»?"""
    return not found.word and found.day == published and len(line.split()) <= _DATE_LINE_WORDS


def _near(found: Sequence[Found], at: int) -> Found | None:
    return min(found, key=lambda f: (abs(f.sentence - at) + _FAR * f.bound, f.sentence), default=None)
