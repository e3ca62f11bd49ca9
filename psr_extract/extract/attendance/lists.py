"""Attendance lists: from each label on, the lines that read as people."""

import re
from collections.abc import Iterator
from dataclasses import replace

from psr_extract.document import Block
from psr_extract.extract.attendance.found import INLINE, Found, Open, found_in
from psr_extract.extract.attendance.labels import Label, segments
from psr_extract.extract.attendance.marks import Marks
from psr_extract.extract.attendance.rows import read_row
from psr_extract.extract.view import View
from psr_extract.people import Lexicon, Reading, bare, parse_entry, read_entries

MAX_JUNK_WORDS = 6
MAX_LINE = 600
MAX_POST_WORDS = 3
MAX_HEAD = 12
LEAST_UNLABELLED = 3
LEAST_ALONE = 4
"""So many lines with one person each are a list, though nothing says so."""
MAX_ALONE = 60
_CROWD = frozenset({"public", "press", "residents", "parishioners", "visitors"})
_CHECKBOX = re.compile(r"\[(?P<mark>[ xX✓✔]?)\]\s*")


def lists(view: View, words: Lexicon, marks: Marks) -> Iterator[Found]:
    """All entries of all attendance lists of a document, in order."""
    open_: Open | None = None
    for number, block in enumerate(view.blocks):
        if block.kind == "row":
            found, open_ = read_row(view, words, marks, number, open_)
            yield from found
            continue
        if open_ and open_.table:
            open_ = None
        reader = _Lines(view, words, marks, number)
        if open_ is None and number < MAX_HEAD and (label := reader.unlabelled()):
            open_ = Open(label, own_lines=block.text.count(",") < 2, block=number, comma=True)
        for label, start, stop in segments(view, number):
            beside = label and open_ and open_.block == number and open_.entries == 0
            if beside and not block.text[start:stop].strip():
                continue  # titles of columns that the file no longer has: the first is that of most people
            found, open_ = reader.under(open_, start, stop) if label is None else reader.behind(label, start, stop)
            yield from found


class _Lines:
    """Reads the lines of one block."""

    def __init__(self, view: View, words: Lexicon, marks: Marks, number: int) -> None:
        self.view, self.words, self.marks, self.number = view, words, marks, number
        self.block: Block = view.blocks[number]

    def unlabelled(self) -> Label | None:
        """The label that a list of members does without: "Cllrs A Bell, C Dunn and E Frost" at the head."""
        first = bare(self.block.text.split()[0]) if self.block.text.split() else ""
        if self.block.marker:
            return None
        if first in self.words.ranks and first.endswith("s"):
            reading = read_entries(self.block.text, self.words)
            if reading.strange or len(reading.entries) < LEAST_UNLABELLED:
                return None
        elif not self._begins_names():
            return None
        return Label(self.view.rules.by_name["attendance/present"], 0, 0)

    def _begins_names(self) -> bool:
        """Whether this line and those below have one person each, half of them surely persons."""
        blocks = self.view.blocks[self.number : self.number + LEAST_ALONE]
        plain = all(block.kind == "paragraph" and not block.marker and len(block.text) < MAX_ALONE for block in blocks)
        entries = [parse_entry(block.text, self.words) for block in blocks] if plain else []
        people = [entry for entry in entries if entry and " " in entry.name]
        return len(people) == LEAST_ALONE and 2 * sum(entry.sure for entry in people) >= LEAST_ALONE

    def behind(self, label: Label, start: int, stop: int) -> tuple[list[Found], Open | None]:
        """What stands behind a label on its line, and the list that goes on below."""
        text = self.block.text[start:stop]
        level = self.block.level if self.block.kind == "heading" else INLINE
        opened = Open(label, own_lines=not text.strip() and not label.weak, level=level, block=self.number)
        if not text.strip():
            return [], opened
        reading = read_entries(text, self.words)
        heading = self.block.kind == "heading"
        known = sum(entry.sure or bare(entry.name.split()[0]) in self.words.given_names for entry in reading.entries)
        if label.weak and (reading.strange or not reading.entries or (heading and 2 * known < len(reading.entries))):
            return [], replace(opened, own_lines=True) if heading else None
        found = self._all(reading, label, start)
        return found, replace(opened, entries=len(found), comma=_goes_over(text))

    def under(self, open_: Open | None, start: int, stop: int) -> tuple[list[Found], Open | None]:
        """The people on a line under an open label; no label any more where the list is over."""
        if open_ is None:
            return [], None
        text = self.block.text[start:stop].strip()
        box = _CHECKBOX.match(text)
        offset = self.block.text.index(text, start) + (box.end() if box else 0)
        text = text[box.end() :] if box else text
        reading = read_entries(text, self.words, one_each=self._is_one_each(text))
        if self._goes_on(open_, reading, text):
            found = self._all(reading, open_.label, offset)
            if box and not box["mark"].strip():
                found = [replace(one, status="absent") for one in found]
            return found, replace(open_, entries=open_.entries + len(found), comma=_goes_over(text))
        mark = self.marks.behind_name(text, self.words)
        if mark:
            entry, status = mark
            return [found_in(entry, self.number, offset, open_.label, self.marks, status)] if status else [], open_
        return [], open_ if self._is_post(text) or self._is_junk(open_, text) else None

    def _is_post(self, text: str) -> bool:
        """Whether a line is nothing but the post of the one below it."""
        parts = text.strip(" :").split()
        return 0 < len(parts) <= MAX_POST_WORDS and all(self.words.is_post(part) for part in parts)

    def _is_one_each(self, text: str) -> bool:
        """Whether a line is one person: a bullet, or a line with hardly a comma among others of its kind."""
        if self.block.kind == "bullet":
            return text.count(",") < 3 or "(" in text.split(",")[0]
        following = self.view.blocks[self.number + 1 : self.number + 2]
        alone = not following or following[0].kind != self.block.kind or ":" in following[0].text[:40]
        return text.count(",") < 2 and not alone

    def _goes_on(self, open_: Open, reading: Reading, text: str) -> bool:
        """Whether a line is part of the list: nothing but people, and known ones where anything may follow the list."""
        entries = reading.entries
        if not entries or reading.strange or len(text) > MAX_LINE:
            return False
        sure = sum(bool(entry.sure or entry.role or entry.initials) for entry in entries)
        inside = text.endswith(",") or self._goes_on_below() or self._is_below_person()
        listed = open_.entries > 1 and all(" " in entry.name for entry in entries) and inside
        if self.block.kind == "heading":
            return sure == len(entries) or listed or (open_.own_lines and open_.entries == 0 and len(entries) > 1)
        if open_.own_lines:
            listed = self.block.kind == "bullet" or open_.entries == 0
            return listed or 2 * sure >= len(entries) or all(" " in entry.name for entry in entries)
        return sure == len(entries) or open_.comma or listed

    def _is_junk(self, open_: Open, text: str) -> bool:
        """Whether a line may stand in a list though it names nobody: "2 members of the public", "Officers:"."""
        parts = text.split()
        if not open_.own_lines:
            return False
        if not self.block.marker and len(parts) <= MAX_JUNK_WORDS and bare(parts[-1]) in _CROWD:
            return True
        if self.block.kind == "heading":
            deeper = self.block.level > open_.level or text.endswith(":")
            return (
                open_.entries == 0
                and deeper
                and any(not self.words.is_name_word(part) for part in parts)
                and not _is_agenda(text)
            )
        if open_.entries == 0 and open_.level < INLINE:
            return True
        if len(parts) > MAX_JUNK_WORDS or (len(parts) == 1 and bare(text) in self.words.not_names - {"none", "nil"}):
            return False
        plain = self.block.kind != "bullet" and not any(char.isdigit() for char in text)
        return text.endswith(":") or not plain or (open_.entries > 1 and self._goes_on_below())

    def _is_below_person(self) -> bool:
        """Whether the line above is nothing but one person."""
        above = self.view.blocks[self.number - 1] if self.number else None
        if above is None or above.kind != self.block.kind or len(above.text) > MAX_ALONE:
            return False
        entry = parse_entry(above.text, self.words)
        return entry is not None and " " in entry.name

    def _goes_on_below(self) -> bool:
        """Whether the next line is one of the list again."""
        below = self.view.blocks[self.number + 1 : self.number + 2]
        if not below or below[0].kind != self.block.kind:
            return False
        entry = parse_entry(below[0].text, self.words)
        return entry is not None and " " in entry.name and (entry.sure or entry.organisation is not None)

    def _all(self, reading: Reading, label: Label, offset: int) -> list[Found]:
        return [found_in(entry, self.number, offset, label, self.marks) for entry in reading.entries]


def _is_agenda(text: str) -> bool:
    return bare(text) in ("agenda", "minutes", "notes", "actions", "discussion", "summary")


def _goes_over(text: str) -> bool:
    """Whether a line ends in the middle of a list."""
    return text.rstrip().endswith((",", ";", " and", "&"))
