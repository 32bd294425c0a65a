"""How likely a naming is a source worth listing: a linear model over what the construction looks like. Pure.

Weights are a build product of `weigh`, kept as plain numbers in `weights.json` beside this module.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from classifiers.citation.grammar import Gram
from classifiers.citation.lexicon import TELLING, Sort
from classifiers.citation.reading import Reading
from classifiers.citation.sentence import Finding

_WEIGHTS = Path(__file__).parent / "weights.json"
# What no construction's look makes up for: its own weakness.
_CAP = 0.3
_VERBS = TELLING | Sort.IMPERSONAL | Sort.GIVE | Sort.NOUN
_SORTS = {
    "SAY": Sort.SAY,
    "PASS": Sort.PASS,
    "OPINE": Sort.OPINE,
    "WANT": Sort.WANT,
    "MANNER": Sort.MANNER,
    "GIVE": Sort.GIVE,
    "IMPERSONAL": Sort.IMPERSONAL,
}
_PAST = ("в", "ла", "ли", "ло", "л", "лась", "вся", "лася", "лися", "лся", "лись")


def features(reading: Reading, finding: Finding, form: str, nth: int, bare: bool) -> dict[str, float]:
    """What the model sees of one naming: its construction, never its place in the text or the very words.

    Length of texts and taste in verbs differ between the items the weights come from and the press. `nth`: its
    number among the namings of its source. `bare`: a word that stands for somebody named before.
    """
    mention = finding.mention
    length = mention.last - mention.first
    head = reading.words[mention.head]
    found = {
        "": 1.0,
        f"cue={finding.cue}": 1.0,
        f"form={form}": 1.0,
        f"cue={finding.cue} form={form}": 1.0,
        "strength": finding.strength,
        f"nth={min(nth, 2)}": 1.0,
        f"words={min(length, 3)}": 1.0,
    }
    named = mention.name is not None
    yes = {
        "named": named,
        "proper": mention.proper,
        "quoted": mention.quoted,
        "bare": bare,
        f"one word form={form}": length == 1 and not named,
        f"plural form={form}": bool(head.gram & Gram.PLURAL) and not named,
        "unknown head": not mention.sort and not named and not mention.proper,
    }
    found.update({name: 1.0 for name, value in yes.items() if value})
    verb = _verb(reading, finding)
    if verb is not None:
        found.update(_of_verb(reading, finding, form, verb))
    return found


def _verb(reading: Reading, finding: Finding) -> int | None:
    """The word of telling of a finding."""
    mention = finding.mention
    around: list[int] = [*range(finding.first, mention.first), *range(mention.last, finding.last)]
    for index in around:
        if reading.words[index].sort & _VERBS:
            return index
    return None if finding.verb < 0 else finding.verb


def _of_verb(reading: Reading, finding: Finding, form: str, verb: int) -> dict[str, float]:
    word, mention = reading.words[verb], finding.mention
    left = mention.first < verb
    gap = verb - mention.last if left else mention.first - verb
    found = {"distance": min(5, gap) / 5}
    for name, sort in _SORTS.items():
        if word.sort & sort:
            found |= {f"sort={name}": 1.0, f"sort={name} cue={finding.cue}": 1.0, f"sort={name} form={form}": 1.0}
    if left:
        found |= {"left": 1.0, f"left cue={finding.cue}": 1.0}
    if reading.tokens[verb].word.endswith(_PAST):
        found["past"] = 1.0
    if word.gram & Gram.FUTURE and not word.gram & Gram.NOW:
        found["future"] = 1.0
    return found


@cache
def weights() -> Mapping[str, float]:
    """Feature -> weight. Raises OSError or ValueError where the packaged file is missing or damaged."""
    found = json.loads(_WEIGHTS.read_text("utf-8"))
    return {str(name): float(value) for name, value in found.items()}


def likelihood(seen: Mapping[str, float]) -> float:
    """The chance, in 0..1, that a reader would list the naming as a source; a weak construction caps it."""
    table = weights()
    total = sum(value * table.get(name, 0.0) for name, value in seen.items())
    chance = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
    return min(chance, _CAP + seen["strength"]) if "strength" in seen else chance
