"""Clips that come as PDF files: one item a file. A file without readable text is kept all the same, for a person.

The item is known by its outlet and the file's bytes: taken in again it is the same one, and what is said anew of it
corrects it. The same file of another outlet is another item.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path, PureWindowsPath
from urllib.parse import quote, unquote

from monitor import clips, items, pdf, plan
from monitor.archive import Record
from monitor.dates import KYIV, day_start, kyiv_day
from monitor.errors import StoreError
from monitor.model import TYPED, WITHDRAWN, Article, Page
from monitor.pdftext import PdfText, doubt_of, headline
from monitor.pdftext import is_doubt as is_pdf_doubt
from monitor.pipeline.dated import tell_of_date
from monitor.pipeline.desk import Desk, Report
from monitor.store import StoredPage
from monitor.text import clean_line

CONTENT_TYPE = "application/pdf"
LEVEL_NAMES = {"local": "місцевий", "region": "обласний", "nation": "всеукраїнський"}
MOST_NAMED = 5  # clips in one sentence
LARGEST = 50 * 1024 * 1024  # bytes; the archive and the child each hold it once more while it is taken in
KEPT_FOR_A_PERSON = "Матеріал занесено без тексту, його покаже перевірка"
KEPT_AS_READ = "Лишився текст, прочитаний раніше; що про матеріал сказано нового, те записано"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a person said of PDF files, as they would write it in a table of clips."""

    outlet: str = ""
    kind: str = ""
    level: str = ""
    published: str = ""
    title: str = ""

    def stripped(self) -> Given:
        """The same; what is but spaces is nothing said."""
        return Given(**{name: value.strip() for name, value in asdict(self).items()})


def problem(given: Given, now: datetime) -> str | None:
    """What is wrong with it, in Ukrainian."""
    row = clips.fields({**asdict(given), "title": given.title or "-"}, now)
    return row.why if isinstance(row, clips.BadRow) else None


@dataclass(frozen=True, kw_only=True)
class _File:
    """A PDF with what is said of it. `name`: the one it had on the disk; `stored`: where it stands already."""

    page: Page
    name: str
    given: Given
    stored: StoredPage | None = None

    @cached_property
    def mark(self) -> str:
        """What tells it from other files; empty ones differ by their names."""
        content = self.page.content
        return hashlib.sha256(content).hexdigest() if content else self.name

    def identity(self, outlet: str) -> str:
        """The id of its clip in an outlet: one page that two papers print is two clips."""
        return plan.article_id(outlet, f"pdf|{self.mark}")


def take_in_pdf(desk: Desk, report: Report, path: Path, given: Given) -> None:
    """One file becomes one item. Raises StoreError where it cannot be one."""
    if not path.is_file():
        raise StoreError(f"{path.name} is not a file")
    if path.stat().st_size > LARGEST:
        raise StoreError(f"PDF більший за {LARGEST // 2**20} МБ: збережіть потрібні сторінки окремим файлом")
    name = clean_line(path.name).encode("utf-8", "replace").decode()  # a name may hold bytes that are no letters
    address = f"file:///{quote(name)}"  # as an archive takes it; the name itself stands in what is given
    page = Page(
        url=address,
        final_url=address,
        status=200,
        content_type=CONTENT_TYPE,
        content=path.read_bytes(),
        fetched=desk.now,
    )
    _keep(desk, report, _File(page=page, name=name, given=given.stripped()))


def replay_pdf(desk: Desk, report: Report, record: Record, stored: StoredPage) -> None:
    """The item of a stored file once more. Raises StoreError where the record does not say whose it is."""
    try:
        said = dict(json.loads(record.given))
        name = said.pop("name", "") or Path(unquote(record.page.url)).name
        given = Given(**said).stripped()
    except (ValueError, TypeError) as error:
        raise StoreError(f"{record.page.url}: nothing is said of whose clip it is") from error
    _keep(desk, report, _File(page=record.page, name=name, given=given, stored=stored))


def _keep(desk: Desk, report: Report, file: _File) -> None:
    """Store the item; a file that brings nothing new is not archived again."""
    found = pdf.read(file.page.content)
    item = _item(desk, file, found)
    identifier = file.identity(item.outlet.id)
    others = [file.identity(outlet) for outlet in desk.store.outlets() if outlet != item.outlet.id]
    known = desk.store.article(identifier)
    old = known.article if known else None
    # What was withdrawn in one outlet is not taken in for another; a clip that another has already stays its own.
    barred = [identifier, *([] if file.stored or old else others)]
    if desk.store.deletions.among(barred):
        if file.stored is None:
            raise StoreError(f"{WITHDRAWN}: файл не занесено")
        return
    article = _article(file, found, item.article, old)
    article = replace(article, id=identifier)
    report.count("import", "items")
    if old is not None and replace(old, fetched=article.fetched) == article:
        report.count("import", "known")
    else:
        if old is None:
            _tell_of_twins(desk, report, file.name, others)
        _tell_of_others(desk, report, file.name, article)
        new, changed, _ = desk.store.save_imports(
            file.stored or _stored(desk, file, article), [(article, item.outlet)], []
        )
        report.count("import", "new", new)
        report.count("import", "changed", changed)
        tell_of_date(report, file.name, article, desk.now, remedy="вкажіть її: --published 31.12.2026")
    _tell_of_level(report, file.name, item)
    if found.unread:
        kept = KEPT_AS_READ if article.paragraphs else KEPT_FOR_A_PERSON
        report.fail(file.name, "import", f"{found.doubt} {kept}: {identifier}", counted_as="unread")
    elif found.partly:
        report.count("import", "read in part")
        kept = f" {KEPT_AS_READ}: {identifier}" if _is_worse(found, old) else ""
        report.notes.append(f"{file.name}: {found.doubt}{kept}")


def _stored(desk: Desk, file: _File, article: Article) -> StoredPage:
    """The file and what is said of it, archived; at an address of its outlet, for another may have the same file."""
    address = f"file:///{quote(article.outlet)}/{quote(file.name)}"
    page = replace(file.page, url=address, final_url=address)
    said = json.dumps({"name": file.name, **asdict(file.given)})
    return desk.archive.add(Record(page=page, place=desk.config.place.id, role="clip", subject=article.id, given=said))


def _item(desk: Desk, file: _File, found: PdfText) -> items.Item:
    """The item as it is said and read now. Raises ItemError."""
    fields = asdict(file.given) | {"text": "\n".join(found.paragraphs), "scan": file.name}
    stem = Path(file.name).stem.replace("_", " ").strip()
    fields["title"] = file.given.title or headline(found) or stem or file.name
    row = clips.fields(fields, file.page.fetched)
    if isinstance(row, clips.BadRow):
        raise items.ItemError(row.why)
    outlets = {**desk.store.outlets(), **desk.config.outlets_by_id}
    return items.from_fields(row, outlets, now=file.page.fetched)


def _article(file: _File, found: PdfText, article: Article, old: Article | None) -> Article:
    """The item with its doubts; of what is not said anew, what was known stays."""
    given = file.given
    if not given.kind:
        kind = article.kind if article.kind in TYPED else "newspaper"
        article = replace(article, kind=old.kind if old else kind)
    if old is not None:
        article = replace(article, clipping=old.clipping or article.clipping)
        if not given.published:
            ahead = items.doubt(old.published.at, file.page.fetched) if old.published else None
            article = replace(article, published=old.published, quarantine=ahead)
        if not given.title and (old.paragraphs or not found.paragraphs):
            article = replace(article, title=old.title)
    lines, doubt = article.paragraphs, found.doubt
    if old is not None and _is_worse(found, old):
        doubt = doubt_of(old.quarantine)
        # A headline that was read stands in the title alone: a new one must not take the printed words away.
        lines = old.paragraphs if old.title in (article.title, *old.paragraphs) else (old.title, *old.paragraphs)
    if len(lines) > 1 and lines[0] == article.title:
        lines = lines[1:]
    doubts = [one for one in (doubt, article.quarantine) if one]
    return replace(article, paragraphs=lines, quarantine=" ".join(doubts) or None)


def _is_worse(found: PdfText, old: Article | None) -> bool:
    """Was less read this time of the same bytes than before (a busy machine)? Then the text that was read stays."""
    if old is None or not old.paragraphs or found.doubt is None:
        return False
    letters = sum(map(len, found.paragraphs))
    return doubt_of(old.quarantine) is None or letters < sum(map(len, old.paragraphs))


def _tell_of_twins(desk: Desk, report: Report, name: str, others: list[str]) -> None:
    """The same file is a clip of another outlet already: printed by both, or the outlet was named wrong."""
    for clip in desk.store.clips(articles=others, relevance=None) if others else ():
        day = f", {clip.article.published.at.astimezone(KYIV):%d.%m.%Y}" if clip.article.published else ""
        report.count("import", "alike")
        report.notes.append(
            f"{name}: цей самий файл уже занесено для видання «{clip.outlet.name}»{day}: {clip.article.id}"
            f" «{clip.article.title}»; тепер це два матеріали, по одному в кожного видання. Якщо видання тоді вказали"
            f" помилково, приберіть зайвий: ohliad decide {clip.article.id} use=no"
        )


def _tell_of_level(report: Report, name: str, item: items.Item) -> None:
    """A level is said of a new outlet only: one clip must not move all the others of a known one."""
    if item.given.get("level", item.outlet.level) != item.outlet.level:
        report.notes.append(
            f"{name}: рівень видання «{item.outlet.name}» лишився – {LEVEL_NAMES[item.outlet.level]}: --level задає"
            f" його лише новому виданню; щоб змінити, впишіть видання у sources.yaml (id: {item.outlet.id})"
            " з потрібним level"
        )


def _tell_of_others(desk: Desk, report: Report, name: str, article: Article) -> None:
    """The same clip may have been typed into a table, which names its scan."""
    if article.published is None:
        return
    day = kyiv_day(article.published.at)
    others = desk.store.articles_of(article.outlet, day_start(day), day_start(day + timedelta(days=1)))
    others = [old for old in others if old.id != article.id and not old.url]
    for old in others:
        if is_same_scan(old, article) or items.is_alike(article, old):
            report.count("import", "alike")
            report.notes.append(f"{name}: {likely_the_same(old)}")
            return
    unread = [old for old in others if is_pdf_doubt(old.quarantine)] if article.paragraphs else []
    if unread:
        named = ", ".join(f"{old.id} «{old.title}»" for old in unread[:MOST_NAMED])
        more = f" та ще {len(unread) - MOST_NAMED}" if len(unread) > MOST_NAMED else ""
        report.count("import", "alike")
        report.notes.append(
            f"{name}: того самого видання й дня вже є PDF, якого не прочитано або прочитано не весь: {named}{more}."
            f" Якщо це та сама сторінка, збережена наново, приберіть зайвий: ohliad decide {unread[0].id} use=no"
        )


def is_same_scan(one: Article, other: Article) -> bool:
    """Do both name the same file, in whatever folder a table says it stands?"""
    names = [PureWindowsPath(found.clipping.scan).name.casefold() if found.clipping else "" for found in (one, other)]
    return bool(names[0]) and names[0] == names[1]


def likely_the_same(old: Article) -> str:
    """Of a PDF and a typed clip, in Ukrainian: both are taken, a person says whether they are one."""
    return (
        f"певно, те саме, що {old.id} «{old.title}» (те саме видання й дата); узято обидві."
        f" Якщо це одна публікація, приберіть зайву: ohliad decide {old.id} use=no"
    )
