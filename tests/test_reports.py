import csv
import datetime as dt
import io
import json
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from support import action, by, minutes, save

from psr_extract import reports, tracker
from psr_extract.errors import NotFound
from psr_extract.reports.formats import FORMATS, safe_cell, to_csv, to_markdown, to_tsv
from psr_extract.store import Store
from psr_extract.store.rows import Row

TODAY = dt.date(2025, 6, 1)


@pytest.fixture
def filled(store: Store) -> Store:
    save(
        store,
        minutes(
            "2025-03-20",
            action("Write to the landowner about the bridge", "The PMO", due=by(2025, 5, 5)),
            action("Order new signs for the mill", "JR", due=by(2025, 8, 1)),
            action("Mend the fence <b>now</b> | soon", "Cllr Jane Roe"),
            action("Survey the towpath", "pmo", "Alan Holt", status="Done"),
            action("Somebody should paint the gate"),
            people=[("Jane Roe", "present"), ("Alan Holt", "apologies")],
            initials="JR",
            decisions=["The budget for signs was agreed"],
        ),
    )
    save(store, minutes("2025-05-20", action("Count the ducks", "JR"), body="Mill Ward Forum", name="forum.txt"))
    tracker.link(store)
    return store


def texts(store: Store, **filters: object) -> list[str]:
    rows = reports.actions(store, reports.Filters(**filters), today=TODAY)  # type: ignore[arg-type]
    return [str(row["text"]) for row in rows]


@pytest.mark.parametrize("owner", ["PMO", "pmo", "the PMO", "The Pmo "])
def test_owner_however_it_is_written(filled: Store, owner: str) -> None:
    assert texts(filled, owner=owner) == ["Write to the landowner about the bridge", "Survey the towpath"]


@pytest.mark.parametrize("owner", ["JR", "Jane Roe", "jane roe", "Councillor Jane Roe", "Roe", "J. Roe"])
def test_owner_by_initials_that_the_attendance_list_explains(filled: Store, owner: str) -> None:
    assert texts(filled, owner=owner, body="Wye Hollow") == [
        "Order new signs for the mill", "Mend the fence <b>now</b> | soon"]  # fmt: skip


def test_initials_are_explained_in_their_own_body_only(filled: Store) -> None:
    assert "Count the ducks" not in texts(filled, owner="Jane Roe")
    assert "Count the ducks" in texts(filled, owner="JR")


def test_somebody_without_actions_is_no_error(filled: Store) -> None:
    assert texts(filled, owner="Alan Holt", status="open") == []


def test_nobody_of_that_name_gives_a_hint(filled: Store) -> None:
    with pytest.raises(NotFound, match="Did you mean .*Jane Roe"):
        texts(filled, owner="Jane Rowe-Smith")


def test_filters(filled: Store) -> None:
    assert texts(filled, overdue=True) == ["Write to the landowner about the bridge"]
    assert texts(filled, status="done") == ["Survey the towpath"]
    assert texts(filled, body="mwf") == texts(filled, body="mill ward forum") == ["Count the ducks"]
    assert texts(filled, since=dt.date(2025, 4, 1)) == ["Count the ducks"]
    assert "Count the ducks" not in texts(filled, until=dt.date(2025, 4, 1))
    assert texts(filled, search="signs mill") == ["Order new signs for the mill"]
    assert texts(filled, search="unicorn") == []
    with pytest.raises(NotFound, match="Did you mean Mill Ward Forum"):
        texts(filled, body="Mill Wards Forums")


def test_today_decides_what_is_overdue(filled: Store) -> None:
    rows = reports.actions(filled, reports.Filters(overdue=True), today=dt.date(2026, 1, 1))
    assert len(rows) == 2
    assert reports.actions(filled, reports.Filters(overdue=True), today=dt.date(2025, 5, 5)) == []


def test_grouped_by_owner_with_nobody_last(filled: Store) -> None:
    rows = reports.actions(filled, reports.Filters(status="open"), today=TODAY)
    groups = reports.by_owner(filled, rows)
    assert [(group.owner, len(group.actions), group.overdue) for group in groups] == [
        ("Jane Roe", 2, 0), ("JR", 1, 0), ("The PMO", 1, 1), ("Nobody named", 1, 0)]  # fmt: skip
    assert reports.counts(groups) == "5 open actions under 4 owners, 1 overdue"


def test_sorted_and_grouped(filled: Store) -> None:
    none = reports.Filters()
    by_text = [row["text"] for row in reports.actions(filled, none, today=TODAY, sort="text")]
    assert by_text == sorted(by_text, key=lambda text: str(text).casefold())
    raised = [str(row["raised"]) for row in reports.actions(filled, none, today=TODAY, sort="raised")]
    assert raised == sorted(raised)
    assert len(raised) > 3
    for sort in reports.SORTS:
        assert len(reports.actions(filled, none, today=TODAY, sort=sort)) == len(raised)
    rows = reports.actions(filled, none, today=TODAY)
    assert [(group.owner, len(group.actions)) for group in reports.grouped(filled, rows, "body")] == [
        ("Mill Ward Forum", 1), ("Wye Hollow Parks Partnership", len(rows) - 1)]  # fmt: skip
    assert [group.owner for group in reports.grouped(filled, rows, "status")] == ["done", "open"]
    (whole,) = reports.grouped(filled, rows, "none")
    assert list(whole.actions) == rows
    assert reports.actions(filled, none, today=TODAY, most=2) == rows[:2]
    late = sum(bool(row["overdue"]) for row in rows)
    assert reports.tally(filled, none, today=TODAY) == (len(rows), late)


def test_an_organisation_is_asked_for_like_an_owner(filled: Store) -> None:
    document, record = minutes("2025-09-20", action("Feed the swans", "Bo Lind"), action("Paint", "Otter Trust"),
                               action("Sing", "Jane Roe"), people=[("Bo Lind", "present")])  # fmt: skip
    attendance = tuple(replace(one, organisation="The Otter Trust") for one in record.attendance)
    save(filled, (document, replace(record, attendance=attendance)))
    tracker.link(filled)
    assert sorted(map(str, texts(filled, owner="Otter Trust"))) == ["Feed the swans", "Paint"]


def test_lists(filled: Store) -> None:
    none = reports.Filters()
    assert [row["text"] for row in reports.decisions(filled, none)] == ["The budget for signs was agreed"]
    assert reports.decisions(filled, reports.Filters(search="ducks")) == []
    assert [row["body"] for row in reports.meetings(filled, none)] == [
        "Mill Ward Forum",
        "Wye Hollow Parks Partnership",
    ]
    people = {row["name"]: row for row in reports.people(filled, none)}
    assert people["Jane Roe"]["open_actions"] == 2
    assert (people["Alan Holt"]["present"], people["Alan Holt"]["away"]) == (0, 1)
    assert [row["name"] for row in reports.people(filled, reports.Filters(search="holt"))] == ["Alan Holt"]


def test_a_life_by_the_id_of_any_mention(filled: Store) -> None:
    save(filled, minutes("2025-05-20", action("Order new signs for the mill", "JR"), name="may.txt"))
    tracker.link(filled)
    head, events = reports.life(filled, "WHPP-2025-05-20-01", today=TODAY)
    assert head["id"] == "whpp-2025-03-20-02"
    assert [(event["event"], event["quote"]) for event in events] == [
        ("raised", "Order new signs for the mill"), ("carried", "Order new signs for the mill")]  # fmt: skip
    with pytest.raises(NotFound, match="whpp-2025-03-20-0"):
        reports.life(filled, "whpp-2025-03-20-99", today=TODAY)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_cells_that_a_spreadsheet_would_run_are_harmless(start: str) -> None:
    row: Row = {"text": f"{start}HYPERLINK(1)", "n": -3, "x": None}
    (_, cells) = list(csv.reader(io.StringIO(to_csv([row], ["text", "n", "x"]), newline="")))
    assert cells == [f"'{start}HYPERLINK(1)", "-3", ""]
    assert to_tsv([row], ["text"]).splitlines()[1].startswith("'")
    assert safe_cell("a = b") == "a = b"


def test_each_format_keeps_rows_and_columns() -> None:
    rows: list[Row] = [{"a": 'x,"y"\nz\t|', "b": None}, {"a": "é", "b": 2}]
    assert list(csv.reader(io.StringIO(to_csv(rows, ["a", "b"]), newline=""))) == [
        ["a", "b"], ['x,"y"\nz\t|', ""], ["é", "2"]]  # fmt: skip
    assert to_tsv(rows, ["a", "b"]) == 'a\tb\nx,"y" z |\t\né\t2\n'
    assert to_markdown(rows, ["b", "a"]) == '| b | a |\n| --- | --- |\n|  | x,"y" z \\| |\n| 2 | é |\n'
    assert json.loads(FORMATS["json"](rows, ["a", "b"])) == rows
    for form in FORMATS.values():
        assert form([], ["a"]).strip() in ("a", "[]", "| a |\n| --- |")


class Tags(HTMLParser):
    """The tags of a page, those that are not closed in order, and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_report_says_what_and_whose_and_where(filled: Store) -> None:
    groups = reports.by_owner(filled, reports.actions(filled, reports.Filters(status="open"), today=TODAY))
    page, text = reports.to_html(groups, today=TODAY), reports.to_markdown(groups, today=TODAY)
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert "b" not in tags.seen and "script" not in tags.seen and "http" not in page
    assert "Mend the fence <b>now</b> | soon" in tags.words
    assert 'lang="en-GB"' in page and 'scope="col"' in page and "<caption>" in page
    for words in ("5 May 2025", "overdue", "2025-03-20.txt, line 4", "The PMO", "Nobody named"):
        assert words in tags.words
        assert words in text
    assert "Mend the fence \\<b\\>now\\</b\\> \\| soon" in text


def test_a_report_of_nothing(store: Store) -> None:
    assert "0 open actions" in reports.to_html([], today=TODAY)
    assert "0 open actions" in reports.to_markdown([], today=TODAY)
