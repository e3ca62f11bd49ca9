"""The body of a Word document, walked in order: paragraphs, tables, text boxes, content controls."""

from collections.abc import Iterator

from lxml import etree

from psr_extract.document import Block, Place
from psr_extract.parsers import lines
from psr_extract.parsers.pieces import Piece, emphasis
from psr_extract.parsers.word_runs import DELETED, SKIPPED, Runs, Word, broken, collect, leave_out
from psr_extract.parsers.word_styles import Style
from psr_extract.parsers.word_table import table_parts
from psr_extract.parsers.word_xml import W, value

Part = Piece | Block


def body_parts(container: etree._Element, word: Word) -> list[Part]:
    """The pieces and rows under a body, cell, text box or content control, in order."""
    parts: list[Part] = []
    for element in container:
        if element.tag == W + "p":
            parts.extend(_paragraph(element, word))
        elif element.tag == W + "tbl":
            parts.extend(table_parts(element, word, inside=body_parts))
        elif element.tag in DELETED:
            leave_out(element, word)
        elif isinstance(element.tag, str) and element.tag not in SKIPPED:
            parts.extend(body_parts(element, word))
    return parts


def _paragraph(element: etree._Element, word: Word) -> Iterator[Part]:
    properties = element.find(W + "pPr")
    style = word.styles.get(value(properties, "pStyle"), Style())
    word.paragraphs += 1
    place = Place(line=word.paragraphs)
    runs: Runs = []
    boxes: list[etree._Element] = []
    collect(element, style.bold, runs, boxes, word)
    marker = _marker(properties, style, word) if any(text.strip() for text, _ in runs) else None
    for number, texts in enumerate(broken(runs)):
        text = "".join(text for text, _ in texts)
        own = marker[0] if marker and number == 0 else None
        bold, lead = emphasis(texts)
        listed = marker[1] + 1 if marker and number == 0 else 0
        if own == "•" and (printed := lines.split_marker(text))[0] and lines.is_number(printed[0]):
            own, text = printed
        yield Piece(text, place, heading=style.heading, listed=listed, set_off=bold, lead=lead, marker=own)
    for box in boxes:
        yield from body_parts(box, word)


def _marker(properties: etree._Element | None, style: Style, word: Word) -> tuple[str, int] | None:
    """The marker and level that Word prints before the paragraph, if it is in a list."""
    number = value(properties, "numPr/numId") or style.number
    depth = value(properties, "numPr/ilvl")
    level = int(depth) if depth.isdigit() else style.depth
    marker = word.numbers.marker(number, level) if number else None
    return (marker, level) if marker else None
