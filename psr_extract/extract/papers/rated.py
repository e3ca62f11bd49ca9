"""The cells of tables that rate something: under a title that says so, or by their colours."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from psr_extract.dates import find
from psr_extract.document import Block
from psr_extract.extract.papers import ratings
from psr_extract.extract.papers.parts import cell_text, column_titles, columns, fold, key, plain, titled
from psr_extract.extract.tables import tables
from psr_extract.extract.view import View
from psr_extract.records import Certainty, Rag, Source, Status

_REFERENCE = re.compile(r"[A-Z]{0,4}[\d./-]*|\W*")
_STRONG: frozenset[Rag] = frozenset(("red", "amber", "green"))


@dataclass(frozen=True, slots=True)
class Rated:
    """A cell that rates: its row and column (from 0), the rule, whether its title says so, what word and colour say.

    `alone` is true where it is the row's only rating, or its titled one.
    """

    row: int
    column: int
    rule: str
    titles: tuple[str, ...]
    titled: bool
    alone: bool
    word: Rag | None
    shade: Rag | None


def cells(view: View) -> Iterator[Rated]:
    """Every cell of the document's tables that stands in a column of ratings, in reading order, empty ones too."""
    all_titles = column_titles(view)
    hues = _hues(view, all_titles)
    for rows in tables(view):
        for number in rows:
            titles = all_titles[number]
            if titles or not _is_title(view, number, all_titles):
                yield from _of_row(view, number, titles, hues[_key(view, number, titles)])


def status(view: View, one: Rated) -> Status | None:
    """What a cell rates, and how; None where neither word nor colour is a rating, or nothing is there to be rated."""
    block = view.blocks[one.row]
    rag = one.word or one.shade
    subject = _subject(view, one)
    if rag is None or subject is None:
        return None
    text, source = subject
    moved = titled(view, one.titles, "statuses/trend-columns")
    trend = ratings.trend(view, cell_text(block, moved if moved is not None else one.column))
    contradicts = one.word is not None and one.shade is not None and one.word != one.shade
    certainty: Certainty = "unsure" if contradicts else "stated" if one.titled or one.word else "inferred"
    return Status(text, rag, source, one.word is None, certainty, _before(view, one), trend)


def doubts(view: View) -> Iterator[str]:
    """What the ratings leave open: colours that are none, words that the colour contradicts."""
    for one in cells(view):
        block = view.blocks[one.row]
        colour = block.colours[one.column] if one.column < len(block.colours) else None
        where = f"the rating of “{_short(view, one)}”"
        if one.titled and colour and one.word is None and one.shade is None and not _is_banded(block):
            yield f"{where} is only a colour, {colour}, which is neither red, amber, green nor blue: not taken"
        if one.word and one.shade and one.word != one.shade:
            yield f"{where} says {one.word} but is coloured {one.shade}: taken as {one.word}"


def _short(view: View, one: Rated) -> str:
    found = _subject(view, one)
    return " ".join((found[0] if found else cell_text(view.blocks[one.row], 0)).split()[:8])


Hues = dict[int, set[Rag]]


def _key(view: View, number: int, titles: tuple[str, ...]) -> object:
    """Tables with the same titles are looked at together; those without each for itself."""
    place = view.blocks[number].place.cell
    return titles or (place[0] if place else None)


def _hues(view: View, all_titles: tuple[tuple[str, ...], ...]) -> dict[object, Hues]:
    """For each table, by column, the ratings that its cells are coloured in, where the whole row is not."""
    found: dict[object, Hues] = defaultdict(partial(defaultdict, set))
    for number, block in enumerate(view.blocks):
        if block.kind != "row" or not block.colours or _is_title(view, number, all_titles):
            continue
        for column, colour in enumerate(block.colours):
            if (rag := ratings.of_colour(colour)) and not _is_banded(block):
                found[_key(view, number, all_titles[number])][column].add(rag)
    return found


def _is_title(view: View, number: int, all_titles: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a row holds the titles of the row below it, or stands alone over the whole table."""
    block = view.blocks[number]
    below = all_titles[number + 1] if number + 1 < len(all_titles) else ()
    filled = [text for text in block.cells if text.strip()]
    alone = len(filled) == 1 and len(block.cells) > 2 and (not block.colours or _is_banded(block))
    return alone or below == block.cells or block.heading_cells == block.cells


def _is_banded(block: Block) -> bool:
    """Whether all cells of a row have one colour: that is how rows are told apart, no rating."""
    return len(block.colours) > 1 and len(set(block.colours)) == 1


def _of_row(view: View, number: int, titles: tuple[str, ...], hues: Hues) -> Iterator[Rated]:
    block = view.blocks[number]
    known = columns(view, "statuses", titles)
    old = titled(view, titles, "statuses/previous-columns")
    main = known.get("")
    found: dict[int, tuple[str, bool]] = {}
    if main and main[0] != old:
        found[main[0]] = main[1].name, True
    matrix = next(rule for rule in view.rules.of("statuses", "COLUMN") if rule.value == "matrix")
    for column in range(len(block.cells)):
        if column in found or column == old or not any(block.cells):
            continue
        titled_side = column < len(titles) and plain(titles[column]) in matrix.cue
        by_colour = len(hues.get(column, set()) & _STRONG) > 1
        if by_colour or (titled_side and ratings.of_text(view, cell_text(block, column), letters=True)):
            found[column] = (matrix.name if titled_side or main is None else main[1].name), False
    said = {column: _said(view, block, column, hues) for column in found}
    rating = [column for column in found if any(said[column])]
    for column, (rule, says) in sorted(found.items()):
        alone = says or rating == [column]
        yield Rated(number, column, rule, titles, says, alone, *said[column])


def _said(view: View, block: Block, column: int, hues: Hues) -> tuple[Rag | None, Rag | None]:
    """The ratings that the word and the colour of a cell give; one colour alone, or blue, may be there to look well."""
    word = ratings.of_text(view, cell_text(block, column), letters=True)
    colour = block.colours[column] if column < len(block.colours) else None
    sure = hues.get(column, set()) & _STRONG or _says_done(view, block, column)
    return word, ratings.of_colour(colour) if sure and not _is_banded(block) else None


def _says_done(view: View, block: Block, column: int) -> bool:
    words = cell_text(block, column).split()
    return bool(words) and key(words[0]) in view.rules.words("actions/closed")


def _before(view: View, one: Rated) -> Rag | None:
    """The rating in the column of earlier ratings, by word or colour."""
    block = view.blocks[one.row]
    old = titled(view, one.titles, "statuses/previous-columns")
    if old is None or old == one.column or not one.alone:
        return None
    word = ratings.of_text(view, cell_text(block, old), letters=True)
    return word or ratings.of_colour(block.colours[old] if old < len(block.colours) else None)


def _subject(view: View, one: Rated) -> tuple[str, Source] | None:
    """What a cell rates: what the row is about, with the column's title where several columns rate it."""
    block = view.blocks[one.row]
    risk = columns(view, "fields", one.titles).get("risks")
    at = risk[0] if risk else titled(view, one.titles, "statuses/subject-columns")
    if at is None or at == one.column or not cell_text(block, at):
        at = _wordiest(view, block, one)
    title = fold(one.titles[one.column]) if one.column < len(one.titles) else ""
    if at is None:
        if not title or one.alone:
            return None
        start = block.cell_start(one.column)
        return title, Source(one.row, start, start + len(block.cells[one.column]), one.rule)
    start = block.cell_start(at)
    source = Source(one.row, start, start + len(block.cells[at]), one.rule)
    text = cell_text(block, at)
    return (text if one.alone or not title else f"{text} – {title}"), source


def _wordiest(view: View, block: Block, one: Rated) -> int | None:
    """The cell with the most words before the rating, or else behind it; numbers, references and ratings are none."""
    skipped = {one.column}
    skipped |= {at for at, title in enumerate(one.titles) if plain(title) in _other(view)}
    wordy = [
        at
        for at, text in enumerate(block.cells)
        if at not in skipped and not _REFERENCE.fullmatch(fold(text)) and not ratings.of_text(view, text, letters=True)
        and not any(2 * len(when.text) > len(text) for when in find(text, view.dates))
    ]
    before = [at for at in wordy if at < one.column] or wordy[:1]
    return max(before, key=lambda at: (len(block.cells[at].split()), -at)) if before else None


def _other(view: View) -> frozenset[str]:
    """Titles of columns that never hold what is rated."""
    lists = [f"statuses/{name}-columns" for name in ("previous", "trend")]
    lists += [f"milestones/{name}-columns" for name in ("owner", "date")]
    return frozenset(("ref", "no")).union(*(view.rules.words(name) for name in lists))
