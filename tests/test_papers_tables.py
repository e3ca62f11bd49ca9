"""Milestones with several dates, budgets of several columns, risk registers and forms, in invented papers."""

import pytest
from test_papers import record, table, view
from test_papers_rated import read

from psr_extract.document import Block, Place, row
from psr_extract.extract.papers import budget, fields, milestones, money, risks
from psr_extract.records import Due


def day(due: Due | None) -> str | None:
    return str(due.end) if due else None


def test_milestones_keep_baseline_revised_and_actual_dates() -> None:
    rows = table(
        ("Workstream", "Milestone", "Owner", "Baseline date", "Revised date", "Actual", "RAG"),
        ("Yard", "Fence painted", "Bob", "31 May 2016", "30 June 2016", "", "Amber"),
        ("Yard", "Gate hung", "Ann", "30 April 2016", "", "2 May 2016", "Blue"),
        ("Pond", "Pond dug", "Bob", "31 July 2016", "", "", "Green"),
    )
    found = milestones(view(*rows))
    assert [(one.workstream, one.text, one.owner, one.rag) for one in found] == [
        ("Yard", "Fence painted", "Bob", "amber"), ("Yard", "Gate hung", "Ann", "blue"),
        ("Pond", "Pond dug", "Bob", "green"),
    ]  # fmt: skip
    assert [tuple(map(day, (one.due, one.baseline, one.revised, one.actual))) for one in found] == [
        ("2016-06-30", "2016-05-31", "2016-06-30", None),
        ("2016-04-30", "2016-04-30", None, "2016-05-02"),
        ("2016-07-31", "2016-07-31", None, None),
    ]


def test_a_plan_of_actions_is_a_table_of_milestones_and_a_log_is_not() -> None:
    plan = "Objective\tAction\tLead\tTimescale\nTidy yard\tPaint the fence\tBob\tJune 2016\n"
    assert [(one.text, one.owner) for one in record(plan).milestones] == [("Paint the fence", "Bob")]
    log = "Action log\n\nAction\tOwner\tDue\tStatus\nPaint the fence\tBob\tJune 2016\tOpen\n"
    assert record(log).milestones == ()


def test_dates_that_contradict_are_told() -> None:
    text = "Milestone\tDate\nFence painted\t31 May 2016\nFence painted\t30 June 2016\n"
    assert record(text + "Gate hung by 4 July 2016\t9 August 2016\n").warnings == (
        "“Fence painted” is dated “31 May 2016” and also “30 June 2016”: both are kept",
        "“Gate hung by 4 July 2016” says “by 4 July 2016” but its column says “9 August 2016”: taken as in the column",
    )


def test_a_budget_keeps_every_column_of_money_and_knows_its_total() -> None:
    rows = table(
        ("Item", "Budget (£)", "Spent", "Committed", "Forecast outturn", "Notes"),
        ("Fence", "1,200", "900", "150", "1,150", "Green"), ("Gate", "450", "0", "450", "450", "Oak"),
        ("Total", "1,650", "900", "600", "1,600", ""),
    )  # fmt: skip
    found = budget(view(*rows))
    assert [(one.text, one.amount, one.total) for one in found] == [
        ("Fence", 1200, False), ("Gate", 450, False), ("Total", 1650, True)
    ]  # fmt: skip
    assert [(one.what, one.amount) for one in found[0].figures] == [
        ("budget", 1200), ("spent", 900), ("committed", 150), ("forecast", 1150)
    ]  # fmt: skip
    assert read(*rows).warnings == ()


def test_a_total_that_does_not_add_up_is_told_with_the_sum() -> None:
    rows = table(
        ("Item", "Budget", "Spent"), ("Fence", "£1,200", "£900"), ("Gate", "£450", "£0"),
        ("Subtotal", "£1,650", "£900"), ("Pond", "£300", "£10"), ("Duck", "£40.50", "£0"),
        ("Total", "£1,990.50", "£920"),
    )  # fmt: skip
    assert read(*rows).warnings == (
        "“Total” says 920 in the column “Spent”, but the lines above it add up to 10",
    )


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Fence £5,000 to £8,000", 5000, 8000), ("Fence £5-8k", 5000, 8000), ("Fence £1.2m–£2m", 1.2e6, 2e6),
        ("Fence: between £50 and £70", 50, 70), ("Fence £50 and £70", 50, None), ("Fence £8k - £5k", 8000, None),
    ],
)  # fmt: skip
def test_a_range_of_money_is_one_amount(text: str, low: float, high: float | None) -> None:
    first = money.find(text)[0]
    assert (first.value, first.upto) == (low, high)


def test_a_budget_line_may_be_a_range() -> None:
    found = budget(view(*table(("Item", "Cost"), ("Fence", "£5,000 - £8,000"), ("Gate", "£450"))))
    assert [(one.text, one.amount, one.upto) for one in found] == [("Fence", 5000, 8000), ("Gate", 450, None)]


def test_a_table_of_amounts_without_titles_is_told_and_not_guessed_at() -> None:
    texts = (("B 17", "£20", "£30"), ("C 18", "£40", "£50"))
    blocks = [row(cells, place=Place(page=3, cell=(1, at, 1))) for at, cells in enumerate(texts, 1)]
    found = read(*blocks)
    assert found.budget == ()
    assert found.warnings == (
        "the table on page 3 that begins “B 17 £20 £30” has no titles of columns: its amounts were not taken",
    )


def test_a_risk_register_gives_all_its_columns() -> None:
    rows = table(
        ("Ref", "Area", "Risk description", "Likelihood (1-5)", "Impact", "Score", "Mitigating action", "Risk owner"),
        ("R1", "Yard", "The fence falls", "2", "4", "8", "Two more posts", "Bob"),
        ("R2", "", "The gate sticks", "3", "1", "3", "Plane it", "Ann"),
    )  # fmt: skip
    first, second = risks(view(*rows))
    assert (first.ref, first.topic, first.text, first.likelihood, first.impact, first.score) == (
        "R1", "Yard", "The fence falls", "2", "4", "8"
    )  # fmt: skip
    assert (first.mitigation, first.owner, second.topic, second.owner) == ("Two more posts", "Bob", "Yard", "Ann")
    assert [one.text for one in fields(view(*rows))] == ["The fence falls", "The gate sticks"]


def test_the_colour_of_a_score_rates_the_risk() -> None:
    rows = table(("Risk", "Score", "Mitigation"), ("The fence falls", "8", "Posts"), ("The gate sticks", "3", "Plane"))
    hues = [None, (None, "#ffc000", None), (None, "#92d050", None)]
    shaded = [row(one.cells, place=one.place, heading_cells=one.heading_cells, colours=hue or ())
              for one, hue in zip(rows, hues, strict=True)]  # fmt: skip
    assert [one.rag for one in risks(view(*shaded))] == ["amber", "green"]


def test_a_form_keeps_further_headings_and_tells_what_is_out_of_scope() -> None:
    blocks = [
        Block("heading", "Tool library", level=2),
        row(("Scope", "In scope:\n• All flats\nOut of scope:\n• Shops"), place=Place(cell=(1, 1, 1))),
        row(("Risks", "Rust"), place=Place(cell=(1, 2, 1))),
        row(("Exit strategy", "Tools go to the school"), place=Place(cell=(1, 3, 1))),
    ]
    assert [(one.workstream, one.field, one.side, one.text) for one in fields(view(*blocks))] == [
        ("Tool library", "scope", "in", "All flats"),
        ("Tool library", "scope", "out", "Shops"),
        ("Tool library", "risks", None, "Rust"),
        ("Tool library", "exit strategy", None, "Tools go to the school"),
    ]


def test_a_column_of_actual_or_forecast_dates_says_only_what_is_expected() -> None:
    rows = table(("Milestone", "Target date", "Actual/Forecast"), ("Gate hung", "1/3/26", "20/3/26"))
    (one,) = milestones(view(*rows))
    assert (day(one.due), day(one.baseline), day(one.revised), day(one.actual)) == (
        "2026-03-20", "2026-03-01", "2026-03-20", None
    )  # fmt: skip


def test_thousands_over_a_whole_table_hold_for_each_of_its_columns() -> None:
    rows = table(("£000", "2024/25", "2025/26"), ("Fence", "80", "30"), ("Gate", "6", "4"), ("Total", "86", "35"))
    assert [one.amount for one in budget(view(*rows))][0] in (80_000, 30_000)
    assert read(*rows).warnings == (
        "“Total” says 35,000 in the column “2025/26”, but the lines above it add up to 34,000",
    )
