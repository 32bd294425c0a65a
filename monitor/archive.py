"""The stored pages: daily WARC files, and how to find one record again. Appends; never rewrites a record.

Order that survives a crash: a record is on disk (flushed and synced) before any row refers to it. What a crash
leaves half-written at the end of a file is cut off when the file is next opened.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from monitor import __version__
from monitor.codec import instant, stamp
from monitor.errors import StoreError
from monitor.model import Page, Validators
from monitor.store.rows import StoredPage

SUFFIX = ".warc.gz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One stored page and the part it played. `role`: source | part | article | import.

    `visit` groups a source's document with the further pages of the same visit; `subject` is the article's id.
    """

    page: Page
    place: str
    role: str
    visit: str = ""
    subject: str = ""


class Archive:
    """A folder of WARC files, one a day (UTC day of fetching). Safe for threads of one process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._checked: set[Path] = set()

    def add(self, record: Record) -> StoredPage:
        """Append one record and wait until it is on disk. Raises StoreError where the disk refuses."""
        page = record.page
        path = self.folder / f"{page.fetched.astimezone(UTC):%Y-%m-%d}{SUFFIX}"
        data = _record_bytes(record)
        with self._lock:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                if path not in self._checked:
                    _cut_torn_tail(path)
                    self._checked.add(path)
                offset = _append(path, data)
            except OSError as error:
                raise StoreError(f"the archive {path.name} cannot be written: {error}") from error
        return StoredPage(
            page=page,
            sha256=hashlib.sha256(page.content).hexdigest(),
            warc=path.name,
            offset=offset,
            length=len(data),
        )

    def read(self, warc: str, offset: int) -> Page:
        """The page at a known position. Raises StoreError where it is not there."""
        path = self.folder / warc
        try:
            with path.open("rb") as stream:
                stream.seek(offset)
                for record in ArchiveIterator(stream):
                    return _record(record).page
        except (OSError, ArchiveLoadFailed) as error:
            raise StoreError(f"the stored page {warc}@{offset} cannot be read: {error}") from error
        raise StoreError(f"there is no stored page at {warc}@{offset}")


def located(path: Path) -> Iterator[tuple[Record, StoredPage]]:
    """Every page of a WARC file, ours or another tool's, in order, with its position.

    Raises StoreError where it is no WARC, or after the last whole record where the rest is damaged.
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
            if end < path.stat().st_size:
                raise StoreError(f"{path}: damaged after byte {end}; what stands before it was read")
    except (OSError, ArchiveLoadFailed, zlib.error, EOFError) as error:
        raise StoreError(f"{path}: not a readable WARC file: {error}") from error


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


def _record_bytes(record: Record) -> bytes:
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
    }
    buffer = io.BytesIO()
    writer = _Writer(buffer, gzip=True)
    item = writer.create_warc_record(
        page.url,
        "response",
        payload=io.BytesIO(page.content),
        length=len(page.content),
        http_headers=http,
        warc_headers_dict={key: value for key, value in own.items() if value},
    )
    writer.write_record(item)
    return buffer.getvalue()


def _identity(record: Record) -> str:
    """The same page met in the same role is the same record, so that a repeated run writes the same bytes."""
    page = record.page
    parts = (page.url, stamp(page.fetched), record.place, record.role, record.visit, record.subject)
    return hashlib.sha256("\n".join(parts).encode() + page.content).hexdigest()


def _append(path: Path, data: bytes) -> int:
    with path.open("ab") as stream:
        offset = stream.tell()
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    return offset


def _cut_torn_tail(path: Path) -> None:
    """Cut off what a crash left half-written after the last whole record."""
    if not path.exists():
        return
    good = 0
    with path.open("rb") as stream:
        for end in _member_ends(stream):
            good = end
    if good < path.stat().st_size:
        with path.open("r+b") as stream:
            stream.truncate(good)
            os.fsync(stream.fileno())


def _member_ends(stream: BinaryIO) -> Iterator[int]:
    """The position after each whole gzip member."""
    position = 0
    decoder = zlib.decompressobj(wbits=31)
    while chunk := stream.read(1 << 20):
        while chunk:
            try:
                decoder.decompress(chunk)
            except zlib.error:
                return
            if not decoder.eof:
                position += len(chunk)
                break
            position += len(chunk) - len(decoder.unused_data)
            chunk = decoder.unused_data
            decoder = zlib.decompressobj(wbits=31)
            yield position


def _record(item: ArcWarcRecord) -> Record:
    headers, http = item.rec_headers, item.http_headers
    url = headers.get_header("WARC-Target-URI") or ""
    content = item.content_stream().read()
    if http is not None and http.get_header("Content-Encoding") == "gzip" and content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
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
    )


def _instant(text: str | None) -> datetime:
    """WARC dates may carry fractions of a second; we keep whole ones."""
    if not text:
        return datetime(1970, 1, 1, tzinfo=UTC)
    return instant(text[:19] + "Z")
