"""One piece of a list as a person: the name, and what was said before it and behind it without a comma."""

from dataclasses import dataclass

from psr_extract.people.lexicon import Lexicon, bare
from psr_extract.people.names import is_initial, is_person, is_surely_person, untitled

MAX_POST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Person:
    """A piece read as a person: the name and its offset in the piece, what was said before and behind it."""

    name: str
    offset: int
    role: str | None = None
    tail: str = ""
    sure: bool = False


def read_person(text: str, words: Lexicon, *, titled: bool = False) -> Person | None:
    """A piece as a person, with a post before ("Clerk J Roe") or anything behind ("A Roe VDC", "A Roe for B Doe")."""
    inner = untitled(text, words)
    rank = next((rank for rank in inner.ranks if not bare(rank).endswith("s")), None)
    if not inner.name:
        return None
    if is_person(inner.name, words, single=True, titled=inner.titled or titled):
        name, tail = _acronym_off(inner.name)
        return Person(name, inner.start, rank, tail, inner.titled or is_surely_person(name, words))
    parts = inner.name.split()
    last = max((n for n, part in enumerate(parts) if words.is_post(part)), default=-1)
    if -1 < last < len(parts) - 1 and last < MAX_POST_WORDS:
        rest = " ".join(parts[last + 1 :])
        behind = read_person(rest, words) if rest[:1].isupper() else None
        offset = len(inner.name) - len(rest)
        if behind and inner.name[offset:] == rest:
            role = " ".join(parts[: last + 1])
            return Person(behind.name, inner.start + offset + behind.offset, role, behind.tail, True)
    return _with_tail(inner.name, inner.start, rank, words)


def _with_tail(text: str, offset: int, rank: str | None, words: Lexicon) -> Person | None:
    """A name at the beginning of a piece, the rest being about the person."""
    parts = text.split()
    length = next(
        (n for n in range(min(len(parts) - 1, 4), 0, -1) if is_person(" ".join(parts[:n]), words, single=True)), 0
    )
    if is_initial(parts[0]):
        length = min(length, 1 + sum(1 for _ in _leading_initials(parts)))
    elif length > 2 and any(words.is_organisation(part) for part in parts[length : length + 2]):
        length = 2
    if length < 1 or (length == 1 and rank is None and bare(parts[0]) not in words.given_names):
        return None
    name = " ".join(parts[:length])
    sure = rank is not None or is_surely_person(name, words)
    return Person(name, offset, rank, " ".join(parts[length:]), sure)


def _leading_initials(parts: list[str]) -> list[str]:
    count = next((n for n, part in enumerate(parts) if not is_initial(part)), len(parts))
    return parts[:count]


def _acronym_off(name: str) -> tuple[str, str]:
    """ "A Roe VDC" as the name and the short form behind it; names all in capitals stay whole."""
    parts = name.split()
    if len(parts) > 2 and parts[-1].isupper() and 2 <= len(parts[-1]) <= 6 and not parts[-2].isupper():
        return " ".join(parts[:-1]), parts[-1]
    return name, ""
