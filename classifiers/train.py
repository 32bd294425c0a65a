"""Builds the topic model from the project's texts, the lexicon and the labels people gave. Decides nothing itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from classifiers.topic import PACKAGED, learn, samples
from classifiers.topic.model import save
from classifiers.topic.samples import Sample, same_text
from monitor.model import TOPICS, Article, Label

# Human labels are the office's own stream: all of them count as one writer, never judged by itself.
PEOPLE = "people"
# Every writer in turn would take minutes; those whose file begins with v wrote widest, nearest to the real press.
WIDEST, JUDGES_AT_MOST = "v", 4


# The outlets of a real stream are stranger than any writer of training texts. So much less claimed, the model says 81 %
# on press whose errors were read and 82 % is right, 77 % on items of two further writers and 78 % is right.
STRANGER = 0.88


@dataclass(frozen=True, slots=True)
class Trained:
    """What a training run made: the file, how many samples of which kind, and accuracy on writers not read."""

    file: Path
    name: str
    samples: int
    people: int
    accuracy: float
    scale: float


def train(folder: Path = PACKAGED, people: Sequence[Sample] = ()) -> Trained:
    """Train on the packaged texts, the lexicon and `people`; write the model to `folder`.

    Where people labelled a text of the project, their label is the one that is learnt.
    Raises OhliadError where the texts are absent or a label is not the codebook's.
    """
    told = {same_text(sample) for sample in people}
    texts = [sample for sample in samples.packaged() if same_text(sample) not in told]
    taught = [*texts, *people, *samples.lexicon()]
    writers = learn.writers_of(texts)
    judges = [w for w in writers if w.startswith(WIDEST)][:JUDGES_AT_MOST] or writers[:JUDGES_AT_MOST]
    held = learn.held_out(taught, judges)
    scale = round(STRANGER * learn.calibrated(held), 3)
    model = learn.train(taught, scale)
    accuracy = float(held.right.mean())
    card: dict[str, object] = {
        "what": "one of 17 topics for a Ukrainian or Russian press item",
        "how": "two linear machines mixed by manner, over lemmas, word beginnings, letter runs, word pairs and signs",
        "texts": len(texts),
        "phrases_read_as_texts": len(taught) - len(texts) - len(people),
        "people": len(people),
        "topics": dict(sorted(Counter(sample.topic for sample in [*texts, *people]).items())),
        "languages": dict(sorted(Counter(sample.language for sample in texts).items())),
        "accuracy_on_writers_not_read": round(accuracy, 4),
        "judged_by_writers": judges,
        "limits": "trained on texts written for it; real press is wider, see docs/quality.md",
        "licence": "MIT, with the project",
    }
    file = save(model, folder, card)
    return Trained(file, model.name, len(texts), len(people), accuracy, scale)


def from_labels(rows: Sequence[tuple[Article, Label]]) -> list[Sample]:
    """Human topic labels with their articles as samples; the last label of an item wins, other fields do not count."""
    found: dict[str, Sample] = {}
    for article, label in sorted(rows, key=lambda row: row[1].at):
        if label.field == "topic" and label.value in TOPICS:
            found[article.id] = Sample(
                id=article.id,
                writer=PEOPLE,
                language=article.language or "",
                title=article.title,
                text=article.text,
                topic=label.value,
            )
    return list(found.values())


def from_file(file: Path) -> list[Sample]:
    """Labelled items of a JSON-lines file (`title`, `text`, `topic`). Raises OhliadError naming the line."""
    return [Sample(s.id, PEOPLE, s.language, s.title, s.text, s.topic, s.secondary) for s in samples.read([file])]
