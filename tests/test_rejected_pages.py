"""A page that was found and rejected is told with its address and can be dropped; it is not «unread» for ever."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor import pipeline
from monitor.__main__ import main
from monitor.errors import FetchError
from monitor.model import Label, Source
from monitor.pipeline import Desk
from monitor.store.catalogue import Filter
from tests.fakes import NOW, FakeDoor, desk, feed, later, settings_of_one_feed
from tests.web_house import House, open_house

LIST = "https://news.example/category/news/"
TEASERS = "".join(
    f"<h2><a href='/n{number}'>Новина номер {number} про Вербосілля</a></h2><p>Коротко про новину номер {number}.</p>"
    for number in range(12)
)
PAGE = f"<html><head><title>Усі новини</title></head><body><main><h1>Усі новини</h1>{TEASERS}</main></body></html>"
UNREAD = "ще не прочитано"
FEED = "https://news.example/feed"


def brief(at: Desk) -> str:
    report = pipeline.run(at)
    files = report.issues[0]["files"]
    assert isinstance(files, list)
    (name,) = [name for name in files if name.endswith(".txt")]
    return " ".join(Path(name).read_text().split())


def test_a_list_that_a_person_named_is_no_unread_item(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at = desk(tmp_path, FakeDoor({LIST: PAGE, FEED: feed()}))
    report = pipeline.add(at, LIST)
    assert "перелік матеріалів" in report.failed[0].error
    assert at.store.unread() == 0
    (one,) = at.store.rejects.all()
    assert (one.url, one.source, one.first_seen) == (LIST, "add", NOW)
    assert UNREAD not in brief(later(at, NOW + timedelta(days=3)))
    settings = str(settings_of_one_feed(tmp_path))
    assert main(["--config", settings, "--state", str(at.state), "decide", LIST, "use=no"]) == 0
    assert at.store.rejects.all() == []
    assert main(["--config", settings, "--state", str(at.state), "decide", one.article, "use=no"]) != 0
    assert "there is no such item" in capsys.readouterr().err
    pipeline.add(later(at, NOW + timedelta(days=4)), LIST)
    assert len(at.store.rejects.all()) == 1, "named again, it is read and told again"
    assert main(["--config", settings, "--state", str(at.state), "--json", "decide", one.article, "use=no"]) == 0
    (told,) = json.loads(capsys.readouterr().out.rpartition("no more\n")[2])
    assert told == {
        "id": one.article,
        "field": "use",
        "state": "applied",
        "text": "a page that was rejected; it is told of no more",
        "label": None,
    }


def test_a_page_that_a_source_named_and_nobody_can_read_is_told_once(tmp_path: Path) -> None:
    """A sitemap without headlines: nothing is known of the page but its address."""
    gone = "https://news.example/gone"
    sitemap = f"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{gone}</loc></url></urlset>"
    door = FakeDoor({"https://news.example/sitemap.xml": sitemap, gone: FetchError(gone, "gone", "404", status=404)})
    at = desk(tmp_path, door)
    source = Source(id="map", outlet="visti", kind="sitemap", url="https://news.example/sitemap.xml")

    at = replace(at, config=replace(at.config, sources=(source,)))
    told = brief(at)
    assert "Знайдено, але не вдалося прочитати 1 матеріал." in told.replace("\u00a0", " ")
    assert UNREAD not in told
    assert [(one.url, one.why) for one in at.store.rejects.all()] == [(gone, "такої сторінки вже немає (код 404)")]
    pipeline.approve(at, "daily", "М.")
    assert "не вдалося прочитати" not in brief(later(at, NOW + timedelta(days=1)))


def test_a_page_given_up_after_its_brief_is_told_in_the_next(tmp_path: Path) -> None:
    """Found before the brief, tried again for hours after it."""
    broken = "https://news.example/broken"
    sitemap = f"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{broken}</loc></url></urlset>"
    answer = FetchError(broken, "status", "500", status=500)
    door = FakeDoor({"https://news.example/sitemap.xml": sitemap, broken: answer})
    source = Source(id="map", outlet="visti", kind="sitemap", url="https://news.example/sitemap.xml")
    at = desk(tmp_path, door)
    at = replace(at, config=replace(at.config, sources=(source,)))
    assert UNREAD in brief(at)
    pipeline.approve(at, "daily", "М.")
    for hour in range(1, 12):
        pipeline.collect(later(at, NOW + timedelta(hours=hour)))
    assert [one.url for one in at.store.rejects.all()] == [broken]
    next_day = later(at, NOW + timedelta(days=1))
    told = brief(next_day)
    assert "Знайдено, але не вдалося прочитати 1 матеріал." in told.replace("\u00a0", " ")
    assert UNREAD not in told
    pipeline.approve(next_day, "daily", "М.")
    assert "не вдалося прочитати" not in brief(later(at, NOW + timedelta(days=2)))


@pytest.fixture(name="house")
def _house(tmp_path: Path) -> House:
    return open_house(tmp_path)


def test_today_names_it_and_lets_one_drop_it(house: House) -> None:
    house.desk.door.pages[LIST] = PAGE  # type: ignore[attr-defined]
    pipeline.add(house.desk, LIST)
    html = house.get("/")
    assert html.count(f'href="{LIST}"') == 1
    assert "перелік матеріалів" in html
    assert UNREAD not in html
    assert "не вдалося прочитати" not in html
    (one,) = house.store.rejects.all()
    house.at("reader").post("/rejected/drop", 403, article=one.article)
    assert house.post("/rejected/drop", article=one.article) == "/?done=rejected-dropped#waits"
    assert LIST not in house.get("/")
    house.post("/rejected/drop", 404, article=one.article)


def test_an_announced_item_is_linked_and_is_no_rejected_page(house: House) -> None:
    door = house.desk.door
    door.pages["https://news.example/feed"] = feed(("x", "Ярмарок у Вербосіллі", "Незабаром."))  # type: ignore[attr-defined]
    pipeline.collect(house.desk, [house.desk.config.sources[1]])
    assert house.store.rejects.all() == []
    html = house.get("/")
    assert "1 матеріал відомий лише з повідомлення джерела" in html.replace("\u00a0", " ")
    assert 'href="/items?show=announced"' in html
    listed = house.get("/items?show=announced")
    assert "Ярмарок у Вербосіллі" in listed
    assert "котельню" not in listed


def test_an_announced_item_waits_until_a_person_decided_on_it(house: House) -> None:
    door = house.desk.door
    door.pages["https://news.example/feed"] = feed(("x", "Ярмарок у Вербосіллі", "Незабаром."))  # type: ignore[attr-defined]
    pipeline.collect(house.desk, [house.desk.config.sources[1]])
    (article,) = house.store.catalogue.ids(Filter(announced=True))
    assert house.store.catalogue.waiting(NOW).announced == 1
    house.store.add_label(Label(article=article, field="use", value="no", by="М. Липка", at=NOW), "test")
    assert house.store.catalogue.waiting(NOW).announced == 0
    assert "лише з повідомлення джерела" not in house.get("/")
    assert "Ярмарок у Вербосіллі" not in house.get("/items?show=announced")


def sitemap_of(url: str, changed: str) -> str:
    urls = f"<url><loc>{url}</loc><lastmod>{changed}</lastmod></url>"
    return f"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>"


@pytest.mark.parametrize(("content", "asked"), [(PAGE, 1), ("<html><body><h1>Тема</h1></body></html>", 4)])
def test_a_list_of_a_sitemap_that_changes_with_every_article(tmp_path: Path, content: str, asked: int) -> None:
    """Read once and told once; a page without a text for three days, for it may be an article that is being written."""
    url = "https://news.example/tema-misto.html"
    door = FakeDoor({url: content})
    source = Source(id="map", outlet="visti", kind="sitemap", url="https://news.example/sitemap.xml")
    at = desk(tmp_path, door)
    at = replace(at, config=replace(at.config, sources=(source,)))
    failed = []
    for day in range(8):
        door.pages[source.url] = sitemap_of(url, f"2026-11-{10 + day}")
        now = later(at, NOW + timedelta(days=day))
        told = brief(now).replace("\u00a0", " ")
        assert ("не вдалося прочитати 1 матеріал" in told) == (day == 0)
        pipeline.approve(now, "daily", "М.")
        failed.append(len(pipeline.collect(now).failed))
    assert door.asked.count(url) == asked
    assert sum(failed) == 0
