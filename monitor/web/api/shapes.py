"""Shapes of JSON values: written down once, shown as JSON Schema, and used to check what comes in. Pure.

A small part of JSON Schema 2020-12 on purpose: every word used here is one that `wrong` understands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

Type = Literal["string", "integer", "number", "boolean", "array", "object", "any"]
_WORDS: dict[str, str] = {
    "string": "текст",
    "integer": "ціле число",
    "number": "число",
    "boolean": "true або false",
    "array": "список",
    "object": "об’єкт",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a value may be. `fields` of an object are all required but `optional`; others are refused."""

    type: Type
    note: str = ""
    null: bool = False
    enum: tuple[str, ...] = ()
    form: Literal["", "date", "date-time", "uri"] = ""
    low: int | None = None  # of a number
    high: int | None = None
    least: int = 0  # letters of a text, members of a list
    most: int | None = None
    items: Shape | None = None
    fields: Mapping[str, Shape] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()
    values: Shape | None = None  # of an object whose keys are not known beforehand
    name: str = ""  # under which the document keeps it once


def text(note: str = "", *, least: int = 0, most: int | None = None) -> Shape:
    return Shape(type="string", note=note, least=least, most=most)


def whole(note: str = "", *, low: int | None = 0, high: int | None = None) -> Shape:
    return Shape(type="integer", note=note, low=low, high=high)


def share(note: str = "") -> Shape:
    return Shape(type="number", note=note, low=0, high=1)


def flag(note: str = "") -> Shape:
    return Shape(type="boolean", note=note)


def one_of(words: Iterable[str], note: str = "") -> Shape:
    return Shape(type="string", note=note, enum=tuple(words))


def day(note: str = "") -> Shape:
    return Shape(type="string", note=note, form="date")


def instant(note: str = "") -> Shape:
    return Shape(type="string", note=note, form="date-time")


def listed(items: Shape, note: str = "", *, least: int = 0, most: int | None = None) -> Shape:
    return Shape(type="array", note=note, items=items, least=least, most=most)


def record(title: str, optional: Iterable[str] = (), /, **fields: Shape) -> Shape:
    """An object; with a title it stands once in the document."""
    return Shape(type="object", name=title, fields=fields, optional=frozenset(optional))


def maybe(shape: Shape) -> Shape:
    """The same, or null."""
    return replace(shape, null=True)


# --- as JSON Schema -----------------------------------------------------------------------------------------------

Json = dict[str, object]


def schema(shape: Shape) -> Json:
    """The shape as JSON Schema; a named one as a reference to #/components/schemas."""
    if shape.name:
        reference: Json = {"$ref": f"#/components/schemas/{shape.name}"}
        return {"anyOf": [reference, {"type": "null"}]} if shape.null else reference
    return whole_schema(shape)


def whole_schema(shape: Shape) -> Json:
    """The shape itself, its named parts as references."""
    made: Json = {}
    if shape.type != "any":
        made["type"] = [shape.type, "null"] if shape.null and not shape.name else shape.type
    keys = {"description": shape.note, "format": shape.form, "minimum": shape.low, "maximum": shape.high}
    made |= {key: value for key, value in keys.items() if value not in ("", None)}
    if shape.enum:
        made["enum"] = [*shape.enum, *([None] if shape.null else [])]
    if shape.items is not None:
        made["items"] = schema(shape.items)
    long, short = ("maxItems", "minItems") if shape.type == "array" else ("maxLength", "minLength")
    made |= {key: value for key, value in ((short, shape.least or None), (long, shape.most)) if value is not None}
    if shape.type == "object":
        made["properties"] = {name: schema(part) for name, part in shape.fields.items()}
        made["required"] = [name for name in shape.fields if name not in shape.optional]
        made["additionalProperties"] = schema(shape.values) if shape.values else False
    return made


def named(shape: Shape) -> dict[str, Shape]:
    """Every named shape within this one, itself included."""
    found = {shape.name: shape} if shape.name else {}
    parts = [part for part in (shape.items, shape.values) if part is not None]
    for part in (*parts, *shape.fields.values()):
        found |= named(part)
    return found


# --- checking -----------------------------------------------------------------------------------------------------


def wrong(shape: Shape, value: object, where: str = "") -> str | None:
    """What is wrong with the value, as a Ukrainian phrase that names the place; None where nothing is."""
    at = where or "тіло запиту"
    if value is None:
        return None if shape.null or shape.type == "any" else f"{at}: не може бути порожнім"
    if not _is(shape.type, value):
        return f"{at}: потрібно {_WORDS[shape.type]}"
    if isinstance(value, str):
        return _wrong_text(shape, value, at)
    if isinstance(value, list):
        return _wrong_list(shape, value, at)
    if isinstance(value, dict):
        return _wrong_object(shape, value, where)
    below = isinstance(value, int | float) and shape.low is not None and value < shape.low
    above = isinstance(value, int | float) and shape.high is not None and value > shape.high
    return f"{at}: число поза межами" if below or above else None


def _is(kind: Type, value: object) -> bool:
    if kind in ("integer", "number"):
        return isinstance(value, int if kind == "integer" else int | float) and not isinstance(value, bool)
    types: dict[str, type] = {"string": str, "boolean": bool, "array": list, "object": dict}
    return kind == "any" or isinstance(value, types[kind])


def _wrong_text(shape: Shape, value: str, at: str) -> str | None:
    if shape.enum and value not in shape.enum:
        return f"{at}: «{value[:40]}» – такого значення немає; можна: {', '.join(shape.enum)}"
    if len(value) < shape.least or (shape.most is not None and len(value) > shape.most):
        return f"{at}: довжина тексту поза межами"
    try:
        if shape.form == "date":
            date.fromisoformat(value)
        elif shape.form == "date-time" and datetime.fromisoformat(value).tzinfo is None:
            return f"{at}: потрібен час із поясом"
    except ValueError:
        return f"{at}: «{value[:40]}» – не дата"
    return None


def _wrong_list(shape: Shape, value: list[object], at: str) -> str | None:
    if len(value) < shape.least or (shape.most is not None and len(value) > shape.most):
        return f"{at}: кількість поза межами"
    if shape.items is None:
        return None
    found = (wrong(shape.items, item, f"{at}[{number}]") for number, item in enumerate(value))
    return next((problem for problem in found if problem), None)


def _wrong_object(shape: Shape, value: Mapping[str, object], where: str) -> str | None:
    def path(name: str) -> str:
        return f"{where}.{name}" if where else name

    for name in shape.fields:
        if name not in value and name not in shape.optional:
            return f"{path(name)}: потрібне поле"
    for name, part in value.items():
        inner = shape.fields.get(name, shape.values)
        if inner is None:
            return f"{path(str(name)[:40])}: невідоме поле"
        if problem := wrong(inner, part, path(name)):
            return problem
    return None
