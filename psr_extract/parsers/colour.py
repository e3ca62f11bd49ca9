"""Colours as they come in files, as "#rrggbb" where they stand out; black, grey and white are plain."""

import re
from collections import Counter
from collections.abc import Iterable

GREY = 24
"""How far red, green and blue may lie apart in what still looks grey."""
_NAMES = {
    "red": "#ff0000", "darkred": "#8b0000", "maroon": "#800000", "crimson": "#dc143c", "orange": "#ffa500",
    "darkorange": "#ff8c00", "amber": "#ffbf00", "gold": "#ffd700", "yellow": "#ffff00", "darkyellow": "#808000",
    "green": "#008000", "darkgreen": "#006400", "lime": "#00ff00", "lightgreen": "#90ee90", "olive": "#808000",
    "limegreen": "#32cd32", "blue": "#0000ff", "darkblue": "#00008b", "navy": "#000080", "lightblue": "#add8e6",
    "cyan": "#00ffff", "aqua": "#00ffff", "darkcyan": "#008b8b", "teal": "#008080", "magenta": "#ff00ff",
    "fuchsia": "#ff00ff", "darkmagenta": "#8b008b", "purple": "#800080", "pink": "#ffc0cb", "brown": "#a52a2a",
}  # fmt: skip
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})")


def colour(written: str | None) -> str | None:
    """A colour as Word, OpenDocument or CSS write it, or `None` where it is plain or no colour: "FF0000", "red"."""
    text = (written or "").strip().casefold()
    text = _NAMES.get(text, text).removeprefix("#")
    if match := _RGB.match(text):
        text = "".join(f"{min(int(part), 255):02x}" for part in match.groups())
    if re.fullmatch(r"[0-9a-f]{3}", text):
        text = "".join(digit * 2 for digit in text)
    if not re.fullmatch(r"[0-9a-f]{6}", text):
        return None
    parts = [int(text[at : at + 2], 16) for at in (0, 2, 4)]
    return f"#{text}" if max(parts) - min(parts) > GREY else None


def of_pdf(value: object) -> str | None:
    """The colour of a PDF's grey, RGB or CMYK value; `None` for plain ones and for patterns."""
    given = value if isinstance(value, (list, tuple)) else ()
    parts = [float(part) for part in given if isinstance(part, (int, float))]
    if len(parts) == 4:
        parts = [(1 - part) * (1 - parts[3]) for part in parts[:3]]
    if len(parts) != 3:
        return None
    return colour("".join(f"{round(255 * min(1.0, max(0.0, part))):02x}" for part in parts))


def usual(colours: Iterable[tuple[str | None, int]]) -> str | None:
    """The colour of more than half of these weighed parts; `None` where there is none, or it is plain."""
    weights: Counter[str | None] = Counter()
    for hue, weight in colours:
        weights[hue] += weight
    best, most = max(weights.items(), key=lambda entry: entry[1], default=(None, 0))
    return best if 2 * most > weights.total() else None


def common(runs: Iterable[tuple[str, str | None]]) -> str | None:
    """The colour that all of these (text, colour) runs with words share, or `None`."""
    found = {hue for text, hue in runs if any(char.isalnum() for char in text)}
    return found.pop() if len(found) == 1 else None
