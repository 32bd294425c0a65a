"""What pydantic found wrong in sources.yaml, as sentences for an editor: file, line, key and the nearest valid word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from ruamel.yaml.comments import CommentedMap

from monitor.config import schema, yaml_lines

ALIKE = 0.6  # of the letters of an unknown key: «nam» is name, «password» is not port
_BLOCK = ("model_type", "model_attributes_type", "dict_type")
_EXPECTED = {
    "list_type": "a list is expected here, [one, two]",
    "string_type": "a text is expected here",
    "int_type": "a whole number is expected here",
    "int_parsing": "a whole number is expected here",
    "int_from_float": "a whole number is expected here",
    "float_type": "a number is expected here",
    "float_parsing": "a number is expected here",
    "bool_type": "true or false is expected here",
    "bool_parsing": "true or false is expected here",
    "date_type": "write a day as 2026-11-22",
    "date_parsing": "write a day as 2026-11-22",
    "date_from_datetime_parsing": "write a day as 2026-11-22",
    "date_from_datetime_inexact": "write a day as 2026-11-22",
    "string_too_short": "this text is empty",
}
_BOUNDS = {
    "greater_than_equal": ("ge", "this must be at least {}"),
    "less_than_equal": ("le", "this must be at most {}"),
    "string_too_long": ("max_length", "this text is longer than {} characters"),
}
_PASSWORDS = ("password", "passwd", "pass", "pwd")


def sentences(path: Path, data: CommentedMap, problems: Iterable[Mapping[str, Any]]) -> list[str]:
    """One sentence for each mistake; a value that may be a text or a block is told of once."""
    return [_sentence(path, data, problem) for problem in problems if not _is_other_branch(problem)]


def _is_other_branch(problem: Mapping[str, Any]) -> bool:
    """Of «a text or a block» pydantic tries both and complains of both: what was not meant says nothing."""
    if not problem["loc"] or _is_key(problem["loc"][-1]):
        return False
    is_block = isinstance(problem["input"], dict)
    return problem["type"] == "string_type" if is_block else problem["type"] in _BLOCK


def _sentence(path: Path, data: CommentedMap, problem: Mapping[str, Any]) -> str:
    location = [part for part in problem["loc"] if _is_key(part)]
    key = ".".join(str(part) for part in location)
    return f"{path}:{yaml_lines.line_of(data, location)}: {key}: {_said(location, problem)}"


def _said(location: list[Any], problem: Mapping[str, Any]) -> str:
    kind, given = problem["type"], problem["input"]
    if kind == "extra_forbidden":
        return _unknown_key(location)
    if kind == "missing":
        return "this key is required"
    if kind == "literal_error":
        words = re.findall(r"'([^']+)'", str(problem["ctx"]["expected"]))
        close = _closest(str(given), words)
        return f"{str(given)!r} is not one of {', '.join(words)}" + (f"; did you mean {close!r}?" if close else "")
    if kind == "too_short":
        return "name at least one"
    if given is None:
        return "nothing stands here; give a value, or leave out a key that you do not need"
    if kind in _BLOCK:
        keys = ", ".join(_keys_at(location))
        expected = "keys with values are expected here" + (f": {keys}" if keys else "")
    elif kind in _BOUNDS:
        name, words_of = _BOUNDS[kind]
        expected = words_of.format(problem["ctx"][name])
    else:
        expected = _EXPECTED.get(kind) or str(problem["msg"]).removeprefix("Value error, ")
    return f"{expected} (given: {_shown(given)})"


def _unknown_key(location: list[Any]) -> str:
    if location[:-1] == ["delivery", "smtp"] and str(location[-1]).lower() in _PASSWORDS:
        return "a password never stands in this file; it is read from the environment, OHLIAD_SMTP_PASSWORD"
    words = _keys_at(location[:-1])
    if close := _closest(str(location[-1]), words):
        return f"unknown key; did you mean {close!r}?"
    return "unknown key" + (f"; valid here: {', '.join(words)}" if words else "")


def _closest(given: str, words: list[str]) -> str | None:
    return next(iter(difflib.get_close_matches(given, words, n=1, cutoff=ALIKE)), None)


def _shown(given: object) -> str:
    if isinstance(given, (dict, list)):
        return "keys with values" if isinstance(given, dict) else "a list"
    return repr(str(given)[:80])


def _is_key(part: object) -> bool:
    """Pydantic names union members inside a location; those are not keys of the file."""
    return isinstance(part, int) or (isinstance(part, str) and part != "str" and not re.search(r"[\[(]|Shape$", part))


def _keys_at(location: list[Any]) -> list[str]:
    model: type[BaseModel] | None = schema.FileShape
    for part in location:
        if isinstance(part, int) or model is None:
            continue
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        model = _inner_model(fields[part].annotation) if part in fields else model
    if model is None:
        return []
    ordered = sorted(model.model_fields.items(), key=lambda pair: not pair[1].is_required())
    return [field.alias or name for name, field in ordered]


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if found := _inner_model(part):
            return found
    return None
