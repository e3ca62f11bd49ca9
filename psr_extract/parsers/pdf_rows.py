"""Rows without rules: lines of a PDF whose pieces stand in columns, as in lists of names and posts."""

from collections.abc import Sequence

from psr_extract.parsers import lines as words_of
from psr_extract.parsers import tables
from psr_extract.parsers.pdf_words import Line

_CELL_WORDS = 9
"""Cells of a row without rules hold fewer words than this."""
_NEAR = 10.0
"""Pieces of two lines that start no further apart than this stand in one column."""
_MOST_ROWS = 60
_WIDE = 2.5
"""A gap as wide as so many letters divides a line on its own, without others like it."""


def row_cells(lines: Sequence[Line], at: int) -> tuple[str, ...]:
    """The cells of one of these lines; `()` for running text and for "Label: value".

    Words of running text stand wide apart here and there; a row has others like it, or a gap that no text has.
    """
    line = lines[at]
    texts = _texts(line)
    if not texts:
        return _numbered(lines, at)
    beside = [other for other in lines[max(0, at - 1) : at + 2] if other is not line]
    if any(_texts(other) and _in_columns(line, other) for other in beside):
        return texts
    above = lines[at - 1] if at else None
    return () if _goes_on(above, line) or _widest(line) < _WIDE * line.size else texts


def _texts(line: Line) -> tuple[str, ...]:
    texts = [segment.text for segment in line.segments]
    if len(texts) < 2 or words_of.split_marker(f"{texts[0]}   X")[1] == "X":
        return ()
    short = all(len(text.split()) < _CELL_WORDS for text in texts)
    return tuple(texts) if short and not texts[0].endswith(":") else ()


def _numbered(lines: Sequence[Line], at: int) -> tuple[str, ...]:
    """The cells of a line that begins with a number, where titles of columns stand above it: else it is an item."""
    line = lines[at]
    texts = tuple(segment.text for segment in line.segments)
    if len(texts) < 3 or any(len(text.split()) >= _CELL_WORDS for text in texts):
        return ()
    starts = [segment.x0 for segment in line.segments]
    for above in reversed(lines[max(0, at - _MOST_ROWS) : at]):
        if len(above.segments) != len(texts) or any(
            abs(segment.x0 - start) > _NEAR for segment, start in zip(above.segments, starts, strict=True)
        ):
            return ()
        if tables.heading_cells([[segment.text for segment in above.segments], texts]):
            return texts
    return ()


def _in_columns(line: Line, other: Line) -> bool:
    return any(abs(a.x0 - b.x0) < _NEAR for a in line.segments[1:] for b in other.segments[1:])


def _goes_on(above: Line | None, line: Line) -> bool:
    """Whether a line goes on with the sentence above it."""
    if above is None or not above.segments or line.box[1] - above.box[1] > 2 * line.size:
        return False
    return line.text[:1].islower() and above.text.rstrip()[-1:] not in ".!?:;" and len(above.words) > 5


def _widest(line: Line) -> float:
    return max(right.x0 - left.x1 for left, right in zip(line.segments, line.segments[1:], strict=False))
