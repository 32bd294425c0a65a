"""`import` of OPML: another reader's feeds as blocks for sources.yaml. Which sources are watched stands there alone.

Stores nothing and changes no file; what a list names and cannot be offered is told, line by line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.config import Config
from monitor.discover import Proposal, render_yaml, source_lines
from monitor.errors import ConfigError
from monitor.model import Outlet
from monitor.names import slug
from monitor.opml import Subscription, read
from monitor.urls import canonical, host

if TYPE_CHECKING:
    from monitor.pipeline.desk import Report


@dataclass(slots=True)
class Offered:
    """An outlet with the sources that a list names for it, each once."""

    outlet: Outlet
    sources: list[Proposal] = field(default_factory=list)


def offers(paths: Sequence[Path], config: Config | None, report: Report) -> list[Offered]:
    """What the lists name and the configuration has not yet; a list that cannot be read fails alone."""
    watched = {canonical(source.url): source.outlet for source in config.sources} if config else {}
    offered: dict[str, Offered] = {}
    taken = {outlet.id for outlet in config.outlets} if config else set()
    seen: set[str] = set()
    for path in paths:
        known: list[str] = []
        for found in _feeds(path, report):
            address = canonical(found.url)
            if address in watched:
                known.append(f"{found.url} ({watched[address]})")
            elif address not in seen:
                seen.add(address)
                _offer(found, offered, taken)
        if known:
            report.count("import", "known feeds", len(known))
            report.notes.append(f"{path.name}: these feeds stand in {_called(config)} already: {', '.join(known)}")
    for one in offered.values():
        if config and one.outlet.id in config.outlets_by_id:
            report.notes.append(
                f"the outlet {one.outlet.id} stands in {_called(config)} already: add its new sources there"
            )
    return list(offered.values())


def _called(config: Config | None) -> str:
    return config.path.name if config else "the configuration"


def _feeds(path: Path, report: Report) -> Iterable[Subscription]:
    try:
        found = read(path.read_bytes(), path.name)
    except OSError as error:
        report.fail(path.name, "import", f"it cannot be read: {error.strerror}")
        return ()
    except ConfigError as error:
        report.fail(path.name, "import", str(error))
        return ()
    if found.damage:
        report.fail(path.name, "import", f"it is cut off or damaged ({found.damage}); what could be read was taken")
    for one in found.unread:
        report.fail(path.name, "import", f"{one}: no web address, left out")
    if not found.feeds and not found.unread:
        report.fail(path.name, "import", "it names no feed")
    report.count("import", "feeds", len(found.feeds))
    return found.feeds


def _offer(found: Subscription, offered: dict[str, Offered], taken: set[str]) -> None:
    proposal = Proposal(kind=found.kind, url=found.url, entries=0)
    if found.outlet is not None:
        offered.setdefault(found.outlet.id, Offered(found.outlet)).sources.append(proposal)
        return
    # Another reader's list: who stands behind two feeds is for the owner to say.
    name = found.title or host(found.url)
    identifier, number = slug(name), 2
    while identifier in taken or identifier in offered:
        identifier, number = f"{slug(name)[:60]}-{number}", number + 1
    offered[identifier] = Offered(Outlet(id=identifier, name=name, home=found.home), [proposal])


def as_yaml(offered: Iterable[Offered]) -> str:
    """Blocks for `outlets:` of sources.yaml."""
    return "\n".join(
        render_yaml(one.outlet, tuple(one.sources[:1])) + "".join(f"{line}\n" for line in _further(one))
        for one in offered
    )


def _further(one: Offered) -> list[str]:
    return [line for proposal in one.sources[1:] for line in source_lines(proposal)]


def as_objects(offered: Iterable[Offered]) -> list[dict[str, object]]:
    """The same for machines, with the keys of sources.yaml."""
    return [
        {
            "id": one.outlet.id,
            "name": one.outlet.name,
            "level": one.outlet.level,
            "kind": one.outlet.kind,
            "home": one.outlet.home,
            "official": one.outlet.official,
            "sources": [{"kind": source.kind, "url": source.url, "verified": False} for source in one.sources],
        }
        for one in offered
    ]
