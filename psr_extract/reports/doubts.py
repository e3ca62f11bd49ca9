"""What waits for a person: doubtful links, and entries of the log that have lost their action."""

from rapidfuzz import process

from psr_extract.errors import NotFound
from psr_extract.reports.handed import doubtful
from psr_extract.reports.queries import bodies
from psr_extract.store import Store
from psr_extract.store.rows import Row


def review(store: Store, body: str | None) -> list[Row]:
    """What a person is to say, the surest doubts first; entries without an action (`id` is None) come last.

    `asks` is "same" (do these words speak of that action?), "referred" (is the action `key` the one that another body
    took up as `id`?) or "entry" (whose is it?).
    """
    keys = bodies(store, body)
    both = ("body_key", "other_key")
    handed = [row for row in doubtful(store) if body is None or any(row[end] in keys for end in both)]
    doubts = store.rows(
        "SELECT 'same' AS asks, key, life AS id, score, text AS said, date, action_text AS action, raised, file, page, "
        "line, cell_table, cell_row, body_key FROM doubt_list ORDER BY score DESC, key, life"
    )
    lost = store.rows(
        "SELECT 'entry' AS asks, entry AS key, NULL AS id, NULL AS score, "
        "what || ' ' || action || ': ' || text AS said, "
        "substr(at, 1, 10) AS date, text AS action, raised, coalesce(path, 'no file') AS file, "
        "NULL AS page, NULL AS line, "
        "NULL AS cell_table, NULL AS cell_row, body_key FROM entry_list WHERE life IS NULL ORDER BY at, entry"
    )
    own, left = ([row for row in rows if body is None or row["body_key"] in keys] for rows in (doubts, lost))
    return [*own, *handed, *left]


def place_key(store: Store, wanted: str) -> str:
    """The key of a place in a document that shows or may show an action; NotFound with a hint where there is none."""
    sql = "SELECT key FROM (SELECT key FROM doubted_list UNION ALL SELECT key FROM joined_list)"
    for same in ("key = ?", "key = ? COLLATE NOCASE"):
        for row in store.rows(f"{sql} WHERE {same} LIMIT 1", [wanted.strip()]):
            return str(row["key"])
    known = [str(row["key"]) for row in store.rows("SELECT DISTINCT key FROM doubted_list ORDER BY key")]
    near = [name for name, *_ in process.extract(wanted, known, limit=3, score_cutoff=60)]
    do = f"Did you mean {' or '.join(near)}?" if near else "`psr-extract review` lists them"
    raise NotFound(f"nothing has the key {wanted!r}", do=do)
