"""Articles of a window -> stories, with what people decided. Pure.

The same set gives the same stories in any order of arrival: everything is computed from the set, in order of
publication. The cost of a run is bounded by its window and does not grow with the archive.
"""

from __future__ import annotations

from collections.abc import Sequence

from digests.stories import contradiction
from digests.stories import decisions as decided
from digests.stories.boilerplate import without_boilerplate
from digests.stories.candidates import candidates
from digests.stories.clusters import join
from digests.stories.filed import Decision, Filed, placed
from digests.stories.home import Called, home
from digests.stories.likeness import Rarity, likeness, weigh
from digests.stories.reading import Reading, read
from digests.stories.relations import story
from digests.stories.reuse import forget
from monitor.model import Story


def group(items: Sequence[Filed], decisions: Sequence[Decision] = (), *, names: Called = ()) -> tuple[Story, ...]:
    """Stories of the items in order of publication: each article in exactly one, whatever the order of the items.

    Articles without a date stand last. Of items with one id the last in that order counts. `names` are those of the
    monitored place and its settlements: where something happened, not what.
    """
    unique = {item.article.id: item for item in sorted(items, key=lambda item: placed(item.article))}
    where = home(names)
    readings = without_boilerplate([read(item, where) for item in unique.values()])
    by_id = {reading.id: reading for reading in readings}
    found = [[readings[place].id for place in places] for places in _clusters(readings, decisions)]
    groups = (
        sorted((by_id[name] for name in names), key=lambda reading: reading.order)
        for names in decided.apply(found, decisions)
    )
    found_stories = tuple(story(members) for members in sorted(groups, key=lambda members: members[0].order))
    forget()
    contradiction.forget()
    return found_stories


def _clusters(readings: Sequence[Reading], decisions: Sequence[Decision]) -> list[list[int]]:
    apart = decided.alone(decisions)
    rarity = Rarity(readings)
    weighed = [weigh(reading, rarity) for reading in readings]
    likely = {
        (one, two): likeness(weighed[one], weighed[two], rarity)
        for one, two in candidates(weighed, rarity)
        if readings[one].id not in apart and readings[two].id not in apart
    }
    return join(len(readings), likely)
