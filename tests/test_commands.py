"""Commands are loaded when they are asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import typer

from monitor.cli.application import app
from monitor.cli.commands import MODULES, of_module

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("module", MODULES)
def test_a_module_holds_the_commands_listed(module: str) -> None:
    assert set(of_module(module)) == set(MODULES[module])


def test_every_module_with_commands_is_listed() -> None:
    modules = {
        path.stem
        for path in (ROOT / "monitor" / "cli").glob("*.py")
        if "\ndef register(" in path.read_text(encoding="utf-8")
    }
    assert modules == set(MODULES)


def test_the_group_tells_all_its_commands() -> None:
    group = typer.main.get_group(app)
    listed = [name for names in MODULES.values() for name in names]
    assert group.list_commands(typer.Context(group)) == listed
    assert "no-such-command" not in group.commands


def test_a_filter_loads_no_database_web_or_mail(tmp_path: Path) -> None:
    """A tenth of a second here and there had made the start of `classify` twice as long."""
    (tmp_path / "none.jsonl").touch()
    code = (
        "import sys; from monitor.cli import main; "
        f"main(['--config', {str(ROOT / 'sources.yaml')!r}, 'classify', {str(tmp_path / 'none.jsonl')!r}]); "
        "print(*sorted({name.split('.')[0] for name in sys.modules} & {'sqlalchemy', 'httpx', 'feedparser', 'docx'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
