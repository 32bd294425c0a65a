"""A pipeline desk for one piece of work of a page; «зайнято» where a collection is running at this moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from monitor.errors import StoreError
from monitor.pipeline.desk import Desk
from monitor.web.ask import Ask
from monitor.web.errors import Refusal

BUSY = "Саме зараз працює збирання новин. Нічого не змінено; спробуйте за кілька хвилин."


@contextmanager
def at_work(ask: Ask) -> Iterator[Desk]:
    """The desk, alone on the state folder. Raises Refusal (503) where another process holds it."""
    with ExitStack() as stack:
        try:
            desk = stack.enter_context(ask.office.work())
        except StoreError as error:
            raise Refusal(503, BUSY) from error
        yield desk
