"""Which product a name means, and whose an issue is. What is no product stops itself, never another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from digests.definition import Definition, load_products
from digests.issues import restore
from monitor.errors import RivalProduct, UnknownProduct
from monitor.pipeline.desk import Desk
from monitor.store import IssueRow


def definition_of(desk: Desk, name: str) -> Definition:
    """Raises UnknownProduct where there is none of this name, RivalProduct where its kind is another's."""
    known, refused = load_products([desk.config.folder_of_definitions])
    return _known(name, known, refused)


def product_of(desk: Desk, row: IssueRow) -> Definition:
    """The product that made an issue, or where its name is gone the one that its kind belongs to now.

    Raises UnknownProduct where there is neither, RivalProduct where its kind is another's.
    """
    known, refused = load_products([desk.config.folder_of_definitions])
    name = restore(row.body.encode()).name
    heirs = [] if name in known or name in refused else [one for one in known.values() if one.kind == row.kind]
    return replace(heirs[0] if heirs else _known(name, known, refused), kind=row.kind)


def _known(name: str, known: Mapping[str, Definition], refused: Mapping[str, RivalProduct]) -> Definition:
    if name in known:
        return known[name]
    raise refused.get(name) or UnknownProduct(name, f"there is no product {name!r}; known: {', '.join(known)}")
