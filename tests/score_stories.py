"""Scores grouping and reuse on labelled sets: python -m tests.score_stories [DIRECTORY of shared material].

Pairs of articles of one story, B-Cubed, releases found; synthetic cascades; pairs of full texts. Prints, decides nothing.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

from digests.stories import Filed, group
from monitor.items import parse
from monitor.model import Outlet
from tests.cascades import cascade, releases

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Truth:
    """What a person says of one item: its story, the release it reuses; our own releases only help to group."""

    story: str
    release: str | None = None
    official: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """Pairs of one story, B-Cubed F1 and reuse; the pairs and items that are wrong."""

    precision: float
    recall: float
    b_cubed: float
    release_precision: float
    release_recall: float
    wrong: tuple[str, ...]
    missed: tuple[str, ...]


Labelled = list[tuple[Filed, Truth]]


def filed(given: dict[str, object]) -> Filed:
    """The item of a JSON line."""
    item = parse(json.dumps(given, ensure_ascii=False), {}, now=datetime.now(UTC))
    return Filed(article=item.article, outlet=item.outlet)


def load(path: Path) -> Labelled:
    """A file of items with `story`."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [
        (filed(line), Truth(line["story"] or line["id"], line.get("reprint_of"), line.get("official", False)))
        for line in lines
    ]


def written(gold: Path, name: str) -> Labelled:
    """A written gold set with its releases, which are filed as the institution's own."""
    made: Labelled = load(gold / f"{name}.items.jsonl")
    council = Outlet(id="rada", name="Міська рада", official=True)
    for line in (gold / f"{name}.releases.jsonl").read_text("utf-8").splitlines():
        given = json.loads(line)
        item = filed(given)
        article = replace(item.article, outlet=council.id)
        made.append((Filed(article=article, outlet=council), Truth(given["id"], official=True)))
    return made


def score(labelled: Labelled) -> Result:
    """How the labelled items are grouped together, releases among them but not counted."""
    stories = group([item for item, _ in labelled])
    home = {member.article: story.id for story in stories for member in story.members}
    found = {member.article: member.release for story in stories for member in story.members}
    counted = [(item.article.id, truth) for item, truth in labelled if not truth.official]
    together = {(one, two) for (one, _), (two, _) in combinations(counted, 2) if home[one] == home[two]}
    true = {(one, two) for (one, a), (two, b) in combinations(counted, 2) if a.story == b.story}
    said = {(name, release) for name, _ in counted if (release := found[name]) is not None}
    reused = {(name, truth.release) for name, truth in counted if truth.release is not None}
    return Result(
        precision=_ratio(len(together & true), len(together)),
        recall=_ratio(len(together & true), len(true)),
        b_cubed=_b_cubed(counted, home),
        release_precision=_ratio(len(said & reused), len(said)),
        release_recall=_ratio(len(said & reused), len(reused)),
        wrong=tuple(sorted(f"{one}+{two}" for one, two in together - true)),
        missed=tuple(sorted(f"{one}+{two}" for one, two in true - together)),
    )


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _b_cubed(counted: Sequence[tuple[str, Truth]], home: dict[str, str]) -> float:
    precision = recall = 0.0
    for name, truth in counted:
        made = {other for other, _ in counted if home[other] == home[name]}
        real = {other for other, its in counted if its.story == truth.story}
        precision += len(made & real) / len(made)
        recall += len(made & real) / len(real)
    precision, recall = precision / len(counted), recall / len(counted)
    return 2 * precision * recall / (precision + recall)


def cascades(seeds: Iterable[int]) -> tuple[int, int, int, list[float]]:
    """(reuses found, wrongly found, missed, errors of the shares) over synthetic cascades."""
    right = wrong = missed = 0
    errors: list[float] = []
    for seed in seeds:
        variants = list(cascade(seed))
        stories = group([*releases(), *(variant.item for variant in variants)])
        members = {member.article: member for story in stories for member in story.members}
        for variant in variants:
            member = members[variant.item.article.id]
            if variant.reuses and member.release == variant.release:
                right += 1
                errors.append(abs(member.release_share - variant.taken))
            else:
                missed += variant.reuses
                wrong += member.release is not None
    return right, wrong, missed, errors


def pairs(folder: Path, name: str = "ru") -> float:
    """F1 over pairs of full texts, each pair a window of its own."""
    right = said = true = 0
    for path in sorted(folder.glob(f"{name}_*.tsv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream, delimiter="\t"):
                texts = [
                    {
                        "id": side,
                        "outlet": side,
                        "title": row[f"INPUT:{side}_title"],
                        "text": row[f"INPUT:{side}_text"],
                    }
                    for side in ("first", "second")
                ]
                same, truth = len(group([filed(text) for text in texts])) == 1, row["GOLDEN:quality"] == "OK"
                right, said, true = right + (same and truth), said + same, true + truth
    return 2 * right / (said + true)


def main(shared: Path) -> None:
    sets = {"invented": load(DATA / "stories.jsonl"), "bulletins": load(DATA / "likenesses.jsonl")}
    sets |= {name: load(DATA / f"{name}.jsonl") for name in ("templates_1", "templates_2", "story_pairs")}
    if (shared / "gold").is_dir():
        sets |= {name: written(shared / "gold", name) for name in ("written_1", "written_2")}
    for name, labelled in sets.items():
        print(name, score(labelled))
    start = time.process_time()
    right, wrong, missed, errors = cascades(range(10))
    seconds = time.process_time() - start
    print(f"cascades: {right} found, {wrong} wrong, {missed} missed, share error {max(errors):.3f}, {seconds:.1f} s")
    if (shared / "data" / "same_story_pairs").is_dir():
        print(f"pairs: F1 {pairs(shared / 'data' / 'same_story_pairs'):.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[1].parent / "shared")
