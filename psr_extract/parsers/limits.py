"""How much one file may ask for: every limit of reading in one place."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from psr_extract.errors import PsrError, ReadError

_MEGA = 1_000_000


def _limit(default: float, name: str, told: str, *, least: float, most: float = 1e9, unit: int = 1) -> int:
    """A limit with the name that people give it, what it means, and what it may be; stored in `unit`s of its own."""
    told_as = {"name": name, "told": told, "least": least, "most": most, "unit": unit}
    return field(default=int(default * unit), metadata=told_as)


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of reading a file; `within` sets them by the names that people give them."""

    seconds: float = _limit(300, "time", "seconds to read a file", least=0.1)
    memory_bytes: int = _limit(2000, "memory", "MB of memory to read a file", least=300, unit=_MEGA)
    file_bytes: int = _limit(500, "size", "MB that a file may have", least=0.001, unit=_MEGA)
    pages: int = _limit(3000, "pages", "pages of a PDF", least=1)
    entries: int = _limit(5000, "entries", "files in a zip or an office package, attachments of a mail", least=1)
    unpacked_bytes: int = _limit(400, "unpacked", "MB that a package may unpack to in all", least=0.001, unit=_MEGA)
    expansion: int = _limit(400, "expansion", "times that an entry of more than 1 MB may grow unpacked", least=1)
    nesting: int = _limit(200, "nesting", "elements, tables, lists or quotes in one another", least=10, most=250)
    boxes: int = _limit(3, "boxes", "files in one another: a mail in a zip in a mail", least=1, most=20)
    converter_seconds: float = _limit(120, "converter", "seconds for LibreOffice to read a DOC or RTF", least=0.1)
    ocr_page_seconds: float = _limit(90, "ocr-page", "seconds for OCR to read a page", least=0.1)


LIMITS = Limits()
"""The limits that hold where nobody says otherwise."""
SMALL_BYTES = 1_000_000
"""An entry of a package up to this size may be packed as tightly as it likes."""


def named() -> dict[str, tuple[str, float]]:
    """What limits there are: by name what each counts, and what it is."""
    return {
        entry.metadata["name"]: (entry.metadata["told"], entry.default / entry.metadata["unit"])
        for entry in fields(Limits)
    }


def within(values: Mapping[str, object], *, base: Limits = LIMITS) -> Limits:
    """The limits with these changed, by their names; PsrError for an unknown name, or a number that makes no sense."""
    known = {entry.metadata["name"]: entry for entry in fields(Limits)}
    for name, value in values.items():
        if name not in known:
            raise PsrError(f"there is no limit {name!r}", do=f"The limits are {', '.join(known)}")
        entry = known[name]
        least, most = entry.metadata["least"], entry.metadata["most"]
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not least <= value <= most:
            do = f"It is a number of {entry.metadata['told']}, from {least:g} to {most:g}"
            raise PsrError(f"{value!r} is nothing that the limit {name} can be", do=do)
        amount = value * entry.metadata["unit"]
        base = replace(base, **{entry.name: amount if entry.name.endswith("seconds") else int(amount)})
    return base


def passed(name: str, what: str, *, where: Path | None, do: str) -> ReadError:
    """The error of a file that passes a limit: what is too much, what to do about the file, how to allow more."""
    return ReadError(what, where=where, do=f"{do}, or allow more with --limit {name}=NUMBER")


def too_large(limits: Limits, where: Path) -> ReadError:
    """The error of a file with too many bytes."""
    what = f"the file is larger than {limits.file_bytes / _MEGA:g} MB"
    return passed("size", what, where=where, do="Split it, or make it smaller")


def too_deep(limits: Limits, where: Path | None = None) -> ReadError:
    """The error of a file whose parts lie in one another too deep."""
    what = f"has more than {limits.nesting} elements, tables or lists in one another"
    return passed("nesting", what, where=where, do="Save it anew as DOCX or PDF")
