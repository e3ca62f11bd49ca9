"""OpenDocument texts: true order, list numbers, tracked changes, notes, frames, tables, colours."""

import zipfile
from pathlib import Path

import pytest
from samples import odt

from psr_extract.document import Block, Document
from psr_extract.errors import ReadError
from psr_extract.parsers import read


def text(tmp_path: Path, *body: str, header: str = "") -> Document:
    return read(odt(tmp_path / "a.odt", *body, header=header))[0]


def p(words: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def items(*entries: str, style: str = "", go_on: bool = False) -> str:
    more = ' text:continue-numbering="true"' if go_on else ""
    inside = "".join(f"<text:list-item>{entry}</text:list-item>" for entry in entries)
    return f'<text:list text:style-name="{style}"{more}>{inside}</text:list>'


def table(*rows: str) -> str:
    return f"<table:table>{''.join(f'<table:table-row>{cells}</table:table-row>' for cells in rows)}</table:table>"


def cell(words: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{p(words)}</table:table-cell>"


def shape(blocks: tuple[Block, ...]) -> list[tuple[str, str | None, str]]:
    return [(block.kind, block.marker, block.text) for block in blocks]


def test_headings_by_outline_and_by_inherited_bold_type(tmp_path: Path) -> None:
    heading = '<text:h text:outline-level="2">Roads</text:h>'
    document = text(tmp_path, heading, p("Ponds", "Own"), p("Jane spoke."))
    assert [(block.kind, block.level) for block in document.blocks] == [
        ("heading", 2),
        ("heading", 2),
        ("paragraph", 0),
    ]
    assert [block.place.line for block in document.blocks] == [1, 2, 3]


def test_list_numbers_are_computed(tmp_path: Path) -> None:
    deeper = items(p("write to Highways;"), p("count cars;") + items(p("a deeper one;")))
    document = text(
        tmp_path,
        items(p("The road is to be mended by May.") + p("It is bad.") + deeper, style="L1"),
        items(p("The pond is to be dredged by June."), style="L1", go_on=True),
        items(p("The barn is to be sold by July."), style="L1"),
        items(p("a plain one;"), style="L2"),
    )
    assert [block.marker for block in document.blocks] == ["4.", None, "(a)", "(b)", "4.b.1", "5.", "4.", "•"]


def test_spaces_tabs_and_breaks(tmp_path: Path) -> None:
    document = text(tmp_path, p('4.2<text:tab/>Jane<text:s text:c="3"/>spoke.<text:line-break/>John did.'))
    assert shape(document.blocks) == [("bullet", "4.2", "Jane spoke."), ("paragraph", None, "John did.")]


def test_deletions_hidden_text_and_comments_are_left_out(tmp_path: Path) -> None:
    region = f"<text:changed-region><text:deletion>{p('John')}</text:deletion></text:changed-region>"
    comment = f"<office:annotation><dc:creator>Ann</dc:creator>{p('Is this so?')}</office:annotation>"
    hidden = '<text:span text:style-name="Hidden">secret </text:span>'
    changes = f"<text:tracked-changes>{region}</text:tracked-changes>"
    document = text(tmp_path, changes, p(f'JR<text:change text:change-id="1"/> {hidden}is to{comment} write.'))
    assert [block.text for block in document.blocks] == ["JR is to write."]
    assert [(entry.text, entry.why) for entry in document.left_out] == [
        ("John", "deleted"),
        ("secret", "hidden"),
        ("Is this so?", "comment"),
    ]


def test_a_footnote_stands_behind_its_paragraph(tmp_path: Path) -> None:
    body = f"<text:note-body>{p('Paper 4.')}</text:note-body>"
    note = f"<text:note><text:note-citation>3</text:note-citation>{body}</text:note>"
    document = text(tmp_path, p(f"The plan{note} was noted."), p("It ended."))
    assert shape(document.blocks) == [
        ("paragraph", None, "The plan was noted."),
        ("paragraph", "3", "Paper 4."),
        ("paragraph", None, "It ended."),
    ]
    assert document.blocks[1].place.line == 1


def test_text_boxes_and_sections_are_kept(tmp_path: Path) -> None:
    box = f"<draw:frame><draw:text-box>{p('In the box.')}</draw:text-box></draw:frame>"
    document = text(tmp_path, f"<text:section>{p(f'Before it.{box}')}</text:section>", p("After it."))
    assert [block.text for block in document.blocks] == ["Before it.", "In the box.", "After it."]


def test_merged_cells_stand_once_and_shading_is_kept(tmp_path: Path) -> None:
    both = cell("Both", 'table:number-columns-spanned="2"') + "<table:covered-table-cell/>"
    red = cell("Late", 'table:style-name="Red"')
    document = text(tmp_path, table(cell("Owner") + cell("Status"), cell("JR") + red, both))
    assert [block.cells for block in document.blocks] == [("Owner", "Status"), ("JR", "Late"), ("Both", "")]
    assert [block.colours for block in document.blocks] == [(), (None, "#ff0000"), ()]
    assert document.blocks[1].heading_cells == ("Owner", "Status")


def test_headers_and_contents_are_left_out(tmp_path: Path) -> None:
    body = f"<text:index-body>{p('Roads 2')}</text:index-body>"
    title = "<text:index-title-template>Contents</text:index-title-template>"
    source = f"<text:table-of-content-source>{title}</text:table-of-content-source>"
    contents = f"<text:table-of-content>{source}{body}</text:table-of-content>"
    document = text(tmp_path, contents, p("Jane spoke."), header=p("Draft"))
    assert [block.text for block in document.blocks] == ["Jane spoke."]
    assert [(entry.text, entry.why) for entry in document.left_out] == [
        ("Roads 2", "table of contents"),
        ("Draft", "page header"),
    ]


@pytest.mark.parametrize(
    ("content", "manifest", "says"),
    [
        pytest.param("<office:x", "", "damaged", id="broken-xml"),
        pytest.param("<a/>", "<manifest:encryption-data/>", "password", id="locked"),
        pytest.param("<a/>", "", "no text part", id="no-text"),
        pytest.param('<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>', "", "document type definition", id="entities"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, content: str, manifest: str, says: str) -> None:
    path = tmp_path / "a.odt"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("META-INF/manifest.xml", manifest)
        package.writestr("content.xml", content)
    with pytest.raises(ReadError, match=says):
        read(path)


def test_a_spreadsheet_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(ReadError, match="spreadsheet.*PDF or DOCX"):
        read(tmp_path / "a.ods")
