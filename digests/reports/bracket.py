"""One bracket of earlier years, «(у 2014 – 42, на 31.12.2015 – 81, …)», read as entries. Judges nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digests.reports.spelled import APPROXIMATE, MONTH_WORD, NUMBER, PARTIAL, month_number, whole

_CUT = re.compile(r";|,(?![0-9]{1,2}(?![0-9]))")
_ENTRY = re.compile(
    rf"\s*(?P<label>(?:(?:станом\s)?на\s|у\s|в\s|за\s|із?\s|протягом\s)?(?:(?P<partial>{PARTIAL})\s)?"
    rf"(?:(?P<day>[0-9]{{1,2}})\.(?P<date_month>[0-9]{{1,2}})\.|(?P<month>{MONTH_WORD})\s)?"
    r"(?P<year>(?:1[0-9]|2[0-9])[0-9]{2,3})(?:\s?(?:році|року|рік|р\.))?)"
    r"\s*(?P<dash>[-–—−:]|(?=на\s)|(?=понад\s)|(?<=\s)(?=[0-9]))\s*(?:на\s)?"
    rf"(?:(?P<approximate>{APPROXIMATE})\s)?(?:(?P<value>{NUMBER})|немає\sданих)(?P<tail>[^0-9]{{0,80}})\s*",
    re.IGNORECASE,
)
_LABEL_ONLY = re.compile(r"(?:рр?\b|рок)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One labelled value. `day` and `month` are of «на 31.12.2018» (or the month of «у листопаді 2018»).

    `year` is the year the value belongs to: a stock on the first of January closes the year before. `label` spans
    the label alone; `value` is None where the report says «немає даних».
    """

    start: int
    end: int
    label: tuple[int, int]
    written: int
    day: int | None
    month: int | None
    partial: str
    approximate: str
    value: int | None

    @property
    def year(self) -> int:
        """The year the value belongs to."""
        return self.written - 1 if (self.day, self.month) == (1, 1) else self.written

    @property
    def key(self) -> tuple[int, ...]:
        """What entries are sorted by: years, and months where no day is named."""
        return (self.year, self.month or 0) if self.day is None else (self.year, 0)


@dataclass(frozen=True, slots=True)
class Bracket:
    """Entries in the order written, with the words between them that are no entry (explanations)."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    notes: tuple[str, ...]


def read_entries(text: str, start: int, end: int) -> Bracket | None:
    """The inside of a bracket as a series, or None where it is something else (a place, a range of years)."""
    entries: list[Entry] = []
    notes: list[str] = []
    for low, high in _pieces(text, start, end):
        piece = text[low:high]
        entry = _entry(text, low, high)
        if entry is None and ":" in piece:
            # «з 2018 року рахуються й дописи: у 2018 – 64»
            cut = low + piece.index(":") + 1
            entry = _entry(text, cut, high)
            notes += [text[low:cut].strip()] if entry else []
        if entry:
            entries.append(entry)
        elif piece.strip():
            notes.append(piece.strip())
    # A series of one year may stand alone («у 2019 – 36»), but not among other words.
    if not entries or len(notes) > len(entries):
        return None
    return Bracket(start - 1, end + 1, tuple(entries), tuple(notes))


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [match.span() for match in _CUT.finditer(text, start, end)]
    lows = [start, *(cut[1] for cut in cuts)]
    highs = [*(cut[0] for cut in cuts), end]
    return list(zip(lows, highs, strict=True))


def _entry(text: str, low: int, high: int) -> Entry | None:
    match = _ENTRY.fullmatch(text, low, high)
    if match is None or _is_range(match):
        return None
    month = match["date_month"]
    return Entry(
        start=match.start("label"),
        end=match.end("tail") - len(match["tail"]) + len(match["tail"].rstrip()),
        label=match.span("label"),
        written=int(match["year"]),
        day=int(match["day"]) if match["day"] else None,
        month=int(month) if month else month_number(match["month"]) if match["month"] else None,
        partial=match["partial"] or "",
        approximate=match["approximate"] or "",
        value=whole(match["value"]) if match["value"] else None,
    )


def _is_range(match: re.Match[str]) -> bool:
    """«2021-2026 роки», «2018–2020», «22.01.2020 – 3»: no year with its figure."""
    if match["day"] and not match["label"].lower().startswith(("на", "станом")):
        return True
    if not match["value"] or match["approximate"]:
        return False
    # No series runs over more than thirty years, so two years closer than that are a range.
    looks = 0 < whole(match["value"]) - int(match["year"]) <= 30
    tail = match["tail"].strip()
    return looks and (bool(_LABEL_ONLY.match(tail)) or (match["label"] == match["year"] and not tail))
