"""What is handed to an operator: the unit passes systemd's own check; no way of running has more rights than it needs."""

from __future__ import annotations

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from ruamel.yaml import YAML

DEPLOY = Path(__file__).resolve().parents[1] / "deploy"
UNIT = (DEPLOY / "ohliad.service").read_text(encoding="utf-8")
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd")
def test_systemd_has_nothing_to_say_about_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "ohliad.service"
    unit.write_text(
        UNIT.replace("/opt/ohliad/bin/ohliad", "/bin/true").replace("=ohliad\n", "=root\n"), encoding="utf-8"
    )
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    ours = [line for line in done.stderr.splitlines() if "ohliad" in line]
    assert ours == []


@pytest.mark.parametrize(
    "line",
    ["SuccessExitStatus=1", "User=ohliad", "ProtectSystem=strict", "NoNewPrivileges=yes", "CapabilityBoundingSet=",
     "StateDirectory=ohliad", "KillMode=mixed", "Restart=always"],
)  # fmt: skip
def test_the_unit(line: str) -> None:
    assert line in UNIT.splitlines()


def test_the_image_runs_as_nobody_who_owns_its_code() -> None:
    final = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER 10001:10001$", final, re.MULTILINE)
    assert "COPY --from=build /opt/ohliad /opt/ohliad" in final, "owned by root: no --chown"
    assert final.index("USER") > final.index("COPY")
    assert "--require-hashes" in DOCKERFILE
    assert not re.search(r"PASSWORD|TOKEN|SECRET", DOCKERFILE)


def test_what_the_image_copies_is_there_and_not_ignored() -> None:
    kept = {line[1:] for line in (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines() if line.startswith("!")}
    for line in re.findall(r"^COPY (?!--from)(.*)$", DOCKERFILE, re.MULTILINE):
        for name in line.split()[:-1]:
            assert (DEPLOY.parent / name).exists()
            assert name in kept


def test_the_container_can_write_its_state_only() -> None:
    (service,) = YAML(typ="safe").load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"].values()
    assert service["read_only"] is True
    assert service["user"] == "10001:10001"
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["volumes"] == ["state:/var/lib/ohliad", "./config:/etc/ohliad:ro"]
    assert "privileged" not in service
    assert "ports" not in service


def test_the_task_of_windows() -> None:
    root = ET.parse(DEPLOY / "windows" / "ohliad-task.xml").getroot()
    found = {element.tag.removeprefix(TASK): (element.text or "").strip() for element in root.iter()}
    assert found["UserId"] == "S-1-5-19", "LOCAL SERVICE"
    assert found["RunLevel"] == "LeastPrivilege"
    assert found["MultipleInstancesPolicy"] == "IgnoreNew"
    assert found["ExecutionTimeLimit"] == "PT0S"
    assert found["Arguments"].split()[-3:] == ["schedule", "--health", "8791"]


COMMANDS = [
    *re.findall(r"^ExecStart=\S+ (.*)$", UNIT, re.MULTILINE),
    " ".join(re.findall(r'"([^"]+)"', re.findall(r"HEALTHCHECK.*\n\s*CMD \[(.*)\]", DOCKERFILE)[0])[1:]),
    ET.parse(DEPLOY / "windows" / "ohliad-task.xml").getroot().findtext(f".//{TASK}Arguments") or "",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_understood(command: str) -> None:
    import typer

    from monitor.cli import front
    from monitor.cli.application import app

    arguments = front(command.split())
    options = [word for word in arguments if word.startswith("--") and word not in ("--config", "--state")]
    known = {
        name
        for parameter in typer.main.get_command(app).commands["schedule"].params  # type: ignore[attr-defined]
        for name in parameter.opts
    }
    assert "schedule" in arguments
    assert set(options) <= known
