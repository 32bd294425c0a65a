"""What is said of a day or instant that cannot be read: one that does not exist is not told how to be written."""

from __future__ import annotations

import re
from datetime import date

_WRITTEN = re.compile(r"(?<!\d)(?:(\d{4})-(\d\d)-(\d\d)|(\d\d)\.(\d\d)\.(\d{4}))(?!\d)")


def unread(text: str, form: str) -> str:
    """The sentence for `text`; `form` says how such a thing is written."""
    for match in _WRITTEN.finditer(text):
        year, month, day, first, second, last = match.groups()
        try:
            date(int(year or last), int(month or second), int(day or first))
        except ValueError:
            return f"there is no day {match[0]}"
    return f"write {form}"
