"""What a paper leaves open or gets wrong: said to the reader, never mended by guessing."""

from collections.abc import Callable, Iterator

from psr_extract.dates import find
from psr_extract.document import Block
from psr_extract.extract.papers import money, rated, ratings, totals
from psr_extract.extract.papers.parts import column_titles, fold, key
from psr_extract.extract.papers.reference import context
from psr_extract.extract.tables import tables
from psr_extract.extract.view import View
from psr_extract.records import Due, Record

_BLOCKS: tuple[Callable[[Record], Iterator[int]], ...] = (
    lambda record: (one.source.block for one in record.milestones),
    lambda record: (one.source.block for one in record.statuses),
    lambda record: (one.source.block for one in record.budget),
    lambda record: (one.source.block for one in record.fields),
    lambda record: (one.source.block for one in record.actions),
    lambda record: (one.source.block for one in record.recommendations),
)
_COLUMNS = 3
_LEAST = 2
_WORDS = 8


def doubts(view: View, record: Record) -> tuple[str, ...]:
    """One sentence for each: colours that are no rating, wrong sums, dates that contradict, tables without titles."""
    if record.kind != "paper":
        return ()
    found = (*rated.doubts(view), *totals.doubts(view, record.budget), *_dates(view, record), *_untitled(view, record))
    return tuple(dict.fromkeys(found))


def _dates(view: View, record: Record) -> Iterator[str]:
    """Milestones that have another date elsewhere in the paper, or in their own words."""
    known: dict[tuple[str, str | None], Due] = {}
    base = context(view)
    for milestone in record.milestones:
        due, name = milestone.due, (key(milestone.text), milestone.workstream)
        before = known.setdefault(name, due)
        if _apart(before, due):
            yield f"“{_short(milestone.text)}” is dated “{before.text}” and also “{due.text}”: both are kept"
        dates = [due, *(one for one in (milestone.baseline, milestone.revised, milestone.actual) if one)]
        for when in find(milestone.text, base) if milestone.source.rule == "milestones/column" else ():
            said = Due(when.text, when.start, when.end)
            if (when.start or when.end) and all(_apart(said, one) for one in dates):
                named = _short(milestone.text)
                yield f"“{named}” says “{when.text}” but its column says “{due.text}”: taken as in the column"


def _apart(one: Due, other: Due) -> bool:
    """Whether two dates cannot both be right: the intervals that they mean have no day in common."""
    if one.end is None or other.end is None:
        return False
    return (one.start or one.end) > other.end or (other.start or other.end) > one.end


def _untitled(view: View, record: Record) -> Iterator[str]:
    """Tables with amounts, dates or ratings in columns that no title explains, of which nothing was taken."""
    taken = {block for kind in _BLOCKS for block in kind(record)}
    titles = column_titles(view)
    for rows in tables(view):
        blocks = [view.blocks[row] for row in rows]
        plain = len(rows) >= _LEAST and min(len(block.cells) for block in blocks) >= _COLUMNS
        if plain and blocks[0].place.cell and not taken & set(rows) and not any(titles[row] for row in rows):
            held = [what for what in ("amounts", "ratings") if sum(_holds(block, what) for block in blocks) >= _LEAST]
            if held:
                page = blocks[0].place.page
                where = f"the table{f' on page {page}' if page else ''} that begins “{_short(fold(blocks[0].text))}”"
                yield f"{where} has no titles of columns: its {' and '.join(held)} were not taken"


def _holds(block: Block, what: str) -> bool:
    if what == "amounts":
        return any(money.find(cell) and money.of_cell(cell) is not None for cell in block.cells)
    return any(ratings.of_colour(colour) for colour in block.colours) and len(set(block.colours)) > 1


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")
