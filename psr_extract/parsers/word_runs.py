"""What stands inside one Word paragraph: runs with their emphasis, breaks, text boxes, tracked changes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from psr_extract.document import LeftOut, Place
from psr_extract.parsers import lines
from psr_extract.parsers.colours import from_text
from psr_extract.parsers.word_numbers import Numbers
from psr_extract.parsers.word_styles import Style
from psr_extract.parsers.word_xml import W, is_on, shade, value

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
    """

    styles: dict[str, Style]
    numbers: Numbers
    notes: dict[tuple[str, str], etree._Element] = field(default_factory=dict)
    noted: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0


def collect(element: etree._Element, bold: bool, runs: Runs, boxes: list[etree._Element], word: Word) -> None:
    """Gathers the runs of a paragraph, and the text boxes that hang in it; deletions are left out."""
    for child in element:
        if child.tag in DELETED:
            leave_out(child, word)
        elif child.tag == W + "r":
            _run(child, bold, runs, boxes, word)
        elif isinstance(child.tag, str) and child.tag not in SKIPPED and child.tag != W + "pPr":
            collect(child, bold, runs, boxes, word)


def _run(run: etree._Element, bold: bool, runs: Runs, boxes: list[etree._Element], word: Word) -> None:
    properties = run.find(W + "rPr")
    if is_on(properties, "vanish"):
        leave_out(run, word, why="hidden")
        return
    explicit = is_on(properties, "b")
    strong = (bold if explicit is None else explicit) or bool(is_on(properties, "u"))
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
    """Puts the text of an element among what was left out."""
    text = lines.fold("".join(node.text or "" for node in element.iter(W + "t", W + "delText")))
    if text:
        word.left_out.append(LeftOut(text, why, Place(line=word.paragraphs)))
