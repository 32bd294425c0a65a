"""Lists of feeds as other readers exchange them: OPML in and out. Reads addresses only, never fetches one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from lxml import etree

from monitor import xmltext
from monitor.errors import ConfigError
from monitor.model import Outlet, Source
from monitor.text import clean_line
from monitor.urls import is_web
from monitor.xmltext import local

MOST_FEEDS = 10_000


@dataclass(frozen=True, slots=True)
class Subscription:
    """One line of a list of feeds; `folder` is the innermost heading above it."""

    title: str
    url: str
    home: str | None = None
    folder: str | None = None


def read(content: bytes, name: str = "OPML") -> tuple[Subscription, ...]:
    """The feeds of an OPML file in its order, each address once.

    Raises ConfigError when the file is no OPML, or holds more than any reader's list.
    """
    text, _ = xmltext.decode(content, "text/x-opml")
    try:
        root, _ = xmltext.tree(text)
    except xmltext.Hostile as error:
        raise ConfigError(f"{name} cannot be read: {error}.") from error
    if root is None or local(root) != "opml":
        raise ConfigError(f"{name} is no OPML file: it does not begin with <opml>.")
    found: dict[str, Subscription] = {}
    for outline in root.iter():
        subscription = _subscription(outline) if local(outline) == "outline" else None
        if subscription is not None:
            found.setdefault(subscription.url, subscription)
        if len(found) > MOST_FEEDS:
            raise ConfigError(f"{name} lists more than {MOST_FEEDS} feeds.")
    return tuple(found.values())


def _subscription(outline: etree._Element) -> Subscription | None:
    attributes = {str(key).lower(): clean_line(str(value)) for key, value in outline.attrib.items()}
    url = attributes.get("xmlurl", "")
    if not is_web(url):
        return None
    home = attributes.get("htmlurl", "")
    return Subscription(
        title=attributes.get("title") or attributes.get("text") or url,
        url=url,
        home=home if is_web(home) else None,
        folder=_folder(outline),
    )


def _folder(outline: etree._Element) -> str | None:
    parent = outline.getparent()
    if parent is None or local(parent) != "outline":
        return None
    return clean_line(parent.get("title") or parent.get("text") or "") or None


def write(title: str, outlets: Iterable[Outlet], sources: Iterable[Source]) -> bytes:
    """An OPML 2.0 file of the feeds and YouTube channels, one folder for each outlet that has any."""
    by_outlet: dict[str, list[Source]] = {}
    for source in sources:
        if source.kind in ("feed", "youtube"):
            by_outlet.setdefault(source.outlet, []).append(source)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += ["  <head>", f"    <title>{_text(title)}</title>", "  </head>", "  <body>"]
    for outlet in outlets:
        feeds = by_outlet.get(outlet.id, [])
        if feeds:
            lines.append(f"    <outline text={_attribute(outlet.name)} title={_attribute(outlet.name)}>")
            lines += [_outline(outlet, source) for source in feeds]
            lines.append("    </outline>")
    lines += ["  </body>", "</opml>", ""]
    return "\n".join(lines).encode("utf-8")


def _outline(outlet: Outlet, source: Source) -> str:
    home = f" htmlUrl={_attribute(outlet.home)}" if outlet.home else ""
    name = _attribute(outlet.name)
    return f'      <outline type="rss" text={name} title={name} xmlUrl={_attribute(source.url)}{home}/>'


def _attribute(value: str) -> str:
    return quoteattr(clean_line(value))


def _text(value: str) -> str:
    return clean_line(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
