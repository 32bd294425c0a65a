"""Numbers without gaps, digests that never change once frozen, a chain that shows any change, errata beside it."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import audit, issues
from digests.audit import Erratum
from digests.issues import Frozen, StoredPage
from digests.render import csv, docx, email
from monitor.errors import StoreError
from monitor.model import Document
from tests import brief_samples as b

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def frozen(number: int = 1, previous: str | None = None) -> Frozen:
    made = b.digest(b.rich_day())
    return issues.freeze(
        made,
        number=number,
        previous=previous,
        by="Оляна",
        at=AT,
        documents=[Document(filename="daily-2026-11-22.html", media_type="text/html", content=b"<p>")],
        pages=[page("a1")],
        recipients=["b@rada.example", "a@rada.example"],
    )


def page(article: str, content: bytes = b"page") -> StoredPage:
    digest = hashlib.sha256(content).hexdigest()
    return StoredPage(article=article, url="https://x.example", sha256=digest, record="w.warc.gz:12", content=content)


@pytest.mark.parametrize(("taken", "expected"), [((), 1), ((1,), 2), ((2, 1, 3), 4)])
def test_the_next_number(taken: tuple[int, ...], expected: int) -> None:
    assert issues.next_number(taken) == expected


@pytest.mark.parametrize("taken", [(2,), (1, 3), (1, 1), (0, 1), (1, 2, 2)])
def test_a_gap_or_a_double_is_refused(taken: tuple[int, ...]) -> None:
    with pytest.raises(StoreError, match="gap or a double"):
        issues.next_number(taken)


def test_ids_read_back() -> None:
    assert issues.issue_id("thematic", 2026, 48) == "thematic/2026/48"
    assert issues.parse_id(" thematic/2026/48 ") == ("thematic", 2026, 48)


@pytest.mark.parametrize("text", ["thematic/2026/0", "thematic/2026/048", "../2026/1", "thematic-2026-1", "t/26/1", ""])
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(StoreError):
        issues.parse_id(text)


@pytest.mark.parametrize("name", ["daily", "thematic", "situation-weekly"])
def test_a_frozen_digest_comes_back_and_renders_to_the_same_bytes(name: str) -> None:
    made = b.digest(b.rich_week(), name, window=b.week_window(), before=b.digest(b.rich_day()).totals)
    again = issues.restore(issues.canonical(made))
    assert again == made
    assert issues.canonical(again) == issues.canonical(made)
    assert csv.render(again) == csv.render(made)
    assert email.render(again) == email.render(made)
    if name != "daily":
        assert docx.render(again) == docx.render(made)


def test_the_canonical_form_knows_no_time_zone_and_no_order_of_input() -> None:
    clips = b.rich_day()
    window = b.day_window()
    moved = replace(window, start=window.start.astimezone(UTC), end=window.end.astimezone(UTC))
    assert issues.canonical(b.digest(clips)) == issues.canonical(b.digest(clips[::-1], window=moved))


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff", b'{"name": 1}'])
def test_what_is_no_digest_is_refused(content: bytes) -> None:
    with pytest.raises(StoreError):
        issues.restore(content)


# --- the chain ----------------------------------------------------------------------------------------------------


def chain() -> list[Frozen]:
    first = frozen()
    second = frozen(2, first.hash)
    return [first, second, frozen(3, second.hash)]


def test_a_chain_that_nobody_touched_holds() -> None:
    assert issues.verify(chain()) == ()
    assert frozen().hash == frozen().hash
    assert frozen().units == tuple(line.article for line in b.digest(b.rich_day()).lines)


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("content", {"content": b"{}"}, "items are not those"),
        (
            "manifest",
            {"manifest": b'{"previous":null,"digest":"","units":[],"documents":[]}'},
            "manifest is not the one",
        ),
        ("units", {"units": ("a1",)}, "list of units differs"),
        ("documents", {"documents": ()}, "daily-2026-11-22.html is missing or changed"),
        (
            "document",
            {"documents": (Document(filename="daily-2026-11-22.html", media_type="text/html", content=b"<b>"),)},
            "daily-2026-11-22.html is missing or changed",
        ),
    ],
)
def test_every_change_shows(name: str, change: dict[str, object], told: str) -> None:
    touched = chain()
    touched[1] = replace(touched[1], **change)  # type: ignore[arg-type]
    assert any(told in problem and "daily/2026/2" in problem for problem in issues.verify(touched)), name


def test_a_removed_or_exchanged_issue_shows() -> None:
    first, second, third = chain()
    assert issues.verify([first, third])
    assert issues.verify([second, first, third])


def test_a_rewritten_issue_with_a_fitting_hash_breaks_the_next_one() -> None:
    first, second, third = chain()
    manifest = second.manifest.replace("Оляна".encode(), "Інша".encode())
    forged = replace(second, manifest=manifest, hash=hashlib.sha256(manifest).hexdigest())
    assert issues.verify([first, forged, third]) == ("daily/2026/3: it does not quote the hash of the issue before it",)


# --- the audit archive --------------------------------------------------------------------------------------------


def test_the_archive_proves_itself() -> None:
    content = audit.archive(frozen(), [page("a1"), page("a2", b"other"), replace(page("b1"), content=None)])
    assert content == audit.archive(frozen(), [page("a2", b"other"), page("a1")])
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        names = opened.namelist()
        assert {info.date_time for info in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        sums = dict(reversed(line.split("  ")) for line in opened.read("SHA256SUMS").decode().splitlines())
        assert set(sums) == set(names) - {"README.txt", "SHA256SUMS"}
        for name, expected in sums.items():
            assert hashlib.sha256(opened.read(name)).hexdigest() == expected
        assert opened.read("manifest.json") == frozen().manifest
        assert "documents/daily-2026-11-22.html" in names
        rows = csv.read(opened.read("units.csv"))
    assert len(rows) - 1 == b.digest(b.rich_day()).totals.clips


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "a/b", "", ".hidden", "x" * 200, "файл.html", "con\x00"])
def test_no_name_leaves_the_archive(name: str) -> None:
    issue = replace(frozen(), documents=(Document(filename=name, media_type="text/html", content=b""),))
    with pytest.raises(StoreError, match="file name"):
        audit.archive(issue)


def test_a_page_that_changed_is_refused() -> None:
    with pytest.raises(StoreError, match="not the one whose hash"):
        audit.archive(frozen(), [replace(page("a1"), content=b"changed")])


# --- errata -------------------------------------------------------------------------------------------------------


def erratum(article: str, field: audit.Field, now: str, minutes: int = 0) -> Erratum:
    return Erratum(
        issue="daily/2026/1",
        article=article,
        field=field,
        was="?",
        now=now,
        by="Оляна",
        at=AT + timedelta(minutes=minutes),
        why="=уточнено",
    )


@pytest.mark.parametrize(
    ("errata", "clips", "direct"),
    [
        ([], 9, 2),
        ([erratum("a1", "citation", "none")], 9, 1),
        ([erratum("c1", "citation", "site")], 9, 3),
        ([erratum("a4", "use", "no")], 8, 1),
        ([erratum("a1", "use", "no"), erratum("a4", "use", "no")], 7, 0),
        ([erratum("a1", "citation", "site", 5), erratum("a1", "citation", "none", 1)], 9, 2),
        ([erratum("unknown", "use", "no")], 9, 2),
    ],
)
def test_errata_change_the_recount_and_never_the_issue(errata: list[Erratum], clips: int, direct: int) -> None:
    made = b.digest(b.rich_day())
    corrected = audit.recount(made, errata)
    assert (corrected.clips, corrected.direct) == (clips, direct)
    assert (made.totals.clips, made.totals.direct) == (9, 2)
    assert corrected == audit.recount(made, errata[::-1])


def test_a_whole_story_may_be_taken_back() -> None:
    made = b.digest(b.rich_day())
    assert audit.recount(made, [erratum("e1", "use", "no")]).stories == made.totals.stories - 1


def test_errata_travel_with_the_archive() -> None:
    content = audit.archive(frozen(), errata=[erratum("a1", "citation", "none")])
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        rows = csv.read(opened.read("errata.csv"))
    assert rows[1] == ["daily/2026/1", "a1", "citation", "?", "none", "Оляна", "2026-11-22T11:00:00+02:00", "=уточнено"]


@given(st.integers(1, 999_999), st.integers(1000, 9999), st.from_regex(r"[a-z][a-z0-9-]{0,39}", fullmatch=True))
def test_any_id_reads_back(number: int, year: int, kind: str) -> None:
    assert issues.parse_id(issues.issue_id(kind, year, number)) == (kind, year, number)
