"""The walk over a tree of HTML in reading order: paragraphs, headings, lists, tables, preformatted text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from psr_extract.document import Block, LeftOut, Place
from psr_extract.parsers import lines
from psr_extract.parsers.pieces import Piece, emphasis, text_of

Part = Piece | Block
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "main", "header", "footer", "blockquote",
    "address", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "figure", "figcaption", "center",
    "form", "fieldset", "legend", "details", "summary", "hr", "body", "html", "pre", "aside", "nav", *HEADINGS,
}  # fmt: skip
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)|text-decoration\s*:\s*underline", re.IGNORECASE)
_FILE_SIZE = re.compile(r"\(?(?:PDF|DOCX?|RTF|XLSX?)[,:]?\s+[\d.,]+\s?[KM]B\)?", re.IGNORECASE)
_LETTERS = {"a": "abcdefghijklmnopqrstuvwxyz", "A": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


@dataclass(frozen=True, slots=True)
class _Style:
    bold: bool = False
    heading: int = 0
    listed: int = 0
    line: int | None = None


@dataclass(slots=True)
class Walk:
    """What a walk has gathered: finished `parts`, what was `left_out`, and the runs of the paragraph under way."""

    width: int = 0
    parts: list[Part] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    runs: list[tuple[str, bool]] = field(default_factory=list)
    marker: str | None = None
    count: int = 0
    tables: int = 0


def walk(root: HtmlElement, *, width: int = 0) -> tuple[list[Part], list[LeftOut]]:
    """The pieces and rows under an element; `width` is what its source lines were wrapped to (Markdown)."""
    state = Walk(width=width)
    _visit(root, _Style(), state)
    _flush(state, _Style())
    return state.parts, state.left_out


def cell_text(element: HtmlElement) -> str:
    """The text of a cell, each paragraph on a line of its own, markers of lists before their text."""
    return text_of(walk_inside(element)[0])


def walk_inside(element: HtmlElement) -> tuple[list[Part], list[LeftOut]]:
    """Like `walk`, for what stands inside an element that is itself a cell."""
    state = Walk()
    _children(element, _Style(), state)
    _flush(state, _Style())
    return state.parts, state.left_out


def _visit(element: HtmlElement, style: _Style, state: Walk) -> None:
    if not isinstance(element.tag, str):
        return
    if _is_file_size(element):
        state.left_out.append(LeftOut(lines.fold(element.text_content()), "file size"))
        return
    special = _SPECIAL.get(element.tag)
    block = element.tag in _BLOCKS
    inner = _inner(element, style)
    if block:
        _flush(state, style)
    if special is not None:
        special(element, inner, state)
    else:
        _children(element, inner, state)
    if block:
        _flush(state, inner)


def _is_file_size(element: HtmlElement) -> bool:
    return element.tag in {"span", "small", "em"} and bool(_FILE_SIZE.fullmatch(lines.fold(element.text_content())))


def _inner(element: HtmlElement, style: _Style) -> _Style:
    tag, line = element.tag, element.get("data-line")
    if line:
        style = replace(style, line=int(line))
    if tag in HEADINGS:
        return replace(style, heading=HEADINGS[tag])
    if "mgAiTitleTxt" in (element.get("class") or ""):
        return replace(style, heading=3)
    if tag in {"b", "strong", "u", "th", "dt"} or _BOLD_STYLE.search(element.get("style") or ""):
        return replace(style, bold=True)
    return style


def _children(element: HtmlElement, style: _Style, state: Walk) -> None:
    if element.text:
        state.runs.append((element.text, style.bold))
    for child in element:
        _visit(child, style, state)
        if child.tail:
            state.runs.append((child.tail, style.bold))


def _flush(state: Walk, style: _Style) -> None:
    """Ends the paragraph under way: one piece for each of its lines, joined where the break was only a wrap."""
    runs, state.runs = state.runs, []
    if not any(text.strip() for text, _ in runs):
        return
    for texts in _lines_of(runs, width=state.width):
        text = "".join(text for text, _ in texts)
        if not text.strip():
            continue
        state.count += 1
        marker, state.marker = state.marker, None
        bold, lead = emphasis(texts)
        if marker is not None:
            own, rest = lines.split_marker(text)
            marker, text = (
                (own, rest) if own and (lines.is_number(own) or not lines.is_number(marker)) else (marker, text)
            )
        place = Place(line=style.line or state.count)
        piece = Piece(
            text,
            place,
            heading=style.heading,
            listed=style.listed if marker else 0,
            set_off=bold,
            lead=lead,
            marker=marker,
        )
        state.parts.append(piece)


def _lines_of(runs: list[tuple[str, bool]], *, width: int) -> list[list[tuple[str, bool]]]:
    """The runs of a paragraph, divided where a line break stands ("\\v" hard, "\\f" soft)."""
    found: list[list[tuple[str, bool]]] = [[]]
    for text, bold in runs:
        for part in re.split(r"([\v\f])", text):
            if part == "\v" or (part == "\f" and found[-1]):
                found.append([])
                if part == "\f":
                    found[-1].append(("\f", False))
            elif part:
                found[-1].append((re.sub(r"[ \t\r\n]+", " ", part), bold))
    joined: list[list[tuple[str, bool]]] = []
    for texts in found:
        soft = bool(texts) and texts[0][0] == "\f"
        texts = texts[1:] if soft else texts
        above, below = _plain(joined[-1]) if joined else "", _plain(texts)
        if soft and joined and lines.joins(above, below, width=width):
            joined[-1] = [*joined[-1], (" ", joined[-1][-1][1] if joined[-1] else False), *texts]
        else:
            joined.append(texts)
    return joined


def _plain(texts: list[tuple[str, bool]]) -> str:
    return "".join(text for text, _ in texts)


def _break(element: HtmlElement, style: _Style, state: Walk) -> None:
    state.runs.append(("\f" if element.get("class") == "soft" else "\v", style.bold))


def _list(element: HtmlElement, style: _Style, state: Walk) -> None:
    inner = replace(style, listed=style.listed + 1)
    ordered = element.tag == "ol" and "none" not in (element.get("style") or "")
    number = int(element.get("start") or 1) if (element.get("start") or "1").lstrip("-").isdigit() else 1
    for child in element:
        if child.tag != "li":
            _visit(child, inner, state)
            continue
        if (value := child.get("value") or "").isdigit():
            number = int(value)
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

    state.parts.extend(parts_of(element.text_content()))


def _table(element: HtmlElement, style: _Style, state: Walk) -> None:
    from psr_extract.parsers.html_table import is_layout, item_rows, table_rows

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
        state.parts.extend(table_rows(element, table_number=state.tables, line=style.line))


def _deleted(element: HtmlElement, style: _Style, state: Walk) -> None:
    state.left_out.append(LeftOut(lines.fold(element.text_content()), "deleted"))


def _picture(element: HtmlElement, style: _Style, state: Walk) -> None:
    if alt := lines.fold(element.get("alt") or ""):
        state.left_out.append(LeftOut(alt, "picture"))


_SPECIAL: dict[str, Callable[[HtmlElement, _Style, Walk], None]] = {
    "br": _break, "ul": _list, "ol": _list, "pre": _pre, "table": _table, "del": _deleted, "img": _picture,
}  # fmt: skip
