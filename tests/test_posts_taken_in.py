"""Posts and videos on the whole road: what their counters move is no news, what has no words is no failure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from monitor import pipeline
from monitor.config import Config
from monitor.model import Outlet, Source, SourceKind
from monitor.pipeline import Desk
from tests.fakes import NOW, FakeDoor, config, desk

VIDEOS = "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv"
CHANNEL = "https://t.me/s/ozero_info"


def watching(tmp_path: Path, kind: SourceKind, url: str, web: FakeDoor, now: datetime = NOW) -> Desk:
    """A desk that watches this one channel."""
    outlet = Outlet(id="kanal", name="Канал Вербосілля", kind="youtube" if kind == "youtube" else "telegram")
    source = Source(id="kanal-1", outlet=outlet.id, kind=kind, url=url)
    setup: Config = replace(config(tmp_path), outlets=(outlet,), sources=(source,))
    web.now = now
    return desk(tmp_path, web, setup, now)


def videos(*titles: str, views: int, updated: datetime) -> str:
    entries = "".join(
        f"<entry><yt:videoId>video{number:06d}</yt:videoId><title>{title}</title>"
        f"<published>2026-11-19T0{number}:00:00+00:00</published><updated>{updated.isoformat()}</updated>"
        f'<media:group><media:description>Про Вербосілля.</media:description><media:community><media:statistics views="{views}"/>'
        "</media:community></media:group></entry>"
        for number, title in enumerate(titles)
    )
    return (
        '<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" '
        f'xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'
    )


def test_views_and_the_moved_change_of_a_video_are_no_news(tmp_path: Path) -> None:
    first = watching(tmp_path, "youtube", VIDEOS, FakeDoor({VIDEOS: videos("Ярмарок", "Хор", views=5, updated=NOW)}))
    pipeline.collect(first)
    brought = first.store.source_states()["kanal-1"].brought
    first.store.close()

    later = NOW + timedelta(days=1)
    same = videos("Ярмарок", "Хор", views=812, updated=later)
    second = watching(tmp_path, "youtube", VIDEOS, FakeDoor({VIDEOS: same}), later)
    report = pipeline.collect(second)
    assert (report.steps["collect"]["new"], report.steps["collect"]["changed"]) == (0, 0)
    state = second.store.source_states()["kanal-1"]
    assert (state.visited, state.brought) == (later, brought)
    second.store.close()

    renamed = videos("Ярмарок переноситься", "Хор", views=900, updated=later)
    third = watching(tmp_path, "youtube", VIDEOS, FakeDoor({VIDEOS: renamed}), later + timedelta(days=1))
    assert pipeline.collect(third).steps["collect"]["changed"] == 1
    assert third.store.source_states()["kanal-1"].brought == later + timedelta(days=1)


def posts(*bodies: str) -> str:
    """A preview of these posts, the oldest first; each is what stands in its block."""
    blocks = "".join(
        f'<div class="tgme_widget_message" data-post="ozero_info/{number}">{body}<span class="tgme_widget_message_meta">'
        f'<a class="tgme_widget_message_date"><time datetime="2026-11-20T05:0{number}:00+00:00"></time></a></span></div>'
        for number, body in enumerate(bodies, start=1)
    )
    return f'<html><body><section class="tgme_channel_history">{blocks}</section></body></html>'


def words(text: str) -> str:
    return f'<div class="tgme_widget_message_text">{text}</div>'


def test_the_channel_of_a_forward_is_kept_and_rebuilt(tmp_path: Path) -> None:
    link = '<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/verborada/77">Рада</a>'
    web = FakeDoor({CHANNEL: posts(link + words("У Вербосіллі приберуть листя."))})
    at = watching(tmp_path, "telegram", CHANNEL, web)
    pipeline.collect(at)
    (clip,) = at.store.clips()
    assert clip.article.post is not None
    assert clip.article.post.forwarded_url == "https://t.me/verborada/77"
    assert clip.article.text == "У Вербосіллі приберуть листя."
    known = at.store.fingerprint()
    at.store.close()
    again = watching(tmp_path / "again", "telegram", CHANNEL, FakeDoor({}))
    pipeline.replay(again, sorted((tmp_path / "var" / "archive").glob("*.warc.gz")))
    assert again.store.fingerprint() == known
