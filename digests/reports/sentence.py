"""The bracket writer: a figure with its noun and verb, earlier years in brackets. Writes what is given; a gap shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from digests.reports.series import Approximate, Figure, Period, Series, of_series
from monitor.language.numerals import Noun, count, genitive, is_singular, number, short_date

MISSING = "немає даних"
MARKS: dict[Approximate, str] = {"exact": "", "over": "понад ", "about": "близько "}
_MONTH = Noun("місяць", "місяці", "місяців", "місяця")
# The locative, as after «у»: CLDR has none.
_IN_MONTH = (
    "січні", "лютому", "березні", "квітні", "травні", "червні",
    "липні", "серпні", "вересні", "жовтні", "листопаді", "грудні",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verb:
    """`rest` stands before every numeral («підготовано», «надійшло»).

    `one` is the form before 1, 21, … where the verb agrees («надійшов»); with it the noun stays in the nominative,
    without it the verb is impersonal and takes the accusative («підготовано 1 довідку»).
    """

    rest: str
    one: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One figure of a sentence.

    With a verb: «[link] підготовано 48 тематичних оглядів [tail] (…)». Without one, a part of what stood before:
    «[link] 78 – [tail] (…)». `link_one` is the link after a single thing («в якому»).
    """

    series: Series
    verb: Verb | None = None
    tail: str = ""
    link: str = ""
    link_one: str = ""


def sentence(
    clauses: Sequence[Clause],
    figures: Iterable[Figure],
    period: Period,
    *,
    since: int | None = None,
    today: date | None = None,
) -> str:
    """«У 2020 році підготовано 48 оглядів (у 2014 – 42, …), в яких використано …, з яких 78 – з посиланням (…).»

    Each bracket runs over every year from the series' first figure (or `since`) to the year before `period`; a year
    without a figure is written «немає даних». Of a month, the bracket names the same month of earlier years.
    What is known of a period that goes on is known as of `today`. Raises ValueError for no clauses, or for two figures
    in one place.
    """
    if not clauses:
        raise ValueError("a sentence needs at least one figure")
    known = tuple(figures)
    found = [of_series(known, clause.series) for clause in clauses]
    now = [one.get(period) for one in found]
    parts = []
    for place, (clause, values, figure) in enumerate(zip(clauses, found, now, strict=True)):
        before = now[place - 1] if place else None
        said = _said(clause, figure, before, opening=_partial(now[0]))
        parts.append(f"{said}{_bracket(clause.series, values, period, since)}")
    opening = _opening(clauses[0].series, now[0], period, today)
    return f"{opening[0].upper()}{opening[1:]} {', '.join(parts)}."


def quantity(series: Series, figure: Figure, *, agrees: bool = False) -> str:
    """«48 тематичних оглядів», «понад 21 довідку», «близько 21 довідки»; `agrees` keeps the nominative."""
    if figure.approximate == "about":
        return f"близько {genitive(figure.value, series.noun)}"
    noun = series.noun
    if series.object_one and (figure.approximate == "over" or not agrees):
        noun = Noun(series.object_one, noun.few, noun.many, noun.part)
    return f"{'понад ' if figure.approximate == 'over' else ''}{count(figure.value, noun)}"


def bare(figure: Figure) -> str:
    """The value with its mark and without its noun: «1274», «понад 2400», «близько 12 500»."""
    return MARKS[figure.approximate] + number(figure.value)


def _partial(figure: Figure | None) -> int | None:
    return figure.partial if figure else None


def _opening(series: Series, figure: Figure | None, period: Period, today: date | None) -> str:
    if series.measure == "stock":
        ends = _read_on(figure, period)
        # A stock that nobody has read yet is not known as of a day to come.
        return f"станом на {short_date(min(ends, today) if today and figure is None else ends)}"
    if partial := _partial(figure):
        return f"за {count(partial, _MONTH)} {period.year} року"
    return f"{_in(period)} {'року' if period.month else 'році'}"


def _in(period: Period) -> str:
    return f"у {_IN_MONTH[period.month - 1]} {period.year}" if period.month else f"у {period.year}"


def _read_on(figure: Figure | None, period: Period) -> date:
    if figure and figure.as_of:
        return figure.as_of
    if period.month in (None, 12):
        return date(period.year, 12, 31)
    return date.fromordinal(date(period.year, (period.month or 0) + 1, 1).toordinal() - 1)


def _said(clause: Clause, figure: Figure | None, before: Figure | None, *, opening: int | None) -> str:
    single = before is not None and before.value == 1 and before.approximate == "exact"
    link = clause.link_one if single and clause.link_one else clause.link
    # The sentence opens with the span of its first figure; a figure of another span says its own.
    span = f"за {count(figure.partial, _MONTH)}" if figure and figure.partial and figure.partial != opening else ""
    if clause.verb is None:
        words = [link, span, f"{bare(figure)} –" if figure else "", clause.tail]
    elif figure:
        words = [link, span, _verb(clause.verb, figure), _object(clause, figure), clause.tail]
    else:
        words = [link, clause.verb.rest, clause.series.noun.many, clause.tail]
    return " ".join(word for word in words if word) + ("" if figure else f": {MISSING}")


def _object(clause: Clause, figure: Figure) -> str:
    return quantity(clause.series, figure, agrees=clause.verb is not None and bool(clause.verb.one))


def _verb(verb: Verb, figure: Figure) -> str:
    singular = figure.approximate == "exact" and is_singular(figure.value)
    return verb.one if verb.one and singular else verb.rest


def _bracket(series: Series, values: Mapping[Period, Figure], period: Period, since: int | None) -> str:
    first = (
        since
        if since is not None
        else min((one.year for one in values if one.month == period.month), default=period.year)
    )
    years = range(first, period.year)
    if not years:
        return ""
    if not any(Period(year, period.month) in values for year in years):
        return f" (за попередні роки – {MISSING})"
    breaks = {one.year: one.reason for one in series.breaks if first < one.year <= period.year}
    said = ""
    for year in years:
        place = Period(year, period.month)
        said += _joint(said, year, breaks) + _entry(series, values.get(place), place)
    if reason := breaks.get(period.year):
        said += f"; з {period.year} року {reason}"
    return f" ({said})"


def _joint(said: str, year: int, breaks: Mapping[int, str]) -> str:
    if year in breaks:
        return f"; з {year} року {breaks[year]}: "
    return ", " if said else ""


def _entry(series: Series, figure: Figure | None, place: Period) -> str:
    value = bare(figure) if figure else MISSING
    if series.measure == "stock":
        return f"на {short_date(_read_on(figure, place))} – {value}"
    if figure and figure.partial:
        return f"за {count(figure.partial, _MONTH)} {place.year} – {value}"
    return f"{_in(place)} – {value}"
