"""Bytes to text: byte order marks, UTF-8, UTF-16, and the Windows code page of old exports."""

import re
from pathlib import Path

from psr_extract.errors import ReadError

_MARKS = (
    # The mark of UTF-32 begins with that of UTF-16, so it is looked for first.
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SAMPLE = 400


_CONTINUED = "".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xC0))
_MOJIBAKE = re.compile(rf"(?:[ÂÃ][{_CONTINUED}]|â[{_CONTINUED}]{{2}}|ð[{_CONTINUED}]{{3}})+")


def decode(data: bytes, *, where: Path) -> tuple[str, tuple[str, ...]]:
    """The text of these bytes and warnings about it; `ReadError` where they are no text."""
    text, warnings = _decode(data, where=where)
    mended = _MOJIBAKE.sub(lambda match: _unmixed(match.group()), text)
    return (text, warnings) if mended == text else (mended, (*warnings, "letters that had been mixed up were mended"))


def wide_encoding(data: bytes) -> str | None:
    """The encoding of text whose every letter takes two or four bytes, by its mark or by where its zeros stand."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    sample = data[:_SAMPLE]
    zeros = [sample[at::4].count(0) for at in range(4)]
    if not sample or 4 * sum(zeros) <= len(sample):
        return None
    if 8 * sum(zeros) > 5 * len(sample):
        return "utf-32-le" if zeros[3] >= zeros[0] else "utf-32-be"
    return "utf-16-le" if zeros[1] + zeros[3] >= zeros[0] + zeros[2] else "utf-16-be"


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
    if encoding := wide_encoding(data):
        return _strict(data, encoding, where=where), ()
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    if 0 in data:
        raise ReadError("this is no text", where=where, do="Give the document as PDF, DOCX, HTML or text.")
    return data.decode("cp1252", errors="replace"), ("not UTF-8: read as Windows-1252",)


def _strict(data: bytes, encoding: str, *, where: Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"damaged {encoding} text", where=where, do="Save it again as UTF-8.") from error
