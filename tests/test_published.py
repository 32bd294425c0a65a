"""Where the publication date of a page comes from, how sure it is, and what is never believed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.dates import KYIV, from_local, judge, kyiv_day, published
from monitor.model import Entry, Post
from tests.date_pages import HEADLINE, PAGES, TEXT, DatePage

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=KYIV).astimezone(UTC)
LOW = 0.5  # below this a date is shown as doubtful


def entry(at: datetime | None = None, **more: object) -> Entry:
    blank = Entry(source="gazeta", key="1", url=DatePage.url, title=HEADLINE, published=at)
    return replace(blank, **more)  # type: ignore[arg-type]


def is_right(page: DatePage) -> bool:
    moment = published(page.html, page.url, None, NOW)
    if kyiv_day(moment.at) != page.day:
        return False
    return page.clock is None or f"{moment.at.astimezone(KYIV):%H:%M}" == page.clock


def test_at_least_97_of_100_kinds_of_pages_are_dated_right_and_the_rest_without_confidence() -> None:
    assert len(PAGES) >= 150
    wrong = [page for page in PAGES if not is_right(page)]
    assert len(wrong) <= 0.03 * len(PAGES), [page.name for page in wrong]
    assert all(published(page.html, page.url, None, NOW).confidence < LOW for page in wrong)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_is_dated_into_the_future(page: DatePage) -> None:
    for now in (NOW, NOW - timedelta(days=400), NOW - timedelta(days=20_000)):
        assert published(page.html, page.url, None, now).at <= now + timedelta(minutes=10)


# --- feed against page --------------------------------------------------------------------------------------------


def stamped(day: str, *, head: str = "") -> str:
    return f"<html><head>{head}</head><body><h1>{HEADLINE}</h1><div class=date>{day}</div>{TEXT}</body></html>"


def test_feed_and_page_together_are_surer_than_each_alone() -> None:
    at = from_local(date(2026, 11, 19)) + timedelta(hours=9, minutes=15)
    both = published(stamped("19.11.2026 09:15"), DatePage.url, entry(at), NOW)
    feed_only = published("<h1>Без дати</h1>", DatePage.url, entry(at), NOW)
    page_only = published(stamped("19.11.2026 09:15"), DatePage.url, None, NOW)
    assert both.at == feed_only.at == page_only.at == at
    assert both.confidence > max(feed_only.confidence, page_only.confidence)
    assert (both.rule, feed_only.rule, page_only.rule) == ("feed", "feed", "visible")


def test_an_exact_clock_of_the_page_completes_a_feed_that_knows_only_the_day() -> None:
    moment = published(
        stamped("19.11.2026 09:15"), DatePage.url, entry(from_local(date(2026, 11, 19)), published_exact=False), NOW
    )
    assert (moment.exact, f"{moment.at.astimezone(KYIV):%H:%M}") == (True, "09:15")


def test_a_conflict_lowers_confidence() -> None:
    at = from_local(date(2026, 11, 21))
    agreed = published(stamped("21.11.2026"), DatePage.url, entry(at), NOW)
    torn = published(stamped("19.11.2026 09:15"), DatePage.url, entry(at), NOW)
    assert torn.confidence < LOW < agreed.confidence


def test_a_new_feed_date_on_an_old_page_is_a_redated_archive() -> None:
    old = stamped("3 лютого 2014", head='<meta property="article:published_time" content="2014-02-03T10:00:00+02:00">')
    dating = judge(old, DatePage.url, entry(NOW - timedelta(hours=1)), NOW)
    assert kyiv_day(dating.moment.at) == date(2014, 2, 3)
    assert dating.doubt == (
        "Стрічка датує матеріал 22.11.2026, а сторінка – 03.02.2014: схоже, старий матеріал передатовано."
    )


def test_even_a_lone_visible_old_date_contradicts_a_new_feed_date() -> None:
    dating = judge(stamped("3 лютого 2014"), DatePage.url, entry(NOW - timedelta(hours=1)), NOW)
    assert dating.doubt is not None
    assert dating.moment.confidence < LOW


def test_an_update_of_the_same_week_is_no_redated_archive() -> None:
    dating = judge(stamped("20.11.2026 09:15"), DatePage.url, entry(NOW - timedelta(hours=1)), NOW)
    assert dating.doubt is None


@pytest.mark.parametrize("ahead", [timedelta(hours=1), timedelta(days=1), timedelta(days=3650)])
def test_a_future_feed_date_gives_way_to_the_page(ahead: timedelta) -> None:
    dating = judge(stamped("19.11.2026 09:15"), DatePage.url, entry(NOW + ahead), NOW)
    assert (kyiv_day(dating.moment.at), dating.moment.rule) == (date(2026, 11, 19), "visible")


def test_only_a_future_date_is_doubtful_and_becomes_first_seen() -> None:
    dating = judge("<h1>Без дати</h1>", "https://gazeta.example/x", entry(NOW + timedelta(days=30)), NOW)
    assert dating.moment.at == NOW
    assert (dating.moment.rule, dating.moment.confidence) == ("first-seen", 0.2)
    assert dating.doubt == "Коли матеріал прочитано, єдина дата його публікації була в майбутньому: 22.12.2026."


HOUR = timedelta(hours=1)


@pytest.mark.parametrize("html", [stamped("22.11.2026 11:40"), stamped("22 листопада 2026"), "<h1>Без дати</h1>"])
@pytest.mark.parametrize("ahead", [2 * HOUR, 7 * HOUR])  # local time labelled as UTC, as New York's
def test_a_date_ahead_by_a_time_zone_is_no_doubt(html: str, ahead: timedelta) -> None:
    """«16:00 EST» of what the page prints with 18:00: nobody has to decide anything about it."""
    dating = judge(html, DatePage.url, entry(NOW + ahead), NOW)
    assert dating.doubt is None
    assert kyiv_day(dating.moment.at) == date(2026, 11, 22)
    assert dating.moment.at <= NOW


def test_a_time_zone_reaches_over_midnight() -> None:
    late = NOW + 11 * HOUR  # 23:00 in Kyiv
    assert judge(stamped("22.11.2026 22:40"), DatePage.url, entry(late + 2 * HOUR), late).doubt is None
    assert judge(stamped("22.11.2026 22:40"), DatePage.url, entry(late + 14 * HOUR), late).doubt is not None


def test_json_ld_ahead_by_a_time_zone_is_no_doubt() -> None:
    head = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-11-22T13:40:00Z"}</script>'
    dating = judge(stamped("22.11.2026 11:40", head=head), DatePage.url, None, NOW)
    assert dating.doubt is None
    assert f"{dating.moment.at.astimezone(KYIV):%d.%m %H:%M}" == "22.11 11:40"


@pytest.mark.parametrize("ahead", [HOUR, 30 * HOUR, timedelta(days=400)])
def test_any_other_date_ahead_is_told_as_of_the_reading(ahead: timedelta) -> None:
    """Printed for days, it must not speak of a day that has come as one to come."""
    dating = judge(stamped("19.11.2026 09:15"), DatePage.url, entry(NOW + ahead), NOW)
    day = (NOW + ahead).astimezone(KYIV)
    assert dating.doubt == f"Коли матеріал прочитано, джерело називало дату публікації в майбутньому: {day:%d.%m.%Y}."


def test_a_printed_hour_still_to_come_is_an_event_and_no_time_zone() -> None:
    dating = judge(stamped("22 листопада 2026 о 18:00"), DatePage.url, None, NOW)
    assert dating.moment.rule == "first-seen"
    assert dating.doubt == "Коли матеріал прочитано, єдина дата його публікації була в майбутньому: 22.11.2026."


def test_an_impossible_past_is_doubtful_too() -> None:
    dating = judge(None, "https://gazeta.example/x", entry(datetime(1970, 1, 1, tzinfo=UTC)), NOW)
    assert dating.moment.rule == "first-seen"
    assert dating.doubt is not None
    assert "неправдоподібна" in dating.doubt


def test_without_any_date_the_first_sight_counts() -> None:
    seen = NOW - timedelta(hours=5)
    dating = judge("<h1>Без дати</h1>", "https://gazeta.example/x", None, NOW, first_seen=seen)
    assert dating.moment.at == seen
    assert dating.doubt is None


def test_a_post_is_as_sure_as_its_network() -> None:
    at = NOW - timedelta(hours=2)
    moment = published(None, "https://t.me/verbohai/7", entry(at, post=Post(views=3), complete=True), NOW)
    assert (moment.at, moment.rule, moment.confidence) == (at, "post", 1.0)


def test_the_last_change_is_kept_apart_from_publication() -> None:
    html = stamped(
        "19.11.2026 09:15",
        head='<meta property="article:modified_time" content="2026-11-20T08:00:00Z">'
        '<meta property="og:updated_time" content="2031-11-20T08:00:00Z">',
    )
    dating = judge(html, DatePage.url, None, NOW)
    assert dating.updated == datetime(2026, 11, 20, 8, tzinfo=UTC)
    assert kyiv_day(dating.moment.at) == date(2026, 11, 19)


def test_the_order_of_statements_does_not_change_the_decision() -> None:
    metas = [
        '<meta property="article:published_time" content="2026-11-19T09:15:00+02:00">',
        '<meta name="date" content="2026-11-19">',
        '<script type="application/ld+json">{"@type":"Article","datePublished":"2026-11-19T09:15:00+02:00"}</script>',
    ]
    results = {
        published(stamped("19.11.2026 09:15", head="".join(order)), DatePage.url, None, NOW)
        for order in (metas, metas[::-1], [metas[1], metas[0], metas[2]])
    }
    assert len(results) == 1


EVENT_LINES = ["Коли: 20 листопада 2026, 15:00", "Реєстрація до 20.11.2026", "Початок 20 листопада о 18:00"]


@pytest.mark.parametrize("line", EVENT_LINES)
def test_the_day_of_an_event_is_no_publication_day(line: str) -> None:
    html = f"<h1>{HEADLINE}</h1><p>{line}</p><div class=date>15.11.2026</div>{TEXT}"
    assert kyiv_day(published(html, "https://gazeta.example/x", None, NOW).at) == date(2026, 11, 15)


def test_dates_of_other_articles_are_not_taken() -> None:
    others = "".join(
        f'<li><a href="/n/{n}">Інша новина громади номер {n}</a> <time datetime="2026-11-2{n}">2{n}.11</time></li>'
        for n in range(3)
    )
    html = f"<body><h1>{HEADLINE}</h1>{TEXT}<div class=related><ul>{others}</ul></div></body>"
    assert published(html, "https://gazeta.example/x", None, NOW).rule == "first-seen"


def test_a_sites_clock_above_the_headline_is_no_date() -> None:
    html = f"<body><div>12:05</div><h1>{HEADLINE}</h1>{TEXT}</body>"
    assert published(html, "https://gazeta.example/x", None, NOW).rule == "first-seen"


def test_folders_of_the_address_betray_an_archive_that_dates_itself_anew() -> None:
    html = stamped("21.11.2026", head='<meta property="article:published_time" content="2026-11-21T10:00:00+02:00">')
    dating = judge(html, "https://gazeta.example/2014/02/03/biblioteka.html", None, NOW)
    assert (
        dating.doubt == "Матеріал датовано 21.11.2026, а його адресу – 03.02.2014: схоже, старий матеріал передатовано."
    )
    slug = judge(html, "https://gazeta.example/pozhezha-2014-02-03.html", None, NOW)
    assert slug.doubt is None


def test_one_day_off_is_a_smaller_doubt_than_a_week() -> None:
    at = from_local(date(2026, 11, 20)) + timedelta(hours=1)
    near = published(stamped("19.11.2026"), "https://gazeta.example/x", entry(at), NOW)
    far = published(stamped("12.11.2026"), "https://gazeta.example/x", entry(at), NOW)
    assert near.rule == far.rule == "feed"
    assert near.confidence > LOW > far.confidence


def marked_up(headline: str, day: str, printed: str) -> str:
    data = f'{{"@type": "NewsArticle", "headline": "{headline}", "datePublished": "{day}T05:00:00+02:00"}}'
    return (
        f"<html><head><title>{HEADLINE}</title><script type='application/ld+json'>{data}</script></head><body>"
        f"<h1>{HEADLINE}</h1><div class=date>{printed}</div><p>{TEXT}</p></body></html>"
    )


def test_markup_of_another_headline_gives_way_to_the_printed_date() -> None:
    """The template's JSON-LD names the site and the hour of its build."""
    dating = judge(marked_up("Край – головне щодня", "2026-11-22", "Опубліковано: 12 листопада 2026"), "", None, NOW)
    assert kyiv_day(dating.moment.at) == date(2026, 11, 12)
    assert dating.doubt is None


def test_markup_that_makes_an_old_text_new_is_told() -> None:
    dating = judge(marked_up(HEADLINE, "2026-11-22", "Опубліковано: 12 листопада 2026"), "", None, NOW)
    assert dating.doubt == (
        "У розмітці сторінки названо дату 22.11.2026, а надруковано на ній 12.11.2026: "
        "схоже, старий матеріал передатовано."
    )


@pytest.mark.parametrize(
    ("day", "printed", "feed"),
    [
        ("2026-11-20", "19 листопада 2026", None),
        ("2020-02-18", "22 листопада 2026", None),
        ("2026-11-22", "Опубліковано: 12 листопада 2026", NOW - timedelta(hours=3)),
    ],
    ids=["a day apart", "the site's own calendar", "the feed says it too"],
)
def test_markup_is_believed_otherwise(day: str, printed: str, feed: datetime | None) -> None:
    known = entry(feed) if feed is not None else None
    dating = judge(marked_up(HEADLINE, day, printed), "", known, NOW)
    assert str(kyiv_day(dating.moment.at)) == day
    assert dating.doubt is None
