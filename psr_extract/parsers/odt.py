"""OpenDocument texts (ODT): content in true order, tracked changes settled, headers and comments left out."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from psr_extract.document import Block, Document, LeftOut
from psr_extract.errors import ReadError
from psr_extract.parsers.limits import LIMITS, Limits
from psr_extract.parsers.outline import with_titles
from psr_extract.parsers.package import BROKEN
from psr_extract.parsers.package import ODT as MEDIA_TYPE
from psr_extract.parsers.pieces import to_blocks

if TYPE_CHECKING:
    from lxml import etree

_AGAIN = "Open and save it in LibreOffice, or convert it to PDF."


def parse(path: Path, limits: Limits = LIMITS) -> Document:
    """The document in an ODT file; `ReadError` where the package or its XML is damaged, or it has a password."""
    from lxml.etree import XMLSyntaxError

    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    try:
        with ZipFile(path) as package:
            blocks, left_out = _read(package, path, limits)
    except (*BROKEN, KeyError, XMLSyntaxError) as error:
        raise ReadError("this ODT is damaged", where=path, do=_AGAIN) from error
    return Document(digest, path.name, MEDIA_TYPE, blocks, left_out)


def _read(package: ZipFile, path: Path, limits: Limits) -> tuple[tuple[Block, ...], tuple[LeftOut, ...]]:
    from psr_extract.parsers.odt_body import body_parts
    from psr_extract.parsers.odt_styles import OFFICE, looks, numbers
    from psr_extract.parsers.odt_text import Text
    from psr_extract.parsers.xml_parts import part, tree_of

    if b"encryption-data" in (part(package, "META-INF/manifest.xml") or b""):
        raise ReadError("this ODT is protected by a password", where=path, do="Save it without the password.")
    content, shared = part(package, "content.xml"), part(package, "styles.xml")
    root = None if content is None else tree_of(content, where=path, limits=limits)
    body = None if root is None else root.find(f"{OFFICE}body/{OFFICE}text")
    if root is None or body is None:
        raise ReadError("this ODT has no text part", where=path, do=_AGAIN)
    styles = None if shared is None else tree_of(shared, where=path, limits=limits)
    roots = [entry for entry in (styles, root) if entry is not None]
    text = Text(looks(roots), numbers(roots))
    parts = body_parts(body, text)
    return to_blocks(with_titles(parts)), (*text.left_out, *(_aside(styles) if styles is not None else ()))


def _aside(styles: "etree._Element") -> Iterator[LeftOut]:
    """The texts of headers and footers, one entry a paragraph."""
    from psr_extract.parsers import lines
    from psr_extract.parsers.odt_styles import STYLE, TEXT
    from psr_extract.parsers.odt_text import plain

    for kind in ("header", "footer"):
        for end in ("", "-left", "-first"):
            for element in styles.iter(f"{STYLE}{kind}{end}"):
                for paragraph in element.iter(TEXT + "p", TEXT + "h"):
                    if words := lines.fold(plain(paragraph)):
                        yield LeftOut(words, f"page {kind}")
