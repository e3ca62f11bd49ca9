"""Weighing: what stays, what goes, what is added, and that fitting is the same twice."""

from dataclasses import replace
from pathlib import Path

import pytest

from psr_extract import rules as rule_files
from psr_extract.certainty import Unit, called, features, parse_weights, probability, strongest
from psr_extract.errors import NotFound, RuleError
from psr_extract.extract import extract
from psr_extract.parsers.text import parse_text
from psr_extract.pipeline import annotate, load
from psr_extract.records import Record
from psr_extract.rules import Rules
from psr_extract.training import annotated, fit, samples, write
from psr_extract.training.cross import cross, markdown, summary
from tests.reading import SHARED, shipped

CORPUS = Path(__file__).parent.parent / "corpus"
HEAD = "Minutes of the Harbour Board held on 3 June 2025\n\nPresent: Ann Bell (AB), Colin Dunn (CD), Rosa Tye (RT)\n\n"


def record(text: str, weights: dict[str, float], rules: Rules | None = None) -> Record:
    weighed = replace(rules or shipped()[0], weights={"actions": weights})
    document = parse_text(HEAD + text)
    return extract(document, annotate(document, load(weighed)), weighed)


def test_probability_is_of_the_sum_of_weights() -> None:
    unit = Unit(("rt", "to", "write"), ("kind=bullet",))
    assert probability(unit, {}) == 0.5
    assert probability(unit, {"(bias)": -1.0, "w:to": 1.0}) == 0.5
    assert probability(unit, {"^:rt to": 2.0}) > 0.85 > 0.15 > probability(unit, {"kind=bullet": -2.0})
    assert strongest(unit, {"w:to": 0.1, "p:to write": -2.0, "w:mill": 9.0}) == [("p:to write", -2.0), ("w:to", 0.1)]


def test_features_are_words_pairs_beginnings_and_flags() -> None:
    found = features(Unit(("a", "b"), ("flag",)))
    assert found == {"w:a", "w:b", "p:a b", "^:a", "^:a b", "$:b", "flag"}


def test_limits_name_the_certainty() -> None:
    weights = {"(stated)": 0.8, "(inferred)": 0.5}
    assert [called(likely, weights) for likely in (0.8, 0.79, 0.49)] == ["stated", "inferred", "unsure"]


@pytest.mark.parametrize("line", ["w:to", "w:to\tmuch", "w:to 1.0"])
def test_a_broken_weights_file_says_where(line: str) -> None:
    with pytest.raises(RuleError, match=r"weights-actions.tsv: line 2 is no feature"):
        parse_weights(["w:a\t1", line], "weights-actions.tsv")


def test_an_unlikely_find_is_dropped_a_label_and_a_rule_of_the_users_own_are_not(tmp_path: Path) -> None:
    own = '[[rule]]\nid = "pledge"\nnote = "x"\nshape = "OWNER CUE TASK"\ncue = ["pledged to"]\nfinds = ["RT pledged."]'
    (tmp_path / "actions.toml").write_text(own, encoding="utf-8")
    weights = {"(bias)": -9.0, "(drop)": 0.4, "(add)": 2.0, "rule=actions/will": 1.0, "rule=actions/label": 1.0}
    text = "RT will write to the mill.\n\nRT pledged to call the bank.\n\nAction: CD to buy a rope."
    found = record(text, weights, rule_files.load(tmp_path)).actions
    assert [action.text for action in found] == ["RT pledged to call the bank.", "CD to buy a rope."]
    assert {action.certainty for action in found} == {"unsure"}


def test_a_likely_sentence_that_no_rule_found_is_added_as_inferred() -> None:
    weights = {"(bias)": -9.0, "(drop)": 0.0, "(add)": 0.7, "(stated)": 0.9, "(inferred)": 0.7, "w:rope": 20.0}
    found = record("Rope still wanted for the crane.", weights).actions
    assert [(action.text, action.certainty, action.source.rule) for action in found] == [
        ("Rope still wanted for the crane.", "inferred", "actions/model")
    ]


def test_without_weights_all_is_stated() -> None:
    document = parse_text(HEAD + "RT will write to the mill.")
    bare = replace(shipped()[0], weights={})
    actions = extract(document, annotate(document, load(bare)), bare).actions
    assert {action.certainty for action in actions} == {"stated"}


def test_shipped_weights_hold_no_name() -> None:
    """Words that fewer than five bodies use have no weight; names are masked besides."""
    weights = shipped()[0].weights
    known = {kind: len(own) > 1000 for kind, own in weights.items()}
    assert known == dict.fromkeys(("actions", "decisions", "status"), True)
    assert sum(path.stat().st_size for path in rule_files.shipped().glob("weights-*.tsv")) < 400_000


def test_fitting_twice_gives_the_same_file(tmp_path: Path) -> None:
    for name in ("one.tsv", "two.tsv"):
        found = samples(annotated([CORPUS], rule_files.load()), rule_files.load())
        write(fit(found["actions"]).weights, tmp_path / name)
    assert (tmp_path / "one.tsv").read_bytes() == (tmp_path / "two.tsv").read_bytes()


def test_training_on_nothing_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no document with a gold file"):
        annotated([tmp_path], rule_files.load())


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the real documents (../shared) are not here")
def test_the_shipped_weights_are_what_training_gives() -> None:
    rules = rule_files.load()
    folders = [SHARED / "evaluation" / "dev", SHARED / "seeds", CORPUS]
    for kind, some in samples(annotated(folders, rules), rules).items():
        fitted, known = fit(some).weights, shipped()[0].weights[kind]
        # another processor may round the last digit otherwise, and so cross the line below which a weight is left out
        assert {name for name in fitted.keys() | known if abs(fitted.get(name, 0) - known.get(name, 0)) > 0.01} == set()


@pytest.mark.slow
def test_cross_validation_reads_each_document_with_weights_of_other_bodies(tmp_path: Path) -> None:
    rules = rule_files.load()
    for number in range(3):
        folder = tmp_path / f"body{number}"
        folder.mkdir()
        for path in sorted(CORPUS.rglob("*.gold.json"))[number::3]:
            stem = path.name.removesuffix(".gold.json")
            for beside in path.parent.glob(f"{stem}*"):
                (folder / beside.name).write_bytes(beside.read_bytes())
    documents = annotated([tmp_path], rules)
    assert {one.body for one in documents} == {"body0", "body1", "body2"}
    crossed = cross(documents, samples(documents, rules), samples(documents, rules, alone=True), rules)
    assert len(crossed.unseen) == len(crossed.seen) == len(crossed.bare) == len(crossed.alone) == len(documents)
    said = summary(crossed).splitlines()
    assert said[0].split() == ["F1", "rules", "score", "both", "unseen", "gold"]
    assert said[-7].split() == ["certainty", "records", "share", "right"]
    assert "| score alone |" in markdown(crossed)
