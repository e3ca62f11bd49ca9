"""Which headings are business of the meeting, through the whole chain from text to record."""

from psr_extract.parsers.text import parse_text
from tests.reading import record_of


def _titles(text: str) -> list[tuple[str | None, str]]:
    return [(item.number, item.title) for item in record_of(parse_text(text)).items]


def test_names_set_as_headings_are_no_items() -> None:
    text = """
HB(25)M07

Minutes of the Annual Meeting of Wexmoor Harbour Board held on 5 May 2025

Present:

Cllr Mrs A Bell (Chair)

Cllr Mr C Dunn

In attendance:

One member of the public

Mr E Frost Clerk to Wexmoor Harbour Board

25.1 ELECTION OF CHAIR

It was RESOLVED that Cllr Bell be elected Chair.

25.2 DECLARATIONS OF INTEREST

There were none.
"""
    assert _titles(text) == [("25.1", "ELECTION OF CHAIR"), ("25.2", "DECLARATIONS OF INTEREST")]
    found = record_of(parse_text(text))
    assert [person.name for person in found.attendance] == ["A Bell", "C Dunn", "E Frost"]
    assert (found.meeting.body, found.meeting.chair) == ("Wexmoor Harbour Board", "A Bell")


def test_minute_references_are_numbers() -> None:
    head = "Minutes of Wexmoor Council held on 5 May 2025\n\n"
    text = head + "Wex/285/07-08 New crane\n\nSeen.\n\nItem 1/13: New quay\n\nIt is long.\n"
    assert [(one.number, one.title) for one in record_of(parse_text(text)).items] == [
        ("Wex/285/07-08", "New crane"),
        ("Item 1/13:", "New quay"),
    ]


def test_outcomes_and_links_to_papers_are_no_part_of_titles() -> None:
    text = """
Minutes of Wexmoor Harbour Board held on 5 May 2025

1. New crane pdf icon PDF 97 KB

The crane was shown to the Board.

NOTED.

2. New quay

The quay was shown.
"""
    assert _titles(text) == [("1.", "New crane"), ("2.", "New quay")]
    assert [(one.text, one.outcome) for one in record_of(parse_text(text)).decisions] == [("NOTED.", "noted")]


def test_a_heading_with_a_colon_is_a_label_where_most_have_none() -> None:
    text = "Minutes of the Quay Club held on 5 May 2025\n\n# Crane\n\nSeen.\n\n# Due:\n\n7 May\n\n# Rent\n\nPaid.\n"
    assert _titles(text) == [(None, "Crane"), (None, "Rent")]


def test_a_web_page_that_sets_the_agenda_over_the_minutes() -> None:
    items = "".join(
        f"{number}.\n\n{title}\n\n{asked}\n\nMinutes:\n\n{told}\n\n"
        for number, title, asked, told in [
            (7, "MINUTES pdf icon PDF 34 KB", "To sign as a correct record.", "They were agreed as a correct record."),
            (8, "The Clerk's Notices (Part 2))", "Members are requested to declare gifts.", "RT to buy rope."),
        ]
    )  # fmt: skip
    found = record_of(parse_text(f"Agenda and minutes\n\nHarbour Board - Tuesday 3 June 2025\n\nMedia\n\n{items}"))
    assert [item.number for item in found.items] == ["7.", "8."]
    assert [item.title for item in found.items] == ["MINUTES", "The Clerk's Notices (Part 2))"]
    assert [decision.text for decision in found.decisions] == ["They were agreed as a correct record."]
    assert [action.text for action in found.actions] == ["RT to buy rope."]


def test_a_short_line_between_paragraphs_is_a_title() -> None:
    told = "The treasurer told the meeting that the funds had grown by a tenth over the year that was past. " * 3
    found = record_of(parse_text(f"Minutes of the Club\n{told.strip()}\nBalance Sheet\n{told}\nPlans\n{told}\n"))
    assert [item.title for item in found.items] == ["Balance Sheet", "Plans"]
