"""The article's own lines out of all lines of a page.

The generic extractor says where the main text is; this module reads the page there itself, so that sign-offs,
«Джерело: …», lists and quotes survive. What the site has glued on is cut by monitor.extract.cutting.
"""

from __future__ import annotations

from dataclasses import dataclass

from monitor.extract import phrases
from monitor.extract.cutting import is_credit, is_pointer, others
from monitor.extract.foreign import is_foreign, is_marked_body
from monitor.extract.generic import ENOUGH, key
from monitor.markup import Block, Element

# The container is the deepest element that holds this share of the recognised prose.
CONTAINER_SHARE = 0.85
# An element the page itself calls the text is believed from this share on.
MARKED_SHARE = 0.6
# A branch of the page with the headline and this share of the prose after it is the article's.
BRANCH_SHARE = 0.5
# Less prose than this does not tell a branch.
SOME = 150
# Text far from the headline outweighs the text at it from this ratio on (a lead in a header, the body elsewhere).
FAR = 2
# Lines shorter than this are recognised only when equal to a whole line of the main text, not as a part of one.
SHORT_KEY = 24
# Limits that keep the comparison linear on dumps; articles have 20-400 lines.
MOST_LINES, MOST_MAIN = 4_000, 200_000
# A lead between headline and text is at least this long.
LEAD = 60
# How far above the text its headline may stand, in lines.
REACH = 25
# A box of its own inside the text is text (a signature, a source) up to this length.
BOX = 300
# Behind the text at most this many lines are looked at for a signature in a box of its own.
ENDING = 4

_OPEN_TAGS = frozenset("ul ol li blockquote dl dt dd table tbody tr td pre q-block p h2 h3 h4 br".split())
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class _Map:
    """Where recognised text lies: its lines, and how much of it is below each element."""

    lines: list[Block]
    hits: frozenset[int]
    below: dict[Element, int]
    total: int


@dataclass(frozen=True, slots=True)
class Region:
    """All lines of the part of the page that holds the text, and the indexes of those that are text."""

    lines: list[Block]
    own: frozenset[int]


def select(lines: list[Block], main: list[str], headline: str, address: str) -> Region:
    """The text's region in reading order, not yet trimmed; empty where no text is recognised."""
    lines = lines[:MOST_LINES]
    strange = others(lines, address)
    top = _headline(lines, headline)
    found, dense = _recognised(lines, main, key(headline)) - strange, _dense(lines, top) - strange
    branch = _branch(lines, found, dense, top)
    found = _evidence(lines, found, dense, branch)
    if not found:
        return Region([], frozenset())
    rough = _mapped(lines, found)
    area = _mapped(lines, frozenset(index for index in found if not _is_covered(rough, lines[index])) or found)
    container = _container(area)
    inside = frozenset(index for index in area.hits if container in chain(lines[index].element))
    first, last = min(inside), max(inside)
    if last < top or not area.total:
        return Region([], frozenset())  # all of it stands above the headline: the page has no text of its own
    span = range(max(top + 1, _start(lines, first, headline)), _end(lines, last, container) + 1)
    seen = [index for index in span if not _is_covered(rough, lines[index])]
    text = {
        index
        for index in seen
        if index in inside or _belongs(area, lines[index], container, address, lead=index < first)
    }
    ending = _ending(lines, max(text), container, branch) if text else []
    order = sorted({*seen, *ending})
    return Region([lines[i] for i in order], frozenset(n for n, i in enumerate(order) if i in text or i in ending))


def chain(element: Element) -> list[Element]:
    """The element and its ancestors, innermost first."""
    return [element, *element.iterancestors()]


def _prose(line: Block) -> int:
    return max(0, len(line.text) - line.linked)


def _weight(lines: list[Block], indexes: frozenset[int]) -> int:
    return sum(_prose(lines[index]) for index in indexes)


def _recognised(lines: list[Block], main: list[str], headline: str) -> frozenset[int]:
    whole = frozenset(main)
    joined = "\n".join(main)[:MOST_MAIN]
    stream = "".join(main)[:MOST_MAIN]
    found = []
    for index, line in enumerate(lines):
        wanted = key(line.text)
        if not wanted or wanted == headline or is_pointer(line) or phrases.is_furniture(line.text):
            continue
        if wanted in whole or (len(wanted) >= SHORT_KEY and (wanted in joined or wanted in stream)):
            found.append(index)
    return _without_strays(found, lines)


def _without_strays(found: list[int], lines: list[Block]) -> frozenset[int]:
    """Drop recognised short lines that stand far from the text: the same words in a menu are not the article."""
    solid = [index for index in found if _prose(lines[index]) >= LEAD]
    if not solid:
        return frozenset(found if sum(_prose(lines[index]) for index in found) >= LEAD else ())
    return frozenset(index for index in found if solid[0] - 3 <= index <= solid[-1] + 8)


def _dense(lines: list[Block], top: int) -> frozenset[int]:
    """Long lines without links below the headline: a second opinion on where the text may be."""
    return frozenset(
        index
        for index, line in enumerate(lines)
        if index > top and _prose(line) >= LEAD and line.density < 0.3 and not phrases.is_furniture(line.text)
    )


def _evidence(
    lines: list[Block], found: frozenset[int], dense: frozenset[int], branch: Element | None
) -> frozenset[int]:
    """The recognised lines of the headline's branch; with the long lines there where recognition missed most."""
    both = found | dense
    if branch is not None:
        both = frozenset(index for index in both if branch in chain(lines[index].element))
    found = found & both
    weight = _weight(lines, found)
    return both if weight < ENOUGH or weight < BRANCH_SHARE * _weight(lines, both) else found


def _mapped(lines: list[Block], hits: frozenset[int]) -> _Map:
    below: dict[Element, int] = {}
    for index in hits:
        size = _prose(lines[index])
        for element in chain(lines[index].element):
            below[element] = below.get(element, 0) + size
    return _Map(lines, hits, below, _weight(lines, hits))


def _branch(lines: list[Block], found: frozenset[int], dense: frozenset[int], top: int) -> Element | None:
    """The part of the tree around the headline with most of the prose below it: columns beside it are other parts.

    The recognised lines may be too few and the long ones too many, so the narrower answer of both is taken; and
    where recognition saw nothing near the headline though there is text, the text at the headline is believed.
    """
    if top < 0:
        return None
    path = chain(lines[top].element)
    seen, near, both = (
        _mapped(lines, frozenset(index for index in hits if index > top)) for hits in (found, dense, found | dense)
    )
    home = next((e for e in path if near.below.get(e, 0) >= SOME), None)
    if home is not None and not seen.below.get(home) and seen.total <= FAR * near.below[home]:
        return home
    enough = [area for area in (seen, both) if area.total >= SOME]
    return next((e for e in path if any(a.below.get(e, 0) >= BRANCH_SHARE * a.total for a in enough)), None)


def _is_covered(area: _Map, line: Block) -> bool:
    """In an element that is foreign by name and does not hold half of the recognised text (a badly named body)."""
    half = area.total / 2
    return any(is_foreign(element) and area.below.get(element, 0) <= half for element in chain(line.element))


def _container(area: _Map) -> Element:
    heaviest = area.lines[max(area.hits, key=lambda index: (_prose(area.lines[index]), -index))]
    path = chain(heaviest.element)
    enough = next((e for e in path if area.below[e] >= CONTAINER_SHARE * area.total), path[-1])
    marked = [e for e in path if is_marked_body(e) and area.below[e] >= MARKED_SHARE * area.total]
    if not marked:
        return enough
    return next((e for e in marked if area.below[e] >= CONTAINER_SHARE * area.total), marked[-1])


def _start(lines: list[Block], first: int, headline: str) -> int:
    """Where reading begins: right after the headline when it stands within reach above the text, else at the text."""
    wanted = key(headline)
    for index in range(first - 1, max(-1, first - REACH), -1):
        if wanted and key(lines[index].text) == wanted:
            return index + 1
    return first


def _headline(lines: list[Block], headline: str) -> int:
    """The last <h1> that is the headline, else the first unlinked line that is, or -1."""
    wanted = key(headline)
    equal = [i for i, line in enumerate(lines) if wanted and key(line.text) == wanted]
    heads = [i for i in equal if lines[i].element.tag == "h1"]
    return heads[-1] if heads else next((i for i in equal if not is_pointer(lines[i])), -1)


def _end(lines: list[Block], last: int, container: Element) -> int:
    """The last line inside the container: the extractor may have dropped what follows the text."""
    end = last
    for index in range(last + 1, len(lines)):
        if container not in chain(lines[index].element):
            break
        end = index
    return end


def _ending(lines: list[Block], last: int, container: Element, branch: Element | None) -> list[int]:
    """Signature and source lines in boxes right behind the container, as far as they follow one another."""
    found: list[int] = []
    for index in range(last + 1, min(len(lines), last + 1 + ENDING)):
        line = lines[index]
        path = chain(line.element)
        if container in path or (branch is not None and branch not in path) or any(map(is_foreign, path)):
            break
        if not phrases.signs(line.text):
            break
        found.append(index)
    return found


def _belongs(area: _Map, line: Block, container: Element, address: str, *, lead: bool) -> bool:
    """Whether a line the extractor left out is still the article's: a lead, a sibling of its text, a list, a quote."""
    if is_pointer(line) and not is_credit(line, address):
        return False
    path = chain(line.element)
    if lead and container not in path:
        return len(line.text) >= LEAD and line.density < 0.3 and line.tag not in ("li", "td")
    below = [element for element in path if element not in area.below]
    if all(element.tag in _OPEN_TAGS for element in below):
        return True
    outermost = below[-1]
    return not _is_card(outermost, line)


def _is_card(box: Element, line: Block) -> bool:
    """A box with a heading, several links or much text is the site's; a small plain one is a signature or a source."""
    if line.tag in _HEADINGS or len(box.text_content() or "") > BOX:
        return True
    links = sum(1 for _ in box.iter("a"))
    return links > 1 or any(True for _ in box.iter("h2", "h3", "h4", "h5", "h6", "form", "button"))
