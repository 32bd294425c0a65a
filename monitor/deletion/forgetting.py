"""One deletion from choice to end, and deletion by age. Whoever calls holds the lock of the state folder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from monitor.codec import stamp
from monitor.config import Retention
from monitor.dates import kyiv_day
from monitor.deletion import issues, records, traces
from monitor.deletion.needles import Needles, of_items
from monitor.deletion.orders import Choice, Gone, NothingStored, Seen, Signed
from monitor.deletion.redact import rewritten
from monitor.deletion.upkeep import SHRED, settle, write_list
from monitor.errors import StoreError
from monitor.home import home
from monitor.store import Store
from monitor.store.deletion_rows import Cell, IssueChange, Moved, Order, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """All that a deletion will change, before it changes anything."""

    full: Needles
    fates: dict[str, records.Fates]
    issues: list[IssueChange]
    cells: list[Cell]
    kept: frozenset[str]  # names of documents of untouched issues


def look(store: Store, choice: Choice) -> Seen:
    """The items a choice would strike, oldest first; nothing is changed.

    Raises NothingStored where it names an article, source or outlet of which there is none.
    """
    if choice.person is None:
        if not (targets := store.deletions.targets(**{choice.kind: choice.subject})):
            raise NothingStored(f"nothing is stored of {choice.kind} {choice.subject!r}")
        return Seen(targets=tuple(targets))
    found: dict[str, Target] = {}
    possible: dict[str, Target] = {}
    for target, body in store.deletions.bodies():
        if choice.person.found(body):
            found[target.article] = target
        elif choice.person.possible(body):
            possible[target.article] = target
    return Seen(
        targets=_by_day(found.values()),
        possible=_by_day(one for one in possible.values() if one.article not in found),
        unread=tuple(one for one in store.deletions.pdfs() if one[0] not in found),
    )


def _by_day(targets: Iterable[Target]) -> tuple[Target, ...]:
    return tuple(sorted(targets, key=lambda one: (one.published, one.article)))


def forget(state: Path, store: Store, choice: Choice, signed: Signed, *, folders: Sequence[Path] = ()) -> Gone:
    """Delete. `folders`: where issues were delivered as files beside the state folder's own.

    Raises NothingStored as `look` does; StoreError where the archive cannot be searched, or where the reason itself
    names the person.
    """
    settle(state, store)
    if choice.person is not None and choice.person.found(f"{signed.why} {signed.by}"):
        raise StoreError("the reason names the person and would be kept; write it without the name")
    # What a restored backup does not know yet must not come in again either.
    articles = choice.articles or tuple(target.article for target in look(store, choice).targets)
    found = _find(state, store, choice, articles, kyiv_day(signed.at))
    moved = _write_archive(state, store, found.fates, shred=True)
    log_lines = traces.scrub_logs(state / "log", found.full)
    own = home(state, store)
    traces.remove_previews(own, state)
    replaced = _replace_files(own, folders, found)
    identifier = store.deletions.apply(_order(choice, signed, articles, found, moved))
    settle(state, store)
    return Gone(
        id=identifier,
        articles=len(articles),
        records=sum(not one.new for one in moved),
        redacted=sum(one.sha256 is not None for one in moved),
        issues=len(found.issues),
        files=replaced,
        log_lines=log_lines,
        left=tuple(traces.leftovers(state, Needles(person=choice.person))) if choice.person else (),
        unread=tuple(store.deletions.pdfs()) if choice.person else (),
    )


def _find(state: Path, store: Store, choice: Choice, articles: tuple[str, ...], day: date) -> _Found:
    """Read everything once; nothing is changed yet."""
    material, entries = store.deletions.material(articles)
    full = of_items(material, entries, choice.person)
    person = Needles(person=choice.person)
    sources, owners = store.deletions.owners()
    scope = records.Scope(
        place=store.place,
        articles=frozenset(articles),
        positions=frozenset(store.deletions.records(articles)),
        sources=_whole_sources(choice, sources),
        outlets=frozenset(owners[name] for name in articles if name in owners),
        full=full,
        light=of_items(material, entries, choice.person, words=False),
        person=person,
        source_outlets=sources,
        article_outlets=owners,
    )
    texts = list(store.deletions.issue_texts())
    changes = [change for text in texts if (change := issues.changed(text, frozenset(articles), person, day))]
    touched = {change.id for change in changes}
    cells = [cell for cell in store.deletions.cells() if full.found(cell.value)]
    return _Found(
        full=full,
        fates=records.survey(state / "archive", scope),
        issues=changes,
        cells=[replace(cell, value=rewritten(cell.value, full)) for cell in cells],
        kept=frozenset(name for text in texts if text.id not in touched for name, _ in text.documents),
    )


def _whole_sources(choice: Choice, outlets: dict[str, str]) -> frozenset[str]:
    if choice.kind == "source":
        return frozenset({choice.subject})
    if choice.kind == "outlet":
        return frozenset(source for source, outlet in outlets.items() if outlet == choice.subject)
    return frozenset()


def _write_archive(state: Path, store: Store, fates: dict[str, records.Fates], *, shred: bool) -> list[Moved]:
    """The next generation of every file that changes, beside the old one."""
    folder = state / "archive"
    names = {name: records.next_name(folder, name) for name in fates}
    store.deletions.plan_rewrites([*names.items(), *([SHRED] if shred else [])])
    return [one for name, new in names.items() for one in records.rewrite(folder, name, new, fates[name])]


def _replace_files(own: Path, delivered: Sequence[Path], found: _Found) -> int:
    notes = {name: content for change in found.issues for name, content in change.documents}
    count = traces.replace_documents(own / "issues", notes, found.kept, found.full)
    return count + sum(traces.replace_delivered(folder, notes) for folder in delivered)


def _order(choice: Choice, signed: Signed, articles: tuple[str, ...], found: _Found, moved: list[Moved]) -> Order:
    return Order(
        kind=choice.kind,
        subject=choice.subject,
        at=signed.at,
        by=signed.by,
        why=signed.why,
        articles=articles,
        moved=tuple(moved),
        issues=tuple(found.issues),
        cells=tuple(found.cells),
    )


def expire(state: Path, store: Store, retention: Retention, now: datetime) -> Gone | None:
    """Let go of what is older than its term: pages, texts, logs. Issues stay. None where nothing was old enough.

    For the scheduler, once a day. It shreds nothing: SQLite's secure_delete overwrites what goes, and the file is
    not written anew.
    """
    settle(state, store)
    logs = traces.expire_logs(state / "log", (now - retention.logs).date().isoformat()) if retention.logs else 0
    fates: dict[str, records.Fates] = {}
    if retention.pages is not None:
        scope = records.Scope(place=store.place, before=now - retention.pages)
        fates = records.survey(state / "archive", scope)
    old = store.deletions.targets(before=stamp(now - retention.texts)) if retention.texts else []
    articles = tuple(target.article for target in old)
    if not fates and not articles:
        return None
    moved = _write_archive(state, store, fates, shred=False)
    order = Order(kind="expired", subject="", at=now, by="retention", why="", articles=articles, moved=tuple(moved))
    identifier = store.deletions.apply(order)
    settle(state, store)
    write_list(state, store)
    return Gone(id=identifier, articles=len(articles), records=sum(not one.new for one in moved), files=logs)
