import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from support import ROOT, SHARED, shared

from psr_extract import evaluate
from psr_extract.cli import main
from psr_extract.errors import NotFound
from psr_extract.evaluate.baselines import plain
from psr_extract.evaluate.compare import Result, compare
from psr_extract.ingest.reader import read_records, reader
from psr_extract.records import to_json


def figures(gold: dict[str, object], found: dict[str, object]) -> dict[str, tuple[int, int, int]]:
    """(right, found, gold) of each kind."""
    result = Result("x")
    compare(json.loads(json.dumps(gold)), json.loads(json.dumps(found)), result)
    return {kind: (s.right, s.found, s.gold) for kind, s in evaluate.scores([result]).items()}


def test_sections_that_gold_lacks_are_not_scored() -> None:
    assert figures({"kind": "minutes"}, {"kind": "paper", "actions": [{"text": "Write"}]}) == {"kind": (0, 1, 1)}


def test_owners_and_deadlines_are_scored_on_top_of_actions() -> None:
    due = {"start": None, "end": "2025-05-05"}
    gold = {"actions": [
        {"text": "Write to the landowner", "owners": ["JS"], "alt_owners": [["Jane Smith"]], "due": due},
        {"text": "Paint the gate", "owners": ["Clerk"], "due": None},
        {"text": "Nothing much", "optional": True},
    ]}  # fmt: skip
    found = {"actions": [
        {"text": "write to the landowner.", "owners": ["Cllr Jane Smith"], "due": due | {"start": "2025-05-01"}},
        {"text": "Paint the gate", "owners": ["Warden"], "due": {"end": "2025-01-01"}},
        {"text": "Nothing much", "owners": []},
        {"text": "Something else altogether", "owners": []},
    ]}  # fmt: skip
    assert figures(gold, found) == {"actions": (2, 3, 2), "actions+owners": (1, 3, 2), "actions.due": (1, 2, 1)}


def test_meeting_facts_compare_as_names_words_and_days() -> None:
    gold = {
        "meeting": {
            "body": "Mill Ward Forum",
            "chair": "Jane Roe",
            "date": None,
            "alt_date": [None],
            "next": "2025-05-01",
        }
    }
    found = {"meeting": {"body": "The Mill Ward Forum", "chair": "Dr JANE ROE", "date": "2025-01-01", "next": None}}
    assert figures(gold, found) == {"meeting": (2, 3, 3)}


def test_no_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="gold"):
        evaluate.run(tmp_path, reader())


def test_figures_are_those_of_the_shared_scorer(tmp_path: Path) -> None:
    """Both score the same records: ours in the process, the scorer from files."""
    seeds, scorer = shared("seeds"), SHARED / "evaluation" / "score.py"
    using = reader()
    for path in seeds.glob("*.txt"):
        record = to_json(read_records(path, using)[0][1])
        (tmp_path / f"{path.name}.json").write_text(json.dumps(record), encoding="utf-8")
    command = [sys.executable, str(scorer), str(seeds), "--pred", str(tmp_path), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)["scores"]
    ours = evaluate.scores(evaluate.run(seeds, using))
    assert {kind: (s.f1, s.precision, s.recall, s.gold, s.found) for kind, s in ours.items()} == {
        kind: (s["f1"], s["precision"], s["recall"], s["gold"], s["found"]) for kind, s in theirs.items()
    }


def test_simpler_ways_are_measured_on_the_same_documents(tmp_path: Path) -> None:
    text = (
        "Minutes of the Harbour Board, 3 June 2025\n\nPresent: Ann Bell, Colin Dunn\n\nApologies: Rosa Tye\n\n"
        "1. Signs\n\nAction (CD): order new signs.\n\nAnn Bell will write to the mill. The plan was agreed.\n"
    )
    gold = {
        "attendance": [{"name": "Ann Bell", "status": "present"}, {"name": "Colin Dunn", "status": "present"},
                       {"name": "Rosa Tye", "status": "apologies"}],
        "actions": [{"text": "order new signs.", "owners": ["CD"]},
                    {"text": "Ann Bell will write to the mill.", "owners": ["Ann Bell"]}],
        "decisions": [{"text": "The plan was agreed.", "outcome": "approved"}],
    }  # fmt: skip
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    (tmp_path / "one.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    results = evaluate.against(tmp_path, reader(), {"plain": plain, "nothing": lambda _: {}})
    assert {kind: score.f1 for kind, score in evaluate.scores(results["plain"]).items() if score.gold} == {
        "attendance": 1.0, "attendance.apologies": 1.0, "attendance.present": 1.0, "actions": 1.0,
        "actions+owners": 1.0, "decisions": 1.0, "decisions+outcome": 1.0,
    }  # fmt: skip
    table = evaluate.comparison(results).splitlines()
    assert table[0] == "| F1 | attendance | actions | actions+owners | actions.due | decisions | decisions+outcome |"
    assert table[4] == "| nothing | 0.00 | 0.00 | 0.00 | 1.00 | 0.00 | 0.00 |"


def test_the_table_of_comparison_goes_into_a_file(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- figures -->\nold\n<!-- /figures -->\nafter\n", encoding="utf-8")
    for name in ("2025-10-16-board-minutes.txt", "2025-10-16-board-minutes.gold.json"):
        (tmp_path / name).write_bytes((ROOT / "corpus" / name).read_bytes())
    options = ["evaluate", str(tmp_path), "--into", str(page)]
    told = CliRunner().invoke(main, options)
    assert told.exit_code == 0, told.output
    written = page.read_text(encoding="utf-8")
    assert written.startswith("before\n<!-- figures -->\n| F1 | kind |")
    assert written.endswith("<!-- /figures -->\nafter\n")
    assert "| meeting-intelligence |" in written and "old" not in written
    page.write_text("no marks", encoding="utf-8")
    assert "no lines `<!-- figures -->`" in CliRunner().invoke(main, options).stderr
