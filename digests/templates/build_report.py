"""Writes report.docx, the form of the month and year report that a clerk may then restyle in Word. Run it by hand:

    python -m digests.templates.build_report [FOLDER]

Page and type are those of the other forms; gaps are shaded, the appendix of figures has a small type of its own.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table

from digests.templates import build_templates as forms
from digests.templates import word_styles
from digests.templates.word_styles import BOTH, CENTER, LEFT, RIGHT, find

APPENDIX_COLUMNS = (
    ("Показник", 34),
    ("Значення за періодами", 50),
    ("Джерело", 22),
    ("Хто і коли", 32),
    ("Примітка", 32),
)
_KEYS = ("what", "told", "origin", "who", "note")
_SHADE = "FFF2A8"  # a highlighter's yellow that stays readable in print


def build() -> bytes:
    """The form's bytes, the same at every run."""
    return forms._made(_report)


def main(folder: Path) -> None:
    (folder / "report.docx").write_bytes(build())


def _report(document: Document) -> None:
    _styles(document)
    _head(document)
    _loop(document, "notice in notices", lambda: _p(document, "{{ notice }}", "OhliadGapMark"))
    _p(document, "{%p for chapter in chapters %}")
    _p(document, "{{ chapter.title }}", "Heading 1")
    _p(document, "{%p for piece in chapter.pieces %}")
    _when(document, "text", lambda: _p(document, "{{ piece.text }}"))
    _when(document, "notice", lambda: _p(document, "{{ piece.text }}", "OhliadGapMark"))
    _when(document, "table", lambda: _grid(document))
    _when(document, "chart", lambda: _chart(document))
    _when(document, "list", lambda: _list(document))
    _p(document, "{%p endfor %}")
    _p(document, "{%p endfor %}")
    _p(document, "{{ closing }}", "OhliadNote")
    _signature(document)
    _appendix(document)


def _styles(document: Document) -> None:
    mark = word_styles._shape(document, "OhliadGapMark", name="Огляд: немає даних", indent=10, alignment=BOTH, after=4)
    shade = OxmlElement("w:shd")
    for attribute, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shade.set(qn(f"w:{attribute}"), value)
    mark.element.get_or_add_rPr().append(shade)
    word_styles._shape(
        document, "OhliadTableTitle", name="Огляд: назва таблиці", bold=True, before=6, after=4, alignment=CENTER,
        keep=True, size=12,
    )  # fmt: skip


def _head(document: Document) -> None:
    _p(document, "{{ institution }}", "OhliadInstitution")
    _p(document, "{%p if department %}")
    _p(document, "{{ department }}", "OhliadDepartment")
    _p(document, "{%p endif %}")
    _p(document, "{{ title }}", "Title")
    _p(document, "{{ span }}", "OhliadPeriod")


def _grid(document: Document) -> None:
    _p(document, "{%p if piece.title %}")
    _p(document, "{{ piece.title }}", "OhliadTableTitle")
    _p(document, "{%p endif %}")
    table = document.add_table(rows=4, cols=3)
    table.style = find(document, "TableGrid")
    for row, values, style, alignment in (
        (0, "piece.head", "OhliadCellTitle", CENTER),
        (2, "row", "OhliadFigure", CENTER),
    ):
        words = (f"{{%tc for cell in {values} %}}", "{{ cell }}", "{%tc endfor %}")
        for place, text in enumerate(words):
            forms._cell(table.cell(row, place), text, style, alignment)
    forms._cell(table.cell(1, 0), "{%tr for row in piece.rows %}", "OhliadCell", LEFT)
    forms._cell(table.cell(3, 0), "{%tr endfor %}", "OhliadCell", LEFT)
    _free(table)
    _p(document, "", "OhliadGap")


def _free(table: Table) -> None:
    """No cell has a width of its own: the columns are as many as the series, the grid divides them."""
    table.autofit = False
    forms._repeated(table.rows[0]._tr)
    for row in table.rows:
        forms._whole(row._tr)
        for width in list(row._tr.iter(qn("w:tcW"))):
            width.getparent().remove(width)
    grid = table._tbl.tblGrid.findall(qn("w:gridCol"))
    for column in grid:
        column.set(qn("w:w"), str(round(forms.WIDTH * 56.7 / len(grid))))  # 56.7 twips a millimetre


def _chart(document: Document) -> None:
    _p(document, "{{ piece.picture }}", "OhliadPicture")
    _p(document, "Рисунок {{ piece.number }} – {{ piece.title }}", "Caption")


def _list(document: Document) -> None:
    _p(document, "{{ piece.title }}")
    _loop(document, "line in piece.lines", lambda: _p(document, "– {{ line }}", "OhliadList"))


def _signature(document: Document) -> None:
    table = document.add_table(rows=1, cols=2)
    forms._widths(table, (105, forms.WIDTH - 105))
    forms._cell(table.cell(0, 0), "{{ role }}", "OhliadSign", LEFT)
    forms._cell(table.cell(0, 1), "{{ signatory }}", "OhliadSign", RIGHT)
    forms._whole(table.rows[0]._tr)


def _appendix(document: Document) -> None:
    _p(document, "{%p if figures %}")
    _p(document, "", "OhliadPlain").add_run().add_break(WD_BREAK.PAGE)
    _p(document, "Додаток", "OhliadAnnex")
    _p(document, "Походження показників", "OhliadAnnexTitle")
    forms._table(document, APPENDIX_COLUMNS, "figures", _KEYS, "OhliadSmallCell")
    _p(document, "{%p endif %}")


def _when(document: Document, kind: str, fill: Any) -> None:
    forms._if(document, f'piece.kind == "{kind}"', fill)


def _loop(document: Document, each: str, fill: Any) -> None:
    _p(document, f"{{%p for {each} %}}")
    fill()
    _p(document, "{%p endfor %}")


def _p(document: Document, text: str, style: str = "Normal") -> Any:
    return forms._p(document, text, style)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
