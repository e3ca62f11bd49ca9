"""A source as PDF bytes: headings, ruled tables, an un-ruled margin column; same source in, same bytes out."""

import io
from functools import partial
from xml.sax.saxutils import escape

from markup import Piece, Source, runs
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

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
    document = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=22 * mm, rightMargin=22 * mm, topMargin=24 * mm, bottomMargin=22 * mm,
        title=source.pieces[0].text, author="Partnership Support", invariant=1,
    )
    margins = any(piece.margin for piece in source.pieces)
    flow = [flowable for piece in source.pieces for flowable in _flowables(piece, margins=margins)]
    furnish = partial(_furniture, source=source)
    document.build(flow, onFirstPage=furnish, onLaterPages=furnish)
    return out.getvalue()


def _furniture(canvas: Canvas, document: SimpleDocTemplate, *, source: Source) -> None:
    canvas.saveState()
    canvas.setFont("Helvetica", 8)
    canvas.drawString(22 * mm, A4[1] - 14 * mm, source.header)
    canvas.drawString(22 * mm, 12 * mm, source.footer)
    canvas.drawRightString(A4[0] - 22 * mm, 12 * mm, f"Page {document.page}")
    canvas.restoreState()


def _flowables(piece: Piece, *, margins: bool) -> list[Flowable]:
    if piece.kind == "table":
        return [_table(piece), Spacer(1, 8)]
    style = HEADINGS[piece.level] if piece.kind == "heading" else LIST if piece.marker else BODY
    text = Paragraph(_xml(piece.text), style, bulletText=piece.marker or None)
    if not margins or piece.kind == "heading":
        return [text]
    beside = Paragraph(_xml(piece.margin), BODY)
    return [Table([[text, beside]], colWidths=[WIDTH - MARGIN_WIDTH, MARGIN_WIDTH], style=UNRULED)]


def _table(piece: Piece) -> Table:
    rows = [[Paragraph(_xml(cell).replace("\n", "<br/>"), CELL) for cell in row] for row in piece.rows]
    widths = _widths(piece.rows)
    style = TableStyle([HEADER_ROW] if piece.headed else [], parent=RULED)
    return Table(rows, colWidths=widths, style=style, repeatRows=int(piece.headed))


def _widths(rows: tuple[tuple[str, ...], ...]) -> list[float]:
    """Column widths by the longest cell, none so narrow that a short word breaks."""
    longest = [min(60, max(14, *(len(cell) for cell in column))) for column in zip(*rows, strict=True)]
    return [WIDTH * length / sum(longest) for length in longest]


def _xml(text: str) -> str:
    looks = {"bold": "<b>{}</b>", "deleted": ""}
    return "".join(looks.get(look, "{}").format(escape(part)) for look, part in runs(text))
