"""YAML with line numbers: reads a file and tells on which line each key stands. Knows no schema."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from monitor.errors import ConfigError


def read(path: Path) -> CommentedMap:
    """The file's top-level mapping. Raises ConfigError with file and line for unreadable or duplicate-key YAML."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: no such file; `ohliad init` writes one to start from") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    try:
        data = YAML(typ="rt", pure=True).load(text)
    except DuplicateKeyError as error:
        key = str(error.problem or "").split('"')[1:2] or ["?"]
        raise ConfigError(f"{path}:{_line(error)}: the key {key[0]!r} stands twice") from error
    except MarkedYAMLError as error:
        raise ConfigError(f"{path}:{_line(error)}: not valid YAML: {error.problem}") from error
    except (YAMLError, ValueError, RecursionError) as error:  # a date like 2026-13-01, brackets without end
        raise ConfigError(f"{path}: not valid YAML: {str(error)[:200]}") from error
    if not isinstance(data, CommentedMap):
        raise ConfigError(f"{path}:1: expected keys such as `place:` and `institution:` at the top level")
    return data


def _line(error: MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark else 1


def line_of(data: CommentedMap, location: Sequence[str | int]) -> int:
    """The 1-based line of the deepest part of `location` that exists in the file."""
    node: Any = data
    line = 1
    for part in location:
        if isinstance(node, CommentedMap) and part in node:
            line = node.lc.key(part)[0] + 1
        elif isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node):
            line = node.lc.item(part)[0] + 1
        else:
            break
        node = node[part]
    return line


def plain(node: Any) -> Any:
    """The same data without the reader's own types."""
    if isinstance(node, dict):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(value) for value in node]
    return node
