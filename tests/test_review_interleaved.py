"""Promise 22: two analysts on the page, with tables and taking back, in any order: no decision is lost silently.

Each interleaving is compared, step by step, with a model that knows nothing of the database: a version and a pile of
decisions for each field.
"""

from __future__ import annotations

import random
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.ledger import Entry, in_force
from monitor.model import Article, Moment, Outlet
from monitor.review import COLUMNS, guarding, rows
from monitor.review.bringing import bring
from monitor.review.decision import Outcome, decide, undo
from monitor.review.words import WORDS
from monitor.store import Store
from tests.fakes import PLACE, FakeDecider

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
KEYS = list(COLUMNS)
FIELDS = {"topic": ("sport", "war", "crime"), "use": ("yes", "no")}
PEOPLE = ("Липка", "Вишня")


def open_with(path: Path, names: list[str]) -> Store:
    store = Store.open(path, PLACE.id)
    outlet = Outlet(id="visti", name="Вісті")
    store.save_outlets([outlet])
    items = [
        Article(
            id=name,
            outlet="visti",
            url=f"https://visti.example/{name}",
            kind="site",
            title="Новина",
            paragraphs=("Так.",),
            published=Moment(at=AT, rule="feed", confidence=1.0),
            fetched=AT,
        )
        for name in names
    ]
    decider = FakeDecider()
    store.save_articles([(item, item.id, None, False, ()) for item in items])
    store.save_verdicts([(decider.classify(item, outlet), 1, "") for item in items], decider.version)
    return store


@dataclass
class Pile:
    """The model of one field: what was accepted and stands, and how often it changed."""

    version: int = 0
    last: int | None = None  # the label of the last change, None where it was a taking back
    standing: list[tuple[int, str, str]] = field(default_factory=list)  # (label, by, value)

    @property
    def value(self) -> str | None:
        return self.standing[-1][2] if self.standing else None


@dataclass
class World:
    """One interleaving on one article: the store under test beside the model."""

    store: Store
    article: str
    chance: random.Random
    piles: dict[str, Pile] = field(default_factory=lambda: {name: Pile() for name in FIELDS})
    views: dict[str, tuple[int, list[list[str]], dict[str, int]]] = field(default_factory=dict)
    now: datetime = AT
    accepted: list[tuple[int, str, str, str]] = field(default_factory=list)  # (label, field, by, value)
    refused: list[tuple[int, str, str, str]] = field(default_factory=list)
    undone: list[int] = field(default_factory=list)

    def step(self) -> None:
        self.now += timedelta(seconds=self.chance.choice((0, 0, 1, 60)))
        who = self.chance.choice(PEOPLE)
        act = self.chance.choice(("look", "web", "web", "table", "undo"))
        if act == "look" or (act in ("web", "table") and who not in self.views):
            self.look(who)
        elif act == "undo":
            self.take_back(who)
        else:
            name = self.chance.choice(list(FIELDS))
            self.decide(who, name, self.chance.choice(FIELDS[name]), by_table=act == "table")

    def look(self, who: str) -> None:
        """Opens the page and saves the table at once; acts on both later, however old they are by then."""
        mark = self.store.opinions.mark()
        clips = self.store.clips(articles=[self.article], relevance=None)
        table = [list(row) for row in rows(clips, self.now, mark=mark)]
        self.views[who] = (mark, table, {name: pile.version for name, pile in self.piles.items()})

    def decide(self, who: str, name: str, value: str, *, by_table: bool) -> None:
        mark, table, versions = self.views[who]
        pile = self.piles[name]
        confirm = not by_table and self.chance.random() < 0.1
        if by_table:
            outcome = self.bring(who, table, name, value)
        else:
            given = {"by": who, "at": self.now, "origin": "веб", "seen": mark, "confirm": confirm}
            (outcome,) = decide(self.store, [self.article], name, value, **given).outcomes  # type: ignore[arg-type]
        if pile.value == value:
            assert outcome.state == "same", outcome
            known = who in self.agreeing(pile) or versions[name] == pile.version
            if not known:  # a second opinion, told as the same and kept
                assert outcome.label is not None
                pile.standing.append((outcome.label, who, value))
                self.accepted.append((outcome.label, name, who, value))
                pile.version, pile.last = pile.version + 1, outcome.label
        elif versions[name] != pile.version and not confirm and not (by_table and self.corrects(pile, who, value)):
            assert outcome.state == "conflict", outcome
            assert outcome.text.endswith((".", "залишено перше."))
            assert outcome.label is not None
            self.refused.append((outcome.label, name, who, value))
        else:
            assert outcome.state == "applied", outcome
            assert outcome.label is not None
            pile.standing.append((outcome.label, who, value))
            self.accepted.append((outcome.label, name, who, value))
            pile.version, pile.last = pile.version + 1, outcome.label

    def corrects(self, pile: Pile, who: str, value: str) -> bool:
        """A table corrects its owner's own word: theirs was the last, and they have not said this one before."""
        own = bool(pile.standing) and pile.standing[-1][:2] == (pile.last, who)
        return own and all(one[1:] != (who, value) for one in pile.standing)

    def agreeing(self, pile: Pile) -> set[str]:
        people = set()
        for _, by, value in reversed(pile.standing):
            if value != pile.value:
                break
            people.add(by)
        return people

    def bring(self, who: str, table: list[list[str]], name: str, value: str) -> Outcome:
        edited = [list(row) for row in table]
        edited[1][KEYS.index(f"decide {name}")] = WORDS[name][value]
        brought = bring(self.store, guarding.write(edited), "таблиця.csv", by=who, at=self.now)
        assert brought.rejected == ()
        ((line),) = (*brought.applied, *brought.same, *brought.conflicts)
        return line.outcome

    def take_back(self, who: str) -> None:
        if not self.accepted:
            return
        label, name, _, _ = self.chance.choice(self.accepted)
        outcome = undo(self.store, label, by=who, at=self.now, origin="веб")
        pile = self.piles[name]
        if label in self.undone:
            assert outcome.state == "same"
            return
        assert outcome.state == "applied"
        pile.standing = [one for one in pile.standing if one[0] != label]
        pile.version, pile.last = pile.version + 1, None
        self.undone.append(label)

    def check(self, history: list[Entry], force: dict[str, str]) -> None:
        """Every accepted and every refused decision is in the history; what was accepted last and stands is in force."""
        kept = {(e.id, e.label.field, e.label.by, e.label.value): e for e in history if e.kind != "undo"}
        assert set(kept) == {*self.accepted, *self.refused}
        assert {e.id for e in kept.values() if e.stands} == {one[0] for p in self.piles.values() for one in p.standing}
        assert [e.id for e in kept.values() if e.kind == "refused"] == sorted({one[0] for one in self.refused})
        assert sum(e.kind == "undo" for e in history) == len(self.undone)
        assert force == {name: pile.value for name, pile in self.piles.items() if pile.value is not None}


def interleave(tmp_path: Path, number: int, seed: int) -> int:
    """Many interleavings, each on its own article of one database; returns how many conflicts were told."""
    names = [f"{n:08x}" for n in range(number)]
    store = open_with(tmp_path / "ohliad.sqlite", names)
    worlds = [World(store, name, random.Random(f"{seed}-{n}")) for n, name in enumerate(names)]
    for world in worlds:
        for _ in range(world.chance.randint(4, 12)):
            world.step()
    histories: dict[str, list[Entry]] = {}
    for entry in store.opinions.history():
        histories.setdefault(entry.label.article, []).append(entry)
    labels = store.labels()
    for world in worlds:
        force = {label.field: label.value for label in labels.get(world.article, [])}
        world.check(histories.get(world.article, []), force)
    store.close()
    return sum(len(world.refused) for world in worlds)


def test_interleavings_of_two_analysts(tmp_path: Path) -> None:
    assert interleave(tmp_path, 200, seed=1) > 40, "conflicts do happen"


@pytest.mark.torture
def test_10000_interleavings_of_two_analysts(tmp_path: Path) -> None:
    assert interleave(tmp_path, 10_000, seed=2) > 2_000


# --- two threads on one database ----------------------------------------------------------------------------------


class Analyst(threading.Thread):
    """Decides and takes back on a few articles for a number of rounds, through a connection of his own."""

    def __init__(self, path: Path, names: list[str], seed: int, rounds: int, start: threading.Barrier) -> None:
        super().__init__()
        self.path, self.names, self.rounds, self.together = path, names, rounds, start
        self.chance = random.Random(seed)
        self.told: list[tuple[int, str, Outcome]] = []  # (seen, value, outcome)
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            self.work()
        except BaseException as error:  # shown by the test
            self.failure = error

    def work(self) -> None:
        store = Store.open(self.path, PLACE.id)
        for _ in range(self.rounds):
            seen = store.opinions.mark()
            self.together.wait(60)  # both have looked, now both decide
            name, value = self.chance.choice(self.names), self.chance.choice(FIELDS["topic"])
            given = {"by": self.name, "at": AT, "origin": "веб", "seen": seen}
            (outcome,) = decide(store, [name], "topic", value, **given).outcomes  # type: ignore[arg-type]
            self.told.append((seen, value, outcome))
            if outcome.state == "applied" and self.chance.random() < 0.2:
                assert outcome.label is not None
                undo(store, outcome.label, by=self.name, at=AT, origin="веб")
        store.close()


def at_once(tmp_path: Path, rounds: int, seed: int) -> dict[str, int]:
    path, names = tmp_path / "ohliad.sqlite", ["a", "b"]
    store = open_with(path, names)
    start = threading.Barrier(2)
    people = [Analyst(path, names, seed + n, rounds, start) for n in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join(120)
        assert person.failure is None, person.failure
    history = store.opinions.history()
    by_id = {entry.id: entry for entry in history}
    counted = {"applied": 0, "conflict": 0, "same": 0}
    for person in people:
        for seen, value, outcome in person.told:
            counted[outcome.state] += 1
            assert outcome.label is not None
            entry = by_id[outcome.label]
            unseen = [
                other.id
                for other in history
                if other.label.article == outcome.article and other.kind != "refused" and seen < other.id < entry.id
            ]
            if outcome.state == "applied":
                assert (entry.label.by, entry.label.value) == (person.name, value)
                assert unseen == [], "applied over a decision nobody was shown"
            elif outcome.state == "conflict":
                assert outcome.against is not None
                assert outcome.against.id > seen
    for name in names:
        stands = in_force([entry for entry in history if entry.label.article == name])
        topic = store.clips(articles=[name], relevance=None)[0].topic
        assert topic == (stands.label.value if stands else "culture")
    store.close()
    return counted


def test_two_threads_at_once(tmp_path: Path) -> None:
    counted = at_once(tmp_path, 40, seed=1)
    assert sum(counted.values()) == 80
    assert counted["applied"] > 20
    assert counted["conflict"] > 5


@pytest.mark.torture
def test_two_threads_at_once_for_long(tmp_path: Path) -> None:
    counted = at_once(tmp_path, 800, seed=10)
    assert sum(counted.values()) == 1_600
    assert counted["conflict"] > 200
