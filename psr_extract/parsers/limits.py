"""How much one file may ask for: every limit of reading in one place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of reading a file.

    `file_bytes` of the file itself; of a package `entries`, `unpacked_bytes` in all, and how many times tighter than
    its content an entry may be packed (`expansion`; entries below `small_bytes` may be packed as they like); `nesting`
    of elements in one another, and `boxes` of files in files (mail in zip in mail); `converter_seconds` for the
    program that reads old formats, `ocr_page_seconds` for the one that reads a scanned page; `seconds` and
    `memory_bytes` of the process in which a file is read.
    """

    file_bytes: int = 500_000_000
    entries: int = 5_000
    unpacked_bytes: int = 400_000_000
    expansion: int = 400
    small_bytes: int = 1_000_000
    nesting: int = 200
    boxes: int = 3
    converter_seconds: float = 120.0
    ocr_page_seconds: float = 90.0
    seconds: float = 300.0
    memory_bytes: int = 2_000_000_000


LIMITS = Limits()
"""The limits that hold."""
