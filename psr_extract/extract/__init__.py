"""Annotated document in, record out: `extract(document, doc, rules)`; one module a record kind."""

from dataclasses import replace

from spacy.tokens import Doc

from psr_extract.document import Document
from psr_extract.extract.actions import actions
from psr_extract.extract.attendance import attendance
from psr_extract.extract.decisions import decisions
from psr_extract.extract.items import items
from psr_extract.extract.kind import kind
from psr_extract.extract.meeting import meeting
from psr_extract.extract.papers import budget, doubts, fields, milestones, paper, recommendations, risks, statuses
from psr_extract.extract.referrals import referrals
from psr_extract.extract.updates import updates
from psr_extract.extract.view import View
from psr_extract.records import Record
from psr_extract.rules import Rules

EXTRACTORS = (
    ("kind", kind),
    ("meeting", meeting),
    ("attendance", attendance),
    ("items", items),
    ("actions", actions),
    ("updates", updates),
    ("referrals", referrals),
    ("decisions", decisions),
    ("recommendations", recommendations),
    ("milestones", milestones),
    ("statuses", statuses),
    ("budget", budget),
    ("fields", fields),
    ("risks", risks),
    ("paper", paper),
)
"""In order: each sees, through the view, what those before it found."""


def extract(document: Document, doc: Doc, rules: Rules) -> Record:
    """All facts of one document. `doc` comes from `pipeline.annotate(document, ...)` with the same rules."""
    view = View(document, doc, rules)
    found: dict[str, object] = {}
    for name, extractor in EXTRACTORS:
        found[name] = extractor(view)
        if name in ("kind", "meeting", "items", "attendance", "actions"):
            view = view.having(**{name: found[name]})
    record = Record(document.name, document.sha256, **found)  # type: ignore[arg-type]
    return replace(record, warnings=(*document.warnings, *doubts(view, record)))
