"""How an item shows the institution: positive, neutral or negative, with the sentence that shows it.

Bad news in which the institution has no part is neutral. Where the signs are torn the classifier abstains and says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from classifiers.tone.features import power_words, signs
from classifiers.tone.model import CLASSES, contribution, probabilities
from monitor.model import Article, Attribution, Flag, Institution, Verdict
from monitor.text import sentences, shorten

VERSION = "tone-3"
# Below its share a label is not given. Of items claimed at 0.5 to 0.6 three in five are right, from 0.6 on nine in ten;
# but «negative» at 0.6 to 0.8 was right in 13 of 33, from 0.8 on in 29 of 37.
SURE = {"positive": 0.6, "neutral": 0.6, "negative": 0.8}
# Of items about other places this share is neutral.
ELSEWHERE = 0.97
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

    def classify(
        self,
        article: Article,
        citation: Verdict,
        attributions: tuple[Attribution, ...],
        relevance: Verdict | None = None,
    ) -> tuple[Verdict, tuple[Flag, ...]]:
        """The tone with the sentence that shows it, or no label and a flag where the signs are torn.

        An item that is not about the place (`relevance`) has no tone toward its institution.
        """
        if relevance is not None and relevance.label in _ELSEWHERE:
            return _verdict("neutral", ELSEWHERE, _REASONS["neutral"], (), ()), ()
        text = f"{article.title}\n{article.text}"[:LONGEST]
        weighed = signs(text, self.own)
        chances = probabilities(weighed.features)
        concerned = (
            weighed.power or citation.label not in ("none", None) or any(a.kind != "other" for a in attributions)
        )
        if not concerned:  # without the institution's part there is nothing to blame it for
            chances = {**chances, "neutral": chances["neutral"] + chances["negative"], "negative": 0.0}
        first, second = sorted(CLASSES, key=lambda c: -chances[c])[:2]
        strongest = contribution(weighed.features)
        if chances[first] < SURE[first]:
            flag = Flag(classifier="tone", code="torn", text=_TORN.format(_NAMES[first], _NAMES[second]))
            return _verdict(None, chances[first], flag.text, (), strongest), (flag,)
        sentence = self._telling(text, first)
        reason = _REASONS[first].format(shorten(sentence, 120).strip("«»")) if sentence else _REASONS["neutral"]
        return _verdict(first, chances[first], reason, (sentence,) if sentence else (), strongest), ()

    def _telling(self, text: str, label: str) -> str:
        """The sentence that speaks most for a label; "" for neutral."""
        if label == "neutral":
            return ""
        return max(sentences(text), key=lambda sentence: probabilities(signs(sentence, self.own).features)[label])


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


def load(institution: Institution) -> ToneClassifier:
    """The classifier of one institution. Raises OSError or ValueError where the packaged model is damaged."""
    probabilities({})
    return ToneClassifier(power_words(institution))
