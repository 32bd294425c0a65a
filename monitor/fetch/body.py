"""Pure: a body's bytes out of its Content-Encoding, never more than asked for. Knows nothing of charsets.

zlib with an output limit, on the raw stream: 758 bytes of another encoding can unpack to gigabytes before a client
library hands over its first chunk.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from monitor.errors import FetchError

ACCEPTED = "gzip, deflate"
_STEP = 256 * 1024
# Values seen in the wild that name no encoding at all: the body is as it is.
_IDENTITY = frozenset({"", "identity", "none", "utf-8", "utf8"})


def read(chunks: Iterable[bytes], encoding: str, limit: int, url: str) -> bytes:
    """The whole decoded body.

    Raises FetchError: too-large (over `limit` bytes decoded), truncated (compressed data not finished), encoding.
    """
    content = bytearray()
    for piece in inflate(chunks, encoding, url):
        content += piece
        if len(content) > limit:
            raise FetchError(url, "too-large", f"{url}: the page is larger than {limit:,} bytes.")
    return bytes(content)


def read_head(chunks: Iterable[bytes], encoding: str, limit: int, url: str) -> bytes:
    """The first `limit` decoded bytes, or all where there are fewer.

    Raises FetchError: truncated, encoding, when that comes before the limit.
    """
    content = bytearray()
    for piece in inflate(chunks, encoding, url):
        content += piece
        if len(content) >= limit:
            break
    return bytes(content[:limit])


def read_some(chunks: Iterable[bytes], encoding: str, limit: int, url: str) -> bytes:
    """As many of the first `limit` decoded bytes as come unharmed: for error pages."""
    content = bytearray()
    try:
        for piece in inflate(chunks, encoding, url):
            content += piece
            if len(content) >= limit:
                break
    except FetchError:
        pass
    return bytes(content[:limit])


def inflate(chunks: Iterable[bytes], encoding: str, url: str) -> Iterator[bytes]:
    """Decoded pieces of at most 256 KiB.

    Raises FetchError: encoding (one we did not ask for, or broken data), truncated.
    """
    name = encoding.strip().lower().removeprefix("x-")
    if name in _IDENTITY:
        yield from chunks
    elif name == "gzip":
        yield from _unzip(chunks, url, 47)
    elif name == "deflate":
        yield from _unzip(chunks, url, 0)
    else:
        raise FetchError(url, "encoding", f"{url}: the content encoding «{name[:40]}» was not asked for.")


def _unzip(chunks: Iterable[bytes], url: str, bits: int) -> Iterator[bytes]:
    """Members of a gzip stream one after another, or one zlib or raw deflate stream (bits 0: look at the data)."""
    machine = zlib.decompressobj(bits) if bits else None
    started = False
    for chunk in chunks:
        data = chunk
        while data:
            if machine is None:
                machine = zlib.decompressobj(15 if data[0] & 0x0F == 8 else -15)
            elif machine.eof:
                if bits != 47 or not data.startswith(b"\x1f"):
                    return  # what follows the end is padding
                machine = zlib.decompressobj(bits)
            started = True
            try:
                piece = machine.decompress(data, _STEP)
            except zlib.error as e:
                raise FetchError(url, "encoding", f"{url}: the compressed data is damaged.") from e
            if piece:
                yield piece
            data = machine.unused_data if machine.eof else machine.unconsumed_tail
    if started and machine is not None and not machine.eof:
        raise FetchError(url, "truncated", f"{url}: the compressed data breaks off.")
