"""Traps of real PDFs, each set on a small page: markers, hyphens, merged cells, tables over pages, columns, margins."""

from pathlib import Path

import pytest
from samples import Mark, grid, pdf

from psr_extract.document import Block
from psr_extract.parsers import read

BODY = "The forum heard that the lane to the mill will be closed while the county mends the drains, and asked that"


def blocks(path: Path) -> tuple[Block, ...]:
    return read(path)[0].blocks


def running(*lines: str, x: float = 72, top: float = 90, step: float = 14) -> list[Mark]:
    return [(x, top + step * number, line) for number, line in enumerate(lines)]


def wide(first: float, *texts: str) -> list[Mark]:
    """Paragraphs of one line each, with space between them."""
    return running(*texts, top=first, step=30)


@pytest.mark.parametrize(
    "marker",
    ["\u2022", "\u00b7", "\u00d8", "o", "-", "a.", "(iv)", "4.2.1", "(b)", "7)", "iii.", "12/25"],
)
def test_markers_of_every_kind(tmp_path: Path, marker: str) -> None:
    page = [*wide(90, BODY), (90, 120, marker), (125, 120, "The clerk will write to the county about the drains."),
            *wide(150, "All were thanked for coming out on so wet a night, and went home.")]  # fmt: skip
    found = blocks(pdf(tmp_path / "a.pdf", page))
    assert [(block.marker, block.text) for block in found][1] == (
        marker, "The clerk will write to the county about the drains."
    )  # fmt: skip
    assert found[1].kind == "bullet" and found[1].level > 0


def test_dingbats_are_markers(tmp_path: Path) -> None:
    page = [*wide(90, BODY), (90, 120, "4", "ZapfDingbats"), (115, 120, "The clerk will write to the county.")]
    found = blocks(pdf(tmp_path / "a.pdf", page))
    assert found[1].kind == "bullet" and found[1].text == "The clerk will write to the county."


def test_hyphens_at_the_end_of_a_line_are_mended_and_others_stay(tmp_path: Path) -> None:
    page = running(
        "The forum heard that the lane to the mill will be closed while the county repairs the dam-",
        "aged drains, and that the co-operative will keep its well-known path to the mill open for all",
        "who live there.",
    )
    (paragraph,) = blocks(pdf(tmp_path / "a.pdf", page))
    assert "the damaged drains" in paragraph.text
    assert "co-operative" in paragraph.text and "well-known" in paragraph.text


ROWS = (("No", "Action", "Owner"), ("1", "Write to the county", "Jane Roe"), ("2", "Sweep the lane", "Tom Low"))
EDGES = (72, 110, 400, 520)


def table(rows: tuple[tuple[str, ...], ...], top: float) -> list[Mark]:
    return [
        (x + 4, top + 20 * at + 14, cell) for at, row in enumerate(rows) for x, cell in zip(EDGES, row, strict=False)
    ]


def test_a_table_over_pages_whose_titles_are_repeated(tmp_path: Path) -> None:
    more = (ROWS[0], ("3", "Let the mill", "Ann Bell"), ("4", "Mend the gate", "Jane Roe"))
    pages = (table(ROWS, 600), table(more, 600))
    found = blocks(pdf(tmp_path / "a.pdf", *pages, rules=grid(EDGES, [600, 620, 640, 660])))
    assert [block.cells[0] for block in found if block.heading_cells] == ["1", "2", "3", "4"]
    assert {block.heading_cells for block in found[1:] if block.heading_cells} == {ROWS[0]}


def test_merged_cells_stand_once(tmp_path: Path) -> None:
    edges = [100, 120, 140, 160]
    rules = [(72, y, 520, y) for y in edges] + [(x, 100, x, 160) for x in (72, 520)]
    rules += [(x, top, x, top + 20) for x in (110, 400) for top in (100, 140)]
    page = [*table((ROWS[0],), 100), (150, 134, "Carried over from the spring"), *table((ROWS[1],), 140)]
    found = blocks(pdf(tmp_path / "a.pdf", page, rules=rules))
    assert sum("Carried over" in block.text for block in found) == 1
    assert [block.cells for block in found if block.text.startswith(("No", "1"))] == [ROWS[0], ROWS[1]]


def test_a_table_without_rules(tmp_path: Path) -> None:
    rows = (*ROWS, ("3", "Let the mill", "Ann Bell"))
    page = [*wide(90, BODY), *table(rows, 130)]
    found = blocks(pdf(tmp_path / "a.pdf", page))
    assert [block.cells for block in found if block.kind == "row"] == list(rows)
    assert found[-1].heading_cells == ROWS[0]
    agenda = pdf(tmp_path / "b.pdf", [*wide(90, BODY), *table(rows[1:], 130)])
    assert all(block.kind != "row" for block in blocks(agenda)), "numbered items are no rows where no titles stand"


def test_a_titled_column_of_owners_is_a_margin(tmp_path: Path) -> None:
    texts = [
        "1. Roads", "The forum heard that the lane to the mill will be closed while the county",
        "mends the drains. The clerk will write to the county and ask for a date.",
        "2. Trees", "The oak at the green leans over the road, and the warden will have it looked",
        "at before the winter storms, and tell the forum what was found.",
    ]  # fmt: skip
    tops = [90, 112, 126, 156, 178, 192]
    page: list[Mark] = [(500, 70, "Action", "Helvetica-Bold")]
    page += [
        (72, top, text, "Helvetica-Bold" if text[0].isdigit() else "Helvetica")
        for top, text in zip(tops, texts, strict=True)
    ]
    page += [(500, 126, "Clerk"), (500, 192, "TL")]
    found = blocks(pdf(tmp_path / "a.pdf", page))
    assert {block.margin for block in found if block.text.endswith("for a date.")} == {"Clerk"}
    assert {block.margin for block in found if block.text.endswith("what was found.")} == {"TL"}


def test_three_columns_under_one_title(tmp_path: Path) -> None:
    page: list[Mark] = [(72, 70, "News of the Mill Ward Forum for all who could not come", "Helvetica-Bold")]
    for column, name in enumerate(("Roads", "Trees", "Mill")):
        lines = [f"{name} were spoken of at some", "length by all who came in,", "and it was then said that",
                 f"the {name.lower()} are so well", "kept now that they will be", "left just as they are, and",
                 "that the clerk will tell it", "to the county, which may", "well be glad to hear of it."]  # fmt: skip
        page += running(*lines, x=60 + 170 * column, top=100)
    text = " ".join(block.text for block in blocks(pdf(tmp_path / "a.pdf", page)))
    assert text.index("roads are so well kept") < text.index("Trees were spoken") < text.index("Mill were spoken")


def test_entries_lie_as_deep_as_they_are_set_in(tmp_path: Path) -> None:
    page = wide(90, BODY)
    entries = [
        (90, "\u2022 Roads"), (110, "o The lane was closed"), (130, "\u2022 The county knows"),
        (110, "o The bridge is open"), (90, "\u2022 Trees"),
    ]  # fmt: skip
    page += [(x, 120 + 16 * number, text) for number, (x, text) in enumerate(entries)]
    found = blocks(pdf(tmp_path / "a.pdf", page))
    assert [block.level for block in found[1:]] == [1, 2, 3, 2, 1]


def test_what_is_set_as_an_entry_begins_a_paragraph(tmp_path: Path) -> None:
    long = "Wright of the mill, who has kept the books of the forum for a long time"
    page = [*wide(70, BODY), (72, 100, "Chair:"), (150, 100, long), (72, 114, "Treasurer:"), (150, 114, "Jane Roe"),
            (72, 150, "Place:"), (150, 150, "The hall of the mill,"), (150, 164, "Mill Lane")]  # fmt: skip
    found = [block.text for block in blocks(pdf(tmp_path / "a.pdf", page))][1:]
    assert found == [f"Chair: {long}", "Treasurer: Jane Roe", "Place: The hall of the mill, Mill Lane"]


def test_a_year_that_a_line_begins_with_is_no_number_of_an_item(tmp_path: Path) -> None:
    page = running(
        "The forum heard that the lane to the mill will be closed by the county until the autumn of",
        "2027. The clerk will ask for a date.",
    )
    (paragraph,) = blocks(pdf(tmp_path / "a.pdf", page))
    assert "until the autumn of 2027. The clerk" in paragraph.text


def test_what_follows_a_list_further_left_is_no_part_of_it(tmp_path: Path) -> None:
    entry = "\u2022 The lane will be closed by the county while the drains are mended again, as long as it takes to"
    page = running("The forum heard:", x=72) + running(entry, x=90, top=104)
    page += running("The forum thanked the clerk for all that she did.", x=72, top=118)
    assert [block.text for block in blocks(pdf(tmp_path / "a.pdf", page))][-1].startswith("The forum thanked")


def test_titles_right_above_a_table_are_those_of_its_columns(tmp_path: Path) -> None:
    page = [*table((("Item", "", "By whom"),), 79), *table(ROWS[1:], 100)]
    page = [mark for mark in page if mark[2]]
    found = blocks(pdf(tmp_path / "a.pdf", page, rules=grid(EDGES, [100, 120, 140])))
    assert [block.heading_cells for block in found if block.text.startswith(("1", "2"))] == [
        ("Item", "", "By whom")
    ] * 2


def test_letters_that_nobody_can_read_belong_to_a_picture(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842), invariant=1)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 740, BODY)
    canvas.setFont("Helvetica", 2)
    canvas.drawString(72, 770, "s41 mark")
    canvas.save()
    (document,) = read(tmp_path / "a.pdf")
    assert [block.text for block in document.blocks] == [BODY]
    assert [(entry.text, entry.why) for entry in document.left_out] == [("s41 mark", "too small to read")]
