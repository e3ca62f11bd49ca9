"""Zip packages (DOCX and the like): what they are, and whether they are safe to open."""

import zipfile
from pathlib import Path

from psr_extract.errors import ReadError

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_ENTRIES = 5_000
MAX_BYTES = 400_000_000
MAX_RATIO = 400
SMALL = 1_000_000
"""Entries below this size may be packed as tightly as they like."""


def zip_type(path: Path) -> str:
    """The media type of a zip package; `ReadError` where it is damaged, dangerous or of a kind that is not read."""
    broken = "the file is damaged" if path.suffix.lower() != ".docx" else "this DOCX is damaged"
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            _check(entries, path)
            names = {entry.filename for entry in entries}
            if "mimetype" in names:
                kind = package.read("mimetype")[:80].decode("ascii", "replace")
                raise ReadError(f"{_office(kind)} is not supported yet", where=path, do="Convert it to PDF or DOCX.")
            if "word/document.xml" in names or any(name.startswith("word/") for name in names):
                return DOCX
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError) as error:
        raise ReadError(broken, where=path, do="Copy it again, or open and save it in Word.") from error
    for folder, name in (("xl/", "a spreadsheet (XLSX)"), ("ppt/", "a presentation (PPTX)")):
        if any(entry.startswith(folder) for entry in names):
            raise ReadError(f"{name} is not supported yet", where=path, do="Convert it to PDF or DOCX.")
    raise ReadError("a zip archive is not supported yet", where=path, do="Unpack it and give the documents in it.")


def _office(kind: str) -> str:
    return {"text": "an OpenDocument text (ODT)", "spreadsheet": "a spreadsheet (ODS)"}.get(
        kind.rsplit(".", 1)[-1], "this archive"
    )


def _check(entries: list[zipfile.ZipInfo], path: Path) -> None:
    """`ReadError` for a package that would unpack to far more than a document holds."""
    too_tight = any(e.file_size > SMALL and e.file_size > MAX_RATIO * max(e.compress_size, 1) for e in entries)
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_BYTES or too_tight:
        raise ReadError("the package would unpack to far too much", where=path, do="Open and save it in Word first.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise ReadError("the package is protected by a password", where=path, do="Save it without the password.")
