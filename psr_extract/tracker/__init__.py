"""What became of each action: `link(store)` works out lives, owners and silences from the stored facts.

Everything here is computed anew from what documents say, so the order in which they were read does not matter.
"""

import json
from collections.abc import Callable, Sequence

from psr_extract.store import Store
from psr_extract.store.rows import Row, Value
from psr_extract.tracker.lives import Life, Mention, lives
from psr_extract.tracker.owners import Attender, person_of
from psr_extract.tracker.papers import link_papers
from psr_extract.words import name_key

Whose = Callable[[str, int], str | None]
"""An owner's words and a document in, the key of the person out, if known."""


def link(store: Store) -> None:
    """Work out the lives of all actions whose body has new, changed or removed documents since the last time."""
    scopes = [str(row["scope"]) for row in store.rows("SELECT scope FROM unlinked ORDER BY scope")]
    for scope in scopes:
        with store.transaction():
            _link_body(store, scope)
            link_papers(store, scope)
            store.delete("DELETE FROM unlinked WHERE scope = ?", [scope])


def _link_body(store: Store, scope: str) -> None:
    """Replace the lives of one body; those of documents that name no body stand each for itself."""
    key = scope or None
    attenders = [_attender(row) for row in store.rows("SELECT * FROM attendance_list WHERE body_key IS ?", [key])]
    held = store.rows("SELECT date FROM meeting_list WHERE body_key IS ? AND minuted AND date IS NOT NULL", [key])
    dates = sorted({str(row["date"]) for row in held}) if key else []
    attended: dict[int, list[Attender]] = {}
    for attender in attenders if key is None else ():
        attended.setdefault(attender.document, []).append(attender)

    def whose(owner: str, document: int) -> str | None:
        """Without a body, a document's own list is all that explains its names."""
        return person_of(owner, attended.get(document, ()) if key is None else attenders, document=document)

    rows = store.rows("SELECT * FROM mention_list WHERE body_key IS ?", [key])
    mentions = [_mention(row, whose) for row in rows]
    found = lives(mentions) if key else [life for mention in mentions for life in lives([mention])]
    store.delete("DELETE FROM lives WHERE scope = ?", [scope])
    store.insert("lives", [_life(life, scope, dates) for life in found])
    store.insert("life_events", [row for life in found for row in _events(life)])
    store.insert("life_owners", [row for life in found for row in _owners(life, whose)])


def _life(life: Life, scope: str, dates: Sequence[str]) -> Row:
    """An action as it stands now: its newest wording, the newest deadline that was given, when it was last heard of."""
    first, last = life.links[0].mention, life.last
    due = next((one.mention.due for one in reversed(life.links) if one.mention.due[0]), (None, None, None))
    since = sum(date > last.date for date in dates) if last.date else 0
    row: Row = {"life": first.action, "scope": scope, "text": last.text, "item": last.item or first.item}
    row |= {"due_text": due[0], "due_start": due[1], "due_end": due[2], "status": life.status}
    row |= {"raised": first.date, "mentioned": last.date, "meetings_since": since}
    return row | {"certainty": last.certainty}


def _events(life: Life) -> list[Row]:
    action = life.links[0].mention.action
    return [
        {"action": link.mention.action, "life": action, "event": link.event, "why": link.why, "score": link.score}
        for link in life.links
    ]


def _owners(life: Life, whose: Whose) -> list[Row]:
    """The owners that the newest mention with any owners names, each with the person it stands for."""
    newest = next((one.mention for one in reversed(life.links) if one.mention.owners), life.last)
    action = life.links[0].mention.action
    return [
        {"life": action, "position": position, "name": name, "key": name_key(name),
         "person": whose(name, newest.document)}
        for position, name in enumerate(newest.owners)
    ]  # fmt: skip


def _mention(row: Row, whose: Whose) -> Mention:
    owners: list[str] = json.loads(str(row["owners"]))
    document = _number(row["document"])
    people = frozenset(whose(owner, document) or name_key(owner) for owner in owners)
    due = (_text(row["due_text"]), _text(row["due_start"]), _text(row["due_end"]))
    return Mention(
        str(row["action"]), document, _number(row["number"]), str(row["name"]), str(row["sha256"]),
        str(row["kind"]), _text(row["date"]), str(row["text"]), tuple(owners), _text(row["item"]), _text(row["ref"]),
        _text(row["status"]), due, str(row["certainty"]), people,
    )  # fmt: skip


def _attender(row: Row) -> Attender:
    role, initials = _text(row["role"]), _text(row["initials"])
    return Attender(_number(row["document"]), str(row["person"]), str(row["name"]), role, initials)


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _number(value: Value) -> int:
    return int(value or 0)
