"""YAML with line numbers: reads a file and tells on which line each key stands. Knows no schema."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from monitor import yamltext
from monitor.errors import ConfigError


def read(path: Path) -> CommentedMap:
    """The file's top-level mapping. Raises ConfigError as monitor.yamltext does."""
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: no such file; `ohliad init` writes one to start from") from error
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error
    return yamltext.load(content, path, example="`place:` and `institution:`")


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
