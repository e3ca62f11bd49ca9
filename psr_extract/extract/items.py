"""The items: the headed business of the meeting, in order."""

import re

from spacy.tokens import Span

from psr_extract.dates import Context, find_days
from psr_extract.extract.agenda_page import is_agenda_page, printed_number
from psr_extract.extract.sections import normal
from psr_extract.extract.view import View, trim, words
from psr_extract.records import Item

_RULE = "items/heading"
_LONGEST = 40
_LONGEST_BELOW = 200
"""A title under a number of its own has fewer characters."""
_ATTACHED = re.compile(r"\s+(?:pdf icon\s+)?(?:PDF|DOCX?|ODT) \d[\d.,]* ?[KM]B$", re.IGNORECASE)
"""The link to a paper behind a title on a web page: "PDF 97 KB"."""
_CONTACT = (
    "signed",
    "page ",
    "tel:",
    "tel ",
    "telephone",
    "email:",
    "e-mail:",
    "phone",
    "distribution",
    "minutes taken by",
)


def items(view: View) -> tuple[Item, ...]:
    """Every heading that is business: with its number as printed, its title without."""
    first, single = _first_business(view), bool(view.blocks) and normal(view.blocks[0].text) == "agenda item"
    found: list[Item] = []
    people, named = _people(view)
    labels = _are_labels(view)
    for number, block in enumerate(view.blocks):
        above = printed_number(view, number)
        if above and len(block.text) < _LONGEST_BELOW:
            span = _unattached(trim(view.span(number)))
            found.append(Item(above, words(span).strip(" *_"), view.source(span, _RULE)))
            continue
        if block.kind != "heading" or (number < first and not block.marker):
            continue
        if not block.marker and is_agenda_page(view) and not any(item.number for item in found):
            continue
        if not block.marker and labels and block.text.rstrip().endswith(":"):
            continue
        if not block.marker and (number < people or number in named):
            continue
        span = _unattached(trim(view.span(number)))
        title = words(span).strip(" *_")
        if single and found:
            break
        if len(span) <= _LONGEST and _is_business(view, title, block.marker) and not _is_signature(view, number):
            found.append(Item(block.marker, title, view.source(span, _RULE)))
    return tuple(found)


def _are_labels(view: View) -> bool:
    """Whether a heading with a colon is a label here: most headings of the document have none."""
    titles = [block.text.rstrip() for block in view.blocks if block.kind == "heading" and not block.marker]
    numbered = any(block.kind == "heading" and block.marker for block in view.blocks)
    return numbered or 2 * sum(title.endswith(":") for title in titles) < len(titles)


def _unattached(span: Span) -> Span:
    """A title without the link to its paper that a web page has set behind it."""
    match = _ATTACHED.search(span.text)
    shorter = span.doc.char_span(span.start_char, span.start_char + match.start()) if match else None
    return span if shorter is None else trim(shorter)


def _people(view: View) -> tuple[int, frozenset[int]]:
    """The block up to which the names before the first numbered heading go, and all blocks that name people."""
    named = {person.source.block for person in view.attendance if person.status != "spoke"}
    chair = dict(view.meeting.sources).get("chair")
    named |= {chair.block} if chair else set()
    numbered = [number for number, block in enumerate(view.blocks) if block.kind == "heading" and block.marker]
    before = [number for number in named if len(numbered) > 1 and number < numbered[0]]
    return max(before, default=-1), frozenset(named)


def _first_business(view: View) -> int:
    """The block at which the document's title ends: behind the headings that name the body, the date or the kind."""
    headings = [(number, block.level) for number, block in enumerate(view.blocks) if block.kind == "heading"]
    alone = len(headings) > 1 and headings[0][1] < min(level for _, level in headings[1:])
    seen = headings[0][0] + 1 if alone and not view.blocks[headings[0][0]].marker else 0
    for number, block in enumerate(view.blocks[:12]):
        if block.kind == "heading" and _is_title(view, block.text):
            seen = number + 1
    return seen


def _is_title(view: View, text: str) -> bool:
    """Whether a heading is the document's own title: it holds its date, its body, or the word minutes or agenda."""
    title, body = normal(text), normal(view.meeting.body or "")
    dated = any(day.start == view.meeting.date for day in find_days(text, Context(date=view.meeting.date, next=None)))
    named = bool(body) and (body in title or title in body)
    return (
        (dated and view.meeting.date is not None)
        or named
        or title.startswith(("minutes of the meeting of", "minutes of a meeting", "notes of"))
    )


def _is_business(view: View, title: str, marker: str | None) -> bool:
    """Whether a heading is business by its words: not furniture, not empty, not a mere date or name of a page."""
    plain = normal(title)
    if plain.endswith(" present"):
        return False
    if not any(char.isalpha() for char in title) or plain in view.rules.words("items/furniture"):
        return (
            bool(marker) and any(char.isalpha() for char in title) and plain not in ("present", "attendance", "action")
        )
    opening = find_days(title, Context(date=view.meeting.date, next=None))
    dated = bool(opening) and opening[0].start_char == 0 and marker is None
    return not dated and not plain.startswith(_CONTACT)


def _is_signature(view: View, number: int) -> bool:
    """Whether a heading is the name or post of whoever signed: a telephone number or address stands just below."""
    below = view.blocks[number + 1 : number + 3]
    return any(normal(block.text).startswith(_CONTACT) for block in below)
