"""Parts against wholes: «з них», «а саме», totals of lists. Overlapping parts are allowed unless the text says all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digests.reports.findings import Spot
from digests.reports.paper import Count, Paper, Told
from digests.reports.spelled import NUMBER
from digests.reports.spelled import whole as whole_number

_LINK = re.compile(
    r"(?<!\w)(?:(?:з|із)\s(?:яких|них)|[ув]\sтому\sчислі|а\sсаме|[ув]\sт\.\s?ч\.)\s?[:–—-]?\s*|:[ \t]+",
    re.IGNORECASE,
)
_ALL = re.compile(r"а\sсаме", re.IGNORECASE)
_STOP = re.compile(
    r":|а\sсаме|а\sтакож|окрім|крім|(?:з|із)\s(?:яких|них)|[ув]\sтому\sчислі|[ув]\s(?:яких|якому)", re.IGNORECASE
)
_CUT = re.compile(r"[,;]|\s(?:та|і|й)\s(?=[0-9])|\n")
# «51 – від організацій», «онлайн 4 зустрічі», «від громадян – 150»
_PART = re.compile(r"[\s_–—•-]*(?:[а-яіїєґ]+\s)?[0-9]|[^0-9]{1,100}[–—-]\s?[0-9][0-9 \u00a0]*[\s_.]*$", re.IGNORECASE)
_BRACKET = re.compile(r"\(([^()\n]{3,600})\)")
_SHARE = re.compile(rf"\s*(?:({NUMBER})\s?[–—-]\s?[^,;]{{1,100}}|[^0-9,;]{{1,100}}[–—-]\s?({NUMBER}))\s*")
# The figure a bracket divides stands before it with its noun: «7 осіб (5 – посадові особи, 2 – службовці)».
_NEAR = 80
_TOTAL = re.compile(r"(?<!\w)(?:усього|всього|разом|загалом)(?!\w)", re.IGNORECASE)
_ITEM = re.compile(r"[ \t]*[–—•-][ \t]*(?=[0-9])")
_ADDED = re.compile(r"(?<![\w.,+])([0-9]{1,9}(?:\s?\+\s?[0-9]{1,9}){1,20})\s?=\s?([0-9]{1,9})(?![\w.,])")
# A sentence of figures with three brackets of seven years takes some 700 characters; a whole farther off is not one.
_REACH = 3000


def sum_spots(paper: Paper) -> Iterator[Spot]:
    """Every finding about parts and wholes in the prose."""
    for match in _LINK.finditer(paper.plain):
        yield from _linked(paper, match)
    yield from _headed(paper)
    yield from _divided(paper)
    for match in _ADDED.finditer(paper.plain):
        total = sum(int(part) for part in match.group(1).split("+"))
        if total != int(match.group(2)):
            yield Spot(*match.span(), "sum", f"Сума не сходиться: складається {total}, а написано {match.group(2)}.")


def _linked(paper: Paper, link: re.Match[str]) -> Iterator[Spot]:
    start, end = paper.sentence(link.start())
    start, end = max(start, link.start() - _REACH), min(end, link.end() + _REACH)
    before = paper.within(start, link.start())
    if not before or before[-1].approximate:
        return
    whole = before[-1]
    colon = link.group().startswith(":")
    if colon and not _TOTAL.search(paper.plain, start, whole.start):
        return
    names_all = colon or _ALL.match(link.group()) is not None
    parts = _parts(paper, link.end(), end)
    if not parts:
        return
    for part in parts:
        if part.value > whole.value:
            said = f"Частина більша за ціле: {part.value} з {whole.value}."
            yield Spot(part.start, part.end, "part-exceeds-whole", said)
            return
    if any(part.approximate for part in parts):
        return
    total = sum(part.value for part in parts)
    # «з них» may leave some out, but never name more than there are; «а саме» and «усього …:» name all.
    if len(parts) > 1 and (total > whole.value or (names_all and total != whole.value)):
        said = f"Сума не сходиться: частини разом дають {total}, а ціле – {whole.value}."
        yield Spot(whole.start, parts[-1].end, "sum", said)
    yield from _yearly(paper, whole, parts[0], link)


def _parts(paper: Paper, start: int, end: int) -> tuple[Count, ...]:
    """The numbers that open a piece each, from the link to the end of the sentence or the next thought."""
    stop = _STOP.search(paper.plain, start, end)
    end = stop.start() if stop else end
    parts: list[Count] = []
    at = start
    for cut in [*(match.span() for match in _CUT.finditer(paper.plain, start, end)), (end, end)]:
        counts = paper.within(at, cut[0])
        if counts and _PART.match(paper.plain, at, cut[0]):
            parts.append(counts[0])
        elif not parts:
            break
        at = cut[1]
    return tuple(parts)


def _yearly(paper: Paper, whole: Count, part: Count, link: re.Match[str]) -> Iterator[Spot]:
    """The bracket of a part against the bracket of its whole, year by year."""
    first, second = _told(paper, whole, link.start()), _told(paper, part, len(paper.text))
    if first is None or second is None:
        return
    wholes = {entry.key: entry for entry in first.bracket.entries if entry.value is not None and not entry.approximate}
    for entry in second.bracket.entries:
        of = wholes.get(entry.key)
        if of and of.value is not None and entry.value is not None and entry.value > of.value:
            said = f"Частина більша за ціле: за {entry.year} рік {entry.value} з {of.value}."
            yield Spot(entry.start, entry.end, "part-exceeds-whole", said)


def _told(paper: Paper, figure: Count, before: int) -> Told | None:
    found = paper.by_figure.get(figure.start)
    return found if found and not found.doubled and found.bracket.start < before else None


def _divided(paper: Paper) -> Iterator[Spot]:
    """«12 засідань (4 – у січні, 8 – у лютому)»: a bracket of nothing but shares names them all."""
    series = {told.bracket.start for told in paper.series}
    for match in _BRACKET.finditer(paper.text):
        start = max(paper.sentence(match.start())[0], match.start() - _NEAR)
        whole = paper.within(start, match.start())
        pieces = [_SHARE.fullmatch(piece) for piece in re.split(r"[,;]", match.group(1))]
        if match.start() in series or not whole or whole[-1].approximate or len(pieces) < 2:
            continue
        shares = [whole_number(piece[1] or piece[2]) for piece in pieces if piece]
        if len(shares) == len(pieces) and sum(shares) != whole[-1].value:
            said = f"Сума не сходиться: частини в дужках разом дають {sum(shares)}, а ціле – {whole[-1].value}."
            yield Spot(whole[-1].start, match.end(), "sum", said)


def _headed(paper: Paper) -> Iterator[Spot]:
    """«Усього 15 заходів:» over lines that each begin with a number."""
    lines: list[tuple[int, int]] = []
    at = 0
    for line in paper.plain.split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    place = 0
    while place < len(lines):
        start, end = lines[place]
        place += 1
        if not paper.plain[start:end].rstrip().endswith(":"):
            continue
        items: list[Count] = []
        while place < len(lines) and _ITEM.match(paper.plain, *lines[place]):
            items += paper.within(*lines[place])[:1]
            place += 1
        yield from _heading(paper, start, end, items)


def _heading(paper: Paper, start: int, end: int, items: list[Count]) -> Iterator[Spot]:
    counts = paper.within(start, end)
    said_all = _TOTAL.search(paper.plain, start, end) or _ALL.search(paper.plain, start, end)
    if len(items) < 2 or not counts or not said_all or counts[-1].approximate or any(one.approximate for one in items):
        return
    total = sum(one.value for one in items)
    if total != counts[-1].value:
        said = f"Сума не сходиться: рядки переліку разом дають {total}, а названо {counts[-1].value}."
        yield Spot(counts[-1].start, counts[-1].end, "sum", said)
