"""Agenda packs: one PDF with an agenda, minutes and papers, split into its parts where each surely begins.

A part begins on a page of its own: where a bookmark points to, where the page numbers start again from 1, or where the
page begins with "Agenda item 5", "Minutes of", "Report to". Only what opens with an agenda is a pack.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from psr_extract.document import Block, Document

_LEAST_PAGES = 5
_LEAST_PARTS = 3
_TOP = 4
_SHARED = 0.5
_COVER_WORDS = 45
_AGENDA = re.compile(r"\bagenda\b(?!\s+(?:item|no|paper))", re.IGNORECASE)
_OPENS = re.compile(
    r"\W*(?:agenda\s+item|item\s+(?:no\.?\s*|number\s*)?\d|minutes\s+of|(?:draft\s+|unconfirmed\s+)?minutes\b.{0,60}$"
    r"|(?:joint\s+)?report\s+(?:to|of|by|from)\b|paper\s+[A-Z\d]+\b|enclosure\s|appendix\s+[A-Z\d]+\b|annex\s+[A-Z\d]+\b"
    r"|(?:action|decision)s?\s+(?:log|tracker)\b|risk\s+register\b)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:^\W*|\bpage\s+|\bp\.?\s*)\d+(?:\s*(?:of|/)\s*\d+)?\W*$", re.IGNORECASE)
_FIRST_NUMBER = re.compile(r"(?:^\W*|\bpage\s+|\bp\.?\s*)1(?:\s*(?:of|/)\s*\d+)?\W*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of a PDF's outline: its title, how deep it lies (0 the top), and the page it points to, from 1."""

    title: str
    level: int
    page: int


def bookmarks(path: Path) -> tuple[Bookmark, ...]:
    """The outline of a PDF, without entries that point nowhere; nothing where it has none."""
    import pypdfium2

    found: list[Bookmark] = []
    with pypdfium2.PdfDocument(path) as source:
        for entry in source.get_toc(max_depth=3):
            target = entry.get_dest()
            page = target.get_index() if target else None
            if page is not None:
                found.append(Bookmark(entry.get_title().strip(), entry.level, page + 1))
    return tuple(found)


def split(document: Document, marks: Sequence[Bookmark]) -> tuple[Document, ...]:
    """The parts of an agenda pack, in order, each with its pages; the document itself where it is none.

    No page is lost: each part goes on to the page before the next one's first.
    """
    pages: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.place.page is None:
            return (document,)
        pages.setdefault(block.place.page, []).append(block)
    last = max([*pages, *(out.place.page or 0 for out in document.left_out)], default=0)
    if last < _LEAST_PAGES or not any(_has_agenda(pages.get(page, ())) for page in (1, 2)):
        return (document,)
    starts = [1, *(page for page in range(2, last + 1) if _begins(document, pages, page, marks))]
    starts = list(_without_covers(starts, pages))
    if len(starts) < _LEAST_PARTS:
        return (document,)
    ends = [*(start - 1 for start in starts[1:]), last]
    return tuple(_part(document, first, end) for first, end in zip(starts, ends, strict=True))


def _has_agenda(blocks: Sequence[Block]) -> bool:
    """Whether a page says near its top, in few words, that it is an agenda."""
    return any(_AGENDA.search(block.text) and len(block.text.split()) < 15 for block in blocks[: 2 * _TOP])


def _begins(document: Document, pages: dict[int, list[Block]], page: int, marks: Sequence[Bookmark]) -> bool:
    """Whether a part of the pack begins on this page."""
    top = pages.get(page, [])[:_TOP]
    if any(_OPENS.match(block.text) and len(block.text.split()) < 30 for block in top[:2]):
        return True
    if _restarts(document, page):
        return True
    titles = [mark.title for mark in marks if mark.page == page]
    return any(_OPENS.match(title) or any(_alike(title, block.text) for block in top) for title in titles)


def _restarts(document: Document, page: int) -> bool:
    """Whether the page numbers printed at the edges start again from 1 here, having counted on before."""
    numbers = [out for out in document.left_out if out.place.page in (page - 1, page) and _NUMBER.search(out.text)]
    here = [out for out in numbers if out.place.page == page and _FIRST_NUMBER.search(out.text)]
    return bool(here) and any(out.place.page == page - 1 for out in numbers)


def _alike(title: str, text: str) -> bool:
    """Whether a bookmark has most words of a line at the top of its page."""
    left, right = set(_WORD.findall(title.casefold())), set(_WORD.findall(text.casefold()))
    return bool(left) and len(left & right) >= _SHARED * max(len(left), min(len(right), 12))


def _without_covers(starts: Sequence[int], pages: dict[int, list[Block]]) -> Iterator[int]:
    """The starts, without those that only follow a cover sheet: it opens the part, not a part of its own."""
    before: int | None = None
    for start in starts:
        cover = before is not None and before > 1 and start == before + 1 and _is_cover(pages.get(before, ()))
        if not cover:
            yield start
        before = None if cover else start


def _is_cover(blocks: Sequence[Block]) -> bool:
    words = sum(len(block.text.split()) for block in blocks)
    return 0 < words < _COVER_WORDS and any(_OPENS.match(block.text) for block in blocks[:_TOP])


def _part(document: Document, first: int, last: int) -> Document:
    """The part of a document on these pages; the warnings on the whole stay with the first."""
    sha256 = hashlib.sha256(f"{document.sha256} {first}-{last}".encode()).hexdigest()
    on = range(first, last + 1)
    return replace(
        document,
        sha256=sha256,
        name=f"{document.name}, page{'s' if last > first else ''} {first}{f'–{last}' if last > first else ''}",
        blocks=tuple(block for block in document.blocks if block.place.page in on),
        left_out=tuple(out for out in document.left_out if (out.place.page or 1) in on),
        warnings=document.warnings if first == 1 else (),
        pages=(first, last),
    )
