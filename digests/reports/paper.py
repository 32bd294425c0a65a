"""A report's text taken apart: its period, sentences, numbers and bracket series. Reads; judges nothing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace

from digests.reports.bracket import Bracket, read_entries
from digests.reports.spelled import APPROXIMATE, MONTH_WORD, NUMBER, PARTIAL, month_number, whole
from digests.reports.tables import Table, read_tables

# A bracket of thirty years takes some 600 characters; a longer one is not a series.
_BRACKET = re.compile(r"\([^()\n]{1,3000}\)")
_TITLE = re.compile(
    rf"(?<!\w)(?:за|протягом|упродовж)\s(?:({PARTIAL})\s)?(?:({MONTH_WORD})\s)?((?:19|20)[0-9]{{2}})(?:-го)?\s?(?:рік|року|р\.)",
    re.IGNORECASE,
)
# How far down the title may stand: letterheads take a dozen lines.
_TITLE_WITHIN = 3000
_END = re.compile(r"\n|(?<![\s.(]\w)(?<=[\w»)])[.!?…]\s+(?=[«А-ЯІЇЄҐ])")
_SHORT = frozenset("вул просп пров обл ім див тис млн млрд грн стор смт рр".split())
_NOT_FIGURES = (
    re.compile(r"«[^«»\n]{0,400}»"),
    re.compile(r"(?<![\d.])[0-9]{1,2}(?:(?:\s?[-–—]\s?|\sта\s)[0-9]{1,2})?\.[0-9]{1,2}\.[0-9]{2,6}"),
    re.compile(rf"(?<!\d)[0-9]{{1,2}}(?:\s?[-–—]\s?[0-9]{{1,2}})?\s{MONTH_WORD}"),
    re.compile(r"(?<!\d)(?:19|20)[0-9]{2}(?:\s?[-–—/]\s?(?:19|20)?[0-9]{2})?\s?(?:рік|рок|роц|рр\.|р\.)"),
    re.compile(r"(?<!\w)(?:у|в|за|на|з|із|до)\s(?:19|20)[0-9]{2}(?!\s?[0-9])(?!\s[а-яіїєґ])", re.IGNORECASE),
    re.compile(r"№\s?[\w/-]+"),
    re.compile(rf"(?<!\w){PARTIAL}"),
    re.compile(r"(?<!\d)[0-9]+-[а-яіїєґ]{1,3}(?!\w)"),
    re.compile(r"(?<![0-9])[0-9]+[.,][0-9]+"),
    re.compile(r"(?<![0-9])[0-9]+\s?%"),
    re.compile(r"[0-9]{1,2}:[0-9]{2}"),
    re.compile(r"(?<=[\w-])-[0-9]+|[A-Za-zА-Яа-яІЇЄҐіїєґ][0-9]+"),
)
_UNKNOWN = re.compile(r"немає\sданих", re.IGNORECASE)
_FIGURE = re.compile(rf"(?:(?<!\w)({APPROXIMATE})\s)?(?<![\w.,-])({NUMBER})(?![\w-])")


@dataclass(frozen=True, slots=True)
class Span:
    """The period the report is about, as its title says: a year, a month of it, or a part of it («9 місяців»)."""

    year: int
    month: int | None
    partial: str


@dataclass(frozen=True, slots=True)
class Count:
    """A number of the prose: neither date nor year, ordinal, share or part of a name."""

    start: int
    end: int
    value: int
    approximate: str


@dataclass(frozen=True, slots=True)
class Told:
    """A bracket series with the figure it belongs to.

    `lead` is the offset where its sentence (or the previous bracket series in it) ends; `doubled` says that another
    series bracket stands beside this one with no figure between them.
    """

    bracket: Bracket
    figure: Count | None
    lead: int
    doubled: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole text and what was read from it. `plain` has the same length, with brackets and non-figures blanked.

    `by_figure` finds the bracket of the figure that starts at an offset.
    """

    text: str
    plain: str
    span: Span | None
    bounds: tuple[int, ...]
    counts: tuple[Count, ...]
    series: tuple[Told, ...]
    tables: tuple[Table, ...]
    by_figure: Mapping[int, Told]

    def sentence(self, place: int) -> tuple[int, int]:
        """Start and end of the sentence that holds this offset; brackets never end one."""
        at = bisect_right(self.bounds, place)
        return (self.bounds[at - 1] if at else 0), (self.bounds[at] if at < len(self.bounds) else len(self.text))

    def within(self, start: int, end: int) -> tuple[Count, ...]:
        """The figures between two offsets."""
        low = bisect_left(self.counts, start, key=lambda one: one.start)
        high = bisect_left(self.counts, end, key=lambda one: one.start)
        return self.counts[low:high]


def read_paper(text: str) -> Paper:
    """The report taken apart; every offset is one of `text`."""
    hidden = _BRACKET.sub(lambda match: "_" * len(match.group()), text)
    bounds = tuple(match.end() for match in _END.finditer(hidden) if not _is_short(hidden, match.start()))
    plain = hidden
    for pattern in _NOT_FIGURES:
        plain = pattern.sub(lambda match: " " * len(match.group()), plain)
    counts = tuple(
        Count(match.start(), match.end(), whole(match.group(2)), match.group(1) or "")
        for match in _FIGURE.finditer(plain)
    )
    bare = Paper(text, plain, _span(text), bounds, counts, (), read_tables(text), {})
    series = _series(bare)
    return replace(bare, series=series, by_figure={told.figure.start: told for told in series if told.figure})


def _is_short(text: str, stop: int) -> bool:
    return text[stop] == "." and text[max(0, stop - 12) : stop].rsplit(" ", maxsplit=1)[-1].lstrip("(«") in _SHORT


def _span(text: str) -> Span | None:
    match = _TITLE.search(text[:_TITLE_WITHIN])
    if match is None:
        return None
    partial, month, year = match.groups()
    return Span(int(year), month_number(month) if month else None, partial or "")


def _series(paper: Paper) -> tuple[Told, ...]:
    found: list[Told] = []
    for match in _BRACKET.finditer(paper.text):
        bracket = read_entries(paper.text, match.start() + 1, match.end() - 1)
        if bracket is None:
            continue
        start = paper.sentence(match.start())[0]
        before = found[-1] if found and found[-1].bracket.end >= start else None
        lead = before.bracket.end if before else start
        figures = paper.within(lead, match.start())
        # «засідань: немає даних (у 2019 – 141)» is the series of a figure that nobody has.
        unknown = _UNKNOWN.search(paper.text, lead, match.start())
        doubled = before is not None and not figures and not unknown
        if doubled and before:
            found[-1] = Told(before.bracket, before.figure, before.lead, doubled=True)
        figure = figures[-1] if figures and not (unknown and unknown.start() > figures[-1].end) else None
        found.append(Told(bracket, figure, lead, doubled))
    return tuple(found)
