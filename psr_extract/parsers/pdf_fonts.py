"""Which fonts of a PDF page are bold: by their name, their description, or the font program itself."""

import struct
from collections.abc import Mapping

from pdfminer.pdftypes import PDFException, PDFStream, resolve1
from pdfminer.psparser import PSLiteral
from pdfplumber.page import Page as Source

from psr_extract.parsers.pdf_words import is_heavy, is_nameless

FORCED_BOLD = 1 << 18
"""The flag of a font's description that asks for it to be drawn bold."""
_LEAST_WEIGHT = 600


def heavy_fonts(source: Source) -> frozenset[str]:
    """The names of the bold fonts among those that the letters of a page are set in."""
    names = {str(char["fontname"]) for char in source.chars}
    unnamed = {name for name in names if is_nameless(name)}
    heavy = {name for name in names - unnamed if is_heavy(name)}
    return frozenset(heavy | _described(source, unnamed) if unnamed else heavy)


def _described(source: Source, names: set[str]) -> set[str]:
    """Those of the fonts with these names that their description or program says to be bold."""
    fonts = resolve1(_entry(source.page_obj.resources, "Font"))
    found = set()
    for font in fonts.values() if isinstance(fonts, dict) else ():
        entries = resolve1(font)
        base = _entry(entries, "BaseFont")
        name = base.name if isinstance(base, PSLiteral) else ""
        text = name.decode("latin-1") if isinstance(name, bytes) else str(name)
        if text in names and _is_bold(_description(entries)):
            found.add(text)
    return found


def _entry(entries: object, key: str) -> object:
    held = resolve1(entries)
    return resolve1(held.get(key)) if isinstance(held, dict) else None


def _description(font: object) -> Mapping[str, object]:
    described = _entry(font, "FontDescriptor")
    below = _entry(font, "DescendantFonts")
    if described is None and isinstance(below, list) and below:
        described = _entry(below[0], "FontDescriptor")
    return described if isinstance(described, dict) else {}


def _is_bold(description: Mapping[str, object]) -> bool:
    flags, weight = (resolve1(description.get(key)) for key in ("Flags", "FontWeight"))
    if isinstance(flags, int) and flags & FORCED_BOLD:
        return True
    if isinstance(weight, (int, float)):
        return weight >= _LEAST_WEIGHT
    program = resolve1(description.get("FontFile2"))
    try:
        return isinstance(program, PDFStream) and says_bold(program.get_data())
    except (PDFException, ValueError):
        return False


def says_bold(program: bytes) -> bool:
    """Whether the head table of a TrueType font has the bit for bold; a broken font says nothing."""
    try:
        (count,) = struct.unpack_from(">H", program, 4)
        for at in range(count):
            tag, _, offset, _ = struct.unpack_from(">4sLLL", program, 12 + 16 * at)
            if tag == b"head":
                (style,) = struct.unpack_from(">H", program, offset + 44)
                return bool(style & 1)
    except struct.error:
        return False
    return False
