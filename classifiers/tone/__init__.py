"""How an item shows the institution: positive, neutral or negative, with the sentence that shows it.

Bad news in which the institution has no part is neutral. Where the signs are torn the classifier abstains and says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from classifiers.tone.charges import told
from classifiers.tone.features import power_words, signs
from classifiers.tone.model import CLASSES, contribution, probabilities
from classifiers.tone.namings import Home, home
from monitor.model import Article, Attribution, Flag, Institution, Place, Verdict
from monitor.text import sentences, shorten

VERSION = "tone-7"
# Below its share a label is not given; chosen on the read halves of eight written sets (see README).
SURE = {"positive": 0.55, "neutral": 0.55, "negative": 0.75}
# Of items about other places, about the whole district, or without a word of the institution this share is neutral.
ELSEWHERE = 0.97
AROUND = 0.95
UNCONCERNED = 0.96
# Of items where the institution is thanked in so many words this share is positive, unless they read as blame.
THANKED = 0.9
BLAMED = 0.5
# The same of charges and honours in so many words, unless the rest reads as the contrary.
SAID = 0.9
_CONTRARY = {"positive": "negative", "negative": "positive"}
_ELSEWHERE = ("none", "mention")
# Longer texts show their tone in the beginning.
LONGEST = 20_000
_REASONS = {
    "positive": "Матеріал показує установу або її роботу прихильно: «{}».",
    "negative": "У матеріалі є скарга чи критика, що стосується установи: «{}».",
    "neutral": "Оцінки установи в матеріалі немає.",
}
_TORN = "Тон матеріалу неоднозначний ({} чи {}): перегляньте його."
_NAMES = {"positive": "прихильний", "neutral": "нейтральний", "negative": "критичний"}


@dataclass(frozen=True, slots=True)
class ToneClassifier:
    """The tone decision for one institution. `own`: dictionary forms of words that name it."""

    own: frozenset[str]
    home: Home  # what tells the institution from another town's

    def classify(
        self,
        article: Article,
        citation: Verdict,
        attributions: tuple[Attribution, ...],
        relevance: Verdict | None = None,
    ) -> tuple[Verdict, tuple[Flag, ...]]:
        """The tone with the sentence that shows it, or no label and a flag where the signs are torn.

        An item that is not about the place (`relevance`), or in which the institution has no part, is neutral.
        """
        if relevance is not None and relevance.label in _ELSEWHERE:
            return _neutral(ELSEWHERE)
        if relevance is not None and relevance.label == "area":
            return _neutral(AROUND)
        text = f"{article.title}\n{article.text}"[:LONGEST]
        weighed = signs(text, self.own)
        cited = citation.label not in ("none", None) or any(a.kind != "other" for a in attributions)
        said = told(text, self.home)
        # Without the institution's part there is nothing to thank or to blame it for.
        if not (weighed.power or cited or said):
            return _neutral(UNCONCERNED)
        chances = probabilities(weighed.features)
        if weighed.thanked and chances["negative"] < BLAMED:
            chances = {"positive": THANKED, "neutral": 1 - THANKED, "negative": 0.0}
        if said is not None and chances[_CONTRARY[said[0]]] < BLAMED:
            chances = {**dict.fromkeys(CLASSES, 0.0), said[0]: SAID, "neutral": 1 - SAID}
        first, second = sorted(CLASSES, key=lambda c: -chances[c])[:2]
        strongest = contribution(weighed.features)
        if chances[first] < SURE[first]:
            flag = Flag(classifier="tone", code="torn", text=_TORN.format(_NAMES[first], _NAMES[second]))
            return _verdict(None, chances[first], flag.text, (), strongest), (flag,)
        sentence = said[1] if said is not None and said[0] == first else self._telling(text, first)
        reason = _REASONS[first].format(shorten(sentence, 120).strip("«»")) if sentence else _REASONS["neutral"]
        return _verdict(first, chances[first], reason, (sentence,) if sentence else (), strongest), ()

    def _telling(self, text: str, label: str) -> str:
        """The sentence that speaks most for a label; "" for neutral."""
        if label == "neutral":
            return ""
        return max(sentences(text), key=lambda sentence: probabilities(signs(sentence, self.own).features)[label])


def _neutral(share: float) -> tuple[Verdict, tuple[Flag, ...]]:
    return _verdict("neutral", share, _REASONS["neutral"], (), ()), ()


def _verdict(
    label: str | None,
    score: float,
    reason: str,
    evidence: tuple[str, ...],
    features: tuple[tuple[str, float], ...],
) -> Verdict:
    return Verdict(
        classifier="tone",
        version=VERSION,
        label=label,
        score=round(score, 3),
        reason=reason,
        evidence=evidence,
        features=features,
    )


def load(institution: Institution, place: Place | None = None) -> ToneClassifier:
    """The classifier of one institution. Raises OSError or ValueError where the packaged model is damaged."""
    probabilities({})
    return ToneClassifier(power_words(institution), home(institution, place))
