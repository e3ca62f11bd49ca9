"""What the tracker remembers of its work, so that a new document is linked without linking all others again.

`linked` holds each document as it was when it was linked; a blank `seal` says that it has changed or gone since.
"""

from sqlite_utils import Database

from psr_extract.store.naming import naming as naming
from psr_extract.store.schema import MIGRATIONS

_TABLES = """
CREATE TABLE link_states (
    scope TEXT PRIMARY KEY, basis TEXT NOT NULL, names TEXT NOT NULL, verdicts TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE linked (
    scope TEXT NOT NULL, document INTEGER NOT NULL, seal TEXT NOT NULL, date TEXT, kind TEXT NOT NULL,
    name TEXT NOT NULL, sha256 TEXT NOT NULL, units INTEGER NOT NULL, words TEXT NOT NULL,
    PRIMARY KEY (scope, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX linked_document ON linked(document);
CREATE TABLE life_signs (
    life TEXT PRIMARY KEY REFERENCES lives(life) ON DELETE CASCADE, scope TEXT NOT NULL, place INTEGER NOT NULL,
    signs TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX life_signs_scope ON life_signs(scope, place);
CREATE VIEW link_state_list AS SELECT scope, basis, names, verdicts FROM link_states;
CREATE VIEW linked_list AS SELECT scope, document, seal, date, kind, name, sha256, units, words FROM linked;
CREATE VIEW sign_list AS SELECT life, scope, place, signs FROM life_signs;
CREATE VIEW owned_list AS
SELECT DISTINCT a.document, o.name, m.body_key FROM meetings m JOIN actions a ON a.document = m.document
JOIN action_owners o ON o.action = a.action;
CREATE VIEW told_list AS
SELECT e.entry, e.at, e.who, e.what, e.action, e.value, e.why, e.body_key, e.raised, e.text, v.life AS shown,
    a.text AS shown_text, x.life
FROM entries e LEFT JOIN life_events v ON v.key = e.action LEFT JOIN actions a ON a.action = v.action
LEFT JOIN life_entries x ON x.entry = e.entry;
CREATE VIEW raised_list AS
SELECT l.life, l.scope, l.raised, a.text FROM lives l JOIN actions a ON a.action = l.life;
CREATE VIEW joined_list AS
SELECT v.life, v.document, v.kind, v.number, v.key, v.event, v.why, v.score FROM life_events v;
CREATE VIEW doubted_list AS SELECT key, life, document FROM doubts;
CREATE VIEW life_list AS SELECT life, scope, raised, mentioned, closed FROM lives;
CREATE VIEW heard_list AS
SELECT d.id AS document, d.name, d.sha256, d.kind, d.digest, m.date, m.body_key
FROM meetings m JOIN documents d ON d.id = m.document;
CREATE INDEX lives_raised ON lives(scope, raised);
CREATE INDEX life_owners_name ON life_owners(name)
"""
_TRIGGER = """
CREATE TRIGGER linked_no_more AFTER DELETE ON documents BEGIN
    UPDATE linked SET seal = '' WHERE document = OLD.id;
END
"""


@MIGRATIONS()
def linking(db: Database) -> None:
    """What was linked, and what each life is recognised by."""
    for statement in (*_TABLES.split(";\n"), _TRIGGER):
        db.execute(statement)
    db.execute("INSERT OR IGNORE INTO unlinked (scope) SELECT DISTINCT coalesce(body_key, '') FROM meetings")
