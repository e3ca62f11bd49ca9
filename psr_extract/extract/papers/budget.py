"""Budget lines: an amount and what it is for, from tables, from lines that end in an amount, from prose."""

import re
from collections.abc import Iterator
from dataclasses import replace

from psr_extract.extract.papers import figures, money
from psr_extract.extract.papers.money import Amount
from psr_extract.extract.papers.parts import (
    Cue,
    Part,
    cell,
    cell_text,
    column_titles,
    cues,
    fold,
    parts,
    sentences,
    titled,
)
from psr_extract.extract.view import View
from psr_extract.records import BudgetLine, Source
from psr_extract.rules import Rule

_WORD = re.compile(r"[^\W\d_]{2}")
_LEAD = re.compile(r"[\s,;:/+&.)–—-]*(?:\([A-Z]{2,5}\)|[A-Z]{2,5}(?=\s+[A-Z][a-z])|\band\b)?[\s,;:/+&.)–—-]*")
_SIGN = re.compile(r"(?:\s*(?:[-–—:=(]|\bat\b|\bof\b)*)*\s*$")
_HEAD = re.compile(r"[^:]*[:][\s-]*(?=\S)")
_CLOSED = re.compile(r"\s*(?:$|[/;,)(\n]|and\b|[A-Z+&])|\.\s*(?:$|\s)")
_PROSE = re.compile(
    r"\b(?:is|are|was|were|be|been|will|would|could|should|has|have|had|can|may|which|that|we|they)\b", re.IGNORECASE
)
_FOR = re.compile(r"(?:\s*\([^)]*\))?[^.;,]{0,60}?\b(?:for|towards|to fund|to pay for|on|by)\s+(?=\S)")
_FOR_BEFORE = re.compile(
    r"\b(?:for|of|on)\s+(?P<what>[^,.;]{3,120}?)\s+"
    r"(?:in an amount|at a cost|at|of|up to|totalling|amounting to|is|was|will be)\b"
)
_SUBJECT = re.compile(
    r"(?P<what>[^,.;]{3,90}?)\s+(?:is|are|was|were|will be|would be|costs?|totals?|comes to|stands? at)\b"
)
_STOP = re.compile(r"[,.;]|\s(?:of which|which|and £|and \$|in an amount)")
_MAX_WORDS = 15
_MAX_LINE = 30


def budget(view: View) -> tuple[BudgetLine, ...]:
    """The amounts of a paper with what each is for, in reading order."""
    if view.kind != "paper":
        return ()
    found: list[BudgetLine] = []
    years = [int(year) for block in view.blocks[:4] for year in figures.YEAR.findall(block.text)]
    titles = column_titles(view)
    set_out = figures.lines(view, years)
    for number, block in enumerate(view.blocks):
        if number in set_out:
            found += set_out[number]
        elif block.kind == "row":
            found += _row(view, number, titles[number], years)
        else:
            for part in parts(view, number):
                found += _lines(view, [part]) or list(_prose(view, part))
    return tuple(line if line.total else replace(line, total=figures.is_total(view, line.text)) for line in found)


def _row(view: View, number: int, titles: tuple[str, ...], years: list[int]) -> list[BudgetLine]:
    """The amount in the row's column of amounts, or else the amounts with their words in its cells."""
    block = view.blocks[number]
    subject = titled(view, titles, "budget/subject-columns")
    column = figures.column(view, tuple("" if at == subject else title for at, title in enumerate(titles)), years)
    if column is not None and (line := _cell(view, number, titles, column.at, column.rule)):
        return [line]
    if column is None and not titles:
        priced = [at for at, text in enumerate(block.cells) if money.of_cell(text) is not None and money.find(text)]
        rule = next(iter(view.rules.of("budget", "TASK CUE")), None)
        if len(priced) == 1 and rule and (line := _cell(view, number, titles, priced[0], rule)):
            return [line]
    if block.place.cell is None:  # a line with gaps, no table
        return _lines(view, [Part(number, 0, block.text, True)])
    found: list[BudgetLine] = []
    for at, text in enumerate(block.cells):
        if money.find(text):
            found += _lines(view, list(cell(number, block, at)))
    return found


def _cell(view: View, number: int, titles: tuple[str, ...], column: int, rule: Rule) -> BudgetLine | None:
    block = view.blocks[number]
    amount, upto = money.of_cell(cell_text(block, column)), None
    if amount is None and (ends := money.range_of_cell(cell_text(block, column))):
        amount, upto = ends
    subject = titled(view, titles, "budget/subject-columns")
    if subject is None or not cell_text(block, subject):
        wordy = (at for at in range(column) if _WORD.search(block.cells[at]))
        subject = next(wordy, None)
    if amount is None or subject is None or subject == column:
        return None
    start, words = block.cell_start(subject), block.cells[subject].rstrip(" \n:")
    scale = money.scale_of(titles, column)
    source = Source(number, start, start + len(words), rule.name)
    return BudgetLine(
        fold(words), amount * scale, source, upto=upto and upto * scale, total=figures.is_total(view, words),
        figures=figures.sums(view, titles, block.cells),
    )  # fmt: skip


def _lines(view: View, lines: list[Part]) -> list[BudgetLine]:
    """"Coordinator £40,000", "Legal costs £2,000/Fair £500": amounts behind the words that say what for.

    In a cell the words may stand on the line before: "Story books" and below it "£151".
    """
    found: list[BudgetLine] = []
    spare: Part | None = None
    for part in lines:
        rule = _sign_rule(view, part)
        amounts = money.find(part.text) if rule and _is_line(part) else []
        if rule and spare and len(amounts) == 1 and not _WORD.search(part.text[: amounts[0].start]):
            end = len(spare.text)
            source = spare.source(0, end, rule.name)
            found.append(BudgetLine(fold(spare.text), amounts[0].value, source, upto=amounts[0].upto))
        elif rule:
            found += _in_line(part, amounts, rule)
        spare = None if amounts else part
    return found


def _sign_rule(view: View, part: Part) -> Rule | None:
    rules = view.rules.of("budget", "TASK CUE")
    return next((rule for rule in rules if any(sign in part.text for sign in rule.cue)), None)


def _is_line(part: Part) -> bool:
    """Whether a part is a line of a list or table, or as short as one and no sentence."""
    if part.listed or part.column is not None:
        return True
    return len(part.text.split()) <= _MAX_LINE and not _PROSE.search(part.text)


def _in_line(part: Part, amounts: list[Amount], rule: Rule) -> list[BudgetLine]:
    found: list[BudgetLine] = []
    start = 0
    for amount in amounts:
        if part.text[amount.end :].lstrip()[:1] in {"=", "*", "×"}:
            continue
        span = _label(part.text, start, amount) if _CLOSED.match(part.text, amount.end) else None
        if span:
            found.append(_made(part, span, amount, rule))
        start = amount.end
    return found


def _made(part: Part, span: tuple[int, int], amount: Amount, rule: Rule) -> BudgetLine:
    return BudgetLine(fold(part.text[slice(*span)]), amount.value, part.source(*span, rule.name), upto=amount.upto)


def _label(text: str, start: int, amount: Amount) -> tuple[int, int] | None:
    """The words before an amount that say what it is for, where they read like a label and not like prose."""
    lead = _LEAD.match(text, start)
    start = lead.end() if lead else start
    sign = _SIGN.search(text, start, amount.start)
    end = sign.start() if sign else amount.start
    if head := _HEAD.match(text, start, end):
        start = head.end()
    words = text[start:end]
    if not _WORD.search(words) or len(words.split()) > _MAX_WORDS or _PROSE.search(words):
        return None
    return start, end


def _prose(view: View, part: Part) -> Iterator[BudgetLine]:
    """"Funding of £5,000 has been given for the hall": sentences about a budget, and the words near each amount."""
    said = cues(view, "budget", part, "SENTENCE")
    amounts = money.find(part.text) if said else []
    for start, end in sentences(view, part) if amounts else ():
        cue = next((cue for cue in said if start <= cue.start < end), None)
        inside = [amount for amount in amounts if start <= amount.start < end]
        for at, amount in enumerate(inside):
            before = inside[at - 1].end if at else start
            after = inside[at + 1].start if at + 1 < len(inside) else end
            if cue and (span := _what_for(part.text, (before, after), amount, cue, alone=len(inside) == 1)):
                yield _made(part, span, amount, cue.rule)


def _what_for(
    text: str, room: tuple[int, int], amount: Amount, cue: Cue, *, alone: bool
) -> tuple[int, int] | None:
    """What an amount in a sentence is for: the words before it ("for the lift at £5"), or behind it ("£5 for ...")."""
    before = list(_FOR_BEFORE.finditer(text, room[0], amount.start))
    if before and amount.start - before[-1].end() < 40:
        return before[-1].span("what")
    if behind := _FOR.match(text, amount.end, room[1]):
        stop = _STOP.search(text, behind.end(), room[1])
        return behind.end(), stop.start() if stop else room[1]
    if subject := _SUBJECT.match(text, room[0], amount.start):
        return subject.span("what")
    return (room[0], room[1]) if alone and cue.start < amount.end else None
