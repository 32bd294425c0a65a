"""Days a text names, comparable between texts: «12 листопада», «12.11.2025», «сьогодні», «минулої п'ятниці». Pure.

A day is (month, day): the year is that of the event unless the text says another. Refuses to guess which Friday is
meant: `weekdays` gives all it may be.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTHS = (
    "січня января",
    "лютого февраля",
    "березня марта",
    "квітня апреля",
    "травня мая",
    "червня июня",
    "липня июля",
    "серпня августа",
    "вересня сентября",
    "жовтня октября",
    "листопада ноября",
    "грудня декабря",
)
_MONTH = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words.split()}
_NTH = r"\d{1,2}(?:-?(?:го|е|ого|те))?"
_ALONE = r"(?<![\d:.,№])"  # no end of an hour, a fraction or a school's number
# «24–25», «24, 25 та 26», «з 24 по 26»: the days before the last one, which bears the month; a span fills up.
_SPAN = rf"{_ALONE}{_NTH}\s?[-–—]\s?|\b(?:зі?|із|від|со?|от)\s{_NTH}\s(?:по|до)\s"
_LIST = rf"{_ALONE}(?:{_NTH},\s){{0,5}}{_NTH}\s(?:та|і|й|и)\s"
DAY = re.compile(
    rf"(?:(?P<span>{_SPAN})|(?P<list>{_LIST})|\b)(?P<day>\d{{1,2}})(?:-?(?:го|е|ого|те))?\s(?P<month>{'|'.join(_MONTH)})\b"
    r"(?:\s(?P<year>\d{4})(?:\s?р(?:оку|\.)|\s?года|\s?г\.)?)?",
    re.IGNORECASE,
)
FIGURES = re.compile(
    rf"(?:(?P<span>{_ALONE}\d{{1,2}}\s?[-–—]\s?)|\b)(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>(?:20)?\d{{2}})\b"
)
WEEK = 7  # days; of a longer span only the ends are named: what fills a month is no event's day
# «у п'ятницю», «минулої п'ятниці»: the nearest such day at most six days back, or ahead with a word of the future.
_WEEKDAYS = tuple(
    re.compile(rf"\b(?:{forms})\b")
    for forms in (
        "понеділ(?:ок|ка|ку)|понедельник[ае]?",
        "вівтор(?:ок|ка|ку)|вторник[ае]?",
        "(?:в|у|минулої|цієї|наступної) серед[уи]|(?:в|прошлую|эту|следующую) среду",
        "четвер(?:га|г)?",
        "п['’ʼ]ятниц[яюі]|пятниц[ауы]",
        "субот[ауи]|суббот[ауы]",
        "неділ[яюі]|воскресень[ея]",
    )
)
_ANY_WEEKDAY = re.compile(r"понеді|понедельн|вівтор|вторник|серед[уи]\b|среду|четвер|ятниц|суб+от|неділ|воскресень")
_DIGIT, _NUMBER = re.compile(r"\d"), re.compile(r"\d+")
LONGEST_MONTH = 31  # days
_TODAY = {"сьогодні": 0, "сегодня": 0, "вчора": -1, "учора": -1, "вчера": -1, "позавчора": -2}
MONTHS = 3  # from its publication within which a dated day may be of the event an article tells
LAWS_BEGIN = (1, 1)  # of all days the one that hardly ever tells an event


def named(sentence: str, published: date | None) -> set[tuple[int, int]]:
    """(month, day) of every date the sentence names; «сьогодні» and its like need the day of publication."""
    found: set[tuple[int, int]] = set()
    if _DIGIT.search(sentence) is not None:
        for match in DAY.finditer(sentence):
            month, year = _MONTH[match["month"].lower()], match["year"]
            if not year or _near(year, month, published):
                found |= {(month, day) for day in _days(match, match["list"])}
        for match in FIGURES.finditer(sentence):
            month = int(match["month"])
            if _near(f"20{match['year'][-2:]}", month, published):
                found |= {(month, day) for day in _days(match, None)}
    found -= {LAWS_BEGIN}
    if published is not None:
        lower = sentence.lower()
        for word, offset in _TODAY.items():
            if word in lower:
                then = published + timedelta(days=offset)
                found.add((then.month, then.day))
    return found


def _days(match: re.Match[str], listed: str | None) -> set[int]:
    """The days of one month a date names: its day, and those of a span or a list before it."""
    last = int(match["day"])
    if listed:
        return {last, *(day for day in map(int, _NUMBER.findall(listed)) if 0 < day <= LONGEST_MONTH)}
    first = int(_NUMBER.findall(match["span"])[0]) if match["span"] else last
    if not 0 < first < last:
        return {last}
    return set(range(first, last + 1)) if last - first < WEEK else {first, last}


def _near(year: str, month: int, published: date | None) -> bool:
    """Is a month of that year near the publication? A day of another year is another event's."""
    return published is None or abs((int(year) - published.year) * 12 + month - published.month) <= MONTHS


def without_year(sentence: str) -> set[tuple[int, int]]:
    """The days named without their year."""
    return {
        (_MONTH[match["month"].lower()], day)
        for match in DAY.finditer(sentence)
        if not match["year"]
        for day in _days(match, match["list"])
    }


def is_past(day: tuple[int, int], published: date) -> bool:
    """Is the nearest such day not after the publication?"""
    ahead = ((day[0] - published.month) * 30.5 + day[1] - published.day + 182) % 366 - 182
    return ahead <= 0


_WEEK_AGO = re.compile(
    r"(?:минув|минуло|пройшов) тиждень|через тиждень після|тиждень тому|тижневої давнин|неделю назад|спустя неделю"
    r"|прошла неделя|через неделю после"
)


def weekdays(sentence: str, published: date) -> set[tuple[int, int]]:
    """(month, day) of the days «у п'ятницю» or «тиждень тому» may mean, before and after publication."""
    found: set[tuple[int, int]] = set()
    small = sentence.lower()
    if "завтра" in small:
        then = published + timedelta(days=1)
        found.add((then.month, then.day))
    if _WEEK_AGO.search(small):
        for back in (6, 7, 8):
            then = published - timedelta(days=back)
            found.add((then.month, then.day))
    if _ANY_WEEKDAY.search(small) is None:
        return found
    for weekday, name in enumerate(_WEEKDAYS):
        if name.search(small):
            back = (published.weekday() - weekday) % 7
            for offset in (-back, 7 - back) if back else (-7, 0, 7):
                then = published + timedelta(days=offset)
                found.add((then.month, then.day))
    return found
