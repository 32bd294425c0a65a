"""Quality is a test: every classifier against its pinned floor, and the gate itself against made-up drops."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import typer

from classifiers.gate import Floor, Score, compare, open_floor, own, save_floor, shared
from classifiers.gate.floor import drop_by_chance
from classifiers.gate.score import event_right
from monitor.cli import quality
from monitor.cli.wiring import Options
from monitor.config import load
from monitor.errors import ConfigError, OhliadError
from monitor.model import Event

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
FLOORS = open_floor()


def kept(scores: list[Score]) -> None:
    assert scores
    for result in compare(scores, FLOORS):
        assert not result.refused, f"{result}: repair it, or `ohliad gate --update --allow-regression --reason …`"
        if result.name in {score.name for score in scores}:
            assert result.state != "new", f"{result.name} has no floor: `ohliad gate --update`"


def test_own_data_is_not_below_the_floor() -> None:
    kept(own())


@pytest.mark.quality
@pytest.mark.skipif(not GOLD.is_dir(), reason="no shared labelled sets here")
def test_shared_data_is_not_below_the_floor() -> None:
    offices = {}
    for city, name in (("nizhyn", "sources.yaml"), ("lysychansk", "examples/lysychansk.yaml")):
        config = load(ROOT / name)
        offices[city] = (config.place, config.institution)
    known = {score.data for score in FLOORS.scores.values()}
    # Sets that are not those the floor was pinned on say nothing about a drop.
    kept([score for score in shared(GOLD, offices) if score.data in known])


def score(right: str, name: str = "topic/x", data: str = "d") -> Score:
    return Score(name, data, tuple(mark == "1" for mark in right))


@pytest.mark.parametrize(
    ("before", "now", "state"),
    [
        ("1" * 20, "1" * 20, "kept"),
        ("1" * 20, "1" * 19 + "0", "worse"),  # one item is chance
        ("1" * 20, "1" * 15 + "0" * 5, "refused"),  # five lost, none won: 1 in 32
        ("1" * 16 + "0" * 4, "1" * 12 + "0" * 4 + "1" * 4, "kept"),  # as many won as lost
        ("0" * 20, "1" * 20, "better"),
        ("1" * 20, "1" * 21, "changed"),
    ],
)
def test_drops_are_judged_in_pairs(before: str, now: str, state: str) -> None:
    assert [r.state for r in compare([score(now)], Floor({"topic/x": score(before)}))] == [state]


def test_other_data_is_never_compared() -> None:
    found = compare([score("1111", data="new")], Floor({"topic/x": score("1111", data="old")}))
    assert found[0].state == "changed"
    assert found[0].refused


def test_a_floor_nobody_scored_is_told_not_refused() -> None:
    found = compare([], Floor({"topic/x": score("1")}))
    assert [(r.state, r.refused, r.share) for r in found] == [("absent", False, None)]


@pytest.mark.parametrize(("lost", "won", "chance"), [(0, 0, 1.0), (1, 0, 0.5), (5, 0, 1 / 32), (1, 1, 0.75)])
def test_chance_is_the_exact_binomial(lost: int, won: int, chance: float) -> None:
    assert drop_by_chance(lost, won) == pytest.approx(chance)


def test_floor_survives_the_round_trip(tmp_path: Path) -> None:
    floor = Floor({"topic/x": score("101")}, ("topic/x: because",))
    save_floor(floor, tmp_path / "floor.json")
    assert open_floor(tmp_path / "floor.json") == floor


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 2, "scores": {}, "reasons": []}', '{"format": 1}'])
def test_a_damaged_floor_is_not_an_empty_one(tmp_path: Path, text: str) -> None:
    (tmp_path / "floor.json").write_text(text, encoding="utf-8")
    with pytest.raises(OhliadError):
        open_floor(tmp_path / "floor.json")


EVENT = Event(date=date(2026, 3, 1), until=None, kind="мітинг", place=None, organisers=("ГО «А»",), subject=None)


@pytest.mark.parametrize(
    ("found", "expected", "right"),
    [
        (None, None, True),
        (EVENT, None, False),
        (None, {"date": "2026-03-01"}, False),
        (EVENT, {"date": "2026-03-01"}, True),
        (EVENT, {"date": "2026-03-02"}, False),
        (replace(EVENT, date=None), {"date": None}, True),
    ],
)
def test_an_event_is_right_with_its_day(
    found: Event | None, expected: dict[str, object] | None, *, right: bool
) -> None:
    assert event_right(found, expected) is right


# --- the command --------------------------------------------------------------------------------------------------


def gate(tmp_path: Path, **given: object) -> int:
    context = typer.Context(typer.main.get_command(_app()))
    context.obj = Options(state=tmp_path, json=True)
    settings = {"update": False, "allow_regression": False, "reason": "", "gold": tmp_path / "none"}
    return quality.gate(context, **{**settings, "floor_file": tmp_path / "floor.json", **given})  # type: ignore[arg-type]


def _app() -> typer.Typer:
    app = typer.Typer()
    quality.register(app)
    return app


def test_gate_pins_refuses_and_takes_a_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "floor.json"
    assert gate(tmp_path) == 0, "nothing is pinned yet"
    assert not file.exists(), "only --update writes"
    assert gate(tmp_path, update=True) == 0
    assert gate(tmp_path) == 0
    # A floor that was perfect makes today's real mistakes a drop: enough of them and the gate refuses.
    floor = open_floor(file)
    pinned = floor.scores["topic/held"]
    save_floor(
        replace(floor, scores={**floor.scores, "topic/held": replace(pinned, right=(True,) * len(pinned.right))}), file
    )
    assert gate(tmp_path) == quality.REFUSED
    assert gate(tmp_path, update=True) == quality.REFUSED
    assert open_floor(file).scores["topic/held"].share == 1.0, "refused: the floor stays"
    with pytest.raises(ConfigError, match="--reason"):
        gate(tmp_path, update=True, allow_regression=True, reason=" ")
    assert gate(tmp_path, update=True, allow_regression=True, reason="the texts were relabelled") == 0
    assert open_floor(file).reasons == ("topic/held: the texts were relabelled",)
    assert gate(tmp_path) == 0
    capsys.readouterr()


def test_gate_tells_machines_every_score(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gate(tmp_path)
    told = json.loads(capsys.readouterr().out)
    fields = {row["name"].split("/")[0] for row in told}
    assert fields == {"relevance", "topic", "citation", "tone", "lang", "events"}
