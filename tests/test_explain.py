"""`explain`: the rule and the words behind each fact, what weighing dropped, and why a line gave nothing."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from psr_extract.cli import main
from psr_extract.explain.features import in_words
from tests.reading import shipped

ROOT = Path(__file__).parent.parent
HEAD = "Minutes of the Harbour Board held on 3 June 2025\n\nPresent: Ann Bell (AB), Colin Dunn (CD), Rosa Tye (RT)\n\n"


def explained(tmp_path: Path, text: str, *options: str) -> Result:
    file = tmp_path / "minutes.txt"
    file.write_text(HEAD + text, encoding="utf-8")
    return CliRunner().invoke(main, ["explain", str(file), *options])


def test_a_fact_is_told_with_its_rule_and_the_words_that_fired(tmp_path: Path) -> None:
    told = explained(tmp_path, "Action: RT to order new signs.\n\nIt was agreed to buy a rope.").stdout
    assert "actions: RT to order new signs.\n  l5; stated; rule actions/label, by “Action”" in told
    assert "decisions: It was agreed to buy a rope." in told
    assert "weighs" in told and "found by actions/label" in told


def test_every_fact_of_a_real_file_is_explained() -> None:
    file = str(ROOT / "corpus" / "2026-07-16-board-minutes.pdf")
    told = json.loads(CliRunner().invoke(main, ["explain", file, "--format", "json"]).stdout)
    record = json.loads(CliRunner().invoke(main, ["extract", file]).stdout)
    for kind in ("attendance", "items", "actions", "decisions"):
        facts = [fact for fact in told["facts"] if fact["kind"] == kind and fact["kept"]]
        assert [fact["source"] for fact in facts] == [entry["source"] for entry in record[kind]]
    assert all(fact["note"] for fact in told["facts"] if fact["kind"] in ("actions", "decisions"))


@pytest.mark.parametrize(
    ("text", "rule", "failed"),
    [
        ("The tide agreed to nothing at all.", "actions/agreed-to", "nobody that can own a task stands"),
        ("RT will surely sleep well.", "actions/will", "is no verb of the list actions/verbs"),
        ("Would RT agreed to write to the mill?", "actions/agreed-to", "the line is a question"),
        ("RT agreed that the crane is old.", "decisions/", "one person did it, not the meeting"),
        ("The crane is being mended.", "actions/", "these words do not stand in the line"),
    ],
)
def test_a_line_that_gave_nothing_says_which_condition_failed(
    tmp_path: Path, text: str, rule: str, failed: str
) -> None:
    told = explained(tmp_path, text, "--line", text.strip("."))
    lines = [line for line in told.stdout.splitlines() if "did not take it" in line and rule in line]
    assert any(failed in line for line in lines), told.stdout


def test_what_weighing_dropped_is_shown(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    weights = "(bias)\t-9\n(drop)\t0.4\n(add)\t2\n(stated)\t0.9\n(inferred)\t0.6\nrule=actions/will\t1\n"
    (tmp_path / "rules" / "weights-actions.tsv").write_text(weights, encoding="utf-8")
    told = explained(tmp_path, "RT will write to the mill.", "--rules", str(tmp_path / "rules")).stdout
    assert "actions: RT will write to the mill.\n  l5; dropped: too unlikely; rule actions/will" in told


def test_a_line_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    told = explained(tmp_path, "RT will write to the mill.", "--line", "quite other words")
    assert told.exit_code == 6
    assert "no line holds 'quite other words'" in told.stderr


def test_only_facts_of_a_kind_and_each_reason_once(tmp_path: Path) -> None:
    told = explained(tmp_path, "Action: RT to order signs.\n\nAction: CD to buy a rope.", "--kind", "actions").stdout
    assert [line for line in told.splitlines() if line.startswith(("attendance", "meeting"))] == []
    assert told.count("rule actions/label") == 2
    assert told.count("A label before the task") == 1
    assert "Nothing was found" in explained(tmp_path, "The crane is old.", "--kind", "decisions").stdout


def test_every_feature_that_is_no_word_is_told_in_words() -> None:
    for weights in (shipped()[0].weights["actions"], shipped()[0].weights["decisions"]):
        flags = [name for name in weights if not name.startswith(("(", "begins with")) and in_words(name) == name]
        assert flags == []
