"""One person's many spellings over the documents of a body; a user's own roster; owners whom two people fit."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from support import action, minutes, save

from psr_extract import tracker
from psr_extract.cli import main
from psr_extract.people.known import Known, ShortNames, spellings
from psr_extract.store import Store
from psr_extract.tracker.owners import Attender, people_of

SHORT = ShortNames.of(["victoria vicky vic", "samuel sam", "samantha sam"])


def joined(*lists: str, known: tuple[Known, ...] = ()) -> dict[str, str]:
    return dict(spellings([frozenset(names.split(", ")) for names in lists], known, SHORT).one)


@pytest.mark.parametrize("written", ["vicky hart", "v hart", "hart", "vic hart"])
def test_shorter_spellings_are_one_person_over_the_documents_of_a_body(written: str) -> None:
    assert joined("victoria hart, al holt", written)[written] == "victoria hart"


def test_spellings_that_two_people_fit_stay_apart_and_say_so() -> None:
    found = spellings([frozenset({"jane roe", "john roe"}), frozenset({"j roe"})], (), SHORT)
    assert "j roe" not in found.one
    assert found.several["j roe"] == ("jane roe", "john roe")


def test_two_names_on_one_list_are_two_people() -> None:
    assert joined("v hart, victoria hart")["v hart"] == "v hart"


def test_short_names_of_different_lines_are_not_alike() -> None:
    assert SHORT.alike("sam", "samuel") and SHORT.alike("sam", "samantha")
    assert not SHORT.alike("samuel", "samantha")


LISTS = [
    Attender(1, "victoria hart", "Victoria Hart", "Clerk", None),
    Attender(1, "john roe", "John Roe", "Chairman", None),
    Attender(2, "jane roe", "Jane Roe", None, "JR"),
    Attender(3, "vicky hart", "Vicky Hart", None, None),
]


@pytest.mark.parametrize(
    ("owner", "document", "people"),
    [
        ("Vicky", 1, ("victoria hart",)),
        ("Vicky Hart", 2, ("victoria hart",)),
        ("Vicky H", 1, ("victoria hart",)),
        ("the Clerk", 3, ("victoria hart",)),
        ("the Chair", 1, ("john roe",)),
        ("JR", 1, ("john roe",)),
        ("JR", 3, ("jane roe",)),
        ("Roe", 3, ("jane roe", "john roe")),
        ("J Roe", 3, ("jane roe", "john roe")),
        ("PMO", 1, ()),
    ],
)
def test_whom_an_owner_means(owner: str, document: int, people: tuple[str, ...]) -> None:
    assert people_of(LISTS, short=SHORT)(owner, document) == people


def test_the_roster_goes_first_and_names_bodies_too() -> None:
    known = (Known("Jane Roe", ("JR", "Roe")), Known("Programme Management Office", ("PMO",)))
    whom = people_of(LISTS, known=known, short=SHORT)
    assert whom("JR", 1) == whom("Roe", 3) == ("jane roe",)
    assert whom("the PMO", 2) == ("programme management office",)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a database: an action of JR, whom two people of the body fit, and one of Vicky."""
    monkeypatch.chdir(tmp_path)
    with Store.open(tmp_path / "psr.db", create=True) as store:
        tracker.keep_short_names(store, ["victoria vicky"])
        save(store, minutes("2025-01-09", people=[("Jane Roe", "present"), ("Joe Rudd", "present")]))
        save(store, minutes("2025-03-20", action("Order the signs", "JR"), action("Book the hall", "Vicky"),
                            people=[("Victoria Hart", "present")]))  # fmt: skip
        tracker.link(store)
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, [*arguments, "--db", "psr.db"])
    return result.exit_code, result.output


def test_what_two_people_fit_says_which_two(folder: Path) -> None:
    both = "JR may be Jane Roe or Joe Rudd"
    assert both in run("show", "whpp-2025-03-20-01")[1]
    assert "Unclear: JR (1 action) may be Jane Roe or Joe Rudd" in run("people")[1]
    code, said = run("actions", "--owner", "Jane Roe")
    assert code == 0 and "may be Jane Roe or Joe Rudd" in said and "Order the signs" not in said
    assert "Order the signs" in run("actions", "--owner", "JR")[1]


def test_a_name_that_is_typed_and_two_people_fit_says_which_two(folder: Path) -> None:
    code, said = run("actions", "--owner", "J.R")
    assert (code, "Order the signs" in said) == (6, False) and "Jane Roe or Joe Rudd" in said


def test_settings_tell_who_is_who(folder: Path) -> None:
    (folder / "psr.toml").write_text('[[people]]\nname = "Joe Rudd"\naliases = ["JR"]\nbody = "Parks"\n')
    assert "Order the signs" in run("actions", "--owner", "Joe Rudd")[1]
    assert "Unclear" not in run("people")[1]
    (folder / "psr.toml").unlink()
    assert "Order the signs" in run("actions", "--owner", "Joe Rudd")[1], "the database remembers"
    (folder / "psr.toml").write_text("people = []")
    assert "Unclear: JR" in run("people")[1]


def test_a_short_name_is_found_by_the_long_one(folder: Path) -> None:
    assert "Book the hall" in run("actions", "--owner", "Cllr Victoria Hart")[1]
    assert "Victoria Hart (1, 0 overdue)" in run("actions", "--today", "2025-04-01")[1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("people = 3", "no list of tables"),
        ('[[people]]\naliases = ["X"]', "[[people]] 1 has no name"),
        ('[[people]]\nname = "A"\nalias = ["X"]', "unknown key 'alias'"),
        ('[[people]]\nname = "A"\naliases = "X"', "no list of names"),
        ("colour = 1", "unknown setting 'colour'"),
        ("rules = [", "cannot be read as TOML"),
    ],
)
def test_mistakes_in_the_settings_are_named(folder: Path, text: str, words: str) -> None:
    (folder / "psr.toml").write_text(text)
    code, said = run("people")
    assert code == 1 and words in said and "psr.toml" in said and "Traceback" not in said


def test_settings_name_folders_of_rules(folder: Path) -> None:
    mine = folder / "mine"
    mine.mkdir()
    (mine / "actions.toml").write_text(
        """
[[rule]]
id = "over-to"
note = "How our minutes give a task."
shape = "CUE OWNER TASK"
cue = ["over to"]
finds = ["Over to [JR](owner) to write to the landowner."]
skips = ["The road over to the mill is closed."]

[[rule]]
id = "label"
off = true
note = ""
shape = "LABEL"
finds = []
"""
    )
    (folder / "psr.toml").write_text('rules = ["mine"]')
    rows = json.loads(CliRunner().invoke(main, ["rules", "list", "--format", "json"]).stdout)
    names = {row["rule"] for row in rows}
    assert "actions/over-to" in names and "actions/label" not in names
