"""Why an answer is not what the source should give, in Ukrainian: what a person can do about it. Judges no page."""

from __future__ import annotations

from monitor.errors import CollectError

OTHER = "відповідь не схожа на те, чим має бути джерело"
# By the kind of the CollectError; the health's own sentence holds at most 160 letters of it.
WRONG = {
    "redesigned": "сторінка відповідає, але записів за селекторами з налаштувань на ній немає: мабуть, змінилася її "
    "будова або вона просить увійти",
    "webpage": "замість стрічки чи карти сайту віддає звичайну сторінку: мабуть, змінилася адреса "
    "або сайт просить увійти",
}
_OURS = {"blocked": "сторінка захисту від роботів", "gone": "джерела за цією адресою вже немає"}


def reason(error: CollectError) -> str:
    """One short sentence without a capital and full stop, to stand after the outlet's name."""
    return _OURS.get(error.kind) or WRONG.get(error.kind, OTHER)


def is_wrong(state: str, told: str) -> bool:
    """Did a failed source answer after all, but with something else? Told by the reason stored with it."""
    return state == "broken" and any(words in told for words in (OTHER, *WRONG.values()))
