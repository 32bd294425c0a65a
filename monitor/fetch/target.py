"""Pure: a URL as we send it, parsed once, so that what was checked is what is connected to. Fetches nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin

from monitor.errors import FetchError
from monitor.fetch.address import Address, parse_host
from monitor.text import clean_line

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_PORTS = {"http": 80, "https": 443}
_LONGEST = 8_192  # longer request lines are refused by common servers
_SAFE = "!$&'()*+,;=:@/?%~-._[]\\"


@dataclass(frozen=True, slots=True)
class Target:
    """One absolute http(s) URL in pieces, without credentials and fragment; `path` includes the query."""

    scheme: str
    host: str  # ASCII, lower case, no final dot, no brackets
    port: int
    path: str
    literal: Address | None = None

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        return self.origin + self.path

    @property
    def site(self) -> str:
        """What pace and Retry-After are kept for: the host, with and without www alike."""
        return self.host.removeprefix("www.")


def parse(url: str) -> Target:
    """The target a URL names.

    Raises FetchError (refused): another scheme, credentials, a host or port that is none, over-long.
    """
    text = re.sub(r"[\t\r\n]", "", url.strip("".join(map(chr, range(33)))))
    match = _SCHEME.match(text)
    scheme = match.group(1).lower() if match else ""
    if match is None or scheme not in _PORTS:
        raise _refused(url, f"only http and https addresses are fetched, not {scheme or 'a relative one'}")
    if len(text) > _LONGEST:
        raise _refused(url, f"the address is longer than {_LONGEST} characters")
    authority, path = _split(text[match.end() :])
    if authority is None:
        raise _refused(url, "the address names no host")
    if "@" in authority:
        raise _refused(url, "the address carries a user name or password")
    try:
        host, literal = parse_host(_host_part(authority))
        port = _port(authority, _PORTS[scheme])
    except (ValueError, UnicodeError) as e:
        raise _refused(url, f"the host of the address cannot be read ({e})") from e
    return Target(scheme, host, port, _normal(path), literal)


def join(base: Target, location: str) -> Target:
    """The target of a redirect.

    Raises FetchError (refused), as `parse`.
    """
    text = location.strip()
    if _SCHEME.match(text):  # absolute: urljoin would take "http:x" for a relative address
        return parse(text)
    try:
        return parse(urljoin(base.url, text))
    except ValueError as e:
        raise _refused(location, "the redirect's address cannot be read") from e


def without_credentials(url: str) -> str:
    """The URL as it may be shown and logged: one line, no password, not endless."""
    return clean_line(re.sub(r"([/\\]{2})[^/?#\\]*@", r"\1", url[:2_000], count=1))[:500]


def _refused(url: str, why: str) -> FetchError:
    shown = without_credentials(url)
    return FetchError(shown, "refused", f"{shown}: {why}.", detail="url")


def _split(rest: str) -> tuple[str | None, str]:
    """What follows the scheme's colon as (authority, path with query); a backslash before the query is a slash."""
    head, mark, query = re.match(r"([^?#]*)([?#]?)(.*)", rest, re.DOTALL).groups()  # type: ignore[union-attr]
    head = head.replace("\\", "/")
    if not head.startswith("//"):
        return None, ""
    authority, _, path = head[2:].partition("/")
    query = query.partition("#")[0] if mark == "?" else ""
    return authority or None, "/" + path + (f"?{query}" if mark == "?" else "")


def _host_part(authority: str) -> str:
    if authority.startswith("["):
        return authority[: authority.find("]") + 1]
    return authority.partition(":")[0]


def _port(authority: str, default: int) -> int:
    rest = authority[len(_host_part(authority)) :]
    if rest in ("", ":"):
        return default
    digits = rest[1:]
    if not (rest.startswith(":") and digits.isascii() and digits.isdigit() and len(digits) <= 5):
        raise ValueError("not a port")
    port = int(digits)
    if not 0 < port < 65536:
        raise ValueError("not a port")
    return port


def _normal(path: str) -> str:
    path, mark, query = path.partition("?")
    kept: list[str] = []
    segments = path.split("/")[1:]
    for number, segment in enumerate(segments):
        plain = segment.lower().replace("%2e", ".")
        if plain in (".", ".."):
            if plain == ".." and kept:
                kept.pop()
            if number == len(segments) - 1:
                kept.append("")
        else:
            kept.append(segment)
    return quote("/" + "/".join(kept) + mark + query, safe=_SAFE, errors="replace")
