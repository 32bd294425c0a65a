"""One page of a PDF as lines of text, with an empty line where the print shows a space or another size of letters.

Runs in the child process of monitor.pdf; the order is the one in which the page was drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject

APART = 1.4  # times the usual distance of two lines: a new paragraph, or what stands under a headline
OTHER_SIZE = 1.15  # times the size of the letters before


@dataclass(slots=True)
class _Line:
    text: str = ""
    height: float | None = None  # on the page, in points; of its first letters
    size: float = 0.0


@dataclass(slots=True)
class _Drawn:
    """Takes what the library reads, piece by piece."""

    lines: list[_Line] = field(default_factory=lambda: [_Line()])

    def piece(self, text: str, cm: Sequence[float], tm: Sequence[float], _font: Any, size: float) -> None:
        first, *rest = text.split("\n")
        for number, part in enumerate((first, *rest)):
            if number:
                self.lines.append(_Line())
            line = self.lines[-1]
            if line.height is None and part.strip():
                line.height = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                line.size = abs(size * tm[3] * cm[3]) or size
            line.text += part


def text_of(page: PageObject) -> str:
    """The text of a page, its lines told apart by «\\n». Raises whatever the library raises."""
    drawn = _Drawn()
    text = page.extract_text(visitor_text=drawn.piece)
    lines = [line for line in drawn.lines if line.text.strip()]
    if "".join("".join(line.text for line in lines).split()) != "".join(text.split()):
        return text  # the pieces are not the whole: its own lines then, without their places
    return "\n".join(_spaced(lines))


def _spaced(lines: list[_Line]) -> list[str]:
    usual = _usual(lines)
    made: list[str] = []
    before: _Line | None = None
    for line in lines:
        if before is not None and _is_apart(before, line, usual):
            made.append("")
        made.append(line.text)
        before = line
    return made


def _is_apart(before: _Line, line: _Line, usual: float) -> bool:
    if before.height is None or line.height is None:
        return False
    small, large = sorted((before.size, line.size))
    return before.height - line.height > APART * usual > 0 or large > OTHER_SIZE * small > 0


def _usual(lines: list[_Line]) -> float:
    """The middle one (of two, the lesser) of the distances by which lines follow downwards; 0 where there are none."""
    heights = [line.height for line in lines if line.height is not None]
    steps = sorted(above - below for above, below in pairwise(heights) if above - below > 0.1)
    return steps[(len(steps) - 1) // 2] if steps else 0.0
