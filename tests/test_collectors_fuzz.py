"""Broken bytes through every collector: only CollectError may come out."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.collectors import COLLECTORS
from monitor.errors import CollectError
from monitor.model import Entry, Harvest, ListingRule, Page, SourceKind
from monitor.urls import is_web
from tests.canned import harvest, page

DATA = Path(__file__).parent / "data"
SEEDS = {
    kind: [path.read_bytes() for path in sorted((DATA / kind).glob("*")) if not path.name.endswith(".twin.json")]
    for kind in COLLECTORS
}
_SPLICES = st.sampled_from(
    [b"", b"\x00", b"\xff\xfe", b"<", b">", b"</", b"<!DOCTYPE x [", b"]]>", b"<![CDATA[", b"&", b"&#xD800;", b"&#99999999999;", b"\xd0", b"\xd1\x8f",
     b"<a href=\"http://[\">", b"<link>http://[</link>", b"<loc>http://[x</loc>", b'data-post="x/1"', b"<time datetime=\"9999-12-31T23:59:59-23:59\">",
     b"<pubDate>Mon, 99 Foo 99999 99:99:99</pubDate>", b"<pubDate>9999-12-31T23:59:59-14:00</pubDate>", b"<guid/>", b'{"', b"[[", b"\\ud800", b"1e999999", b"<entry>", b"<item>", b"&lt;b",
     b"<base href='http://['>", b"%%%", b"<published>0000-00-00T00:00:00Z</published>", b"<lastmod>0001-01-01T00:00:00+14:00</lastmod>"]
)  # fmt: skip
RULE = ListingRule(item="div", link="a", title="h3", date="span", next="a.next")


@st.composite
def _mangled(draw: st.DrawFn, kind: SourceKind) -> bytes:
    """A recorded document, cut, spliced and with bytes turned over."""
    data = bytearray(draw(st.sampled_from(SEEDS[kind])))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        how = draw(st.sampled_from(("cut", "drop", "splice", "flip", "copy")))
        if how == "cut" and len(data) > 200:
            del data[at:]
        elif how == "drop":
            del data[at : at + draw(st.integers(1, 60))]
        elif how == "splice":
            data[at:at] = draw(_SPLICES)
        elif how == "flip" and data:
            data[at % len(data)] = draw(st.integers(0, 255))
        elif how == "copy":
            data[at:at] = data[max(0, at - 120) : at]
    return bytes(data)


def _read(kind: SourceKind, content: bytes, content_type: str, listing: ListingRule | None) -> None:
    url = "https://visti.example/x"

    def any_page(_url: str) -> Page:
        return page(_url, content, content_type)

    with suppress(CollectError):
        _check_all(harvest(kind, page(url, content, content_type), web=any_page, listing=listing))  # type: ignore[arg-type]


def _check_all(found: Harvest) -> None:
    for entry in found.entries:
        _check(entry)
    assert all(isinstance(note, str) and note for note in found.notes)
    assert len({entry.key for entry in found.entries}) == len(found.entries)


def _check(entry: Entry) -> None:
    assert entry.key
    assert is_web(entry.url) or (entry.complete and entry.url.startswith(("urn:", "tag:")))
    for text in (entry.title, entry.summary, entry.key, entry.url, entry.content):
        text.encode("utf-8")
    for instant in (entry.published, entry.updated):
        assert instant is None or instant.utcoffset() is not None
    assert all(is_web(link.url) for link in entry.links)
    assert all(is_web(image) for image in entry.images)


@pytest.mark.parametrize("kind", COLLECTORS)
def test_mangled_documents(kind: SourceKind) -> None:
    @settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
    @given(_mangled(kind), st.sampled_from(("", "text/xml", "text/html; charset=windows-1251", "x; charset=utf-16")))
    def run(content: bytes, content_type: str) -> None:
        _read(kind, content, content_type, RULE if kind == "listing" and len(content) % 2 else None)

    run()


@pytest.mark.parametrize("kind", COLLECTORS)
def test_any_bytes(kind: SourceKind) -> None:
    @settings(max_examples=80, deadline=None)
    @given(st.binary(max_size=400), st.text(max_size=30))
    def run(content: bytes, content_type: str) -> None:
        _read(kind, content, content_type, RULE if kind == "listing" else None)

    run()
