"""Commands that look: explain, search, stats."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from monitor.cli import show
from monitor.cli.filters import article_fields, verdicts
from monitor.cli.wiring import KYIV, Options, require_state, store
from monitor.errors import ConfigError, OhliadError
from monitor.ledger import state_of
from monitor.model import Clip, Event, Verdict
from monitor.text import clean_line, shorten

if TYPE_CHECKING:
    from monitor.store import Store


def register(app: typer.Typer) -> None:
    app.command()(explain)
    app.command()(search)
    app.command()(stats)


_DECIDABLE = ("relevance", "topic", "secondary", "citation", "tone")


def explain(
    context: typer.Context, item: Annotated[str, typer.Argument(help="The id or the address of an item.")]
) -> int:
    """Every verdict on one item with its reason, evidence, strongest features and version."""
    options: Options = context.obj
    require_state(options)
    with store(options, options.config) as opened:
        identifier = identify(options, item)
        found = opened.judged(articles=[identifier])
        if not found:
            raise OhliadError(f"{item}: {_unread(opened, identifier)}")
        judged = found[0]
        clip = opened.clips(articles=[identifier], relevance=None)[0]
        history = opened.label_history(identifier)
        entries = opened.opinions.history([identifier])
    judgements = judged.classification
    four = (judgements.relevance, judgements.topic, judgements.citation, judgements.tone)
    if options.json:
        extra: dict[str, Any] = {"labels": [dict(row) for row in history], "story": clip.story}
        extra["verdicts"] = [_verdict_fields(verdict) for verdict in four]
        extra["decided"] = sorted(clip.decided)
        # What counts is what a person decided; the program's own word stays in `verdicts`.
        fields = verdicts(judgements) | {name: getattr(clip, name) for name in _DECIDABLE if name in clip.decided}
        show.emit({**article_fields(judged.article), **fields, **extra})
        return 0
    out = show.console()
    out.print(Text(clean_line(judged.article.title) or shorten(clean_line(judged.article.text), 90), style="bold"))
    out.print(Text(f"{judged.outlet.name} · {_when(clip)} · {judged.article.url} · {identifier}"))
    for verdict in four:
        _print_verdict(verdict, clip)
    if judgements.secondary:
        out.print(Text(f"  further topics: {', '.join(judgements.secondary)}"))
    _print_event(judgements.event, clip)
    for attribution in judgements.attributions:
        out.print(
            Text(f"  named source: {attribution.who} ({attribution.form}, {attribution.kind}): «{attribution.span}»")
        )
    for flag in judgements.flags:
        out.print(Text(f"  ? {flag.classifier}: {flag.text}", style="yellow"))
    if clip.story:
        out.print(Text(f"story {clip.story}: {clip.relation}" + (f" of {clip.of}" if clip.of else "")))
    for entry in entries:
        one, state = entry.label, state_of(entry, entries)
        said = f"decided {one.at.astimezone(KYIV):%d.%m.%Y %H:%M} by {one.by}: {one.field} = {one.value} {one.why}"
        out.print(Text(f"{said.rstrip()} – {state}", style="bold" if state == "in force" else ""))
    return 0


def _unread(opened: Store, identifier: str) -> str:
    """Why there is nothing to explain: nobody knows the item, or nothing of it was read."""
    found = opened.entry(identifier)
    if found is None:
        return "there is no such item; `ohliad search` finds ids"
    seen = f"{found.first_seen.astimezone(KYIV):%d.%m.%Y %H:%M}"
    outlet = opened.outlets()[found.outlet].name
    return f"{outlet}, {found.entry.url}, was found on {seen}; nothing of it was read, so nothing was judged"


def _verdict_fields(verdict: Verdict) -> dict[str, Any]:
    return {
        "classifier": verdict.classifier,
        "version": verdict.version,
        "label": verdict.label,
        "score": verdict.score,
        "reason": verdict.reason,
        "evidence": list(verdict.evidence),
        "features": [list(pair) for pair in verdict.features],
    }


def _print_verdict(verdict: Verdict, clip: Clip) -> None:
    out = show.console()
    now = {"relevance": clip.relevance, "topic": clip.topic, "citation": clip.citation, "tone": clip.tone}
    name = "relevance" if verdict.classifier in ("place", "relevance") else verdict.classifier
    label = verdict.label or "unsure"
    person = f" → {now.get(name)} (a person)" if name in clip.decided else ""
    out.print(Text(f"{name}: {label}{person} ({verdict.score:.2f}, {verdict.version})", style="bold"))
    out.print(Text(f"  {verdict.reason}"))
    for span in verdict.evidence[:5]:
        out.print(Text(f"  «{shorten(clean_line(span), 160)}»"))
    if verdict.features:
        out.print(Text("  " + ", ".join(f"{feature} {weight:+.2f}" for feature, weight in verdict.features[:10])))


def _print_event(event: Event | None, clip: Clip) -> None:
    person = " (a person decided, see below)" if "event" in clip.decided else ""
    show.console().print(Text(f"event: {'yes' if event else 'none'}{person}", style="bold"))
    if event is None:
        return
    day = f"{event.date:%d.%m.%Y}" if event.date else "no day"
    until = f" to {event.until:%d.%m.%Y}" if event.until else ""
    said = (event.kind, event.place, " | ".join(event.organisers), event.subject)
    show.console().print(Text(f"  {day}{until}: {'; '.join(clean_line(part) for part in said if part)}"))


def _when(clip: Clip) -> str:
    moment = clip.article.published
    if moment is None:
        return "without a date"
    return f"{moment.at.astimezone(KYIV):%d.%m.%Y %H:%M} ({moment.rule}, {moment.confidence:.2f})"


def identify(options: Options, item: str) -> str:
    """An id stays, the # that tables write before it goes; an address becomes the id of the clip it is.

    Raises OhliadError for an address that no clip has, and for an id that several imported clips brought.
    """
    item = item.strip()
    if not item.startswith(("http://", "https://")):
        with store(options, options.config) as opened:
            if opened.article(item) is not None:
                return item
            meant = opened.named(item)
            if len(meant) > 1:
                raise OhliadError(_ambiguous(opened, item, meant))
            return meant[0] if meant else item.removeprefix("#")
    from monitor.plan import article_id
    from monitor.urls import canonical, host

    with store(options, options.config) as opened:
        for outlet in opened.outlets().values():
            identifier = article_id(outlet.id, canonical(item))
            if opened.article(identifier) is not None:
                return identifier
        for one in opened.rejects.all():
            if canonical(one.url) == canonical(item):
                return one.article
    raise OhliadError(f"{item}: no stored item has this address ({host(item)})")


def _ambiguous(opened: Store, name: str, meant: Sequence[str]) -> str:
    stored = ((one, opened.article(one)) for one in meant)
    clips = (f"{one} «{shorten(found.article.title or found.article.text, 60)}»" for one, found in stored if found)
    return f"{name}: {len(meant)} clips came with this id; name one by the id it has here: {'; '.join(clips)}"


def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="Words in any form.")],
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 20,
) -> int:
    """Find stored items by their words, in any grammatical form: those with every word, the newest first."""
    from monitor.store.catalogue import Filter
    from monitor.web.listing import words

    options: Options = context.obj
    require_state(options)
    wanted = words(query)  # a word with two first forms («стали») is found by either, as on the page
    if not wanted:
        raise ConfigError("give at least one word to search for")
    with store(options, options.config) as opened:
        ids = opened.catalogue.ids(Filter(words=wanted), limit=limit)
        clips = {clip.article.id: clip for clip in opened.clips(articles=ids, relevance=None)}
    found = [clips[identifier] for identifier in ids if identifier in clips]
    if options.json:
        show.emit(
            [
                {
                    **article_fields(clip.article),
                    "lang": clip.article.language,
                    "relevance": clip.relevance,
                    "topic": clip.topic,
                }
                for clip in found
            ]
        )
        return 0
    table = Table("id", "date", "outlet", "relevance", "title", box=None, pad_edge=False)
    for clip in found:
        title = clean_line(clip.article.title) or shorten(clean_line(clip.article.text), 80)
        table.add_row(clip.article.id, _when(clip)[:16], Text(clip.outlet.name), clip.relevance or "?", Text(title))
    show.console().print(table if found else "nothing found")
    return 0


def stats(
    context: typer.Context,
    view: Annotated[
        str | None, typer.Argument(help="`year`: the series by year; `review`: what people made of the verdicts.")
    ] = None,
    since: Annotated[str | None, typer.Option("--since", help="review: from this day, 2026-11-22.")] = None,
    until: Annotated[str | None, typer.Option("--until", help="review: up to this day, itself included.")] = None,
) -> int:
    """How much is stored; the year series with their counts; how often people overruled the program."""
    options: Options = context.obj
    require_state(options)
    if view == "review":
        from monitor.cli.reviewed import print_reviewed

        return print_reviewed(options, since, until)
    if view == "year":
        from monitor.cli.figures import year_series

        return year_series(options)
    if view is not None:
        raise ConfigError(f"{view!r}: `ohliad stats`, `ohliad stats year` or `ohliad stats review`")
    with store(options, options.config) as opened:
        found = opened.counts()
    if options.json:
        show.emit(found)
        return 0
    for what, number in found.items():
        show.console().print(f"{what:>22} {number}")
    return 0
