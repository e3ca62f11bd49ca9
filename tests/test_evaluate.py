import json
import subprocess
import sys
from pathlib import Path

import pytest
from support import SHARED, shared

from psr_extract import evaluate
from psr_extract.errors import NotFound
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
