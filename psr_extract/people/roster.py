"""The people of one document, and which of them an owner as written is: "JD", "Jane", "Cllr Doe", "the Chair"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from psr_extract.people.lexicon import Lexicon, bare
from psr_extract.people.names import fits, initials_of, is_initial, is_initials, untitled
from psr_extract.records import Attendance

_ARTICLES = frozenset({"the", "a", "an", "our"})
_DEPUTY = frozenset({"vice", "deputy", "past", "former", "assistant", "acting", "depute", "previous", "outgoing"})


@dataclass(frozen=True, slots=True)
class Roster:
    """The attendance of one document, to look owners up in."""

    people: tuple[Attendance, ...]
    words: Lexicon

    def find(self, written: str) -> tuple[Attendance, ...]:
        """All whom the words may mean, by the clearest reading that anybody fits: () where nobody does.

        `find("JD")` is Jane Doe; `find("Smith")` is both Smiths.
        """
        inner = untitled(" ".join(word for word in written.split() if bare(word) not in _ARTICLES), self.words)
        name = inner.name or written.strip()
        readings = (self._by_initials, self._by_name, self._by_role, self._by_part, self._by_computed_initials)
        return next((found for reading in readings if (found := tuple(reading(name)))), ())

    def one(self, written: str) -> Attendance | None:
        """The one person that the words mean, or None where it is nobody or not clear."""
        found = self.find(written)
        return found[0] if len(found) == 1 else None

    def _by_initials(self, name: str) -> Iterable[Attendance]:
        return (person for person in self.people if person.initials and _letters(person.initials) == _letters(name))

    def _by_name(self, name: str) -> Iterable[Attendance]:
        several = " " in name
        return (one for one in self.people if (" " in one.name) == several and same_name(one.name, name))

    def _by_role(self, name: str) -> Iterable[Attendance]:
        """Holders of the post; "the Chair" is not the vice chair."""
        wanted = _post(name)
        return (person for person in self.people if person.role and wanted and _post(person.role) == wanted)

    def _by_part(self, name: str) -> Iterable[Attendance]:
        """People of whom the words are the surname or the given name."""
        parts = [bare(part) for part in name.split()]
        if len(parts) != 1 or (is_initials(name) and name.isupper() and len(name) < 4):
            return ()
        return (person for person in self.people if parts[0] in _ends(person.name))

    def _by_computed_initials(self, name: str) -> Iterable[Attendance]:
        """People whose names give these initials, the exact ones going first."""
        if not is_initials(name) or not name[:2].isupper() and len(name) > 3:
            return ()
        exact = [person for person in self.people if initials_of(person.name) == name.upper()]
        loose = len(name) > 2 and not name.isupper()
        return exact or [person for person in self.people if loose and fits(name, person.name)]


def same_name(one: str, other: str) -> bool:
    """Whether two spellings may be one person's: "J Doe", "Jane" or "Doe" and "Jane Doe"."""
    left, right = _parts(one), _parts(other)
    if left == right or not left or not right:
        return left == right
    if len(left) == 1 or len(right) == 1:
        short, long = (left[0], right) if len(left) == 1 else (right[0], left)
        return short in (long[0], long[-1])
    if left[0] == right[0] and min(len(left[-1]), len(right[-1])) <= 2:
        return any(part[0] == left[1][0] for part in right[1:])
    return left[-1] == right[-1] and (_same_forename(left[0], right[0]))


def _same_forename(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) == 1 and long.startswith(short))


def _parts(name: str) -> list[str]:
    return [bare(part).replace(".", "") for part in name.replace("-", " ").split() if bare(part)]


def _ends(name: str) -> set[str]:
    """The given name and the surname, casefolded."""
    parts = [bare(part) for part in name.split()]
    return {part for part in (parts[:1] + parts[-1:]) if not is_initial(part.upper())}


def _letters(initials: str) -> str:
    return "".join(char for char in initials.casefold() if char.isalpha())


def _post(role: str) -> frozenset[str]:
    """The words of a post that count: chair, chairman and chairperson are one."""
    parts: Sequence[str] = [bare(part) for part in role.replace("-", " ").replace("/", " ").split()]
    chair = {"chairman", "chairperson", "chairwoman", "convenor", "convener", "chmn", "chm"}
    return frozenset("chair" if part in chair else part for part in parts if part not in _ARTICLES and part != "of")


def is_chair(role: str | None) -> bool:
    """Whether a role is that of the one in the chair, and not the vice chair or a past one."""
    words = _post(role or "")
    return bool(words & {"chair", "president", "chairing"}) and not words & _DEPUTY and "co" not in words
