"""Commands that decide: one decision or one for all reprints, taking back, and the history of an item."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from monitor.cli import show
from monitor.cli.inspection import identify
from monitor.cli.wiring import ANALYST, KYIV, Options, require_state, store
from monitor.errors import ConfigError, OhliadError
from monitor.judgement import FIELDS
from monitor.ledger import Entry, Seen, in_force, state_of
from monitor.review import continuing
from monitor.review.decision import Decided, Proposal, decide_all, named, reprints, shared
from monitor.review.decision import undo as take_back
from monitor.store import Store

if TYPE_CHECKING:
    from monitor.registers.nouns import EventDecision

ORIGIN = "командний рядок"  # stands in sentences an office worker reads
# Fields that take several values at once.
_LEGAL = {"secondary": FIELDS["topic"], "continued": ("a kind of issue", "no")}


def register(app: typer.Typer) -> None:
    app.command()(decide)
    app.command()(undo)
    app.command()(history)


def decide(
    context: typer.Context,
    item: Annotated[str, typer.Argument(help="The id or the address of an item.")],
    decisions: Annotated[list[str], typer.Argument(help="topic=culture relevance=about citation=site …")],
    by: Annotated[str, typer.Option("--by", help="Who decides.")] = ANALYST,
    why: Annotated[str, typer.Option("--why", help="The reason, for the record.")] = "",
    confirm: Annotated[bool, typer.Option("--confirm", help="Although somebody else decided otherwise.")] = False,
    all_reprints: Annotated[
        bool, typer.Option("--reprints", help="The same for all reprints of this story, at once.")
    ] = False,
) -> int:
    """A human decision: outranks the verdict at once; another person's is not replaced without --confirm."""
    options: Options = context.obj
    require_state(options)
    wanted = [_decision(text) for text in decisions]
    identifier = identify(options, item)
    with store(options, options.config) as opened:
        if opened.article(identifier) is None:
            if wanted == [("use", "no")] and opened.rejects.drop(identifier):
                return _dropped(options, identifier)
            raise OhliadError(f"{item}: there is no such item; `ohliad search` finds ids")
        for field, value in wanted:
            if field == "continued":
                _known_kinds(options, opened, value)
        articles = reprints(opened, identifier) if all_reprints else (identifier,)
        proposals = [
            Proposal(
                article=article,
                field=field,
                value=value,
                why=why,
                seen=_own(opened, article, field, by),
                confirm=confirm,
            )
            for article in articles
            for field, value in wanted
            if article in shared(field, articles)
        ]
        decided = decide_all(opened, proposals, by=by, at=options.instant, origin=ORIGIN)
    _print(options, decided)
    return 1 if decided.state in ("conflict", "rejected") else 0


def _dropped(options: Options, identifier: str) -> int:
    """A rejected page is no item: there is nothing on which who and why could be kept."""
    text = "a page that was rejected; it is told of no more"
    if options.json:
        show.emit([{"id": identifier, "field": "use", "state": "applied", "text": text, "label": None}])
    else:
        show.console().print(Text(f"{identifier}: {text}"))
    return 0


def _own(opened: Store, article: str, field: str, by: str) -> Seen:
    """Who decides by a command saw their own last decision, and nobody else's."""
    rows = [entry for entry in opened.opinions.history([article]) if entry.label.field == field]
    stands = in_force(rows)
    return rows[-1].id if rows and (stands is None or stands.label.by == named(by)) else None


def _print(options: Options, decided: Decided) -> None:
    if options.json:
        show.emit(
            [
                {"id": one.article, "field": one.field, "state": one.state, "text": one.text, "label": one.label}
                for one in decided.outcomes
            ]
        )
        return
    for one in decided.outcomes:
        style = "yellow" if one.state in ("conflict", "rejected") else ""
        number = f" (№ {one.label})" if one.label is not None and one.state == "applied" else ""
        show.console().print(Text(f"{one.article}: {one.text}{number}", style=style))


def _decision(text: str) -> tuple[str, str]:
    field, equals, value = text.partition("=")
    if field in FIELDS and not equals:
        legal = _LEGAL.get(field, FIELDS[field])
        raise ConfigError(f"{text!r} lacks its value: write {field}=VALUE, where VALUE is one of {', '.join(legal)}")
    if not equals or field not in FIELDS:
        near = difflib.get_close_matches(field, FIELDS, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else f"; fields: {', '.join(FIELDS)}"
        raise ConfigError(f"{text!r} is not FIELD=VALUE with a known field{hint}")
    if field == "continued":  # kinds of issue, which the owner may add to: the decision checks them
        return field, value
    legal = _LEGAL.get(field, FIELDS[field])
    words = value.replace(",", " ").split() if field == "secondary" else [value]
    for word in words:
        if word not in legal:
            near = difflib.get_close_matches(word, legal, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise ConfigError(f"{field}={word!r}: legal values are {', '.join(legal)}{hint}")
    return field, " ".join(words)


def _known_kinds(options: Options, opened: Store, value: str) -> None:
    """Raises ConfigError for a kind of issue that no product makes and no issue is of."""
    from digests.definition import load_definitions

    products = load_definitions([options.config.folder_of_definitions]).values()
    kinds = sorted({*(product.kind for product in products), *opened.shelf.kinds()})
    for word in continuing.understood(value).split():
        kind = word.partition("/")[0]
        if kind not in (continuing.YES, continuing.NO, *kinds):
            near = difflib.get_close_matches(kind, kinds, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise ConfigError(f"continued={value!r}: there is no kind of issue {kind!r}; {', '.join(kinds)}{hint}")


def undo(
    context: typer.Context,
    label: Annotated[int, typer.Argument(help="The number of a decision; `ohliad history` shows it.")],
    by: Annotated[str, typer.Option("--by", help="Who takes it back.")] = ANALYST,
    why: Annotated[str, typer.Option("--why", help="The reason, for the record.")] = "",
) -> int:
    """Take a decision back: what it had replaced is in force again, and the history keeps both."""
    options: Options = context.obj
    require_state(options)
    with store(options, options.config) as opened:
        outcome = take_back(opened, label, by=by, at=options.instant, why=why, origin=ORIGIN)
    if not outcome.article:
        raise OhliadError(f"there is no decision № {label}; `ohliad history ITEM` shows their numbers")
    if options.json:
        show.emit({"id": outcome.article, "field": outcome.field, "state": outcome.state, "text": outcome.text})
    else:
        show.console().print(Text(outcome.text))
    return 1 if outcome.state == "rejected" else 0


def history(
    context: typer.Context, item: Annotated[str, typer.Argument(help="The id or the address of an item.")]
) -> int:
    """Every decision on one item and on the event of its code: who, when, from where, what, and who took it back."""
    options: Options = context.obj
    require_state(options)
    identifier = identify(options, item)
    with store(options, options.config) as opened:
        entries = opened.opinions.history([identifier])
        events = _of_event(opened, identifier)
        if not entries and opened.article(identifier) is None:
            raise OhliadError(f"{item}: there is no such item; `ohliad search` finds ids")
    if options.json:
        show.emit([*(_fields(entry, entries) for entry in entries), *(_event_fields(one, events) for one in events)])
        return 0
    table = Table("№", "when", "who", "from", "field", "value", "why", "state", box=None, pad_edge=False)
    for entry in entries:
        one = entry.label
        when = f"{one.at.astimezone(KYIV):%d.%m.%Y %H:%M}"
        cells = (when, one.by, entry.origin, one.field, one.value, one.why, state_of(entry, entries))
        table.add_row(str(entry.id), *(Text(cell) for cell in cells))
    for word in events:
        when = f"{word.at.astimezone(KYIV):%d.%m.%Y %H:%M}"
        said = (f"event {word.field}", word.value, "", _event_state(word, events))
        table.add_row("", *(Text(cell) for cell in (when, word.by, word.origin or ORIGIN, *said)))
    show.console().print(table if entries or events else "nobody decided anything")
    return 0


def _of_event(opened: Store, identifier: str) -> list[EventDecision]:
    """What was said of the event that the item tells of, by whichever of its items."""
    from monitor.pipeline.registers import events as chronicle

    words = opened.registers.event_decisions()
    if not words:
        return []
    codes = next((event.codes for event in chronicle(opened) if identifier in event.codes), (identifier,))
    return [one for one in words if one.event in codes]


def _event_state(one: EventDecision, events: Sequence[EventDecision]) -> str:
    """Of the words on one field the last one holds; a joining holds until its own code parts all again."""
    later = events[next(n for n, other in enumerate(events) if other is one) + 1 :]
    if one.field == "same":
        parted = any(other.field == "same" and other.event == other.value == one.event for other in later)
        return "replaced" if parted else "in force"
    return "replaced" if any(other.field == one.field for other in later) else "in force"


def _event_fields(one: EventDecision, events: Sequence[EventDecision]) -> dict[str, object]:
    return {
        "label": None,
        "at": one.at.isoformat(),
        "by": one.by,
        "origin": one.origin or ORIGIN,
        "field": f"event {one.field}",
        "value": one.value,
        "why": "",
        "kind": "event",
        "undone": None,
        "state": _event_state(one, events),
    }


def _fields(entry: Entry, entries: list[Entry]) -> dict[str, object]:
    one = entry.label
    return {
        "label": entry.id,
        "at": one.at.isoformat(),
        "by": one.by,
        "origin": entry.origin,
        "field": one.field,
        "value": one.value,
        "why": one.why,
        "kind": entry.kind,
        "undone": entry.undone,
        "state": state_of(entry, entries),
    }
