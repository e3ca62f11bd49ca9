"""What the documents say is so: every exit code and every error of ours has its line."""

import ast
import re
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner
from support import ROOT

from psr_extract import errors
from psr_extract.cli import EXIT_CODES, main
from psr_extract.explain.reference import WHERE, reference
from psr_extract.rules import Shape, load

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


def test_the_page_of_all_rules_is_up_to_date() -> None:
    page = (ROOT / "docs" / "rules-reference.md").read_text(encoding="utf-8")
    assert page == reference(load()), "the rules have changed: run `make docs`"


def test_every_shape_is_explained_in_both_pages() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert [shape for shape in get_args(Shape) if f"| `{shape}` |" not in page or shape not in WHERE] == []


@pytest.mark.slow
def test_the_output_in_the_readme_is_what_the_corpus_gives(tmp_path: Path) -> None:
    """Every line of the sample, wrapped cells put together, stands in what the two commands print."""
    sample = (ROOT / "README.md").read_text(encoding="utf-8").split("```\n")[1]
    db, day = str(tmp_path / "psr.db"), "2026-11-28"
    assert CliRunner().invoke(main, ["ingest", str(ROOT / "corpus"), "--db", db]).exit_code == 0
    asked = (["actions", "--owner", "Sunita Bramhall"], ["show", "wvpspb-2026-07-16-08"])
    given = "".join(CliRunner().invoke(main, [*one, "--db", db, "--today", day]).stdout for one in asked)
    printed = " ".join(given.replace("─", " ").split())
    lines = [line for line in sample.replace("─", " ").splitlines() if line.strip(" .") and line[0] != "$"]
    assert len(lines) > 15
    text = re.sub(r"\n {30,}", " ", "\n".join(lines))
    assert [line for line in text.splitlines() if " ".join(line.split()) not in printed] == []
