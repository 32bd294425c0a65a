"""Labelled texts the topic model is trained on: JSON lines in `texts/`, one file per writer and part; and the lexicon.

Reads and checks; refuses a label the codebook does not have.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from monitor.errors import OhliadError
from monitor.model import TOPICS

TEXTS = Path(__file__).parent / "texts"
LEXICON_FILE = Path(__file__).parent / "lexicon.tsv"
# Phrases of the lexicon are read three at a time as one short text: by cross-validation over writers three gave
# 86.8 % where two gave 86.3 % and five 86.6 %, and texts alone 83.7 %.
PHRASES_TOGETHER = 3
LEXICON = "lexicon"
HELD_OUT_OF = 30


@dataclass(frozen=True, slots=True)
class Sample:
    """One text with the topic a person gave it. `writer` is who wrote it: a test never trusts its own writer."""

    id: str
    writer: str
    language: str
    title: str
    text: str
    topic: str
    secondary: tuple[str, ...] = ()


# Who wrote in the manner of a town's own lively news (channels, reportage, notices, irony), and who in that of papers,
# agencies and portals: the model learns to tell the two, and judges each its own way.
CITY = frozenset(
    {
        *(f"w{number}" for number in range(3, 11)),
        *(f"d{number}" for number in range(1, 5)),
        *(f"y{number}" for number in range(1, 6)),
        *("z1", "z2", "z3", "z5", "z6", "z8"),
    }
)
PRESS = frozenset({*(f"v{number}" for number in range(1, 14)), "z4", "z7"})


def read(files: Iterable[Path]) -> list[Sample]:
    """The samples of some JSON-lines files; a file's name up to «-» is its writer. Raises OhliadError."""
    found: list[Sample] = []
    for file in files:
        try:
            lines = file.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise OhliadError(f"{file} cannot be read: {error}") from error
        found.extend(_sample(line, file, number) for number, line in enumerate(lines, start=1) if line.strip())
    return found


def _sample(line: str, file: Path, number: int) -> Sample:
    try:
        row = json.loads(line)
        topic = row["topic"]
        if topic not in TOPICS:
            raise OhliadError(f"{file}, line {number}: {topic!r} is no topic of the codebook")
        return Sample(
            id=str(row.get("id", f"{file.stem}-{number}")),
            writer=file.name.split("-")[0],
            language=str(row.get("lang") or ""),
            title=str(row.get("title") or ""),
            text=str(row.get("text") or ""),
            topic=topic,
            secondary=tuple(code for code in row.get("secondary") or () if code in TOPICS),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise OhliadError(f"{file}, line {number}: not a labelled item ({error})") from error


def packaged() -> list[Sample]:
    """The project's own training texts. Raises OhliadError where they are absent (an installed wheel has none)."""
    found = [sample for sample in read(sorted(TEXTS.glob("*.jsonl"))) if not is_held(sample)]
    if not found:
        raise OhliadError("the training texts are not here: train from a checkout of the project")
    return found


def held() -> list[Sample]:
    """The texts that only judge: never trained on, though their writers' others are. Empty in an installed wheel."""
    return [sample for sample in read(sorted(TEXTS.glob("*.jsonl"))) if is_held(sample)]


def is_held(sample: Sample) -> bool:
    """One text in HELD_OUT_OF, by its own words: adding or moving texts changes nothing for the others."""
    digest = blake2b(f"{sample.title}\n{sample.text}".encode(), digest_size=4).digest()
    return int.from_bytes(digest) % HELD_OUT_OF == 0


def lexicon(file: Path = LEXICON_FILE) -> list[Sample]:
    """The lexicon's phrases as short texts, always the same ones. Raises OhliadError."""
    phrases: dict[str, list[str]] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        topic, tab, rest = line.partition("\t")
        if not tab or topic not in TOPICS:
            raise OhliadError(f"{file}, line {number}: expected a topic of the codebook, a tab and phrases")
        phrases.setdefault(topic, []).extend(phrase.strip() for phrase in rest.split(";") if phrase.strip())
    found: list[Sample] = []
    for topic in sorted(phrases):
        # Mixed, so that one short text holds notions of several lines, as a real one does.
        mixed = random.Random(topic).sample(phrases[topic], len(phrases[topic]))  # noqa: S311
        for start in range(0, len(mixed), PHRASES_TOGETHER):
            text = ". ".join(mixed[start : start + PHRASES_TOGETHER])
            found.append(Sample(f"{LEXICON}-{topic}-{start}", LEXICON, "", "", text, topic))
    return found


def same_text(sample: Sample) -> str:
    """What two samples have in common whose words are the same, however they are spaced or cased."""
    return " ".join(f"{sample.title} {sample.text}".lower().split())


def fingerprint(samples: Iterable[Sample]) -> str:
    """12 hex digits that name this set of texts and labels, whatever their order."""
    lines = sorted(
        f"{s.topic}\t{' '.join(s.secondary)}\t{s.writer in CITY:d}{s.writer in PRESS:d}\t{s.title}\t{s.text}"
        for s in samples
    )
    return blake2b("\x00".join(lines).encode(), digest_size=6).hexdigest()
