"""The pages, one module a subject; each brings a `section`. The order here is of no meaning: the menu has its own."""

from monitor.web.pages import (
    account,
    api,
    card,
    charts,
    decide,
    forms,
    issues,
    items,
    outbox,
    pickup,
    sources,
    stories,
    today,
)

SECTIONS = (
    account.section,
    api.section,
    card.section,
    charts.section,
    decide.section,
    forms.section,
    issues.section,
    items.section,
    outbox.section,
    pickup.section,
    sources.section,
    stories.section,
    today.section,
)
