"""Web pages: committee pages of the ModernGov kind, pages in general, and HTML as Word writes it."""

import hashlib
from pathlib import Path

from psr_extract.document import Document
from psr_extract.parsers.decode import decode
from psr_extract.parsers.limits import LIMITS, Limits
from psr_extract.parsers.outline import with_titles
from psr_extract.parsers.pieces import to_blocks

MEDIA_TYPE = "text/html"


def parse(path: Path, limits: Limits = LIMITS) -> Document:
    """The document in an HTML file: its main content as blocks, menus and furniture as `left_out`."""
    data = path.read_bytes()
    text, warnings = decode_page(data, where=path)
    return page(text, name=path.name, sha256=hashlib.sha256(data).hexdigest(), warnings=warnings, limits=limits)


def page(
    text: str, *, name: str, sha256: str, warnings: tuple[str, ...] = (), limits: Limits = LIMITS
) -> Document:
    """The document in the text of a web page."""
    from psr_extract.parsers.html_main import main_content, parse_tree
    from psr_extract.parsers.html_walk import walk

    root = parse_tree(text, limits)
    main, left_out = main_content(root)
    parts, more = walk(main)
    return Document(sha256, name, MEDIA_TYPE, to_blocks(with_titles(parts)), (*left_out, *more), warnings)


def fragment_text(html: str) -> str:
    """A piece of HTML as plain text, each paragraph and list entry on a line of its own."""
    from psr_extract.parsers.html_main import parse_tree
    from psr_extract.parsers.html_walk import cell_text

    return cell_text(parse_tree(f"<div>{html}</div>"))


def decode_page(data: bytes, *, where: Path) -> tuple[str, tuple[str, ...]]:
    """The page's text: by its own `charset` where it names one that fits, else as any text."""
    import re

    declared = re.search(rb"charset=[\"']?([\w-]+)", data[:4096])
    # Where the declaration can be read byte by byte, the text is in no wide encoding, whatever it says.
    wide = declared is not None and declared[1].lower().startswith((b"utf-16", b"utf-32", b"ucs"))
    if declared and not wide and not data.startswith(b"\xef\xbb\xbf"):
        try:
            return data.decode(declared[1].decode("ascii")), ()
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, where=where)
