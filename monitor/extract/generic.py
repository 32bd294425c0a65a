"""Asks trafilatura which text of a page is the main one. Gives text keys to recognise lines by, not the text itself.

Fast mode first; with fallback algorithms where that gives too little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from trafilatura import bare_extraction

from monitor.markup import Element

# Below this the fast result is not trusted and the slower algorithms are asked too.
ENOUGH = 250

_KEY = re.compile(r"[\W_]+")
_EXPECTED = (
    ValueError,
    TypeError,
    AttributeError,
    KeyError,
    IndexError,
    AssertionError,
    RecursionError,
    etree.LxmlError,
)


def key(text: str) -> str:
    """Letters and digits only, in lower case: equal over spacing, punctuation and markup."""
    return _KEY.sub("", text).lower()


def main_text(root: Element) -> list[str]:
    """Keys of the lines trafilatura takes for the main text, in its order; empty where it finds none."""
    found = list(_lines(_ask(root, fast=True)))
    if sum(map(len, found)) < ENOUGH:
        slow = list(_lines(_ask(root, fast=False)))
        if sum(map(len, slow)) > sum(map(len, found)):
            return slow
    return found


def _ask(root: Element, *, fast: bool) -> Element | None:
    try:
        document = bare_extraction(root, fast=fast, include_comments=False, include_tables=True, with_metadata=False)
    except _EXPECTED:
        return None  # the library is known to stumble over odd trees; the caller has its own way then
    return getattr(document, "body", None)


def _lines(body: Element | None) -> Iterator[str]:
    if body is None:
        return
    for text in body.itertext():
        for line in text.splitlines():
            if found := key(line):
                yield found
