"""Does an item of the place's own outlet tell what another town's people or body does there? Pure.

«Аграрії Полтави завершують …», «Львівський ліцей увів …»; refuses to look at scenes («у Полтаві»), as `unnamed` does.
"""

from __future__ import annotations

import re

from classifiers.place.cues import cues
from classifiers.place.distance import has_town
from classifiers.place.features import Evidence
from classifiers.place.nearby import noun_after
from classifiers.place.rivals import ATTRIBUTE, TOWN, Rival
from monitor.language import grammemes

# Words of «Двоє мешканців Харкова» before the town.
_OPENING = 2
# «Волонтери Луцька привезли авто», «лікарі Львова приїдуть»: who comes, gives or plays meets the place's own people.
_COMES = "(?:при|за|до|пере|по)?(?:їха|їде|їду|їзд|йде|йшл|йду|б[ув]|віта|везл|везе|да[лв]|діл|е[хдз]|шл|вез)"
_VISITS = "(?:від|по|за)?(?:гост|гаст|віда|подару|обігра|зігра|сыгра|обыгра|виступ|выступ|поступ|посети)"
_MEETS = re.compile(f"{_COMES}|{_VISITS}")
# What one town's body does for another's without leaving: «Львівський водоканал допоміг генератором».
_HELPS = re.compile(
    "допом|помог|помож|наді[сш]|відправ|отправ|підпис|подпис|співпрац|сотрудн|подяк|поблагод|запро[сш]|пригла"
    "|прийм|прийня|прин[яи]|взя|бере|візьм|возьм|виділ|выдел|опер|прооп|рятує|рятува|врят|спас|ліку|вилік|лечи|вылеч"
    "|компенс|куп|закуп|фінанс|финанс|оплат|відшкод|возме|возьме|консульт|обслуг|обслуж|шука|ище"
)


# The press of the place speaks of its own readers.
_US = frozenset({"нам", "нас", "нами", "ми", "мы"})
_OUR = "наш"


def speaks_of_ours(evidence: Evidence) -> bool:
    """«Хірурги Львова оперуватимуть у нашій лікарні»: does the text have «us», a street or a council?"""
    return _says_us(evidence) or has_town(evidence)


def _says_us(evidence: Evidence) -> bool:
    words = (t.word for s in evidence.reading.sections for t in s.tokens)
    return any(w in _US or w.startswith(_OUR) for w in words)


def acts_elsewhere(evidence: Evidence) -> bool:
    """«Аграрії Полтави завершують жнива»: does the text open with another town or its people, who act there?

    Only where it has nothing of ours: a verb says little of where somebody acts.
    """
    settled = [r for r in evidence.rivals if r.kind == ATTRIBUTE and r.first == 0 and _settled_acts(evidence, r)]
    if settled:  # «на Дружбі» beside it is that town's quarter, but a council or a street is ours
        return not _says_us(evidence) and not _has_town_beside(evidence, settled[0])
    first = next((s for s in evidence.reading.sections if s.index > 0), None)
    if first is None:
        return False
    opening = next((r for r in evidence.rivals if r.kind == TOWN and r.section == first.index), None)
    if opening is None or opening.first > _OPENING or opening.last >= len(first.tokens):
        return False
    parts = [grammemes(t.word) for t in first.tokens[: opening.first]]
    if (parts and "NOUN" not in parts[-1]) or any("NUMR" not in part for part in parts[:-1]):
        return False  # neither «Аграрії Полтави» nor «Двоє мешканців Харкова»
    verb = first.tokens[opening.last].word
    acts = first.between(opening.last - 1, opening.last) == " " and "VERB" in grammemes(verb)
    return acts and not _MEETS.match(verb) and not speaks_of_ours(evidence)


def _settled_acts(evidence: Evidence, rival: Rival) -> bool:
    """«Львівський ліцей увів урок мовчання»: does the title or the text open with another town's body, which acts?

    Only a body that does not travel: a theatre or a choir may have come. A hospital or a school of a feast or a saint
    («Миколаївська лікарня») may be any town's own.
    """
    section = evidence.reading.section(rival.section)
    if section not in evidence.reading.sections[:2] or section.keys[rival.first] & cues("dedication"):
        return False
    noun = noun_after(section, rival.first)
    if noun is None or section.keys[noun[0]].isdisjoint(cues("settled")) or noun[0] + 1 >= len(section.tokens):
        return False
    verb = section.tokens[noun[0] + 1].word
    return "VERB" in grammemes(verb) and not _MEETS.match(verb) and not _HELPS.match(verb)


def _has_town_beside(evidence: Evidence, rival: Rival) -> bool:
    """Does the article name a street, a council, an office besides the body with which it opens?"""
    wanted = cues("street") | cues("council") | cues("municipal") | cues("served")
    noun = noun_after(evidence.reading.section(rival.section), rival.first)
    opening = range(rival.first, noun[0] + 1 if noun else rival.last)
    return any(
        not wanted.isdisjoint(keys)
        for section in evidence.reading.sections
        for at, keys in enumerate(section.keys)
        if section.index != rival.section or at not in opening
    )
