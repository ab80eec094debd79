"""The import rules that import-linter can't say; the others are contracts in pyproject.toml."""

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVER = ROOT / "server"
# Alembic runs these by itself and no part of the server imports them.
OUTSIDE_THE_RULES = {"migrations"}
# The commands may know everything below them, and nobody may know them.
ABOVE_THE_RULES = {"cli"}
# The modules time, random, secrets and uuid are forbidden by contract; these come from others.
CLOCK_AND_CHANCE = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "func.now",
    "func.random",
    "func.current_timestamp",
    "func.gen_random_uuid",
    "os.urandom",
}


def test_every_part_of_the_server_is_under_an_import_rule() -> None:
    ruled = {
        module.split(".")[1]
        for contract in contracts()
        for module in contract["source_modules"]
        if "." in module
    }

    assert parts() - OUTSIDE_THE_RULES - ABOVE_THE_RULES - ruled == set()


@pytest.mark.parametrize("path", sorted(SERVER.glob("sync/**/*.py")), ids=lambda path: path.stem)
def test_the_engine_reads_no_clock_and_rolls_no_dice(path: Path) -> None:
    calls = {
        ".".join(ast.unparse(node.func).split(".")[-2:])
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }

    assert calls & CLOCK_AND_CHANCE == set()


@pytest.mark.parametrize("path", sorted(SERVER.glob("sync/**/*.py")), ids=lambda path: path.stem)
def test_the_engine_imports_inside_no_function(path: Path) -> None:
    hidden = [
        ast.unparse(inner)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]

    assert hidden == []


def parts() -> set[str]:
    """Modules and packages right below server/."""
    modules = {path.stem for path in SERVER.glob("*.py")} - {"__init__", "__main__"}
    packages = {path.parent.name for path in SERVER.glob("*/*.py")}
    return modules | packages


def contracts() -> list[dict[str, list[str]]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        found: list[dict[str, list[str]]] = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    return found
