"""Running headers, footers and page numbers of a PDF, found by their place and their repetition."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from psr_extract.document import LeftOut, Place
from psr_extract.parsers.pdf_page import Page
from psr_extract.parsers.pdf_words import Line

_PAGE_NUMBER = re.compile(
    r"(?:page|p\.?)?\s*[-–(|]?\s*(?:\d{1,4}|[ivx]{1,5})\s*(?:(?:of|/)\s*\d{1,4})?\s*[-–)|]?$", re.IGNORECASE
)
_ENDS_IN_NUMBER = re.compile(r".{1,80}\bpage\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?$", re.IGNORECASE)
_EDGE = 4
"""How many lines at the top and at the bottom of a page may be a running header or footer."""


def without_running(pages: Sequence[Page]) -> tuple[list[Page], list[LeftOut]]:
    """The pages without running headers, footers and page numbers, and these as left out."""
    repeated = _repeated(pages)
    kept: list[Page] = []
    left_out: list[LeftOut] = []
    for page in pages:
        left_out.extend(page.aside)
        stay = []
        for at, line in enumerate(page.lines):
            why = _why_running(line, page, repeated, first=at < _EDGE, last=at >= len(page.lines) - _EDGE)
            if why:
                left_out.append(LeftOut(line.text, why, Place(page=page.number, box=line.box)))
            else:
                stay.append(line)
        kept.append(replace(page, lines=tuple(stay)))
    return kept, left_out


def _repeated(pages: Sequence[Page]) -> set[tuple[str, int]]:
    """What stands at the same height at the edge of at least half of the pages (digits aside)."""
    counts: Counter[tuple[str, int]] = Counter()
    for page in pages:
        edge = [*page.lines[:_EDGE], *page.lines[-_EDGE:]]
        counts.update({key for line in edge for key in _keys(line)})
    return {key for key, count in counts.items() if count >= 2 and 2 * count >= len(pages)}


def _keys(line: Line) -> set[tuple[str, int]]:
    text = re.sub(r"\d+", "#", line.text)
    height = round(line.box[1] / 6)
    return {(text, height), (text, height + 1)}


def _why_running(line: Line, page: Page, repeated: set[tuple[str, int]], *, first: bool, last: bool) -> str | None:
    if not (first or last):
        return None
    low, high = line.box[1] > 0.85 * page.height, line.box[3] < 0.12 * page.height
    if (low or high) and _PAGE_NUMBER.match(line.text) and any(char.isdigit() for char in line.text):
        return "page number"
    if (line.box[1] > 0.93 * page.height or line.box[3] < 0.07 * page.height) and _ENDS_IN_NUMBER.match(line.text):
        return "page header" if high else "page footer"
    if _keys(line) & repeated and (line.box[1] > 0.8 * page.height or line.box[3] < 0.2 * page.height):
        return "page header" if line.box[3] < 0.5 * page.height else "page footer"
    return None
