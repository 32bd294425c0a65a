"""What people entered while the desk was taken, or what could not be fetched: kept as files until somebody takes it in.

A file holds one link or one clip; the same entered twice is kept once. Nothing leaves the folder before it is stored.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Literal

from monitor import files
from monitor.codec import instant, stamp
from monitor.pipeline.decide import classify_articles
from monitor.pipeline.desk import Desk, Report
from monitor.pipeline.grouping import group_stories
from monitor.pipeline.intake import take_in_files, take_in_page
from monitor.pipeline.read import extract_articles

FOLDER = "inbox"
Kind = Literal["link", "clip"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One thing that waits. `content` is the address of a link, or the CSV of a clip; `title` names it for people."""

    name: str
    kind: Kind
    title: str
    content: str
    by: str
    at: datetime
    trouble: str = ""  # why it is still here
    place: str = ""  # whose it is; "": kept before places shared a folder


def keep(
    state: Path, kind: Kind, title: str, content: str, *, by: str, at: datetime, trouble: str = "", place: str = ""
) -> Kept:
    """Write it down. Raises StoreError where the disk refuses."""
    name = blake2b(f"{place}\0{kind}\0{content}".encode(), digest_size=8).hexdigest()
    kept = Kept(name=name, kind=kind, title=title, content=content, by=by, at=at, trouble=trouble, place=place)
    _write(state, kept)
    return kept


def _write(state: Path, kept: Kept) -> None:
    fields = {**asdict(kept), "at": stamp(kept.at)}
    del fields["name"]
    files.write(state / FOLDER / f"{kept.name}.json", json.dumps(fields, ensure_ascii=False, indent=1).encode())


def waiting(state: Path, place: str) -> list[Kept]:
    """All that waits for a place, the oldest first. A file that is none of ours is passed over."""
    read = (_read(path) for path in sorted((state / FOLDER).glob("*.json")))
    found = [kept for kept in read if kept is not None and kept.place in ("", place)]
    return sorted(found, key=lambda kept: (kept.at, kept.name))


def _read(path: Path) -> Kept | None:
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
        kind, texts = given["kind"], [str(given[key]) for key in ("title", "content", "by", "trouble")]
        at = instant(given["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if kind not in ("link", "clip"):
        return None
    title, content, by, trouble = texts
    place = str(given.get("place", ""))
    return Kept(name=path.stem, kind=kind, title=title, content=content, by=by, at=at, trouble=trouble, place=place)


def drop(state: Path, name: str) -> bool:
    """Throw one away; False where there is none of that name."""
    path = next((path for path in (state / FOLDER).glob("*.json") if path.stem == name), None)
    if path is None:
        return False
    path.unlink(missing_ok=True)
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of one thing that waited: `left`: it still waits, and knows the reason."""

    name: str
    report: Report
    left: bool


def take_waiting(desk: Desk, report: Report) -> list[Taken]:
    """Take in everything that waits. Links count as missed by us. The caller refreshes; see `take_all`."""
    found = []
    for kept in waiting(desk.state, desk.config.place.id):
        own = Report()
        if kept.kind == "link":
            take_in_page(desk, own, kept.content)
        else:
            _take_clip(desk, own, kept)
        _add(report, own)
        if own.failed:
            _write(desk.state, replace(kept, trouble=own.failed[0].said or own.failed[0].error))
        else:
            drop(desk.state, kept.name)
        found.append(Taken(name=kept.name, report=own, left=bool(own.failed)))
    return found


def take_all(desk: Desk) -> list[Taken]:
    """The same, carried as far as stories."""
    report = Report()
    found = take_waiting(desk, report)
    extract_articles(desk, report)
    classify_articles(desk, report)
    group_stories(desk, report)
    return found


def _take_clip(desk: Desk, report: Report, kept: Kept) -> None:
    path = desk.state / FOLDER / f"{kept.name}.csv"
    files.write(path, kept.content.encode())
    try:
        take_in_files(desk, report, [path])
    finally:
        path.unlink(missing_ok=True)


def _add(report: Report, own: Report) -> None:
    for step, counts in own.steps.items():
        for what, number in counts.items():
            report.count(step, what, number)
    report.failed.extend(own.failed)
    report.notes.extend(own.notes)
    report.brought.extend(own.brought)
    report.bugs.extend(own.bugs)
