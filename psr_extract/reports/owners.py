"""Actions by owner: whom a name that somebody types means, and lists grouped by owner."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import process

from psr_extract.errors import NotFound
from psr_extract.store import Store
from psr_extract.store.rows import Row
from psr_extract.tracker.owners import Attender, person_of
from psr_extract.words import name_key

NOBODY = "Nobody named"


@dataclass(frozen=True, slots=True)
class Group:
    """The actions of one owner; `overdue` counts those."""

    owner: str
    actions: tuple[Row, ...]

    @property
    def overdue(self) -> int:
        """How many of them are overdue."""
        return sum(bool(row["overdue"]) for row in self.actions)


def lives_of(store: Store, wanted: str) -> list[str]:
    """The actions whose owner is meant by a name, however it is written in the minutes and here.

    Case, honorifics and a leading "the" do not matter; "JS" and "Jane Smith" are one where an attendance list of the
    body tells so. NotFound where neither an action nor an attendance list has anybody of this name.
    """
    key = name_key(wanted)
    attenders: dict[str, list[Attender]] = defaultdict(list)
    for row in store.rows("SELECT DISTINCT body_key, person, name, role, initials FROM attendance_list"):
        role, initials = (str(row[part]) if row[part] else None for part in ("role", "initials"))
        attenders[str(row["body_key"])].append(Attender(0, str(row["person"]), str(row["name"]), role, initials))
    meant = {body: person_of(wanted, people, document=0) for body, people in attenders.items()}
    owners = store.rows("SELECT life, name, key, person, body_key FROM owner_list")
    found = {
        str(row["life"])
        for row in owners
        if key in (row["key"], row["person"])
        or (row["person"] is not None and row["person"] == meant.get(str(row["body_key"])))
    }
    if not found and not any(meant.values()):
        names = {str(row["name"]) for row in owners} | {one.name for people in attenders.values() for one in people}
        near = [name for name, *_ in process.extract(wanted, sorted(names), limit=3, score_cutoff=60)]
        do = f"Did you mean {' or '.join(near)}?" if near else "`psr-extract actions` lists all owners"
        raise NotFound(f"no owner is called {wanted!r}", do=do)
    return sorted(found)


def by_owner(store: Store, actions: Sequence[Row]) -> list[Group]:
    """The actions under each of their owners, by name, those of nobody last; a person's spellings come together."""
    names: dict[str, str] = {
        str(row["person"]): str(row["name"]) for row in store.rows("SELECT person, name FROM people_list")
    }
    owners: dict[str, list[Row]] = defaultdict(list)
    for row in store.rows("SELECT life, name, key, person FROM owner_list ORDER BY life, position"):
        owners[str(row["life"])].append(row)
    grouped: dict[str, dict[str, Row]] = defaultdict(dict)
    for action in actions:
        for owner in owners[str(action["id"])]:
            key = str(owner["person"] or owner["key"])
            names.setdefault(key, str(owner["name"]))
            grouped[key][str(action["id"])] = action
        if not owners[str(action["id"])]:
            grouped[""][str(action["id"])] = action
    names[""] = NOBODY
    order = sorted(grouped, key=lambda key: (key == "", names[key].casefold(), key))
    return [Group(names[key], tuple(grouped[key].values())) for key in order]
