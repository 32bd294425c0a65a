"""A place that was renamed in its file and so begins from nothing, beside all that it had: told, never refused.

The id of a place is made of its name where the file gives none, so a corrected spelling makes another place of it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from monitor.config import Config
from monitor.store.places import Recorded


def warning(config: Config, recorded: Sequence[Recorded], configured: Collection[str]) -> str:
    """A sentence where `config` may be one of the `recorded` places under a new name; "" where all is as it should be.

    `configured`: ids of all places that were given with it; a recorded one among them is nobody's former name.
    """
    own = next((one for one in recorded if one.id == config.place.id), None)
    lost = [one for one in recorded if one.id not in configured]
    if own is not None:  # what is lost must have come further, or a place put right would be warned of its mistake
        lost = [one for one in lost if one.approved and not own.approved]
    if not lost:
        return ""
    has = "nothing is stored" if own is None else "no issue is approved"
    names = ", ".join(f"{one.id!r}" for one in lost)
    return (
        f"{config.path}: place: {has} of {config.place.id!r} yet, and the database holds {names}, which no given"
        f" configuration names. If the place was renamed, write `id: {lost[0].id}` under `place:`. If it is another"
        " place, go on; name both files with --config and this is not said again"
    )
