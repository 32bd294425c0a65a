"""A public Telegram channel by its web preview t.me/s/NAME: every post one complete entry, back to the last known.

Needs no account. Reads no groups and no comments, and does not guess what a closed channel says.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from urllib.parse import urlsplit, urlunsplit

from monitor import charset, pagekind
from monitor.collectors.telegram.preview import Preview, read
from monitor.errors import CollectError
from monitor.model import Get, Harvest, Page, Seen, Source, Unchanged
from monitor.urls import absolute

# One page holds 20 posts. A busy city channel posts 100 a day, so this bridges six days without a visit.
MOST_PAGES = 30
# How far back a visit goes when it meets nothing known: a first visit, or the end of a long pause.
HORIZON = timedelta(days=14)
MOST_GAPS_TOLD = 10


def collect(source: Source, page: Page, get: Get, seen: Seen) -> Harvest:
    """The posts of the preview, newest first, and of as many earlier pages as hold nothing known yet.

    `state` tells none (no such channel), restricted (closed or banned preview) and group apart from empty.
    Raises CollectError: blocked for a challenge page, broken for what is no Telegram page. A FetchError of an earlier
    page goes on up.
    """
    preview = _read(source, page)
    if not preview.history and preview.preview_link and "/s/" not in urlsplit(page.url).path:
        found = get(absolute(page.final_url, preview.preview_link))
        if isinstance(found, Unchanged):
            return Harvest(entries=())
        page, preview = found, _read(source, found)
    if not preview.history:
        return Harvest(entries=(), notes=(preview.reason,), state=preview.state)
    previews, notes, cut = _back(source, page, preview, get, seen)
    entries = {post.entry.key: post.entry for one in previews for post in one.posts if post.entry is not None}
    ordered = sorted(entries.values(), key=lambda entry: int(entry.key.rpartition("/")[2]), reverse=True)
    notes = [*notes, *_gaps(previews), *_unsupported(previews)]
    harvested = tuple(replace(entry, source=source.id) for entry in ordered)
    return Harvest(entries=harvested, notes=tuple(notes), state="ok" if harvested else "empty", cut=cut)


def _read(source: Source, page: Page) -> Preview:
    text, _ = charset.decode(page.content, page.content_type)
    preview = read(text)
    if preview is None:
        if pagekind.is_challenge(text):
            raise CollectError(source.id, f"{page.url} shows a challenge page instead of the channel.", kind="blocked")
        raise CollectError(source.id, f"{page.url} is not a page of Telegram's preview.")
    return preview


def _back(source: Source, page: Page, preview: Preview, get: Get, seen: Seen) -> tuple[list[Preview], list[str], bool]:
    """The first page and those before it, until something known, the channel's beginning or (then True) a limit."""
    previews = [preview]
    while True:
        last = previews[-1]
        posts = [post.entry for post in last.posts if post.entry is not None]
        if last.before is None or any(seen(entry.key) for entry in posts):
            return previews, [], False
        oldest = min((entry.published for entry in posts if entry.published), default=None)
        if len(previews) >= MOST_PAGES or (oldest and oldest < page.fetched - HORIZON):
            told = f"Posts before number {last.before} were not read: nothing known was met until there."
            return previews, [told], True
        # A failure goes on up and the visit is repeated: with these posts stored and the earlier ones missing, the
        # next visit would stop at what is known, and the gap would stay.
        found = get(_before(page, last.before))
        earlier = None if isinstance(found, Unchanged) else _read(source, found)
        if earlier is None or not earlier.posts:
            return previews, [], False
        if (earlier.before or 0) >= last.before:
            return [*previews, earlier], [f"The pages before post {last.before} lead in a circle."], False
        previews.append(earlier)


def _before(page: Page, post: int) -> str:
    parts = urlsplit(page.final_url if "/s/" in urlsplit(page.final_url).path else page.url)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, f"before={post}", ""))


def _gaps(previews: list[Preview]) -> list[str]:
    numbers = sorted({number for preview in previews for post in preview.posts for number in post.numbers})
    gaps = [(one + 1, other - 1) for one, other in pairwise(numbers) if other - one > 1]
    if not gaps:
        return []
    told = [str(first) if first == last else f"{first}–{last}" for first, last in gaps[:MOST_GAPS_TOLD]]
    more = f" and {len(gaps) - len(told)} more gaps" if len(gaps) > len(told) else ""
    return [f"Post numbers without a post (deleted, or not shown on the web): {', '.join(told)}{more}."]


def _unsupported(previews: list[Preview]) -> list[str]:
    keys = [
        post.entry.key
        for preview in previews
        for post in preview.posts
        if post.entry is not None and post.entry.post is not None and "unsupported" in post.entry.post.media
    ]
    return [f"The preview does not show the content of {', '.join(keys[:20])}."] if keys else []
