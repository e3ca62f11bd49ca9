"""PDF: paragraphs, headings, columns, margins, tables, running headers, with page and box."""

from pathlib import Path

from samples import Mark, grid, pdf

from psr_extract.document import Document
from psr_extract.parsers import read

BOLD = "Helvetica-Bold"
LONG = (
    "The forum heard that the road to the mill will be closed for three weeks in",
    "the spring while the county mends the drains, and that a diver-",
    "sion will be signed.",
)


def load(path: Path, *pages: list[Mark], **options: list[tuple[float, float, float, float]]) -> Document:
    return read(pdf(path / "a.pdf", *pages, rules=options.get("rules", [])))[0]


def test_paragraphs_are_rejoined_with_page_and_box(tmp_path: Path) -> None:
    marks: list[Mark] = [(72, 80, "Roads", BOLD), *((72, 110 + 14 * at, line) for at, line in enumerate(LONG))]
    heading, paragraph = load(tmp_path, marks).blocks
    assert (heading.kind, heading.text) == ("heading", "Roads")
    assert paragraph.text.endswith("and that a diversion will be signed.")
    assert paragraph.place.page == 1
    assert paragraph.place.box is not None
    x0, top, x1, bottom = paragraph.place.box
    assert x0 == 72 and 95 < top < bottom < 145 and x1 > 400


def test_a_paragraph_goes_on_over_the_page(tmp_path: Path) -> None:
    first: list[Mark] = [(72, 700 + 14 * at, line) for at, line in enumerate(LONG[:2])]
    document = load(tmp_path, first, [(72, 80, LONG[2])])
    assert [block.text for block in document.blocks][-1].endswith("a diversion will be signed.")
    assert document.blocks[0].place.page == 1


def test_running_headers_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    pages: list[list[Mark]] = [
        [(72, 40, "Mill Ward Forum 2025"), (72, 100, f"Speaker {name} was thanked."), (290, 810, f"Page {number} of 3")]
        for number, name in enumerate(("Jane", "John", "Mary"), 1)
    ]
    document = load(tmp_path, *pages)
    assert [block.text for block in document.blocks] == [
        f"Speaker {name} was thanked." for name in ("Jane", "John", "Mary")
    ]
    assert [entry.why for entry in document.left_out] == ["page header", "page number"] * 3
    assert document.left_out[3].place.page == 2


def test_numbers_bullets_and_titles(tmp_path: Path) -> None:
    texts = [
        "1. Roads",
        "1.1 The clerk reported that it was closed.",
        "(a) write to Highways;",
        "• and to the school.",
        "2. Ponds",
    ]
    blocks = load(tmp_path, [(72, 80 + 20 * at, text) for at, text in enumerate(texts)]).blocks
    assert [(block.kind, block.marker) for block in blocks] == [
        ("heading", "1."),
        ("bullet", "1.1"),
        ("bullet", "(a)"),
        ("bullet", "•"),
        ("heading", "2."),
    ]


def test_a_margin_of_initials_belongs_to_the_paragraph_beside_it(tmp_path: Path) -> None:
    marks: list[Mark] = []
    for number, initials in enumerate(("JR", "JR/MM", "Clerk")):
        top = 80 + 60 * number
        marks += [(72, top, LONG[0]), (72, top + 14, f"the spring, said speaker {number}."), (520, top + 14, initials)]
    blocks = load(tmp_path, marks + [(72, 300 + 14 * at, line) for at, line in enumerate(LONG)]).blocks
    assert [block.margin for block in blocks] == ["JR", "JR/MM", "Clerk", None]
    assert blocks[0].text.endswith("said speaker 0.")


def test_a_ruled_table_gives_rows(tmp_path: Path) -> None:
    marks: list[Mark] = [
        (80, 95, "Action", BOLD), (300, 95, "Owner", BOLD), (400, 95, "By when", BOLD),
        (80, 115, "Write to the county about"), (80, 127, "the drains"), (300, 115, "JR"), (400, 115, "5 May"),
        (80, 150, "Count the ducks"), (300, 150, "MM"), (72, 60, "These were agreed by all."),
    ]  # fmt: skip
    document = load(tmp_path, marks, rules=grid((72, 290, 390, 500), (82, 100, 135, 160)))
    assert [block.cells for block in document.blocks[1:]] == [
        ("Action", "Owner", "By when"),
        ("Write to the county about the drains", "JR", "5 May"),
        ("Count the ducks", "MM", ""),
    ]
    assert document.blocks[2].heading_cells == ("Action", "Owner", "By when")
    assert document.blocks[2].place.cell == (1, 2, 1)
    assert document.blocks[2].place.box == (72, 100, 500, 135)


def test_a_table_that_goes_on_keeps_its_titles(tmp_path: Path) -> None:
    tops = (82, 100, 120)
    head: list[Mark] = [
        (80, 95, "Action", BOLD),
        (300, 95, "Owner", BOLD),
        (80, 114, "Mend the gate"),
        (300, 114, "JR"),
    ]
    rest: list[Mark] = [(80, 95, "Count the ducks"), (300, 95, "MM"), (80, 114, "Sweep the lane"), (300, 114, "JD")]
    document = load(tmp_path, head, rest, rules=grid((72, 290, 500), tops))
    assert [block.heading_cells for block in document.blocks] == [()] + [("Action", "Owner")] * 3


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [f"Left column line {number} tells of the mill" for number in range(10)]
    right = [f"Right column line {number} tells of the weir" for number in range(10)]
    marks: list[Mark] = [(60, 100 + 14 * at, text) for at, text in enumerate(left)]
    marks += [(320, 100 + 14 * at, text) for at, text in enumerate(right)]
    text = " ".join(block.text for block in load(tmp_path, marks).blocks)
    assert text.index("Left column line 9") < text.index("Right column line 0")


def test_raised_letters_stay_with_their_number(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"), invariant=1)
    text = canvas.beginText(72, 700)
    text.setFont("Helvetica", 11)
    text.textOut("The forum met on 16")
    text.setFont("Helvetica", 7)
    text.setRise(4)
    text.textOut("th")
    text.setRise(0)
    text.setFont("Helvetica", 11)
    text.textOut(" June in the hall.")
    canvas.drawText(text)
    canvas.save()
    assert read(tmp_path / "a.pdf")[0].blocks[0].text == "The forum met on 16th June in the hall."
