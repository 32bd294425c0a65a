"""The pinned floor: per classifier and set, which items were right; and the comparison with today's scores.

Pure but for reading and writing one file. Two runs over the same items are compared in pairs: only items whose
correctness changed speak (McNemar's test, exact binomial form).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path

from classifiers.gate.score import Score
from monitor.errors import OhliadError

FLOOR = Path(__file__).parents[1] / "floor.json"
FORMAT = 1
# A drop is significant where chance alone would lose so many more items than it wins in fewer than 1 of 20 cases.
SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class Floor:
    """Pinned scores by name, and the reasons people gave for lowering one."""

    scores: dict[str, Score]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """One score against its floor. `state`: new | kept | better | worse | refused | changed (other data) | absent."""

    name: str
    state: str
    share: float | None  # None: its data is absent today
    floor: float | None = None
    lost: int = 0
    won: int = 0
    chance: float = 1.0

    @property
    def refused(self) -> bool:
        return self.state in ("refused", "changed")


def compare(scores: Sequence[Score], floor: Floor) -> list[Result]:
    """Every score against its floor, then the floors nobody scored today (absent data is not a drop)."""
    found = [_result(score, floor.scores.get(score.name)) for score in scores]
    names = {score.name for score in scores}
    return found + [
        Result(name, "absent", None, pinned.share) for name, pinned in floor.scores.items() if name not in names
    ]


def _result(score: Score, pinned: Score | None) -> Result:
    if pinned is None:
        return Result(score.name, "new", score.share)
    if pinned.data != score.data or len(pinned.right) != len(score.right):
        return Result(score.name, "changed", score.share, pinned.share)
    lost = sum(before and not now for before, now in zip(pinned.right, score.right, strict=True))
    won = sum(now and not before for before, now in zip(pinned.right, score.right, strict=True))
    chance = drop_by_chance(lost, won)
    return Result(score.name, _state(lost, won, chance), score.share, pinned.share, lost, won, chance)


def _state(lost: int, won: int, chance: float) -> str:
    if lost > won:
        return "refused" if chance < SIGNIFICANT else "worse"
    return "better" if won > lost else "kept"


def drop_by_chance(lost: int, won: int) -> float:
    """How likely at least `lost` of lost + won changes are losses where both are equally likely."""
    total = lost + won
    found: float = sum(comb(total, k) for k in range(lost, total + 1)) / 2**total
    return found


def open_floor(file: Path = FLOOR) -> Floor:
    """The pinned floor; an absent file is an empty one. Raises OhliadError where it is damaged."""
    if not file.exists():
        return Floor({})
    try:
        given = json.loads(file.read_text(encoding="utf-8"))
        if given["format"] != FORMAT:
            raise OhliadError(f"{file}: made by another version")
        scores = {
            name: Score(name, row["data"], tuple(mark == "1" for mark in row["right"]))
            for name, row in given["scores"].items()
        }
        return Floor(scores, tuple(given["reasons"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise OhliadError(f"{file}: not a floor ({error})") from error


def save_floor(floor: Floor, file: Path = FLOOR) -> None:
    """Write the floor, one line per score, so that a change is read in its history."""
    rows = {
        name: {"share": round(score.share, 4), "data": score.data, "right": "".join("01"[mark] for mark in score.right)}
        for name, score in sorted(floor.scores.items())
    }
    given = {"format": FORMAT, "scores": rows, "reasons": list(floor.reasons)}
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps(given, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    fresh.replace(file)
