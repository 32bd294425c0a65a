"""Which module holds which command. A module is loaded when its command is asked for: a filter needs no database."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

# In the order of `--help`; a module's `register` adds just these.
MODULES = {
    "work": ("run", "collect", "check", "import", "replay", "build", "add"),
    "inspection": ("explain", "search", "stats"),
    "deciding": ("decide", "undo", "history"),
    "issuing": ("approve", "send", "issues", "outbox"),
    "pickup": ("pickup",),
    "story": ("story",),
    "review": ("review",),
    "report": ("report",),
    "figures": ("figures",),
    "registers": ("registers",),
    "events": ("events",),
    "contracts": ("contracts",),
    "duties": ("occasions", "petitions", "requests"),
    "sources": ("sources",),
    "alerts": ("alerts",),
    "filters": ("extract", "classify", "stories"),
    "quality": ("train", "gate"),
    "maintenance": ("init", "doctor", "metrics", "backup", "restore", "demo"),
    "forgetting": ("forget",),
    "web": ("serve", "users"),
    "schedule": ("schedule",),
}


class Commands(MutableMapping[str, Any]):
    """Command by name; the names are known beforehand, the module is imported for the first of its commands."""

    def __init__(self) -> None:
        self._loaded: dict[str, Any] = {}
        self._module = {name: module for module, names in MODULES.items() for name in names}

    def __getitem__(self, name: str) -> Any:
        if name not in self._loaded:
            self._loaded |= of_module(self._module[name])
        return self._loaded[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._module[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._module)

    def __len__(self) -> int:
        return len(self._module)


def of_module(module: str) -> dict[str, Any]:
    """The commands that a module beside this one registers."""
    app = typer.Typer()
    import_module(f"monitor.cli.{module}").register(app)
    return dict(typer.main.get_group(app).commands)


class Application(TyperGroup):
    """The group of all commands."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = Commands()
