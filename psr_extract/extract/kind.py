"""Whether a document is minutes, an agenda or a paper."""

from psr_extract.document import Block
from psr_extract.extract.attendance import listed
from psr_extract.extract.attendance.speakers import speakers
from psr_extract.extract.view import View
from psr_extract.people import lexicon
from psr_extract.records import Kind

TITLE_BLOCKS = 12
MAX_TITLE_WORDS = 40
MAX_SPEAKERS = 3
EARLY_BLOCKS = 15
MANY = 4


def kind(view: View) -> Kind:
    """The kind for which most speaks: words of the title count most, then who was there, then phrases of the text."""
    score = {"minutes": 0.25, "agenda": 0.0, "paper": 0.0}
    text = "\n".join(block.text for block in view.blocks).casefold().replace("’", "'")
    title = "\n".join(_title(view)).casefold().replace("’", "'")
    if view.document.pages:  # a part of an agenda pack: its item number says nothing, and what is no minutes is a paper
        score, title = {"minutes": 0.0, "agenda": 0.0, "paper": 0.25}, title.replace("agenda item", "")
    for name in score:
        score[name] += 3 * _count(view, f"kind/{name}-titles", title) + _count(view, f"kind/{name}-phrases", text)
        score[name] += _count(view, f"kind/{name}-names", _own_name(view).casefold())
    there = listed(view)
    early = any(entry.source.block < EARLY_BLOCKS for entry in there)
    score["minutes"] += 3 * bool(there) + (len(there) > 2) if early or len(there) > MANY else bool(there) / 2
    score["minutes"] += min(MAX_SPEAKERS, len(speakers(view, (), lexicon(view.rules))))
    name = max(score, key=lambda name: score[name])
    return "minutes" if name == "minutes" else "agenda" if name == "agenda" else "paper"


def _title(view: View) -> list[str]:
    """The name of the file and what stands at the head of the document."""
    head = (block.text for block in view.blocks[:TITLE_BLOCKS] if _is_title(block))
    return [_own_name(view).replace("-", " ").replace("_", " "), *head]


def _own_name(view: View) -> str:
    """The name of the document's file; that of an agenda pack says nothing of its parts."""
    return "" if view.document.pages else view.document.name


def _is_title(block: Block) -> bool:
    """Whether a block at the head may be part of the title: short, and no item of a list."""
    return not block.marker and len(block.text.split()) <= MAX_TITLE_WORDS


def _count(view: View, words: str, text: str) -> int:
    """How many of the phrases of a list the text has."""
    return sum(phrase in text for phrase in view.rules.words(words))
