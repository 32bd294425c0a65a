"""Which greeting was published for which day: own releases matched to occasions. Pure; publishes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from monitor.dates import kyiv_day
from monitor.language import lemmas, tokens
from monitor.model import Article
from monitor.registers.nouns import Occasion
from monitor.registers.occasions import Feast, feasts

# A greeting appears on the day or a little before; over a weekend it may come up to three days early or late.
EARLY, LATE = timedelta(days=3), timedelta(days=1)
AHEAD = timedelta(days=14)  # how far ahead missing greetings are listed
_GREETING = frozenset("вітання привітання вітати привітати поздоровлення поздоровляти".split())
_STOP = frozenset("день свято міжнародний всесвітній річниця україна".split())
_SHORTEST_WORD = 4
_LEAD = 1500  # characters of a release in which it says what it is about


@dataclass(frozen=True, slots=True)
class Greeting:
    """A feast, and the release that greets on it (None: not published yet)."""

    feast: Feast
    release: str | None = None
    published: date | None = None  # its Kyiv day


def greetings(occasions: Iterable[Occasion], releases: Sequence[Article], first: date, last: date) -> list[Greeting]:
    """Every feast of the days with the first release that greets on it."""
    dated = sorted(
        ((kyiv_day(one.published.at), one) for one in releases if one.published is not None),
        key=lambda pair: (pair[0], pair[1].id),
    )
    return [_greeting(feast, dated) for feast in feasts(occasions, first, last)]


def _greeting(feast: Feast, dated: Sequence[tuple[date, Article]]) -> Greeting:
    for day, article in dated:
        if feast.day - EARLY <= day <= feast.day + LATE and _greets(feast.occasion, article):
            return Greeting(feast, article.id, day)
    return Greeting(feast)


def _greets(occasion: Occasion, article: Article) -> bool:
    """Its phrase stands in the release; without one, the words of its name do, beside a word of greeting."""
    lead = f"{article.title}\n{article.text[:_LEAD]}"
    have = frozenset().union(*(lemmas(token.word) for token in tokens(lead))) if lead.strip() else frozenset()
    if occasion.phrase:
        return all(not one.isdisjoint(have) for one in _content(occasion.phrase, stop=frozenset()))
    wanted = _content(occasion.name, stop=_STOP)
    return bool(wanted) and not _GREETING.isdisjoint(have) and all(not one.isdisjoint(have) for one in wanted)


def _content(text: str, *, stop: frozenset[str]) -> list[frozenset[str]]:
    words = [lemmas(token.word) for token in tokens(text) if len(token.word) >= _SHORTEST_WORD]
    telling = [word for word in words if stop.isdisjoint(word)]
    return telling or words
