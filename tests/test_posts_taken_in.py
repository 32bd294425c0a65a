"""Posts and videos on the whole road: what their counters move is no news, what has no words is no failure."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from monitor import pipeline
from monitor.cli import main, show
from monitor.config import Config
from monitor.model import Outlet, Source, SourceKind
from monitor.pipeline import Desk
from tests.fakes import NOW, FakeDoor, config, desk, feed, later, settings_of_one_feed

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

    tomorrow = NOW + timedelta(days=1)
    same = videos("Ярмарок", "Хор", views=812, updated=tomorrow)
    second = watching(tmp_path, "youtube", VIDEOS, FakeDoor({VIDEOS: same}), tomorrow)
    report = pipeline.collect(second)
    assert (report.steps["collect"]["new"], report.steps["collect"]["changed"]) == (0, 0)
    state = second.store.source_states()["kanal-1"]
    assert (state.visited, state.brought) == (tomorrow, brought)
    second.store.close()

    renamed = videos("Ярмарок переноситься", "Хор", views=900, updated=tomorrow)
    third = watching(tmp_path, "youtube", VIDEOS, FakeDoor({VIDEOS: renamed}), tomorrow + timedelta(days=1))
    assert pipeline.collect(third).steps["collect"]["changed"] == 1
    assert third.store.source_states()["kanal-1"].brought == tomorrow + timedelta(days=1)


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


PHOTO = '<a class="tgme_widget_message_photo_wrap" style="background-image:url(\'https://cdn.example/1.jpg\')"></a>'
HIDDEN = '<div class="message_media_not_supported">Please open Telegram to view this post</div>'


def test_a_picture_without_words_is_no_failure(tmp_path: Path) -> None:
    web = FakeDoor({CHANNEL: posts(words("У Вербосіллі ярмарок."), PHOTO, PHOTO + words("Парк у Вербосіллі."))})
    at = watching(tmp_path, "telegram", CHANNEL, web)
    report = pipeline.collect(at)
    assert report.failed == []
    assert dict(report.steps["extract"]) == {"articles": 2, "without words": 1}
    assert at.store.unread() == 0
    assert at.store.rejects.all() == [], "nobody is told that it could not be read"
    found = at.store.health.funnel()["kanal-1"]
    assert (found.found, found.parsed) == (3, 2)
    assert "extract" not in pipeline.collect(later(at, NOW + timedelta(hours=1)), at.config.sources).steps

    web.pages[CHANNEL] = posts(words("У Вербосіллі ярмарок."), PHOTO + words("Ялинка у Вербосіллі."), PHOTO)
    report = pipeline.collect(later(at, NOW + timedelta(hours=2)), at.config.sources)
    assert (report.failed, report.steps["extract"]["articles"]) == ([], 1)
    assert {clip.article.text for clip in at.store.clips()} == {
        "У Вербосіллі ярмарок.",
        "Ялинка у Вербосіллі.",  # words that came later
        "Парк у Вербосіллі.",  # and words that went: what was said stays known
    }


def test_a_post_that_the_preview_hides_is_named_with_outlet_and_address(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It may have words."""
    at = watching(tmp_path, "telegram", CHANNEL, FakeDoor({CHANNEL: posts(words("Ярмарок."), HIDDEN)}))
    report = pipeline.collect(at)
    (failed,) = report.failed
    assert (failed.step, failed.outlet, failed.url) == ("extract", "Канал Вербосілля", "https://t.me/ozero_info/2")
    show.report([report], as_json=False)
    line = f"extract Канал Вербосілля, https://t.me/ozero_info/2 ({failed.subject}): Запис не має ані заголовка, ані тексту."
    assert line in " ".join(capsys.readouterr().out.split())
    show.report([report], as_json=True)
    (told,) = json.loads(capsys.readouterr().out)["failed"]
    assert (told["subject"], told["outlet"], told["url"]) == (failed.subject, failed.outlet, failed.url)


def test_what_was_found_and_not_read_is_known_to_explain(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rss = feed(("a", "", ""))
    at = desk(tmp_path, FakeDoor({"https://news.example/feed": rss}))
    (failed,) = pipeline.collect(at).failed
    at.store.close()
    assert (failed.step, failed.outlet, failed.url) == ("fetch", "Вісті", "https://news.example/a")
    common = ["--config", str(settings_of_one_feed(tmp_path)), "--state", str(tmp_path / "var")]
    assert main([*common, "explain", failed.subject]) == 2
    told = capsys.readouterr().err
    assert "Вісті, https://news.example/a, was found on 20.11.2026 08:30; nothing of it was read" in told
    assert main([*common, "explain", "aaaabbbbcccc"]) == 2
    assert "there is no such item" in capsys.readouterr().err


def test_lines_of_trouble_repeat_no_address(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = desk(tmp_path, FakeDoor({"https://news.example/feed": feed(("a", "Свято у Вербосіллі", "Так."))}))
    report = pipeline.collect(at)
    show.report([report], as_json=False)
    line = f"fetch Вісті, https://news.example/a ({report.failed[0].subject}): answers 404."
    assert line in " ".join(capsys.readouterr().out.split())
