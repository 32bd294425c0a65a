"""An article as grouping sees it: its sentences as keys, its terms, names, values and days. Pure; judges nothing."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from digests.stories import days, numerals
from digests.stories.filed import Filed, placed
from digests.stories.furniture import is_furniture, is_list_of_news, is_reminder, is_signature
from digests.stories.home import NOWHERE, Names, named
from digests.stories.meanings import families, meanings, place
from digests.stories.openings import opens
from digests.stories.skeleton import CACHE, of_lemma, skeleton
from monitor.language import lemmas
from monitor.language.words import Token, normal, scan
from monitor.text import sentences

_KYIV = ZoneInfo("Europe/Kyiv")
_RUSSIAN, _UKRAINIAN = re.compile("[ыэёъ]", re.IGNORECASE), re.compile("[іїєґ]", re.IGNORECASE)
_CYRILLIC = re.compile("[а-я]", re.IGNORECASE)
_STREET = re.compile(r"(?:вул|ул|улиц\w*|вулиц\w*|просп\w*|провул\w*|пров|переул\w*|площ\w*|шлях\w*|шосе)$")
_COUNCIL = re.compile(
    r"(?:міськ|селищн|сільськ|городск|поселков|сельск)\w+ (?:рад|совет|голов|територіальн|территориальн)"
    r"|міськрад|горсовет|(?:громад[аиіу]?|громадою|мер[ауі]?|мэр[ау]?)\b"
)
LEAD = 2  # sentences after the title that say what happened
# Letters, none of them of one language alone, from which a text is Russian: of stretches of 100 letters 47 of 618 in
# Russian texts are so and none of 1,444 in Ukrainian ones.
RUSSIAN = 100
LONGEST = 400  # sentences of one article that are read; the event stands in the first of them
LONGEST_SENTENCE = 2000  # characters; a longer one is a table or a text without stops
SHORTEST_TERM = 3  # letters
NOON = 14  # hour until which a text without a date may tell of the day before
_STOP = """
і й та а але або чи що як це цей ця ці той та те ті він вона воно вони його її їх їй йому ми ви я ти мене нас вас нам
вам мій наш ваш свій себе який яка яке які хто де коли куди звідки чому бо якщо хоча щоб аби навіть тільки лише ще вже
також теж так ні не ж би б у в на з із зі до від за для про при під над перед після через між без по о об протягом
упродовж понад близько майже більше менше дуже тут там тепер нині зараз потім тоді раніше знову бути є був була було
були буде будуть може можуть можна треба слід мати має мають один одна одне кожен весь вся все всі інший сам самий
такий якийсь деякий багато кілька цього цьому цим цих адже отже проте однак причому зокрема крім окрім серед біля
поблизу щодо згідно и да но или что это этот эта эти тот он она они его ее их ей ему мы вы нас вас мой ваш свой себя
который кто где когда куда почему если хотя чтобы даже только лишь еще уже также тоже нет бы с из ко к от об обо под
перед после между течение свыше около почти более менее очень здесь теперь сейчас потом тогда ранее снова быть есть
был была были будет будут могут можно надо следует иметь каждый другой сам самый такой какой-то некоторый много
несколько этого этому этим этих однако кроме среди возле согласно относительно вместе разом січень лютий березень
квітень травень червень липень серпень вересень жовтень листопад грудень року рік роки январь февраль март апрель май
июнь июль август сентябрь октябрь ноябрь декабрь год гривня гривна тисяча мільйон мільярд миллион миллиард тис млн
млрд грн особа человек людина люди понеділок вівторок середа четвер п'ятниця субота неділя понедельник вторник среда
пятница суббота воскресенье завтра сьогодні вчора учора сегодня вчера
"""


Sentence = tuple[str, ...]  # the words of a sentence that tells something, each in its form for comparison


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One article read.

    `terms` is what it speaks of, each so many times as `counts` says; `lead` what its title and first sentences speak
    of; `councils` the places whose council or head it names. Days are (month, day): `days` all it names, `past` those
    over by publication (in an undated article those without a year: its own time), `weekdays` what «у п'ятницю» may
    mean, `published` and `around` when it came out.
    """

    filed: Filed
    order: tuple[float, str]
    russian: bool
    sentences: tuple[Sentence, ...]
    terms: tuple[str, ...]
    counts: tuple[int, ...]
    lead: frozenset[str]
    names: frozenset[str]
    councils: frozenset[str]
    places: frozenset[str]
    values: frozenset[float]
    days: frozenset[tuple[int, int]]
    past: frozenset[tuple[int, int]]
    weekdays: frozenset[tuple[int, int]]
    published: frozenset[tuple[int, int]]
    around: frozenset[tuple[int, int]]

    @property
    def id(self) -> str:
        return self.filed.article.id


@cache
def _stop() -> frozenset[str]:
    return frozenset(of_lemma(lemma) for word in _STOP.split() for lemma in (normal(word), *lemmas(word)))


@lru_cache(CACHE)
def keys_of(word: str, russian: bool) -> tuple[str, ...]:
    """The keys of a word that mean something; a compound of two words gives both."""
    if word[0].isdigit():
        return ()
    keys = (skeleton(part) for part in word.split("-") if len(part) >= SHORTEST_TERM)
    meaning, stop = meanings(russian), _stop()
    return tuple(meaning.get(key, key) for key in keys if key not in stop)


def read(filed: Filed, names: Names = NOWHERE) -> Reading:
    """The article as grouping sees it; `names` are those of the monitored place."""
    article = filed.article
    text = article.text
    russian = is_russian(text)
    moment = article.published
    local = moment.at.astimezone(_KYIV) if moment else None
    published = local.date() if local else None
    notes = _Notes(russian, names)
    told: list[Sentence] = []
    body = "\n".join(part for part in article.paragraphs if not is_list_of_news(part))
    for number, whole in enumerate((article.title, *sentences(body)[:LONGEST])):
        line = whole[:LONGEST_SENTENCE]
        tokens = scan(line)
        if not tokens or is_furniture(line) or is_signature(tokens):
            continue
        figures = numerals.figures(line)
        if number:
            told.append(tuple(token.word for token in tokens))
        if not is_reminder(line):
            notes.take(line, tokens, figures, lead=number <= LEAD)
            notes.days |= days.named(line, published)
            if published is None:
                notes.bare |= days.without_year(line)
            else:
                notes.weekdays |= days.weekdays(line, published)
    return Reading(
        filed=filed,
        order=placed(article),
        russian=russian,
        sentences=tuple(told),
        terms=tuple(notes.terms),
        counts=tuple(notes.terms.values()),
        lead=frozenset(notes.lead),
        names=frozenset(notes.names),
        councils=frozenset(notes.councils),
        places=frozenset(notes.places),
        values=frozenset(notes.values),
        days=frozenset(notes.days),
        past=frozenset(
            notes.bare if published is None else (day for day in notes.days if days.is_past(day, published))
        ),
        weekdays=frozenset(notes.weekdays - notes.days),
        published=_days(published, 0),
        around=_days(published, 0, *((-1,) if local and local.hour < NOON else ())),
    )


def is_russian(text: str) -> bool:
    """By the letters only one of the two languages has; a text of some length with none of either is Russian."""
    russian, ukrainian = len(_RUSSIAN.findall(text)), len(_UKRAINIAN.findall(text))
    return russian > ukrainian or (not ukrainian and len(_CYRILLIC.findall(text)) >= RUSSIAN)


def _days(published: date | None, *offsets: int) -> frozenset[tuple[int, int]]:
    then = [published + timedelta(days=offset) for offset in offsets] if published else []
    return _shared(frozenset((day.month, day.day) for day in then))


@lru_cache(CACHE)
def _shared(days: frozenset[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """One object for equal sets: thousands of articles come out on one day."""
    return days


class _Notes:
    """What one article speaks of, while it is read."""

    def __init__(self, russian: bool, home: Names) -> None:
        self.russian = russian
        self.home = home
        self.terms: Counter[str] = Counter()
        self.lead: set[str] = set()
        self.names: set[str] = set()
        self.councils: set[str] = set()
        self.places: set[str] = set()
        self.values: set[float] = set()
        self.days: set[tuple[int, int]] = set()
        self.bare: set[tuple[int, int]] = set()
        self.weekdays: set[tuple[int, int]] = set()

    def take(self, line: str, tokens: list[Token], figures: set[float], *, lead: bool) -> None:
        shouting = line.isupper()
        ours = named(line, tokens, self.home) if self.home else {}
        said: list[str] = []
        spoken: list[str] = []
        for number, token in enumerate(tokens):
            capital = not shouting and token.text[0].isupper()
            if capital and (where := place(token.word) or ours.get(number)) and not on_street(tokens, number):
                self.places.add(where)
                continue
            keys = keys_of(token.word, self.russian)
            spoken.append(keys[0] if keys else skeleton(token.word))
            said.extend(keys)
            if capital and number and keys and not token.text.isupper() and not opens(line, token.start):
                self.names.update(keys)
            if capital and keys and has_council(tokens, number):
                self.councils.update(keys)
        kinds = families()
        said += [kinds[key] for key in said if key in kinds]
        said += numerals.clocks(line)
        self.terms.update(said)
        if lead:
            self.lead.update(said)
        self.values |= figures | numerals.spelled(spoken)


def on_street(tokens: list[Token], number: int) -> bool:
    """Does the word name a street: «вулиці Соборній»?"""
    return number > 0 and _STREET.match(tokens[number - 1].word) is not None


def has_council(tokens: list[Token], number: int) -> bool:
    """Does the word say whose council or head it is: «Вербосільської міської ради», «городского головы Вербоселья»?

    So does a name after it: of the head and the members every second article tells.
    """
    around = (tokens[number + 1 : number + 3], tokens[max(0, number - 2) : number], tokens[max(0, number - 1) : number])
    return any(_COUNCIL.match(" ".join(token.word for token in near)) is not None for near in around)
