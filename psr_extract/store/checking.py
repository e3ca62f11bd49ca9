"""Whether a database is sound, and whether it still says what its files say."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from psr_extract.store import Store, inbox
from psr_extract.store.rows import Row

_QUOTED = (
    ("actions", "action", "text"),
    ("decisions", "decision", "text"),
    ("items", "item", "title"),
    ("recommendations", "recommendation", "text"),
    ("milestones", "milestone", "text"),
    ("statuses", "status", "subject"),
    ("budget", "budget", "text"),
    ("fields", "field", "text"),
)
"""The kinds of facts whose words are those of their evidence: table, kind, column."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it should be, and whether the database itself is to blame (or a file has changed)."""

    what: str
    damage: bool


def check(store: Store) -> Iterator[Problem]:
    """Everything that is not as it should be: SQLite's own checks, the evidence, the search, the files."""
    for row in store.rows("PRAGMA integrity_check"):
        if row["integrity_check"] != "ok":
            yield Problem(f"damaged: {row['integrity_check']}", True)
    for row in store.rows("PRAGMA foreign_key_check"):
        yield Problem(f"a row of {row['table']} ({row['rowid']}) belongs to nothing in {row['parent']}", True)
    yield from _spans(store)
    yield from _quotes(store)
    yield from _search(store)
    yield from _states(store)
    yield from _files(store)


def _spans(store: Store) -> Iterator[Problem]:
    sql = "SELECT name, kind, number, part, block FROM evidence_list WHERE end > length(block_text)"
    for row in store.rows(sql):
        what = f"{row['name']}: {row['part']} of {row['kind']} {row['number']} points past the end of block"
        yield Problem(f"{what} {row['block']}", True)


def _quotes(store: Store) -> Iterator[Problem]:
    """Facts whose words are not those that their evidence points at, white space aside."""
    for table, kind, column in _QUOTED:
        sql = (
            f"SELECT e.document, e.name, e.number, t.{column} AS said, e.quote FROM {table} t JOIN evidence_list e "
            f"ON e.document = t.document AND e.number = t.number AND e.kind = ? AND e.part = 'text' "
            f"WHERE t.{column} <> e.quote"
        )
        for row in store.rows(sql, [kind]):
            said, quote = (str(row[part]).split() for part in ("said", "quote"))
            if said != quote and not (kind == "status" and _is_titled(store, row, said, quote)):
                yield Problem(f"{row['name']}: {kind} {row['number']} is not what its place says", True)


def _is_titled(store: Store, row: Row, said: list[str], quote: list[str]) -> bool:
    """Whether a rating is of its row and of the title of its column ("Hub – Cost"), which stands in another row."""
    head = [*quote, "–"] if quote and said[: len(quote)] == quote else []
    title = " ".join(said[len(head) :])
    rows = store.rows("SELECT text FROM blocks WHERE document = ? AND kind = 'row'", [row["document"]])
    return said[: len(head)] == head and any(
        title == " ".join(cell.split()) for other in rows for cell in str(other["text"]).split("\t")
    )


def _search(store: Store) -> Iterator[Problem]:
    for table in ("blocks", "actions", "decisions"):
        rows = store.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"]
        indexed = store.rows(f"SELECT count(*) AS n FROM {table}_fts_docsize")[0]["n"]
        if rows != indexed:
            yield Problem(f"the search over {table} knows {indexed} of {rows}", True)


def _states(store: Store) -> Iterator[Problem]:
    """Files and their states must tell the same; databases older than the inbox have files without a state."""
    sql = "SELECT i.path FROM inbox i LEFT JOIN files f ON f.path = i.path WHERE i.state = 'ingested' AND f.id IS NULL"
    for row in store.rows(sql):
        yield Problem(f"{row['path']}: counts as ingested, but nothing of it is there", True)
    sql = "SELECT i.path, i.state FROM inbox i JOIN files f ON f.path = i.path WHERE i.state = 'duplicate'"
    for row in store.rows(sql):
        yield Problem(f"{row['path']}: counts as {row['state']}, but is there itself", True)


def _files(store: Store) -> Iterator[Problem]:
    """Files that are missing, or have changed since they were read."""
    for row in store.rows("SELECT path, sha256, size FROM files ORDER BY path"):
        path = inbox.real(str(row["path"]))
        try:
            if path.stat().st_size != row["size"]:
                yield Problem(f"{row['path']}: has changed since it was read", False)
                continue
            with path.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != row["sha256"]:
                    yield Problem(f"{row['path']}: has changed since it was read", False)
        except FileNotFoundError:
            yield Problem(f"{row['path']}: is no longer there", False)
        except OSError as error:
            yield Problem(f"{row['path']}: cannot be looked at ({error.strerror})", False)
