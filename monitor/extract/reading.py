"""Three ways to an article's parts: by a site's recipe, by the generic path, or from an entry that is the item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from monitor.errors import ExtractError
from monitor.extract import body, phrases
from monitor.extract.cutting import trim, without_bare_heading
from monitor.extract.foreign import is_declared_empty
from monitor.extract.generic import main_text
from monitor.markup import Block, Element, Structured, blocks, parse_html
from monitor.model import Entry, Recipe
from monitor.text import clean_line, clean_text

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

# A page whose text is made by scripts often carries it whole in JSON-LD.
LEAST_GENERIC = 200


@dataclass(frozen=True, slots=True)
class Picked:
    """What a recipe's selectors found; empty where they found nothing."""

    title: str = ""
    author: str = ""
    date: str = ""
    lines: tuple[Block, ...] = ()


def picked(root: Element, recipe: Recipe, url: str) -> Picked:
    """Apply a recipe's CSS selectors. Raises ExtractError where a selector is not CSS."""
    from bs4 import BeautifulSoup
    from soupsieve import SelectorSyntaxError

    soup = BeautifulSoup(etree.tostring(root, encoding="unicode", method="html"), "lxml")
    try:
        for selector in recipe.remove:
            for element in soup.select(selector):
                element.decompose()
        parts = [str(element) for element in soup.select(recipe.text)] if recipe.text else []
        title, author = _one(soup, recipe.title), _one(soup, recipe.author)
        return Picked(title=title, author=author, date=_date(soup, recipe.date), lines=_recipe_lines(parts, url))
    except SelectorSyntaxError as e:
        raise ExtractError(url, f"Рецепт сайту має хибний селектор: {str(e).splitlines()[0]}") from e


def _one(soup: BeautifulSoup, selector: str | None) -> str:
    element = soup.select_one(selector) if selector else None
    return clean_line(element.get_text(" ")) if element is not None else ""


def _date(soup: BeautifulSoup, selector: str | None) -> str:
    element = soup.select_one(selector) if selector else None
    if element is None:
        return ""
    for attribute in ("datetime", "content", "data-time", "data-date"):
        if written := element.get(attribute):
            return str(written)
    return clean_line(element.get_text(" "))


def _recipe_lines(parts: list[str], url: str) -> tuple[Block, ...]:
    root = parse_html("<div>" + "</div><div>".join(parts) + "</div>") if parts else None
    if root is None:
        return ()
    return tuple(trim(blocks(root), "", url))


def generic(
    root: Element, lines: list[Block], facts: Structured, headline: str, address: str
) -> tuple[list[Block], list[Block]]:
    """The article's lines by the generic path, trimmed and as they stood on the page.

    Where the markup gives next to nothing, the text is that of JSON-LD.
    """
    if is_declared_empty(root):
        return [], []
    region = body.select(lines, main_text(root), headline, address)
    kept = without_bare_heading(trim(region.lines, headline, address, region.own), lines, address)
    size = sum(len(line.text) for line in kept)
    if size < LEAST_GENERIC and len(facts.body) > 2 * size + 80:
        written = parse_html(facts.body if "<" in facts.body else _as_html(facts.body))
        if written is not None:
            return trim(blocks(written), headline, address), region.lines
    return kept, region.lines


def _as_html(text: str) -> str:
    escaped = text.replace("&", "&amp;")
    return "<div><p>" + "</p><p>".join(line for line in escaped.splitlines() if line.strip()) + "</p></div>"


def from_entry(entry: Entry) -> list[Block]:
    """The lines of an entry that is the whole item: its HTML where it has one, else its plain text line by line."""
    if entry.content.strip():
        root = parse_html(f"<div>{entry.content}</div>")
        if root is not None and (found := trim(blocks(root), "", entry.url)):
            return found
    holder = etree.Element("p")
    lines = clean_text(entry.summary).split("\n") if entry.summary.strip() else []
    return [Block(line, holder) for line in lines if line and not phrases.invites(line)]
