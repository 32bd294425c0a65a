"""Writes thematic.docx and situation.docx, the forms a clerk may then restyle in Word. Run it by hand:

    python -m digests.templates.build_templates [FOLDER]

Page and type follow DSTU 4163:2020: A4, margins 30/10/20/20 mm, Times New Roman 14, paragraphs indented by 10 mm,
page numbers from the second page on in the middle of the top margin.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document as new_document
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table

from digests.fixed_zip import repack
from digests.templates import word_styles
from digests.templates.word_styles import CENTER, LEFT, RIGHT, find

WIDTH = 170  # mm between the margins


def build() -> dict[str, bytes]:
    """Template name -> its bytes, the same at every run."""
    return {"thematic.docx": _made(_thematic), "situation.docx": _made(_situation)}


def main(folder: Path) -> None:
    for name, content in build().items():
        (folder / name).write_bytes(content)


def _made(fill: Callable[[Document], None]) -> bytes:
    document = new_document()
    _page(document)
    word_styles.make(document)
    fill(document)
    properties = document.core_properties
    properties.title, properties.subject, properties.author = "{{ title }}", "{{ period }}", "{{ institution }}"
    properties.comments, properties.keywords, properties.language = "", "", "uk-UA"
    properties.last_modified_by, properties.revision = "", 1
    properties.created = properties.modified = datetime(2020, 1, 1)  # noqa: DTZ001 - python-docx wants it naive
    made = io.BytesIO()
    document.save(made)
    return repack(made.getvalue())


# --- the two forms ------------------------------------------------------------------------------------------------


def _thematic(document: Document) -> None:
    _heading_block(document)
    _p(document, "{{ opening }}")
    _contents(document)
    _p(document, "Зведені показники", "Heading 1")
    _figures(document)
    _if(document, "topics", lambda: _table(document, TOPIC_COLUMNS, "topics", ("label", "now", "before", "change")))
    _if(document, "outlets", lambda: _table(document, OUTLET_COLUMNS, "outlets", ("label", "now")))
    _charts(document)
    _p(document, "{%p for section in sections %}")
    _p(document, "{{ section.title }} ({{ section.count }})", "Heading 1")
    _items(document)
    _p(document, "{%p endfor %}")
    _closing(document)


def _situation(document: Document) -> None:
    _heading_block(document)
    _p(document, "{{ opening }}")
    _p(document, "{%p for section in sections %}")
    _p(document, "{{ section.number }}. {{ section.title }}", "Heading 1")
    _if(document, "section.empty", lambda: _p(document, "{{ section.empty }}"))
    _items(document)
    _p(document, "{%p for line in section.lines %}")
    _p(document, "{{ line }}", "OhliadList")
    _p(document, "{%p endfor %}")
    _p(document, "{%p endfor %}")
    _p(document, "{{ figures_number }}. Показники за період", "Heading 1")
    _figures(document)
    _charts(document)
    _closing(document)


FIGURE_COLUMNS = (("Показник", 80), ("За період", 28), ("Попередній", 34), ("Різниця", 28))
TOPIC_COLUMNS = (("Тема", 80), ("За період", 28), ("Попередній", 34), ("Різниця", 28))
OUTLET_COLUMNS = (("Видання", 120), ("Матеріалів", 50))
ANNEX_COLUMNS = (("№", 10), ("Видання", 34), ("Дата і час", 24), ("Заголовок", 50), ("Адреса", 52))


def _heading_block(document: Document) -> None:
    _p(document, "{{ institution }}", "OhliadInstitution")
    _if(document, "department", lambda: _p(document, "{{ department }}", "OhliadDepartment"))
    table = document.add_table(rows=1, cols=2)
    _widths(table, (WIDTH // 2, WIDTH // 2))
    _cell(table.cell(0, 0), "{{ date }}", "OhliadPlain", LEFT)
    _cell(table.cell(0, 1), "№ {{ number }}", "OhliadPlain", RIGHT)
    _p(document, "", "OhliadGap")
    _p(document, "{%p for line in addressee %}")
    _p(document, "{{ line }}", "OhliadAddressee")
    _p(document, "{%p endfor %}")
    _p(document, "{{ genre }}", "Title")
    _if(document, "subject", lambda: _p(document, "{{ subject }}", "Subtitle"))
    _p(document, "{{ period_words }}", "OhliadPeriod")


def _contents(document: Document) -> None:
    """A field Word refreshes itself; until then it holds the titles of the sections."""

    def field() -> None:
        _p(document, "Зміст", "OhliadContentsTitle")
        first = _p(document, "", "OhliadContents")
        _field_char(first, "begin", dirty=True)
        _instruction(first, r' TOC \o "1-1" \h \z \u ')
        _field_char(first, "separate")
        _p(document, "{%p for section in sections %}")
        _p(document, "{{ section.title }} ({{ section.count }})", "OhliadContents")
        _p(document, "{%p endfor %}")
        _field_char(_p(document, "", "OhliadContents"), "end")

    _if(document, "long", field)


def _figures(document: Document) -> None:
    keys = ("label", "now", "before", "change")
    _if(document, "compared", lambda: _table(document, FIGURE_COLUMNS, "figures", keys, "OhliadFigure"))
    plain = (FIGURE_COLUMNS[0], ("За період", 90))
    _if(document, "not compared", lambda: _table(document, plain, "figures", keys[:2], "OhliadFigure"))


def _charts(document: Document) -> None:
    _p(document, "{%p for chart in charts %}")
    _p(document, "{{ chart.picture }}", "OhliadPicture")
    _p(document, "Рисунок {{ loop.index }} – {{ chart.title }}", "Caption")
    _p(document, "{%p endfor %}")


def _items(document: Document) -> None:
    _p(document, "{%p for item in section.entries %}")
    _p(document, "{{ item.number }}. {{r item|link }}", "OhliadHeadline")
    _p(document, "{{ item.source }}{{r item.marks|strong }}", "OhliadSource")
    _if(document, "item.quote", lambda: _p(document, "{{ item.quote }}", "OhliadQuote"))
    _p(document, "{%p for other in item.others %}")
    _p(document, "{{ other.relation }}: {{r other|link }} ({{ other.source }}){{r other.marks|strong }}", "OhliadOther")
    _p(document, "{%p endfor %}")
    _p(document, "{%p endfor %}")


def _closing(document: Document) -> None:
    _p(document, "{%p for note in notes %}")
    _p(document, "{{ note }}", "OhliadNote")
    _p(document, "{%p endfor %}")
    table = document.add_table(rows=1, cols=2)
    _widths(table, (105, WIDTH - 105))
    _cell(table.cell(0, 0), "{{ role }}", "OhliadSign", LEFT)
    _cell(table.cell(0, 1), "{{ signatory }}", "OhliadSign", RIGHT)
    _whole(table.rows[0]._tr)  # nobody's name may stand on a page without the text
    under = table.cell(0, 0).add_paragraph("{{ author }}")
    under.style = find(document, "OhliadAuthor")

    def annex() -> None:
        _p(document, "", "OhliadPlain").add_run().add_break(WD_BREAK.PAGE)
        _p(document, "Додаток", "OhliadAnnex")
        _p(document, "Перелік матеріалів з адресами", "OhliadAnnexTitle")
        _table(document, ANNEX_COLUMNS, "annex", ("number", "outlet", "when", "title", "|link"), "OhliadSmallCell")

    _if(document, "annex", annex)


# --- pieces -------------------------------------------------------------------------------------------------------


def _p(document: Document, text: str, style: str = "Normal") -> Any:
    return document.add_paragraph(text, style=find(document, style))


def _if(document: Document, condition: str, fill: Callable[[], object]) -> None:
    _p(document, f"{{%p if {condition} %}}")
    fill()
    _p(document, "{%p endif %}")


def _table(
    document: Document, columns: Sequence[tuple[str, int]], rows: str, keys: Sequence[str], style: str = "OhliadCell"
) -> None:
    table = document.add_table(rows=4, cols=len(columns))
    table.style = find(document, "TableGrid")
    _widths(table, [width for _, width in columns])
    for place, ((title, _), key) in enumerate(zip(columns, keys, strict=True)):
        _cell(table.cell(0, place), title, "OhliadCellTitle", CENTER)
        words = f"{{{{r row{key} }}}}" if key.startswith("|") else f"{{{{ row.{key} }}}}"
        _cell(table.cell(2, place), words, style, RIGHT if key in ("now", "before", "change") else LEFT)
    _cell(table.cell(1, 0), f"{{%tr for row in {rows} %}}", style, LEFT)
    _cell(table.cell(3, 0), "{%tr endfor %}", style, LEFT)
    _repeated(table.rows[0]._tr)
    for row in table.rows:
        _whole(row._tr)
    _p(document, "", "OhliadGap")


def _cell(cell: Any, text: str, style: str, alignment: Any) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = find(cell.part.document, style)
    paragraph.alignment = alignment
    paragraph.add_run(text)


def _widths(table: Table, widths: Sequence[int]) -> None:
    table.autofit = False
    for grid, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        grid.set(qn("w:w"), str(Mm(width).twips))
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _repeated(row: Any) -> None:
    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _whole(row: Any) -> None:
    row.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def _field_char(paragraph: Any, kind: str, *, dirty: bool = False) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    if dirty:
        mark.set(qn("w:dirty"), "true")
    paragraph.add_run()._r.append(mark)


def _instruction(paragraph: Any, code: str) -> None:
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = code
    paragraph.add_run()._r.append(text)


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(10)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTER
    _field_char(paragraph, "begin")
    _instruction(paragraph, " PAGE ")
    _field_char(paragraph, "separate")
    paragraph.add_run("2")
    _field_char(paragraph, "end")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
