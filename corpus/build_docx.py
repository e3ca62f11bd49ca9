"""A source as DOCX bytes: heading styles, real lists and tables, tracked changes; same source in, same bytes out."""

import datetime as dt
import io
import zipfile

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from markup import Piece, Source, runs, shade

WRITTEN = dt.datetime(2026, 11, 1, 9, 0)
STAMP = "2026-11-01T09:00:00Z"
AUTHOR = "Partnership Support"


def build_docx(source: Source) -> bytes:
    """The bytes of the DOCX file."""
    document = docx.Document()
    _properties(document, source)
    last = ""
    for piece in source.pieces:
        _add(document, piece, first=piece.kind != last)
        last = piece.kind
    out = io.BytesIO()
    document.save(out)
    return _fixed(out.getvalue())


def _properties(document: Document, source: Source) -> None:
    core = document.core_properties
    core.author = core.last_modified_by = AUTHOR
    core.title, core.created, core.modified, core.revision = source.pieces[0].text, WRITTEN, WRITTEN, 1
    section = document.sections[0]
    section.header.paragraphs[0].text = source.header
    section.footer.paragraphs[0].text = source.footer


def _add(document: Document, piece: Piece, *, first: bool) -> None:
    if piece.kind == "table":
        _add_table(document, piece)
    elif piece.kind == "page":
        document.add_page_break()
    elif piece.kind == "heading":
        _write(document.add_heading(level=piece.level), piece.text)
    elif piece.kind == "bullet":
        _write(document.add_paragraph(style="List Bullet"), piece.text)
    elif piece.kind == "limb":
        paragraph = document.add_paragraph(style="List Number")
        if first:
            _restart(document)
        _number(document, paragraph)
        _write(paragraph, piece.text)
    else:
        _write(document.add_paragraph(), piece.text)


def _add_table(document: Document, piece: Piece) -> None:
    table = document.add_table(rows=len(piece.rows), cols=len(piece.rows[0]), style="Table Grid")
    for line, row in zip(table.rows, piece.rows, strict=True):
        for cell, marked in zip(line.cells, row, strict=True):
            colour, text = shade(marked)
            if colour:
                _shade(cell, colour)
            for number, part in enumerate(text.split("\n")):
                _write(cell.paragraphs[0] if number == 0 else cell.add_paragraph(), part)
    if piece.headed:
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:tblHeader"))
    document.add_paragraph()


def _shade(cell: _Cell, colour: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour.lstrip("#").upper())):
        shading.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shading)


def _write(paragraph: Paragraph, text: str) -> None:
    for look, part in runs(text):
        run = paragraph.add_run(part)
        run.bold = True if look == "bold" else None
        if look in {"inserted", "deleted"}:
            _track(paragraph, run._r, deleted=look == "deleted")


def _track(paragraph: Paragraph, run: OxmlElement, *, deleted: bool) -> None:
    """Move a run into a tracked change, as Word writes it."""
    change = OxmlElement("w:del" if deleted else "w:ins")
    before = paragraph.part.element.xpath("count(//w:ins | //w:del)")
    for name, value in (("w:id", f"{before + 1:.0f}"), ("w:author", AUTHOR), ("w:date", STAMP)):
        change.set(qn(name), value)
    paragraph._p.replace(run, change)
    change.append(run)
    if deleted:
        for text in run.findall(qn("w:t")):
            text.tag = qn("w:delText")
            text.set(qn("xml:space"), "preserve")


def _restart(document: Document) -> None:
    """A new list that counts from 1 again, on the abstract numbering of the style List Number."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(style).abstractNumId.val
    numbering.add_num(abstract).add_lvlOverride(ilvl=0).add_startOverride(1)


def _number(document: Document, paragraph: Paragraph) -> None:
    numbers = document.part.numbering_part.element.num_lst
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbers[-1].numId


def _fixed(data: bytes) -> bytes:
    """The same package with its parts in a fixed order and under a fixed time."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            info = zipfile.ZipInfo(name, (2026, 11, 1, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()
