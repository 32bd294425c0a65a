"""The trained topic model as plain arrays: kept in a .npz file beside a card that names and seals it.

Decides nothing and needs numpy alone. A model that is missing, altered or of another make is refused, never guessed.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from monitor.errors import OhliadError
from monitor.model import TOPICS

Array = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int32]

CARD = "topic.json"
FORMAT = 3
LABELS = tuple(TOPICS)


class Weighing(NamedTuple):
    """What a model says of one text's features."""

    weights: Array  # one row per feature, one column per topic
    bias: Array
    present: Array  # how plainly each topic is among the item's topics, primary or not: margins, from 0 on rather yes


@dataclass(frozen=True)
class Model:
    """One row of `weights` per feature, one column per topic; a score is a logit, made calibrated by `scale`.

    A mixture of two linear experts (Jacobs et al. 1991): papers and agencies are judged by `weights`; so far as `gate`
    finds the manner of a town's own lively news, `city` is added to them.
    """

    name: str  # hash of the labels it was trained on
    features: tuple[str, ...]
    idf: Array
    table: Array  # `weights`, `city` and `second` side by side (`beside`): a text's rows lie in one piece of memory
    bias: Array
    scale: float
    city_bias: Array
    gate: Array  # one weight per feature: how much a text is in that manner
    gate_bias: float
    second_bias: Array

    @property
    def weights(self) -> Array:
        return self.table[:, : len(LABELS)]

    @property
    def city(self) -> Array:
        """What is added to the weights for news in a town's own manner."""
        return self.table[:, len(LABELS) : 2 * len(LABELS)]

    @property
    def second(self) -> Array:
        """The weights of «is this among the item's topics at all»."""
        return self.table[:, 2 * len(LABELS) :]

    @cached_property
    def rows(self) -> dict[str, int]:
        return {feature: row for row, feature in enumerate(self.features)}

    def manner(self, rows: Rows, values: Array) -> float:
        """How much a text is in the manner of a town's own news, 0..1."""
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, float(values @ self.gate[rows]) + self.gate_bias))))

    def weighing(self, rows: Rows, values: Array) -> Weighing:
        """The weights of a text's features, as its manner mixes the experts, gathered once: 2 % of all time."""
        share = np.float32(self.manner(rows, values))
        found, topics = self.table[rows], len(LABELS)
        weights, city, second = found[:, :topics], found[:, topics : 2 * topics], found[:, 2 * topics :]
        return Weighing(
            weights=weights + share * city,
            bias=self.bias + share * self.city_bias,
            present=values @ np.ascontiguousarray(second) + self.second_bias,
        )


def beside(weights: Array, city: Array, second: Array) -> Array:
    """The three tables of weights as the one a model keeps."""
    found: Array = np.concatenate((weights, city, second), axis=1, dtype=np.float32)
    return found


def save(model: Model, folder: Path, card: dict[str, object]) -> Path:
    """Write arrays, then the card that names them, then remove older arrays: a crash leaves a whole model."""
    folder.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        features=np.frombuffer("\n".join(model.features).encode(), dtype=np.uint8),
        idf=model.idf.astype(np.float16),
        weights=model.weights.astype(np.float16),
        bias=model.bias.astype(np.float32),
        city=model.city.astype(np.float16),
        city_bias=model.city_bias.astype(np.float32),
        gate=model.gate.astype(np.float32),
        gate_bias=np.array([model.gate_bias], dtype=np.float32),
        second=model.second.astype(np.float16),
        second_bias=model.second_bias.astype(np.float32),
    )
    content = buffer.getvalue()
    file = folder / f"topic-{model.name}.npz"
    file.write_bytes(content)
    sealed = {
        "format": FORMAT,
        "file": file.name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "name": model.name,
        "labels": list(LABELS),
        "scale": model.scale,
        **card,
    }
    _put_card(sealed, file, folder)
    return file


def adopt(candidate: Path, folder: Path, notes: dict[str, object]) -> None:
    """Put a saved model in the place of `folder`'s, with notes on its card; arrays first, as `save` does."""
    card = json.loads((candidate / CARD).read_text(encoding="utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / str(card["file"])
    file.write_bytes((candidate / file.name).read_bytes())
    _put_card({**card, **notes}, file, folder)


def _put_card(card: dict[str, object], file: Path, folder: Path) -> None:
    fresh = folder / f"{CARD}.new"
    fresh.write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    fresh.replace(folder / CARD)
    for old in folder.glob("topic-*.npz"):
        if old != file:
            old.unlink()


def open_model(folder: Path) -> Model:
    """The model a folder's card names.

    Raises OhliadError where card or arrays are missing, damaged, altered or of another format.
    """
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        content = (folder / card["file"]).read_bytes()
        if card["format"] != FORMAT or tuple(card["labels"]) != LABELS:
            raise OhliadError(f"{folder / CARD}: made by another version; run `ohliad train`")
        if hashlib.sha256(content).hexdigest() != card["sha256"]:
            raise OhliadError(f"{folder / card['file']}: damaged or altered (its SHA-256 is not the card's)")
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            return Model(
                name=str(card["name"]),
                features=tuple(arrays["features"].tobytes().decode().split("\n")),
                idf=arrays["idf"].astype(np.float32),
                table=beside(arrays["weights"], arrays["city"], arrays["second"]),
                bias=arrays["bias"].astype(np.float32),
                scale=float(card["scale"]),
                city_bias=arrays["city_bias"].astype(np.float32),
                gate=arrays["gate"].astype(np.float32),
                gate_bias=float(arrays["gate_bias"][0]),
                second_bias=arrays["second_bias"].astype(np.float32),
            )
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise OhliadError(f"{folder}: the topic model cannot be read ({error}); run `ohliad train`") from error
