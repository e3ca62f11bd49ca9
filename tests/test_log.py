"""What people say of actions: it holds over what is read, is never overwritten, and travels as lines of JSON."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support import action, by, minutes, save

from psr_extract import tracker
from psr_extract.cli import main
from psr_extract.reports import review
from psr_extract.store import Store
from psr_extract.tracker import same

FIRST = minutes("2025-03-20", action("Write to the landowner about the bridge", "Clerk", due=by(2025, 4, 1)),
                action("Order new signs for the mill", "JR"), people=[("Jane Roe", "present")],
                initials="JR")  # fmt: skip
SECOND = minutes("2025-05-20", action("Order new signs for the mill and the weir", "JR"))
BRIDGE, SIGNS, LATER = "whpp-2025-03-20-01", "whpp-2025-03-20-02", "whpp-2025-05-20-01"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "test.db"
    with Store.open(path, create=True) as store:
        for reading in (FIRST, SECOND):
            save(store, reading)
        tracker.link(store)
    return path


def run(db: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--db", str(db)])


def action_of(db: Path, key: str) -> dict[str, object]:
    with Store.open(db) as store:
        return dict(store.rows("SELECT * FROM action_list WHERE id = ?", [key])[0])


def test_a_persons_word_holds_when_the_document_is_read_again(db: Path) -> None:
    assert run(db, "done", BRIDGE, "--why", "letter seen", "--who", "ann", "--on", "2025-04-02").exit_code == 0
    with Store.open(db) as store:
        save(store, minutes("2025-03-20", action("Write to the landowner about the old bridge", "Clerk")), reader="r2")
        tracker.link(store)
        entries = store.rows("SELECT who, what, why, life FROM entry_list")
    assert (action_of(db, BRIDGE)["status"], action_of(db, BRIDGE)["closed"]) == ("done", "2025-04-02")
    assert entries == [{"who": "ann", "what": "done", "why": "letter seen", "life": BRIDGE}]


def test_drop_reopen_due_assign_correct(db: Path) -> None:
    for arguments in (["drop", BRIDGE], ["reopen", BRIDGE, "--on", "2099-01-01"], ["due", BRIDGE, "31 May 2025"],
                      ["assign", BRIDGE, "Jane Roe"], ["correct", SIGNS, "--text", "Order two signs"],
                      ["note", SIGNS, "The weir has its own"]):  # fmt: skip
        assert run(db, *arguments).exit_code == 0, arguments
    row = action_of(db, BRIDGE)
    assert (row["status"], row["due_end"], row["owners"]) == ("open", "2025-05-31", "Jane Roe")
    assert action_of(db, SIGNS)["text"] == "Order two signs"


def test_a_link_that_a_person_undoes_stays_undone(db: Path) -> None:
    assert action_of(db, SIGNS)["mentions"] == 2
    assert run(db, "split", LATER).exit_code == 0
    with Store.open(db) as store:
        save(store, SECOND, reader="r2")
        store.mark("wye hollow parks partnership")
        tracker.link(store)
    assert (action_of(db, SIGNS)["mentions"], action_of(db, LATER)["mentions"]) == (1, 1)
    assert run(db, "merge", SIGNS, LATER).exit_code == 0
    assert action_of(db, SIGNS)["mentions"] == 2


def test_a_doubtful_link_waits_for_a_person(db: Path) -> None:
    with Store.open(db) as store:
        save(store, minutes("2025-07-20"))
        save(store, minutes("2025-09-20", action("Look at the bridge of the other landowner", "Clerk")))
        tracker.link(store)
        (doubt,) = review(store, None)
    assert (doubt["id"], doubt["said"]) == (BRIDGE, "Look at the bridge of the other landowner")
    assert run(db, "accept", str(doubt["key"]), BRIDGE).exit_code == 0
    assert action_of(db, BRIDGE)["mentions"] == 2
    assert run(db, "reject", str(doubt["key"]), BRIDGE).exit_code == 0
    assert action_of(db, BRIDGE)["mentions"] == 1
    assert "Nothing found" in run(db, "review").output


def test_the_log_travels_and_says_the_same(db: Path, tmp_path: Path) -> None:
    for arguments in (["done", BRIDGE], ["split", LATER], ["assign", LATER, "Jane Roe"]):
        run(db, *arguments)
    out, other = tmp_path / "log.jsonl", tmp_path / "other.db"
    assert run(db, "log", "export", "--out", str(out)).exit_code == 0
    with Store.open(other, create=True) as store:
        for reading in (SECOND, FIRST):
            save(store, reading)
        tracker.link(store)
    assert "3 taken in, 0 were there" in run(other, "log", "import", str(out)).output
    assert "0 taken in, 3 were there" in run(other, "log", "import", str(out)).output
    with Store.open(db) as one, Store.open(other) as two:
        assert same.differences(one, two) == []
        assert len(two.rows("SELECT * FROM entry_list WHERE life IS NOT NULL")) == 3


def test_an_entry_whose_action_is_gone_waits_in_the_review(db: Path) -> None:
    run(db, "done", BRIDGE)
    with Store.open(db) as store:
        store.forget("/in/2025-03-20.txt")
        tracker.link(store)
        (lost,) = review(store, None)
        assert (lost["id"], lost["action"]) == (None, "Write to the landowner about the bridge")
        save(store, FIRST)
        tracker.link(store)
        assert review(store, None) == []
    assert action_of(db, BRIDGE)["status"] == "done"


def test_the_log_cannot_be_changed(db: Path) -> None:
    run(db, "done", BRIDGE)
    with Store.open(db) as store, pytest.raises(Exception, match="only added to"):
        store.delete("DELETE FROM entries")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["done", "whpp-2025-03-20-1"], "no action has the id 'whpp-2025-03-20-1'. Did you mean whpp-2025-03-20-01"),
        (["due", BRIDGE, "31/02/2025"], "'31/02/2025' is no day. Write it as"),
        (["done", BRIDGE, "--on", "yesterweek"], "'yesterweek' is no day"),
        (["assign", BRIDGE, "Jayne Row"], "no owner is called 'Jayne Row'. Did you mean Jane Roe"),
        (["split", BRIDGE], "is where the action begins"),
        (["merge", SIGNS, LATER], "are one action already"),
        (["accept", "u-00000000", BRIDGE], "nothing has the key"),
        (["reject", BRIDGE, BRIDGE], f"is where {BRIDGE} begins"),
        (["assign", BRIDGE, " ", "--new"], "an owner without a name"),
        (["actions", "--since", "2025-02-30"], "--since '2025-02-30' is no day. Write it as"),
        (["stats", "--today", "tomorrow"], "--today 'tomorrow' is no day"),
    ],
)
def test_bad_input_is_one_line_and_changes_nothing(db: Path, arguments: list[str], says: str) -> None:
    result = run(db, *arguments)
    assert result.exit_code in (2, 6, 7)
    assert says in result.output
    assert result.output.strip().count("\n") == 0
    assert run(db, "log", "export").output == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("not json\n", "line 1: is no entry of a log"),
        ('{"entry": "1"}\n', "is no entry of a log: at: Field required"),
        (json.dumps(dict.fromkeys(("entry", "who", "action", "text"), "x") | {"what": "done", "at": "2025-04-01"}),
         "of another database"),
        (json.dumps(dict.fromkeys(("entry", "who", "action", "text"), "x") | {"what": "paint", "at": "2025-04-01"}),
         "nobody can do 'paint'"),
        (json.dumps({"entry": "1", "at": "soon", "who": "x", "action": BRIDGE, "text": "x", "what": "done"}),
         "at: 'soon' is no time"),
        *((json.dumps({"entry": "1", "at": "2025-04-01", "who": "x", "action": BRIDGE, "text": "x", "what": "due",
                       "value": value}), "sets no text, owners or date")
          for value in ("soon", None, '{"due": ["soon", "2025-02-30", "2025-02-30"]}', '{"when": ["soon"]}')),
    ],
)  # fmt: skip
def test_a_log_that_does_not_fit_changes_nothing(db: Path, tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "log.jsonl").write_text(text, encoding="utf-8")
    result = run(db, "log", "import", str(tmp_path / "log.jsonl"))
    assert (result.exit_code, result.output.count("\n")) == (7, 1)
    assert says in result.output
    assert run(db, "log", "export").output == ""


def test_files_and_log_are_all_there_is(tmp_path: Path) -> None:
    folder, db = tmp_path / "minutes", tmp_path / "psr.db"
    folder.mkdir()
    text = "Mill Ward Forum\n\nMinutes of the meeting held on {}\n\nAction: JR to price railings for the weir\n"
    for day in ("12 March 2024", "14 May 2024"):
        (folder / f"{day}.txt").write_text(text.format(day), encoding="utf-8")
    assert run(db, "ingest", str(folder)).exit_code == 0
    with Store.open(db) as store:
        (row,) = store.rows("SELECT id, mentions FROM action_list")
    assert row["mentions"] == 2
    assert run(db, "done", str(row["id"])).exit_code == 0
    result = run(db, "rebuild")
    assert (result.exit_code, result.output) == (0, "2 files and the log give the same views.\n")
