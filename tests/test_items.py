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
