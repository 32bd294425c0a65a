"""How an item shows the institution: positive, neutral, negative. Bad news without its part is neutral."""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.model import Article, Attribution, Flag, Institution, Verdict
from monitor.text import sentences

VERSION = "tone-1"
_TARGET = re.compile(r"рад[аиіу]\b|міськрад|виконком|мер[аіу]?\b|чиновник|влад|горсовет|исполком|мэр|администрац", re.I)
_BAD = re.compile(r"скарж|обур|критик|скандал|не відповіл|бездіяльн|провал|жалу|возмущ|проспал|обіцян", re.I)
_GOOD = re.compile(r"дяку|вдячн|похвал|спасиб|благодар|молодц|нарешті відкрил", re.I)


@dataclass(frozen=True, slots=True)
class ToneClassifier:
    """The tone decision for one institution."""

    def classify(
        self, article: Article, citation: Verdict, attributions: tuple[Attribution, ...]
    ) -> tuple[Verdict, tuple[Flag, ...]]:
        """Positive, neutral or negative, with the sentence that shows it."""
        for label, pattern in (("negative", _BAD), ("positive", _GOOD)):
            for sentence in sentences(f"{article.title}\n{article.text}"):
                if _TARGET.search(sentence) and pattern.search(sentence):
                    return _verdict(label, 0.6, "Оцінка установи в тексті.", (sentence,)), ()
        return _verdict("neutral", 0.9, "Оцінки установи в тексті немає.", ()), ()


def _verdict(label: str, score: float, reason: str, evidence: tuple[str, ...]) -> Verdict:
    return Verdict(classifier="tone", version=VERSION, label=label, score=score, reason=reason, evidence=evidence)


def load(institution: Institution) -> ToneClassifier:
    """The classifier of one institution."""
    return ToneClassifier()
