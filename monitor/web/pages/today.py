"""Today at a glance: what was found, what waits for a person, how the sources fare."""

from __future__ import annotations

from starlette.responses import Response

from monitor.web.ask import Ask, Entry, Section, page


def today(ask: Ask) -> Response:
    return ask.render("today.html")


section = Section(routes=(page("/", today),), menu=(Entry(rank=10, path="/", text="Сьогодні"),))
