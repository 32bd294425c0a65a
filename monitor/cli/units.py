"""The units of one issue, as a table and as lines: what each is, where it stands, where its page is kept."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from digests.render.csv import guard
from monitor.pipeline.units import printed
from monitor.store.rows import IssueItem

# Columns are only ever added, at the end; a clip stands as «continued» where an earlier issue of this kind had it.
COLUMNS = (
    *("position", "article", "section", "direct", "undecided", "url", "warc", "offset", "sha256", "continued"),
    *("outlet", "published", "headline", "page"),
)
Pages = Mapping[str, tuple[str, str, int, str]]  # article -> address, archive file, offset, hash


def write(path: Path, items: Sequence[IssueItem], pages: Pages) -> None:
    """The table of `issues show --units`."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(COLUMNS)
        for item in items:
            evidence = pages.get(item.article, ("", "", "", ""))
            marks = int(item.direct), int(item.undecided)
            told = (guard(cell) for cell in asdict(printed(item.body)).values())
            writer.writerow((item.position, item.article, item.section, *marks, *evidence, int(item.continued), *told))


def fields(items: Sequence[IssueItem], pages: Pages) -> list[dict[str, str]]:
    """The same for `--json`."""
    return [
        {
            "article": item.article,
            "section": item.section,
            "url": pages.get(item.article, ("",))[0],
            **asdict(printed(item.body)),
        }
        for item in items
    ]


def lines(items: Sequence[IssueItem], pages: Pages) -> list[str]:
    """The same for a reader; print and air have no address, so outlet, day, page and headline lead."""
    found = []
    for item in items:
        told, address = printed(item.body), pages.get(item.article, ("",))[0]
        parts = (item.article, item.section, told.source, told.headline, address)
        found.append(f"{item.position:>4} " + "  ".join(part for part in parts if part))
    return found
