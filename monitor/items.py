"""The contract's JSON-lines item: what `import`, `classify` and `stories` read. Pure; unknown fields pass through."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from difflib import SequenceMatcher
from typing import Any, get_args

from monitor.dates import KYIV, kyiv_day
from monitor.errors import OhliadError
from monitor.model import Article, Clipping, ItemKind, Level, Link, Moment, Outlet
from monitor.names import slug
from monitor.plan import article_id
from monitor.text import clean_line, clean_text, fingerprint, shorten
from monitor.urls import canonical, host

CHARACTERS_COMPARED = 1500  # of the text: some 200 words
# Share of words in common, in order. 20,000 pairs of different texts: 0.13 at most; three words of one changed: from
# 0.86.
ALIKE = 0.7
EARLIEST = datetime(1991, 8, 24, tzinfo=UTC)
RULE = "import"  # how the instant of such an item is known
KINDS: tuple[str, ...] = get_args(ItemKind)
LEVELS: tuple[str, ...] = get_args(Level)
# The words other tools use for our levels.
LEVEL_WORDS = {
    "regional": "region",
    "national": "nation",
    "oblast": "region",
    "місцевий": "local",
    "міський": "local",
    "районний": "local",
    "обласний": "region",
    "регіональний": "region",
    "національний": "nation",
    "загальнонаціональний": "nation",
    "всеукраїнський": "nation",
}


class ItemError(OhliadError):
    """A line that is no item; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line, with everything it said."""

    article: Article
    outlet: Outlet
    identity: str  # what makes it the same clip: canonical URL, or date, number and page
    given: dict[str, Any]


def parse(line: str, outlets: dict[str, Outlet], *, now: datetime, number: int = 0, archived: bool = False) -> Item:
    """An item from one JSON line. Only `text` or `title` is required. Raises ItemError.

    `archived`: a line that was taken in before, perhaps by a version that read values of the wrong kind as text; what
    was counted then must not be lost now.
    """
    try:
        given = json.loads(line) if archived else json.loads(line, parse_constant=_no_number, parse_float=_number)
        if not isinstance(given, dict):
            raise ItemError("not a JSON object")
        return from_fields(_as_once_read(given) if archived else given, outlets, now=now, number=number)
    except (ValueError, RecursionError) as error:
        raise ItemError(f"not JSON: {error}") from error


_TEXTS = ("id", "title", "text", "outlet", "url", "author", "published", "date", "kind", "level", "scope", "scan")


def _as_once_read(given: dict[str, Any]) -> dict[str, Any]:
    """The line as it was read before kinds were checked: numbers as text, any other `official` than true as none."""
    numbers = (*_TEXTS, "number", "page", "size")
    read = {
        key: str(value) if key in numbers and isinstance(value, (int, float)) else value for key, value in given.items()
    }
    read["official"] = given.get("official") is True
    links = given.get("links") or None
    if isinstance(links, list):
        links = [{**link, "text": str(link.get("text") or "")} if isinstance(link, dict) else link for link in links]
    return {**read, "links": links}


def _no_number(word: str) -> float:
    """NaN and Infinity, which Python would read and write: no other reader of JSON takes them."""
    raise ItemError(f"not JSON: {word} is no number")


def _number(text: str) -> float:
    value = float(text)
    if math.isinf(value):  # and would be written as Infinity
        raise ItemError(f"the number {text[:40]} is too large")
    return value


def from_fields(given: dict[str, Any], outlets: dict[str, Outlet], *, now: datetime, number: int = 0) -> Item:
    """The same from a mapping: a row of a CSV, a line of JSON."""
    given = _writable(given)
    title, text = clean_line(_text(given, "title")), clean_text(_text(given, "text"))
    if not title and not text:
        raise ItemError("neither `title` nor `text` says anything")
    _is_official(given)  # a wrong word is told even where a configured outlet decides
    outlet = _outlet(given, outlets)
    url = _text(given, "url").strip()
    published = _published(given)
    if url.startswith(("http://", "https://")):
        identity = canonical(url)
    else:
        # Print and broadcast: outlet + date + page (codebook); without a page the text itself tells two items apart.
        page, number_of_issue = _text_or_number(given, "page"), _text_or_number(given, "number")
        day = published.astimezone(KYIV).date().isoformat() if published else ""
        identity = "|".join((day, number_of_issue, page, title, "" if page and title else fingerprint(text)))
    identifier = _text_or_number(given, "id") or article_id(outlet.id, identity)
    kind = _text(given, "kind") or outlet.kind
    if kind not in KINDS:
        raise ItemError(f"kind {kind!r} is not one of {', '.join(KINDS)}")
    return Item(
        article=Article(
            id=identifier or str(number),
            outlet=outlet.id,
            url=url,
            kind=kind,  # type: ignore[arg-type]  # checked just above
            title=title,
            paragraphs=tuple(text.split("\n")) if text else (),
            byline=_byline(given),
            links=_links(given),
            published=Moment(at=published, rule=RULE, confidence=1.0, exact=_is_exact(given)) if published else None,
            fetched=now,
            clipping=_clipping(given),
            quarantine=doubt(published, now),
        ),
        outlet=outlet,
        identity=identity,
        given=given,
    )


def outlet_at(url: str, outlets: Iterable[Outlet]) -> Outlet:
    """The outlet on whose site a page stands, else one called after its host."""
    name = host(url)
    for outlet in outlets:
        if outlet.home and host(outlet.home) == name:
            return outlet
    return Outlet(id=slug(name.replace(".", " ")), name=name, level="region")


def doubt(published: datetime | None, now: datetime) -> str | None:
    """A date that cannot be, or not yet: a typing mistake most likely, for a person. It is kept, so in the past tense.

    Of a date ahead nothing is left to doubt once it has come: monitor.pipeline.dated asks again.
    """
    if published is None or EARLIEST <= published <= now + timedelta(days=1):
        return None
    day = f"{published.astimezone(KYIV):%d.%m.%Y}"
    if published < EARLIEST:
        return f"Дата {day} неможлива: перевірте, коли це вийшло."
    # Without the day of intake: the same table taken in again must say the same of the same clip.
    return f"Коли матеріал заносили, день {day} ще не настав: перевірте, коли це вийшло."


def is_alike(one: Article, other: Article) -> bool:
    """Are these two clips of one page most likely one, of which a word or two was corrected in the table?"""
    if one.id == other.id or one.outlet != other.outlet or one.url or other.url:
        return False
    places = [(found.number, found.page) for found in (one.clipping or Clipping(), other.clipping or Clipping())]
    if places[0] != places[1] or _day(one) is None or _day(one) != _day(other):
        return False
    matcher = SequenceMatcher(None, _words(one), _words(other), autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE <= matcher.quick_ratio() and matcher.ratio() >= ALIKE


def _words(article: Article) -> list[str]:
    return f"{article.title} {article.text[:CHARACTERS_COMPARED]}".split()


def _day(article: Article) -> date | None:
    return kyiv_day(article.published.at) if article.published else None


def _byline(given: dict[str, Any]) -> str | None:
    """`author`, or what `extract` calls `byline`, which of others may hold anything."""
    byline = given.get("byline")
    return clean_line(_text(given, "author") or (byline if isinstance(byline, str) else "")) or None


def _clipping(given: dict[str, Any]) -> Clipping | None:
    numbers = {name: clean_line(_text_or_number(given, name)) for name in ("number", "page", "size")}
    found = Clipping(**numbers, scan=clean_line(_text(given, "scan")))
    return found if found != Clipping() else None


def _text(given: dict[str, Any], key: str) -> str:
    value = given.get(key)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    raise ItemError(f"{key} {_shown(value)} is not a text")


def _text_or_number(given: dict[str, Any], key: str) -> str:
    value = given.get(key)
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else _text(given, key)


def _is_official(given: dict[str, Any]) -> bool:
    value = given.get("official")
    if value in (None, "") or isinstance(value, bool):
        return value is True
    raise ItemError(f"official {_shown(value)} is not true or false")


def _shown(value: object) -> str:
    """A value of the wrong kind, as it stands in the line."""
    return shorten(json.dumps(value, ensure_ascii=False), 40)


def _writable(value: Any) -> Any:
    """JSON can name half a letter («\\ud800»), which no file or database takes: a question mark stands for it."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_writable(part) for part in value]
    if isinstance(value, dict):
        return {_writable(key): _writable(part) for key, part in value.items()}
    return value


def _links(given: dict[str, Any]) -> tuple[Link, ...]:
    links = given.get("links")
    if links in (None, ""):
        return ()
    if not isinstance(links, list):
        raise ItemError(f"links {_shown(links)} is not a list")
    found = []
    for link in links:
        if isinstance(link, str):
            found.append(Link(url=link))
        elif isinstance(link, dict) and isinstance(link.get("url"), str):
            found.append(Link(url=link["url"], text=_text(link, "text")))
        else:
            raise ItemError("a link is neither an address nor an object with `url`")
    return tuple(found)


def _is_exact(given: dict[str, Any]) -> bool:
    """Newspapers are known by their day; «2026-11-22», or midnight sharp in a table, tells no hour."""
    value = (_text(given, "published") or _text(given, "date")).strip()
    return len(value) > len("2026-11-22") and not value.endswith("T00:00:00")


def _published(given: dict[str, Any]) -> datetime | None:
    value = _text(given, "published") or _text(given, "date")
    if not value:
        return None
    try:
        instant = datetime.fromisoformat(value.strip())
        return (instant if instant.tzinfo else instant.replace(tzinfo=KYIV)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ItemError(f"published {value[:40]!r} is not ISO 8601") from error


def _outlet(given: dict[str, Any], outlets: dict[str, Outlet]) -> Outlet:
    """The configured outlet of that id or name, else one made from what the item says."""
    name = clean_line(_text(given, "outlet"))
    folded = name.casefold()
    for outlet in outlets.values():
        if folded in (outlet.id, outlet.name.casefold(), *(alias.casefold() for alias in outlet.aliases)):
            return outlet
    level = _text(given, "level") or _text(given, "scope")
    level = LEVEL_WORDS.get(level.lower(), level)
    if level and level not in LEVELS:
        raise ItemError(f"level {level!r} is not one of {', '.join(LEVELS)}")
    kind = _text(given, "kind")
    return Outlet(
        id=slug(name) if name else "unknown",
        name=name or "невідоме джерело",
        level=level or "region",  # type: ignore[arg-type]  # checked just above
        # What has neither address nor kind is mostly a newspaper's.
        kind=kind if kind in KINDS else "site" if _text(given, "url") or not name else "newspaper",  # type: ignore[arg-type]
        official=_is_official(given),
    )
