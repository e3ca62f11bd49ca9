"""The meeting of a document that does not state it: as a person gave it, as a file beside it does, or its folders.

`page.html.meeting.toml` beside `page.html` holds `body = "Parks Board"` and `date = 2025-03-20`, or one of them.
"""

import datetime as dt
import tomllib
from pathlib import Path

from psr_extract.errors import ReadError
from psr_extract.ingest.folders import Named, with_names
from psr_extract.ingest.protocol import Reading
from psr_extract.store import Store

SIDECAR = ".meeting.toml"
UNDATED = "the document names no date of its meeting: --meeting or a file beside it can, see docs/tracking.md"


def keep(store: Store, path: str, meeting: Named) -> None:
    """Remember the meeting that a person gave for the file under this path, also for when it is read again."""
    with store.transaction():
        date = meeting.date.isoformat() if meeting.date else None
        store.put("given", [{"path": path, "body": meeting.body, "date": date}], key="path")


def copy(old: Store, new: Store) -> None:
    """Remember in a new database all meetings that people gave."""
    with new.transaction():
        new.insert("given", old.rows("SELECT path, body, date FROM given_list"))


def with_given(found: Reading, store: Store, path: Path, key: str, folder: Named) -> Reading:
    """The records of a file, those that state no body or date with what is given by hand, beside the file, or above."""
    rows = store.rows("SELECT body, date FROM given_list WHERE path = ?", [key])
    by_hand = [Named(str(row["body"]) if row["body"] else None, _day(row["date"]), "as given with --meeting")
               for row in rows]  # fmt: skip
    for one in (*by_hand, beside(path), folder):
        found = with_names(found, one)
    return found


def beside(path: Path) -> Named:
    """What the file beside this one says of its meeting; ReadError where it says it wrongly."""
    file = path.with_name(path.name + SIDECAR)
    if not file.is_file():
        return Named()
    do = 'It may hold body = "Parks Board" and date = 2025-03-20'
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReadError(f"is no TOML: {error}", where=file, do=do) from error
    body, date = said.pop("body", None), said.pop("date", None)
    wrong = next(iter(said), None) or ("body" if not isinstance(body, str | None) else None)
    if wrong or not (date is None or type(date) is dt.date):
        raise ReadError(f"{wrong or 'date'!r} is not understood", where=file, do=do)
    return Named(body, date, f"from {file.name}")


def _day(value: object) -> dt.date | None:
    return dt.date.fromisoformat(str(value)) if value else None
