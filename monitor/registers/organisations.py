"""Parties, civic and religious organisations: their table, how many there were on a day, who came and who went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from monitor.registers.columns import Cells, Column, folded, read
from monitor.registers.nouns import Organisation, OrganisationKind

KINDS: dict[OrganisationKind, str] = {
    "party": "політична партія",
    "civic": "громадська організація",
    "religious": "релігійна організація",
}
_WORDS: dict[str, str] = {
    "партія": "party", "політична партія": "party", "осередок партії": "party", "party": "party", "parties": "party",
    "громадська": "civic", "громадська організація": "civic", "го": "civic", "civic": "civic",
    "релігійна": "religious", "релігійна організація": "religious", "релігійна громада": "religious",
    "religious": "religious",
}  # fmt: skip
COLUMNS = (
    Column("name", ("назва", "найменування", "повна назва", "organisation", "organization"), required=True),
    Column("kind", ("вид", "тип", "type")),
    Column("registered", ("зареєстровано", "дата реєстрації", "дата створення", "founded")),
    Column("ended", ("припинено", "дата припинення", "ліквідовано")),
    Column("aliases", ("інші назви", "скорочення", "коротка назва", "also")),
    Column("code", ("код", "єдрпоу", "код єдрпоу", "edrpou")),
    Column("note", ("примітка", "примітки")),
)


@dataclass(frozen=True, slots=True)
class YearLine:
    """One year of one kind: how many there were on its last day, how many came and went during the year.

    The last day is 31 December, in the current year today: nothing is known of the rest.
    """

    year: int
    as_of: date
    standing: int
    came: int
    went: int


def key(organisation: Organisation) -> str:
    """What makes two rows one organisation: its code in the state register, else its kind and name."""
    return organisation.code or _by_name(organisation)


def with_codes(rows: Sequence[tuple[str, object]], known: Iterable[Organisation]) -> list[tuple[str, object]]:
    """Imported organisations by key; one without a code is the known one of its kind and name that has a code.

    A table that leaves the column out does not take the code away. A name that several known ones bear is a new one.
    """
    coded: dict[str, list[Organisation]] = {}
    for one in known:
        if one.code:
            coded.setdefault(_by_name(one), []).append(one)
    return [_coded(name, row, coded) for name, row in rows]


def _coded(name: str, row: object, coded: Mapping[str, Sequence[Organisation]]) -> tuple[str, object]:
    if not isinstance(row, Organisation) or row.code:
        return name, row
    same = coded.get(_by_name(row), ())
    if len(same) != 1:
        return name, row
    return key(same[0]), replace(row, code=same[0].code)


def outgrown(rows: Sequence[tuple[str, object]]) -> list[str]:
    """The keys that these organisations had while nobody knew their codes."""
    return [_by_name(row) for _, row in rows if isinstance(row, Organisation) and row.code]


def _by_name(organisation: Organisation) -> str:
    return f"{organisation.kind}:{folded(organisation.name)}"


def read_organisations(
    rows: Sequence[Sequence[str]], name: str, kind: OrganisationKind | None = None
) -> tuple[Organisation, ...]:
    """The organisations of a table; `kind` is that of rows which do not say. Raises ConfigError (see columns.read)."""

    def make(cells: Cells) -> Organisation:
        said = cells.choice("kind", _WORDS, kind or "")
        if not said and not cells.problems:
            cells.wrong("kind", "не вказано вид організації")
        registered, ended = cells.day("registered"), cells.day("ended")
        if registered and ended and ended < registered:
            cells.wrong("ended", "припинено раніше, ніж зареєстровано")
        return Organisation(
            name=cells.text("name"),
            kind=_kind(said),
            registered=registered,
            ended=ended,
            aliases=cells.listed("aliases"),
            code=cells.text("code"),
            note=cells.text("note"),
        )

    return read(rows, COLUMNS, make, name=name, key=key)


def _kind(code: str) -> OrganisationKind:
    return next((kind for kind in KINDS if kind == code), "civic")


def standing_on(organisations: Iterable[Organisation], day: date) -> tuple[Organisation, ...]:
    """Those registered by that day (or nobody knows when) and not ended by it."""
    return tuple(
        one
        for one in organisations
        if (one.registered is None or one.registered <= day) and (one.ended is None or one.ended > day)
    )


def year_lines(
    organisations: Sequence[Organisation], kind: OrganisationKind, years: Iterable[int], today: date
) -> list[YearLine]:
    """The table «Станом на 31 грудня» of one kind, years ascending; years to come have no line."""
    mine = [one for one in organisations if one.kind == kind]
    lines = []
    for year in sorted({year for year in years if year <= today.year}):
        first, last = date(year, 1, 1), min(date(year, 12, 31), today)
        came = sum(one.registered is not None and first <= one.registered <= last for one in mine)
        went = sum(one.ended is not None and first <= one.ended <= last for one in mine)
        lines.append(YearLine(year, last, len(standing_on(mine, last)), came, went))
    return lines
