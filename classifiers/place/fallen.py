"""A fallen soldier whose birth or origin alone ties him to the place: his town buries him, the news is its own. Pure.

«Загинув Тарас Дуб. Боєць народився в Тихогорі»: not where another town is named in which he lived or is buried, and
not of a displaced place, whose people are buried elsewhere.
"""

from __future__ import annotations

import re

from classifiers.place.cues import cues
from classifiers.place.exile import UNDER
from classifiers.place.features import Evidence
from classifiers.place.mentions import Mention
from classifiers.place.names import Names
from classifiers.place.nearby import WINDOW, before
from classifiers.place.reading import Section
from classifiers.place.rivals import ATTRIBUTE, TOWN, Rival
from monitor.language import grammemes

# «Під Бахмутом», «поблизу Вовчанська», «у боях за Соледар»; a region or a country takes «на», «у».
_WHERE_FELL = frozenset((*UNDER, "поблизу", "неподалік", "районі", "за", "вблизи", "районе"))
_ON_GROUND = frozenset({"на", "у", "в", "во"})
# An earlier war's dead are history, and so is one long mourned, to whom a street or a memorial is given.
_PAST = re.compile(
    r"\b(?:1[0-8]\d\d|19[0-4]\d)\b|\b(?:загину|поляг|поги)\w+ (?:у |в |ще |ещё |еще )*(?:19\d\d|200\d|201[0-3])\b"
    r"|\b(?:афган|на (?:його|її|їхню|его|её|ее) честь|в (?:его|её|ее) честь|меморіальн|мемориальн"
    r"|перейменув|переименов)",
    re.IGNORECASE,
)
# Who dies so did not fall, unless the same article tells of the fighting.
_ACCIDENT = re.compile(
    r"\b(?:ДТП|ММА|аварі|авари|катастроф|лавин|зйомк|съемк|съёмк|нокаут|пожеж|пожар|потону|втопи|утону|отрує|инфаркт|інфаркт)",
    re.IGNORECASE,
)
_FIGHTING = re.compile(r"\b(?:фронт|бойов|боев|на щит|на війні|на войне|у бо[юя]|в бо[юя]|за Україну)", re.IGNORECASE)
_ABOUT = frozenset({"про", "о", "об"})
# «Повертається додому», «у рідному місті»; «рідні» and «родина» are anybody's.
_HOMEWARD = re.compile(
    r"\b(?:додому|домой|вдома|удома|батьківщин|на родину|на родине|малой родин"
    r"|(?:рідн|родн)\w+ (?:міст|міськ|город|земл|громад|кра|дім|дом|селищ|сел))",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…\n]+[\s»”\"]*(?=[А-ЯІЇЄҐ]|$)")


def is_native_fallen(evidence: Evidence, names: Names) -> bool:
    """Does the article tell of one who fell at war, and of no other town than the place of his birth?

    A national outlet must tell that he comes home.
    """
    if names.displaced or evidence.role("near") or not any(_is_born(m, evidence) for m in evidence.sure):
        return False
    sections = evidence.reading.sections
    if not any(_is_at_war(s) for s in sections) or (
        evidence.level == "nation" and not any(_HOMEWARD.search(s.text) for s in sections)
    ):
        return False
    if any(_PAST.search(s.text) or (s.index in evidence.lead and _is_of_work(s)) for s in sections):
        return False
    if any(_ACCIDENT.search(s.text) for s in sections) and not any(_FIGHTING.search(s.text) for s in sections):
        return False
    return _is_news(evidence) and all(_is_where_fell(r, evidence.reading.section(r.section)) for r in evidence.rivals)


def _is_born(mention: Mention, evidence: Evidence) -> bool:
    born = before(evidence.reading.section(mention.section), mention.first, "born", WINDOW)
    return mention.role == "name" and bool(mention.flags & {"origin", "seat"}) and born


def _is_news(evidence: Evidence) -> bool:
    """Is the death told in the title, or in the very sentence that tells of the birth?"""
    if any(s.index == 0 and _tells(s, "falls") for s in evidence.reading.sections):
        return True
    born = (m for m in evidence.sure if _is_born(m, evidence))
    return any(_falls_beside(evidence.reading.section(m.section), m.start, m.end) for m in born)


def _falls_beside(section: Section, start: int, end: int) -> bool:
    """Does the sentence around the letters have a word of falling at war?"""
    ends = [0, *(found.end() for found in _SENTENCE_END.finditer(section.text)), len(section.text)]
    opening, closing = max(e for e in ends if e <= start), min(e for e in ends if e >= end)
    wanted = cues("falls")
    return any(
        opening <= token.start < closing and not keys.isdisjoint(wanted)
        for token, keys in zip(section.tokens, section.keys, strict=True)
    )


def _is_where_fell(rival: Rival, section: Section) -> bool:
    """«Під Бахмутом», «на Донеччині загинув», «у Курській області»: is it where he fought and fell?"""
    if rival.kind == ATTRIBUTE or rival.first == 0:
        return False
    led = _WHERE_FELL if rival.kind == TOWN else _WHERE_FELL | _ON_GROUND
    if section.tokens[rival.first - 1].word not in led:
        return False
    end = section.tokens[rival.last - 1].end
    return _falls_beside(section, section.tokens[rival.first].start, end)


def _is_at_war(section: Section) -> bool:
    """Does it tell of the war or a soldier? «Знімав кіно про війну» is no soldier."""
    wanted = cues("at_war")
    return any(
        not keys.isdisjoint(wanted) and (at == 0 or section.tokens[at - 1].word not in _ABOUT)
        for at, keys in enumerate(section.keys)
    )


def _is_of_work(section: Section) -> bool:
    """Does it tell of a book, a film, an exhibition? «Роман» with a capital is somebody's name."""
    wanted = cues("work")
    return any(
        not keys.isdisjoint(wanted) and (token.text[0].islower() or "Name" not in grammemes(token.word))
        for token, keys in zip(section.tokens, section.keys, strict=True)
    )


def _tells(section: Section, words: str) -> bool:
    wanted = cues(words)
    return any(not keys.isdisjoint(wanted) for keys in section.keys)
