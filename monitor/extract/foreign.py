"""Which elements of a page are no part of an article by what their makers called them."""

from __future__ import annotations

from monitor.markup import Element, is_aside, tokens

# Beside the places of other texts: what surrounds an article's own text.
_WORDS = frozenset(
    "share sharing shares social socials subscribe subscription tags tag taglist labels copyright addtoany sharedaddy "
    "likely pluso caption captions credit credits photocredit hashtags donate donation".split()
)
_PAIRS = (
    ("author", "box"), ("about", "author"), ("post", "meta"), ("entry", "meta"), ("article", "meta"),
    ("meta", "info"), ("image", "author"), ("image", "desc"), ("photo", "desc"), ("img", "desc"),
    ("photo", "author"), ("view", "count"),
)  # fmt: skip
_TAGS = frozenset({"form", "figcaption"})
_COLUMN_TAGS = frozenset({"aside", "nav", "footer", "form"})

# Names site makers give to the element that holds the text, as class or id words.
_BODY_PAIRS = (
    ("article", "body"), ("article", "text"), ("article", "content"), ("entry", "content"), ("post", "content"),
    ("post", "body"), ("post", "text"), ("news", "text"), ("news", "body"), ("news", "content"), ("full", "text"),
    ("story", "body"), ("story", "text"), ("single", "content"), ("content", "text"), ("text", "content"),
    ("publication", "text"), ("material", "text"), ("item", "text"), ("full", "story"), ("news", "full"),
    ("node", "content"), ("field", "body"), ("detail", "text"), ("news", "detail"),
)  # fmt: skip
_BODY_WORDS = frozenset("articlebody newstext fulltext posttext storytext e-content itemfulltext".split())


def is_foreign(element: Element) -> bool:
    """Whether tag, class, id or role say: no part of an article's text."""
    if element.tag in _TAGS or is_aside(element):
        return True
    found = tokens(element)
    if not found or element.tag == "body" or "elementor" in found:
        return False
    return bool(found & _WORDS) or any(one in found and two in found for one, two in _PAIRS)


def release(element: Element) -> None:
    """Take such names from everything around `element`, the article's headline: it proves them wrong.

    Broken nesting often leaves the article inside a column that was never closed.
    """
    for around in element.iterancestors():
        if around.tag in ("body", "html"):
            break
        if is_foreign(around):
            if around.tag in _COLUMN_TAGS:
                around.tag = "div"
            for name in ("class", "id", "role"):
                around.attrib.pop(name, None)


def is_declared_empty(root: Element) -> bool:
    """Whether the page has one microdata articleBody and nothing stands in it: a picture with a headline."""
    found = [e for e in root.iter("div", "section", "article") if "articlebody" in (e.get("itemprop") or "").lower()]
    return len(found) == 1 and not (found[0].text_content() or "").strip()


def is_marked_body(element: Element) -> bool:
    """Whether the page itself calls the element the article's text."""
    if "articlebody" in (element.get("itemprop") or "").lower():
        return True
    found = tokens(element)
    return bool(found & _BODY_WORDS) or any(one in found and two in found for one, two in _BODY_PAIRS)
