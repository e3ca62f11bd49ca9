"""The command that shows how a file is read."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from psr_extract.cli import main

TEXT = "Mill Ward Forum\n===============\n\n4.2 Jane spoke of the road to all.\n\nItem\tWho\tWhen\nMend\tJR\tMay\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["read", *map(str, arguments)])


def test_blocks_and_what_was_left_out_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT + "\nPage 1 of 2\n", encoding="utf-8")
    assert run(path).output.splitlines() == [
        "a.txt (text/plain)",
        "l1          heading 1  Mill Ward Forum",
        "l4          bullet 2   4.2 Jane spoke of the road to all.",
        "t1 r1       row        Item | Who | When",
        "t1 r2       row        Mend | JR | May",
        "",
        "Left out (2):",
        "l9          page number: Page 1 of 2",
        "l2          rule: ===============",
    ]


def test_json_has_every_field(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    data = json.loads(run(path, "--format", "json").output)
    assert (data["name"], data["media_type"]) == ("a.txt", "text/plain")
    assert data["blocks"][-1] == {
        "kind": "row",
        "text": "Mend\tJR\tMay",
        "place": {"page": None, "box": None, "line": 7, "cell": [1, 2, 1]},
        "level": 0,
        "marker": None,
        "cells": ["Mend", "JR", "May"],
        "heading_cells": ["Item", "Who", "When"],
        "margin": None,
        "colours": [],
    }
    assert data["left_out"][0].keys() == {"text", "reason", "place"}


def test_a_bad_file_is_one_line(tmp_path: Path) -> None:
    done = run(tmp_path / "none.pdf")
    assert done.exit_code == 3
    assert done.output.startswith("Error: ") and done.output.count("\n") == 1
