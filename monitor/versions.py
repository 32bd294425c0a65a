"""What changed between two versions of an article. Says nothing about which one is right."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from monitor.model import Article
from monitor.text import words

_COUNTER = re.compile(
    r"(?:перегляд\w*|просмотр\w*|прочитан\w*|коментар\w*|комментар\w*|views?|вподоба\w*|лайк\w*|поширен\w*)\W{0,4}\d[\d\s.,]{0,12}"
    r"|\d[\d\s.,]{0,12}(?:перегляд\w*|просмотр\w*|коментар\w*|комментар\w*|views?|вподоба\w*|лайк\w*)",
    re.IGNORECASE,
)
# Above this the exact comparison of paragraphs would cost seconds; such texts are compared as sets.
MOST_PARAGRAPHS = 2_000


def difference(old: Article, new: Article) -> tuple[str, ...]:
    """Changed lines in reading order, «- » gone and «+ » new; the headline counts as the first line.

    White space, punctuation marks, letter case and view counters are no change; an empty result means "the same".
    """
    before, after = _lines(old), _lines(new)
    keys_before, keys_after = [_key(line) for line in before], [_key(line) for line in after]
    if max(len(before), len(after)) > MOST_PARAGRAPHS:
        gone, come = set(keys_before), set(keys_after)
        return (
            *(f"- {line}" for line, key in zip(before, keys_before, strict=True) if key and key not in come),
            *(f"+ {line}" for line, key in zip(after, keys_after, strict=True) if key and key not in gone),
        )
    changes: list[str] = []
    for kind, first, last, start, stop in SequenceMatcher(None, keys_before, keys_after, autojunk=False).get_opcodes():
        if kind != "equal":
            changes += [f"- {before[i]}" for i in range(first, last) if keys_before[i]]
            changes += [f"+ {after[i]}" for i in range(start, stop) if keys_after[i]]
    return tuple(changes)


def is_changed(old: Article, new: Article) -> bool:
    """Whether a reader would see another headline or text, counters and white space aside."""
    return _whole(old) != _whole(new)


def _lines(article: Article) -> list[str]:
    return [article.title, *article.paragraphs]


def _key(line: str) -> str:
    return " ".join(words(_COUNTER.sub(" ", line)))


def _whole(article: Article) -> str:
    return " ".join(key for line in _lines(article) if (key := _key(line)))
