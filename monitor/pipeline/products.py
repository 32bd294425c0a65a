"""Which product a name means, and whose an issue is. What is no product stops itself, never another."""

from __future__ import annotations

from dataclasses import replace

from digests.definition import Definition, load_definitions, rivals
from digests.issues import restore
from monitor.errors import ConfigError
from monitor.pipeline.desk import Desk
from monitor.store import IssueRow


def definition_of(desk: Desk, name: str) -> Definition:
    """Raises ConfigError for an unknown product, and for one that is none because its kind is another's."""
    folders = [desk.config.folder_of_definitions]
    known = load_definitions(folders)
    if name in known:
        return known[name]
    refused = rivals(folders).get(name)
    raise ConfigError(refused or f"there is no product {name!r}; known: {', '.join(known)}")


def product_of(desk: Desk, row: IssueRow) -> Definition:
    """The product that made an issue, or where its name is gone the one that its kind belongs to now.

    Raises ConfigError where there is neither.
    """
    folders = [desk.config.folder_of_definitions]
    name = restore(row.body.encode()).name
    if name not in rivals(folders):
        known = load_definitions(folders)
        heirs = [known[name]] if name in known else [one for one in known.values() if one.kind == row.kind]
        if heirs:
            return replace(heirs[0], kind=row.kind)
    return definition_of(desk, name)
