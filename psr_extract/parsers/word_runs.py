"""What stands inside one Word paragraph: runs with their emphasis, breaks, text boxes, tracked changes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from psr_extract.document import LeftOut, Place
from psr_extract.parsers import lines
from psr_extract.parsers.colours import from_text
from psr_extract.parsers.word_numbers import Numbers
from psr_extract.parsers.word_styles import Style, with_properties
from psr_extract.parsers.word_xml import W, first, is_on, shade, value

DELETED = {W + "del", W + "moveFrom"}
SKIPPED = {W + "instrText", W + "fldData", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
NOTES = {W + "footnote", W + "endnote"}
_CITED = {W + "footnoteReference": W + "footnote", W + "endnoteReference": W + "endnote"}
_TEXT_BOX = W + "txbxContent"
_CHARACTERS = {W + "br": "\n", W + "cr": "\n", W + "tab": "\t", W + "ptab": "\t", W + "noBreakHyphen": "-"}
Runs = list[tuple[str, bool, str | None]]
"""Pieces of a paragraph's text, each with whether it is bold or underlined, and with its colour."""


@dataclass(slots=True)
class Word:
    """One document under way: styles, lists and notes, what was left out, how many paragraphs and tables there were.

    `notes` are the footnotes and endnotes that no paragraph has cited yet, by tag and id; `noted` counts those cited.
    `struck` is the struck-out text under way, `cell` the table, row and column that the walk is in.
    """

    styles: dict[str, Style]
    numbers: Numbers
    notes: dict[tuple[str, str], etree._Element] = field(default_factory=dict)
    noted: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
    struck: str = ""
    cell: tuple[int, int, int] | None = None

    def leave_out(self, text: str, why: str) -> None:
        """Notes a text of the present paragraph that is in no block."""
        if text := lines.fold(text):
            self.left_out.append(LeftOut(text, why, Place(line=self.paragraphs, cell=self.cell)))

    def end_struck(self) -> None:
        """Ends the struck-out text under way, which may stand in several runs."""
        struck, self.struck = self.struck, ""
        self.leave_out(struck, "struck out")


def collect(element: etree._Element, look: Style, runs: Runs, boxes: list[etree._Element], word: Word) -> None:
    """Gathers the runs of a paragraph, and the text boxes that hang in it.

    Deletions and what is struck out are left out; `look` is how the paragraph's style has its text.
    """
    for child in element:
        if child.tag in DELETED:
            leave_out(child, word)
        elif child.tag == W + "r":
            _run(child, look, runs, boxes, word)
        elif isinstance(child.tag, str) and child.tag not in SKIPPED and child.tag != W + "pPr":
            collect(child, look, runs, boxes, word)


def _run(run: etree._Element, look: Style, runs: Runs, boxes: list[etree._Element], word: Word) -> None:
    properties = first(run, W + "rPr")
    if named := word.styles.get(value(properties, "rStyle")):
        look = _over(look, named)
    look = with_properties(look, properties)
    if look.hidden:
        leave_out(run, word, why="hidden")
        return
    if look.struck:
        word.struck += _plain(run)
        boxes.extend(box for child in run for box in _boxes(child))
        return
    if word.struck and any((node.text or "").strip() for node in run.iter(W + "t")):
        word.end_struck()
    strong = bool(look.bold) or bool(is_on(properties, "u"))
    hue = from_text(shade(properties)) or from_text(value(properties, "color"))
    for child in run:
        if child.tag in _CHARACTERS:
            runs.append((_CHARACTERS[child.tag], strong, hue))
        elif child.tag == W + "t":
            runs.append((child.text or "", strong, hue))
        elif child.tag == W + "sym":
            code = child.get(W + "char", "")
            runs.append((chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{2,5}", code) else "", strong, hue))
        elif child.tag in _CITED:
            note = word.notes.pop((_CITED[child.tag], child.get(W + "id", "")), None)
            boxes.extend([] if note is None else [note])
        elif isinstance(child.tag, str) and child.tag not in SKIPPED:
            boxes.extend(_boxes(child))


def _over(look: Style, named: Style) -> Style:
    """The look of a paragraph's text in a character style."""
    return replace(
        look,
        bold=look.bold if named.bold is None else named.bold,
        hidden=look.hidden if named.hidden is None else named.hidden,
        struck=look.struck if named.struck is None else named.struck,
    )


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The text boxes under an element, outermost only; the copy kept for old versions of Word is passed over."""
    if element.tag == _TEXT_BOX:
        yield element
    elif isinstance(element.tag, str) and element.tag not in SKIPPED:
        for child in element:
            yield from _boxes(child)


def broken(runs: Runs) -> Iterator[Runs]:
    """The runs of a paragraph, divided at its line breaks."""
    current: Runs = []
    for text, bold, hue in runs:
        first, *others = text.split("\n")
        current.append((first, bold, hue))
        for other in others:
            yield current
            current = [(other, bold, hue)]
    yield current


def leave_out(element: etree._Element, word: Word, *, why: str = "deleted") -> None:
    """Puts the text of an element among what was left out, an entry for each paragraph in it."""
    for paragraph in list(element.iter(W + "p")) or [element]:
        word.leave_out(_plain(paragraph), why)


def _plain(element: etree._Element) -> str:
    """The text of an element, deleted or not."""
    nodes = element.iter(W + "t", W + "delText", *_CHARACTERS)
    return "".join(" " if node.tag in _CHARACTERS else node.text or "" for node in nodes)
