"""What later minutes say of an action, in the shapes in which they say it: from two small documents to its life."""

from pathlib import Path

import pytest

from psr_extract import tracker
from psr_extract.ingest.reader import Reader, read_records, reader
from psr_extract.store import File, Store

HEAD = "# Mill Ward Forum\n\nMinutes of the meeting held on {day}\n\nPresent: Jane Roe (JR), Alan Holt (AH)\n\n"
MARCH = """## Weir

The railings of the weir are loose. JR to price new railings for the weir.

## Ferry

The ferry has a leak below the bench.

Action: AH to ask the boatyard for a price

## Swans

Alan Holt to count the swans below the dam.
"""


@pytest.fixture(scope="module")
def using() -> Reader:
    return reader()


def lives(folder: Path, store: Store, using: Reader, *told: str) -> dict[str, list[object]]:
    """For each action raised in March what later minutes (one text each) made of it."""
    days = ("12 March 2025", "14 May 2025", "9 July 2025")
    for number, text in enumerate((MARCH, *told)):
        path = folder / f"{number}.md"
        path.write_text(HEAD.format(day=days[number]) + text, encoding="utf-8")
        store.save(File(str(path), path.name, 1, "", ""), read_records(path, using))
    tracker.link(store)
    found: dict[str, list[object]] = {}
    for row in store.rows("SELECT id, text FROM action_list WHERE raised = '2025-03-12'"):
        sql = "SELECT event FROM action_events WHERE life = ? AND part = 'text' AND date > '2025-03-12' ORDER BY date"
        found[str(row["text"]).split()[-1].strip(".")] = [one["event"] for one in store.rows(sql, [row["id"]])]
    return found


REVIEW, LAST = "## Matters arising\n\n", "## Actions from last meeting\n\n- JR to price new railings for the weir\n"
TOLD = {
    "a word behind a full stop": (REVIEW + "- Price new railings for the weir. - done", ["done"]),
    "a dash at a full stop": (REVIEW + "- Price new railings for the weir.- Done", ["done"]),
    "a tag in italics": (REVIEW + "1. **Action 1: JR to price new railings for the weir.** _Closed_ See the weir.",
                         ["done"]),
    "a ticked box": (REVIEW + "- [x] JR to price new railings for the weir", ["done"]),
    "a ticked box and initials": ("## Actions\n\n- [x] (JR) price new railings for the weir", ["done"]),
    "a note that carries": (LAST + "  - Still working on this, roll over", ["carried", "carried"]),
    "a note that ends": (LAST + "  - Both quotes are in, done.", ["carried", "done"]),
    "one of two clauses": ("## Weir\n\nNew railings for the weir had been priced, but the path has not been begun.",
                           ["done"]),
    "what remains": ("## Weir\n\nThe railings for the weir remain for the summer.", ["carried"]),
}  # fmt: skip


@pytest.mark.parametrize(("told", "events"), TOLD.values(), ids=TOLD)
def test_what_became_of_a_task(
    tmp_path: Path, store: Store, using: Reader, told: str, events: list[object]
) -> None:
    assert lives(tmp_path, store, using, told)["weir"] == events


def test_a_done_entry_that_is_listed_again_stays_one_action(tmp_path: Path, store: Store, using: Reader) -> None:
    entry = "## Actions\n\n- [x] JR to price new railings for the weir"
    assert lives(tmp_path, store, using, entry, entry)["weir"] == ["done", "done"]


def test_what_closes_a_task_does_not_ask_for_it_again(tmp_path: Path, store: Store, using: Reader) -> None:
    told = "## Matters arising\n\nJR has priced new railings for the weir.\n\n## Weir\n\nJR to order the railings."
    lives(tmp_path, store, using, told)
    stands = {str(row["text"]): row["status"] for row in store.rows("SELECT text, status FROM action_list")}
    assert stands["JR to price new railings for the weir."] == "done"
    assert stands["JR to order the railings."] == "open"


def test_a_sentence_may_tell_of_two_tasks(tmp_path: Path, store: Store, using: Reader) -> None:
    told = "## Matters arising\n\nNew railings for the weir were priced, and AH had counted the swans below the dam."
    lives(tmp_path, store, using, told)
    sql = "SELECT text FROM action_list WHERE status = 'done' ORDER BY text"
    assert [row["text"] for row in store.rows(sql)] == [
        "Alan Holt to count the swans below the dam.", "JR to price new railings for the weir."]  # fmt: skip


def test_initials_and_names_are_one_person(tmp_path: Path, store: Store, using: Reader) -> None:
    told = "## Ferry\n\nMr Holt had asked the boatyard for a price, and it has come."
    assert lives(tmp_path, store, using, told)["price"] == ["done"]


@pytest.mark.parametrize("told", ["No matters arising.", "There were none.", "The minutes were signed by Jane Roe."])
def test_nothing_is_no_update(tmp_path: Path, store: Store, using: Reader, told: str) -> None:
    assert lives(tmp_path, store, using, f"## Matters arising\n\n{told}") == {"weir": [], "price": [], "dam": []}


def test_an_annual_meeting_is_of_the_same_body(tmp_path: Path, store: Store, using: Reader) -> None:
    for name, day in (("Mill Parish Council", "12 March 2025"), ("Mill Parish Annual Council", "14 May 2025")):
        path = tmp_path / f"{day}.txt"
        path.write_text(f"Minutes of {name} Meeting held on {day}\n\nPresent: Jane Roe\n\n1. Weir\n", encoding="utf-8")
        store.save(File(str(path), path.name, 1, "", ""), read_records(path, using))
    tracker.link(store)
    assert [row["documents"] for row in store.rows("SELECT documents FROM body_list")] == [2]
