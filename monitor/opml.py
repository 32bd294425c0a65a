"""Lists of feeds as other readers exchange them: OPML in and out. Reads addresses only, never fetches one.

What other readers have no word for (the outlet's id, level and kind, whose own channel it is) stands in attributes of
a namespace of ours, which they pass over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args
from xml.sax.saxutils import quoteattr

from lxml import etree

from monitor import xmltext
from monitor.errors import ConfigError
from monitor.model import ItemKind, Level, Outlet, Source, SourceKind
from monitor.text import clean_line, shorten
from monitor.urls import is_web
from monitor.xmltext import local

MOST_FEEDS = 10_000
OURS = "tag:ohliad,2026:opml"  # the namespace of our attributes
WRITABLE: tuple[SourceKind, ...] = ("feed", "youtube")  # what another reader can subscribe to
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class Subscription:
    """One line of a list of feeds; `folder` is the innermost heading above it.

    `outlet` is known where the list was written by `write`.
    """

    title: str
    url: str
    home: str | None = None
    folder: str | None = None
    kind: SourceKind = "feed"
    outlet: Outlet | None = None


@dataclass(frozen=True, slots=True)
class FeedList:
    """What an OPML file names: its feeds, each address once; `unread`: what it gives for an address and is none.

    `damage` says, in the parser's words, what made it impossible to read all of it; "" where it is whole.
    """

    feeds: tuple[Subscription, ...]
    unread: tuple[str, ...] = ()
    damage: str = ""


def read(content: bytes, name: str = "OPML") -> FeedList:
    """The feeds of an OPML file in its order, as far as it can be read.

    Raises ConfigError when the file is no OPML, or holds more than any reader's list.
    """
    text, _ = xmltext.decode(content, "text/x-opml")
    try:
        root, wrong = xmltext.tree(text)
        _, mended = xmltext.defuse(text)
    except xmltext.Hostile as error:
        raise ConfigError(f"{name} cannot be read: {error}.") from error
    if root is None or local(root) != "opml":
        raise ConfigError(f"{name} is no OPML file: it does not begin with <opml>.")
    found: dict[str, Subscription] = {}
    unread: dict[str, None] = {}
    for outline in root.iter():
        if local(outline) != "outline":
            continue
        attributes = {str(key).lower(): clean_line(str(value)) for key, value in outline.attrib.items()}
        address = attributes.get("xmlurl", "")
        if is_web(url := _web_address(address)):
            found.setdefault(url, _subscription(outline, attributes, url))
        elif address:
            unread[shorten(address, 200)] = None
        if len(found) + len(unread) > MOST_FEEDS:
            raise ConfigError(f"{name} lists more than {MOST_FEEDS} feeds.")
    broken = [one for one in wrong[len(mended) :] if not one.startswith("Namespace prefix")]  # which loses nothing
    return FeedList(tuple(found.values()), tuple(unread), "; ".join(broken))


def _web_address(address: str) -> str:
    """The address of a feed; `feed:` before it or in place of http: is how readers were once called up."""
    if address[:5].lower() != "feed:":
        return address
    rest = address[5:]
    return f"http:{rest}" if rest.startswith("//") else rest


def _subscription(outline: etree._Element, attributes: Mapping[str, str], url: str) -> Subscription:
    home = attributes.get("htmlurl", "")
    title = attributes.get("title") or attributes.get("text") or url
    ours = {
        key.removeprefix(f"{{{OURS}}}"): value for key, value in attributes.items() if key.startswith(f"{{{OURS}}}")
    }
    return Subscription(
        title=title,
        url=url,
        home=home if is_web(home) else None,
        folder=_folder(outline),
        kind="youtube" if ours.get("source") == "youtube" else "feed",
        outlet=_outlet(ours, title, home if is_web(home) else None),
    )


def _outlet(ours: Mapping[str, str], name: str, home: str | None) -> Outlet | None:
    """The outlet as we wrote it; None where the list is another's, or what it says of us is nothing we write."""
    level, kind = ours.get("level", ""), ours.get("kind", "")
    if not _ID.fullmatch(ours.get("outlet", "")) or level not in get_args(Level) or kind not in get_args(ItemKind):
        return None
    return Outlet(
        id=ours["outlet"],
        name=name,
        level=level,  # type: ignore[arg-type]  # checked just above, as is the kind
        kind=kind,  # type: ignore[arg-type]
        home=home,
        official=ours.get("official") == "true",
    )


def _folder(outline: etree._Element) -> str | None:
    parent = outline.getparent()
    if parent is None or local(parent) != "outline":
        return None
    return clean_line(parent.get("title") or parent.get("text") or "") or None


def write(title: str, outlets: Iterable[Outlet], sources: Iterable[Source]) -> bytes:
    """An OPML 2.0 file of the feeds and YouTube channels, one folder for each outlet that has any.

    `left_out` names the sources for which there is no word in it.
    """
    by_outlet: dict[str, list[Source]] = {}
    for source in sources:
        if source.kind in WRITABLE:
            by_outlet.setdefault(source.outlet, []).append(source)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<opml version="2.0" xmlns:ohliad="{OURS}">']
    lines += ["  <head>", f"    <title>{_text(title)}</title>", "  </head>", "  <body>"]
    for outlet in outlets:
        feeds = by_outlet.get(outlet.id, [])
        if feeds:
            lines.append(f"    <outline text={_attribute(outlet.name)} title={_attribute(outlet.name)}>")
            lines += [_outline(outlet, source) for source in feeds]
            lines.append("    </outline>")
    lines += ["  </body>", "</opml>", ""]
    return "\n".join(lines).encode("utf-8")


def left_out(sources: Sequence[Source]) -> tuple[Source, ...]:
    """Sources that are no feed: lists, sitemaps, Telegram channels, petitions."""
    return tuple(source for source in sources if source.kind not in WRITABLE)


def _outline(outlet: Outlet, source: Source) -> str:
    said = {
        "type": "rss",
        "text": outlet.name,
        "title": outlet.name,
        "xmlUrl": source.url,
        "htmlUrl": outlet.home or "",
    }
    ours = {
        "outlet": outlet.id,
        "level": outlet.level,
        "kind": outlet.kind,
        "official": "true" if outlet.official else "",
        "source": source.kind,
    }
    pairs = [*said.items(), *((f"ohliad:{key}", value) for key, value in ours.items())]
    return f"      <outline {' '.join(f'{key}={_attribute(value)}' for key, value in pairs if value)}/>"


def _attribute(value: str) -> str:
    return quoteattr(clean_line(value))


def _text(value: str) -> str:
    return clean_line(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
