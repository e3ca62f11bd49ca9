"""The sources of the built documents: TOML with a `text` in a small markup, read into a list of `Piece`s.

`# ` and `## ` are headings; `- `, `· `, `Ø ` and `• ` bullets; `1. `, `(a) ` and `3.1 ` numbered limbs; lines from
`|` to `|` table rows, the row above `|---|` being the header and `<br>` a new line in a cell; `text >> AB` sets AB in
the margin; `**bold**`; `{++inserted++}` and `{--deleted--}` tracked changes; `&nbsp;` and the like are read as in HTML.
A line that starts none of these goes on with the last; a blank line ends a piece.
"""

import html
import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

HEADING = re.compile(r"(#{1,2}) ")
BULLET = re.compile(r"([-·•Ø]) +")
LIMB = re.compile(r"(\d{1,2}\.\d{1,2}|\d{1,2}[.)]|\([a-z0-9]{1,2}\)|[a-z]\.) +")
RULE = re.compile(r"\|[-| ]+\|$")
DELETED = re.compile(r"\{--.*?--\}")
CHANGE = re.compile(r"(\{\+\+.*?\+\+\}|\{--.*?--\}|\*\*.*?\*\*)")


@dataclass(frozen=True, slots=True)
class Piece:
    """One heading, paragraph, bullet, limb or table; `text` still holds the marks inside the line."""

    kind: Literal["heading", "paragraph", "bullet", "limb", "table"]
    text: str = ""
    level: int = 0
    marker: str = ""
    margin: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    headed: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """What a built document is made of: its file name, page header and footer, and its pieces."""

    file: str
    header: str
    footer: str
    pieces: tuple[Piece, ...]


def read_source(path: Path) -> Source:
    """The source in a TOML file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Source(data["file"], data.get("header", ""), data.get("footer", ""), tuple(parse(data["text"])))


def parse(text: str) -> list[Piece]:
    """The pieces of a text in our markup."""
    return [_piece(lines) for lines in _groups(text)]


def plain(text: str) -> str:
    """The words of a line as a reader sees them: without marks and deleted words, white space folded."""
    for mark in ("{++", "++}", "**"):
        text = DELETED.sub("", text).replace(mark, "")
    return " ".join(text.split())


def words(source: Source) -> str:
    """All text of a document in order, folded to one line: what the gold is checked against."""
    parts = []
    for piece in source.pieces:
        cells = [cell.replace("\n", " ") for row in piece.rows for cell in row]
        parts += [piece.marker, piece.text, piece.margin, *cells]
    return plain(" ".join([source.header, *parts, source.footer]))


def runs(text: str) -> list[tuple[str, str]]:
    """A line cut into (look, words), the look being "", "bold", "inserted" or "deleted"."""
    looks = {"**": "bold", "{++": "inserted", "{--": "deleted"}
    cut = []
    for part in filter(None, CHANGE.split(text)):
        look = next((look for mark, look in looks.items() if part.startswith(mark)), "")
        width = {"": 0, "bold": 2}.get(look, 3)
        cut.append((look, part[width : len(part) - width]))
    return cut


def _groups(text: str) -> list[list[str]]:
    """The lines of each piece: a blank line, a marker or a heading starts the next one; table lines stay together."""
    groups: list[list[str]] = [[]]
    for line in text.splitlines():
        inside_table = bool(groups[-1]) and groups[-1][0].startswith("|")
        starts = HEADING.match(line) or BULLET.match(line) or LIMB.match(line)
        if not line.strip() or (starts and not inside_table):
            groups.append([])
        if line.strip():
            groups[-1].append(line.strip())
    return [group for group in groups if group]


def _piece(lines: list[str]) -> Piece:
    if lines[0].startswith("|"):
        return _table(lines)
    text, _, margin = html.unescape(" ".join(lines)).partition(" >> ")
    piece = Piece("paragraph", text, margin=margin)
    if found := HEADING.match(text):
        return replace(piece, kind="heading", text=text[found.end() :], level=len(found[1]))
    if found := BULLET.match(text):
        return replace(piece, kind="bullet", text=text[found.end() :], level=1, marker=found[1])
    if found := LIMB.match(text):
        return replace(piece, kind="limb", text=text[found.end() :], level=1, marker=found[1])
    return piece


def _table(lines: list[str]) -> Piece:
    rows: list[str] = []
    for line in lines:
        if line.startswith("|"):
            rows.append(line)
        else:
            rows[-1] += " " + line
    headed = len(rows) > 1 and RULE.match(rows[1]) is not None
    kept = [row for row in rows if not RULE.match(row)]
    return Piece("table", rows=tuple(_cells(row) for row in kept), headed=headed)


def _cells(row: str) -> tuple[str, ...]:
    return tuple(html.unescape(cell.strip()).replace("<br>", "\n") for cell in row.strip("|").split("|"))
