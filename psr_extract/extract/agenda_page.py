"""Web pages that set the agenda's own words over the minutes of each item, which stand behind a bare "Minutes:"."""

import re

from psr_extract.extract.sections import normal
from psr_extract.extract.view import View

LEAST = 2
"""So many items with "Minutes:" under them make a page one of these."""
FARTHEST = 6
"""So many blocks of the agenda may stand between an item's number and its minutes."""
_MINUTED = frozenset({"minutes", "decision"})
_NUMBER = re.compile(r"\d{1,4}[a-z]?\.?")


def is_agenda_page(view: View) -> bool:
    """Whether the document is such a page."""
    return view.once("is agenda page", lambda: _is_agenda_page(view))


def _is_agenda_page(view: View) -> bool:
    """Whether "Minutes:" stands alone below several items, each with its number shortly before."""
    found = 0
    for number, block in enumerate(view.blocks):
        if _is_minuted(view, number) and normal(block.text) == "minutes":
            found += any(_begins_item(view, above) for above in range(max(0, number - FARTHEST), number))
    return found >= LEAST


def agenda_text(view: View) -> frozenset[int]:
    """The blocks that say only what was to be done: they record nothing."""
    return view.once("agenda text", lambda: _agenda_text(view))


def printed_number(view: View, number: int) -> str | None:
    """The number of an item that stands in a block of its own over the title in block `number`."""
    above = view.blocks[number - 1].text.strip() if number and is_agenda_page(view) else ""
    return above if _NUMBER.fullmatch(above) else None


def _is_minuted(view: View, number: int) -> bool:
    block = view.blocks[number]
    return block.marker is None and block.text.rstrip().endswith(":") and normal(block.text) in _MINUTED


def _agenda_text(view: View) -> frozenset[int]:
    found: set[int] = set()
    minuted = not is_agenda_page(view)
    for number in range(len(view.blocks)):
        if _is_minuted(view, number):
            minuted = True
        elif is_agenda_page(view) and _begins_item(view, number):
            minuted = False
        elif not minuted:
            found.add(number)
    return frozenset(found)


def _begins_item(view: View, number: int) -> bool:
    """Whether a block is the bare number of an item, or a heading with its number."""
    block = view.blocks[number]
    titled = block.kind == "heading" and block.marker is not None and block.marker.strip(".()").isdigit()
    return titled or _NUMBER.fullmatch(block.text.strip()) is not None
