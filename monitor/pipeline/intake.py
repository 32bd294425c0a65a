"""Items that come from files or from a person's hint; from here on they travel like any other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import Any

from monitor import archive, clips, items, plan, urls
from monitor.archive import Record
from monitor.dates import day_start, kyiv_day
from monitor.errors import FetchError, OhliadError, StoreError
from monitor.fetch import reason_uk
from monitor.model import TYPED, Article, Clipping, Entry, Outlet, Page
from monitor.pdf import is_pdf_file
from monitor.pipeline.dated import tell_of_date, tell_of_undated
from monitor.pipeline.desk import Desk, Report
from monitor.pipeline.printed import CONTENT_TYPE, Given, is_same_scan, likely_the_same, take_in_pdf
from monitor.store import Sighting, StoredPage
from monitor.text import clean_line, shorten

SHEETS = (".xlsx", ".xlsm", ".xls", ".ods")
AS_CSV = (
    "вирізки заносять таблицею CSV: відкрийте цей файл, виберіть «Зберегти як» → «CSV UTF-8» і занесіть збережений файл"
)
OTHER_FILE = "такого файла програма не заносить: потрібен .csv (вирізки), .pdf, .jsonl, .warc.gz або .opml"
OWN_ARCHIVE = "це архів самої програми: його читає ohliad replay"
CUT_PAGE = "сторінку збережено не цілою, тому її не занесено: занесіть її за адресою (ohliad add) або з іншого файла"
NO_PAGES = "у файлі немає жодної вебсторінки (HTML, яку сервер віддав із кодом 200)"
NO_RECORDS = "у файлі немає жодної збереженої сторінки"
LARGEST_FILE = 200 * 1024 * 1024
MOST_COMPARED = 50  # clips of one outlet and day; a page of a paper holds a dozen
Row = str | dict[str, Any] | clips.BadRow
LARGEST_PAGE = 10 * 1024 * 1024  # as the door to the web has it


def take_in_files(desk: Desk, report: Report, files: Sequence[Path], given: Given | None = None) -> None:
    """Each file by its ending, a PDF by its first bytes too; a file that cannot be read fails alone.

    `given`: what was said of the PDF files.
    """
    for number, path in enumerate(files, start=1):
        try:
            if is_pdf_file(path):
                take_in_pdf(desk, report, path, given or Given())
            elif path.name.endswith((".warc.gz", ".warc")):
                _take_in_warc(desk, report, path)
            else:
                _take_in_items(desk, report, _as_page(desk, path))
        except OhliadError as error:
            report.fail(path.name or str(path), "import", str(error))
        desk.tell("import", number, len(files))


def _as_page(desk: Desk, path: Path) -> Page:
    """The file as evidence: its bytes under a file: address of its name alone."""
    if not path.is_file():
        raise StoreError(f"{path} is not a file")
    if path.stat().st_size > LARGEST_FILE:
        raise StoreError(f"{path.name} is larger than {LARGEST_FILE // 2**20} MB; split it")
    kind = {".jsonl": "application/jsonl", ".csv": "text/csv"}.get(path.suffix.lower())
    if kind is None:
        raise StoreError(AS_CSV if path.suffix.lower() in SHEETS else OTHER_FILE)
    address = f"file:///{path.name}"
    return Page(
        url=address, final_url=address, status=200, content_type=kind, content=path.read_bytes(), fetched=desk.now
    )


# Said of a file whose lines were read with values of the wrong kind refused; older records of the archive lack it.
CHECKED = '{"kinds": "checked"}'


def _take_in_items(desk: Desk, report: Report, page: Page) -> None:
    record = Record(page=page, place=desk.config.place.id, role="import", given=CHECKED)
    report.brought += read_items(desk, report, page, desk.archive.add(record))


def read_items(desk: Desk, report: Report, page: Page, stored: StoredPage, *, unchecked: bool = False) -> list[str]:
    """Store the items of an archived JSONL or CSV file, and return their ids.

    A line that is no item fails alone, with its number. `unchecked`: it was taken in when values of the wrong kind were
    let pass, and is read as it was then.
    """
    outlets = {**desk.store.outlets(), **desk.config.outlets_by_id}
    name = Path(page.url).name
    if page.content_type == "text/csv":
        table = clips.rows(page.content, page.fetched, archived=unchecked)
        rows: Iterable[tuple[int, Row]] = _without_remarks(report, name, table)
    else:
        rows = clips.lines(BufferedReader(BytesIO(page.content)))
    remedy = "перевірте стовпець «дата»" if page.content_type == "text/csv" else "перевірте поле published"
    found: dict[str, tuple[Article, Outlet]] = {}
    aliases: list[tuple[str, str]] = []  # the id of the line, the id it has here
    undated: list[int] = []
    pages = _Pages(desk)
    count = 0
    for number, row in rows:
        count += 1
        try:
            item = _item(row, outlets, page, number, unchecked=unchecked)
        except OhliadError as error:
            report.fail(f"{name}:{number}", "import", str(error))
            continue
        outlets.setdefault(item.outlet.id, item.outlet)
        identifier = plan.article_id(item.outlet.id, item.identity)
        article = replace(item.article, id=identifier)
        if identifier in found and found[identifier][0].text != article.text:
            report.fail(f"{name}:{number}", "import", f"{_the_same(article)}, що в рядку вище; узято перший")
            continue
        if old := pages.alike(article):
            _tell_of_alike(report, f"{name}:{number}", old)
        elif old := pages.printed(article):
            report.count("import", "alike")
            report.notes.append(f"{name}:{number}: {likely_the_same(old)}")
        if article.published is None:
            undated.append(number)
        else:
            tell_of_date(report, f"{name}:{number}", article, desk.now, remedy=remedy)
        if identifier in found:
            article = replace(article, url=urls.plainer(found[identifier][0].url, article.url))
        found[identifier] = (article, item.outlet)
        aliases.append((item.article.id, identifier))
        report.count("import", "items")
    tell_of_undated(report, name, undated, remedy=remedy)
    if not count:
        report.fail(name, "import", "у файлі немає жодного матеріалу")
    new, changed, shared = desk.store.save_imports(stored, list(found.values()), aliases)
    if shared:
        _tell_of_shared(report, name, shared)
    report.count("import", "new", new)
    report.count("import", "changed", changed)
    return list(found)


class _Pages:
    """The clips of print and air that are known of each outlet and day, to tell a corrected one from a new one."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[tuple[str, date], list[Article]] = {}
        self._new: set[str] = set()
        self._told: set[str] = set()

    def alike(self, article: Article) -> Article | None:
        """The clip that this new one most likely corrects; from here on it is known itself."""
        if article.url or article.kind not in TYPED or article.published is None:
            return None
        day = kyiv_day(article.published.at)
        if (article.outlet, day) not in self._known:
            found = self._desk.store.articles_of(article.outlet, day_start(day), day_start(day + timedelta(days=1)))
            self._known[article.outlet, day] = found
        known = self._known[article.outlet, day]
        if any(one.id == article.id for one in known):
            return None
        known.append(article)
        self._new.add(article.id)
        return next((one for one in known[:MOST_COMPARED] if items.is_alike(article, one)), None)

    def printed(self, article: Article) -> Article | None:
        """The PDF of its day that this new clip, asked about just now, names as its scan; each is told of once."""
        if article.id not in self._new or article.published is None:
            return None
        for one in self._known[article.outlet, kyiv_day(article.published.at)]:
            if one.id in self._new or one.id in self._told or not is_same_scan(one, article):
                continue
            stored = self._desk.store.catalogue.stored(one.id)
            if stored is not None and stored.content_type == CONTENT_TYPE:  # of many rows a page is the scan
                self._told.add(one.id)
                return one
        return None


def _tell_of_shared(report: Report, name: str, shared: Sequence[str]) -> None:
    report.count("import", "shared ids", len(shared))
    report.notes.append(
        f"{name}: ці id мають і інші матеріали, тож команди їх не приймуть; називайте матеріал за адресою або за"
        f" номером, який він має тут (ohliad search): {', '.join(shorten(one, 60) for one in shared)}"
    )


def _without_remarks(
    report: Report, name: str, rows: Iterable[tuple[int, dict[str, Any] | clips.BadRow | clips.Remark]]
) -> Iterator[tuple[int, Row]]:
    """The rows of a table; what is remarked on them is told on the way."""
    for number, row in rows:
        if isinstance(row, clips.Remark):
            report.notes.append(f"{name}:{number}: {clean_line(row.text)}")
        else:
            yield number, row


def _tell_of_alike(report: Report, line: str, old: Article) -> None:
    report.count("import", "alike")
    report.notes.append(
        f"{line}: майже те саме, що {old.id} «{old.title or shorten(old.text, 60)}» ({_shared(old)}); узято обидві."
        f" Якщо це виправлена вирізка, приберіть стару: ohliad decide {old.id} use=no"
    )


def _the_same(article: Article) -> str:
    """By what two lines of one file are one item: the address, where there is one."""
    return "та сама адреса" if article.url else "ті самі видання, дата, сторінка й заголовок"


def _shared(clip: Article) -> str:
    """«Те саме видання, дата й сторінка»: what a clip has in common with one alike; on air there is no page."""
    found = clip.clipping or Clipping()
    parts = ["те саме видання", "дата", *(["номер"] if found.number else []), *(["сторінка"] if found.page else [])]
    link = " і " if parts[-2] == "номер" else " й "
    return ", ".join(parts[:-1]) + link + parts[-1]


def _item(row: Row, outlets: dict[str, Outlet], page: Page, number: int, *, unchecked: bool) -> items.Item:
    """The item of one row. Raises ItemError."""
    if isinstance(row, clips.BadRow):
        raise items.ItemError(row.why)
    if isinstance(row, str):
        return items.parse(row, outlets, now=page.fetched, number=number, archived=unchecked)
    return items.from_fields(row, outlets, now=page.fetched, number=number)


def _take_in_warc(desk: Desk, report: Report, path: Path) -> None:
    """Another tool's WARC: its HTML pages become clips of the outlets they belong to.

    What this place's own archive holds is replay's: there a page has its source, and the feeds are read again.
    """
    records = pages = own = 0
    for record, _ in archive.located(path):
        records += 1
        if record.role and record.place == desk.config.place.id:
            own += 1
            report.count("import", "own records")
            continue
        if record.page.status != 200 or "html" not in record.page.content_type.lower():
            report.count("import", "not a page")
            continue
        pages += 1
        if len(record.page.content) > LARGEST_PAGE:
            report.fail(record.page.url, "import", f"larger than {LARGEST_PAGE // 2**20} MB")
        elif not record.whole:
            report.fail(record.page.url, "import", CUT_PAGE)
        else:
            _found(desk, report, record.page, source="import", missed=False)
    if own:
        report.fail(path.name, "import", OWN_ARCHIVE)
    elif not pages:
        report.fail(path.name, "import", NO_PAGES if records else NO_RECORDS)


def take_in_page(desk: Desk, report: Report, url: str) -> None:
    """Fetch one page that somebody named."""
    try:
        page = desk.door.get(url)
    except FetchError as error:
        report.fail(url, "add", str(error), said=reason_uk(error))
        return
    assert isinstance(page, Page), "an unconditional request has no «not modified» answer"
    page = replace(page, fetched=desk.now) if desk.rehearsal else page
    report.brought.append(_found(desk, report, page, source="add", missed=True))


def _found(desk: Desk, report: Report, page: Page, *, source: str, missed: bool) -> str:
    record = Record(page=page, place=desk.config.place.id, role="article", visit=source)
    return keep_found(desk, report, record, desk.archive.add(record), missed=missed)


def keep_found(desk: Desk, report: Report, record: Record, stored: StoredPage, *, missed: bool) -> str:
    """An archived page that belongs to no source; returns the id of its article."""
    page = record.page
    outlet = outlet_of(desk, page.final_url)
    entry = Entry(source=record.visit, key=urls.canonical(page.final_url), url=page.final_url)
    identifier = plan.article_id(outlet.id, plan.identity(entry))
    sighting = Sighting(article=identifier, outlet=outlet.id, entry=entry, digest=plan.entry_digest(entry))
    is_new = desk.store.save_found(sighting, stored, page.fetched, missed=missed)
    report.count(record.visit, "new" if is_new else "known already")
    return identifier


def outlet_of(desk: Desk, url: str) -> Outlet:
    """The configured outlet on whose site a page stands, else one called after its host."""
    found = items.outlet_at(url, desk.config.outlets)
    if found.id not in desk.config.outlets_by_id:
        desk.store.save_outlets([found])
    return found
