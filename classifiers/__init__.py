"""Article -> Classification. Each decision is a module or folder of its own; this one only lets them speak in turn.

The order: language, place, citation (with every named source), topic, tone, event. None sees another's code;
what one needs of another is handed over here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from classifiers import citation, events, language, place, tone, topic
from monitor.model import DIRECT, Article, Classification, Flag, Institution, Outlet, Place, Verdict
from monitor.registers.nouns import Organisation


@dataclass(frozen=True, slots=True)
class Classifiers:
    """Everything that is decided about one article; holds the loaded models of one place."""

    place: place.PlaceClassifier
    citation: citation.CitationClassifier
    topic: topic.TopicClassifier
    tone: tone.ToneClassifier
    events: events.EventClassifier
    version: str

    def classify(self, article: Article, outlet: Outlet) -> Classification:
        """All verdicts on one article. Deterministic; reads nothing but its arguments and the loaded models."""
        found = language.identify(f"{article.title}\n{article.text}")
        relevance, place_flags = self.place.classify(article, outlet)
        cited, attributions, citation_flags = self.citation.classify(article, outlet)
        citation_flags += _unread(article, cited)
        topical, secondary, topic_flags = self.topic.classify(article)
        toned, tone_flags = self.tone.classify(article, cited, attributions, relevance)
        # Of 182 items that have nothing to do with the place, by ten writers, none told of an event for its chronicle.
        elsewhere = relevance.label == "none" and not place_flags  # where that is in doubt a person sees both
        event = None if elsewhere else self.events.classify(article, outlet)
        return Classification(
            article=article.id,
            language=found[0],
            relevance=relevance,
            topic=topical,
            secondary=secondary,
            citation=cited,
            tone=toned,
            attributions=attributions,
            event=event,
            flags=_worth_asking(relevance.label, place_flags, (*topic_flags, *citation_flags, *tone_flags)),
        )


def _unread(article: Article, cited: Verdict) -> tuple[Flag, ...]:
    """Of a text that is cut short nobody knows whom its rest names; who is named already as a direct source, is."""
    if article.cut is None or cited.label in DIRECT:
        return ()
    return (Flag(classifier="citation", code="cut", text=f"{article.cut} Джерело могло бути названо в ній."),)


def _worth_asking(relevance: str | None, place_flags: tuple[Flag, ...], others: tuple[Flag, ...]) -> tuple[Flag, ...]:
    """A person is asked about topic, citation and tone only of items that may be about the place."""
    return (*place_flags, *others) if relevance in ("about", None) else place_flags


def load(
    where: Place,
    institution: Institution,
    models: Path | None = None,
    organisations: Sequence[Organisation] = (),
) -> Classifiers:
    """The classifiers of one place. `models`: a folder with the office's own models, else the packaged ones.

    `organisations`: the register of the place, whose names the place and event rules then know.
    Raises OhliadError where a model file is missing or damaged (promise 41).
    """
    topics = topic.load(models)
    parts = (
        place.VERSION,
        citation.VERSION,
        topics.version,
        tone.VERSION,
        events.VERSION,
        repr(where),
        repr(institution),
        *map(repr, organisations),
    )
    return Classifiers(
        place=place.load(where, institution, organisations),
        citation=citation.load(where, institution),
        topic=topics,
        tone=tone.load(institution, where),
        events=events.load(where, organisations),
        version=blake2b("\n".join(parts).encode(), digest_size=6).hexdigest(),
    )
