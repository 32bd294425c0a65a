"""A page that lists articles -> entries, by CSS selectors; page after page until something known. Reads no article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bs4 import BeautifulSoup, Tag
from lxml import html
from soupsieve import SelectorSyntaxError

from monitor import charset, dates, pagekind
from monitor.errors import CollectError, FetchError
from monitor.listing_guess import guess_listing
from monitor.markup import parse_html
from monitor.model import Entry, Get, Harvest, ListingRule, Page, Seen, Source, Unchanged
from monitor.text import clean_line
from monitor.urls import absolute, canonical, same_site

# Failures that will not pass: a further page that is not there ends the list.
GONE = frozenset(("gone", "robots", "refused", "redirect"))


@dataclass(frozen=True, slots=True)
class _List:
    entries: tuple[Entry, ...]
    following: str  # the address of the next page, or ""
    without_link: int = 0


@dataclass(slots=True)
class _Visit:
    """What the following of pages needs; `notes` grows, and `cut` says that `rule.pages` ended it."""

    source: Source
    rule: ListingRule
    get: Get
    seen: Seen
    notes: list[str]
    cut: bool = False


def collect(source: Source, page: Page, get: Get, seen: Seen) -> Harvest:
    """What the list names, in its order; further pages while nothing on one is known yet, `rule.pages` at most
    (then it is `cut`).

    Raises CollectError: blocked for a challenge page; broken where the selectors find nothing, which is how a
    redesign shows. A FetchError of a further page goes on up, unless that page is simply not there.
    """
    text = _text(source, page)
    notes: list[str] = []
    rule = source.listing
    if rule is None:
        rule = guess_listing(text, page.final_url)
        if rule is None:
            raise CollectError(source.id, f"{page.url} has no list of articles that could be guessed; give selectors.")
        notes.append(f"The selectors were guessed (item: {rule.item}, link: {rule.link}); check and write them down.")
    first = _read(source, page, text, rule)
    if not first.entries:
        raise CollectError(
            source.id,
            f"{page.url}: «{rule.item}» with «{rule.link}» finds no article; has the site been redesigned?",
            kind="redesigned",
        )
    lists = [first]
    visit = _Visit(source, rule, get, seen, notes)
    lists += _further(visit, page, first)
    lists = _counted(visit, lists)
    if left := sum(one.without_link for one in lists):
        notes.append(f"{left} items of the list have no link and were left out.")
    merged = _merged(entry for one in lists for entry in one.entries)
    return Harvest(entries=merged, notes=tuple(notes), cut=visit.cut)


def _text(source: Source, page: Page) -> str:
    text, _ = charset.decode(page.content, page.content_type)
    if pagekind.is_challenge(text):
        raise CollectError(source.id, f"{page.url} shows a challenge page instead of the list.", kind="blocked")
    return text


def _further(visit: _Visit, page: Page, first: _List) -> Iterator[_List]:
    last, been, read = first, {canonical(page.url), canonical(page.final_url)}, 1
    while last.following and not _met(visit, last):
        if canonical(last.following) in been:
            return
        if read >= visit.rule.pages:
            visit.notes.append(f"Nothing known was met on {read} pages; what {last.following} lists was not read.")
            visit.cut = True
            return
        been.add(canonical(last.following))
        try:
            found = visit.get(last.following)
            if isinstance(found, Unchanged):
                return
            last = _read(visit.source, found, _text(visit.source, found), visit.rule)
        except FetchError as error:
            if error.kind not in GONE:
                raise  # else the next visit would stop at what is known by then, and never reach these articles
            visit.notes.append(f"{last.following} could not be read: {error}")
            return
        read += 1
        yield last


def _counted(visit: _Visit, lists: list[_List]) -> list[_List]:
    """All of them; the first `rule.unmet` where nothing says how much is new: no date, nothing known on any.

    Then every address may have changed, and what lies deeper is the archive of the site.
    """
    most = visit.rule.unmet
    if most is None or len(lists) <= most or _known(visit, lists[-1]):
        return lists
    if any(entry.published is not None for one in lists for entry in one.entries):
        return lists
    visit.notes.append(f"Nothing known and no date was met on {len(lists)} pages; of {most} the articles count.")
    visit.cut = True
    return lists[:most]


def _known(visit: _Visit, last: _List) -> bool:
    return any(visit.seen(entry.key) for entry in last.entries)


def _met(visit: _Visit, last: _List) -> bool:
    """Does a page end the reading: something on it is known, or all of it was there before the last visit?"""
    if _known(visit, last):
        return True
    since, dated = visit.rule.since, [entry.published for entry in last.entries]
    return since is not None and bool(dated) and all(at is not None and at < since for at in dated)


def _read(source: Source, page: Page, text: str, rule: ListingRule) -> _List:
    root = parse_html(text)  # bounded in size and depth, which BeautifulSoup is not
    if root is None:
        return _List((), "")
    soup = BeautifulSoup(html.tostring(root, encoding="unicode"), "lxml")
    base_tag = soup.find("base", href=True)
    base = absolute(page.final_url, _attribute(base_tag, "href")) if isinstance(base_tag, Tag) else ""
    base = base or page.final_url
    try:
        items = soup.select(rule.item)
        entries = [_entry(source, item, rule, base, page.fetched) for item in items]
        following = _following(soup, rule, base)
    except (SelectorSyntaxError, NotImplementedError, ValueError) as error:
        raise CollectError(source.id, f"A selector of this listing is not valid: {clean_line(str(error))}.") from error
    kept = tuple(entry for entry in entries if entry is not None)
    return _List(kept, following, len(entries) - len(kept))


def _following(soup: BeautifulSoup, rule: ListingRule, base: str) -> str:
    found = soup.select_one(rule.next) if rule.next else None
    if found is None:
        return ""
    if not found.get("href") and (inner := found.find("a", href=True)) is not None and isinstance(inner, Tag):
        found = inner
    url = absolute(base, _attribute(found, "href"))
    return url if same_site(url, base) else ""


def _entry(source: Source, item: Tag, rule: ListingRule, base: str, now: datetime) -> Entry | None:
    links = [(absolute(base, _attribute(link, "href")), link) for link in item.select(rule.link)]
    if not any(url for url, _ in links):
        links = [(absolute(base, _attribute(item, "href")), item)]
    url = next((url for url, _ in links if url), "")
    if not url:
        return None
    found = _date(item, rule, now)
    return Entry(
        source=source.id,
        key=canonical(url),
        url=url,
        title=_title(item, rule, [link for address, link in links if address == url]),
        published=found[0] if found else None,
        published_exact=found[1] if found else True,
    )


def _title(item: Tag, rule: ListingRule, links: list[Tag]) -> str:
    """The words of the title's selector, of the link, of another link to the same page, of its picture."""
    if rule.title and (element := item.select_one(rule.title)) is not None:
        return _words(element) or clean_line(_attribute(element, "title"))
    href = _attribute(links[0], "href")
    same = [link for link in item.find_all("a", href=href) if isinstance(link, Tag)]
    for link in (*links, *same):
        if words := _words(link):
            return words
    for link in links:
        image = link.find("img")
        for element, name in ((link, "title"), (image, "alt")):
            if isinstance(element, Tag) and (words := clean_line(_attribute(element, name))):
                return words
    return ""


def _date(item: Tag, rule: ListingRule, now: datetime) -> tuple[datetime, bool] | None:
    """The item's date: machine-readable attributes first, then the words."""
    elements = item.select(rule.date) if rule.date else item.select("time")
    for name in ("datetime", "content", "data-time", "data-timestamp"):
        for element in elements:
            if found := dates.parse(_attribute(element, name), now):
                return found
    for element in elements:
        if found := dates.parse(_words(element), now) or dates.parse(_attribute(element, "title"), now):
            return found
    return None


def _words(element: Tag) -> str:
    return clean_line(element.get_text(" "))


def _attribute(element: Tag, name: str) -> str:
    value = element.get(name)
    return value if isinstance(value, str) else " ".join(value or ())


def _merged(entries: Iterator[Entry]) -> tuple[Entry, ...]:
    """One entry for each article; a second mention may add a title or a date the first lacked."""
    kept: dict[str, Entry] = {}
    for entry in entries:
        known = kept.setdefault(entry.key, entry)
        if known.title == "" and entry.title:
            known = replace(known, title=entry.title)
        if known.published is None and entry.published is not None:
            known = replace(known, published=entry.published, published_exact=entry.published_exact)
        kept[entry.key] = known
    return tuple(kept.values())
