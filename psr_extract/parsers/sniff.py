"""What a file is, told by its content; the name only decides between kinds of text."""

import re
from pathlib import Path

from psr_extract.errors import ReadError

_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls) or a password-protected one"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"BM", "a picture (BMP)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<body[\s>]|<head[\s>]", re.IGNORECASE)
_TAGGED = re.compile(rb"^\s*<(?:div|p|table|h[1-6]|ul|ol|span|main|article|meta)\b", re.IGNORECASE)


def media_type(path: Path) -> str:
    """The media type of a file; `ReadError` where it is empty, a folder, or nothing that can be read."""
    if path.is_dir():
        raise ReadError("this is a folder", where=path, do="Name the files in it, or ingest the folder.")
    if not path.exists():
        raise ReadError("there is no such file", where=path, do="Check the path.")
    with path.open("rb") as file:
        head = file.read(65536)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ReadError("the file is empty", where=path, do="Check that it was copied whole.")
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zip_type(path)
    for signature, name in _SIGNATURES:
        if head.startswith(signature) and not (signature in {b"BM", b"MZ"} and b"\x00" not in head[:64]):
            raise _unsupported(path, signature, name)
    return _text_type(path, head)


def _unsupported(path: Path, signature: bytes, name: str) -> ReadError:
    if name.startswith("a picture"):
        return ReadError(
            f"this is {name}, not a document", where=path, do="Give the document itself, or OCR it to a PDF."
        )
    if signature.startswith(b"\xd0\xcf") and path.suffix.lower() == ".docx":
        return ReadError("this DOCX is protected by a password", where=path, do="Save it without the password.")
    return ReadError(f"{name} is not supported yet", where=path, do="Convert it to PDF or DOCX.")


def _zip_type(path: Path) -> str:
    from psr_extract.parsers.package import zip_type

    return zip_type(path)


def _text_type(path: Path, head: bytes) -> str:
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if path.suffix.lower() in {".pdf", ".docx"}:
        kind = path.suffix.lower()[1:].upper()
        raise ReadError(f"this is no {kind}, though it is named so", where=path, do=f"Save it again as {kind}.")
    plain = head.replace(b"\x00", b"") if wide else head
    if _HTML.search(plain[:4096]) or (
        _TAGGED.match(plain) and path.suffix.lower() in {".html", ".htm", ".xhtml", ".txt"}
    ):
        return "text/html"
    if path.suffix.lower() in {".html", ".htm", ".xhtml"} and re.search(rb"</\w+>", plain):
        return "text/html"
    if path.suffix.lower() in {".md", ".markdown", ".mdown"}:
        return "text/markdown"
    return "text/plain"
