"""Is an item about the place? Interim decision by counting sure namings; the weighed model replaces it."""

from __future__ import annotations

from dataclasses import dataclass

from classifiers.place.features import gather
from classifiers.place.names import Names, compile_names
from monitor.model import Article, Flag, Institution, Outlet, Place, Verdict

VERSION = "place-0"


@dataclass(frozen=True, slots=True)
class PlaceClassifier:
    names: Names

    def classify(self, article: Article, outlet: Outlet) -> tuple[Verdict, tuple[Flag, ...]]:
        found = gather(article, outlet, self.names)
        text = f"{article.title}\n{article.text}"
        count = len(found.strong)
        label = "about" if count >= 2 else "mention" if found.sure else "about" if found.home else "none"
        return (
            Verdict(
                classifier="relevance",
                version=VERSION,
                label=label,
                score=0.8,
                reason="Місто названо в тексті." if count else "Міста в тексті не названо.",
                evidence=tuple(word for word in text.split() if word[:4] == self.names.place.name[:4])[:3]
                if hasattr(self.names, "place")
                else (),
            ),
            (),
        )


def load(place: Place, institution: Institution) -> PlaceClassifier:
    return PlaceClassifier(compile_names(place, institution))
