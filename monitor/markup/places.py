"""Where on a page an element stands. Knows columns, menus and comments by tag and name, not what an article is."""

from __future__ import annotations

from monitor.markup.tree import Element, tokens

_SIDE = frozenset(
    "sidebar aside related recommend recommended popular latest comment comments footer widget archive calendar "
    "breadcrumbs recent similar newsfeed lenta strichka weather currency".split()
)
_SIDE_TAGS = frozenset({"aside", "footer", "nav"})
# Pages nest 15-60 deep; what decides stands nearer.
FARTHEST = 40


def beside(element: Element) -> bool:
    """Whether the element stands in a side column, a footer, a menu, a comment or a list of other articles."""
    current: Element | None = element
    for _ in range(FARTHEST):
        if current is None:
            return False
        if current.tag in _SIDE_TAGS or (current.tag != "body" and tokens(current) & _SIDE):
            return True
        current = current.getparent()
    return False
