"""Articles of a window -> stories, with what people decided and what earlier runs called them. Pure.

The same set gives the same stories in any order of arrival: everything is computed from the set, in order of
publication. The cost of a run is bounded by its window and does not grow with the archive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digests.stories import decisions as decided
from digests.stories.candidates import candidates
from digests.stories.clusters import join
from digests.stories.filed import Decision, Filed, Grouping, placed
from digests.stories.likeness import Rarity, likeness, weigh
from digests.stories.reading import Reading, read
from digests.stories.relations import story
from monitor.model import Member, Story


def group(items: Sequence[Filed], decisions: Sequence[Decision] = ()) -> tuple[Story, ...]:
    """Stories of the items in order of publication: each article in exactly one, whatever the order of the items."""
    unique = {item.article.id: item for item in sorted(items, key=lambda item: placed(item.article))}
    readings = [read(item) for item in unique.values()]
    by_id = {reading.id: reading for reading in readings}
    found = [[readings[place].id for place in places] for places in _clusters(readings, decisions)]
    groups = (
        sorted((by_id[name] for name in names), key=lambda reading: reading.order)
        for names in decided.apply(found, decisions)
    )
    return tuple(story(members) for members in sorted(groups, key=lambda members: members[0].order))


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


def regroup(window: Sequence[Filed], *, known: Sequence[Story], decisions: Sequence[Decision] = ()) -> Grouping:
    """The stories of the window under the ids they had; `known` are all stories these articles are in so far.

    Members that left the window stay in their story, before the others. Where stories met, or an earlier article
    came to light, the old ids are redirected to the new one.
    """
    inside = {item.article.id for item in window}
    home = {member.article: earlier for earlier in known for member in earlier.members}
    found = list(group(window, decisions))
    kept: dict[int, list[Member]] = {}
    for earlier in known:
        gone = [member for member in earlier.members if member.article not in inside]
        heir = _heir(earlier, found)
        if gone and heir is not None:
            kept.setdefault(heir, []).extend(gone)
    stories = []
    redirects: dict[str, str] = {}
    for place, fresh in enumerate(found):
        before = kept.get(place, [])
        name = home[before[0].article].id if before else fresh.id
        members = (*before, *(_later(member) if before else member for member in fresh.members))
        stories.append(Story(id=name, members=members))
    live = {fresh.id for fresh in stories}
    for place, fresh in enumerate(stories):
        redirects.update(
            {earlier.id: fresh.id for earlier in known if earlier.id not in live and _heir(earlier, found) == place}
        )
    return Grouping(stories=tuple(stories), redirects=tuple(sorted(redirects.items())))


def _heir(earlier: Story, found: Sequence[Story]) -> int | None:
    """Which of the new stories goes on with an earlier one: that of its first member still in the window."""
    where = {member.article: place for place, fresh in enumerate(found) for member in fresh.members}
    return next((where[member.article] for member in earlier.members if member.article in where), None)


def _later(member: Member) -> Member:
    """Nobody is the first in a story that began before the window."""
    return replace(member, relation="related") if member.relation == "original" else member
