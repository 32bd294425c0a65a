"""Which elements of a page are no part of an article by what their makers called them."""

from __future__ import annotations

from monitor.markup import Element, tokens

_WORDS = frozenset(
    "sidebar related relate relation relations recommend recommended recommendations recommendation popular latest "
    "recent similar comments comment respond disqus share sharing shares social socials subscribe subscription "
    "newsletter breadcrumb breadcrumbs pagination pager navigation menu navbar nav cookie cookies banner banners "
    "advert adverts advertisement ad ads adv advtext promo widget widgets readmore alsoread readalso newsfeed lenta "
    "strichka tags tag taglist labels footer popup modal rating votes login search calendar archive archives teaser "
    "teasers carousel slider toolbar copyright partner partners informer crosslinks morenews lastnews topnews addtoany "
    "jetpack sharedaddy yarpp likely pluso caption captions credit credits photocredit hashtags weather currency "
    "donate donation support-us interesting readersalso complementary contentinfo".split()
)
_PAIRS = (
    ("read", "also"), ("read", "more"), ("last", "news"), ("news", "list"), ("other", "news"), ("more", "news"),
    ("top", "news"), ("see", "also"), ("news", "feed"), ("post", "nav"), ("same", "news"), ("news", "line"),
    ("author", "box"), ("about", "author"), ("post", "meta"), ("entry", "meta"), ("article", "meta"),
    ("meta", "info"), ("hot", "news"), ("next", "prev"), ("prev", "next"), ("image", "author"), ("photo", "author"),
    ("old", "news"), ("view", "count"), ("other", "articles"), ("also", "interesting"), ("right", "column"),
    ("left", "column"), ("right", "col"), ("side", "col"), ("side", "bar"), ("all", "news"), ("news", "block"),
)  # fmt: skip
_TAGS = frozenset({"aside", "nav", "footer", "form", "figcaption"})

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
    """Whether tag, class, id or role say: side column, other news, sharing, comments, caption, advert."""
    if element.tag in _TAGS:
        return True
    found = tokens(element)
    if not found or element.tag == "body" or "elementor" in found:  # a page builder calls everything a widget
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
            if around.tag in _TAGS:
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
