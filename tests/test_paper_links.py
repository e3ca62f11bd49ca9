"""Papers linked to meetings, recommendations to decisions, milestones to their earlier selves, and what lists them."""

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from support import BODY, save

from psr_extract import reports, tracker
from psr_extract.cli import main
from psr_extract.document import Block, Document, Place
from psr_extract.records import (
    BudgetLine,
    Decision,
    Due,
    Item,
    Kind,
    Meeting,
    Milestone,
    Outcome,
    Paper,
    Rag,
    Recommendation,
    Record,
    Risk,
    Source,
    Sum,
)
from psr_extract.store import Store
from psr_extract.tracker.answers import Decision as Decided
from psr_extract.tracker.answers import Item as Headed
from psr_extract.tracker.answers import answer_to, item_of

WHERE = Source(0, 0, 4, "test/rule")


def doc(date: str, kind: Kind, name: str, **facts: object) -> tuple[Document, Record]:
    document = Document(name.ljust(64, "0"), name, "text/plain", (Block("paragraph", "Text", Place(page=1)),))
    meeting = Meeting(BODY, dt.date.fromisoformat(date))
    return document, Record(name, document.sha256, kind, meeting, **facts)  # type: ignore[arg-type]


def plan(text: str, due: str, *, baseline: str | None = None, rag: Rag | None = None) -> Milestone:
    first = Due(baseline, None, dt.date.fromisoformat(baseline)) if baseline else None
    return Milestone(text, Due(due, None, dt.date.fromisoformat(due)), WHERE, baseline=first, rag=rag)


def filled(store: Store) -> Store:
    """A store with two papers and the minutes of the meeting that took the first."""
    asks = ("approve the new gate", "spend £400 on paint", "ask Bob to dig a pond", "close the yard on Sundays")
    save(store, doc(
        "2025-03-20", "paper", "gate.docx",
        paper=Paper("The new gate", author="Ann Other", item="3", appendices=("Appendix A – Map",)),
        recommendations=tuple(Recommendation(text, WHERE) for text in asks),
        milestones=(plan("Gate hung", "2025-06-30", rag="green"), plan("Pond dug", "2025-07-31")),
        risks=(Risk("The gate sticks", WHERE, likelihood="3", rag="red", owner="Bob Else"),),
        budget=(BudgetLine("Paint", 400.0, WHERE, figures=(Sum("Budget", "budget", 400), Sum("Spent", "spent", 90))),
                BudgetLine("Total", 400.0, WHERE, total=True)),
    ))  # fmt: skip
    save(store, doc(
        "2025-05-20", "paper", "update.docx", paper=Paper("Progress"),
        milestones=(plan("Gate hung", "2025-08-29", rag="amber"), plan("Pond dug", "2025-07-31")),
    ))  # fmt: skip
    decided: tuple[tuple[str, Outcome, str], ...] = (
        ("That the new gate be approved", "approved", "The new gate"),
        ("That £300 be spent on paint", "approved", "The new gate"),
        ("The closing of the yard on Sundays was deferred", "deferred", "The new gate"),
        ("The minutes were agreed", "approved", "Minutes"),
    )
    save(store, doc(
        "2025-03-20", "minutes", "minutes.docx", items=(Item("2", "Minutes", WHERE), Item("3", "The new gate", WHERE)),
        decisions=tuple(Decision(text, outcome, WHERE, item) for text, outcome, item in decided),
    ))  # fmt: skip
    tracker.link(store)
    return store


def test_a_paper_is_linked_to_the_item_that_took_it(store: Store) -> None:
    first, second = reports.papers(filled(store), reports.Filters())
    assert (first["title"], first["minutes"], first["minuted_item"]) == ("The new gate", "minutes.docx", "The new gate")
    assert (first["link"], first["link_certainty"], first["appendices"]) == (
        "item number and title", "stated", "Appendix A – Map"
    )  # fmt: skip
    assert (second["title"], second["minutes"]) == ("Progress", None)


def test_recommendations_are_answered_as_written_amended_otherwise_or_not(store: Store) -> None:
    rows = reports.recommendations(filled(store), reports.Filters())
    assert [(row["text"], row["answer"]) for row in rows] == [
        ("approve the new gate", "accepted"), ("spend £400 on paint", "amended"),
        ("ask Bob to dig a pond", None), ("close the yard on Sundays", "other"),
    ]  # fmt: skip
    unanswered = reports.recommendations(store, reports.Filters(status="unanswered"))
    assert [row["text"] for row in unanswered] == ["ask Bob to dig a pond"]


def test_a_milestone_of_later_papers_has_a_history_and_a_slip(store: Store) -> None:
    (row,) = reports.milestones(filled(store), reports.Filters(), slipped=True)
    assert (row["text"], row["baseline"], row["latest"], row["slip"]) == ("Gate hung", "2025-06-30", "2025-08-29", 60)
    assert row["forecasts"] == "20 March 2025: 30 June 2025; 20 May 2025: 29 August 2025"
    assert (row["rags"], row["papers"]) == ("green > amber", 2)
    assert len(reports.milestones(store, reports.Filters())) == 2
    assert [one["text"] for one in reports.milestones(store, reports.Filters(status="amber"))] == ["Gate hung"]


def test_a_baseline_of_the_table_counts_before_the_first_forecast(store: Store) -> None:
    gate = plan("Gate hung", "2025-06-30", baseline="2025-05-31")
    save(store, doc("2025-03-20", "paper", "one.docx", milestones=(gate,)))
    tracker.link(store)
    (row,) = reports.milestones(store, reports.Filters(), slipped=True)
    assert (row["baseline"], row["slip"]) == ("2025-05-31", 30)


def test_links_go_when_the_minutes_go(store: Store) -> None:
    filled(store).forget("/in/minutes.docx")
    tracker.link(store)
    assert [row["minutes"] for row in reports.papers(store, reports.Filters())] == [None, None]
    assert {row["answer"] for row in reports.recommendations(store, reports.Filters())} == {None}


@pytest.mark.parametrize(
    ("title", "item", "found", "certainty"),
    [
        ("The new gate", "3", "The new gate", "stated"), ("The new gate", None, "The new gate", "inferred"),
        ("Money", "4", "Finance", "inferred"), ("Ducks", "9", None, "inferred"), (None, None, None, "inferred"),
    ],
)  # fmt: skip
def test_how_sure_an_item_is(title: str | None, item: str | None, found: str | None, certainty: str) -> None:
    items = (Headed(0, "3.", "The new gate"), Headed(1, "4.", "Finance"))
    taken = item_of(title, item, items)
    assert (taken.item and taken.item.title, taken.certainty) == (found, certainty)


def test_a_bare_agreed_accepts_what_its_item_was_asked_and_nothing_else() -> None:
    agreed = Decided(0, "Agreed", "approved", "The new gate")
    assert [one and one.answer for one in (answer_to("buy paint", [agreed], sure=True),)] == ["accepted"]
    assert answer_to("buy paint", [agreed], sure=False) is None
    banned = Decided(1, "Ducks are banned", "refused", "The new gate")
    assert answer_to("buy paint", [agreed, banned], sure=True) is None


@pytest.mark.parametrize("command", ["papers", "recommendations", "milestones", "risks", "budget"])
def test_each_list_has_the_shared_filters_and_formats(store: Store, command: str, tmp_path: Path) -> None:
    filled(store)
    run = CliRunner()
    arguments = [command, "--db", str(store.path), "--body", "Wye Hollow", "--since", "2025-01-01", "--format", "json"]
    done = run.invoke(main, arguments)
    rows = json.loads(done.output)
    assert done.exit_code == 0 and rows and all(row["body"] == BODY for row in rows)
    none = run.invoke(main, [*arguments, "--search", "nothing of the kind"])
    assert json.loads(none.output) == []
    assert run.invoke(main, [command, "--db", str(store.path)]).exit_code == 0
    assert run.invoke(main, [command, "--db", str(store.path), "--body", "Nobody"]).exit_code == 6


def test_risks_and_budget_narrow_by_rating_owner_and_total(store: Store) -> None:
    filled(store)
    (risk,) = reports.risks(store, reports.Filters(status="red", owner="bob"))
    assert risk["text"] == "The gate sticks"
    assert reports.risks(store, reports.Filters(status="green")) == []
    (total,) = reports.budget(store, reports.Filters(status="total"))
    (line,) = reports.budget(store, reports.Filters(status="line"))
    assert (total["text"], line["budget"], line["spent"], line["committed"]) == ("Total", 400, 90, None)
