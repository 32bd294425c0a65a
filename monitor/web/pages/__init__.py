"""The pages, one module a subject; each brings a `section`. The order here is of no meaning: the menu has its own."""

from monitor.web.pages import account, today

SECTIONS = (
    account.section,
    today.section,
)
