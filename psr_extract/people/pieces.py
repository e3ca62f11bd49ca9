"""A list of people cut at commas, semicolons, "and", dashes, colons and brackets: `cut(text, words)` gives `Piece`s."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from psr_extract.people.lexicon import Lexicon, bare
from psr_extract.people.names import is_initial, is_person, untitled

_CUT = re.compile(
    r"""\((?P<round>(?:[^()]|\([^()]*\))*)\)?
      | \[(?P<square>[^\[\]]*)\]
      | \s*(?P<comma>[,;])(?:\s*(?:and|&)\s)?
      | (?:^|\s+)(?P<and>and|&|\+|plus)\s+(?=\S)
      | \s+(?P<also>Also)\s+(?=[A-Z])
      | \s+(?P<dash>[-–—|=~/]+)\s*
      | \s*(?P<long>[–—])\s*
      | \s*(?P<colon>:)\s*
      | (?P<stop>\.)\s+(?=[A-Z])
      | (?P<break>[\n\t])\s*""",
    re.VERBOSE,
)
_INSIDE = re.compile(r"\s*[,;|]\s*|\s+[-–—/]\s+|\s*[–—:]\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a list, its place in the text, and what stands before it: `,` `;` `and` `-` `:` `(` `)` or nothing."""

    text: str
    start: int
    end: int
    before: str


_LONGEST_NAME = 12
"""No name has more words than this, with its titles and honours."""


def cut(text: str, words: Lexicon) -> list[Piece]:
    """The pieces of a list of people, in order. A name that follows another without a comma begins a new piece."""
    pieces: list[Piece] = []
    start, before = 0, ""
    for match in _CUT.finditer(text):
        if match["stop"] and not _ends_entry(text[start : match.start()], words):
            continue
        pieces += _piece(text, start, match.start(), before, words)
        start = match.end()
        inside = "round" if match["round"] is not None else "square" if match["square"] is not None else None
        if inside:
            pieces += _bracketed(text, *match.span(inside))
            before = ")"
        else:
            before = ";" if before == ")" and match["colon"] else _separator(match)
    return [*pieces, *_piece(text, start, len(text), before, words)]


def _separator(match: re.Match[str]) -> str:
    """Which kind of separator was found."""
    if match["and"] or re.search(r"and|&", match.group()):
        return "and"
    if match["stop"] or match["break"] or match["also"]:
        return ";"
    return match["comma"] or ("-" if match["dash"] or match["long"] else ":")


def _ends_entry(before: str, words: Lexicon) -> bool:
    """Whether a full stop behind these words ends an entry, and is not that of "Dr." or "J."."""
    last = before.split()[-1] if before.split() else ""
    short = len(bare(last)) < 3 or bare(last) in words.honorifics or bare(last) in ("st", "hon", "asst", "inc", "ltd")
    return bool(last) and not short and "." not in last


def _bracketed(text: str, start: int, end: int) -> Iterator[Piece]:
    """What stands inside a bracket, cut at commas and dashes."""
    at = start
    for match in (*_INSIDE.finditer(text, start, end), None):
        stop = match.start() if match else end
        inner = text[at:stop].strip()
        if inner:
            yield Piece(inner, text.index(inner, at), text.index(inner, at) + len(inner), "(")
        at = match.end() if match else end


def _piece(text: str, start: int, end: int, before: str, words: Lexicon) -> Iterator[Piece]:
    """The piece between two separators, without marks at its ends, cut once more where two names follow each other."""
    raw = text[start:end]
    left = len(raw) - len(raw.lstrip(" .*_•·‘“\"'"))
    inner = raw.strip(" *_•·‘’“”\"'").lstrip(".")
    if not inner:
        return
    begin = start + left
    for offset, part in _names_in_a_row(inner, words):
        yield Piece(part, begin + offset, begin + offset + len(part), before if offset == 0 else ",")


def _are_two_given(before: str, word: str, words: Lexicon) -> bool:
    """Whether a given name follows a given name and a surname: "Ann Bell Colin Dunn"."""
    first, *_, last = before.split()
    known = words.given_names
    return bare(first) in known and bare(word) in known and bare(last) not in known


def _names_in_a_row(text: str, words: Lexicon) -> list[tuple[int, str]]:
    """ "Mrs A Bell Mr C Dunn" as its two names with their offsets; anything else as it is."""
    spans = [match.span() for match in re.finditer(r"\S+", text)]
    starts = [0]
    for number in range(1, len(spans) - 1 if len(spans) > 2 else 0):
        if number - starts[-1] > _LONGEST_NAME:
            continue
        before = text[spans[starts[-1]][0] : spans[number - 1][1]]
        word, following = text[slice(*spans[number])], text[slice(*spans[number + 1])]
        inner = untitled(before, words)
        if words.is_organisation(text[slice(*spans[number - 1])]) and bare(word) in words.honorifics:
            starts += [number] if is_person(untitled(text[spans[number][0] :], words).name, words) else []
            continue
        if not is_person(inner.name, words, single=inner.titled):
            continue
        initial = is_initial(before.split()[0]) or is_initial(inner.name.split()[0])
        post = words.is_post(word) and initial
        if (
            post
            or (number - starts[-1] > 1 and _are_two_given(before, word, words))
            or bare(word) in words.honorifics
            or (initial and is_initial(word) and not is_initial(before.split()[-1]))
        ):
            starts += [number] if following else []
    bounds = [spans[number][0] for number in starts] + [len(text)]
    return [(a, text[a:b].strip()) for a, b in zip(bounds, bounds[1:], strict=False)] if spans else []
