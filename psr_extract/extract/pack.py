"""What the parts of an agenda pack tell each other: the papers in it go to the meeting that its agenda calls."""

from collections.abc import Sequence
from dataclasses import replace

from psr_extract.document import Document
from psr_extract.records import Meeting, Record
from psr_extract.words import words

Reading = tuple[Document, Record]


def with_meeting(parts: Sequence[Reading]) -> tuple[Reading, ...]:
    """The parts of a pack, papers that state no body or date with those of the agenda before them.

    What is not of a pack, and what minutes and papers say of themselves, stays as it is. The evidence stays in the part
    that has it, the agenda: the paper's own `sources` name only what it says itself.
    """
    found: list[Reading] = []
    agenda: Meeting | None = None
    for document, record in parts:
        if document.pages and record.kind == "agenda":
            agenda = record.meeting
        elif document.pages and agenda and record.kind == "paper":
            own = record.meeting
            short = own.body is None or words(agenda.body)[-len(words(own.body)) :] == words(own.body)
            meeting = replace(own, body=agenda.body if short else own.body, date=own.date or agenda.date)
            record = replace(record, meeting=meeting)
        found.append((document, record))
    return tuple(found)
