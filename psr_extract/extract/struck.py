"""What is struck out: a list or table of actions that strikes an entry out tells that it is done with."""

from collections.abc import Iterator

from psr_extract.document import LeftOut, Place
from psr_extract.extract.sections import Section
from psr_extract.extract.view import View
from psr_extract.records import Source, Update
from psr_extract.words import words

RULE = "status/struck-out"
_WHY = "struck out"
_FEWEST = 3


def struck(view: View, sections: tuple[Section, ...]) -> Iterator[Update]:
    """The entries that are struck out whole, in reviews and lists of actions; their evidence is their place.

    A row tells it where what is left of it is shorter; words struck out of an entry that stands are an edit.
    """
    busy = {action.source.block for action in view.actions}
    lines = {block.place.line for block in view.blocks if block.kind != "row"}
    listed = {cell[0] for number in busy if (cell := view.blocks[number].place.cell)}
    for at, left in enumerate(view.document.left_out):
        if left.why != _WHY or len(words(left.text)) < _FEWEST:
            continue
        number = _block(view, left)
        if number is None or (left.place.cell is None and left.place.line in lines):
            continue
        block, section = view.blocks[number], sections[number]
        same = _row(block.place) is not None and _row(block.place) == _row(left.place)
        if same and (number in busy or len(words(block.text)) >= len(words(left.text))):
            continue
        if section.review or section.of("actions") or (left.place.cell is not None and left.place.cell[0] in listed):
            end = len(block.text)
            source = Source(number, 0 if same else end, end, RULE)
            said = " ".join(left.text.split())
            yield Update(said, "done", source, section.item, certainty="inferred", left_out=at)


def _row(place: Place) -> tuple[int, int] | None:
    """The table and row that a place is in."""
    return place.cell[:2] if place.cell else None


def _block(view: View, left: LeftOut) -> int | None:
    """The block at the place of what is left out, or the last before it."""
    row, line = _row(left.place), left.place.line
    found = None
    for number, block in enumerate(view.blocks):
        own = _row(block.place)
        if row is not None and own == row:
            return number
        above = row is not None and own is not None and own[0] == row[0] and own[1] < row[1]
        before = row is None and line is not None and (block.place.line or line + 1) <= line
        found = number if above or before else found
    return found
