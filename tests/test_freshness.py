"""What a source says of its freshness is kept over «not modified», within bounds, and not believed where it loses news."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from monitor import pipeline, plan
from monitor.model import Page, Unchanged, Validators
from monitor.store import SourceState
from tests.fakes import NOW, FakeDoor, config, desk, feed, page

FEED = "https://news.example/feed"
TEXT = "У Вербосіллі відкрили оновлену бібліотеку, ремонт якої тривав пів року коштом громади."


@dataclass
class Dated:
    """A web whose feed says in its header how long it stays fresh."""

    door: FakeDoor
    max_age: int | None

    def get(self, url: str, *, validators: Validators | None = None, robots: bool = False) -> Page | Unchanged:
        found = self.door.get(url, validators=validators, robots=robots)
        return replace(found, max_age=self.max_age) if url == FEED and isinstance(found, Page) else found


def door(*items: str, ttl: str = "") -> FakeDoor:
    said = feed(*((name, f"Новина {name}", "Так.") for name in items))
    pages = {f"https://news.example/{name}": page(f"Новина {name}", TEXT, TEXT) for name in items}
    return FakeDoor({FEED: said.replace("<channel>", f"<channel>{ttl}"), **pages})


@pytest.fixture
def visited(tmp_path: Path) -> Callable[[FakeDoor, int | None, datetime], SourceState]:
    """Visit once; returns what is remembered of the source."""

    def visit(web: FakeDoor, max_age: int | None, now: datetime) -> SourceState:
        web.now = now
        setup = config(tmp_path, FEED)
        at = desk(tmp_path, web, setup=setup, now=now)
        pipeline.collect(replace(at, door=Dated(web, max_age)), setup.sources)
        (state,) = at.store.source_states().values()
        at.store.close()
        return state

    return visit


HOUR = 3600


@pytest.mark.parametrize(
    ("ttl", "max_age", "fresh"),
    [
        ("", None, None),
        ("", HOUR, HOUR),
        ("<ttl>120</ttl>", None, 2 * HOUR),
        ("<ttl>120</ttl>", HOUR, 2 * HOUR),
        ("<ttl>5</ttl>", HOUR, HOUR),
        ("<ttl>120</ttl>", 0, 2 * HOUR),
        ("<ttl>99999</ttl>", None, 99_999 * 60),
    ],
)
def test_it_is_kept_over_not_modified(
    visited: Callable[[FakeDoor, int | None, datetime], SourceState], ttl: str, max_age: int | None, fresh: int | None
) -> None:
    web = door("a", ttl=ttl)
    least = min(timedelta(seconds=fresh or 0), plan.LONGEST)
    now = NOW
    for state_of_visit in ("ok", "unchanged", "unchanged"):
        state = visited(web, max_age if state_of_visit == "ok" else None, now)
        assert (state.state, state.fresh) == (state_of_visit, fresh)
        assert state.next_visit is not None
        assert least <= state.next_visit - now <= plan.LONGEST * (1 + plan.JITTER)
        now = state.next_visit


def test_a_feed_that_ran_over_meanwhile_is_not_believed(
    visited: Callable[[FakeDoor, int | None, datetime], SourceState],
) -> None:
    """All its entries are new: to ask as seldom as it says would lose some."""
    daily = "<ttl>1440</ttl>"
    first = visited(door("a", "b", ttl=daily), None, NOW)
    assert first.next_visit is not None
    assert first.next_visit >= NOW + plan.LONGEST
    state = visited(door("c", "d", ttl=daily), None, first.next_visit)
    assert state.fresh is None
    assert state.next_visit is not None
    assert state.next_visit < first.next_visit + plan.LONGEST
    calm = visited(door("e", "c", "d", ttl=daily), None, state.next_visit)
    assert calm.fresh == 86_400, "it overlaps again"
