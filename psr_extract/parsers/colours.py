"""Colours of text and shading, as far as they may mean something: "#rrggbb", or `None` where they are plain."""

import re
from collections.abc import Iterable
from functools import lru_cache

_LEAST_HUE = 0.06
"""Colours whose strongest and weakest part are closer than this are black, grey or white."""

_NAMES = {
    "red": "#ff0000", "darkred": "#8b0000", "maroon": "#800000", "crimson": "#dc143c", "orange": "#ffa500",
    "darkorange": "#ff8c00", "amber": "#ffbf00", "gold": "#ffd700", "yellow": "#ffff00", "darkyellow": "#808000",
    "green": "#008000", "darkgreen": "#006400", "lime": "#00ff00", "lightgreen": "#90ee90", "olive": "#808000",
    "limegreen": "#32cd32", "blue": "#0000ff", "darkblue": "#00008b", "navy": "#000080", "lightblue": "#add8e6",
    "cyan": "#00ffff", "aqua": "#00ffff", "darkcyan": "#008b8b", "teal": "#008080", "magenta": "#ff00ff",
    "fuchsia": "#ff00ff", "darkmagenta": "#8b008b", "purple": "#800080", "pink": "#ffc0cb", "brown": "#a52a2a",
}  # fmt: skip
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})")


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


@lru_cache(maxsize=512)
def from_text(written: str | None) -> str | None:
    """The colour that Word, OpenDocument or CSS write as "FF0000", "red" or "rgb(255, 0, 0)"; `None` for plain ones."""
    text = (written or "").strip().casefold()
    text = _NAMES.get(text, text).removeprefix("#")
    if match := _RGB.match(text):
        return coloured(*(int(part) / 255 for part in match.groups()))
    if re.fullmatch(r"[0-9a-f]{3}", text):
        text = "".join(digit * 2 for digit in text)
    if not re.fullmatch(r"[0-9a-f]{6}", text):
        return None
    return coloured(*(int(text[at : at + 2], 16) / 255 for at in (0, 2, 4)))


def common(runs: Iterable[tuple[str, str | None]]) -> str | None:
    """The colour that all of these (text, colour) runs with words share, or `None`."""
    found = {hue for text, hue in runs if any(char.isalnum() for char in text)}
    return found.pop() if len(found) == 1 else None


def usual(colours: Iterable[tuple[str | None, int]]) -> str | None:
    """The colour of more than half of these weighed parts; `None` where there is none, or it is plain."""
    weights: dict[str | None, int] = {}
    for colour, weight in colours:
        weights[colour] = weights.get(colour, 0) + weight
    if not weights:
        return None
    best = max(weights, key=lambda colour: weights[colour])
    return best if 2 * weights[best] > sum(weights.values()) else None
