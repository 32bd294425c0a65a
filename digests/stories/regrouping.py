"""The stories of a moving window under the names they had: members that left it, ids that met. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from digests.stories.filed import Decision, Filed, Grouping
from digests.stories.grouping import group
from digests.stories.home import Called
from monitor.model import Story


def regroup(
    window: Sequence[Filed],
    *,
    known: Sequence[Story],
    decisions: Sequence[Decision] = (),
    names: Called = (),
) -> Grouping:
    """The stories of the window; `known` are the stories its articles are in so far, `names` as in `group`.

    A story keeps its members that left the window, before the others, and then its id; every other story is named
    after its earliest member. An id that is no story's any more is redirected to the story that holds its articles.
    """
    inside = {item.article.id for item in window}
    officials = {item.article.id for item in window if item.outlet.official}
    found = group(window, [_within(decision, inside, known) for decision in decisions], names=names)
    where = {member.article: place for place, fresh in enumerate(found) for member in fresh.members}
    heirs: dict[int, list[Story]] = {}
    for earlier in sorted(known, key=lambda earlier: earlier.id):
        heir = next((where[member.article] for member in earlier.members if member.article in where), None)
        if heir is not None:
            heirs.setdefault(heir, []).append(earlier)
    stories: list[Story] = []
    for place, fresh in enumerate(found):
        gone = {
            member.article: earlier
            for earlier in heirs.get(place, ())
            for member in earlier.members
            if member.article not in inside
        }
        stories.append(_continued(fresh, gone, known, officials) if gone else fresh)
    live = {fresh.id for fresh in stories}
    redirects = {
        earlier.id: stories[place].id for place, before in heirs.items() for earlier in before if earlier.id not in live
    }
    return Grouping(stories=tuple(stories), redirects=tuple(sorted(redirects.items())))


def _within(decision: Decision, inside: set[str], known: Sequence[Story]) -> Decision:
    """A merge that names a member outside the window means its story, so a member of that inside."""
    kind, names = decision
    if kind != "merge":
        return decision
    return kind, tuple(_inside(name, inside, known) for name in names)


def _inside(name: str, inside: set[str], known: Sequence[Story]) -> str:
    if name in inside:
        return name
    for earlier in known:
        members = [member.article for member in earlier.members]
        if name in members:
            return next((article for article in members if article in inside), name)
    return name


def _continued(fresh: Story, gone: Mapping[str, Story], known: Sequence[Story], officials: set[str]) -> Story:
    """A story with its members that left the window; what was known of a copy of one of these still holds."""
    before = {member.article: member for earlier in known for member in earlier.members}
    members = [before[name] for name in gone]
    for member in fresh.members:
        old = before.get(member.article)
        if old is not None and old.of in gone:
            members.append(old)
        elif member.relation == "original" and member.article not in officials:
            members.append(replace(member, relation="related"))  # the story began before the window
        else:
            members.append(member)
    return Story(id=next(iter(gone.values())).id, members=tuple(members))
