"""How deep the entries of a PDF's lists lie, by how far they are set in."""

from collections.abc import Iterable
from dataclasses import replace

from psr_extract.document import Block
from psr_extract.parsers import lines
from psr_extract.parsers.pieces import Piece

_SET_IN = 6.0
"""Entries whose edges are no further apart than so many points lie equally deep."""


def levelled(parts: Iterable[Piece | Block]) -> list[Piece | Block]:
    """The same parts, entries of lists with their level: those set in further than one before lie below it."""
    found: list[Piece | Block] = []
    above: list[tuple[float, int]] = []
    for part in parts:
        if isinstance(part, Block) or part.place.box is None:
            above = []
            found.append(part)
            continue
        edge = part.place.box[0]
        while above and above[-1][0] > edge + _SET_IN:
            above.pop()
        marker = lines.split_marker(part.text)[0]
        number = lines.is_number(marker)
        if marker is None or (number and (part.set_off or not above or above[0][0] > edge - _SET_IN)):
            above = [] if number else above
            found.append(part)
            continue
        if not above or above[-1][0] < edge - _SET_IN:
            level = above[-1][1] + 1 if above else 1
            above.append((edge, max(level, lines.number_depth(marker))))
        found.append(replace(part, listed=above[-1][1]))
    return found
