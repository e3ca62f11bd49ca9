"""From pieces of text to blocks: a parser hands over what its format knows of a paragraph, this decides its kind."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from psr_extract.document import Block, BlockKind, Place
from psr_extract.parsers import lines

_BARE = re.compile(r"(\d{1,2})\s+(?=[A-Z])")
_DATE_TITLE = re.compile(r"\d{1,2}\s+(?:Dates?|Times?)\b")
_LETTER = re.compile(r"([a-z])\s+(?=[A-Z])")
_ROMAN = re.compile(r"(I{1,3}|IV|VI{0,3}|IX|XI{0,3})\s+(?=[A-Z][a-z])")
_STOPS = " :;–—-"
"""What stands between a title and the text that runs on from it."""
_INITIAL = re.compile(r"([A-Z]\.)\s+(?=\S)")
_ROMANS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII")


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph as its format has it.

    `heading` is the level of a heading by the format's own word (0: none), `listed` that of a list item; `set_off` says
    that it is all bold, large or underlined, `alone` that empty lines stand around it; `lead` is the bold part that it
    starts with; `marker` is printed before it by the format itself; `margin` are the words set beside it; `colour` is
    that of its shading, else of its text.
    """

    text: str
    place: Place = Place()
    heading: int = 0
    listed: int = 0
    set_off: bool = False
    alone: bool = False
    lead: str = ""
    marker: str | None = None
    margin: str | None = None
    colour: str | None = None


def to_blocks(parts: Iterable[Piece | Block]) -> tuple[Block, ...]:
    """The blocks of these pieces in the same order; blocks (table rows) pass through, empty pieces are dropped."""
    split = (part if isinstance(part, Block) else _split(part) for part in parts)
    marked = _with_markers([part for part in split if part.text])
    blocks: list[Block] = []
    limbs = False
    for number, part in enumerate(marked):
        if isinstance(part, Block):
            blocks.append(part)
            limbs = False
            continue
        following = marked[number + 1] if number + 1 < len(marked) else None
        limbs = _is_limb(part, blocks[-1] if blocks else None, limbs)
        made = _blocks(part, following, limb=limbs)
        blocks.extend(replace(block, colours=(part.colour,)) if part.colour else block for block in made)
    return tuple(blocks)


def _is_limb(piece: Piece, above: Block | None, limbs: bool) -> bool:
    """Whether a numbered piece is a limb of the sentence above it, which ends in a colon, and no item of its own."""
    if above is None or piece.heading or piece.set_off or not lines.is_number(piece.marker):
        return False
    if limbs:
        return lines.number_shape(piece.marker) == lines.number_shape(above.marker)
    item = above.kind == "heading" and (lines.is_label(above.text) or lines.is_number(above.marker))
    leads = above.text.endswith((":", ":-")) and not item
    return leads and lines.is_first(piece.marker)


def _split(piece: Piece) -> Piece:
    """The piece with its marker taken from the text; the text is folded only then, as wide gaps tell a marker."""
    raw, lead = piece.text, lines.fold(piece.lead)
    if piece.marker is not None:
        return replace(piece, text=lines.fold(raw), lead=lead)
    marker, rest = lines.split_marker(raw)
    if lines.is_initial(marker):
        marker, rest = None, raw
    text = lines.fold(rest)
    if marker and lead:
        lead = text if len(lead) >= len(lines.fold(raw)) else lead.removeprefix(marker).strip()
    return replace(piece, text=text, marker=marker, lead=lead if text.startswith(lead) else "")


def _with_markers(parts: Sequence[Piece | Block]) -> list[Piece | Block]:
    """Bare numbers ("3 Finance") and initials ("B. Finance") are markers where their neighbours stand there too."""
    seen = {key for part in parts if isinstance(part, Piece) and (key := _doubtful(part)) is not None}
    settled: list[Piece | Block] = []
    for part in parts:
        key = _doubtful(part) if isinstance(part, Piece) else None
        if isinstance(part, Piece) and key is not None and {key - 1, key + 1} & seen:
            marker, _, rest = part.text.partition(" ")
            lead = part.lead.removeprefix(marker).strip()
            settled.append(replace(part, marker=marker, text=rest, lead=lead if rest.startswith(lead) else ""))
        else:
            settled.append(part)
    return settled


def _doubtful(piece: Piece) -> int | None:
    """The place in its row of numbers or letters that a piece begins with, where that may or may not be a marker."""
    text = piece.text
    if piece.marker is not None or not text:
        return None
    if (bare := _BARE.match(text)) and (_DATE_TITLE.match(text) or not lines.is_date(" ".join(text.split()[:3]))):
        return int(bare[1])
    if (initial := _INITIAL.match(text)) and len(text.split()) > 2:
        return ord(initial[1][0]) + 1000
    if (roman := _ROMAN.match(text)) and (roman[1] != "I" or len(text.split()) < 8):
        return 2000 + _ROMANS.index(roman[1])
    if letter := _LETTER.match(text):
        return ord(letter[1]) + 3000
    return None


def _blocks(piece: Piece, following: Piece | Block | None, *, limb: bool) -> list[Block]:
    """One block, or two where a numbered paragraph runs on from its title."""
    shown = (piece.colour,) if piece.colour else ()
    divided = None if limb or piece.listed or piece.heading or piece.set_off else _run_in(piece)
    if divided is not None:
        title, rest = divided
        head = Block("heading", title, piece.place, _heading_level(piece), piece.marker, colours=shown)
        return [head, Block("paragraph", rest, piece.place, margin=piece.margin, colours=shown)]
    kind: BlockKind = "paragraph"
    level = 0
    if not limb and _is_heading(piece, following):
        kind, level = "heading", _heading_level(piece)
    elif piece.marker or piece.listed:
        kind, level = "bullet", max(piece.listed, lines.number_depth(piece.marker))
    return [Block(kind, piece.text, piece.place, level, piece.marker or None, margin=piece.margin, colours=shown)]


def _is_heading(piece: Piece, following: Piece | Block | None) -> bool:
    text, numbered = piece.text, lines.is_number(piece.marker)
    if piece.heading:
        return len(text.split()) <= 40 and any(char.isalpha() for char in text)
    if piece.marker and not numbered:
        return False
    if numbered and not piece.set_off:
        return lines.is_numbered_title(text) and (not piece.listed or _has_body(following))
    if lines.is_label(text):
        return True
    if piece.set_off or (text.isupper() and len(text) > 5):
        return lines.is_title(text, set_off=True) and (numbered or not lines.is_labelled(text))
    alone = piece.alone and not _is_next_item(following)
    return lines.is_title(text) and (alone or (text[-1] == ":" and len(text.split()) < 5))


def _is_next_item(following: Piece | Block | None) -> bool:
    """Whether the title of another item stands right below, so that what is above it is the text of its own."""
    if not isinstance(following, Piece) or following.text.endswith("?"):
        return False  # a numbered question is a point under the title above it
    return lines.is_number(following.marker) and _is_heading(following, None)


def _has_body(following: Piece | Block | None) -> bool:
    """Whether an item of a list is followed by text of its own, as a title is."""
    return isinstance(following, Piece) and not following.listed and following.marker is None


def _run_in(piece: Piece) -> tuple[str, str] | None:
    """Title and rest of a numbered paragraph that runs on from its title, by bold type or a colon."""
    if not lines.is_number(piece.marker):
        return None
    rest = piece.text[len(piece.lead) :].strip(_STOPS + ".")
    bold = 2 < len(piece.lead) < len(piece.text) and lines.is_title(piece.lead.rstrip(_STOPS), set_off=True)
    if bold and (rest[:1].isupper() or piece.lead.endswith((":", ";", ".", "–", "-"))) and rest:
        return piece.lead.rstrip(_STOPS), rest
    return lines.title_and_rest(piece.text)


def _heading_level(piece: Piece) -> int:
    if piece.heading:
        return piece.heading
    if lines.is_number(piece.marker):
        return 1 + lines.number_depth(piece.marker)
    return 3 if lines.is_label(piece.text) else 2


def note_block(text: str, *, marker: str, place: Place) -> list[Block]:
    """A footnote as a paragraph behind the one that cites it, its number as marker; none where it has no text."""
    return [Block("paragraph", lines.fold(text), place, marker=marker)] if text.strip() else []


def text_of(parts: Iterable[Piece | Block]) -> str:
    """The text of a cell that holds these pieces: each on a line of its own, markers before their text."""
    texts = []
    for block in to_blocks(parts):
        marker = block.marker if lines.is_number(block.marker) else "•" if block.marker else None
        text = "; ".join(cell for cell in block.cells if cell) if block.kind == "row" else block.text
        texts.append(f"{marker} {text}" if marker else text)
    return "\n".join(texts).replace("\t", " ")


def emphasis(runs: Iterable[tuple[str, bool]]) -> tuple[bool, str]:
    """Whether all words of these (text, bold) runs are bold, and the words at the start that are."""
    lead = ""
    for text, bold in runs:
        if not bold and any(char.isalnum() for char in text):
            return False, lines.fold(lead)
        lead += text
    return any(char.isalnum() for char in lead), lines.fold(lead)
