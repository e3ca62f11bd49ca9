"""Full-text search: words in, what has all of them out."""

from typing import Literal

from psr_extract.store import Store
from psr_extract.store.rows import Row, Value

_SQL = {
    "actions": "SELECT DISTINCT v.life AS id FROM actions_fts f JOIN actions a ON a.id = f.rowid "
    "JOIN life_events v ON v.action = a.action WHERE actions_fts MATCH ? ORDER BY v.life",
    "decisions": "SELECT f.rowid AS id FROM decisions_fts f WHERE decisions_fts MATCH ? ORDER BY f.rowid",
    "blocks": "SELECT f.rowid AS id FROM blocks_fts f WHERE blocks_fts MATCH ? ORDER BY f.rowid",
}


def search(store: Store, table: Literal["actions", "decisions", "blocks"], text: str) -> list[Value]:
    """The ids of the actions (of any of their mentions), decisions or blocks that have all words of the text.

    Nothing in the text is taken for an operator; words match their other forms too ("report" finds "reporting").
    """
    phrases = " ".join('"' + word.replace('"', '""') + '"' for word in text.split())
    found: list[Row] = store.rows(_SQL[table], [phrases]) if phrases else []
    return [row["id"] for row in found]
