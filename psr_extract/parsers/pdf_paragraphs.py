"""Paragraphs of a PDF: which lines go on with the one above, which stand alone, and which are rows without rules."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from statistics import median

from psr_extract.document import Block, Place, row
from psr_extract.parsers import lines as words_of
from psr_extract.parsers import tables
from psr_extract.parsers.colours import usual
from psr_extract.parsers.pdf_page import Page
from psr_extract.parsers.pdf_words import Box, Line, Word
from psr_extract.parsers.pieces import Piece

Part = Piece | Block
_ITEM = re.compile(r"(?:Item|Minute|Action|Motion|Decision|Resolution|Page) \d")
"""How a paragraph begins that tells of one thing after another."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_CODE = re.compile(r"(?=\S*\d)(?=\S*/)[\w/.-]{5,}")
"""A reference with figures and strokes: "DM/2019/00998"."""
_DOUBLE = 2.5
"""Lines farther apart than so many times their size are paragraphs: double spacing is 2.4 times."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a document is set: the size of its body text, the usual distance of its lines, whether most of it is bold."""

    size: float
    leading: float
    bold: bool
    right: float


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, the words beside them, and their cells where the line is a row without rules."""

    lines: list[Line]
    margin: list[str] = field(default_factory=list)
    alone: bool = False
    text: str = ""
    cells: tuple[str, ...] = ()


def look(pages: Sequence[Page], edge: float | None = None) -> Look:
    """The look of a document, by its letters; `edge` is where its margin begins, which is no part of the lines."""
    sizes: Counter[float] = Counter()
    strong: Counter[bool] = Counter()
    gaps: Counter[float] = Counter()
    rights: list[float] = []
    for page in pages:
        inside = (word for grid in page.grids for word in grid.words)
        for word in (*inside, *(word for line in page.lines for word in line.words)):
            sizes[round(word.size * 2) / 2] += len(word.text)
            strong[word.strong] += len(word.text)
        bodies = ([s for s in line.segments if edge is None or s.x0 < edge - 3] for line in page.lines)
        rights.extend(body[-1].x1 for body in bodies if body)
        for above, below in zip(page.lines, page.lines[1:], strict=False):
            if 0 < (gap := below.box[1] - above.box[1]) < 40:
                gaps[round(gap)] += 1
    size = sizes.most_common(1)[0][0] if sizes else 11.0
    spaced = {gap: count for gap, count in gaps.items() if gap <= _DOUBLE * size}
    leading = min((gap for gap, count in spaced.items() if 3 * count >= max(spaced.values())), default=size * 1.2)
    right = sorted(rights)[int(0.95 * (len(rights) - 1))] if rights else 500.0
    return Look(size, float(leading), strong[True] > strong[False], right)


def continues(paragraph: Paragraph, line: Line, style: Look) -> bool:
    """Whether a line goes on with the paragraph above it."""
    last = paragraph.lines[-1]
    if abs(last.size - line.size) > 1.2 or paragraph.cells:
        return False
    if last.strong != line.strong and (last.strong or not _lead_strong(last)):
        return False
    over_page = last.page != line.page
    gap = line.box[1] - last.box[1]
    if not over_page and not 0 < gap < max(1.45 * style.leading, 1.45 * line.size):
        return False
    text, below = last.text.rstrip(), line.text.strip()
    ended = text[-1:] in ".!?:;"
    first = line.words[0]
    if _is_entry(line) or _outdented(paragraph, line):
        return False
    if _hangs(last, line):
        return True
    full = last.box[2] + (first.x1 - first.x0) + 0.3 * line.size > 0.98 * style.right
    full = full or (not ended and last.box[2] > 0.8 * style.right and len(last.words) > 8)
    if _opens(below, inside=full and not ended) or (ended and (_ITEM.match(below) or _both_coded(paragraph, line))):
        return False
    lower = below[:1].islower()
    if over_page:
        return not ended and (lower or full) and not line.strong
    return (full and _aligned(paragraph, line)) or (lower and not ended)


def _opens(text: str, *, inside: bool) -> bool:
    """Whether a line begins with a marker; `inside` a sentence, a year or a number before a small letter is none."""
    marker, rest = words_of.split_marker(text)
    if marker is None or (inside and marker[0].isdigit() and rest[:1].islower()):
        return False
    return not (inside and _YEAR.fullmatch(marker.rstrip(".")))


def _is_entry(line: Line) -> bool:
    """Whether a line is set as an entry of a list: a label or a year, and far behind it what belongs to it."""
    first = line.segments[0].text
    return len(line.segments) > 1 and (first.endswith(":") or bool(_YEAR.fullmatch(first)))


def _outdented(paragraph: Paragraph, line: Line) -> bool:
    """Whether a line begins left of the bullet that its paragraph begins with."""
    first = paragraph.lines[0]
    marker, _ = words_of.split_marker(first.text)
    return marker is not None and not words_of.is_number(marker) and line.box[0] < first.box[0] - 4


def _hangs(last: Line, line: Line) -> bool:
    """Whether a line stands right under what belongs to the label of the line above it."""
    if len(last.segments) != 2 or len(line.segments) > 1 or not last.segments[0].text.endswith(":"):
        return False
    return last.strong == line.strong and abs(line.box[0] - last.segments[1].x0) < 4


def _both_coded(paragraph: Paragraph, line: Line) -> bool:
    """Whether a paragraph and a line begin with a code, such as a planning reference."""
    return all(_CODE.fullmatch(words[0].text) for words in (paragraph.lines[0].words, line.words))


def _lead_strong(line: Line) -> bool:
    return any(word.strong for word in line.words)


def _aligned(paragraph: Paragraph, line: Line) -> bool:
    """Whether a line starts where its paragraph's lines do: at their edge, or at the text behind a marker."""
    first, last = paragraph.lines[0], paragraph.lines[-1]
    x0 = line.box[0]
    starts = [word.x0 for word in first.words[:3]] + [last.box[0]]
    return any(abs(x0 - start) < 6 for start in starts) or abs(x0 - first.box[0]) < 40


def settle(pending: list[Paragraph], style: Look) -> list[Part]:
    """The paragraphs as pieces and rows; `pending` is empty afterwards."""
    found: list[Part] = []
    for at, paragraph in enumerate(pending):
        above = pending[at - 1].lines[-1] if at else None
        below = pending[at + 1].lines[0] if at + 1 < len(pending) else None
        if not paragraph.cells:
            found.append(_piece(paragraph, style, alone=paragraph.alone or _alone(paragraph, above, below, style)))
    rows: dict[int, Block] = {}
    for is_row, run in groupby(enumerate(pending), key=lambda entry: bool(entry[1].cells)):
        if is_row:
            rows.update(_rows(list(run)))
    pieces = iter(found)
    ordered = [rows[at] if at in rows else next(pieces) for at in range(len(pending))]
    pending.clear()
    return ordered


def _rows(run: Sequence[tuple[int, Paragraph]]) -> dict[int, Block]:
    """Rows without rules that follow each other, with the titles of their columns where the first gives them."""
    bold = [all(line.strong for line in paragraph.lines) for _, paragraph in run]
    titles = tables.heading_cells([paragraph.cells for _, paragraph in run], marked=bold[0] and not all(bold))
    found = {}
    for number, (at, paragraph) in enumerate(run):
        first = paragraph.lines[0]
        cells = (*paragraph.cells, *paragraph.margin)
        place = Place(page=first.page, box=_around([line.box for line in paragraph.lines]))
        own = titles if number and len(titles) == len(cells) else ()
        shown = (*(_colour(segment.words) for segment in first.segments), *[None] * len(paragraph.margin))
        found[at] = row(cells, place=place, heading_cells=own, colours=shown)
    return found


def _alone(paragraph: Paragraph, above: Line | None, below: Line | None, style: Look) -> bool:
    """Whether there is more space above and below a paragraph than between lines."""
    wide = 1.5 * style.leading
    first, last = paragraph.lines[0], paragraph.lines[-1]
    space_above = above is None or above.page != first.page or first.box[1] - above.box[1] > wide
    space_below = below is not None and (below.page != last.page or below.box[1] - last.box[1] > 1.2 * style.leading)
    return space_above and space_below and len(paragraph.lines) == 1


def _piece(paragraph: Paragraph, style: Look, *, alone: bool) -> Piece:
    first = paragraph.lines[0]
    place = Place(page=first.page, box=_around([line.box for line in paragraph.lines if line.page == first.page]))
    strong = not style.bold and all(line.strong for line in paragraph.lines)
    large = median(line.size for line in paragraph.lines) > 1.12 * style.size
    lead = ""
    for word in (word for line in paragraph.lines for word in line.words):
        if not word.strong and any(char.isalnum() for char in word.text):
            break
        lead += f" {word.text}"
    return Piece(
        paragraph.text, place, set_off=strong or large, alone=alone, lead="" if style.bold else lead,
        margin=" ".join(filter(None, paragraph.margin)) or None,
        colour=_colour([word for line in paragraph.lines for word in line.words]),
    )  # fmt: skip


def _colour(words: Sequence[Word]) -> str | None:
    return usual((word.colour, len(word.text)) for word in words)


def _around(boxes: Sequence[Box]) -> Box:
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return round(min(x0), 1), round(min(top), 1), round(max(x1), 1), round(max(bottom), 1)
