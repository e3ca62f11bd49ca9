"""Whatever the order in which a history arrives, twice, corrected, draft before approved: the end is the same."""

import json
import random
import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest
from support import ROOT, save

from psr_extract import tracker
from psr_extract.document import Document
from psr_extract.ingest.reader import read_records, reader
from psr_extract.records import Record
from psr_extract.store import Store
from psr_extract.tracker import log, same

HEAD = "Minutes of the Mill Ward Forum\n\n{date}\n\nPresent: Jane Roe (JR), Alan Holt (AH)\n\n"
HISTORY = {
    "2024-01.txt": """10 January 2024
# Towpath

Action: JR to write to the canal trust about the towpath

Action: AH to price new railings for the weir by 1 March

# Signs

AH to order six oak signs.
""",
    "2024-03-draft.txt": """12 March 2024
DRAFT

# Matters arising

- Towpath: JR had written to the canal trust.

# Mill

Action: JR to paint the sluice gate

Action: AH to count the swans
""",
    "2024-03.txt": """12 March 2024
# Matters arising

- Towpath: JR had written to the canal trust.
- Railings for the weir: carried forward.

# Mill

Action: JR to paint the old sluice gate
""",
    "2024-03-corrected.txt": """12 March 2024
# Matters arising

- Towpath: JR had written to the canal trust.
- Railings for the weir: carried forward.

# Eel pass

Action: AH to clear the eel pass

# Mill

Action: JR to paint the old sluice gate
""",
    "2024-05.txt": """14 May 2024
# Review of actions

Action	Owner	Status
Price new railings for the weir	AH	Ongoing
Paint the old sluice gate	JR	Done
""",
    "2024-07.txt": """9 July 2024
# Weir

The railings for the weir are no longer required.

# Signs

The six oak signs had been ordered.
""",
    "2024-09.txt": """10 September 2024
# Boat

Action: AH to insure the ferry before the end of the year
""",
    "2024-11.txt": """12 November 2024
# Matters arising

- The ferry: AH is awaiting two quotes for the insurance.
""",
}
"""Minutes of six meetings, one of them also as a draft and corrected after approval: the first line is the day."""
SAID = (
    ("done", "eel pass", None),
    ("due", "sluice gate", json.dumps({"due": ["by June", "2024-06-01", "2024-06-30"]})),
    ("merge", "oak signs", "ferry"),
    ("split", "Price new railings for the weir", None),
    ("note", "towpath", "Ask at the lock"),
)
"""What people say of which action, and of which other."""
NUMBERS = {"document", "file"}, {"entry", "action", "text", "raised", "path", "value", "value_text", "value_day"}
"""Columns that number rows, and those that tell how an action was called when an entry was made."""
Reading = tuple[str, tuple[tuple[Document, Record], ...]]


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> list[Reading]:
    """The history as it is read, and an earlier, mistaken state of one of its files."""
    folder, using = tmp_path_factory.mktemp("history"), reader()
    found = []
    days = {name: text.partition("\n") for name, text in HISTORY.items()}
    texts = {name: HEAD.format(date=day) + rest for name, (day, _, rest) in days.items()}
    texts["2024-09.txt "] = texts["2024-09.txt"].replace("ferry", "punt").replace("AH to", "JR to")
    for name, text in texts.items():
        path = folder / name.strip()
        path.write_text(text, encoding="utf-8")
        found.append((name.strip(), read_records(path, using)))
    return found


def fill(path: Path, arrivals: list[Reading], *, between: bool, said: bool = False) -> Store:
    empty = path.with_name("empty")
    if not empty.exists():
        with Store.open(empty, create=True):
            pass
    shutil.copy(empty, path)
    store = Store.open(path)
    with nullcontext() if between else store.transaction():
        for name, reading in arrivals:
            save(store, *reading, path=f"/in/{name}")
            if between:
                tracker.link(store)
                if said:
                    say_all(store)
    tracker.link(store)
    if said:
        say_all(store)
    return store


def say_all(store: Store) -> None:
    """Let people say what has not been said yet, of the actions that are there."""
    for hour, (what, words, value) in enumerate(SAID, 10):
        at = f"2024-03-20T{hour}:00:00"
        rows = store.rows("SELECT * FROM action_list WHERE text LIKE ? ORDER BY raised", [f"%{words}%"])
        other = store.rows("SELECT id FROM action_list WHERE text LIKE ?", [f"%{value}%"]) if what == "merge" else []
        later = store.rows("SELECT action, life FROM action_events WHERE text = ? AND part = 'text'", [words])
        ready = {"merge": bool(other), "split": bool(later) and later[0]["life"] != later[0]["action"]}
        if rows and ready.get(what, True) and not store.rows("SELECT 1 FROM entry_list WHERE at = ?", [at]):
            key = str(later[0]["action"]) if what == "split" else None
            value = str({"merge": other, "split": rows}.get(what, [{"id": value}])[0]["id"])
            log.add(store, what, rows[0], value=value, key=key, who="Jo", at=at, why=None)
    tracker.link(store)


def everything(store: Store) -> dict[str, list[str]]:
    """All rows of the views with all their columns, ids of actions too."""
    found = {}
    for view in (*same.VIEWS, "mention_list", "update_list", "people_list", "unclear_list"):
        left_out = NUMBERS[0] - {"file"} | (NUMBERS[1] if view == "entry_list" else set())
        left_out |= {"id"} if view == "decision_list" else set()
        rows = store.rows(f"SELECT * FROM {view}")
        found[view] = sorted(repr({name: row[name] for name in row if name not in left_out}) for row in rows)
    return found


def test_two_hundred_orders_end_in_the_same_views(tmp_path: Path, readings: list[Reading]) -> None:
    *history, mistaken = readings
    last = next(one for one in history if one[0] == mistaken[0])
    with fill(tmp_path / "in-order.db", history, between=False, said=True) as first:
        lives = {str(row["text"]): row["status"] for row in first.rows("SELECT text, status FROM action_list")}
        assert sorted(set(lives.values())) == ["done", "dropped", "open"]
        assert len(first.rows("SELECT 1 FROM entry_list WHERE life IS NOT NULL")) == len(SAID)
        wanted = everything(first)
    for number in range(200):
        dice = random.Random(number)
        arrivals = dice.sample(history, len(history))
        arrivals.insert(dice.randrange(len(arrivals)), dice.choice(history))  # one comes twice
        arrivals.insert(0, mistaken)
        arrivals.append(last)  # what was mistaken is corrected in the end
        with fill(tmp_path / f"{number}.db", arrivals, between=number % 10 == 0, said=True) as store:
            for name, _ in dice.sample(history, int(number % 8 == 0)):  # one goes and comes back
                reading = next(one for one in history if one[0] == name)[1]
                store.forget(f"/in/{name}")
                tracker.link(store)
                save(store, *reading, path=f"/in/{name}")
                tracker.link(store)
            assert everything(store) == wanted, [name for name, _ in arrivals]


def test_the_corpus_has_no_order(tmp_path: Path) -> None:
    using = reader()
    files = sorted(path for path in (ROOT / "corpus").rglob("20*.*") if path.suffix in (".html", ".txt", ".md"))
    found = [(path.name, read_records(path, using)) for path in files]
    with fill(tmp_path / "one.db", found, between=False) as one, fill(tmp_path / "two.db", found[::-1],
                                                                     between=True) as two:  # fmt: skip
        assert len(one.rows("SELECT * FROM action_list")) > 10
        assert same.differences(one, two) == []


def test_what_is_linked_bit_by_bit_is_what_is_linked_at_once(tmp_path: Path, readings: list[Reading]) -> None:
    *history, mistaken = readings
    late = "Minutes of the Mill Ward Forum\n\n8 December 2024\n\nPresent: Joan Ray (JR), Adam Hill (AH)\n\nNoted."
    (tmp_path / "late.txt").write_text(late, encoding="utf-8")
    arrivals = [mistaken, *history, ("late.txt", read_records(tmp_path / "late.txt", reader()))]
    right = next(one for one in history if one[0] == mistaken[0])
    seen = set()
    for number in range(12):
        dice = random.Random(number)
        dice.shuffle(arrivals)
        bits, whole = tmp_path / f"bits-{number}.db", tmp_path / f"whole-{number}.db"
        with fill(bits, [], between=False) as one:
            for name, reading in [*arrivals, right]:
                save(one, *reading, path=f"/in/{name}")
                tracker.link(one)
                say_something(one, dice)
                if dice.random() < 0.3:
                    one.forget(f"/in/{name}")
                    save(one, *reading, path=f"/in/{name}")
                tracker.link(one)
            for row in dice.sample(one.rows("SELECT path FROM file_list ORDER BY path"), 2):
                one.forget(str(row["path"]))
                tracker.link(one)
            one.backup(whole)
            with Store.open(whole) as two:
                two.delete("DELETE FROM link_states")
                two.mark("mill ward forum")
                tracker.link(two)
                assert same.differences(one, two) == [], number
            seen |= {str(row["what"]) for row in one.rows("SELECT what FROM entry_list WHERE life IS NOT NULL")}
    assert seen == {"done", "merge", "split", "assign"}


def say_something(store: Store, dice: random.Random) -> None:
    """Let a person do something with an action, at a time that is known by the number of entries."""
    rows = store.rows("SELECT * FROM action_list WHERE raised IS NOT NULL ORDER BY id")
    if len(rows) < 2 or dice.random() < 0.6:
        return
    action, other = dice.sample(rows, 2)
    what = dice.choice(["done", "merge", "split", "assign"])
    values = {"assign": json.dumps({"owners": ["AH"]}), "done": None}
    at = f"2025-01-{len(store.rows('SELECT 1 FROM entry_list')) + 1:02d}T10:00:00"
    log.add(store, what, action, value=values.get(what, str(other["id"])), who="Jo", at=at, why=None)
