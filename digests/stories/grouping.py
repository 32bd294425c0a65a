"""Articles joined into stories. First version: near-verbatim sentences and shared rare words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from digests.stories.filed import Decision, Filed, Grouping
from monitor.model import Member, Story
from monitor.text import fingerprint, sentences, words

SAME_EVENT = 0.35
REPRINT = 0.5
DAYS = 7 * 86400.0


def _when(item: Filed) -> tuple[float, str]:
    moment = item.article.published
    return (moment.at.timestamp() if moment else math.inf, item.article.id)


def group(items: Sequence[Filed], decisions: Sequence[Decision] = ()) -> tuple[Story, ...]:
    """Stories of the items: each article in exactly one, whatever their order."""
    ordered = sorted(items, key=_when)
    vectors = _vectors(ordered)
    prints = [_prints(item) for item in ordered]
    parent = list(range(len(ordered)))
    for left, right in _candidates(prints, vectors):
        if _same(ordered[left], ordered[right], prints[left], prints[right], vectors[left], vectors[right]):
            _join(parent, left, right)
    place = {item.article.id: number for number, item in enumerate(ordered)}
    for kind, ids in decisions:
        known = [place[name] for name in ids if name in place]
        if kind == "merge":
            for number in known[1:]:
                _join(parent, known[0], number)
        else:
            parent = _split(parent, known)
    groups: dict[int, list[int]] = defaultdict(list)
    for number in range(len(ordered)):
        groups[_root(parent, number)].append(number)
    return tuple(_story([ordered[n] for n in found], [prints[n] for n in found]) for found in groups.values())


def regroup(window: Sequence[Filed], *, known: Sequence[Story], decisions: Sequence[Decision] = ()) -> Grouping:
    """The stories of the window, keeping the ids of known ones; stories that met are redirected."""
    home = {member.article: story for story in known for member in story.members}
    inside = {item.article.id for item in window}
    stories: list[Story] = []
    redirects: dict[str, str] = {}
    for story in group(window, decisions):
        older = {home[m.article].id: home[m.article] for m in story.members if m.article in home}
        kept = [m for old in older.values() for m in old.members if m.article not in inside]
        name = older[min(older)].id if kept and older else story.id
        redirects.update({old: name for old in older if old != name})
        stories.append(Story(id=name, members=(*kept, *story.members)))
    live = {story.id for story in stories}
    return Grouping(
        stories=tuple(stories),
        redirects=tuple(sorted((old, new) for old, new in redirects.items() if old not in live)),
    )


def _story(items: Sequence[Filed], prints: Sequence[tuple[str, ...]]) -> Story:
    members: list[Member] = []
    for number, item in enumerate(items):
        if not number:
            members.append(Member(article=item.article.id, relation="original"))
            continue
        share, of = max((_share(prints[number], prints[earlier]), -earlier) for earlier in range(number))
        source = items[-of]
        release, taken = None, 0.0
        for earlier in range(number):
            value = _share(prints[number], prints[earlier])
            if items[earlier].outlet.official and value >= REPRINT and value > taken:
                release, taken = items[earlier].article.id, value
        if share >= REPRINT:
            relation = "update" if source.outlet.id == item.outlet.id else "reprint"
        else:
            relation = "related"
        members.append(
            Member(
                article=item.article.id,
                relation=relation,  # type: ignore[arg-type]
                of=source.article.id if share >= REPRINT else None,
                share=share,
                release=release,
                release_share=taken,
                credited=_credited(item) if release else None,
            )
        )
    return Story(id=items[0].article.id, members=tuple(members))


def _credited(item: Filed) -> bool:
    return any("міськ" in sentence and "рад" in sentence for sentence in sentences(item.article.text.lower()))


def _prints(item: Filed) -> tuple[str, ...]:
    return tuple(fingerprint(sentence) for sentence in sentences(item.article.text) if len(words(sentence)) >= 4)


def _share(later: Sequence[str], earlier: Sequence[str]) -> float:
    return sum(name in earlier for name in later) / len(later) if later else 0.0


def _vectors(items: Sequence[Filed]) -> list[dict[str, float]]:
    counts = [Counter(w[:6] for w in words(f"{i.article.title} {i.article.text}") if len(w) > 3) for i in items]
    rarity = Counter(stem for count in counts for stem in count)
    vectors = []
    for count in counts:
        weights = {
            stem: (1 + math.log(times)) * math.log(1 + len(items) / rarity[stem]) for stem, times in count.items()
        }
        length = math.sqrt(sum(value * value for value in weights.values())) or 1.0
        vectors.append({stem: value / length for stem, value in weights.items()})
    return vectors


def _candidates(prints: Sequence[tuple[str, ...]], vectors: Sequence[dict[str, float]]) -> Iterable[tuple[int, int]]:
    where: dict[str, list[int]] = defaultdict(list)
    for number, (found, vector) in enumerate(zip(prints, vectors, strict=True)):
        keys = set(found) | set(sorted(vector, key=lambda stem: (-vector[stem], stem))[:12])
        near = sorted({other for key in keys for other in where[key][-50:]})
        yield from ((other, number) for other in near)
        for key in keys:
            where[key].append(number)


def _same(
    left: Filed,
    right: Filed,
    first: Sequence[str],
    second: Sequence[str],
    one: dict[str, float],
    two: dict[str, float],
) -> bool:
    if abs(_when(left)[0] - _when(right)[0]) > DAYS:
        return False
    if max(_share(second, first), _share(first, second)) >= REPRINT:
        return True
    return sum(value * two.get(stem, 0.0) for stem, value in one.items()) >= SAME_EVENT


def _root(parent: list[int], number: int) -> int:
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = parent[number]
    return number


def _join(parent: list[int], left: int, right: int) -> None:
    one, two = sorted((_root(parent, left), _root(parent, right)))
    parent[two] = one


def _split(parent: list[int], apart: Sequence[int]) -> list[int]:
    roots = [_root(parent, number) for number in range(len(parent))]
    fresh = list(roots)
    for number in apart:
        fresh[number] = number
    heads: dict[int, int] = {}
    for number, root in enumerate(roots):
        if number not in apart:
            fresh[number] = heads.setdefault(root, number)
    return fresh
