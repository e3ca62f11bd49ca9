"""What one body hands to another: the words that say so, and the actions of the two that belong together.

`referrals` is what documents say; `handed` is worked out from it, from printed references and from what people said:
`giver` is the action of the body that hands on, `taker` that of the other (none while nothing is found there).
"""

from sqlite_utils import Database

from psr_extract.store.lettering import lettering as lettering
from psr_extract.store.schema import MIGRATIONS

_TABLES = """
CREATE TABLE referrals (
    id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    number INTEGER NOT NULL, certainty TEXT NOT NULL, text TEXT NOT NULL, body TEXT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('to', 'from')), UNIQUE (document, number)
) STRICT;
CREATE TABLE handed (
    giver TEXT NOT NULL REFERENCES lives(life) ON DELETE CASCADE, scope TEXT NOT NULL,
    taker TEXT REFERENCES lives(life) ON DELETE CASCADE, other TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('linked', 'doubtful', 'unanswered')), why TEXT NOT NULL, score REAL,
    document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE, kind TEXT NOT NULL, number INTEGER NOT NULL,
    part TEXT NOT NULL
) STRICT;
CREATE INDEX handed_giver ON handed(giver);
CREATE INDEX handed_taker ON handed(taker);
CREATE TABLE told_apart (bodies TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE INDEX actions_ref ON actions(ref COLLATE NOCASE) WHERE ref IS NOT NULL;
CREATE INDEX action_owners_name ON action_owners(name)
"""

_VIEWS = (
    """CREATE VIEW referral_list AS
    SELECT r.document, r.number, r.text, r.body AS named, r.way, m.body, m.body_key, m.date, e.rule
    FROM referrals r JOIN meetings m ON m.document = r.document
    JOIN evidence e ON e.document = r.document AND e.kind = 'referral' AND e.number = r.number AND e.part = 'text'""",
    # The words stand in the block of the mention that they belong to, or in the heading above it.
    """CREATE VIEW sign_of_referral AS
    SELECT v.life, l.scope, r.document, 'referral' AS kind, r.number, 'text' AS part, r.text, r.body AS named, r.way,
        m.date
    FROM referrals r JOIN meetings m ON m.document = r.document
    JOIN evidence e ON e.document = r.document AND e.kind = 'referral' AND e.number = r.number AND e.part = 'text'
    JOIN blocks b ON b.document = e.document AND b.number = e.block
    JOIN life_events v ON v.document = r.document JOIN lives l ON l.life = v.life
    JOIN evidence o ON o.document = v.document AND o.kind = v.kind AND o.number = v.number AND o.part = 'text'
    LEFT JOIN actions a ON a.action = v.action
    WHERE (o.block = e.block AND (r.way = 'from' OR b.kind = 'row' OR (o.start < e.end AND e.start < o.end)))
        OR (b.kind = 'heading' AND b.number < o.block AND a.item IS NOT NULL AND instr(b.text, a.item))""",
    """CREATE VIEW sign_of_owner AS
    SELECT v.life, l.scope, v.document, v.kind, v.number,
        iif(EXISTS (SELECT 1 FROM evidence e WHERE e.document = v.document AND e.kind = v.kind AND e.number = v.number
            AND e.part = 'owner'), 'owner', 'text') AS part, a.text, o.name AS named, 'to' AS way, m.date
    FROM action_owners o JOIN life_events v ON v.action = o.action JOIN lives l ON l.life = v.life
    JOIN actions a ON a.action = v.action JOIN meetings m ON m.document = v.document
    WHERE NOT EXISTS (SELECT 1 FROM life_owners p WHERE p.life = v.life AND p.name = o.name
        AND p.person IS NOT NULL)""",
    """CREATE VIEW known_as AS SELECT DISTINCT name FROM action_owners UNION SELECT DISTINCT body FROM referrals""",
    """CREATE VIEW shared_refs AS
    SELECT v.life, l.scope, w.life AS other_life, k.scope AS other, a.ref, w.document, w.number
    FROM life_events v JOIN actions a ON a.action = v.action JOIN lives l ON l.life = v.life
    JOIN actions b ON b.ref = a.ref COLLATE NOCASE JOIN life_events w ON w.action = b.action
    JOIN lives k ON k.life = w.life
    WHERE a.ref GLOB '*[0-9]*[0-9]*[0-9]*' AND length(a.ref) >= 5 AND l.scope <> '' AND k.scope <> ''
        AND k.scope <> l.scope AND (l.raised, l.life) < (k.raised, k.life)""",
    "CREATE VIEW owed_list AS SELECT life, scope, raised, text, item, owners FROM lives",
    "CREATE VIEW handed_pairs AS SELECT giver, taker, state, other FROM handed",
    "CREATE VIEW told_apart_list AS SELECT bodies FROM told_apart",
    """CREATE VIEW verdict_list AS
    SELECT DISTINCT e.entry, e.at, e.what, e.value, e.value_text, e.value_day, x.life, l.scope, v.life AS other,
        a.text AS other_text, k.scope AS other_scope
    FROM entries e JOIN life_entries x ON x.entry = e.entry JOIN lives l ON l.life = x.life
    LEFT JOIN life_events v ON v.key = e.value LEFT JOIN actions a ON a.action = v.action
    LEFT JOIN lives k ON k.life = v.life WHERE e.what IN ('accept', 'reject')""",
    """CREATE VIEW handed_list AS
    SELECT h.giver, h.taker, h.state, h.why, h.score, h.scope AS body_key, h.other AS other_key, g.body, g.text,
        g.status, g.raised, g.mentioned, g.closed, nullif(t.body, '') AS taker_body, t.text AS taker_text,
        t.status AS taker_status, t.raised AS taker_raised, t.mentioned AS taker_mentioned, t.closed AS taker_closed,
        (SELECT max(n.body) FROM meetings n WHERE n.body_key = h.other) AS other_body, m.date, e.name AS file, e.quote,
        e.rule, e.page, e.line, e.cell_table, e.cell_row
    FROM handed h JOIN action_list g ON g.id = h.giver LEFT JOIN action_list t ON t.id = h.taker
    JOIN meetings m ON m.document = h.document
    JOIN evidence_list e ON e.document = h.document AND e.kind = h.kind AND e.number = h.number AND e.part = h.part""",
)


@MIGRATIONS()
def across(db: Database) -> None:
    """What one body hands to another; all bodies are to be looked at again."""
    for statement in (*_TABLES.split(";\n"), *_VIEWS):
        db.execute(statement)
    db.execute("INSERT OR IGNORE INTO unlinked (scope) SELECT DISTINCT coalesce(body_key, '') FROM meetings")
