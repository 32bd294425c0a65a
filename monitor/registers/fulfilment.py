"""Which publications a contract or letter brought: proposals with reasons, and what is still owed. Decides nothing.

A proposal counts only once a person has confirmed it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from monitor.dates import kyiv_day
from monitor.language import Phrases, find, lemmas, phrase, tokens
from monitor.model import Clip, Outlet
from monitor.registers.columns import folded
from monitor.registers.contracts import UNITS, key, measure
from monitor.registers.nouns import Contract

State = Literal["fulfilled", "waiting", "overdue"]
STATES: dict[State, str] = {"fulfilled": "виконано", "waiting": "очікується", "overdue": "не виконано в строк"}
# The share of the subject's words that an item must have to be proposed without a phrase. A convention: there are no
# labelled contracts to measure it on, and a person confirms every match.
ALIKE = 0.6
_SHORTEST_WORD = 5  # letters; shorter ones are mostly prepositions («щодо», «після»)
_SHORTEST_NAME = 4  # letters of an outlet's name that may stand among others
_SIZE_SLACK = 0.1  # a clip within a tenth of the ordered size is of that size
_LONGEST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Proposal:
    """An item that may fulfil a contract. `score` is in 0..1; `reason` is a Ukrainian sentence."""

    contract: str
    article: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a contract stands. `published` are confirmed articles, `size` what they fill of what was ordered."""

    contract: Contract
    key: str
    published: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    size: float
    state: State


def progress(
    contracts: Iterable[Contract], clips: Sequence[Clip], decided: Mapping[tuple[str, str], bool], today: date
) -> list[Progress]:
    """Every contract with its publications, oldest first. `decided`: (contract, article) -> confirmed or refused."""
    known = {clip.article.id: clip for clip in clips}
    found = []
    for contract in sorted(contracts, key=lambda one: (one.signed, one.number)):
        name = key(contract)
        published = tuple(article for (mine, article), yes in decided.items() if mine == name and yes)
        answered = {article for (mine, article) in decided if mine == name}
        sizes = [_size_of(known[article], contract) for article in published if article in known]
        done = len(published) >= contract.pieces
        late = contract.deadline is not None and contract.deadline < today
        found.append(
            Progress(
                contract,
                name,
                published,
                () if done else tuple(proposals(contract, clips, answered)),
                sum(sizes),
                "fulfilled" if done else "overdue" if late else "waiting",
            )
        )
    return found


def proposals(contract: Contract, clips: Sequence[Clip], answered: Collection[str] = ()) -> list[Proposal]:
    """Items of the contract's outlet and time that look like its publications, the likeliest first."""
    wanted = _content(contract.subject)
    mark = Phrases([phrase(contract.phrase)]) if contract.phrase else None
    found = []
    for clip in clips:
        if clip.article.id in answered or not _in_time(contract, clip) or not same_outlet(contract.outlet, clip.outlet):
            continue
        made = _proposal(contract, clip, wanted, mark)
        if made is not None:
            found.append(made)
    return sorted(found, key=lambda one: (-one.score, one.article))


def same_outlet(name: str, outlet: Outlet) -> bool:
    """Does a contract's party («ПП «Редакція газети «Вісті»») name this outlet?"""
    written = folded(name)
    if written in (outlet.id, *(folded(known) for known in (outlet.name, *outlet.aliases))):
        return True
    spaced = f" {written} "
    names = (folded(known) for known in (outlet.name, *outlet.aliases))
    return any(len(known) >= _SHORTEST_NAME and f" {known} " in spaced for known in names)


def _proposal(
    contract: Contract, clip: Clip, wanted: Sequence[frozenset[str]], mark: Phrases | None
) -> Proposal | None:
    text = f"{clip.article.title}\n{clip.article.text[:_LONGEST_TEXT]}"
    read = tokens(text)
    reasons: list[str] = []
    marked = mark is not None and bool(find(mark, read))
    if marked:
        reasons.append(f"є ознака «{contract.phrase}»")
    have = frozenset().union(*(lemmas(token.word) for token in read)) if read else frozenset()
    share = sum(not one.isdisjoint(have) for one in wanted) / len(wanted) if wanted else 0.0
    if not marked and share < ALIKE:
        return None
    if share >= ALIKE:
        reasons.append(f"збігається {share:.0%} слів предмета")
    size = _size_of(clip, contract)
    fits = bool(contract.size and size and abs(size - contract.size / contract.pieces) <= _SIZE_SLACK * contract.size)
    if fits:
        reasons.append(f"обсяг {size:g} {UNITS[contract.unit]}")
    # The mark was put there for this; words and size only resemble.
    score = (0.75 if marked else 0.3) + (0.15 if marked else 0.3) * share + 0.1 * fits
    return Proposal(key(contract), clip.article.id, round(score, 2), "; ".join(reasons))


def _in_time(contract: Contract, clip: Clip) -> bool:
    if clip.article.published is None or clip.outlet.official:
        return False
    day = kyiv_day(clip.article.published.at)
    return contract.signed <= day and (contract.deadline is None or day <= contract.deadline)


def _content(text: str) -> list[frozenset[str]]:
    return [lemmas(token.word) for token in tokens(text) if len(token.word) >= _SHORTEST_WORD]


def _size_of(clip: Clip, contract: Contract) -> float:
    """The clip's own size in the contract's unit; 0 where it is not known or is of another unit."""
    if clip.article.clipping is None:
        return 0.0
    size, unit = measure(clip.article.clipping.size)
    return size if size is not None and unit in ("", contract.unit) else 0.0
