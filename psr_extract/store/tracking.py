"""Tables and views of the tracker: what documents tell of actions, lives, what people are to say, and what they said.

`entries` is the log of what people did: rows are added and never changed. All else here is worked out from it and from
the documents.
"""

from sqlite_utils import Database

from psr_extract.store.schema import MIGRATIONS

_DUE = "due_text TEXT, due_start TEXT, due_end TEXT"

_TABLES = f"""
DROP VIEW owner_list;
DROP VIEW action_events;
DROP VIEW open_actions;
DROP VIEW action_list;
DROP TABLE life_owners;
DROP TABLE life_events;
DROP TABLE lives;
ALTER TABLE meetings ADD COLUMN stated_body TEXT;
ALTER TABLE meetings ADD COLUMN stated_key TEXT;
CREATE TABLE updates (
    id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    number INTEGER NOT NULL, certainty TEXT NOT NULL, text TEXT NOT NULL, status TEXT NOT NULL, item TEXT, about TEXT,
    UNIQUE (document, number)
) STRICT;
CREATE TABLE lives (
    life TEXT PRIMARY KEY REFERENCES actions(action) ON DELETE CASCADE, scope TEXT NOT NULL, text TEXT NOT NULL,
    item TEXT, {_DUE}, status TEXT NOT NULL CHECK (status IN ('open', 'done', 'dropped')), raised TEXT, mentioned TEXT,
    closed TEXT, meetings_since INTEGER NOT NULL, meetings_open INTEGER NOT NULL, carried INTEGER NOT NULL,
    by_hand INTEGER NOT NULL, certainty TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX lives_scope ON lives(scope);
CREATE INDEX lives_status ON lives(status, due_end);
CREATE TABLE life_events (
    life TEXT NOT NULL REFERENCES lives(life) ON DELETE CASCADE,
    document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('action', 'update')), number INTEGER NOT NULL, key TEXT NOT NULL, action TEXT,
    event TEXT NOT NULL CHECK (event IN ('raised', 'carried', 'updated', 'done', 'dropped')), why TEXT, score REAL,
    PRIMARY KEY (life, document, kind, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX life_events_place ON life_events(document, kind, number);
CREATE INDEX life_events_action ON life_events(action);
CREATE INDEX life_events_key ON life_events(key);
CREATE TABLE life_owners (
    life TEXT NOT NULL REFERENCES lives(life) ON DELETE CASCADE, position INTEGER NOT NULL, name TEXT NOT NULL,
    key TEXT NOT NULL, person TEXT, PRIMARY KEY (life, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX life_owners_key ON life_owners(key);
CREATE INDEX life_owners_person ON life_owners(person);
CREATE TABLE doubts (
    key TEXT NOT NULL, life TEXT NOT NULL REFERENCES lives(life) ON DELETE CASCADE,
    document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE, kind TEXT NOT NULL, number INTEGER NOT NULL,
    score REAL NOT NULL, PRIMARY KEY (key, life)
) STRICT, WITHOUT ROWID;
CREATE INDEX doubts_life ON doubts(life);
CREATE TABLE entries (
    entry TEXT PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, action TEXT NOT NULL, value TEXT,
    why TEXT, body_key TEXT, raised TEXT, text TEXT NOT NULL, path TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX entries_action ON entries(action);
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER entries_remain BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TABLE life_entries (
    entry TEXT PRIMARY KEY REFERENCES entries(entry), life TEXT NOT NULL REFERENCES lives(life) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX life_entries_life ON life_entries(life)
"""

_UNIT = """
CREATE VIEW unit_list AS
SELECT 'action' AS kind, a.action, a.document, a.number, a.text, a.item, a.ref, a.status, NULL AS about, a.certainty,
    a.due_text, a.due_start, a.due_end, m.body_key, e.block, e.start, e.end, e.rule, b.text AS context,
    b.kind AS block_kind,
    (SELECT json_group_array(name) FROM (SELECT o.name FROM action_owners o WHERE o.action = a.action
        ORDER BY o.position)) AS owners
FROM actions a JOIN meetings m ON m.document = a.document
LEFT JOIN evidence e ON e.document = a.document AND e.kind = 'action' AND e.number = a.number AND e.part = 'text'
LEFT JOIN blocks b ON b.document = a.document AND b.number = e.block
UNION ALL
SELECT 'update', NULL, u.document, u.number, u.text, u.item, NULL, u.status, u.about, u.certainty, NULL, NULL, NULL,
    m.body_key, e.block, e.start, e.end, e.rule, b.text, b.kind, '[]'
FROM updates u JOIN meetings m ON m.document = u.document
LEFT JOIN evidence e ON e.document = u.document AND e.kind = 'update' AND e.number = u.number AND e.part = 'text'
LEFT JOIN blocks b ON b.document = u.document AND b.number = e.block
"""

_ACTION = """
CREATE VIEW action_list AS
SELECT l.life AS id,
    (SELECT max(n.body) FROM meetings n WHERE n.body_key = m.body_key) AS body, m.body_key, l.text, l.item,
    coalesce((SELECT group_concat(name, '; ') FROM (SELECT o.name FROM life_owners o WHERE o.life = l.life
        ORDER BY o.position)), '') AS owners,
    l.due_text, l.due_start, l.due_end, l.status, l.raised, l.mentioned, l.closed, l.meetings_since, l.meetings_open,
    l.carried, l.by_hand, l.status = 'open' AND l.meetings_since >= 2 AS silent,
    (SELECT count(*) FROM life_events e WHERE e.life = l.life) AS mentions, l.certainty, d.name AS file, f.path,
    substr(b.text, e.start + 1, e.end - e.start) AS quote, b.page, b.line, b.cell_table, b.cell_row
FROM lives l JOIN actions a ON a.action = l.life JOIN documents d ON d.id = a.document JOIN files f ON f.id = d.file
JOIN meetings m ON m.document = a.document
LEFT JOIN evidence e ON e.document = a.document AND e.kind = 'action' AND e.number = a.number AND e.part = 'text'
LEFT JOIN blocks b ON b.document = e.document AND b.number = e.block
"""

_EVENT = """
CREATE VIEW action_events AS
SELECT v.life, v.key, v.action, v.kind, v.event, v.why, v.score, m.date, m.body,
    coalesce(a.text, u.text) AS text, coalesce(a.status, u.status) AS printed_status, a.ref, a.due_text,
    u.about, d.name AS file, d.kind AS document_kind, e.part, e.rule, e.quote, e.page, e.line, e.cell_table,
    e.cell_row, v.document, v.number
FROM life_events v JOIN documents d ON d.id = v.document JOIN meetings m ON m.document = v.document
LEFT JOIN actions a ON v.kind = 'action' AND a.action = v.action
LEFT JOIN updates u ON v.kind = 'update' AND u.document = v.document AND u.number = v.number
JOIN evidence_list e ON e.document = v.document AND e.kind = v.kind AND e.number = v.number
"""

_DOUBT = """
CREATE VIEW doubt_list AS
SELECT x.key, x.life, x.score, l.text AS action_text, l.raised, coalesce(a.text, u.text) AS text, m.date, m.body_key,
    d.name AS file, e.rule, e.quote, e.page, e.line, e.cell_table, e.cell_row
FROM doubts x JOIN lives l ON l.life = x.life JOIN documents d ON d.id = x.document
JOIN meetings m ON m.document = x.document
LEFT JOIN actions a ON x.kind = 'action' AND a.document = x.document AND a.number = x.number
LEFT JOIN updates u ON x.kind = 'update' AND u.document = x.document AND u.number = x.number
LEFT JOIN evidence_list e ON e.document = x.document AND e.kind = x.kind AND e.number = x.number AND e.part = 'text'
"""

_OTHERS = (
    "CREATE VIEW open_actions AS SELECT * FROM action_list WHERE status = 'open'",
    """CREATE VIEW owner_list AS
    SELECT o.life, o.position, o.name, o.key, o.person, m.body_key, l.status FROM life_owners o
    JOIN lives l ON l.life = o.life JOIN actions a ON a.action = o.life JOIN meetings m ON m.document = a.document""",
    """CREATE VIEW stated_list AS
    SELECT d.id AS document, d.name, d.sha256, f.path, d.kind, m.date, m.body, m.body_key, m.stated_body, m.stated_key,
        (SELECT count(*) FROM blocks b WHERE b.document = d.id) AS blocks,
        d.name LIKE '%draft%' OR EXISTS (SELECT 1 FROM blocks b WHERE b.document = d.id AND b.number < 6
            AND length(b.text) < 200 AND b.text LIKE '%draft%')
            OR EXISTS (SELECT 1 FROM left_out o WHERE o.document = d.id AND o.text LIKE '%draft%') AS draft
    FROM documents d JOIN files f ON f.id = d.file JOIN meetings m ON m.document = d.id""",
    "CREATE VIEW file_list AS SELECT id AS file, path, sha256, size, ingested FROM files",
    """CREATE VIEW update_list AS
    SELECT t.document, t.number, m.body, m.body_key, m.date, d.name AS file, t.text, t.status, t.item, t.about,
        t.certainty FROM updates t JOIN documents d ON d.id = t.document JOIN meetings m ON m.document = t.document""",
    """CREATE VIEW entry_list AS
    SELECT e.entry, e.at, e.who, e.what, e.action, e.value, e.why, e.body_key, e.raised, e.text, e.path, l.life
    FROM entries e LEFT JOIN life_entries l ON l.entry = e.entry""",
)


@MIGRATIONS()
def tracking(db: Database) -> None:
    """Lives of several kinds of evidence, doubts, and the log of what people did."""
    statements = [part for part in _TABLES.split(";\n") if part.strip()]
    for statement in (*statements, _UNIT, _ACTION, _EVENT, _DOUBT, *_OTHERS):
        db.execute(statement)
    db.execute("INSERT OR IGNORE INTO unlinked (scope) SELECT DISTINCT coalesce(body_key, '') FROM meetings")
