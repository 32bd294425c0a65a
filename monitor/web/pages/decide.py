"""Deciding: from the card with all fields, from a list with one key, for all reprints at once; and taking back.

Every decision goes through monitor.review.decision; what somebody else decided meanwhile is shown, never overwritten.
"""

from __future__ import annotations

from starlette.responses import Response

from monitor.judgement import FIELDS
from monitor.review import decision
from monitor.review.decision import Decided, Proposal
from monitor.text import clean_line
from monitor.web.ask import Ask, Section, action, own_path
from monitor.web.errors import Refusal, missing

ORIGIN = "вебсторінка"
SEVERAL = ("secondary", "continued")  # fields of several values at once
MOST_PAIRS = 2000  # of one confirmation: every field of every reprint of a large story


def decide(ask: Ask) -> Response:
    """The chosen fields of one item, or of it and all its reprints."""
    store = ask.office.store
    article = ask.path("id")
    if store.article(article) is None:
        raise missing()
    chosen = _chosen(ask)
    if not chosen:
        raise Refusal(422, "Нічого не вибрано: нічого не змінено.")
    targets = decision.reprints(store, article) if ask.field("reprints") else (article,)
    proposals = [
        Proposal(article=target, field=field, value=value, why=ask.field("why"), seen=_seen(ask), whole=True)
        for target in targets
        for field, value in chosen
        if target in decision.shared(field, targets)
    ]
    return _settled(
        ask, decision.decide_all(store, proposals, by=ask.person.name, at=ask.now, origin=ORIGIN), proposals
    )


def _chosen(ask: Ask) -> list[tuple[str, str]]:
    """(field, value) of the pressed button and of every list that was changed; a field is decided once."""
    found: dict[str, str] = {}
    for field in FIELDS:
        if field not in SEVERAL and (value := ask.field(field)):
            found[field] = value
    if "secondary_was" in ask.form:
        topics = " ".join(sorted(ask.fields("secondary")))
        if topics != " ".join(sorted(ask.field("secondary_was").split())):
            found["secondary"] = topics
    if "continued_was" in ask.form:
        issues = " ".join(sorted(ask.fields("continued")))
        if issues != " ".join(sorted(ask.field("continued_was").split())):
            found["continued"] = issues or "no"
    field, _, value = ask.field("set").partition("=")
    if field in FIELDS:
        found[field] = value
    return list(found.items())


def _seen(ask: Ask) -> int | None:
    """The newest row the person's page had shown; anything unreadable counts as nothing seen."""
    text = ask.field("seen")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 15 else None


def _settled(ask: Ask, decided: Decided, proposals: list[Proposal]) -> Response:
    """Back to where the person was; a conflict is shown first, with the choice to insist."""
    back = own_path(ask.field("back") or f"/items/{ask.request.path_params.get('id', '')}")
    if decided.of("rejected"):
        raise Refusal(422, decided.text)
    if conflicts := decided.of("conflict"):
        asked = {(item.article, item.field): item for item in proposals}
        return ask.render(
            "conflict.html",
            409,
            conflicts=conflicts,
            applied=decided.of("applied"),
            pairs=[f"{item.article} {item.field} {asked[item.article, item.field].value}" for item in conflicts],
            why=clean_line(ask.field("why")),
            seen=max(item.against.id for item in conflicts if item.against is not None),
            titles=_titles(ask, [item.article for item in conflicts]),
            back=back,
        )
    applied = decided.of("applied")
    return ask.back(back, "decided" if applied else "same", len(applied) or None)


def _titles(ask: Ask, articles: list[str]) -> dict[str, str]:
    clips = ask.office.store.clips(articles=articles, relevance=None)
    return {clip.article.id: clip.article.title for clip in clips}


def confirm(ask: Ask) -> Response:
    """Insist on what was in conflict. What came after the conflict was shown is in conflict again."""
    pairs = [part for text in ask.fields("pair")[:MOST_PAIRS] if len(part := text.split(" ", 2)) == 3]
    if not pairs:
        raise Refusal(422, "Нічого не вибрано: нічого не змінено.")
    proposals = [
        Proposal(article=article, field=field, value=value, why=ask.field("why"), seen=_seen(ask), whole=True)
        for article, field, value in pairs
    ]
    decided = decision.decide_all(ask.office.store, proposals, by=ask.person.name, at=ask.now, origin=ORIGIN)
    return _settled(ask, decided, proposals)


def undo(ask: Ask) -> Response:
    """Take one decision back; what it had replaced holds again."""
    number = ask.path("label")
    if not (number.isascii() and number.isdigit() and len(number) < 15):
        raise missing()
    done = decision.undo(ask.office.store, int(number), by=ask.person.name, at=ask.now, origin=ORIGIN)
    if done.state == "rejected":
        raise Refusal(422, done.text)
    return ask.back(
        ask.field("back") or f"/items/{done.article}", "undone" if done.state == "applied" else "taken-back"
    )


section = Section(
    routes=(
        action("/items/{id}/decide", decide),
        action("/decisions/confirm", confirm),
        action("/decisions/{label}/undo", undo),
    ),
    messages={
        "decided": "Записано рішень: {n}.",
        "same": "Так уже вирішено раніше; нічого не змінено.",
        "taken-back": "Це рішення вже скасовано раніше; нічого не змінено.",
        "undone": "Рішення скасовано; знову діє попереднє.",
    },
)
