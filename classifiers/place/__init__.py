"""Is an article about the watched place: about, area, mention or none (codebook «relevance»), with evidence.

Works for any Ukrainian settlement from its nominative name and region. What is looked for: `names`; how a naming is
judged: `mentions`; other places: `rivals`; what is weighed: `features`; the decision: `decide`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from classifiers.place.decide import Conclusion, Model, conclude, packaged
from classifiers.place.explain import evidence_of, flags_of, reason_of
from classifiers.place.features import gather
from classifiers.place.names import Names, compile_names
from monitor.model import Article, Flag, Institution, Outlet, Place, Verdict
from monitor.registers.nouns import Organisation

VERSION = "place-13"


@dataclass(frozen=True, slots=True)
class PlaceClassifier:
    """The compiled names of one place and the weights; make it with `load`."""

    names: Names
    model: Model

    def classify(self, article: Article, outlet: Outlet | None) -> tuple[Verdict, tuple[Flag, ...]]:
        """The verdict on one article and why a person should look, if so. An unknown outlet counts as a region's.

        There is always a label, with a flag where it is doubtful; evidence are exact spans of the title, text or links,
        the strongest first.
        """
        evidence = gather(article, outlet, self.names)
        found = conclude(evidence, self.names, self.model)
        verdict = Verdict(
            classifier="place",
            version=f"{VERSION}-{self.model.version}",
            label=found.label,
            score=round(found.probability, 3),
            reason=reason_of(found, evidence, self.names),
            evidence=evidence_of(found, evidence, article),
            features=_features(found),
        )
        return verdict, flags_of(found, evidence)


def _features(found: Conclusion) -> tuple[tuple[str, float], ...]:
    return (*found.features, (f"rule:{found.rule}", round(found.probability, 3)))


def load(place: Place, institution: Institution, organisations: Sequence[Organisation] = ()) -> PlaceClassifier:
    """The classifier of one place. Raises OhliadError where the packaged weights are missing or damaged."""
    return PlaceClassifier(compile_names(place, institution, organisations), packaged())
