"""Labelled texts the topic model is trained on: JSON lines in `texts/`, one file per writer and part.

Reads and checks; refuses a label the codebook does not have.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from monitor.errors import OhliadError
from monitor.model import TOPICS

TEXTS = Path(__file__).parent / "texts"


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


def read(files: Iterable[Path]) -> list[Sample]:
    """The samples of some JSON-lines files; a file's name up to «-» is its writer. Raises OhliadError."""
    found: list[Sample] = []
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip():
                found.append(_sample(line, file, number))
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
            language=str(row.get("lang", "")),
            title=str(row.get("title") or ""),
            text=str(row.get("text") or ""),
            topic=topic,
            secondary=tuple(code for code in row.get("secondary") or () if code in TOPICS),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise OhliadError(f"{file}, line {number}: not a labelled item ({error})") from error


def packaged() -> list[Sample]:
    """The project's own training texts. Raises OhliadError where they are absent (an installed wheel has none)."""
    files = sorted(TEXTS.glob("*.jsonl"))
    if not files:
        raise OhliadError("the training texts are not here: train from a checkout of the project")
    return read(files)


def fingerprint(samples: Iterable[Sample]) -> str:
    """12 hex digits that name this set of texts and labels, whatever their order."""
    lines = sorted(f"{s.topic}\t{' '.join(s.secondary)}\t{s.title}\t{s.text}" for s in samples)
    return blake2b("\x00".join(lines).encode(), digest_size=6).hexdigest()
