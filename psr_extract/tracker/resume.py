"""Takes linking up where it stopped: from which document on a body is to be heard again, and what was known before."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, fields

from psr_extract import __version__
from psr_extract.store import Store
from psr_extract.store.rows import Row
from psr_extract.tracker.likeness import Profile
from psr_extract.tracker.model import Heard, Life, Link, Verdicts
from psr_extract.tracker.reading import Outline, Who, with_units
from psr_extract.tracker.state import Seen, State, seen_of
from psr_extract.tracker.wording import Rarity, weights

Order = tuple[bool, str, bool, tuple[str, str], str]
Names = Mapping[str, Sequence[str]]
"""Whom owners' words, and spellings on attendance lists, stand for."""


@dataclass(frozen=True, slots=True)
class Before:
    """What was linked last time: the documents, the names, what people had said of links."""

    linked: Mapping[int, Row] = field(default_factory=dict)
    names: Names = field(default_factory=dict)
    verdicts: Verdicts = Verdicts()

    def order(self, document: int) -> Order:
        """Where a document stood."""
        row = self.linked[document]
        date = None if row["date"] is None else str(row["date"])
        return Heard(document, str(row["name"]), str(row["sha256"]), str(row["kind"]), date).order

    def dates(self) -> set[str]:
        """The days of meetings that minutes told of."""
        return {str(row["date"]) for row in self.linked.values() if row["kind"] == "minutes" and row["date"]}


def basis(*parts: object) -> str:
    """A checksum of all that every link rests on, besides documents and names."""
    said = repr((__version__, sorted(weights().items()), *parts))
    return hashlib.sha256(said.encode()).hexdigest()


def before(store: Store, scope: str, rests_on: str) -> Before | None:
    """What was linked last time; None where nothing was, or on another basis."""
    rows = store.rows("SELECT * FROM link_state_list WHERE scope = ?", [scope])
    if not rows or rows[0]["basis"] != rests_on:
        return None
    same, other = json.loads(str(rows[0]["verdicts"]))
    said = Verdicts(frozenset(map(tuple, same)), frozenset(map(tuple, other)))
    linked = store.rows("SELECT * FROM linked_list WHERE scope = ?", [scope])
    return Before({int(row["document"] or 0): row for row in linked}, json.loads(str(rows[0]["names"])), said)


def changed(store: Store, old: Before, now: Sequence[Outline], names: Names, said: Verdicts) -> set[int]:
    """The documents that are new, have changed or gone, or must be heard again as names or links are explained anew."""
    seals = {one.heard.document: one.seal for one in now}
    found = {document for document, seal in seals.items()
             if document not in old.linked or old.linked[document]["seal"] != seal}  # fmt: skip
    found |= old.linked.keys() - seals.keys()
    if other := renamed(old, names):
        wanted = json.dumps(sorted(name[1:] for name in other))
        for view, column, sign in (("owned_list", "name", "o"), ("attendance_list", "person", "p")):
            sql = f"SELECT DISTINCT document, {column} AS name FROM {view} WHERE {column} IN "
            rows = store.rows(sql + "(SELECT value FROM json_each(?))", [wanted])
            found |= {int(row["document"] or 0) for row in rows if sign + str(row["name"]) in other}
    pairs = (old.verdicts.same ^ said.same) | (old.verdicts.other ^ said.other)
    if pairs:
        found |= _shown(store, {key for pair in pairs for key in pair}) or seals.keys()
    return found & (seals.keys() | old.linked.keys())


def renamed(old: Before, names: Names) -> set[str]:
    """The owners' words ("o" before them) and spellings ("p") that stand for others now than before."""
    return {name for name in names.keys() & old.names.keys() if list(names[name]) != list(old.names[name])}


def _shown(store: Store, keys: Collection[str]) -> set[int]:
    """The documents that hold these units; none where one of them cannot be found."""
    found: set[int] = set()
    for key in keys:
        rows = store.rows(
            "SELECT document FROM mention_list WHERE action = ? UNION SELECT document FROM doubted_list WHERE key = ? "
            "UNION SELECT document FROM joined_list WHERE key = ?",
            [key] * 3,
        )
        if not rows:
            return set()
        found |= {int(row["document"] or 0) for row in rows}
    return found


class Shelf:
    """The lives that are stored, fetched when they are asked for; links in `without` documents are left out."""

    def __init__(self, store: Store, outlines: Iterable[Outline], who: Who, without: Collection[int] = ()) -> None:
        """Nothing fetched yet."""
        self._store, self._who, self._without = store, who, without
        self._outlines = {one.heard.document: one for one in outlines}
        self._units: dict[int, Heard] = {}

    def heard(self, document: int) -> Heard:
        """A document with its units."""
        if document not in self._units:
            self._units[document] = with_units(self._store, self._outlines[document], self._who)
        return self._units[document]

    def life(self, key: str) -> Life:
        """A life with its links in order."""
        links: list[tuple[Order, int, Link]] = []
        for row in self._store.rows("SELECT * FROM joined_list WHERE life = ?", [key]):
            document = int(row["document"] or 0)
            if document not in self._without:
                heard = self.heard(document)
                at = next(at for at, unit in enumerate(heard.units) if unit.key == row["key"])
                why = None if row["why"] is None else str(row["why"])
                score = None if row["score"] is None else float(row["score"])
                link = Link(heard.units[at], heard, row["event"], why, score)  # type: ignore[arg-type]
                links.append((heard.order, at, link))
        return Life([link for *_, link in sorted(links, key=lambda one: one[:2])])


def resume(store: Store, scope: str, old: Before, shelf: Shelf, said: Verdicts, again: AbstractSet[int]) -> State:
    """What was known before the documents that are to be heard again."""
    kept = {document: row for document, row in old.linked.items() if document not in again and row["date"]}
    counts: Counter[str] = Counter()
    for row in kept.values():
        for word, count in json.loads(str(row["words"])).items():
            counts[word] += count
    rarity = Rarity(sum(int(row["units"] or 0) for row in kept.values()), counts)
    state = State(said, rarity=rarity)
    state.load = lambda at: shelf.life(state.seen[at].key)
    for row in kept.values():
        state.meet(str(row["date"]))
    places: dict[str, int] = {}
    for row in store.rows("SELECT life, place, signs FROM sign_list WHERE scope = ? ORDER BY place", [scope]):
        at, seen, documents = int(row["place"] or 0), *_read(str(row["life"]), str(row["signs"]))
        state.next = max(state.next, at + 1)
        if not again.isdisjoint(documents):
            life = shelf.life(seen.key)
            if not life.links:
                state.gone.add(seen.key)
                continue
            state.lives[at], seen = life, seen_of(life)
            state.changed.add(at)
        state.know(at, seen)
        places[seen.key] = at
    for key in {*state.same, *state.other}:
        for row in store.rows("SELECT life, document FROM joined_list WHERE key = ?", [key]):
            at = places.get(str(row["life"]), -1)
            if row["document"] in kept:
                state.by_key[key] = max(at, state.by_key.get(key, -1))
    return state


def signs(seen: Seen, documents: Iterable[int]) -> str:
    """A life as it is remembered."""
    own = [_plain(getattr(seen.profile, part.name)) for part in fields(Profile)]
    said = [sorted(seen.words), sorted(seen.refs), seen.mentioned, seen.document, int(seen.closed), sorted(documents)]
    return json.dumps([*said, own], ensure_ascii=False)


def _plain(part: Iterable[object]) -> list[object]:
    parts = [" ".join(sorted(one)) if isinstance(one, frozenset) else one for one in part]
    return parts if isinstance(part, tuple) else sorted(parts, key=str)


def _read(key: str, said: str) -> tuple[Seen, list[int]]:
    words, refs, mentioned, document, closed, documents, own = json.loads(said)
    return Seen(key, words, refs, mentioned, document, bool(closed), lambda: _profile(*own)), documents


def _profile(texts: list[str], before: list[str], items: list[str], titles: list[str], names: list[str],
             people: list[str], refs: list[str], own_refs: list[str], wordings: list[str],
             answers: list[str]) -> Profile:  # fmt: skip
    return Profile(
        tuple(frozenset(text.split()) for text in texts), frozenset(before), frozenset(items), frozenset(titles),
        frozenset(names), frozenset(people), frozenset(refs), frozenset(own_refs), tuple(wordings), frozenset(answers),
    )  # fmt: skip


def counted(parts: Iterable[frozenset[str]]) -> str:
    """How many units of a document have each word, as it is remembered."""
    counts: dict[str, int] = defaultdict(int)
    for part in parts:
        for word in part:
            counts[word] += 1
    return json.dumps(dict(sorted(counts.items())), ensure_ascii=False)

