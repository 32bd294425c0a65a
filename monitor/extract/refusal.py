"""Pages that are no article: home, tag, calendar, archive and search pages, and redirects to somewhere else."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

from monitor.extract.cutting import heads, is_head_stamp, others
from monitor.extract.foreign import is_foreign
from monitor.extract.headline import alike
from monitor.markup import Block, Structured
from monitor.markup.structured import ARTICLE_TYPES, LIST_TYPES
from monitor.model import Entry, Page

_HOME = re.compile(r"/?(?:(?:uk|ua|ukr|ru|rus|en)/?)?(?:index\.(?:php|html?|aspx?))?")
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
# What the agreement of feed and page on the headline takes off, and from when they agree.
KNOWN, SAME = 2, 0.6
TEASERS = 4
# An article has at least this much text of its own; shorter lines are stamps and names.
OWN_PROSE, PROSE_LINE = 80, 40


def why_not(
    page: Page, entry: Entry, title: str, facts: Structured, *, lines: list[Block], top: int, raw: list[Block]
) -> str | None:
    """One Ukrainian sentence why this page is not the entry's article, or None.

    `lines` are all lines of the page, `top` the index of its headline or -1, `raw` the lines of its text's region.
    """
    address = page.final_url or page.url
    if _is_home(address) and not _is_home(entry.url):
        return "Адреса веде на головну сторінку сайту, а не на матеріал."
    known = bool(entry.title) and alike(entry.title, title) >= SAME  # whoever sent us here calls it by this headline
    if _is_missing(title, raw) and not known:  # «404-та бригада…» is a headline too
        return "Сайт відповів сторінкою «не знайдено»."
    score = list_score(address, title, facts) + _shape(lines, top, raw, address)
    if score - (KNOWN if known else 0) >= LIST_SCORE:
        return "Це перелік матеріалів (головна, рубрика, тег або архів), а не один матеріал."
    if (
        _moved(entry.url, address)
        and entry.title
        and alike(entry.title, title) < STRANGER
        and not _says(raw, entry.title)
    ):
        return f"Переспрямовано на інший матеріал: «{title}» замість «{entry.title}»."
    return None


def list_score(address: str, title: str, facts: Structured) -> int:
    """How much a page's address, headline and own statements say that it is a list; see LIST_SCORE."""
    parts = _parts(address)
    score = 0
    if _is_home(address) or _LIST.search(parts.path) or _LIST_QUERY.search(parts.query):
        score += 2
    if facts.kinds & LIST_TYPES and not facts.kinds & ARTICLE_TYPES:
        score += 2
    if _LIST_TITLE.search(title):
        score += 2
    if next(facts.named("og:type"), "") == "article" or facts.kinds & ARTICLE_TYPES:
        score -= 1
    return score


def _shape(lines: list[Block], top: int, raw: list[Block], address: str) -> int:
    """4 for a row of teasers, 3 for mostly link text, else 0."""
    if _opens_as_list(lines[top + 1 :], address):
        return 4
    total = sum(len(line.text) for line in raw)
    if not total:
        return 0
    linked = sum(line.linked for line in raw) / total
    return 3 if linked > 0.5 and len(raw) > 3 else 0


def _opens_as_list(below: list[Block], address: str) -> bool:
    """Whether linked headlines, and teasers under them, come before any text of the page's own.

    An article may be headed by one link (its section, its author) and followed by many; a list begins with them.
    """
    below = [line for line in below if not any(map(is_foreign, (line.element, *line.element.iterancestors())))]
    linked = heads(below, address)
    if len(linked) < TEASERS:
        return False
    strange = others(below, address)
    size, met, under = 0, 0, False
    for index, line in enumerate(below):
        if index in linked:
            met, under = met + 1, True
            if met == 2:
                return True
        elif len(line.text) >= PROSE_LINE and not is_head_stamp(line.text):
            size += 0 if under or index in strange else len(line.text) - line.linked
            under = False
            if size >= OWN_PROSE:
                return False
    return False


def _is_home(address: str) -> bool:
    parts = _parts(address)
    return _HOME.fullmatch(parts.path.lower()) is not None and not parts.query


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
