"""How likely two articles tell of one event, from what they share and where they part. Pure.

A logistic model over a few readable traits; its weights, made by `fit_likeness`, stand in `data/likeness.tsv`. The
rarity of a term is that in the window at hand, smoothed by that in ordinary local news, so that two articles alone
in the world can be compared and the mayor's name, in every second article, still ties nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from digests.stories import numerals
from digests.stories.background import background
from digests.stories.contradiction import parting
from digests.stories.reading import Reading
from digests.stories.reuse import NOTHING, Reuse, verbatim
from digests.stories.skeleton import of_lemma
from monitor.language.words import normal
from monitor.text import words

WEIGHTS = Path(__file__).parent / "data" / "likeness.tsv"
PRIOR = 100  # articles the background counts for; 20 to 300 do equally well
UNSEEN = 0.3  # texts of the background that hold a word it does not know
LEAD = 1.3  # weight of a term of the title and first sentences
FAMILY = 0.5  # weight of a kind of event beside that of a word
PLAIN = 2.0  # rarity below which a shared term says nothing (in every seventh article)
# Evidence and values two articles must share besides for a common day, or a kind of event on one day, to count in full
# (of less its square): all a council decides in one sitting shares the day. Of pairs above 0.4 that shared less, 15 of
# 18 of two events rested on a common day, and 3 of 15 of one.
MATTER = 4.5
SOME = 2.0  # the same where one names the day the other came out on
UNKNOWN_GAP = 1.0  # days between two articles of which one has no date
SAME_NEWS_DAY = 0.8  # days
# Log odds: without dates invented hard negatives of full length ask for 0.65-0.75 where dated ones ask for 0.55.
SHY = 0.5
# What is left of a likelihood where the days or the names part: so do the days of 1 and the names of none of 162 pairs
# of one story, and those of most bulletins and forecasts.
PARTED = 0.25
NAME, NAMES = 4.5, 3  # rarity from which a name tells one event from another, and how many of them each must have
COPY, SURE = 0.5, 0.97  # a text of which half stands in the other tells of the same
# Words from which two outlets' posts of one wording are one text, however few they are; a siren's «Увага!» has fewer.
POST = 6
# A text that tells less than this shares two words with another by chance: it joins with others' support, as a copy, or
# where an exact value is shared besides.
TINY, HALF_SURE = 15.0, 0.5
LITTLE = 1.5  # the same where they share less than this of evidence, values and kind
# Words from which a headline is one of a matter: «Повітряна тривога», «Погода на завтра» stand over many.
HEADLINE = 4
# Who decides or tells it: in every second article of a town's news, whatever a small window says.
BODIES = "рада міський виконком виконавчий комітет депутат голова мер міськрада адміністрація управління департамент"
DOUBTED = 0.3  # likelihood from which the two are laid side by side: a lesser one hardly ties anything
TRANSLATED = 0.9  # the same for a text in the other language, of which no sentence stands in the first as it is
TWO_EVENTS = 0.05  # what is left where they contradict each other: three such pairs join nothing either
ALIGNABLE = 8.0  # evidence two texts must share before their sentences are compared: one sentence gives as much


@cache
def _bodies() -> frozenset[str]:
    return frozenset(of_lemma(normal(word)) for word in BODIES.split())


class Rarity:
    """How rare each term of a window is: minus the logarithm of the share of articles it stands in, smoothed.

    `telling` is what it tells that two articles share a term: nothing for a plain one, nor for a `mute` one, which
    names the town, its council, or a value weighed elsewhere.
    """

    def __init__(self, readings: Sequence[Reading]) -> None:
        ordinary = background()
        towns = (town for reading in readings for town in reading.councils)
        counts = Counter(term for reading in readings for term in reading.terms)
        self._of: dict[str, float] = {}
        self.telling: dict[str, float] = {}
        for term, count in counts.items():
            share = (ordinary.texts.get(term, 0) + UNSEEN) / ordinary.articles
            rare = -math.log((count + PRIOR * share) / (len(readings) + PRIOR))
            self._of[term] = rare
            if rare > PLAIN:
                self.telling[term] = (rare - PLAIN) * (FAMILY if term[0] == "~" else 1.0)
        full_hours = (term for term in counts if term[0] == ":" and term.endswith(":00"))
        self.mute = frozenset((*towns, *full_hours, *numerals.words(), *_bodies()))

    def __call__(self, term: str) -> float:
        return self._of[term]


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """A reading in its window: the weight of each term, and the vector's length, whole and of the lead.

    `told` is all its terms together tell; `exact`, `clocks` and `names` are what tells one event from another.
    """

    reading: Reading
    weights: dict[str, float]
    length: float
    lead_length: float
    told: float
    exact: frozenset[float]
    clocks: frozenset[str]
    names: frozenset[str]


def weigh(reading: Reading, rarity: Rarity) -> Weighed:
    """The reading as a weighted vector: log frequency times rarity, the lead a little heavier."""
    weights: dict[str, float] = {}
    for term, count in zip(reading.terms, reading.counts, strict=True):
        kind = FAMILY if term[0] == "~" else 1.0
        weights[term] = (1 + math.log(count)) * rarity(term) * kind * (LEAD if term in reading.lead else 1.0)
    return Weighed(
        reading=reading,
        weights=weights,
        length=math.sqrt(sum(value * value for value in weights.values())) or 1.0,
        lead_length=math.sqrt(sum(value * value for term, value in weights.items() if term in reading.lead)) or 1.0,
        told=sum(rarity.telling.get(term, 0.0) for term in reading.terms),
        exact=frozenset(value for value in reading.values if numerals.telling(value) > 1),
        clocks=frozenset(term for term in reading.terms if term[0] == ":"),
        names=frozenset(name for name in reading.names if rarity(name) > NAME),
    )


@dataclass(frozen=True, slots=True)
class Traits:
    """What two articles share and where they part; each field is one input of the model."""

    cosine: float
    evidence: float
    kind: float
    kind_same_day: float
    values: float
    names: float
    day: float
    same_day: float
    days_part: float
    fits: float
    undated: float
    gap: float
    lead: float
    lead_cosine: float
    shorter: float
    longer: float
    translated: float
    places_part: float
    places: float
    sentences: float
    copy: float
    names_part: float
    values_part: float


def traits(left: Weighed, right: Weighed, rarity: Rarity) -> Traits:
    """The model's inputs for two articles; the order of the two does not matter."""
    if (len(right.weights), right.reading.order) < (len(left.weights), left.reading.order):
        left, right = right, left
    one, two = left.reading, right.reading
    ours, theirs = left.weights, right.weights
    shared = [term for term in ours if term in theirs]  # in the order of the text: sums must not depend on hashes
    lead = [term for term in shared if term in one.lead and term in two.lead]
    telling = [(term, rarity.telling[term]) for term in shared if term in rarity.telling and term not in rarity.mute]
    evidence = sum(value for _, value in telling)
    kinds = sum(max(0.0, rarity(term) - 1.0) for term in lead if term[0] == "~")
    gap = _gap(one, two)
    published, same_day = one.published | two.published, one.published & two.published
    days = one.days & two.days
    ahead = (one.days & two.weekdays | two.days & one.weekdays) if gap > 1 else frozenset()
    common_places = one.places & two.places
    places = len(common_places) / len(one.places | two.places) if one.places and two.places else 0.5
    days_part = _days_part(one, two)
    places_part = bool(one.places and two.places and not common_places)
    aligned = _aligned(one, two) if evidence >= ALIGNABLE else NOTHING
    lead_shared = sum(ours[term] * theirs[term] for term in lead)
    values = numerals.weight(one.values & two.values)
    matter = min(1.0, (evidence + values) / MATTER) ** 2
    return Traits(
        cosine=math.log(sum(ours[term] * theirs[term] for term in shared) / (left.length * right.length) + 0.01),
        evidence=math.log1p(evidence),
        kind=math.log1p(kinds),
        kind_same_day=math.log1p(kinds) * places * matter if gap < SAME_NEWS_DAY else 0.0,
        values=math.log1p(values),
        names=math.log1p(sum(value for term, value in telling if term in one.names or term in two.names)),
        day=float(bool((days - published) | ahead)) * matter,
        same_day=float(bool(days & published) and not days - published) * matter,
        days_part=float(days_part),
        fits=(_fits(one, two) + _fits(two, one)) * min(1.0, (evidence + values) / SOME),
        undated=float(not math.isfinite(one.order[0] - two.order[0])),
        gap=math.log1p(gap),
        lead=math.log1p(sum(value for term, value in telling if term in one.lead and term in two.lead)),
        lead_cosine=math.log(lead_shared / (left.lead_length * right.lead_length) + 0.02),
        shorter=math.log(min(left.told, right.told) + 8),
        longer=math.log(max(left.told, right.told) + 8),
        translated=float(one.russian != two.russian),
        places_part=float(places_part),
        places=places,
        sentences=math.log1p(aligned.sentences),
        copy=float(
            (aligned.share >= COPY and aligned.sentences > 1)
            or (gap <= 1 and _one_wording(one, two))
            or (bool(same_day) and _excerpt(one, two))
        ),
        names_part=float(_names_part(left, right)),
        values_part=float(_values_part(left, right)),
    )


def _days_part(one: Reading, two: Reading) -> bool:
    """Both tell of days that are over, or both only of days to come, and of none the same."""
    if one.days & two.days or not one.days or not two.days:
        return False
    return bool(one.past) == bool(two.past)


def _aligned(one: Reading, two: Reading) -> Reuse:
    """What stands in both: sentences of the shorter text looked for in the longer."""
    short, long = sorted((one, two), key=lambda reading: (len(reading.sentences), reading.order))
    return verbatim(short, long)


def _one_wording(one: Reading, two: Reading) -> bool:
    """Do two outlets print the same words, whatever the stops between them?"""
    if one.filed.outlet.id == two.filed.outlet.id:
        return False  # one outlet's post of the same words may be of the next alarm
    count = sum(map(len, one.sentences))
    if count < POST or count != sum(map(len, two.sentences)):
        return False
    ours, theirs = chain.from_iterable(one.sentences), chain.from_iterable(two.sentences)
    return all(word == other for word, other in zip(ours, theirs, strict=True))


def _excerpt(one: Reading, two: Reading) -> bool:
    """Does one outlet print, under the other's headline, nothing but sentences of its text? To be asked of one day.

    One sentence is too little to tie two texts by; under one headline it is the text cut short. Where both say the same
    and no more, nothing was cut: «Усі в укриття!» is of either alarm of a day.
    """
    if one.filed.outlet.id == two.filed.outlet.id or len(one.sentences) == len(two.sentences):
        return False
    headline = words(one.filed.article.title)
    if len(headline) < HEADLINE or headline != words(two.filed.article.title):
        return False
    return _aligned(one, two).share >= 1


def _gap(one: Reading, two: Reading) -> float:
    gap = abs(one.order[0] - two.order[0]) / 86400
    return gap if math.isfinite(gap) else UNKNOWN_GAP


def _fits(dated: Reading, silent: Reading) -> float:
    """1 where one names the day on which, or before which, the other, which names none, was published."""
    return float(bool(dated.days & silent.around and not silent.days))


def _names_part(left: Weighed, right: Weighed) -> bool:
    """Both name several rare names, and neither names any of the other's."""
    if min(len(left.names), len(right.names)) < NAMES:
        return False
    return left.names.isdisjoint(right.weights) and right.names.isdisjoint(left.weights)


def _values_part(left: Weighed, right: Weighed) -> bool:
    """Both state exact values, or times and scores, and none is the same."""
    if len(left.exact) > 1 and len(right.exact) > 1 and not left.exact & right.exact:
        return True
    return bool(left.clocks and right.clocks and not left.clocks & right.clocks)


@cache
def _model(*, dated: bool) -> tuple[float, tuple[tuple[str, float], ...]]:
    """(intercept, weights) of the model for two dated articles, or for two of which one has no date."""
    rows = [line.split("\t") for line in WEIGHTS.read_text("utf-8").splitlines() if line[0] != "#"]
    weights = {name: float(ours if dated else theirs) for name, ours, theirs in rows}
    return weights.pop("intercept"), tuple(weights.items())


def likeness(left: Weighed, right: Weighed, rarity: Rarity) -> float:
    """The probability, 0 to 1, that the two tell of one event."""
    found = traits(left, right, rarity)
    intercept, weights = _model(dated=not found.undated)
    score = intercept - SHY * found.undated + sum(weight * getattr(found, name) for name, weight in weights)
    parted = found.days_part or found.names_part
    probability = (PARTED if parted else 1.0) / (1 + math.exp(-score))
    doubted = TRANSLATED if found.translated else DOUBTED
    like = found.copy or (probability >= doubted and (found.sentences or found.translated))
    if like and parting(left.reading, right.reading).two_events:
        return probability * TWO_EVENTS
    if found.copy:
        return max(probability, SURE)
    shared = math.expm1(found.evidence) + math.expm1(found.values) + math.expm1(found.kind)
    by_chance = (min(left.told, right.told) < TINY and not found.values) or shared < LITTLE
    return min(probability, HALF_SURE) if by_chance else probability
