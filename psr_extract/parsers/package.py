"""Zip packages (DOCX and the like): what they are, and whether they are safe to open."""

import lzma
import struct
import zipfile
import zlib
from pathlib import Path

from psr_extract.errors import ReadError
from psr_extract.parsers.limits import LIMITS, SMALL_BYTES, Limits, passed

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
ZIP = "application/zip"
BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError, UnicodeDecodeError,
)  # fmt: skip
"""What Python's zipfile ends with on a damaged package."""


def zip_type(path: Path, limits: Limits = LIMITS) -> str:
    """The media type of a zip package; `ReadError` where it is damaged, dangerous or of a kind that is not read."""
    broken = "the file is damaged" if path.suffix.lower() != ".docx" else "this DOCX is damaged"
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            _check(entries, path, limits)
            names = {entry.filename for entry in entries}
            if "mimetype" in names:
                return _office(package.read("mimetype")[:80].decode("ascii", "replace").strip(), path)
            if "word/document.xml" in names or any(name.startswith("word/") for name in names):
                return DOCX
    except (*BROKEN, RuntimeError) as error:
        raise ReadError(broken, where=path, do="Copy it again, or open and save it in Word.") from error
    for folder, name in (("xl/", "a spreadsheet (XLSX)"), ("ppt/", "a presentation (PPTX)")):
        if any(entry.startswith(folder) for entry in names):
            raise ReadError(f"{name} is not supported yet", where=path, do="Convert it to PDF or DOCX.")
    if path.suffix.lower() in {".docx", ".docm", ".odt", ".ott"}:
        raise ReadError(
            "a zip archive that holds no such document, though it is named so", where=path, do="Save it again."
        )
    return ZIP


def _office(kind: str, path: Path) -> str:
    """The media type of an OpenDocument text or a template of one; `ReadError` for other kinds."""
    if kind.removesuffix("-template") == ODT:
        return ODT
    name = {"spreadsheet": "a spreadsheet (ODS)", "presentation": "a presentation (ODP)"}.get(
        kind.removesuffix("-template").rsplit(".", 1)[-1], "this archive"
    )
    raise ReadError(f"{name} is not supported yet", where=path, do="Convert it to PDF or DOCX.")


def _check(entries: list[zipfile.ZipInfo], path: Path, limits: Limits) -> None:
    """`ReadError` for a package that would unpack to far more than a document holds."""
    again = "Open and save it in its own program first"
    if len(entries) > limits.entries:
        raise passed("entries", f"the package holds more than {limits.entries} files", where=path, do=again)
    if sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        size = f"{limits.unpacked_bytes / 1e6:g} MB"
        raise passed("unpacked", f"the package would unpack to far too much: more than {size}", where=path, do=again)
    large = [entry for entry in entries if entry.file_size > SMALL_BYTES]
    if any(entry.file_size > limits.expansion * max(entry.compress_size, 1) for entry in large):
        what = f"the package would unpack to far too much: more than {limits.expansion} times its size"
        raise passed("expansion", what, where=path, do=again)
    if any(entry.flag_bits & 1 for entry in entries):
        raise ReadError("the package is protected by a password", where=path, do="Save it without the password.")
