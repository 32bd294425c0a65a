"""Documentation that runs: every command is described, every YAML example is read, every key of the schema is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer
from pydantic import BaseModel

from monitor.cli.application import app
from monitor.config import load
from monitor.config.schema import FileShape

ROOT = Path(__file__).resolve().parents[1]
PAPERS = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md", ROOT / "CHANGELOG.md"]
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_documented(command: str) -> None:
    assert re.search(rf"^\| .*`{command}[ `\[]", text("docs/commands.md"), re.MULTILINE)
    assert COMMANDS[command].help


def test_no_documented_command_is_missing() -> None:
    rows = re.findall(r"^\| (`.*?) \|", text("docs/commands.md"), re.MULTILINE)
    named = {match for row in rows for match in re.findall(r"`([a-z-]+)", row)}
    assert named - {"ohliad"} <= set(COMMANDS)


def yaml_blocks() -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", text("docs/sources.md"), re.DOTALL)


@pytest.mark.parametrize("block", yaml_blocks(), ids=lambda block: block.splitlines()[0])
def test_every_example_is_a_configuration(block: str, tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text(block, encoding="utf-8")
    assert load(path).sources


def keys(model: type[BaseModel]) -> set[str]:
    found: set[str] = set()
    for name, field in model.model_fields.items():
        found.add(field.alias or name)
        for part in (field.annotation, *getattr(field.annotation, "__args__", ())):
            for inner in (part, *getattr(part, "__args__", ())):
                if isinstance(inner, type) and issubclass(inner, BaseModel):
                    found |= keys(inner)
    return found


def test_every_key_of_the_configuration_is_documented() -> None:
    described = text("docs/sources.md")
    assert {key for key in keys(FileShape) if not re.search(rf"\b{re.escape(key)}\b", described)} == set()


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_links_between_papers_lead_somewhere(paper: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", paper.read_text(encoding="utf-8")):
        assert (paper.parent / target).exists(), target
