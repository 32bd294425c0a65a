"""An owner's YAML: bytes become a mapping that knows its lines. Every refusal names file, line and, where it can, key.

Knows no schema and opens no file. What aliases would blow up is refused, for all who read it unfold them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.constructor import ConstructorError, DuplicateKeyError, RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, StringMark, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode
from ruamel.yaml.reader import ReaderError

from monitor.errors import ConfigError

MOST_UNFOLDED = 100_000  # values that aliases may stand for: a recipe shared by 500 outlets makes 5,000
_MARK = b"\xef\xbb\xbf"
_OF_YAML = "tag:yaml.org,2002:"
_PLAIN = _OF_YAML + "str"
_TAG = re.compile(re.escape(_OF_YAML) + "[a-z]+")  # !!int, !!timestamp …; no !secret, no !!python/object
# What the reader's own constructors raise at a value they cannot make: 2026-02-30, !!int abc, !!timestamp x.
_UNMADE = (ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, TypeError, ValueError)


class _Constructor(RoundTripConstructor):
    """The reader's own, but an error keeps the place of the value at which it was met, and no tag passes unread."""

    def construct_non_recursive_object(self, node: Any, tag: str | None = None) -> Any:
        if not _TAG.fullmatch(str(node.tag or _PLAIN)):
            raise ConstructorError(
                None, None, f"the tag {str(node.tag).replace(_OF_YAML, '!!')} means nothing here", node.start_mark
            )
        try:
            return super().construct_non_recursive_object(node, tag)
        except _UNMADE as error:
            given = f"{node.value[:40]!r}" if isinstance(node.value, str) else "what stands here"
            raise ConstructorError(None, None, f"{given} cannot be read: {error}", node.start_mark) from error


def load(content: bytes, name: object, *, example: str) -> CommentedMap:
    """The top-level mapping of a file called `name`; `example`: keys it should have. Raises ConfigError."""
    text = _text(content.removeprefix(_MARK), name)
    try:
        data = _reader().load(text)
    except DuplicateKeyError as error:
        key = str(error.problem or "").split('"')[1:2] or ["?"]
        raise ConfigError(f"{name}:{_line(error)}: the key {key[0]!r} stands twice") from error
    except ConstructorError as error:
        key = _key_at(text, error.problem_mark)
        where = f"{name}:{_line(error)}: " + (f"{'.'.join(key)}: " if key else "not valid YAML: ")
        raise ConfigError(f"{where}{error.problem}") from error
    except MarkedYAMLError as error:
        raise ConfigError(f"{name}:{_line(error)}: not valid YAML: {error.problem}") from error
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise ConfigError(f"{name}:{line}: not valid YAML: {error.reason}") from error
    except (YAMLError, RecursionError, *_UNMADE) as error:  # brackets without end
        raise ConfigError(f"{name}: not valid YAML: {str(error)[:200]}") from error
    if not isinstance(data, CommentedMap):
        raise ConfigError(f"{name}:1: expected keys such as {example} at the top level")
    _refuse_blown_up(data, name, most=MOST_UNFOLDED + len(text))  # without aliases a value takes a character at least
    return data


def _reader() -> YAML:
    reader = YAML(typ="rt", pure=True)
    reader.Constructor = _Constructor
    return reader


def _text(content: bytes, name: object) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{name}:{line}: cannot be read as UTF-8 text; save the file as UTF-8") from error


def _line(error: MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark else 1


# --- where a value stands ---------------------------------------------------------------------------------------------


def _key_at(text: str, mark: StringMark | None) -> list[str]:
    """The keys that lead to the value at a mark; empty where none does."""
    if mark is None:
        return []
    for path, node in _nodes(_reader().compose(text)):
        if node.start_mark.index == mark.index and path:
            return path
    return []


def _nodes(root: Node) -> Iterator[tuple[list[str], Node]]:
    """Each value once, with the keys that lead to it."""
    waiting: list[tuple[list[str], Node]] = [([], root)]
    met: set[int] = set()
    while waiting:
        path, node = waiting.pop()
        if id(node) in met:
            continue
        met.add(id(node))
        yield path, node
        if isinstance(node, MappingNode):
            waiting += [([*path, str(key.value)], value) for key, value in node.value]
        elif isinstance(node, SequenceNode):
            waiting += [([*path, str(number)], value) for number, value in enumerate(node.value)]


# --- aliases ----------------------------------------------------------------------------------------------------------


def _refuse_blown_up(data: CommentedMap, name: object, most: int) -> None:
    """Raises ConfigError where the file unfolds to far more than was written; names the key where that begins."""
    sizes: dict[int, int] = {}
    total = 0
    for key, value in data.items():
        where = f"{name}:{data.lc.key(key)[0] + 1 if key in data.lc.data else 1}: {key}"
        try:
            total += _unfolded(value, sizes)
        except RecursionError as error:
            raise ConfigError(f"{where}: too many levels, one within the other") from error
        if total > most:
            raise ConfigError(f"{where}: the aliases (*) unfold to more than {MOST_UNFOLDED:,} values")


def _unfolded(node: Any, sizes: dict[int, int]) -> int:
    """How many values a part has once every alias is written out; each part is counted once. `data` keeps it alive."""
    if not isinstance(node, dict | list):
        return 1
    if id(node) not in sizes:
        values = node.values() if isinstance(node, dict) else node
        sizes[id(node)] = 1 + sum(_unfolded(value, sizes) for value in values)
    return sizes[id(node)]
