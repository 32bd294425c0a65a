"""Which of an item's days its event is on: the tense of the telling decides whether it is to come or has been.

Never guesses a day where the publication has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from classifiers.events import announced, coming, history, postponed, tense, when
from classifiers.events.wording import CALLING, HELD, OURS
from monitor.dates import kyiv_day
from monitor.dates.vocabulary import DAY_WORDS, MONTHS
from monitor.model import Article

_BESIDE, _BEFORE = 1, 3
# A gathering of a feast is told of within so many days of it.
_FEAST_BACK = timedelta(days=21)
# Another gathering than the one told of: «наступний обіцяють 25 березня».
_ANOTHER = re.compile(r"(?i)\b(?:наступн|следующ|знову|снова|опять|вдруге|ще один|ещ[её] од[ин]|повтор)\w*")
_TODAY = re.compile(r"(?i)\b(?:сьогодні|сегодня)\b")


def of(
    article: Article, lines: Sequence[str], at: int, kind: re.Pattern[str] | None = None
) -> tuple[date | None, date | None]:
    """The day of the event that sentence `at` names by `kind`, and the last day where it lasts for several.

    (None, None) where the publication has none, or where what is announced has no day yet.
    """
    if article.published is None:
        return None, None
    published = kyiv_day(article.published.at)
    found = _without_idle_feasts(when.dates(lines, published), lines, at, published)
    found = _without_moved(found, lines, kind, published)
    at = _held_at(lines, at, found, published, kind)
    held = HELD.search(lines[at]) is not None
    same = _told_beside(lines, at, found) or (None if held else _tomorrow(at, found))
    if same is None and (moved := postponed.near(lines, at, kind, published)):
        return moved, None
    same = same or coming.of_week(lines, at, found, published, kind)
    if same is not None:
        return same.day, same.until
    if not held and _UNDER_WAY.search(lines[at]) and not any(f.sentence == at and not f.word for f in found):
        return published, None
    set_for = any(f.set_for and f.sentence == at and f.day > published for f in found)
    been = held or (not set_for and _been(lines[at], [f for f in found if f.sentence == at], published))
    only = not held and announced.only(lines, at, kind)
    ahead = only or set_for or (not been and (_to_come(lines, at) or _only_ahead(found, at, published)))
    chosen = when.choose(found, lines, at, published, ahead=ahead)
    if only and (chosen is None or chosen.day <= published):
        return None, None
    if chosen is None and ahead and (announced.is_open(lines, at, kind) or _day_is_open(lines[at], published)):
        return None, None
    if chosen is None and ahead:
        chosen = when.choose(found, lines, at, published, ahead=False)
    elif chosen is None and not held:
        beside = [f for f in found if abs(f.sentence - at) <= _BESIDE]
        chosen = when.choose(beside, lines, at, published, ahead=True)
    elif chosen is None and tense.count(lines[at], "futr") and not _ANOTHER.search(lines[at]):
        # «Провела збори, на яких призначила мітинг, він пройде 25 березня».
        chosen = when.choose([f for f in found if f.sentence == at], lines, at, published, ahead=True)
    return (chosen.day, chosen.until) if chosen else (published, None)


def _held_at(
    lines: Sequence[str], at: int, found: Sequence[when.Found], published: date, kind: re.Pattern[str] | None
) -> int:
    """«Анонсували молебень у храмі. Молебень провела парафія, у неділю»: where what was only called before is held."""
    if kind is None:
        return at
    here = list(kind.finditer(lines[at]))
    called = bool(here) and all(coming.is_spoken_of(match) for match in here)  # «на зборах проголосували»
    called = called or not HELD.search(lines[at])
    called = called and tense.count(lines[at], "past") > 0 and not tense.count(lines[at], "futr")
    if not called or any(f.sentence == at or f.day > published for f in found):
        return at
    later = range(at + 1, min(at + 1 + _BEFORE, len(lines)))
    told = {f.sentence for f in found if not f.bound}
    return next((n for n in later if n in told and kind.search(lines[n]) and HELD.search(lines[n])), at)


def _day_is_open(line: str, published: date) -> bool:
    """Does a sentence that announces tell only the month to come?"""
    if _UNDER_WAY.search(line) or _TODAY.search(line):
        return False
    months = (match for match in history.MONTH_ALONE.finditer(line) if match[1] and history.is_of_deed(match))
    ahead = ((MONTHS[match[1].lower()] - published.month) % history.YEAR_MONTHS for match in months)
    return any(0 < count <= history.MONTHS_AHEAD for count in ahead)


def _without_idle_feasts(
    found: Sequence[when.Found], lines: Sequence[str], at: int, published: date
) -> list[when.Found]:
    """The days without the holidays that are only spoken of: in a sentence of something else, weeks ago,
    or with its day told there.
    """
    beside = [f for f in found if abs(f.sentence - at) <= _BESIDE and not f.feast and not f.bound]
    number = any(not f.word for f in beside)
    lately = any(f.word in DAY_WORDS for f in beside)
    return [
        f
        for f in found
        if not f.feast
        or (
            _beside_gathering(f, lines, at)
            and f.day >= published - _FEAST_BACK
            and not number
            and not (lately and f.day <= published)
        )
    ]


def _without_moved(
    found: Sequence[when.Found], lines: Sequence[str], kind: re.Pattern[str] | None, published: date
) -> list[when.Found]:
    """The days without those to which something else was put off, or from which the gathering was."""
    others = {number: postponed.days(lines[number], kind, published).others for number in {f.sentence for f in found}}
    return [f for f in found if f.day not in others[f.sentence] or _is_told_again(f, found, lines)]


# «Свято перенесли на 18 жовтня. Того дня ГО проведе ходу».
_THAT_DAY = re.compile(r"(?i)\b(?:(?:того|цього) (?:ж |самого )?дня|в (?:тот|этот) (?:же )?день)\b")


def _is_told_again(moved: when.Found, found: Sequence[when.Found], lines: Sequence[str]) -> bool:
    """Is the day to which something else was put off told once more, as the gathering's own?"""
    if sum((f.sentence, f.day) == (moved.sentence, moved.day) for f in found) > 1:
        return True
    return any(_THAT_DAY.search(line) for line in lines[moved.sentence : moved.sentence + 2])


def _beside_gathering(feast: when.Found, lines: Sequence[str], at: int) -> bool:
    """Does a feast stand in the gathering's sentence, or in one beside that tells of something held or called?"""
    told = lines[feast.sentence]
    beside = abs(feast.sentence - at) <= _BESIDE and (HELD.search(told) or CALLING.search(told))
    return feast.sentence == at or bool(beside)


# «На той самий день»: the day written last before.
_SAME_DAY = re.compile(r"(?i)\b(?:(?:на|у|в) той (?:самий|же) день|того ж дня|(?:на|в) тот же день|в этот же день)\b")
# «Зранку пікетує», «сейчас стоят»: it goes on while it is told.
_UNDER_WAY = re.compile(
    r"(?i)\b(?<!ок )(?<!ду )(?<!лю )(?<!ту )(?<!цю )(?<!ер )(?<!ня )(?:зараз|сейчас|щойно|только что|зранку|вранці"
    r"|с утра)\b[^.!?\n]{0,40}\b(?:пікету[єю]|пикетиру[ею]т|мітингу[єю]|митингу[ею]т|протесту[єю]|протесту[ею]т"
    r"|страйку[єю]|басту[ею]т|стоять|стоит|стоят|тримає|тримають|держ[аи]т|блоку[єю]|блокиру[ею]т|перекрива[єю]"
    r"|перекрыва[ею]т|збира[єю]ться|собира[ею]тся|триває|ид[ёу]т|[йі]де|[йі]дуть)"
)


def _told_beside(lines: Sequence[str], at: int, found: Sequence[when.Found]) -> when.Found | None:
    """The day written last before «на той самий день» in sentence `at`."""
    if not _SAME_DAY.search(lines[at]):
        return None
    return next((f for f in reversed(found) if f.sentence < at and not f.word), None)


def _tomorrow(at: int, found: Sequence[when.Found]) -> when.Found | None:
    """«На пресконференції завтра, об 11:00»: the one day sentence `at` tells, counted from the day of publication."""
    here = [f for f in found if f.sentence == at]
    return here[0] if len(here) == 1 and here[0].word in when.AHEAD and not here[0].bound else None


def _been(line: str, here: Sequence[when.Found], published: date) -> bool:
    """«На мітингу 17 березня вимагали»: does a sentence that announces nothing write a day of late and none to come?"""
    days = [f.day for f in here if not f.bound and (not f.word or f.word in DAY_WORDS)]
    late = bool(days) and all(published - when.LONGEST_BACK <= day <= published for day in days)
    return late and not CALLING.search(line) and not tense.count(line, "futr")


def _only_ahead(found: Sequence[when.Found], at: int, published: date) -> bool:
    """Does sentence `at` write a day to come and none before?"""
    written = [f.day for f in found if f.sentence == at and not f.word and not f.bound]
    return bool(written) and min(written) > published


def told(article: Article, lines: Sequence[str], at: int, *, stamps: bool = True) -> bool:
    """Is a day of late told near sentence `at`? A sentence that is nothing but the day of publication is a stamp."""
    if article.published is None:
        return True
    published = kyiv_day(article.published.at)
    first = max(0, at - _BEFORE)
    near = when.dates(lines[first : at + _BEFORE + 1], published)
    near = [f for f in near if stamps or not when.is_date_line(lines[first + f.sentence], f, published)]
    return any(when.of_late(f, published) and not f.bound for f in near)


def _to_come(lines: Sequence[str], at: int) -> bool:
    """Is it announced: by words of calling near, or by verbs of the future where none tells of the past?"""
    near = " ".join(lines[max(0, at - 2) : at + 3])
    if CALLING.search(near) or (OURS.search(lines[at]) and when.HOUR.search(lines[at])):
        return True
    here = tense.count(lines[at], "futr") - tense.count(lines[at], "past")
    return here > 0 or (here == 0 and tense.count(near, "futr") > tense.count(near, "past"))
