"""The sources of the built documents: TOML with a `text` in a small markup, read into a list of `Piece`s.

`# ` and `## ` are headings; `- `, `· `, `Ø ` and `• ` bullets; `1. `, `(a) ` and `3.1 ` numbered limbs; lines from
`|` to `|` table rows, the row above `|---|` being the header and `<br>` a new line in a cell; `text >> AB` sets AB in
the margin; `**bold**`; `{++inserted++}` and `{--deleted--}` tracked changes; `&nbsp;` and the like are read as in HTML.
A cell that begins with `[green]` or `[#92d050]` is shaded. `%% 60` over a row of a table has it stand sixty times,
`{n}` in it counting from 1 and `{37,11,90}` being 37 times n and 11, modulo 90. `===` begins a new page.
A line that starts none of these goes on with the last; a blank line ends a piece.

An agenda pack has several `[[part]]`s, each with a `bookmark`, a header, a footer and a text (or `like`, the name of
another source): each begins a page, and counts its pages from 1.
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
SHADE = re.compile(r"\[(#[0-9a-f]{6}|[a-z]+)\]\s*")
REPEAT = re.compile(r"%% (\d+)")
FORMULA = re.compile(r"\{(\d+),(\d+),(\d+)\}")
SHADES = {"red": "#ff0000", "amber": "#ffc000", "green": "#92d050", "blue": "#00b0f0", "purple": "#7030a0"}
CHANGE = re.compile(r"(\{\+\+.*?\+\+\}|\{--.*?--\}|\*\*.*?\*\*)")


@dataclass(frozen=True, slots=True)
class Piece:
    """One heading, paragraph, bullet, limb or table; `text` still holds the marks inside the line."""

    kind: Literal["heading", "paragraph", "bullet", "limb", "table", "page"]
    text: str = ""
    level: int = 0
    marker: str = ""
    margin: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    headed: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an agenda pack: its bookmark, its page header and footer, and its pieces."""

    bookmark: str
    header: str
    footer: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What a built document is made of: its file name, page header and footer, its pieces, and the parts of a pack."""

    file: str
    header: str
    footer: str
    pieces: tuple[Piece, ...]
    parts: tuple[Section, ...] = ()


def read_source(path: Path) -> Source:
    """The source in a TOML file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    parts = tuple(_section(part, path.parent) for part in data.get("part", ()))
    pieces = tuple(parse(data["text"])) if "text" in data else tuple(piece for part in parts for piece in part.pieces)
    return Source(data["file"], data.get("header", ""), data.get("footer", ""), pieces, parts)


def _section(part: dict[str, str], folder: Path) -> Section:
    like = folder / f"{part.get('like')}.toml"
    own = tomllib.loads(like.read_text(encoding="utf-8")) if "like" in part else part
    return Section(part["bookmark"], own.get("header", ""), own.get("footer", ""), tuple(parse(own["text"])))


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
        cells = [shade(cell)[1].replace("\n", " ") for row in piece.rows for cell in row]
        parts += [piece.marker, piece.text, piece.margin, *cells]
    edges = [text for part in source.parts for text in (part.header, part.footer)]
    return plain(" ".join([source.header, *parts, source.footer, *edges]))


def shade(cell: str) -> tuple[str | None, str]:
    """The colour that a cell is shaded with, if any, and its text."""
    found = SHADE.match(cell)
    return (SHADES.get(found[1], found[1]), cell[found.end() :]) if found else (None, cell)


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
    if lines == ["==="]:
        return Piece("page")
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
    times = 1
    for line in lines:
        if repeat := REPEAT.match(line):
            times = int(repeat[1])
        elif line.startswith("|"):
            rows += [_filled(line, number) for number in range(1, times + 1)] if times > 1 else [line]
            times = 1
        else:
            rows[-1] += " " + line
    headed = len(rows) > 1 and RULE.match(rows[1]) is not None
    kept = [row for row in rows if not RULE.match(row)]
    return Piece("table", rows=tuple(_cells(row) for row in kept), headed=headed)


def _filled(row: str, number: int) -> str:
    """A repeated row with its number and formulas worked out."""
    row = FORMULA.sub(lambda one: str((int(one[1]) * number + int(one[2])) % int(one[3])), row)
    return row.replace("{n}", str(number))


def _cells(row: str) -> tuple[str, ...]:
    return tuple(html.unescape(cell.strip()).replace("<br>", "\n") for cell in row.strip("|").split("|"))
