"""From the sources of an item to its label, with evidence, reason and doubts. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.model import Attribution, Flag, Verdict
from monitor.text import shorten

ORDER = ("department", "site", "council")
# A source of the institution below this joint certainty makes no label of its own; a person is asked.
SURE = 0.5
# Below this the label stands but is flagged.
CLEAR = 0.7
# What labels were worth on 560 items of four writers when first met: 245 of 251 labels right, more so the surer the
# wording (of 143 flagged labels of six later writers 138 were). Without any doubtful source about one item in twenty
# had one that was not seen; with one, 8 of 18 were right.
LEAST, MOST, NOTHING, DOUBTED = 0.92, 0.99, 0.95, 0.5
_REASONS = {
    "department": "Джерелом названо відділ комунікацій установи: «{}».",
    "site": "Джерелом названо офіційний сайт чи сторінку установи: «{}».",
    "council": "Джерелом названо саму установу, її підрозділ або посадову особу: «{}».",
}
_NONE = "Жодного джерела від установи в тексті не названо."
_DOUBTS = {
    "surname": "Посадову особу названо лише прізвищем: «{}». Перевірте, чи це вона.",
    "town": "Незрозуміло, якому місту належить джерело: «{}».",
    "weak": "Незрозуміло, чи це посилання на джерело: «{}».",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A source of the item: how sure the wording is a reference, how sure it is whose, and where it stands.

    At strength 0 the institution is named for what it decided («згідно з рішенням ради»): no label, and no doubt.
    """

    attribution: Attribution
    strength: float
    certainty: float
    start: int
    doubt: str | None = None
    likelihood: float = 1.0  # that a reader would list it
    stands_in: bool = False  # a pronoun, for whom the text named elsewhere
    linked: bool = False  # an address, in the text or behind it

    @property
    def score(self) -> float:
        return self.strength * self.certainty


def decide(found: Sequence[Found], version: str) -> tuple[Verdict, tuple[Flag, ...]]:
    """The strongest label among sources that are sure enough, and what a person should check."""
    own = [f for f in found if f.attribution.kind != "other" and f.strength > 0]
    sure = [f for f in own if f.score >= SURE and f.doubt != "town"]
    if not sure:
        doubtful = max(own, key=lambda f: f.score, default=None)
        score = NOTHING if doubtful is None else DOUBTED
        verdict = Verdict(classifier="citation", version=version, label="none", score=round(score, 3), reason=_NONE)
        return verdict, () if doubtful is None else (_flag(doubtful),)
    label = min((f.attribution.kind for f in sure), key=ORDER.index)
    best = max((f for f in sure if f.attribution.kind == label), key=_shown)
    verdict = Verdict(
        classifier="citation",
        version=version,
        label=label,
        score=_chance(best.score),
        reason=_REASONS[label].format(_short(best.attribution.span)),
        evidence=(best.attribution.span,),
        features=(("strength", best.strength), ("certainty", best.certainty)),
    )
    return verdict, (_flag(best),) if best.score < CLEAR or best.doubt else ()


def _shown(found: Found) -> tuple[bool, bool, float, int]:
    """What shows a label best: who is named rather than a pronoun, clear words rather than the link beside them."""
    in_words = not found.linked and found.score >= CLEAR
    return not found.stands_in, in_words, found.score, -found.start


def _chance(certainty: float) -> float:
    """The chance that a label is right, from the certainty of its wording (SURE..1)."""
    share = (min(1.0, certainty) - SURE) / (1 - SURE)
    return round(LEAST + (MOST - LEAST) * share, 3)


def _flag(found: Found) -> Flag:
    code = found.doubt or "weak"
    return Flag(classifier="citation", code=code, text=_DOUBTS[code].format(_short(found.attribution.span)))


def _short(span: str) -> str:
    return shorten(" ".join(span.split()), 120).strip("«»")
