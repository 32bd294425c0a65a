"""Pages that are no article: home, tag, calendar, archive and search pages, redirects, pages that stand in for one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from monitor.extract import phrases, standin
from monitor.extract.cutting import heads, is_head_stamp, others
from monitor.extract.foreign import is_foreign
from monitor.markup import Block, Structured
from monitor.markup.structured import ARTICLE_TYPES, LIST_TYPES
from monitor.model import LIST_PAGE, OTHER_WORDS, Entry, Page
from monitor.pagekind import is_home
from monitor.text import alike, clean_line
from monitor.urls import canonical

_LIST = re.compile(
    r"(?:^|/)(?:tags?|category|categories|rubric|author|authors|archives?|calendar|search|page|topics?|label|sitemap|feed)"
    r"(?:/[^/]+){0,2}/?$|(?:^|/)page[/-]\d+/?$|^/?(?:news|novyny|novini|novosti|blog|all|articles)/?$"
    r"|^/?(?:[a-z_-]+/)?(?:19|20)\d{2}(?:/\d{1,2}){0,2}/?$",
    re.IGNORECASE,
)
_LIST_QUERY = re.compile(r"(?:^|&)(?:s|q|search|query|tag|page|paged|author|m)=[^&]*(?:&|$)", re.IGNORECASE)
_LIST_TITLE = re.compile(
    r"^(?:архів\w*|архив\w*|мітка|метка|тег|рубрика|категорія|категория|пошук|поиск|результати\sпошуку|результаты\sпоиска|"
    r"(?:усі|всі|все)\sновини|все\sновости|стрічка\sновин|лента\sновостей|новини\sза|новости\sза|tag|category|archive)\b",
    re.IGNORECASE,
)
_MISSING = re.compile(
    r"\b404\b|сторінк[ау]\sне\s(?:знайдено|існує)|страница\sне\s(?:найдена|существует)|not\sfound|нічого\sне\sзнайдено",
    re.IGNORECASE,
)
# Feed and page headline share less than this: another text (twins in the other language share names at least).
STRANGER = 0.2
# Points from which a page is a list: address 2, own statement 2, title 2, shape of the text 2-3.
LIST_SCORE = 4
# What the agreement of feed and page on the headline takes off.
KNOWN = 2
TEASERS = 4
# Lines of a card below its heading: date, teaser, button.
CARD_LINES = 4
_HEADINGS = frozenset({"h2", "h3", "h4", "h5"})
# An article has at least this much text of its own; shorter lines are stamps and names.
OWN_PROSE, PROSE_LINE = 80, 40


@dataclass(frozen=True, slots=True)
class Refusal:
    """One Ukrainian sentence why the page is not the entry's article; whether it may well be there tomorrow."""

    why: str
    passing: bool = False


def why_not(
    page: Page,
    entry: Entry,
    title: str,
    facts: Structured,
    *,
    lines: list[Block],
    top: int,
    raw: list[Block],
    known: bool,
) -> Refusal | None:
    """Why this page is not the entry's article, or None.

    `lines` are all lines of the page, `top` the index of its headline or -1, `raw` the lines of its text's region.
    `known`: whoever sent us here calls it by the headline that the page itself shows.
    """
    address = page.final_url or page.url
    if is_home(address) and not is_home(entry.url):
        return Refusal("Адреса веде на головну сторінку сайту, а не на матеріал.")
    if _is_missing(title, raw) and not known:  # «404-та бригада…» is a headline too
        return Refusal(standin.MISSING, passing=True)
    if not known and (notice := standin.notice(title, lines, raw)) is not None:
        return Refusal(notice, passing=True)
    score = list_score(address, title, facts) + _shape(lines, top, raw, address, facts)
    if score - (KNOWN if known else 0) >= LIST_SCORE:
        return Refusal(LIST_PAGE)
    if not entry.title or _says(raw, entry.title):
        return None
    if _moved(entry.url, address) and alike(entry.title, title) < STRANGER:
        return Refusal(f"Переспрямовано на інший матеріал: «{title}» замість «{entry.title}».")
    return None


def doubt(entry: Entry, title: str, raw: list[Block], stated: str) -> str | None:
    """Why a person must see whether this text is the entry's: nothing in it is of the announced headline.

    A flash note whose headline its outlet wrote anew has no more in common with it than a form to log in. Where the
    page names the entry's address as its own (`stated`), it is the note.
    """
    if not entry.title or _says(raw, entry.title) or (stated and canonical(stated) == canonical(entry.url)):
        return None
    return f"{OTHER_WORDS}: «{clean_line(entry.title)}»." if standin.another(entry.title, title, raw) else None


def list_score(address: str, title: str, facts: Structured) -> int:
    """How much a page's address, headline and own statements say that it is a list; see LIST_SCORE."""
    parts = _parts(address)
    score = 0
    if is_home(address) or _LIST.search(parts.path) or _LIST_QUERY.search(parts.query):
        score += 2
    if facts.kinds & LIST_TYPES and not facts.kinds & ARTICLE_TYPES:
        score += 2
    if _LIST_TITLE.search(title):
        score += 2
    if next(facts.named("og:type"), "") == "article" or facts.kinds & ARTICLE_TYPES:
        score -= 1
    return score


def _shape(lines: list[Block], top: int, raw: list[Block], address: str, facts: Structured) -> int:
    """5 for a row of teasers and no text beside them, 4 for one before any text, 3 for mostly link text, else 0."""
    below = [line for line in lines[top + 1 :] if not any(map(is_foreign, _around(line)))]
    rows = _opens_as_list(below, address), _opens_with_buttons(below)
    if "only" in rows and not facts.kinds & ARTICLE_TYPES:
        return 5  # og:type «article» stands in many a template, tag pages included
    if any(rows):
        return 4
    total = sum(len(line.text) for line in raw)
    if not total:
        return 0
    linked = sum(line.linked for line in raw) / total
    return 3 if linked > 0.5 and len(raw) > 3 else 0


def _around(line: Block) -> tuple[object, ...]:
    return (line.element, *line.element.iterancestors())


def _opens_as_list(below: list[Block], address: str) -> str:
    """ "first" where linked headlines, and teasers under them, come before any text of the page's own; "only" where
    none comes after them either; else "".

    An article may be headed by one link (its section, its author) and followed by many; a list begins with them.
    """
    linked = heads(below, address)
    if len(linked) < TEASERS:
        return ""
    strange = others(below, address)
    size, met, under, opened, led = 0, 0, False, False, False
    for index, line in enumerate(below):
        if index in linked:
            met, under = met + 1, True
            if met == 2:
                opened, led = True, size > 0
        elif len(line.text) >= PROSE_LINE and not is_head_stamp(line.text):
            size += 0 if under or index in strange else len(line.text) - line.linked
            under = False
            if size >= OWN_PROSE:
                return "first" if opened else ""
    return ("first" if led else "only") if opened else ""


def _opens_with_buttons(below: list[Block]) -> bool:
    """Whether headings come first, with a few lines under each that end in a button («Детальніше…») to a page."""
    led: set[str] = set()
    since_heading = CARD_LINES + 1
    for line in below:
        if line.element.tag in _HEADINGS:
            since_heading = 0
            continue
        since_heading += 1
        if line.links and phrases.reads_on(line.links[-1].text) and since_heading <= CARD_LINES:
            led.add(line.links[-1].url)
        elif since_heading > CARD_LINES and len(line.text) >= OWN_PROSE:
            break
    return len(led) >= TEASERS


def _is_missing(title: str, raw: list[Block]) -> bool:
    return _MISSING.search(title) is not None and sum(len(line.text) for line in raw) < 600


def _moved(asked: str, answered: str) -> bool:
    return _parts(asked).path.rstrip("/") != _parts(answered).path.rstrip("/")


def _parts(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _says(raw: list[Block], title: str) -> bool:
    text = " ".join(line.text for line in raw[:40])
    return alike(title, text) >= 0.8
