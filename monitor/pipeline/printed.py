"""Clips that come as PDF files: one item a file. A file without readable text is kept all the same, for a person.

The item is known by the file's bytes: taken in again it is the same one, and what is said anew of it corrects it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote, unquote

from monitor import clips, items, pdf, plan
from monitor.archive import Record
from monitor.dates import KYIV, day_start, kyiv_day
from monitor.errors import StoreError
from monitor.model import TYPED, WITHDRAWN, Article, Outlet, Page
from monitor.pdftext import PdfText, headline
from monitor.pipeline.desk import Desk, Report
from monitor.store import StoredPage
from monitor.text import clean_line

CONTENT_TYPE = "application/pdf"
LARGEST = 50 * 1024 * 1024  # bytes; the archive and the child each hold it once more while it is taken in
KEPT_FOR_A_PERSON = "Матеріал занесено без тексту, його покаже перевірка"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a person said of PDF files, as they would write it in a table of clips."""

    outlet: str = ""
    kind: str = ""
    level: str = ""
    published: str = ""
    title: str = ""


def problem(given: Given, now: datetime) -> str | None:
    """What is wrong with it, in Ukrainian."""
    row = clips.fields({**asdict(given), "title": given.title or "-"}, now)
    return row.why if isinstance(row, clips.BadRow) else None


def take_in_pdf(desk: Desk, report: Report, path: Path, given: Given) -> None:
    """One file becomes one item. Raises StoreError where it cannot be one."""
    if not path.is_file():
        raise StoreError(f"{path.name} is not a file")
    if path.stat().st_size > LARGEST:
        raise StoreError(f"PDF більший за {LARGEST // 2**20} МБ: збережіть потрібні сторінки окремим файлом")
    name = clean_line(path.name).encode("utf-8", "replace").decode()  # a name may hold bytes that are no letters
    address = f"file:///{quote(name)}"  # as an archive takes it; the name itself stands in what is given
    _keep(
        desk,
        report,
        Page(
            url=address,
            final_url=address,
            status=200,
            content_type=CONTENT_TYPE,
            content=path.read_bytes(),
            fetched=desk.now,
        ),
        name,
        given,
    )


def replay_pdf(desk: Desk, report: Report, record: Record, stored: StoredPage) -> None:
    """The item of a stored file once more. Raises StoreError where the record does not say whose it is."""
    try:
        said = dict(json.loads(record.given))
        name = said.pop("name", "") or Path(unquote(record.page.url)).name
        given = Given(**said)
    except (ValueError, TypeError) as error:
        raise StoreError(f"{record.page.url}: nothing is said of whose clip it is") from error
    _keep(desk, report, record.page, name, given, stored)


def _keep(desk: Desk, report: Report, page: Page, name: str, given: Given, stored: StoredPage | None = None) -> None:
    """Store the item; a file that brings nothing new is not archived again. `stored`: where it stands already."""
    # By no outlet: one that was named wrong can be named right. Empty files are told apart by their names.
    identifier = plan.article_id("pdf", hashlib.sha256(page.content).hexdigest() if page.content else name)
    if desk.store.deletions.among([identifier]):
        if stored is None:
            raise StoreError(f"{WITHDRAWN}: файл не занесено")
        return
    known = desk.store.article(identifier)
    old = known.article if known else None
    found = pdf.read(page.content)
    article, outlet = _article(desk, page, name, given, found, old)
    article = replace(article, id=identifier)
    report.count("import", "items")
    if old is not None and _says_nothing_new(old, article, found):
        report.count("import", "known")
    else:
        if stored is None:
            said = json.dumps({"name": name, **asdict(given)})
            record = Record(page=page, place=desk.config.place.id, role="clip", subject=identifier, given=said)
            stored = desk.archive.add(record)
        _tell_of_others(desk, report, name, article)
        new, changed = desk.store.save_imports(stored, [(article, outlet)], {})
        report.count("import", "new", new)
        report.count("import", "changed", changed)
        _tell_of_date(report, name, article, desk.now)
    if found.unread:
        report.fail(name, "import", f"{found.doubt} {KEPT_FOR_A_PERSON}: {identifier}", counted_as="unread")
    elif found.partly:
        report.count("import", "read in part")
        report.notes.append(f"{name}: {found.doubt}")


def _says_nothing_new(old: Article, article: Article, found: PdfText) -> bool:
    """The same once more, or a file that was read before and only now could not be."""
    worse = bool(found.unread) and bool(old.paragraphs)
    return worse or replace(old, fetched=article.fetched) == article


def _article(
    desk: Desk, page: Page, name: str, given: Given, found: PdfText, old: Article | None
) -> tuple[Article, Outlet]:
    """The item as it was said and read; of what was not said anew, what was known stays. Raises ItemError."""
    fields = asdict(given) | {"text": "\n".join(found.paragraphs), "scan": name}
    fields["title"] = given.title or headline(found) or Path(name).stem.replace("_", " ").strip() or name
    if old is not None:
        fields["scan"] = (old.clipping.scan if old.clipping else "") or name
        if not given.title and (old.paragraphs or not found.paragraphs):
            fields["title"] = old.title
    row = clips.fields(fields, page.fetched)
    if isinstance(row, clips.BadRow):
        raise items.ItemError(row.why)
    outlets = {**desk.store.outlets(), **desk.config.outlets_by_id}
    item = items.from_fields(row, outlets, now=page.fetched)
    article = item.article
    if not given.kind:
        article = replace(article, kind=article.kind if article.kind in TYPED else "newspaper")
    if old is not None and not given.published:
        doubt = items.doubt(old.published.at, page.fetched) if old.published else None
        article = replace(article, published=old.published, quarantine=doubt)
    if old is not None and not given.kind:
        article = replace(article, kind=old.kind)
    lines = article.paragraphs
    if len(lines) > 1 and lines[0] == article.title:
        lines = lines[1:]
    doubts = [one for one in (found.doubt, article.quarantine) if one]
    return replace(article, paragraphs=lines, quarantine=" ".join(doubts) or None), item.outlet


def _tell_of_others(desk: Desk, report: Report, name: str, article: Article) -> None:
    """The same clip may have been typed into a table, which names its scan."""
    if article.published is None:
        return
    day = kyiv_day(article.published.at)
    others = desk.store.articles_of(article.outlet, day_start(day), day_start(day + timedelta(days=1)))
    for old in others:
        is_scan = old.clipping is not None and old.clipping.scan.casefold() == name.casefold()
        if old.id != article.id and not old.url and (is_scan or items.is_alike(article, old)):
            report.count("import", "alike")
            report.notes.append(
                f"{name}: певно, те саме, що {old.id} «{old.title}» (те саме видання й дата); узято обидві."
                f" Якщо це одна публікація, приберіть зайву: ohliad decide {old.id} use=no"
            )
            return


def _tell_of_date(report: Report, name: str, article: Article, now: datetime) -> None:
    if article.published is None:
        report.count("import", "undated")
        report.notes.append(
            f"{name}: дати немає, в огляді буде «дату не встановлено»; вкажіть її: --published 31.12.2026"
        )
    elif kyiv_day(article.published.at) > kyiv_day(now):
        report.count("import", "future")
        day = f"{article.published.at.astimezone(KYIV):%d.%m.%Y}"
        report.notes.append(
            f"{name}: {day} ще не настало: до огляду матеріал потрапить не раніше цього дня; перевірте рік"
        )
