"""Ratings and directions of travel, by words, letters, symbols and colours: pure functions but for the rules' words."""

import colorsys
import re

from psr_extract.extract.view import View
from psr_extract.records import Rag, Trend

RAGS: tuple[Rag, ...] = ("red", "amber", "green", "blue")
_TRENDS: tuple[Trend, ...] = ("improving", "steady", "worsening")
_FIRST = re.compile(r"(?P<one>[A-Za-z]+|[^\w\s])\ufe0f?(?:(?:\s*/\s*|-)(?P<two>[A-Za-z]+))?")
_REST = re.compile(r"\s*(?:[-–—:;,.(\n↑↓→←↗↘↔⬆⬇➡▲▼►◄]|$)")
_ARROW = re.compile(r"[↑↓→←↗↘↔⬆⬇➡▲▼►◄⇑⇓⇒⇔]+")
_LEAST_SATURATION = 0.12
_LEAST_BLUE = 0.3
_LEAST_VALUE = 0.35
_HUES: tuple[tuple[float, float, Rag], ...] = (
    (0, 18, "red"), (22, 66, "amber"), (72, 165, "green"), (192, 248, "blue"), (345, 360, "red"),
)  # fmt: skip
"""From which hue to which, in degrees, a colour is surely a rating; what lies between (pink, purple, teal) is none."""


def of_colour(colour: str | None) -> Rag | None:
    """The rating that a colour ("#92d050") shows: orange and yellow are amber; None for what is no RAG colour."""
    if colour is None:
        return None
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, saturation, value = colorsys.rgb_to_hsv(*parts)
    rag = next((rag for first, last, rag in _HUES if first <= hue * 360 <= last), None)
    if saturation < (_LEAST_BLUE if rag == "blue" else _LEAST_SATURATION) or value < _LEAST_VALUE:
        return None
    return rag


def of_text(view: View, text: str, *, letters: bool = False) -> Rag | None:
    """The rating that a text begins with ("Amber – late", "A", "🟢"); `letters` allows single letters.

    Amber with a neighbour ("Amber/Green") is amber; other pairs, and a legend of three, are none.
    """
    first = _FIRST.match(text.strip())
    signs = [sign for sign in text if not sign.isascii() and named(view, sign)]
    if len(signs) == 1 and text.strip().startswith(signs[0]):
        return named(view, signs[0])  # "🟢 On track"
    if first is None or not _REST.match(text.strip(), first.end()):
        return None
    one, two = (named(view, word, letters=letters) if word else None for word in (first["one"], first["two"]))
    if first["two"] is None:
        return one
    if one is None:
        return None
    if two is None:
        return one if "/" not in first.group() else None
    return "amber" if "amber" in (one, two) and "blue" not in (one, two) else None


def named(view: View, word: str, *, letters: bool = False) -> Rag | None:
    """The rating that one word, letter or symbol is the name of."""
    known = [rag for rag in RAGS if word.casefold() in view.rules.words(f"statuses/{rag}")]
    return known[0] if known and (letters or len(word) > 1 or not word.isalnum()) else None


def trend(view: View, text: str) -> Trend | None:
    """The direction of travel that a cell gives: an arrow, or words such as "improving"; None for anything else."""
    arrow = _ARROW.search(text)
    said = arrow.group()[0] if arrow else " ".join(text.casefold().split()).strip(" .-–")
    return next((one for one in _TRENDS if said in view.rules.words(f"statuses/{one}")), None)
