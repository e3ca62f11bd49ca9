"""A PDF page as pdfium reads it: many times quicker than pdfplumber, for pages that hold nothing out of the common."""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
from numpy.typing import NDArray

from psr_extract.parsers import pdf_calls as calls
from psr_extract.parsers.pdf_drawn import drawings
from psr_extract.parsers.pdf_fonts import FORCED_BOLD, says_bold
from psr_extract.parsers.pdf_sheet import UNSEEN, Floats, Laid, Letters, Sheet, direction, with_blanks
from psr_extract.parsers.pdf_words import is_heavy, is_nameless

_UNKNOWN = (0x0, 0xFFFD, 0xFFFF)
"""What pdfium gives for a letter whose font does not say which it is."""
_HYPHENS = (0x2, 0xFFFE)
"""What pdfium gives for a hyphen at the end of a line."""
_SKIPPED = (0xA, 0xD, *map(ord, UNSEEN))
_BLANK = 0x20
_LEAST_LETTERS, _STAMP = 8, 100
"""A page with fewer letters has no text layer; a picture of a page has at most a stamp of so many."""
_WHOLE = 0.7
"""The share of a page that a picture of it covers."""
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Font:
    """A font, its number among those of the page, and whether it is bold."""

    handle: int
    number: int
    heavy: bool


class _Run(NamedTuple):
    """What the letters of one text object share; `across` is how wide a letter is that is as wide as its size."""

    font: _Font
    base: float
    size: float
    across: float
    ink: tuple[int, ...] | None
    upright: bool
    upwards: bool | None


def is_picture(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> bool:
    """Whether a page shows something but has no text layer, or but a scanner's stamp on a picture of it."""
    letters = text.count_chars()
    if letters >= _STAMP:
        return False
    if letters < _LEAST_LETTERS:
        return calls.count(calls.address(page.raw)) > 0
    width, height = page.get_size()
    images = drawings(page, height, texts=()).images
    return any(image["width"] * image["height"] > _WHOLE * width * height for image in images)


def sheet(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> Sheet | None:
    """The letters and drawings of a page, or `None` where only pdfplumber reads it right: a turned or cropped page,
    letters without a code.
    """
    width, height = page.get_size()
    box = tuple(page.get_mediabox())
    letters, count = calls.address(text.raw), text.count_chars()
    codes = np.array([calls.letter(letters, at) for at in range(count)], dtype=np.int64)
    cut = box[:2] != (0, 0) or tuple(page.get_cropbox()) != box
    if page.get_rotation() or cut or np.isin(codes, _UNKNOWN).any():
        return None
    codes[np.isin(codes, _HYPHENS)] = ord("-")
    numbers, followed = _seen(letters, codes)
    owners = np.array([calls.owner(letters, at) or 0 for at in numbers.tolist()], dtype=np.int64)
    drawn = drawings(page, height, texts=set(owners.tolist()))
    read, laid = _read(text, codes[numbers], numbers, followed, owners, height)
    read = with_blanks(read, drawn.blanks)
    return Sheet(width, height, read, laid, drawn.rects, drawn.lines, drawn.curves, drawn.images)


def _seen(page: int, codes: Numbers) -> tuple[Numbers, NDArray[np.bool_]]:
    """The numbers of the letters that are on the page, and which of them pdfium says a blank follows.

    For blanks of their own that stand alone pdfium gives but such.
    """
    real = ~np.isin(codes, _SKIPPED)
    for at in np.flatnonzero(codes == _BLANK).tolist():
        real[at] = not calls.made_up(page, at)
    numbers = np.flatnonzero(real)
    followed = np.zeros(len(numbers), dtype=bool)
    before = np.searchsorted(numbers, np.flatnonzero(~real & (codes == _BLANK))) - 1
    followed[before[before >= 0]] = True
    return numbers, followed


def _read(
    text: pypdfium2.PdfTextPage, codes: Numbers, numbers: Numbers, followed: NDArray[np.bool_], owners: Numbers,
    height: float,
) -> tuple[Letters, list[Laid]]:  # fmt: skip
    """The upright letters of a page, and the others."""
    starts = np.flatnonzero(np.diff(owners, prepend=-1))
    counts = np.diff(starts, append=len(owners))
    page = calls.address(text.raw)
    runs, fonts = _runs(page, owners[starts].tolist(), numbers[starts].tolist(), height)
    laid = [
        _laid(text, numbers[at].item(), codes[at].item(), run, height)
        for run, start, count in zip(runs, starts.tolist(), counts.tolist(), strict=True)
        if not run.upright
        for at in range(start, start + count)
    ]
    places = {ink: at for at, ink in enumerate(dict.fromkeys(run.ink for run in runs))}
    inks = [tuple(part / 255 for part in ink) if ink else None for ink in places]
    columns = [
        (run.base, run.size, run.across, run.font.heavy, places[run.ink], run.font.number, run.upright) for run in runs
    ]
    spread = np.repeat(np.array(columns, dtype=float).reshape(-1, 7), counts, axis=0)
    upright = spread[:, 6] > 0
    base, size, across, heavy, ink, font, _ = spread[upright].T
    codes, numbers = codes[upright], numbers[upright]
    widths = across * _widths(fonts, font.astype(np.int64), codes)
    x0, x1 = _places(page, numbers, widths)
    texts = [chr(code) for code in codes.tolist()]
    return Letters(texts, x0, x1, base, size, heavy > 0, ink.astype(np.intp), inks, followed[upright]), laid


def _widths(fonts: Sequence[_Font], font: Numbers, codes: Numbers) -> Floats:
    """The width of each letter, as a share of its size."""
    kinds, which = np.unique(font << 32 | codes, return_inverse=True)
    found = []
    for kind in kinds.tolist():
        width = ctypes.c_float()
        calls.glyph_width(fonts[kind >> 32].handle, kind & 0xFFFFFFFF, 1.0, ctypes.addressof(width))
        found.append(width.value)
    return np.array(found)[which]


def _places(page: int, numbers: Numbers, widths: Floats) -> tuple[Floats, Floats]:
    """Where these letters begin and end; those of a ligature, which begin at one place, are as wide together."""
    x0 = np.zeros(len(numbers))
    height = ctypes.c_double()
    start, unused = x0.ctypes.data, ctypes.addressof(height)
    for number, at in zip(numbers.tolist(), range(start, start + 8 * len(numbers), 8), strict=True):
        calls.origin(page, number, at, unused)
    x1 = x0 + widths
    box = raw.FS_RECTF()
    for at in np.flatnonzero((np.diff(x0) == 0) & (np.diff(numbers) == 1)).tolist():
        calls.box(page, numbers[at + 1].item(), ctypes.addressof(box))
        x1[at] = x1[at + 1] = max(x1[at] + widths[at + 1], box.right)
    return x0, x1


def _runs(page: int, owners: Sequence[int], numbers: Sequence[int], height: float) -> tuple[list[_Run], list[_Font]]:
    """What these text objects say of their letters, one letter of each by its number; and their fonts."""
    fonts: dict[int, _Font] = {}
    runs: list[_Run] = []
    matrix, ink = raw.FS_MATRIX(), (ctypes.c_uint * 4)()
    to_matrix, to_ink = ctypes.addressof(matrix), ctypes.addressof(ink)
    for owner, at in zip(owners, numbers, strict=True):
        handle = calls.font(owner)
        font = fonts.get(handle) or fonts.setdefault(handle, _Font(handle, len(fonts), _is_heavy(handle)))
        calls.matrix(page, at, to_matrix)
        colour = tuple(ink[:3]) if calls.ink(page, at, to_ink, to_ink + 4, to_ink + 8, to_ink + 12) else None
        points, across, up = calls.points(page, at), matrix.a, matrix.b
        size = points * max(abs(matrix.d), abs(matrix.c))
        runs.append(_Run(font, height - matrix.f, size, points * across, colour, *direction(across, up, size)))
    return runs, list(fonts.values())


def _is_heavy(address: int) -> bool:
    """Whether a font is bold: by its name, or by its program where its name says nothing."""
    font = ctypes.cast(address, raw.FPDF_FONT)
    name = ctypes.create_string_buffer(200)
    raw.FPDFFont_GetBaseFontName(font, name, len(name))
    named = name.value.decode("utf-8", "replace")
    if not is_nameless(named):
        return is_heavy(named)
    if raw.FPDFFont_GetFlags(font) & FORCED_BOLD:
        return True
    length = ctypes.c_size_t()
    raw.FPDFFont_GetFontData(font, None, 0, length)
    program = (ctypes.c_uint8 * length.value)()
    raw.FPDFFont_GetFontData(font, program, length.value, length)
    return says_bold(bytes(program))


def _laid(text: pypdfium2.PdfTextPage, number: int, code: int, run: _Run, height: float) -> Laid:
    """A letter that does not stand upright."""
    box = raw.FS_RECTF()
    calls.box(calls.address(text.raw), number, ctypes.addressof(box))
    return Laid(chr(code), box.left, height - box.top, box.right, height - box.bottom, run.size, run.upwards)
