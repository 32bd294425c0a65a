"""What people bring: clips of print and broadcast, links somebody found; nothing typed is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.errors import FetchError
from monitor.pipeline import Report, inbox
from monitor.pipeline.inbox import keep, take_waiting, waiting
from monitor.web.pages.forms import as_csv, checked
from tests.fakes import FakeDoor, page
from tests.web_house import NOW, House, collecting, open_house

CLIP = {
    "outlet": "Вербосільська зоря",
    "kind": "newspaper",
    "level": "local",
    "number": "47 (1312)",
    "page": "3",
    "size": "120",
    "published": "2026-11-19",
    "title": "Ярмарок; «осінній» = свято",
    "text": "У Вербосіллі був ярмарок.\nПродавали мед; і не лише.",
    "scan": "zoria-47.pdf",
    "author": "О. Писар",
}
FOUND = "https://found.example/a"


@pytest.fixture(name="house")
def _house(tmp_path: Path) -> Iterator[House]:
    found = open_house(tmp_path)
    yield found
    found.store.close()


def door(house: House) -> FakeDoor:
    found = house.desk.door
    assert isinstance(found, FakeDoor)
    return found


def test_a_clip_goes_the_way_of_an_imported_file(house: House) -> None:
    where = house.post("/add/clip", **CLIP)
    assert "clip-added" in where
    assert "Матеріал додано" in house.get(where)
    article = house.store.article(house.article("Ярмарок;"))
    assert article is not None
    assert article.article.clipping is not None
    assert article.article.text == CLIP["text"]
    assert not article.missed
    assert (article.article.clipping.number, article.article.clipping.page) == ("47 (1312)", "3")
    assert article.article.published is not None
    assert not article.article.published.exact
    assert house.store.outlets()[article.article.outlet].kind == "newspaper"
    assert waiting(house.desk.state, house.desk.config.place.id) == []
    assert list((house.desk.state / "archive").glob("*.warc.gz")), "the clip is archived as evidence"


def test_a_clip_that_no_issue_will_take_is_shown_with_the_reason(house: House) -> None:
    clip = {**CLIP, "title": "Ціни на овочі", "text": "Овочі подорожчали."}
    where = house.post("/add/clip", **clip)
    assert where == f"/items/{house.article('Ціни на овочі')}?done=left-out"
    assert "до випусків сам він не потрапить" in house.get(where)
    assert "clip-known" in house.post("/add/clip", **clip)
    other = {**clip, "title": "Ціни на мед"}
    with collecting(house):
        house.post("/add/clip", **other)
        house.post("/add/clip", **CLIP)
    where = house.post("/add/again")
    assert where == "/add?done=waiting-left-out&n=1"
    assert "не про місто – 1" in house.get(where)


def test_the_same_clip_twice_is_one(house: House) -> None:
    house.post("/add/clip", **CLIP)
    assert "clip-known" in house.post("/add/clip", **CLIP)


@pytest.mark.parametrize("kind", ["newspaper", "tv", "radio"])
def test_print_and_broadcast_keep_their_kind(house: House, kind: str) -> None:
    house.post("/add/clip", **{**CLIP, "kind": kind, "outlet": f"Канал {kind}"})
    article = house.store.article(house.article("Ярмарок;"))
    assert article is not None
    assert article.article.kind == kind


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"outlet": "  "}, "outlet", "назву видання"),
        ({"title": "", "text": ""}, "title", "заголовок або текст"),
        ({"kind": "site"}, "kind", "вид"),
        ({"level": "planet"}, "level", "рівень"),
        ({"published": "19.11.2026"}, "published", "так: 2026-11-22"),
        ({"published": "2026-11-21"}, "published", "ще не настав"),
        ({"published": "1812-01-01"}, "published", "давно"),
        ({"title": "а" * 501}, "title", "Задовго"),
        ({"size": "абв"}, "size", "число, більше за нуль"),
        ({"size": "-5"}, "size", "число, більше за нуль"),
        ({"size": "0"}, "size", "число, більше за нуль"),
        ({"outlet": "а" * 201}, "outlet", "Задовго"),
    ],
)
def test_a_clip_with_a_mistake_comes_back_as_it_was_typed(
    house: House, change: dict[str, str], field: str, sentence: str
) -> None:
    html = house.post("/add/clip", 422, **{**CLIP, **change})
    assert sentence in html
    assert f'aria-describedby="p-{field}"' in html
    assert "Продавали мед; і не лише." in html or "text" in change
    assert waiting(house.desk.state, house.desk.config.place.id) == []


def test_markup_in_a_clip_stays_words(house: House) -> None:
    title = "</textarea><script>alert(1)</script>"
    html = house.post("/add/clip", 422, **{**CLIP, "title": title, "text": title, "outlet": ""})
    assert "<script>alert" not in html
    assert "&lt;/textarea&gt;" in html
    house.post("/add/clip", **{**CLIP, "title": title})
    assert "<script>alert" not in house.get("/items?since=2026-11-01")


def test_the_file_of_a_clip_reads_back_whatever_was_typed() -> None:
    values = {**CLIP, "title": '"лапки"; =1+1', "text": "один\nдва;\t«три»\n'чотири'"}
    rows = as_csv(checked(values, NOW).values)
    from monitor import clips

    ((_, row),) = clips.rows(rows.encode(), NOW)
    assert isinstance(row, dict)
    assert (row["title"], row["text"], row["outlet"]) == (
        values["title"],
        "один\nдва; «три»\n'чотири'",
        values["outlet"],
    )


# --- links --------------------------------------------------------------------------------------------------------


def test_a_link_is_fetched_and_counts_as_missed_by_us(house: House) -> None:
    where = house.post("/add/link", url=FOUND)
    article = house.article("Знайдене про Вербосілля")
    assert where == f"/items/{article}?done=link-added"
    stored = house.store.article(article)
    assert stored is not None
    assert stored.missed
    assert door(house).asked == [FOUND]


def test_a_known_link_is_not_fetched_again(house: House) -> None:
    where = house.post("/add/link", url="http://www.news.example/kotelnia?utm_source=fb")
    assert where.startswith(f"/items/{house.article('У Вербосіллі зупинили')}")
    assert "link-known" in where
    assert door(house).asked == []


@pytest.mark.parametrize(
    "url",
    ["", "found.example/a", "javascript:alert(1)", "file:///etc/passwd", "https://", "https://a b", "https://x\\y/"],
)
def test_what_is_no_address_is_not_fetched(house: House, url: str) -> None:
    assert "Потрібна повна адреса" in house.post("/add/link", 422, url=url)
    assert door(house).asked == []
    assert waiting(house.desk.state, house.desk.config.place.id) == []


def test_a_link_that_fails_is_kept_with_the_reason_until_it_works(house: House) -> None:
    url = "https://found.example/busy"
    door(house).pages[url] = FetchError(url, "busy", "it answers <i>503</i>", status=503)
    where = house.post("/add/link", url=url)
    html = house.get(where)
    assert "Поки що не вдалося внести: 1" in html
    assert "просить зачекати (код 503)" in html
    door(house).pages[url] = page("Тепер читається", "У Вербосіллі все добре. " * 12)
    assert "waiting-done" in house.post("/add/again")
    assert house.store.article(house.article("Тепер читається")) is not None
    assert waiting(house.desk.state, house.desk.config.place.id) == []


def test_the_message_is_about_what_was_just_entered(house: House) -> None:
    """A link that waits says nothing of a clip that was taken in, nor of a page without an article."""
    assert "done=left&n=1" in house.post("/add/link", url="https://found.example/none")
    html = house.get("/add")
    assert "такої сторінки вже немає (код 404)" in html
    assert "is not there" not in html
    clip = {**CLIP, "title": "У Вербосіллі садять дерева"}
    assert house.post("/add/clip", **clip) == "/add?done=clip-added"
    assert house.article(clip["title"])
    assert house.post("/add/clip", **clip) == "/add?done=clip-known"
    door(house).pages["https://found.example/empty"] = "<!doctype html><title></title><p>"
    assert house.post("/add/link", url="https://found.example/empty") == "/add?done=link-odd"
    assert "done=link-added" in house.post("/add/link", url=FOUND)
    assert "done=left&n=1" in house.post("/add/again")


def test_a_page_without_an_article_is_said_to_be_one(house: House) -> None:
    url = "https://found.example/empty"
    door(house).pages[url] = "<!doctype html><title></title><p>"
    where = house.post("/add/link", url=url)
    assert "link-odd" in where


def test_while_a_collection_runs_everything_is_kept(house: House) -> None:
    with collecting(house):
        for where in (house.post("/add/link", url=FOUND), house.post("/add/clip", **CLIP)):
            assert where == "/add?done=kept"
        house.post("/add/link", url=FOUND)  # pressed twice: kept once
        html = house.get("/add?done=kept")
        assert FOUND in html
        assert "Вербосільська зоря: Ярмарок" in html
        assert "Саме зараз працює збирання" in html
        assert sorted(kept.kind for kept in waiting(house.desk.state, house.desk.config.place.id)) == ["clip", "link"]
    assert "waiting-done" in house.post("/add/again")
    assert house.article("Ярмарок;")
    assert house.article("Знайдене про Вербосілля")
    assert waiting(house.desk.state, house.desk.config.place.id) == []


def test_what_waits_can_be_dropped_by_its_own_name_only(house: House) -> None:
    kept = keep(house.desk.state, "link", "x", FOUND, by="а", at=NOW)
    house.post("/add/drop", 404, name="../../etc/passwd")
    house.post("/add/drop", 404, name="*")
    assert waiting(house.desk.state, house.desk.config.place.id) == [kept]
    house.post("/add/drop", name=kept.name)
    assert waiting(house.desk.state, house.desk.config.place.id) == []


def test_strange_files_in_the_folder_harm_nobody(house: House) -> None:
    folder = house.desk.state / inbox.FOLDER
    folder.mkdir()
    for name, content in (("a", "{"), ("b", "[]"), ("c", json.dumps({"kind": "bomb"})), ("d", "\x00")):
        (folder / f"{name}.json").write_text(content)
    kept = keep(house.desk.state, "clip", "x", as_csv(CLIP), by="а", at=NOW - timedelta(hours=1))
    assert waiting(house.desk.state, house.desk.config.place.id) == [kept]
    report = Report()
    assert [one.left for one in take_waiting(house.desk, report)] == [False]
    assert report.steps["import"]["new"] == 1
    assert house.get("/add")


def test_a_reader_brings_nothing(house: House) -> None:
    reader = house.at("reader")
    reader.post("/add/link", 403, url=FOUND)
    reader.post("/add/clip", 403, **CLIP)
    assert waiting(house.desk.state, house.desk.config.place.id) == []
    assert door(house).asked == []


@pytest.mark.parametrize("size", ["", "120", "4,5", "0.5", "2:30", "120 см²", "5 хв"])
def test_an_area_or_a_length_is_a_number(size: str) -> None:
    assert "size" not in checked({**CLIP, "size": size}, NOW).problems
