"""Ids of actions: short, speakable, and the same after the document is read again."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, count, product
from string import ascii_lowercase

from rapidfuzz import fuzz

from psr_extract.words import body_key, words

_SMALL = frozenset(words("of the and for in on at to a an"))
_SAME = 80.0
"""From this similarity on, a corrected text keeps the id of the text it replaces."""


def prefix(*, body: str | None, date: str | None, name: str) -> str:
    """What the ids of a document's actions begin with: initials of the body and the date of its meeting.

    "Wye Valley Public Services Partnership" on 20 March 2025 gives "wvpsp-2025-03-20"; a body of one or two words
    keeps them whole; where the document names no body, its file's name stands in.
    """
    parts = [part for part in words(body_key(body)) if part not in _SMALL]
    if len(parts) > 2:
        slug = "".join(part[0] for part in parts)
    else:
        slug = "-".join(parts or words(name.rpartition(".")[0] or name)[:6]) or "document"
    return f"{slug}-{date}" if date else slug


def free_prefix(wanted: str, taken: Callable[[str], bool]) -> str:
    """The prefix itself, or with the first letters where another document has it: "wvpsp-2025-03-20b"."""
    return next(one for one in prefixes(wanted) if not taken(one))


def prefixes(wanted: str) -> Iterator[str]:
    """The prefix itself, then with "b" to "z", with two letters, and so on."""
    letters = ("".join(some) for length in count(1) for some in product(ascii_lowercase, repeat=length))
    return (f"{wanted}{letter}" for letter in chain(("",), (letter for letter in letters if letter != "a")))


def is_lettered(prefix: str, wanted: str) -> bool:
    """Whether a prefix is what `free_prefix(wanted, ...)` may have given."""
    return prefix == wanted or (prefix.startswith(wanted) and prefix[len(wanted) :].isalpha())


def seal(text: str) -> str:
    """A checksum of a text, which tells it again and does not keep it."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def numbers(texts: Sequence[str], *, before: Mapping[int, str], past: Mapping[int, str]) -> list[int]:
    """A number for each text, in order.

    `before` has the numbers and texts that the same document gave when last read, `past` the numbers and seals of
    texts that it gave earlier. Equal texts keep their numbers, then similar ones; a new text gets the next number
    after all of them.
    """
    old, gone = dict(before), dict(past)
    highest = max((*old, *gone), default=0)
    found: list[int | None] = [None] * len(texts)
    for least in (100.0, _SAME):
        for at, text in enumerate(texts):
            scored = [(fuzz.ratio(text, was), number) for number, was in old.items()]
            best = max(scored, key=lambda pair: pair[0], default=(0.0, 0))
            if found[at] is None and best[0] >= least:
                found[at] = best[1]
                del old[best[1]]
        if least == 100.0:
            for at, text in enumerate(texts):
                again = next((number for number, was in gone.items() if was == seal(text)), None)
                if found[at] is None and again is not None:
                    found[at] = again
                    del gone[again]
    new = count(highest + 1)
    return [next(new) if number is None else number for number in found]


def action_id(prefix: str, number: int) -> str:
    """The id of an action: what those of its document begin with, and its number."""
    return f"{prefix}-{number:02}"
