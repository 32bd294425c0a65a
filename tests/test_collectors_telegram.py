"""Telegram previews: the real samples, the counters, the way back, the gaps, the states."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.collectors.telegram import HORIZON, MOST_PAGES
from monitor.collectors.telegram.post import count
from monitor.errors import CollectError, FetchError
from monitor.model import Harvest, Page
from tests.canned import NOW, Web, harvest, page

GOLD = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "tg"
URL = "https://t.me/s/ozero_info"
HTML = "text/html; charset=utf-8"


def post(number: int, body: str = "", *, at: datetime = NOW, kind: str = "") -> str:
    text = f'<div class="tgme_widget_message_text js-message_text">{body or f"Допис {number}"}</div>'
    return (
        f'<div class="tgme_widget_message_wrap"><div class="tgme_widget_message {kind}" data-post="ozero_info/{number}">'
        f'{text}<span class="tgme_widget_message_meta"><a class="tgme_widget_message_date" href="#">'
        f'<time datetime="{at.isoformat()}">1</time></a></span></div></div>'
    )


def preview(*posts: str, before: int | None = None) -> str:
    more = (
        f'<a class="tme_messages_more" data-before="{before}" href="/s/ozero_info?before={before}"></a>'
        if before
        else ""
    )
    return f'<html><body><section class="tgme_channel_history">{more}{"".join(posts)}</section></body></html>'


def visit(first: str, *, web: Web | None = None, seen: tuple[str, ...] = ()) -> Harvest:
    return harvest("telegram", page(URL, first, HTML), web=web, seen=seen)


def channel(newest: int, *, step: timedelta = timedelta(minutes=10)) -> dict[str, Page | None]:
    """A channel of `newest` posts, 20 on a page, as the preview serves it."""

    def shown(before: int) -> str:
        numbers = range(max(1, before - 20), before)
        posts = (post(n, at=NOW - step * (newest - n)) for n in numbers)
        return preview(*posts, before=numbers[0] if numbers[0] > 1 else None)

    pages: dict[str, Page | None] = {
        f"{URL}?before={b}": page(f"{URL}?before={b}", shown(b), HTML) for b in range(2, newest + 1)
    }
    return {URL: page(URL, shown(newest + 1), HTML), **pages}


# --- the real samples ----------------------------------------------------------------------------------------------


@pytest.mark.skipif(not GOLD.exists(), reason="the shared material is not here")
def test_the_real_post_is_read_exactly() -> None:
    found = harvest("telegram", page("https://t.me/s/kpszsu", (GOLD / "kpszsu_69965.html").read_bytes(), HTML))
    [entry] = found.entries
    assert entry.summary == (GOLD / "kpszsu_69965.txt").read_text(encoding="utf-8").rstrip("\n")
    assert (entry.key, entry.url) == ("kpszsu/69965", "https://t.me/kpszsu/69965")
    assert entry.published == datetime(2026, 7, 24, 13, 51, 16, tzinfo=UTC)
    assert entry.links == ()
    assert entry.post is not None
    assert (entry.post.views, entry.post.media, entry.post.edited) == (344_000, ("photo",), False)
    assert entry.complete


@pytest.mark.skipif(not GOLD.exists(), reason="the shared material is not here")
def test_the_old_embedded_post_is_read() -> None:
    content = (GOLD / "widget_2018_fa.html").read_bytes()
    found = harvest("telegram", page("https://t.me/K1inUSA/3", content, HTML))
    [entry] = found.entries
    assert (entry.key, entry.published) == ("K1inUSA/3", datetime(2015, 9, 29, 5, 35, 28, tzinfo=UTC))
    assert [link.url for link in entry.links] == ["http://telegram.me/K1inUSA"]
    assert entry.summary.count("\n") == content.count(b"<br/>")
    assert entry.post is not None
    assert entry.post.views == 2500


# --- one post ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("15", 15),
        ("1.2K", 1_200),
        ("44.1K", 44_100),
        ("344K", 344_000),
        ("3.4M", 3_400_000),
        ("12.57M", 12_570_000),
        ("1B", 1_000_000_000),
        ("10 518", 10_518),
        ("10,518", 10_518),
        ("1 234 567", 1_234_567),
        ("", None),
        ("views", None),
    ],
)
def test_rounded_counters(written: str, number: int | None) -> None:
    assert count(written) == number


EMOJI = '<i class="emoji" style="background-image:url(x)"><b>❗️</b></i>'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Рядок<br/>другий<br/><br/>третій", "Рядок\nдругий\n\nтретій"),
        ("два  пробіли", "два  пробіли"),
        ("&quot;Так&quot; &amp; &lt;ні&gt; &#33;", '"Так" & <ні> !'),
        (f"{EMOJI} Увага", "❗️ Увага"),
        (f"{EMOJI}<br/>Увага", "❗️\nУвага"),
        (f"Увага{EMOJI}", "Увага❗️"),
        (f"{EMOJI}{EMOJI}!", "❗️❗️!"),
        (f'<tg-emoji emoji-id="1">{EMOJI}</tg-emoji> Увага', "❗️ Увага"),
        ("До<blockquote>Цитата</blockquote>Після", "До\nЦитата\nПісля"),
        ("<b>Жирне</b> <i>косе</i> <tg-spoiler>сховане</tg-spoiler> <code>x = 1</code>", "Жирне косе сховане x = 1"),
        ('<a href="https://visti.example/1">сюди</a>', "сюди"),
        ("\u200b  \n", ""),
    ],
)
def test_the_text_is_what_a_reader_sees(body: str, text: str) -> None:
    [entry] = visit(preview(post(5, body))).entries
    assert entry.summary == text
    assert entry.title == ""


def test_content_is_sanitised() -> None:
    body = '<b onclick="x()">Так</b><script>alert(1)</script><a href="javascript:x">ні</a><img src=x onerror=y>'
    [entry] = visit(preview(post(5, body))).entries
    assert entry.content == "<b>Так</b><a>ні</a>"
    assert entry.links == ()


def test_an_edit_mark_in_a_signature_is_none() -> None:
    html = preview(post(5)).replace(
        'class="tgme_widget_message_meta">',
        'class="tgme_widget_message_meta"><span class="tgme_widget_message_from_author">edited by Олег</span>, ',
    )
    [entry] = visit(html).entries
    assert entry.post is not None
    assert not entry.post.edited
    assert entry.author == "edited by Олег"


# --- the way back --------------------------------------------------------------------------------------------------


def test_paging_ends_at_the_last_known_post() -> None:
    pages = channel(100)
    web = Web(pages)
    first = pages[URL]
    assert first is not None
    found = harvest("telegram", first, web=web, seen=("ozero_info/55",))
    assert web.asked == [f"{URL}?before=81", f"{URL}?before=61"]
    assert [entry.key for entry in found.entries] == [f"ozero_info/{n}" for n in range(100, 40, -1)]
    assert found.notes == ()


def test_a_first_visit_reads_a_whole_small_channel() -> None:
    pages = channel(45)
    first = pages[URL]
    assert first is not None
    found = harvest("telegram", first, web=Web(pages))
    assert len(found.entries) == 45
    assert found.notes == ()


def test_a_first_visit_of_an_old_channel_stops_and_says_so() -> None:
    pages = channel(300, step=timedelta(hours=12))
    first = pages[URL]
    assert first is not None
    found = harvest("telegram", first, web=Web(pages))
    oldest = min(entry.published for entry in found.entries if entry.published)
    assert NOW - HORIZON - timedelta(hours=12 * 20) < oldest < NOW - HORIZON
    assert "were not read" in found.notes[0]


def test_a_flood_of_posts_stops_at_the_limit_and_says_so() -> None:
    pages = channel(MOST_PAGES * 20 + 100, step=timedelta(seconds=1))
    first = pages[URL]
    assert first is not None
    web = Web(pages)
    found = harvest("telegram", first, web=web)
    assert len(found.entries) == MOST_PAGES * 20
    assert len(web.asked) == MOST_PAGES - 1
    assert "Posts before number 101 were not read" in found.notes[0]
    assert found.cut


def test_a_failing_earlier_page_repeats_the_visit_lest_a_gap_stays() -> None:
    with pytest.raises(FetchError):
        visit(preview(post(21), before=21))


def test_pages_in_a_circle_end() -> None:
    html = preview(post(21), before=21)
    web = Web({f"{URL}?before=21": page(f"{URL}?before=21", html, HTML)})
    found = visit(html, web=web)
    assert len(web.asked) == 1
    assert "circle" in found.notes[0]


# --- whose words they are ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "name", "url"),
    [
        (
            '<a class="N" href="https://t.me/rada/77"><span>Міська рада</span></a>',
            "Міська рада",
            "https://t.me/rada/77",
        ),
        ('<a class="N" href="/rada">Міська рада</a>', "Міська рада", "https://t.me/rada"),
        ('<span class="N">Марта Липка</span>', "Марта Липка", None),
        ('<a class="N" href="javascript:x()">Міська рада</a>', "Міська рада", None),
        ('<a class="N">Міська рада</a>', "Міська рада", None),
        ("Міська рада", "Міська рада", None),
    ],
)
def test_a_forward_keeps_the_name_and_the_address_of_its_channel(above: str, name: str, url: str | None) -> None:
    above = above.replace('"N"', '"tgme_widget_message_forwarded_from_name"')
    header = f'<div class="tgme_widget_message_forwarded_from">Forwarded from {above}</div>'
    words = '<div class="tgme_widget_message_text'
    [entry] = visit(preview(post(5, "Приберуть листя")).replace(words, header + words)).entries
    assert entry.post is not None
    assert (entry.post.forwarded_from, entry.post.forwarded_url) == (name, url)
    assert (entry.summary, entry.links) == ("Приберуть листя", ())


# --- gaps and states -----------------------------------------------------------------------------------------------


def test_gaps_are_told_and_service_messages_are_none() -> None:
    found = visit(preview(post(3), post(4, kind="service_message"), post(7), post(9)))
    assert [entry.key for entry in found.entries] == ["ozero_info/9", "ozero_info/7", "ozero_info/3"]
    assert found.notes == ("Post numbers without a post (deleted, or not shown on the web): 5–6, 8.",)


def test_many_gaps_are_told_shortly() -> None:
    [note] = visit(preview(*(post(n) for n in range(1, 60, 2)))).notes
    assert note.endswith("and 19 more gaps.")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("", "broken"),
        ("<html><body>Якась інша сторінка</body></html>", "broken"),
        ("<html><title>Just a moment...</title><body><script src='/cdn-cgi/challenge-platform/a.js'></script></body></html>", "blocked"),
    ],
)  # fmt: skip
def test_other_pages_are_errors(body: str, kind: str) -> None:
    with pytest.raises(CollectError) as caught:
        visit(body)
    assert caught.value.kind == kind


def test_a_post_about_challenges_is_no_challenge() -> None:
    found = visit(preview(post(5, "Just a moment, please enable JavaScript and cookies: cf_chl_opt")))
    assert found.state == "ok"


@pytest.mark.parametrize(
    ("extra", "description", "state"),
    [
        ("12 345 subscribers", "Новини", "restricted"),
        ("12 345 підписників", "Новини", "restricted"),
        ("1 234 members, 56 online", "Чат", "group"),
        ("@someone", "Привіт", "none"),
        ("5 678 monthly users", "Бот", "none"),
        ("", "If you have Telegram, you can contact @x right away.", "none"),
        ("", "This channel can’t be displayed because it violated local laws.", "restricted"),
    ],
)
def test_what_stands_instead_of_a_preview(extra: str, description: str, state: str) -> None:
    html = (
        f'<html><body><div class="tgme_page"><div class="tgme_page_extra">{extra}</div>'
        f'<div class="tgme_page_description">{description}</div></div></body></html>'
    )
    found = visit(html)
    assert (found.entries, found.state) == ((), state)
    assert len(found.notes) == 1
