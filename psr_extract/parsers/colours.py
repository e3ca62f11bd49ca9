"""Colours of text and shading, as far as they may mean something: "#rrggbb", or `None` where they are plain."""

from collections.abc import Iterable, Sequence

_LEAST_HUE = 0.06
"""Colours whose strongest and weakest part are closer than this are black, grey or white."""


def coloured(red: float, green: float, blue: float) -> str | None:
    """The colour of these parts, each from 0 to 1, as "#rrggbb"; `None` for black, white and grey."""
    parts = [min(1.0, max(0.0, part)) for part in (red, green, blue)]
    if max(parts) - min(parts) < _LEAST_HUE:
        return None
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts)


def from_pdf(value: object) -> str | None:
    """The colour of a PDF's grey, RGB or CMYK value; `None` for plain ones and for patterns."""
    if not isinstance(value, (list, tuple)):
        return None
    parts = [float(part) for part in value if isinstance(part, (int, float))]
    if len(parts) == 4:
        cyan, magenta, yellow, black = parts
        return coloured(*((1 - part) * (1 - black) for part in (cyan, magenta, yellow)))
    return coloured(*parts) if len(parts) == 3 else None


def usual(colours: Iterable[tuple[str | None, int]]) -> str | None:
    """The colour of more than half of these weighed parts; `None` where there is none, or it is plain."""
    weights: dict[str | None, int] = {}
    for colour, weight in colours:
        weights[colour] = weights.get(colour, 0) + weight
    if not weights:
        return None
    best = max(weights, key=lambda colour: weights[colour])
    return best if 2 * weights[best] > sum(weights.values()) else None


def of_row(colours: Sequence[str | None]) -> tuple[str | None, ...]:
    """The colours of a block's cells as `Block.colours` has them: `()` where all are plain."""
    return tuple(colours) if any(colours) else ()
