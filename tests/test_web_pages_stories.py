"""Stories, sources, pick-up and charts as pages: what they show, what a person may do there, what is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from monitor import pipeline
from monitor.model import Label, Outlet
from monitor.store import SourceState, Visit
from monitor.web.pages.stories import after
from tests.web_house import NOW, House, headings, open_house

PAGES = ("/stories", "/sources", "/sources/visti-feed", "/issues", "/outbox", "/pickup", "/charts", "/add")
PERIOD = "since=2026-11-01&until=2026-11-20"


@pytest.fixture(name="house")
def _house(tmp_path: Path) -> Iterator[House]:
    found = open_house(tmp_path)
    yield found
    found.store.close()


def text(html: str) -> str:
    """The page without its tags, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_heading_and_no_holes(house: House, path: str) -> None:
    html = house.get(path)
    assert len(headings(html)) == 1
    assert headings(html)[0]
    assert "None" not in text(html)
    assert "<script>alert" not in html


@pytest.mark.parametrize("path", [*PAGES, "/api/items", "/charts/days.svg"])
def test_without_a_login_nothing_is_shown(house: House, path: str) -> None:
    reader = house.at("reader")
    reader.client.cookies.clear()
    answer = reader.client.get(path)
    assert answer.status_code == (401 if path.startswith("/api/") else 303)
    assert "Вербосілл" not in answer.text


def test_a_reader_looks_but_sees_nothing_to_press(house: House) -> None:
    reader = house.at("reader")
    number = house.draft()
    for path in ("/stories", f"/stories/{house.story('У Вербосіллі відкривають')}", f"/issues/{number}", "/outbox"):
        forms = reader.get(path).count('method="post"')
        assert forms == 1, f"{path}: only the form to log out"
    reader.get("/add", 403)


# --- stories ------------------------------------------------------------------------------------------------------


def test_stories_count_outlets_voices_and_reprints_without_our_own_release(house: House) -> None:
    html = house.get(f"/stories?{PERIOD}")
    row = text(html[html.index("У Вербосіллі відкривають набережну") :])
    assert row.split("наше повідомлення")[0].strip().endswith("2 0 2 Вербосільська міська рада")
    assert html.index("У Вербосіллі відкривають набережну") < html.index("Чи буде ярмарок")


def test_the_list_is_narrowed_by_outlets_and_days(house: House) -> None:
    assert "ярмарок" not in house.get(f"/stories?{PERIOD}&least=2")
    assert "Виставка" not in house.get("/stories?since=2026-11-20&until=2026-11-20&least=1")
    assert "За цей період подій немає" in house.get("/stories?since=2026-01-01&until=2026-01-02")


def test_a_story_is_counted_whole_however_little_of_it_is_of_the_period(house: House) -> None:
    """Told by two outlets, one of them the day before: it stands before one that a single outlet told later."""
    house.post("/stories/merge", story=[house.story("Шахісти"), house.story("Бібліотека")])
    day = "since=2026-11-14&until=2026-11-14"
    html = house.get(f"/stories?{day}")
    rows = re.findall(r'<th scope="row">.*?<td class="number">(\d+)</td>', html, re.DOTALL)
    assert rows == ["2", "1"]
    assert html.index("Шахісти привезли") < html.index("Відключення світла")
    narrowed = house.get(f"/stories?{day}&least=2")
    assert "Шахісти привезли" in narrowed
    assert "Відключення світла" not in narrowed
    assert "Шахісти привезли" not in house.get("/stories?since=2026-11-15&until=2026-11-15")


def test_outlets_of_one_name_are_two(house: House) -> None:
    namesake = Outlet(id="visti-2", name="Вісті", home="https://visti2.example/")
    house.store.save_outlets([namesake])
    fair = "Хто зареєструється до п’ятниці, той отримає у Вербосіллі безплатне місце для торгівлі медом."
    take_in(house, outlet="visti-2", url="https://visti2.example/1", title="Ярмарок меду", text=fair)
    house.post("/stories/merge", story=[house.story("Шахісти"), house.story("Ярмарок меду")])
    assert "Шахісти привезли" in house.get(f"/stories?{PERIOD}&least=2")
    assert "2 матеріали, 2 видання" in text(house.get(f"/stories/{house.story('Шахісти')}"))


def test_a_post_without_a_headline_goes_by_how_it_begins(house: House) -> None:
    post = "Увага!\n\nУ Вербосіллі загубили рудого кота 🐈\n\nГосподиня, пані Меланія, обіцяє винагороду тому, хто його приведе."
    take_in(house, outlet="visti", url="https://t.me/visti/7", title="", text=post, kind="telegram")
    (article,) = [one.article.id for one in house.store.judged() if one.article.url == "https://t.me/visti/7"]
    (story,) = house.store.stories([article])
    begins = "У Вербосіллі загубили рудого кота"
    for path in (f"/stories?{PERIOD}", "/", f"/stories/{story.id}"):
        html = house.get(path)
        assert begins in html, path
        assert "без заголовка" not in html, path
    assert headings(html) == ["У Вербосіллі загубили рудого кота 🐈"]


def take_in(house: House, **item: str) -> None:
    path = house.desk.state / "more.jsonl"
    item = {"published": "2026-11-20T13:00:00+02:00", **item}
    path.write_text(json.dumps(item, ensure_ascii=False), encoding="utf-8")
    assert not pipeline.take_in(house.desk, [path]).failed


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("since=учора", "Дату не зрозуміло"),
        ("since=2026-11-20&until=2026-11-01", "закінчується раніше"),
        ("since=1000-01-01", "Дату не зрозуміло"),
        ("since=1995-01-01&until=2026-01-01", "задовгий"),
        ("page=99999", "Події"),
        ("page=-1&least=77", "Події"),
    ],
)
def test_what_cannot_be_understood_is_told(house: House, query: str, sentence: str) -> None:
    assert sentence in house.get(f"/stories?{query}")


def test_a_story_shows_who_copied_how_much_and_how_soon(house: House) -> None:
    html = text(house.get(f"/stories/{house.story('У Вербосіллі відкривають')}"))
    assert "2 матеріали, 2 видання" in html
    assert "через 2 години" in html
    assert "через 5 годин" in html
    assert "75 %, без посилання" in html
    assert "100 %, із посиланням" in html


def test_scraped_headlines_are_never_markup(house: House) -> None:
    html = house.get(f"/stories/{house.story('Чи буде')}")
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in html
    assert "<script>alert" not in html


def test_merging_two_stories_is_shown_at_once_and_kept(house: House) -> None:
    one, two = house.story("Чи буде"), house.story("Виставка")
    where = house.post("/stories/merge", story=[one, two], why="те саме свято")
    assert where.endswith("?done=merged")
    html = house.get(where)
    assert "Події об’єднано" in html
    assert "Виставка вишиванок" in html
    assert "те саме свято" in html
    assert house.story("Чи буде") == house.story("Виставка")
    old = one if house.story("Чи буде") != one else two
    assert house.client.get(f"/stories/{old}").headers["location"].startswith(f"/stories/{house.story('Чи буде')}")


@pytest.mark.parametrize("name", ["id", "address", "article"])
def test_a_story_is_joined_by_any_name_it_has(house: House, name: str) -> None:
    one = house.story("Чи буде")
    other = {
        "id": house.story("Виставка"),
        "address": "https://www.kurier.example/other/7?utm_source=x",
        "article": house.article("Виставка"),
    }[name]
    house.post("/stories/merge", story=[one], other=other)
    assert house.story("Чи буде") == house.story("Виставка")


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ((), "щонайменше дві"),
        (("one",), "щонайменше дві"),
        (("one", "one"), "щонайменше дві"),
        (("one", "nothing-like-that"), "немає"),
        (("one", "https://elsewhere.example/x"), "немає"),
        (tuple(f"n{number}" for number in range(300)), "Забагато"),
    ],
)
def test_a_merge_that_makes_no_sense_is_refused_in_words(house: House, names: tuple[str, ...], sentence: str) -> None:
    one = house.story("Чи буде")
    html = house.post("/stories/merge", 422, story=[one if name == "one" else name for name in names])
    assert sentence in html
    assert house.store.story_decisions() == []


def test_a_split_article_stands_alone_and_can_come_back(house: House) -> None:
    story, article = house.story("У Вербосіллі відкривають"), house.article("Вербосілля отримало")
    where = house.post(f"/stories/{story}/split", article=[article])
    assert "done=split" in where
    assert "n=1" in where
    assert house.story("Вербосілля отримало") == article
    made = house.store.story_log()[-1]
    assert (made.by, made.at) == ("аналітик", NOW)
    house.post("/stories/undo", decision=str(made.id))
    assert house.story("Вербосілля отримало") == story
    assert "вже скасовано" in house.post("/stories/undo", 409, decision=str(made.id))


def test_what_stands_alone_cannot_be_split(house: House) -> None:
    story = house.story("Чи буде")
    assert "окремо" in house.post(f"/stories/{story}/split", 422, article=[story])
    assert "хоча б один" in house.post(f"/stories/{story}/split", 422)
    house.post("/stories/undo", 404, decision="12345")
    house.get("/stories/nothing", 404)


def test_only_an_analyst_merges_and_only_with_the_token(house: House) -> None:
    reader = house.at("reader")
    names = [house.story("Чи буде"), house.story("Виставка")]
    reader.post("/stories/merge", 403, story=names)
    assert house.client.post("/stories/merge", data={"story": names}).status_code == 403
    assert house.store.story_decisions() == []
    house.at("analyst").post("/stories/merge", story=names)
    assert [made.by for made in house.store.story_log()] == ["analyst"]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "водночас"),
        (-30, "на 30 хвилин раніше"),
        (-60, "на 1 годину раніше"),
        (1, "через 1 хвилину"),
        (22, "через 22 хвилини"),
        (59, "через 59 хвилин"),
        (60, "через 1 годину"),
        (125, "через 2 години"),
        (11 * 60, "через 11 годин"),
        (48 * 60, "через 2 дні"),
        (21 * 24 * 60, "через 21 день"),
    ],
)
def test_distances_in_time_are_said_in_ukrainian(minutes: int, words: str) -> None:
    assert after(timedelta(minutes=minutes)).replace("\u00a0", " ") == words


# --- sources ------------------------------------------------------------------------------------------------------


def test_sources_that_are_ill_stand_first_with_their_reason(house: House) -> None:
    html = house.get("/sources")
    assert html.index("kurier-feed") < html.index("visti-feed")
    assert "не пускає" in html
    assert "it answers 403 &lt;b&gt;now&lt;/b&gt;" in html
    assert "потребує уваги – 1" in text(html)


def test_a_visit_that_was_not_read_to_its_end_is_told(house: House) -> None:
    why = "прочитано не весь перелік"
    for at in (NOW - timedelta(days=9), NOW - timedelta(days=1)):
        past = SourceState(id="visti-feed", visited=at, answered=at, brought=at, state="ok", reason=why)
        house.store.save_visit(Visit(source=past, at=at, state="ok", reason=why))
    told = "19.11.2026 18:30: прочитано не весь перелік."
    page = house.get("/sources")
    assert page.count(told) == 1
    assert "за останній тиждень не дочитано – 1" in page
    assert house.get("/sources/visti-feed").count(told) == 1
    assert house.get("/").count(told) == 1
    assert told in house.get("/?span=one"), "whatever period is shown"


def test_on_a_phone_each_row_of_sources_is_a_block_with_named_figures(house: House) -> None:
    for path in ("/sources", "/sources/visti-feed"):
        assert '<table class="stack" role="table">' in house.get(path)
    assert 'data-label="відвідано: "><span class="when">20.11.2026 18:30</span>' in house.get("/sources")
    assert 'class="number" data-label="в огляді: "' in house.get("/sources")


def test_a_source_shows_its_visits_and_notes(house: House) -> None:
    html = house.get("/sources/visti-feed")
    assert "an entry without an address was left out" in html
    assert "20.11.2026 18:30" in html
    assert "ще не відвідували" in house.get("/sources/rada-feed")
    house.get("/sources/none", 404)


# --- pick-up ------------------------------------------------------------------------------------------------------


def test_pickup_shows_every_take_and_the_picture(house: House) -> None:
    html = text(house.get(f"/pickup?{PERIOD}"))
    assert "1 повідомлення" in html.replace("\u00a0", " ")
    assert "без передруків – 0" in html
    assert "Вісті" in html
    assert "Кур’єр" in html
    assert "через 2 години" in html.replace("\u00a0", " ")
    picture = house.client.get(f"/pickup/weeks.svg?{PERIOD}")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert ElementTree.fromstring(picture.text).tag.endswith("svg")
    assert "наших повідомлень немає" in house.get("/pickup?since=2026-01-01&until=2026-01-31")
    house.get("/pickup/weeks.svg?since=2026-01-01&until=2026-01-31", 404)


# --- charts -------------------------------------------------------------------------------------------------------


def test_each_chart_is_an_image_with_words_and_a_table(house: House) -> None:
    html = house.get(f"/charts?{PERIOD}")
    assert html.count("<img ") == html.count('alt="') == 4
    for name in ("days", "topics", "outlets", "direct"):
        answer = house.client.get(f"/charts/{name}.svg?{PERIOD}")
        assert answer.status_code == 200
        assert "script" not in answer.text
        assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
        assert answer.content == house.client.get(f"/charts/{name}.svg?{PERIOD}").content
    house.get("/charts/nothing.svg", 404)
    house.get("/charts/days.svg?since=2026-01-01&until=2026-01-05", 404)


def test_a_decision_changes_the_figures_at_once(house: House) -> None:
    assert "Усього 13 матеріалів за 20 днів" in house.get(f"/charts?{PERIOD}").replace("\u00a0", " ")
    article = house.article("Чи буде")
    house.store.add_label(Label(article=article, field="relevance", value="none", by="а", at=NOW), "тест")
    assert "Усього 12 матеріалів за 20 днів" in house.get(f"/charts?{PERIOD}").replace("\u00a0", " ")


def test_own_releases_are_in_no_chart(house: House) -> None:
    html = house.get(f"/charts?{PERIOD}")
    assert "Кур’єр" in html
    assert "Вербосільська міська рада" not in html
