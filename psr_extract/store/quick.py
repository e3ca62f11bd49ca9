"""What lists of actions and figures show, kept beside each life, so that no question has to gather it."""

from sqlite_utils import Database

from psr_extract.store.linking import linking as linking
from psr_extract.store.schema import MIGRATIONS

_COLUMNS = ("owners TEXT", "mentions INTEGER", "document INTEGER", "quote TEXT", "page INTEGER", "line INTEGER",
            "cell_table INTEGER", "cell_row INTEGER", "days INTEGER")  # fmt: skip

_TABLES = """
DROP VIEW open_actions;
DROP VIEW action_list;
DROP VIEW owner_list;
CREATE INDEX meetings_named ON meetings(body_key, body);
CREATE INDEX lives_figures ON lives(life, scope, status, raised, closed, due_end, meetings_since, meetings_open, days);
CREATE TABLE attenders (
    scope TEXT NOT NULL, person TEXT NOT NULL, written TEXT NOT NULL, name TEXT NOT NULL, role TEXT, initials TEXT,
    organisation TEXT
) STRICT;
CREATE INDEX attenders_scope ON attenders(scope);
CREATE INDEX attenders_person ON attenders(person)
"""

_VIEWS = (
    """CREATE VIEW action_list AS
    SELECT l.life AS id, n.body, nullif(l.scope, '') AS body_key, l.text, l.item, coalesce(l.owners, '') AS owners,
        l.due_text, l.due_start, l.due_end, l.status, l.raised, l.mentioned, l.closed, l.meetings_since,
        l.meetings_open, l.carried, l.by_hand, l.status = 'open' AND l.meetings_since >= 2 AS silent, l.mentions,
        l.certainty, d.name AS file, f.path, l.quote, l.page, l.line, l.cell_table, l.cell_row
    FROM lives l JOIN documents d ON d.id = l.document JOIN files f ON f.id = d.file
    LEFT JOIN (SELECT body_key, max(body) AS body FROM meetings GROUP BY body_key) n ON n.body_key = l.scope""",
    "CREATE VIEW open_actions AS SELECT * FROM action_list WHERE status = 'open'",
    """CREATE VIEW owner_list AS
    SELECT o.life, o.position, o.name, o.key, o.person, nullif(l.scope, '') AS body_key, l.status
    FROM life_owners o JOIN lives l ON l.life = o.life""",
    """CREATE VIEW figure_list AS
    SELECT l.life AS id, nullif(l.scope, '') AS body_key, coalesce(o.person, o.key, '') AS owner, l.status,
        l.status = 'open' AND l.meetings_since >= 2 AS silent, l.raised, l.due_end, l.days, l.meetings_open,
        coalesce(o.position, 0) = 0 AS first
    FROM lives l LEFT JOIN life_owners o ON o.life = l.life""",
    """CREATE VIEW known_list AS
    SELECT nullif(scope, '') AS body_key, person, written, name, role, initials, organisation FROM attenders""",
    """CREATE VIEW named_list AS
    SELECT k.person, coalesce((SELECT r.name FROM roster r WHERE r.person = k.person ORDER BY r.position LIMIT 1),
        (SELECT a.name FROM attenders a WHERE a.person = k.person
            ORDER BY a.written = a.person DESC, a.name DESC LIMIT 1)) AS name
    FROM (SELECT DISTINCT person FROM attenders) k""",
    """CREATE VIEW place_list AS
    SELECT a.action, a.document, substr(b.text, e.start + 1, e.end - e.start) AS quote, b.page, b.line, b.cell_table,
        b.cell_row
    FROM actions a LEFT JOIN evidence e ON e.document = a.document AND e.kind = 'action' AND e.number = a.number
        AND e.part = 'text' LEFT JOIN blocks b ON b.document = e.document AND b.number = e.block""",
)


@MIGRATIONS()
def quick(db: Database) -> None:
    """Lists and figures of actions straight from the lives."""
    for column in _COLUMNS:
        db.execute(f"ALTER TABLE lives ADD COLUMN {column}")
    for statement in (*_TABLES.split(";\n"), *_VIEWS):
        db.execute(statement)
    db.execute("DELETE FROM link_states")
    db.execute("INSERT OR IGNORE INTO unlinked (scope) SELECT DISTINCT coalesce(body_key, '') FROM meetings")


@MIGRATIONS()
def figures(db: Database) -> None:
    """Figures from the index that holds all they need; links are weighed with other words remembered."""
    sql = str(next(db.query("SELECT sql FROM sqlite_master WHERE name = 'figure_list'"))["sql"])
    db.execute("DROP VIEW figure_list")
    db.execute(sql.replace("FROM lives l ", "FROM lives l INDEXED BY lives_figures "))
    db.execute("DELETE FROM link_states")
    db.execute("INSERT OR IGNORE INTO unlinked (scope) SELECT DISTINCT coalesce(body_key, '') FROM meetings")


@MIGRATIONS()
def given(db: Database) -> None:
    """The meetings that people gave for files which state none."""
    db.execute("CREATE TABLE given (path TEXT PRIMARY KEY, body TEXT, date TEXT) STRICT, WITHOUT ROWID")
    db.execute("CREATE VIEW given_list AS SELECT path, body, date FROM given")
