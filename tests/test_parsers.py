"""Any parser: the type is told by the content, what can't be read is one clear error, the result is always the same."""

import os
import zipfile
from pathlib import Path

import pytest
from samples import doc, docx, needs_office, odt, para, pdf

from psr_extract.errors import ReadError
from psr_extract.parsers import PARSERS, read
from psr_extract.parsers.limits import LIMITS
from psr_extract.parsers.package import DOCX, ODT

HTML = "<html><body><h1>Mill Ward Forum</h1><p>Jane Roe opened the meeting.</p></body></html>"
RTF = r"{\rtf1\ansi{\stylesheet{\s1\outlinelevel0 heading 1;}}\pard\s1\outlinelevel0\b Mill Ward Forum\b0\par"
RTF += r"\pard Jane Roe opened the meeting.\par}"
OLD = {"application/msword", "application/rtf"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT = "Mill Ward Forum\n\nJane Roe opened the meeting.\n"


def make(path: Path, kind: str) -> Path:
    if kind == DOCX:
        return docx(path, para("Mill Ward Forum", style="H1"), para("Jane Roe opened the meeting."))
    if kind == "application/pdf":
        return pdf(path, [(72, 80, "Mill Ward Forum", "Helvetica-Bold"), (72, 130, "Jane Roe opened the meeting.")])
    if kind == ODT:
        heading = '<text:h text:outline-level="1">Mill Ward Forum</text:h>'
        return odt(path, heading, "<text:p>Jane Roe opened the meeting.</text:p>")
    if kind == "application/msword":
        return doc(path, RTF)
    texts = {"application/rtf": RTF, "text/html": HTML, "text/plain": TEXT, "text/markdown": f"# {TEXT}"}
    path.write_text(texts[kind], encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", [pytest.param(k, marks=needs_office if k in OLD else ()) for k in PARSERS])
def test_every_parser_keeps_the_contract(tmp_path: Path, kind: str) -> None:
    path = make(tmp_path / ("a.md" if kind == "text/markdown" else "a.bin"), kind)
    (document,) = read(path)
    assert document.media_type == kind
    assert document.name == path.name
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("heading", "Mill Ward Forum"),
        ("paragraph", "Jane Roe opened the meeting."),
    ]
    assert all(block.place.line or block.place.page for block in document.blocks)
    assert read(path) == (document,)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param("a.txt", b"", "empty", id="empty"),
        pytest.param("a.txt", b"\xef\xbb\xbf \n", "empty", id="only-white-space"),
        pytest.param("a.pdf", b"\x89PNG\r\n\x1a\n0000", "picture", id="picture-named-pdf"),
        pytest.param("a.pdf", b"just text", "no PDF", id="text-named-pdf"),
        pytest.param("a.pdf", b"%PDF-1.7\n1 0 obj <<", "damaged", id="cut-short"),
        pytest.param("a.docx", b"plain", "no DOCX", id="text-named-docx"),
        pytest.param("a.docx", b"PK\x03\x04rest", "damaged", id="broken-zip"),
        pytest.param("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "password", id="locked-docx"),
        pytest.param("a.xls", OLE + "Workbook".encode("utf-16-le"), "spreadsheet.*not supported", id="old-spreadsheet"),
        pytest.param("a.doc", OLE, "damaged", id="old-office-cut-short"),
        pytest.param("a.ics", b"BEGIN:VCALENDAR\r\nSUMMARY:Forum\r\n", "calendar entry.*not a document", id="calendar"),
        pytest.param("a.zip", b"PK\x05\x06" + bytes(18), "no document in it", id="zip-of-nothing"),
        pytest.param("a.txt", bytes(range(256)) * 4, "no text", id="bytes"),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ReadError, match=says) as caught:
        read(path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
    assert caught.value.do


@pytest.mark.parametrize(
    ("entry", "says"), [("xl/workbook.xml", "spreadsheet"), ("ppt/presentation.xml", "presentation")]
)
def test_other_packages_are_named(tmp_path: Path, entry: str, says: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as package:
        package.writestr(entry, "x")
    with pytest.raises(ReadError, match=says):
        read(tmp_path / "a.zip")


def test_zip_bombs_are_refused(tmp_path: Path) -> None:
    tight = docx(tmp_path / "tight.docx", para("x"), parts={"word/big.xml": " " * 5_000_000})
    many = docx(tmp_path / "many.docx", para("x"), parts={f"word/{n}.xml": "" for n in range(LIMITS.entries)})
    for path in (tight, many):
        with pytest.raises(ReadError, match=r"far too much|more than \d+ files"):
            read(path)


def test_document_type_definitions_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbb">]><w:styles xmlns:w="x">&b;</w:styles>'
    path = docx(tmp_path / "a.docx", para("x"), parts={"word/styles.xml": bomb})
    with pytest.raises(ReadError, match="document type definition"):
        read(path)


def test_damaged_xml_is_an_error_not_a_crash(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", parts={"word/document.xml": "<w:document"})
    with pytest.raises(ReadError, match="damaged"):
        read(path)


def test_a_protected_pdf_says_so(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [(72, 80, "Secret minutes")], password="opensesame")
    with pytest.raises(ReadError, match="password"):
        read(path)


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="folder"):
        read(tmp_path)
    with pytest.raises(ReadError, match="no such file"):
        read(tmp_path / "none.txt")


def test_a_file_without_read_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied", str(path))

        monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ReadError, match="Permission denied.*permissions"):
        read(path)


WIDE = ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", *WIDE])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Café Forum – “open” to all members of the ward\n".encode(encoding))
    (document,) = read(path)
    assert document.blocks[0].text == "Café Forum – “open” to all members of the ward"


@pytest.mark.parametrize("encoding", WIDE)
def test_web_pages_in_wide_encodings_whatever_they_declare(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.html").write_bytes(HTML.encode(encoding))
    (tmp_path / "b.html").write_text(f'<meta charset="{encoding}">{HTML}', encoding="ascii")
    for name in ("a.html", "b.html"):
        (document,) = read(tmp_path / name)
        assert document.media_type == "text/html"
        assert [block.text for block in document.blocks] == ["Mill Ward Forum", "Jane Roe opened the meeting."]


@pytest.mark.parametrize("name", ["a.docx", "a.doc", "a.pdf"])
def test_a_web_page_under_another_name_is_read_with_a_warning(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(HTML, encoding="utf-8")
    (document,) = read(tmp_path / name)
    assert document.media_type == "text/html" and len(document.blocks) == 2
    assert any("this is a web page" in warning for warning in document.warnings)


def test_letters_that_were_mixed_up_are_mended(tmp_path: Path) -> None:
    good = "“Café” – the forum’s £40 was spent; Â stands in ÂGE and the Ã of São stays"
    path = tmp_path / "a.txt"
    path.write_text(good.encode().decode("cp1252", "replace").replace("\ufffd", "\x9d"), encoding="utf-8")
    (document,) = read(path)
    assert document.blocks[0].text == good
    assert document.warnings == ("letters that had been mixed up were mended",)
    path.write_text(good, encoding="utf-8")
    assert read(path)[0].warnings == ()
