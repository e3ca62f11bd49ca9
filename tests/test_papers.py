"""What papers say: recommendations, milestones, ratings, budget lines and form fields of invented papers."""

import datetime as dt
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psr_extract.document import Block, Document, Place, row
from psr_extract.extract import extract
from psr_extract.extract.papers import budget, fields, milestones, money, recommendations, statuses
from psr_extract.extract.view import View
from psr_extract.parsers.text import parse_text
from psr_extract.pipeline import Pipeline, annotate, load
from psr_extract.records import Kind, Meeting, Record
from psr_extract.rules import Rules
from psr_extract.rules import load as load_rules

EXTRACTORS = (recommendations, milestones, statuses, budget, fields)
HEAD = "Progress report\n\n3 May 2016\n\n"


@cache
def tools() -> tuple[Rules, Pipeline]:
    rules = load_rules()
    return rules, load(rules)


def record(text: str) -> Record:
    """What the whole program finds in a paper that begins like a progress report."""
    rules, pipeline = tools()
    document = parse_text(HEAD + text.strip("\n"))
    found = extract(document, annotate(document, pipeline), rules)
    assert found.kind == "paper"
    return found


def view(*blocks: Block, kind: Kind = "paper", date: dt.date | None = None) -> View:
    rules, pipeline = tools()
    document = Document("0" * 64, "paper.pdf", "application/pdf", blocks)
    return View(document, annotate(document, pipeline), rules, kind, Meeting(date=date))


def table(*rows: tuple[str, ...], page: int = 1, number: int = 1, titled: bool = True) -> list[Block]:
    """A table as parsers give it: the row of titles, and the others with it."""
    places = [Place(page=page, cell=(number, at, 1)) for at in range(1, len(rows) + 1)]
    heads = [() if at == 0 or not titled else rows[0] for at in range(len(rows))]
    return [row(cells, place=place, heading_cells=head) for cells, place, head in zip(rows, places, heads, strict=True)]


def asks(text: str) -> list[str]:
    return [entry.text for entry in record(text).recommendations]


def plans(text: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (entry.text, entry.due.start and str(entry.due.start), entry.due.end and str(entry.due.end))
        for entry in record(text).milestones
    ]


def sums(text: str) -> list[tuple[str, float]]:
    return [(line.text, line.amount) for line in record(text).budget]


def test_minutes_and_agendas_say_nothing_of_papers() -> None:
    blocks = (
        Block("paragraph", "The Board is asked to approve the plan. It is rated Green and will start in June 2017."),
        Block("bullet", "New gate £400"),
        *table(("Objectives; sell the van", "Risks; no buyer")),
    )
    for kind in ("minutes", "agenda"):
        assert [extractor(view(*blocks, kind=kind)) for extractor in EXTRACTORS] == [()] * 5
    assert all(extractor(view(*blocks)) for extractor in EXTRACTORS)


def test_asks_under_a_lead_in_lose_their_joints() -> None:
    text = "The Partnership is asked to:\n\n- note the costs; and\n- agree the sites.\n\n- nothing more"
    assert asks(text)[:2] == ["note the costs", "agree the sites."]


def test_a_lead_in_that_is_numbered_itself_is_no_ask() -> None:
    text = "2. Recommendations\n\n2.1 The Partnership is recommended to:\n\n(a) sell the van; and\n\n(b) buy a boat."
    assert asks(text) == ["sell the van", "buy a boat."]


def test_an_ask_that_stands_twice_is_one() -> None:
    text = """
Recommendation

It is recommended that the hall is sold.

Conclusion

The hall leaks. It is recommended that the hall is sold.
"""
    assert asks(text) == ["It is recommended that the hall is sold."]


def test_limbs_of_a_draft_resolution_are_asks() -> None:
    text = "RESOLVED, That the fund pays for the lift; and\n\nBE IT FURTHER\n\nRESOLVED, That the lift is red."
    assert asks(text) == ["That the fund pays for the lift", "That the lift is red."]


def test_what_a_paper_tells_of_earlier_asks_is_none() -> None:
    assert asks("Last year officers were asked to:\n\n- count the benches\n- paint them") == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Survey of the weir – June 2016", ("Survey of the weir", "2016-06-01", "2016-06-30")),
        ("Survey of the weir - w/c 6th June", ("Survey of the weir", "2016-06-06", "2016-06-12")),
        ("Survey of the weir – January 2016", None),
        ("The survey took all of June", None),
    ],
)
def test_a_date_behind_a_dash_makes_a_milestone_if_it_is_to_come(
    line: str, expected: tuple[str, str, str] | None
) -> None:
    assert plans(f"Work goes on.\n\n- {line}\n- The weir is old") == ([expected] if expected else [])


def test_dates_may_stand_first_under_a_title_of_plans() -> None:
    text = "Key dates\n\n- June 2016: open the path\n- 9 July: plant the hedge\n- Soon: mow"
    assert [plan[0] for plan in plans(text)] == ["open the path", "plant the hedge"]


def test_a_sentence_without_subject_takes_the_one_before() -> None:
    text = "A fair with all the mills is being planned. To be held in July 2016."
    assert [plan[0] for plan in plans(text)] == [text]


def test_tables_give_milestones_with_owner_and_workstream_even_when_past() -> None:
    blocks = table(
        ("Workstream", "Milestone", "By when", "Lead"),
        ("Paths", "Map drawn", "March 2016", "Rangers"),
        ("Paths", "Map printed", "September 2016", "Print shop"),
        ("Paths", "Map sold", "", "Print shop"),
    )
    found = milestones(view(*blocks, date=dt.date(2016, 5, 3)))
    assert [(one.text, one.workstream, one.owner, one.due.end) for one in found] == [
        ("Map drawn", "Paths", "Rangers", dt.date(2016, 3, 31)),
        ("Map printed", "Paths", "Print shop", dt.date(2016, 9, 30)),
    ]


def test_quarters_in_a_form_are_of_the_financial_year_of_the_paper() -> None:
    blocks = [
        row(("WORKSTREAM", "TOOL LIBRARY"), place=Place()),
        row(("Key milestones; Quarter One – buy the van Quarter Four – lend 100 tools", ""), place=Place()),
    ]
    found = view(*blocks, date=dt.date(2015, 6, 1))
    assert [(one.text, one.workstream, one.due.start, one.due.end) for one in milestones(found)] == [
        ("buy the van", "TOOL LIBRARY", dt.date(2015, 4, 1), dt.date(2015, 6, 30)),
        ("lend 100 tools", "TOOL LIBRARY", dt.date(2016, 1, 1), dt.date(2016, 3, 31)),
    ]
    assert [one.text for one in fields(found)] == ["Quarter One – buy the van", "Quarter Four – lend 100 tools"]


@pytest.mark.parametrize(
    ("head", "year"),
    [
        ("Update since the meeting of 15 March 2018", 2018),
        ("Newsletter of November 2017", 2018),
        ("Plan for 2021", 2021),
        ("A plan", None),
    ],
)
def test_a_paper_without_a_date_is_read_against_what_its_head_tells(head: str, year: int | None) -> None:
    blocks = Block("paragraph", head), Block("bullet", "Open the path – 4 May")
    assert [one.due.end and one.due.end.year for one in milestones(view(*blocks))] == ([year] if year else [])


def test_ratings_come_from_words_and_letters_in_a_column() -> None:
    blocks = table(
        ("Ref", "Project", "RAG status"),
        ("1", "Gate", "Green"),
        ("2", "Fence", "A"),
        ("3", "Pond", "Red – dry"),
        ("4", "Shed", "Amber/Green"),
        ("5", "Well", "On track"),
        ("6", "Barn", "B"),
    )
    found = [(status.subject, status.rag) for status in statuses(view(*blocks))]
    assert found == [("Gate", "green"), ("Fence", "amber"), ("Pond", "red"), ("Shed", "amber"), ("Barn", "blue")]


def test_a_legend_rates_nothing() -> None:
    text = "The ratings are:\n\n- Green progressing to time\n- Amber forecasting delay\n- Red stopped"
    assert record(text).statuses == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("£40,000", [40000]),
        ("£1.2m and £30k", [1.2e6, 30000]),
        ("£3 million", [3e6]),
        ("-£86.50", [-86.5]),
        ("Autumn - £2480", [2480]),
        ("AU$99.00", [99]),
        ("40,000 people", []),
    ],
)
def test_amounts_in_a_text(text: str, values: list[float]) -> None:
    assert [amount.value for amount in money.find(text)] == values


@pytest.mark.parametrize(
    ("cell", "value"),
    [("4,200", 4200), ("£4,200.50", 4200.5), ("(£50)", -50), ("-£86", -86), ("1.5k", 1500), ("5 May", None)],
)
def test_an_amount_that_fills_a_cell(cell: str, value: float | None) -> None:
    assert money.of_cell(cell) == value


def test_lines_give_what_each_amount_is_for() -> None:
    text = "Committed:\n\n- 12 scans at £3,000 = £36,000\n- Map £90/Signs £1.5k\n- Entry is £2 for each child who comes"
    assert sums(text) == [("12 scans at £3,000", 36000), ("Map", 90), ("Signs", 1500)]


def test_the_budget_of_the_papers_own_year_is_the_one() -> None:
    blocks = [
        Block("heading", "Budget 2016/17", level=1),
        *table(
            ("Item", "Budget 2015/16", "Spent 2015/16", "Budget 2016/17", "Spent 2016/17"),
            ("Mowing", "4,200", "3,528", "4,000", "3,551"),
            ("Printing", "100", "0", "50", "0"),
        ),
    ]
    assert [(line.text, line.amount) for line in budget(view(*blocks))] == [("Mowing", 4000), ("Printing", 50)]


def test_figures_in_thousands_are_given_in_pounds() -> None:
    blocks = table(("", "Budget 2021/22 £000", "Variance"), ("Rangers", "420", "-5"), ("Total", "1,600", "25"))
    assert [(line.text, line.amount) for line in budget(view(*blocks))] == [("Rangers", 420000), ("Total", 1600000)]


def test_a_second_row_of_titles_begins_another_table() -> None:
    blocks = [
        *table(("Workstream", "Current RAG"), ("Paths", "Green"), titled=False),
        *table(("Milestone", "Forecast date"), ("Map sold", "June 2017"), titled=False),
    ]
    found = view(*blocks, date=dt.date(2016, 5, 3))
    assert [one.subject for one in statuses(found)] == ["Paths"]
    assert [one.text for one in milestones(found)] == ["Map sold"]


def test_figures_set_without_a_table_are_read_by_their_line_of_titles() -> None:
    blocks = [
        Block("paragraph", line)
        for line in ("Item Budget Spent Budget Spent", "2015/16 2016/17", "Mowing 4,200 3,528 4,000 3,551", "Ink 5 6 7")
    ]
    assert [(line.text, line.amount) for line in budget(view(*blocks))] == [("Mowing", 4000)]


def test_a_line_with_a_gap_before_its_amounts_is_one_line() -> None:
    blocks = [row(("Map", "£20/Signs £50"), place=Place(page=1))]
    assert [(line.text, line.amount) for line in budget(view(*blocks))] == [("Map", 20), ("Signs", 50)]


def test_words_may_stand_on_the_line_above_their_amount_in_a_cell() -> None:
    blocks = table(("Outcome", "Costings"), ("Better reading", "Story books\n£151 (school)\nTablets - £90"))
    assert [(line.text, line.amount) for line in budget(view(*blocks))] == [("Story books", 151), ("Tablets", 90)]


def test_prose_tells_what_money_is_for() -> None:
    text = "A grant of £9,000 has been given for the repair of the weir, and the budget for the path is £400."
    assert ("the repair of the weir", 9000) in sums(text)


def test_forms_give_a_field_for_each_bullet_under_its_heading() -> None:
    scope = "Scope; Within scope;\n• Hammers\n• Saws\nNot in scope – cars"
    blocks = [
        row(("WORKSTREAM", "Tool library", ""), place=Place()),
        row(("Description; lend tools", "", ""), place=Place()),
        row((scope, "Risks:\n1. Rust\n2. Theft", ""), place=Place()),
        row(("Named Partners; Mill Homes, Canal Trust", "Cost code: 7", ""), place=Place()),
        Block("heading", "Second form", level=2),
        row(("Project", "Hut", ""), place=Place()),
        row(("Objectives", "Build it\nOpen it", ""), place=Place()),
    ]
    assert [(one.workstream, one.field, one.text) for one in fields(view(*blocks))] == [
        ("Tool library", "description", "lend tools"),
        ("Tool library", "scope", "Hammers"),
        ("Tool library", "scope", "Saws"),
        ("Tool library", "scope", "Not in scope – cars"),
        ("Tool library", "risks", "Rust"),
        ("Tool library", "risks", "Theft"),
        ("Tool library", "partners", "Mill Homes"),
        ("Tool library", "partners", "Canal Trust"),
        ("Tool library", "cost code", "7"),
        ("Hut", "objectives", "Build it"),
        ("Hut", "objectives", "Open it"),
    ]


def test_a_register_goes_on_over_the_page_and_keeps_its_topic() -> None:
    first = table(("Topic", "Risk", "Likelihood"), ("Till", "Theft", "L"), ("", "Fire", "M"), ("3. Staff", "", ""))
    second = table(("", "Illness", "H"), ("Shed", "Damp", "L"), page=2, number=2, titled=False)
    between = [Block("heading", "Register of risks", level=1), row(("Topic Risk", "Likelihood"), place=Place(page=2))]
    blocks = [*first, *between, *second]
    assert [(one.workstream, one.text) for one in fields(view(*blocks))] == [
        ("Till", "Theft"),
        ("Till", "Fire"),
        ("3. Staff", "Illness"),
        ("Shed", "Damp"),
    ]


LINES = st.sampled_from(
    """
Recommendations
Members are asked to:
- approve the plan; and
1. That £5k is spent on the hut by June 2017.
Key milestones:
- Launch – w/c 6 June, then a fair (July 2016)
The hut is rated Amber.
Fence £40/Gate £50
Item\tBudget 2016/17\tRAG
Hut:\t£1,200\tGreen
WORKSTREAM\tHut\t
Risks; • Rust • Theft\tObjectives; open
Milestone\tDue\tOwner
Open\tQuarter Two\tAnn
\tTopic\tRisk
Funding of £2m is needed for the pier.
Q1 –
""".splitlines()
)


@settings(deadline=None, max_examples=60)
@given(st.lists(LINES | st.text(max_size=40), max_size=14))
def test_any_paper_gives_slices_of_its_blocks(lines: list[str]) -> None:
    rules, pipeline = tools()
    document = parse_text("\n".join(lines))
    found = View(document, annotate(document, pipeline), rules, "paper")
    for extractor in EXTRACTORS:
        for entry in extractor(found):
            source = entry.source
            text = document.blocks[source.block].text[source.start : source.end]
            words = getattr(entry, "subject", None) or getattr(entry, "text", "")
            assert " ".join(text.split()) == words
            assert source.rule in rules.by_name
    for milestone in milestones(found):
        due = milestone.due
        assert due.start is None or due.end is None or due.start <= due.end
