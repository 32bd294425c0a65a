"""A tree as a flat list of lines in reading order, each knowing its links and its place. Judges no line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from monitor.markup.tree import Element
from monitor.model import Link
from monitor.text import clean_line

_SILENT = frozenset(
    "script style noscript template svg iframe object embed select option textarea input button head title meta link "
    "math canvas audio video map datalist dialog".split()
)
_BREAKING = frozenset(
    "p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 blockquote q-block section article aside header footer main nav table "
    "thead tbody tfoot tr td th caption figure figcaption form fieldset address pre hr center body details summary "
    "label legend noindex".split()
)
_SPACED = frozenset({"a", "span", "time", "b", "i", "em", "strong", "small"})
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
# Hand-wrapped lines are 50-100 characters long; «тел. 5-44-10» under a name is a line of its own.
WRAP = 40
_GOES_ON = re.compile(r"[\wа-яіїєґё,–—-]$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """One line of text as a reader sees it. `linked` counts the characters that are link text."""

    text: str
    element: Element  # the innermost block-level element that holds the line
    linked: int = 0
    links: tuple[Link, ...] = ()  # addresses as written
    tag: str = "p"

    @property
    def density(self) -> float:
        """Share of the line that is link text, 0..1."""
        return min(1.0, self.linked / len(self.text)) if self.text else 0.0


@dataclass(slots=True)
class _Line:
    """Pieces of the line being read."""

    parts: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    linked: int = 0


def hidden(element: Element) -> bool:
    """Whether the element is written to be unseen: script, form part, display:none, the hidden attribute."""
    if element.tag in _SILENT:
        return True
    style = element.get("style")
    if style and _HIDDEN.search(style):
        return True
    return element.get("hidden") is not None or element.get("aria-hidden") == "true"


def blocks(root: Element) -> list[Block]:
    """Every visible line below `root` in document order; block-level tags and <br> end a line."""
    return list(_joined(_Reader(root).read()))


class _Reader:
    """One walk over a tree, without recursion."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.line = _Line()
        self.stack: list[Element] = [root]
        self.anchor: Element | None = None
        self.anchor_text: list[str] = []

    def read(self) -> Iterator[Block]:
        walk = etree.iterwalk(self.root, events=("start", "end"))
        skipped: Element | None = None
        for event, element in walk:
            if event == "start":
                if not isinstance(element.tag, str) or (element is not self.root and hidden(element)):
                    skipped = element
                    walk.skip_subtree()
                    continue
                yield from self._open(element)
            else:
                if element is skipped:
                    skipped = None
                else:
                    yield from self._close(element)
                if element is not self.root:
                    self._say(element.tail)
        yield from self._flush()

    def _open(self, element: Element) -> Iterator[Block]:
        tag = element.tag
        if tag in _BREAKING:
            yield from self._flush()
            self.stack.append(element)
        elif tag == "br":
            yield from self._flush("br")
        elif tag in _SPACED:
            self._part_numbers(element.text)
            if tag == "a" and self.anchor is None:
                self.anchor, self.anchor_text = element, []
        self._say(element.text)

    def _close(self, element: Element) -> Iterator[Block]:
        if element is self.anchor:
            self._end_anchor()
        if element.tag in _BREAKING:
            yield from self._flush()
            if len(self.stack) > 1:
                self.stack.pop()

    def _part_numbers(self, text: str | None) -> None:
        """«<span>19.11.2026</span><span>09:15</span>»: style sheets part such neighbours, so must we."""
        last = self.line.parts[-1][-1] if self.line.parts else " "
        first = text[0] if text else " "
        if last.isalnum() and first.isalnum() and (last.isdigit() or first.isdigit()):
            self.line.parts.append(" ")

    def _say(self, text: str | None) -> None:
        if text:
            self.line.parts.append(text)
            if self.anchor is not None:
                self.anchor_text.append(text)
                self.line.linked += len(text.strip())

    def _end_anchor(self) -> None:
        assert self.anchor is not None
        address = (self.anchor.get("href") or "").strip()
        if address:
            self.line.links.append(Link(url=address, text=clean_line("".join(self.anchor_text))))
        self.anchor = None

    def _flush(self, tag: str = "") -> Iterator[Block]:
        text = clean_line("".join(self.line.parts))
        if text:
            holder = self.stack[-1]
            yield Block(text, holder, self.line.linked, tuple(self.line.links), tag or holder.tag)
            self.line = _Line()
        elif not tag:
            self.line = _Line(links=self.line.links if self.anchor is not None else [])
        else:
            self.line.parts.clear()


def _joined(lines: Iterator[Block]) -> Iterator[Block]:
    """Undo hard wraps: a line cut by <br> that plainly goes on in lower case is one with its successor."""
    held: Block | None = None
    for line in lines:
        if held is None:
            held = line
        elif (
            held.tag == "br"
            and held.element is line.element
            and line.text[0].islower()
            and min(len(held.text), len(line.text)) > WRAP
            and _GOES_ON.search(held.text)
        ):
            held = Block(
                f"{held.text} {line.text}", line.element, held.linked + line.linked, held.links + line.links, line.tag
            )
        else:
            yield held
            held = line
    if held is not None:
        yield held
