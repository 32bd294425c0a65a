"""Evidence -> label and probability. Pure.

Where the place is named, boosted stumps (steps of each feature, made by `train`, kept as plain numbers) say whether
the article is about it; where it is not, rules say what the outlet and the surroundings leave to conclude. Both name
their reason.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from math import exp
from pathlib import Path

from classifiers.place.bearers import is_other_bearer, is_other_village
from classifiers.place.cues import cues
from classifiers.place.entries import tells_in_entry
from classifiers.place.exile import is_of_ground
from classifiers.place.fallen import is_native_fallen
from classifiers.place.features import Evidence
from classifiers.place.layout import is_table
from classifiers.place.mentions import SURE, Mention
from classifiers.place.names import Names
from classifiers.place.nearby import before
from classifiers.place.overrule import overruling
from classifiers.place.passing import is_in_passing
from classifiers.place.reading import Section
from classifiers.place.regional import binds_region, is_of_front, is_of_highway
from classifiers.place.rivals import ABROAD
from classifiers.place.strikes import is_hit, is_preyed_on
from classifiers.place.unnamed import only_signs, unnamed
from classifiers.place.weighing import FEATURES, weigh
from monitor.errors import OhliadError
from monitor.language import grammemes
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
    "home-passing": 0.86,
    "home-elsewhere": 0.75,
    "home-distant": 0.75,
    "whole-region": 0.75,
    "nothing": 0.93,
    "weak": 0.7,
    "doubtful": 0.6,
    "surroundings": 0.7,
    "town-alone": 0.95,
    "struck": 0.9,
    "often": 0.93,
    "bullet": 0.85,
    "home-named": 0.8,
    "other-bearer": 0.8,
    "one-of-region": 0.75,
    "highway": 0.75,
    "acts": 0.75,
    "edge": 0.75,
    "scene": 0.75,
    "exile": 0.75,
    "front": 0.75,
    "held": 0.75,
    "fallen": 0.75,
    "preyed": 0.75,
}


def _conclude(label: Relevance, rule: str) -> Conclusion:
    return Conclusion(label, _TRUST[rule], rule)


# From here the steps need no rule beside them.
_CLEAR = 0.65


def _weighed(evidence: Evidence, names: Names, model: Model) -> Conclusion:
    features = weigh(evidence, names)
    about = model.probability(features)
    shares = model.shares(features)
    if not evidence.home and is_hit(evidence):
        return Conclusion("about", _TRUST["struck"], "struck", shares)
    if _is_of_surroundings(evidence, names):
        return Conclusion("area", _TRUST["surroundings"], "surroundings", shares)
    if is_of_front(evidence):
        return Conclusion("area", _TRUST["front"], "front", shares)
    if is_of_highway(evidence, names):
        return Conclusion("area", _TRUST["highway"], "highway", shares)
    if binds_region(evidence, names):
        return Conclusion("area", _TRUST["one-of-region"], "one-of-region", shares)
    if not evidence.home and is_table(evidence):
        return Conclusion("mention", _TRUST["doubtful"], "named-passing", shares)
    if _is_idiom(evidence) or is_in_passing(evidence, names):
        return Conclusion("mention", max(_TRUST["doubtful"], 1 - about), "named-passing", shares)
    if about >= _CLEAR:
        return Conclusion("about", about, "named", shares)
    rule = overruling(evidence, names) or _of_war(evidence, names) or ("weak" if _opens_plant(evidence) else None)
    if rule is not None:
        return Conclusion("about", _TRUST[rule], rule, shares)
    if about >= 0.5:
        return Conclusion("about", about, "named", shares)
    return Conclusion("mention", 1 - about, "named-passing", shares)


def _of_war(evidence: Evidence, names: Names) -> str | None:
    """The rule that makes the place's its fallen, or what invaders do to it where they hold it or stand before it."""
    if is_native_fallen(evidence, names):
        return "fallen"
    return "preyed" if names.evacuated and any(is_preyed_on(m, evidence) for m in evidence.sure) else None


def _is_of_surroundings(evidence: Evidence, names: Names) -> bool:
    """Do the district and its other communities lead, outnumber the place and leave the title to themselves?"""
    # A displaced community's neighbours are other towns, unless it is on their ground that it happens.
    ground = not names.displaced or is_of_ground(evidence, evidence.role("near"))
    kinds = ("near", "district", "land") if ground else ("district", "land")
    around = [m for m in evidence.role(*kinds) if "list" not in m.flags and not _is_listed_with_ours(m, evidence)]
    own_title = any(m.section == 0 for m in evidence.sure)
    past = all("origin" in m.flags for m in evidence.sure)
    first = min(((m.section, m.start) for m in evidence.sure), default=None)
    if first is not None and around and first < min((m.section, m.start) for m in around):
        return False
    leads = evidence.leads([*around, *evidence.role("region")])
    if not leads or own_title or past or evidence.home:
        return False
    return len(around) > len(evidence.strong) or _only_adds(evidence) or _only_tells(evidence)


# Words between two names of a list: «Носівки та», «Носівки і до».
_LIST_REACH = 2
_DASH = re.compile("[–—-]")


def _is_listed_with_ours(mention: Mention, evidence: Evidence) -> bool:
    """«До Носівки та Ніжина поїзди не ходять»: does a neighbour stand in one list with the place?"""
    if mention.role != "near":
        return False
    text = evidence.reading.section(mention.section).text
    for ours in evidence.sure:
        if "list" in ours.flags and ours.section == mention.section:
            first, second = sorted((mention, ours), key=lambda m: m.first)
            between = text[first.end : second.start]
            if second.first - first.last <= _LIST_REACH and not _DASH.search(between):
                return True
    return False


def _only_adds(evidence: Evidence) -> bool:
    """Does the district lead by itself, and does one paragraph below only let the place's body speak or help?"""
    districts = [m for m in evidence.role("district", "land") if not m.flags & {"office", "titled", "list"}]
    below = {m.section for m in evidence.sure}
    plain = all(m.role in ("body", "official") for m in evidence.sure)
    return evidence.leads(districts) and plain and len(below) == 1 and not evidence.leads(evidence.sure)


# Words before «у Тихогірській міській раді» within which «повідомили» stands.
_TELLING_REACH = 3


def _only_tells(evidence: Evidence) -> bool:
    """«…, сповістили в Тихогірській міській раді»: is the place named only as whose council told the news?"""
    texts = {s.index: s for s in evidence.reading.sections}
    return all(
        m.role == "body"
        and before(texts[m.section], m.first, "inside")
        and before(texts[m.section], m.first, "tells", _TELLING_REACH)
        for m in evidence.sure
    )


# An item about a saying has at least this many words of such.
_FEWEST_IDIOM = 2


def _is_idiom(evidence: Evidence) -> bool:
    """«Фразеологізм «пиши до Бердичева»»: is the place named in an item of sayings and their origin?"""
    if evidence.home or any(m.role != "name" for m in evidence.sure):
        return False
    wanted = cues("idiom")
    return sum(not wanted.isdisjoint(k) for s in evidence.reading.sections for k in s.keys) >= _FEWEST_IDIOM


# So many words of goods in a text make a name in quotation marks a brand.
_FEWEST_GOODS = 2


def _is_brand(evidence: Evidence) -> bool:
    """«Ніжин» among brands of gherkins; a plant named only for the goods that were counterfeited elsewhere."""
    if evidence.home or evidence.role("compound"):
        return False
    if any(m.section == 0 for m in evidence.role("plant")):
        return False
    # A plant's fuel is the news of the branch; only a mark that is counterfeited speaks of goods alone.
    wanted = cues("goods_mark") if evidence.role("plant") else cues("brand") | cues("goods_mark") | cues("label")
    found = {word for s in evidence.reading.sections for keys in s.keys for word in keys & wanted}
    if evidence.role("plant"):
        return bool(evidence.rivals) and (bool(evidence.role("goods")) or len(found) >= _FEWEST_GOODS)
    return bool(evidence.role("quoted")) and len(found) >= _FEWEST_GOODS


def _is_landmark(evidence: Evidence) -> bool:
    """«Автовокзал «Тихогір» продали»: in the region's outlet, does the town's station, market or cinema bear its name?

    Hotels, shops and sanatoria of that name stand anywhere, and a market or cinema may stand in a capital too.
    """
    if evidence.level != "region" or evidence.away:
        return False
    sections = {s.index: s for s in evidence.reading.sections}
    return any(before(sections[m.section], m.first, "landmark") for m in evidence.role("quoted"))


def _opens_plant(evidence: Evidence) -> bool:
    """«Тихогірський завод феросплавів зупинив піч»: does a plant that acts open the title, other towns apart?

    A region's outlet may name another town below, to which the plant sells or sends.
    """
    others = [r for r in evidence.rivals if r.kind != ABROAD]
    if any(evidence.level != "region" or r.section in evidence.lead for r in others):
        return False
    title = evidence.reading.sections[0]
    opening = (m for m in evidence.role("plant") if m.section == 0 == m.first)
    return any(_acts_soon(title, m.last) for m in opening)


# Words between a plant and its verb: «завод залізобетонних виробів зупинив».
_PLANT_REACH = 3


def _acts_soon(section: Section, at: int) -> bool:
    """Does a verb follow, nouns and adjectives of the plant's own name between them alone?"""
    for index in range(at, min(at + _PLANT_REACH, len(section.tokens))):
        told = grammemes(section.tokens[index].word)
        if section.between(index - 1, index) != " ":
            return False
        if "VERB" in told:
            return True
        if section.tokens[index].text[0].isupper() or told.isdisjoint({"NOUN", "ADJF"}):
            return False
    return False


def conclude(evidence: Evidence, names: Names, model: Model) -> Conclusion:
    """The label of an article, by weights where the place is named and by rules where it is not."""
    if is_other_bearer(evidence, names) or is_other_village(evidence):
        return _conclude("none", "other-bearer")
    if evidence.named and not is_of_front(evidence) and tells_in_entry(evidence):
        return _conclude("about", "bullet")
    if evidence.home and only_signs(evidence) and (ruling := unnamed(evidence, names))[0] == "area":
        return _conclude(*ruling)
    if evidence.role(*SURE):
        return _weighed(evidence, names, model)
    if evidence.role("quoted", "plant", "compound") or (evidence.named and evidence.home):
        # Only a brand, a plant or a doubtful word names it: in its own outlet that is enough, elsewhere in passing.
        if _is_brand(evidence):
            return _conclude("none", "namesake")
        alone = not evidence.rivals and (evidence.role("plant", "compound") or _is_landmark(evidence))
        return _conclude("about" if evidence.home or alone or _opens_plant(evidence) else "mention", "weak")
    if is_of_front(evidence):
        return _conclude("area", "front")
    return _conclude("none", "doubtful") if evidence.named else _conclude(*unnamed(evidence, names))
