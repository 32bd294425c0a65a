"""Our own feeds as an ordinary reader sees them; hostile titles stay words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import feedparser
import pytest

from digests import feeds, issues
from digests.feeds import Channel, Entry
from tests import brief_samples as b
from tests.hostile import PAYLOADS

CHANNEL = Channel(
    authority="ternohai-rada.example",
    title="Преса про Терногай",
    author="Терногайська міська рада",
    home="https://ternohai-rada.example/",
    base="https://ternohai-rada.example/feeds/",
)
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_items_as_a_reader_sees_them() -> None:
    made = b.digest(b.rich_day())
    atom, other = feeds.render("items", feeds.item_entries(made, CHANNEL), CHANNEL)
    seen = feedparser.parse(atom.content)
    assert not seen.bozo
    assert seen.version == "atom10"
    assert seen.feed.title == "Преса про Терногай"
    assert len(seen.entries) == made.totals.clips
    assert {entry.link for entry in seen.entries} == {line.url for line in made.lines}
    assert [entry.updated_parsed for entry in seen.entries] == sorted(
        (entry.updated_parsed for entry in seen.entries), reverse=True
    )
    assert len({entry.id for entry in seen.entries}) == made.totals.clips
    value = json.loads(other.content)
    assert value["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in value["items"]] == [entry.id for entry in seen.entries]
    assert value["feed_url"] == "https://ternohai-rada.example/feeds/items.json"


def test_issues_as_a_reader_sees_them() -> None:
    frozen = issues.freeze(b.digest(b.rich_day()), number=7, previous=None, by="Оляна", at=AT)
    entry = feeds.issue_entry(frozen, CHANNEL, AT)
    atom, _ = feeds.render("issues", [entry, replace(entry, title="давня", updated=AT - timedelta(days=1))], CHANNEL)
    (seen,) = feedparser.parse(atom.content).entries
    assert seen.title == "Щоденний огляд публікацій про місто Терногай за 22 листопада 2026 року (№ 7)"
    assert seen.id == "tag:ternohai-rada.example,2026-11-22:issue/daily/2026/7"
    assert seen.content[0].value == "9 матеріалів · 5 подій · 5 видань · 2 прямі посилання"


@pytest.mark.parametrize("start", range(0, len(PAYLOADS), 20))
def test_hostile_entries_stay_words(start: int) -> None:
    entries = [
        Entry(id=f"tag:x.example,2026:{number}", title=payload, updated=AT, summary=payload, url=payload, author=payload, tags=(payload,))
        for number, payload in enumerate(PAYLOADS[start : start + 20])
    ]  # fmt: skip
    atom, other = feeds.render("items", entries, CHANNEL)
    seen = feedparser.parse(atom.content, sanitize_html=False)
    assert not seen.bozo
    assert len(seen.entries) == len(entries)
    for entry in seen.entries:
        assert all(link.href.startswith(("http://", "https://")) for link in entry.get("links", []))
        assert entry.title_detail.type == "text/plain"
    assert all(item.get("url", "https://").startswith("http") for item in json.loads(other.content)["items"])


def test_the_same_entries_give_the_same_bytes_and_old_ones_leave() -> None:
    many = [Entry(id=str(n), title="Т", updated=AT + timedelta(minutes=n), summary="") for n in range(feeds.MOST + 5)]
    assert feeds.render("x", many, CHANNEL) == feeds.render("x", many[::-1], CHANNEL)
    value = json.loads(feeds.render("x", many, CHANNEL)[1].content)
    assert len(value["items"]) == feeds.MOST
    assert value["items"][0]["id"] == str(feeds.MOST + 4)


def test_an_empty_feed_is_still_a_feed() -> None:
    atom, other = feeds.render("items", [], replace(CHANNEL, home=None, base=None))
    assert not feedparser.parse(atom.content).bozo
    assert json.loads(other.content)["items"] == []
