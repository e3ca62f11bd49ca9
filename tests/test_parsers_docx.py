"""Word files: true order, list numbers, tracked changes, text boxes, tables."""

from pathlib import Path

import pytest
from samples import W, docx, para, table

from psr_extract.document import Document
from psr_extract.parsers import read
from psr_extract.parsers.word_numbers import written


def word(tmp_path: Path, *body: str, parts: dict[str, str] | None = None) -> Document:
    return read(docx(tmp_path / "a.docx", *body, parts=parts))[0]


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_paragraphs_and_tables_in_true_order(tmp_path: Path) -> None:
    document = word(tmp_path, para("Before it."), table([["Action", "Owner"], ["Mend", "JR"]]), para("After it."))
    assert [block.text for block in document.blocks] == ["Before it.", "Action\tOwner", "Mend\tJR", "After it."]
    assert document.blocks[2].heading_cells == ("Action", "Owner")
    assert document.blocks[2].place.cell == (1, 2, 1)


def test_headings_by_style_and_by_bold_type(tmp_path: Path) -> None:
    document = word(
        tmp_path, para("Forum", style="H1"), para("Roads", style="Own"), para("Ponds", bold=True), para("Text.")
    )
    assert [(block.kind, block.level) for block in document.blocks] == [
        ("heading", 1),
        ("heading", 1),
        ("heading", 2),
        ("paragraph", 0),
    ]


def test_list_numbers_are_computed(tmp_path: Path) -> None:
    document = word(
        tmp_path,
        para("Roads", number=(1, 0), bold=True),
        para("write to Highways;", number=(1, 1)),
        para("count cars;", number=(1, 1)),
        para("Ponds", number=(1, 0), bold=True),
        para("dredge it;", number=(1, 1)),
        para("a deeper one;", number=(1, 2)),
        para("a plain one;", number=(2, 0)),
    )
    assert [block.marker for block in document.blocks] == ["4.", "(a)", "(b)", "5.", "(a)", "5.1", "•"]
    assert [block.level for block in document.blocks] == [2, 2, 2, 2, 2, 3, 1]


@pytest.mark.parametrize(
    ("number", "kind", "text"),
    [
        (4, "lowerRoman", "iv"),
        (19, "upperRoman", "XIX"),
        (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"),
        (3, "none", ""),
    ],
)
def test_written_numbers(number: int, kind: str, text: str) -> None:
    assert written(number, kind) == text


def test_tracked_insertions_are_kept_and_deletions_left_out(tmp_path: Path) -> None:
    gone = "<w:del><w:r><w:delText>John</w:delText></w:r></w:del>"
    document = word(tmp_path, f"<w:p>{run('JR and ')}{gone}<w:ins>{run('Mary')}</w:ins>{run(' to write.')}</w:p>")
    assert document.blocks[0].text == "JR and Mary to write."
    assert [(entry.text, entry.why) for entry in document.left_out] == [("John", "deleted")]


def test_content_controls_links_and_text_boxes_are_kept(tmp_path: Path) -> None:
    box = f"<w:r><w:pict><w:txbxContent>{para('In the box.')}</w:txbxContent></w:pict></w:r>"
    fallback = f"<mc:AlternateContent><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    body = (
        f"<w:sdt><w:sdtContent>{para('Controlled.')}</w:sdtContent></w:sdt>",
        f"<w:p><w:hyperlink>{run('Linked')}</w:hyperlink>{run(' text.')}{box}<w:r>{fallback}</w:r></w:p>",
    )
    assert [block.text for block in word(tmp_path, *body).blocks] == ["Controlled.", "Linked text.", "In the box."]


def test_merged_cells_stand_once(tmp_path: Path) -> None:
    merged = "<w:tcPr><w:vMerge/></w:tcPr><w:p/>"
    wide = f'<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{para("Both")}'
    document = word(tmp_path, table([["Jane Roe", "Chair"], [merged, "Trust"], [wide]]))
    assert [block.cells for block in document.blocks] == [("Jane Roe", "Chair"), ("", "Trust"), ("Both", "")]


def test_headers_footers_comments_are_left_out(tmp_path: Path) -> None:
    parts = {
        f"word/{name}.xml": f'<w:x xmlns:w="{W}">{para(text)}</w:x>'
        for name, text in [("header1", "Draft"), ("footer2", "Page 1"), ("comments", "Check this")]
    }
    document = word(tmp_path, para("Jane spoke."), parts=parts)
    assert [block.text for block in document.blocks] == ["Jane spoke."]
    assert [(entry.text, entry.why) for entry in document.left_out] == [
        ("Draft", "page header"),
        ("Page 1", "page footer"),
        ("Check this", "comment"),
    ]


def test_minutes_set_as_a_table_read_as_text_with_margins(tmp_path: Path) -> None:
    long = (
        "The forum heard that the road to the mill will be closed for three weeks in May while the drains are mended."
    )
    document = word(
        tmp_path,
        table([
            ["Item", "Minutes", "Action"],
            ["1.", para("Roads", bold=True) + para(long), "JR"],
            ["2.", para("Ponds", bold=True) + para(f"{long} Noted."), "Trust to ask three firms for their prices"],
        ]),
    )  # fmt: skip
    assert [(block.kind, block.marker, block.margin) for block in document.blocks] == [
        ("row", None, None),
        ("heading", "1.", None),
        ("paragraph", None, "JR"),
        ("heading", "2.", None),
        ("paragraph", None, None),
        ("row", None, None),
    ]
    assert document.blocks[-1].heading_cells == ("Action",)


def test_a_table_of_actions_stays_a_table(tmp_path: Path) -> None:
    task = "Write to the county about the drains in Mill Lane, the verge at the school and the lamp, and report."
    document = word(tmp_path, table([["No", "Action", "Owner"], ["1", task, "JR"], ["2", task, "JD"]]))
    assert [block.kind for block in document.blocks] == ["row", "row", "row"]


def test_footnotes_stand_behind_the_paragraph_that_cites_them(tmp_path: Path) -> None:
    def note(number: int, text: str) -> str:
        return f'<w:footnote w:id="{number}">{para(text)}</w:footnote>'

    notes = f'<w:footnotes xmlns:w="{W}">{note(0, "")}{note(2, "Paper 4.")}{note(3, "Unused.")}</w:footnotes>'
    cited = f'<w:p>{run("The plan")}<w:r><w:footnoteReference w:id="2"/></w:r>{run(" was noted.")}</w:p>'
    document = word(tmp_path, cited, para("It ended."), parts={"word/footnotes.xml": notes})
    assert [(block.kind, block.marker, block.text) for block in document.blocks] == [
        ("paragraph", None, "The plan was noted."),
        ("paragraph", "1", "Paper 4."),
        ("paragraph", None, "It ended."),
    ]
    assert [(entry.text, entry.why) for entry in document.left_out] == [("Unused.", "footnote that nothing cites")]


def test_shading_and_text_colour_are_kept(tmp_path: Path) -> None:
    def coloured(text: str, properties: str) -> str:
        return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"

    shaded = f'<w:tcPr><w:shd w:val="clear" w:fill="FFC000"/></w:tcPr>{para("Late")}'
    grey = f'<w:tcPr><w:shd w:val="clear" w:fill="D9D9D9"/></w:tcPr>{para("Status")}'
    green = coloured("Done", '<w:color w:val="00B050"/>')
    document = word(
        tmp_path,
        coloured("At risk.", '<w:highlight w:val="red"/>'),
        table([["Action", grey], ["Mend", shaded], ["Sweep", green]]),
    )
    assert [block.colours for block in document.blocks] == [("#ff0000",), (), (None, "#ffc000"), (None, "#00b050")]


def test_a_table_in_a_frame_keeps_its_own_rows(tmp_path: Path) -> None:
    inner = table([["Action", "Owner"], ["Mend", "JR"]])
    document = word(tmp_path, table([["Minutes of May", ""], [f"{inner}<w:p/>", ""]]))
    assert [block.cells for block in document.blocks] == [("Minutes of May", ""), ("Action", "Owner"), ("Mend", "JR")]


def test_a_table_of_contents_is_left_out(tmp_path: Path) -> None:
    styles = f'<w:styles xmlns:w="{W}"><w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style></w:styles>'
    document = word(tmp_path, para("Roads 2", style="T1"), para("Jane spoke."), parts={"word/styles.xml": styles})
    assert [block.text for block in document.blocks] == ["Jane spoke."]
    assert [(entry.text, entry.why) for entry in document.left_out] == [("Roads 2", "table of contents")]


def test_a_bare_table_of_names_is_no_minutes(tmp_path: Path) -> None:
    society = para("Society of the Friends of the Mill and its Lane")
    rows = [(para(name) + society, f"{name.split()[0]} of the mill") for name in ("Jane Roe", "Ann Bell", "Mary Dean")]
    document = word(tmp_path, para("Apologies:", bold=True), table(rows))
    assert [block.kind for block in document.blocks] == ["heading", "row", "row", "row"]
