"""Letting people in: password, session, and the pause after wrong tries. Knows nothing of pages."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from starlette.requests import Request
from starlette.responses import Response

from monitor.store import Store
from monitor.store.people import PersonRow
from monitor.web import sessions
from monitor.web.people import ROLES, Person
from monitor.web.settings import Settings

WINDOW = 900  # seconds a wrong try counts
# Wrong tries in a window: of one name from one address, of one address, of one name from anywhere.
MOST_PAIR, MOST_ADDRESS, MOST_NAME = 5, 20, 50
MOST_KEPT = 10_000  # names and addresses remembered at once; the oldest go first
SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200

_hasher = PasswordHasher()  # argon2id, the library's own strength (RFC 9106, low memory)
_hashing = threading.BoundedSemaphore(2)  # each costs 64 MiB: a crowd at the door must not eat the memory


def hashed(password: str) -> str:
    with _hashing:
        return _hasher.hash(password)


# Verified for names we do not know, so that they cost what a wrong password costs.
_NOBODY = PasswordHasher().hash("nobody has this password")


def is_password(row: PersonRow | None, password: str) -> bool:
    """Does the password fit? Takes the same time for a name nobody has."""
    with _hashing:
        try:
            _hasher.verify(row.password if row else _NOBODY, password[:LONGEST_PASSWORD])
        except (VerificationError, InvalidHashError):
            return False
    return row is not None


@dataclass(slots=True)
class Tries:
    """Wrong tries of the last quarter of an hour, in memory."""

    _times: dict[tuple[str, ...], deque[float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, name: str, address: str, now: datetime) -> int:
        """Seconds until the next try is allowed; 0: now."""
        with self._lock:
            return max(
                self._wait(key, most, now.timestamp())
                for key, most in zip(_keys(name, address), (MOST_PAIR, MOST_ADDRESS, MOST_NAME), strict=True)
            )

    def _wait(self, key: tuple[str, ...], most: int, now: float) -> int:
        times = self._times.get(key)
        if times is None:
            return 0
        while times and times[0] <= now - WINDOW:
            times.popleft()
        return int(times[-most] + WINDOW - now) + 1 if len(times) >= most else 0

    def note(self, name: str, address: str, now: datetime) -> None:
        with self._lock:
            for key in _keys(name, address):
                times = self._times.pop(key, deque(maxlen=MOST_NAME))
                times.append(now.timestamp())
                self._times[key] = times
            while len(self._times) > MOST_KEPT:
                del self._times[next(iter(self._times))]

    def forget(self, name: str, address: str) -> None:
        """After a right password only that pair is forgiven: who knows one password must not try others' faster."""
        with self._lock:
            self._times.pop(_keys(name, address)[0], None)


def _keys(name: str, address: str) -> tuple[tuple[str, ...], ...]:
    folded = name.casefold()[:100]
    return (("pair", folded, address), ("address", address), ("name", folded))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A person with a session; `is_new`: its cookie is still to be set."""

    person: Person
    session: sessions.Session
    is_new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Says who holds a cookie; opens sessions."""

    store: Store
    settings: Settings
    tries: Tries = field(default_factory=Tries)

    def who(self, cookie: str, now: datetime) -> Found | None:
        """The person of a cookie; where nobody logs in, always the one at this computer."""
        session = sessions.unseal(cookie, self.settings.secret, now) if cookie else None
        if not self.settings.login:
            return self._owner(session, now)
        row = self.store.people.get(session.name) if session else None
        if session is None or row is None or row.stamp != session.stamp:
            return None
        return Found(person=_person(row), session=session)

    def _owner(self, session: sessions.Session | None, now: datetime) -> Found:
        person = Person(name=self.settings.person, role="editor")
        if session is not None and session.name == person.name and not session.stamp:
            return Found(person=person, session=session)
        return Found(person=person, session=sessions.start(person.name, "", now), is_new=True)

    def open(self, name: str, password: str, address: str, now: datetime) -> sessions.Session | int:
        """A new session; or the seconds to wait before the next try, 0 where the password was merely wrong."""
        if wait := self.tries.wait(name, address, now):
            return wait
        row = self.store.people.get(name)
        if not is_password(row, password) or row is None:
            self.tries.note(name, address, now)
            return 0
        self.tries.forget(name, address)
        return sessions.start(row.name, row.stamp, now)


def _person(row: PersonRow) -> Person:
    return Person(name=row.name, role=next((role for role in ROLES if role == row.role), "reader"))


def set_cookie(answer: Response, value: str, settings: Settings) -> None:
    answer.set_cookie(
        settings.cookie,
        value,
        max_age=sessions.LIFETIME,
        path="/",
        secure=settings.secure,
        httponly=True,
        samesite="strict",
    )


def drop_cookie(answer: Response, settings: Settings) -> None:
    answer.delete_cookie(settings.cookie, path="/", secure=settings.secure, httponly=True, samesite="strict")


def is_bounced(request: Request, settings: Settings) -> bool:
    """A link from elsewhere brings no SameSite=Strict cookie: our own page, loading itself anew, does."""
    return (
        request.headers.get("sec-fetch-site") in ("cross-site", "same-site")
        and request.headers.get("sec-fetch-mode") == "navigate"
        and settings.cookie not in request.cookies
    )
