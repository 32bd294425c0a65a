"""What `serve` was started with, as one frozen value; decides which names and origins are ours."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import urlsplit

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`hosts`: names under which we may be asked, without ports; `person`: who decides where nobody logs in."""

    secret: bytes = field(repr=False)  # must not show in a traceback
    hosts: frozenset[str] = LOOPBACK
    login: bool = False
    person: str = "аналітик"
    public_url: str | None = None

    @property
    def secure(self) -> bool:
        """Do people come over HTTPS? Then the cookie never leaves without it."""
        return bool(self.public_url and self.public_url.lower().startswith("https://"))

    @property
    def cookie(self) -> str:
        """The session cookie's name. Browsers keep cookies by host, not by port: two offices on one must not mix."""
        name = f"ohliad-{sha256(b'cookie' + self.secret).hexdigest()[:8]}"
        return f"__Host-{name}" if self.secure else name

    def is_host(self, header: str) -> bool:
        """Is this Host header one of ours? A stranger's name that points to our address is not (DNS rebinding)."""
        if any(letter in header for letter in "/\\@?#, \t") or not header:
            return False
        try:
            parts = urlsplit(f"//{header}")
            name = parts.hostname
            _ = parts.port
        except ValueError:
            return False
        return name is not None and name.rstrip(".").lower() in self.hosts

    def is_origin(self, origin: str, scheme: str, host: str) -> bool:
        """Is this origin our own page? `scheme` and `host` are those of the request itself."""
        ours = {f"{scheme}://{host}".lower()}
        if self.public_url:
            parts = urlsplit(self.public_url)
            ours.add(f"{parts.scheme}://{parts.netloc}".lower())
        return origin.lower() in ours
