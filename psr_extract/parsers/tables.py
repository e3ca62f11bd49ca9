"""Rows of tables: set with tabs or wide gaps in plain text, and the titles of columns for tables of every format."""

import re
from collections.abc import Iterator, Sequence

from psr_extract.document import Block, Place, row
from psr_extract.parsers import lines

_TABS = re.compile(r"(?<=\S)[ ]*\t+[ ]*(?=\S)|\t")
_GAP = re.compile(r"\t+|(?<=\S) {3,}(?=\S)")
_TAG = re.compile(
    r"</?(?:p|b|i|u|strong|em|ul|ol|li|br|div|span|sup|sub|font|table|tr|td|th|a|h[1-6])\b[^<>]*>", re.IGNORECASE
)
_BREAK = re.compile(r"</?(?:p|ul|ol|li|br|div|table|tr|td|th|h[1-6])\b[^<>]*>", re.IGNORECASE)
_TITLE_WORDS = frozenset({
    "action", "actions", "owner", "owners", "who", "whom", "what", "when", "by", "due", "date", "deadline", "status",
    "item", "ref", "no", "number", "name", "names", "initials", "organisation", "organization", "role", "post",
    "representing", "body", "title", "theme", "description", "milestone", "risk", "rag", "rating", "progress",
    "update", "comments", "notes", "lead", "responsible", "responsibility", "person", "target", "timescale",
    "completed", "attendance", "task", "agenda", "minute", "subject", "amount", "budget", "payee", "member",
    "present", "apologies", "outcome", "decision", "recommendation", "priority", "decisions", "resolution",
    "resolutions", "topic", "tasks", "discussion", "assigned", "assignee", "milestones", "risks", "comment",
})  # fmt: skip

MOST_CELLS = 200
"""A line with more cells than this is no row of a table that a person set."""


def strip_tags(text: str) -> str:
    """Text without the HTML tags that stand in it; nothing changes where there are none."""
    return _TAG.sub("", _BREAK.sub(" ", text)) if "<" in text else text


def is_table(texts: Sequence[str]) -> bool:
    """Whether these lines are set as a table, with tabs or wide gaps between cells."""
    split = [cells(text) for text in texts]
    if max(map(len, split)) > MOST_CELLS:
        return False
    wide = [entry for entry in split if sum(bool(cell) for cell in entry) > 1]
    if any(has_tabs(text) for text in texts):
        if lines.split_marker(texts[0])[0]:
            return False
        if len(texts) == 1:
            return texts[0].strip(" ").count("\t") > 1 or (len(wide) == 1 and _has_tags(texts[0]))
        set_in = sum(text.startswith("\t") for text in texts) if len(wide) > 1 else 0
        return (len(wide) + set_in) * 2 >= len(texts) or any(text.endswith("\t") for text in texts)
    least = 4 if lines.split_marker(texts[0])[0] else 3
    return all(is_wide(text) for text in texts) and (len(texts) > 1 or len(split[0]) >= least)


def has_tabs(text: str) -> bool:
    """Whether tabs stand in or behind a line, not only before it."""
    return "\t" in text.lstrip()


def is_wide(text: str) -> bool:
    """Whether wide gaps divide a line into cells, the one behind its marker aside."""
    _, rest = lines.split_marker(text)
    first, *others = re.split(r"(?<=\S) {3,}(?=\S)", rest)
    return bool(others) and not first.endswith(":")


def _has_tags(text: str) -> bool:
    return bool(_TAG.search(text))


def continues(above: str, below: str) -> bool:
    """Whether two lines with an empty one between them are rows of the same tab table."""
    return all(has_tabs(text) and not lines.split_marker(text)[0] for text in (above, below))


def cells(text: str) -> tuple[str, ...]:
    """The cells of one line, split at tabs, or at gaps of three spaces where there are no tabs."""
    if "\t" in text:
        return tuple(part.strip() for part in _TABS.split(text.rstrip("\n"), MOST_CELLS + 1))
    return tuple(part.strip() for part in _GAP.split(text.strip()))


def rows(numbered: Sequence[tuple[int, str]], *, table: int) -> Iterator[Block]:
    """The lines of a tab table as row blocks, with the titles of its columns where the first row gives them."""
    split = [(number, tuple(cell_text(cell) for cell in cells(text))) for number, text in numbered]
    titles = heading_cells([texts for _, texts in split])
    for at, (number, texts) in enumerate(split):
        if any(texts):
            head = titles if at else ()
            yield row(texts, place=Place(line=number, cell=(table, at + 1, 1)), heading_cells=head)


def heading_cells(table: Sequence[Sequence[str]], *, marked: bool = False) -> tuple[str, ...]:
    """The titles of the columns, or `()`: the first row where it is marked so (bold, `<th>`) or reads like titles."""
    if len(table) < 2 or sum(bool(cell) for cell in table[0]) < 2:
        return ()
    first = tuple(table[0])
    words = [[word.strip(".:?()/").casefold() for word in re.split(r"[\s/]+", cell)] for cell in first]
    short = all(len(cell.split()) <= 6 and len(cell) <= 50 for cell in first)
    known = sum(any(word in _TITLE_WORDS for word in cell) for cell in words if any(cell))
    filled = sum(bool(cell) for cell in first)
    return first if short and (marked or (known > 1 and 2 * known >= filled)) else ()


def cell_text(cell: str) -> str:
    """The text of a cell: HTML inside it as plain text, each paragraph and list entry on a line of its own."""
    if "<" in cell and _TAG.search(cell):
        from psr_extract.parsers.html import fragment_text

        return fragment_text(cell)
    return "\n".join(filter(None, (lines.fold(part) for part in cell.split("\n"))))
