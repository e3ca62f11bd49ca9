"""What a file is, told by its content; the name only decides between kinds of text."""

import re
from pathlib import Path

from psr_extract.errors import ReadError
from psr_extract.parsers.decode import wide_encoding
from psr_extract.parsers.limits import LIMITS, Limits, too_large

_SIGNATURES = (
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
_OTHER_TEXTS = ((b"BEGIN:VCALENDAR", "a calendar entry (ICS)"), (b"BEGIN:VCARD", "a visiting card (VCF)"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_PARTS = (
    ("WordDocument", "application/msword"),
    ("EncryptedPackage", "a document that is protected by a password"),
    ("Workbook", "an old spreadsheet (.xls)"),
    ("Book", "an old spreadsheet (.xls)"),
    ("PowerPoint Document", "an old presentation (.ppt)"),
    ("__properties_version1.0", "an Outlook message (.msg)"),
)
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<body[\s>]|<head[\s>]", re.IGNORECASE)
_TAGGED = re.compile(rb"^\s*<(?:div|p|table|h[1-6]|ul|ol|span|main|article|meta)\b", re.IGNORECASE)


def media_type(path: Path, limits: Limits = LIMITS) -> str:
    """The media type of a file; `ReadError` where it is empty, a folder, or nothing that can be read."""
    if path.is_dir():
        raise ReadError("this is a folder", where=path, do="Name the files in it, or ingest the folder.")
    if not path.exists():
        raise ReadError("there is no such file", where=path, do="Check the path.")
    if path.stat().st_size > limits.file_bytes:
        raise too_large(limits, path)
    with path.open("rb") as file:
        head = file.read(65536)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ReadError("the file is empty", where=path, do="Check that it was copied whole.")
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_type(path, limits)
    if head.startswith(OLE):
        return _ole_type(path)
    if head.lstrip().startswith(b"{\\rtf"):
        return "application/rtf"
    for signature, name in _SIGNATURES:
        if head.startswith(signature) and not (signature in {b"BM", b"MZ"} and b"\x00" not in head[:64]):
            raise _unsupported(path, name)
    return _text_type(path, head)


def _unsupported(path: Path, name: str) -> ReadError:
    if name.startswith("a picture"):
        return ReadError(
            f"this is {name}, not a document", where=path, do="Give the document itself, or OCR it to a PDF."
        )
    if name in dict(_OTHER_TEXTS).values():
        return ReadError(f"this is {name}, not a document", where=path, do="Give the minutes or the paper itself.")
    return ReadError(f"{name} is not supported yet", where=path, do="Convert it to PDF or DOCX.")


def _ole_type(path: Path) -> str:
    """The kind of an old Office file by the names in its directory, which are UTF-16."""
    data = path.read_bytes()
    for name, kind in _OLE_PARTS:
        if name.encode("utf-16-le") not in data:
            continue
        if kind == "application/msword":
            return kind
        if name == "EncryptedPackage":
            raise ReadError(f"this is {kind}", where=path, do="Save it without the password.")
        raise _unsupported(path, kind)
    raise ReadError("this old Office file is damaged", where=path, do="Save it in its own program as DOCX or PDF.")


def _zip_type(path: Path, limits: Limits) -> str:
    from psr_extract.parsers.package import zip_type

    return zip_type(path, limits)


def _text_type(path: Path, head: bytes) -> str:
    wide = wide_encoding(head)
    plain = head.decode(wide, "replace").encode() if wide else head
    for opening, name in _OTHER_TEXTS:
        if plain.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(opening):
            raise _unsupported(path, name)
    if path.suffix.lower() in {".pdf", ".docx"} and not _HTML.search(plain[:4096]):
        kind = path.suffix.lower()[1:].upper()
        raise ReadError(f"this is no {kind}, though it is named so", where=path, do=f"Save it again as {kind}.")
    if _is_mail(plain, named=path.suffix.lower() == ".eml"):
        return "message/rfc822"
    if _HTML.search(plain[:4096]) or (
        _TAGGED.match(plain) and path.suffix.lower() in {".html", ".htm", ".xhtml", ".txt"}
    ):
        return "text/html"
    if path.suffix.lower() in {".html", ".htm", ".xhtml"} and re.search(rb"</\w+>", plain):
        return "text/html"
    if path.suffix.lower() in {".md", ".markdown", ".mdown"}:
        return "text/markdown"
    return "text/plain"


def _is_mail(head: bytes, *, named: bool) -> bool:
    """Whether a text begins as mail does: with nothing but headers, some of which only mail programs write."""
    block = re.split(rb"\r?\n\r?\n", head.lstrip(b"\xef\xbb\xbf"), maxsplit=1)[0]
    rows = [row for row in block.splitlines() if row and row[:1] not in b" \t"]
    if rows and rows[0].startswith(b"From "):
        rows = rows[1:]
    if not rows or not all(re.match(rb"[!-9;-~]+:", row) for row in rows):
        return False
    names = {row.split(b":")[0].lower() for row in rows}
    written = names & {b"message-id", b"mime-version", b"received", b"return-path", b"content-type", b"delivered-to"}
    return bool(written or named) and len(names & {b"from", b"to", b"subject", b"date"}) > 1
