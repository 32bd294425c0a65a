"""Commands about quality: `train` teaches the topic model, `gate` compares every classifier with its pinned floor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from monitor.cli import show
from monitor.cli.wiring import Options
from monitor.errors import ConfigError

if TYPE_CHECKING:
    from classifiers.gate import Result
    from classifiers.gate.score import Office
    from classifiers.topic.samples import Sample
    from classifiers.train import Trained

REFUSED = 1
# The written test items are about these two offices; their configurations ship with the project.
_OFFICES = {"nizhyn": "sources.yaml", "lysychansk": "examples/lysychansk.yaml"}


def register(app: typer.Typer) -> None:
    app.command()(train)
    app.command()(gate)


def train(
    context: typer.Context,
    labels: Annotated[
        Path | None, typer.Option("--labels", help="Items with a `topic` people gave: JSON lines; added to ours.")
    ] = None,
    into: Annotated[Path | None, typer.Option("--into", help="Folder of the model; default: var/models.")] = None,
    packaged: Annotated[
        bool, typer.Option("--packaged", help="Build the project's own model, from its texts alone.")
    ] = False,
    allow_regression: Annotated[
        bool, typer.Option("--allow-regression", help="Take the model although it is worse; needs --reason.")
    ] = False,
    reason: Annotated[str, typer.Option("--reason", help="Why it may be worse; the model's card keeps it.")] = "",
) -> int:
    """Teach the topic model what people decided here; without any decision, build the project's own."""
    from monitor.pipeline import learning

    options: Options = context.obj
    if allow_regression and not reason.strip():
        raise ConfigError("--allow-regression needs --reason: a worse model keeps its reason")
    people = [] if packaged else _people(options, labels)
    if not people:
        return _build_packaged(options, into)
    learnt = learning.learn(people, into or options.state / "models", allow=allow_regression, reason=reason)
    made = learnt.made
    if options.json:
        results = [_result(result) for result in learnt.results]
        show.emit({**_trained(made), "accepted": learnt.accepted, "gate": results})
        return 0 if learnt.accepted else REFUSED
    show.console().print(_sentence(made))
    _print(options, list(learnt.results))
    if not learnt.accepted:
        show.console().print("the model was not taken: it is significantly worse; the one in use stays")
    return 0 if learnt.accepted else REFUSED


def _people(options: Options, labels: Path | None) -> list[Sample]:
    """The decisions in the store, and those of a file; the store's stand where both have an item."""
    from classifiers.train import from_file
    from monitor.cli.wiring import database, store
    from monitor.pipeline.learning import labelled

    found = {sample.id: sample for sample in from_file(labels)} if labels else {}
    if labels and not found:
        raise ConfigError(f"{labels}: no item in it has a `topic`; nothing was learnt")
    if "://" in str(database(options)) or Path(database(options)).exists():
        with store(options, options.config) as opened:
            found |= {sample.id: sample for sample in labelled(opened)}
    return list(found.values())


def _build_packaged(options: Options, into: Path | None) -> int:
    from classifiers import train as learning
    from classifiers.topic import PACKAGED

    made = learning.train(into or PACKAGED)
    if options.json:
        show.emit(_trained(made))
    else:
        show.console().print(_sentence(made))
    return 0


def _trained(made: Trained) -> dict[str, object]:
    return {"file": made.file.name, "samples": made.samples, "people": made.people, "accuracy": made.accuracy}


def _sentence(made: Trained) -> str:
    return (
        f"{made.file.name}: {made.samples} texts, {made.people} labels of people; "
        f"{made.accuracy:.1%} right on writers it had not read"
    )


def gate(
    context: typer.Context,
    update: Annotated[bool, typer.Option("--update", help="Pin today's scores as the new floor.")] = False,
    allow_regression: Annotated[
        bool, typer.Option("--allow-regression", help="Pin them although they dropped; needs --reason.")
    ] = False,
    reason: Annotated[str, typer.Option("--reason", help="Why the floor may sink; it is kept.")] = "",
    gold: Annotated[Path, typer.Option("--gold", help="Folder of further labelled sets.")] = Path("../shared/gold"),
    floor_file: Annotated[Path | None, typer.Option("--floor", help="The floor's file.")] = None,
) -> int:
    """Score every classifier on pinned data and compare with the pinned floor; a significant drop is refused."""
    from classifiers.gate import FLOOR, Floor, compare, open_floor, own, save_floor, shared

    options: Options = context.obj
    if allow_regression and not reason.strip():
        raise ConfigError("--allow-regression needs --reason: a lowered floor keeps its reason")
    file = floor_file or FLOOR
    floor = open_floor(file)
    scores = own()
    if gold.is_dir() and (offices := _offices()):
        scores += shared(gold, offices)
    results = compare(scores, floor)
    refused = [result for result in results if result.refused]
    _print(options, results)
    if not update:
        return REFUSED if refused else 0
    if refused and not allow_regression:
        show.console().print("the floor was not moved: give --allow-regression and --reason, or repair the drop")
        return REFUSED
    reasons = (*floor.reasons, f"{', '.join(r.name for r in refused)}: {reason.strip()}") if refused else floor.reasons
    save_floor(Floor({**floor.scores, **{score.name: score for score in scores}}, reasons), file)
    return 0


def _offices() -> dict[str, Office]:
    """The offices whose configuration is here: of a checkout, not of an installed wheel."""
    from monitor.config import load

    here = Path(__file__).parents[2]
    found: dict[str, Office] = {}
    for city, name in _OFFICES.items():
        if (here / name).is_file():
            config = load(here / name)
            found[city] = (config.place, config.institution)
    return found if len(found) == len(_OFFICES) else {}


def _print(options: Options, results: list[Result]) -> None:
    if options.json:
        show.emit([_result(r) for r in results])
        return
    table = Table("score", "state", "now", "floor", "lost", "won", "by chance", box=None, pad_edge=False)
    for r in sorted(results, key=lambda result: result.name):
        floor = "" if r.floor is None else f"{r.floor:.3f}"
        now = "" if r.share is None else f"{r.share:.3f}"
        table.add_row(r.name, r.state, now, floor, str(r.lost), str(r.won), f"{r.chance:.3f}")
    show.console().print(table)


def _result(r: Result) -> dict[str, object]:
    return {
        "name": r.name,
        "state": r.state,
        "share": None if r.share is None else round(r.share, 4),
        "floor": None if r.floor is None else round(r.floor, 4),
        "lost": r.lost,
        "won": r.won,
        "chance": round(r.chance, 4),
    }
