"""Whether two databases say the same: their views compared, without the ids that only number rows."""

from collections import Counter

from psr_extract.store import Store

VIEWS = {
    "action_list": "body, text, item, owners, due_text, due_start, due_end, status, raised, mentioned, closed, "
    "meetings_since, meetings_open, carried, by_hand, silent, mentions, certainty, file, quote, page, line",
    "action_events": "event, kind, why, score, date, body, text, file, part, rule, quote, page, line",
    "owner_list": "name, key, person, body_key, status",
    "doubt_list": "score, action_text, raised, text, date, file",
    "handed_list": "state, why, score, body, text, status, taker_body, taker_text, taker_status, other_key, date, "
    "file, quote, rule, page, line",
    "decision_list": "body, date, text, outcome, item, file, quote",
    "meeting_list": "body, date, start, end, venue, chair, previous, next, documents, present, "
    "apologies, actions, decisions",
    "attendance_list": "body, date, name, person, status, organisation, role, initials",
    "entry_list": "entry, at, who, what, value, why, life IS NULL",
}
"""The views that are compared, and their columns."""


def differences(one: Store, other: Store) -> list[str]:
    """A line for each row that only one of the two has; none where all views are the same."""
    found: list[str] = []
    for view, columns in VIEWS.items():
        sql = f"SELECT {columns} FROM {view}"
        rows = [Counter(tuple(row.values()) for row in store.rows(sql)) for store in (one, other)]
        for sign, only in (("only before", rows[0] - rows[1]), ("only rebuilt", rows[1] - rows[0])):
            found += [f"{view}, {sign}: {' | '.join('' if cell is None else str(cell) for cell in row)[:200]}"
                      for row in sorted(only.elements(), key=str)]  # fmt: skip
    return found
