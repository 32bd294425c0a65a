"""All figures of a place in one set, one to a period: counted ones first, then what people entered. Invents none.

From the first approved issue on, a series that a query counts is counted and nothing else; months before it may be
typed and are added to that first year. A year nobody gave is the sum of its months, a stock its last reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from digests.reports.book import Count, SeriesBook
from digests.reports.counting import Correction, Tally, counted, last_day
from digests.reports.sentence import bare
from digests.reports.series import MONTHS, Approximate, Figure, Period, Series, ordered
from monitor.language.numerals import MATERIAL, long_date, month_year
from monitor.language.numerals import count as amount


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a reader of a figure must know: Ukrainian words that follow the name of the series and a colon."""

    series: Series
    period: Period
    words: str


@dataclass(frozen=True, slots=True)
class Assembled:
    """Figures in canonical order, each period of a series once, and what is doubtful about some of them."""

    figures: tuple[Figure, ...]
    doubts: tuple[Doubt, ...] = ()


def assemble(
    book: SeriesBook,
    entered: Iterable[Figure],
    tallies: Mapping[str, Tally],
    registers: Iterable[Figure],
    today: date,
) -> Assembled:
    """`entered` are the figures in force that people typed or imported, `registers` those that registers count."""
    typed: dict[str, dict[Period, Figure]] = {}
    for figure in entered:
        typed.setdefault(figure.series, {})[figure.period] = figure
    kept: dict[str, dict[Period, Figure]] = {}
    for figure in registers:
        kept.setdefault(figure.series, {})[figure.period] = figure
    figures: list[Figure] = []
    doubts: list[Doubt] = []
    for series in book.series:
        own, register = typed.get(series.id, {}), kept.get(series.id, {})
        if series.id in tallies:
            found, said = _queried(series, book.counts[series.id], own, tallies[series.id], today)
        else:
            found, said = _joined(series, own, register)
        figures += {**_derived(series, found), **_read(series, found), **found}.values()
        doubts += said
    return Assembled(ordered(figures, book.series), tuple(doubts))


def redecided(book: SeriesBook, found: Assembled, changed: Mapping[str, Sequence[Correction]]) -> Assembled:
    """The same figures, each with what it would be by decisions made after approval, and a doubt that tells both.

    `changed` as `corrections` gives it, by series. What was approved stands.
    """
    figures: list[Figure] = []
    doubts: list[Doubt] = []
    # What people typed for earlier months is in their year's sum, and nobody approved it.
    summed: dict[str, set[Period]] = {}
    for figure in found.figures:
        if figure.period.month and figure.source != "query":
            summed.setdefault(figure.series, set()).add(Period(figure.period.year))
    for figure in found.figures:
        mine = [one for one in changed.get(figure.series, ()) if one.unit.within(figure.period)]
        if mine and figure.source == "query":
            now = figure.value + sum(1 if one.comes else -1 for one in mine)
            figures.append(replace(figure, corrected=now))
            said = f"після затвердження змінено рішення про {amount(len(mine), MATERIAL)}"
            before = "без них –" if figure.period in summed.get(figure.series, ()) else "затверджено"
            both = f"з уточненнями – {bare(replace(figure, value=now))} ({before} {bare(figure)})"
            words = f"{span(figure.period)} {said}: {both}"
            doubts.append(Doubt(book.find(figure.series), figure.period, words))
        else:
            figures.append(figure)
    return Assembled(tuple(figures), (*found.doubts, *doubts))


def _queried(
    series: Series, count: Count, typed: Mapping[Period, Figure], found: Tally, today: date
) -> tuple[dict[Period, Figure], list[Doubt]]:
    if found.since is None or found.since > today:  # a report of an earlier day knows of no issue yet
        return dict(typed), []
    begin = found.since
    first = Period(begin.year, begin.month)
    queries = {figure.period: figure for figure in counted(series.id, count, found, today)}
    before = {period: figure for period, figure in typed.items() if ends_before(period, first)}
    year = Period(begin.year)
    earlier = [before[place] for month in range(1, begin.month) if (place := Period(begin.year, month)) in before]
    if earlier:
        queries[year] = _added(queries[year], earlier)
    doubts = []
    if len(earlier) < begin.month - 1:
        lacking = "попередні місяці року"
        if earlier:
            known = {figure.period.month for figure in earlier}
            lacking = _months([month for month in range(1, begin.month) if month not in known])
        said = f"за {begin.year} рік рахуються з {begin:%d.%m.%Y}, за {lacking} даних немає"
        doubts.append(Doubt(series, year, said))
    return {**before, **queries}, doubts


def _months(numbers: Sequence[int]) -> str:
    """«січень–серпень», «січень, березень–травень»; several of them in ascending order, one at least."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    names = [[month_year(date(2000, number, 1)).split()[0] for number in run] for run in runs]
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in names)


def ends_before(period: Period, first: Period) -> bool:
    """Whether a year or month is wholly earlier than this month's counting; the year of the month itself is not."""
    if period.month is None:
        return period.year < first.year
    return period.key < first.key


def _added(figure: Figure, earlier: Sequence[Figure]) -> Figure:
    months = ", ".join(f"{one.period.month:02d}.{one.period.year} – {one.value}" for one in earlier)
    return replace(
        figure,
        value=figure.value + sum(one.value for one in earlier),
        approximate=_together([figure, *earlier]),
        note=f"запит – {figure.value}; внесено: {months}",
    )


def _joined(
    series: Series, typed: Mapping[Period, Figure], register: Mapping[Period, Figure]
) -> tuple[dict[Period, Figure], list[Doubt]]:
    """A person's word stands before what a register has; where they differ, both are told."""
    found = {**register, **typed}
    doubts = []
    for period in sorted(set(register) & set(typed), key=lambda one: one.key):
        counts, says = register[period], typed[period]
        if (counts.value, counts.approximate) != (says.value, says.approximate):
            who = f" ({says.by})" if says.by else ""
            said = f"{span(period)} у реєстрі {counts.value}, внесено {says.value}{who}"
            doubts.append(Doubt(series, period, said))
    months = sorted((period for period in register if period.month), key=lambda one: one.key)
    # Stocks of a register are known back to its first entry; a flow begins where somebody began to keep it.
    if series.measure == "flow" and months and (months[0].month or 1) > 1:
        year = Period(months[0].year)
        if year in register and year not in typed:
            doubts.append(Doubt(series, year, f"за {year.year} рік у реєстрі є дані з {_since(months[0])}"))
    return found, doubts


def _derived(series: Series, found: Mapping[Period, Figure]) -> dict[Period, Figure]:
    """Years nobody gave, from their months."""
    years = sorted({period.year for period in found if period.month is not None and Period(period.year) not in found})
    made = {}
    for year in years:
        months = [found[place] for month in range(1, MONTHS + 1) if (place := Period(year, month)) in found]
        if figure := _last(months) if series.measure == "stock" else _sum(months):
            made[figure.period] = figure
    return made


def _read(series: Series, found: Mapping[Period, Figure]) -> dict[Period, Figure]:
    """A stock given for a year but read on a day of it is also known for the month of that day."""
    if series.measure == "flow":
        return {}
    years = (
        one for one in found.values() if one.period.month is None and one.as_of and one.as_of.year == one.period.year
    )
    return {
        (month := Period(one.period.year, one.as_of.month if one.as_of else MONTHS)): replace(
            one, period=month, derived=True
        )
        for one in years
    }


def _last(months: Sequence[Figure]) -> Figure:
    last = months[-1]
    said = f"останнє відоме за рік: {span(last.period).removeprefix('за ')}"
    read = last.as_of or last_day(last.period)
    return replace(last, period=Period(last.period.year), as_of=read, note=_notes(last.note, said), derived=True)


def _sum(months: Sequence[Figure]) -> Figure | None:
    """The sum of a year's months, None where one is missing between January and the last known."""
    last = months[-1].period.month or 0
    if len(months) != last:
        return None
    return Figure(
        series=months[0].series,
        period=Period(months[0].period.year),
        value=sum(one.value for one in months),
        as_of=months[-1].as_of,
        partial=None if last == MONTHS else last,
        approximate=_together(months),
        source=months[-1].source,
        by=", ".join(dict.fromkeys(one.by for one in months if one.by)),
        note="сума місяців",
        at=max((one.at for one in months if one.at), default=None),
        derived=True,
    )


def _together(figures: Sequence[Figure]) -> Approximate:
    marks = {one.approximate for one in figures}
    return "about" if "about" in marks else "over" if "over" in marks else "exact"


def _notes(*notes: str) -> str:
    return "; ".join(note for note in notes if note)


def span(period: Period) -> str:
    """«за 2026 рік», «за листопад 2026 року»."""
    return f"за {month_year(date(period.year, period.month, 1))}" if period.month else f"за {period.year} рік"


def _since(period: Period) -> str:
    """«листопада 2026 року», as after «з»."""
    return long_date(date(period.year, period.month or 1, 1)).partition(" ")[2]


def named(period: Period) -> str:
    """«2026 рік», «11.2026»."""
    return f"{period.month:02d}.{period.year}" if period.month else f"{period.year} рік"
