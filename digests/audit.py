"""The archive that proves an issue without this program, and the corrections made after it was approved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from digests.fixed_zip import pack
from digests.issues import Frozen, Registration, StoredPage, fingerprint, restore
from digests.model import Digest, Item, Line, Section, Totals
from digests.render import csv
from digests.totals import totals
from monitor.errors import StoreError
from monitor.language.numerals import KYIV
from monitor.text import clean_line

Field = Literal["relevance", "citation", "tone", "topic", "event", "use"]
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """A correction made after approval: a record of its own; the issue stays as it is. `use` may only become "no"."""

    issue: str
    article: str
    field: Field
    was: str
    now: str
    by: str
    at: datetime
    why: str = ""


def archive(
    issue: Frozen,
    pages: Iterable[StoredPage] = (),
    errata: Sequence[Erratum] = (),
    missing: Sequence[StoredPage] = (),
    *,
    registrations: Sequence[Registration] = (),
    signed: Sequence[bytes] = (),
) -> bytes:
    """A ZIP that proves the issue without this program: units, documents, stored pages, hashes, an explanation.

    `missing`: pages that were stored and can no longer be read; they are named in it with their hashes.
    `registrations`: the outgoing numbers, the oldest first; `signed`: the signed copies, in their order.
    Raises StoreError where a document or page cannot be named safely or its bytes are not those of its hash.
    """
    digest = restore(issue.content)
    members = [
        ("manifest.json", issue.manifest),
        ("digest.json", issue.content),
        ("units.csv", csv.units(digest)),
        *((f"documents/{_safe(one.filename)}", one.content) for one in issue.documents),
        *((f"pages/{_safe(page.sha256)}", _checked(page)) for page in _packed(pages)),
    ]
    if errata:
        members.append(("errata.csv", _errata(errata)))
    if missing:
        members.append(("missing.csv", _missing(missing)))
    if registrations:
        members.append(("registrations.csv", _registrations(registrations)))
    members += [(f"signed/{sha256}", content) for sha256, content in {fingerprint(one): one for one in signed}.items()]
    sums = "".join(f"{fingerprint(content)}  {name}\n" for name, content in members)
    readme = _README.format(id=issue.id, hash=issue.hash)
    return pack([("README.txt", readme.encode()), ("SHA256SUMS", sums.encode()), *members])


_README = """Випуск {id}

manifest.json  що входить до випуску; його SHA-256 {hash} наводить наступний випуск
units.csv      перелік врахованих матеріалів: кожна цифра випуску – це їх підрахунок
digest.json    зміст випуску в тому вигляді, в якому його затверджено
documents/     документи, які надіслано
pages/         збережені сторінки; ім’я файлу – SHA-256 вмісту
errata.csv     виправлення, зроблені після затвердження (якщо є); час київський, зі зсувом від UTC (+02:00 або +03:00)
missing.csv    сторінки, яких уже не можна прочитати зі сховища, з їхніми SHA-256 (якщо є)
registrations.csv  вихідні номери, від першого; діє останній, решту він замінив (якщо є)
signed/        підписані копії; ім’я файлу – SHA-256 вмісту (якщо є)
SHA256SUMS     перевірка: sha256sum -c SHA256SUMS
"""


def _packed(pages: Iterable[StoredPage]) -> list[StoredPage]:
    found = {page.sha256: page for page in pages if page.content is not None}
    return [found[name] for name in sorted(found)]


def _checked(page: StoredPage) -> bytes:
    if page.content is None or fingerprint(page.content) != page.sha256:
        raise StoreError(f"{page.article}: the stored page is not the one whose hash was recorded")
    return page.content


def _missing(pages: Sequence[StoredPage]) -> bytes:
    header = ("код матеріалу", "адреса", "SHA-256", "місце у сховищі")
    rows = sorted((page.article, page.url, page.sha256, page.record) for page in pages)
    return csv.write([header, *([clean_line(cell) for cell in row] for row in rows)])


def _registrations(registrations: Sequence[Registration]) -> bytes:
    header = ("вихідний номер", "дата", "підписана копія", "хто записав", "коли записано")
    rows = (
        (one.number, one.date, one.copy, one.by, one.at.astimezone(KYIV).isoformat() if one.at else "")
        for one in registrations
    )
    return csv.write([header, *([clean_line(cell) for cell in row] for row in rows)])


def _safe(name: str) -> str:
    if _NAME.fullmatch(name) is None:
        raise StoreError(f"{name!r} cannot be a file name in an archive")
    return name


# --- errata -------------------------------------------------------------------------------------------------------


def _errata(errata: Sequence[Erratum]) -> bytes:
    header = ("випуск", "код матеріалу", "поле", "було", "стало", "хто", "коли", "чому")
    rows = [
        [
            one.issue,
            one.article,
            one.field,
            one.was,
            one.now,
            clean_line(one.by),
            one.at.astimezone(KYIV).isoformat(),
            clean_line(one.why),
        ]
        for one in sorted(errata, key=lambda one: (one.at, one.article, one.field))
    ]
    return csv.write([header, *([clean_line(cell) for cell in row] for row in rows)])


def recount(digest: Digest, errata: Iterable[Erratum]) -> Totals:
    """The figures the issue would have with its errata applied in order of time; the frozen ones stand beside them.

    A corrected topic changes the units, not the section a clip was printed in, which is what `by_section` counts.
    """
    changes: dict[str, dict[str, str]] = {}
    for erratum in sorted(errata, key=lambda one: (one.at, one.article, one.field)):
        changes.setdefault(erratum.article, {})[erratum.field] = erratum.now
    sections = [_corrected(section, changes) for section in digest.sections]
    return totals(sections, digest.window)


def _corrected(section: Section, changes: dict[str, dict[str, str]]) -> Section:
    if section.view != "items":
        return section
    items = (_corrected_item(item, changes) for item in section.items)
    return replace(section, items=tuple(item for item in items if item is not None))


def _corrected_item(item: Item, changes: dict[str, dict[str, str]]) -> Item | None:
    kept = [_corrected_line(line, changes) for line in item.lines if changes.get(line.article, {}).get("use") != "no"]
    return replace(item, lead=kept[0], same=tuple(kept[1:]), related=()) if kept else None


def _corrected_line(line: Line, changes: dict[str, dict[str, str]]) -> Line:
    change = changes.get(line.article, {})
    return replace(
        line,
        citation=change.get("citation", line.citation),
        tone=change.get("tone", line.tone),
        topic=change.get("topic", line.topic),
    )
