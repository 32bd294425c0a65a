"""The review table as XLSX: drop-down lists of the legal labels, frozen header, filters, widths. Evaluates nothing."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from monitor.review.sheet import COLUMNS, DECISIONS
from monitor.review.words import WORDS

_WIDTHS = {
    "id": 16,
    "date": 16,
    "outlet": 22,
    "title": 48,
    "excerpt": 60,
    "url": 36,
    "evidence": 40,
    "reason": 50,
    "note": 30,
}
_LISTED = tuple(field for field in DECISIONS if field in WORDS)  # a kind of issue is written, not chosen


def build(rows: Sequence[Sequence[str]]) -> bytes:
    """The rows (header first) as a workbook; every cell is text."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Перевірка"
    lists = book.create_sheet("Значення")
    for at, field in enumerate(_LISTED, start=1):
        for line, word in enumerate(WORDS[field].values(), start=1):
            lists.cell(row=line, column=at, value=word)
    lists.sheet_state = "hidden"
    for line, row in enumerate(rows, start=1):
        for at, text in enumerate(row, start=1):
            cell = sheet.cell(row=line, column=at)
            cell.value = text
            cell.data_type = "s"  # never a formula, whatever it begins with
            cell.number_format = "@"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.protection = Protection(locked=False)
    _dress(sheet, len(rows))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _dress(sheet: object, count: int) -> None:
    from openpyxl.worksheet.worksheet import Worksheet

    assert isinstance(sheet, Worksheet)
    keys = list(COLUMNS)
    for at, key in enumerate(keys, start=1):
        head = sheet.cell(row=1, column=at)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="FFF2CC" if key.startswith("decide") or key == "note" else "D9E1F2")
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(key, 18)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(keys))}{max(count, 1)}"
    for number, field in enumerate(_LISTED, start=1):
        letter = get_column_letter(keys.index(f"decide {field}") + 1)
        source = f"Значення!${get_column_letter(number)}$1:${get_column_letter(number)}${len(WORDS[field])}"
        rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
        rule.error = "Оберіть значення зі списку"
        sheet.add_data_validation(rule)
        rule.add(f"{letter}2:{letter}{max(count, 2)}")
