"""The command `alerts`: the rules with what they told lately, and what a rule would have caught."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from monitor.cli import show
from monitor.cli.days import unread
from monitor.cli.wiring import KYIV, Options, require_state, store
from monitor.dates import day_start
from monitor.errors import ConfigError
from monitor.text import clean_line

if TYPE_CHECKING:
    from monitor.alerts import Finding, Rule
    from monitor.store.alerts import AlertRow

SHOWN = 30
DEFAULT_SINCE = timedelta(days=7)

alerts_app = typer.Typer(help="Alert rules and what they told lately.", invoke_without_command=True)


def register(app: typer.Typer) -> None:
    app.add_typer(alerts_app, name="alerts")


@alerts_app.callback()
def alerts(
    context: typer.Context,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many of the newest alerts.")] = SHOWN,
) -> int:
    """List the rules and the newest alerts with the state of every letter."""
    if context.invoked_subcommand is not None:
        return 0
    options: Options = context.obj
    config = options.config
    require_state(options)
    with store(options, config) as opened:
        rows = opened.alerts.recent(limit)
        unknown = len(opened.alerts.letters("unknown"))
    if options.json:
        rules = [{"id": rule.id, "watches": watches(rule), "urgent": rule.urgent} for rule in config.alerts]
        show.emit({"rules": rules, "alerts": [_plain(row) for row in rows], "unknown": unknown})
        return 0
    out = show.console()
    table = Table("rule", "watches", "to", "urgent", box=None, pad_edge=False)
    for rule in config.alerts:
        to = [*rule.to, *(["OHLIAD_NOTIFY"] if rule.notify else [])]
        table.add_row(rule.id, Text(watches(rule)), Text(", ".join(to) or "only listed"), "yes" if rule.urgent else "")
    out.print(table if config.alerts else "there are no alert rules; see docs/alerts.md")
    for row in rows:
        out.print(Text(f"{_short(row.found)}  {row.finding.rule}: {clean_line(row.finding.reason)}"))
        _about(row.finding)
        for recipient, state in row.letters:
            out.print(Text(f"    {state}: {recipient}", style="red" if state in ("failed", "unknown") else ""))
    if unknown:
        out.print(f"{unknown} letters are unknown: the server may or may not have taken them; they are not sent again")
    return 0


@alerts_app.command("test")
def try_rule(
    context: typer.Context,
    rule: Annotated[str, typer.Argument(help="The id of a rule.")],
    since: Annotated[str | None, typer.Option("--since", help="From this day on; default: the last week.")] = None,
) -> int:
    """Show what a rule would have caught in what is stored; nothing is sent or remembered."""
    from monitor.pipeline.alerts import found_since

    options: Options = context.obj
    known = {line.id: line for line in options.config.alerts}
    if rule not in known:
        raise ConfigError(f"there is no alert rule {rule!r}; known: {', '.join(known) or 'none'}")
    require_state(options)
    start = _day(since) if since else options.instant - DEFAULT_SINCE
    with store(options, options.config) as opened:
        found = found_since(opened, options.config, options.instant, known[rule], start)
    if options.json:
        show.emit([asdict(finding) for finding in found])
        return 0
    out = show.console()
    out.print(f"{rule}: {len(found)} since {start.astimezone(KYIV):%d.%m.%Y}")
    for finding in found:
        out.print(Text(clean_line(finding.reason), style="bold"))
        _about(finding)
    return 0


def watches(rule: Rule) -> str:
    """A rule in one line."""
    parts = [rule.when.text] if rule.when else []
    for name in ("topics", "levels", "citations", "tones", "sources"):
        if values := getattr(rule, name):
            parts += [f"{name.rstrip('s')} {'/'.join(values)}"]
    if rule.spike is not None:
        parts.append(f"{rule.spike:g} times the usual")
    if rule.story_outlets is not None:
        parts.append(f"a story in {rule.story_outlets} outlets")
    if rule.release:
        parts.append("our release taken over")
    return clean_line("; ".join(parts))


def _about(finding: Finding) -> None:
    where = " · ".join(clean_line(part) for part in (finding.outlet, finding.title, finding.url) if part)
    if where:
        show.console().print(Text(f"    {where}"), soft_wrap=True)


def _plain(row: AlertRow) -> dict[str, object]:
    letters = [{"to": to, "state": state} for to, state in row.letters]
    return {"found": row.found, "urgent": row.urgent, **asdict(row.finding), "letters": letters}


def _short(at: datetime) -> str:
    return f"{at.astimezone(KYIV):%d.%m %H:%M}"


def _day(text: str) -> datetime:
    try:
        return day_start(date.fromisoformat(text))
    except ValueError as error:
        raise ConfigError(f"--since {text!r}: {unread(text, 'a day as 2026-11-01')}") from error
