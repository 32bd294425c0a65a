"""A source may go on showing what was deleted: its document is stored without it, so that nothing comes back."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.deletion.needles import of_items
from monitor.deletion.redact import without
from monitor.model import Page
from monitor.store import Sighting, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A page as it may be stored; `redacted` is the hash it came with, where something was taken out."""

    page: Page
    redacted: str = ""


def kept(store: Store, seen: Sequence[Sighting], pages: Sequence[Page]) -> list[Kept]:
    """The pages of one visit without the items that were deleted on demand; a page that cannot be cleaned is left out.

    Costs one query where nothing was deleted.
    """
    gone = store.deletions.among([sighting.article for sighting in seen])
    if not gone:
        return [Kept(page=page) for page in pages]
    needles = of_items([], [sighting.entry for sighting in seen if sighting.article in gone])
    found = []
    for page in pages:
        content = without(page, needles)
        if content == page.content:
            found.append(Kept(page=page))
        elif content is not None:
            was = hashlib.sha256(page.content).hexdigest()
            found.append(Kept(page=replace(page, content=content), redacted=was))
    return found
