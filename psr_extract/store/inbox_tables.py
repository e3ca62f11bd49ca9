"""The tables of the inbox: the state of every file, moves under way, and what tells equal wordings."""

TABLES = """
CREATE TABLE inbox (
    path TEXT PRIMARY KEY, state TEXT NOT NULL CHECK (state IN
        ('ingested', 'duplicate', 'waiting', 'failed', 'ignored')),
    reason TEXT, other TEXT, size INTEGER, modified INTEGER, reader TEXT,
    tries INTEGER NOT NULL DEFAULT 0, next_try REAL, since TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX inbox_state ON inbox(state);
CREATE TABLE archiving (path TEXT PRIMARY KEY, target TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE wordings (
    document INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE, words TEXT NOT NULL
) STRICT;
CREATE INDEX wordings_words ON wordings(words);
CREATE VIEW inbox_list AS SELECT path, state, reason, other, tries, next_try, since FROM inbox;
CREATE VIEW wording_list AS SELECT w.words, d.media_type, f.path, d.part, d.name
FROM wordings w JOIN documents d ON d.id = w.document JOIN files f ON f.id = d.file
"""
