"""Pages that are pictures, read by tesseract where it and the `ocr` extra are installed."""

import re
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from statistics import median
from typing import NamedTuple

import numpy as np
import pypdfium2
from lxml import etree
from numpy.typing import NDArray
from PIL import Image

from psr_extract.parsers.pdf_sheet import Drawn, Letters, Sheet

INSTALL = "Install tesseract (Debian, Ubuntu: apt-get install tesseract-ocr) and psr-extract[ocr]"
_DOTS = 300
"""Dots an inch that a page is drawn at for reading."""
_POINT = 72 / _DOTS
_EDGE = 2
"""So many dots around a rule are neither white nor black."""
_SPECKS = re.compile(r"[^\w£$€&()\[\]•·]+$")
"""What is read out of rules and dirt."""
_SURE = 60
_NEAR = 0.18
"""Lines whose height differs by less than this share from the usual one are of the usual size."""


class _Word(NamedTuple):
    """A word that was read, with its box and base line in points, how high its line is, and how sure it is (0-100)."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    sure: int


def can_read() -> bool:
    """Whether pages that are pictures can be read on this machine."""
    return find_spec("pytesseract") is not None and shutil.which("tesseract") is not None


def read_picture(page: pypdfium2.PdfPage, *, seconds: float) -> Sheet | None:
    """The words seen on a page, each as one letter, and the rules of its tables; `None` where it took too long."""
    import pytesseract

    seen = page.render(scale=1 / _POINT, grayscale=True).to_numpy().copy()
    seen = seen.reshape(seen.shape[:2])
    rules = _rules(seen)
    picture = Image.fromarray(seen)
    try:
        found = pytesseract.image_to_pdf_or_hocr(picture, lang="eng", extension="hocr", timeout=seconds)
    except RuntimeError:
        return None
    words = [word for word in _words(found) if word.sure >= _SURE or not _SPECKS.match(word.text)]
    width, height = page.get_size()
    return Sheet(width, height, _letters(words), lines=rules)


def _words(hocr: bytes) -> Iterator[_Word]:
    """The words in tesseract's own format, line by line."""
    tree = etree.fromstring(hocr, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    for line in tree.iterfind(".//{*}span"):
        told = line.get("title", "")
        if "x_size" not in told:
            continue
        left, _, _, bottom = _numbers(told, "bbox")
        slope, offset = _numbers(told, "baseline") or (0.0, 0.0)
        (size,) = _numbers(told, "x_size")
        for word in line.iterfind("{*}span"):
            own = word.get("title", "")
            x0, _, x1, _ = _numbers(own, "bbox")
            (sure,) = _numbers(own, "x_wconf")
            base = bottom + offset + slope * (x0 - left)
            if text := "".join(str(part) for part in word.itertext()).strip():
                yield _Word(text, x0 * _POINT, x1 * _POINT, base * _POINT, size * _POINT, int(sure))


def _numbers(told: str, name: str) -> list[float]:
    part = next((part.split()[1:] for part in told.split(";") if part.split()[:1] == [name]), [])
    return [float(number) for number in part]


def _letters(words: list[_Word]) -> Letters:
    """The words as letters; lines of about the usual height have the usual size, as their letters will have."""
    usual = median([word.size for word in words]) if words else 0.0
    sizes = [usual if abs(word.size - usual) < _NEAR * usual else word.size for word in words]
    x0, x1, base = np.array([(word.x0, word.x1, word.base) for word in words], dtype=float).reshape(-1, 3).T
    none = np.zeros(len(words))
    return Letters(
        [word.text for word in words], x0, x1, base, np.array(sizes, dtype=float), none > 0, none.astype(np.intp),
        [None], none == 0,
    )  # fmt: skip


def _rules(picture: NDArray[np.uint8]) -> list[Drawn]:
    """The straight lines on a picture that are as long as the rules of tables are.

    They are painted over with white: tesseract passes over words that stand close to them.
    """
    across, down = (_spans(dark) for dark in (picture < 128, (picture < 128).T))
    for canvas, spans in ((picture, across), (picture.T, down)):
        for row, start, end in spans:
            canvas[max(0, row - _EDGE) : row + _EDGE + 1, max(0, start - _EDGE) : end + _EDGE] = 255
    flat = [_rule((start, row, end, row)) for row, start, end in _joined(across)]
    return flat + [_rule((row, start, row, end)) for row, start, end in _joined(down)]


def _spans(dark: NDArray[np.bool_]) -> list[tuple[float, int, int]]:
    """Long runs of dark dots along the rows of a picture: row, start, end."""
    least = _DOTS // 3
    sums = np.cumsum(np.pad(dark, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    full = sums[:, least:] - sums[:, :-least] >= 0.97 * least
    return [
        (row, int(part[0]), int(part[-1]) + least)
        for row in np.flatnonzero(full.any(axis=1)).tolist()
        for starts in [np.flatnonzero(full[row])]
        for part in np.split(starts, np.flatnonzero(np.diff(starts) > 1) + 1)
    ]


def _joined(spans: list[tuple[float, int, int]]) -> Iterator[tuple[float, int, int]]:
    """Runs that touch those of the rows above as one, in the middle of their rows."""
    held: list[list[tuple[float, int, int]]] = []
    for row, start, end in spans:
        near = (group for group in held if row - group[-1][0] < 3 and start < group[-1][2] and end > group[-1][1])
        if (group := next(near, None)) is None:
            held.append(group := [])
        group.append((row, start, end))
    for group in held:
        rows, starts, ends = zip(*group, strict=True)
        yield median(rows), min(starts), max(ends)


def _rule(box: tuple[float, float, float, float]) -> Drawn:
    x0, top, x1, bottom = (at * _POINT for at in box)
    return {
        "object_type": "line", "x0": x0, "top": top, "x1": x1, "bottom": bottom, "y0": 0.0, "y1": 0.0, "doctop": top,
        "width": x1 - x0, "height": bottom - top, "pts": [(x0, top), (x1, bottom)], "fill": False, "stroke": True,
        "non_stroking_color": None,
    }  # fmt: skip
