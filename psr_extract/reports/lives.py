"""The lives of actions as data: for each body its documents in order, and each action with what later ones show."""

from collections import defaultdict

from psr_extract.reports.handed import handed
from psr_extract.store import Store
from psr_extract.store.rows import Row, Value
from psr_extract.words import file_order

Data = dict[str, object]
_EVIDENCE = ("quote", "page", "line", "cell_table", "cell_row", "rule", "why", "score")
_EVENT = (
    "life, action, document, number, event, text, quote, page, line, cell_table, cell_row, rule, why, score"
)
_RANK = ("dropped", "done", "updated", "carried", "raised")
"""Of several things that one document says of an action, the first of these counts."""


def lives(store: Store, keys: list[Value]) -> list[Data]:
    """The lives of the actions of these bodies (their keys), a dictionary each, as JSON has them."""
    return [_body(store, key) for key in keys]


def _body(store: Store, key: Value) -> Data:
    documents = store.rows("SELECT document, name, date, kind, sha256 FROM heard_list WHERE body_key IS ?", [key])
    documents.sort(key=lambda row: (row["date"] is None, str(row["date"]), row["kind"] == "minutes",
                                    file_order(str(row["name"])), str(row["sha256"])))  # fmt: skip
    names = {row["document"]: str(row["name"]) for row in documents}
    events: dict[Value, list[Row]] = defaultdict(list)
    for row in store.rows(f"SELECT {_EVENT} FROM action_events WHERE part = 'text' AND life IN "
                          "(SELECT life FROM life_list WHERE scope = ?)", [key or ""]):  # fmt: skip
        events[row["life"]].append(row)
    place = {row["document"]: at for at, row in enumerate(documents)}
    ends = "SELECT giver AS id FROM handed_pairs UNION SELECT taker FROM handed_pairs"
    referred = {row["id"] for row in store.rows(ends)}
    actions = store.rows("SELECT id, owners, status FROM action_list WHERE body_key IS ?", [key])
    found = [_action(row, events[row["id"]], names, place) for row in actions]
    for row, one in zip(actions, found, strict=True):
        if row["id"] in referred and (handed_on := _referrals(store, str(row["id"]))):
            one["referrals"] = handed_on
    body = store.rows("SELECT body FROM body_list WHERE body_key IS ?", [key])
    found.sort(key=lambda one: (place[one.pop("at")], str(one["id"])))  # type: ignore[index]
    return {"body": body[0]["body"] if body else None, "documents": list(names.values()), "actions": found}


def _action(row: Row, events: list[Row], names: dict[Value, str], place: dict[Value, int]) -> Data:
    """One action: as it was first worded, and one event for each later document."""
    first = next(event for event in events if event["action"] == row["id"])
    told: dict[Value, list[Row]] = defaultdict(list)
    for event in events:
        if event["document"] != first["document"]:
            told[event["document"]].append(event)
    best = [min(some, key=lambda one: (_RANK.index(str(one["event"])), -float(one["score"] or 0), one["number"]))
            for some in told.values()]  # fmt: skip
    best.sort(key=lambda event: place[event["document"]])
    return {
        "at": first["document"],
        "id": row["id"],
        "text": first["text"],
        "owners": [owner for owner in str(row["owners"]).split("; ") if owner],
        "raised": names[first["document"]],
        "events": [_event(event, names) for event in best],
        "final": row["status"],
    }


def _referrals(store: Store, action: str) -> list[Data]:
    """The actions of other bodies that one was referred to (`to`) or from, with the words that say so."""
    return [
        {str(row["way"]): row["id"], "body": row["at"], "status": row["stands"], "text": row["quote"],
         "evidence": {part: row[part] for part in ("file", *_EVIDENCE)}}
        for row in handed(store, action) if row["state"] != "doubtful"
    ]  # fmt: skip


def _event(event: Row, names: dict[Value, str]) -> Data:
    status = "updated" if event["event"] == "raised" else event["event"]
    evidence = {part: event[part] for part in _EVIDENCE}
    text = event["quote"] or event["text"]
    return {"document": names[event["document"]], "status": status, "text": text, "evidence": evidence}
