"""What the folders above a file say of its meeting, where people keep them by body and date."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from psr_extract.ingest.protocol import Reading
from psr_extract.records import Record

_DATE = re.compile(r"(?<!\d)(\d{4})[-_. ]?(\d{2})[-_. ]?(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Named:
    """The body and the date of a meeting that are not from the document, and where from."""

    body: str | None = None
    date: dt.date | None = None
    whence: str = "from the folder's name"


def named(path: Path, roots: Sequence[Path]) -> Named:
    """`Parks Board/2025-03-20/minutes.pdf` in a root gives that body and date; other names of folders give nothing."""
    root = next((root for root in roots if path.is_relative_to(root) and path != root), None)
    names = path.relative_to(root).parts[:-1] if root else ()
    dates = [date for name in names if (date := _date(name))]
    bodies = [name for name in names if not _DATE.search(name)]
    return Named(bodies[0].replace("_", " ").strip() if bodies else None, dates[-1] if dates else None)


def with_names(found: Reading, folder: Named) -> Reading:
    """The records, those that state no body or date with these, and a warning that says so."""
    return tuple((document, _named(record, folder)) for document, record in found)


def _named(record: Record, folder: Named) -> Record:
    own, said = record.meeting, []
    if own.body is None and folder.body:
        own = replace(own, body=folder.body)
        said.append("body")
    if own.date is None and folder.date:
        own = replace(own, date=folder.date)
        said.append("date")
    if not said:
        return record
    warning = f"the {' and the '.join(said)} of the meeting {'is' if len(said) == 1 else 'are'} {folder.whence}"
    return replace(record, meeting=own, warnings=(*record.warnings, warning))


def _date(name: str) -> dt.date | None:
    try:
        return dt.date(*map(int, match.groups())) if (match := _DATE.search(name)) else None
    except ValueError:
        return None
