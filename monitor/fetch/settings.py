"""What an installation may choose about fetching. Holds values only; decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """How the door to the web behaves. Times are in seconds, sizes in bytes."""

    # Honest: the program's name, then how to reach the people who run it. Robots.txt groups match the first word.
    user_agent: str = "ohliad/0.1 (press review of a city council; contact not configured)"
    allow_private: bool = False  # loopback and private addresses, on any port: for the demo, tests and rehearsals
    pace: float = 5.0  # between the starts of two requests to one host (Media Cloud's figure)
    host_pace: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))  # host -> seconds
    timeout_total: float = 30.0  # on the network for one get: all redirects and retries together
    timeout_connect: float = 10.0  # for one connection attempt to one address
    max_bytes: int = 10 * 1024 * 1024  # of one body, decoded
    max_redirects: int = 10  # requests in one chain; the chain that would need more fails
    retries: int = 2  # further tries after a reset, a cut body or a failed connection; a 5xx is tried once more
