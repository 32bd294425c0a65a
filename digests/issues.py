"""Issues: numbering without gaps, freezing, and the chain of hashes from each issue to the next.

Pure: says what to store and whether what is stored holds; the pipeline and the store do the storing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter, ValidationError

from digests.model import Digest, Line
from digests.render import csv
from monitor.errors import StoreError
from monitor.model import Document

_ID = re.compile(r"([a-z][a-z0-9-]{0,39})/(\d{4})/([1-9]\d{0,5})")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPage:
    """Where the page of one unit lies: the archive's record and the digest of the bytes it holds."""

    article: str
    url: str
    sha256: str
    record: str = ""  # WARC file and offset
    content: bytes | None = None  # None: named in the manifest, not packed


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """An approved issue. `hash` is that of the manifest, which names everything else; the next issue quotes it."""

    id: str
    content: bytes  # the digest in canonical JSON
    manifest: bytes
    hash: str
    units: tuple[str, ...]  # the articles counted, in print order
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """The office's own outgoing number, and the signed copy: they stand beside the frozen bytes, never in them.

    A later one replaces an earlier one, and both are kept. `by`, `at` are empty where nobody noted who wrote it when.
    """

    number: str
    date: str
    by: str = ""
    at: datetime | None = None
    copy: str = ""


# --- numbers ------------------------------------------------------------------------------------------------------


def issue_id(kind: str, year: int, number: int) -> str:
    """«thematic/2026/48». Raises StoreError where the parts do not make one."""
    made = f"{kind}/{year:04d}/{number}"
    if _ID.fullmatch(made) is None:
        raise StoreError(f"{made!r} cannot be the number of an issue")
    return made


def parse_id(text: str) -> tuple[str, int, int]:
    """Kind, year and number of an issue. Raises StoreError."""
    found = _ID.fullmatch(text.strip())
    if found is None:
        raise StoreError(f"{text!r} is not the number of an issue; it looks like thematic/2026/48")
    return found[1], int(found[2]), int(found[3])


def next_number(taken: Collection[int]) -> int:
    """The number after those approved in this year and kind. Raises StoreError where one is missing or doubled."""
    if sorted(taken) != list(range(1, len(taken) + 1)):
        raise StoreError("the numbers of approved issues have a gap or a double; look at `ohliad issues`")
    return len(taken) + 1


# --- canonical form -----------------------------------------------------------------------------------------------

_DIGEST: TypeAdapter[Digest] = TypeAdapter(Digest)


# Fields of the coverage that digests stored earlier do not have: empty they are left out, so that their bytes stay.
_LATER = ("wrong", "emptied")


def canonical(digest: Digest) -> bytes:
    """The digest as JSON that is the same for equal digests: sorted keys, UTC instants, no white space."""
    values = _DIGEST.dump_python(digest)
    for name in _LATER:
        if not values["coverage"][name]:
            del values["coverage"][name]
    return _json(plain(values))


def restore(content: bytes) -> Digest:
    """The digest `canonical` was given. Raises StoreError for anything else."""
    try:
        return _DIGEST.validate_json(content)
    except ValidationError as error:
        raise StoreError(f"a frozen digest cannot be read: {error.error_count()} problems") from error


def plain(value: Any) -> Any:
    """The value as JSON has it; instants in UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def _json(value: object, *, indent: int | None = None) -> bytes:
    separators = (",", ":") if indent is None else (",", ": ")
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=separators, indent=indent)
    return text.encode()


# --- freezing -----------------------------------------------------------------------------------------------------


def freeze(
    digest: Digest,
    *,
    number: int,
    previous: str | None,
    by: str,
    at: datetime,
    documents: Sequence[Document] = (),
    pages: Sequence[StoredPage] = (),
    recipients: Sequence[str] = (),
) -> Frozen:
    """The issue as it is kept for ever. `previous` is the hash of the issue before it of this kind, in any year."""
    id = issue_id(digest.kind, digest.window.day.year, number)
    content = canonical(digest)
    units = tuple(line.article for line in digest.lines)
    known = {page.article: page for page in pages}
    manifest = _json(
        {
            "issue": id,
            "title": digest.title,
            "date": digest.window.day.isoformat(),
            "period": {"from": plain(digest.window.start), "to": plain(digest.window.end)},
            "approved": {"by": by, "at": plain(at)},
            "recipients": sorted(recipients),
            "previous": previous,
            "digest": fingerprint(content),
            "units.csv": fingerprint(csv.units(digest)),
            "documents": [{"name": one.filename, "sha256": fingerprint(one.content)} for one in documents],
            "figures": {name: getattr(digest.totals, name) for name in ("clips", "stories", "outlets", "direct")},
            "units": [_unit(line, known.get(line.article)) for line in digest.lines],
        },
        indent=1,
    )
    return Frozen(
        id=id, content=content, manifest=manifest, hash=fingerprint(manifest), units=units, documents=tuple(documents)
    )


def _unit(line: Line, page: StoredPage | None) -> dict[str, object]:
    return {
        "article": line.article,
        "url": line.url,
        "citation": line.citation,
        "page": None if page is None else {"sha256": page.sha256, "record": page.record},
    }


def fingerprint(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(content).hexdigest()


def verify(issues: Sequence[Frozen]) -> tuple[str, ...]:
    """What does not hold in the chain of one kind, oldest first; empty where everything does. One sentence each."""
    problems: list[str] = []
    previous: str | None = None
    for issue in issues:
        manifest = json.loads(issue.manifest)
        if fingerprint(issue.manifest) != issue.hash:
            problems.append(f"{issue.id}: the manifest is not the one that was approved")
        if manifest["previous"] != previous:
            problems.append(f"{issue.id}: it does not quote the hash of the issue before it")
        if manifest["digest"] != fingerprint(issue.content):
            problems.append(f"{issue.id}: the items are not those that were approved")
        if [unit["article"] for unit in manifest["units"]] != list(issue.units):
            problems.append(f"{issue.id}: the list of units differs from the manifest")
        kept = {document.filename: fingerprint(document.content) for document in issue.documents}
        problems += [
            f"{issue.id}: the document {one['name']} is missing or changed"
            for one in manifest["documents"]
            if kept.get(one["name"]) != one["sha256"]
        ]
        previous = issue.hash
    return tuple(problems)
