"""`lint`: what in the record itself is missing, contradicts, or was forgotten. Each check is a query and a sentence."""

import json

from psr_extract.reports.queries import bodies
from psr_extract.store import Store
from psr_extract.store.rows import Row

CHECKS: tuple[tuple[str, str], ...] = (
    (
        "no owner",
        """
        SELECT id AS what, text AS detail, file, raised AS date, body_key FROM action_list WHERE status =
        'open' AND owners = ''
        """,
    ),
    (
        "no date",
        """
        SELECT id AS what, text AS detail, file, raised AS date, body_key FROM action_list WHERE status =
        'open' AND due_text IS NULL
        """,
    ),
    (
        "due before raised",
        """
        SELECT id AS what, due_end || ': ' || text AS detail, file, raised AS date, body_key FROM
        action_list WHERE due_end < raised
        """,
    ),
    (
        "one reference, two actions",
        """
        SELECT m.ref AS what, group_concat(DISTINCT v.life) AS detail, min(m.name) AS file, min(m.date) AS
        date, m.body_key FROM mention_list m JOIN joined_list v ON v.key = m.action WHERE m.ref GLOB
        '*[0-9]*[0-9]*[0-9]*' GROUP BY m.body_key, m.ref HAVING count(DISTINCT v.life) > 1
        """,
    ),
    (
        "present and away",
        """
        SELECT name AS what, group_concat(DISTINCT status) AS detail, (SELECT d.name FROM document_list d
        WHERE d.document = a.document) AS file, date, body_key FROM attendance_list a GROUP BY document,
        person HAVING sum(status IN ('present')) AND sum(status IN ('apologies', 'absent'))
        """,
    ),
    (
        "missing meeting",
        """
        SELECT m.previous AS what, 'named as the meeting before, but no minutes of it are here' AS detail,
        m.files AS file, m.date, m.body_key FROM meeting_list m WHERE m.previous IS NOT NULL AND m.body_key
        IS NOT NULL AND NOT EXISTS (SELECT 1 FROM meeting_list n WHERE n.body_key = m.body_key AND n.date =
        m.previous) AND EXISTS (SELECT 1 FROM meeting_list n WHERE n.body_key = m.body_key AND n.date <
        m.previous)
        """,
    ),
    (
        "referred, not taken up",
        """
        SELECT giver AS what, 'nothing found at ' || other_body || ': ' || text AS detail, file, date, body_key FROM
        handed_list h WHERE state = 'unanswered' AND EXISTS (SELECT 1 FROM meeting_list n WHERE n.body_key =
        h.other_key AND n.date > h.date)
        """,
    ),
    (
        "log and minutes disagree",
        """
        SELECT v.life AS what, group_concat(DISTINCT v.event || ' in ' || h.name) AS detail, min(h.name) AS
        file, h.date, h.body_key FROM joined_list v JOIN heard_list h ON h.document = v.document WHERE v.life
        IN (SELECT life FROM joined_list GROUP BY life HAVING max(event IN ('done', 'dropped')) AND
        max(event IN ('carried', 'updated'))) AND h.date IS NOT NULL GROUP BY v.life, h.date HAVING
        sum(v.event IN ('done', 'dropped')) AND sum(v.event IN ('carried', 'updated')) AND count(DISTINCT
        v.document) > 1
        """,
    ),
    (
        "closed by hand, mentioned since",
        """
        SELECT id AS what, 'closed ' || closed || ', mentioned ' || mentioned || ': ' || text AS detail,
        file, mentioned AS date, body_key FROM action_list WHERE by_hand AND status <> 'open' AND mentioned
        > closed
        """,
    ),
    (
        "nobody mentions it any more",
        """
        SELECT id AS what, meetings_since || ' meetings without a word: ' || text AS detail, file, mentioned
        AS date, body_key FROM action_list WHERE silent
        """,
    ),
    (
        "no meeting",
        """
        SELECT name AS what, 'names no date of its meeting' AS detail, name AS file, NULL AS date, body_key
        FROM stated_list WHERE date IS NULL AND kind = 'minutes'
        """,
    ),
    (
        "could not be read",
        """
        SELECT name AS what, warnings AS detail, name AS file, date, body_key FROM document_list WHERE
        blocks = 0 OR warnings LIKE '%cannot be read%' OR warnings LIKE '%no text%' OR warnings LIKE
        '%scan%'
        """,
    ),
)
"""The checks: a name, and what finds its rows (`what`, `detail`, `file`, `date`, `body_key`)."""


def lint(store: Store, body: str | None) -> list[Row]:
    """What the checks find, one after the other, of one body or of all."""
    own = "body_key IN (SELECT value FROM json_each(?))" if body else "?"
    keys = json.dumps(bodies(store, body)) if body else 1
    found: list[Row] = []
    for check, sql in CHECKS:
        rows = store.rows(f"SELECT * FROM ({sql}) WHERE {own} ORDER BY date, file, what", [keys])
        found += [{"check": check, **row} for row in rows]
    return found
