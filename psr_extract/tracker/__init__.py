"""What became of each action: `link(store)` works out lives, owners and silences from the stored facts and the log.

Everything here is computed anew from what documents and people say, so the order in which they were read does not
matter.
"""

from collections.abc import Sequence

from psr_extract.people.known import spellings
from psr_extract.store import Store
from psr_extract.store.rows import Row
from psr_extract.tracker.bodies import settle
from psr_extract.tracker.entries import Stand, belonging, stand, verdicts
from psr_extract.tracker.lives import lives
from psr_extract.tracker.model import Doubt, Heard, Life
from psr_extract.tracker.naming import keep_roster, keep_short_names, roster_of, short_names_of
from psr_extract.tracker.owners import Attender, Whom, lists_of, people_of
from psr_extract.tracker.papers import link_papers
from psr_extract.tracker.reading import documents_of
from psr_extract.words import name_key


def link(store: Store) -> None:
    """Work out the lives of all actions whose body has new, changed or removed documents or entries."""
    if not store.rows("SELECT 1 FROM unlinked LIMIT 1"):
        return
    with store.transaction():
        settle(store)
    for row in store.rows("SELECT scope FROM unlinked ORDER BY scope"):
        with store.transaction():
            _link_body(store, str(row["scope"]))
            link_papers(store, str(row["scope"]))
            store.delete("DELETE FROM unlinked WHERE scope = ?", [row["scope"]])


def _link_body(store: Store, scope: str) -> None:
    """Replace the lives of one body; those of documents that name no body stand each for itself."""
    key = scope or None
    rows = store.rows("SELECT DISTINCT document, person, name, role, initials FROM attendance_list WHERE body_key IS ?",
                      [key])  # fmt: skip
    known, short = [one for one in roster_of(store) if one.serves(key)], short_names_of(store)
    attenders = [_attender(row) for row in rows]
    whom = people_of(attenders, alone=key is None, known=known, short=short)
    documents = documents_of(store, key, lambda owner, document: _sole(whom(owner, document)))
    entries = store.rows("SELECT * FROM entry_list WHERE body_key IS ?", [key])
    said = verdicts(entries)
    found: list[Life] = []
    doubts: list[Doubt] = []
    for together in [documents] if key else [[one] for one in documents]:
        some, unclear = lives(together, said)
        found += some
        doubts += unclear
    dates = sorted({one.date for one in documents if one.kind == "minutes" and one.date}) if key else []
    _write(store, scope, found, doubts, entries, dates, whom)
    store.delete("DELETE FROM spellings WHERE scope = ?", [scope])
    joined = spellings(lists_of(attenders), known, short).one if key else {}
    names = sorted({one.person for one in attenders})
    store.insert("spellings", [{"scope": scope, "written": name, "person": joined.get(name, name)} for name in names])


def _write(store: Store, scope: str, found: Sequence[Life], doubts: Sequence[Doubt], entries: Sequence[Row],
           dates: Sequence[str], whom: Whom) -> None:  # fmt: skip
    """Put the lives of one body in place of those that were there."""
    hanging = belonging(entries, found)
    stands = [(life, stand(life, hanging.get(life.key, ()))) for life in found]
    store.delete("DELETE FROM lives WHERE scope = ?", [scope])
    store.insert("lives", [_life(life, now, scope, dates) for life, now in stands])
    store.insert("life_events", [row for life in found for row in _events(life)])
    store.insert("life_owners", [row for life, now in stands for row in _owners(life, now, whom)])
    store.insert("unclear_owners", [row for life, now in stands for row in _unclear(life, now, whom)])
    store.insert("doubts", [_doubt(doubt) for doubt in doubts])
    store.insert("life_entries", [{"entry": entry["entry"], "life": key}
                                  for key, own in hanging.items() for entry in own])  # fmt: skip


def _life(life: Life, now: Stand, scope: str, dates: Sequence[str]) -> Row:
    """An action as it stands now: its wording, its deadline, when it was last heard of, its age in meetings."""
    raised, mentioned = life.links[0].heard.date, life.links[-1].heard.date
    ended = now.closed or (dates[-1] if dates else "")
    carried = {one.heard.date for one in life.links if one.event in ("carried", "updated")}
    row: Row = {"life": life.key, "scope": scope, "text": now.text, "item": life.last.item or life.first.item}
    row |= {"due_text": now.due[0], "due_start": now.due[1], "due_end": now.due[2], "status": now.status}
    row |= {"raised": raised, "mentioned": mentioned, "closed": now.closed}
    row |= {"meetings_since": sum(date > mentioned for date in dates) if mentioned else 0}
    row |= {"meetings_open": sum(raised < date <= ended for date in dates) if raised else 0}
    return row | {"carried": len(carried), "by_hand": int(now.by_hand), "certainty": life.last.certainty}


def _events(life: Life) -> list[Row]:
    return [
        {"life": life.key, "document": one.heard.document, "kind": "action" if one.unit.action else "update",
         "number": one.unit.number, "key": one.unit.key, "action": one.unit.action, "event": one.event,
         "why": one.why, "score": one.score}
        for one in life.links
    ]  # fmt: skip


def _owners(life: Life, now: Stand, whom: Whom) -> list[Row]:
    """The owners of an action, each with the person it stands for."""
    return [
        {"life": life.key, "position": position, "name": name, "key": name_key(name),
         "person": _sole(whom(name, now.document))}
        for position, name in enumerate(now.owners)
    ]  # fmt: skip


def _unclear(life: Life, now: Stand, whom: Whom) -> list[Row]:
    """The people whom each owner may mean that two or more fit."""
    return [
        {"life": life.key, "position": position, "person": person}
        for position, name in enumerate(now.owners)
        if len(people := whom(name, now.document)) > 1
        for person in people
    ]


def _sole(people: Sequence[str]) -> str | None:
    """The one person, where it is one."""
    return people[0] if len(people) == 1 else None


def _doubt(doubt: Doubt) -> Row:
    kind = "action" if doubt.unit.action else "update"
    row: Row = {"key": doubt.unit.key, "life": doubt.life, "document": doubt.heard.document, "kind": kind}
    return row | {"number": doubt.unit.number, "score": round(100 * doubt.score, 1)}


def _attender(row: Row) -> Attender:
    role, initials = (str(row[part]) if row[part] else None for part in ("role", "initials"))
    return Attender(int(row["document"] or 0), str(row["person"]), str(row["name"]), role, initials)


__all__ = ["Heard", "Life", "keep_roster", "keep_short_names", "link"]
