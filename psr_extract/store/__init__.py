"""The database: `Store`. Writes documents and what was found in them, reads through views. Judges nothing.

`Store.open(path)` gives one to read, `Store.open(path, create=True)` one to fill; use it in a `with` block.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal

from psr_extract.document import Document
from psr_extract.errors import StoreError
from psr_extract.records import Record
from psr_extract.store.copying import copy_to
from psr_extract.store.direct import direct as direct
from psr_extract.store.ids import action_id, free_prefix, is_lettered, numbers, prefix, seal
from psr_extract.store.opening import Opened, open_database, told
from psr_extract.store.rows import Row, Value, digest, rows_of
from psr_extract.store.tracking import tracking as tracking

Reading = Sequence[tuple[Document, Record]]
NO_BODY = ""
"""The scope of documents whose meeting is of no known body."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to be stored: its path, checksum and size, when it was read (ISO) and by which rules and version."""

    path: str
    sha256: str
    size: int
    ingested: str
    reader: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows of a file: is it `new`, `changed`, `unchanged`, or a copy of what stands under `path`?"""

    state: Literal["new", "changed", "unchanged", "copy"]
    path: str


class Store:
    """An open database."""

    def __init__(self, opened: Opened, path: Path) -> None:
        """Use `Store.open`."""
        self._db, self.path = opened.db, path
        self.warnings, self.read_only = opened.warnings, opened.read_only

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> "Store":
        """The database in this file, brought up to date; StoreError where it is missing or none of ours."""
        if not path.exists() and not create:
            do = "Run `psr-extract ingest FOLDER` first, or name it with --db"
            raise StoreError("there is no database", where=path, do=do)
        with told(path):
            if create:
                path.parent.mkdir(parents=True, exist_ok=True)
            return cls(open_database(path), path)

    def __enter__(self) -> "Store":
        """The store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes the file."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes inside happen, or none."""
        with told(self.path):
            outer = not self._db.conn.in_transaction
            if outer:
                # Room to write is taken at once: a transaction that begins by reading could not wait for its turn.
                self._db.conn.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if outer:
                    self._db.conn.rollback()
                raise
            if outer:
                self._commit()

    def _commit(self) -> None:
        try:
            self._db.conn.execute("COMMIT")
        except BaseException:
            self._db.conn.rollback()
            raise

    def backup(self, target: Path) -> None:
        """Copy the whole database into a file, whole or not at all, while others use it."""
        if target.resolve() == self.path.resolve():
            raise StoreError("is the database itself", where=target, do="Name another file for the backup")
        with told(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            copy_to(self._db.conn, target)

    def rows(self, sql: str, values: Sequence[Value] | dict[str, Value] = ()) -> list[Row]:
        """The rows of a query; queries elsewhere name views only."""
        with told(self.path):
            cursor = self._db.execute(sql, values)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def insert(self, table: str, rows: Sequence[Row]) -> None:
        """Add rows that all have the same columns."""
        if rows:
            columns = list(rows[0])
            marks = ", ".join(f":{column}" for column in columns)
            names = ", ".join(f'"{column}"' for column in columns)
            self._db.conn.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)

    def put(self, table: str, rows: Sequence[Row], *, key: str) -> None:
        """Add rows that all have the same columns, or change those with the same key."""
        if rows:
            names, marks = ([f"{sign}{column}" for column in rows[0]] for sign in ("", ":"))
            change = ", ".join(f"{name} = excluded.{name}" for name in names)
            sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(marks)}) ON CONFLICT ({key}) DO UPDATE"
            self._db.conn.executemany(f"{sql} SET {change}", rows)

    def delete(self, sql: str, values: Sequence[Value] = ()) -> None:
        """Run a DELETE."""
        self._db.execute(sql, values)

    def known(self, path: str, sha256: str, reader: str) -> Known:
        """What is known of a file with this path and these bytes, if these rules and this version read it."""
        own = self.rows("SELECT path, sha256, reader FROM files WHERE path = ?", [path])
        same = self.rows("SELECT path FROM files WHERE sha256 = ? AND path <> ?", [sha256, path])
        if same:
            return Known("copy", str(same[0]["path"]))
        if not own:
            return Known("new", path)
        unchanged = (own[0]["sha256"], own[0]["reader"]) == (sha256, reader)
        return Known("unchanged" if unchanged else "changed", path)

    def document_ids(self, path: str) -> list[str]:
        """The ids of the documents that a file gave."""
        return self._prefixes(path)

    def move(self, old: str, new: str) -> None:
        """A file that was stored stands elsewhere now."""
        with self.transaction():
            self._forget(new)
            self._db.execute("UPDATE files SET path = ? WHERE path = ?", [new, old])
            self._db.execute("UPDATE OR REPLACE past_numbers SET path = ? WHERE path = ?", [new, old])

    def forget(self, path: str) -> None:
        """Take out a file and everything that came from it."""
        with self.transaction():
            self._forget(path)

    def save(self, file: File, reading: Reading) -> list[str]:
        """Store a file's documents in place of what the same path gave before, in one transaction.

        Gives the names of documents that were left out because another file has the same bytes inside. A file that
        gives what it gave before leaves every row as it was.
        """
        with self.transaction():
            if self._same(file, reading):
                self._db.execute(
                    "UPDATE files SET sha256 = ?, size = ?, reader = ? WHERE path = ?",
                    [file.sha256, file.size, file.reader, file.path],
                )
                return []
            before = self._numbered(file.path)
            prefixes = self._prefixes(file.path)
            self._forget(file.path)
            row = (file.path, file.sha256, file.size, file.ingested, file.reader)
            key = self._add("INSERT INTO files (path, sha256, size, ingested, reader) VALUES (?, ?, ?, ?, ?)", row)
            return [
                document.name
                for part, (document, record) in enumerate(reading)
                if not self._save(file.path, key, part, document, record, before, prefixes)
            ]

    def _save(self, path: str, file: int, part: int, document: Document, record: Record,
              before: dict[str, dict[int, str]], prefixes: list[str]) -> bool:  # fmt: skip
        """Store one document; False where its bytes are there already."""
        if self.rows("SELECT 1 FROM documents WHERE sha256 = ?", [document.sha256]):
            return False
        meeting = record.meeting
        wanted = prefix(body=meeting.body, date=meeting.date.isoformat() if meeting.date else None, name=document.name)
        kept = next((old for old in prefixes if is_lettered(old, wanted)), None)
        chosen = kept if kept and not self.taken(kept) else free_prefix(wanted, self.taken)
        row = (file, part, document.sha256, document.name, document.media_type, record.kind, chosen, wanted,
               digest(document, record), "–".join(map(str, document.pages or ())) or None)  # fmt: skip
        key = self._add(
            "INSERT INTO documents (file, part, sha256, name, media_type, kind, prefix, wanted, digest, pages) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)  # fmt: skip
        ids = self._ids(path, document.name, chosen, [action.text for action in record.actions], before)
        tables: dict[str, list[Row]] = {}
        for table, values in rows_of(document, record, key=key, ids=ids):
            tables.setdefault(table, []).append(values)
        for table, rows in tables.items():
            self.insert(table, rows)
        self.mark(str(tables["meetings"][0]["body_key"] or NO_BODY))
        return True

    def _add(self, sql: str, values: Sequence[Value]) -> int:
        return int(self._db.execute(sql, values).lastrowid or 0)

    def _same(self, file: File, reading: Reading) -> bool:
        sql = "SELECT d.digest FROM documents d JOIN files f ON f.id = d.file WHERE f.path = ? ORDER BY d.part"
        old = self.rows(sql, [file.path])
        return bool(old) and [row["digest"] for row in old] == [digest(*pair) for pair in reading]

    def _forget(self, path: str) -> None:
        scopes = self.rows("SELECT DISTINCT body_key FROM document_list WHERE path = ?", [path])
        for row in scopes:
            self.mark(str(row["body_key"] or NO_BODY))
        self.put("past_numbers", [
            {"path": path, "name": name, "number": number, "seal": seal(text)}
            for name, own in self._numbered(path).items() for number, text in own.items()
        ], key="path, name, number")  # fmt: skip
        self._db.execute("DELETE FROM files WHERE path = ?", [path])

    def taken(self, prefix: str) -> bool:
        """Whether the ids of a document's actions begin with this."""
        return bool(self.rows("SELECT 1 FROM documents WHERE prefix = ?", [prefix]))

    def letter(self, names: Mapping[int, str]) -> None:
        """Let the ids of these documents' actions begin with other words; the lives of those actions are taken out."""
        self._db.execute("PRAGMA defer_foreign_keys = ON")
        for document in names:  # first to what no document has, as two may change places
            self._begin_with(document, f"?{document}")
        for document, begin in names.items():
            self._begin_with(document, begin)

    def _begin_with(self, document: int, prefix: str) -> None:
        own = "SELECT action FROM actions WHERE document = :document"
        longer = "substr(action, 1 + (SELECT length(prefix) FROM documents WHERE id = :document))"
        for sql in (f"DELETE FROM lives WHERE life IN ({own})",
                    f"UPDATE action_owners SET action = :prefix || {longer} WHERE action IN ({own})",
                    f"UPDATE actions SET action = :prefix || {longer} WHERE document = :document",
                    "UPDATE documents SET prefix = :prefix WHERE id = :document",
                    "UPDATE linked SET seal = '' WHERE document = :document"):  # fmt: skip
            self._db.execute(sql, {"document": document, "prefix": prefix})

    def place(self, document: int, body: str | None, key: str | None) -> None:
        """Take a document for one of this body; what it states itself is kept beside."""
        self._db.execute("DELETE FROM lives WHERE life IN (SELECT action FROM actions WHERE document = ?)", [document])
        self._db.execute("UPDATE meetings SET body = ?, body_key = ? WHERE document = ?", [body, key, document])
        self._db.execute("UPDATE linked SET seal = '' WHERE document = ?", [document])

    def quote(self, lives: Sequence[str]) -> None:
        """Note beside each of these lives the words and the place of what raised it."""
        self._db.execute(
            "UPDATE lives SET (document, quote, page, line, cell_table, cell_row) = (SELECT p.document, p.quote, "
            "p.page, p.line, p.cell_table, p.cell_row FROM place_list p WHERE p.action = lives.life) "
            "WHERE life IN (SELECT value FROM json_each(?))",
            [json.dumps(lives)],
        )

    def met(self, scope: str, date: str, by: Literal[1, -1]) -> None:
        """A meeting on this day is to count (or no longer) in how long each action of a body is open and unheard of."""
        self._db.execute(
            "UPDATE lives SET meetings_since = meetings_since + :by * coalesce(mentioned < :date, 0), meetings_open = "
            "meetings_open + :by * (raised < :date AND (closed IS NULL OR closed >= :date)) "
            "WHERE scope = :scope AND raised < :date",
            {"by": by, "date": date, "scope": scope},
        )

    def mark(self, scope: str) -> None:
        """Remember that the lives of this body's actions must be worked out again."""
        self._db.execute("INSERT OR IGNORE INTO unlinked (scope) VALUES (?)", [scope])

    def _ids(self, path: str, name: str, prefix: str, texts: list[str], before: dict[str, dict[int, str]]) -> list[str]:
        """The ids of a document's actions; a number that it has given stays with its action, for good."""
        own = before.get(name, {})
        rows = self.rows("SELECT number, seal FROM past_numbers WHERE path = ? AND name = ?", [path, name])
        past = {int(row["number"] or 0): str(row["seal"]) for row in rows if row["number"] not in own}
        chosen = numbers(texts, before=own, past=past)
        sql = "DELETE FROM past_numbers WHERE path = ? AND name = ? AND number = ?"
        for number in {*own, *past}.intersection(chosen):
            self._db.execute(sql, [path, name, number])
        return [action_id(prefix, number) for number in chosen]

    def _numbered(self, path: str) -> dict[str, dict[int, str]]:
        """The numbers and texts of a file's actions, by the names of its documents."""
        rows = self.rows("SELECT name, action, text FROM numbered_list WHERE path = ?", [path])
        found: dict[str, dict[int, str]] = {}
        for row in rows:
            found.setdefault(str(row["name"]), {})[int(str(row["action"]).rpartition("-")[2])] = str(row["text"])
        return found

    def _prefixes(self, path: str) -> list[str]:
        rows = self.rows("SELECT prefix FROM document_list WHERE path = ? ORDER BY part", [path])
        return [str(row["prefix"]) for row in rows]
