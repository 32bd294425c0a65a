"""One line of the doctor's report. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from monitor.errors import AccessError, OhliadError

RIGHTS = "chown or chmod it for the user that runs ohliad; nothing need be restored"

State = Literal["ok", "warning", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`text` says what was found, `todo` what to do about it ("" where nothing need be done)."""

    check: str
    state: State
    text: str
    todo: str = ""


Check = Callable[[], Finding | Iterable[Finding]]


def collect(name: str, check: Check, todo: str) -> Iterator[Finding]:
    """The findings of one check; known trouble that it raises is a failed one."""
    try:
        found = check()
        yield from (found,) if isinstance(found, Finding) else found
    except (AccessError, PermissionError) as error:
        yield Finding(check=name, state="failed", text=str(error), todo=RIGHTS)
    except (OhliadError, OSError) as error:
        yield Finding(check=name, state="failed", text=str(error), todo=todo)
