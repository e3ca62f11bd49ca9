"""Small sample files of each format, built for the tests of the parsers."""

import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from psr_extract.parsers.legacy import converter

needs_office = pytest.mark.skipif(converter() is None, reason="LibreOffice is not installed")

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Run = str
"""A paragraph of `docx`: text, or a finished `<w:p>` element."""

NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%3"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""
STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Item title"/><w:basedOn w:val="H1"/></w:style>
</w:styles>"""


def para(text: str, *, style: str = "", bold: bool = False, number: tuple[int, int] | None = None) -> str:
    """A Word paragraph; `number` is (list, level)."""
    name = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:p><w:pPr>{name}{listed}</w:pPr><w:r>{weight}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(rows: Sequence[Sequence[str]]) -> str:
    """A Word table; a cell is text, or finished XML of what stands in it."""
    lines = []
    for cells in rows:
        filled = (f"<w:tc>{cell if cell.startswith('<') else para(cell)}</w:tc>" for cell in cells)
        lines.append(f"<w:tr>{''.join(filled)}</w:tr>")
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def docx(path: Path, *body: str, parts: dict[str, str] | None = None) -> Path:
    """A Word file with these paragraphs and tables, and further `parts` by their name in the package."""
    xml = f'<w:document xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    everything = {
        "word/document.xml": f"{xml}<w:body>{''.join(body)}</w:body></w:document>",
        "word/numbering.xml": NUMBERING,
        "word/styles.xml": STYLES,
        **(parts or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in everything.items():
            package.writestr(name, text)
    return path


_ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODF_NAMES = " ".join(
    f'xmlns:{short}="{name}"'
    for short, name in {
        **{short: f"{_ODF}:{short}:1.0" for short in ("office", "text", "table", "style", "meta")},
        "draw": f"{_ODF}:drawing:1.0",
        "fo": f"{_ODF}:xsl-fo-compatible:1.0",
        "svg": f"{_ODF}:svg-compatible:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)
ODT_STYLES = """
<style:style style:name="Bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Title" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Own" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="Struck" style:family="text"><style:text-properties style:text-line-through-style="solid"/>
</style:style>
<style:style style:name="Hidden" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Red" style:family="table-cell"><style:table-cell-properties fo:background-color="#FF0000"/>
</style:style>
<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="." text:start-value="4"/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
<text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="3"/>
</text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="x"/></text:list-style>
"""


def odt(path: Path, *body: str, header: str = "", manifest: str = "") -> Path:
    """An OpenDocument text with these elements in its body."""
    start = f"<office:document-content {ODF_NAMES}><office:automatic-styles>{ODT_STYLES}</office:automatic-styles>"
    master = f"<style:master-page><style:header>{header}</style:header></style:master-page>"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("META-INF/manifest.xml", manifest)
        package.writestr(
            "content.xml",
            f"{start}<office:body><office:text>{''.join(body)}</office:text></office:body></office:document-content>",
        )
        package.writestr(
            "styles.xml",
            f"<office:document-styles {ODF_NAMES}><office:master-styles>{master}</office:master-styles>"
            "</office:document-styles>",
        )
    return path


def doc(path: Path, rtf: str) -> Path:
    """An old Word file made by LibreOffice from a text in RTF."""
    source = path.with_name("made.rtf")
    source.write_text(rtf, encoding="ascii")
    profile = (path.parent / "profile").as_uri()
    command = [str(converter()), "--headless", f"-env:UserInstallation={profile}", "--convert-to", "doc", "--outdir"]
    subprocess.run([*command, str(path.parent), str(source)], check=True, capture_output=True, timeout=120)
    return source.with_suffix(".doc").rename(path)


Mark = tuple[float, float, str] | tuple[float, float, str, str]
"""Text at x and y (from the top left, in points), and its font if it is not plain."""


def pdf(
    path: Path, *pages: Sequence[Mark], rules: Sequence[tuple[float, float, float, float]] = (), **options: str
) -> Path:
    """A PDF with text at these places on A4 pages; `rules` are drawn on each page."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    secret = StandardEncryption(options["password"]) if "password" in options else None
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1, encrypt=secret)
    for page in pages:
        for mark in page:
            canvas.setFont(mark[3] if len(mark) > 3 else "Helvetica", 11)
            canvas.drawString(mark[0], 842 - mark[1], mark[2])
        for x0, top, x1, bottom in rules:
            canvas.line(x0, 842 - top, x1, 842 - bottom)
        canvas.showPage()
    canvas.save()
    return path


def grid(xs: Sequence[float], tops: Sequence[float]) -> list[tuple[float, float, float, float]]:
    """The rules of a table with these column and row edges."""
    across = [(xs[0], top, xs[-1], top) for top in tops]
    return across + [(x, tops[0], x, tops[-1]) for x in xs]
