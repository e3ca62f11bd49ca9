"""Those functions of pdfium's that are called for each letter or drawing of a page, without checks of arguments.

Pages, letters and drawings are addresses here; what is looked up is written to an address.
"""

import ctypes
from collections.abc import Callable

import pypdfium2.raw as raw


def _quick(function: object, result: object, *arguments: object) -> Callable[..., int]:
    """A function of pdfium's that is called for each letter, without the checks of its arguments."""
    address = ctypes.cast(function, ctypes.c_void_p).value  # type: ignore[arg-type]
    return ctypes.PYFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]


_POINTER, _INT = ctypes.c_void_p, ctypes.c_int
letter = _quick(raw.FPDFText_GetUnicode, ctypes.c_uint, _POINTER, _INT)
box = _quick(raw.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
owner = _quick(raw.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)
origin = _quick(raw.FPDFText_GetCharOrigin, _INT, _POINTER, _INT, _POINTER, _POINTER)
made_up = _quick(raw.FPDFText_IsGenerated, _INT, _POINTER, _INT)
font = _quick(raw.FPDFTextObj_GetFont, _POINTER, _POINTER)
glyph_width = _quick(raw.FPDFFont_GetGlyphWidth, _INT, _POINTER, ctypes.c_uint32, ctypes.c_float, _POINTER)
points = _quick(raw.FPDFText_GetFontSize, ctypes.c_double, _POINTER, _INT)
matrix = _quick(raw.FPDFText_GetMatrix, _INT, _POINTER, _INT, _POINTER)
ink = _quick(raw.FPDFText_GetFillColor, _INT, _POINTER, _INT, *[_POINTER] * 4)
count = _quick(raw.FPDFPage_CountObjects, _INT, _POINTER)
thing = _quick(raw.FPDFPage_GetObject, _POINTER, _POINTER, _INT)
count_inside = _quick(raw.FPDFFormObj_CountObjects, _INT, _POINTER)
thing_inside = _quick(raw.FPDFFormObj_GetObject, _POINTER, _POINTER, ctypes.c_ulong)
kind = _quick(raw.FPDFPageObj_GetType, _INT, _POINTER)


def address(handle: object) -> int:
    """The address that one of pdfium's handles holds."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0  # type: ignore[arg-type]
