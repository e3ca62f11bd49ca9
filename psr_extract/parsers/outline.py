"""Minutes set as one nested list: entries that read like titles and have text of their own below are headings."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from psr_extract.document import Block
from psr_extract.parsers import lines
from psr_extract.parsers.pieces import Piece

LEAST_BODIED = 0.5
"""The least share of a list's entries that have text of their own where it holds minutes."""
LEAST_TITLES = 0.75
"""The least share of those entries that read like titles."""
LEAST_WORDS = 4
"""Texts under titles have at least so many words on average; shorter ones are lists of names."""
LEAST_SHARE = 0.35
"""The least share of the whole document that such a list makes up; smaller ones are points under an item."""
_NO_ITEMS = frozenset({
    "action", "actions", "task", "tasks", "todo", "present", "attendance", "attendees", "attending", "apologies",
    "absent", "members", "participants", "guests", "links", "contents", "decisions", "resolutions", "outcomes",
    "regrets", "observers", "roll",
})  # fmt: skip
_LONGEST_TITLE = 12

Part = Piece | Block


def with_titles(parts: Sequence[Part]) -> list[Part]:
    """The same pieces, titles of items in nested lists marked as headings and what stands below them raised a level."""
    parts = [part for part in parts if part.text.strip()]
    settled = list(parts)
    for start, end in _sections(parts):
        entries = [at for at in range(start, end) if _listed(parts[at]) == 1]
        ends = [*entries[1:], end] if entries else []
        bodies = [range(at + 1, after) for at, after in zip(entries, ends, strict=True)]
        small = end - start < LEAST_SHARE * len(parts)
        if small or not _are_minutes(parts, entries, bodies) or _is_elsewhere(parts, start):
            continue
        level = _level_above(parts, start) + 1
        for at, body in zip(entries, bodies, strict=True):
            piece = parts[at]
            if isinstance(piece, Piece) and _reads_as_title(parts, at):
                settled[at] = replace(piece, heading=level, marker=_number(piece.marker), listed=0)
                for below in body:
                    settled[below] = _raised(parts[below])
    return settled


def _sections(parts: Sequence[Part]) -> Iterator[tuple[int, int]]:
    """The stretches between one heading by its format's own word (or bold line) and the next."""
    edges = [at for at, part in enumerate(parts) if isinstance(part, Piece) and not part.listed and _is_edge(part)]
    for start, end in zip([-1, *edges], [*edges, len(parts)], strict=True):
        yield start + 1, end


def _is_edge(piece: Piece) -> bool:
    titled = piece.set_off and lines.is_title(lines.fold(piece.text), set_off=True)
    return bool(piece.heading) or titled or lines.is_label(lines.fold(piece.text))


def _listed(part: Part) -> int:
    return part.listed if isinstance(part, Piece) else 0


def _are_minutes(parts: Sequence[Part], entries: Sequence[int], bodies: Sequence[range]) -> bool:
    """Whether most entries of a list have text of their own, and most of those read like titles."""
    bodied = [(at, body) for at, body in zip(entries, bodies, strict=True) if body]
    if len(bodied) < 2 or len(bodied) < LEAST_BODIED * len(entries):
        return False
    titles = sum(_reads_as_title(parts, at) for at, _ in bodied)
    sizes = [len(parts[below].text.split()) for _, body in bodied for below in body]
    return titles >= LEAST_TITLES * len(bodied) and sum(sizes) >= LEAST_WORDS * len(sizes)


def _reads_as_title(parts: Sequence[Part], at: int) -> bool:
    """Whether an entry is a title by its words; of one with plain paragraphs below it less is asked."""
    text = lines.fold(parts[at].text)
    words = text.split()
    loose = at + 1 < len(parts) and not _listed(parts[at + 1])
    label = text.partition(":")[0]
    return (
        len(words) <= _LONGEST_TITLE
        and text[-1] not in ".;,"
        and lines.is_title(text, set_off=True)
        and not (lines.is_labelled(text) and text[-1] != ":")
        and (loose or text[-1] == "?" or not lines.has_verb(text))
        and not lines.is_label(label)
        and not _NO_ITEMS & {word.strip(".:()").casefold() for word in label.split()[:2]}
    )


def _is_elsewhere(parts: Sequence[Part], start: int) -> bool:
    """Whether the list stands under a heading of names, of links or of actions."""
    above = parts[start - 1].text if start else ""
    return bool(_NO_ITEMS & {word.strip(".:()*").casefold() for word in above.split()})


def _level_above(parts: Sequence[Part], start: int) -> int:
    above = parts[start - 1] if start else None
    return (above.heading or 2) if isinstance(above, Piece) else 1


def _number(marker: str | None) -> str | None:
    return marker if lines.is_number(marker) else None


def _raised(part: Part) -> Part:
    return replace(part, listed=part.listed - 1) if isinstance(part, Piece) and part.listed > 1 else part
