"""The signed cookie and the form token bound to it. Keeps nothing on the server beside the secret."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from itsdangerous import BadData, URLSafeSerializer

LIFETIME = 12 * 3600  # seconds: one working day; the next morning asks for the password again
_SALT = "ohliad session 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """`key` is random, one a login; `stamp` is that of the password it was opened with ("" where nobody logs in)."""

    name: str
    key: str
    stamp: str
    since: int  # Unix seconds


def start(name: str, stamp: str, now: datetime) -> Session:
    return Session(name=name, key=secrets.token_urlsafe(24), stamp=stamp, since=int(now.timestamp()))


def seal(session: Session, secret: bytes) -> str:
    """The cookie's value."""
    return URLSafeSerializer(secret, salt=_SALT, signer_kwargs={"digest_method": sha256}).dumps(
        [session.name, session.key, session.stamp, session.since]
    )


def unseal(cookie: str, secret: bytes, now: datetime) -> Session | None:
    """The session of a cookie we signed that is not too old; None for anything else."""
    try:
        found = URLSafeSerializer(secret, salt=_SALT, signer_kwargs={"digest_method": sha256}).loads(cookie)
    except BadData:
        return None
    match found:
        case [str(name), str(key), str(stamp), int(since)] if 0 <= int(now.timestamp()) - since <= LIFETIME:
            return Session(name=name, key=key, stamp=stamp, since=since)
    return None


def token(session: Session, secret: bytes) -> str:
    """The form token of one session: of no use in any other."""
    return hmac.new(secret, f"form\0{session.key}\0{session.name}".encode(), sha256).hexdigest()


def is_token(given: str, session: Session, secret: bytes) -> bool:
    return hmac.compare_digest(given.encode(), token(session, secret).encode())
