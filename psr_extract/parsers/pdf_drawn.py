"""What is drawn on a PDF page beside its letters, as pdfium knows it and as pdfplumber would say it."""

import ctypes
import math
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as raw

from psr_extract.parsers import pdf_calls as calls
from psr_extract.parsers.pdf_sheet import Drawn

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_PLAIN: Matrix = (1, 0, 0, 1, 0, 0)
_KNOWN = frozenset({raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE})
_DEEPEST = 8
"""Forms nested deeper than this are not looked into."""


@dataclass(frozen=True, slots=True)
class Drawings:
    """What is drawn on a page, and where blanks stand that pdfium gives no letter for."""

    rects: list[Drawn] = field(default_factory=list)
    lines: list[Drawn] = field(default_factory=list)
    curves: list[Drawn] = field(default_factory=list)
    images: list[Drawn] = field(default_factory=list)
    blanks: list[Point] = field(default_factory=list)


def drawings(page: pypdfium2.PdfPage, height: float, *, texts: Container[int]) -> Drawings:
    """The rectangles, lines, curves and images of a page; `texts` are the text objects that have letters."""
    found = Drawings()
    shapes = {"rect": found.rects, "line": found.lines, "curve": found.curves}
    for thing, kind, matrix in _things(calls.address(page.raw), _PLAIN, calls.count, calls.thing, depth=0):
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            if thing not in texts and (place := _blank(thing, matrix)) and all(map(math.isfinite, place)):
                found.blanks.append((place[0], height - place[1]))
            continue
        handle = ctypes.cast(thing, raw.FPDF_PAGEOBJECT)
        own = _product(_matrix(handle), matrix)
        if not all(map(math.isfinite, own)):
            continue  # a damaged matrix puts it nowhere
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            corners = [_moved((x, y), own) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
            found.images.append(_drawn("image", corners, height, _Look(False, False, None)))
        elif (look := _look(handle)) is not None:
            for shape, points in _shapes(handle, own):
                shapes[shape].append(_drawn(shape, points, height, look))
    return found


def _things(
    holder: int, matrix: Matrix, count: Callable[..., int], get: Callable[..., int], *, depth: int
) -> Iterator[tuple[int, int, Matrix]]:
    """The texts, paths and images of a page or form, each with its kind and what moves its form to the page."""
    for at in range(count(holder)):
        thing = get(holder, at)
        kind = calls.kind(thing)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _product(_matrix(ctypes.cast(thing, raw.FPDF_PAGEOBJECT)), matrix)
            yield from _things(thing, inner, calls.count_inside, calls.thing_inside, depth=depth + 1)
        elif kind in _KNOWN:
            yield thing, kind, matrix


def _blank(thing: int, matrix: Matrix) -> Point | None:
    """Where a text object stands that nothing is seen of; `None` for one that pdfium left out for other reasons."""
    handle = ctypes.cast(thing, raw.FPDF_PAGEOBJECT)
    sides = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(handle, *sides)
    seen = sides[3].value - sides[1].value > 0.01
    return None if seen else _product(_matrix(handle), matrix)[4:]


def _matrix(thing: object) -> Matrix:
    held = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, held)
    return held.a, held.b, held.c, held.d, held.e, held.f


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    return (*_turned(a, b, outer), *_turned(c, d, outer), *_moved((e, f), outer))


def _turned(x: float, y: float, matrix: Matrix) -> Point:
    return x * matrix[0] + y * matrix[2], x * matrix[1] + y * matrix[3]


def _moved(point: Point, matrix: Matrix) -> Point:
    x, y = _turned(*point, matrix)
    return x + matrix[4], y + matrix[5]


class _Look(NamedTuple):
    """How a path is painted."""

    fill: bool
    stroke: bool
    colour: tuple[float, ...] | None


def _look(thing: object) -> _Look | None:
    """How a path is painted; `None` where it is not."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(thing, fill, stroke)
    if not fill.value and not stroke.value:
        return None
    parts = [ctypes.c_uint() for _ in range(4)]
    known = raw.FPDFPageObj_GetFillColor(thing, *parts)
    colour = tuple(part.value / 255 for part in parts[:3]) if known else None
    return _Look(bool(fill.value), bool(stroke.value), colour)


def _shapes(thing: object, matrix: Matrix) -> Iterator[tuple[str, list[Point]]]:
    """The parts of a path with their points: each a line, a rectangle, or a curve of any form."""
    points: list[Point] = []
    straight = True
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(raw.FPDFPath_CountSegments(thing)):
        segment = raw.FPDFPath_GetPathSegment(thing, at)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            yield from _shape(points, straight)
            points, straight = [], True
        straight = straight and kind != raw.FPDF_SEGMENT_BEZIERTO
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(_moved((x.value, y.value), matrix))
        if raw.FPDFPathSegment_GetClose(segment) and points[-1] != points[0]:
            points.append(points[0])
    yield from _shape(points, straight)


def _shape(points: list[Point], straight: bool) -> Iterator[tuple[str, list[Point]]]:
    if len(points) < 2 or not all(math.isfinite(side) for point in points for side in point):
        return
    if straight and (len(points) == 2 or (len(points) == 3 and points[0] == points[2])):
        yield "line", points[:2]
    elif straight and len(points) == 5 and points[0] == points[4] and _is_square(points):
        yield "rect", points
    else:
        yield "curve", points


def _is_square(points: list[Point]) -> bool:
    """Whether each side of a closed four-sided path runs straight along or down the page."""
    return all(
        (abs(a[0] - b[0]) < 1e-3) != (abs(a[1] - b[1]) < 1e-3) for a, b in zip(points, points[1:], strict=False)
    )


def _drawn(kind: str, points: list[Point], height: float, look: _Look) -> Drawn:
    down = [(x, height - y) for x, y in points]
    x0, x1 = min(x for x, _ in down), max(x for x, _ in down)
    top, bottom = min(y for _, y in down), max(y for _, y in down)
    return {
        "object_type": kind, "x0": x0, "top": top, "x1": x1, "bottom": bottom,
        "y0": height - bottom, "y1": height - top, "doctop": top, "width": x1 - x0, "height": bottom - top, "pts": down,
        "fill": look.fill, "stroke": look.stroke, "non_stroking_color": look.colour,
    }  # fmt: skip
