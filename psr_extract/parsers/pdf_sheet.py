"""What stands on a PDF page before any of it is understood: its letters, and what is drawn on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypedDict

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Drawn(TypedDict):
    """Something drawn, by the names that pdfplumber gives its sides, points and colour (in the parts of the file)."""

    object_type: str
    x0: float
    top: float
    x1: float
    bottom: float
    y0: float
    y1: float
    doctop: float
    width: float
    height: float
    pts: list[tuple[float, float]]
    fill: bool
    stroke: bool
    non_stroking_color: object


@dataclass(frozen=True, slots=True)
class Letters:
    """Upright letters, one entry each: where they begin and end, how high their base line lies (from the top of the
    page), their size, whether they are bold, and the number of their colour among `inks`; and whether a blank
    is known to follow that is no letter.
    """

    texts: Sequence[str]
    x0: Floats
    x1: Floats
    base: Floats
    size: Floats
    heavy: NDArray[np.bool_]
    ink: NDArray[np.intp]
    inks: Sequence[object]
    followed: NDArray[np.bool_]


def with_blanks(letters: Letters, places: Sequence[tuple[float, float]]) -> Letters:
    """The letters, and blanks without size at these places, each before a letter that begins there too."""
    if not places:
        return letters
    starts, bases = np.array(places, dtype=float).T
    none = np.zeros(len(places))
    return Letters(
        [" "] * len(places) + list(letters.texts),
        np.append(starts, letters.x0), np.append(starts, letters.x1), np.append(bases, letters.base),
        np.append(none, letters.size), np.append(none > 0, letters.heavy),
        np.append(none.astype(np.intp), letters.ink), letters.inks, np.append(none > 0, letters.followed),
    )  # fmt: skip


class Laid(NamedTuple):
    """A letter that does not stand upright, its box and size, and which way its line runs: `None` for aslant."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    upwards: bool | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The size of a page, its upright letters and the others, and the rectangles, lines, curves and images on it."""

    width: float
    height: float
    letters: Letters
    laid: Sequence[Laid] = ()
    rects: Sequence[Drawn] = ()
    lines: Sequence[Drawn] = ()
    curves: Sequence[Drawn] = ()
    images: Sequence[Drawn] = ()


UNSEEN = frozenset("\x00\u200b\u200c\u200d\u2060\ufeff")
"""Letters that are never seen."""
LARGEST = 90
"""Letters larger than this, in points, are a watermark."""
_SLANT = 0.02
"""Letters turned by more than this (as a sine) do not stand upright."""


def direction(across: float, up: float, size: float) -> tuple[bool, bool | None]:
    """Whether letters with this direction of their line stand upright, and if not, whether their line runs upwards."""
    if size > LARGEST or min(abs(across), abs(up)) > _SLANT * max(abs(across), abs(up)):
        return False, None
    return (True, None) if abs(across) > abs(up) else (False, up > 0)
