"""The walk over a tree of HTML in reading order: paragraphs, headings, lists, tables, preformatted text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from psr_extract.document import Block, LeftOut, Place, row
from psr_extract.parsers import lines
from psr_extract.parsers.colours import common
from psr_extract.parsers.html_style import ground, ink, is_strong, is_struck, list_level
from psr_extract.parsers.html_words import BLOCKS, HEADINGS, entries, words_of
from psr_extract.parsers.pieces import Piece, emphasis, text_of

Part = Piece | Block
_LINK_TO = re.compile(r"view (?:the )?(?:directions|map|background|decision|reasons?|minutes)\b", re.IGNORECASE)
_LABELS = {"mgSubItemTitleTxt": 3, "mgAiTitleTxt": 2}
"""The classes of titles on committee pages, and the levels of the headings that they are."""
Runs = list[tuple[str, bool, str | None]]
"""Pieces of a paragraph's text, each with whether it is bold or underlined, and with its colour."""
_FILE_SIZE = re.compile(r"\(?(?:PDF|DOCX?|RTF|XLSX?)[,:]?\s+[\d.,]+\s?[KM]B\)?", re.IGNORECASE)
_STRUCK = "struck out"
_UNSEEN = {"script", "style", "template"}
_LETTERS = {"a": "abcdefghijklmnopqrstuvwxyz", "A": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


@dataclass(frozen=True, slots=True)
class _Style:
    bold: bool = False
    heading: int = 0
    listed: int = 0
    line: int | None = None
    colour: str | None = None


@dataclass(slots=True)
class Walk:
    """What a walk has gathered: finished `parts`, what was `left_out`, and the runs of the paragraph under way."""

    width: int = 0
    parts: list[Part] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    runs: Runs = field(default_factory=list)
    marker: str | None = None
    count: int = 0
    tables: int = 0
    cell: tuple[int, int, int] | None = None
    struck: bool = False


def walk(root: HtmlElement, *, width: int = 0) -> tuple[list[Part], list[LeftOut]]:
    """The pieces and rows under an element; `width` is what its source lines were wrapped to (Markdown)."""
    state = Walk(width=width)
    _visit(root, _Style(), state)
    _flush(state, _Style())
    return state.parts, state.left_out


def cell_text(element: HtmlElement) -> str:
    """The text of an element, each paragraph on a line of its own, markers of lists before their text."""
    return text_of(_inside(element, _Style(), Walk()))


def _inside(element: HtmlElement, style: _Style, state: Walk) -> list[Part]:
    """What stands inside an element that is itself a cell."""
    outer, state.parts = state.parts, []
    _children(element, style, state)
    _flush(state, style)
    inner, state.parts = state.parts, outer
    return inner


def _visit(element: HtmlElement, style: _Style, state: Walk) -> None:
    if not isinstance(element.tag, str):
        return
    if why := _aside(element):
        _leave_out(element, why, style, state)
        return
    special = _SPECIAL.get(element.tag)
    block = element.tag in BLOCKS
    inner = _inner(element, style)
    if block:
        _flush(state, style)
    if special is not None:
        special(element, inner, state)
    else:
        _children(element, inner, state)
    if block:
        _flush(state, inner)


def _leave_out(element: HtmlElement, why: str, style: _Style, state: Walk) -> None:
    """Lists what is no part of the text; each paragraph that is struck out whole keeps a place of its own."""
    line, whole = _inner(element, style).line, any(node.tag in BLOCKS for node in element.iter())
    if whole:
        _flush(state, style)
    for text in entries(element) if why == _STRUCK else filter(None, [words_of(element)]):
        state.left_out.append(LeftOut(text, why, Place(line=line or state.count + 1, cell=state.cell)))
        state.struck = why == _STRUCK
        if whole:
            _flush(state, style)


def _aside(element: HtmlElement) -> str | None:
    """Why an element is no part of the text: it is struck out, tells how large a file is, or only leads elsewhere."""
    if is_struck(element):
        return _STRUCK
    if element.tag in _UNSEEN:
        return "not shown"
    if element.tag in {"span", "small", "em"} and _FILE_SIZE.fullmatch(lines.fold(element.text_content())):
        return "file size"
    if element.tag == "a" and _LINK_TO.match(lines.fold(element.text_content())):
        return "link"
    return None


def _inner(element: HtmlElement, style: _Style) -> _Style:
    tag, line = element.tag, element.get("data-line")
    if line:
        style = replace(style, line=lines.whole(line, 1))
    if hue := ground(element) or ink(element):
        style = replace(style, colour=hue)
    if tag in HEADINGS:
        return replace(style, heading=HEADINGS[tag])
    for name, level in _LABELS.items():
        if name in (element.get("class") or ""):
            return replace(style, heading=level)
    if tag == "p" and (level := list_level(element)):
        style = replace(style, listed=level)
    strong = is_strong(element)
    if strong is None:
        strong = style.bold or tag in {"b", "strong", "u", "th", "dt"}
    return replace(style, bold=strong)


def _children(element: HtmlElement, style: _Style, state: Walk) -> None:
    if element.text:
        state.runs.append((element.text, style.bold, style.colour))
    for child in element:
        _visit(child, style, state)
        if child.tail:
            state.runs.append((child.tail, style.bold, style.colour))


def _flush(state: Walk, style: _Style) -> None:
    """Ends the paragraph under way: one piece for each of its lines, joined where the break was only a wrap."""
    runs, state.runs = state.runs, []
    struck, state.struck = state.struck, False
    if not any(text.strip() for text, _, _ in runs):
        state.count += struck
        return
    for texts in _lines_of(runs, width=state.width):
        text = _plain(texts)
        if not text.strip():
            continue
        state.count += 1
        marker, state.marker = state.marker, None
        bold, lead = emphasis((text, strong) for text, strong, _ in texts)
        if marker is not None:
            own, rest = lines.split_marker(text)
            takes = own and (lines.is_number(own) or not lines.is_number(marker))
            marker, text = (own, rest) if takes else (marker, text)
        listed = style.listed if marker or (style.listed and lines.split_marker(text)[0]) else 0
        place = Place(line=style.line or state.count)
        hue = common((text, hue) for text, _, hue in texts)
        state.parts.append(Piece(text, place, style.heading, listed, bold, lead=lead, marker=marker, colour=hue))


def _lines_of(runs: Runs, *, width: int) -> list[Runs]:
    """The runs of a paragraph, divided where a line break stands ("\\v" hard, "\\f" soft)."""
    found: list[Runs] = [[]]
    for text, bold, hue in runs:
        for part in re.split(r"([\v\f])", text):
            if part == "\v" or (part == "\f" and found[-1]):
                found.append([])
                if part == "\f":
                    found[-1].append(("\f", False, None))
            elif part:
                found[-1].append((re.sub(r"[ \t\r\n]+", " ", part), bold, hue))
    joined: list[Runs] = []
    for texts in found:
        soft = bool(texts) and texts[0][0] == "\f"
        texts = texts[1:] if soft else texts
        above, below = _plain(joined[-1]) if joined else "", _plain(texts)
        if soft and joined and lines.joins(above, below, width=width):
            joined[-1] = [*joined[-1], (" ", *joined[-1][-1][1:]) if joined[-1] else (" ", False, None), *texts]
        else:
            joined.append(texts)
    return joined


def _plain(texts: Runs) -> str:
    return "".join(text for text, _, _ in texts)


def _break(element: HtmlElement, style: _Style, state: Walk) -> None:
    state.runs.append(("\f" if element.get("class") == "soft" else "\v", style.bold, None))


def _list(element: HtmlElement, style: _Style, state: Walk) -> None:
    inner = replace(style, listed=list_level(element) or style.listed + 1)
    ordered = element.tag == "ol" and "none" not in (element.get("style") or "")
    number = lines.whole(element.get("start") or "", 1)
    for child in element:
        if child.tag != "li":
            _visit(child, inner, state)
            continue
        number = lines.whole(child.get("value") or "", number)
        state.marker = _ordinal(number, element.get("type") or "1") if ordered else "•"
        _visit(child, inner, state)
        state.marker = None
        number += 1


def _ordinal(number: int, kind: str) -> str:
    if kind in _LETTERS and 0 < number <= 26:
        return f"{_LETTERS[kind][number - 1]}."
    if kind in "iI" and 0 < number < len(_ROMAN):
        return f"{_ROMAN[number] if kind == 'i' else _ROMAN[number].upper()}."
    return f"{number}."


def _pre(element: HtmlElement, style: _Style, state: Walk) -> None:
    from psr_extract.parsers.text import parts_of

    parts = parts_of(element.text_content())
    inner = element.find("code")
    noted = element.get("data-line") or (inner.get("data-line") if inner is not None else None) or ""
    above = lines.whole(noted, state.count)
    for part in parts:
        line = above + (part.place.line or 0)
        state.count = max(state.count, line)
        state.parts.append(replace(part, place=replace(part.place, line=line)))


def _table(element: HtmlElement, style: _Style, state: Walk) -> None:
    from psr_extract.parsers.html_table import is_layout, item_rows, table_parts

    if "mgItemTable" in (element.get("class") or "") + (element.get("id") or ""):
        heads = (cell for cell in element.iter("th") if len(cell.getparent().findall("td")) == 0)
        state.left_out.extend(LeftOut(lines.fold(cell.text_content()), "table heading") for cell in heads)
        for marker, cell in item_rows(element):
            state.marker = marker
            _visit(cell, style, state)
            state.marker = None
    elif is_layout(element):
        _children(element, style, state)
    else:
        state.tables += 1
        number = state.tables
        outer = state.cell

        def inside(cell: HtmlElement, line: int, column: int) -> list[Part]:
            state.cell = (number, line, column)
            parent = cell.getparent()
            if is_struck(cell) or is_struck(parent):
                _leave_out(cell, _STRUCK, style, state)
                return []
            return _inside(cell, _inner(cell, _inner(parent, style) if parent.tag == "tr" else style), state)

        state.parts.extend(table_parts(element, number=number, inside=inside))
        state.cell = outer


def _pairs(element: HtmlElement, style: _Style, state: Walk) -> None:
    """A list of terms and what belongs to each ("Present", "Chair") as rows; as running text where it holds more."""
    entries = [child for child in element if child.tag in {"dt", "dd"}]
    plain = all(child.find(f".//{tag}") is None for child in entries for tag in ("p", "ul", "ol", "dl", "table", "div"))
    if not plain or len(entries) != len(element) or not entries or entries[0].tag != "dt":
        _children(element, style, state)
        return
    state.tables += 1
    number = 0
    while entries:
        term = entries.pop(0)
        told: list[Part] = []
        while entries and entries[0].tag == "dd":
            told += _inside(entries.pop(0), style, state)
        number += 1
        state.count += 1
        place = Place(line=state.count, cell=(state.tables, number, 1))
        state.parts.append(row((lines.fold(term.text_content()), text_of(told)), place=place))


def _picture(element: HtmlElement, style: _Style, state: Walk) -> None:
    if alt := lines.fold(element.get("alt") or ""):
        state.left_out.append(LeftOut(alt, "picture", Place(line=style.line or state.count + 1, cell=state.cell)))


_SPECIAL: dict[str, Callable[[HtmlElement, _Style, Walk], None]] = {
    "br": _break, "dl": _pairs, "ul": _list, "ol": _list, "pre": _pre, "table": _table, "img": _picture,
}  # fmt: skip
