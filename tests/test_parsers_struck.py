"""What is struck out is in no block, but listed with its place: in Word, OpenDocument, web pages and Markdown."""

from pathlib import Path

from samples import W, docx, odt, para, table

from psr_extract.document import Document
from psr_extract.parsers import read

STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/>'
    "<w:rPr><w:strike/></w:rPr></w:style></w:styles>"
)
GONE, NOT = '<w:rStyle w:val="Gone"/>', '<w:strike w:val="0"/>'


def struck(document: Document) -> list[tuple[str, int | None, tuple[int, int, int] | None]]:
    return [(e.text, e.place.line, e.place.cell) for e in document.left_out if e.why == "struck out"]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_word(tmp_path: Path) -> None:
    (document,) = read(
        docx(
            tmp_path / "a.docx",
            f"<w:p>{run('JR to me', '<w:strike/>')}{run('nd the gate.', '<w:dstrike/>')}</w:p>",
            f"<w:p>{run('JR ')}{run('AB', GONE)}{run(' to write')}</w:p>",
            table([["Action", "Owner"], [f"<w:p>{run('Sweep', '<w:strike/>')}</w:p>", "CD"]]),
            f"<w:p>{run('not so', NOT)}</w:p>",
            parts={"word/styles.xml": STYLES},
        )
    )
    assert [block.text for block in document.blocks] == ["JR to write", "Action\tOwner", "\tCD", "not so"]
    assert struck(document) == [("JR to mend the gate.", 1, None), ("AB", 2, None), ("Sweep", 5, (1, 2, 1))]


def test_a_struck_entry_of_a_list_is_counted(tmp_path: Path) -> None:
    listed = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    (document,) = read(
        docx(
            tmp_path / "a.docx",
            f"<w:p>{listed}{run('Mend the gate by May.', '<w:strike/>')}</w:p>",
            para("Sweep the path by June.", number=(1, 0)),
        )
    )
    assert [(block.marker, block.text) for block in document.blocks] == [("5.", "Sweep the path by June.")]


def test_opendocument(tmp_path: Path) -> None:
    def out(words: str) -> str:
        return f'<text:span text:style-name="Struck">{words}</text:span>'

    cells = f"<table:table-cell><text:p>{out('Sweep')}</text:p></table:table-cell>"
    cells += "<table:table-cell><text:p>CD</text:p></table:table-cell>"
    (document,) = read(
        odt(
            tmp_path / "a.odt",
            f"<text:p>JR {out('AB<text:s/>')}{out('CD')} to write</text:p>",
            f"<table:table><table:table-row>{cells}</table:table-row></table:table>",
        )
    )
    assert [block.text for block in document.blocks] == ["JR to write", "\tCD"]
    assert struck(document) == [("AB CD", 1, None), ("Sweep", 2, (1, 1, 1))]


def test_web_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<html><head><style>.gone{text-decoration:line-through}</style></head><body><p>JR <s>AB</s> to write.</p>"
        '<p><del>Mend</del><strike>Sweep</strike></p><p class="gone">Count <b>d</b>ucks</p>'
        "<table><tr><td>Dredge</td><td><s>CD</s></td></tr></table></body></html>",
        encoding="utf-8",
    )
    (document,) = read(path)
    assert [block.text for block in document.blocks] == ["JR to write.", "Dredge\t"]
    assert [(text, cell) for text, _, cell in struck(document)] == [
        ("AB", None), ("Mend", None), ("Sweep", None), ("Count ducks", None), ("CD", (1, 1, 2)),
    ]  # fmt: skip
    assert [line for _, line, _ in struck(document)][:4] == [1, 2, 2, 3]


def test_what_a_web_page_strikes_out_whole_has_a_place_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<html><body><ol><li>Mend</li><li style='text-decoration: line-through'>Sweep <b>up</b></li><li>Count</li></ol>"
        "<del><p>Dredge</p><p>Paint</p></del><table><tr><td>Feed</td><td>AB</td></tr><tr style='text-decoration:"
        "line-through'><td>Fish</td><td>CD</td></tr><tr><td>Row</td><td>EF</td></tr></table></body></html>",
        encoding="utf-8",
    )
    (document,) = read(path)
    assert [(block.marker, block.text, block.place.line) for block in document.blocks[:2]] == [
        ("1.", "Mend", 1), ("3.", "Count", 3)]  # fmt: skip
    assert struck(document) == [("Sweep up", 2, None), ("Dredge", 4, None), ("Paint", 5, None),
                                ("Fish", 8, (1, 2, 1)), ("CD", 9, (1, 2, 2))]  # fmt: skip
    assert [block.text for block in document.blocks[2:]] == ["Feed\tAB", "Row\tEF"]


def test_markdown_with_lines_of_rows_and_html(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "- [x] JR to mend ~~the gate~~ the door\n- ~~CD to sweep~~\n\n"
        "| Action | Owner |\n|---|---|\n| ~~Count~~ | EF |\n\n<div><p>Told.</p></div>\n\n```\nSaid.\n```\n",
        encoding="utf-8",
    )
    (document,) = read(path)
    assert [(block.text, block.place.line) for block in document.blocks] == [
        ("[x] JR to mend the door", 1), ("Action\tOwner", 4), ("\tEF", 6), ("Told.", 8), ("Said.", 11),
    ]  # fmt: skip
    assert struck(document) == [("the gate", 1, None), ("CD to sweep", 2, None), ("Count", 6, (1, 2, 1))]
