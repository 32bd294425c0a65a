"""Contracts and letters of request with outlets: their table. What became of them is in fulfilment.py."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.registers.columns import Cells, Column, folded, read
from monitor.registers.nouns import Contract, ContractForm, SizeUnit

FORMS: dict[ContractForm, str] = {"contract": "договір", "letter": "лист-заявка"}
UNITS: dict[SizeUnit, str] = {"cm2": "см²", "min": "хв", "": ""}
_FORMS: dict[str, ContractForm] = {
    "договір": "contract", "угода": "contract", "contract": "contract",
    "лист-заявка": "letter", "лист": "letter", "заявка": "letter", "letter": "letter",
}  # fmt: skip
_SIZE = re.compile(r"([0-9][0-9 \u00a0]{0,8}(?:[.,][0-9]{1,3})?)\s*(см²|см2|кв\. ?см|cm2|хв\.?|хвилин\w{0,2}|min)?")
COLUMNS = (
    Column("form", ("вид", "вид документа", "тип")),
    Column("number", ("номер", "№"), required=True),
    Column("signed", ("дата", "від", "дата укладення"), required=True),
    Column("outlet", ("видання", "змі", "з ким", "контрагент"), required=True),
    Column("subject", ("предмет", "зміст", "про що", "що"), required=True),
    Column("size", ("обсяг", "площа", "см²", "хвилин", "тривалість")),
    Column("pieces", ("публікацій", "кількість", "кількість публікацій")),
    Column("deadline", ("строк", "до", "виконати до", "термін")),
    Column("phrase", ("ознака", "рубрика", "позначка")),
    Column("note", ("примітка", "примітки")),
)


def key(contract: Contract) -> str:
    """Numbers begin anew every year, and a contract and a letter may share one."""
    return f"{contract.form}:{contract.signed.year}/{folded(contract.number)}"


def read_contracts(rows: Sequence[Sequence[str]], name: str, form: ContractForm | None = None) -> tuple[Contract, ...]:
    """The contracts and letters of a table; `form` is that of rows which do not say. Raises ConfigError."""
    heading = folded(" ".join(rows[0])) if rows else ""
    by_heading: SizeUnit = "min" if "хвилин" in heading or "тривалість" in heading else "cm2"

    def make(cells: Cells) -> Contract:
        said = cells.choice("form", _FORMS, form or "contract")
        signed, deadline = cells.needed_day("signed"), cells.day("deadline")
        if deadline and deadline < signed:
            cells.wrong("deadline", "строк раніший за дату документа")
        size, unit = _size(cells, by_heading)
        pieces = cells.whole("pieces", 1)
        if pieces < 1:
            cells.wrong("pieces", "має бути хоча б одна публікація")
        return Contract(
            form="letter" if said == "letter" else "contract",
            number=cells.text("number"),
            signed=signed,
            outlet=cells.text("outlet"),
            subject=cells.text("subject"),
            size=size,
            unit=unit,
            pieces=pieces,
            deadline=deadline,
            phrase=cells.text("phrase"),
            note=cells.text("note"),
        )

    return read(rows, COLUMNS, make, name=name, key=key)


def _size(cells: Cells, by_heading: SizeUnit) -> tuple[float | None, SizeUnit]:
    text = cells.text("size").lower()
    if not text:
        return None, ""
    size, unit = measure(text)
    if size is None:
        cells.wrong("size", f"потрібен обсяг, як «400 см²» чи «10 хв», а написано «{text}»")
        return None, ""
    return size, unit or by_heading


def measure(text: str) -> tuple[float | None, SizeUnit]:
    """«400 см²» -> 400, cm2; «12,5 хв» -> 12.5, min; «300» -> 300 of no named unit; anything else None."""
    match = _SIZE.fullmatch(text.strip().lower())
    if match is None:
        return None, ""
    unit: SizeUnit = "" if match[2] is None else "min" if match[2].startswith(("хв", "min")) else "cm2"
    return float(re.sub(r"[ \u00a0]", "", match[1]).replace(",", ".")), unit
