"""Who may import whom, and what the pure core may not touch: read from the source, not from running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CORE = ("model", "errors", "text", "urls", "dates", "language", "plan", "names", "judgement", "items", "clips", "charset",
        "charset_table", "yamltext", "markup", "xmltext", "pagekind", "plaintext", "extract", "versions", "pdftext", "registers", "health", "alerts")  # fmt: skip
DIGEST_CORE = ("model", "errors", "text", "urls", "dates", "language", "registers", "yamltext")
FORBIDDEN_IN_CORE = {
    "httpx",
    "httpcore",
    "sqlalchemy",
    "sqlite3",
    "smtplib",
    "socket",
    "subprocess",
    "time",
    "random",
    "os",
}
# What a clock or chance would be called.
IMPURE_CALLS = {"now", "today", "utcnow"}


def modules(*folders: str) -> list[Path]:
    return [
        path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts
    ]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def core_files() -> list[Path]:
    found = []
    for part in CORE:
        module = ROOT / "monitor" / f"{part}.py"
        found += [module] if module.exists() else modules(f"monitor/{part}")
    return [path for path in found if path.name != "build_gazetteer.py"]


@pytest.mark.parametrize("path", core_files(), ids=name)
def test_the_core_is_pure(path: Path) -> None:
    touched = {module.split(".")[0] for module in imports(path)} & FORBIDDEN_IN_CORE
    assert not touched
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {
        node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not called & IMPURE_CALLS, "now is an argument"
    inside = {module.split(".")[1] for module in imports(path) if module.startswith("monitor.")}
    assert inside <= {*CORE}, "the core imports only the core"


@pytest.mark.parametrize("path", modules("classifiers", "digests"), ids=name)
def test_classifiers_and_digests_import_only_the_core(path: Path) -> None:
    if path.name.startswith(("fit_", "build_")):  # run by hand to make data files, never by the program
        return
    inside = {module.split(".")[1] for module in imports(path) if module.startswith("monitor.")}
    assert inside <= {*DIGEST_CORE}
    own, other = ("classifiers", "digests") if path.is_relative_to(ROOT / "classifiers") else ("digests", "classifiers")
    assert not any(module.split(".")[0] == other for module in imports(path)), f"{own} does not know {other}"


@pytest.mark.parametrize("path", modules("monitor/collectors"), ids=name)
def test_collectors_do_not_see_each_other(path: Path) -> None:
    if path == ROOT / "monitor" / "collectors" / "__init__.py":
        return
    own = path.relative_to(ROOT / "monitor" / "collectors").parts[0].removesuffix(".py")
    others = {module.split(".")[2] for module in imports(path) if module.startswith("monitor.collectors.")}
    assert others <= {own}


@pytest.mark.parametrize("path", modules("monitor/store", "monitor/fetch", "monitor/config"), ids=name)
def test_nothing_looks_upward(path: Path) -> None:
    upper = ("monitor.pipeline", "monitor.cli", "monitor.web", "monitor.schedule", "classifiers", "digests")
    assert not [module for module in imports(path) if module.startswith(upper)]


def test_httpx_and_the_database_have_one_door() -> None:
    for path in modules("monitor", "classifiers", "digests"):
        for module in imports(path):
            top = module.split(".")[0]
            if top == "httpx":
                assert path.is_relative_to(ROOT / "monitor" / "fetch"), path
            if top == "sqlalchemy":
                assert path.relative_to(ROOT / "monitor").parts[0] in ("store", "schema"), path


def test_no_eval_no_pickle_no_unsafe_yaml() -> None:
    for path in modules("monitor", "classifiers", "digests"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = {
            node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not calls & {"eval", "exec", "compile", "__import__"}, path
        assert not {module.split(".")[0] for module in imports(path)} & {"pickle", "shelve", "marshal", "yaml"}, path


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        name(path)
        for path in modules("monitor", "classifiers", "digests")
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_nothing_is_named_by_nothing() -> None:
    banned = {"utils", "helpers", "common", "manager", "base"}
    assert not [path for path in modules("monitor", "classifiers", "digests") if path.stem in banned]
