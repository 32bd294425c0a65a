"""Makes `data/background.tsv` from labelled news: python -m digests.stories.build_background TRAIN.jsonl.

Two passes: first every reading of a word counts in equal parts, which says which reading is the usual one; then each
text counts once for every key it holds. A tool for the maintainer, not part of any run.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from digests.stories import background, meanings, reading, skeleton
from digests.stories.filed import Filed
from monitor.language import lemmas
from monitor.language.words import normal, scan
from monitor.model import Article, Outlet

FEWEST = 2  # texts a key must stand in to be kept
HEADWORD = 100.0  # a form that may be a word of our tables is taken for it
OUTLET = Outlet(id="background", name="")


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        yield item["title"], item["text"]


def _readings(path: Path) -> dict[str, float]:
    """Tokens of each key, a word of many readings shared among them; words of our tables count from the start."""
    found: dict[str, float] = defaultdict(float)
    for name in ("pairs.tsv", "concepts.tsv"):
        for left, right in meanings.lines(name):
            for word in (*left.split(), *right.split()):
                found[skeleton.of_lemma(normal(word))] += HEADWORD
    for title, text in _texts(path):
        for token in scan(f"{title}\n{text}"):
            keys = {skeleton.of_lemma(lemma) for lemma in lemmas(token.word)}
            for key in keys:
                found[key] += 1 / len(keys)
    return found


def _write(articles: int, texts: Mapping[str, int], readings: Mapping[str, float]) -> None:
    rows = [
        f"{key}\t{texts.get(key, 0)}\t{readings.get(key, 0):.3g}"
        for key in sorted(texts.keys() | readings.keys())
        if key and (texts.get(key, 0) >= FEWEST or readings.get(key, 0) >= FEWEST)
    ]
    background.TABLE.write_text("\n".join((f"# texts\t{articles}\t", *rows)) + "\n", "utf-8")
    background.background.cache_clear()
    skeleton.skeleton.cache_clear()


def main(path: Path) -> None:
    readings = _readings(path)
    _write(1, {}, readings)
    texts: Counter[str] = Counter()
    articles = 0
    for title, text in _texts(path):
        article = Article(
            id="", outlet="background", url="", kind="site", title=title, paragraphs=tuple(text.split("\n"))
        )
        texts.update(reading.read(Filed(article=article, outlet=OUTLET)).terms)
        articles += 1
    _write(articles, texts, readings)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
