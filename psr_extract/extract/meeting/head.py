"""The head of a document: the blocks before its business begins, where title, date, place and time stand."""

import re

from psr_extract.dates import find_times
from psr_extract.document import CELL
from psr_extract.extract.attendance.labels import Label, labels
from psr_extract.extract.view import View

_DOTTED_RANGE = re.compile(r"(?<![\d.])(\d{1,2})\.(\d\d)(\s*[–—]\s*)(\d{1,2})\.(\d\d)(?![.\d])")
_DOTTED = re.compile(r"(\bat )(\d{1,2})\.(\d\d)(?![\d%])(?!\s*[ap]\.?m)")
MAX_HEAD = 14
MAX_WORDS = 45


def head(view: View) -> list[int]:
    """The numbers of the blocks at the head: up to the first attendance label, numbered heading or long paragraph."""
    found: list[int] = []
    for number, block in enumerate(view.blocks[:MAX_HEAD]):
        if len(block.text.split()) > MAX_WORDS or (block.kind == "heading" and _is_item(view, number)):
            break
        if found and (block.text.casefold().strip(" :") in view.rules.words("meeting/business")):
            break
        starts = [label.start for label in labels(view, number) if not label.weak]
        if not starts or min(starts) > 0:
            found.append(number)
        if starts and found:
            break
    return found


def _is_item(view: View, number: int) -> bool:
    """Whether a heading is that of an item of business."""
    block = view.blocks[number]
    return bool(block.marker) or any(not label.weak and label.start == 0 for label in labels(view, number))


def value_of(view: View, number: int, label: Label) -> tuple[int, str]:
    """The words that a label stands before: on its line, in the next cell, or below where it stands alone."""
    block = view.blocks[number]
    rest = block.text[label.end :]
    line = rest.split("\n")[0].split(CELL)[0].strip()
    if line:
        return number, line
    row = [part.strip() for part in rest.split(CELL) if part.strip()]
    if row and not any(other.start > label.start for other in labels(view, number, kind="meeting")):
        return number, row[0]
    if number + 1 == len(view.blocks):
        return number, ""
    below = view.blocks[number + 1]
    column = block.text[: label.start].count(CELL) if block.kind == "row" else 0
    return number + 1, below.cells[column].strip() if column < len(
        below.cells
    ) else below.text if block.kind != "row" else ""


def clock(text: str) -> tuple[tuple[str, int, int], ...]:
    """The times in a text; an hour from one to seven without "am" is one of the afternoon: "opened at 7:10"."""
    text = _DOTTED_RANGE.sub(r"\1:\2\3\4:\5", text.replace("-", "–"))
    found = find_times(_DOTTED.sub(r"\1\2:\3", text))
    return tuple((_afternoon(time, text[start:end]), start, end) for time, start, end in found)


def _afternoon(time: str, words: str) -> str:
    hour = int(time[:2])
    early = 1 <= hour <= 7 and "a" not in words.casefold() and not words.startswith("0")
    return f"{hour + 12}{time[2:]}" if early else time


def without(text: str, spans: list[tuple[int, int]]) -> str:
    """The text without these characters, and without the marks that are left standing at the seams."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}\n{text[end:]}"
    parts = [part.strip(" ,;:|@()[]–—-/.") for part in text.split("\n")]
    return "\n".join(part for part in parts if re.search(r"\w", part))
