"""Whose an action is: the words that name an owner, and the person they stand for where lists of people tell."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from psr_extract.people.known import Known, ShortNames, spellings
from psr_extract.people.names import fits, initials_of
from psr_extract.words import name_key

Whom = Callable[[str, int], tuple[str, ...]]
"""An owner's words and a document in; out the keys of all people whom they may mean: one where it is clear."""

_CHAIRS = frozenset({"chairman", "chairperson", "chairwoman", "convenor", "convener"})


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

    None where nobody or more than one would do.
    """
    found = people_of(attenders)(owner, document)
    return found[0] if len(found) == 1 else None


def people_of(
    attenders: Sequence[Attender], *, alone: bool = False, known: Sequence[Known] = (), short: ShortNames | None = None
) -> Whom:
    """A function that knows whom an owner's words in a document may mean.

    The roster's aliases go first, then the document's own list, the roster's names and posts, and the lists of the
    body's other meetings. `alone`: the documents are of no one body, so each is explained by its own list only.
    """
    short = short or ShortNames()
    lists: dict[int, list[Attender]] = {}
    for attender in attenders:
        lists.setdefault(attender.document, []).append(attender)
    written = spellings(() if alone else lists_of(attenders), known, short)
    faces = dict.fromkeys((a.person, a.name, a.role, a.initials) for a in attenders)
    everybody = [Attender(0, *face) for face in faces]
    roster = [Attender(0, one.person, one.name, one.role) for one in known]

    @cache
    def among_all(owner: str) -> frozenset[str]:
        return _among(owner, roster, short) or (frozenset() if alone else _among(owner, everybody, short))

    def whole(people: Iterable[str]) -> Iterator[str]:
        """The people that spellings stand for."""
        for person in people:
            yield from written.several.get(person) or (written.one.get(person, person),)

    @cache
    def whom(owner: str, document: int) -> tuple[str, ...]:
        key = name_key(owner)
        called = {one.person for one in known if one.is_called(key)}
        found = called or _among(owner, lists.get(document, ()), short) or among_all(owner)
        return tuple(sorted(set(whole(found))))

    return whom


def lists_of(attenders: Iterable[Attender]) -> list[frozenset[str]]:
    """The keys of the names on each document's list."""
    lists: dict[int, set[str]] = {}
    for one in attenders:
        lists.setdefault(one.document, set()).add(one.person)
    return [frozenset(names) for names in lists.values()]


def _among(owner: str, attenders: Sequence[Attender], short: ShortNames) -> frozenset[str]:
    """All whom the words may mean, by the clearest reading that anybody fits."""
    key, post = name_key(owner), _post(owner)
    letters = "".join(char for char in owner if char.isalpha())
    capitals = letters.isupper() and 1 < len(letters) < 5
    ways: tuple[Callable[[Attender], bool], ...] = (
        lambda a: a.person == key,
        lambda a: bool(a.initials) and name_key(a.initials) == key,
        lambda a: a.role is not None and _post(a.role) == post,
        lambda a: capitals and initials_of(a.name) == letters,
        lambda a: 3 <= len(letters) <= 5 and _mixed(letters, a.name),
        lambda a: " " not in key and len(key) > 1 and _is_part(key, a.person, short),
        lambda a: _is_shorter(key, a.person, short),
    )
    for fits_way in ways:
        if found := frozenset(a.person for a in attenders if fits_way(a)):
            return found
    return frozenset()


def _mixed(letters: str, name: str) -> bool:
    """Whether letters such as "AHol" stand for "Alan Holt"; capitals alone would fit too many names."""
    return letters[0].isupper() and not letters[1:].islower() and not letters.isupper() and fits(letters, name)


def _post(role: str) -> tuple[str, ...]:
    """The words of a post; chair, chairman and convener are one."""
    return tuple("chair" if word in _CHAIRS else word for word in name_key(role).split())


def _is_part(key: str, person: str, short: ShortNames) -> bool:
    """Whether one word is somebody's surname, or the given name in full or short."""
    first, _, rest = person.partition(" ")
    return key == person.rpartition(" ")[2] or (rest != "" and len(first) > 1 and short.alike(key, first))


def _is_shorter(key: str, person: str, short: ShortNames) -> bool:
    """Whether "j smith", "jim smith" or "jim s" may be "james smith", and "james smith" be "j smith" on the list."""
    mine, theirs = key.split(), person.split()
    if len(mine) < 2 or len(theirs) < 2:
        return False
    given = short.alike(mine[0], theirs[0])
    initial = min(len(mine[0]), len(theirs[0])) == 1 and mine[0][0] == theirs[0][0]
    if mine[-1] == theirs[-1]:
        return given or initial
    return given and len(mine[-1]) == 1 and theirs[-1].startswith(mine[-1])
