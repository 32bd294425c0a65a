"""The pages, one module a subject; each brings a `section`. The order here is of no meaning: the menu has its own."""

from monitor.web.pages import account, charts, forms, issues, outbox, pickup, sources, stories, today

SECTIONS = (
    account.section,
    charts.section,
    forms.section,
    issues.section,
    outbox.section,
    pickup.section,
    sources.section,
    stories.section,
    today.section,
)
