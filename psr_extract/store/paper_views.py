"""The views of what papers say, and of what became of it. Like `views`: whoever reads, reads these."""

_PLACE = "e.rule, e.quote, e.page, e.line, e.cell_table, e.cell_row"
_BODY = "(SELECT max(n.body) FROM meetings n WHERE n.body_key = m.body_key) AS body, m.body_key, m.date"


def _with_place(view: str, table: str, kind: str, columns: str, joins: str = "") -> str:
    """A view of one table of facts, with its document, its meeting and its evidence."""
    return f"""
CREATE VIEW {view} AS SELECT t.document, t.number, {_BODY}, d.name AS file, f.path, d.prefix, {columns}, t.certainty,
    {_PLACE}
FROM {table} t JOIN documents d ON d.id = t.document JOIN files f ON f.id = d.file
JOIN meetings m ON m.document = t.document {joins}
LEFT JOIN evidence_list e ON e.document = t.document AND e.kind = '{kind}' AND e.number = t.number AND e.part = 'text'
"""


_PAPER = f"""
CREATE VIEW paper_list AS
SELECT p.document, {_BODY}, coalesce(p.title, d.name) AS title, p.title IS NOT NULL AS titled, p.author, p.report_of,
    p.date AS written, p.item, d.name AS file, f.path, d.pages,
    (SELECT group_concat(a.title, '; ') FROM (SELECT title FROM paper_appendices WHERE document = p.document
        ORDER BY position) a) AS appendices,
    x.name AS minutes, i.printed AS minuted_as, i.title AS minuted_item, l.why AS link, l.certainty AS link_certainty,
    (SELECT count(*) FROM recommendations r WHERE r.document = p.document) AS recommendations,
    (SELECT count(*) FROM answers w WHERE w.paper = p.document AND w.answer = 'accepted') AS accepted,
    (SELECT group_concat(w.text, '; ') FROM warnings w WHERE w.document = p.document) AS warnings
FROM papers p JOIN documents d ON d.id = p.document JOIN files f ON f.id = d.file
JOIN meetings m ON m.document = p.document LEFT JOIN paper_links l ON l.paper = p.document
LEFT JOIN documents x ON x.id = l.minutes LEFT JOIN items i ON i.document = l.minutes AND i.number = l.item
"""

_RECOMMENDATION = _with_place(
    "recommendation_list", "recommendations", "recommendation",
    "p.title AS paper, t.text, w.answer, x.text AS decision, x.outcome, y.name AS minutes, w.score, "
    "w.certainty AS answer_certainty",
    "LEFT JOIN papers p ON p.document = t.document "
    "LEFT JOIN answers w ON w.paper = t.document AND w.recommendation = t.number "
    "LEFT JOIN decisions x ON x.document = w.minutes AND x.number = w.decision "
    "LEFT JOIN documents y ON y.id = w.minutes",
)  # fmt: skip

_MILESTONE = _with_place(
    "milestone_list", "milestones", "milestone",
    "h.history, t.text, t.workstream, t.owner, t.due_text, t.due_start, t.due_end, t.baseline_text, t.baseline_end, "
    "t.revised_text, t.revised_end, t.actual_text, t.actual_end, coalesce(t.rag, (SELECT s.rag FROM statuses s "
    "WHERE s.document = t.document AND lower(s.subject) = lower(t.text))) AS rag, t.status, h.certainty AS same",
    "LEFT JOIN milestone_histories h ON h.document = t.document AND h.number = t.number",
)  # fmt: skip

_FORECAST = """
CREATE VIEW forecast_list AS
WITH ordered AS (
    SELECT *, row_number() OVER (PARTITION BY history ORDER BY date IS NULL, date, document) AS place,
        count(*) OVER (PARTITION BY history) AS papers FROM milestone_list WHERE history IS NOT NULL
), ends AS (
    SELECT history, max(CASE WHEN place = 1 THEN coalesce(baseline_end, due_end) END) AS baseline,
        max(CASE WHEN place = papers THEN coalesce(actual_end, due_end) END) AS latest FROM ordered GROUP BY history
)
SELECT o.*, n.baseline, n.latest,
    CAST(julianday(n.latest) - julianday(n.baseline) AS INTEGER) AS slip,
    CAST(julianday(coalesce(o.actual_end, o.due_end)) - julianday(n.baseline) AS INTEGER) AS slip_here
FROM ordered o JOIN ends n ON n.history = o.history
"""

PAPER_VIEWS = {
    "paper_list": _PAPER,
    "recommendation_list": _RECOMMENDATION,
    "milestone_list": _MILESTONE,
    "forecast_list": _FORECAST,
    "planned_list": """
CREATE VIEW planned_list AS SELECT t.document, t.number, t.text, t.workstream, m.body_key, m.date, d.prefix
FROM milestones t JOIN documents d ON d.id = t.document JOIN meetings m ON m.document = t.document
""",
    "decided_list": """
CREATE VIEW decided_list AS SELECT document, number, text, outcome, item FROM decisions
""",
    "status_list": _with_place(
        "status_list", "statuses", "status", "t.subject, t.rag, t.by_colour, t.previous, t.trend"
    ),
    "budget_list": _with_place(
        "budget_list", "budget", "budget",
        "t.text, t.amount, t.upto, t.total, "
        + ", ".join(
            f"(SELECT g.amount FROM budget_figures g WHERE g.document = t.document AND g.number = t.number "
            f"AND g.what = '{what}' ORDER BY g.position DESC LIMIT 1) AS {what}"
            for what in ("budget", "spent", "committed", "forecast", "variance")
        )
        + ", (SELECT json_group_array(json_object('column', g.title, 'what', g.what, 'amount', g.amount)) FROM "
        "(SELECT * FROM budget_figures WHERE document = t.document AND number = t.number ORDER BY position) g) "
        "AS figures",
    ),
    "field_list": _with_place("field_list", "fields", "field", "t.workstream, t.field, t.text, t.side"),
    "risk_list": _with_place(
        "risk_list", "risks", "risk",
        "t.ref, t.topic, t.text, t.likelihood, t.impact, t.score, t.rag, t.mitigation, t.owner",
    ),
}  # fmt: skip
