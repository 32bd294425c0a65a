"""What people decided about stories, in the order they did, over what the machine found. Pure.

`merge` puts articles, with the stories they are in, together; `split` takes each of its articles out, to stand alone
until a later merge. A split article is tied to nothing by the machine any more, so later runs keep it apart as well.
"""

from __future__ import annotations

from collections.abc import Sequence

from digests.stories.filed import Decision


def alone(decisions: Sequence[Decision]) -> frozenset[str]:
    """Articles the machine must not tie to any other."""
    return frozenset(name for kind, names in decisions if kind == "split" for name in names)


def apply(groups: Sequence[Sequence[str]], decisions: Sequence[Decision]) -> list[list[str]]:
    """The groups of article ids after all decisions; ids that are in no group are passed over."""
    home: dict[str, list[str]] = {}
    for group in groups:
        shared = list(group)
        home.update(dict.fromkeys(group, shared))
    for kind, names in decisions:
        known = [name for name in names if name in home]
        if kind == "merge":
            _together(home, known)
        elif kind == "split":
            for name in known:
                home[name].remove(name)
                home[name] = [name]
    seen: dict[int, list[str]] = {id(group): group for group in home.values()}
    return list(seen.values())


def _together(home: dict[str, list[str]], names: Sequence[str]) -> None:
    for name in names[1:]:
        first, other = home[names[0]], home[name]
        if first is not other:
            first += other
            home.update(dict.fromkeys(other, first))
