"""Pure: which hosts a URL may name and which IP addresses may be connected to. Resolves nothing.

Sources: WHATWG URL (host parsing, IPv4 numbers), RFC 6890 special-purpose registries, RFC 4291, 3056, 6052.
"""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address, IPv6Network
from urllib.parse import unquote

import idna

Address = IPv4Address | IPv6Address

_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")

# What `allow_private` opens: loopback and the private ranges, never link-local (cloud metadata) or 0.0.0.0.
_PRIVATE4 = tuple(map(IPv4Network, ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))
_PRIVATE6 = tuple(map(IPv6Network, ("::1/128", "fc00::/7")))
# Not public although some versions of `ipaddress` call parts of them global: special purposes, relays, NAT64 local.
_NEVER4 = tuple(
    map(IPv4Network, ("192.0.0.0/24", "192.88.99.0/24", "100.64.0.0/10", "0.0.0.0/8", "255.255.255.255/32"))
)
_NEVER6 = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16")))
_GLOBAL6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_SIXTOFOUR = IPv6Network("2002::/16")


def is_private(address: Address) -> bool:
    """Is this loopback or one of the private ranges (also when written as a mapped IPv6 address)?"""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_private(address.ipv4_mapped)
        return any(address in net for net in _PRIVATE6)
    return any(address in net for net in _PRIVATE4)


def is_public(address: Address) -> bool:
    """Is this a unicast address of the open Internet, also after unwrapping mapped, NAT64 and 6to4 addresses?"""
    if isinstance(address, IPv4Address):
        return (
            address.is_global
            and not (address.is_multicast or address.is_reserved)
            and not any(address in net for net in _NEVER4)
        )
    if address.ipv4_mapped is not None:
        return is_public(address.ipv4_mapped)
    if address in _NAT64:
        return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    if address in _SIXTOFOUR:
        return is_public(IPv4Address((int(address) >> 80) & 0xFFFFFFFF))
    return (
        address in _GLOBAL6
        and address.is_global
        and not (address.is_multicast or address.is_reserved or address.is_site_local)
        and not any(address in net for net in _NEVER6)
    )


def is_allowed(address: Address, port: int, *, allow_private: bool) -> bool:
    """May we connect there? Public on the web's own ports; private on any port, where the installation says so."""
    if is_private(address):
        return allow_private
    return is_public(address) and port in (80, 443)


def parse_host(text: str) -> tuple[str, Address | None]:
    """The ASCII host of a URL's authority, and its address where the host is a literal in any spelling.

    Raises ValueError for anything a resolver might read differently from us.
    """
    if text.startswith("["):
        if not text.endswith("]") or "%" in text:
            raise ValueError("a broken IPv6 address")
        try:
            address = IPv6Address(text[1:-1])
        except AddressValueError as e:
            raise ValueError("a broken IPv6 address") from e
        return str(address), address
    host = _ascii(unquote(text, errors="strict") if "%" in text else text).removesuffix(".")
    labels = host.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        literal = _ipv4(labels)
        return str(literal), literal
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise ValueError("not a host name")
    return host, None


def _ascii(host: str) -> str:
    if host.isascii():
        return host.lower()
    try:
        mapped = idna.uts46_remap(host, std3_rules=False, transitional=False)
        return mapped if mapped.isascii() else idna.encode(mapped).decode("ascii")
    except idna.IDNAError as e:
        raise ValueError("not a host name") from e


def _ipv4(labels: list[str]) -> IPv4Address:
    """An IPv4 address of one to four decimal, octal or hexadecimal parts, the last filling what is left (WHATWG)."""
    if len(labels) > 4 or not all(_NUMBER.fullmatch(label) for label in labels):
        raise ValueError("a broken IPv4 address")
    numbers = [_number(label) for label in labels]
    if any(number > 255 for number in numbers[:-1]) or numbers[-1] >= 256 ** (5 - len(numbers)):
        raise ValueError("a broken IPv4 address")
    value = numbers[-1]
    for place, number in enumerate(numbers[:-1]):
        value += number * 256 ** (3 - place)
    return IPv4Address(value)


def _number(label: str) -> int:
    if len(label) > 40:  # int() of a long text is slow, and no address needs it
        raise ValueError("a broken IPv4 address")
    if label.startswith("0x"):
        return int(label[2:] or "0", 16)
    return int(label, 8) if len(label) > 1 and label.startswith("0") else int(label)
