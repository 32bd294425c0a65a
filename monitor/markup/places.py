"""Where on a page an element stands. Knows columns, menus, comments by tag and name, not what an article is."""

from __future__ import annotations

from monitor.markup.tree import Element, tokens

# Class and id words of places that hold other texts than the page's own, or the words of its readers.
_WORDS = frozenset(
    "sidebar aside related relate relation relations recommend recommended recommendations recommendation "
    "popular latest recent similar comments comment respond disqus newsletter breadcrumb breadcrumbs "
    "pagination pager navigation menu navbar nav cookie cookies banner banners advert adverts advertisement ad "
    "ads adv advtext promo widget widgets readmore alsoread readalso newsfeed lenta strichka footer popup "
    "modal rating votes login search calendar archive archives teaser teasers carousel slider toolbar partner "
    "partners informer crosslinks morenews lastnews topnews jetpack yarpp weather currency interesting "
    "readersalso complementary contentinfo".split()
)
_PAIRS = (
    ("read", "also"), ("read", "more"), ("last", "news"), ("news", "list"), ("other", "news"), ("more", "news"),
    ("top", "news"), ("see", "also"), ("news", "feed"), ("post", "nav"), ("same", "news"), ("news", "line"),
    ("hot", "news"), ("next", "prev"), ("prev", "next"), ("old", "news"), ("other", "articles"),
    ("also", "interesting"), ("right", "column"), ("left", "column"), ("right", "col"), ("side", "col"),
    ("side", "bar"), ("all", "news"), ("news", "block"),
)  # fmt: skip
# «article-footer» is the article's.
_OWN = frozenset({"article", "post", "entry", "news", "single"})
_TAGS = frozenset({"aside", "nav", "footer"})
# Pages nest 15-60 deep; what decides stands nearer.
FARTHEST = 40


def is_aside(element: Element) -> bool:
    """Whether tag, class, id or role say: side column, menu, other news, comments, advert."""
    if element.tag in _TAGS:
        return True
    found = tokens(element)
    if not found or element.tag == "body" or "elementor" in found:  # a page builder calls everything a widget
        return False
    if "footer" in found and found & _OWN:
        return False
    return bool(found & _WORDS) or any(one in found and two in found for one, two in _PAIRS)


def beside(element: Element) -> bool:
    """Whether the element stands in such a place, at any depth."""
    current: Element | None = element
    for _ in range(FARTHEST):
        if current is None:
            return False
        if is_aside(current):
            return True
        current = current.getparent()
    return False
