"""The JSON API: every route is declared, every answer has the declared shape, every refusal is one sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from monitor import __version__
from monitor.web.api import nouns
from monitor.web.api.declared import OPERATIONS, document
from monitor.web.api.shapes import (
    Shape,
    day,
    flag,
    instant,
    listed,
    maybe,
    one_of,
    record,
    schema,
    share,
    text,
    whole,
    wrong,
)
from monitor.web.pages import api
from tests.web_house import House, open_house

PERIOD = "since=2026-11-01&until=2026-11-20"
BY_NAME = {operation.name: operation for operation in OPERATIONS}


@pytest.fixture(name="house")
def _house(tmp_path: Path) -> Iterator[House]:
    found = open_house(tmp_path)
    yield found
    found.store.close()


def ask(house: House, name: str, path: str) -> dict[str, Any]:
    """The answer to a GET, after it was held against what is declared."""
    answer = house.client.get(path)
    assert answer.status_code == 200, (path, answer.text)
    assert answer.headers["cache-control"] == "no-store"
    found = answer.json()
    assert wrong(BY_NAME[name].answer, found) is None
    return dict(found)


# --- what is declared ---------------------------------------------------------------------------------------------


def test_every_route_is_declared_and_everything_declared_is_a_route() -> None:
    routes = {
        (route.path, method) for route in api.section.routes for method in route.methods or () if method != "HEAD"
    }
    declared = {(operation.path, operation.method) for operation in OPERATIONS}
    assert routes - {("/api/openapi.json", "GET")} == declared
    assert set(api.ANSWERS) == set(BY_NAME)


def test_the_document_is_openapi_without_loose_ends(house: House) -> None:
    served = house.client.get("/api/openapi.json").json()
    assert served == json.loads(json.dumps(document(__version__, house.office.settings.cookie)))
    assert served["openapi"].startswith("3.1.")
    names = set(served["components"]["schemas"])
    used = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(served)))
    assert used <= names
    assert names <= used
    ids = [operation["operationId"] for path in served["paths"].values() for operation in path.values()]
    assert len(ids) == len(set(ids)) == len(OPERATIONS)
    for path, operations in served["paths"].items():
        for operation in operations.values():
            inside = {made["name"] for made in operation["parameters"] if made["in"] == "path"}
            assert inside == {part.partition(":")[0] for part in re.findall(r"{([^}]+)}", path)}
            assert {"200", "403", "422"} <= set(operation["responses"])


def test_what_changes_something_asks_for_the_token(house: House) -> None:
    for operation in OPERATIONS:
        if operation.method == "POST":
            path = operation.path.replace("{id}", "1")
            answer = house.client.post(path, json={})
            assert answer.status_code == 403, path
            assert set(answer.json()) == {"error"}, path


# --- answers ------------------------------------------------------------------------------------------------------


def test_items_are_filtered_and_paged(house: House) -> None:
    whole_list = ask(house, "items", f"/api/items?{PERIOD}")
    assert whole_list["total"] == 13
    assert len(whole_list["items"]) == 13
    assert all(not item["outlet"]["official"] for item in whole_list["items"])
    assert ask(house, "items", f"/api/items?{PERIOD}&outlet=kurier&show=flagged")["total"] == 1
    assert ask(house, "items", f"/api/items?{PERIOD}&citation=site")["items"][0]["direct"] is True
    assert ask(house, "items", f"/api/items?{PERIOD}&q=ліхтарями")["total"] == 2
    assert ask(house, "items", f"/api/items?{PERIOD}&page=99")["page"] == 1
    assert ask(house, "items", "/api/items?since=2025-01-01&until=2025-01-01")["items"] == []


def test_an_item_comes_with_its_verdicts_and_history(house: House) -> None:
    article = house.article("Чи буде")
    house.send(f"/api/items/{article}/decisions", {"field": "topic", "value": "civic", "why": "бо так"})
    found = ask(house, "item", f"/api/items/{article}")
    assert found["item"]["topic"] == "civic"
    assert found["item"]["decided"] == ["topic"]
    assert [row["value"] for row in found["history"]] == ["civic"]
    assert found["history"][0]["origin"] == "API"
    assert {verdict["classifier"] for verdict in found["verdicts"]} >= {"relevance", "topic", "citation", "tone"}
    assert "<script>" in found["item"]["title"], "JSON carries the words as they are"


def test_the_other_answers_have_their_shapes(house: House) -> None:
    house.draft()
    assert ask(house, "session", "/api/session")["role"] == "editor"
    stories = ask(house, "stories", f"/api/stories?{PERIOD}&least=2")["stories"]
    assert {story["title"] for story in stories} >= {"У Вербосіллі відкривають набережну"}
    story = ask(house, "story", f"/api/stories/{house.story('У Вербосіллі відкривають')}")
    assert [member["relation"] for member in story["members"]] == ["original", "reprint", "reprint"]
    sources = ask(house, "sources", "/api/sources")["sources"]
    assert next((source["id"], source["well"]) for source in sources) == ("kurier-feed", False)
    assert ask(house, "issues", "/api/issues")["issues"][0]["state"] == "draft"
    assert ask(house, "issues", "/api/issues?kind=none")["total"] == 0
    pickup = ask(house, "pickup", f"/api/pickup?{PERIOD}")
    assert [take["minutes"] for take in pickup["releases"][0]["takes"]] == [145, 300]
    counts = ask(house, "counts", f"/api/counts?{PERIOD}")
    assert counts["clips"] == sum(counts["by_day"].values()) == sum(counts["by_outlet"].values()) == 13
    assert counts["direct"] == 1


# --- decisions ----------------------------------------------------------------------------------------------------


def test_a_decision_is_made_once_and_taken_back(house: House) -> None:
    path = f"/api/items/{house.article('Чи буде')}/decisions"
    made = house.send(path, {"field": "relevance", "value": "none"})
    assert wrong(nouns.OUTCOMES, made) is None
    outcome = made["outcomes"][0]  # type: ignore[index]
    assert outcome["state"] == "applied"
    assert house.send(path, {"field": "relevance", "value": "none"})["outcomes"][0]["state"] == "same"  # type: ignore[index]
    undone = house.send(f"/api/decisions/{outcome['decision']}/undo", {"why": "помилка"})
    assert wrong(nouns.OUTCOME, undone) is None
    assert undone["state"] == "applied"
    assert house.send("/api/decisions/4711/undo", {}, 404)["error"]


def test_what_somebody_else_decided_meanwhile_is_never_overwritten(house: House) -> None:
    article = house.article("Чи буде")
    path = f"/api/items/{article}/decisions"
    mark = ask(house, "item", f"/api/items/{article}")["mark"]
    house.at("editor").send(path, {"field": "topic", "value": "sport", "seen": mark})
    refused = house.send(path, {"field": "topic", "value": "civic", "seen": mark}, 409)
    assert wrong(nouns.CONFLICT, refused) is None
    assert ask(house, "item", f"/api/items/{article}")["item"]["topic"] == "sport"
    house.send(path, {"field": "topic", "value": "civic", "seen": mark, "confirm": True})
    assert ask(house, "item", f"/api/items/{article}")["item"]["topic"] == "civic"


def test_one_decision_for_all_reprints(house: House) -> None:
    article = house.article("Набережну у Вербосіллі")
    made = house.send(f"/api/items/{article}/decisions", {"field": "topic", "value": "transport", "reprints": True})
    assert len(made["outcomes"]) == 2  # type: ignore[arg-type]
    made = house.send(f"/api/items/{article}/decisions", {"field": "continued", "value": "no", "reprints": True})
    assert len(made["outcomes"]) == 1, "its reprints stood in issues of their own"  # type: ignore[arg-type]


def test_stories_are_merged_split_and_put_back(house: House) -> None:
    one, two = house.story("Чи буде"), house.story("Виставка")
    merged = house.send("/api/stories/merge", {"stories": [one, two], "why": "разом"})
    assert wrong(nouns.STORY_IDS, merged) is None
    assert house.story("Чи буде") == house.story("Виставка")
    split = house.send("/api/stories/split", {"articles": [house.article("Виставка")]})
    assert split["stories"] == [house.article("Виставка")]
    story = ask(house, "story", f"/api/stories/{house.story('Чи буде')}")
    number = story["decisions"][0]["id"]
    assert wrong(nouns.STORY_IDS, house.send(f"/api/story-decisions/{number}/undo", {})) is None
    assert house.send(f"/api/story-decisions/{number}/undo", {}, 409)["error"]
    assert house.send("/api/story-decisions/999/undo", {}, 404)["error"]
    assert house.send("/api/stories/merge", {"stories": [one]}, 422)["error"]


# --- refusals -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/nothing", 404),
        ("/api/items/nothing", 404),
        ("/api/stories/nothing", 404),
        ("/api/items?since=yesterday", 422),
        ("/api/items?since=2026-11-20&until=2026-11-01", 422),
        ("/api/items?size=51", 422),
        ("/api/items?page=0", 422),
        ("/api/items?page=-1", 422),
        ("/api/items?page=999999999999", 422),
        ("/api/items?relevance=maybe", 422),
        ("/api/items?outlet=unknown", 422),
        ("/api/items?q=" + "а" * 201, 422),
        ("/api/items?unknown=1", 422),
        ("/api/items/" + "x" * 65, 404),
        ("/api/stories?least=4", 422),
        ("/api/pickup?until=2026-13-01", 422),
        ("/api/counts?since=1900-01-01", 422),
    ],
)
def test_a_question_that_makes_no_sense_gets_one_sentence(house: House, path: str, status: int) -> None:
    answer = house.client.get(path)
    assert answer.status_code == status
    assert set(answer.json()) == {"error"}
    assert answer.json()["error"]


BAD_BODIES: tuple[tuple[object, int], ...] = (
    ("{", 400),
    ("", 422),
    ("null", 422),
    ("[]", 422),
    ("[" * 100_000, 400),
    ({"field": "topic"}, 422),
    ({"field": "topic", "value": None}, 422),
    ({"field": "topic", "value": 7}, 422),
    ({"field": "topic", "value": "nonsense"}, 422),
    ({"field": "nonsense", "value": "x"}, 422),
    ({"field": "topic", "value": "civic", "more": 1}, 422),
    ({"field": "topic", "value": "civic", "why": "а" * 1001}, 422),
    ({"field": "topic", "value": "civic", "seen": "all"}, 422),
    ({"field": "topic", "value": "civic", "seen": True}, 422),
    ({"field": "topic", "value": "civic", "confirm": 1}, 422),
)


@pytest.mark.parametrize(("body", "status"), BAD_BODIES, ids=lambda value: str(value)[:40])
def test_a_body_of_another_shape_changes_nothing(house: House, body: object, status: int) -> None:
    article = house.article("Чи буде")
    content = body if isinstance(body, str) else json.dumps(body)
    headers = {"x-csrf-token": house.token(), "content-type": "application/json"}
    answer = house.client.post(f"/api/items/{article}/decisions", content=content.encode(), headers=headers)
    assert answer.status_code == status, answer.text
    assert set(answer.json()) == {"error"}
    assert house.store.opinions.history([article]) == []


def test_roles_hold_for_programs_too(house: House) -> None:
    reader = house.at("reader")
    body = {"field": "topic", "value": "civic"}
    assert reader.send(f"/api/items/{house.article('Чи буде')}/decisions", body, 403)["error"]
    assert reader.send("/api/stories/merge", {"stories": ["a", "b"]}, 403)["error"]
    assert ask(reader, "items", "/api/items")["items"]
    reader.client.cookies.clear()
    answer = reader.client.get("/api/items")
    assert answer.status_code == 401
    assert set(answer.json()) == {"error"}


def test_a_form_of_another_site_is_refused_as_json(house: House) -> None:
    headers = {"origin": "https://evil.example", "x-csrf-token": house.token()}
    answer = house.client.post("/api/stories/merge", json={"stories": ["a", "b"]}, headers=headers)
    assert answer.status_code == 403
    assert set(answer.json()) == {"error"}


# --- shapes -------------------------------------------------------------------------------------------------------

SAMPLE = record("Sample", ("more",), name=text(most=3), more=listed(whole(high=5), most=2))


@pytest.mark.parametrize(
    ("shape", "value", "good"),
    [
        (text(), "", True),
        (text(least=1), "", False),
        (text(), None, False),
        (maybe(text()), None, True),
        (whole(), True, False),
        (whole(), 1.0, False),
        (whole(low=1), 0, False),
        (whole(low=None), -5, True),
        (share(), 1, True),
        (share(), 1.1, False),
        (flag(), 0, False),
        (one_of("ab"), "b", True),
        (one_of("ab"), "c", False),
        (day(), "2026-02-29", False),
        (day(), "2024-02-29", True),
        (instant(), "2026-11-20T10:00:00Z", True),
        (instant(), "2026-11-20T10:00:00", False),
        (SAMPLE, {"name": "abc"}, True),
        (SAMPLE, {"name": "abcd"}, False),
        (SAMPLE, {"more": []}, False),
        (SAMPLE, {"name": "a", "more": [5]}, True),
        (SAMPLE, {"name": "a", "more": [6]}, False),
        (SAMPLE, {"name": "a", "more": [1, 2, 3]}, False),
        (SAMPLE, {"name": "a", "other": 1}, False),
        (Shape(type="object", values=whole()), {"x": 1}, True),
        (Shape(type="object", values=whole()), {"x": "1"}, False),
    ],
)
def test_a_shape_accepts_what_it_says(shape: Shape, value: object, good: bool) -> None:
    assert (wrong(shape, value) is None) is good


def test_a_named_shape_stands_once_and_may_be_null() -> None:
    assert schema(SAMPLE) == {"$ref": "#/components/schemas/Sample"}
    assert schema(maybe(SAMPLE)) == {"anyOf": [{"$ref": "#/components/schemas/Sample"}, {"type": "null"}]}
    assert schema(maybe(text())) == {"type": ["string", "null"]}
