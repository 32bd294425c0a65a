"""The words dates are written with, in Ukrainian, Russian and English. Data only."""

from __future__ import annotations

from datetime import timedelta

_UKRAINIAN = (
    "січень січня січні січ",
    "лютий лютого лютому лют",
    "березень березня березні бер берез",
    "квітень квітня квітні кві квіт",
    "травень травня травні тра трав",
    "червень червня червні чер черв",
    "липень липня липні лип",
    "серпень серпня серпні сер серп",
    "вересень вересня вересні вер верес",
    "жовтень жовтня жовтні жов жовт",
    "листопад листопада листопаді лис лист листоп",
    "грудень грудня грудні гру груд",
)
_RUSSIAN = (
    "январь января январе янв",
    "февраль февраля феврале фев февр",
    "март марта марте мар",
    "апрель апреля апреле апр",
    "май мая мае",
    "июнь июня июне июн",
    "июль июля июле июл",
    "август августа августе авг",
    "сентябрь сентября сентябре сен сент",
    "октябрь октября октябре окт",
    "ноябрь ноября ноябре ноя нояб",
    "декабрь декабря декабре дек",
)
_ENGLISH = (
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sep sept",
    "october oct",
    "november nov",
    "december dec",
)
MONTHS: dict[str, int] = {
    form: number
    for table in (_UKRAINIAN, _RUSSIAN, _ENGLISH)
    for number, forms in enumerate(table, start=1)
    for form in forms.split()
}
DAY_WORDS = {"позавчора": 2, "позавчера": 2, "вчора": 1, "учора": 1, "вчера": 1, "сьогодні": 0, "сегодня": 0}
UNITS: tuple[tuple[str, timedelta], ...] = (
    ("сек", timedelta(seconds=1)),
    ("хв", timedelta(minutes=1)),
    ("мин", timedelta(minutes=1)),
    ("год", timedelta(hours=1)),
    ("час", timedelta(hours=1)),
    ("дн", timedelta(days=1)),
    ("день", timedelta(days=1)),
    ("доб", timedelta(days=1)),
    ("сут", timedelta(days=1)),
    ("тиж", timedelta(weeks=1)),
    ("нед", timedelta(weeks=1)),
)
WRITTEN = {"один": 1, "одну": 1, "одна": 1, "два": 2, "дві": 2, "две": 2, "три": 3, "чотири": 4, "четыре": 4}
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
