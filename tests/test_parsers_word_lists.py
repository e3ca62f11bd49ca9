"""Lists and changes of Word documents: overrides, restarts, digits above, styles that point at each other."""

from pathlib import Path

from samples import W, docx, para, table

from psr_extract.parsers import read


def level(depth: int, text: str, *, kind: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(name: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(levels)}</w:abstractNum>'


def num(name: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def markers(tmp_path: Path, numbering: str, *entries: tuple[int, int]) -> list[str | None]:
    """What is printed before paragraphs of these lists and levels."""
    words = (f"Count the {word} by May." for word in "abcdefgh")
    paragraphs = [para(text, number=entry) for text, entry in zip(words, entries, strict=False)]
    parts = {"word/numbering.xml": f'<w:numbering xmlns:w="{W}">{numbering}</w:numbering>'}
    return [block.marker for block in read(docx(tmp_path / "a.docx", *paragraphs, parts=parts))[0].blocks]


def test_a_level_of_its_own_overrides_the_one_it_is_made_after(tmp_path: Path) -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "%1)", kind="upperLetter", start=7)}</w:lvlOverride>'
    numbering = abstract(0, level(0, "%1."), level(1, "%1.%2")) + num(1, 0) + num(2, 0, own)
    assert markers(tmp_path, numbering, (1, 0), (1, 1), (2, 0), (2, 0), (2, 1)) == ["1.", "1.1", "G)", "H)", "H.1"]


def test_a_list_starts_again_where_it_says_so(tmp_path: Path) -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = abstract(0, level(0, "%1.")) + num(1, 0) + num(2, 0, again)
    assert markers(tmp_path, numbering, (1, 0), (1, 0), (2, 0), (2, 0)) == ["1.", "2.", "1.", "2."]


def test_a_level_that_never_restarts_counts_on(tmp_path: Path) -> None:
    on = level(1, "(%2)", kind="lowerLetter", more='<w:lvlRestart w:val="0"/>')
    numbering = abstract(0, level(0, "%1."), on) + num(1, 0)
    assert markers(tmp_path, numbering, (1, 0), (1, 1), (1, 0), (1, 1)) == ["1.", "(a)", "2.", "(b)"]


def test_roman_numbers_above_are_digits_in_legal_style(tmp_path: Path) -> None:
    numbering = abstract(0, level(0, "%1.", kind="upperRoman"), level(1, "%1.%2", more="<w:isLgl/>")) + num(1, 0)
    assert markers(tmp_path, numbering, (1, 0), (1, 0), (1, 1)) == ["I.", "II.", "2.1"]


def test_a_list_that_points_at_a_style(tmp_path: Path) -> None:
    styled = f'<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Own"/></w:abstractNum>{num(1, 0)}'
    source = f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Own"/>{level(0, "%1)")}</w:abstractNum>'
    assert markers(tmp_path, styled + source, (1, 0), (1, 0)) == ["1)", "2)"]


def test_paragraphs_whose_end_was_deleted_are_one_with_the_next(tmp_path: Path) -> None:
    text = '<w:t xml:space="preserve">JR is to </w:t>'
    first = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r>{text}</w:r></w:p>"
    (document,) = read(docx(tmp_path / "a.docx", first, para("mend the gate."), para("It ended.")))
    assert [block.text for block in document.blocks] == ["JR is to mend the gate.", "It ended."]


def test_a_deleted_row_is_listed_paragraph_by_paragraph(tmp_path: Path) -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{para('Sweep')}</w:tc><w:tc>{para('CD')}</w:tc></w:tr>"
    rows = table([["Action", "Owner"], ["Mend", "JR"]]).replace("</w:tbl>", f"{gone}</w:tbl>")
    (document,) = read(docx(tmp_path / "a.docx", rows))
    assert [block.text for block in document.blocks] == ["Action\tOwner", "Mend\tJR"]
    assert [(entry.text, entry.why) for entry in document.left_out] == [("Sweep", "deleted"), ("CD", "deleted")]


def test_a_row_that_begins_further_right(tmp_path: Path) -> None:
    late = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>{para("JR")}</w:tc></w:tr>'
    rows = table([["Action", "Owner"], ["Mend", "AB"]]).replace("</w:tbl>", f"{late}</w:tbl>")
    (document,) = read(docx(tmp_path / "a.docx", rows))
    assert document.blocks[-1].cells == ("", "JR")


def test_bold_by_a_character_style(tmp_path: Path) -> None:
    strong = '<w:style w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    bold = '<w:p><w:r><w:rPr><w:rStyle w:val="S"/></w:rPr><w:t>Roads and paths</w:t></w:r></w:p>'
    styles = f'<w:styles xmlns:w="{W}">{strong}</w:styles>'
    (document,) = read(docx(tmp_path / "a.docx", bold, para("Jane spoke."), parts={"word/styles.xml": styles}))
    assert [block.kind for block in document.blocks] == ["heading", "paragraph"]
