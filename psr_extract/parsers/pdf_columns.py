"""Columns of a PDF page: text set in two columns, and the narrow right-hand one that holds initials."""

from collections import Counter
from collections.abc import Sequence

from psr_extract.parsers.pdf_page import Page
from psr_extract.parsers.pdf_words import Line, Segment

_MARGIN_WORDS = 5
_LEAST_MARKS = 3


def margin_edge(pages: Sequence[Page]) -> float | None:
    """Where a right-hand column of initials or owners begins; `None` where there is none.

    It holds short words that start at one place right of where the long lines end.
    """
    starts: Counter[int] = Counter()
    for page in pages:
        for line in page.lines:
            last = line.segments[-1]
            if (
                last.x0 > 0.68 * page.width
                and len(last.words) <= _MARGIN_WORDS
                and (len(line.segments) > 1 or last.x0 > 0.75 * page.width)
            ):
                starts[round(last.x0)] += 1
    for start, _ in starts.most_common(3):
        count = sum(n for at, n in starts.items() if 0 <= at - start <= 45)
        if count >= _LEAST_MARKS and not _crossed(pages, start):
            return float(min(at for at in starts if abs(at - start) <= 20 or at > start))
    return None


def _crossed(pages: Sequence[Page], edge: float) -> bool:
    """Whether more than a few lines of text run over this edge."""
    lines = [line for page in pages for line in page.lines]
    over = sum(any(segment.x0 < edge - 8 and segment.x1 > edge + 4 for segment in line.segments) for line in lines)
    full = sum(any(segment.x0 < edge - 8 and segment.x1 > 0.8 * edge for segment in line.segments) for line in lines)
    return over > max(2, 0.06 * len(lines)) or full < 3


def reading_order(lines: Sequence[Line], *, least: float = 120.0) -> list[Line]:
    """Lines in the order they are read: one below the other, or one column before the next.

    Two columns of prose are at least so wide, in points; of three, each may be a quarter narrower.
    """
    gutter = _gutter(lines, least=least)
    if gutter is None:
        return list(lines)
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        sides = _sides(line, gutter)
        if sides is None:
            ordered.extend([*left, *reading_order(right, least=0.75 * least), line])
            left, right = [], []
            continue
        if sides[0]:
            left.append(Line(sides[0], line.page))
        if sides[1]:
            right.append(Line(sides[1], line.page))
    return [*ordered, *left, *reading_order(right, least=0.75 * least)]


def _gutter(lines: Sequence[Line], *, least: float) -> float | None:
    """The middle of the gap behind the first column of prose, if the lines are set in two or three."""
    long = [
        line
        for line in lines
        if len(line.segments) in (2, 3)
        and all(len(segment.words) > 3 for segment in line.segments)
        and min(segment.x1 - segment.x0 for segment in line.segments)
        > (least if len(line.segments) == 2 else 0.75 * least)
    ]
    if len(long) < 8 or len(long) * 2 < len(lines):
        return None
    left, right = max(line.segments[0].x1 for line in long), min(line.segments[1].x0 for line in long)
    return (left + right) / 2 if right > left else None


def _sides(line: Line, gutter: float) -> tuple[tuple[Segment, ...], tuple[Segment, ...]] | None:
    if any(segment.x0 < gutter - 5 and segment.x1 > gutter + 5 for segment in line.segments):
        return None
    return tuple(s for s in line.segments if s.x0 < gutter), tuple(s for s in line.segments if s.x0 >= gutter)
