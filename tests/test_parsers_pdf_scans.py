"""PDF: pages that are pictures are never read as empty ones; with tesseract they are read."""

from pathlib import Path

import pypdfium2
import pytest
from samples import Mark, grid, pdf
from support import shared

from psr_extract.errors import ReadError
from psr_extract.parsers.pdf import parse
from psr_extract.parsers.pdf_ocr import can_read

needs_ocr = pytest.mark.skipif(not can_read(), reason="tesseract or pytesseract is not installed")
BOLD = "Helvetica-Bold"
MINUTES: list[Mark] = [
    (72, 60, "Minutes of the Mill Ward Forum", BOLD),
    (72, 96, "The forum heard that the lane to the mill will be closed for three weeks in the spring"),
    (72, 108, "while the county mends the drains, and that a diversion by the school will be signed for"),
    (72, 120, "all who come by cart."),
    (80, 155, "Action", BOLD), (300, 155, "Owner", BOLD), (400, 155, "Due", BOLD),
    (80, 175, "Write to the county"), (300, 175, "Jane Roe"), (400, 175, "5 May 2025"),
    (80, 195, "Count the ducks"), (300, 195, "Mary Moe"), (400, 195, "9 June 2025"),
]  # fmt: skip
RULES = grid((72, 290, 390, 500), (140, 160, 180, 200))


def scanned(path: Path, *pages: list[Mark], stamp: str = "", typed: list[Mark] | None = None) -> Path:
    """These pages as pictures, each with a stamp of real text, after a page that was typed."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path / "scan.pdf"), pagesize=(595, 842), invariant=1)
    if typed:
        for x, y, text in typed:
            canvas.drawString(x, 842 - y, text)
        canvas.showPage()
    with pypdfium2.PdfDocument(pdf(path / "source.pdf", *pages, rules=RULES)) as source:
        for page in source:
            picture = ImageReader(page.render(scale=200 / 72, grayscale=True).to_pil())
            canvas.drawImage(picture, 0, 0, 595, 842)
            canvas.drawString(250, 20, stamp)
            canvas.showPage()
    canvas.save()
    return path / "scan.pdf"


@pytest.mark.parametrize("stamp", ["", "Scanned by AnyScan 3"])
def test_a_scan_is_an_error_that_says_what_to_install(tmp_path: Path, stamp: str) -> None:
    with pytest.raises(ReadError, match=r"scan without a text layer \(pages 1-2\).*tesseract.*psr-extract\[ocr\]"):
        parse(scanned(tmp_path, MINUTES, MINUTES, stamp=stamp), ocr=False)


def test_scanned_pages_among_others_are_told(tmp_path: Path) -> None:
    document = parse(scanned(tmp_path, MINUTES, typed=[(72, 80, "The weir was mended.")]), ocr=False)
    assert [block.text for block in document.blocks] == ["The weir was mended."]
    (warning,) = document.warnings
    assert warning.startswith("page 2: a scan or picture without a text layer, not read")
    assert [(out.why, out.place.page) for out in document.left_out] == [("a picture of a page, not read", 2)]


def test_an_empty_page_is_no_scan(tmp_path: Path) -> None:
    document = parse(pdf(tmp_path / "a.pdf", [(72, 80, "The weir was mended.")], [], [(72, 80, "So was the gate.")]))
    assert document.warnings == ()
    assert [block.place.page for block in document.blocks] == [1, 3]


@needs_ocr
def test_a_scan_is_read_with_places_and_tables(tmp_path: Path) -> None:
    document = parse(scanned(tmp_path, MINUTES, stamp="Scanned by AnyScan 3"))
    assert document.warnings == ("page 1: a scan, read by OCR; check what matters against the page",)
    texts = [block.text for block in document.blocks]
    assert texts[0] == MINUTES[0][2]
    assert texts[1] == " ".join(mark[2] for mark in MINUTES[1:4])
    assert [block.cells for block in document.blocks if block.kind == "row"] == [
        ("Action", "Owner", "Due"),
        ("Write to the county", "Jane Roe", "5 May 2025"),
        ("Count the ducks", "Mary Moe", "9 June 2025"),
    ]
    box = document.blocks[1].place.box
    assert box == pytest.approx((72, 88, 500, 122), abs=12)


@needs_ocr
def test_scanned_pages_stand_between_typed_ones(tmp_path: Path) -> None:
    document = parse(scanned(tmp_path, MINUTES, typed=[(72, 80, "The weir was mended.")]))
    assert document.blocks[0].text == "The weir was mended."
    assert document.blocks[1].text == MINUTES[0][2]
    assert document.blocks[1].place.page == 2


@needs_ocr
@pytest.mark.slow
def test_real_scans_are_read() -> None:
    for path in shared("evaluation", "dev").rglob("*.pdf"):
        try:
            parse(path, ocr=False)
        except ReadError:
            document = parse(path)
            assert len(document.blocks) > 10
            assert "read by OCR" in document.warnings[0]
