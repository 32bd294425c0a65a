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
    """A source of the item: how sure the wording is a reference, how sure it is whose, and where it stands."""

    attribution: Attribution
    strength: float
    certainty: float
    start: int
    doubt: str | None = None
    likelihood: float = 1.0  # that a reader would list it

    @property
    def score(self) -> float:
        return self.strength * self.certainty


def decide(found: Sequence[Found], version: str) -> tuple[Verdict, tuple[Flag, ...]]:
    """The strongest label among sources that are sure enough, and what a person should check."""
    own = [f for f in found if f.attribution.kind != "other"]
    sure = [f for f in own if f.score >= SURE and f.doubt != "town"]
    if not sure:
        doubtful = max(own, key=lambda f: f.score, default=None)
        score = 0.95 if doubtful is None else max(0.5, 1 - doubtful.score)
        verdict = Verdict(classifier="citation", version=version, label="none", score=round(score, 3), reason=_NONE)
        return verdict, () if doubtful is None else (_flag(doubtful),)
    label = min((f.attribution.kind for f in sure), key=ORDER.index)
    best = max((f for f in sure if f.attribution.kind == label), key=lambda f: (f.score, -f.start))
    verdict = Verdict(
        classifier="citation",
        version=version,
        label=label,
        score=round(best.score, 3),
        reason=_REASONS[label].format(_short(best.attribution.span)),
        evidence=(best.attribution.span,),
        features=(("strength", best.strength), ("certainty", best.certainty)),
    )
    return verdict, (_flag(best),) if best.score < CLEAR or best.doubt else ()


def _flag(found: Found) -> Flag:
    code = found.doubt or "weak"
    return Flag(classifier="citation", code=code, text=_DOUBTS[code].format(_short(found.attribution.span)))


def _short(span: str) -> str:
    return shorten(" ".join(span.split()), 120).strip("«»")
