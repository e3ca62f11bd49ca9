"""Bytes to text: byte order marks, UTF-8, UTF-16, and the Windows code page of old exports."""

import re
from pathlib import Path

from psr_extract.errors import ReadError

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


_CONTINUED = "".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xC0))
_MOJIBAKE = re.compile(rf"(?:[ÂÃ][{_CONTINUED}]|â[{_CONTINUED}]{{2}}|ð[{_CONTINUED}]{{3}})+")


def decode(data: bytes, *, where: Path) -> tuple[str, tuple[str, ...]]:
    """The text of these bytes and warnings about it; `ReadError` where they are no text."""
    text, warnings = _decode(data, where=where)
    mended = _MOJIBAKE.sub(lambda match: _unmixed(match.group()), text)
    return (text, warnings) if mended == text else (mended, (*warnings, "letters that had been mixed up were mended"))


def _unmixed(text: str) -> str:
    """UTF-8 that was once read as Windows-1252, read anew: "â€™" gives "’"."""
    raw = bytearray()
    for char in text:
        raw += char.encode("cp1252", "ignore") or bytes([ord(char)])
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return text


def _decode(data: bytes, *, where: Path) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, where=where), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    if data[:400].count(0) > len(data[:400]) // 4:
        little = data[1:400:2].count(0) >= data[:400:2].count(0)
        return _strict(data, "utf-16-le" if little else "utf-16-be", where=where), ()
    if 0 in data:
        raise ReadError("this is no text", where=where, do="Give the document as PDF, DOCX, HTML or text.")
    return data.decode("cp1252", errors="replace"), ("not UTF-8: read as Windows-1252",)


def _strict(data: bytes, encoding: str, *, where: Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"damaged {encoding} text", where=where, do="Save it again as UTF-8.") from error
