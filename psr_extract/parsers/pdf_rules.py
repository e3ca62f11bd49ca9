"""The rules of a PDF page: the edges that are seen on it, by which tables are found and words underlined."""

from collections.abc import Iterator, Mapping, Sequence

from pdfplumber.utils.geometry import obj_to_edges

from psr_extract.parsers.pdf_sheet import Drawn, Sheet
from psr_extract.parsers.pdf_words import Box

_THIN = 4.0
"""Areas thinner than this, in points, are rules."""
_NEAR = 1.5


def edges(source: Sheet) -> list[Mapping[str, object]]:
    """The edges of all rules, frames and areas of a page that can be seen.

    Left out are areas in the white of the paper, and those inside of or below another of the same colour.
    """
    areas = [rect for rect in source.rects if _is_area(rect)]
    visible: list[Drawn] = [*source.lines, *source.curves, *(rect for rect in source.rects if not _is_area(rect))]
    painted = [area for area in areas if not _is_white(area["non_stroking_color"])]
    fused = _fused([area for area in painted if not any(_holds(other, area) for other in painted)])
    return [edge for drawn in (*visible, *fused) for edge in obj_to_edges(dict(drawn))]


def _is_area(rect: Drawn) -> bool:
    """Whether a rectangle is an area without an outline."""
    return bool(rect.get("fill")) and not rect.get("stroke") and min(_size(rect)) > _THIN


def _is_white(colour: object) -> bool:
    parts = colour if isinstance(colour, (list, tuple)) else (colour,)
    return len(parts) in (1, 3) and all(isinstance(part, (int, float)) and part > 0.99 for part in parts)


def _holds(outer: Drawn, inner: Drawn) -> bool:
    """Whether an area lies in a larger one of the same colour, as the lines of a shaded cell do."""
    if outer["non_stroking_color"] != inner["non_stroking_color"]:
        return False
    (x0, top, x1, bottom), (left, upper, right, lower) = _box(outer), _box(inner)
    within = x0 - _NEAR < left and right < x1 + _NEAR and top - _NEAR < upper and lower < bottom + _NEAR
    return within and (x1 - x0) * (bottom - top) > (right - left) * (lower - upper)


def _fused(areas: Sequence[Drawn]) -> Iterator[Drawn]:
    """Areas of one colour and width that touch each other from top to bottom, as one."""
    above: Drawn | None = None
    for area in sorted(areas, key=lambda area: (_box(area)[0], _box(area)[1])):
        if above is not None and _touch(above, area):
            above["bottom"], above["y0"] = area["bottom"], area["y0"]
            above["height"] = above["bottom"] - above["top"]
            continue
        if above is not None:
            yield above
        above = area.copy()
    if above is not None:
        yield above


def _touch(above: Drawn, below: Drawn) -> bool:
    if above["non_stroking_color"] != below["non_stroking_color"]:
        return False
    upper, lower = _box(above), _box(below)
    return abs(upper[0] - lower[0]) < _NEAR and abs(upper[2] - lower[2]) < _NEAR and abs(upper[3] - lower[1]) < _NEAR


def _box(drawn: Drawn) -> Box:
    return drawn["x0"], drawn["top"], drawn["x1"], drawn["bottom"]


def _size(drawn: Drawn) -> tuple[float, float]:
    x0, top, x1, bottom = _box(drawn)
    return x1 - x0, bottom - top
