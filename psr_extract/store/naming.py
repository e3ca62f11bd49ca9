"""Tables and views of who is who: a user's roster, short names, spellings of one person, owners who are unclear."""

from sqlite_utils import Database

from psr_extract.store.schema import MIGRATIONS
from psr_extract.store.tracking import tracking as tracking

_TABLES = """
CREATE TABLE roster (
    position INTEGER PRIMARY KEY, name TEXT NOT NULL, person TEXT NOT NULL, aliases TEXT NOT NULL, role TEXT, body TEXT
) STRICT;
CREATE TABLE short_names (names TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE spellings (
    scope TEXT NOT NULL, written TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (scope, written)
) STRICT, WITHOUT ROWID;
CREATE INDEX spellings_person ON spellings(person);
CREATE INDEX IF NOT EXISTS attendance_person ON attendance(person);
CREATE TABLE unclear_owners (
    life TEXT NOT NULL REFERENCES lives(life) ON DELETE CASCADE, position INTEGER NOT NULL, person TEXT NOT NULL,
    PRIMARY KEY (life, position, person)
) STRICT, WITHOUT ROWID;
DROP VIEW people_list
"""

_ONE = """
CREATE VIEW attender_list AS
SELECT s.person, s.written, a.document, a.name, a.status, a.organisation, a.role, m.body_key, m.date
FROM spellings s JOIN attendance a ON a.person = s.written
JOIN meetings m ON m.document = a.document AND coalesce(m.body_key, '') = s.scope
"""

_PEOPLE = """
CREATE VIEW people_list AS
WITH known AS (SELECT DISTINCT person FROM spellings)
SELECT k.person,
    coalesce((SELECT r.name FROM roster r WHERE r.person = k.person ORDER BY r.position LIMIT 1),
        (SELECT o.name FROM attender_list o WHERE o.person = k.person
            ORDER BY o.written = o.person DESC, o.name DESC LIMIT 1)) AS name,
    (SELECT group_concat(v, '; ') FROM (SELECT DISTINCT organisation AS v FROM attender_list
        WHERE person = k.person AND organisation IS NOT NULL ORDER BY v)) AS organisations,
    (SELECT group_concat(v, '; ') FROM (SELECT DISTINCT role AS v FROM attender_list
        WHERE person = k.person AND role IS NOT NULL ORDER BY v)) AS roles,
    (SELECT group_concat(v, '; ') FROM (SELECT DISTINCT b.body AS v FROM attender_list o
        JOIN body_list b ON b.body_key = o.body_key WHERE o.person = k.person ORDER BY v)) AS bodies,
    (SELECT group_concat(v, '; ') FROM (SELECT DISTINCT name AS v FROM attender_list
        WHERE person = k.person ORDER BY v)) AS spellings,
    (SELECT count(DISTINCT document) FROM attender_list
        WHERE person = k.person AND status IN ('present', 'substitute', 'spoke')) AS present,
    (SELECT count(DISTINCT document) FROM attender_list
        WHERE person = k.person AND status IN ('apologies', 'absent')) AS away,
    (SELECT min(date) FROM attender_list WHERE person = k.person) AS first,
    (SELECT max(date) FROM attender_list WHERE person = k.person) AS last,
    (SELECT count(DISTINCT l.life) FROM life_owners o JOIN lives l ON l.life = o.life
        WHERE o.person = k.person AND l.status = 'open') AS open_actions
FROM known k
"""

_OTHERS = (
    "CREATE VIEW roster_list AS SELECT position, name, person, aliases, role, body FROM roster",
    "CREATE VIEW short_name_list AS SELECT names FROM short_names",
    "CREATE VIEW spelling_list AS SELECT scope, written, person FROM spellings",
    """CREATE VIEW unclear_list AS
    SELECT u.life, u.position, o.name, o.key, u.person, coalesce(
        (SELECT r.name FROM roster r WHERE r.person = u.person),
        (SELECT max(a.name) FROM attendance a WHERE a.person = u.person), u.person) AS maybe, l.status
    FROM unclear_owners u JOIN life_owners o ON o.life = u.life AND o.position = u.position
    JOIN lives l ON l.life = u.life""",
)


@MIGRATIONS()
def naming(db: Database) -> None:
    """Who is who over the documents of a body."""
    for statement in (*_TABLES.split(";\n"), _ONE, _PEOPLE, *_OTHERS):
        db.execute(statement)
    db.execute("INSERT OR IGNORE INTO unlinked (scope) SELECT DISTINCT coalesce(body_key, '') FROM meetings")
