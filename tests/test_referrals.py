"""Business that one body hands to another: both keep their own actions, and each shows what became of the other."""

import json
import random
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support import action, minutes, save

from psr_extract import reports, tracker
from psr_extract.cli import main
from psr_extract.document import Document
from psr_extract.ingest.reader import read_records, reader
from psr_extract.records import Record
from psr_extract.store import Store
from psr_extract.tracker import log, same
from psr_extract.tracker.signs import others_named

Reading = tuple[str, tuple[tuple[Document, Record], ...]]
BOARD = "Minutes of the Larkmoor Partnership Board\n\n{day}\n\nPresent: Jane Roe (JR), Alan Holt (AH)\n\n"
FORUM = "Minutes of the Larkmoor Commons Forum\n\n{day}\n\nPresent: Tom Ash (TA), Una Birch (UB)\n\n"
TEXTS = {
    "board-1.txt": BOARD.format(day="10 January 2025")
    + """# Paths

Action: the Commons Forum to survey the flooded paths on the heath by May

Action: JR to ask the Larkmoor Commons Forum for a list of its volunteers and their telephone numbers

Action: AH to renew the insurance of the van
""",
    "forum-1.txt": FORUM.format(day="4 February 2025")
    + """# Requests

The Board had asked for a survey of the flooded paths. Action: TA to survey flooded paths on the heath before May

Action: UB to mend the gate of the ferry

Action: TA to write to the volunteers about a telephone for the ferry
""",
    "board-2.txt": BOARD.format(day="14 March 2025")
    + """# Matters arising

- Paths: the survey of the flooded paths by the Forum is in hand.

# Fencing

Action: JR to refer the repair of the broken fence at Oxley to the Commons Forum
""",
    "forum-2.txt": FORUM.format(day="6 May 2025")
    + """# Matters arising

- The survey of the flooded paths: complete.

# Fence

Action: UB to price a repair of the broken fence at Oxley

# Other

Action: UB to clear the pond of duckweed
""",
}


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> list[Reading]:
    folder, using = tmp_path_factory.mktemp("two-bodies"), reader()
    found = []
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
        found.append((name, read_records(folder / name, using)))
    return found


def filled(path: Path, arrivals: list[Reading], *, between: bool = False) -> Store:
    empty = path.with_name("empty")
    if not empty.exists():
        with Store.open(empty, create=True):
            pass
    shutil.copy(empty, path)
    store = Store.open(path)
    for name, reading in arrivals:
        save(store, *reading, path=f"/in/{name}")
        if between:
            tracker.link(store)
    tracker.link(store)
    return store


def handed(store: Store) -> set[tuple[object, ...]]:
    rows = store.rows("SELECT giver, taker, state, why FROM handed_list")
    return {tuple(row.values()) for row in rows}


PATHS, VOLUNTEERS, FENCE = "lpb-2025-01-10-01", "lpb-2025-01-10-02", "lpb-2025-03-14-01"
SURVEY, TELEPHONE, PRICE = "lcf-2025-02-04-01", "lcf-2025-02-04-03", "lcf-2025-05-06-01"


def test_what_is_handed_on_is_linked_where_clear_and_doubted_where_not(tmp_path: Path, readings: list[Reading]) -> None:
    with filled(tmp_path / "a.db", readings) as store:
        assert handed(store) == {
            (PATHS, SURVEY, "linked", "words"), (FENCE, PRICE, "linked", "words"),
            (VOLUNTEERS, TELEPHONE, "doubtful", "words"),
        }  # fmt: skip
        states = {row["id"]: row["status"] for row in store.rows("SELECT id, status FROM action_list")}
        assert (states[PATHS], states[SURVEY]) == ("open", "done")  # each body's action keeps its own life
        (row,) = reports.handed(store, PATHS)
        assert (row["way"], row["id"], row["stands"], row["ended"]) == ("to", SURVEY, "done", "2025-05-06")
        assert (row["quote"], row["file"]) == ("The Board had asked for a survey of the flooded paths.", "forum-1.txt")
        assert reports.elsewhere(store, PATHS) == []


def test_any_order_of_two_bodies_ends_in_the_same_views(tmp_path: Path, readings: list[Reading]) -> None:
    with filled(tmp_path / "first.db", readings) as first:
        for number in range(16):
            dice = random.Random(number)
            arrivals = dice.sample(readings, len(readings)) + [dice.choice(readings)]
            with filled(tmp_path / f"{number}.db", arrivals, between=number % 2 == 0) as store:
                if number % 4 == 0:
                    name, reading = dice.choice(readings)
                    store.forget(f"/in/{name}")
                    tracker.link(store)
                    save(store, *reading, path=f"/in/{name}")
                    tracker.link(store)
                assert same.differences(first, store) == [], [name for name, _ in arrivals]


def say(store: Store) -> None:
    """Undo a link, and join two that nobody found."""
    lives = {str(row["id"]): row for row in store.rows("SELECT * FROM action_list")}
    log.add(store, "reject", lives[SURVEY], value=PATHS, who="Jo", at="2025-07-01T10:00:00", why=None)
    log.add(store, "accept", lives[TELEPHONE], value=FENCE, who="Jo", at="2025-07-02T10:00:00", why=None)
    tracker.link(store)


def test_what_was_said_holds_whatever_comes_and_goes(tmp_path: Path, readings: list[Reading]) -> None:
    with filled(tmp_path / "first.db", readings) as first:
        say(first)
        assert (TELEPHONE, FENCE, "linked", "person") in handed(first)  # what was raised first hands on
        for number in range(8):
            dice = random.Random(number)
            with filled(tmp_path / f"{number}.db", dice.sample(readings, len(readings)), between=True) as store:
                say(store)
                for name, reading in dice.sample(readings, 2):
                    store.forget(f"/in/{name}")
                    tracker.link(store)
                    save(store, *reading, path=f"/in/{name}")
                    tracker.link(store)
                assert same.differences(first, store) == [], number


def psr(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.fixture
def read(tmp_path: Path) -> Path:
    """The documents in a folder, and their database."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert psr("ingest", folder, "--db", tmp_path / "psr.db").exit_code == 0
    return tmp_path / "psr.db"


def test_show_tells_what_became_of_it_at_the_other_body(tmp_path: Path, readings: list[Reading]) -> None:
    read = tmp_path / "a.db"
    with filled(read, readings):
        pass
    told = psr("show", PATHS, "--db", read).stdout
    assert f"referred to Larkmoor Commons Forum: {SURVEY}, done since 6 May 2025\n    TA to survey" in told
    assert "“The Board had asked for a survey of the flooded paths.”" in told and "rule referrals/asked-us" in told
    assert f"referred from Larkmoor Partnership Board: {PATHS}, open, last mentioned on 14 March 2025" in (
        psr("show", SURVEY, "--db", read).stdout)  # fmt: skip
    rows = json.loads(psr("actions", "--referred", "--status", "all", "--format", "json", "--db", read).stdout)
    assert {row["id"]: (row["referred_to"], row["referred_from"]) for row in rows} == {
        PATHS: (SURVEY, ""), FENCE: (PRICE, ""), SURVEY: ("", PATHS), PRICE: ("", FENCE)}  # fmt: skip
    assert "referred" in psr("actions", "--referred", "--db", read).stdout
    (board,) = (one for one in json.loads(psr("lives", "--db", read).stdout) if one["body"].endswith("Board"))
    (paths,) = (one for one in board["actions"] if one["id"] == PATHS)
    assert [(one["to"], one["status"]) for one in paths["referrals"]] == [(SURVEY, "done")]


def test_what_people_say_of_referrals_holds(read: Path, readings: list[Reading]) -> None:
    review = psr("review", "--db", read).stdout
    assert f"was {VOLUNTEERS} referred to Larkmoor Commons Forum as {TELEPHONE}" in review
    assert psr("reject", VOLUNTEERS, TELEPHONE, "--db", read).exit_code == 0
    assert psr("reject", SURVEY, PATHS, "--why", "another survey", "--db", read).exit_code == 0  # a link is undone
    assert psr("accept", VOLUNTEERS, "lcf-2025-05-06-02", "--db", read).exit_code == 0  # one that nobody found
    hold = {(FENCE, PRICE, "linked"), (VOLUNTEERS, "lcf-2025-05-06-02", "linked"), (PATHS, None, "unanswered")}

    def holds(db: Path) -> None:
        with Store.open(db) as store:
            assert {row[:3] for row in handed(store)} == hold

    holds(read)
    told = psr("show", PATHS, "--db", read).stdout
    assert "referred to Larkmoor Commons Forum: nothing is found of it there" in told
    assert f"not the same business as {SURVEY}, entered by" in told and "why: “another survey”" in told
    checks = json.loads(psr("lint", "--format", "json", "--db", read).stdout)
    assert [row["what"] for row in checks if row["check"] == "referred, not taken up"] == [PATHS]
    text = (read.parent / "in" / "forum-1.txt").read_text(encoding="utf-8")
    text += "\n# Any other business\n\nThere was none.\n"
    (read.parent / "in" / "forum-1.txt").write_text(text, encoding="utf-8")
    assert "1 read again" in psr("ingest", read.parent / "in", "--db", read).output
    holds(read)
    assert psr("rebuild", "--db", read).exit_code == 0
    holds(read)
    entries, again = read.parent / "log.jsonl", read.parent / "again.db"
    entries.write_text(psr("log", "export", "--db", read).stdout, encoding="utf-8")
    with filled(again, readings):
        pass
    assert psr("log", "import", entries, "--db", again).exit_code == 0
    holds(again)
    assert "each with its own life" in psr("merge", PATHS, SURVEY, "--db", read).stderr
    assert psr("accept", PATHS, SURVEY, "--db", read).exit_code == 0  # said the other way round, the newest holds
    with Store.open(read) as store:
        assert (PATHS, SURVEY, "linked", "words") in handed(store)


def read_texts(folder: Path, store: Store, **texts: str) -> None:
    using = reader()
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        save(store, *read_records(path, using), path=f"/in/{name}.txt")
    tracker.link(store)


def test_what_is_handed_on_later_and_what_a_heading_says_count_too(tmp_path: Path, store: Store) -> None:
    read_texts(
        tmp_path, store,
        one=BOARD.format(day="10 January 2025") + "Action: JR to repaint the rotten hulls of the old boats\n",
        two=BOARD.format(day="14 March 2025") + "# Matters arising\n\n"
        "- The rotten hulls of the old boats: referred to the Commons Forum.\n",
        three=FORUM.format(day="6 May 2025") + "# Request from the Partnership Board\n\n"
        "Action: TA to scrape and repaint rotten hulls of boats\n",
    )  # fmt: skip
    (row,) = store.rows("SELECT giver, taker, state, quote, file FROM handed_list")
    assert row == {"giver": "lpb-2025-01-10-01", "taker": "lcf-2025-05-06-01", "state": "linked", "file": "two.txt",
                   "quote": "The rotten hulls of the old boats: referred to the Commons Forum."}  # fmt: skip
    store.forget("/in/two.txt")
    tracker.link(store)
    (row,) = store.rows("SELECT state, quote, file FROM handed_list")
    assert row == {"state": "linked", "file": "three.txt", "quote": "Request from the Partnership Board"}


def test_two_that_fit_alike_are_doubtful_and_so_is_a_name_of_two_bodies(tmp_path: Path, store: Store) -> None:
    asked = BOARD.format(day="10 January 2025") + "# Boats\n\nAction: JR to ask the {} to repaint the rotten hulls\n"
    task = "Action: TA to repaint the rotten hulls of the {} boats\n\n"
    forum = FORUM.format(day="6 May 2025")
    weir = forum.replace("Larkmoor Commons Forum", "Weir Forum") + task.format("red")
    both = forum + task.format("green") + task.format("blue")
    read_texts(tmp_path, store, board=asked.format("Larkmoor Commons Forum"), forum=both)
    assert [row[1:3] for row in sorted(handed(store), key=str)] == [
        ("lcf-2025-05-06-01", "doubtful"), ("lcf-2025-05-06-02", "doubtful")]  # fmt: skip
    read_texts(tmp_path, store, board=asked.format("Forum"), forum=forum + task.format("green"), weir=weir)
    assert [row[1:3] for row in sorted(handed(store), key=str)] == [
        ("lcf-2025-05-06-01", "doubtful"), ("weir-forum-2025-05-06-01", "doubtful")]  # fmt: skip


def test_where_each_body_names_the_other_less_is_enough(tmp_path: Path, store: Store) -> None:
    board = BOARD.format(day="10 January 2025") + "Action: JR to refer rope and lobster pots to the Forum\n"
    head = "# {}\n\nAction: TA to compare prices of lobster pots in the harbour\n"
    read_texts(tmp_path, store, board=board, forum=FORUM.format(day="6 May 2025") + head.format("Fishing"))
    assert [row[2] for row in handed(store)] == ["doubtful"]
    read_texts(tmp_path, store, forum=FORUM.format(day="6 May 2025") + head.format("Request of the Partnership Board"))
    assert [row[2] for row in handed(store)] == ["linked"]


def test_a_printed_reference_joins_the_actions_of_two_bodies(store: Store) -> None:
    board = minutes("2025-01-10", action("JR to count the ponies on the heath", "JR", ref="LB-25/007"),
                    action("JR to renew the insurance", "JR", ref="LB-25/008"), body="Larkmoor Board")  # fmt: skip
    forum = minutes("2025-02-04", action("Count ponies of the heath at dawn", "TA", ref="lb-25/007"),
                    action("Mend the ferry", "TA", ref="LB-25/008"), body="Larkmoor Forum")  # fmt: skip
    save(store, forum)
    save(store, board)
    tracker.link(store)
    assert handed(store) == {("larkmoor-board-2025-01-10-01", "larkmoor-forum-2025-02-04-01", "linked", "reference")}


FORUM_ALONE, COMMITTEES = ("larkmoor commons forum",), ("finance committee", "paths committee")


@pytest.mark.parametrize(("name", "others"), [
    ("the Forum", FORUM_ALONE), ("Commons Forum", FORUM_ALONE), ("LCF", FORUM_ALONE), ("Board", ()),
    ("the Larkmoor Partnership Board", ()), ("Committee", COMMITTEES), ("Finance Committee", COMMITTEES[:1]),
    ("Larkmoor", ()), ("Trustees", ()),
])  # fmt: skip
def test_which_body_a_name_means(name: str, others: tuple[str, ...]) -> None:
    bodies = ["finance committee", "larkmoor commons forum", "larkmoor partnership board", "paths committee"]
    assert others_named(name, "larkmoor partnership board", bodies) == others
