"""Which words of a section name the place or its surroundings, one finding a word. Pure; judges none of them."""

from __future__ import annotations

from collections.abc import Iterator

from classifiers.place.cues import cues
from classifiers.place.homonyms import is_no_team
from classifiers.place.names import (
    ADJECTIVE,
    BODY,
    DISTRICT,
    EXCLUDED,
    LAND,
    NAME,
    OFFICIAL,
    ORGANISATION,
    PEOPLE,
    REGION,
    REGION_LAND,
    VILLAGE,
    Names,
)
from classifiers.place.nearby import BY_NOUN, before, noun_after
from classifiers.place.onland import region_led
from classifiers.place.owned import is_of_whole_town
from classifiers.place.reading import Section
from classifiers.place.rivals import starts_sentence
from monitor.language import Span, Token, lemmas
from monitor.language.lemmas import languages, parses
from monitor.language.phrases import find_in

_PRIORITY = (
    EXCLUDED,
    BODY,
    OFFICIAL,
    ORGANISATION,
    NAME,
    ADJECTIVE,
    DISTRICT,
    VILLAGE,
    PEOPLE,
    REGION_LAND,
    LAND,
    REGION,
)


def namings(section: Section, names: Names) -> list[Span]:
    """What stands there of the place's names, by the kind of each; a form of its adjective is not the name."""
    return _chosen(
        [span for span in find_in(names.phrases, section.tokens, section.keys) if not _is_other(section, span, names)]
        + [Span(PEOPLE, at, at + 1, token.start, token.end) for at, token in _hyphened_people(section, names)]
    )


def _hyphened_people(section: Section, names: Names) -> Iterator[tuple[int, Token]]:
    """«Тихогірці-переселенці», «ветеранка-тихогірка»: townspeople joined with what they are.

    No surname, no thing («огірки-тихогірці»), and no word that means something else first («груша-уманка»).
    """
    for at, token in enumerate(section.tokens):
        if "-" not in token.word:
            continue
        halves, written = token.word.split("-"), token.text.split("-")
        if len(halves) == _HALVES and written[1].islower():
            others = [half for half in halves if not _is_of_people(half, names)]
            if len(others) == 1 and _is_person(others[0]):
                yield at, token


_HALVES = 2


def _is_of_people(half: str, names: Names) -> bool:
    return half in names.people and lemmas(half).isdisjoint(cues("people_other"))


def _is_person(word: str) -> bool:
    """«Ветеранка», «юнаки», not «комбайн»: may it be somebody, and no surname?"""
    return any(
        "anim" in parse.tag.grammemes and parse.tag.grammemes.isdisjoint(("Name", "Surn"))
        for language in languages(word)
        for parse in parses(word, language)
    )


def _is_other(section: Section, span: Span, names: Names) -> bool:
    """Is it no name, or are the town's streets no street of its name which the owner leaves out?"""
    if span.name == EXCLUDED:
        return _ends_in_name(section, span, names) and is_of_whole_town(section, span.first, span.last)
    return span.name == NAME and _is_no_name(section, span, names)


def _ends_in_name(section: Section, span: Span, names: Names) -> bool:
    return any(name == NAME for name, _ in names.phrases.starting(section.keys, span.last - 1))


def _is_no_name(section: Section, span: Span, names: Names) -> bool:
    """Is it a form of the adjective, no second team, or the region («на Запоріжжі»)?"""
    if _is_adjective(section, span.first, names) or is_no_team(section, span.last):
        return True
    return bool(names.region and names.region.led) and region_led(section, span.first) is not None


def _chosen(spans: list[Span]) -> list[Span]:
    """One finding a word: what the owner excludes, then longer ones, then the place before its surroundings."""
    order = {kind: rank for rank, kind in enumerate(_PRIORITY)}

    def rank(span: Span) -> tuple[bool, int, int]:
        kind = span.name.partition(":")[0]
        return kind != EXCLUDED, -(span.last - span.first), order.get(kind, len(order))

    kept: list[Span] = []
    taken: set[int] = set()
    for span in sorted(spans, key=rank):
        words = range(span.first, span.last)
        if taken.isdisjoint(words):
            kept.append(span)
            taken.update(words)
    return kept


def _is_adjective(section: Section, at: int, names: Names) -> bool:
    """«Лисичанську міську раду», «Лисичанском горсовете»: is a form of the name here that of its adjective?"""
    if section.tokens[at].text[0].islower() and not names.adjectives.isdisjoint(section.keys[at]):
        return True  # «хмельницького «Поділля»», «хмельницького театру»
    known = any(key.endswith(("ський", "цький", "зький", "ский", "цкий")) for key in section.keys[at])
    if not known and not section.tokens[at].word.endswith(("ском", "цком")):  # «в Лисичанском НПЗ»
        return False
    head = noun_after(section, at)
    if before(section, at, "place_word"):
        return False
    if section.tokens[at].word in names.own and (head is None or head[0] != at + 1):
        return False  # but «Хмельницький райсуд»
    if head is not None and starts_sentence(section, at) and section.keys[at] & cues("common_sense"):
        return True  # «Слов’янська писемність»
    return head is not None and any(section.keys[head[0]] & cues(words) for _, words in BY_NOUN)
