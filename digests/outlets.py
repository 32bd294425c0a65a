"""Names of outlets as readers see them, no two the same. It knows those it is given, and judges by nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from monitor.model import Level

# What outlets of one name are told apart by; those of one level by their ids.
_OF_LEVEL: dict[Level, str] = {"local": "місцеве", "region": "обласне", "nation": "загальнонаціональне"}


def told_apart(outlets: Iterable[tuple[str, str, Level]]) -> dict[str, str]:
    """(id, name, level) of outlets -> id -> its printed name: «Вісті (місцеве)», «Вісті (обласне)»."""
    found = {id: (name, level) for id, name, level in outlets}
    same = Counter(name for name, _ in found.values())
    of_level = Counter(found.values())
    return {
        id: name if same[name] == 1 else f"{name} ({_OF_LEVEL[level] if of_level[name, level] == 1 else id})"
        for id, (name, level) in found.items()
    }
