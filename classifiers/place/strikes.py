"""The town as the target of shelling, drones and missiles, or where people came to harm: what is struck. Pure.

«Ворог ударив по Тихогору», «атака на Тихогір», «обстріляли Тихогір», «курсом на Тихогір летять дрони»: no preposition
of place stands before the name, yet the news is the town's. Ground fighting is the front's (`regional`) and left out.
"""

from __future__ import annotations

import re

from classifiers.place.cues import cues
from classifiers.place.features import Evidence
from classifiers.place.mentions import Mention
from classifiers.place.nearby import is_abbreviation
from classifiers.place.reading import Section
from classifiers.place.rivals import ATTRIBUTE, TOWN, is_cue
from monitor.language import grammemes

# Words between the strike and its target: «вдарили вночі двома керованими бомбами по Тихогору».
_REACH = 8
# «Обстріл центру Тихогора», «атакував уночі сам Тихогір».
_NEAR = 3
# «У напрямку Тихогора», «курсом на місто Тихогір», «загроза для Тихогора».
_WAY = 3
_AT, _ONTO = frozenset({"по"}), frozenset({"на"})
# Who fell there, what was once, and what follows from a strike elsewhere: a verdict, a protest note, a price.
_NO_NEWS = ("fallen_in", "before", "echo")
_PASSING = frozenset({"origin", "list", "run", "near", "background", "route", "address", "bare"})


def is_struck(mention: Mention, evidence: Evidence) -> bool:
    """Is the naming, in the title or the lead, a target of a strike from afar, and of none long ago?"""
    if mention.role != "name" or mention.flags & _PASSING or mention.section not in evidence.lead:
        return False
    section = evidence.reading.section(mention.section)
    start, end = _sentence(section, mention)
    words = range(start, end)
    if any(is_cue(section, i, word) for i in words for word in _NO_NEWS):
        return False
    at = mention.first - (mention.first > start and is_cue(section, mention.first - 1, "place_word"))
    word = section.tokens[at - 1].word if at > start else ""
    around = [i for i in words if mention.first - _REACH <= i < mention.last + _REACH]
    if word in _AT:
        return _has(section, around, "strike") or _has(section, around, "shell")
    if word in _ONTO:
        return _has(section, around, "strike")
    for i in range(at - 1, max(start, at - _NEAR) - 1, -1):
        if is_cue(section, i, "preposition"):
            return False
        if _has(section, [i], "shell"):
            return True
    return False


def is_aimed_at(mention: Mention, evidence: Evidence) -> bool:
    """«Курсом на Тихогір летять дрони», «дрони в напрямку Тихогора»: is something in the air bound for the town?"""
    if mention.role != "name" or mention.flags & (_PASSING - {"near"}) or mention.section not in evidence.lead:
        return False
    section = evidence.reading.section(mention.section)
    start, end = _sentence(section, mention)
    ways = range(max(start, mention.first - _WAY), mention.first)
    return _has(section, ways, "bound") and _has(section, range(start, end), "drone")


# Who occupies, as the subject of a sentence.
_INVADERS = frozenset(
    (
        "окупанти загарбники росіяни рашисти орки росія рф росармія окупаційна окупаційні оккупанты захватчики россияне"
        " рашисты россия оккупационная оккупационные"
    ).split()
)
# What only tells from where or through which town something goes, or one of several.
_NO_PREY = frozenset({"origin", "list", "run", "near", "background", "route", "address"})


def is_preyed_on(mention: Mention, evidence: Evidence) -> bool:
    """«Окупанти вивозять із Тихогора зерно», «нищать Тихогір»: do invaders rob, ruin, persecute what is there?

    In the title or the lead, no other place being the scene or a part of the sentence but where it is brought.
    """
    if mention.flags & _NO_PREY or mention.section not in evidence.lead:
        return False
    section = evidence.reading.section(mention.section)
    start, end = _sentence(section, mention)
    subject = next((i for i in range(start, mention.first) if section.tokens[i].word in _INVADERS), None)
    if subject is None or not _suffers(section, subject, mention.first, end):
        return False
    for rival in evidence.rivals:
        if rival.kind in (TOWN, ATTRIBUTE) and (rival.inside or rival.section == 0) and rival.section in evidence.lead:
            return False
        beside = rival.section == mention.section and start <= rival.first < end and rival.first != subject
        if beside and (rival.first == start or section.tokens[rival.first - 1].word not in _BROUGHT):
            return False
    return True


_BROUGHT = frozenset({"до", "к"})
# What parts the town from the deed: «закрили в'їзд для машин із Тихогора», «вкрали полотно, чий автор …».
_PARTS = frozenset("через про для серед аж що де куди звідки як из-за среди что где откуда".split())
_WHICH = re.compile("(?:який|яка|яке|які|якого|якої|якому|яких|котор|чий|чия|чиє|чиї|чьё|чья|чьи)")
_FROM = frozenset({"з", "із", "зі", "из", "с", "со"})
# «Вивозять з Тихогора», not «закрили в'їзд машинам із Тихогора».
_CARRIES = re.compile(
    "(?:ви|вы)(?:воз|вез|крад|крас)|(?:депорт|похи[тщ]|в?кра[лдс]|граб|пограб|розграб|разграб|віді?б[ие]р|відібра|отб?[ие]р|отобра|моб[іи]л)"
)


def _suffers(section: Section, subject: int, first: int, end: int) -> bool:
    """Does the invaders' deed reach the town at `first`, nothing parting them?"""
    wanted = cues("preys")
    deeds = [at for at in range(subject + 1, end) if section.keys[at] & wanted]
    before = [at for at in deeds if at < first]
    if not before:
        return bool(deeds)
    words = [section.tokens[at].word for at in range(before[-1] + 1, first)]
    if (
        any(word in _PARTS or _WHICH.match(word) for word in words)
        or ";" in section.text[section.tokens[before[-1]].end : section.tokens[first].start]
    ):
        return False
    return not words or words[-1] not in _FROM or any(_CARRIES.match(section.tokens[at].word) for at in before)


_HARM_ELSEWHERE = frozenset({"origin", "near", "background", "route", "address", "toward", "list", "run", "seat"})
# «У Тихогорі обговорили, як відновлюють пошкоджене», «…, який згорів торік»: what is only spoken of there.
_THAT = re.compile(
    "(?:як|що|чи|щоб|коли|де|как|что|чтобы|когда|где)$"
    "|(?:яки|яка|яко|яку|які|котр|котор|чий|чия|чиє|чиї|чью|чья|чьи|чей)"
)
# Among more other towns than this a sentence is one of a list; a line that the town heads is its own.
_MOST_OTHERS = 3
_HEADS = re.compile(r"[»\"*]{0,3}\s?[–—:-]")


def is_hit(evidence: Evidence) -> bool:
    """«Ворог бив по району. У Тихогорі поранено жінку, у Вербівці …»: is harm told of the town in words of its own?

    In its sentence, behind its name at the head of a line, or under its name as a heading; what stands behind another
    place's name is that place's. Of a whole region's shelling only what the town itself heads counts.
    """
    around = evidence.leads(evidence.role("district", "land", "near"))
    if not around and not evidence.leads(evidence.role("region")):
        return False
    few = around and len({r.name for r in evidence.rivals if r.kind in (TOWN, ATTRIBUTE)}) <= _MOST_OTHERS
    return any(
        (few and is_struck(m, evidence)) or _is_harmed(m, evidence, few)
        for m in evidence.role("name", "unsure", "community", "people")
    )


def _is_harmed(mention: Mention, evidence: Evidence, few: bool) -> bool:
    section = evidence.reading.section(mention.section)
    if mention.flags & _HARM_ELSEWHERE:
        return False
    if mention.first == 0 and mention.last == len(section.tokens):  # «Тихогір» on a line of its own
        return mention.section > 0 and _harms_below(evidence, mention.section + 1)
    start, end = _sentence(section, mention)
    heads = mention.first == start and bool(_HEADS.match(section.text, mention.end))
    if not (heads or (few and ("inside" in mention.flags or mention.role == "people"))):
        return False
    if any(is_cue(section, i, word) for i in range(start, end) for word in _NO_NEWS):
        return False
    if _is_long_ago(section, start, end):
        return False
    others = sorted(i for i in _others(evidence, mention.section) if start <= i < end)
    if mention.role == "people" and others:  # «двоє тихогорців поранені під Вербівкою»
        return False
    last = min((i for i in others if i >= mention.last), default=end)
    led = _clause_start(section, start, mention.first) if not others or others[0] > mention.first else mention.first
    return _harms(section, led, last) and not _is_farewell(evidence)


def _clause_start(section: Section, start: int, at: int) -> int:
    """Where what leads to the name begins: «Пожежа ентузіазму: у Тихогорі …» is no fire there."""
    return next((i for i in range(at, start, -1) if _PART.search(section.between(i - 1, i))), start)


_PART = re.compile(r"[:;]")
_MONTH = (
    "(?:січ|лют|берез|квіт|трав|черв|лип|серп|верес|жовт|листоп|груд"
    r"|янв|февр|март|апр|мая|июн|июл|авг|сент|окт|нояб|дек)\w*"
)
_YEAR = re.compile(rf"(?<![\d.])(?P<month>\d\d? {_MONTH} )?\b(?:19|20)\d\d\b", re.IGNORECASE)


def _is_long_ago(section: Section, start: int, end: int) -> bool:
    """«2022-го там загинув …»: does the sentence name a year alone? A whole date may be that of the news."""
    text = section.text[section.tokens[start].start : section.tokens[end - 1].end]
    return any(not year["month"] for year in _YEAR.finditer(text))


def _is_farewell(evidence: Evidence) -> bool:
    """Does the title tell of one who fell elsewhere?"""
    return any(s.index == 0 and _has(s, range(len(s.tokens)), "fallen_in") for s in evidence.reading.sections)


def _harms_below(evidence: Evidence, index: int) -> bool:
    """Does the line under a heading tell of harm before it names another place?"""
    section = next((s for s in evidence.reading.sections if s.index == index), None)
    if section is None:
        return False
    return _harms(section, 0, min(_others(evidence, index), default=len(section.tokens)))


def _others(evidence: Evidence, index: int) -> set[int]:
    """The numbers of the words at which other places are named in a section."""
    near = evidence.role("near", "district", "land", "region")
    return {r.first for r in evidence.rivals if r.section == index} | {m.first for m in near if m.section == index}


# What denies harm anywhere in its clause: «постраждалих немає», «обійшлося без руйнувань», «ніхто не постраждав».
_DENIED = frozenset(
    "не ні немає нема нет ніхто нікого жодного жодних жодної ни никто никого обійшлося обошлось обошлося".split()
)
_CLAUSE = re.compile(r"[,;:.!?…\n]|\s[–—-]\s")


def _harms(section: Section, first: int, last: int) -> bool:
    """Does a clause tell that people or buildings came to harm, with none denying it and nobody cared for before?

    A clause for itself: «без загиблих, двоє поранених». Who is treated in a town was hurt elsewhere; but whom a strike
    hurt in the town may be taken to a hospital behind.
    """
    clause = first
    for at in range(first, last):
        if _has(section, [at], "care"):
            return _tells_harm(section, clause, at, alone=False)
        if _THAT.match(section.tokens[at].word):
            return _tells_harm(section, clause, at)
        if at + 1 == last or _CLAUSE.search(section.between(at, at + 1)):
            if _tells_harm(section, clause, at + 1):
                return True
            clause = at + 1
    return False


def _tells_harm(section: Section, first: int, last: int, *, alone: bool = True) -> bool:
    """Is harm the clause's predicate («поранено двох»), or, where `alone`, all there is in it («двоє поранених»)?"""
    words = range(first, last)
    harmed = [i for i in words if section.keys[i] & cues("harm")]
    if not harmed or not _DENIED.isdisjoint(section.tokens[i].word for i in words):
        return False
    predicate = any(_is_predicate(section, i) for i in harmed)
    if predicate or not alone:
        return predicate
    acts = (i for i in words if "VERB" in grammemes(section.tokens[i].word) and i not in harmed)
    return all(_has(section, [i], "occurs") for i in acts) and any(_is_subject(section, i) for i in harmed)


def _is_predicate(section: Section, at: int) -> bool:
    """«Поранено», «загинула», «повреждён»; «знищено» tells also of mines and of drugs."""
    return bool(grammemes(section.tokens[at].word) & {"VERB", "PRTS"}) and not _has(section, [at], "unmakes")


def _is_subject(section: Section, at: int) -> bool:
    """«Один загиблий», «двоє поранених», «пожежа», but not «на пошкоджений дім», «для поранених»."""
    counted = at > 0 and bool(
        _COUNT.match(section.tokens[at - 1].word) or "NUMR" in grammemes(section.tokens[at - 1].word)
    )
    word = section.tokens[at].word
    if _has(section, [at], "hurt"):
        return counted or word.endswith(_NOMINATIVE)
    alone = at == 0 or "PREP" not in grammemes(section.tokens[at - 1].word)
    return alone and "NOUN" in grammemes(word) and not word.endswith(_OBLIQUE)


_COUNT = re.compile(r"\d{1,3}$")
_NOMINATIVE = ("ий", "ый", "ій", "а", "ая", "і", "ые")
_OBLIQUE = tuple("ої ого ому ій их им ими ей ів ов ою ом ем ами ями ах ях у ю и ы нь ений аний".split())


def _has(section: Section, words: range | list[int], name: str) -> bool:
    wanted = cues(name)
    return any(section.keys[i] & wanted for i in words)


def _sentence(section: Section, mention: Mention) -> tuple[int, int]:
    """The numbers of the first word of the mention's sentence and of the one behind its last."""
    first = mention.first
    while first > 0 and not _ends(section, first - 1):
        first -= 1
    last = mention.last
    while last < len(section.tokens) and not _ends(section, last - 1):
        last += 1
    return first, last


def _ends(section: Section, at: int) -> bool:
    """Does a sentence end behind the word? «м. Тихогір» does not."""
    if at + 1 >= len(section.tokens):
        return True
    gap = section.between(at, at + 1)
    if "\n" in gap or "!" in gap or "?" in gap or "…" in gap:
        return True
    return "." in gap and section.tokens[at + 1].text[0].isupper() and not is_abbreviation(section.tokens[at].word)
