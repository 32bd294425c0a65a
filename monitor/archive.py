"""The stored pages: daily WARC files, and how to find one record again. Appends; never rewrites a record in place.

Order that survives a crash: a record is on disk (flushed and synced) before any row refers to it. What a crash
leaves half-written at the end of a file is cut off when the file is next opened.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.limitreader import LimitReader
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from monitor import __version__
from monitor.codec import instant, stamp
from monitor.errors import RIGHTS, AccessError, StoreError
from monitor.model import Page, Validators
from monitor.store.rows import StoredPage

SUFFIX = ".warc.gz"
_GZIP = b"\x1f\x8b"
_END = 4096  # bytes in which the last chunk of a body stands, or what follows the last record
MOST_BYTES = 200 * 1024 * 1024  # of one record, decoded: the largest file that may be imported


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One stored page and the part it played. `role`: source | part | article | import | clip (one file, one item).

    `visit` groups a source's document with the further pages of the same visit; `subject` is the article's id.
    `redacted` is the SHA-256 the page had before something was deleted from it on demand.
    """

    page: Page
    place: str
    role: str
    visit: str = ""
    subject: str = ""
    redacted: str = ""
    given: str = ""  # JSON: what was said of a file that says it not itself
    whole: bool = True  # False: another tool kept only the beginning of what the server sent


class _Torn(ValueError):
    """The file ends inside a record; what there is of the record is not what was stored."""


class Archive:
    """A folder of WARC files, one a day (UTC day of fetching). Safe for threads of one process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._checked: set[Path] = set()

    def add(self, record: Record) -> StoredPage:
        """Append one record and wait until it is on disk. Raises StoreError where the disk refuses."""
        page = record.page
        data = record_bytes(record)
        with self._lock:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                path = self._file(f"{page.fetched.astimezone(UTC):%Y-%m-%d}")
                offset = _append(path, data)
            except OSError as error:
                self._checked.clear()
                told = f"the archive in {self.folder} cannot be written: {error}"
                if isinstance(error, PermissionError):
                    raise AccessError(f"{told}; {RIGHTS}") from error
                raise StoreError(told) from error
        return StoredPage(
            page=page,
            sha256=hashlib.sha256(page.content).hexdigest(),
            warc=path.name,
            offset=offset,
            length=len(data),
        )

    def _file(self, day: str) -> Path:
        """The day's file. One that is damaged inside is left as it is for a person; the day goes on in another."""
        for number in range(1, 1000):
            path = self.folder / (f"{day}{SUFFIX}" if number == 1 else f"{day}-{number}{SUFFIX}")
            if path in self._checked or is_sound(path):
                self._checked.add(path)
                return path
        raise StoreError(f"{self.folder}: every file of {day} is damaged")

    def read(self, warc: str, offset: int, sha256: str | None = None) -> Page:
        """The page at a known position. Raises StoreError where it, or the one with this hash, is not there."""
        path = self.folder / warc
        try:
            with path.open("rb") as stream:
                stream.seek(offset)
                for record in ArchiveIterator(stream):
                    page = _record(record).page
                    if sha256 is not None and hashlib.sha256(page.content).hexdigest() != sha256:
                        raise StoreError(f"the stored page {warc}@{offset} is not the one that was stored")
                    return page
        except (OSError, ArchiveLoadFailed, zlib.error, EOFError, ValueError) as error:
            raise StoreError(f"the stored page {warc}@{offset} cannot be read: {_said(error)}") from error
        raise StoreError(f"there is no stored page at {warc}@{offset}")


def located(path: Path) -> Iterator[tuple[Record, StoredPage]]:
    """Every page of a WARC file, ours or another tool's, in order, with its position.

    Raises StoreError where it is no WARC, or after the last whole record where the rest is damaged or cut off.
    """
    end = 0
    try:
        with path.open("rb") as stream:
            reader = ArchiveIterator(stream)
            for item in reader:
                if item.format != "warc":
                    raise StoreError(f"{path}: not a WARC file")
                record = _record(item)
                position = _position(path, record, reader)
                end = position.offset + position.length
                if item.rec_type in ("response", "resource"):
                    yield record, position
            if _goes_on(path, end):
                raise StoreError(f"{path}: damaged after byte {end}; what stands before it was read")
    except _Torn as error:
        raise StoreError(f"{path}: {error}; what stands before it was read") from error
    except AttributeError as error:  # warcio asks a record for the address it has not
        raise StoreError(f"{path}: damaged after byte {end}; what stands before it was read") from error
    except (OSError, ArchiveLoadFailed, zlib.error, EOFError, ValueError, OverflowError) as error:
        raise StoreError(f"{path}: not a readable WARC file: {_said(error)}") from error


def _goes_on(path: Path, end: int) -> bool:
    """Does more than empty lines stand behind the last record? warcio takes half a head for the file's end."""
    with path.open("rb") as stream:
        if stream.read(len(_GZIP)) == _GZIP:
            return end < path.stat().st_size
        stream.seek(end)
        return bool(stream.read(_END).strip(b"\r\n"))


def _said(error: Exception) -> str:
    """warcio quotes the bytes it met; they say nothing to a person and may hold codes for the terminal."""
    return "no whole record stands there" if isinstance(error, ArchiveLoadFailed) else str(error)


def _position(path: Path, record: Record, reader: ArchiveIterator) -> StoredPage:
    return StoredPage(
        page=record.page,
        sha256=hashlib.sha256(record.page.content).hexdigest(),
        warc=path.name,
        offset=int(reader.get_record_offset()),
        length=int(reader.get_record_length()),
    )


class _Writer(WARCWriter):  # type: ignore[misc]  # warcio has no types
    """Buffers in memory: pages are limited to 10 MB, and warcio leaves its temporary files open."""

    @staticmethod
    def _create_temp_file() -> io.BytesIO:
        return io.BytesIO()


def record_bytes(record: Record) -> bytes:
    """The record as it is appended to a file: one gzip member, the same for the same record."""
    page = record.page
    http = StatusAndHeaders(
        f"{page.status} OK",
        [
            ("Content-Type", page.content_type),
            *([("ETag", page.validators.etag)] if page.validators.etag else []),
            *([("Last-Modified", page.validators.last_modified)] if page.validators.last_modified else []),
            ("Content-Length", str(len(page.content))),
        ],
        protocol="HTTP/1.1",
    )
    own = {
        "WARC-Date": stamp(page.fetched),
        "WARC-Record-ID": f"<urn:sha256:{_identity(record)}>",
        "Ohliad-Version": __version__,
        "Ohliad-Place": record.place,
        "Ohliad-Role": record.role,
        "Ohliad-Visit": record.visit,
        "Ohliad-Subject": record.subject,
        "Ohliad-Final-URL": page.final_url,
        "Ohliad-Redacted": record.redacted,
        "Ohliad-Given": record.given,
    }
    buffer = io.BytesIO()
    writer = _Writer(buffer, gzip=True)
    # Only what came over HTTP has an HTTP head; a file that was imported is a resource.
    is_web = page.url.startswith(("http://", "https://"))
    item = writer.create_warc_record(
        page.url,
        "response" if is_web else "resource",
        payload=io.BytesIO(page.content),
        length=len(page.content),
        http_headers=http if is_web else None,
        warc_content_type="" if is_web else page.content_type,
        warc_headers_dict={key: value for key, value in own.items() if value},
    )
    writer.write_record(item)
    return buffer.getvalue()


def _identity(record: Record) -> str:
    """The same page met in the same role is the same record, so that a repeated run writes the same bytes."""
    page = record.page
    parts = (page.url, stamp(page.fetched), record.place, record.role, record.visit, record.subject)
    head = "\n".join((*parts, record.given) if record.given else parts)
    return hashlib.sha256(head.encode() + page.content).hexdigest()


def _append(path: Path, data: bytes) -> int:
    """Write and sync; what fails half-way is taken back, so that nothing is ever written behind a torn record."""
    with path.open("ab") as stream:
        offset = stream.tell()
        try:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        except OSError:
            os.truncate(path, offset)
            raise
    return offset


def is_sound(path: Path) -> bool:
    """Whether more may be appended. A last record that a crash left unfinished is cut off; damage inside is not."""
    if not path.exists():
        return True
    position, good = 0, 0
    decoder = zlib.decompressobj(wbits=31)
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            while chunk:
                try:
                    decoder.decompress(chunk)
                except zlib.error:
                    return False
                position += len(chunk) - len(decoder.unused_data)
                chunk = decoder.unused_data
                if decoder.eof:
                    good, decoder = position, zlib.decompressobj(wbits=31)
    if good < path.stat().st_size:
        with path.open("r+b") as stream:
            stream.truncate(good)
            os.fsync(stream.fileno())
    return True


def _record(item: ArcWarcRecord) -> Record:
    headers, http = item.rec_headers, item.http_headers
    url = headers.get_header("WARC-Target-URI") or ""
    raw = item.raw_stream.read(MOST_BYTES + 1)
    content = _decoded(item, raw) if len(raw) <= MOST_BYTES else raw
    if len(content) > MOST_BYTES:
        raise StoreError(f"{url}: larger than {MOST_BYTES // 2**20} MB")
    length = (headers.get_header("Content-Length") or "").strip()
    if not length.isdecimal() or (isinstance(item.raw_stream, LimitReader) and item.raw_stream.limit > 0):
        raise _Torn(f"the file ends inside the record of {url[:200]}")
    page = Page(
        url=url,
        final_url=headers.get_header("Ohliad-Final-URL") or url,
        status=int(http.get_statuscode() or 200) if http else 200,
        content_type=(http or headers).get_header("Content-Type") or "",
        content=content,
        fetched=_instant(headers.get_header("WARC-Date")),
        validators=Validators(
            etag=http.get_header("ETag") if http else None,
            last_modified=http.get_header("Last-Modified") if http else None,
        ),
    )
    return Record(
        page=page,
        place=headers.get_header("Ohliad-Place") or "",
        role=headers.get_header("Ohliad-Role") or "",
        visit=headers.get_header("Ohliad-Visit") or "",
        subject=headers.get_header("Ohliad-Subject") or "",
        redacted=headers.get_header("Ohliad-Redacted") or "",
        given=headers.get_header("Ohliad-Given") or "",
        whole=not headers.get_header("WARC-Truncated") and (http is None or _is_all(http, raw)),
    )


def _decoded(item: ArcWarcRecord, raw: bytes) -> bytes:
    """The body without its transfer and content encoding; one too large comes a byte longer than MOST_BYTES."""
    limited, item.raw_stream = item.raw_stream, io.BytesIO(raw)
    try:
        return bytes(item.content_stream().read(MOST_BYTES + 1))
    finally:
        item.raw_stream = limited


# A body in chunks begins with the length of the first in hexadecimal and ends with an empty one, perhaps trailers.
_CHUNKED = re.compile(rb"[0-9A-Fa-f]{1,8}[ \t]*(?:;[^\r\n]{0,200})?\r\n")
_LAST_CHUNK = re.compile(rb"\r\n0+[ \t]*(?:;[^\r\n]{0,200})?\r\n(?:[^\r\n]{1,500}\r\n){0,20}(?:\r\n)?\Z")


def _is_all(http: StatusAndHeaders, raw: bytes) -> bool:
    """Did the server send all it announced? A body kept decoded is longer than announced, never shorter."""
    if (http.get_header("Transfer-Encoding") or "").lower() == "chunked":
        # Some tools keep the bare body under the head that says it is in chunks.
        return _CHUNKED.match(raw) is None or _LAST_CHUNK.search(b"\r\n" + raw[-_END:]) is not None
    announced = (http.get_header("Content-Length") or "").strip()
    return not (announced.isascii() and announced.isdecimal()) or len(raw) >= int(announced[:18])


def _instant(text: str | None) -> datetime:
    """WARC dates may carry fractions of a second; we keep whole ones."""
    if not text:
        return datetime(1970, 1, 1, tzinfo=UTC)
    return instant(text[:19] + "Z")
