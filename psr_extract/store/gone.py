"""Evidence that is struck out: its words and its place are those of what was left out, not those of a block."""

from sqlite_utils import Database

from psr_extract.store.quick import given as given
from psr_extract.store.schema import MIGRATIONS

_PLACE = ("page", "x0", "top", "x1", "bottom", "line", "cell_table", "cell_row", "cell_column")

_EVIDENCE = f"""
CREATE VIEW evidence_list AS
SELECT e.document, e.kind, e.number, e.part, e.rule, d.name, f.path, e.block, e.start, e.end,
    coalesce(o.text, substr(b.text, e.start + 1, e.end - e.start)) AS quote, b.text AS block_text,
    {", ".join(f"iif(o.number IS NULL, b.{part}, o.{part}) AS {part}" for part in _PLACE)}
FROM evidence e JOIN documents d ON d.id = e.document JOIN files f ON f.id = d.file
JOIN blocks b ON b.document = e.document AND b.number = e.block
LEFT JOIN left_out o ON o.document = e.document AND o.number = e.left_out
"""


@MIGRATIONS()
def gone(db: Database) -> None:
    """Which of the words that were left out a piece of evidence is."""
    db.execute("ALTER TABLE evidence ADD COLUMN left_out INTEGER")
    db.execute("DROP VIEW evidence_list")
    db.execute(_EVIDENCE)
