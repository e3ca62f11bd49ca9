"""Ratings by colour, previous ratings and directions of travel, and the rows of action logs, in invented papers."""

from dataclasses import replace

import pytest
from test_papers import HEAD, record, table, tools, view

from psr_extract.document import Block, Document, Place, row
from psr_extract.extract import extract
from psr_extract.extract.papers import statuses
from psr_extract.extract.papers.ratings import of_colour
from psr_extract.parsers.text import parse_text
from psr_extract.pipeline import annotate
from psr_extract.records import Action, Record

RED, AMBER, GREEN, BLUE, PURPLE = "#c00000", "#ffc000", "#92d050", "#4f81bd", "#7030a0"


def shaded(rows: list[Block], *colours: tuple[str | None, ...]) -> list[Block]:
    """The rows below the titles with these colours."""
    return [rows[0], *(replace(block, colours=hues) for block, hues in zip(rows[1:], colours, strict=True))]


def read(*blocks: Block) -> Record:
    rules, pipeline = tools()
    head = parse_text(HEAD).blocks
    document = Document("0" * 64, "report.pdf", "application/pdf", (*head, *blocks))
    return extract(document, annotate(document, pipeline), rules)


def log(text: str) -> list[Action]:
    return list(record("Action log\n\n" + text).actions)


@pytest.mark.parametrize(
    ("colour", "rag"),
    [
        ("#ff0000", "red"), ("#c00000", "red"), ("#ffc7ce", "red"), ("#ffc000", "amber"), ("#ff6600", "amber"),
        ("#ffff00", "amber"), ("#f79645", "amber"), ("#00b050", "green"), ("#c6efce", "green"), ("#9bbb58", "green"),
        ("#00b0f0", "blue"), ("#4f81bd", "blue"), ("#7030a0", None), ("#ff69b4", None), ("#008080", None),
        ("#dbe5f1", None), ("#332211", None), (None, None),
    ],
)  # fmt: skip
def test_colours_are_ratings_only_where_there_is_no_doubt(colour: str | None, rag: str | None) -> None:
    assert of_colour(colour) == rag


def test_a_cell_that_shows_only_a_colour_rates_its_row() -> None:
    rows = table(("Project", "RAG", "Comment"), ("Gate", "", "Hung"), ("Pond", "", "Dry"), ("Barn", "", "Built"))
    found = statuses(view(*shaded(rows, (None, GREEN, None), (None, RED, None), (None, BLUE, None))))
    assert [(one.subject, one.rag, one.by_colour) for one in found] == [
        ("Gate", "green", True), ("Pond", "red", True), ("Barn", "blue", True)
    ]  # fmt: skip


def test_rows_shaded_from_end_to_end_rate_nothing() -> None:
    rows = table(("Project", "Status"), ("Gate", "Hung"), ("Pond", "Dug"), ("Barn", "Built"))
    assert statuses(view(*shaded(rows, (GREEN, GREEN), (None, None), (GREEN, GREEN)))) == ()


def test_a_colour_that_is_no_rating_is_told_and_not_taken() -> None:
    rows = table(("Project", "RAG"), ("Gate", ""), ("Pond", ""), ("Barn", ""))
    found = read(*shaded(rows, (None, GREEN), (None, PURPLE), (None, RED)))
    assert [one.subject for one in found.statuses] == ["Gate", "Barn"]
    assert found.warnings == (
        "the rating of “Pond” is only a colour, #7030a0, which is neither red, amber, green nor blue: not taken",
    )


def test_a_word_wins_over_a_colour_that_contradicts_it_and_that_is_told() -> None:
    rows = table(("Project", "RAG"), ("Gate", "Green"), ("Pond", "Red"))
    found = read(*shaded(rows, (None, GREEN), (None, AMBER)))
    assert [(one.subject, one.rag, one.certainty) for one in found.statuses] == [
        ("Gate", "green", "stated"), ("Pond", "red", "unsure")
    ]  # fmt: skip
    assert found.warnings == ("the rating of “Pond” says red but is coloured amber: taken as red",)


def test_a_matrix_of_colours_rates_each_side_of_each_row() -> None:
    rows = table(("Project", "Scope", "Money"), ("Gate", "", ""), ("Pond", "", ""))
    found = statuses(view(*shaded(rows, (None, GREEN, RED), (None, AMBER, GREEN))))
    assert [(one.subject, one.rag) for one in found] == [
        ("Gate – Scope", "green"), ("Gate – Money", "red"), ("Pond – Scope", "amber"), ("Pond – Money", "green")
    ]  # fmt: skip


def test_previous_rating_and_direction_of_travel_stand_with_the_rating() -> None:
    rows = table(
        ("Project", "Previous RAG", "RAG", "Direction of travel"),
        ("Gate", "A", "G", "↑"), ("Pond", "Red", "Red", "no change"), ("Barn", "G", "A", "worse"),
    )  # fmt: skip
    assert [(one.subject, one.previous, one.rag, one.trend) for one in statuses(view(*rows))] == [
        ("Gate", "amber", "green", "improving"),
        ("Pond", "red", "red", "steady"),
        ("Barn", "green", "amber", "worsening"),
    ]  # fmt: skip
    said = record("The pond has moved from amber to red. The gate is rated amber/green.").statuses
    assert [(one.subject, one.previous, one.rag) for one in said] == [
        ("pond", "amber", "red"), ("gate", None, "amber")
    ]  # fmt: skip


def test_a_log_gives_every_row_with_reference_owner_date_status_and_progress() -> None:
    found = log(
        "Ref\tAction\tOwner\tDue\tStatus\tProgress\n"
        "A1\tPrice a new gate\tAnn/Bob\tJune\tOpen\tOne quote is in\n"
        "A2\tBuy paint for the fence\tBob\tApril\tClosed\tGreen paint bought\n"
    )
    assert [(one.ref, one.text, one.owners, one.status, one.progress) for one in found] == [
        ("A1", "Price a new gate", ("Ann", "Bob"), "Open", "One quote is in"),
        ("A2", "Buy paint for the fence", ("Bob",), "Closed", "Green paint bought"),
    ]
    assert [str(one.due.end) for one in found if one.due] == ["2016-06-30", "2016-04-30"]


def test_a_log_without_titles_is_told_by_what_its_columns_hold() -> None:
    cells = (("Price a new gate for the yard", "AB", "New"), ("Drain the pond by hand", "CD", "Ongoing"))
    rows = [row(texts, place=Place(page=1, cell=(1, at, 1))) for at, texts in enumerate(cells, 1)]
    found = read(Block("heading", "Action log", level=2), *rows).actions
    assert [(one.text, one.owners, one.status) for one in found] == [
        ("Price a new gate for the yard", ("AB",), "New"), ("Drain the pond by hand", ("CD",), "Ongoing")
    ]  # fmt: skip


def test_a_log_of_lines_with_a_status_beside_each_goes_by_the_titles_above() -> None:
    found = read(
        Block("heading", "Action log", level=2),
        Block("paragraph", "Boundary walls – Lead RT"),
        Block("paragraph", "Price the repair of the east wall", margin="Carried forward"),
        Block("heading", "Secretariat", level=2),
        Block("paragraph", "Circulate the notes of the last meeting", margin="New"),
        Block("paragraph", "Nothing else was raised."),
    ).actions
    assert [(action.text, action.owners, action.status) for action in found] == [
        ("Price the repair of the east wall", ("RT",), "Carried forward"),
        ("Circulate the notes of the last meeting", ("Secretariat",), "New"),
    ]


def test_plans_and_risk_registers_with_a_column_of_actions_are_no_logs() -> None:
    plan = "Objective\tAction\tLead\tTimescale\nTidy yard\tPaint the fence\tBob\tJune 2016\n"
    register = "Risk\tLikelihood\tAction\tOwner\tStatus\nFlood\tHigh\tDig a ditch\tBob\tOpen\n"
    assert record(plan).actions == record(register).actions == ()


def test_symbols_rate_with_words_behind_them_and_a_legend_of_them_does_not() -> None:
    told = (("Gate", "🟢 On track"), ("Pond", "🔴"), ("Key", "🟢 / 🟡 / 🔴"), ("Barn", "R/A/G"))
    rows = table(("Stream", "Status"), *told)
    assert [(one.subject, one.rag) for one in statuses(view(*rows))] == [("Gate", "green"), ("Pond", "red")]


def test_what_is_rated_is_never_a_date() -> None:
    rows = table(("What", "Baseline", "RAG"), ("Fence up", "1 April 2024", "Amber/Green"), ("Pond", "June 2024", "R"))
    assert [(one.subject, one.rag) for one in statuses(view(*rows))] == [("Fence up", "amber"), ("Pond", "red")]
