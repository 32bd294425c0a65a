"""YouTube channel feeds: what is no feed, what a page leads to, what cannot be seen."""

from __future__ import annotations

import pytest

from monitor.collectors.youtube import SHOWN
from monitor.errors import CollectError, FetchError
from monitor.model import Harvest
from tests.canned import Web, harvest, page

CHANNEL = "UCabcdefghijklmnopqrstuv"
URL = f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"
HEAD = '<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">'


def video(number: int) -> str:
    return f"<entry><yt:videoId>video{number:06d}</yt:videoId><title>Ефір {number}</title></entry>"


def visit(content: str, *, url: str = URL, web: Web | None = None, seen: tuple[str, ...] = ()) -> Harvest:
    return harvest("youtube", page(url, content, "text/xml"), web=web, seen=seen)


def test_a_full_feed_of_news_warns_that_earlier_videos_cannot_be_seen() -> None:
    full = HEAD + "".join(map(video, range(SHOWN))) + "</feed>"
    assert "earlier ones cannot be seen" in visit(full).notes[0]
    assert visit(full, seen=("yt:video:video000003",)).notes == ()


def test_a_cut_feed_gives_its_videos() -> None:
    found = visit(HEAD + video(1) + video(2)[:60])
    assert next(entry.key for entry in found.entries) == "yt:video:video000001"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("", "broken"),
        ("<rss version='2.0'><channel/></rss>", "broken"),
        ("<html><body>Сторінка</body></html>", "broken"),
        ("<html><head><title>Just a moment...</title></head><body><div class='g-recaptcha'></div></body></html>", "blocked"),
        (HEAD + "<a>" * 5000, "broken"),
    ],
)  # fmt: skip
def test_what_is_no_channel(content: str, kind: str) -> None:
    with pytest.raises(CollectError) as caught:
        visit(content)
    assert caught.value.kind == kind


def test_a_page_of_consent_is_a_block() -> None:
    consent = page(
        "https://www.youtube.com/@tb",
        "<html><body>Before you continue</body></html>",
        "text/html",
        "https://consent.youtube.com/m",
    )
    with pytest.raises(CollectError) as caught:
        harvest("youtube", consent)
    assert caught.value.kind == "blocked"


def test_a_missing_feed_behind_a_page_is_an_outage_and_not_no_videos() -> None:
    html = f'<html><head><link rel="canonical" href="https://www.youtube.com/channel/{CHANNEL}"></head></html>'
    with pytest.raises(FetchError):
        visit(html, url="https://www.youtube.com/@tb", web=Web())


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Як готують сховища до зими | Студія Берег", "Як готують сховища до зими"),
        ("Як готують сховища – студія берег", "Як готують сховища"),
        ("Чому мовчить | Студія Берег?", "Чому мовчить | Студія Берег?"),
        ("Як готують сховища - «Студія Берег».", "Як готують сховища"),
        ("Студія Берег | Ранкові новини", "Ранкові новини"),
        ("Студія Берег – п’ять років в ефірі", "Студія Берег – п’ять років в ефірі"),
        ("Новини | 16 грудня | Студія Берег", "Новини | 16 грудня"),
        ("Студія Берег", "Студія Берег"),
        ("Директорка про Студія Берег", "Директорка про Студія Берег"),
        ("Телестудія Берег - новини", "Телестудія Берег - новини"),
        ("Новини | Студія Берег Плюс", "Новини | Студія Берег Плюс"),
    ],
)
def test_the_name_of_the_channel_is_no_part_of_a_title(title: str, kept: str) -> None:
    author = "<author><name>Студія Берег</name></author></entry>"
    one = video(1).replace("Ефір 1", title).replace("</entry>", author)
    (entry,) = visit(f"{HEAD}{one}</feed>").entries
    assert (entry.title, entry.author) == (kept, "Студія Берег")
