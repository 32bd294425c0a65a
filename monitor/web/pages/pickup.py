"""What became of our releases: who took them, how soon, how much, with credit or without; and what nobody took."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from starlette.responses import Response

from digests import pickup as following
from digests.pickup import Cascade
from digests.render import pickup_chart
from monitor.dates import kyiv_day
from monitor.language import numerals
from monitor.store import Store
from monitor.web.ask import Ask, Entry, Section, page
from monitor.web.errors import missing
from monitor.web.pages.charts import drawn
from monitor.web.pages.drawing import drawing
from monitor.web.pages.stories import after
from monitor.web.paging import Pager
from monitor.web.period import Period, period

USUAL_DAYS = 30
ON_A_PAGE = 50  # releases


def index(ask: Ask) -> Response:
    """Every release of the period with its takes."""
    shown = period(ask.query, kyiv_day(ask.now), USUAL_DAYS)
    found = cascades(ask.office.store, shown)
    pager = Pager.of(ask.number("page", 1), len(found), ON_A_PAGE, f"/pickup?{shown.query}")
    takes = sum(len(cascade.takes) for cascade in found)
    return ask.render(
        "pickup.html",
        period=shown,
        cascades=found[pager.offset : pager.offset + ON_A_PAGE],
        pager=pager,
        releases=numerals.count(len(found), numerals.RELEASE),
        takes=numerals.count(takes, numerals.TAKE),
        nobody=sum(not cascade.takes for cascade in found),
        credited=sum(take.credited is True for cascade in found for take in cascade.takes),
        weeks=following.over_time(found),
        alt=pickup_chart.words(found) if following.over_time(found) else "",
        after=after,
    )


def picture(ask: Ask) -> Response:
    """Pick-up over time as SVG."""
    shown = period(ask.query, kyiv_day(ask.now), USUAL_DAYS)
    found = _draw(tuple(cascades(ask.office.store, shown)))
    if found is None:
        raise missing("За цей період повідомлень немає.")
    return drawn(found)


@lru_cache(maxsize=16)
def _draw(found: tuple[Cascade, ...]) -> bytes | None:
    with drawing:
        made = pickup_chart.draw(found, "svg")
    return made.content if made else None


def cascades(store: Store, shown: Period) -> Sequence[Cascade]:
    """The releases of the period, the newest first; whoever takes a release stands in one story with it."""
    releases, beside = store.overview.releases(shown.since, shown.until)
    if not releases:
        return ()
    own = [item.article for item in store.judged(articles=releases)]
    clips = store.clips(articles=beside, relevance=None)
    return following.pickup(own, clips, store.stories(releases), (shown.first, shown.last))


section = Section(
    routes=(page("/pickup", index), page("/pickup/weeks.svg", picture)),
    menu=(Entry(rank=60, path="/pickup", text="Повідомлення"),),
)
