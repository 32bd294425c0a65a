"""What a report is made of beside the figures of the archive: lists and figures that the registers bring. No texts.

The sections are those of departments' reports, in the order they are printed. Whoever adds a list names one of them.
The report asks one function for all registers of a place: `monitor.pipeline.registers.material(store, period, now=…)`,
which returns figures of the period and of all earlier periods that the registers know.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from digests.reports.series import Figure, Series

Section = Literal[
    "media", "site", "social", "organisations", "monitoring", "informing", "events", "petitions", "requests",
    "documents", "diary",
]  # fmt: skip

# Section -> its heading, in the order of the report.
SECTIONS: dict[Section, str] = {
    "media": "Співпраця із засобами масової інформації",
    "site": "Офіційний вебсайт",
    "social": "Офіційні сторінки в соціальних мережах",
    "organisations": "Політичні партії, громадські та релігійні організації",
    "monitoring": "Моніторинг публікацій",
    "informing": "Інформування про суспільно-політичну ситуацію",
    "events": "Публічні заходи",
    "petitions": "Електронні петиції",
    "requests": "Запити журналістів",
    "documents": "Документи та листування",
    "diary": "Участь у заходах, засіданнях і навчаннях",
}

# The series that registers count. A register returns figures of these ids; a series of its own (a section of the
# site, a page of a network) comes along in `Material.series`.
REGISTER_SERIES: dict[str, Section] = {
    "contracts": "media",  # flow: contracts with outlets signed in the period
    "contract-letters": "media",  # flow: letters of request sent to outlets
    "contract-publications": "media",  # flow: publications matched to contracts and letters
    "greetings": "media",  # flow: greetings and congratulations published
    "parties": "organisations",  # stock: party branches registered
    "civic": "organisations",  # stock: civic organisations
    "religious": "organisations",  # stock: religious organisations
    "events-held": "events",  # flow: public events held
    "petitions": "petitions",  # flow: new petitions
    "petitions-supported": "petitions",  # flow: those that reached the threshold in the period
    "journalist-requests": "requests",  # flow: received
    "journalist-replies": "requests",  # flow: answered, a part of those received
    "diary-events": "diary",  # flow: events of the city attended or organised
    "diary-sittings": "diary",  # flow: sittings of boards and commissions
    "diary-trainings": "diary",  # flow: trainings
}


@dataclass(frozen=True, slots=True)
class ReportList:
    """A list of the report. Lines carry neither number nor closing mark and stand in their final order.

    `title` is the clause before the colon («Невиконані заявки»); a list without lines says that nothing was entered,
    so a register that is empty returns no list at all.
    """

    section: Section
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """What the registers bring for one period: figures of the period and of earlier ones, lists, own series.

    `section_of` places series that `REGISTER_SERIES` does not name: pairs of series id and section («site», «social»).
    """

    figures: tuple[Figure, ...] = ()
    lists: tuple[ReportList, ...] = ()
    series: tuple[Series, ...] = ()
    section_of: tuple[tuple[str, Section], ...] = ()
