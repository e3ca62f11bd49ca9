"""What the ids of a document's actions begin with is settled by what the document is, not by when it came.

`documents.wanted` is what they would begin with if no other document wanted the same; `unlettered` holds what has to be
shared out anew because a document came or went. `past_numbers` holds the numbers of actions that a file no longer has:
none is given to another action.
"""

from sqlite_utils import Database

from psr_extract.store.gone import gone as gone
from psr_extract.store.ids import prefix
from psr_extract.store.schema import MIGRATIONS

_STATEMENTS = (
    "CREATE INDEX documents_wanted ON documents(wanted)",
    "CREATE TABLE unlettered (wanted TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    """CREATE TRIGGER letter_new AFTER INSERT ON documents WHEN NEW.wanted IS NOT NULL
    BEGIN INSERT OR IGNORE INTO unlettered (wanted) VALUES (NEW.wanted); END""",
    """CREATE TRIGGER letter_gone AFTER DELETE ON documents WHEN OLD.wanted IS NOT NULL
    BEGIN INSERT OR IGNORE INTO unlettered (wanted) VALUES (OLD.wanted); END""",
    "CREATE VIEW unlettered_list AS SELECT wanted FROM unlettered",
    """CREATE VIEW wanted_list AS
    SELECT s.document, s.name, s.sha256, s.kind, s.body_key, s.stated_key, s.draft, d.prefix, d.wanted
    FROM documents d JOIN stated_list s ON s.document = d.id""",
    """CREATE TABLE past_numbers (
        path TEXT NOT NULL, name TEXT NOT NULL, number INTEGER NOT NULL, seal TEXT NOT NULL,
        PRIMARY KEY (path, name, number)
    ) STRICT, WITHOUT ROWID""",
    """CREATE VIEW numbered_list AS
    SELECT f.path, d.name, a.action, a.text FROM files f JOIN documents d ON d.file = f.id
    JOIN actions a ON a.document = d.id""",
    "ALTER TABLE entries ADD COLUMN value_text TEXT",
    "ALTER TABLE entries ADD COLUMN value_day TEXT",
    "DROP VIEW entry_list",
    """CREATE VIEW entry_list AS
    SELECT e.entry, e.at, e.who, e.what, e.action, e.value, e.why, e.body_key, e.raised, e.text, e.path, e.value_text,
        e.value_day, l.life FROM entries e LEFT JOIN life_entries l ON l.entry = e.entry""",
)


@MIGRATIONS()
def lettering(db: Database) -> None:
    """Ids that do not depend on the order in which documents came; entries remember the words of both their actions."""
    db.execute("ALTER TABLE documents ADD COLUMN wanted TEXT")
    sql = "SELECT d.id, d.name, m.stated_body, m.date FROM documents d JOIN meetings m ON m.document = d.id"
    for row in list(db.query(sql)):
        wanted = prefix(body=row["stated_body"], date=row["date"], name=row["name"])
        db.execute("UPDATE documents SET wanted = ? WHERE id = ?", [wanted, row["id"]])
    for statement in _STATEMENTS:
        db.execute(statement)
    db.execute("INSERT INTO unlettered (wanted) SELECT wanted FROM documents GROUP BY wanted HAVING count(*) > 1")
    told = str(next(db.query("SELECT sql FROM sqlite_master WHERE name = 'told_list'"))["sql"])
    db.execute("DROP VIEW told_list")
    db.execute(told.replace("e.raised, e.text,", "e.raised, e.text, e.value_text, e.value_day,"))
    met = str(next(db.query("SELECT sql FROM sqlite_master WHERE name = 'meeting_list'"))["sql"])
    db.execute("DROP VIEW meeting_list")
    ordered = "SELECT o.* FROM grouped o JOIN documents p ON p.id = o.document ORDER BY p.name, p.sha256"
    db.execute(met.replace("SELECT * FROM grouped ORDER BY document", ordered))
    db.execute("INSERT OR IGNORE INTO unlinked (scope) SELECT DISTINCT coalesce(body_key, '') FROM meetings")
