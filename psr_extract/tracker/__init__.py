"""What became of each action: `link(store)` works out lives, owners and silences from the stored facts and the log.

What documents and people say is heard in the order of the meetings, whenever it was read: a document that came late is
put in its place, and all that came after it is heard again.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from psr_extract.people.known import Spellings, spellings
from psr_extract.store import Store
from psr_extract.store.rows import Row, Value
from psr_extract.tracker.bodies import letter, settle
from psr_extract.tracker.entries import closest, verdicts
from psr_extract.tracker.handing import hand_on
from psr_extract.tracker.lives import hear
from psr_extract.tracker.mentioned import people_in
from psr_extract.tracker.model import Heard, Life, Verdicts
from psr_extract.tracker.naming import keep_roster, keep_short_names, roster_of, short_names_of
from psr_extract.tracker.owners import Attender, Whom, lists_of, people_of
from psr_extract.tracker.papers import link_papers
from psr_extract.tracker.reading import Outline, Who, outlines, with_units
from psr_extract.tracker.resume import Before, Shelf, basis, before, changed, renamed, resume
from psr_extract.tracker.state import State
from psr_extract.tracker.writing import Work, write


def link(store: Store) -> None:
    """Work out the lives of all actions whose body has new, changed or removed documents or entries."""
    if not store.rows("SELECT 1 FROM unlinked LIMIT 1"):
        return
    with store.transaction():
        settle(store)
        letter(store)
    for row in store.rows("SELECT scope FROM unlinked ORDER BY scope"):
        with store.transaction():
            _link_body(store, str(row["scope"]))
            link_papers(store, str(row["scope"]))
            hand_on(store, str(row["scope"]))
            store.delete("DELETE FROM unlinked WHERE scope = ?", [row["scope"]])


@dataclass(frozen=True, slots=True)
class _Names:
    """Whom owners' words mean in a body, and what that rests on."""

    whom: Whom
    written: Spellings
    attenders: Sequence[Attender]
    faces: Sequence[tuple[Value, ...]]
    means: Mapping[str, list[str]]
    rests_on: str


def _link_body(store: Store, scope: str) -> None:
    """Bring the lives of one body up to date; those of documents that name no body stand each for itself."""
    key = scope or None
    names = _names(store, key)
    documents = outlines(store, key)
    entries = store.rows("SELECT * FROM told_list WHERE body_key IS ?", [key])
    said = verdicts(entries, _ids_now(store, key, documents))
    old = before(store, scope, names.rests_on)
    if old is None:
        for table in ("lives", "linked", "link_states"):
            store.delete(f"DELETE FROM {table} WHERE scope = ?", [scope])
    work = _heard(store, scope, documents, names, said, old or Before())
    write(store, work, entries, renamed=bool(old and renamed(old, names.means)))
    pairs = [sorted(map(list, some)) for some in (said.same, said.other)]
    state: Row = {"scope": scope, "basis": names.rests_on, "names": json.dumps(names.means)}
    store.put("link_states", [state | {"verdicts": json.dumps(pairs)}], key="scope")
    _keep_people(store, scope, names)


def _ids_now(store: Store, key: str | None, documents: Sequence[Outline]) -> Callable[[str, Value, Value], str]:
    """Gives the id that a mention has now: its own, else that of the same day's mention with the same words.

    It has another where its document was corrected, or has given way to another version of the same minutes.
    """
    heard = {one.heard.document for one in documents if not one.superseded}
    sql = "SELECT action AS life, document, text, date FROM mention_list WHERE "

    def now(wanted: str, text: Value, day: Value) -> str:
        own = next(iter(store.rows(f"{sql}action = ?", [wanted])), None)
        if own:
            text, day = text or own["text"], day or own["date"]
        likeness = fuzz.ratio(str(own["text"]), str(text)) if own and own["document"] in heard else 0.0
        if likeness == 100 or text is None:
            return wanted
        rows = store.rows(f"{sql}body_key IS ? AND date IS ?", [key, day])
        return closest(str(text), likeness, [row for row in rows if row["document"] in heard]) or wanted

    return now


def _keep_people(store: Store, scope: str, names: _Names) -> None:
    """Whom the attendance lists of a body name, and whose spelling each name is."""
    joined = names.written.one if scope else {}
    spelled = sorted({one.person for one in names.attenders})
    store.delete("DELETE FROM spellings WHERE scope = ?", [scope])
    store.insert("spellings", [{"scope": scope, "written": name, "person": joined.get(name, name)} for name in spelled])
    store.delete("DELETE FROM attenders WHERE scope = ?", [scope])
    store.insert("attenders", [
        {"scope": scope, "person": joined.get(str(person), str(person)), "written": person, "name": name, "role": role,
         "initials": initials, "organisation": organisation}
        for person, name, role, initials, organisation in names.faces
    ])  # fmt: skip


def _heard(store: Store, scope: str, documents: Sequence[Outline], names: _Names, said: Verdicts,
           old: Before) -> Work:  # fmt: skip
    """Hear all documents from the first on that is new or has changed; undated ones, and those of no body, alone."""
    fresh = changed(store, old, documents, names.means, said)
    orders = {one.heard.document: one.heard.order for one in documents}
    orders |= {document: old.order(document) for document in old.linked.keys() - orders.keys()}
    alone = {document for document, order in orders.items() if order[0] or not scope}
    first = min((orders[document] for document in fresh - alone), default=None)
    again = fresh | {document for document, order in orders.items()
                     if first is not None and document not in alone and order >= first}  # fmt: skip

    shelf = Shelf(store, documents, _who(names), again)
    state = resume(store, scope, old, shelf, said, again - alone) if scope and first is not None else State(said)
    states = [state]
    heard: list[Heard] = []
    for one in sorted(documents, key=lambda one: one.heard.order):
        if one.heard.document in again:
            heard.append(shelf.heard(one.heard.document))
            if one.heard.document in alone:
                states.append(State(said))
            hear(states[-1] if one.heard.document in alone else state, heard[-1])
    seals = {one.heard.document: one.seal for one in documents}
    dates = {one.heard.date for one in documents if one.heard.kind == "minutes" and one.heard.date} if scope else set()
    was = old.dates() if scope else set()
    return Work(scope, states, heard, again, seals, sorted(filter(None, dates)), was, shelf, names.whom)


def documents_of(store: Store, key: str) -> list[Heard]:
    """The dated documents of a body with all that they say of actions, in the order in which they are heard."""
    who = _who(_names(store, key))
    found = [with_units(store, one, who) for one in outlines(store, key) if one.heard.date]
    return sorted(found, key=lambda one: one.order)


def _who(names: _Names) -> Who:
    """Explains owners by the lists of the whole body, other names by the document's own."""

    def owner_of(owner: str, document: int) -> str | None:
        people = names.whom(owner, document)
        return people[0] if len(people) == 1 else None

    return Who(owner_of, people_in(names.attenders, names.written))


def _names(store: Store, key: str | None) -> _Names:
    """Who is who in a body."""
    columns = "person, name, role, initials"
    sql = "FROM attendance_list WHERE body_key IS ? ORDER BY person, name"
    attenders = [_attender(row) for row in store.rows(f"SELECT DISTINCT document, {columns} {sql}", [key])]
    faces = [tuple(row.values()) for row in store.rows(f"SELECT DISTINCT {columns}, organisation {sql}", [key])]
    known, short = [one for one in roster_of(store) if one.serves(key)], short_names_of(store)
    whom = people_of(attenders, alone=key is None, known=known, short=short)
    written = spellings(lists_of(attenders) if key else (), known, short)
    owners = {str(row["name"]) for row in store.rows("SELECT DISTINCT name FROM owned_list WHERE body_key IS ?", [key])}
    means = {"o" + owner: list(whom(owner, _NOWHERE)) for owner in owners}
    means |= {"p" + name: [person] for name, person in written.one.items()}
    means |= {"p" + name: list(people) for name, people in written.several.items()}
    rests_on = basis(known, sorted(short.groups.items()))
    return _Names(whom, written, attenders, faces, dict(sorted(means.items())), rests_on)


_NOWHERE = -1
"""No document's number: only what all lists of a body tell."""


def _attender(row: Row) -> Attender:
    role, initials = (str(row[part]) if row[part] else None for part in ("role", "initials"))
    return Attender(int(row["document"] or 0), str(row["person"]), str(row["name"]), role, initials)


__all__ = ["Heard", "Life", "documents_of", "keep_roster", "keep_short_names", "link"]
