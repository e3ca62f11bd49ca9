"""Who is who over the documents of one body: which spellings are one person, which short forms belong together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from psr_extract.words import body_key, name_key, words


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody of a user's own roster: a person, post, group or body, how else it is written, the post it holds.

    `body` limits it to the documents of bodies with these words in their name.
    """

    name: str
    aliases: tuple[str, ...] = ()
    role: str | None = None
    body: str | None = None

    @property
    def person(self) -> str:
        """The key of the name."""
        return name_key(self.name)

    def serves(self, body: str | None) -> bool:
        """Whether this entry counts for the documents of the body with this key."""
        wanted = body_key(self.body)
        return wanted is None or f" {wanted} " in f" {body or ''} "

    def is_called(self, key: str) -> bool:
        """Whether this is its name or one of its aliases."""
        return key == self.person or key in map(name_key, self.aliases)


@dataclass(frozen=True, slots=True)
class ShortNames:
    """Which given names are short for which: made of lines such as "victoria vicky vic"."""

    groups: Mapping[str, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[str]) -> "ShortNames":
        """The names of each line belong together; one name may stand in several lines."""
        groups: dict[str, set[int]] = defaultdict(set)
        for number, line in enumerate(sorted(lines)):
            for name in words(line):
                groups[name].add(number)
        return cls({name: frozenset(numbers) for name, numbers in groups.items()})

    def alike(self, one: str, other: str) -> bool:
        """Whether two given names may be one person's: "vicky" and "victoria"."""
        none: frozenset[int] = frozenset()
        return one == other or bool(self.groups.get(one, none) & self.groups.get(other, none))


@dataclass(frozen=True, slots=True)
class Spellings:
    """What the names of a body's attendance lists come to: `one` gives the person of a spelling that is clear,
    `several` the people of one that fits two or more."""

    one: Mapping[str, str]
    several: Mapping[str, tuple[str, ...]]


def spellings(lists: Iterable[frozenset[str]], known: Iterable[Known], short: ShortNames) -> Spellings:
    """Join the keys of the names on these lists (a set a document) that are one person's.

    "j smith", "smith" and "jim smith" are "james smith" where no other Smith of the body fits. Two names that one list
    holds side by side are two people.
    """
    together: dict[str, set[str]] = defaultdict(set)
    for names in lists:
        for name in names:
            together[name] |= names
    roster = list(known)
    whole = {*together, *(one.person for one in roster)}
    fuller = {
        name: {other for other in whole - together[name] if is_short_for(name, other, short)}
        for name in sorted(together)
    }
    called: dict[str, str] = {}
    for entry in roster:
        called.update({name: entry.person for name in whole if entry.is_called(name)})
    one: dict[str, str] = {}
    several: dict[str, tuple[str, ...]] = {}
    for name in sorted(together):
        people = {called[name]} if name in called else _roots(name, fuller, called)
        if len(people) == 1:
            one[name] = people.pop()
        else:
            several[name] = tuple(sorted(people))
    return Spellings(one, several)


def _roots(name: str, fuller: Mapping[str, set[str]], called: Mapping[str, str]) -> set[str]:
    """The fullest spellings that a name may be short for; itself where there is none."""
    found = {root for other in fuller.get(name, ()) for root in _roots(other, fuller, called)}
    return found or {called.get(name, name)}


def is_short_for(name: str, other: str, short: ShortNames) -> bool:
    """Whether one key is a shorter form of another: "smith", "j smith", "jim smith" for "james smith"."""
    mine, theirs = name.split(), other.split()
    if name == other or len(theirs) < 2 or not mine or mine[-1] != theirs[-1]:
        return False
    if len(mine) == 1:
        return True
    first, whole = mine[0], theirs[0]
    if len(first) < len(whole) and len(first) == 1:
        return whole.startswith(first)
    if first == whole:
        return len(mine) < len(theirs)
    return len(first) > 1 and len(whole) > 1 and short.alike(first, whole) and (len(first), first) < (len(whole), whole)
