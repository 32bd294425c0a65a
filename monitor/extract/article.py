"""The one way from a fetched page, or a complete entry, to an Article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from monitor.charset import decode
from monitor.dates import Dating, judge
from monitor.errors import ExtractError
from monitor.extract import refusal
from monitor.extract.headline import byline, headline
from monitor.extract.language import letters
from monitor.extract.reading import Picked, from_entry, generic, picked
from monitor.markup import Block, Element, Structured, blocks, parse_html, structured
from monitor.model import Article, Entry, Link, Outlet, Page, Recipe
from monitor.text import clean_line, shorten
from monitor.urls import absolute

# Less than this is a caption or an error page, not an article (a flash note of one line has about 60).
LEAST_TEXT = 40
# A post's headline, where it has none, is its first line up to this length.
POST_TITLE = 120
MOST_LINKS, MOST_IMAGES = 200, 30
_ICON = re.compile(r"(?:icon|logo|sprite|pixel|counter|avatar|emoji|smil|banner|blank|spacer)", re.IGNORECASE)


def article(
    page: Page | None, entry: Entry, *, outlet: Outlet, article_id: str, now: datetime, recipe: Recipe | None = None
) -> Article:
    """The entry's article: read from its page, or, with page None, from the entry itself.

    Relative dates («сьогодні о 14:30») are read as of the moment the page was fetched. `quarantine` carries one
    Ukrainian sentence where the date is not to be trusted. Raises ExtractError when nothing readable is there, or
    when the page is a list, an error page or another text than the entry's.
    """
    if page is None:
        return _from_entry(entry, outlet, article_id, now)
    text, _ = decode(page.content, page.content_type)
    root = parse_html(text)
    if root is None:
        raise ExtractError(entry.url, "Сторінка порожня.")
    facts, lines = structured(root), blocks(root)
    by_recipe = picked(root, recipe, entry.url) if recipe is not None else Picked()
    title = by_recipe.title or headline(root, facts, entry.title, outlet)
    kept = list(by_recipe.lines) or generic(root, lines, facts, title)
    if (reason := refusal.why_not(page, entry, title, kept, facts)) is not None and not by_recipe.lines:
        raise ExtractError(entry.url, reason)
    _demand(entry.url, title, kept)
    base = _base(root, page.final_url or page.url)
    dating = judge(
        root, base, entry, min(now, page.fetched), first_seen=page.fetched, facts=facts, lines=lines,
        headline=title, stated=by_recipe.date,
    )  # fmt: skip
    return _build(
        entry, outlet, article_id, dating,
        title=title or entry.title, kept=kept, base=base,
        signed=byline(root, facts, by_recipe.author, entry.author, outlet),
        images=_images(facts, kept, base, entry), fetched=page.fetched,
    )  # fmt: skip


def _from_entry(entry: Entry, outlet: Outlet, article_id: str, now: datetime) -> Article:
    kept = from_entry(entry)
    title = clean_line(entry.title) or (shorten(kept[0].text, POST_TITLE) if kept else "")
    if not title and not kept:
        raise ExtractError(entry.url, "Запис не має ані заголовка, ані тексту.")
    dating = judge(None, "", entry, now, first_seen=now)
    return _build(
        entry, outlet, article_id, dating,
        title=title, kept=kept, base=entry.url, signed=clean_line(entry.author or "") or None,
        images=entry.images, fetched=now,
    )  # fmt: skip


def _build(
    entry: Entry,
    outlet: Outlet,
    article_id: str,
    dating: Dating,
    *,
    title: str,
    kept: list[Block],
    base: str,
    signed: str | None,
    images: tuple[str, ...],
    fetched: datetime,
) -> Article:
    paragraphs = tuple(line.text for line in kept)
    return Article(
        id=article_id,
        outlet=outlet.id,
        url=entry.url,
        kind=outlet.kind,
        title=title,
        paragraphs=paragraphs,
        byline=signed,
        links=_links(kept, base, entry),
        images=images,
        language=letters("\n".join((title, *paragraphs))),
        published=dating.moment,
        updated=dating.updated,
        fetched=fetched.astimezone(UTC),
        post=entry.post,
        quarantine=dating.doubt,
    )


def _demand(url: str, title: str, kept: list[Block]) -> None:
    if sum(len(line.text) for line in kept) < LEAST_TEXT:
        raise ExtractError(url, "На сторінці не знайдено тексту матеріалу.")
    if not title:
        raise ExtractError(url, "На сторінці не знайдено заголовка.")


def _base(root: Element, url: str) -> str:
    for element in root.iter("base"):
        if href := (element.get("href") or "").strip():
            return absolute(url, href) or url
    return url


def _links(kept: Iterable[Block], base: str, entry: Entry) -> tuple[Link, ...]:
    found: dict[str, Link] = {link.url: link for link in entry.links} if entry.complete else {}
    for line in kept:
        for link in line.links:
            url = absolute(base, link.url)
            if url and url not in found and len(found) < MOST_LINKS:
                found[url] = Link(url=url, text=link.text)
    return tuple(found.values())


def _images(facts: Structured, kept: list[Block], base: str, entry: Entry) -> tuple[str, ...]:
    found: dict[str, None] = {}
    written = [*facts.named("og:image", "og:image:url", "twitter:image"), *_pictures(kept), *entry.images]
    for address in written:
        url = absolute(base, address.strip())
        if url and len(found) < MOST_IMAGES:
            found.setdefault(url)
    return tuple(found)


def _pictures(kept: list[Block]) -> Iterable[str]:
    """Addresses of pictures between the article's lines: below the parents of its paragraphs."""
    parents = dict.fromkeys(
        parent for line in kept for parent in (line.element.getparent(), line.element) if parent is not None
    )
    for parent in parents:
        for child in parent.iterchildren():
            for image in child.iter("img"):
                source = image.get("data-src") or image.get("data-lazy-src") or image.get("src") or ""
                if source and not source.startswith("data:") and not _ICON.search(source):
                    yield source
