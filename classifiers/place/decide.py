"""Evidence -> label and probability. Pure.

Where the place is named, boosted stumps (steps of each feature, made by `train`, kept as plain numbers) say whether
the article is about it; where it is not, rules say what the outlet and the surroundings leave to conclude. Both name
their reason.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from math import exp
from pathlib import Path

from classifiers.place.cues import cues
from classifiers.place.features import Evidence
from classifiers.place.layout import has_bullet, is_roundup, opens_paragraph
from classifiers.place.mentions import SURE
from classifiers.place.names import Names
from classifiers.place.rivals import ATTRIBUTE, LAND, TOWN, Rival
from classifiers.place.weighing import FEATURES, weigh
from monitor.errors import OhliadError
from monitor.model import Relevance

WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A label with its probability, the rule that gave it and what spoke most for it."""

    label: Relevance
    probability: float
    rule: str
    features: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """Steps of the features toward «about», and the line that makes their sum a calibrated logit.

    A feature adds every jump whose threshold it exceeds: all its jumps have one sign, so more of it never turns round.
    """

    steps: dict[str, tuple[tuple[float, float], ...]]
    bias: float
    slope: float
    shift: float
    version: str

    def share(self, name: str, value: float) -> float:
        """What one feature adds to the sum."""
        return sum(jump for threshold, jump in self.steps[name] if value > threshold)

    def probability(self, features: dict[str, float]) -> float:
        """The calibrated probability that an article naming the place is about it."""
        total = self.bias + sum(self.share(name, value) for name, value in features.items())
        return 1 / (1 + exp(-max(-30.0, min(30.0, self.slope * total + self.shift))))

    def shares(self, features: dict[str, float]) -> tuple[tuple[str, float], ...]:
        """(feature, what it adds), those that spoke most for or against «about» first."""
        found = ((name, round(self.share(name, value), 3)) for name, value in features.items())
        return tuple(sorted((pair for pair in found if pair[1]), key=lambda pair: -abs(pair[1])))[:10]


def parse(text: str) -> Model:
    """The model of a weights file. Raises OhliadError where it is damaged or of another version."""
    try:
        raw = json.loads(text)
        steps = {name: tuple((float(at), float(jump)) for at, jump in raw["steps"][name]) for name in FEATURES}
        bias, slope, shift = (float(raw[name]) for name in ("bias", "slope", "shift"))
    except (ValueError, KeyError, TypeError) as error:
        raise OhliadError("Файл ваг класифікатора місця пошкоджено; перевстановіть програму.") from error
    return Model(steps, bias, slope, shift, blake2b(text.encode(), digest_size=4).hexdigest())


@cache
def packaged() -> Model:
    """The model shipped with the program. Raises OhliadError where its file is missing or damaged."""
    try:
        return parse(WEIGHTS.read_text("utf-8"))
    except OSError as error:
        raise OhliadError("Немає файлу ваг класифікатора місця; перевстановіть програму.") from error


# How often each rule was right on 89 written items that do not name the place (two writers), with one right and one
# wrong case added to each (the rule of succession), rounded.
_TRUST = {
    "district": 0.85,
    "link": 0.8,
    "route": 0.8,
    "namesake": 0.94,
    "near-elsewhere": 0.7,
    "near": 0.7,
    "region": 0.9,
    "region-elsewhere": 0.7,
    "home": 0.86,
    "home-elsewhere": 0.75,
    "home-distant": 0.75,
    "whole-region": 0.75,
    "nothing": 0.93,
    "weak": 0.7,
    "doubtful": 0.6,
    "surroundings": 0.7,
    "town-alone": 0.95,
    "often": 0.93,
    "bullet": 0.85,
    "home-named": 0.8,
    "other-bearer": 0.8,
}


def _conclude(label: Relevance, rule: str) -> Conclusion:
    return Conclusion(label, _TRUST[rule], rule)


# From here the steps need no rule beside them.
_CLEAR = 0.65


def _overruling(evidence: Evidence, names: Names) -> str | None:
    """The rule that says «about» whatever the steps say, if any."""
    if not evidence.rivals and any(m.role in _OF_THE_TOWN or "inside" in m.flags for m in evidence.strong):
        return "town-alone"
    if _is_often(evidence, names):
        return "often"
    if has_bullet(evidence) or is_roundup(evidence) or opens_paragraph(evidence):
        return "bullet"
    return "home-named" if evidence.home and not _elsewhere(evidence) else None


def _weighed(evidence: Evidence, names: Names, model: Model) -> Conclusion:
    features = weigh(evidence, names)
    about = model.probability(features)
    shares = model.shares(features)
    if _is_of_surroundings(evidence):
        return Conclusion("area", _TRUST["surroundings"], "surroundings", shares)
    if about >= _CLEAR:
        return Conclusion("about", about, "named", shares)
    rule = _overruling(evidence, names)
    if rule is not None:
        return Conclusion("about", _TRUST[rule], rule, shares)
    if about >= 0.5:
        return Conclusion("about", about, "named", shares)
    return Conclusion("mention", 1 - about, "named-passing", shares)


# Texts of the press run longer than the training texts, where no place is named this often.
_OFTEN = 3
# The council, its officials, the community, the townspeople: a passing naming takes the bare name.
_OF_THE_TOWN = ("body", "official", "community", "people")


def _is_often(evidence: Evidence, names: Names) -> bool:
    """Is the place named firmly, three times and more, and no other town oftener? «Київ» alone is also the state."""
    firm = evidence.firm
    if names.place.name == "Київ":
        firm = [m for m in firm if "inside" in m.flags or m.role != "name"]
    return len(firm) >= max(_OFTEN, evidence.top_rival)


def _is_of_surroundings(evidence: Evidence) -> bool:
    """Do the district and its other communities lead, outnumber the place and leave the title to themselves?"""
    around = [m for m in evidence.role("near", "district", "land") if "list" not in m.flags]
    own_title = any(m.section == 0 for m in evidence.sure)
    past = all("origin" in m.flags for m in evidence.sure)
    first = min(((m.section, m.start) for m in evidence.sure), default=None)
    if first is not None and around and first < min((m.section, m.start) for m in around):
        return False
    leads = evidence.leads([*around, *evidence.role("region")])
    return leads and not (own_title or past or evidence.home) and len(around) > len(evidence.strong)


def _elsewhere(evidence: Evidence) -> list[Rival]:
    """Other towns where something happens, named in the title or the lead; the district's own left out."""
    near = {(m.section, m.first) for m in evidence.role("near")}
    towns = (r for r in evidence.rivals if r.kind in (TOWN, ATTRIBUTE) and (r.section, r.first) not in near)
    return [r for r in towns if (r.inside or (r.section == 0 and r.kind == TOWN)) and r.section in evidence.lead]


def _count(evidence: Evidence, words: str) -> int:
    wanted = cues(words)
    return sum(not wanted.isdisjoint(keys) for s in evidence.reading.sections for keys in s.keys)


def _of_whole_region(evidence: Evidence) -> bool:
    """«по області», «в усій області», «обленерго»: a regional outlet speaks of its own region."""
    for section in evidence.reading.sections:
        for at, keys in enumerate(section.keys):
            named = at > 0 and section.tokens[at - 1].word.endswith(("ької", "ькій", "ьку", "ской", "скую", "ська"))
            if (keys & {"область", "обл"} and not named) or any(k.endswith(("обленерго", "облэнерго")) for k in keys):
                return True
    return False


def _around(evidence: Evidence) -> Conclusion | None:
    """What namings of the district, its communities or the region leave to conclude."""
    elsewhere = _elsewhere(evidence)
    if evidence.leads(evidence.role("district", "land")):
        return _conclude("area", "district")
    if evidence.link:
        return _conclude("about", "link")
    if evidence.leads(near := evidence.role("near")):
        title_elsewhere = any(r.section == 0 for r in elsewhere)
        return _conclude("none", "near-elsewhere") if title_elsewhere else _conclude("area", "near")
    if not near and evidence.role("route", "church"):
        return _conclude("mention", "route")
    if not near and evidence.role("street", "person", "goods", "homonym", "excluded"):
        return _conclude("none", "namesake")
    if evidence.leads(evidence.role("region")):
        return _conclude("none", "region-elsewhere") if elsewhere else _conclude("area", "region")
    return None


# Words of national news against words of town life: fewer than this say nothing.
_FEWEST_DISTANT = 2


def _unnamed(evidence: Evidence) -> Conclusion:
    """The place is not named: what its surroundings and the outlet leave to conclude."""
    found = _around(evidence)
    if found is not None:
        return found
    elsewhere = _elsewhere(evidence)
    if evidence.home:
        lands = [r for r in evidence.rivals if r.kind == LAND]
        if elsewhere or evidence.leads(lands):
            return _conclude("none", "home-elsewhere")
        distant = _count(evidence, "distant")
        local = _count(evidence, "local")
        if distant > local and (distant >= _FEWEST_DISTANT or not local):
            return _conclude("none", "home-distant")
        return _conclude("about", "home")
    if evidence.level == "region" and not elsewhere and _of_whole_region(evidence):
        return _conclude("area", "whole-region")
    return _conclude("area", "district") if evidence.role("district", "land") else _conclude("none", "nothing")


def _is_other_bearer(evidence: Evidence, names: Names) -> bool:
    """Is the name borne elsewhere too, does another region lead, and nothing speak for ours («Миколаївка» of many)?"""
    if names.greatest or not names.homonyms or evidence.home or not evidence.named:
        return False
    ours = evidence.role("district", "land", "near", "region", "official", "village") or evidence.link
    return not ours and any(r.kind == LAND for r in evidence.rivals)


def conclude(evidence: Evidence, names: Names, model: Model) -> Conclusion:
    """The label of an article, by weights where the place is named and by rules where it is not."""
    if _is_other_bearer(evidence, names):
        return _conclude("none", "other-bearer")
    if evidence.role(*SURE):
        return _weighed(evidence, names, model)
    if evidence.role("quoted", "plant", "compound") or (evidence.named and evidence.home):
        # Only a brand, a plant or a doubtful word names it: in its own outlet that is enough, elsewhere in passing.
        alone = not evidence.rivals and evidence.role("plant", "compound")
        return _conclude("about" if evidence.home or alone else "mention", "weak")
    return _conclude("none", "doubtful") if evidence.named else _unnamed(evidence)
