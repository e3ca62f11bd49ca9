"""The body of a Word document, walked in order: paragraphs, tables, text boxes, content controls."""

from collections.abc import Iterator, Sequence

from lxml import etree

from psr_extract.document import Block, Place
from psr_extract.parsers import lines
from psr_extract.parsers.colours import common, from_text
from psr_extract.parsers.pieces import Piece, emphasis, note_block, text_of
from psr_extract.parsers.word_runs import DELETED, NOTES, SKIPPED, Runs, Word, broken, collect, leave_out
from psr_extract.parsers.word_styles import Style
from psr_extract.parsers.word_table import table_parts
from psr_extract.parsers.word_xml import W, first, shade, value

Part = Piece | Block


def body_parts(container: etree._Element, word: Word) -> list[Part]:
    """The pieces and rows under a body, cell, text box or content control, in order."""
    parts: list[Part] = []
    joined: list[etree._Element] = []
    for element in container:
        if element.tag == W + "p":
            joined.append(element)
            if not _runs_on(element):
                parts.extend(_paragraph(joined, word))
                joined = []
        elif element.tag == W + "tbl":
            parts.extend(table_parts(element, word, inside=body_parts))
        elif element.tag in DELETED:
            leave_out(element, word)
        elif isinstance(element.tag, str) and element.tag not in SKIPPED:
            parts.extend(body_parts(element, word))
    if joined:
        parts.extend(_paragraph(joined, word))
    return parts


def _runs_on(paragraph: etree._Element) -> bool:
    """Whether a paragraph's end is a tracked deletion, so that the next one is the rest of it."""
    mark = first(first(paragraph, W + "pPr"), W + "rPr")
    return mark is not None and any(mark.find(tag) is not None for tag in DELETED)


def _paragraph(joined: Sequence[etree._Element], word: Word) -> Iterator[Part]:
    """The pieces of a paragraph, which may stand in several whose ends were deleted; the last gives its look."""
    element = joined[-1]
    properties = first(element, W + "pPr")
    style = word.styles.get(value(properties, "pStyle"), Style())
    word.paragraphs += 1
    place = Place(line=word.paragraphs)
    if style.contents:
        for part in joined:
            leave_out(part, word, why="table of contents")
        return
    runs: Runs = []
    boxes: list[etree._Element] = []
    for part in joined:
        collect(part, style, runs, boxes, word)
    # What is struck out is still counted.
    filled = bool(word.struck) or any(run[0].strip() for run in runs)
    word.end_struck()
    marker = _marker(properties, style, word) if filled else None
    shaded = from_text(shade(properties))
    for number, texts in enumerate(broken(runs)):
        text = "".join(run[0] for run in texts)
        own = marker[0] if marker and number == 0 else None
        bold, lead = emphasis((text, bold) for text, bold, _ in texts)
        listed = marker[1] + 1 if marker and number == 0 else 0
        if own == "•" and (printed := lines.split_marker(text))[0] and lines.is_number(printed[0]):
            own, text = printed
        hue = shaded or common((text, hue) for text, _, hue in texts)
        yield Piece(text, place, style.heading, listed, bold, lead=lead, marker=own, colour=hue)
    for box in boxes:
        if box.tag in NOTES:
            word.noted += 1
            yield from note_block(text_of(body_parts(box, word)), marker=str(word.noted), place=place)
        else:
            yield from body_parts(box, word)


def _marker(properties: etree._Element | None, style: Style, word: Word) -> tuple[str, int] | None:
    """The marker and level that Word prints before the paragraph, if it is in a list."""
    number = value(properties, "numPr/numId") or style.number
    depth = value(properties, "numPr/ilvl")
    level = max(0, lines.whole(depth, style.depth))
    marker = word.numbers.marker(number, level) if number else None
    return (marker, level) if marker else None
