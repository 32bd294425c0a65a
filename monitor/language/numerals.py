"""Numbers, plurals and dates in Ukrainian, as an office writes them. Pure; knows no sentence of any product.

Numbers of four digits stay whole, longer ones are grouped with no-break spaces; fractions take a comma.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

KYIV = ZoneInfo("Europe/Kyiv")
NBSP = "\u00a0"
Number = int | float | Decimal
_UK = Locale("uk")
# Four digits are not split in Ukrainian typesetting («1274 матеріали»), five and more are («12 500»).
_GROUPED_FROM = 10_000


@dataclass(frozen=True, slots=True)
class Noun:
    """The forms a numeral asks for: 1 матеріал, 2 матеріали, 5 матеріалів, 1,5 матеріалу (genitive singular)."""

    one: str
    few: str
    many: str
    part: str


MATERIAL = Noun("матеріал", "матеріали", "матеріалів", "матеріалу")
STORY = Noun("подія", "події", "подій", "події")
TOPIC = Noun("тема", "теми", "тем", "теми")
RELEASE = Noun("повідомлення", "повідомлення", "повідомлень", "повідомлення")
TAKE = Noun("передрук", "передруки", "передруків", "передруку")
OUTLET = Noun("видання", "видання", "видань", "видання")
SOURCE = Noun("джерело", "джерела", "джерел", "джерела")
CITATION = Noun("пряме посилання", "прямі посилання", "прямих посилань", "прямого посилання")
REPRINT = Noun("передрук", "передруки", "передруків", "передруку")
MARK = Noun("позначка", "позначки", "позначок", "позначки")
PAGE = Noun("сторінка", "сторінки", "сторінок", "сторінки")
DAY = Noun("день", "дні", "днів", "дня")
HOUR = Noun("година", "години", "годин", "години")
MINUTE = Noun("хвилина", "хвилини", "хвилин", "хвилини")


def number(value: Number) -> str:
    """The number in figures: 1274, 12 500, 0,5; a minus is the sign −, never a hyphen."""
    size = _operand(value)
    text = format_decimal(size, locale=_UK, group_separator=size >= _GROUPED_FROM)
    return ("−" if value < 0 else "") + text


def signed(value: Number) -> str:
    """A difference with its sign: +5, −3, 0."""
    return ("+" if value > 0 else "") + number(value)


def plural(value: Number, noun: Noun) -> str:
    """The noun's form after this number in the nominative (CLDR plural rules for uk)."""
    forms = {"one": noun.one, "few": noun.few, "many": noun.many}
    return forms.get(_UK.plural_form(_operand(value)), noun.part)


def is_singular(value: Number) -> bool:
    """Does the verb after this number stand in the singular: «21 матеріал чекає», but «11 матеріалів чекають»."""
    return _UK.plural_form(_operand(value)) == "one"


def count(value: Number, noun: Noun) -> str:
    """«1 матеріал», «2 матеріали», «5 матеріалів», «1,5 матеріалу»."""
    return f"{number(value)} {plural(value, noun)}"


def genitive(value: int, noun: Noun) -> str:
    """The genitive, as after «з» or «до»: «34 джерел», «21 джерела»."""
    return f"{number(value)} {noun.part if is_singular(value) else noun.many}"


def out_of(value: int) -> str:
    """The preposition «з» as euphony wants it before the number read aloud: «з 34», «із 7», «із 100»."""
    return "із" if _first_sound(value) in ("с", "ш") else "з"


def _operand(value: Number) -> int | Decimal:
    return abs(value) if isinstance(value, int) else Decimal(str(abs(value)))


def _first_sound(value: int) -> str:
    """The first letter of the cardinal in the genitive, where it matters: сім, сорок, сто, шість; else «»."""
    lead = value
    while lead >= 1000:
        lead //= 1000
    if lead >= 100:
        lead = lead // 100 * 100
    elif lead >= 20:
        lead = lead // 10 * 10
    names = {6: "ш", 7: "с", 16: "ш", 17: "с", 40: "с", 60: "ш", 70: "с", 100: "с", 600: "ш", 700: "с"}
    return names.get(lead, "")


# --- ordinals -----------------------------------------------------------------------------------------------------

Gender = Literal["m", "f", "n"]
Case = Literal["nominative", "genitive"]
# The ending carries one letter after a vowel, two after a consonant: п’ятий 5-й, п’ята 5-та, п’ятого 5-го.
_FEMININE = {1: "ша", 2: "га", 3: "тя", 4: "та", 5: "та", 6: "та", 7: "ма", 8: "ма", 9: "та", 0: "та"}
_NEUTER = {1: "ше", 2: "ге", 3: "тє", 4: "те", 5: "те", 6: "те", 7: "ме", 8: "ме", 9: "те", 0: "те"}


def ordinal(value: int, gender: Gender = "m", case: Case = "nominative") -> str:
    """«48-й», «2-га», «3-тє»; in the genitive «48-го», «51-ї». Raises ValueError below 1."""
    if value < 1:
        raise ValueError("an ordinal counts from 1")
    if case == "genitive":
        return f"{value}-{'ї' if gender == 'f' else 'го'}"
    if gender == "m":
        return f"{value}-й"
    return f"{value}-{_ordinal_ending(value, _FEMININE if gender == 'f' else _NEUTER)}"


def _ordinal_ending(value: int, endings: dict[int, str]) -> str:
    last = endings[5][-1]
    if value % 100 == 40:
        return "в" + last
    if value % 100 in (0, 11, 12, 13, 14, 15, 16, 17, 18, 19):
        return ("н" if value % 1000 == 0 else "т") + last
    return endings[value % 10]


# --- dates and times ----------------------------------------------------------------------------------------------


def kyiv(moment: datetime) -> datetime:
    """The instant in Europe/Kyiv. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return moment.astimezone(KYIV)


def clock(moment: datetime) -> str:
    """«09:15» in Europe/Kyiv."""
    return kyiv(moment).strftime("%H:%M")


def midnight(day: date) -> datetime:
    """The instant the day begins in Europe/Kyiv."""
    return datetime(day.year, day.month, day.day, tzinfo=KYIV)


def day_month(day: date) -> str:
    """«22 листопада»."""
    return format_date(day, "d MMMM", locale=_UK)


def long_date(day: date) -> str:
    """«22 листопада 2026 року»."""
    return f"{format_date(day, 'd MMMM y', locale=_UK)} року"


def short_date(day: date) -> str:
    """«22.11.2026»."""
    return day.strftime("%d.%m.") + f"{day.year:04d}"


def weekday(day: date) -> str:
    """«неділя»."""
    # CLDR writes U+02BC; offices and search boxes use the typographic apostrophe.
    return format_date(day, "EEEE", locale=_UK).replace("\u02bc", "’")


def weekday_date(day: date) -> str:
    """«неділя, 22 листопада»."""
    return f"{weekday(day)}, {day_month(day)}"


def month_year(day: date) -> str:
    """«листопад 2026 року»."""
    return f"{format_date(day, 'LLLL y', locale=_UK)} року"


def date_range(first: date, last: date) -> str:
    """«16–22 листопада 2026 року», «28 вересня – 4 жовтня 2026 року», over New Year with both years."""
    if first > last:
        raise ValueError("a period ends before it begins")
    if first == last:
        return long_date(first)
    if first.year != last.year:
        return f"{long_date(first)} – {long_date(last)}"
    if first.month != last.month:
        return f"{day_month(first)} – {long_date(last)}"
    return f"{first.day}–{long_date(last)}"


def short_range(first: date, last: date) -> str:
    """«16.11–22.11.2026», over New Year «28.12.2026–03.01.2027»; a single day is «22.11.2026»."""
    if first == last:
        return short_date(last)
    return f"{f'{first:%d.%m}' if first.year == last.year else short_date(first)}–{short_date(last)}"


def from_to(first: date, last: date) -> str:
    """«з 1 по 7 листопада 2026 року», «із 7 по 13 …»; a single day is «за 7 листопада 2026 року»."""
    if first == last:
        return f"за {long_date(first)}"
    same_month = (first.year, first.month) == (last.year, last.month)
    begin = str(first.day) if same_month else day_month(first) if first.year == last.year else long_date(first)
    return f"{_from_day(first.day)} {begin} по {long_date(last)}"


def _from_day(day: int) -> str:
    # «із сьомого», «із шостого», «із шістнадцятого», «із сімнадцятого»; «з двадцять сьомого».
    return "із" if day in (6, 7, 16, 17) else "з"


def days(first: date, last: date) -> tuple[date, ...]:
    """Every day from `first` to `last`, both included."""
    return tuple(first + timedelta(days=step) for step in range((last - first).days + 1))


# «ст. 5», «п. 2», «буд. 14»: what stands before a number and is nothing without it.
_BEFORE_NUMBERS = (
    "ст",
    "ч",
    "п",
    "пп",
    "абз",
    "розд",
    "с",
    "стор",
    "т",
    "вип",
    "буд",
    "корп",
    "кв",
    "каб",
    "оф",
    "тел",
)
_NUMBERED = "|".join(rf"(?<=\b{short}\.) (?=\d)" for short in _BEFORE_NUMBERS)
_BINDING = re.compile(rf"(?<=\d) (?=[^\W\d_])|(?<=№) (?=\d)|{_NUMBERED}|(?<=«) | (?=[»–—])", re.IGNORECASE)


def bind(text: str) -> str:
    """The text with no-break spaces where a printed line must not end: «5 матеріалів», «№ 3», «ст. 5», a dash."""
    return _BINDING.sub(NBSP, text)
