"""Plain text, also as it comes out of web pages and PDFs: tab tables, Markdown marks, HTML inside table cells."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from psr_extract.document import Block, Document, LeftOut, Place
from psr_extract.parsers import drawn_tables, lines, tables
from psr_extract.parsers.decode import decode
from psr_extract.parsers.limits import LIMITS, Limits
from psr_extract.parsers.pieces import Piece, to_blocks

MEDIA_TYPE = "text/plain"
_ATX = re.compile(r"(#{1,6}|\*{1,6}(?=\s))\s+(.*?)\s*#*$")
_FRAMED = re.compile(r"(?P<mark>[=~*#_+-])(?P<more>(?P=mark)+)\s+(?P<title>[^\W_][^=~*#_+]*?)\s+(?P=mark){2,}$")
_RULE = re.compile(r"\s*(?:[-=_*~#]\s?){4,}$")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_SUPERSCRIPTS = re.compile(r"\s*(?:(?:st|nd|rd|th)\s*)+$")
_PAGE_NUMBER = re.compile(r"\s*(?:[-–(]\s*)?page\s+\d{1,4}(?:\s+of\s+\d{1,4})?\s*[-–)]?$", re.IGNORECASE)
_HARD_SPACES = str.maketrans("\u00a0\u2007\u202f", "   ")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def parse(path: Path, limits: Limits = LIMITS) -> Document:
    """The document in a text file."""
    data = path.read_bytes()
    text, warnings = decode(data, where=path)
    blocks, left_out = _read(text, outline=path.suffix.lower() == ".org")
    return Document(hashlib.sha256(data).hexdigest(), path.name, MEDIA_TYPE, blocks, left_out, warnings)


def parse_text(text: str, name: str = "example.txt") -> Document:
    """The document in a string of plain text: `parse_text("Actions\\n\\n- JS to write to all")`."""
    blocks, left_out = _read(text, outline=name.endswith(".org"))
    return Document(hashlib.sha256(text.encode()).hexdigest(), name, MEDIA_TYPE, blocks, left_out)


def parts_of(text: str) -> list[Piece | Block]:
    """The pieces and table rows of a plain text that stands inside another document (a web page's `<pre>`)."""
    return _parts(text, outline=False)[0]


def _read(text: str, *, outline: bool) -> tuple[tuple[Block, ...], tuple[LeftOut, ...]]:
    parts, left_out = _parts(text, outline=outline)
    return to_blocks(parts), tuple(left_out)


def _parts(text: str, *, outline: bool) -> tuple[list[Piece | Block], list[LeftOut]]:
    left_out: list[LeftOut] = []
    rows = _raise_superscripts([_Line(number, line.rstrip(" ")) for number, line in enumerate(_split_lines(text), 1)])
    rows = list(_without_rules(_without_running(rows, left_out), left_out))
    width = lines.wrap_width([len(row.text) for row in rows if not row.blank])
    parts: list[Piece | Block] = []
    table = 0
    for group in (part for whole in _groups(rows) for part in _runs(whole)):
        filled = [(row.number, row.text) for row in group if not row.blank]
        if drawn_tables.is_table([text for _, text in filled]):
            table += 1
            left_out.extend(drawn_tables.borders(filled))
            parts.extend(drawn_tables.rows(filled, table=table))
        elif tables.is_table([text for _, text in filled]):
            table += 1
            parts.extend(tables.rows(filled, table=table))
        else:
            parts.extend(_pieces([row for row in group if not row.blank], width=width, outline=outline))
    return parts, left_out


def _runs(group: list[_Line]) -> Iterator[list[_Line]]:
    """A group of lines divided where drawn tables, and rows with wide gaps, begin and end; tab tables stay whole."""
    if any(drawn_tables.is_line(row.text) for row in group):
        runs = [list(run) for _, run in groupby(group, key=lambda row: drawn_tables.is_line(row.text))]
        if any(drawn_tables.is_table([row.text for row in run]) for run in runs):
            for part in runs:
                yield from [part] if drawn_tables.is_line(part[0].text) else _runs(part)
            return
    if any(tables.has_tabs(row.text) for row in group):
        yield group
        return
    for _, found in groupby(group, key=lambda row: tables.is_wide(row.text)):
        yield list(found)


def _split_lines(text: str) -> list[str]:
    return text.translate(_HARD_SPACES).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").split("\n")


def _raise_superscripts(rows: list[_Line]) -> list[_Line]:
    """Puts the "th" of a line of superscripts behind the number below that it stands over."""
    kept: list[_Line] = []
    pending: list[re.Match[str]] = []
    for row in rows:
        if _SUPERSCRIPTS.match(row.text) and not row.blank:
            pending = list(re.finditer(r"\S+", row.text))
            continue
        text = row.text
        for mark in reversed(pending):
            ends = [m.end() for m in re.finditer(r"\d{1,2}(?=\s|$)", text)]
            at = min(ends, key=lambda end: abs(end - mark.start()), default=len(text))
            text = text[:at] + mark.group() + text[at:]
        pending = [] if not row.blank else pending
        kept.append(_Line(row.number, text))
    return kept


def _without_rules(rows: list[_Line], left_out: list[LeftOut]) -> Iterator[_Line]:
    """Turns underlined titles into `#` ones and leaves out ruled lines."""
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else None
        if not row.blank and _RULE.match(row.text):
            left_out.append(LeftOut(row.text.strip(), "rule", Place(line=row.number)))
            yield _Line(row.number, "")
        elif below and _underlined(row, below, rows[at - 1] if at else None):
            mark = "# " if below.text.strip()[0] == "=" else "## "
            yield _Line(row.number, mark + row.text.strip())
        else:
            yield row


def _without_running(rows: list[_Line], left_out: list[LeftOut]) -> list[_Line]:
    """Leaves out page numbers ("Page 2 of 4") and the headers or footers that stand beside them more than once."""
    numbers = {at for at, row in enumerate(rows) if _PAGE_NUMBER.match(row.text)}
    beside = Counter(
        rows[at].text.strip() for number in numbers for at in (number - 1, number + 1) if 0 <= at < len(rows)
    )
    kept = []
    for at, row in enumerate(rows):
        running = bool({at - 1, at + 1} & numbers) and not row.blank and beside[row.text.strip()] > 1
        if at in numbers or running:
            left_out.append(
                LeftOut(row.text.strip(), "page header" if running else "page number", Place(line=row.number))
            )
        else:
            kept.append(row)
    return kept


def _underlined(row: _Line, below: _Line, above: _Line | None) -> bool:
    line, mark = row.text.strip(), below.text.strip()
    stands_alone = above is None or above.blank or bool(_RULE.match(above.text))
    same_length = bool(re.fullmatch(r"=+|-+|~+|_+|\^+", mark)) and abs(len(mark) - len(line)) <= max(4, len(line) // 4)
    return bool(line) and len(mark) >= 4 and stands_alone and same_length and not _RULE.match(line)


def _groups(rows: list[_Line]) -> Iterator[list[_Line]]:
    """Runs of lines between blank ones; a table's rows stay together over single blank lines."""
    group: list[_Line] = []
    for at, row in enumerate(rows):
        if not row.blank:
            group.append(row)
            continue
        after = next((r for r in rows[at + 1 : at + 3] if not r.blank), None)
        if group and after and tables.continues(group[-1].text, after.text):
            continue
        if group:
            yield group
        group = []
    if group:
        yield group


def _pieces(group: list[_Line], *, width: int, outline: bool) -> Iterator[Piece]:
    paragraphs = list(_paragraphs(group, width=width))
    for at, (number, text) in enumerate(paragraphs):
        after = paragraphs[at + 1][1] if at + 1 < len(paragraphs) else ""
        plain = not lines.split_marker(text)[0] and not lines.split_marker(after)[0]
        told = at > 0 and paragraphs[at - 1][1].rstrip().endswith(".") and plain
        first = at == 0 and not lines.split_marker(after)[0]
        alone = len(paragraphs) == 1 or ((told or first) and len(after) > 60)
        yield _piece(number, text, alone=alone, outline=outline)


def _paragraphs(group: list[_Line], *, width: int) -> Iterator[tuple[int, str]]:
    """The lines of a group with those joined that were one paragraph before they were wrapped."""
    number, text, last = group[0].number, group[0].text, group[0].text
    for row in group[1:]:
        if (
            not _ATX.match(last.strip())
            and not _ATX.match(row.text.strip())
            and lines.joins(last, row.text, width=width)
        ):
            text = lines.mend(text, row.text)
        else:
            yield number, text
            number, text = row.number, row.text
        last = row.text
    yield number, text


def _piece(number: int, text: str, *, alone: bool, outline: bool) -> Piece:
    place, indent = Place(line=number), len(text) - len(text.lstrip())
    text = text.strip()
    heading = _ATX.match(text) if (outline and not indent) or text.startswith("#") else None
    level = len(heading[1]) if heading else 0
    title = heading[2] if heading else ""
    if heading is None and (framed := _FRAMED.match(text)) and lines.is_title(framed["title"], set_off=True):
        title, level = framed["title"], len(framed["more"]) + 1 if framed["mark"] == "=" else 2
    plain, lead, bold = _unmark(title or text)
    return Piece(plain, place, heading=level, set_off=bold, alone=alone, lead=lead)


def _unmark(text: str) -> tuple[str, str, bool]:
    """Text without Markdown and HTML marks, its bold beginning, and whether it is bold as a whole."""
    text = re.sub(r"<(/?)(?:b|strong)>", "**", text)
    text = tables.strip_tags(text)
    marker, rest = lines.split_marker(text)
    bold = _BOLD.match(rest) or _BOLD.match(text)
    lead = _BOLD.sub(r"\2", bold.group()) if bold else ""
    whole = bool(bold) and not _BOLD.sub("", rest if bold.string == rest else text).strip(" :.–-") if bold else False
    return _BOLD.sub(r"\2", text), lead, whole
