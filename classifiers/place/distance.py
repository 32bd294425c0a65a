"""Does an item of the place's own outlet tell news of the whole country or household wisdom? Pure.

Words of such news stand against words of town life and against names that can only be streets and quarters; refuses to
look at other towns, which `unnamed` does.
"""

from __future__ import annotations

import re

from classifiers.place.cues import cues
from classifiers.place.features import Evidence
from classifiers.place.filler import has_zodiac, is_filler, is_marked_advert
from classifiers.place.reading import Section
from classifiers.place.rivals import ABROAD, Rival, starts_sentence
from monitor.language import grammemes

# Words of the whole country count for so many of the other distant ones.
_NATIONAL = 2
# Fewer distant words than this say nothing beside a word of town life.
_FEWEST = 2
# Names of streets and quarters beyond this many add nothing.
_MOST_STREETS = 2
_COUNTRY = re.compile(r"\b(?:[вВуУ]|[пП]о(?: всій| всей)?) Укра(?:їні|ине)\b|\b[уУ]кра(?:їнц|инц)\w{1,3}\b")
_AT = frozenset({"на", "по", "біля", "возле", "вул", "ул", "кв"})


def words_of(evidence: Evidence, name: str, but: str | None = None) -> int:
    """How many words of the article stand in a section of cues and not in another one."""
    wanted = cues(name) - (cues(but) if but else frozenset())
    return sum(not wanted.isdisjoint(keys) for s in evidence.reading.sections for keys in s.keys)


def streets_of(section: Section) -> list[int]:
    """Where «на Хмельницького», «біля Торгівельного» start: capitals after «на» that are no first names."""
    return [
        token.start
        for at, token in enumerate(section.tokens[1:])
        if token.text[0].isupper()
        and not token.text.isupper()
        and section.tokens[at].word in _AT
        and not starts_sentence(section, at + 1)
        and "Name" not in grammemes(token.word)
    ]


def _of_country(evidence: Evidence) -> int:
    """Words of the whole country, double in the title and the lead: further down a town's news names ministries too.

    «В Україні» beyond the lead is a town's pride («єдиний в Україні»).
    """
    wanted, lead = cues("national"), evidence.lead
    found = 0
    for section in evidence.reading.sections:
        here = sum(not wanted.isdisjoint(keys) for keys in section.keys)
        found += here * (_NATIONAL if section.index in lead else 1)
        if section.index in lead:
            found += len(_COUNTRY.findall(section.text)) * (_NATIONAL if section.index == 0 else 1)
    return found


def has_town(evidence: Evidence) -> bool:
    """Does the article have a street or a council, which in a town's own outlet are the town's?"""
    return has_street(evidence) or any(words_of(evidence, name) for name in ("council", "municipal"))


def has_street(evidence: Evidence) -> bool:
    """Does the article have a street, by its word or by «на» and a capital?"""
    return bool(words_of(evidence, "street")) or any(map(streets_of, evidence.reading.sections))


def _is_court(evidence: Evidence, rival: Rival) -> bool:
    """«Матеріали передадуть до Гааги», below the lead: a town that stands for its court is no scene of the news."""
    section = evidence.reading.section(rival.section)
    if rival.section in evidence.lead or rival.first == 0 or section.keys[rival.first].isdisjoint(cues("court_seat")):
        return False
    return section.tokens[rival.first - 1].word in _TO and not section.tokens[rival.first].word.endswith(_LOCATIVE)


_TO = frozenset({"до", "в", "у"})
_LOCATIVE = ("зі", "ге", "зе")


def is_distant(evidence: Evidence) -> bool:
    """Do the country's words and household wisdom outweigh town life, or is it a horoscope or an advertisement?"""
    ours = has_town(evidence) or words_of(evidence, "own_city")
    if not ours and (has_zodiac(evidence) or (is_filler(evidence) and not words_of(evidence, "local"))):
        return True
    if is_marked_advert(evidence) and not has_town(evidence) and not words_of(evidence, "local"):
        return True
    distant = words_of(evidence, "distant", "national") + _of_country(evidence)
    if not distant and words_of(evidence, "ours"):  # «Наша дзюдоїстка здобула срібло в Токіо»
        return False
    local = words_of(evidence, "local") + min(_MOST_STREETS, sum(len(streets_of(s)) for s in evidence.reading.sections))
    abroad = not local and any(r.kind == ABROAD and not _is_court(evidence, r) for r in evidence.rivals)
    distant += abroad
    titled = any(section.index == 0 for section in evidence.reading.sections)
    return distant > local and (distant >= _FEWEST or bool(abroad) or (titled and not local))
