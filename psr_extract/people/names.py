"""What a person's name looks like: honorifics split off, initials, and whether a string may be a name at all."""

import re
from dataclasses import dataclass
from functools import lru_cache

from psr_extract.people.lexicon import Lexicon, bare

MAX_NAME_WORDS = 5
_WORD = re.compile(r"[^\W\d_]+(?:['’`‐‑-][^\W\d_]+)*\.?")
_INITIALS = re.compile(
    r"(?:[A-Z]\.? ?){1,3}|[A-Z][a-z]?[A-Z]{1,3}|[A-Z]{1,4}|[A-Z][A-Za-z]{1,4}|[A-Z]{1,2} ?[A-Z]-[A-Z]"
)


@dataclass(frozen=True, slots=True)
class Titled:
    """A name without its honorifics and post-nominals; `start` and `end` are its place in what was given."""

    name: str
    start: int
    end: int
    ranks: tuple[str, ...] = ()
    titled: bool = False


@lru_cache(maxsize=4096)
def untitled(text: str, words: Lexicon) -> Titled:
    """The name in "Cllr Dr Jane Doe MBE": "Jane Doe" with the rank "Cllr"; a bare "Mr" keeps itself as the name."""
    spans = [match.span() for match in re.finditer(r"\S+", text)]
    ranks: list[str] = []
    first, titled = 0, False
    while first < len(spans) and (length := _honorific(text, spans[first:], words)):
        phrase = text[spans[first][0] : spans[first + length - 1][1]]
        if bare(phrase) in words.ranks:
            ranks.append(phrase.rstrip(".,"))
        first, titled = first + length, True
    last = len(spans)
    while last - 1 > first and bare(text[slice(*spans[last - 1])]).replace(".", "") in words.post_nominals:
        last -= 1
    if first >= last:
        return Titled("", len(text), len(text), tuple(ranks), titled)
    start, end = spans[first][0], spans[last - 1][1]
    end = start + len(_unstopped(text[start:end].rstrip(",;:*")))
    return Titled(text[start:end], start, end, tuple(ranks), titled)


def _unstopped(name: str) -> str:
    """The name without the full stop of its sentence; that of "Jane G." stays."""
    last = name.split()[-1] if name.split() else ""
    return name[:-1] if last.endswith(".") and len(last) > 2 and not is_initial(last) else name


def _honorific(text: str, spans: list[tuple[int, int]], words: Lexicon) -> int:
    """How many words of an honorific stand at the beginning: 2 for "Chief Inspector Roe"."""
    for length in (3, 2, 1):
        if len(spans) >= length and bare(text[spans[0][0] : spans[length - 1][1]]) in words.honorifics:
            return length
    return 0


def is_person(text: str, words: Lexicon, *, single: bool = False, titled: bool = False) -> bool:
    """Whether a string, without honorifics, may be a person's name.

    `single` allows one word ("Jane", "Doe"), `titled` says that an honorific went before, so that "Ward" is a name.
    """
    parts = text.split()
    if not (2 - single <= len(parts) <= MAX_NAME_WORDS) or not all(words.is_name_word(part) for part in parts[:-1]):
        return False
    if len(parts) > 1 and len(parts[0]) > 2 and parts[0].isupper() and not text.isupper():
        return False
    if not words.is_name_word(parts[-1]) and not _is_surname(parts, words, titled=titled):
        return False
    if not all(_capitalised(part) or (part.casefold() in words.particles and part != parts[-1]) for part in parts):
        return False
    return any(len(bare(part)) > 1 for part in parts) and (len(parts) == 1 or not _is_acronyms(parts, words))


def _is_surname(parts: list[str], words: Lexicon, *, titled: bool) -> bool:
    """Whether the last word, though it is no name by itself, may be a surname here: "P Hall", "Jane Board"."""
    if bare(parts[-1]) not in words.surnames:
        return titled and len(parts) == 2 and is_initial(parts[0]) and not words.is_organisation(parts[-1])
    if len(parts) > 1 and words.is_organisation(parts[-1]):
        return bare(parts[0]) in words.given_names
    return titled or len(parts) > 1


def is_surely_person(text: str, words: Lexicon) -> bool:
    """Whether a name is clear by itself: a known given name and a surname, or initials and a surname ("J. Doe")."""
    parts = text.split()
    if not is_person(text, words):
        return False
    return _is_forename(parts[0], words)


def _is_forename(word: str, words: Lexicon) -> bool:
    return bare(word.split("-")[0]) in words.given_names or is_initial(word)


def is_initial(word: str) -> bool:
    """Whether a word is one or two initials: "J", "J.", "JP", "J.P."."""
    return bool(re.fullmatch(r"[A-Z]\.?(?:[A-Z]\.?)?", word))


def _capitalised(word: str) -> bool:
    return bool(_WORD.fullmatch(word)) and word[0].isupper() or is_initial(word)


def _is_acronyms(parts: list[str], words: Lexicon) -> bool:
    """Whether a string of capitals is short forms ("NHS CCG") and no name in capitals ("JANE DOE")."""
    return all(part.isupper() and 1 < len(part) <= 4 for part in parts) and not _is_forename(parts[0], words)


def is_initials(text: str) -> bool:
    """Whether a string has the shape of somebody's initials: "JD", "JRo", "T L-M", "J.D."."""
    return bool(_INITIALS.fullmatch(text.strip()))


def initials_of(name: str) -> str:
    """The initials that a name gives: "Jane Doe" gives "JD", "Ann Lloyd-Roe" gives "ALR"."""
    return "".join(part[0].upper() for part in re.split(r"[\s‐‑-]+", name) if part and part[0].isalpha())


def fits(initials: str, name: str) -> bool:
    """Whether initials may stand for a name: "GSc" for "Gail Scott", "JRo" for "Jane Roe"; "SCC" for neither."""
    letters = [char for char in initials.casefold() if char.isalpha()]
    parts = [part.casefold() for part in re.split(r"[\s.‐‑-]+", name) if part]
    return bool(letters and parts) and letters[0] == parts[0][0] and _consumed("".join(letters), parts)


def _consumed(letters: str, parts: list[str]) -> bool:
    """Whether the letters are beginnings of these words, in order; words may be passed over."""
    if not letters:
        return True
    if not parts:
        return False
    word = parts[0].replace("'", "").replace("’", "")
    longest = next((n for n in range(min(len(letters), len(word)), 0, -1) if word.startswith(letters[:n])), 0)
    return any(_consumed(letters[taken:], parts[1:]) for taken in range(longest, -1, -1))
