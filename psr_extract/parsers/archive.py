"""A zip of documents: which files are in it, unpacked under plain names."""

import contextlib
import re
import zipfile
from pathlib import Path

from psr_extract.errors import ReadError
from psr_extract.parsers.boxes import Box
from psr_extract.parsers.limits import LIMITS, Limits
from psr_extract.parsers.package import BROKEN

_FURNITURE = re.compile(r"(?:^|/)(?:__MACOSX/|\.|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


def unpack(path: Path, folder: Path, limits: Limits = LIMITS) -> Box:
    """The files in a zip, sorted by name, each copied into the folder; `ReadError` where the zip is damaged."""
    files: list[tuple[str, Path]] = []
    try:
        with zipfile.ZipFile(path) as package:
            for entry in sorted(package.infolist(), key=lambda entry: entry.filename):
                name = _name(entry)
                if entry.is_dir() or _FURNITURE.search(name):
                    continue
                # Only the suffix is taken from the zip: no name in it can lead out of the folder.
                copy = folder / f"{len(files)}{_suffix(name)}"
                copy.write_bytes(package.read(entry))
                files.append((name, copy))
    except (*BROKEN, RuntimeError) as error:
        raise ReadError("this zip is damaged", where=path, do="Copy it again, or unpack it.") from error
    return Box((), tuple(files))


def _name(entry: zipfile.ZipInfo) -> str:
    """The name of an entry; programs that write UTF-8 without saying so are understood."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return "/".join(part for part in re.split(r"[/\\]", name) if part not in {"", ".", ".."})


def _suffix(name: str) -> str:
    suffix = Path(name).suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,10}", suffix) else ""
