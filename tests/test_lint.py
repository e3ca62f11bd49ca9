"""Each check of `lint`: what it finds, and what it leaves alone."""

from dataclasses import replace

import pytest
from support import BODY, action, by, minutes, save

from psr_extract import reports, tracker
from psr_extract.document import Document
from psr_extract.records import Record, Source, Update
from psr_extract.reports.checks import CHECKS
from psr_extract.store import Store
from psr_extract.tracker import log

Reading = tuple[Document, Record]
GATE, SWANS = "Paint the gate of the mill", "Count the swans on the weir"


def found(store: Store, check: str, *readings: Reading) -> list[tuple[object, object]]:
    """What one check finds in these documents: (what, file)."""
    for reading in readings:
        save(store, reading)
    tracker.link(store)
    return [(row["what"], row["file"]) for row in reports.lint(store, None) if row["check"] == check]


def test_no_owner_and_no_date(store: Store) -> None:
    reading = minutes("2025-03-20", action(GATE), action(SWANS, "JR", due=by(2025, 4, 1)))
    assert found(store, "no owner", reading) == [("whpp-2025-03-20-01", "2025-03-20.txt")]
    assert found(store, "no date") == [("whpp-2025-03-20-01", "2025-03-20.txt")]


def test_due_before_raised(store: Store) -> None:
    reading = minutes("2025-03-20", action(GATE, due=by(2025, 3, 1)), action(SWANS, due=by(2025, 4, 1)))
    assert found(store, "due before raised", reading) == [("whpp-2025-03-20-01", "2025-03-20.txt")]


def test_one_reference_for_two_actions(store: Store) -> None:
    reading = minutes("2025-03-20", action(GATE, "JR", ref="WH-25/041"), action(SWANS, "AH", ref="WH-25/041"),
                      action("Sell the boat", "AH", ref="WH-25/042"))  # fmt: skip
    assert [what for what, _ in found(store, "one reference, two actions", reading)] == ["WH-25/041"]


def test_present_and_away(store: Store) -> None:
    reading = minutes("2025-03-20", people=[("Jane Roe", "present"), ("Jane Roe", "apologies"), ("Al Holt", "present")])
    assert found(store, "present and away", reading) == [("Jane Roe", "2025-03-20.txt")]


def test_a_missing_meeting(store: Store) -> None:
    first = minutes("2025-01-20", action(GATE))
    document, record = minutes("2025-05-20", action(SWANS))
    third = document, replace(record, meeting=replace(record.meeting, previous=by(2025, 3, 20).end))
    assert found(store, "missing meeting", first, third) == [("2025-03-20", "2025-05-20.txt")]
    assert found(store, "missing meeting", minutes("2025-03-20", action("Sell the boat"))) == []


def test_a_log_and_minutes_that_disagree(store: Store) -> None:
    raised = minutes("2025-03-20", action(GATE, "JR"))
    table = minutes("2025-05-20", action(GATE, "JR", status="Complete"), name="log.txt", kind="paper")
    words = "Paint the gate of the mill: carried forward"
    document, record = minutes("2025-05-20", name="may.txt", decisions=[words])
    told = Update(words, "carried", Source(1, 0, len(words), "status/carried"), "Matters arising")
    prose = document, replace(record, decisions=(), updates=(told,))
    assert found(store, "log and minutes disagree", raised, table) == []
    assert [what for what, _ in found(store, "log and minutes disagree", prose)] == ["whpp-2025-03-20-01"]


def test_closed_by_hand_and_mentioned_since(store: Store) -> None:
    save(store, minutes("2025-03-20", action(GATE, "JR")))
    tracker.link(store)
    (row,) = store.rows("SELECT * FROM action_list")
    log.add(store, "done", row, who="Jo", at="2025-04-01T10:00:00", why=None)
    assert found(store, "closed by hand, mentioned since") == []
    again = found(store, "closed by hand, mentioned since", minutes("2025-05-20", action(GATE, "JR")))
    assert again == [("whpp-2025-03-20-01", "2025-03-20.txt")]


def test_what_nobody_mentions_any_more(store: Store) -> None:
    readings = [minutes(f"2025-0{month}-20", action(text, "JR")) for month, text in ((1, GATE), (3, SWANS), (5, SWANS))]
    assert [what for what, _ in found(store, "nobody mentions it any more", *readings)] == ["whpp-2025-01-20-01"]


def test_minutes_without_a_day_and_pages_without_text(store: Store) -> None:
    assert found(store, "no meeting", minutes(None, action(GATE), name="page.txt")) == [("page.txt", "page.txt")]
    document, record = minutes("2025-07-20", action(SWANS))
    scan = replace(document, warnings=("page 2 is a scan without a text layer",))
    assert found(store, "could not be read", (scan, record)) == [("2025-07-20.txt", "2025-07-20.txt")]


@pytest.mark.parametrize("check", [name for name, _ in CHECKS])
def test_a_record_in_order_gives_nothing(store: Store, check: str) -> None:
    document, record = minutes("2025-03-20", action(GATE, "JR", due=by(2025, 4, 1)), people=[("Jane Roe", "present")])
    clean = replace(document, warnings=()), record
    assert found(store, check, clean) == []
    assert reports.lint(store, BODY) == []
