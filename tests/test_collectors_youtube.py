"""YouTube channel feeds: what is no feed, what a page leads to, what cannot be seen."""

from __future__ import annotations

import pytest

from monitor.collectors.youtube import SHOWN
from monitor.errors import CollectError, FetchError
from monitor.model import Entry, Harvest
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


def named(channel: str, title: str) -> Entry:
    """The one video of a channel."""
    author = f"<author><name>{channel}</name></author></entry>"
    (entry,) = visit(f"{HEAD}{video(1).replace('Ефір 1', title).replace('</entry>', author)}</feed>").entries
    return entry


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Як готують сховища до зими | Студія Берег", "Як готують сховища до зими"),
        ("Як готують сховища – студія берег", "Як готують сховища"),
        ("Чому мовчить | Студія Берег?", "Чому мовчить | Студія Берег?"),
        ("Як готують сховища - «Студія Берег».", "Як готують сховища"),
        ("Студія Берег | Ранкові новини", "Ранкові новини"),
        ("Студія Берег – Розмова з лікаркою", "Розмова з лікаркою"),
        ("«Студія Берег» — «Хлібний ярмарок» у парку", "«Хлібний ярмарок» у парку"),
        ("СТУДІЯ БЕРЕГ - 16 грудня, ранок", "16 грудня, ранок"),
        ("Студія Берег: Что с мостом?", "Что с мостом?"),
        ("Студія Берег · Наживо з набережної", "Наживо з набережної"),
        ("Студія Берег – п’ять років в ефірі", "Студія Берег – п’ять років в ефірі"),
        ("Студія Берег: від ідеї до ефіру", "Студія Берег: від ідеї до ефіру"),
        ("Студія Берег-Захід показала фільм", "Студія Берег-Захід показала фільм"),
        ("Студія Берега: Новий сезон", "Студія Берега: Новий сезон"),
        ("Студія Берег:", "Студія Берег:"),
        ("Новини | 16 грудня | Студія Берег", "Новини | 16 грудня"),
        ("Студія Берег", "Студія Берег"),
        ("Директорка про Студія Берег", "Директорка про Студія Берег"),
        ("Телестудія Берег - новини", "Телестудія Берег - новини"),
        ("Новини | Студія Берег Плюс", "Новини | Студія Берег Плюс"),
    ],
)
def test_the_name_of_the_channel_is_no_part_of_a_title(title: str, kept: str) -> None:
    entry = named("Студія Берег", title)
    assert (entry.title, entry.author) == (kept, "Студія Берег")


@pytest.mark.parametrize(
    ("channel", "title", "kept"),
    [
        ("Тихогір", "Тихогір | Підсумки тижня", "Підсумки тижня"),
        ("Тихогір", "Тихогір: Підсумки тижня", "Тихогір: Підсумки тижня"),
        ("Тихогір", "Тихогір – Місто над річкою", "Тихогір – Місто над річкою"),
        ("Марта Липка", "Марта Липка: Води не буде до вечора", "Марта Липка: Води не буде до вечора"),
        ("Марта Липка", "Марта Липка – Підсумки року", "Підсумки року"),
        ("Сергей Дубов", "Сергей Дубов: Мост закрыт", "Сергей Дубов: Мост закрыт"),
        ("Новини Лугового", "Новини Лугового: Міст закрито", "Міст закрито"),
    ],
)
def test_one_word_may_be_the_headlines_own_and_a_person_before_a_colon_speaks(
    channel: str, title: str, kept: str
) -> None:
    assert named(channel, title).title == kept
