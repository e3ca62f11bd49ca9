"""Entries of an attendance list: "Cllr Jane Doe (Vale Council) (JD) – Chair" as name, role, organisation and initials.

`read_entries(text, lexicon)` reads a whole list, `parse_entry` one entry. Pure functions on text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from psr_extract.people.lexicon import Lexicon, bare
from psr_extract.people.names import fits, is_initials, is_surely_person
from psr_extract.people.person import Person, read_person
from psr_extract.people.pieces import Piece, cut

MAX_REMARK_WORDS = 4
_LEGAL_FORMS = frozenset({"inc", "ltd", "limited", "plc", "llc", "llp"})
_NOTHING = frozenset({"none", "nil", "tbc", "n/a", "vacant"})
_CROWD = re.compile(
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|some|many|a\s+number\s+of|other)\s+"
    r"(?:other\s+)?(?:members?|residents?|parishioners?|visitors?|electors?|observers?)\b",
    re.IGNORECASE,
)
_FROM = frozenset({"from", "of", "representing", "at", "with", "for"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One person in a list; `start` and `end` are the place of the name, `remark` is how they were there ("online")."""

    name: str
    start: int
    end: int
    role: str | None = None
    organisation: str | None = None
    initials: str | None = None
    substitute_for: str | None = None
    remark: str | None = None
    sure: bool = False
    """Whether the name is clear by itself: an honorific, a known given name, initials or a post go before it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The entries of a list, and how many pieces of it were neither a person nor something about one."""

    entries: tuple[Entry, ...]
    strange: int


@dataclass(slots=True)
class _Draft:
    """An entry that is still being read."""

    name: str
    start: int
    end: int
    about: dict[str, str] = field(default_factory=dict)
    sure: bool = False
    last: tuple[str, int] | None = None
    """What was said last (its key and where it begins in the text), as "and" may go on with it."""
    open: bool = True
    """Whether nothing about the person was said yet, so that a further name stands beside this one."""

    def entry(self) -> Entry:
        return Entry(self.name, self.start, self.end, **self.about, sure=self.sure)


def parse_entry(text: str, words: Lexicon) -> Entry | None:
    """The one entry that this text is, or None: "JD – Jane Doe", "A. Doe (for B. Roe)"."""
    entries = read_entries(text, words, one_each=True).entries
    return entries[0] if len(entries) == 1 else None


@lru_cache(maxsize=4096)
def read_entries(text: str, words: Lexicon, *, one_each: bool = False) -> Reading:
    """All entries of a list. `one_each`: the text is one line of a list that has one person a line."""
    pieces = cut(text, words)
    tops = [piece for piece in pieces if piece.before != "("]
    singles = sum(" " not in piece.text for piece in tops) > len(tops) / 2
    commas = sum(piece.before == "," for piece in tops)
    semicolons = sum(piece.before == ";" for piece in tops)
    reader = _Reader(text, words, one_each=one_each or semicolons > commas > 0, singles=singles and not one_each)
    for number, piece in enumerate(pieces):
        reader.take(piece, pieces[number + 1 :])
    return Reading(tuple(draft.entry() for draft in reader.drafts), reader.strange)


class _Reader:
    """Takes the pieces of a list one by one."""

    def __init__(self, text: str, words: Lexicon, *, one_each: bool, singles: bool) -> None:
        self.text = text
        self.words, self.one_each, self.singles = words, one_each, singles
        self.drafts: list[_Draft] = []
        self.pending: dict[str, str] = {}
        self.titled = False
        self.strange = 0

    def take(self, piece: Piece, following: Sequence[Piece]) -> None:
        """The next piece: a new person, or something about the last one or the next."""
        after = following[0].before if following else ""
        if _CROWD.match(piece.text):
            return
        if piece.before == "(":
            held = read_person(piece.text, self.words) if "role" in self.pending else None
            return self._begin(piece, held) if held and " " in held.name else self._about(piece)
        if self._is_post_of_next(piece, following):
            self._before_name(piece)
            return
        person = None if self._is_lead(piece, after) else read_person(piece.text, self.words, titled=self.titled)
        self._notice_title(piece)
        if (
            person is None
            and self.singles
            and len(following) + len(self.drafts) > 1
            and _is_handle(piece.text, self.words)
        ):
            person = Person(piece.text, 0)
        if person and self._begins(piece, person, after):
            self._begin(piece, person)
        elif self._is_lead(piece, after) or not self.drafts or piece.before == ";":
            self._before_name(piece)
        else:
            self._about(piece)

    def _notice_title(self, piece: Piece) -> None:
        """ "Cllrs Bell, Dunn and Frost": behind a title in the plural, single words are surnames."""
        first = bare(piece.text.split()[0])
        if first in self.words.honorifics:
            self.titled = first.endswith("s") and first[:-1] in self.words.honorifics or first in ("messrs", "mesdames")
            self.singles = self.singles or self.titled

    def _is_lead(self, piece: Piece, after: str) -> bool:
        """Whether a piece tells of the person that follows it: "Chair: Jane Doe", "JD – Jane Doe"."""
        last = [bare(word) for word in piece.text.split()]
        if after == ":":
            return any(word in self.words.posts or word in self.words.honorifics for word in last)
        first = not self.drafts or piece.before == ";"
        return first and after == "-" and (is_initials(piece.text) or any(word in self.words.posts for word in last))

    def _is_post_of_next(self, piece: Piece, following: Sequence[Piece]) -> bool:
        """Whether a piece is the post of the next: "Ann Bell and the clerk - Colin Dunn", "Treasurer (Ann Bell)"."""
        behind = following[0].before if following else ""
        if (behind != "(" or piece.before == ")") and (behind not in ("-", ":") or piece.before != "and"):
            return False
        parts = [part for part in piece.text.split() if bare(part) != "the"]
        posts = bool(parts) and all(self.words.is_post(part) for part in parts)
        return posts and is_surely_person(following[0].text, self.words)

    def _begins(self, piece: Piece, person: Person, after: str) -> bool:
        """Whether a piece that may be a name is a new person, and not the organisation or post of the last."""
        if not self.drafts or piece.before == ";" or (self.pending and piece.before in (":", "-")):
            return True
        if piece.before in ("-", ":"):
            return False
        several = " " in person.name
        if piece.before == ",":
            if person.tail and self.words.is_organisation(person.tail.split()[-1]) and not person.sure:
                return False
            if person.sure or self.titled:
                return True
            if several and after == "-":
                return True
            return not self.one_each and (several or self.singles or after in ("(", "and"))
        if piece.before == "and":
            return person.sure or (several and not self.one_each) or self.drafts[-1].open
        return person.sure or several

    def _begin(self, piece: Piece, person: Person) -> None:
        """A new entry; a given name before "and Bob Roe" takes the surname from it."""
        start = piece.start + person.offset
        last = self.drafts[-1] if self.drafts else None
        if (
            last
            and piece.before == "and"
            and last.open
            and " " not in last.name
            and " " in person.name
            and not self.singles
        ):
            last.name += " " + person.name.split()[-1]
        draft = _Draft(person.name, start, start + len(person.name), dict(self.pending), person.sure or self.titled)
        if person.role and "role" not in draft.about:
            draft.about["role"] = person.role
        self.pending = {}
        self.drafts.append(draft)
        if person.tail:
            self._tail(draft, person.tail)

    def _tail(self, draft: _Draft, tail: str) -> None:
        """What follows a name without a comma: "from Vale Council", "for B. Roe", "VDC"."""
        first, _, rest = tail.partition(" ")
        for cue in sorted(self.words.substitute, key=len, reverse=True):
            if tail.casefold().startswith(cue + " "):
                return self._substitute(draft, tail[len(cue) + 1 :])
        if bare(first).replace(".", "") in ("aka", "ne", "nee"):
            return
        known = any(self.words.is_post(word) or self.words.is_organisation(word) for word in tail.split())
        if bare(first) in _FROM and rest.removeprefix("the ")[:1].isupper():
            self._set(draft, rest.removeprefix("the "))
        elif known or tail.isupper() or _is_remark(tail, self.words):
            self._set(draft, tail)
        else:
            self.strange += 1

    def _substitute(self, draft: _Draft, rest: str) -> None:
        other = read_person(rest, self.words)
        if other and not other.tail:
            draft.about["substitute_for"] = other.name
        elif rest[:1].isupper():
            draft.about.setdefault("organisation", rest)

    def _before_name(self, piece: Piece) -> None:
        """A piece with no name before it: kept for the next person if it is initials or a post."""
        text = piece.text
        if any(self.words.is_post(word) for word in text.split()):
            self.pending = {"role": text}
        elif is_initials(text) and bare(text) not in self.words.not_names:
            self.pending = {"initials": text}
        elif bare(text) not in self.words.honorifics:
            self.strange += 1

    def _about(self, piece: Piece) -> None:
        """Something about the last person."""
        if not self.drafts:
            return
        draft = self.drafts[-1]
        text = piece.text.strip(" .*")
        for cue in sorted(self.words.substitute, key=len, reverse=True):
            if text.casefold().startswith(cue + " ") and not self.words.is_post(text[len(cue) + 1 :].split()[0]):
                self._substitute(draft, text[len(cue) + 1 :])
                return
        goes_on = piece.before == "and" or bare(text) in _LEGAL_FORMS
        if goes_on and draft.last:
            key, start = draft.last
            draft.about[key] = self.text[start : piece.end]
        elif piece.before not in ("(", "-", ",", ")", ":", "and") or (text[:1].islower() and len(text.split()) > 6):
            self.strange += 1
        else:
            self._set(draft, text, piece.start)

    def _set(self, draft: _Draft, text: str, start: int | None = None) -> None:
        """Initials, role, remark or organisation: what the words show; else the organisation."""
        draft.open = False
        known = set(draft.about)
        self._sort(draft, text)
        if start is not None and (new := set(draft.about) - known):
            draft.last = (new.pop(), start)

    def _role(self, draft: _Draft, text: str) -> None:
        """A post behind the name tells more than the rank before it: "Cllr Jane Doe (Chair)" is the chair."""
        if bare(draft.about.get("role", "")) in self.words.ranks:
            draft.about["role"] = text
        draft.about.setdefault("role", text)

    def _organisation(self, draft: _Draft, text: str) -> None:
        """The first organisation is it, unless it is what somebody directs: "Director, Estates Group, Hill Trust"."""
        first, role = draft.about.get("organisation"), draft.about.get("role", "")
        if first and has_remit(role) and any(self.words.is_organisation(word) for word in text.split()):
            draft.about.update(role=f"{role}, {first}", organisation=text)
        draft.about.setdefault("organisation", text)

    def _sort(self, draft: _Draft, text: str) -> None:
        parts = text.split()
        if is_initials(text) and "initials" not in draft.about and _initials_fit(text, draft.name):
            draft.about["initials"] = text
        elif any(self.words.is_post(part) for part in parts):
            self._role(draft, text)
        elif _is_remark(text, self.words):
            draft.about.setdefault("remark", text)
        elif text[:1].isupper() and bare(text) not in _NOTHING:
            self._organisation(draft, text)
        elif not text[:1].isdigit():
            self.strange += len(parts) > 3


def _initials_fit(text: str, name: str) -> bool:
    """Whether initials in a bracket are those of the name; behind a given name alone the surname is not known."""
    return fits(text, name) or (" " not in name and text.isupper() and len(text) in (2, 3) and text[0] == name[:1])


def has_remit(role: str) -> bool:
    """Whether a post wants to be told of what: behind "Deputy Director," stands what is directed, then for whom."""
    return bare(role.split()[-1] if role else "") in ("director", "head")


def _is_remark(text: str, words: Lexicon) -> bool:
    """Whether a few words tell how somebody was there: "by phone", "left at 8pm"."""
    parts = text.split()
    return len(parts) <= MAX_REMARK_WORDS and any(bare(part) in words.remarks for part in parts)


def _is_handle(text: str, words: Lexicon) -> bool:
    """Whether a word in a list of single names may be the nickname of a person in a chat: "jdoe_"."""
    return " " not in text and text.replace("_", "").isalnum() and len(text) > 2 and words.is_name_word(text)
