"""What is painted behind the text of a PDF page: the shading of cells, and of words."""

from collections import Counter
from collections.abc import Sequence

from psr_extract.parsers.colours import from_pdf
from psr_extract.parsers.pdf_sheet import Sheet
from psr_extract.parsers.pdf_words import Box

Shade = tuple[Box, str | None]
"""A painted area and its colour, `None` where that is plain."""
_LEAST = 4.0
"""Areas thinner than this, in points, are rules."""
_MOST = 0.5
"""Areas larger than this share of the page are its background."""
_ACROSS, _DOWN = (0.1, 0.3, 0.5, 0.7, 0.9), (0.2, 0.5, 0.8)


def shades(source: Sheet) -> list[Shade]:
    """The areas painted on a page, in the order of painting; none where no colour is among them."""
    page = float(source.width) * float(source.height)
    found: list[Shade] = []
    for area in (*source.rects, *source.curves):
        width, height = float(area["width"]), float(area["height"])
        if area.get("fill") and min(width, height) > _LEAST and width * height < _MOST * page:
            box = (float(area["x0"]), float(area["top"]), float(area["x1"]), float(area["bottom"]))
            found.append((box, from_pdf(area["non_stroking_color"])))
    return found if any(colour for _, colour in found) else []


def shade_of(box: Box, painted: Sequence[Shade]) -> str | None:
    """The colour that is seen at most places of a box: what was painted there last."""
    over = [(area, colour) for area, colour in painted if _meets(area, box)]
    if not any(colour for _, colour in over):
        return None
    places = [(box[0] + a * (box[2] - box[0]), box[1] + d * (box[3] - box[1])) for a in _ACROSS for d in _DOWN]
    seen = Counter(_at(x, y, over) for x, y in places)
    colour, count = seen.most_common(1)[0]
    return colour if 2 * count > len(places) else None


def _at(x: float, y: float, painted: Sequence[Shade]) -> str | None:
    for (x0, top, x1, bottom), colour in reversed(painted):
        if x0 <= x <= x1 and top <= y <= bottom:
            return colour
    return None


def _meets(area: Box, box: Box) -> bool:
    return area[0] < box[2] and area[2] > box[0] and area[1] < box[3] and area[3] > box[1]
