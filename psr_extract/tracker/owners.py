"""Whose an action is: the words that name an owner, and the person they stand for where attendance lists tell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from psr_extract.people.names import fits, initials_of
from psr_extract.words import name_key


@dataclass(frozen=True, slots=True)
class Attender:
    """Somebody on an attendance list: `person` is the key of the name."""

    document: int
    person: str
    name: str
    role: str | None = None
    initials: str | None = None


def person_of(owner: str, attenders: Sequence[Attender], *, document: int) -> str | None:
    """The key of the person that an owner's words stand for, from the list of the document, else of the body's others.

    Names, printed initials, a post ("Clerk"), initials that only one person's name fits, and a surname that only one
    has. None where nobody or more than one would do.
    """
    own = [attender for attender in attenders if attender.document == document]
    return _among(owner, own) or _among(owner, attenders)


def _among(owner: str, attenders: Sequence[Attender]) -> str | None:
    key = name_key(owner)
    letters = "".join(char for char in owner if char.isalpha())
    ways = (
        {a.person for a in attenders if a.person == key},
        {a.person for a in attenders if a.initials and name_key(a.initials) == key},
        {a.person for a in attenders if a.role and name_key(a.role) == key},
        {a.person for a in attenders if letters.isupper() and len(letters) > 1 and initials_of(a.name) == letters},
        {a.person for a in attenders if 3 <= len(letters) <= 5 and _mixed(letters, a.name)},
        {a.person for a in attenders if " " not in key and a.person.rpartition(" ")[2] == key},
        {a.person for a in attenders if _initial_and_surname(key, a.person)},
    )
    return next((next(iter(people)) for people in ways if len(people) == 1), None)


def _mixed(letters: str, name: str) -> bool:
    """Whether letters such as "AHol" stand for "Alan Holt"; capitals alone would fit too many names."""
    return letters[0].isupper() and not letters[1:].islower() and not letters.isupper() and fits(letters, name)


def _initial_and_surname(key: str, person: str) -> bool:
    """Whether "j smith" may be "jane smith"."""
    first, _, surname = key.partition(" ")
    return len(first) == 1 and person.startswith(first) and surname != "" and person.rpartition(" ")[2] == surname


def people_of(attenders: Sequence[Attender], *, alone: bool) -> Callable[[str, int], str | None]:
    """A function that knows whom an owner's words in a document stand for; `alone`: by the document's own list only."""
    lists: dict[int, list[Attender]] = {}
    for attender in attenders:
        lists.setdefault(attender.document, []).append(attender)
    everybody = list({(a.person, a.name, a.role, a.initials): a for a in attenders}.values())

    @cache
    def among_all(owner: str) -> str | None:
        return None if alone else _among(owner, everybody)

    @cache
    def whose(owner: str, document: int) -> str | None:
        return _among(owner, lists.get(document, ())) or among_all(owner)

    return whose
