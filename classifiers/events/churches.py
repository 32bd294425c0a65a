"""Churches that are told to hold something themselves, and whose people a gathering at a church is of.

A church is mostly a spot of the town: it holds only what a verb of its own says, as the subject of its clause. Every
pattern is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from classifiers.events import when
from classifiers.events.wording import CALLING, HELD, OFFICE, WEEKLY
from classifiers.events.worship import FOR_ALL, LAST_HONOURS, SERVED

_FEAST = (
    r"(?:Покров[иа]|Різдва|Рождества|Успіння|Успения|Преображення|Преображения|Воскресіння|Воскресения|Вознесіння"
    r"|Вознесения|Благовіщення|Благовещения|Воздвиження|Воздвижения|Богоявлення|Богоявления|Введення|Введения"
    r"|Стрітення|Сретения|Трійці|Троицы|Зіслання)"
)
_NAMES = r"[А-ЯҐЄІЇЁ][\w'-]{2,20}(?: (?:(?:і|та|и) )?[А-ЯҐЄІЇЁ][\w'-]{2,20}(?:ого|а|я|ця|ія|ия|ла)\b)?"
# Whose church it is: «святого Юрія», «Різдва Христового», «Архистратига Михаїла», «отців василіян».
_OF_SAINT = (
    rf"(?: (?i:св\.|святого|святої|святой|святих|святых|святителя|архистратига|архангела|апостола|апостолів"
    rf"|апостолов|пророка|преподобного|великомученика|мученика|мучениці) ?{_NAMES}"
    rf"| {_FEAST}\b(?: [А-ЯҐЄІЇЁ][\w'-]{{2,20}}(?:ого|ої|ой|иці|ицы)\b){{0,2}}"
    r"| (?i:отців|отцов|сестер|сестёр) [\w'-]{4,20}| (?:УГКЦ|ПЦУ|УПЦ|РКЦ))"
)
_HOUSE = r"(?:храм|собор|церква|церковь|костел|кост[её]л|монастир|монастырь|синагога|мечеть|кірха|кирха|лавра)"
_ADJECTIVE = r"(?:[\w'-]{3,30}(?:ий|ська|цька|ый|ая|ська-|на) )"
# «Храм святого Миколая у Долині 18 жовтня проведе»: no clause, no other name stands between.
_BETWEEN = r"(?:(?! (?:і|й|та|и|де|що|як|щоб|где|что|не)\b)[^.!?;:,–—«»\n]){0,60}?"
_HOLDS = (
    r"(?:проведе|проводить|провів|провела|провед[её]т|проводит|пров[её]л|організ(?:ує|овує|ував|увала)"
    r"|организ(?:ует|овал|овала)|запрошує|запросив|запросила|приглашает|пригласил|пригласила|кличе|зов[её]т"
    r"|збирає|збере|зібрав|зібрала|собирает|собер[её]т|собрал|собрала|скликає|скликав|скликала|влашт(?:овує|ував|увала)"
    r"|устраивает|устроит|устроил|устроила|анонсує|анонсував|анонсувала|анонсировал|анонсировала)"
)
_SUBJECT = re.compile(
    rf"\b(?P<name>{_ADJECTIVE}{{0,3}}(?i:{_HOUSE})(?![\w-]){_OF_SAINT}?)(?= «)?(?! «){_BETWEEN} {_HOLDS}\b"
)
_AFTER_VERB = re.compile(rf"\b{_HOLDS} (?P<name>{_ADJECTIVE}{{0,3}}{_HOUSE}(?![\w-])(?! «){_OF_SAINT}?)")
# The accusative of «храм» is its nominative: «у храм», «прикрасили храм».
_NO_SUBJECT = re.compile(
    r"(?i)(?:\b(?:в|у|во|на|під|под|про|через|за|крізь|повз|мимо|сквозь)|\w(?:ли|ють|ять|уть|ать|ить|ют|ят))"
    r" (?:[\w'-]{2,20}(?:ий|ій|ый|ой) )?$"
)
_LONGEST_BEFORE = 40

_GENITIVE = {
    "uk": {"храм": "храму", "собор": "собору", "церкв": "церкви", "костел": "костелу", "монасти": "монастиря",
           "каплиц": "каплиці", "лавр": "лаври", "синагог": "синагоги", "мечет": "мечеті"},
    "ru": {"храм": "храма", "собор": "собора", "церк": "церкви", "костел": "костёла", "костёл": "костёла",
           "монасты": "монастыря", "часовн": "часовни", "лавр": "лавры", "синагог": "синагоги", "мечет": "мечети"},
}  # fmt: skip
_OBLIQUE = (
    r"(?P<head>храм|собор|церкв|костел|кост[её]л|монастир|монастыр|лавр|синагог|мечет)(?:у|і|ом|а|е|и|ах|ві|ові|ою|ой"
    r"|я|ю|ем)?"
)
_NAMED_HOUSE = re.compile(rf"(?i:\b{_OBLIQUE})(?P<name>{_OF_SAINT})")
_INSIDE = re.compile(
    rf"(?i:\b(?:у|в|во|на подвір'ї|біля|возле) (?:(?P<whose>[\w'-]{{3,30}}(?:ому|ій|ом|ой|ого"
    rf"|ої)) )?{_OBLIQUE})(?![\w-])"
    rf"(?P<name>{_OF_SAINT}?)"
)
_NEAR = 1
_HOUR = re.compile(r"(?<![\d.:])\d{1,2}[:.]\d\d(?![\d.:])")
_LED = re.compile(r"(?i)\b(?:очол(?:ить|ив|ила|ять|или)|возглав(?:ит|ил|ила|ят|или))\b")


@dataclass(frozen=True, slots=True)
class Church:
    """A church as one sentence names it, as the subject of a verb of holding."""

    name: str
    start: int
    end: int


def holding(line: str) -> Iterator[Church]:
    """The churches that a sentence tells to hold or call to something."""
    for pattern in (_SUBJECT, _AFTER_VERB):
        for match in pattern.finditer(line):
            start, end = match.span("name")
            before = line[max(0, start - _LONGEST_BEFORE) : start]
            if pattern is _AFTER_VERB or not _NO_SUBJECT.search(before):
                yield Church(match["name"], start, end)


def of_procession(lines: Sequence[str], at: int, language: str, published: date | None) -> str | None:
    """The community of the church a procession of sentence `at` sets out from or is led by, where a day is told."""
    line = lines[at]
    told = _HOUR.search(line) or _LED.search(line) or HELD.search(line) or CALLING.search(line)
    if published is None or not told or not _is_dated(lines, at, published):
        return None
    order = sorted(range(len(lines)), key=lambda number: abs(number - at))
    found = (match for number in order for match in _NAMED_HOUSE.finditer(lines[number]))
    return next((_community(match["head"], match["name"], language) for match in found), None)


def of_service(lines: Sequence[str], at: int, language: str, published: date | None) -> str | None:
    """The community in whose church sentence `at` tells a service for the country, its soldiers or its dead.

    Only what is told with its day; no Sunday's service, no farewell, nothing that an office comes to hold.
    """
    line = lines[at]
    house = _INSIDE.search(line)
    if house is None or published is None or not FOR_ALL.search(line) or WEEKLY.search(line) or OFFICE.search(line):
        return None
    near = lines[max(0, at - _NEAR) : at + _NEAR + 1]
    told = SERVED.search(line) or HELD.search(line) or any(CALLING.search(one) for one in near)
    if not told or not _is_dated(lines, at, published, near=0) or any(LAST_HONOURS.search(one) for one in lines):
        return None
    return _community(house["head"], house["name"], language)


def _is_dated(lines: Sequence[str], at: int, published: date, near: int = _NEAR) -> bool:
    first = max(0, at - near)
    days = when.dates(lines[first : at + near + 1], published)
    return any(when.of_late(found, published) and not found.bound for found in days)


def _community(head: str, name: str, language: str) -> str:
    house = next((form for stem, form in _GENITIVE[language].items() if head.lower().startswith(stem)), head)
    return f"{'громада' if language == 'uk' else 'община'} {house}{name}"
