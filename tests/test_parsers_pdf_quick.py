"""PDF: pdfium, which is quick, and pdfplumber, which takes every page, give the same blocks."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from samples import Mark, pdf
from support import ROOT, shared

from psr_extract.document import Block, Document
from psr_extract.errors import ReadError
from psr_extract.parsers.pdf import parse

BOLD = "Helvetica-Bold"


def real() -> list[Path]:
    found = [path for folder in (shared(), ROOT / "corpus") for path in sorted(folder.rglob("*.pdf"))]
    assert len(found) > 40
    return found


def both(path: Path) -> tuple[Document, Document]:
    return parse(path), parse(path, quick=False)


def facts(block: Block) -> tuple[object, ...]:
    return block.kind, block.level, block.marker, block.margin, block.text, block.heading_cells, block.colours


def letters(blocks: Sequence[Block]) -> str:
    return "".join("".join(f"{block.marker or ''}{block.text}{block.margin or ''}".split()) for block in blocks)


def alike(paths: Sequence[Path]) -> float:
    """The share of blocks that both ways agree on in all that they say of them; their letters agree in any case."""
    same = total = 0
    for path in paths:
        try:
            quick, slow = both(path)
        except ReadError:
            continue
        ours, theirs = ([facts(block) for block in document.blocks] for document in (quick, slow))
        assert SequenceMatcher(None, letters(quick.blocks), letters(slow.blocks), autojunk=False).quick_ratio() > 0.999
        matches = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
        same, total = same + sum(match.size for match in matches), total + max(len(ours), len(theirs))
        for a, b in ((quick.blocks[m.a + at], slow.blocks[m.b + at]) for m in matches for at in range(m.size)):
            assert a.place.page == b.place.page and a.place.box and b.place.box
            assert all(abs(x - y) < 3 for x, y in zip(a.place.box, b.place.box, strict=True)), path.name
    return same / total


def test_real_documents_are_read_alike_both_ways() -> None:
    assert alike(real()[::7]) > 0.995


@pytest.mark.slow
def test_all_real_documents_are_read_alike_both_ways() -> None:
    assert alike(real()) > 0.995


def test_bold_sizes_colours_and_gaps_are_seen_alike(tmp_path: Path) -> None:
    from reportlab.lib.colors import HexColor
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842), invariant=1)
    canvas.setFont(BOLD, 16)
    canvas.drawString(72, 760, "Mill Ward Forum")
    canvas.setFont("Times-Italic", 11)
    for x, word in ((72, "Jolly"), (99, "folk"), (118, "of"), (130, "Wye")):
        canvas.drawString(x, 700, word)
    canvas.setFont("Helvetica", 11)
    canvas.setFillColor(HexColor("#c00000"))
    canvas.drawString(72, 660, "Overdue: the weir.")
    canvas.setStrokeColor(HexColor("#000000"))
    for top in (640, 620, 600):
        canvas.line(72, top, 400, top)
    for x in (72, 200, 400):
        canvas.line(x, 640, x, 600)
    for row, top in enumerate((626, 606)):
        canvas.drawString(80, top, f"Task {row}")
        canvas.drawString(210, top, "JR")
    canvas.rotate(90)
    canvas.drawString(300, -580, "DRAFT for approval")
    canvas.save()
    quick, slow = both(tmp_path / "a.pdf")
    assert [facts(block) for block in quick.blocks] == [facts(block) for block in slow.blocks]
    assert [block.kind for block in quick.blocks] == ["heading", "heading", "paragraph", "row", "row"]
    assert quick.blocks[1].text == "Jolly folk of Wye"
    assert quick.blocks[2].colours == ("#c00000",)
    assert [entry.text for entry in quick.left_out] == [entry.text for entry in slow.left_out] == ["DRAFT for approval"]


def test_a_turned_page_is_left_to_pdfplumber(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(842, 595), invariant=1)
    canvas.setPageRotation(90)
    canvas.rotate(90)
    canvas.drawString(72, -80, "The weir was mended by the county in May.")
    canvas.save()
    quick, slow = both(tmp_path / "a.pdf")
    assert quick.blocks == slow.blocks
    assert quick.blocks[0].text == "The weir was mended by the county in May."


def test_text_inside_a_form_stands_where_it_is_drawn(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842), invariant=1)
    canvas.beginForm("part")
    canvas.drawString(0, 0, "The weir was mended.")
    canvas.line(0, -2, 100, -2)
    canvas.endForm()
    canvas.translate(72, 500)
    canvas.doForm("part")
    canvas.save()
    quick, slow = both(tmp_path / "a.pdf")
    assert quick.blocks[0].text == slow.blocks[0].text
    assert quick.blocks[0].place.box == pytest.approx(slow.blocks[0].place.box, abs=0.2)
    assert quick.blocks[0].place.box[0] == 72


def test_pages_are_read_one_by_one(tmp_path: Path) -> None:
    pages: list[list[Mark]] = [[(72, 400, f"Speaker {number} was thanked.")] for number in range(30)]
    document = parse(pdf(tmp_path / "a.pdf", *pages))
    assert [block.place.page for block in document.blocks] == list(range(1, 31))
