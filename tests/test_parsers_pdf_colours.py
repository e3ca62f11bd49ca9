"""PDF: the shading of cells and the colour of text, as far as they are no black, grey or white."""

from pathlib import Path

import pytest
from support import shared

from psr_extract.document import Document
from psr_extract.parsers import read

RED, AMBER, GREEN, GREY = "#ff0000", "#ffbf00", "#00b050", "#d9d9d9"
LEFT, RIGHT, ROW, TOP = (72, 300), (300, 480), 30, 100


def tracker(path: Path, *ratings: tuple[str, str], title_shade: str = GREY, ink: str = "#000000") -> Document:
    """A ruled table of three tasks, whose second column is shaded so and holds these words."""
    from reportlab.lib.colors import HexColor
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path / "a.pdf"), pagesize=(595, 842), invariant=1)
    rows = [("Task", "Rating", title_shade), *((f"Mend gate {at}", *rest) for at, rest in enumerate(ratings, 1))]
    for at, (task, word, shade) in enumerate(rows):
        bottom = 842 - TOP - ROW * (at + 1)
        for (x0, x1), text in ((LEFT, task), (RIGHT, word)):
            filled = shade if x0 == RIGHT[0] or not at else "#ffffff"
            canvas.setFillColor(HexColor(filled))
            canvas.rect(x0, bottom, x1 - x0, ROW, stroke=1, fill=1)
            canvas.setFillColor(HexColor(ink if at else "#000000"))
            canvas.drawString(x0 + 6, bottom + 10, text)
    canvas.save()
    return read(path / "a.pdf")[0]


def test_shaded_cells_tell_their_colour_and_grey_does_not(tmp_path: Path) -> None:
    document = tracker(tmp_path, ("on track", GREEN), ("late", RED), ("waiting", "#ffffff"))
    assert [block.colours for block in document.blocks] == [(), (None, GREEN), (None, RED), ()]


def test_a_column_that_holds_nothing_but_colours_is_kept(tmp_path: Path) -> None:
    document = tracker(tmp_path, ("", AMBER), ("", GREEN))
    assert [block.cells for block in document.blocks][1:] == [("Mend gate 1", ""), ("Mend gate 2", "")]
    assert [block.colours for block in document.blocks][1:] == [(None, AMBER), (None, GREEN)]
    assert document.blocks[2].heading_cells == ("Task", "Rating")


def test_text_tells_its_colour_where_nothing_is_shaded(tmp_path: Path) -> None:
    document = tracker(tmp_path, ("late", "#ffffff"), ("late", GREEN), ink=RED)
    assert [block.colours for block in document.blocks] == [(), (RED, RED), (RED, GREEN)]


def test_coloured_paragraphs(tmp_path: Path) -> None:
    from reportlab.lib.colors import CMYKColor, HexColor
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842), invariant=1)
    for at, colour in enumerate((HexColor("#333333"), HexColor(RED), CMYKColor(1, 0, 1, 0))):
        canvas.setFillColor(colour)
        canvas.drawString(72, 700 - 40 * at, f"The weir was mended by group {at}.")
    canvas.save()
    plain, red, green = [block.colours for block in read(tmp_path / "a.pdf")[0].blocks]
    assert (plain, red) == ((), (RED,))
    parts = [int(green[0][at : at + 2], 16) for at in (1, 3, 5)]
    assert parts[1] > 50 + max(parts[0], parts[2])


def test_shading_of_a_real_list_of_actions() -> None:
    folder = shared("evaluation", "papers")
    found = [path for path in folder.rglob("*status-update*.pdf")]
    if not found:
        pytest.skip("no such paper among the shared documents")
    rows = [block for block in read(found[0])[0].blocks if block.kind == "row"]
    assert [len(block.colours) for block in rows] == [0] + [3] * 9
    assert len({block.colours[-1] for block in rows[1:]}) == 3
