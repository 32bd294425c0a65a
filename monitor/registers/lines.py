"""One line for one entry of any register, as a person lists it. Decides nothing."""

from __future__ import annotations

from datetime import date

from monitor.registers import contracts, diary, organisations
from monitor.registers.nouns import Contract, DiaryEntry, Occasion, Organisation, Request, Subscribers


def line(entry: object) -> str:
    """The entry in one line of Ukrainian. Raises TypeError for what is no entry of a register."""
    if isinstance(entry, Organisation):
        return _organisation(entry)
    if isinstance(entry, Contract):
        return contract(entry)
    if isinstance(entry, Request):
        who = f"{entry.sender} ({entry.outlet})" if entry.outlet else entry.sender
        return f"№ {entry.number} від {_day(entry.received)}, {who}: {entry.subject}"
    if isinstance(entry, Occasion):
        return f"{entry.rule} – {entry.name}" + (f" ({entry.whom})" if entry.whom else "")
    if isinstance(entry, DiaryEntry):
        return f"{diary.KINDS[entry.kind]}: {diary.line(entry)}"
    if isinstance(entry, Subscribers):
        return f"{entry.page}, {_day(entry.day)}: {entry.count}"
    raise TypeError(f"{type(entry).__name__} is no entry of a register")


def _organisation(entry: Organisation) -> str:
    since = f", зареєстровано {_day(entry.registered)}" if entry.registered else ""
    until = f", припинено {_day(entry.ended)}" if entry.ended else ""
    return f"{entry.name} ({organisations.KINDS[entry.kind]}{since}{until})"


def contract(entry: Contract) -> str:
    """«договір № 12 від 03.02.2026 (Вісті): висвітлення …, 400 см², до 31.03.2026»."""
    size = f", {entry.size:g}".replace(".", ",") + f" {contracts.UNITS[entry.unit]}" if entry.size else ""
    until = f", до {_day(entry.deadline)}" if entry.deadline else ""
    head = f"{contracts.FORMS[entry.form]} № {entry.number} від {_day(entry.signed)} ({entry.outlet})"
    return f"{head}: {entry.subject.rstrip(' .;')}{size}{until}"


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
