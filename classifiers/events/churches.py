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
from monitor.language.lemmas import parses

_FEAST = (
    r"(?:Покров[иа]|Різдва|Рождества|Успіння|Успения|Преображення|Преображения|Воскресіння|Воскресения|Вознесіння"
    r"|Вознесения|Благовіщення|Благовещения|Воздвиження|Воздвижения|Богоявлення|Богоявления|Введення|Введения"
    r"|Стрітення|Сретения|Трійці|Троицы|Зіслання)"
)
_NAMES = r"[А-ЯҐЄІЇЁ][\w'-]{2,20}(?: (?:(?:і|та|и) )?[А-ЯҐЄІЇЁ][\w'-]{2,20}(?:ого|а|я|ця|ія|ия|ла)\b)?"
_TITLE = (
    r"(?i:св\.|святого|святої|святой|святих|святых|святителя|архистратига|архангела|апостола|апостолів|апостолов|пророка"
    r"|преподобного|великомученика|мученика|мучениці)"
)
_SURNAME = (
    r"(?:Хрестителя|Крестителя|Предтечі|Предтечи|Богослова|Златоуст(?:а|ого)|Чудотворця|Чудотворца|Побідоносця"
    r"|Победоносца|Первозванного|Великого)"
)
_BELIEVERS = r"(?i:адвентист|баптист|п'ятдесятник|пятидесятник|християн|христиан|лютеран)(?:ів|ов|ан)?"
# Whose church it is: «святого Юрія», «Різдва Христового», «Архистратига Михаїла», «отців василіян», «адвентистів».
_OF_SAINT = (
    rf"(?: (?:{_TITLE} ?){{1,2}}{_NAMES}| [А-ЯҐЄІЇЁ][\w'-]{{2,20}} {_SURNAME}\b"
    rf"| (?:Пресвятої |Святої |Живоначальної |Пресвятой |Святой |Живоначальной )?"
    rf"{_FEAST}\b(?: [А-ЯҐЄІЇЁ][\w'-]{{2,20}}(?:ого|ої|ой|иці|ицы)\b){{0,2}}"
    r"| (?:Всіх Святих|Всех Святых|Спасіння|Спасения|Христов[аои]\w{0,2}\b|Христа)"
    r"| [А-ЯҐЄІЇЁ][\w'-]{3,20}(?:ої|ой) ік[ои]н[иі](?: Божої Матері)?| [А-ЯЁ][\w'-]{3,20}ой иконы(?: Божьей Матери)?"
    rf"| (?:євангельських |евангельских )?{_BELIEVERS}(?:-[\w']{{5,15}})?(?: сьомого дня| седьмого дня)?"
    r"| (?i:отців|отцов|сестер|сестёр) [\w'-]{4,20}| (?:УГКЦ|ПЦУ|УПЦ|РКЦ|ЄХБ|ЕХБ))"
)
_HIS = r"(?:храм|собор|кост[её]л|монастир|монастырь)"
_HERS = r"(?:церква|церковь|каплиця|часовня|синагога|мечеть|кірха|кирха|лавра)"
_ADJECTIVE = r"(?:[\w'-]{3,30}(?:ий|ська|цька|ый|ая|ська-|на) )"
# «Храм святого Миколая у Долині 18 жовтня проведе»: no clause, no other name stands between.
_BETWEEN = r"(?:(?! (?:і|й|та|и|де|що|як|щоб|где|что|не)\b)[^.!?;:,–—«»\n]){0,60}?"
# Goods and visitors are gathered too, and a ruin gathers a crowd: only the faithful, or people to a prayer.
_TO_PRAY = (
    r"(?= (?:[\w'-]{2,20} ){0,3}(?:вірян|вірних|парафіян|прихожан|верующ|"
    r"на (?:[\w'-]{2,20} ){0,2}(?:молит|молеб|ход|прощ|чуван|крестн)))"
)
_TO_PROCESSION = r"(?= (?:[\w'-]{2,20} ){0,3}(?:хресн|крестн|молеб|молит|прощ|процес))"
_HOLDS = (
    r"проведе|проводить|провед[её]т|проводит|організ(?:ує|овує)|организует|запрошує|приглашает|кличе|зов[её]т|скликає"
    r"|созывает|влаштовує|устраивает|устроит|анонсує|анонсирует"
)
_HE_HELD = (
    r"провів|пров[её]л|організ(?:ував|овував)|организовал|запросив|пригласил|скликав|созвал|влаштував|устроил|анонсував"
    r"|анонсировал"
)
_SHE_HELD = (
    r"провела|організувала|организовала|запросила|пригласила|скликала|созвала|влаштувала|устроила|анонсувала"
    r"|анонсировала"
)
_GATHERS, _HE_GATHERED, _SHE_GATHERED = "збирає|збере|собирает|собер[её]т", "зібрав|собрал", "зібрала|собрала"
_PLANS, _HE_PLANNED, _SHE_PLANNED = "оголошує|планує|готує|планирует|готовит", "оголосив|объявил", "оголосила|объявила"


def _house(house: str, held: str, gathered: str, planned: str) -> str:
    """A church before a verb of holding that agrees with it."""
    name = rf"(?P<name>{_ADJECTIVE}{{0,3}}(?i:{house})(?![\w-]){_OF_SAINT}?)"
    return (
        rf"(?<![\w-]){name}(?! «){_BETWEEN} (?:(?:{_HOLDS}|{held})\b|(?:{_GATHERS}|{gathered})\b{_TO_PRAY}"
        rf"|(?:{_PLANS}|{planned})\b{_TO_PROCESSION})"
    )


_SUBJECTS = (
    re.compile(_house(_HIS, _HE_HELD, _HE_GATHERED, _HE_PLANNED)),
    re.compile(_house(_HERS, _SHE_HELD, _SHE_GATHERED, _SHE_PLANNED)),
    re.compile(
        r"(?:^|[.!?] )(?P<name>(?i:храми|церкви|костели|собори|монастирі|храмы|соборы|кост[её]лы|монастыри)"
        rf"(?: [А-ЯҐЄІЇЁ][\w'-]{{3,20}})?){_BETWEEN} (?:проведуть|проводять|провели|запрошують|запросили|кличуть"
        r"|організу(?:ють|вали)|проведут|проводят|приглашают|пригласили|зовут|организуют|организовали)\b"
    ),
)
_AT_START = re.compile(rf"(?P<name>{_ADJECTIVE}{{0,3}}(?i:{_HIS}|{_HERS})(?![\w-])(?! «){_OF_SAINT})")
_ITS_PROCESSION = r"(?:[Хх]ресн|[Кк]рестн)\w+ х[оі]д\w* (?:[\w'-]{1,20} ){0,3}(?:готує|планує|готовит|планирует)"
_AFTER_VERB = tuple(
    re.compile(
        rf"\b(?:{_HOLDS}|{held}|{_ITS_PROCESSION}) (?P<name>{_ADJECTIVE}{{0,3}}(?i:{house})(?![\w-])(?! «){_OF_SAINT}?)"
    )
    for house, held in ((_HIS, _HE_HELD), (_HERS, _SHE_HELD))
)
# The accusative of «храм» is its nominative: «у храм», «прикрасили храм».
_NO_SUBJECT = re.compile(
    r"(?i)(?:\b(?:в|у|во|на|під|под|про|через|за|крізь|повз|мимо|сквозь)|\w(?:л[иао]|в|ють|ять|уть|ать|ить|ти|ют|ят))"
    r" (?:[\w'-]{2,20}(?:ий|ій|ый|ой) )?$"
)
_LONGEST_BEFORE = 40
_NO_NOUN = frozenset({"VERB", "PREP", "ADVB", "INFN", "CONJ", "PRCL", "NUMR", "NPRO"})
# A synod is a «собор» too.
_SYNOD = re.compile(
    r"(?i)(?:помісн|поместн|архі[єе]рейськ|архиерейск|вселенськ|вселенск|всеукраїнськ|освящ|священн)\w+ собор"
)
_NEXT_WORD = re.compile(r" ([а-яґєіїё'-]+)")
# «Собор міста», «храм села»: where it stands.
_OF_PLACE = re.compile(r"(?:міст|сел|селищ|смт|громад|район|город|посёлк|поселк|общин)\w{0,3}$")

_GENITIVE = {
    "uk": {"храм": "храму", "собор": "собору", "церкв": "церкви", "костел": "костелу", "монасти": "монастиря",
           "каплиц": "каплиці", "кір": "кірхи", "лавр": "лаври", "синагог": "синагоги", "мечет": "мечеті"},
    "ru": {"храм": "храма", "собор": "собора", "церк": "церкви", "костел": "костёла", "костёл": "костёла",
           "монасты": "монастыря", "часовн": "часовни", "кир": "кирхи", "лавр": "лавры", "синагог": "синагоги",
           "мечет": "мечети"},
}  # fmt: skip
_OBLIQUE = (
    r"(?P<head>храм|собор|церкв|кост[её]л|монастир|монастыр|каплиц|часовн|кірх|кірс|кирх|лавр|синагог|мечет)"
    r"(?:у|і|ом|а|е|и|ах|ві|ові|ою|ой|я|ю|ем)?"
)
# Where a procession sets out and ends, or whose priest leads it; a church that is on its feast day.
_BOUND_FOR = (
    r"\b(?:від|з|із|зі|до|біля|навколо|довкола|от|из|к|возле|вокруг|около|настоятел\w+|священни\w+|отець|парох\w*) "
    r"(?:[\w'-]{3,30}(?:ого|ої|ой|ому) )?"
)
_NAMED_HOUSE = re.compile(rf"(?i:{_BOUND_FOR}{_OBLIQUE})(?P<name>{_OF_SAINT})")
_FEASTING = re.compile(
    rf"(?i:\b{_OBLIQUE})(?P<name>{_OF_SAINT})(?=(?: [\w'-]{{1,20}}){{0,3}} (?i:святкує|відзначає|святкуватиме"
    r"|запрошу(?:є|ють)|празднует|отмечает|приглаша(?:ет|ют))\b)"
)
_INSIDE = re.compile(
    rf"(?i:\b(?:у|в|во|на подвір'ї|біля|возле) (?:(?P<whose>[\w'-]{{3,30}}(?:ому|ій|ом|ой|ого"
    rf"|ої)) )?{_OBLIQUE})(?![\w-])"
    rf"(?P<name>{_OF_SAINT}?)"
)
_OF_WHOM = re.compile(r"(?:ому|ом)$"), re.compile(r"ій$")
_NEAR = 1
_LED = re.compile(r"(?i)\b(?:очол(?:ить|ив|ила|ять|или)|возглав(?:ит|ил|ила|ят|или))\b")
# What is only about a procession: a film on it, a road closed for it.
_ABOUT_IT = re.compile(r"(?i)\b(?:про|через|из-за|о|об) (?:[\w'-]{3,20} )?(?:хресн|крестн|ход[уе]\b|процес)")


@dataclass(frozen=True, slots=True)
class Church:
    """A church as one sentence names it, as the subject of a verb of holding."""

    name: str
    start: int
    end: int


def holding(line: str, language: str) -> Iterator[Church]:
    """The churches that a sentence tells to hold or call to something."""
    for pattern in (*_SUBJECTS, *_AFTER_VERB):
        for match in pattern.finditer(line):
            start, end = match.span("name")
            before = line[max(0, start - _LONGEST_BEFORE) : start]
            if (pattern in _AFTER_VERB or not _NO_SUBJECT.search(before)) and _is_church(
                line, match["name"], end, language
            ):
                yield Church(match["name"], start, end)


def _is_church(line: str, name: str, end: int, language: str) -> bool:
    """Not a synod («собор єпископів»), nor a figure of speech («храм науки»)."""
    if _SYNOD.match(name):
        return False
    after = _NEXT_WORD.match(line, end)
    if after is None or _OF_PLACE.match(after[1]):
        return True
    readings = parses(after[1], language)
    return any(one.tag.POS in _NO_NOUN for one in readings) or not any(
        one.tag.POS == "NOUN" and one.tag.case == "gent" for one in readings
    )


def at_start(name: str) -> str | None:
    """The church with whose name an outlet's begins: «Храм Покрови, Сарни»."""
    found = _AT_START.match(name)
    return found["name"] if found else None


def of_procession(lines: Sequence[str], at: int, language: str, published: date | None) -> str | None:
    """The community of the church a procession of sentence `at` sets out from or is led by, where a day is told.

    Only a church told there or beside; none where pupils, a council or the police go.
    """
    line = lines[at]
    told = when.HOUR.search(line) or _LED.search(line) or HELD.search(line) or CALLING.search(line)
    if published is None or not told or not _is_dated(lines, at, published):
        return None
    if OFFICE.search(line) or _ABOUT_IT.search(line):
        return None
    order = sorted(range(max(0, at - _NEAR), min(len(lines), at + _NEAR + 1)), key=lambda number: abs(number - at))
    found = (
        match for number in order for pattern in (_NAMED_HOUSE, _FEASTING) for match in pattern.finditer(lines[number])
    )
    return next((_community(match["head"], match["name"], language) for match in found), None)


def of_service(lines: Sequence[str], at: int, language: str, published: date | None) -> str | None:
    """The community in whose church sentence `at` tells a service for the country, its soldiers or its dead.

    Only what is told with its day; no Sunday's service, no farewell, nothing that an office comes to hold.
    """
    line = lines[at]
    house = _INSIDE.search(line)
    if house is None or published is None or not FOR_ALL.search(line):
        return None
    near = lines[max(0, at - _NEAR) : at + _NEAR + 1]
    if any(WEEKLY.search(one) or OFFICE.search(one) for one in near):
        return None
    told = SERVED.search(line) or HELD.search(line) or any(CALLING.search(one) for one in near)
    if not told or not _is_dated(lines, at, published, near=0) or any(LAST_HONOURS.search(one) for one in lines):
        return None
    return _community(house["head"], house["name"], language, house["whose"] or "")


def _is_dated(lines: Sequence[str], at: int, published: date, near: int = _NEAR) -> bool:
    first = max(0, at - near)
    days = when.dates(lines[first : at + near + 1], published)
    return any(when.of_late(found, published) and not found.bound for found in days)


def _community(head: str, name: str, language: str, whose: str = "") -> str:
    """«Громада Покровського храму», «община храма Успения»."""
    house = next((form for stem, form in _GENITIVE[language].items() if head.lower().startswith(stem)), head)
    if whose[:1].isupper():  # «нашому», «міському» name no church
        his, hers = _OF_WHOM
        house = f"{hers.sub('ої', his.sub('ого', whose))} {house}"
    return f"{'громада' if language == 'uk' else 'община'} {house}{name}"
