"""What stands inside one paragraph of an OpenDocument text: spans, breaks, notes, frames, comments."""

from dataclasses import dataclass, field

from lxml import etree

from psr_extract.document import LeftOut, Place
from psr_extract.parsers import lines
from psr_extract.parsers.odt_styles import DRAW, OFFICE, SVG, TEXT, Look, Looks
from psr_extract.parsers.word_numbers import Numbers

MAX_SPACES = 40
NOTE = TEXT + "note"
_SKIPPED = {TEXT + "script", OFFICE + "event-listeners", OFFICE + "forms", TEXT + "ruby-text"}
_ASIDE = {
    OFFICE + "annotation": "comment", SVG + "title": "picture", SVG + "desc": "picture",
    TEXT + "tracked-changes": "deleted",
}  # fmt: skip
_SHAPES = {
    DRAW + name
    for name in ("text-box", "custom-shape", "rect", "ellipse", "circle", "line", "path", "polygon", "connector")
}
Runs = list[tuple[str, bool, str | None]]
"""Pieces of a paragraph's text, each with whether it is bold or underlined, and with its colour."""


@dataclass(slots=True)
class Text:
    """One document under way: styles and lists, what was left out, how many paragraphs and tables there were.

    `struck` is the struck-out text under way, `cell` the table, row and column that the walk is in.
    """

    looks: Looks
    numbers: Numbers
    left_out: list[LeftOut] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
    struck: str = ""
    cell: tuple[int, int, int] | None = None

    def leave_out(self, words: str, why: str) -> None:
        """Notes words of the present paragraph that are in no block."""
        if words := lines.fold(words):
            self.left_out.append(LeftOut(words, why, Place(line=self.paragraphs, cell=self.cell)))

    def end_struck(self) -> None:
        """Ends the struck-out text under way, which may stand in several spans."""
        struck, self.struck = self.struck, ""
        self.leave_out(struck, "struck out")

    def look(self, element: etree._Element, family: str, name: str) -> Look:
        """The look of an element by the attribute `name` that holds its style."""
        return self.looks.get((family, element.get(name, "")), Look())


def collect(element: etree._Element, look: Look, runs: Runs, boxes: list[etree._Element], text: Text) -> None:
    """Gathers the runs of a paragraph, and the notes and frames that hang in it."""
    _add(element.text, look, runs, text)
    for child in element:
        _child(child, look, runs, boxes, text)
        _add(child.tail, look, runs, text)


def _child(child: etree._Element, look: Look, runs: Runs, boxes: list[etree._Element], text: Text) -> None:
    if child.tag in _BREAKS:
        count = child.get(TEXT + "c", "1")
        times = min(lines.whole(count, 1), MAX_SPACES)
        if look.struck:
            text.struck += " "
        else:
            runs.append((_BREAKS[child.tag] * times, bool(look.bold), look.colour))
    elif child.tag == NOTE or child.tag in _SHAPES:
        boxes.append(child)
    elif child.tag in _ASIDE:
        leave_out(child, text, why=_ASIDE[child.tag])
    elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
        inner = _over(look, text.look(child, "text", TEXT + "style-name")) if child.tag == TEXT + "span" else look
        if inner.hidden:
            leave_out(child, text, why="hidden")
        else:
            collect(child, inner, runs, boxes, text)


_BREAKS = {TEXT + "s": " ", TEXT + "tab": "\t", TEXT + "line-break": "\n"}


def _add(words: str | None, look: Look, runs: Runs, text: Text) -> None:
    if words and look.struck:
        text.struck += words
    elif words:
        if words.strip():
            text.end_struck()
        runs.append((words.replace("\n", " ").replace("\t", " "), bool(look.bold), look.shade or look.colour))


def _over(look: Look, span: Look) -> Look:
    """The look of a span inside a text of another look."""
    return Look(
        bold=look.bold if span.bold is None else span.bold,
        hidden=span.hidden,
        struck=look.struck if span.struck is None else span.struck,
        colour=span.colour or look.colour,
        shade=span.shade or look.shade,
    )


def leave_out(element: etree._Element, text: Text, *, why: str) -> None:
    """Puts the text of an element among what was left out, an entry for each paragraph in it."""
    paragraphs = list(element.iter(TEXT + "p", TEXT + "h")) or [element]
    for paragraph in paragraphs:
        text.leave_out(plain(paragraph), why)


def plain(element: etree._Element) -> str:
    """The words of an element, spaces and breaks as they are printed."""
    parts = [element.text or ""]
    for child in element:
        parts += [_BREAKS.get(child.tag, ""), plain(child), child.tail or ""]
    return "".join(parts)
