"""Actions by owner: whom a name that somebody types means, and lists grouped by owner."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import process

from psr_extract.errors import NotFound
from psr_extract.store import Store
from psr_extract.store.rows import Row, Value
from psr_extract.tracker.naming import roster_of, short_names_of
from psr_extract.tracker.owners import Attender, people_of
from psr_extract.words import name_key

NOBODY = "Nobody named"
_MANY = 40_000
"""So many are looked up one by one; of more, all are looked through."""
_UNNAMED = {"body": "No body named", "item": "No item named"}


@dataclass(frozen=True, slots=True)
class Group:
    """Actions that belong together, as those of one owner; `overdue` counts those."""

    owner: str
    actions: tuple[Row, ...]

    @property
    def overdue(self) -> int:
        """How many of them are overdue."""
        return sum(bool(row["overdue"]) for row in self.actions)


def lives_of(store: Store, wanted: str) -> list[str]:
    """The actions whose owner is meant by a name, however it is written in the minutes and here.

    Case, honorifics and a leading "the" do not matter; "JS" and "Jane Smith" are one where an attendance list of the
    body tells so. An organisation's name means its people too, as the attendance lists of each body have them.
    NotFound where neither an action nor an attendance list has anybody of this name.
    """
    key = name_key(wanted)
    known = store.rows("SELECT body_key, person, written, name, role, initials, organisation FROM known_list")
    owners = store.rows("SELECT life FROM owner_list WHERE key = :key OR person = :key", {"key": key})
    meant = _meant(store, wanted, known)
    people = {(body, found[0]) for body, found in meant.items() if len(found) == 1}
    people |= {(row["body_key"], str(row["person"])) for row in known if name_key(_text(row["organisation"])) == key}
    found = {str(row["life"]) for row in owners}
    for body, person in people:
        own = store.rows("SELECT life FROM owner_list WHERE person = ? AND body_key IS ?", [person, body])
        found |= {str(row["life"]) for row in own}
    if not found and not any(name_key(_text(row["organisation"])) == key for row in known):
        _refuse(store, wanted, meant.values())
    return sorted(found)


def _meant(store: Store, wanted: str, lists: Sequence[Row]) -> dict[Value, tuple[str, ...]]:
    """For each body the keys of the people whom a name may mean there."""
    attenders: dict[Value, list[Attender]] = defaultdict(list)
    for row in lists:
        one = Attender(0, str(row["written"]), str(row["name"]), _text(row["role"]), _text(row["initials"]))
        attenders[row["body_key"]].append(one)
    joined = {(row["body_key"], str(row["written"])): str(row["person"]) for row in lists}
    roster, short = roster_of(store), short_names_of(store)
    found: dict[Value, tuple[str, ...]] = {}
    for body in attenders.keys() | {row["body_key"] for row in store.rows("SELECT body_key FROM body_list")} | {None}:
        known = [one for one in roster if one.serves(_text(body))]
        people = people_of(attenders[body], alone=True, known=known, short=short)(wanted, 0)
        found[body] = tuple(sorted({joined.get((body, one), one) for one in people}))
    return found


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _refuse(store: Store, wanted: str, meant: Collection[tuple[str, ...]]) -> None:
    """NotFound where a name is nobody's, or may be that of several; nothing where somebody just owns nothing."""
    names = {str(row["person"]): str(row["name"]) for row in store.rows("SELECT person, name FROM named_list")}
    several = sorted({names.get(one, one) for people in meant if len(people) > 1 for one in people})
    if several:
        raise NotFound(f"{wanted!r} may be {' or '.join(several)}", do="Ask for one of them")
    if not any(meant):
        owners = store.rows("SELECT DISTINCT name FROM owner_list")
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
    place = {str(action["id"]): at for at, action in enumerate(actions)}
    grouped: dict[str, set[int]] = defaultdict(set)
    for row in _owning(store, place):
        at = place.get(str(row["life"]))
        if at is not None:
            grouped[str(row["owner"])].add(at)
    if nobody := set(place.values()).difference(*grouped.values()):
        grouped[""] = nobody
    names = {**names_of(store, grouped), "": NOBODY}
    order = sorted(grouped, key=lambda key: (key == "", names[key].casefold(), key))
    return [Group(names[key], tuple(actions[at] for at in sorted(grouped[key]))) for key in order]


def _owning(store: Store, lives: Collection[str]) -> list[Row]:
    """The owners of these lives; where these are many, of all lives."""
    sql = "SELECT life, coalesce(person, key) AS owner FROM owning_list"
    if len(lives) > _MANY:
        return store.rows(sql)
    return store.rows(f"{sql} WHERE life IN (SELECT value FROM json_each(?))", [json.dumps(list(lives))])


def grouped(store: Store, actions: Sequence[Row], by: str) -> list[Group]:
    """The actions in groups: by "owner", by the value of "body", "item" or "status", or all in one ("none")."""
    if by == "owner":
        return by_owner(store, actions)
    found: dict[str, list[Row]] = defaultdict(list)
    for action in actions:
        found["" if by == "none" else str(action[by] or "")].append(action)
    order = sorted(found, key=lambda key: (key == "", key.casefold(), key))
    return [Group(key or _UNNAMED.get(by, ""), tuple(found[key])) for key in order]


def names_of(store: Store, keys: Iterable[str]) -> dict[str, str]:
    """How to call owners by their keys: as the roster or the attendance lists have them, else as the minutes do."""
    names = {one.person: one.name for one in roster_of(store)}
    for row in store.rows("SELECT person, name FROM named_list"):
        names.setdefault(str(row["person"]), str(row["name"]))
    for key in keys:
        if key not in names:
            rows = store.rows("SELECT name FROM owner_list WHERE key = ? ORDER BY life, position LIMIT 1", [key])
            names[key] = str(rows[0]["name"]) if rows else key
    return names
