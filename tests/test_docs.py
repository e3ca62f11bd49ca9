"""What the documents say is so: every exit code and every error of ours has its line."""

import ast
import re

from support import ROOT

from psr_extract import errors
from psr_extract.cli import EXIT_CODES

ERRORS = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")


def test_exit_codes_are_documented() -> None:
    codes = {kind.exit_code for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)}
    for code in codes | {0, 2}:
        assert f"\n| {code} |" in ERRORS
        assert f"\n  {code}  " in EXIT_CODES


def test_the_errors_of_the_command_line_are_documented() -> None:
    """Each message that is raised around the extraction, up to what is filled in."""
    ours = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.PsrError)}
    said = set()
    around = [path for name in ("ingest", "store", "reports") for path in (ROOT / "psr_extract" / name).rglob("*.py")]
    for path in (*around, ROOT / "psr_extract" / "evaluate" / "__init__.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ours:
                said |= {ast.unparse(node.args[0])} - {"error.what", "told.what", "what"}
    starts = {re.split(r"[{:]", message.removeprefix("f").strip("'\""))[0].strip() for message in said}
    assert len(starts) > 7
    assert {start for start in starts if start not in ERRORS} == set()
