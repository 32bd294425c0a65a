"""The stories of a moving window under the names they had: members that left it, ids that met. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from digests.stories.filed import Decision, Filed, Grouping, placed
from digests.stories.grouping import group
from digests.stories.home import Called
from monitor.model import Story


def regroup(
    window: Sequence[Filed],
    *,
    known: Sequence[Story],
    decisions: Sequence[Decision] = (),
    names: Called = (),
    beyond: Collection[str] = (),
    times: Mapping[str, float] | None = None,
) -> Grouping:
    """The stories of the window; `known` are the stories its articles are in so far, `names` as in `group`.

    A story keeps its members outside the window: those that left it (before the others: then it keeps its id too) and,
    where days long past are grouped, those that came after it. `times` tells when these members came out; one it does
    not name left the window. Those of them that are named in `beyond` may be given in the window: they tie others of
    their story to one another, but are not parted from it, since most of what they stood among is not here to compare.
    Every other story is named after its earliest member. An id that is no story's any more
    is redirected to the story that holds its articles.
    """
    given = {item.article.id for item in window}
    officials = {item.article.id for item in window if item.outlet.official}
    begun = {item.article.id: placed(item.article) for item in window}
    grouped = group(window, [_within(decision, given, known) for decision in decisions], names=names)
    found = [fresh for fresh in grouped if any(member.article not in beyond for member in fresh.members)]
    inside = {member.article for fresh in found for member in fresh.members}
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
        after = _after(gone, begun[fresh.id], times or {})
        left = {name: earlier for name, earlier in gone.items() if name not in after}
        stories.append(_continued(fresh, left, after, known, officials) if gone else fresh)
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


def _after(outside: Collection[str], begun: tuple[float, str], times: Mapping[str, float]) -> list[str]:
    """Those of the members outside the window that came out after the story had begun, in their order."""
    later = [(times[name], name) for name in outside if name in times]
    return [name for seconds, name in sorted(later) if (seconds, name) > begun]


def _continued(
    fresh: Story, left: Mapping[str, Story], after: Sequence[str], known: Sequence[Story], officials: set[str]
) -> Story:
    """A story with its members outside the window; what was known of a copy of one of these still holds."""
    before = {member.article: member for earlier in known for member in earlier.members}
    members = [before[name] for name in left]
    for member in fresh.members:
        old = before.get(member.article)
        if old is not None and (old.of in left or old.of in after):
            members.append(old)
        elif left and member.relation == "original" and member.article not in officials:
            members.append(replace(member, relation="related"))  # the story began before the window
        else:
            members.append(member)
    members += [before[name] for name in after]
    return Story(id=next(iter(left.values())).id if left else fresh.id, members=tuple(members))
