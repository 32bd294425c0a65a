"""Who asks, and what that person may do. Roles are a ladder: each may all that the ones below may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["reader", "analyst", "editor"]
ROLES: tuple[Role, ...] = ("reader", "analyst", "editor")
ROLE_WORDS: dict[Role, str] = {"reader": "читач", "analyst": "аналітик", "editor": "редактор"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who is let in. A reader looks, an analyst decides, an editor approves and sends."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        return ROLES.index(self.role) >= ROLES.index(role)
