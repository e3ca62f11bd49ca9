"""The shape of the code: who may import whom, how long things may be, what only the command line may do."""

import ast
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from support import ROOT

PACKAGE = ROOT / "psr_extract"
ORDER = (
    "__init__",
    "errors",
    "document",
    "records",
    "words",
    "certainty",
    "rules",
    "parsers",
    "pipeline",
    "dates",
    "people",
    "extract",
    "rules_check",
    "explain",
    "store",
    "tracker",
    "ingest",
    "inbox",
    "evaluate",
    "training",
    "reports",
    "cli",
    "__main__",
)
"""A module imports only from those before it (and from itself)."""
MAX_FILE, MAX_FUNCTION = 300, 40
FILES = sorted(PACKAGE.rglob("*.py"))
SCRIPTS = sorted((ROOT / "corpus").glob("*.py"))
CLOCKS = {"now", "today", "utcnow", "fromtimestamp", "getenv", "environ", "getlocale", "setlocale"}


def module_of(path: Path) -> str:
    """The top module that a file belongs to: "store" for psr_extract/store/rows.py."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def named(paths: list[Path]) -> list[ParameterSet]:
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in paths]


def imports(path: Path) -> set[str]:
    """The top modules of ours that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "psr_extract":
            found |= {alias.name if alias.name in ORDER else "__init__" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("psr_extract."):
            found.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            ours = (alias.name for alias in node.names if alias.name.startswith("psr_extract"))
            found |= {(*name.split("."), "__init__")[1] for name in ours}
    return found


def test_every_module_has_its_place_in_the_order() -> None:
    assert {module_of(path) for path in FILES} <= set(ORDER)


@pytest.mark.parametrize("path", named(FILES))
def test_imports_go_one_way(path: Path) -> None:
    place = ORDER.index(module_of(path))
    assert sorted(name for name in imports(path) if ORDER.index(name) > place) == []


@pytest.mark.parametrize("path", named([*FILES, *SCRIPTS]))
def test_files_and_functions_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MAX_FILE
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    sizes = {function.name: (function.end_lineno or 0) - function.lineno + 1 for function in functions}
    assert {name: size for name, size in sizes.items() if size > MAX_FUNCTION} == {}


@pytest.mark.parametrize("path", named([path for path in FILES if module_of(path) != "cli"]))
def test_no_clock_environment_or_print_below_the_command_line(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert attributes & CLOCKS == set()
    assert "print" not in names
    assert "Any" not in names or module_of(path) in ("records", "pipeline")  # at the edges of pydantic and spaCy


def test_the_lock_names_packages_and_hashes_only() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "://" in line or "@" in line or line.startswith("-")] == []
    assert sum("==" in line for line in lines) > 50
