"""The rows of risk registers: the risk, how likely and grave it is, its score, what is done about it, and who by."""

from psr_extract.document import Block
from psr_extract.extract.papers import rated, ratings
from psr_extract.extract.papers.parts import cell_text, column_titles, columns, plain
from psr_extract.extract.view import View
from psr_extract.records import Rag, Risk, Source

_PARTS = ("ref", "likelihood", "impact", "score", "mitigation", "owner")


def risks(view: View) -> tuple[Risk, ...]:
    """The risks of each table with a column of risks and one of how likely, how grave or how managed they are."""
    if view.kind != "paper":
        return ()
    found: list[Risk] = []
    rags = {one.row: one.word or one.shade for one in rated.cells(view) if one.alone}
    topic: str | None = None
    table: tuple[str, ...] = ()
    for number, (block, titles) in enumerate(zip(view.blocks, column_titles(view), strict=True)):
        known = columns(view, "fields", titles).get("risks")
        where = _columns(view, titles, known[0]) if known else {}
        if known is None or not {"likelihood", "impact", "score", "mitigation", "measure"} & where.keys():
            continue
        topic, table = (topic if table == titles else None), titles
        topic = cell_text(block, where.get("topic")) or topic
        at, rule = known
        text = cell_text(block, at)
        if not text or not any(cell_text(block, where[part]) for part in where if part not in ("topic", "ref")):
            continue
        start = block.cell_start(at)
        source = Source(number, start, start + len(block.cells[at]), rule.name)
        ref, likelihood, impact, score, mitigation, owner = (cell_text(block, where.get(one)) or None for one in _PARTS)
        rag = rags.get(number) or _of_score(block, where.get("score"))
        found.append(Risk(text, source, topic, ref, likelihood, impact, score, rag, mitigation, owner))
    return tuple(found)


def _columns(view: View, titles: tuple[str, ...], risk: int) -> dict[str, int]:
    """Which column of a register holds what, beside that of the risks."""
    where = {part: at for part in (*_PARTS, "topic", "measure") if (at := _column(view, titles, part)) is not None}
    again = (at for at, title in enumerate(titles) if at > risk and plain(title) == "risk")
    if (score := next(again, None)) is not None:  # "Risk identified", then "Risk (H/M/L)"
        where.setdefault("score", score)
    return {part: at for part, at in where.items() if at != risk}


def _column(view: View, titles: tuple[str, ...], part: str) -> int | None:
    """The column of a part: the first whose title is one of its words, or ends with one ("Gross likelihood")."""
    words = view.rules.words(f"fields/register-{part}s" if part in ("topic", "measure") else f"fields/risk-{part}")
    names = [plain(title) for title in titles]
    whole = (at for at, name in enumerate(names) if name in words)
    ending = (at for at, name in enumerate(names) if name.rpartition(" ")[2] in words and " " in name)
    return next(whole, next(ending, None))


def _of_score(block: Block, column: int | None) -> Rag | None:
    """The rating that the colour of a score shows, where the row has others."""
    colours = block.colours
    if column is None or column >= len(colours) or len(set(colours)) < 2:
        return None
    return ratings.of_colour(colours[column])
