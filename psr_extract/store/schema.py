"""The tables: one migration after another, each applied once, in its own transaction.

A migration that has been released is never changed; a change is a new migration at the end.
"""

from sqlite_utils import Database, Migrations

from psr_extract.store import inbox_tables
from psr_extract.store.paper_views import PAPER_VIEWS
from psr_extract.store.views import VIEWS

APPLICATION_ID = 0x50_53_52_58
"""Stands in the file's header ("PSRX"), so that another program's database is never taken for ours."""

MIGRATIONS = Migrations("psr_extract")

_PLACE = """
    page INTEGER, x0 REAL, top REAL, x1 REAL, bottom REAL, line INTEGER,
    cell_table INTEGER, cell_row INTEGER, cell_column INTEGER
"""
_DOCUMENT = "document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE, number INTEGER NOT NULL"
_CERTAINTY = "certainty TEXT NOT NULL CHECK (certainty IN ('stated', 'inferred', 'unsure'))"
_FACT = f"id INTEGER PRIMARY KEY, {_DOCUMENT}, {_CERTAINTY}"
_DUE = "due_text TEXT, due_start TEXT, due_end TEXT"

_FILES = f"""
CREATE TABLE files (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL UNIQUE, size INTEGER NOT NULL,
    ingested TEXT NOT NULL, reader TEXT NOT NULL
) STRICT;
CREATE TABLE documents (
    id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES files(id) ON DELETE CASCADE, part INTEGER NOT NULL,
    sha256 TEXT NOT NULL UNIQUE, name TEXT NOT NULL, media_type TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('minutes', 'agenda', 'paper')),
    prefix TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, UNIQUE (file, part)
) STRICT;
CREATE TABLE warnings ({_DOCUMENT}, text TEXT NOT NULL, PRIMARY KEY (document, number)) STRICT, WITHOUT ROWID;
CREATE TABLE blocks (
    id INTEGER PRIMARY KEY, {_DOCUMENT}, kind TEXT NOT NULL, text TEXT NOT NULL, level INTEGER NOT NULL, marker TEXT,
    cells TEXT, heading_cells TEXT, margin TEXT, {_PLACE}, UNIQUE (document, number)
) STRICT;
CREATE TABLE left_out (
    {_DOCUMENT}, text TEXT NOT NULL, why TEXT NOT NULL, {_PLACE}, PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE evidence (
    document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE, kind TEXT NOT NULL, number INTEGER NOT NULL,
    part TEXT NOT NULL, block INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, rule TEXT NOT NULL,
    PRIMARY KEY (document, kind, number, part), CHECK (0 <= start AND start <= end),
    FOREIGN KEY (document, block) REFERENCES blocks(document, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
"""

_FACTS = f"""
CREATE TABLE meetings (
    document INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE, body TEXT, body_key TEXT, date TEXT,
    start TEXT, end TEXT, venue TEXT, chair TEXT, previous TEXT, next TEXT
) STRICT;
CREATE INDEX meetings_body ON meetings(body_key, date);
CREATE TABLE attendance (
    {_FACT}, name TEXT NOT NULL, person TEXT NOT NULL, status TEXT NOT NULL, organisation TEXT, role TEXT,
    initials TEXT, substitute_for TEXT, UNIQUE (document, number)
) STRICT;
CREATE INDEX attendance_person ON attendance(person);
CREATE TABLE items ({_FACT}, printed TEXT, title TEXT NOT NULL, UNIQUE (document, number)) STRICT;
CREATE TABLE actions (
    {_FACT}, action TEXT NOT NULL UNIQUE, text TEXT NOT NULL, {_DUE}, item TEXT, ref TEXT, status TEXT,
    UNIQUE (document, number)
) STRICT;
CREATE TABLE action_owners (
    action TEXT NOT NULL REFERENCES actions(action) ON DELETE CASCADE, position INTEGER NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (action, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE decisions (
    {_FACT}, text TEXT NOT NULL, outcome TEXT NOT NULL, item TEXT, UNIQUE (document, number)
) STRICT;
CREATE TABLE recommendations ({_FACT}, text TEXT NOT NULL, UNIQUE (document, number)) STRICT;
CREATE TABLE milestones (
    {_FACT}, text TEXT NOT NULL, {_DUE}, workstream TEXT, owner TEXT, UNIQUE (document, number)
) STRICT;
CREATE TABLE statuses (
    {_FACT}, subject TEXT NOT NULL, rag TEXT NOT NULL, by_colour INTEGER NOT NULL, UNIQUE (document, number)
) STRICT;
CREATE TABLE budget ({_FACT}, text TEXT NOT NULL, amount REAL NOT NULL, UNIQUE (document, number)) STRICT;
CREATE TABLE fields (
    {_FACT}, workstream TEXT, field TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (document, number)
) STRICT;
"""

_LIVES = f"""
CREATE TABLE unlinked (scope TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE lives (
    life TEXT PRIMARY KEY REFERENCES actions(action) ON DELETE CASCADE, scope TEXT NOT NULL,
    text TEXT NOT NULL, item TEXT, {_DUE}, status TEXT NOT NULL CHECK (status IN ('open', 'done', 'dropped')),
    raised TEXT, mentioned TEXT, meetings_since INTEGER NOT NULL, certainty TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX lives_scope ON lives(scope);
CREATE TABLE life_events (
    action TEXT PRIMARY KEY REFERENCES actions(action) ON DELETE CASCADE,
    life TEXT NOT NULL REFERENCES lives(life) ON DELETE CASCADE,
    event TEXT NOT NULL CHECK (event IN ('raised', 'carried', 'updated', 'done', 'dropped')),
    why TEXT, score REAL
) STRICT, WITHOUT ROWID;
CREATE INDEX life_events_life ON life_events(life);
CREATE TABLE life_owners (
    life TEXT NOT NULL REFERENCES lives(life) ON DELETE CASCADE, position INTEGER NOT NULL, name TEXT NOT NULL,
    key TEXT NOT NULL, person TEXT, PRIMARY KEY (life, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX life_owners_key ON life_owners(key);
CREATE INDEX life_owners_person ON life_owners(person);
"""


@MIGRATIONS()
def tables(db: Database) -> None:
    """What documents say, with evidence; what the tracker makes of it; the views; full-text search."""
    for script in (_FILES, _FACTS, _LIVES, *VIEWS.values()):
        for statement in script.split(";\n"):
            if statement.strip():
                db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for table in ("blocks", "actions", "decisions"):
        db.table(table).enable_fts(["text"], create_triggers=True, tokenize="porter unicode61")


_PAPERS = f"""
CREATE TABLE papers (
    document INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE, title TEXT, author TEXT, report_of TEXT,
    date TEXT, item TEXT
) STRICT;
CREATE TABLE paper_appendices (
    document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE, position INTEGER NOT NULL,
    title TEXT NOT NULL, PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE risks (
    {_FACT}, ref TEXT, topic TEXT, text TEXT NOT NULL, likelihood TEXT, impact TEXT, score TEXT, rag TEXT,
    mitigation TEXT, owner TEXT, UNIQUE (document, number)
) STRICT;
CREATE TABLE budget_figures (
    {_DOCUMENT}, position INTEGER NOT NULL, title TEXT NOT NULL, what TEXT NOT NULL, amount REAL NOT NULL,
    PRIMARY KEY (document, number, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE paper_links (
    paper INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE, scope TEXT NOT NULL,
    minutes INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE, item INTEGER, why TEXT NOT NULL, {_CERTAINTY}
) STRICT;
CREATE TABLE answers (
    paper INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE, recommendation INTEGER NOT NULL,
    scope TEXT NOT NULL, minutes INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE, decision INTEGER NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('accepted', 'amended', 'other')), score REAL NOT NULL, {_CERTAINTY},
    PRIMARY KEY (paper, recommendation)
) STRICT, WITHOUT ROWID;
CREATE TABLE milestone_histories (
    {_DOCUMENT}, scope TEXT NOT NULL, history TEXT NOT NULL, {_CERTAINTY}, PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX milestone_histories_history ON milestone_histories(history);
"""
_COLUMNS = {
    "documents": "pages TEXT",
    "actions": "progress TEXT",
    "milestones": ", ".join(
        (*(f"{name}_{end} TEXT" for name in ("baseline", "revised", "actual") for end in ("text", "start", "end")),
         "rag TEXT", "status TEXT")
    ),
    "statuses": "previous TEXT, trend TEXT",
    "budget": "upto REAL, total INTEGER",
    "fields": "side TEXT",
}  # fmt: skip


@MIGRATIONS()
def papers(db: Database) -> None:
    """All that papers say, and what links them to meetings, decisions and earlier papers."""
    for view in PAPER_VIEWS:
        db.execute(f"DROP VIEW IF EXISTS {view}")
    for table, columns in _COLUMNS.items():
        for column in columns.split(", "):
            db.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    for script in (_PAPERS, *PAPER_VIEWS.values()):
        for statement in script.split(";\n"):
            if statement.strip():
                db.execute(statement)


@MIGRATIONS()
def inbox(db: Database) -> None:
    """The state of every file that was seen."""
    for statement in inbox_tables.TABLES.split(";\n"):
        db.execute(statement)
