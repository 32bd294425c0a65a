"""An owner's YAML into frozen dataclasses: every problem is one sentence with file, line, key and nearest word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from monitor import yamltext
from monitor.errors import ConfigError

T = TypeVar("T")


def mapping(path: Path) -> CommentedMap:
    """The file's top-level mapping, with its line numbers. Raises ConfigError."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error
    return yamltext.load(content, path, example="`title:` and `window:`")


def plain(node: Any) -> Any:
    """The same data without the reader's own types."""
    if isinstance(node, dict):
        return {str(key): plain(value) for key, value in node.items()}
    return [plain(value) for value in node] if isinstance(node, list) else node


def checked(shape: TypeAdapter[T], given: Mapping[str, Any], path: Path, data: CommentedMap) -> T:
    """`given` as the shape wants it. Raises ConfigError with one sentence for each problem."""
    try:
        return shape.validate_python(dict(given))
    except ValidationError as error:
        raise ConfigError([_sentence(path, data, shape, problem) for problem in error.errors()]) from error


def line_of(data: CommentedMap, location: Sequence[str | int]) -> int:
    """The 1-based line of the deepest part of `location` that stands in the file."""
    node: Any = data
    line = 1
    for part in location:
        if isinstance(node, CommentedMap) and part in node:
            line, node = node.lc.key(part)[0] + 1, node[part]
        elif isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node):
            line, node = node.lc.item(part)[0] + 1, node[part]
        else:
            break
    return line


def _sentence(path: Path, data: CommentedMap, shape: TypeAdapter[Any], problem: Mapping[str, Any]) -> str:
    location = [part for part in problem["loc"] if isinstance(part, str | int)]
    key, kind, message = ".".join(map(str, location)), problem["type"], str(problem["msg"])
    where = f"{path}:{line_of(data, location)}: {key}"
    if kind == "unexpected_keyword_argument":
        return f"{where}: unknown key{nearest(str(location[-1]), sorted(_keys(shape)))}"
    if kind == "missing":
        return f"{where}: this key is required"
    if kind == "literal_error":
        words = re.findall(r"'([^']+)'", message)
        given = str(problem["input"])
        return f"{where}: {given!r} is not one of {', '.join(words)}{nearest(given, words)}"
    return f"{where}: {message.removeprefix('Value error, ')}"


def nearest(word: str, valid: Sequence[str]) -> str:
    """«; did you mean 'x'?», or nothing where no valid word is close."""
    close = difflib.get_close_matches(word, valid, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def _keys(shape: TypeAdapter[Any]) -> set[str]:
    """Every key of the shape and of the dataclasses it is made of."""
    found: set[str] = set()
    for schema in _walk(shape.core_schema):
        kind = schema.get("cls")
        if isinstance(kind, type) and is_dataclass(kind):
            found |= {item.name for item in fields(kind)}
    return found


def _walk(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        return [node, *(inner for value in node.values() for inner in _walk(value))]
    if isinstance(node, list | tuple):
        return [inner for value in node for inner in _walk(value)]
    return []
