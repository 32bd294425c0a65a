"""Charts of a period: each with its sentence and its table; the pictures have addresses of their own."""

from __future__ import annotations

from starlette.responses import Response

from monitor.dates import day_start, kyiv_day
from monitor.web.ask import Ask, Entry, Section, page
from monitor.web.errors import missing
from monitor.web.pages import figures
from monitor.web.pages.drawing import size, svg
from monitor.web.pages.figures import Chart
from monitor.web.period import Period, period

USUAL_DAYS = 30
_MOST_DAYS = 400  # columns of the chart by day that are still columns
# A picture looked at by itself: its own styles may work, nothing else.
PICTURE = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def index(ask: Ask) -> Response:
    """All charts of a period."""
    shown = period(ask.query, kyiv_day(ask.now), USUAL_DAYS)
    return ask.render("charts.html", period=shown, charts=charts(ask, shown), size=size)


def picture(ask: Ask) -> Response:
    """One chart as SVG."""
    shown = period(ask.query, kyiv_day(ask.now), USUAL_DAYS)
    found = next((chart for chart in charts(ask, shown) if chart.name == ask.path("name")), None)
    if found is None or found.empty:
        raise missing("Такої діаграми немає.")
    return drawn(svg(found))


def drawn(content: bytes) -> Response:
    """An SVG of ours."""
    return Response(content, media_type="image/svg+xml", headers={"content-security-policy": PICTURE})


def charts(ask: Ask, shown: Period) -> tuple[Chart, ...]:
    """Every chart of the period, in the order of the page."""
    overview = ask.office.store.overview
    within = overview.tallies(shown.since, shown.until)
    year = overview.tallies(day_start(figures.first_month(shown.last)), shown.until, direct=True)
    names = {outlet.id: outlet.name for outlet in ask.office.store.outlets().values()}
    days = (shown.last - shown.first).days + 1
    return (
        *((figures.by_day(within, shown.first, shown.last),) if days <= _MOST_DAYS else ()),
        figures.by_topic(within),
        figures.by_outlet(within, names),
        figures.by_month(year, shown.last),
    )


section = Section(
    routes=(page("/charts", index), page("/charts/{name}.svg", picture)),
    menu=(Entry(rank=70, path="/charts", text="Діаграми"),),
)
