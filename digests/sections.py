"""Stories into sections: each story in exactly one of them, numbered through; other sections only point at items."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from digests.definition import Definition, SectionRule
from digests.model import Item, Section
from monitor.model import TOPICS
from monitor.text import words

UNSORTED = "Тема не визначена"


def key(item: Item, definition: Definition) -> tuple[float | str, ...]:
    """What items are sorted by, as the definition's `order` says; the article's id decides between equals."""
    published = item.lead.published
    parts: dict[str, float | str] = {
        "direct": float(not item.direct),
        "rank": -item.score,
        "time": published.timestamp() if published is not None else float("inf"),
        "outlet": item.lead.outlet_name,
    }
    return (*(parts[name] for name in definition.order), item.lead.article)


def _rules(definition: Definition) -> tuple[SectionRule, ...]:
    rules = definition.sections or tuple(
        SectionRule(code=code, title=title, topics=(code,)) for code, title in TOPICS.items()
    )
    if any("rest" in rule.topics for rule in rules):
        return rules
    return (*rules, SectionRule(code="unsorted", title=UNSORTED, topics=("rest",)))


def arrange(
    definition: Definition, stories: Sequence[Item], rejected: Collection[str] = frozenset()
) -> tuple[Section, ...]:
    """Every story in exactly one section, numbered through; sections without items stay if they have a sentence.

    `rejected`: articles of which a person said that they tell of no gathering; no headline of theirs stands for one.
    """
    items = sorted(stories, key=lambda item: key(item, definition))
    rules = _rules(definition)
    home = {topic: rule.code for rule in reversed(rules) if rule.view == "items" for topic in rule.topics}
    number = 0
    numbered: list[Item] = []
    filled: dict[str, list[Item]] = {}
    for rule in rules:
        if rule.view != "items":
            continue
        for item in items:
            if home.get(item.lead.topic or "rest", home["rest"]) == rule.code:
                number += 1
                filled.setdefault(rule.code, []).append(replace(item, number=number))
        numbered += filled.get(rule.code, [])
    shown = _shown(definition, numbered, filled)
    sections = (
        Section(
            code=rule.code,
            title=rule.title,
            items=tuple(filled.get(rule.code, ()) if rule.view == "items" else _pointed(rule, numbered, rejected)),
            shown=shown.get(rule.code, definition.limits.section),
            view=rule.view,
            empty=rule.empty,
            elsewhere=_elsewhere(rule, numbered, filled),
        )
        for rule in rules
    )
    return tuple(section for section in sections if section.items or section.empty)


def _elsewhere(rule: SectionRule, items: Sequence[Item], filled: Mapping[str, Sequence[Item]]) -> tuple[int, ...]:
    """The items of other sections with a clip on the topics of a section that has none: a story goes by its lead."""
    if rule.view != "items" or filled.get(rule.code):
        return ()
    return tuple(item.number for item in items if any(line.topic in rule.topics for line in item.lines))


def _shown(definition: Definition, items: Sequence[Item], filled: dict[str, list[Item]]) -> dict[str, int]:
    """How many of each section the short form shows: the section's limit, then the best of all up to the whole's."""
    limits = definition.limits
    allowed = [item.number for group in filled.values() for item in group[: limits.section]]
    best = sorted((item for item in items if item.number in set(allowed)), key=lambda item: key(item, definition))
    kept = {item.number for item in best[: limits.items]}
    return {code: sum(item.number in kept for item in group) for code, group in filled.items()}


def _pointed(rule: SectionRule, items: Sequence[Item], rejected: Collection[str]) -> list[Item]:
    """The items of other sections this section points at."""
    if rule.view == "resonance":
        found = [item for item in items if len({line.outlet for line in item.lines}) >= rule.least]
        return sorted(found, key=lambda item: (-len({line.outlet for line in item.lines}), item.number))
    if rule.view == "institution":
        return [item for item in items if any(line.direct or line.citation == "council" for line in item.lines)]
    kinds = tuple(kind.lower() for kind in rule.kinds)
    held = [
        item
        for item in items
        if (item.event is not None and _is_kind(item.event.kind, kinds))
        or (kinds and _speaks_of(item, kinds, rejected))
    ]
    tellers = {item.number: item for item in (_teller(item, items) for item in held)}
    return sorted(tellers.values(), key=lambda item: (event_day(item), item.number))


def _teller(item: Item, items: Sequence[Item]) -> Item:
    """Of the stories of one event the one to point at: whose headline it is called by, else the first."""
    if item.event is None:
        return item
    same = [other for other in items if other.event == item.event]
    named = (other for other in same if any(line.headline == item.event.subject for line in other.lines))
    return next(named, same[0])


def _is_kind(kind: str, beginnings: tuple[str, ...]) -> bool:
    return not beginnings or any(part in kind.lower() for part in beginnings)


def _speaks_of(item: Item, kinds: tuple[str, ...], rejected: Collection[str]) -> bool:
    """A gathering nobody named is in charge of is no event of the chronicle, but its headline tells the mood.

    Not where one of the headlines says that it was called off, or a person that there was none.
    """
    if any(line.article in rejected or _called_off(line.headline) for line in item.lines):
        return False
    return any(
        line.topic == "politics" and any(word.startswith(kinds) for word in words(line.headline)) for line in item.lines
    )


# What a headline calls off is a gathering that it names there: a tariff or a ban may be called off, or a gathering held
# against that. A clause begins anew at a stop.
_CLAUSE = re.compile(r"[.!?…:;,–—]|\s-\s")
_OFF = re.compile(
    "скас(?:ован[оийіа]|увал[аи]|ував|овують|ують)$|відмін(?:ен[оийіа]|или|ила|ив)$|отмен(?:[её]н[аы]?|или|ила|ил)$"
)
_CALLING_OFF = re.compile("скасування$|скасувати$|відмін(?:а|у|ити)$|отмен(?:а|у|ить)$")
_TOOK_PLACE = re.compile("відбу(?:вся|лася|лися|лось|деться|дуться)$|состо(?:ялся|ялась|ялись|ится|ятся)$")
_GATHERING = tuple("мітинг пікет протест страйк митинг пикет забастов акці акци ход марш зібран слухан".split())
_BAN = ("заборон", "запрет")
_STANDS = frozenset(  # as what is called off stands before its verb: not «на мітингу», «после забастовки»
    "мітинг мітинги пікет пікети протест протести страйк страйки акція акцію акції хода ходу марш зібрання слухання"
    " пікетування митинг митинги пикет пикеты забастовка забастовку забастовки акция акцию".split()
)
_NEXT = 2  # words after the verb among which the gathering is named: «скасували запланований мітинг»


def _called_off(headline: str) -> bool:
    return any(_calls_off(list(words(clause))) for clause in _CLAUSE.split(headline))


def _calls_off(said: list[str]) -> bool:
    for place, word in enumerate(said):
        denied = said[place - 1 : place] == ["не"]
        named = said[place + 1 : place + 1 + _NEXT]
        follows = any(one.startswith(_GATHERING) for one in named) and not any(one.startswith(_BAN) for one in named)
        stands = not _STANDS.isdisjoint(said[:place])
        if (_TOOK_PLACE.match(word) and denied) or (_OFF.match(word) and not denied):
            if follows or stands:
                return True
        elif _CALLING_OFF.match(word) and follows and not stands:
            return True
    return False


def event_day(item: Item) -> date:
    return item.event.date if item.event is not None and item.event.date is not None else date.max
