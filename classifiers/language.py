"""Ukrainian, Russian, mixed or other: by the letters that only one of them has. Interim."""

from __future__ import annotations

from monitor.model import Language


def identify(text: str) -> tuple[Language, float]:
    """(language, score)."""
    lowered = text.lower()
    uk = sum(lowered.count(letter) for letter in "іїєґ")
    ru = sum(lowered.count(letter) for letter in "ыэёъ")
    if not uk and not ru:
        return "other", 0.5
    return ("uk", 0.9) if uk >= ru else ("ru", 0.9)
