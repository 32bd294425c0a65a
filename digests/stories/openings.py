"""Where a capital letter means nothing: at the beginning of a sentence or a quotation. Pure."""

from __future__ import annotations

_OPENING = frozenset('.!?…:«"“„—–(-')


def opens(line: str, start: int) -> bool:
    """Does a sentence or a quotation begin there?"""
    while start > 0 and line[start - 1].isspace():
        start -= 1
    return start == 0 or line[start - 1] in _OPENING
