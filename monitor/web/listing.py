"""The filter of an item list: from the address to what the catalogue is asked for, and back to an address. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast
from urllib.parse import urlencode

from monitor.judgement import FIELDS
from monitor.language.lemmas import lemmas
from monitor.language.tokens import tokens
from monitor.model import Outlet
from monitor.store.catalogue import DIRECT, Filter, Order
from monitor.text import clean_line
from monitor.web import wording
from monitor.web.period import Period, period

USUAL_DAYS = 14
ALL_DAYS = 3650
MOST_WORDS = 12  # of a search
UNSURE = "?"
SIZES = (50, 100, 200)
SHOWN: dict[str, str] = {
    "": "усі",
    "flagged": "лише позначені для перевірки",
    "undecided": "без рішення людини",
    "decided": "з рішенням людини",
    "missed": "пропущені програмою",
    "announced": "без тексту: сторінку не прочитано",
}
ORDERS: dict[str, str] = {"new": "спершу нові", "old": "спершу давні", "outlet": "за виданнями"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person chose on the list's form. Unknown values were dropped: they narrow nothing."""

    period: Period
    q: str = ""
    outlet: str = ""
    level: str = ""
    relevance: str = ""
    topic: str = ""
    citation: str = ""
    tone: str = ""
    language: str = ""
    show: str = ""
    order: Order = "new"
    size: int = SIZES[0]

    @property
    def query(self) -> str:
        """The same choice as an address, the page left out."""
        names = ("q", "outlet", "level", "relevance", "topic", "citation", "tone", "language", "show")
        chosen = {name: getattr(self, name) for name in names if getattr(self, name)}
        if self.order != "new":
            chosen["order"] = self.order
        if self.size != SIZES[0]:
            chosen["size"] = str(self.size)
        return "&".join(part for part in (self.period.query, urlencode(chosen)) if part)

    def filter(self, outlets: Mapping[str, Outlet]) -> Filter:
        """What the catalogue is asked for; our own channels are never in it."""
        chosen = None
        if self.outlet or self.level:
            chosen = tuple(
                outlet.id
                for outlet in outlets.values()
                if (not self.outlet or outlet.id == self.outlet) and (not self.level or outlet.level == self.level)
            )
        return Filter(
            since=self.period.since,
            until=self.period.until,
            outlets=chosen,
            without=tuple(outlet.id for outlet in outlets.values() if outlet.official),
            relevance=self.relevance,
            topic=self.topic,
            citation=self.citation,
            tone=self.tone,
            language=self.language,
            flagged=self.show == "flagged",
            missed=self.show == "missed",
            announced=self.show == "announced",
            decided={"decided": True, "undecided": False}.get(self.show),
            words=words(self.q),
        )


def asked(given: Mapping[str, object], today: date, outlets: Collection[str]) -> Asked:
    """The choice in an address."""

    def one(name: str, legal: Collection[str]) -> str:
        value = str(given.get(name, ""))
        return value if value in legal else ""

    size, query = str(given.get("size", "")), clean_line(str(given.get("q", ""))[:200])
    return Asked(
        # A search and a question to a person are about all there is; a list is of what is new.
        period=period(given, today, ALL_DAYS if query or given.get("show") in ("flagged", "announced") else USUAL_DAYS),
        q=query,
        outlet=one("outlet", outlets),
        level=one("level", wording.LEVELS),
        relevance=one("relevance", (*FIELDS["relevance"], UNSURE)),
        topic=one("topic", (*FIELDS["topic"], UNSURE)),
        citation=one("citation", (*FIELDS["citation"], DIRECT, UNSURE)),
        tone=one("tone", (*FIELDS["tone"], UNSURE)),
        language=one("language", wording.LANGUAGES),
        show=one("show", SHOWN),
        order=cast("Order", one("order", ORDERS) or "new"),
        size=int(size) if size in map(str, SIZES) else SIZES[0],
    )


def words(query: str) -> tuple[tuple[str, ...], ...]:
    """The words of a search, each as its possible first forms; none where there are no words in it."""
    found = (tuple(sorted(lemmas(token.word, None))) for token in tokens(query))
    return tuple(dict.fromkeys(forms for forms in found if forms))[:MOST_WORDS]
