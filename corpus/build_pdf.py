"""A source as PDF bytes: headings, ruled tables, an un-ruled margin column; same source in, same bytes out."""

import io
from xml.sax.saxutils import escape

from markup import Piece, Section, Source, runs, shade
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10.5, leading=13.5, spaceAfter=6)
CELL = ParagraphStyle("cell", parent=BODY, fontSize=9.5, leading=12, spaceAfter=0)
LIST = ParagraphStyle("list", parent=BODY, leftIndent=22, bulletIndent=6, spaceAfter=3)
BOLD = ParagraphStyle("bold", parent=BODY, fontName="Helvetica-Bold", keepWithNext=1)
HEADINGS = {
    1: ParagraphStyle("title", parent=BOLD, fontSize=16, leading=20, spaceAfter=8),
    2: ParagraphStyle("heading", parent=BOLD, fontSize=12, leading=15, spaceBefore=8),
}
WIDTH = A4[0] - 44 * mm
MARGIN_WIDTH = 22 * mm
RULED = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")])
UNRULED = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0)])
HEADER_ROW = ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke)


def build_pdf(source: Source) -> bytes:
    """The bytes of the PDF."""
    out = io.BytesIO()
    document = BaseDocTemplate(
        out, pagesize=A4, leftMargin=22 * mm, rightMargin=22 * mm, topMargin=24 * mm, bottomMargin=22 * mm,
        title=source.pieces[0].text, author="Partnership Support", invariant=1,
    )
    flow: list[Flowable] = []
    for number, part in enumerate(source.parts or (Section("", source.header, source.footer, source.pieces),)):
        frame = Frame(document.leftMargin, document.bottomMargin, document.width, document.height, id="normal")
        template = PageTemplate(id=f"part {number}", frames=[frame], onPage=_Furniture(part))
        document.addPageTemplates([template])
        margins = any(piece.margin for piece in part.pieces)
        flow += [NextPageTemplate(template.id), PageBreak()] if number else []
        flow += [flowable for piece in part.pieces for flowable in _flowables(piece, margins=margins)]
    document.build(flow)
    return out.getvalue()


class _Furniture:
    """Draws header, footer and page number on the pages of a part, and sets its bookmark on the first."""

    def __init__(self, part: Section) -> None:
        self.part, self.first = part, 0

    def __call__(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        if not self.first and self.part.bookmark:
            canvas.bookmarkPage(self.part.bookmark)
            canvas.addOutlineEntry(self.part.bookmark, self.part.bookmark, level=0)
        self.first = self.first or document.page
        canvas.saveState()
        canvas.setFont("Helvetica", 8)
        canvas.drawString(22 * mm, A4[1] - 14 * mm, self.part.header)
        canvas.drawString(22 * mm, 12 * mm, self.part.footer)
        canvas.drawRightString(A4[0] - 22 * mm, 12 * mm, f"Page {document.page - self.first + 1}")
        canvas.restoreState()


def _flowables(piece: Piece, *, margins: bool) -> list[Flowable]:
    if piece.kind == "page":
        return [PageBreak()]
    if piece.kind == "table":
        return [_table(piece), Spacer(1, 8)]
    style = HEADINGS[piece.level] if piece.kind == "heading" else LIST if piece.marker else BODY
    text = Paragraph(_xml(piece.text), style, bulletText=piece.marker or None)
    if not margins or piece.kind == "heading":
        return [text]
    beside = Paragraph(_xml(piece.margin), BODY)
    return [Table([[text, beside]], colWidths=[WIDTH - MARGIN_WIDTH, MARGIN_WIDTH], style=UNRULED)]


def _table(piece: Piece) -> Table:
    shaded = [[shade(cell) for cell in row] for row in piece.rows]
    rows = [[Paragraph(_xml(text).replace("\n", "<br/>"), CELL) for _, text in row] for row in shaded]
    widths = _widths(piece.rows)
    hues = [
        ("BACKGROUND", (column, line), (column, line), colors.HexColor(hue))
        for line, row in enumerate(shaded) for column, (hue, _) in enumerate(row) if hue
    ]  # fmt: skip
    style = TableStyle([*([HEADER_ROW] if piece.headed else []), *hues], parent=RULED)
    return Table(rows, colWidths=widths, style=style, repeatRows=int(piece.headed))


def _widths(rows: tuple[tuple[str, ...], ...]) -> list[float]:
    """Column widths by the longest cell, none so narrow that a short word breaks."""
    longest = [min(60, max(14, *(len(cell) for cell in column))) for column in zip(*rows, strict=True)]
    return [WIDTH * length / sum(longest) for length in longest]


def _xml(text: str) -> str:
    looks = {"bold": "<b>{}</b>", "deleted": ""}
    return "".join(looks.get(look, "{}").format(escape(part)) for look, part in runs(text))
