"""Every operation of the API, declared once: what the OpenAPI document says and what incoming values are checked by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from monitor.model import CITATION, RELEVANCE, TONE, TOPICS
from monitor.web.api import nouns
from monitor.web.api.nouns import LEVELS
from monitor.web.api.shapes import Json, Shape, day, named, one_of, schema, text, whole, whole_schema
from monitor.web.listing import ORDERS, SHOWN, SIZES, UNSURE
from monitor.web.people import Role

MOST_PAGE = 1_000_000
_ERRORS = {
    "400": "запит не зрозумілий",
    "401": "потрібен вхід",
    "403": "немає прав або ключа форми",
    "404": "такого немає",
    "409": "хтось уже вирішив інакше",
    "413": "надто великий запит",
    "421": "чужа назва сервера",
    "422": "значення не підходить",
    "503": "база даних не встигла відповісти",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One part of the address. Numbers arrive as digits."""

    name: str
    shape: Shape
    place: Literal["query", "path"] = "query"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One question that may be asked. `body` is None for GET."""

    name: str
    method: Literal["GET", "POST"]
    path: str
    summary: str
    answer: Shape
    parameters: tuple[Parameter, ...] = ()
    body: Shape | None = None
    role: Role = "reader"


def _query(**shapes: Shape) -> tuple[Parameter, ...]:
    return tuple(Parameter(name=name, shape=shape) for name, shape in shapes.items())


def _path(name: str, shape: Shape) -> Parameter:
    return Parameter(name=name, shape=shape, place="path")


_PERIOD = _query(since=day("перший день, Київ"), until=day("останній день, Київ"))
_PAGE = _query(page=whole("сторінка, від 1", low=1, high=MOST_PAGE))
_ID = _path("id", text(least=1, most=64))
_NUMBER = _path("id", whole(low=1, high=2**31))


def _unsure(words: object) -> Shape:
    return one_of((*words, UNSURE), "? – не визначено")  # type: ignore[misc]


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        name="session", method="GET", path="/api/session", summary="Хто питає; ключ для змін", answer=nouns.SESSION
    ),
    Operation(
        name="items",
        method="GET",
        path="/api/items",
        summary="Матеріали за період, з відбором і пошуком",
        answer=nouns.ITEMS,
        parameters=(
            *_PERIOD,
            *_query(
                q=text("слова в будь-якій формі", most=200),
                outlet=text("код видання", most=64),
                level=one_of(LEVELS),
                relevance=_unsure(RELEVANCE),
                topic=_unsure(TOPICS),
                citation=_unsure(CITATION),
                tone=_unsure(TONE),
                show=one_of(word for word in SHOWN if word),
                order=one_of(ORDERS),
                size=one_of(map(str, SIZES), "скільки на сторінці"),
            ),
            *_PAGE,
        ),
    ),
    Operation(
        name="item",
        method="GET",
        path="/api/items/{id}",
        summary="Один матеріал з усіма висновками та рішеннями",
        answer=nouns.WHOLE_ITEM,
        parameters=(_ID,),
    ),
    Operation(
        name="decide",
        method="POST",
        path="/api/items/{id}/decisions",
        summary="Рішення людини",
        answer=nouns.OUTCOMES,
        parameters=(_ID,),
        body=nouns.DECIDE,
        role="analyst",
    ),
    Operation(
        name="undo",
        method="POST",
        path="/api/decisions/{id}/undo",
        summary="Скасувати рішення",
        answer=nouns.OUTCOME,
        parameters=(_NUMBER,),
        body=nouns.UNDO,
        role="analyst",
    ),
    Operation(
        name="stories",
        method="GET",
        path="/api/stories",
        summary="Події за період",
        answer=nouns.STORIES,
        parameters=(*_PERIOD, *_query(least=one_of(("1", "2", "3"), "видань щонайменше")), *_PAGE),
    ),
    Operation(
        name="story",
        method="GET",
        path="/api/stories/{id}",
        summary="Одна подія",
        answer=nouns.WHOLE_STORY,
        parameters=(_ID,),
    ),
    Operation(
        name="merge",
        method="POST",
        path="/api/stories/merge",
        summary="Об’єднати події",
        answer=nouns.STORY_IDS,
        body=nouns.MERGE,
        role="analyst",
    ),
    Operation(
        name="split",
        method="POST",
        path="/api/stories/split",
        summary="Виділити матеріали з їхніх подій",
        answer=nouns.STORY_IDS,
        body=nouns.SPLIT,
        role="analyst",
    ),
    Operation(
        name="undo_story",
        method="POST",
        path="/api/story-decisions/{id}/undo",
        summary="Скасувати об’єднання чи виділення",
        answer=nouns.STORY_IDS,
        parameters=(_NUMBER,),
        body=nouns.NOTHING,
        role="analyst",
    ),
    Operation(
        name="sources",
        method="GET",
        path="/api/sources",
        summary="Джерела, їхній стан і лійка за період",
        answer=nouns.SOURCES,
        parameters=_PERIOD,
    ),
    Operation(
        name="issues",
        method="GET",
        path="/api/issues",
        summary="Випуски",
        answer=nouns.ISSUES,
        parameters=(*_query(kind=text(most=64)), *_PAGE),
    ),
    Operation(
        name="pickup",
        method="GET",
        path="/api/pickup",
        summary="Що стало з нашими повідомленнями",
        answer=nouns.PICKUP,
        parameters=_PERIOD,
    ),
    Operation(
        name="counts",
        method="GET",
        path="/api/counts",
        summary="Підсумки за період",
        answer=nouns.COUNTS,
        parameters=_PERIOD,
    ),
)


def document(version: str, cookie: str) -> Json:
    """The OpenAPI 3.1 document of all operations; `cookie` is the name of the session's."""
    paths: dict[str, Json] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _described(operation)
    shapes = named(nouns.ERROR) | named(nouns.CONFLICT)
    for operation in OPERATIONS:
        shapes |= named(operation.answer) | (named(operation.body) if operation.body else {})
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Огляд преси",
            "version": version,
            "description": "Вхід той самий, що й на сторінці. Зміни потребують заголовка X-CSRF-Token з /api/session "
            "і заголовка Origin цієї ж адреси.",
        },
        "paths": paths,
        "components": {
            "schemas": {name: whole_schema(shape) for name, shape in sorted(shapes.items())},
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": cookie}},
        },
        "security": [{"session": []}],
    }


def _described(operation: Operation) -> Json:
    made: Json = {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [_parameter(found) for found in operation.parameters],
        "responses": {"200": _content("готово", operation.answer)}
        | {
            code: _content(words, nouns.CONFLICT if operation.name == "decide" and code == "409" else nouns.ERROR)
            for code, words in _ERRORS.items()
        },
    }
    if operation.method == "POST":
        made["parameters"] = [*map(_parameter, operation.parameters), _TOKEN]
        made["description"] = f"Потрібна роль: {operation.role}."
    if operation.body is not None:
        made["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema(operation.body)}}}
    return made


_TOKEN: Json = {"name": "X-CSRF-Token", "in": "header", "required": True, "schema": {"type": "string"}}


def _parameter(found: Parameter) -> Json:
    return {
        "name": found.name,
        "in": found.place,
        "required": found.place == "path",
        "schema": whole_schema(found.shape),
    }


def _content(words: str, shape: Shape) -> Json:
    return {"description": words, "content": {"application/json": {"schema": schema(shape)}}}
