"""Foreign XML made harmless before any parser sees it: decoded, without DTD, with bounded size and slightly mended.

Pure. Resolves no entity from outside, opens nothing, and refuses what is built to exhaust a parser.
"""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterator

from lxml import etree

from monitor import charset

# feedparser reads about 100,000 tags in 1.5 s (2 cores, 2026); real feeds of 1,000 items have 10,000-20,000.
MOST_TAGS = 100_000
# Real feeds nest 5-40 deep; tags that are commonly left open are not counted.
DEEPEST = 3_000
# 50,000 attributes on one tag cost feedparser 21 s; no real tag has 100.
MOST_ATTRIBUTES = 1_000
LONG_TAG = 4_000  # characters; a shorter one cannot hold that many
MOST_DOCTYPES = 3  # one is legal; a page glued to a feed brings a second
# An entity a feed declares for itself («&publisher;») is a name, not a text.
LONGEST_ENTITY = 200
MOST_EXPANSION = 100_000

_HEAD = 200_000  # characters before the first element in which a declaration may stand
_SNIFFED = {
    b"\x00<\x00?": "utf-16-be",
    b"<\x00?\x00": "utf-16-le",
    b"\x00\x00\x00<": "utf-32-be",
    b"<\x00\x00\x00": "utf-32-le",
    b"\x4c\x6f\xa7\x94": "cp037",
}
_BOMS = (
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
)
_XML_DECLARATION = re.compile(r"<\?xml[^>]{0,500}\?>")
_PROLOG = re.compile(r"<!--|<!doctype|<[a-z_]", re.IGNORECASE)
_OPAQUE = re.compile(r"<!\[CDATA\[|<!--")
_INVALID = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CHARACTER = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,10}));?")
_LONG_CHARACTER = re.compile(r"&#[xX]?[0-9a-fA-F]{9,};?")
_NAMED = re.compile(r"&([A-Za-z_][A-Za-z0-9_.-]{0,40});")
_BARE = re.compile(r"&(?![A-Za-z_][\w.:-]{0,60};|#[0-9]{1,10};|#[xX][0-9a-fA-F]{1,8};)")
_ENTITY = re.compile(
    r"<!ENTITY\s{1,50}([A-Za-z_][\w.-]{0,60})\s{1,50}(?:\"([^\"<]{0,200})\"|'([^'<]{0,200})')\s{0,50}>"
)
_TAG = re.compile(r"<(/?)([A-Za-z_][\w:.-]{0,80})|/>")
_ATTRIBUTE = re.compile(
    r"\s*[^\s=<>\"'/]{1,200}(?:\s{0,50}=\s{0,50}(?:\"[^\"]*\"|'[^']*'|[^\s<>\"']+))?(?=[\s/>\"']|$)"
)
_LEFT_OPEN = frozenset("p br hr img li link meta input td tr th dd dt option area col wbr embed param source".split())
_XML_NAMES = frozenset(("amp", "lt", "gt", "quot", "apos"))


class Hostile(ValueError):
    """The document is built, or broken, in a way that would exhaust a parser."""


def decode(content: bytes, content_type: str) -> tuple[str, str]:
    """The text of a document and its charset; UTF-32 and EBCDIC, which only XML still meets, besides all others."""
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content[4:].decode(name, "replace"), name
    sniffed = _SNIFFED.get(content[:4])
    if sniffed:
        return content.decode(sniffed, "replace"), sniffed
    return charset.decode(content, content_type)


def defuse(text: str, *, most_tags: int = MOST_TAGS) -> tuple[str, tuple[str, ...]]:
    """The document without XML declaration and DTD, well-formed in its references; and what was mended, in phrases.

    Raises Hostile when there are more tags, levels or attributes than any feed has.
    """
    text, repairs = _without_declarations(_INVALID.sub("", text))
    mended: set[str] = set()
    text = "".join([_mend(piece, mended) if plain else piece for piece, plain in _pieces(text)])
    check(text, most_tags)
    return text, (*repairs, *sorted(mended))


def tree(text: str, *, most_tags: int = MOST_TAGS) -> tuple[etree._Element | None, tuple[str, ...]]:
    """The defused document as a tree, read as far as it can be; and what was wrong with it, in phrases.

    Raises Hostile as `defuse` does.
    """
    text, repairs = defuse(text, most_tags=most_tags)
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        return None, (*repairs, str(error))
    return root, (*repairs, *(entry.message.strip() for entry in parser.error_log[:1]))


def local(element: etree._Element) -> str:
    """The element's name in lower case without namespace, also where the prefix was never declared."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def check(text: str, most_tags: int = MOST_TAGS) -> None:
    """Raises Hostile for endless tags, levels or attributes; reads the text once."""
    tags = depth = 0
    for piece, plain in _pieces(text):
        if not plain:
            continue
        for match in _TAG.finditer(piece):
            tags += 1
            name = match.group(2)
            if name is None or match.group(1):
                depth = max(0, depth - 1)
            elif name.lower() not in _LEFT_OPEN:
                depth += 1
                if depth > DEEPEST:
                    raise Hostile(f"elements are nested more than {DEEPEST} deep")
            if tags > most_tags:
                raise Hostile(f"there are more than {most_tags} tags")
    _check_attributes(text)


def _check_attributes(text: str) -> None:
    start = text.find("<")
    while start >= 0:
        end = text.find("<", start + 1)
        stop = len(text) if end < 0 else end
        if stop - start > LONG_TAG and (tag := _TAG.match(text, start)):
            position, found = tag.end(), 0
            while match := _ATTRIBUTE.match(text, position, stop):
                position, found = match.end(), found + 1
                if found > MOST_ATTRIBUTES:
                    raise Hostile(f"one tag has more than {MOST_ATTRIBUTES} attributes")
        start = end


def _without_declarations(text: str) -> tuple[str, list[str]]:
    repairs: list[str] = []
    text = text.lstrip("\ufeff \t\r\n")
    if not text.startswith("<?xml") and (at := text.find("<?xml", 0, _HEAD)) > 0:
        repairs.append("text stands before the XML declaration")
        text = text[at:]
    if match := _XML_DECLARATION.match(text):
        text = text[match.end() :]
    entities: dict[str, str] = {}
    position = doctypes = 0
    while match := _PROLOG.search(text, position, _HEAD):
        mark = match.group(0)
        if mark.lower() == "<!doctype":
            doctypes += 1
            if doctypes > MOST_DOCTYPES:
                raise Hostile("there is more than one document type declaration")
            end = _end_of_doctype(text, match.start())
            entities |= _own_entities(text[match.start() : end])
            text, position = text[: match.start()] + text[end:], match.start()
        elif mark == "<!--":
            end = text.find("-->", match.end())
            position = len(text) if end < 0 else end
        else:  # the first element: what follows is content
            break
    if entities:
        text = _expanded(text, entities)
        repairs.append("the document type declaration was removed")
    return text, repairs


def _end_of_doctype(text: str, start: int) -> int:
    """Past the `>` of a DOCTYPE, whose internal subset may hold `>` inside brackets."""
    close, bracket = text.find(">", start), text.find("[", start)
    if 0 <= bracket < close:
        end = text.find("]", bracket)
        while end >= 0 and text[end + 1 : end + 50].lstrip()[:1] not in (">", ""):
            end = text.find("]", end + 1)
        close = text.find(">", end) if end >= 0 else -1
    return len(text) if close < 0 else close + 1


def _own_entities(doctype: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ENTITY.finditer(doctype):
        value = match.group(2) if match.group(2) is not None else match.group(3)
        if len(value) <= LONGEST_ENTITY and not _NAMED.search(value):
            found.setdefault(match.group(1), value)
    return found


def _expanded(text: str, entities: dict[str, str]) -> str:
    grown = sum(len(entities.get(match.group(1), "")) for match in _NAMED.finditer(text))
    if grown > MOST_EXPANSION:
        raise Hostile("entities of the document would grow beyond any real text")
    return _NAMED.sub(lambda match: entities.get(match.group(1), match.group(0)), text)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in order, as (piece, is outside CDATA and comments)."""
    position = 0
    while match := _OPAQUE.search(text, position):
        if match.start() > position:
            yield text[position : match.start()], True
        closing = "]]>" if match.group(0) == "<![CDATA[" else "-->"
        end = text.find(closing, match.end())
        position = len(text) if end < 0 else end + len(closing)
        yield text[match.start() : position], False
    if position < len(text):
        yield text[position:], True


def _mend(piece: str, mended: set[str]) -> str:
    """Character references no parser accepts, HTML's named ones, and bare ampersands."""
    if "&" not in piece:
        return piece
    piece = _LONG_CHARACTER.sub("", piece)
    piece = _CHARACTER.sub(_valid_character, piece)
    piece = _NAMED.sub(_numeric, piece)
    piece, bare = _BARE.subn("&amp;", piece)
    if bare:
        mended.add("ampersands were not escaped")
    return piece


def _valid_character(match: re.Match[str]) -> str:
    code = int(match.group(1), 16) if match.group(1) else int(match.group(2))
    if code in (0x9, 0xA, 0xD) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000:
        return f"&#{code};"
    return ""


def _numeric(match: re.Match[str]) -> str:
    name = match.group(1)
    if name in _XML_NAMES:
        return match.group(0)
    code = html.entities.name2codepoint.get(name)
    return f"&#{code};" if code is not None else f"&amp;{name};"
