"""Actions by owner: whom a name that somebody types means, and lists grouped by owner."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapidfuzz import process

from psr_extract.errors import NotFound
from psr_extract.store import Store
from psr_extract.store.rows import Row, Value
from psr_extract.tracker.naming import roster_of, short_names_of
from psr_extract.tracker.owners import Attender, people_of
from psr_extract.words import name_key

NOBODY = "Nobody named"
NO_DOCUMENT = -1


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
    owners = store.rows("SELECT life, name, key, person, body_key FROM owner_list")
    meant = _meant(store, wanted, {row["body_key"] for row in owners})
    found = {
        str(row["life"])
        for row in owners
        if key in (row["key"], row["person"]) or (row["person"] and meant.get(row["body_key"]) == (row["person"],))
    }
    if not found:
        _refuse(store, wanted, owners, meant.values())
    return sorted(found)


def _meant(store: Store, wanted: str, bodies: set[Value]) -> dict[Value, tuple[str, ...]]:
    """For each body the keys of the people whom a name may mean there."""
    attenders: dict[Value, list[Attender]] = defaultdict(list)
    for row in store.rows("SELECT DISTINCT document, body_key, person, name, role, initials FROM attendance_list"):
        role, initials = (str(row[part]) if row[part] else None for part in ("role", "initials"))
        one = Attender(int(row["document"] or 0), str(row["person"]), str(row["name"]), role, initials)
        attenders[row["body_key"]].append(one)
    roster, short = roster_of(store), short_names_of(store)
    found: dict[Value, tuple[str, ...]] = {}
    for body in {*attenders, *bodies}:
        known = [one for one in roster if one.serves(str(body) if body else None)]
        found[body] = people_of(attenders[body], known=known, short=short)(wanted, NO_DOCUMENT)
    return found


def _refuse(store: Store, wanted: str, owners: Sequence[Row], meant: Collection[tuple[str, ...]]) -> None:
    """NotFound where a name is nobody's, or may be that of several; nothing where somebody just owns nothing."""
    names = {str(row["person"]): str(row["name"]) for row in store.rows("SELECT person, name FROM people_list")}
    several = sorted({names.get(one, one) for people in meant if len(people) > 1 for one in people})
    if several:
        raise NotFound(f"{wanted!r} may be {' or '.join(several)}", do="Ask for one of them")
    if not any(meant):
        every = sorted({*names.values(), *(str(row["name"]) for row in owners)})
        near = [name for name, *_ in process.extract(wanted, every, limit=3, score_cutoff=60)]
        do = f"Did you mean {' or '.join(near)}?" if near else "`psr-extract actions` lists all owners"
        raise NotFound(f"no owner is called {wanted!r}", do=do)


def unclear(store: Store, life: str | None = None, *, named: str | None = None) -> list[Row]:
    """Owners whom two or more people fit: `name` as written, `maybe` whom it may be, `actions` how many are open.

    Of one action, or of all open ones; `named` keeps those that a name may have to do with.
    """
    key = name_key(named)
    where = "life = :life" if life else "status = 'open'"
    rows = store.rows(
        f"SELECT life, position, name, maybe FROM unclear_list WHERE {where} ORDER BY life, position, person",
        {"life": life} if life else {},
    )
    fitting: dict[tuple[str, int], tuple[str, list[str]]] = {}
    for row in rows:
        place = str(row["life"]), int(row["position"] or 0)
        fitting.setdefault(place, (str(row["name"]), []))[1].append(str(row["maybe"]))
    counts = Counter((name, tuple(people)) for name, people in fitting.values())
    return [
        {"name": name, "maybe": " or ".join(people), "actions": count}
        for (name, people), count in sorted(counts.items())
        if not key or key in map(name_key, (name, *people))
    ]


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
    for one in roster_of(store):
        names[one.person] = one.name
    names[""] = NOBODY
    order = sorted(grouped, key=lambda key: (key == "", names[key].casefold(), key))
    return [Group(names[key], tuple(grouped[key].values())) for key in order]
