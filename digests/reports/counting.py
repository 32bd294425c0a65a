"""Queried figures: how many approved issues, clips and direct citations there are, with every unit behind a figure.

A clip that stands in several issues of one kind is one unit, of the month in which it was first used, so that months
add up to their year. Nothing before the first approved issue is counted as nought: it is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from digests.reports.book import Count
from digests.reports.series import MONTHS, Figure, Period
from digests.wording import SHORT


@dataclass(frozen=True, slots=True)
class Issued:
    """One approved issue: its name («thematic/2026/48»), kind, local day and the hash it was frozen with."""

    name: str
    kind: str
    day: date
    sha256: str


@dataclass(frozen=True, slots=True)
class Used:
    """One clip in one approved issue, in print order."""

    issue: Issued
    article: str
    position: int
    direct: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision about one clip made of it after its issue was approved; None: nothing was said of that.

    `used`: whether an issue of that kind would still take it; `direct`: whether it is a direct citation.
    """

    kind: str
    article: str
    used: bool | None = None
    direct: bool | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that a figure counts; `article` is empty where the issue itself is counted."""

    issue: Issued
    article: str = ""
    position: int = 0

    @property
    def day(self) -> date:
        """The day by which it belongs to a period: that of its issue."""
        return self.issue.day

    def within(self, period: Period) -> bool:
        """Whether it is one of this year or month."""
        return self.day.year == period.year and period.month in (None, self.day.month)


@dataclass(frozen=True, slots=True)
class Tally:
    """The units of one series, the oldest first, and the day from which they were kept (None: never yet).

    `passed` are the clips of the same issues that the series does not count: those without a direct citation.
    """

    units: tuple[Unit, ...]
    since: date | None
    passed: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A clip that would count otherwise by what was decided after approval: a unit that would go, or one to come."""

    unit: Unit
    comes: bool


def tally(count: Count, issues: Sequence[Issued], uses: Sequence[Used]) -> Tally:
    """Every unit that `count` names; `uses` in print order, issues in any."""
    own = sorted((one for one in issues if one.kind in count.kinds), key=lambda one: (one.day, one.kind, one.name))
    since = own[0].day if own else None
    if count.what == "issues":
        return Tally(tuple(Unit(one) for one in own), since)
    first: dict[str, Used] = {}
    order = {one.name: place for place, one in enumerate(own)}
    for use in sorted(
        (use for use in uses if use.issue.name in order), key=lambda use: (order[use.issue.name], use.position)
    ):
        first.setdefault(use.article, use)
    units: dict[bool, list[Unit]] = {True: [], False: []}
    for use in first.values():
        units[use.direct or count.what == "items"].append(Unit(use.issue, use.article, use.position))
    return Tally(tuple(units[True]), since, tuple(units[False]))


def corrections(count: Count, found: Tally, decisions: Sequence[Decided]) -> tuple[Correction, ...]:
    """The units that would go and those that would come by what was decided after approval, each by its day.

    Issues are frozen, so the figure stays and the corrected one is told beside it. `decisions` are oldest first: the
    last one holds.
    """
    if count.what == "issues":
        return ()
    used: dict[str, bool] = {}
    direct: dict[str, bool] = {}
    for one in decisions:
        if one.kind in count.kinds:
            used |= {one.article: one.used} if one.used is not None else {}
            direct |= {one.article: one.direct} if one.direct is not None and count.what == "direct" else {}
    gone = [unit for unit in found.units if not (used.get(unit.article, True) and direct.get(unit.article, True))]
    new = [unit for unit in found.passed if used.get(unit.article, True) and direct.get(unit.article, False)]
    both = [*(Correction(unit, False) for unit in gone), *(Correction(unit, True) for unit in new)]
    return tuple(sorted(both, key=lambda one: (one.unit.day, one.unit.issue.name, one.unit.position)))


def counted(series: str, count: Count, found: Tally, today: date) -> tuple[Figure, ...]:
    """A figure for every month from the first issue to today's and for every year of them; none where nothing began."""
    return tuple(
        Figure(
            series=series,
            period=period,
            value=sum(unit.within(period) for unit in found.units),
            as_of=min(today, last_day(period)),
            source="query",
            by=described(count),
            at=today,
        )
        for period in _periods(found.since, today)
    )


def described(count: Count) -> str:
    """How it was counted, for the appendix: «матеріали затверджених випусків «Тематичний огляд», кожен один раз»."""
    kinds = ", ".join(f"«{SHORT.get(kind, kind)}»" for kind in count.kinds)
    return {
        "issues": f"затверджені випуски {kinds}",
        "items": f"матеріали затверджених випусків {kinds}, кожен один раз",
        "direct": f"матеріали затверджених випусків {kinds} з прямим посиланням на відділ чи сайт, кожен один раз",
    }[count.what]


def last_day(period: Period) -> date:
    """The day that ends the period."""
    month = period.month or MONTHS
    return date(period.year + month // MONTHS, month % MONTHS + 1, 1) - timedelta(days=1)


def _periods(since: date | None, today: date) -> Iterator[Period]:
    if since is None:
        return
    for year in range(since.year, today.year + 1):
        first = since.month if year == since.year else 1
        last = today.month if year == today.year else MONTHS
        yield from (Period(year, month) for month in range(first, last + 1))
        yield Period(year)
