"""What people look at: named queries, and their rows as tables, CSV, JSON, Markdown and a web page."""

from psr_extract.reports.checks import lint
from psr_extract.reports.doubts import place_key, review
from psr_extract.reports.elsewhere import elsewhere
from psr_extract.reports.formats import FORMATS, day, due, place
from psr_extract.reports.handed import handed
from psr_extract.reports.inbox import inbox
from psr_extract.reports.lives import lives
from psr_extract.reports.measures import stats
from psr_extract.reports.owners import Group, by_owner, grouped, unclear
from psr_extract.reports.page import counts, to_html, to_markdown
from psr_extract.reports.papers import budget, milestones, papers, recommendations, risks
from psr_extract.reports.queries import (
    SORTS,
    Filters,
    actions,
    bodies,
    decisions,
    entries,
    life,
    meetings,
    people,
    tally,
)
from psr_extract.reports.versions import diff

__all__ = [
    "FORMATS",
    "Filters",
    "SORTS",
    "Group",
    "actions",
    "bodies",
    "budget",
    "by_owner",
    "counts",
    "day",
    "decisions",
    "diff",
    "due",
    "elsewhere",
    "entries",
    "grouped",
    "handed",
    "inbox",
    "life",
    "lint",
    "lives",
    "meetings",
    "milestones",
    "papers",
    "people",
    "place",
    "place_key",
    "recommendations",
    "review",
    "risks",
    "stats",
    "tally",
    "to_html",
    "to_markdown",
    "unclear",
]
