"""Plain text and Markdown: markers, headings, wrapped lines, tables set with tabs, what converters leave behind."""

from pathlib import Path

import pytest

from psr_extract.document import Block
from psr_extract.parsers import read
from psr_extract.parsers.lines import is_title, mend, split_marker
from psr_extract.parsers.text import parse_text


def shown(text: str, name: str = "a.txt") -> list[tuple[str, str | None, str]]:
    return [(block.kind, block.marker, block.text) for block in parse_text(text, name).blocks]


def markdown(tmp_path: Path, text: str) -> tuple[Block, ...]:
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    return read(path)[0].blocks


@pytest.mark.parametrize(
    ("line", "marker", "rest"),
    [
        ("4.2 The clerk reported", "4.2", "The clerk reported"),
        ("7. Finance", "7.", "Finance"),
        ("7.Finance", "7.", "Finance"),
        ("20.03.01 Apologies", "20.03.01", "Apologies"),
        ("(iv) write to Highways", "(iv)", "write to Highways"),
        ("b) Roads", "b)", "Roads"),
        ("12/24 Roads", "12/24", "Roads"),
        ("RC 31/2425 Roads", "RC 31/2425", "Roads"),
        ("Item 4: Roads", "Item 4:", "Roads"),
        ("3   Roads", "3", "Roads"),
        ("·\u00a0\u00a0\u00a0 Share it", "·", "Share it"),
        ("Ø  Present to boards", "Ø", "Present to boards"),
        ("\uf0b7 Refresh the plan", "\uf0b7", "Refresh the plan"),
        ("o seek support", "o", "seek support"),
        ("- 1. Assets", "1.", "Assets"),
        ("– Assets", "–", "Assets"),
    ],
)
def test_markers(line: str, marker: str, rest: str) -> None:
    assert split_marker(line) == (marker, rest)


@pytest.mark.parametrize(
    "line",
    [
        "7.30 pm in the hall",
        "10.15am start",
        "12 members attended",
        "05.03.2024 was agreed",
        "2024 was a good year",
        "21 March 2025",
        "on the whole",
        "£4.20 each",
        "-",
    ],
)
def test_what_is_no_marker(line: str) -> None:
    assert split_marker(line) == (None, line)


@pytest.mark.parametrize(
    "line",
    [
        "Thursday 20 March 2025 at 7.30pm",
        "Jane Roe was in the chair",
        "Venue: Mill Hall",
        "Tel: 01234 567890",
        "clerk@millward.example",
        "Jane Roe,",
        "The forum will meet in May.",
        "The project team to:",
        "Signed ________ Date ________",
        "Action – JR to write to the school",
        "Jane Roe (JR)",
        "John Smith (Hollow Trust)",
    ],
)
def test_what_is_no_title(line: str) -> None:
    assert not is_title(line)


def test_lines_alone_are_headings_and_labels_too() -> None:
    text = "Any Other Business\n\nThere was none.\n\nPresent:\n\nJane Roe was there.\n\nThe team to:\n\n- mend the gate"
    assert shown(text) == [
        ("heading", None, "Any Other Business"),
        ("paragraph", None, "There was none."),
        ("heading", None, "Present:"),
        ("paragraph", None, "Jane Roe was there."),
        ("paragraph", None, "The team to:"),
        ("bullet", "-", "mend the gate"),
    ]


def test_a_numbered_sentence_is_a_bullet_and_a_numbered_title_a_heading() -> None:
    assert shown("4. Roads\n4.1 The clerk reported that the road was closed.\n5. Parks") == [
        ("heading", "4.", "Roads"),
        ("bullet", "4.1", "The clerk reported that the road was closed."),
        ("heading", "5.", "Parks"),
    ]


def test_a_numbered_title_that_runs_on_is_divided() -> None:
    assert shown("17. Apologies for absence: Cllr Roe.") == [
        ("heading", "17.", "Apologies for absence"),
        ("paragraph", None, "Cllr Roe."),
    ]


def test_numbers_under_a_sentence_are_its_limbs() -> None:
    text = "The group asked the trust to:\n1. Count the ducks\n2. Mend the gate\n\nNext steps\n\nNone were named."
    assert [kind for kind, _, _ in shown(text)] == ["paragraph", "bullet", "bullet", "heading", "paragraph"]


def test_bare_numbers_and_initials_need_their_neighbours() -> None:
    assert shown("1 Welcome\n\n2 Roads\n\n12 Mill Lane was sold by the trust.")[:2] == [
        ("heading", "1", "Welcome"),
        ("heading", "2", "Roads"),
    ]
    assert shown("J. Roe spoke first.") == [("paragraph", None, "J. Roe spoke first.")]
    assert [marker for _, marker, _ in shown("A. Roads and paths\n\nB. Parks and ponds")] == ["A.", "B."]


def test_wrapped_lines_are_joined_and_short_ones_are_not() -> None:
    wrapped = (
        "The forum heard that the mill pond is to be dredged in the\n"
        "autumn, and that the trust has asked three firms for a price, of which\n"
        "two have answered so far with re-\nmarkable speed.\n"
    )
    people = "Jane Roe\nJohn Doe\nMary Major\n"
    blocks = parse_text(f"{wrapped}\nPresent:\n{people}").blocks
    assert blocks[0].text.endswith("of which two have answered so far with remarkable speed.")
    assert [block.text for block in blocks[2:]] == ["Jane Roe", "John Doe", "Mary Major"]
    assert [block.place.line for block in blocks] == [1, 6, 7, 8, 9]


def test_a_hyphen_that_belongs_there_stays() -> None:
    assert mend("the follow-up-", "meeting") == "the follow-up-meeting"
    assert mend("a long pro-", "gramme") == "a long programme"
    assert mend("12 -", "14 May") == "12 - 14 May"


def test_a_tab_table_gives_rows_with_the_titles_of_its_columns() -> None:
    head, first, last = parse_text("Action\tOwner\tBy when\nMend the gate\tJR\t5 May\n\tTrust\t\n").blocks
    assert head.cells == ("Action", "Owner", "By when")
    assert head.heading_cells == ()
    assert first.cells == ("Mend the gate", "JR", "5 May")
    assert first.heading_cells == ("Action", "Owner", "By when")
    assert first.text[first.cell_start(1) :] == "JR\t5 May"
    assert last.cells[:2] == ("", "Trust")
    assert last.place.cell == (1, 3, 1)


GRID = """Action log

+-----+----------------+-------+
| No  | Action         | Owner |
+=====+================+=======+
| 1   | Write to all   | AB    |
|     | members        |       |
+-----+----------------+-------+
| 2   | Pay the bill   | CD    |
+-----+----------------+-------+
All were thanked for coming out on so wet a night.

| Action | Owner |
|--------|-------|
| Sweep  | AB    |

+----+-------+
| No | Name  |
+----+-------+
| 1  | Mill  |
| 2  | Lane  |
+----+-------+
"""


def test_tables_drawn_with_characters() -> None:
    document = parse_text(GRID)
    rows = [block for block in document.blocks if block.kind == "row"]
    assert [block.cells for block in rows] == [
        ("No", "Action", "Owner"), ("1", "Write to all members", "AB"), ("2", "Pay the bill", "CD"),
        ("Action", "Owner"), ("Sweep", "AB"),
        ("No", "Name"), ("1", "Mill"), ("2", "Lane"),
    ]  # fmt: skip
    assert rows[1].heading_cells == ("No", "Action", "Owner") and rows[4].heading_cells == ("Action", "Owner")
    assert [rows[at].place.cell for at in (1, 4, 7)] == [(1, 2, 1), (2, 2, 1), (3, 3, 1)]
    assert rows[1].place.line == 6
    assert [block.text for block in document.blocks if block.kind == "paragraph"] == [
        "All were thanked for coming out on so wet a night."
    ]
    assert {entry.why for entry in document.left_out} == {"rule"}


def test_pipes_without_a_border_are_no_table() -> None:
    assert all(block.kind != "row" for block in parse_text("| said Jane |\n| said Tom |\n").blocks)


def test_wide_gaps_set_a_table() -> None:
    blocks = parse_text(
        "Who        What            Status\nJane       Mend the gate   done\nJohn       Count ducks     open\n"
    ).blocks
    assert [block.cells for block in blocks][1] == ("Jane", "Mend the gate", "done")
    assert blocks[2].heading_cells == ("Who", "What", "Status")


def test_html_in_cells_becomes_lines() -> None:
    cell = "<p><b>Aims;</b></p> <ol><li>1. Dredge</li> <li>2. Plant</li></ol><ul><li>rest<br/>more</li></ul>"
    (row,) = parse_text(f"{cell}\t\t\n").blocks
    assert row.cells[0] == "Aims;\n1. Dredge\n2. Plant\n• rest\nmore"


def test_markdown_marks_in_plain_text() -> None:
    assert shown("# **Mill Ward Forum**\n\n**Roads**\n\nThe <b>draft</b> plan was read on the 23<sup>rd</sup>.") == [
        ("heading", None, "Mill Ward Forum"),
        ("heading", None, "Roads"),
        ("paragraph", None, "The draft plan was read on the 23rd."),
    ]


def test_underlined_titles_rules_and_page_numbers() -> None:
    text = (
        "Roads\n=====\nJane spoke.\n\n-----------------\nPonds\n-----\n\n"
        "Mill Forum\nPage 1 of 2\nJohn spoke.\nMill Forum\nPage 2 of 2"
    )
    document = parse_text(text)
    assert [block.text for block in document.blocks] == ["Roads", "Jane spoke.", "Ponds", "John spoke."]
    assert [block.level for block in document.blocks if block.kind == "heading"] == [1, 2]
    assert {entry.why for entry in document.left_out} == {"rule", "page number", "page header"}


def test_raised_letters_go_back_to_their_number() -> None:
    text = "             th\non Monday 16 June, in the Mill Hall, the forum met."
    assert shown(text)[0][2].startswith("on Monday 16th June")


def test_outlines() -> None:
    blocks = parse_text("* Meeting\n** Roads\n- TODO Jane :: mend the gate\n", "a.org").blocks
    assert [(block.kind, block.level) for block in blocks] == [("heading", 1), ("heading", 2), ("bullet", 1)]


def test_markdown_lists_headings_and_lines(tmp_path: Path) -> None:
    front = "---\ntitle: Mill Ward Forum\ndate: 2025-03-20\n---\n"
    text = f"{front}## Roads {{#roads}}\n\n1. Jane spoke\n   - JR to *mend* the gate\n2. John\n"
    blocks = markdown(tmp_path, text)
    assert [(block.kind, block.marker, block.text) for block in blocks] == [
        ("paragraph", None, "title: Mill Ward Forum"),
        ("paragraph", None, "date: 2025-03-20"),
        ("heading", None, "Roads"),
        ("bullet", "1.", "Jane spoke"),
        ("bullet", "•", "JR to mend the gate"),
        ("bullet", "2.", "John"),
    ]
    assert [block.place.line for block in blocks] == [2, 3, 5, 7, 8, 9]
    assert [block.level for block in blocks[3:]] == [1, 2, 1]


def test_markdown_tables_and_soft_breaks(tmp_path: Path) -> None:
    people = "Present: Jane Roe\nApologies: John Doe"
    text = f"{people}\n\n| Action | Owner |\n|---|---|\n| Mend | JR<br>JD |\n\n**Roads**\n\nNone."
    blocks = markdown(tmp_path, text)
    assert [block.text for block in blocks[:2]] == ["Present: Jane Roe", "Apologies: John Doe"]
    assert blocks[3].cells == ("Mend", "JR\nJD")
    assert blocks[3].heading_cells == ("Action", "Owner")
    assert (blocks[4].kind, blocks[4].text) == ("heading", "Roads")


def test_titles_framed_with_signs_are_headings() -> None:
    text = "=== Roads ===\n\nJane spoke of it.\n\n*** PONDS ***\n\nJohn spoke of it.\n\n-- not -- a title --\n"
    assert [(block.kind, block.level, block.text) for block in parse_text(text).blocks][:4] == [
        ("heading", 3, "Roads"),
        ("paragraph", 0, "Jane spoke of it."),
        ("heading", 2, "PONDS"),
        ("paragraph", 0, "John spoke of it."),
    ]
