"""Sources and their health: who answers, who brings news, what becomes of it, and why somebody is silent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from starlette.responses import Response

from monitor import plan
from monitor.dates import kyiv_day
from monitor.health import GOOD, Health, cut
from monitor.model import Source
from monitor.pipeline.health import CUT_TOLD
from monitor.store import Store
from monitor.store.health import Funnel
from monitor.store.rows import SourceState
from monitor.web.ask import Ask, Entry, Section, page
from monitor.web.errors import missing
from monitor.web.period import Period, period

USUAL_DAYS = 7
LAST_VISITS = 50
UNASKED = "Програма мала опитати це джерело понад 12 годин тому, але не опитала: можливо, вона не працює."
STATES = {
    "new": "ще не відвідували",
    "ok": "працює",
    "unchanged": "працює, нового немає",
    "empty": "відповідає порожнім",
    "blocked": "не пускає",
    "broken": "не читається",
    "dry": "замовкло",
    "surging": "незвично багато нового",
    "unasked": "давно не опитано",
}
KINDS = {
    "feed": "стрічка",
    "sitemap": "карта сайту",
    "listing": "список на сторінці",
    "telegram": "телеграм-канал",
    "youtube": "канал YouTube",
    "petitions": "петиції",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One source with all that is known of it; `state` is its health where that is bad, else its last visit's."""

    source: Source
    outlet: str
    official: bool
    past: SourceState
    state: str
    reason: str
    funnel: Funnel
    cut: str = ""  # what a visit of the last days left unread

    @property
    def is_well(self) -> bool:
        return self.state in GOOD

    @property
    def words(self) -> str:
        return STATES.get(self.state, self.state)

    @property
    def kind(self) -> str:
        return KINDS.get(self.source.kind, self.source.kind)


def index(ask: Ask) -> Response:
    """Every configured source; those that are not well first."""
    shown = period(ask.query, kyiv_day(ask.now), USUAL_DAYS)
    found = rows(ask, shown)
    return ask.render(
        "sources/index.html",
        period=shown,
        rows=found,
        well=sum(row.is_well for row in found),
        ill=sum(not row.is_well for row in found),
        cut=sum(bool(row.cut) for row in found),
        totals=Funnel(
            found=sum(row.funnel.found for row in found),
            parsed=sum(row.funnel.parsed for row in found),
            relevant=sum(row.funnel.relevant for row in found),
            used=sum(row.funnel.used for row in found),
        ),
    )


def show(ask: Ask) -> Response:
    """One source with its last visits."""
    shown = period(ask.query, kyiv_day(ask.now), USUAL_DAYS)
    row = next((row for row in rows(ask, shown) if row.source.id == ask.path("id")), None)
    if row is None:
        raise missing("Такого джерела в налаштуваннях немає.")
    return ask.render(
        "sources/show.html",
        row=row,
        period=shown,
        visits=ask.office.store.overview.visits(row.source.id, LAST_VISITS),
        states=STATES,
    )


def rows(ask: Ask, shown: Period) -> list[Row]:
    """The configured sources with their funnels of the period, the ill ones first, then by outlet."""
    store, config = ask.office.store, ask.office.config
    states, healths = store.source_states(), store.health.all()
    cuts = store.health.cut(ask.now - CUT_TOLD)
    funnels = _funnels(store, shown.since, shown.until, int(ask.now.timestamp() // 60))
    outlets = config.outlets_by_id
    found = []
    for source in config.sources:
        past = states.get(source.id, SourceState(id=source.id))
        state, reason = standing(past, healths.get(source.id))
        if plan.overdue(source, past.visited, past.next_visit, ask.now):
            state, reason = "unasked", UNASKED
        outlet = outlets[source.outlet]
        found.append(
            Row(
                source=source,
                outlet=outlet.name,
                official=outlet.official,
                past=past,
                state=state,
                reason=reason,
                funnel=funnels.get(source.id, Funnel()),
                cut=cut(*cuts[source.id]) if source.id in cuts else "",
            )
        )
    return sorted(found, key=lambda row: (row.is_well, row.outlet.casefold(), row.source.id))


@lru_cache(maxsize=8)
def _funnels(store: Store, since: datetime, until: datetime, _minute: int) -> Mapping[str, Funnel]:
    """Counted once a minute: with 100,000 entries it takes 0.2 s, ten times the rest of the page."""
    return store.health.funnel(since, until)


def standing(past: SourceState, health: Health | None) -> tuple[str, str]:
    """(state, reason): the last visit's own word, unless the source as a whole is not well."""
    if health is not None and health.state not in (*GOOD, "new"):
        return health.state, health.reason
    return past.state, "" if past.state == "ok" else past.reason  # what an «ok» says is `Row.cut`


section = Section(
    routes=(page("/sources", index), page("/sources/{id}", show)),
    menu=(Entry(rank=40, path="/sources", text="Джерела"),),
)
