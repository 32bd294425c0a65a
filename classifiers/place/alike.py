"""Words that look like the townspeople and are none: a village, a dance, a kerchief, a good Samaritan. Pure.

«У Тихогорівці» is a village, for people have a small letter inside a sentence and no «у» before their first form.
Refuses to judge a townswoman by her name alone: her age or her own name beside the word makes her one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from classifiers.place.mentions import Mention
from classifiers.place.names import Names
from classifiers.place.namesakes import OURS_ALONE, RULED, is_adjective, seats_of
from classifiers.place.reading import Reading
from classifiers.place.rivals import TOWN, Rival, is_cue
from monitor.language import normal

_MUNICIPAL = re.compile(r"міськ(?!ої військ)|городск|\bмер\b|\bмер[аіуо]|мэр|горсовет|горисполком")


def of_village_alike(
    found: Sequence[Mention], rivals: Sequence[Rival], names: Names, reading: Reading
) -> list[Mention]:
    """«У Чернігівці … Чернігівська громада»: the bodies are those of the village whose adjective is the town's.

    Not where the town itself, its district, region or people are named, or a body is a city's.
    """
    ruled = [m for m in found if m.role in RULED]
    if not ruled or not (any("alike" in m.flags for m in found) or _has_seat(rivals, names, reading)):
        return list(found)
    if any(m.role in OURS_ALONE or (m.role == "name" and not is_adjective(m, names)) for m in found):
        return list(found)
    if any(_MUNICIPAL.search(m.text.lower()) for m in ruled):
        return list(found)
    return [replace(m, role="homonym") if m.role in (*RULED, "name") else m for m in found]


def _has_seat(rivals: Sequence[Rival], names: Names, reading: Reading) -> bool:
    """«Селище Чернігівка»: is a village named, after a word for one, whose adjective is the town's as well?"""
    if names.found is None or not names.found.city:
        return False
    towns = [r for r in rivals if r.kind == TOWN and r.first > 0 and normal(r.name) not in names.own]
    if not towns:
        return False
    seats = {normal(name) for name, _ in seats_of(names.adjectives)}
    return any(
        normal(r.name) in seats and is_cue(reading.section(r.section), r.first - 1, "village_word") for r in towns
    )
