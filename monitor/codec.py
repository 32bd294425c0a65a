"""Nouns to JSON text and back, without loss. The database and the filters speak this; nothing is decided here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


_adapters: dict[type, TypeAdapter[Any]] = {}  # building one costs milliseconds, a batch asks thousands of times


def _adapter(kind: type) -> TypeAdapter[Any]:
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def encode(value: object) -> str:
    """JSON with the fields in the noun's own order: the same value always gives the same text."""
    return _adapter(type(value)).dump_json(value).decode()


def decode(kind: type[T], text: str) -> T:
    """The noun a text was encoded from. Raises pydantic.ValidationError where the text is not one."""
    result: T = _adapter(kind).validate_json(text)
    return result


def stamp(instant: datetime) -> str:
    """An instant as sortable UTC text with seconds: 2026-11-22T06:30:00Z."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def instant(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
