"""Tables that lose nothing where they do not fit: no word of a reason or an id is cut, in no terminal, pipe or log."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

# In a narrow terminal a table of more columns than this becomes columns of a few letters.
FEW_COLUMNS = 5


class WholeTables(Console):
    """A console that prints every table whole.

    Into a pipe or file each row is one line, however long; in a terminal too narrow for the table each row is a
    block of «column: value» lines.
    """

    def print(self, *objects: Any, **options: Any) -> None:
        """As rich does, but for a table by itself."""
        if len(objects) != 1 or not isinstance(objects[0], Table):
            super().print(*objects, **options)
            return
        (table,) = objects
        size = Measurement.get(self, self.options.update(max_width=100_000), table)
        if not self.is_terminal:
            usual, self.width = self.width, max(self.width, size.maximum)
            super().print(table, **options)
            self.width = usual
        elif size.maximum <= self.width or (size.minimum <= self.width and len(table.columns) <= FEW_COLUMNS):
            super().print(table, **options)
        else:
            for line in _blocks(table):
                super().print(line, soft_wrap=True)


def _blocks(table: Table) -> list[Text]:
    """The title, then the rows, each cell on a line of its own after the first; an empty cell is left out."""
    heads = [_text(column.header) for column in table.columns]
    lines = [_text(table.title)] if table.title else []
    for row in zip(*(column.cells for column in table.columns), strict=True):
        cells = [_text(cell) for cell in row]
        lines.append(Text.assemble((cells[0].plain, "bold")))
        for head, cell in zip(heads[1:], cells[1:], strict=True):
            if cell.plain.strip():
                lines.append(Text.assemble("  ", f"{head.plain}: " if head.plain else "", cell))
    return lines


def _text(cell: object) -> Text:
    return cell if isinstance(cell, Text) else Text.from_markup(str(cell))
