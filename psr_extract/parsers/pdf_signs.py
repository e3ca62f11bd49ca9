"""Bullets that a PDF page draws as small pictures or shapes, as signs before the lines they stand by."""

from collections.abc import Iterator, Sequence

from psr_extract.parsers.pdf_sheet import Sheet
from psr_extract.parsers.pdf_words import Word

_LEAST, _MOST = 1.5, 11.0
"""How wide and high such a bullet is, in points."""
_BEFORE = 36.0
"""A bullet stands at most this far before its line."""


def bullets(source: Sheet, words: Sequence[Word]) -> Iterator[Word]:
    """A bullet for each small, about square drawing that stands alone before the first word of a line."""
    seen: set[tuple[int, int]] = set()
    for drawn in (*source.images, *source.curves, *source.rects):
        x0, top, x1, bottom = (float(drawn[side]) for side in ("x0", "top", "x1", "bottom"))
        height = bottom - top
        least, most = sorted((x1 - x0, height))
        small = least > _LEAST and most < min(_MOST, 2 * least)
        place = (round(x0 / 3), round(top / 3))
        if not small or place in seen:
            continue
        middle = (top + bottom) / 2
        line = [word for word in words if word.top < middle < word.bottom and word.x1 > x0 - 2 * _BEFORE]
        first = min(line, key=lambda word: word.x0, default=None)
        if first is not None and x1 <= first.x0 + 1 and first.x0 - x1 < _BEFORE and height < first.size:
            seen.add(place)
            yield Word("•", x0, first.top, x1, first.bottom, first.size, first.strong)
