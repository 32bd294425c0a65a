"""What proves an approved issue, and what others may read of it: the audit archive, errata, our own feeds."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from digests import audit, feeds
from digests.issues import Frozen, Registration, StoredPage, restore
from monitor import files
from monitor.codec import instant
from monitor.errors import StoreError
from monitor.home import home, is_further
from monitor.language.names import agreed
from monitor.pipeline.desk import Desk, Report
from monitor.store import IssueRow

FEED_ISSUES = 30  # the newest issues whose items our feed of items holds


def frozen(desk: Desk, row: IssueRow) -> Frozen:
    """The issue as it was approved. Raises StoreError for a draft."""
    if row.number is None or row.manifest is None or row.sha256 is None:
        raise StoreError(f"{row.name} is a draft; only an approved issue can be proved")
    digest = restore(row.body.encode())
    return Frozen(
        id=row.name,
        content=row.body.encode(),
        manifest=row.manifest.encode(),
        hash=row.sha256,
        units=tuple(line.article for line in digest.lines),
        documents=tuple(desk.store.issues.documents(row.id)),
    )


def audit_archive(desk: Desk, row: IssueRow, report: Report | None = None) -> bytes:
    """The ZIP an auditor needs: units, documents, stored pages, hashes chained from issue to issue.

    A page that can no longer be read is named in it, and a failure in `report`.
    """
    issue = frozen(desk, row)
    pages, missing = [], []
    for article, (url, warc, offset, sha256) in desk.store.evidence(issue.units).items():
        stored = StoredPage(article=article, url=url, sha256=sha256, record=f"{warc}@{offset}")
        try:
            pages.append(replace(stored, content=desk.archive.read(warc, offset, sha256).content))
        except StoreError as error:
            missing.append(stored)
            if report is not None:
                report.fail(article, "audit", str(error))
    errata = [
        audit.Erratum(
            issue=row.name,
            article=item["article"],
            field=item["field"],
            was=item["was"],
            now=item["now"],
            by=item["by"],
            at=instant(item["at"]),
            why=item["why"],
        )
        for item in desk.store.issues.errata(row.id)
    ]
    registrations = [
        Registration(number=one.number, date=one.day, by=one.by or "", at=one.at, copy=one.copy or "")
        for one in desk.store.shelf.registrations(row.id)
    ]
    signed = [content for _, content in desk.store.shelf.signed_copies(row.id)]
    return audit.archive(issue, pages, errata, missing, registrations=registrations, signed=signed)


def write_feeds(desk: Desk) -> list[str]:
    """Approved issues and the items about the city as Atom and JSON Feed files."""
    rows = [row for row in desk.store.issues.listed() if row.number is not None]
    config = desk.config
    authority = next((site.name for site in config.institution.sites), "ohliad.invalid")
    site = f"https://{authority}/" if config.institution.sites else None
    institution = config.institution.names[0].name
    base = config.public_url if config.public_url and config.public_url.endswith("/") else None
    issues = feeds.Channel(
        authority=authority,
        title=f"Випуски: {config.place.name}",
        author=institution,
        home=site,
        base=base,
        scope=desk.store.place if is_further(desk.store) else "",
    )
    items = replace(issues, title=f"Преса про місто {agreed(config.place.name, 'accs')}")
    entries = [feeds.issue_entry(frozen(desk, row), issues, _approved(row)) for row in rows]
    clips = [
        entry
        for row in sorted(rows, key=lambda row: row.until, reverse=True)[:FEED_ISSUES]
        for entry in feeds.item_entries(restore(row.body.encode()), items)
    ]
    documents = (*feeds.render("items", clips, items), *feeds.render("issues", entries, issues))
    folder = home(desk.state, desk.store) / "feeds"
    for document in documents:
        files.write(folder / document.filename, document.content)
    return [str(folder / document.filename) for document in documents]


def feeds_stand(desk: Desk) -> bool:
    """Do our feeds hold the issue that was approved last? It stands in the file that is written last."""
    approved = [row for row in desk.store.issues.heads() if row.approved is not None]
    if not approved:
        return True
    name = max(approved, key=lambda row: (row.approved or row.built, row.id)).name
    try:
        written = (home(desk.state, desk.store) / "feeds" / "issues.json").read_bytes()
    except FileNotFoundError:
        return False
    return f'issue/{name}"'.encode() in written


def _approved(row: IssueRow) -> datetime:
    return row.approved or row.built
