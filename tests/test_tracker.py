import random
from pathlib import Path

import pytest
from support import action, by, minutes, save

from psr_extract import tracker
from psr_extract.document import Document
from psr_extract.records import Record
from psr_extract.reports import diff, elsewhere
from psr_extract.store import Store
from psr_extract.tracker.owners import Attender, person_of
from psr_extract.tracker.status import closing

Reading = tuple[Document, Record]


def linked(store: Store, *readings: Reading) -> list[dict[str, object]]:
    """The actions that these documents give, each as (events, status)."""
    for reading in readings:
        save(store, reading)
    tracker.link(store)
    return [dict(row) for row in store.rows("SELECT * FROM action_list ORDER BY id")]


def events(store: Store, life: object) -> list[object]:
    sql = "SELECT event FROM action_events WHERE life = ? AND part = 'text' ORDER BY date, action"
    return [row["event"] for row in store.rows(sql, [str(life)])]


def test_a_repeated_task_is_one_action(store: Store) -> None:
    (one,) = linked(
        store,
        minutes("2025-03-20", action("PMO to establish a task and finish group on reporting", "PMO")),
        minutes("2025-05-20", action("PMO still to establish a task and finish group on reporting", "PMO")),
    )
    assert (one["id"], one["raised"], one["mentioned"], one["mentions"]) == (
        "whpp-2025-03-20-01", "2025-03-20", "2025-05-20", 2)  # fmt: skip
    assert events(store, one["id"]) == ["raised", "carried"]


def test_a_table_that_says_it_shorter_is_the_same_action_of_the_same_person(store: Store) -> None:
    people = [("Jane Roe", "present")]
    rows = linked(
        store,
        minutes("2025-03-20", action("Jane Roe to bring new measures for the falls pilot to the board", "Jane Roe"),
                people=people, initials="JR"),  # type: ignore[arg-type]
        minutes("2025-05-20", action("Bring measures for the falls pilot", "JR")),
        minutes("2025-07-20", action("Bring measures for the falls pilot", "Alan Holt")),
    )  # fmt: skip
    assert [row["mentions"] for row in rows] == [2, 1]


def test_a_draft_and_the_approved_minutes_raise_one_action(store: Store) -> None:
    draft = minutes("2025-03-20", action("Circulate the revised terms of reference", "JR"), name="draft.txt")
    final = minutes("2025-03-20", action("Circulate the revised terms of reference", "JR"), name="final.txt", extra="!")
    (one,) = linked(store, draft, final)
    assert (one["file"], events(store, one["id"])) == ("final.txt", ["raised"])


def test_what_approval_left_out_is_no_action(store: Store) -> None:
    words = "Circulate the revised terms of reference"
    draft = minutes("2025-03-20", action(words, "JR"), action("Paint the gate of the mill", "JR"), name="draft.txt")
    rows = linked(store, draft)
    assert [row["text"] for row in rows] == [words, "Paint the gate of the mill"]
    rows = linked(store, minutes("2025-03-20", action(words, "JR"), name="final.txt", extra="!", decisions=["Agreed"]))
    assert [row["text"] for row in rows] == [words]
    files, changes = diff(store, "2025-03-20")
    assert files == ["draft.txt", "final.txt"]
    assert [(row["change"], row["kind"], row["before"] or row["text"]) for row in changes] == [
        ("gone", "action", "Paint the gate of the mill"), ("added", "decision", "Agreed")]  # fmt: skip


def test_a_corrected_version_of_approved_minutes_comes_after_them(store: Store) -> None:
    words = "Circulate the terms of reference of the forum"
    first = minutes("2025-03-20", action(words, "JR"), name="minutes.txt")
    later = minutes("2025-03-20", action(f"{words} by post", "JR"), name="minutes-corrected.txt", extra="!")
    (one,) = linked(store, later, first)
    assert (one["text"], one["id"]) == (f"{words} by post", "whpp-2025-03-20-01")
    assert diff(store, "2025-03-20")[0] == ["minutes.txt", "minutes-corrected.txt"]


def test_the_same_words_for_other_owners_are_two_actions(store: Store) -> None:
    rows = linked(
        store,
        minutes("2025-03-20", action("Report on the state of the footpaths", "Clerk")),
        minutes("2025-05-20", action("Report on the state of the footpaths", "Warden")),
    )
    assert len(rows) == 2


def test_a_doubtful_match_is_not_linked(store: Store) -> None:
    rows = linked(
        store,
        minutes("2025-03-20", action("Write to the landowner about the bridge", "Clerk")),
        minutes("2025-05-20", action("Write to the county about the broken gate", "Clerk")),
    )
    assert len(rows) == 2


def test_short_tasks_need_the_same_item(store: Store) -> None:
    rows = linked(
        store,
        minutes("2025-03-20", action("PMO to report back", "PMO", item="Budget")),
        minutes("2025-05-20", action("PMO to report back", "PMO", item="Footpaths")),
        minutes("2025-07-20", action("PMO to report back", "PMO", item="Footpaths")),
    )
    assert [row["mentions"] for row in rows] == [1, 2]


def test_a_printed_reference_links_a_changed_wording(store: Store) -> None:
    (one,) = linked(
        store,
        minutes("2025-03-20", action("Write to the landowner about the old bridge", "Clerk", ref="24/18(b)")),
        minutes("2025-05-20", action("Landowner to be written to again about bridge", "Clerk", ref="24/18 (b)")),
    )
    assert one["mentions"] == 2


def test_a_reference_that_begins_again_does_not_link(store: Store) -> None:
    rows = linked(
        store,
        minutes("2025-03-20", action("Write to the landowner about the bridge", ref="AP1")),
        minutes("2025-05-20", action("Order paint", ref="AP1")),
    )
    assert len(rows) == 2


def test_a_closed_row_ends_the_action(store: Store) -> None:
    (one,) = linked(
        store,
        minutes("2025-03-20", action("Circulate the revised terms of reference", "JR", due=by(2025, 4, 1))),
        minutes(
            "2025-05-20", action("Circulate the revised terms of reference", "JR", status="Complete, sent 1 April")
        ),
    )
    assert (one["status"], one["due_end"]) == ("done", "2025-04-01")
    assert store.rows("SELECT * FROM open_actions") == []


def test_a_new_deadline_is_an_update(store: Store) -> None:
    (one,) = linked(
        store,
        minutes("2025-03-20", action("Circulate the revised terms of reference", "JR", due=by(2025, 4, 1))),
        minutes("2025-05-20", action("Circulate the revised terms of reference", "JR", due=by(2025, 6, 1))),
    )
    assert events(store, one["id"]) == ["raised", "updated"]
    assert one["due_end"] == "2025-06-01"


def test_what_was_done_and_comes_up_again_is_new(store: Store) -> None:
    words = "Review the register of risks and report"
    rows = linked(
        store,
        minutes("2025-03-20", action(words, "JR", status="Done")),
        minutes("2025-05-20", action(words, "JR")),
    )
    assert [row["status"] for row in rows] == ["done", "open"]


def test_silent_after_two_meetings_without_a_word(store: Store) -> None:
    first = minutes("2025-03-20", action("Write to the landowner about the bridge", "Clerk"))
    assert [row["silent"] for row in linked(store, first, minutes("2025-05-20"))] == [0]
    assert [row["silent"] for row in linked(store, minutes("2025-07-20"))] == [1]


def test_other_bodies_and_undated_documents_are_not_linked(store: Store) -> None:
    words = "Establish a task and finish group on the towpath"
    rows = linked(
        store,
        minutes("2025-03-20", action(words)),
        minutes("2025-05-20", action(words), body="Hill Ward Forum Group"),
        minutes(None, action(words)),
        minutes(None, action(words), body=None, name="page.html"),
    )
    assert [row["mentions"] for row in rows] == [1, 1, 1, 1]


def test_a_removed_mention_is_taken_out_of_its_life(store: Store) -> None:
    words = "Establish a task and finish group on the towpath"
    first, second = minutes("2025-03-20", action(words)), minutes("2025-05-20", action(words), name="may.txt")
    linked(store, first, second)
    (one,) = linked(store, minutes("2025-05-20", name="may.txt"))
    assert (one["mentions"], one["mentioned"]) == (1, "2025-03-20")


HISTORY = [
    minutes("2024-01-10", action("Establish a task group on the towpath", "PMO"), action("Paint the old gate", "JR"),
            people=[("Jane Roe", "present")], initials="JR"),
    minutes("2024-03-10", action("Establish a task group on the towpath", "PMO", due=by(2024, 5, 1))),
    minutes("2024-05-10", action("Establish a task group on the towpath", "PMO", status="Closed"),
            action("Order new signs for the mill", "Jane Roe")),
    minutes("2024-07-10", action("Order new signs for the mill", "J Roe"), kind="paper"),
    minutes("2024-09-10", action("Order new signs for the mill", "JR")),
]  # fmt: skip


def test_the_order_of_reading_does_not_matter(tmp_path: Path) -> None:
    seen = set()
    for number in range(6):
        order = random.Random(number).sample(HISTORY, len(HISTORY))
        with Store.open(tmp_path / f"{number}.db", create=True) as store:
            for reading in order:
                save(store, reading)
                if number % 2:
                    tracker.link(store)
            tracker.link(store)
            seen.add(
                repr([store.rows(f"SELECT * FROM {view} ORDER BY 1, 2, 3") for view in ("action_list", "owner_list")])
            )
    assert len(seen) == 1
    assert "towpath" in seen.pop()


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("Complete", "done"),
        ("DONE - 5 May", "done"),
        ("Action closed", "done"),
        ("No longer required", "dropped"),
        ("Superseded by 24/9", "dropped"),
        ("Not complete", None),
        ("Incomplete", None),
        ("To be completed", None),
        ("Ongoing", None),
        ("Partially done", None),
        ("", None),
        (None, None),
    ],
)
def test_closing(status: str | None, expected: str | None) -> None:
    assert closing(status) == expected


PEOPLE = [
    Attender(1, "jane roe", "Jane Roe", "Chair", "JR"),
    Attender(1, "alan holt", "Alan Holt", "Clerk"),
    Attender(2, "ann lee", "Ann Lee"),
    Attender(2, "joe rudd", "Joe Rudd"),
]


@pytest.mark.parametrize(
    ("owner", "document", "expected"),
    [
        ("Cllr Jane ROE", 1, "jane roe"),
        ("JR", 1, "jane roe"),
        ("the Clerk", 1, "alan holt"),
        ("AH", 1, "alan holt"),
        ("Mr Holt", 1, "alan holt"),
        ("A. Holt", 1, "alan holt"),
        ("AL", 1, "ann lee"),
        ("JR", 2, "joe rudd"),
        ("PMO", 1, None),
        ("Everyone", 1, None),
    ],
)
def test_person_of(owner: str, document: int, expected: str | None) -> None:
    assert person_of(owner, PEOPLE, document=document) == expected


def test_initials_that_two_people_share_name_nobody() -> None:
    both = [Attender(1, "jane roe", "Jane Roe"), Attender(1, "joe rudd", "Joe Rudd")]
    assert person_of("JR", both, document=1) is None


def test_what_another_body_was_asked_is_named_and_never_linked(store: Store) -> None:
    told = "Commission a survey of the moorings below the weir"
    rows = linked(
        store,
        minutes("2025-03-20", action(told, "JR"), action("Publish the plan", "JR", ref="WH-25/07")),
        minutes("2025-05-20", action(f"{told} again", "AB"), action("Put it out for comment", "AB", ref="wh-25/07"),
                action("Publish the plan", "AB"), body="Harbour Board"),
    )  # fmt: skip
    assert len(rows) == 5 and {row["mentions"] for row in rows} == {1}
    first, second = sorted(str(row["id"]) for row in rows if str(row["id"]).startswith("whpp"))
    assert [(one["why"], one["body"], one["text"]) for one in elsewhere(store, first)] == [
        ("wording", "Harbour Board", f"{told} again")]  # fmt: skip
    assert [(one["why"], one["text"]) for one in elsewhere(store, second)] == [("reference", "Put it out for comment")]
