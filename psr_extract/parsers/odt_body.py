"""The body of an OpenDocument text, walked in order: paragraphs, headings, lists, tables, frames, notes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from psr_extract.document import Block, Place
from psr_extract.parsers import lines
from psr_extract.parsers.colours import common
from psr_extract.parsers.grid import Cell, Part, grid_parts
from psr_extract.parsers.odt_styles import OFFICE, OUTLINE, SVG, TABLE, TEXT, Look
from psr_extract.parsers.odt_text import NOTE, Runs, Text, collect, leave_out, plain
from psr_extract.parsers.pieces import Piece, emphasis, note_block, text_of

MAX_REPEATED = 60
_CONTENTS = TEXT + "table-of-content"
_ASIDE = {
    TEXT + "tracked-changes": "deleted", _CONTENTS: "table of contents", OFFICE + "annotation": "comment",
    SVG + "title": "picture", SVG + "desc": "picture", TABLE + "title": "description", TABLE + "desc": "description",
}  # fmt: skip
_SKIPPED = {OFFICE + "forms", TEXT + "sequence-decls", TEXT + "variable-decls", TEXT + "user-field-decls"}


@dataclass(frozen=True, slots=True)
class _Listed:
    """The list that a paragraph stands in: its style and depth (from 0), and whether a number is printed before it."""

    style: str
    depth: int
    printed: bool = False
    start: str = ""


def body_parts(container: etree._Element, text: Text, listed: _Listed | None = None) -> list[Part]:
    """The pieces and rows under a body, section, cell or frame, in order."""
    parts: list[Part] = []
    for element in container:
        if element.tag in {TEXT + "p", TEXT + "h"}:
            parts.extend(_paragraph(element, text, listed))
            listed = replace(listed, printed=False) if listed else None
        elif element.tag == TEXT + "list":
            parts.extend(_list(element, text, listed))
        elif element.tag == TABLE + "table":
            parts.extend(_table(element, text))
        elif element.tag in _ASIDE:
            leave_out(element, text, why=_ASIDE[element.tag])
        elif isinstance(element.tag, str) and element.tag not in _SKIPPED and not element.tag.endswith("-source"):
            parts.extend(body_parts(element, text))
    return parts


def _paragraph(element: etree._Element, text: Text, listed: _Listed | None) -> Iterator[Part]:
    look = text.look(element, "paragraph", TEXT + "style-name")
    text.paragraphs += 1
    place = Place(line=text.paragraphs)
    if look.contents or look.hidden:
        leave_out(element, text, why="table of contents" if look.contents else "hidden")
        return
    runs: Runs = []
    boxes: list[etree._Element] = []
    collect(element, replace(look, shade=None), runs, boxes, text)
    # What is struck out is still counted.
    filled = bool(text.struck) or any(words.strip() for words, _, _ in runs)
    text.end_struck()
    marker, level = _marker(element, text, listed) if filled else (None, 0)
    heading = _heading(element, look)
    for number, texts in enumerate(_broken(runs)):
        words = "".join(run[0] for run in texts)
        own = marker if number == 0 else None
        bold, lead = emphasis((run, strong) for run, strong, _ in texts)
        if own == "•" and (printed := lines.split_marker(words))[0] and lines.is_number(printed[0]):
            own, words = printed
        hue = look.shade or common((run, colour) for run, _, colour in texts)
        yield Piece(words, place, heading, level if own else 0, bold, lead=lead, marker=own, colour=hue)
    for box in boxes:
        yield from _note(box, text, place) if box.tag == NOTE else body_parts(box, text)


def _heading(element: etree._Element, look: Look) -> int:
    level = element.get(TEXT + "outline-level", "1")
    return lines.whole(level, 1) if element.tag == TEXT + "h" else look.heading


def _marker(element: etree._Element, text: Text, listed: _Listed | None) -> tuple[str | None, int]:
    """The marker that is printed before a paragraph, and the depth of its list from 1."""
    if listed is not None and listed.printed:
        if (start := lines.whole(listed.start, -1)) >= 0:
            text.numbers.set_next(listed.style, listed.depth, start)
        return text.numbers.marker(listed.style, listed.depth), listed.depth + 1
    outline = lines.whole(element.get(TEXT + "outline-level", ""), 0)
    numbered = element.tag == TEXT + "h" and element.get(TEXT + "is-list-header") != "true"
    if listed is None and numbered and outline > 0:
        return text.numbers.marker(OUTLINE, outline - 1), 0
    return None, 0


def _broken(runs: Runs) -> Iterator[Runs]:
    """The runs of a paragraph, divided at its line breaks."""
    current: Runs = []
    for words, bold, hue in runs:
        first, *others = words.split("\n")
        current.append((first, bold, hue))
        for other in others:
            yield current
            current = [(other, bold, hue)]
    yield current


def _note(note: etree._Element, text: Text, place: Place) -> Iterator[Block]:
    """A footnote or endnote as a paragraph, its number as marker."""
    citation, body = note.find(TEXT + "note-citation"), note.find(TEXT + "note-body")
    marker = "" if citation is None else plain(citation).strip()
    if body is not None:
        yield from note_block(text_of(body_parts(body, text)), marker=marker or "*", place=place)


def _list(element: etree._Element, text: Text, above: _Listed | None) -> Iterator[Part]:
    style = element.get(TEXT + "style-name") or (above.style if above else "")
    depth = above.depth + 1 if above else 0
    goes_on = element.get(TEXT + "continue-numbering") == "true" or element.get(TEXT + "continue-list")
    if above is None and not goes_on:
        text.numbers.restart(style)
    for item in element:
        if item.tag in {TEXT + "list-item", TEXT + "list-header"}:
            printed = item.tag == TEXT + "list-item"
            entry = _Listed(style, depth, printed, item.get(TEXT + "start-value", ""))
            yield from body_parts(item, text, entry)


def _table(table: etree._Element, text: Text) -> Iterator[Part]:
    text.tables += 1
    number = text.tables
    outer = text.cell
    grid: list[list[Cell]] = []
    for line in _near(table, TABLE + "table-row"):
        text.cell = (number, len(grid) + 1, 1)
        grid.append(_cells(line, text))
    text.cell = outer
    for aside in table:
        if aside.tag in _ASIDE:
            leave_out(aside, text, why=_ASIDE[aside.tag])
    yield from grid_parts(grid, number=number)


def _near(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table, also those in groups of rows, but not those of tables inside it."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in {TABLE + f"table-{name}" for name in ("rows", "row-group", "header-rows")}:
            yield from _near(child, tag)


def _cells(line: etree._Element, text: Text) -> list[Cell]:
    """The cells of a row, each merged one once; places that a cell above covers are empty."""
    cells: list[Cell] = []
    beside = 0
    for element in line:
        text.cell = (*text.cell[:2], sum(cell.span for cell in cells) + 1) if text.cell else None
        repeated = _count(element, "number-columns-repeated")
        if element.tag == TABLE + "covered-table-cell":
            hidden = body_parts(element, text)
            empty = max(0, repeated - beside)
            beside = max(0, beside - repeated)
            cells += [Cell(hidden)] * empty if text_of(hidden) or empty else []
        elif element.tag == TABLE + "table-cell":
            span = _count(element, "number-columns-spanned")
            shade = text.look(element, "table-cell", TABLE + "style-name").shade
            cells += [Cell(body_parts(element, text), span, shade)] * repeated
            beside = span - 1
    return cells


def _count(element: etree._Element, name: str) -> int:
    value = element.get(TABLE + name, "1")
    return max(1, min(lines.whole(value, MAX_REPEATED), MAX_REPEATED))
