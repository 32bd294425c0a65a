"""What a site's address alone leads to, and lists of feeds in OPML."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from monitor import opml
from monitor.cli import main
from monitor.config.schema import OutletShape
from monitor.discover import MOST_REQUESTS, Proposal, discover, render_yaml
from monitor.errors import ConfigError, FetchError
from monitor.model import ListingRule, Outlet, Page, Source
from tests.canned import NOW, Web, page
from tests.fakes import FakeDoor, settings_of_one_feed

HOME = "https://visti.example/"
RSS = '<rss version="2.0"><channel><title>Вісті</title><item><title>{title}</title><link>https://visti.example/1</link><pubDate>Sat, 21 Nov 2026 10:00:00 +0200</pubDate></item></channel></rss>'
URLSET = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://visti.example/1</loc><lastmod>2026-11-21</lastmod></url></urlset>'
CARDS = "".join(
    f'<div class="news-card"><span class="news-date">21.11.2026</span><h3><a href="/p/{n}">У місті відкрили сквер номер {n}</a></h3></div>'
    for n in range(8)
)
OUTLET = Outlet(id="visti", name='Вісті «міста»: "головне" # тут', home=HOME)


def site(**pages: str) -> Web:
    """A site by path: `rss__xml` is /rss.xml, `home` is its front page."""
    named = {HOME if path == "home" else HOME + path.replace("__", "."): text for path, text in pages.items()}
    return Web(
        {url: page(url, text, "text/html; charset=utf-8" if "<html" in text else "") for url, text in named.items()}
    )


def test_a_declared_feed_comes_first_and_samples_are_shown() -> None:
    web = site(
        home='<html><head><link rel="alternate" type="application/rss+xml" href="/strichka"></head><body></body></html>',
        strichka=RSS.format(title="Ярмарок у суботу"),
        sitemap__xml=URLSET,
    )
    found = discover(HOME, web)
    assert [(proposal.kind, proposal.url) for proposal in found] == [
        ("feed", f"{HOME}strichka"),
        ("sitemap", f"{HOME}sitemap.xml"),
    ]
    assert found[0].samples == ("Ярмарок у суботу",)
    assert found[0].latest is not None


@pytest.mark.parametrize("path", ["feed", "rss", "rss__xml", "atom__xml"])
def test_usual_places_of_feeds_are_tried(path: str) -> None:
    web = site(**{"home": "<html><body>Новини</body></html>", path: RSS.format(title="Так")})
    assert discover(HOME, web)[0].url == HOME + path.replace("__", ".")


def test_a_link_to_a_feed_in_the_page_is_followed() -> None:
    web = site(home='<html><body><a href="/export/rss-all">RSS</a></body></html>')
    web = Web({**web.pages, f"{HOME}export/rss-all": page(f"{HOME}export/rss-all", RSS.format(title="Так"))})
    assert discover(HOME, web)[0].url == f"{HOME}export/rss-all"


def test_the_same_feed_at_many_places_is_proposed_once() -> None:
    rss = RSS.format(title="Так")
    html = '<html><head><link rel="alternate" type="application/rss+xml" href="/feed"><link rel="alternate" type="application/atom+xml" href="/rss"></head></html>'
    found = discover(HOME, site(home=html, feed=rss, rss=rss))
    assert [proposal.url for proposal in found] == [f"{HOME}feed"]


def test_robots_name_the_sitemap_and_news_go_first() -> None:
    web = site(
        home="<html><body>x</body></html>",
        robots__txt="User-agent: *\nDisallow:\nSitemap: https://visti.example/map.xml\nsitemap: https://visti.example/news-map.xml\n",
    )
    pages = {f"{HOME}{name}": page(f"{HOME}{name}", URLSET) for name in ("map.xml", "news-map.xml")}
    found = discover(HOME, Web({**web.pages, **pages}))
    assert [proposal.url for proposal in found] == [f"{HOME}news-map.xml"]


def test_without_feed_the_listing_is_guessed() -> None:
    [proposal] = discover(HOME, site(home=f"<html><body>{CARDS}</body></html>"))
    assert proposal.kind == "listing"
    assert proposal.rule == ListingRule(item="div.news-card", link="h3 a[href]", date=".news-date")
    assert (proposal.entries, len(proposal.samples)) == (8, 3)


def test_the_date_column_of_a_table_is_proposed_and_read() -> None:
    rows = "".join(
        f'<tr><td>2{n % 2}.11.2026</td><td><a href="/p/{n}">У місті відкрили сквер номер {n}</a></td></tr>'
        for n in range(8)
    )
    [proposal] = discover(HOME, site(home=f'<html><body><table class="news">{rows}</table></body></html>'))
    assert proposal.rule == ListingRule(item="table.news > tr", link="a[href]", date=":scope > td:nth-child(1)")
    block = render_yaml(OUTLET, (proposal,))
    assert "the latest of 2026-11-21:" in block, "by the day in Kyiv, where midnight is yesterday's 22:00 UTC"
    listing = _parsed(block).sources[0].listing
    assert listing is not None
    assert listing.date == ":scope > td:nth-child(1)"


@pytest.mark.parametrize(
    ("day", "latest", "told"),
    [
        ("21.11.2026", "2026-11-21", ""),
        ("22.11.2026, 11:55", "2026-11-22", ""),
        ("05.12.2026", "2026-11-21", "2026-12-05"),
        ("17.11.2099", "2026-11-21", "2099-11-17"),
    ],
)
def test_dates_still_to_come_are_told_apart(day: str, latest: str, told: str) -> None:
    [proposal] = discover(HOME, site(home=f"<html><body>{CARDS.replace('21.11.2026', day, 1)}</body></html>"))
    block = render_yaml(OUTLET, (proposal,))
    assert f"8 entries, the latest of {latest}:" in block
    assert [line.strip(" #") for line in block.splitlines() if "ahead" in line] == (
        [f"dated ahead, up to {told}: see whether these are dates of publication"] if told else []
    )
    assert _parsed(block).sources[0].verified


def test_where_every_date_is_still_to_come_none_is_the_latest() -> None:
    [proposal] = discover(HOME, site(home=f"<html><body>{CARDS.replace('21.11.2026', '5 грудня 2026')}</body></html>"))
    assert (proposal.latest, proposal.entries) == (None, 8)
    assert "# 8 entries:" in render_yaml(OUTLET, (proposal,))


def test_a_rehearsal_reads_the_list_by_its_own_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    today = CARDS.replace("21.11.2026", "Сьогодні, 06:50")
    web = FakeDoor({HOME: f"<html><body>{today}</body></html>"})
    monkeypatch.setattr("monitor.cli.sources.door", lambda *_: web)
    common = ["--config", str(settings_of_one_feed(tmp_path)), "--state", str(tmp_path / "var")]
    assert main([*common, "--now", "2027-02-03T09:10", "sources", "add", HOME]) == 0
    assert "the latest of 2027-02-03:" in capsys.readouterr().out
    assert main([*common, "--json", "--now", "2027-02-03T09:10", "sources", "repair", "visti-feed"]) == 1
    web.pages["https://news.example/"] = f"<html><body>{today}</body></html>"
    assert main([*common, "--now", "2027-02-03T09:10", "sources", "repair", "visti-feed"]) == 0
    assert "the latest of 2027-02-03:" in capsys.readouterr().out


def test_a_site_with_nothing_gives_nothing_within_the_limit() -> None:
    web = site(home="<html><body><p>Сайт на реконструкції</p></body></html>")
    assert discover(HOME, web) == ()
    assert len(web.asked) <= MOST_REQUESTS
    assert len(set(web.asked)) == len(web.asked)


def test_a_dead_address_is_an_error() -> None:
    with pytest.raises(FetchError):
        discover(HOME, Web())


DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize(
    "address", ["https://t.me/ozero_info", "https://t.me/s/ozero_info", "https://telegram.me/ozero_info/213"]
)
def test_a_telegram_channel_is_known_by_its_address(address: str) -> None:
    preview = page(
        "https://t.me/s/ozero_info", (DATA / "telegram" / "preview.html").read_bytes(), "text/html; charset=utf-8"
    )
    [proposal] = discover(address, Web({"https://t.me/s/ozero_info": preview}))
    assert (proposal.kind, proposal.url, proposal.entries) == ("telegram", "https://t.me/s/ozero_info", 7)


def test_a_youtube_page_is_known_by_its_address() -> None:
    feed = "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv"
    pages = {
        "https://www.youtube.com/@misketb": page(
            "https://www.youtube.com/@misketb", (DATA / "youtube" / "page.html").read_bytes()
        ),
        feed: page(feed, (DATA / "youtube" / "channel.xml").read_bytes()),
    }
    [proposal] = discover("https://www.youtube.com/@misketb", Web(pages))
    assert (proposal.kind, proposal.entries) == ("youtube", 2)


# --- the block for sources.yaml ------------------------------------------------------------------------------------


def _parsed(block: str) -> OutletShape:
    [outlet] = YAML(typ="safe").load("outlets:\n" + block)["outlets"]
    return OutletShape.model_validate(outlet)


def test_the_block_is_valid_configuration() -> None:
    proposals = (
        Proposal(kind="listing", url=f"{HOME}news", entries=8, samples=("Перша", "Друга: з # знаком"), latest=NOW,
                 rule=ListingRule(item='div[class="a"] > li', link="h3 a[href]", date=".d", next='a:-soup-contains("Далі")')),
        Proposal(kind="feed", url=f"{HOME}feed", entries=1),
    )  # fmt: skip
    block = render_yaml(OUTLET, proposals)
    outlet = _parsed(block)
    assert (outlet.name, outlet.home, len(outlet.sources)) == (OUTLET.name, HOME, 1)
    assert outlet.sources[0].listing is not None
    assert outlet.sources[0].listing.item == 'div[class="a"] > li'
    assert "# - kind: feed" in block
    assert "Друга: з # знаком" in block


def test_a_block_without_proposals_is_valid_too() -> None:
    assert _parsed(render_yaml(OUTLET, ())).sources == []


@settings(max_examples=100, deadline=None)
@given(
    st.text(min_size=1, max_size=60).filter(lambda text: text.strip().isprintable() and text.strip() != ""),
    st.text(max_size=60),
)
def test_no_name_or_title_becomes_structure(name: str, sample: str) -> None:
    block = render_yaml(Outlet(id="x", name=name), (Proposal(kind="feed", url=HOME, entries=1, samples=(sample,)),))
    outlet = _parsed(block)
    assert len(outlet.sources) == 1
    assert outlet.kind == "site"


# --- OPML ----------------------------------------------------------------------------------------------------------

LIST = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0"><head><title>Мої стрічки</title></head><body>
<outline text="Місто"><outline text="Вісті" type="rss" xmlUrl="https://visti.example/rss" htmlUrl="https://visti.example/"/>
<outline title="Хвиля &amp; Ко" text="x" XMLURL="https://hvylia.example/rss"/></outline>
<outline text="Вісті ще раз" xmlUrl="https://visti.example/rss"/><outline text="Лихе" xmlUrl="javascript:alert(1)"/>
<outline text="Без адреси"/></body></opml>"""


def test_opml_is_read_once_each_with_its_folder() -> None:
    found = opml.read(LIST.encode()).feeds
    assert [(one.title, one.url, one.home, one.folder) for one in found] == [
        ("Вісті", "https://visti.example/rss", "https://visti.example/", "Місто"),
        ("Хвиля & Ко", "https://hvylia.example/rss", None, "Місто"),
    ]


def test_opml_written_is_opml_read() -> None:
    outlets = [OUTLET, Outlet(id="b", name="<Друге> & 'третє'")]
    sources = [
        Source(id="1", outlet="visti", kind="feed", url="https://visti.example/rss?a=1&b=2"),
        Source(id="2", outlet="b", kind="youtube", url="https://www.youtube.com/feeds/videos.xml?channel_id=UC1"),
        Source(id="3", outlet="b", kind="listing", url="https://b.example/news"),
    ]
    read = opml.read(opml.write("Стрічки <міста>", outlets, sources))
    assert (read.unread, read.damage) == ((), "")
    found = read.feeds
    assert [(one.title, one.url, one.folder) for one in found] == [
        (OUTLET.name, "https://visti.example/rss?a=1&b=2", OUTLET.name),
        ("<Друге> & 'третє'", "https://www.youtube.com/feeds/videos.xml?channel_id=UC1", "<Друге> & 'третє'"),
    ]


def test_our_own_opml_gives_the_outlets_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sources.yaml").write_text(
        "place: {name: Яр, region: Львівська область}\ninstitution: {name: Рада}\noutlets:\n"
        "  - {id: rada-news, name: Рада, official: true, level: region, home: 'https://rada.example/', sources: ["
        "{kind: feed, url: 'https://rada.example/a'}, {kind: feed, url: 'https://rada.example/b'}]}\n"
        "  - {id: tv, name: Канал, kind: tv, sources: [{kind: youtube, url: 'https://www.youtube.com/feeds/videos.xml?channel_id=UC1'},"
        " {id: tv-list, kind: listing, url: 'https://tv.example/news'}]}\n"
        "  - {id: chan, name: Телеграм, sources: [{kind: telegram, url: 'https://t.me/s/chan'}]}\n",
        encoding="utf-8",
    )
    common = ["--config", str(tmp_path / "sources.yaml"), "--state", str(tmp_path / "var")]
    assert main(["sources", "opml", str(tmp_path / "list.opml"), *common]) == 0
    told = capsys.readouterr().out
    assert "3 of 5 sources" in told
    assert "left out: tv-list (listing), chan-telegram (telegram)" in told
    common[1] = str(tmp_path / "another.yaml")
    (tmp_path / "another.yaml").write_text("place: {name: Яр, region: Львівська область}\ninstitution: {name: Рада}\n")
    assert main(["import", str(tmp_path / "list.opml"), *common]) == 0
    outlets = [OutletShape.model_validate(one) for one in YAML(typ="safe").load(capsys.readouterr().out)]
    assert [(one.id, one.name, one.level, one.kind, one.official) for one in outlets] == [
        ("rada-news", "Рада", "region", "site", True),
        ("tv", "Канал", "local", "tv", False),
    ]
    assert [[source.kind for source in one.sources] for one in outlets] == [["feed", "feed"], ["youtube"]]
    assert outlets[0].home == "https://rada.example/"


@pytest.mark.parametrize(
    "given", ['outlet="Рада"', 'outlet="x" level="planet"', 'outlet="x" level="local" kind="a:b"', ""]
)
def test_what_a_foreign_list_says_in_our_name_is_nothing(given: str) -> None:
    ours = " ".join(f"o:{one}" for one in given.split(" ") if "=" in one)
    (found,) = opml.read(
        f'<opml xmlns:o="{opml.OURS}"><outline {ours} title="Рада" xmlUrl="https://r.example/a"/></opml>'.encode()
    ).feeds
    assert (found.outlet, found.kind, found.title) == (None, "feed", "Рада")


@pytest.mark.parametrize(
    "content",
    [b"", b"<rss/>", b"not xml", b"<opml" + b" a='1'" * 5000 + b"/>", b"<opml>" + b"<outline>" * 5000],
)
def test_what_is_no_opml_is_told(content: bytes) -> None:
    with pytest.raises(ConfigError):
        opml.read(content, "my.opml")


def test_an_opml_with_entities_from_outside_reads_nothing_else() -> None:
    hostile = (
        LIST.replace("<opml", '<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml', 1)
        .replace("Мої стрічки", "&x;")
        .replace('text="Вісті"', 'text="&x;"')
    )
    assert "root:" not in str(opml.read(hostile.encode()))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 900))
def test_broken_opml_is_only_a_configuration_error(junk: bytes, at: int) -> None:
    data = LIST.encode()
    for content in (junk, data[:at], data[:at] + junk + data[at:]):
        try:
            assert isinstance(opml.read(content), opml.FeedList)
        except ConfigError:
            continue


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='<>/abихліст"= \n&;#0', max_size=300))
def test_discovery_survives_any_page(body: str) -> None:
    def get(url: str) -> Page:
        return page(url, body, "text/html")

    assert isinstance(discover(HOME, get), tuple)
