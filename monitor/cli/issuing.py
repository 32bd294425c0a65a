"""Commands around numbered products: issues, approve, send, outbox."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from digests.definition import asked, load_definitions
from digests.issues import restore
from monitor.cli import outgoing, show
from monitor.cli import units as counted
from monitor.cli.wiring import Options, desk, require_state, store
from monitor.codec import instant
from monitor.config import Config
from monitor.dates import KYIV
from monitor.errors import ConfigError, OhliadError, StaleDraft
from monitor.pipeline.outbox import TODO, settle
from monitor.store import IssueRow
from monitor.store.rows import IssueHead, Letter
from monitor.store.superseding import Superseded

outbox_app = typer.Typer(
    help="Letters with their state: queued, sending, sent, failed, unknown.", invoke_without_command=True
)
issues_app = typer.Typer(
    help="Issues made so far: list them, show one, prove its figures.", invoke_without_command=True
)


def register(app: typer.Typer) -> None:
    issues_app.command("register")(outgoing.note)
    app.add_typer(issues_app, name="issues")
    app.command()(approve)
    app.command()(send)
    app.add_typer(outbox_app, name="outbox")


@issues_app.callback()
def issues(context: typer.Context) -> int:
    """List issues, the newest first."""
    if context.invoked_subcommand is not None:
        return 0
    options: Options = context.obj
    require_state(options)
    with store(options, options.config) as opened:
        rows = [(row, len(opened.issues.items(row.id))) for row in opened.issues.heads()]
        gone = opened.superseding.wholly()
    if options.json:
        show.emit([_fields(row, count, gone) for row, count in rows])
        return 0
    table = Table("issue", "state", "day", "items", "approved by", box=None, pad_edge=False)
    for row, count in rows:
        state = f"superseded by {gone[row.id].names}" if row.id in gone else row.state
        table.add_row(row.name, state, row.day, str(count), row.approved_by or "")
    show.console().print(table if rows else "no issue was made yet")
    return 0


def _fields(row: IssueHead, count: int, superseded: Mapping[int, Superseded]) -> dict[str, Any]:
    gone = superseded.get(row.id)
    return {
        "name": row.name,
        "kind": row.kind,
        "number": row.number,
        "state": row.state,
        "superseded_by": gone.names if gone else None,
        "day": row.day,
        "items": count,
        "sha256": row.sha256,
    }


@issues_app.command("show")
def show_issue(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="kind/2026/48, kind/2026-11-22 or the kind: its newest.")],
    units: Annotated[Path | None, typer.Option("--units", help="Write the counted units as CSV.")] = None,
    audit: Annotated[Path | None, typer.Option("--audit", help="Write a ZIP that proves the issue.")] = None,
) -> int:
    """One issue: its figures and every unit behind them."""
    options: Options = context.obj
    require_state(options)
    with store(options, options.config) as opened:
        row = opened.issues.find(name)
        if row is None:
            raise OhliadError(f"there is no issue {name!r}; `ohliad issues` lists them")
        items = opened.issues.items(row.id)
        pages = opened.evidence([item.article for item in items])
        wanted = load_definitions([options.config.folder_of_definitions])
        errata = opened.issues.corrections(row.id, asked(wanted, row.kind))
        gone = opened.superseding.wholly([row.id])
        sent_out = opened.shelf.registrations(row.id)
    whole = audit is None or _prove(options, row, audit)
    if units is not None:
        counted.write(units, items, pages)
    found = {**_fields(row, len(items), gone), "direct": sum(item.direct for item in items)}
    if options.json:
        names = ("article", "field", "was", "now", "by", "at", "why")
        told = [{name: one[name] for name in names} for one in errata]
        show.emit(
            {
                **found,
                "registered": asdict(sent_out[-1]) if sent_out else None,
                "registered_before": [asdict(one) for one in sent_out[:-1]],
                "units": counted.fields(items, pages),
                "errata": told,
            }
        )
    else:
        show.console().print(
            Text(", ".join(f"{key} {value}" for key, value in found.items() if key != "superseded_by" or value))
        )
        for entry in reversed(sent_out):
            head = "outgoing number" if entry is sent_out[-1] else "     replaced:"
            show.console().print(Text(f"{head} {outgoing.told(entry)}{outgoing.written(entry)}"))
        for line in counted.lines(items, pages):
            show.console().print(Text(line), soft_wrap=True)
        if errata:
            show.console().print(f"decided after approval, the issue stays as it is: {len(errata)}")
        for one in errata:
            show.console().print(Text(_erratum(dict(one))))
    return 0 if whole else 1


def _prove(options: Options, row: IssueRow, audit: Path) -> bool:
    """Write the ZIP; False where pages in it are missing, which is told."""
    from monitor import files
    from monitor.pipeline.desk import Report
    from monitor.pipeline.proof import audit_archive

    report = Report()
    with desk(options, options.config) as at:
        files.write(audit, audit_archive(at, row, report))
    if not report.failed:
        return True
    lacking = f"{audit} lacks {len(report.failed)} of the stored pages, missing.csv in it names them"
    print(f"{lacking}: {report.failed[0].error}", file=sys.stderr)
    return False


def _erratum(row: Mapping[str, Any]) -> str:
    """«  a1 topic sport → war (М. Липка, 21.11.2026 10:05: перевірено)»."""
    who = f"{row['by']}, {instant(row['at']).astimezone(KYIV):%d.%m.%Y %H:%M}" + (
        f": {row['why']}" if row["why"] else ""
    )
    return f"     {row['article']} {row['field']} {row['was'] or '–'} → {row['now'] or '–'} ({who})"


def approve(
    context: typer.Context,
    issue: Annotated[str, typer.Argument(help="kind/2026-11-22, an id, or the kind or product: its newest draft.")],
    by: Annotated[str, typer.Option("--by", help="Who approves.")] = "operator",
) -> int:
    """Give a draft its number and freeze it."""
    from monitor.pipeline.delivery import approve as freeze
    from monitor.pipeline.desk import Report

    options: Options = context.obj
    report = Report()
    with desk(options, options.config) as at:
        try:
            row = freeze(at, issue, by, report)
        except StaleDraft:
            for failed in report.failed:  # the draft on the disk is still the old one
                print(f"{failed.subject}: {failed.error}", file=sys.stderr)
            raise
    show.console().print(f"{row.name} is approved; sha256 {row.sha256}")
    for failed in report.failed:
        print(f"{failed.subject} is approved all the same, but {failed.error}", file=sys.stderr)
    for note in report.notes:
        print(note, file=sys.stderr)
    return 1 if report.failed else 0


def send(
    context: typer.Context,
    issue: Annotated[str | None, typer.Argument(help="Only this issue; none: all that is queued.")] = None,
    retry: Annotated[bool, typer.Option("--retry", help="Queue failed letters again (never unknown ones).")] = False,
) -> int:
    """Send approved issues now, whatever their slot; a named one also to whom was configured after its approval."""
    from monitor.pipeline.delivery import enlist
    from monitor.pipeline.delivery import send as deliver
    from monitor.pipeline.desk import Report

    options: Options = context.obj
    report = Report()
    with desk(options, options.config) as at:
        row = at.store.issues.find(issue) if issue else None
        if issue and row is None:
            raise OhliadError(f"there is no issue {issue!r}; `ohliad issues` lists them")
        if row is not None and row.number is None:
            raise OhliadError(f"{row.name} is a draft; approve it first")
        if retry:
            at.store.issues.requeue(at.now, row.id if row else None)
        if row is not None:
            enlist(at, row)
        deliver(at, report, only_in_slot=False, issue=row.id if row else None)
        letters = at.store.issues.letters(row.id if row else None)
    show.report([report], as_json=options.json)
    if report.steps:
        return 1 if report.failed else 0
    print(_nothing_sent(letters, row, options.config), file=sys.stderr)
    arrived = bool(letters) and all(letter.state == "sent" for letter in letters)
    return 1 if row is not None and not arrived else 0


def _nothing_sent(letters: list[Letter], row: IssueRow | None, config: Config) -> str:
    """Why a sending sent nothing."""
    from monitor.pipeline.addressees import stranded_of

    name = restore(row.body.encode()).name if row else ""
    missed = stranded_of(config, name)
    if not letters and row is not None:
        if missed:
            return f"{row.name} has no letter: {', '.join(missed)} would get one, but delivery.smtp is missing"
        if unmailed := [to for product in config.products if product.name == name for to in product.unmailed]:
            gap = f"digests.{name} names {', '.join(unmailed)}, but its formats lack `email`"
            return f"{row.name} has no letter: {gap}"
        return f"{row.name} has no letter: no address, folder or notice is configured for it"
    states = Counter(letter.state for letter in letters)
    said = ", ".join(f"{state} {number}" for state, number in states.items()) or "the outbox is empty"
    waiting = [letter for letter in letters if letter.state == "queued"]
    if config.smtp is None and any(letter.channel == "email" for letter in waiting):
        said += "; no mail server is configured (delivery.smtp)"
    elif missed:
        said += f"; delivery.smtp is missing, so none goes to {', '.join(missed)}"
    return f"nothing to send now: {said}" + ("; `ohliad outbox` says more" if letters else "")


@outbox_app.callback()
def outbox(context: typer.Context) -> int:
    """Every letter with its state: queued, sending, sent, failed, unknown."""
    if context.invoked_subcommand is not None:
        return 0
    options: Options = context.obj
    require_state(options)
    with store(options, options.config) as opened:
        letters = opened.issues.letters()
        names = {letter.issue: opened.issues.get(letter.issue).name for letter in letters}
    if options.json:
        show.emit(
            [
                {
                    "id": letter.id,
                    "issue": names[letter.issue],
                    "channel": letter.channel,
                    "recipient": letter.recipient,
                    "state": letter.state,
                    "attempts": letter.attempts,
                    "error": letter.error or None,
                }
                for letter in letters
            ]
        )
        return 0
    table = Table("letter", "issue", "to", "state", "tries", "error", box=None, pad_edge=False)
    for letter in letters:
        cells = (str(letter.id), names[letter.issue], letter.recipient, letter.state, str(letter.attempts))
        table.add_row(*cells, Text(letter.error))
    show.console().print(table if letters else "the outbox is empty")
    states = {letter.state for letter in letters}
    for state, remark in _REMARKS.items():
        if state in states:
            show.console().print(Text(f"{state}: {remark}"), soft_wrap=True)
    return 0


_REMARKS = {
    "sending": "at this moment, or cut short by a crash: then `ohliad send` or the next run makes it unknown",
    "unknown": f"it may have arrived, so it is never sent again by itself; {TODO.format(letter='LETTER')}",
    "failed": "`ohliad send --retry` queues it again",
}


@outbox_app.command("settle")
def settle_letter(
    context: typer.Context,
    letter: Annotated[str, typer.Argument(help="Its number in `ohliad outbox`; an issue, or `all`: each unknown one.")],
    answer: Annotated[str, typer.Argument(help="sent: it arrived; again: send it once more.")],
    by: Annotated[str, typer.Option("--by", help="Who found out.")] = "operator",
) -> int:
    """Say what became of a letter nobody knows about."""
    options: Options = context.obj
    if answer not in ("sent", "again"):
        raise ConfigError(f"{answer!r}: say `sent` where the letter arrived, `again` to send it once more")
    require_state(options)
    with store(options, options.config) as opened:
        names = {row.id: row.name for row in opened.issues.heads()}
        letters = [one for one in opened.issues.letters() if letter in ("all", str(one.id), names[one.issue])]
        settled = [
            one
            for one in letters
            if one.state == "unknown" and settle(opened, one.id, arrived=answer == "sent", by=by, at=options.instant)
        ]
    if not settled:
        states = ", ".join(sorted({one.state for one in letters})) or "not in the outbox"
        raise OhliadError(f"{letter}: {states}; only an unknown letter is settled, `ohliad outbox` shows them")
    for one in settled:
        said = "sent" if answer == "sent" else "queued; `ohliad send` or the next run sends it"
        show.console().print(Text(f"{one.id} {names[one.issue]} {one.recipient}: {said}"), soft_wrap=True)
    return 0
