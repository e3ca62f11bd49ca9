"""Rule files: each example holds, and whatever is wrong with a file is said with its place."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from psr_extract import rules as rule_files
from psr_extract.cli import main
from psr_extract.errors import RuleError
from psr_extract.rules import Rule, example, load
from psr_extract.rules_check import check_rule
from tests.reading import shipped

GOOD = """
[[rule]]
id = "pledge"
note = "A pledge."
shape = "OWNER CUE TASK"
cue = ["pledged to"]
finds = ["[RT](owner) pledged to write to the mill."]
skips = ["The mill had pledged to close."]
"""


def folder(tmp_path: Path, text: str, name: str = "actions.toml") -> Path:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("rule", rule_files.load().rules, ids=lambda rule: rule.name)
def test_examples_hold(rule: Rule) -> None:
    rules, pipeline = shipped()
    assert list(check_rule(rule, rules, pipeline)) == []


def test_every_rule_says_why_and_shows_what_it_finds_and_what_it_leaves_alone() -> None:
    for rule in rule_files.load().rules:
        assert len(rule.note.split()) > 3, rule.name
        assert len(rule.finds) > 1 and rule.skips, f"{rule.name} needs two `finds` and one `skips`"


def test_user_folder_adds_replaces_and_switches_off(tmp_path: Path) -> None:
    extra = folder(
        tmp_path, GOOD + '\n[[rule]]\nid = "will"\nnote = "off"\nshape = "SENTENCE"\nfinds = []\noff = true\n'
    )
    names = {rule.name for rule in load(extra).rules}
    assert "actions/pledge" in names
    assert "actions/will" not in names
    assert "actions/will" in {rule.name for rule in load().rules}


def test_user_rule_replaces_the_whole_shipped_one(tmp_path: Path) -> None:
    extra = folder(tmp_path, GOOD.replace('"pledge"', '"agreed-to"'))
    rule = load(extra).by_name["actions/agreed-to"]
    assert rule.cue == ("pledged to",)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (('note = "A pledge."', 'notes = "A pledge."'), "note: Field required"),
        (("cue =", "cues ="), "cues: Extra inputs"),
        (('shape = "OWNER CUE TASK"', 'shape = "SOMEHOW"'), "shape: Input should be"),
        (('id = "pledge"', 'id = "A Pledge"'), "is no slug"),
        (("(owner)", "(holder)"), "unknown mark (holder)"),
        (("[RT](owner)", "[[RT](owner)"), "a broken mark"),
        (('finds = ["[RT](owner) pledged to write to the mill."]', "finds = []"), "no example"),
        (('cue = ["pledged to"]', "cue = []"), "neither `cue` nor `tokens`"),
        (('note = "A pledge."', 'note = "A pledge."\nvalue = "sometimes"'), "the value 'sometimes' is unknown"),
        (("[[rule]]", "[[rules]]"), "unknown table 'rules'"),
        (("[[rule]]", "[[rule"), "cannot be read as TOML"),
    ],
)  # fmt: skip
def test_mistakes_are_named(tmp_path: Path, change: tuple[str, str], words: str) -> None:
    with pytest.raises(RuleError) as caught:
        load(folder(tmp_path, GOOD.replace(*change)))
    assert words in str(caught.value)
    assert "actions.toml" in str(caught.value)


def test_two_rules_of_one_id(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="two entries have the id 'pledge'"):
        load(folder(tmp_path, GOOD + GOOD))


def test_unknown_kind_of_file(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no kind of record is called 'pledges'"):
        load(folder(tmp_path, GOOD, "pledges.toml"))


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no such folder"):
        load(tmp_path / "none")


def test_marks_come_off_examples() -> None:
    marked = example("[JS](owner) to write by [5 May](due)")
    assert marked.text == "JS to write by 5 May"
    assert marked.marks == (("owner", "JS"), ("due", "5 May"))


def test_a_failing_example_is_reported(tmp_path: Path) -> None:
    from psr_extract.pipeline import load as make

    rules = load(folder(tmp_path, GOOD.replace("[RT](owner) pledged", "[RT](owner) hoped")))
    problems = list(check_rule(rules.by_name["actions/pledge"], rules, make(rules)))
    assert len(problems) == 1
    assert "actions/pledge" in problems[0]


def test_a_rule_or_list_is_switched_off_by_its_id_alone(tmp_path: Path) -> None:
    (tmp_path / "actions.toml").write_text('[[rule]]\nid = "will"\noff = true\n', encoding="utf-8")
    (tmp_path / "people.toml").write_text('[[words]]\nid = "surnames"\noff = true\n', encoding="utf-8")
    loaded = load(tmp_path)
    assert "actions/will" not in loaded.by_name
    assert loaded.words("people/surnames") == frozenset()
    assert load().words("people/surnames")


def test_switching_off_what_there_is_not_says_what_may_have_been_meant(tmp_path: Path) -> None:
    (tmp_path / "actions.toml").write_text('[[rule]]\nid = "wil"\noff = true\n', encoding="utf-8")
    with pytest.raises(RuleError, match="no actions/wil to switch off.*Did you mean 'will' in actions.toml"):
        load(tmp_path)


def test_checking_rules_of_ones_own_tells_them_from_shipped_ones(tmp_path: Path) -> None:
    """An example of a shipped rule that the user's rules change is told, but is no fault of the user's."""
    off = '[[rule]]\nid = "will"\noff = true\n'
    own = '[[rule]]\nid = "pledge"\nnote = "x"\nshape = "OWNER CUE TASK"\ncue = ["pledged to"]\nfinds = ["A tide."]\n'
    (tmp_path / "actions.toml").write_text(off + own, encoding="utf-8")
    done = CliRunner().invoke(main, ["rules", "check", "--rules", str(tmp_path)])
    assert done.exit_code != 0
    told = done.stderr.splitlines()
    assert [line for line in told if "actions/pledge: 'A tide.'" in line and not line.startswith("because")]
    assert all(line.startswith("because of your rules, ") for line in told[:-1] if "actions/pledge" not in line)
    assert told[-1] == "Error: 1 examples do not hold. Mend the rule or its example"
