"""Marks and remarks that tell how somebody was there: "P", ticks, "(apologies)"; and the legend that explains them."""

import re
from dataclasses import dataclass

from psr_extract.extract.view import View
from psr_extract.people.entries import Entry, parse_entry
from psr_extract.people.lexicon import Lexicon, bare
from psr_extract.records import AttendanceStatus

_LEGEND = re.compile(r"(?:^|(?<=\s))(?P<mark>[A-Z]{1,3}|[✓✔√x×])\s*[-–—=:]\s*(?P<word>[A-Za-z][\w ]{3,20})")
_STATUSES: tuple[AttendanceStatus, ...] = ("present", "apologies", "absent", "substitute")


@dataclass(frozen=True, slots=True)
class Marks:
    """The status of each mark (casefolded), and of each word of a remark."""

    marks: dict[str, AttendanceStatus]
    words: dict[str, AttendanceStatus]

    def mark(self, text: str) -> AttendanceStatus | None:
        """The status that a cell of a register gives, or None."""
        folded = text.strip().strip("[]()*.").strip().casefold()
        return self.marks.get(folded) or self.words.get(folded)

    def remark(self, text: str | None) -> AttendanceStatus | None:
        """The status that a remark gives: "not present" is absent, "apologies" are; "online" tells nothing."""
        folded = (text or "").casefold().strip()
        if not folded:
            return None
        found = [phrase for phrase in self.words if re.search(rf"\b{re.escape(phrase)}\b", folded)]
        status = self.words[max(found, key=len)] if found else None
        return None if status == "present" else status

    def behind_name(self, text: str, words: Lexicon) -> tuple[Entry, AttendanceStatus | None] | None:
        """A line of a register, "Jane Doe P P A": the name, and the status of its last mark."""
        parts = text.split()
        first = next((n for n, part in enumerate(parts) if n and self._is_mark(part)), 0)
        if first < 1:
            return None
        entry = parse_entry(" ".join(parts[:first]), words)
        if entry is None or (first == 1 and bare(parts[0]) not in words.given_names):
            return None
        last = next((part for part in reversed(parts[first:]) if self._is_mark(part)), "")
        return entry, self.marks.get(last.casefold())

    def _is_mark(self, part: str) -> bool:
        return len(part) <= 2 and part.casefold() in self.marks and (part.isupper() or not part.isalpha())


def marks_of(view: View) -> Marks:
    """The marks that the rules know, the document's own legend going first."""
    known: dict[str, AttendanceStatus] = {}
    words: dict[str, AttendanceStatus] = {}
    for status in _STATUSES:
        known.update(dict.fromkeys(view.rules.words(f"attendance/{status}-marks"), status))
        words.update(dict.fromkeys(view.rules.words(f"attendance/{status}-words"), status))
    for block in view.blocks:
        if len(block.text) < 200:
            for match in _LEGEND.finditer(block.text):
                status_ = next((words[phrase] for phrase in words if match["word"].casefold().startswith(phrase)), None)
                if status_:
                    known[match["mark"].casefold()] = status_
    return Marks(known, words)
