"""Today, the list, the card: what stands there, what a form does, what two people at once see."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

from monitor.archive import Record
from monitor.health import Health
from monitor.model import Moment, Page
from monitor.review import decision
from monitor.store import SourceState, Visit
from tests.web_office import NOW, Rig, article, hidden, ours, put, put_story, rig, token, verdicts


@pytest.fixture
def house(tmp_path: Path) -> Rig:
    made = rig(tmp_path)
    put(made, article("a"), citation="site", flags=("Тон непевний: перегляньте.",))
    put(made, article("b", outlet="oblast", title="Передрук про бібліотеку"), citation="none")
    put(made, article("c", title="Про інше місто"), relevance="none")
    put_story(made, "a", ("a", "original", None), ("b", "reprint", "a"))
    return made


@pytest.fixture
def client(house: Rig) -> TestClient:
    return house.client()


def tree(client: TestClient, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return BeautifulSoup(answer.text, "html.parser")


def send(client: TestClient, path: str, **data: object) -> object:
    return client.post(path, data={"csrf": token(client), **data}, headers=ours(), follow_redirects=False)


def labels(house: Rig, name: str) -> dict[str, str]:
    return {label.field: label.value for label in house.office.store.labels([name]).get(name, [])}


# --- today --------------------------------------------------------------------------------------------------------


def test_today_counts_what_the_lists_show(house: Rig, client: TestClient) -> None:
    page = tree(client, "/")
    figures = {
        div.dt.text: (int(div.dd.text), div.dd.a["href"])  # type: ignore[union-attr,index]
        for div in page.select(".figures > div")
    }
    assert {name: number for name, (number, _) in figures.items()} == {
        "знайдено": 3,
        "про місто": 2,
        "прямі посилання на нас": 1,
        "не визначено, чи про місто": 0,
        "пропущено програмою": 0,
    }
    for name, (number, href) in figures.items():
        assert len(tree(client, str(href)).select(".item")) == number, name


def test_today_names_stories_waiting_work_and_faulty_sources(house: Rig, client: TestClient) -> None:
    store = house.office.store
    state = SourceState(id="visti-1", visited=NOW, failures=3, state="broken", reason="не приймає з’єднання")
    store.save_visit(Visit(source=state, at=NOW, state="broken"))
    text = " ".join(tree(client, "/").main.get_text(" ").split())  # type: ignore[union-attr]
    assert "У Вербосіллі відкрили бібліотеку 2" in text, "the story with its two outlets"
    assert "1 матеріал позначено для перевірки" in text
    assert "Єдине джерело не відповіло; мовчить: Вісті." in text
    assert "не приймає з’єднання" in text


@pytest.mark.parametrize(
    ("verdict", "told"),
    [
        ("empty", "Вісті – відповідає, але записів не показує; востаннє відповіло"),
        ("dry", "Вісті – відповідає, але давно не дає нового; востаннє відповіло"),
    ],
)
def test_today_names_a_source_that_answers_but_is_not_well(
    verdict: str, told: str, house: Rig, client: TestClient
) -> None:
    store = house.office.store
    state = SourceState(id="visti-1", visited=NOW, answered=NOW, state="empty")
    store.save_visit(Visit(source=state, at=NOW, state="empty"))
    health = Health(state=verdict, since=NOW, reason="Так із ранку.", before="ok")
    store.health.save([("visti-1", health)], NOW)
    text = " ".join(tree(client, "/").main.get_text(" ").split())  # type: ignore[union-attr]
    assert told in text
    assert "Так із ранку." in text


def test_a_standstill_is_told_on_today_and_among_the_sources(house: Rig, client: TestClient) -> None:
    past = NOW - timedelta(days=30)
    state = SourceState(id="visti-1", visited=past, answered=past, next_visit=past + timedelta(hours=1), state="ok")
    house.office.store.save_visit(Visit(source=state, at=past, state="ok"))
    text = " ".join(tree(client, "/").main.get_text(" ").split())  # type: ignore[union-attr]
    assert "Жодного джерела за цей період не опитано: програма давно не збирає новин." in text
    assert "Вісті – програма давно не опитувала; востаннє відповіло" in text
    text = " ".join(tree(client, "/sources").main.get_text(" ").split())  # type: ignore[union-attr]
    assert "працює – 0, потребує уваги – 1" in text
    assert "давно не опитано" in text
    assert "давно не опитано" in tree(client, "/sources/visti-1").main.get_text(" ")  # type: ignore[union-attr]


def test_today_of_an_empty_office(tmp_path: Path) -> None:
    text = rig(tmp_path).client().get("/").text
    assert "Нічого: усе розглянуто" in text
    assert "За цей період подій немає." in text


# --- the list -----------------------------------------------------------------------------------------------------


def test_the_list_is_paged_and_keeps_its_filter(house: Rig, client: TestClient) -> None:
    for number in range(60):
        put(
            house,
            article(f"n{number:02}", published=Moment(at=NOW - timedelta(hours=number), rule="feed", confidence=1)),
        )
    first = tree(client, "/items?relevance=about")
    following = first.select_one("a[rel=next]")
    assert len(first.select(".item")) == 50
    assert following is not None
    second = tree(client, str(following["href"]))
    assert len(second.select(".item")) == 12
    assert second.select_one("select[name=relevance] option[selected]")["value"] == "about"  # type: ignore[index]
    names = {item["id"] for page in (first, second) for item in page.select(".item")}
    assert len(names) == 62


@pytest.mark.parametrize("page", ["0", "-1", "999999999", "x", "1e9", "٣", ""])
def test_a_wrong_page_is_the_nearest_there_is(client: TestClient, page: str) -> None:
    assert len(tree(client, f"/items?page={page}").select(".item")) == 3


def test_a_decision_from_the_list_comes_back_to_its_row(house: Rig, client: TestClient) -> None:
    form = tree(client, "/items?relevance=about&order=old").select_one("#i-a form.decide")
    assert form is not None
    data = {str(field["name"]): str(field["value"]) for field in form.select("input[type=hidden]")}
    answer = client.post(
        str(form["action"]), data={**data, "set": "relevance=mention"}, headers=ours(), follow_redirects=False
    )
    address = urlsplit(answer.headers["location"])
    assert (address.path, address.fragment) == ("/items", "i-a")
    assert dict(parse_qsl(address.query)) | {"since": "", "until": ""} == {
        "since": "",
        "until": "",
        "relevance": "about",
        "order": "old",
        "done": "decided",
        "n": "1",
    }
    assert labels(house, "a") == {"relevance": "mention"}
    assert "Записано рішень: 1." in client.get(answer.headers["location"]).text


# --- the card -----------------------------------------------------------------------------------------------------


def test_the_card_shows_everything_known(house: Rig, client: TestClient) -> None:
    page = tree(client, "/items/a")
    text = " ".join(page.main.get_text(" ").split())  # type: ignore[union-attr]
    for piece in (
        "Вісті (місцеве, сайт)",
        "Тон непевний: перегляньте.",
        "Причина: relevance.",
        "relevance-1",
        "Передрук про бібліотеку",
        "Людина ще нічого не вирішувала.",
        "Видання не змінювало тексту",
    ):
        assert piece in text, piece
    marks = [mark.text for mark in page.select(".text mark, h1 mark")]
    assert marks == ["Вербосіллі", "Вербосіллі"]
    assert page.select_one("mark")["title"] == "Стосунок"  # type: ignore[index]
    assert page.select_one("a[rel~=external]")["href"] == "https://news.example/a"  # type: ignore[index]


@pytest.mark.parametrize(
    "path", ["/items/unknown", "/items/unknown/copy", "/items/a/copy", "/items/a/source", "/items/", "/x"]
)
def test_what_is_not_there_is_404_in_ukrainian(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "<h1>Такої сторінки немає</h1>" in answer.text


def test_all_fields_at_once(house: Rig, client: TestClient) -> None:
    answer = send(
        client, "/items/a/decide", seen="0", topic="sport", tone="negative", citation="", event="no", use="yes",
        secondary_was="", secondary=["war", "culture"], why="так\r\nсказали",
    )  # fmt: skip
    assert answer.headers["location"] == "/items/a?done=decided&n=5"  # type: ignore[attr-defined]
    assert labels(house, "a") == {
        "topic": "sport",
        "tone": "negative",
        "event": "no",
        "use": "yes",
        "secondary": "culture war",
    }
    text = client.get("/items/a").text
    assert "так сказали" in text
    assert text.count("Скасувати") == 5


BAD = {
    "nothing chosen": ({"seen": "0"}, 422),
    "unknown word": ({"topic": "weather"}, 422),
    "unknown field": ({"set": "colour=red"}, 422),
    "unknown topic among the others": ({"secondary_was": "", "secondary": "weather"}, 422),
    "a field as long as a book": ({"topic": "x" * 20_000}, 400),
    "a button without a value": ({"set": "relevance"}, 422),
}


@pytest.mark.parametrize("case", BAD)
def test_a_wrong_form_changes_nothing(house: Rig, client: TestClient, case: str) -> None:
    data, status = BAD[case]
    assert send(client, "/items/a/decide", **data).status_code == status  # type: ignore[attr-defined]
    assert house.office.store.opinions.history() == []


def test_once_for_all_reprints(house: Rig, client: TestClient) -> None:
    assert "так само для всіх передруків цього тексту (ще 1)" in client.get("/items/b").text
    send(client, "/items/b/decide", seen="0", set="relevance=area", reprints="1")
    assert (labels(house, "a"), labels(house, "b"), labels(house, "c")) == (
        {"relevance": "area"},
        {"relevance": "area"},
        {},
    )


def test_what_somebody_else_decided_meanwhile_is_shown_and_stands(house: Rig, client: TestClient) -> None:
    store = house.office.store
    seen = hidden(client.get("/items/a").text, "seen")
    decision.decide(store, ["a"], "relevance", "mention", by="Петро", at=NOW, origin="таблиця", seen=None)
    answer = send(client, "/items/a/decide", seen=seen, set="relevance=none", why="моє")
    assert answer.status_code == 409  # type: ignore[attr-defined]
    assert "Петро уже вирішив(ла) «згадка»" in answer.text  # type: ignore[attr-defined]
    assert labels(house, "a") == {"relevance": "mention"}
    page = BeautifulSoup(answer.text, "html.parser")  # type: ignore[attr-defined]
    form = page.select_one("form[action='/decisions/confirm']")
    assert form is not None
    data = {str(field["name"]): str(field["value"]) for field in form.select("input")}
    decision.decide(store, ["a"], "relevance", "area", by="Марія", at=NOW, origin="таблиця", seen=store.opinions.mark())
    again = client.post("/decisions/confirm", data=data, headers=ours(), follow_redirects=False)
    assert again.status_code == 409, "newer still than what the confirmation had shown"
    assert "Марія" in again.text
    data["seen"] = hidden(again.text, "seen")
    done = client.post("/decisions/confirm", data=data, headers=ours(), follow_redirects=False)
    assert done.status_code == 303
    assert labels(house, "a") == {"relevance": "none"}
    assert {entry.label.by for entry in store.opinions.history(["a"])} == {"Петро", "Марія", "аналітик"}


def test_part_in_conflict_part_applied(house: Rig, client: TestClient) -> None:
    store = house.office.store
    decision.decide(store, ["b"], "tone", "positive", by="Петро", at=NOW, origin="таблиця", seen=None)
    answer = send(client, "/items/a/decide", seen="0", tone="negative", reprints="1")
    assert answer.status_code == 409  # type: ignore[attr-defined]
    assert "Решту записано." in answer.text  # type: ignore[attr-defined]
    assert (labels(house, "a"), labels(house, "b")) == ({"tone": "negative"}, {"tone": "positive"})


@pytest.mark.parametrize("seen", ["", "x", "-1", "٣", "9" * 30])
def test_an_unreadable_mark_has_seen_nothing(house: Rig, client: TestClient, seen: str) -> None:
    decision.decide(house.office.store, ["a"], "tone", "positive", by="Петро", at=NOW, origin="таблиця", seen=None)
    assert send(client, "/items/a/decide", seen=seen, tone="negative").status_code == 409  # type: ignore[attr-defined]


def test_taking_back(house: Rig, client: TestClient) -> None:
    send(client, "/items/a/decide", seen="0", set="relevance=none")
    (entry,) = house.office.store.opinions.history(["a"])
    answer = send(client, f"/decisions/{entry.id}/undo", back="/items/a?list=x")
    assert answer.headers["location"] == "/items/a?list=x&done=undone"  # type: ignore[attr-defined]
    assert labels(house, "a") == {}
    assert "скасовано рішення" in client.get("/items/a").text
    again = send(client, f"/decisions/{entry.id}/undo")
    assert again.headers["location"] == "/items/a?done=taken-back"  # type: ignore[attr-defined]


@pytest.mark.parametrize("number", ["0", "999", "x", "-1", "٣", "1" * 30])
def test_there_is_no_such_decision(client: TestClient, number: str) -> None:
    assert send(client, f"/decisions/{number}/undo").status_code in (404, 422)  # type: ignore[attr-defined]


def test_versions_and_their_difference(house: Rig, client: TestClient) -> None:
    newer = article("a", paragraphs=("Нову бібліотеку закрили у Вербосіллі.",))
    old = house.office.store.article("a")
    assert old is not None
    lines = ("- Нову бібліотеку відкрили у Вербосіллі.", "+ Нову бібліотеку закрили у Вербосіллі.")
    house.office.store.save_articles([(newer, "a", None, False, lines)])
    house.office.store.save_verdicts([(verdicts(newer), 2, "слова")], "fake-1")
    page = tree(client, "/items/a")
    assert page.select_one(".difference ins").text == "додано: Нову бібліотеку закрили у Вербосіллі."  # type: ignore[union-attr]
    assert page.select_one(".difference del").text == "вилучено: Нову бібліотеку відкрили у Вербосіллі."  # type: ignore[union-attr]


MARKUP = "<html><title>x</title><body><script>alert(1)</script><p onclick=x>Текст <b>сторінки</b></p></body></html>"


def keep_page(house: Rig, name: str, content: bytes, kind: str = "text/html; charset=utf-8") -> None:
    stored = house.office.archive.add(
        Record(
            page=Page(
                url="https://news.example/p", final_url="https://news.example/p", status=200, content_type=kind,
                content=content, fetched=NOW,
            ),
            place=house.office.store.place,
            role="import",
        )
    )  # fmt: skip
    item = article(name)
    house.office.store.save_imports(stored, [(item, house.office.store.outlets()["visti"])], [])
    house.office.store.save_verdicts([(verdicts(item), 1, "слова")], "fake-1")


def test_the_stored_copy_is_inert(house: Rig, client: TestClient) -> None:
    keep_page(house, "kept", MARKUP.encode())
    answer = client.get("/items/kept/copy")
    assert answer.status_code == 200
    assert "Текст сторінки" in answer.text
    assert "alert(1)" not in BeautifulSoup(answer.text, "html.parser").main.get_text()  # type: ignore[union-attr]
    source = client.get("/items/kept/source")
    assert source.content == MARKUP.encode()
    assert source.headers["content-type"] == "application/octet-stream"
    assert source.headers["content-disposition"] == 'attachment; filename="kept.html.txt"'
    assert source.headers["content-security-policy"].startswith("sandbox;")
    assert source.headers["x-content-type-options"] == "nosniff"


def test_a_stored_pdf_is_saved_and_never_shown(house: Rig, client: TestClient) -> None:
    content = b"%PDF-1.7 <script>alert(1)</script>"
    keep_page(house, "kept", content, "application/pdf")
    shown = client.get("/items/kept/copy").text
    assert "Це файл PDF" in shown
    assert "%PDF" not in shown
    source = client.get("/items/kept/source")
    assert source.content == content
    assert source.headers["content-type"] == "application/octet-stream"
    assert source.headers["content-disposition"] == 'attachment; filename="kept.pdf"'
    assert source.headers["content-security-policy"].startswith("sandbox;")


def test_a_damaged_archive_is_a_sentence(house: Rig, client: TestClient) -> None:
    keep_page(house, "kept", b"x")
    for path in house.office.archive.folder.iterdir():
        path.write_bytes(b"damaged")
    answer = client.get("/items/kept/copy")
    assert answer.status_code == 422
    assert "файл архіву пошкоджено" in answer.text


def test_a_text_of_a_megabyte_is_cut(house: Rig, client: TestClient) -> None:
    put(house, article("long", paragraphs=("Вербосіллі " * 100_000,)))
    answer = client.get("/items/long")
    assert answer.status_code == 200
    assert "Текст задовгий" in answer.text
    assert len(answer.text) < 400_000


def test_the_card_leads_on_in_the_list_it_came_from(house: Rig, client: TestClient) -> None:
    first = tree(client, "/items?relevance=about").select(".item h2 a")
    card = tree(client, str(first[0]["href"]))
    up = card.select_one("[data-up]")
    assert up is not None
    assert "relevance=about" in str(up["href"])
    following = card.select_one("[data-next]")
    assert following is not None
    assert str(following["href"]).split("?")[0] == str(first[1]["href"]).split("?")[0]


# --- every page ---------------------------------------------------------------------------------------------------

PAGES = ("/", "/items", "/items?q=бібліотека&show=flagged", "/items/a", "/items/kept/copy", "/account", "/nowhere")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_can_be_read_by_everybody(house: Rig, client: TestClient, path: str) -> None:
    """What an accessibility checker asks of the tree: language, title, headings, labels, headers, no inline code."""
    keep_page(house, "kept", MARKUP.encode())
    page = BeautifulSoup(client.get(path).text, "html.parser")
    assert page.html["lang"] == "uk"  # type: ignore[index]
    assert page.title.text.strip()  # type: ignore[union-attr]
    assert page.select_one("meta[name=viewport]")
    assert page.body.a["class"] == ["skip"]  # type: ignore[union-attr,index]
    assert page.select_one(str(page.body.a["href"])), "the skip link leads somewhere"  # type: ignore[union-attr,index]
    assert len(page.select("h1")) == 1
    levels = [int(tag.name[1]) for tag in page.find_all(re.compile("^h[1-6]$"))]
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    for field in page.select("input:not([type=hidden]), select, textarea"):
        assert field.find_parent("label") or field.get("aria-label"), field
    for button in page.select("button, a[href]"):
        assert button.get_text(strip=True) or button.get("aria-label"), button
    for table in page.select("table"):
        assert table.caption
        assert all(cell.get("scope") for cell in table.select("th"))
    for tag in page.select("[aria-labelledby]"):
        assert page.find(id=tag["aria-labelledby"])
    assert not page.select("[style], style, script:not([src])")
    assert not [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
    for form in page.select("form[method=post]"):
        assert form.select_one("input[name=csrf]") or form["action"] == "/login"


def test_no_template_calls_anything_safe() -> None:
    """Promise 11, as a grep: escaping is never switched off."""
    folder = Path(__file__).resolve().parents[1] / "monitor" / "web"
    for path in [*folder.rglob("*.html"), *folder.rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape false|\bMarkup\(|import Markup|autoescape=False", text), path


def test_the_sheet_and_the_script_are_our_own() -> None:
    folder = Path(__file__).resolve().parents[1] / "monitor" / "web" / "static"
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        assert "http://" not in text.replace("http://www.w3.org/2000/svg", ""), path
        assert "https://" not in text, path
        assert "innerHTML" not in text, path
