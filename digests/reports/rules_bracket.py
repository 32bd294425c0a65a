"""What can be wrong inside one bracket of years: labels, order, gaps, jumps, spans and approximations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise

from digests.reports.bracket import Bracket, Entry
from digests.reports.findings import Spot
from digests.reports.paper import Paper, Told
from digests.reports.spelled import PARTIAL, strays

# Of 103 neighbouring years in a real department's report 100 differ less than fivefold; the three that do not
# are sections of the site that stopped and started again. A slip of one digit is tenfold.
SHARP = 5
# Below this a department's small counts (2, 16, 4) jump by nature.
LARGE = 50
# Of four-digit counts one in a hundred ends in two zeros by chance; beside marked approximations it is a rounded one.
ROUND_FROM = 1000
SIGNIFICANT = 2
# A sentence of figures with three brackets of seven years takes some 700 characters.
_REACH = 1500
# So many rows of the table are quoted; a sentence of forty years is read by nobody.
_TOLD = 5
_UNKNOWN = re.compile(r"немає\sданих|[-–—]?", re.IGNORECASE)
_EXPLAINED = re.compile(
    r"методик|рахуют|рахувал|облікову|обліку\sдода|у\sзв.язку|через\s|внаслідок|оскільки|поясню|зумовлен|спричинен"
    r"|карантин|припинен|відновлен|реорганіз|за\sнов|перейшл|перенесен",
    re.IGNORECASE,
)
_LEAD_YEAR = re.compile(r"(?<!\w)(?:у|в|за|протягом|упродовж)\s((?:19|20)[0-9]{2})\s?(?:році|рік|року)", re.IGNORECASE)
_PARTIAL = re.compile(rf"(?<!\w)за\s{PARTIAL}", re.IGNORECASE)


def bracket_spots(
    paper: Paper, told: Told, column: Mapping[int, str], wrong: Set[tuple[int, int]] = frozenset()
) -> Iterator[Spot]:
    """Every contradiction of one bracket; `column` is what its table says of each year.

    `wrong` are the spans of entries whose value the table denies: they make no break of the series.
    """
    misplaced = _misplaced(paper, told.bracket)
    yield from misplaced.values()
    yield from _gaps(paper, told, column, misplaced)
    yield from _jumps(paper, told, misplaced, wrong)
    yield from _spans(paper, told)
    yield from _approximations(paper, told)
    yield from _other_days(told.bracket)
    yield from _lead(paper, told)


def doubled_spots(paper: Paper) -> Iterator[Spot]:
    """Two brackets of years side by side, with no figure of its own for the second."""
    for first, second in pairwise(paper.series):
        if first.doubled and second.doubled and second.figure is None and second.lead == first.bracket.end:
            yield Spot(
                first.bracket.start,
                second.bracket.end,
                "two-series",
                "Два ряди в дужках стоять поряд в одному реченні: незрозуміло, якого показника стосується кожен.",
            )


def _misplaced(paper: Paper, bracket: Bracket) -> dict[int, Spot]:
    """Entries whose label cannot be right, by their place in the bracket."""
    found: dict[int, Spot] = {}
    for place, entry in enumerate(bracket.entries):
        if said := _not_earlier(paper, entry):
            found[place] = Spot(entry.start, entry.end, "bracket-year", f"{said}{_maybe(paper, bracket, place)}")
    rest = [place for place in range(len(bracket.entries)) if place not in found]
    for at in strays([bracket.entries[place].key for place in rest], strict=True):
        twins = [place for place in rest if bracket.entries[place].key == bracket.entries[rest[at]].key]
        place = _wrong_twin(paper, bracket, twins) if len(twins) == 2 else rest[at]
        label = paper.text[slice(*bracket.entries[place].label)]
        said = (
            f"Позначку «{label}» у дужках повторено"
            if len(twins) > 1
            else f"Порядок у дужках порушено: «{label}» не на місці"
        )
        rule = "bracket-year-twice" if len(twins) > 1 else "bracket-order"
        entry = bracket.entries[place]
        found[place] = Spot(entry.start, entry.end, rule, f"{said}{_maybe(paper, bracket, place)}")
    return found


def _wrong_twin(paper: Paper, bracket: Bracket, twins: Sequence[int]) -> int:
    """Of two entries with one label the one whose neighbours leave room for another year, else the later."""
    first, second = twins
    return first if _suggested(paper, bracket, first) and not _suggested(paper, bracket, second) else second


def _not_earlier(paper: Paper, entry: Entry) -> str:
    span = paper.span
    if span is None:
        return ""
    label = paper.text[slice(*entry.label)]
    now, then = (span.year, span.month or 0), (entry.year, entry.month or 0)
    monthly = span.month is not None and entry.month is not None and entry.day is None
    if entry.year > span.year or (monthly and then > now):
        return f"«{label}» у дужках пізніше за період звіту"
    same = then == now if monthly else entry.year == span.year and span.month is None and not entry.partial
    return f"У дужках для попередніх років стоїть період самого звіту: «{label}»" if same else ""


def _maybe(paper: Paper, bracket: Bracket, place: int) -> str:
    """«; мабуть, 2019 рік.» where exactly the year between the neighbours is missing."""
    year = _suggested(paper, bracket, place)
    return f"; мабуть, {year} рік." if year else "."


def _suggested(paper: Paper, bracket: Bracket, place: int) -> int | None:
    entries = bracket.entries
    if any(entry.month and entry.day is None for entry in entries):
        return None
    before = entries[place - 1].year if place else None
    after = entries[place + 1].year if place + 1 < len(entries) else None
    year = before + 1 if before else after - 1 if after else None
    taken = year is None or any(entry.year == year for entry in entries)
    # Brackets tell of years before the report's own.
    taken = taken or (paper.span is not None and paper.span.month is None and (year or 0) >= paper.span.year)
    return None if taken or (before and after and after - before != 2) else year


def _gaps(paper: Paper, told: Told, column: Mapping[int, str], misplaced: dict[int, Spot]) -> Iterator[Spot]:
    bracket = told.bracket
    if bracket.notes or any(entry.month and entry.day is None for entry in bracket.entries):
        return
    good = [entry.year for place, entry in enumerate(bracket.entries) if place not in misplaced]
    if not good:
        return
    last = paper.span.year if paper.span and paper.span.month is None else max(good) + 1
    counted = {year: cell for year, cell in column.items() if not _UNKNOWN.fullmatch(cell.strip())}
    wanted = set(range(min(good), last)) | {year for year in counted if year < last}
    wanted -= {year for place in misplaced if (year := _suggested(paper, bracket, place))}
    # A stray label stands for one of the missing years, even where nobody can say which.
    missing = sorted(wanted - {entry.year for entry in bracket.entries})
    unsure = sum(_suggested(paper, bracket, place) is None for place in misplaced)
    if len(missing) <= unsure:
        return
    rows = ", ".join(f"{year} – {counted[year]}" for year in missing[:_TOLD] if year in counted)
    more = ", …" if len(missing) > _TOLD else ""
    where = f", хоча в таблиці {_they(missing)} є ({rows}{more})" if set(missing) <= set(counted) else ""
    said = f"немає {'року' if len(missing) == 1 else 'років'} {_listed(missing)}"
    yield Spot(bracket.start, bracket.end, "series-gap", f"Ряд у дужках перервано без пояснення: {said}{where}.")


def _they(years: Sequence[int]) -> str:
    return "він" if len(years) == 1 else "вони"


def _listed(years: Sequence[int]) -> str:
    """«2014, 2016–2018»: three neighbours and more as a span."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] + 1 == year:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def _jumps(paper: Paper, told: Told, misplaced: dict[int, Spot], wrong: Set[tuple[int, int]]) -> Iterator[Spot]:
    bracket = told.bracket
    points = [
        (entry.year, entry.value, entry.start, entry.end)
        for place, entry in enumerate(bracket.entries)
        if entry.value is not None
        and place not in misplaced
        and not entry.partial
        and (entry.start, entry.end) not in wrong
    ]
    if told.figure and paper.span and not told.doubled and not paper.span.month:
        points.append((paper.span.year, told.figure.value, told.figure.start, told.figure.end))
    jumps = [_jump(one, two) for one, two in pairwise(points)]
    if jumps and jumps[-1] and points[-1][2] < bracket.start and _is_partial(paper, told):
        jumps[-1] = 0
    if not any(jumps) or bracket.notes or _EXPLAINED.search(_around(paper, bracket)):
        return
    for at, (one, two) in enumerate(pairwise(points)):
        # A single wrong value makes two jumps, there and back: it is told once, at the value itself.
        if jumps[at] and not (at and jumps[at - 1] and jumps[at - 1] != jumps[at] and not _is_told(jumps, at)):
            yield Spot(two[2], two[3], "series-break", _told_jump(one, two))


def _jump(one: tuple[int, int, int, int], two: tuple[int, int, int, int]) -> int:
    """1 for a sharp rise from one year to the next, -1 for a sharp fall, else 0."""
    low, high = sorted((one[1], two[1]))
    if two[0] != one[0] + 1 or high < LARGE or high < SHARP * max(low, 1):
        return 0
    return 1 if two[1] > one[1] else -1


def _is_told(jumps: Sequence[int], at: int) -> bool:
    """Whether the jump before this one was itself only the way back from an earlier one."""
    run = 0
    while at - run > 0 and jumps[at - run - 1] and jumps[at - run - 1] != jumps[at - run]:
        run += 1
    return run % 2 == 0


def _told_jump(one: tuple[int, int, int, int], two: tuple[int, int, int, int]) -> str:
    return f"Різкий злам ряду без пояснення: {one[0]} рік – {one[1]}, {two[0]} рік – {two[1]}."


def _around(paper: Paper, bracket: Bracket) -> str:
    """The sentence of the bracket and the one after it, as far as an explanation may stand."""
    start, end = paper.sentence(bracket.start)
    end = paper.sentence(end)[1] if end < len(paper.text) else end
    return paper.plain[max(start, bracket.start - _REACH) : min(end, bracket.end + _REACH)]


def _is_partial(paper: Paper, told: Told) -> bool:
    start = max(paper.sentence(told.bracket.start)[0], told.bracket.start - _REACH)
    return bool((paper.span and paper.span.partial) or _PARTIAL.search(paper.text, start, told.bracket.start))


def _spans(paper: Paper, told: Told) -> Iterator[Spot]:
    entries = told.bracket.entries
    spans = {_flat(entry.partial) for entry in entries}
    if len(spans) > 1:
        for entry in entries:
            if entry.partial:
                said = f"Неповний період (за {_flat(entry.partial)} {entry.year} року) стоїть поряд із повними роками."
                yield Spot(entry.start, entry.end, "partial-year", said)
        return
    whole_years = spans == {""} and not any(entry.month for entry in entries)
    match = _PARTIAL.search(paper.text, told.lead, told.bracket.start)
    if whole_years and match:
        yield Spot(*match.span(), "partial-year", "Показник за неповний рік порівняно в дужках із повними роками.")
    elif spans != {""} and not _is_partial(paper, told):
        said = "Показник за повний період порівняно в дужках із неповними роками."
        yield Spot(told.bracket.start, told.bracket.end, "partial-year", said)


def _flat(words: str) -> str:
    return " ".join(words.lower().split())


def _approximations(paper: Paper, told: Told) -> Iterator[Spot]:
    entries = [entry for entry in told.bracket.entries if entry.value is not None]
    figure = None if told.doubled else told.figure
    marks = [entry.approximate for entry in entries] + ([figure.approximate] if figure else [])
    if not any(marks) or all(marks):
        return
    said = "Приблизне число («{}») стоїть в одному ряду з точними; позначте однаково або дайте точне."
    for entry in entries:
        if entry.approximate:
            yield Spot(entry.start, entry.end, "approximation", said.format(entry.approximate))
        elif entry.value and _is_round(entry.value):
            yield Spot(entry.start, entry.end, "approximation-unmarked", _round(paper, entry.start, entry.end))
    if figure and figure.approximate:
        yield Spot(figure.start, figure.end, "approximation", said.format(figure.approximate))
    elif figure and _is_round(figure.value):
        yield Spot(figure.start, figure.end, "approximation-unmarked", _round(paper, figure.start, figure.end))


def _is_round(value: int) -> bool:
    return value >= ROUND_FROM and len(str(value).rstrip("0")) <= SIGNIFICANT


def _round(paper: Paper, start: int, end: int) -> str:
    return f"Кругле число «{paper.text[start:end]}» у ряду з «понад» чи «близько» схоже на непозначене приблизне."


def _other_days(bracket: Bracket) -> Iterator[Spot]:
    days = Counter((entry.day, entry.month) for entry in bracket.entries if entry.day and _exists(entry))
    if len(days) < 2:
        return
    usual = days.most_common(1)[0][0]
    for entry in bracket.entries:
        if entry.day and (entry.day, entry.month) != usual and _exists(entry):
            said = f"Дата {entry.day:02d}.{entry.month or 0:02d}.{entry.written} в ряду, де решта на інший день року."
            yield Spot(entry.start, entry.end, "bracket-date", said)


def _exists(entry: Entry) -> bool:
    """Whether the calendar may have the day; a day that cannot be is told as a date."""
    return 1 <= (entry.month or 0) <= 12 and 1 <= (entry.day or 0) <= (30 if entry.month in (4, 6, 9, 11) else 31)


def _lead(paper: Paper, told: Told) -> Iterator[Spot]:
    """«у 2019 році підготовано …» in the report for 2020, with brackets of the years before 2020."""
    if paper.span is None:
        return
    # The nearest year before the bracket names the figure; an earlier one may be a comparison.
    for match in [*_LEAD_YEAR.finditer(paper.text, told.lead, told.bracket.start)][-1:]:
        if int(match.group(1)) != paper.span.year:
            said = f"Показник названо за {match.group(1)} рік, а звіт – за {paper.span.year}."
            yield Spot(*match.span(), "lead-year", said)
