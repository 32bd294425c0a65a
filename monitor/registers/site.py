"""The own site counted by section: a section is a rule on the path of an address. Reads addresses only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlsplit

OTHER = "Інше"
_LONGEST_SECTION = 60


@dataclass(frozen=True, slots=True)
class Publication:
    """One item of the own site: where it stands, and its Kyiv day."""

    outlet: str
    url: str
    day: date


def section_of(url: str, rules: Sequence[tuple[str, str]]) -> str:
    """The section of an address: that of the longest rule its path begins with.

    Without rules it is the first part of the path that is no date; an address that has only dates before its own
    name belongs to no section.
    """
    path = unquote(urlsplit(url).path) or "/"
    fitting = [(prefix, name) for prefix, name in rules if _begins(path, prefix)]
    if fitting:
        return max(fitting, key=lambda rule: len(rule[0]))[1]
    parts = [part for part in path.split("/") if part][:-1]  # the last one is the item itself
    parts = [part for part in parts if not part.isdigit()]
    return parts[0][:_LONGEST_SECTION] if parts and not rules else OTHER


def by_section(
    publications: Iterable[Publication], rules: Sequence[tuple[str, str]], first: date, last: date
) -> list[tuple[str, int]]:
    """(section, items published on these days), in the order of the rules, then by size; «Інше» last."""
    counts = Counter(section_of(one.url, rules) for one in publications if first <= one.day <= last)
    order = {name: place for place, (_, name) in enumerate(rules)}
    return sorted(
        counts.items(), key=lambda pair: (pair[0] == OTHER, order.get(pair[0], len(order)), -pair[1], pair[0])
    )


def _begins(path: str, prefix: str) -> bool:
    """«/news» holds «/news», «/news/1» and «/news?…», never «/newspaper»; «/news-» holds «/news-2026»."""
    prefix = unquote(prefix)
    return path.startswith(prefix) and (
        len(path) == len(prefix) or not prefix[-1:].isalnum() or not (path[len(prefix)].isalnum())
    )
