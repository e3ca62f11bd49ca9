"""Whatever the order in which a history arrives, twice, corrected, draft before approved: the end is the same."""

import json
import random
import shutil
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
"""Minutes of six meetings, one of them also as a draft: the first line is the day."""
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


def fill(path: Path, arrivals: list[Reading], *, between: bool) -> Store:
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


def test_two_hundred_orders_end_in_the_same_views(tmp_path: Path, readings: list[Reading]) -> None:
    *history, mistaken = readings
    last = history[-1]
    with fill(tmp_path / "in-order.db", history, between=False) as first:
        lives = {str(row["text"]): row["status"] for row in first.rows("SELECT text, status FROM action_list")}
        assert len(lives) == 5
        assert sorted(set(lives.values())) == ["done", "dropped", "open"]
        for number in range(200):
            dice = random.Random(number)
            arrivals = dice.sample(history, len(history))
            arrivals.insert(dice.randrange(len(arrivals)), dice.choice(history))  # one comes twice
            arrivals.insert(0, mistaken)
            arrivals.append(last)  # what was mistaken is corrected in the end
            with fill(tmp_path / f"{number}.db", arrivals, between=number % 10 == 0) as store:
                assert same.differences(first, store) == [], [name for name, _ in arrivals]


def test_the_corpus_has_no_order(tmp_path: Path) -> None:
    using = reader()
    files = sorted(path for path in (ROOT / "corpus").glob("20*.*") if path.suffix in (".html", ".txt", ".md"))
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
