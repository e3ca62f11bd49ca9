"""The views: one for every question. Whoever reads, reads these; tables may change, views stay."""

_BODY = """
CREATE VIEW body_list AS
SELECT body_key, max(body) AS body, count(*) AS documents, min(date) AS first, max(date) AS last
FROM meetings WHERE body_key IS NOT NULL GROUP BY body_key
"""

_DOCUMENT = """
CREATE VIEW document_list AS
SELECT d.id AS document, d.name, f.path, d.part, d.kind, d.media_type, m.body, m.body_key, m.date, d.prefix,
    f.ingested, (SELECT group_concat(w.text, '; ') FROM warnings w WHERE w.document = d.id) AS warnings,
    (SELECT count(*) FROM blocks b WHERE b.document = d.id) AS blocks,
    (SELECT count(*) FROM actions a WHERE a.document = d.id) AS actions,
    (SELECT count(*) FROM decisions x WHERE x.document = d.id) AS decisions
FROM documents d JOIN files f ON f.id = d.file JOIN meetings m ON m.document = d.id
"""

_EVIDENCE = """
CREATE VIEW evidence_list AS
SELECT e.document, e.kind, e.number, e.part, e.rule, d.name, f.path, e.block, e.start, e.end,
    substr(b.text, e.start + 1, e.end - e.start) AS quote, b.text AS block_text,
    b.page, b.x0, b.top, b.x1, b.bottom, b.line, b.cell_table, b.cell_row, b.cell_column
FROM evidence e JOIN documents d ON d.id = e.document JOIN files f ON f.id = d.file
JOIN blocks b ON b.document = e.document AND b.number = e.block
"""

_MEETING = """
CREATE VIEW meeting_list AS
WITH grouped AS (
    SELECT *, coalesce(body_key, '') || '|' || coalesce(date, '') ||
        CASE WHEN body_key IS NULL OR date IS NULL THEN '|' || document ELSE '' END AS meeting FROM meetings
)
SELECT
    (SELECT max(n.body) FROM meetings n WHERE n.body_key = g.body_key) AS body, g.body_key, g.date,
    min(g.start) AS start, min(g.end) AS end, min(g.venue) AS venue,
    min(g.chair) AS chair, max(g.previous) AS previous, min(g.next) AS next, count(*) AS documents,
    group_concat(d.name, '; ') AS files, max(d.kind = 'minutes') AS minuted,
    sum((SELECT count(*) FROM attendance a WHERE a.document = d.id
        AND a.status IN ('present', 'substitute'))) AS present,
    sum((SELECT count(*) FROM attendance a WHERE a.document = d.id AND a.status = 'apologies')) AS apologies,
    sum((SELECT count(*) FROM actions a WHERE a.document = d.id)) AS actions,
    sum((SELECT count(*) FROM decisions x WHERE x.document = d.id)) AS decisions
FROM (SELECT * FROM grouped ORDER BY document) g
JOIN documents d ON d.id = g.document GROUP BY g.meeting
"""

_ATTENDANCE = """
CREATE VIEW attendance_list AS
SELECT a.document, a.number, m.body, m.body_key, m.date, a.name, a.person, a.status, a.organisation, a.role, a.initials,
    a.substitute_for, a.certainty
FROM attendance a JOIN meetings m ON m.document = a.document
"""

_PEOPLE = """
CREATE VIEW people_list AS
SELECT a.person, max(a.name) AS name,
    (SELECT group_concat(o, '; ') FROM (SELECT DISTINCT organisation AS o FROM attendance
        WHERE person = a.person AND organisation IS NOT NULL ORDER BY o)) AS organisations,
    (SELECT group_concat(r, '; ') FROM (SELECT DISTINCT role AS r FROM attendance
        WHERE person = a.person AND role IS NOT NULL ORDER BY r)) AS roles,
    (SELECT group_concat(b, '; ') FROM (SELECT DISTINCT b.body AS b FROM attendance x JOIN meetings m
        ON m.document = x.document JOIN body_list b ON b.body_key = m.body_key
        WHERE x.person = a.person ORDER BY b.body)) AS bodies,
    count(DISTINCT CASE WHEN a.status IN ('present', 'substitute', 'spoke') THEN a.document END) AS present,
    count(DISTINCT CASE WHEN a.status IN ('apologies', 'absent') THEN a.document END) AS away,
    min(m.date) AS first, max(m.date) AS last,
    (SELECT count(DISTINCT l.life) FROM life_owners o JOIN lives l ON l.life = o.life
        WHERE o.person = a.person AND l.status = 'open') AS open_actions
FROM attendance a JOIN meetings m ON m.document = a.document GROUP BY a.person
"""

_MENTION = """
CREATE VIEW mention_list AS
SELECT a.action, a.document, a.number, d.name, d.sha256, d.kind, m.body, m.body_key, m.date, a.text, a.item, a.ref,
    a.status, a.certainty, a.due_text, a.due_start, a.due_end,
    (SELECT json_group_array(name) FROM (SELECT o.name FROM action_owners o WHERE o.action = a.action
        ORDER BY o.position)) AS owners
FROM actions a JOIN documents d ON d.id = a.document JOIN meetings m ON m.document = a.document
"""

_ACTION = """
CREATE VIEW action_list AS
SELECT l.life AS id,
    (SELECT max(n.body) FROM meetings n WHERE n.body_key = m.body_key) AS body, m.body_key, l.text, l.item,
    coalesce((SELECT group_concat(name, '; ') FROM (SELECT o.name FROM life_owners o WHERE o.life = l.life
        ORDER BY o.position)), '') AS owners,
    l.due_text, l.due_start, l.due_end, l.status, l.raised, l.mentioned, l.meetings_since,
    l.status = 'open' AND l.meetings_since >= 2 AS silent,
    (SELECT count(*) FROM life_events e WHERE e.life = l.life) AS mentions, l.certainty, d.name AS file, f.path,
    e.quote, e.page, e.line, e.cell_table, e.cell_row
FROM lives l JOIN actions a ON a.action = l.life JOIN documents d ON d.id = a.document JOIN files f ON f.id = d.file
JOIN meetings m ON m.document = a.document
LEFT JOIN evidence_list e ON e.document = a.document AND e.kind = 'action' AND e.number = a.number AND e.part = 'text'
"""

_OPEN = "CREATE VIEW open_actions AS SELECT * FROM action_list WHERE status = 'open'"

_EVENT = """
CREATE VIEW action_events AS
SELECT v.life, v.action, v.event, v.why, v.score, m.date, m.body, a.text, a.status AS printed_status, a.ref, a.due_text,
    d.name AS file, e.part, e.rule, e.quote, e.page, e.line, e.cell_table, e.cell_row, a.document, a.number
FROM life_events v JOIN actions a ON a.action = v.action JOIN documents d ON d.id = a.document
JOIN meetings m ON m.document = a.document
JOIN evidence_list e ON e.document = a.document AND e.kind = 'action' AND e.number = a.number
"""

_OWNER = """
CREATE VIEW owner_list AS
SELECT o.life, o.position, o.name, o.key, o.person, m.body_key, l.status FROM life_owners o
JOIN lives l ON l.life = o.life JOIN actions a ON a.action = o.life JOIN meetings m ON m.document = a.document
"""

_DECISION = """
CREATE VIEW decision_list AS
SELECT x.id,
    (SELECT max(n.body) FROM meetings n WHERE n.body_key = m.body_key) AS body, m.body_key,
    m.date, x.text, x.outcome, x.item, x.certainty, d.name AS file, f.path,
    e.rule, e.quote, e.page, e.line, e.cell_table, e.cell_row
FROM decisions x JOIN documents d ON d.id = x.document JOIN files f ON f.id = d.file
JOIN meetings m ON m.document = x.document
LEFT JOIN evidence_list e ON e.document = x.document AND e.kind = 'decision' AND e.number = x.number AND e.part = 'text'
"""


def _plain(view: str, table: str, columns: str) -> str:
    """A view of one table of facts, with its document and meeting."""
    return f"""
CREATE VIEW {view} AS SELECT t.document, t.number, m.body, m.body_key, m.date, d.name AS file, {columns}, t.certainty
FROM {table} t JOIN documents d ON d.id = t.document JOIN meetings m ON m.document = t.document
"""


VIEWS = {
    "body_list": _BODY,
    "document_list": _DOCUMENT,
    "evidence_list": _EVIDENCE,
    "meeting_list": _MEETING,
    "attendance_list": _ATTENDANCE,
    "people_list": _PEOPLE,
    "mention_list": _MENTION,
    "action_list": _ACTION,
    "open_actions": _OPEN,
    "action_events": _EVENT,
    "owner_list": _OWNER,
    "decision_list": _DECISION,
    "item_list": _plain("item_list", "items", "t.printed, t.title"),
    "recommendation_list": _plain("recommendation_list", "recommendations", "t.text"),
    "milestone_list": _plain(
        "milestone_list", "milestones", "t.text, t.due_text, t.due_start, t.due_end, t.workstream, t.owner"
    ),
    "status_list": _plain("status_list", "statuses", "t.subject, t.rag, t.by_colour"),
    "budget_list": _plain("budget_list", "budget", "t.text, t.amount"),
    "field_list": _plain("field_list", "fields", "t.workstream, t.field, t.text"),
}
