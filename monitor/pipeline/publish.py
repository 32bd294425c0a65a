"""Step 8: the day's brief and every other product, as drafts, files and approved issues."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from digests import brief
from digests import coverage as covering
from digests.choose import enters
from digests.definition import Definition, load_definitions, window
from digests.issues import canonical, restore
from digests.model import DRAFT, Coverage, Digest, Imprint, Totals, Window
from digests.outlets import told_apart
from digests.render import formats
from monitor import files
from monitor.codec import encode, instant
from monitor.dates import day_start, kyiv_day
from monitor.errors import ConfigError, OhliadError, SupersededDraft
from monitor.health import SILENT
from monitor.home import home
from monitor.issued import folder_of
from monitor.language import numerals
from monitor.model import Document, SourceReport
from monitor.pipeline import compared
from monitor.pipeline.dated import without_past_doubts
from monitor.pipeline.desk import Desk, Report
from monitor.pipeline.gathered import gathered, not_taken
from monitor.pipeline.grouping import may_be_grouped
from monitor.pipeline.health import long_ago, never_had_any, remarks, silent_since, state_of, unasked
from monitor.pipeline.products import definition_of, product_of
from monitor.pipeline.shelved import standing
from monitor.pipeline.stale import is_stale
from monitor.pipeline.story import settle
from monitor.store import IssueRow
from monitor.store.rows import Draft, IssueItem

# A source that answered this shortly before an issue's end is not called silent for one failed visit since: what came
# out in between is an hour's news at most, and it enters the next issue.
HICCUP = timedelta(hours=2)
NAMED = ("add", "import")  # pages a person named, who was told at once that they are no articles
CUT = "Прочитано не весь перелік матеріалів, частину могло бути пропущено"


def definitions(desk: Desk) -> dict[str, Definition]:
    return load_definitions([desk.config.folder_of_definitions])


def build_issue(
    desk: Desk, name: str, day: date | None, *, preview: bool, report: Report | None = None
) -> dict[str, Any]:
    """Make the draft of one product and write its files; a preview leaves no draft behind.

    With a `report`, files that cannot be written are a failure in it: the draft stands, and its letters can go.
    Raises ConfigError for an unknown product, StoreError where that day's issue is approved already, or for such files.
    """
    definition = definition_of(desk, name)
    digest = make(desk, definition, day)
    written = _put_down(desk, definition, digest, report, preview=preview)
    return {
        "kind": digest.kind,
        "day": digest.window.day.isoformat(),
        "number": None,
        "items": digest.totals.clips,
        "files": [str(path) for path in written],
    }


def renewed(desk: Desk, row: IssueRow, report: Report | None = None) -> bool:
    """Build a draft anew for its own window where it is stale; False: it stands as it was looked at.

    Stale is what a person decided otherwise since, what another issue of this kind took meanwhile, and a draft whose
    product has another name now: its readers are those of that name. What has
    arrived since makes no draft stale, nor does a machine that thinks otherwise now: it enters the next issue.
    Raises SupersededDraft, and leaves the draft as it is, where issues, a later one among them, left nothing for it.
    """
    old, day = restore(row.body.encode()), date.fromisoformat(row.day)
    definition = product_of(desk, row)
    desk = replace(desk, remarks=(*desk.remarks, *remarks_of_slot(desk, old.name, day)))
    digest = make(desk, definition, day, until=row.until)
    if not digest.totals.clips and (gone := desk.store.superseding.wholly([row.id]).get(row.id)):
        raise SupersededDraft(row.name, gone.reason)
    if not is_stale(desk, definition, row, old, digest):
        return False
    _put_down(desk, definition, digest, report)
    return True


def _put_down(
    desk: Desk, definition: Definition, digest: Digest, report: Report | None, *, preview: bool = False
) -> list[Path]:
    """The digest as a draft (a preview is none) and its files; returns the paths of those that were written.

    With a `report`, files that cannot be written are a failure in it. Raises StoreError else.
    """
    documents = render(desk, definition, digest, DRAFT)
    if not preview:
        desk.store.issues.save_draft(_draft(desk, digest, documents))
    folder = issue_folder(desk, digest.kind, preview=preview)
    written = []
    with report.going_on(f"{digest.kind}/{digest.window.day}", "files") if report else nullcontext():
        for document in documents:
            files.write(folder / document.filename, document.content)
            written.append(folder / document.filename)
    return written


def issue_folder(desk: Desk, kind: str, *, preview: bool = False) -> Path:
    """Where the documents of a kind of issue lie for people who look into folders."""
    return home(desk.state, desk.store) / "preview" / kind if preview else folder_of(desk.state, desk.store, kind)


def remarks_of_slot(desk: Desk, name: str, day: date) -> tuple[str, ...]:
    """What the slot of a product had to say when it was served (that it is late): it is said again."""
    rows = desk.store.schedule.slots(day)
    notes = [row.note for row in rows if row.product == name and row.day == day and row.state in ("made", "late")]
    return tuple(line for note in notes for line in note.split("\n") if line)


def draft_of_today(desk: Desk, report: Report) -> None:
    """The daily brief as it stands now. An issue of today that is approved already stays as it is."""
    today = kyiv_day(desk.now).isoformat()
    for row in desk.store.issues.heads("daily"):
        if row.day == today and row.state != "draft":
            report.issues.append({"kind": row.kind, "number": row.number, "files": standing(desk, row)})
            return
    try:
        made = build_issue(desk, "daily", None, preview=False, report=report)
    except OhliadError as error:
        report.fail("daily", "build", str(error))
        return
    report.issues.append({"kind": made["kind"], "number": made["number"], "files": made["files"]})
    report.count("build", "items", made["items"])


def make(desk: Desk, definition: Definition, day: date | None, *, until: datetime | None = None) -> Digest:
    """The digest of a definition for a day (default: today), up to `until` (default: now, or that day's end)."""
    covered = _window(desk, definition, day, until=until)
    coverage = _coverage(desk, covered)
    before = compared.before(desk, definition, covered) if definition.compare else None
    if definition.compare and before is None:
        coverage = replace(coverage, notes=(*coverage.notes, compared.NOTHING))
    return _digest(desk, definition, covered, coverage, before)


def _window(desk: Desk, definition: Definition, day: date | None, *, until: datetime | None = None) -> Window:
    if until is None:
        until = desk.now if day is None or day == kyiv_day(desk.now) else day_start(day + timedelta(days=1))
        if until > desk.now:
            raise ConfigError(f"{day} has not come yet")
    frozen = [row for row in desk.store.issues.heads(definition.kind) if row.number is not None]
    earlier = [row for row in frozen if row.until <= until and row.day != (day or kyiv_day(desk.now)).isoformat()]
    began = desk.store.issues.first_window(definition.kind)
    return window(
        definition,
        until=until,
        last=max((row.until for row in earlier), default=None),
        first=began[0] if began else None,
    )


def _digest(
    desk: Desk, definition: Definition, covered: Window, coverage: Coverage, before: Totals | None = None
) -> Digest:
    from monitor.pipeline.registers import events as chronicle  # the registers, which few commands need

    marked = desk.store.continuing.marked(definition.kind, covered.day.isoformat())
    clips = gathered(desk, definition, covered, marked)
    lone = [clip.article.id for clip in clips if clip.story is None and enters(clip, definition)]
    # Decided since the last run: who else told of it is said of what was compared only.
    if waiting := may_be_grouped(desk.store, lone):
        settle(desk.store, desk.config.place, waiting)
        clips = gathered(desk, definition, covered, marked)
    used = desk.store.issues.used(definition.kind, other_than_day=covered.day.isoformat())
    told = not_taken(desk, definition, covered, [clip for clip in clips if clip.article.id not in used])
    coverage = replace(coverage, notes=(*coverage.notes, *told))
    words = desk.store.registers.event_decisions()
    return brief.build(
        definition,
        [clip for clip in without_past_doubts(clips, desk.now) if "left-out" not in clip.decided],
        window=covered,
        place=desk.config.place,
        institution=desk.config.institution,
        coverage=coverage,
        used=used,
        continued=frozenset(marked),
        before=before,
        joined=words,
        events=chronicle(desk.store) if words else (),
    )


def _coverage(desk: Desk, covered: Window) -> Coverage:
    """Each source as it stood when the window ended; one not due is counted as not yet asked."""
    kinds = {source.id: source for source in desk.config.sources}
    several = [source.outlet for source in desk.config.sources]
    names = told_apart((outlet.id, outlet.name, outlet.level) for outlet in desk.config.outlets)
    healths = {source: line for source, line in desk.store.health.all().items() if source in kinds}

    def name(source: str) -> str:
        where = kinds[source]
        outlet = names[where.outlet]
        return outlet if several.count(where.outlet) == 1 else f"{outlet} ({where.kind})"

    states = desk.store.source_states()
    never = {name for name, one in kinds.items() if never_had_any(desk.store, one, states.get(name), covered.end)}
    visits = [
        (
            instant(row["at"]),
            SourceReport(
                source=row["source"],
                outlet=kinds[row["source"]].outlet,
                name=name(row["source"]),
                state=state_of(
                    healths.get(row["source"]),
                    row["state"],
                    instant(row["at"]),
                    row["reason"] or "",
                    never=row["source"] in never,
                ),
                reason=row["reason"],
            ),
        )
        for row in desk.store.visits_between(covered.start, covered.end)
        if row["source"] in kinds
    ]
    cut = {line.name for _, line in visits if line.state == "ok" and line.reason}
    reports = _latest(visits, covered.end)
    for source in desk.config.sources:
        late = unasked(source, states.get(source.id), covered.end)
        if late or source.id not in reports:
            state = "unasked" if late else silent_since(healths.get(source.id), covered.end) or "not-due"
            line = SourceReport(source=source.id, outlet=source.outlet, name=name(source.id), state=state)
            reports[source.id] = line
    told = [f"{CUT}: {', '.join(sorted(cut))}."] if cut else []
    answered = {line.source for line in reports.values() if line.state not in (*SILENT, "wrong", "unasked", "not-due")}
    # One that was asked after the end had its past read then.
    last = {source: at for source in answered if (at := states[source].visited) is not None and at <= covered.end}
    told += long_ago(last, name, covered.end)
    notes = _notes(desk, covered) + remarks(healths, name, covered.start, covered.end) + told
    return covering.coverage(reports.values(), notes)


def _latest(visits: Sequence[tuple[datetime, SourceReport]], end: datetime) -> dict[str, SourceReport]:
    """source -> its last visit; a failure shortly after an answer is a hiccup, and the answer stands."""
    latest = {line.source: line for _, line in visits}
    answers = {line.source: line for at, line in visits if line.state not in (*SILENT, "wrong") and at >= end - HICCUP}
    return latest | answers


def _notes(desk: Desk, covered: Window) -> list[str]:
    """What the reader must know of the machine's health: a brief without verdicts is no empty success."""
    notes = list(desk.remarks)
    if unread := desk.store.unread():
        notes.append(f"Знайдено, але ще не прочитано {numerals.count(unread, numerals.MATERIAL)}.")
    if rejected := desk.store.rejects.count(covered.start, covered.end, without=NAMED):
        notes.append(f"Знайдено, але не вдалося прочитати {numerals.count(rejected, numerals.MATERIAL)}.")
    if waiting := desk.store.without_verdict():
        notes.append(f"Ще не розглянуто {numerals.count(waiting, numerals.MATERIAL)}: класифікатори недоступні.")
    return notes


def render(desk: Desk, definition: Definition, digest: Digest, imprint: Imprint) -> tuple[Document, ...]:
    """All formats that the owner asked for, else those of the definition. Raises RenderError."""
    product = next((item for item in desk.config.products if item.name == definition.name), None)
    wanted = product.formats if product else definition.formats
    return formats.render(digest, wanted, imprint, (desk.config.folder_of_definitions,))


def _draft(desk: Desk, digest: Digest, documents: tuple[Document, ...]) -> Draft:
    return Draft(
        kind=digest.kind,
        day=digest.window.day.isoformat(),
        since=digest.window.start,
        until=digest.window.end,
        built=desk.now,
        body=canonical(digest).decode(),
        items=items_of(digest),
        documents=documents,
    )


def items_of(digest: Digest) -> tuple[IssueItem, ...]:
    """Every counted clip of a digest, with the line that was printed for it."""
    rows: list[IssueItem] = []
    for section in digest.sections:
        if section.view != "items":
            continue
        for item in section.items:
            for line in item.lines:
                rows.append(
                    IssueItem(
                        article=line.article,
                        position=len(rows) + 1,
                        section=section.code,
                        direct=line.direct,
                        undecided=bool(line.flags),
                        continued=line.continued,
                        body=encode(line),
                    )
                )
    return tuple(rows)
