"""Person before machine: the labels in force on one clip, from its verdicts and the human labels. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from monitor.language.letters import letters
from monitor.model import (
    CITATION,
    RELEVANCE,
    TONE,
    TOPICS,
    Article,
    Classification,
    Clip,
    Event,
    Label,
    Member,
    Outlet,
)

# What a person may decide, and the legal words. An empty tuple: free text, checked where it is used.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "relevance": RELEVANCE,
    "topic": tuple(TOPICS),
    "secondary": (),
    "citation": CITATION,
    "tone": TONE,
    "event": ("yes", "no"),
    "use": ("yes", "no"),
    "continued": (),
}
# The field a flag asks about, where its classifier is not called like it.
ASKS: Mapping[str, str] = {"place": "relevance"}


def in_force(labels: Iterable[Label]) -> dict[str, Label]:
    """The last label of each field, in the order given; undone ones must already be left out."""
    return {label.field: label for label in labels}


def clip(
    article: Article,
    outlet: Outlet,
    verdicts: Classification,
    labels: Mapping[str, Label],
    *,
    member: Member | None = None,
    story: str | None = None,
    missed: bool = False,
) -> Clip:
    """The clip as it is counted now."""

    def decided(field: str, verdict: str | None) -> str | None:
        return labels[field].value if field in labels else verdict

    if article.language is None and letters(f"{article.title}\n{article.text}"):
        # An imported line or an announcement has no mark of its own. Where no letter tells, the verdict only guesses.
        article = replace(article, language=verdicts.language)
    secondary = tuple(labels["secondary"].value.split()) if "secondary" in labels else verdicts.secondary
    topic = decided("topic", verdicts.topic.label)
    return Clip(
        article=article,
        outlet=outlet,
        relevance=decided("relevance", verdicts.relevance.label),
        topic=topic,
        secondary=tuple(code for code in secondary if code != topic),
        citation=decided("citation", verdicts.citation.label),
        tone=decided("tone", verdicts.tone.label),
        event=_event(verdicts.event, labels),
        flags=tuple(flag for flag in verdicts.flags if ASKS.get(flag.classifier, flag.classifier) not in labels),
        evidence=tuple(
            (verdict.classifier, verdict.evidence)
            for verdict in (verdicts.relevance, verdicts.topic, verdicts.citation, verdicts.tone)
        ),
        scores=tuple(
            (verdict.classifier, verdict.score)
            for verdict in (verdicts.relevance, verdicts.topic, verdicts.citation, verdicts.tone)
        ),
        decided=tuple(sorted(_fields(labels))),
        overruled=tuple(
            labels[field]
            for field, verdict in (
                ("relevance", verdicts.relevance),
                ("topic", verdicts.topic),
                ("citation", verdicts.citation),
                ("tone", verdicts.tone),
            )
            if field in labels and labels[field].value != verdict.label
        ),
        story=story,
        relation=member.relation if member else None,
        of=member.of if member else None,
        release=member.release if member else None,
        share=member.release_share if member else 0.0,
        credited=member.credited if member else None,
        agency=member.agency if member else None,
        missed=missed,
    )


def _event(event: Event | None, labels: Mapping[str, Label]) -> Event | None:
    return None if "event" in labels and labels["event"].value == "no" else event


def _fields(labels: Mapping[str, Label]) -> list[str]:
    """The decided fields; «use = no» is called `left-out`, so that `use` always means that a person put it in."""
    out = "use" in labels and labels["use"].value == "no"
    return [*(field for field in labels if not (out and field == "use")), *(["left-out"] if out else [])]
