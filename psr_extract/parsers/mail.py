"""Mail (EML): its text as a document of its own, and its attachments."""

import hashlib
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from pathlib import Path

from psr_extract.document import Block, Document, LeftOut, Place
from psr_extract.errors import ReadError
from psr_extract.parsers import lines
from psr_extract.parsers.boxes import Box
from psr_extract.parsers.decode import decode
from psr_extract.parsers.limits import LIMITS, Limits
from psr_extract.parsers.pieces import to_blocks
from psr_extract.parsers.text import parts_of

MEDIA_TYPE = "message/rfc822"
_HEADERS = ("From", "To", "Cc", "Date")
_TRIPPED = (MessageError, LookupError, ValueError, AttributeError, TypeError, ArithmeticError)
"""The parser of mail headers gives up on some damaged ones with errors of these kinds."""
_SIGNATURE = re.compile(r"^-- ?\n", re.MULTILINE)


def unpack(path: Path, folder: Path, limits: Limits = LIMITS) -> Box:
    """The mail's own text as a document, and its attachments copied into the folder."""
    data = path.read_bytes()
    try:
        message = message_from_bytes(data, policy=policy.default)
        document = _document(message, path, hashlib.sha256(data).hexdigest(), limits)
        files = tuple(_attachments(message, folder))
    except _TRIPPED as error:
        raise ReadError("this mail is damaged", where=path, do="Save its text and attachments by hand.") from error
    return Box((document,) if document.blocks else (), files)


def _document(message: EmailMessage, path: Path, sha256: str, limits: Limits) -> Document:
    headers = {name: _header(message, name) for name in _HEADERS}
    left_out = [LeftOut(f"{name}: {value}", "mail header") for name, value in headers.items() if value]
    subject = _header(message, "Subject")
    head = [Block("heading", subject, Place(line=1), 1)] if subject else []
    body = message.get_body(preferencelist=("plain", "html"))
    blocks, more, warnings = _body(body, path, limits) if isinstance(body, EmailMessage) else ((), (), ())
    return Document(sha256, path.name, MEDIA_TYPE, (*head, *blocks), (*left_out, *more), warnings)


def _header(message: EmailMessage, name: str) -> str:
    """A header, as it stands there where it is too damaged to be understood."""
    try:
        return lines.fold(str(message[name] or ""))
    except _TRIPPED:
        return lines.fold(next(str(value) for key, value in message.raw_items() if key.lower() == name.lower()))


def _body(
    part: EmailMessage, path: Path, limits: Limits
) -> tuple[tuple[Block, ...], tuple[LeftOut, ...], tuple[str, ...]]:
    text, warnings = _text(part, path)
    if part.get_content_type() == "text/html":
        from psr_extract.parsers.html import page

        document = page(text, name=path.name, sha256="", limits=limits)
        return document.blocks, document.left_out, warnings
    text = text.replace("\r\n", "\n")
    if part.get_param("format") == "flowed":
        text = re.sub(r"(?<=[^\n-]) \n(?!>)", " ", text)
    own, left_out = _own(text)
    return to_blocks(parts_of(own)), tuple(left_out), warnings


def _text(part: EmailMessage, path: Path) -> tuple[str, tuple[str, ...]]:
    """The text of a part, by its charset where it names one that fits."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        return data.decode(part.get_content_charset("utf-8")), ()
    except (LookupError, UnicodeDecodeError):
        return decode(data, where=path)


def _own(text: str) -> tuple[str, list[LeftOut]]:
    """The text that the sender wrote: quoted lines and the signature are left out, unless nothing else is there."""
    body, *rest = _SIGNATURE.split(text, maxsplit=1)
    rows = body.split("\n")
    quoted = [row for row in rows if row.startswith(">")]
    left_out = [LeftOut(lines.fold(row), "signature") for row in "".join(rest).split("\n") if row.strip()]
    if not "".join(row for row in rows if not row.startswith(">")).strip():
        return "\n".join(row.lstrip("> ") for row in rows), left_out
    left_out += [LeftOut(lines.fold(row), "quoted mail") for row in quoted if row.strip("> ")]
    return "\n".join("" if row.startswith(">") else row for row in rows), left_out


def _attachments(message: EmailMessage, folder: Path) -> Iterator[tuple[str, Path]]:
    """The attachments under their names, copied into the folder; what only the text itself shows is none.

    That is pictures in the text, and the style sheets and scripts of a page saved as a web archive (MHT).
    """
    for number, part in enumerate(message.iter_attachments() if message.is_multipart() else ()):
        if part.get_content_maintype() == "image" and part.get("Content-ID"):
            continue
        if part.get("Content-Location") and part.get_content_type() != "text/html":
            continue
        if part.get_content_type() == MEDIA_TYPE:
            inner = part.get_content()
            name, data = f"{_plain(_header(inner, 'Subject') or 'mail')}.eml", inner.as_bytes()
        else:
            payload = part.get_payload(decode=True)
            data = payload if isinstance(payload, bytes) else b""
            name = _plain(part.get_filename() or f"part-{number + 1}")
        suffix = Path(name).suffix.lower()
        copy = folder / f"{number}{suffix if re.fullmatch(r'[.][a-z0-9]{1,10}', suffix) else ''}"
        copy.write_bytes(data)
        yield name, copy


def _plain(name: str) -> str:
    return lines.fold(re.sub(r"[\x00-\x1f/\\]+", " ", name))[:120] or "part"
