"""The one way from a fetched page, or a complete entry, to an Article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from monitor.charset import decode
from monitor.dates import Dating, judge
from monitor.dates.visible import headline_index
from monitor.errors import ExtractError, NoWords
from monitor.extract import refusal
from monitor.extract.foreign import is_marked_body, release
from monitor.extract.headline import byline, headline, set_stamps_apart, shows
from monitor.extract.reading import Picked, from_entry, generic, picked
from monitor.extract.rest import without_rest
from monitor.extract.surroundings import base_address, body_links, own_address, pictures
from monitor.language.letters import letters
from monitor.markup import Block, Element, Structured, blocks, parse_html, structured
from monitor.markup.structured import ARTICLE_TYPES
from monitor.model import HEADLINE_ONLY, NO_TEXT, Article, Entry, Outlet, Page, Recipe
from monitor.text import clean_line, shorten
from monitor.urls import untracked

# Less than this is a caption or an error page, not an article (a flash note of one line has about 60).
LEAST_TEXT = 40
# A post's headline, where it has none, is its first line up to this length.
POST_TITLE = 120
# What a post holds that its preview does not show: it may have words.
UNSEEN = frozenset(("unsupported",))
# How many lines from the headline, or behind the text, a byline stands.
ABOVE, BELOW = 6, 12


@dataclass(frozen=True, slots=True)
class _Parts:
    """What was read, before it becomes an Article."""

    title: str
    kept: list[Block]
    dating: Dating
    base: str
    signed: str | None
    images: tuple[str, ...]
    fetched: datetime
    lacking: str | None = None
    strange: str | None = None
    cut: str | None = None


def article(
    page: Page | None, entry: Entry, *, outlet: Outlet, article_id: str, now: datetime, recipe: Recipe | None = None
) -> Article:
    """The entry's article: read from its page, or, with page None, from the entry itself.

    Relative dates («сьогодні о 14:30») are read as of the moment the page was fetched. `quarantine` carries one
    Ukrainian sentence where the date is not to be trusted, only a headline is there, or no word of the announced one.
    Raises ExtractError when nothing readable is there, or when the page is a list, an error page or another text than
    the entry's.
    """
    parts = _from_entry(entry, now) if page is None else _from_page(page, entry, outlet, now, recipe)
    paragraphs = tuple(line.text for line in parts.kept)
    return Article(
        id=article_id,
        outlet=outlet.id,
        url=untracked(entry.url),
        kind=outlet.kind,
        title=parts.title,
        paragraphs=paragraphs,
        byline=parts.signed,
        links=body_links(parts.kept, parts.base, entry),
        images=parts.images,
        language=letters("\n".join((parts.title, *paragraphs))),
        published=parts.dating.moment,
        updated=parts.dating.updated,
        fetched=parts.fetched.astimezone(UTC),
        post=entry.post,
        quarantine=parts.strange or parts.dating.doubt or parts.lacking,
        cut=parts.cut,
    )


def _from_page(page: Page, entry: Entry, outlet: Outlet, now: datetime, recipe: Recipe | None) -> _Parts:
    text, _ = decode(page.content, page.content_type)
    root = parse_html(text)
    if root is None:
        raise ExtractError(entry.url, "Сторінка порожня.")
    address = page.final_url or page.url
    facts = structured(root)
    by_recipe = picked(root, recipe, entry.url) if recipe is not None else Picked()
    set_stamps_apart(root, facts, entry.title)
    lines = blocks(root)
    title = by_recipe.title or headline(root, facts, entry.title, outlet, lines)
    top = headline_index(lines, title)
    if top is not None and lines[top].element.tag == "h1":
        release(lines[top].element)
    kept, strange = list(by_recipe.lines), None
    if not kept:
        kept, raw = generic(root, lines, facts, title, address)
        reason = refusal.why_not(
            page,
            entry,
            title,
            facts,
            lines=lines,
            top=-1 if top is None else top,
            raw=raw,
            known=bool(entry.title) and shows(root, facts, lines, clean_line(entry.title)),
        )
        if reason is not None:
            raise ExtractError(entry.url, reason.why, passing=reason.passing)
        strange = refusal.doubt(entry, title, raw, own_address(root, facts, address))
    kept, cut = without_rest(kept, lines, facts, address)
    kept, lacking = _completed(kept, entry, root, facts, title)
    seen = min(now, page.fetched)
    dating = judge(
        root,
        address,
        entry,
        seen,
        first_seen=seen,
        facts=facts,
        lines=lines,
        headline=title,
        stated=by_recipe.date,
    )
    base = base_address(root, address)
    return _Parts(
        title=title or clean_line(entry.title),
        kept=kept,
        dating=dating,
        base=base,
        signed=byline(_around(lines, top, kept), facts, by_recipe.author, entry.author, outlet),
        images=pictures(facts, kept, base, entry),
        fetched=page.fetched,
        lacking=lacking,
        strange=strange,
        cut=cut,
    )


def _around(lines: list[Block], top: int | None, kept: list[Block]) -> list[Block]:
    """Lines around the headline and right behind the text."""
    near = lines[max(0, top - ABOVE) : top + BELOW] if top is not None else []
    last = next((n for n in range(len(lines) - 1, -1, -1) if kept and lines[n] is kept[-1]), None)
    return near + (lines[last : last + ABOVE] if last is not None else [])


def _completed(
    kept: list[Block], entry: Entry, root: Element, facts: Structured, title: str
) -> tuple[list[Block], str | None]:
    """The text, or the feed's where the page has none; a bare headline only where the page calls itself an article."""
    if not (title or entry.title):
        raise ExtractError(entry.url, "На сторінці не знайдено заголовка.")
    if _size(kept) >= LEAST_TEXT:
        return kept, None
    fed = from_entry(entry)
    if _size(fed) >= max(LEAST_TEXT, _size(kept)):
        return fed, None
    if facts.kinds & ARTICLE_TYPES or any(map(is_marked_body, root.iter("div", "section", "article"))):
        return kept, HEADLINE_ONLY
    raise ExtractError(entry.url, NO_TEXT)


def _size(kept: list[Block]) -> int:
    return sum(len(line.text) for line in kept)


def _from_entry(entry: Entry, now: datetime) -> _Parts:
    kept = from_entry(entry)
    title = clean_line(entry.title) or (shorten(kept[0].text, POST_TITLE) if kept else "")
    if not title and not kept:
        if entry.post is not None and set(entry.post.media) - UNSEEN:
            raise NoWords(entry.url, "Допис без слів: у ньому лише зображення, відео чи звук.")
        raise ExtractError(entry.url, "Запис не має ані заголовка, ані тексту.")
    return _Parts(
        title=title,
        kept=kept,
        dating=judge(None, "", entry, now, first_seen=now),
        base=entry.url,
        signed=clean_line(entry.author or "") or None,
        images=entry.images,
        fetched=now,
    )
