"""Every register that is typed or imported: its noun, what makes two rows one entry, and how its table is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from monitor.registers import contracts, diary, occasions, organisations, requests
from monitor.registers.nouns import Contract, DiaryEntry, Occasion, Organisation, Request, Subscribers
from monitor.registers.terms import Law

T = TypeVar("T")
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Register(Generic[T]):
    """One register. `name` is also the name its rows have in the database."""

    name: str
    noun: type[T]
    key: Callable[[T], str]


ORGANISATIONS = Register("organisations", Organisation, organisations.key)
CONTRACTS = Register("contracts", Contract, contracts.key)
REQUESTS = Register("requests", Request, requests.key)
OCCASIONS = Register("occasions", Occasion, occasions.key)
DIARY = Register("diary", DiaryEntry, diary.key)
SUBSCRIBERS = Register("subscribers", Subscribers, diary.subscribers_key)

# What may be imported: the words of the command and the register they fill.
KINDS: dict[str, str] = {
    "parties": "organisations",
    "civic": "organisations",
    "religious": "organisations",
    "organisations": "organisations",
    "contracts": "contracts",
    "letters": "contracts",
    "requests": "requests",
    "occasions": "occasions",
    "diary": "diary",
    "subscribers": "subscribers",
}
NAMES: tuple[str, ...] = tuple(dict.fromkeys(KINDS.values()))


def keyed(kind: str, rows: Rows, name: str, laws: Mapping[str, Law]) -> list[tuple[str, object]]:
    """(key, entry) of every row of a table of this kind.

    Raises ConfigError with every problem of the table; KeyError for a kind that is none.
    """
    if kind in ("parties", "civic", "religious", "organisations"):
        of_kind = {"parties": "party", "civic": "civic", "religious": "religious"}.get(kind)
        found = organisations.read_organisations(
            rows, name, next((k for k in organisations.KINDS if k == of_kind), None)
        )
        return [(organisations.key(one), one) for one in found]
    if kind in ("contracts", "letters"):
        form = contracts.read_contracts(rows, name, "letter" if kind == "letters" else "contract")
        return [(contracts.key(one), one) for one in form]
    if kind == "requests":
        return [(requests.key(one), one) for one in requests.read_requests(rows, name, laws)]
    if kind == "occasions":
        return [(occasions.key(one), one) for one in occasions.read_occasions(rows, name)]
    if kind == "diary":
        return [(diary.key(one), one) for one in diary.read_diary(rows, name)]
    if kind == "subscribers":
        return [(diary.subscribers_key(one), one) for one in diary.read_subscribers(rows, name)]
    raise KeyError(kind)
