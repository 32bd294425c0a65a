"""Feeds: real suites where present, and named cases of what small sites send."""

from __future__ import annotations

import calendar
import html
import json
import resource
import time
import warnings
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest

from monitor import charset, plaintext
from monitor.errors import CollectError
from monitor.model import Entry, Harvest
from monitor.urls import absolute
from tests.canned import Web, harvest, page

SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "data"
SUITE = SHARED / "feeds_feedparser" / "tests"
URL = "https://visti.example/rss.xml"


def feed(content: str | bytes, content_type: str = "application/rss+xml", url: str = URL) -> Harvest:
    return harvest("feed", page(url, content, content_type))


def rss(items: str, head: str = "") -> str:
    return f'<rss version="2.0"><channel><title>Вісті</title>{head}{items}</channel></rss>'


def item(**parts: str) -> str:
    return "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in parts.items()) + "</item>"


def only(content: str | bytes, content_type: str = "application/rss+xml") -> Entry:
    entries = feed(content, content_type).entries
    assert len(entries) == 1
    return entries[0]


# --- titles and texts ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ніжин &amp;amp; Прилуки", "Ніжин & Прилуки"),
        ("&amp;laquo;Вісті&amp;raquo;", "«Вісті»"),
        ("&laquo;Вісті&raquo;", "«Вісті»"),
        ("<![CDATA[Дім <b>книги</b>]]>", "Дім книги"),
        ("<![CDATA[Рядок<br>другий]]>", "Рядок другий"),
        ("<![CDATA[H<sub>2</sub>O]]>", "H2O"),
        ("5 &lt; 6", "5 < 6"),
        ("Пи&#769;сьмо  \n  в   рядок", "Пи́сьмо в рядок"),
        ("Прапор &#x1F1FA;&#x1F1E6; над містом", "Прапор 🇺🇦 над містом"),
        ("Нуль &#0;&#x8; і сурогат &#xD800;", "Нуль і сурогат"),
        ("Пенсії & пільги", "Пенсії & пільги"),
        ("Ім\u200bя\u202e без чарів", "Імя без чарів"),
    ],
)
def test_a_title_is_plain_text(written: str, read: str) -> None:
    assert only(rss(item(title=written, link="https://visti.example/1"))).title == read


def test_a_summary_is_plain_text_and_the_content_stays_html() -> None:
    entry = only(
        rss(item(link="/1", description="&lt;p&gt;Перший.&lt;/p&gt;&lt;p&gt;Другий &amp;amp; третій.&lt;/p&gt;"))
    )
    assert entry.summary == "Перший.\nДругий & третій."
    assert entry.content == "<p>Перший.</p><p>Другий &amp; третій.</p>"
    assert entry.url == "https://visti.example/1"


def test_scripts_of_a_description_are_no_words() -> None:
    entry = only(rss(item(link="/1", description="<![CDATA[<script>alert(1)</script><style>p{}</style>Текст.]]>")))
    assert entry.summary == "Текст."


# --- addresses and keys --------------------------------------------------------------------------------------------


def test_a_feed_proxy_gives_way_to_the_original_link() -> None:
    xml = rss(item(**{"link": "https://proxy.example/~r/1", "feedburner:origLink": "https://visti.example/1"})).replace(
        "<rss ", '<rss xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" '
    )
    assert only(xml).url == "https://visti.example/1"


def test_a_permanent_guid_is_a_link() -> None:
    entry = only(rss("<item><title>Т</title><guid>https://visti.example/5</guid></item>"))
    assert (entry.key, entry.url, entry.complete) == ("https://visti.example/5", "https://visti.example/5", False)


def test_a_link_that_is_no_web_address_is_none() -> None:
    entry = only(rss(item(title="Т", link="javascript:alert(1)", description="Текст.")))
    assert entry.url.startswith("urn:entry:")
    assert entry.complete


def test_entries_without_link_and_id_are_not_lost_and_keep_their_names() -> None:
    xml = rss(item(title="Перше") + item(title="Друге") + item(description="Третє"))
    names = [entry.key for entry in feed(xml).entries]
    assert len(set(names)) == 3
    assert names == [entry.key for entry in feed(xml).entries]


def test_one_guid_on_many_links_hides_nothing() -> None:
    xml = rss("".join(item(title=str(n), link=f"/{n}", guid="same") for n in range(5)))
    entries = feed(xml).entries
    assert [entry.key for entry in entries] == [f"https://visti.example/{n}" for n in range(5)]


def test_one_guid_and_one_link_with_other_words_hide_nothing() -> None:
    xml = rss(item(title="Зранку", link="/1", guid="a") + item(title="Увечері", link="/1", guid="a"))
    assert [entry.title for entry in feed(xml).entries] == ["Зранку", "Увечері"]
    assert len({entry.key for entry in feed(xml).entries}) == 2


def test_a_full_repetition_is_said_once() -> None:
    assert len(feed(rss(item(title="Т", link="/1", guid="a") * 3)).entries) == 1


# --- dates ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "instant", "exact"),
    [
        ("Thu, 19 Nov 2026 09:30:00 +0200", "2026-11-19T07:30:00+00:00", True),
        ("Thu, 19 Nov 2026 09:30:00 GMT", "2026-11-19T09:30:00+00:00", True),
        ("Thu, 19 Nov 2026 09:30:00 EET", "2026-11-19T07:30:00+00:00", True),
        ("Wed, 01 Jul 2026 09:30:00 EEST", "2026-07-01T06:30:00+00:00", True),
        ("2026-11-19T09:30:00Z", "2026-11-19T09:30:00+00:00", True),
        ("2026-11-19T09:30:00.123+02:00", "2026-11-19T07:30:00+00:00", True),
        ("Thu, 19 Nov 2026 09:30:00", "2026-11-19T07:30:00+00:00", True),
        ("2026-07-01 09:30:00", "2026-07-01T06:30:00+00:00", True),
        ("Чт, 19 лис 2026 09:30:00 +0200", "2026-11-19T07:30:00+00:00", True),
        ("19 листопада 2026, 09:30", "2026-11-19T07:30:00+00:00", True),
        ("Чт, 19 ноября 2026 09:30", "2026-11-19T07:30:00+00:00", True),
        ("19.11.2026 09:30", "2026-11-19T07:30:00+00:00", True),
        ("2026-11-19", "2026-11-18T22:00:00+00:00", False),
        ("незабаром", None, True),
        ("", None, True),
    ],
)
def test_dates_with_and_without_a_zone(written: str, instant: str | None, exact: bool) -> None:
    entry = only(rss(item(title="Т", link="/1", pubDate=written)))
    published = entry.published.replace(microsecond=0).isoformat() if entry.published else None
    assert (published, entry.published_exact) == (instant, exact)


# --- documents in every state --------------------------------------------------------------------------------------


@pytest.mark.parametrize("codec", ["cp1251", "koi8-u", "utf-8", "utf-16", "iso8859-5"])
@pytest.mark.parametrize("label", ["", "utf-8", "windows-1251", "koi8-u", "no-such-charset"])
def test_charset_and_label_may_disagree(codec: str, label: str) -> None:
    title = "Єдина зупинка «Ґанок» переїхала на вулицю Їжакову"
    declaration = f'<?xml version="1.0"{f" encoding={chr(34)}{label}{chr(34)}" if label else ""}?>\n'
    text = declaration + rss(
        item(
            title=title.replace("Ґ", "Г") if codec == "iso8859-5" else title,
            link="/1",
            description="Маршрут не змінюється, кажуть у департаменті.",
        )
    )
    data = (
        text.replace("«", '"').replace("»", '"').encode(codec)
        if codec in ("koi8-u", "iso8859-5")
        else text.encode(codec)
    )
    read = only(data, "text/xml").title
    assert (
        read.replace('"', "").replace("«", "").replace("»", "").replace("Ґ", "Г")
        == "Єдина зупинка Ганок переїхала на вулицю Їжакову"
    )


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "broken"),
        (b" \n\0 ", "broken"),
        (b"not a feed", "broken"),
        ("<html><head><title>404</title></head><body>Немає</body></html>", "webpage"),
        ("<html><head><title>Just a moment...</title></head><body>Checking your browser<script src='/cdn-cgi/challenge-platform/x'></script></body></html>", "blocked"),
        ("<?xml version='1.0'?><note>лист</note>", "broken"),
        ('{"a": 1}', "broken"),
        ('{"items": [', "broken"),
        ("[" * 50_000, "broken"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_an_error_with_its_kind(content: str | bytes, kind: str) -> None:
    with pytest.raises(CollectError) as caught:
        feed(content, "text/html")
    assert caught.value.kind == kind
    assert caught.value.source == "case"


def test_a_feed_without_entries_is_empty() -> None:
    assert feed(rss("")).state == "empty"


def test_a_cut_feed_gives_its_whole_items_and_a_note() -> None:
    whole = rss("".join(item(title=f"Новина {n}", link=f"/{n}") for n in range(20)))
    for cut in range(120, len(whole) - 30, 37):
        found = feed(whole[:cut])
        assert any("malformed" in note for note in found.notes)
        complete = whole[:cut].count("</item>")
        assert [entry.title for entry in found.entries][:complete] == [f"Новина {n}" for n in range(complete)]


def test_a_home_page_that_names_no_feed_is_an_error() -> None:
    with pytest.raises(CollectError, match="names no feed"):
        harvest("feed", page("https://visti.example/", "<html><body>Привіт</body></html>"))


def test_a_home_page_whose_feed_is_unchanged_brings_nothing_new() -> None:
    html = '<html><head><link rel="alternate" type="application/rss+xml" href="/f"></head></html>'
    found = harvest("feed", page("https://visti.example/", html), web=Web({"https://visti.example/f": None}))
    assert (found.entries, found.state) == ((), "ok")


# --- hostile XML (promise 8) ---------------------------------------------------------------------------------------

_N = 100_000
HOSTILE = {
    "billion laughs": "<!DOCTYPE l [<!ENTITY a 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1 if n else str()};' * 10}'>" for n in range(9)) + "]>" + rss(item(title="&a8;", link="/1")),
    "quadratic": "<!DOCTYPE l [<!ENTITY a '" + "x" * 199 + "'>]>" + rss(item(title="&a;" * _N, link="/1")),
    "external entity": "<!DOCTYPE l [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + rss(item(title="&a;", link="/1")),
    "external entity by http": "<!DOCTYPE l [<!ENTITY a SYSTEM 'http://127.0.0.1:9/x'>]>" + rss(item(title="&a;", link="/1")),
    "external dtd": "<!DOCTYPE rss SYSTEM 'http://127.0.0.1:9/x.dtd'>" + rss(item(title="Т", link="/1")),
    "parameter entity": "<!DOCTYPE l [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]>" + rss(item(title="Т", link="/1")),
    "endless doctype": "<!DOCTYPE l [" + "]" * _N,
    "doctypes": "<!DOCTYPE l>" * _N + rss(""),
    "nested elements": rss("<a>" * _N + "</a>" * _N),
    "nested items": rss("<item>" * _N),
    "open elements": rss("<item><description>" + "<b>" * _N),
    "open paragraphs": rss("<item><description>" + "<p>" * _N),
    "a million attributes": "<rss " + " ".join(f'a{n}="1"' for n in range(1_000_000)) + "><channel/></rss>",
    "attributes with brackets": "<rss " + " ".join(f'a{n}=">"' for n in range(_N)) + "><channel/></rss>",
    "bare attributes": "<rss " + " ".join(f"a{n}" for n in range(_N)) + "><channel/></rss>",
    "namespaces": "<rss " + " ".join(f'xmlns:a{n}="u:{n}"' for n in range(_N)) + "><channel/></rss>",
    "items without end": rss("<item></item>" * _N),
    "one long attribute": f'<rss a="{"x" * 2_000_000}"><channel/></rss>',
    "ampersands": rss(item(title="&" * _N, link="/1")),
    "character references": rss(item(title="&#9;" * _N, link="/1")),
    "long character reference": rss(item(title="&#" + "9" * _N + ";", link="/1")),
    "open cdata": rss("<item><title>" + "<![CDATA[" * _N),
    "cdata pieces": rss("<item><title>" + "<![CDATA[x]]>" * _N + "</title></item>"),
    "open comments": rss("<!--" * _N),
    "processing instructions": rss("<?a " * _N),
    "declarations": rss("<!a " * _N),
    "angle brackets": rss("<" * _N),
    "escaped deep html": rss(item(title="Т", link="/1", description="&lt;div&gt;" * _N)),
    "long author": rss(item(title="Т", link="/1", author="a@a." * _N)),
    "long date": rss(item(title="Т", link="/1", pubDate="1 " * _N)),
    "deep json": '{"items":' + "[" * _N,
    "json of numbers": '{"items":[' + "9" * _N + "]}",
}  # fmt: skip
SECONDS = 2.0
MEGABYTES = 100


def _entries(text: str) -> tuple[Entry, ...]:
    try:
        return feed(text).entries
    except CollectError:
        return ()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_xml_reads_no_file_and_grows_no_text(text: str) -> None:
    said = "".join(entry.title + entry.summary + entry.content for entry in _entries(text))
    assert "root:" not in said
    assert len(said) <= len(text) + 110_000


@pytest.mark.torture
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_xml_takes_two_seconds_and_a_hundred_megabytes_at_most(text: str) -> None:
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    _entries(text)
    assert time.process_time() - begun <= SECONDS
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 <= MEGABYTES


# --- real feeds ----------------------------------------------------------------------------------------------------


def _reference(data: bytes, url: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        headers = {"content-type": "application/xml", "content-location": url}
        return feedparser.parse(data, response_headers=headers)


def _instant(struct: time.struct_time | None) -> datetime | None:
    return datetime.fromtimestamp(calendar.timegm(struct), UTC) if struct else None


def _said(entry: Any, name: str) -> str:
    if name == "author":
        return str((entry.get("author_detail") or {}).get("name") or entry.get("author") or "")
    value, kind = str(entry.get(name) or ""), (entry.get(f"{name}_detail") or {}).get("type")
    return value if kind == "text/plain" and "</" not in value else plaintext.fragment(value, URL).text


def _line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.skipif(not SUITE.exists(), reason="the shared material is not here")
def test_the_wellformed_suite_agrees_with_its_own_parser() -> None:
    agreed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for path in sorted((SUITE / "wellformed").rglob("*.xml")):
        url = f"http://127.0.0.1:8097/{path.name}"
        theirs = _reference(path.read_bytes(), url)
        ours = harvest("feed", page(url, path.read_bytes(), "application/xml")).entries
        total["entries"] += 1
        agreed["entries"] += len(ours) == len(theirs.entries)
        for mine, other in zip(ours, theirs.entries, strict=False):
            if other.get("link"):
                total["links"] += 1
                agreed["links"] += mine.url == absolute(url, other.link)
            for name, said in (("title", mine.title), ("summary", mine.summary), ("author", mine.author)):
                if path.parent.name != "sanitize" and (value := _said(other, name)):  # how it cuts scripts is its own
                    total[name] += 1
                    agreed[name] += _line(value) == _line(said or "")
            for name in ("published", "updated"):
                if struct := dict.get(other, f"{name}_parsed"):
                    total["dates"] += 1
                    agreed["dates"] += getattr(mine, name) == _instant(struct)
    assert total["entries"] >= 1_700
    for what in total:
        assert agreed[what] >= 0.99 * total[what], (what, agreed[what], total[what])


@pytest.mark.skipif(not SUITE.exists(), reason="the shared material is not here")
@pytest.mark.parametrize("suite", ["illformed", "encoding", "entities", "json"])
def test_the_other_suites_raise_nothing_else(suite: str) -> None:
    files = [path for path in sorted((SUITE / suite).rglob("*")) if path.is_file()]
    refused = 0
    for path in files:
        try:
            feed(path.read_bytes(), "application/xml")
        except CollectError:
            refused += 1
    assert refused <= len(files) * 0.15


REAL = [*SHARED.glob("feeds_enc/*/*.xml"), *SHARED.glob("feeds_miniflux/**/*.xml")]


@pytest.mark.skipif(not REAL, reason="the shared material is not here")
def test_real_cyrillic_feeds_are_readable() -> None:
    readable = 0
    for path in sorted(REAL):
        data = path.read_bytes()
        if not _reference(data, URL).entries:
            continue
        found = feed(data, "").entries
        words = " ".join(f"{entry.title} {entry.summary}" for entry in found)
        assert words.strip(), path.name
        assert "\ufffd" not in words, path.name
        if path.parts[-3] == "feeds_enc":
            codec = "koi8-r" if path.parts[-2] == "KOI8-R" else "cp1251"
            assert charset.plausibility(words) > 1.5, path.name
            told = [entry.title for entry in found if entry.title and "&" not in entry.title]
            source = " ".join(html.unescape(html.unescape(data.decode(codec, "replace"))).split())
            exact = sum(" ".join(title.split()) in source for title in told)
            assert exact >= 0.9 * len(told), (path.name, exact, len(told))
        readable += 1
    assert readable >= 40


def test_json_feed_authors_attachments_and_oddities() -> None:
    items = [
        {"id": "1", "url": "/a", "author": {"name": "Ольга"}, "attachments": [{"url": "/p.jpg", "mime_type": "image/jpeg"}, 5]},
        {"id": True, "title": None, "url": 5, "content_text": "Текст"},
        "не об'єкт",
    ]  # fmt: skip
    found = feed(json.dumps({"items": items}), "application/json")
    assert [entry.author for entry in found.entries] == ["Ольга", None]
    assert found.entries[0].images == ("https://visti.example/p.jpg",)
    assert found.entries[1].complete
    assert len(found.notes) == 2


# --- how long the feed says it stays fresh -------------------------------------------------------------------------

SY = ' xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'


def period(name: str, frequency: str = "") -> str:
    often = f"<sy:updateFrequency>{frequency}</sy:updateFrequency>" if frequency else ""
    return f"<sy:updatePeriod>{name}</sy:updatePeriod>{often}"


@pytest.mark.parametrize(
    ("head", "seconds"),
    [
        ("", None),
        ("<ttl>60</ttl>", 3600),
        ("<ttl> 5 </ttl>", 300),
        ("<ttl>0</ttl>", None),
        ("<ttl>-5</ttl>", None),
        ("<ttl>годину</ttl>", None),
        ("<ttl>99999999999999</ttl>", 365 * 86_400),
        (period("hourly", "1"), 3600),
        (period(" hourly\n", "2"), 1800),
        (period("daily"), 86_400),
        (period("weekly", "0"), 7 * 86_400),
        (period("sometimes", "3"), None),
        ("<ttl>15</ttl>" + period("daily", "1"), 900),
    ],
)
def test_how_long_a_feed_says_it_stays_fresh(head: str, seconds: int | None) -> None:
    one = item(title="Міст", link="https://visti.example/1")
    assert feed(rss(one, head).replace('version="2.0"', 'version="2.0"' + SY)).max_age == seconds
