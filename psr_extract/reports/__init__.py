"""What people look at: named queries, and their rows as tables, CSV, JSON, Markdown and a web page."""

from psr_extract.reports.formats import FORMATS, day, due, place
from psr_extract.reports.inbox import inbox
from psr_extract.reports.lives import lives
from psr_extract.reports.owners import Group, by_owner, unclear
from psr_extract.reports.page import counts, to_html, to_markdown
from psr_extract.reports.papers import budget, milestones, papers, recommendations, risks
from psr_extract.reports.queries import Filters, actions, bodies, decisions, life, meetings, people

__all__ = [
    "FORMATS",
    "Filters",
    "Group",
    "actions",
    "bodies",
    "budget",
    "by_owner",
    "counts",
    "day",
    "decisions",
    "due",
    "inbox",
    "life",
    "lives",
    "meetings",
    "milestones",
    "papers",
    "people",
    "place",
    "recommendations",
    "risks",
    "to_html",
    "to_markdown",
    "unclear",
]
