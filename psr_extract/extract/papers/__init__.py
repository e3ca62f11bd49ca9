"""What papers say: recommendations, milestones, RAG statuses, budget lines, form fields. One module a kind."""

from psr_extract.extract.papers.budget import budget
from psr_extract.extract.papers.doubts import doubts
from psr_extract.extract.papers.facts import paper
from psr_extract.extract.papers.fields import fields
from psr_extract.extract.papers.logs import log_actions
from psr_extract.extract.papers.milestones import milestones
from psr_extract.extract.papers.recommendations import recommendations
from psr_extract.extract.papers.risks import risks
from psr_extract.extract.papers.statuses import statuses

__all__ = ["budget", "doubts", "fields", "log_actions", "milestones", "paper", "recommendations", "risks", "statuses"]
