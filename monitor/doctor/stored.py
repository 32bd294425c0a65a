"""What is stored: is the database sound, can every page still be read, does the chain of issues hold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from monitor.archive import Archive
from monitor.doctor.finding import Finding, collect
from monitor.doctor.letters import letters
from monitor.errors import StoreError
from monitor.issued import seen_to, standing
from monitor.store import IssueRow, Store

SAMPLE = 200  # pages read where not all are asked for: a second or two
SHOWN = 3
SANE_YEARS = (2025, 2099)
AHEAD = timedelta(hours=1)  # a clock may be set back by daylight saving done wrong


def check_store(state: Path, store: Store, now: datetime, *, full: bool) -> Iterator[Finding]:
    """All checks of what one place has stored; `full` reads every page instead of a sample."""
    again = "restore the last backup, or rebuild with `ohliad replay var/archive/*.warc.gz`"
    yield from collect("database", lambda: database(store), again)
    yield from collect("archive", lambda: archive(state, store, full=full), "restore the file from a backup")
    yield from collect("issues", lambda: chains(store), again)
    yield from collect("documents", lambda: documents(state, store, now, full=full), "look at the folder's rights")
    yield from collect("letters", lambda: letters(state, store, now), "look at the folder's rights")
    yield from collect("clock", lambda: clock(store, now), "set the clock (NTP)")
    yield from collect("waiting", lambda: waiting(store), "look at the log")


def database(store: Store) -> Iterator[Finding]:
    problem = store.integrity()
    if problem != "ok":
        todo = "stop everything, restore the last backup or `ohliad replay` into a new folder"
        yield Finding(check="database", state="failed", text=f"damaged: {problem}", todo=todo)
        return
    orphans = store.deletions.orphans()
    if orphans:
        text = f"rows without what they belong to: {', '.join(orphans[:SHOWN])}"
        yield Finding(check="database", state="failed", text=text, todo="restore the last backup; report this")
        return
    counts = store.counts()
    yield Finding(check="database", state="ok", text=f"sound; {counts['articles']} articles, {counts['issues']} issues")


def archive(state: Path, store: Store, *, full: bool) -> Finding:
    """Every page row finds its record, and the record has the row's hash."""
    rows = store.deletions.page_rows(None if full else SAMPLE)
    folder = Archive(state / "archive")
    missing = []
    for warc, offset, digest in rows:
        try:
            folder.read(warc, offset, digest)
        except StoreError as error:
            missing.append(str(error))
    if missing:
        text = f"{len(missing)} of {len(rows)} stored pages cannot be read: {missing[0]}"
        return Finding(check="archive", state="failed", text=text, todo="restore the file from a backup")
    return Finding(
        check="archive", state="ok", text=f"{len(rows)} pages read{'' if full else ' (a sample; --full reads all)'}"
    )


def chains(store: Store) -> Iterator[Finding]:
    """Numbers without gaps, each issue quoting the hash of the one before it, documents that are the approved ones."""
    problems: list[str] = []
    kinds: dict[str, list[IssueRow]] = {}
    for row in store.issues.listed():
        if row.number is not None:
            kinds.setdefault(row.kind, []).append(row)
    for rows in kinds.values():
        rows.sort(key=lambda row: (row.day[:4], row.number or 0))
        problems += _numbers(rows)
        for row in rows:
            problems += _issue(store, row)
        problems += _links(rows)
    count = sum(map(len, kinds.values()))
    if problems:
        text = f"{len(problems)} holes: {'; '.join(problems[:SHOWN])}"
        yield Finding(
            check="issues", state="failed", text=text, todo="compare with the last backup; do not approve now"
        )
    else:
        yield Finding(check="issues", state="ok", text=f"{count} approved issues, their chain holds")


def _numbers(rows: Sequence[IssueRow]) -> Iterator[str]:
    years: dict[str, list[int]] = {}
    for row in rows:
        years.setdefault(row.day[:4], []).append(row.number or 0)
    for year, numbers in years.items():
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"{rows[0].kind}/{year}: the numbers have a gap"


def _links(rows: Sequence[IssueRow]) -> Iterator[str]:
    """One chain in the order of approval, which is not that of the numbers where December was approved in January."""
    quoting: dict[str | None, list[IssueRow]] = {}
    for row in rows:
        quoting.setdefault(_quoted(row), []).append(row)
    reached, end = set(), quoting.get(None, [])[:1]
    while end and end[0].id not in reached:
        reached.add(end[0].id)
        end = quoting.get(end[0].sha256, [])[:1]
    yield from (f"{row.name}: it does not quote the issue before it" for row in rows if row.id not in reached)


def _quoted(row: IssueRow) -> str | None:
    """The hash an issue quotes; a manifest that cannot be read quotes nothing anybody has."""
    try:
        return json.loads(row.manifest or "")["previous"]  # type: ignore[no-any-return]
    except (ValueError, KeyError, TypeError):
        return "?"


def _issue(store: Store, row: IssueRow) -> Iterator[str]:
    """What does not hold in one issue; a part changed by a deletion answers for the hash that was approved."""
    changed = store.deletions.redactions(row.id)
    if row.manifest is None or not _is(row.manifest, row.sha256 or "", "manifest", changed):
        yield f"{row.name}: the manifest is not the one that was approved"
        return
    manifest = json.loads(row.manifest)
    if not _is(row.body, manifest["digest"], "digest", changed):
        yield f"{row.name}: its items are not those that were approved"
    kept = {document.filename: document.content for document in store.issues.documents(row.id)}
    for one in manifest["documents"]:
        content = kept.get(one["name"])
        if content is None or not _is(content, one["sha256"], f"document:{one['name']}", changed):
            yield f"{row.name}: {one['name']} is missing or changed"


def _is(content: str | bytes, approved: str, part: str, changed: Mapping[str, tuple[str, str]]) -> bool:
    found = sha256(content.encode() if isinstance(content, str) else content).hexdigest()
    return found == approved or changed.get(part) == (approved, found)


def documents(state: Path, store: Store, now: datetime, *, full: bool) -> Finding:
    """The files of approved issues against what was frozen: of the last weeks, `full` of all."""
    lately = {row.id for row in seen_to(store, now)}
    rows = [row for row in store.issues.heads() if row.number is not None and (full or row.id in lately)]
    found = [(row, one) for row in rows for one in standing(state, store, row) if one.state != "stands"]
    missing = [(row, one) for row, one in found if one.state == "missing"]
    if missing:
        row, one = missing[0]
        text = f"{len(missing)} files of approved issues are missing: {one.path}"
        todo = "see that the folder can be written; the next `ohliad run` writes it"
        if row.id not in lately:
            todo = f"`ohliad issues show {row.name} --audit FILE.zip` holds what was approved"
        return Finding(check="documents", state="failed", text=text, todo=todo)
    if found:
        text = f"{len(found)} files are not what was approved: {found[0][1].path}"
        todo = "`ohliad run` writes a file anew that is not there: keep the changed one under another name"
        return Finding(check="documents", state="warning", text=text, todo=todo)
    return Finding(check="documents", state="ok", text=f"the files of {len(rows)} issues are those that were approved")


def clock(store: Store, now: datetime) -> Finding:
    """A clock that goes wrong makes empty briefs: it must not be earlier than what is stored."""
    text = f"{now:%Y-%m-%d %H:%M} UTC"
    newest = store.deletions.newest()
    if not SANE_YEARS[0] <= now.year <= SANE_YEARS[1]:
        return Finding(check="clock", state="failed", text=f"it says {text}", todo="set the clock (NTP)")
    if newest is not None and newest > now + AHEAD:
        text = f"it says {text}, but a visit is stored of {newest:%Y-%m-%d %H:%M} UTC"
        return Finding(check="clock", state="failed", text=text, todo="set the clock (NTP), then look at that day")
    return Finding(check="clock", state="ok", text=text)


def waiting(store: Store) -> Finding:
    """Deletions that a crash cut short are finished at the next start of any command that works."""
    left = store.deletions.rewrites()
    if left:
        todo = "run any command that works on the folder, e.g. `ohliad run`: it finishes it"
        return Finding(check="waiting", state="warning", text="a deletion was cut short", todo=todo)
    quarantined = store.counts().get("entries quarantine", 0)
    return Finding(check="waiting", state="ok", text=f"{quarantined} items in quarantine")
