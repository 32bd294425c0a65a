"""Protests that are told by their manner: people stood with portraits, blocked a road, made noise under windows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from classifiers.events.holding import Gathering
from classifiers.events.wording import (
    AT_PLAY,
    CAPTIVES,
    DEMANDING,
    HELD,
    LEISURE,
    NOBODY_CAME,
    NOISE,
    NOISY,
    PAST,
    PROTESTING,
    STOOD,
    WITH_SIGNS,
)

# How many sentences after tell what those who «stood» ask for, and which ones who they are.
_TOLD_WITHIN, _PLAY_WITHIN = 6, 4


def by_manner(lines: Sequence[str], whole: str) -> Iterator[Gathering]:
    """Each sentence that tells a protest by what people did; `whole` is the text in lower case."""
    if not DEMANDING.search(whole):
        return
    for number, line in enumerate(lines):
        if no_one_came(line) or PAST.search(line):
            continue
        stood = STOOD.search(line) is not None and _with_signs(lines, number)
        if stood or PROTESTING.search(line) or (NOISE.search(line) and NOISY.search(line)):
            captives = CAPTIVES.search(whole) is not None
            names = ("акція-нагадування", "акция-напоминание") if captives else ("акція протесту", "акция протеста")
            yield Gathering(names, number, number, manner=True)


def _with_signs(lines: Sequence[str], at: int) -> bool:
    """«Сьогодні знову стояли. … З портретами. … Вимога: …»: no children's feast, no match."""
    if not any(WITH_SIGNS.search(one) for one in lines[at + 1 : at + 3]):
        return False
    told = lines[at : at + _TOLD_WITHIN + 1]
    return any(DEMANDING.search(one) for one in told) and not any(
        LEISURE.search(one) or AT_PLAY.search(one) for one in lines[max(0, at - 1) : at + _PLAY_WITHIN]
    )


def no_one_came(line: str) -> bool:
    """«Водії не вийшли на площу, хоча оголосили протест»: is all that the sentence tells held called off by «не»?"""
    none = NOBODY_CAME.search(line)
    return none is not None and HELD.search(line[: none.start()]) is None and HELD.search(line, none.end()) is None
