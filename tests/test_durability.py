"""What the database survives, refuses and says: crashes, failing disks, older and newer versions, damage, backups."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlite_utils import Database
from support import ROOT, action, dump, minutes, save
from torture import disk, kills

from psr_extract.cli import main
from psr_extract.errors import StoreError
from psr_extract.store import Store, place
from psr_extract.store.schema import MIGRATIONS


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def filled(db: Path) -> Path:
    with Store.open(db, create=True) as store:
        save(store, minutes("2025-03-20", action("Write to all", "PMO")))
    return db


def content(db: Path) -> list[str]:
    with Store.open(db) as store:
        return dump(store)


@pytest.mark.slow
def test_a_few_kills(tmp_path: Path) -> None:
    assert "4 files: each in once" in kills.torture(tmp_path, kills=4, files=4, longest=2.0)


@pytest.mark.slow
def test_a_disk_that_fails_now_and_then(tmp_path: Path) -> None:
    library = disk.shim(tmp_path)
    if library is None:
        pytest.skip("a failing disk needs Linux and a C compiler")
    assert "4 files: each in once" in disk.torture(tmp_path, library, files=4, one_in=150)


def test_it_is_written_for_a_power_cut(filled: Path) -> None:
    with Store.open(filled) as store:
        assert store.rows("PRAGMA journal_mode") == [{"journal_mode": "wal"}]
        assert store.rows("PRAGMA synchronous") == [{"synchronous": 2}]


def test_a_newer_database_is_refused(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as newer, newer:
        columns = "(migration_set, name, applied_at)"
        newer.execute(f"INSERT INTO _sqlite_migrations {columns} VALUES ('psr_extract', 'x9', '')")
    before = filled.read_bytes()
    result = run("actions", "--db", filled)
    assert result.exit_code == 5
    assert "was written by a newer version of psr-extract (x9)" in result.stderr
    assert filled.read_bytes() == before


def older(db: Path) -> None:
    """Take the newest migration away, so that it is to be applied again, and will fail or not."""
    with closing(sqlite3.connect(db)) as old, old:
        old.executescript("DROP VIEW inbox_list; DROP VIEW wording_list; DROP TABLE inbox; DROP TABLE archiving;"
                          "DROP TABLE wordings; DELETE FROM _sqlite_migrations WHERE name = 'inbox';")  # fmt: skip


def test_a_migration_keeps_a_copy_of_what_was_before(filled: Path) -> None:
    older(filled)
    with Store.open(filled) as store:
        assert store.rows("SELECT count(*) AS n FROM inbox") == [{"n": 0}]
    copy = filled.with_name("psr.before-inbox.db")
    with closing(sqlite3.connect(copy)) as before:
        assert before.execute("SELECT count(*) FROM documents").fetchone() == (1,)
        assert not before.execute("SELECT 1 FROM sqlite_master WHERE name = 'inbox'").fetchall()


def test_a_migration_that_fails_changes_nothing(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older(filled)

    def fails(db: Database) -> None:
        db.execute("CREATE TABLE half (done INTEGER)")
        raise sqlite3.OperationalError("cut short")

    newest = next(one for one in MIGRATIONS.pending(Database(memory=True)) if one.name == "inbox")
    monkeypatch.setattr(newest, "fn", fails)
    with pytest.raises(StoreError):
        Store.open(filled)
    with closing(sqlite3.connect(filled)) as after:
        names = {row[0] for row in after.execute("SELECT name FROM sqlite_master")}
    assert "half" not in names and "documents" in names


def test_backup_and_restore(filled: Path, tmp_path: Path) -> None:
    before = content(filled)
    assert run("backup", tmp_path / "b" / "one.db", "--db", filled).exit_code == 0
    with Store.open(filled) as store:
        save(store, minutes("2025-05-20", action("Paint the gate")))
    after = content(filled)
    result = run("restore", tmp_path / "b" / "one.db", "--db", filled)
    assert result.exit_code == 0, result.output
    assert content(filled) == before
    assert content(tmp_path / "psr.before-restore.db") == after
    assert run("backup", filled, "--db", filled).exit_code == 5


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda path: path.write_bytes(b"SQLite format 3\x00" + b"x" * 9000), id="overwritten"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:20_000]), id="cut short"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:8192] + b"\xff" * 90_000), id="bad pages"),
    ],
)
def test_a_damaged_database_is_told_and_restored(filled: Path, tmp_path: Path, damage: Callable[[Path], None]) -> None:
    run("backup", tmp_path / "one.db", "--db", filled)
    before = content(filled)
    damage(filled)
    result = run("check", "--db", filled)
    assert result.exit_code == 5
    assert "damaged" in result.stderr or "faults" in result.stderr
    assert "Traceback" not in result.output
    assert run("restore", tmp_path / "one.db", "--db", filled).exit_code == 0
    assert content(filled) == before
    assert (tmp_path / "psr.damaged.db").exists() or (tmp_path / "psr.before-restore.db").exists()


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\x00" + b"x" * 9000])
def test_what_is_no_backup_changes_nothing(filled: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.db").write_bytes(content)
    before = filled.read_bytes()
    result = run("restore", tmp_path / "bad.db", "--db", filled)
    assert result.exit_code == 5
    assert filled.read_bytes() == before


def test_check_finds_what_no_longer_fits(filled: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute("UPDATE actions SET text = 'Something else'")
        connection.execute("UPDATE evidence SET end = 9999 WHERE kind = 'meeting'")
        connection.execute("DELETE FROM meetings")
        connection.execute("INSERT INTO action_owners VALUES ('none', 0, 'JR')")
    result = run("check", "--db", filled)
    assert result.exit_code == 5
    for words in ("is not what its place says", "points past the end", "belongs to nothing", "is no longer there"):
        assert words in result.output
    assert "the database has 3 faults" in result.stderr


def test_check_knows_ratings_that_are_told_by_row_and_column(tmp_path: Path) -> None:
    db = tmp_path / "ratings.db"
    assert run("ingest", ROOT / "corpus" / "2026-07-03-highlight-report.pdf", "--db", db).exit_code == 0
    assert run("check", "--db", db).exit_code == 0
    with closing(sqlite3.connect(db)) as connection, connection:
        assert connection.execute("UPDATE statuses SET subject = subject || ' x' WHERE subject LIKE '%Cost'").rowcount
    assert "is not what its place says" in run("check", "--db", db).output


def test_a_database_that_may_only_be_read(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "writable", lambda path: False)
    assert "2025-03-20" in run("meetings", "--db", filled).output
    assert run("check", "--db", filled).exit_code == 0
    (tmp_path / "a.txt").write_text("Minutes of 20 March 2025", encoding="utf-8")
    result = run("ingest", tmp_path / "a.txt", "--db", filled)
    assert result.exit_code == 5
    assert "the database may only be read" in result.stderr


def test_on_a_network_share_it_warns_and_writes_another_way(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounted = [("/", "ext4"), (str(tmp_path.parent), "ext4"), (str(tmp_path), "nfs4")]
    monkeypatch.setattr(place, "mounts", lambda: mounted)
    with Store.open(filled) as store:
        assert "is on a network share (nfs4)" in store.warnings[0]
        assert store.rows("PRAGMA journal_mode") == [{"journal_mode": "truncate"}]


def test_a_small_disk_that_is_full(filled: Path, tmp_path: Path) -> None:
    """A real limit of the system on the size of files: nothing is half written, and what was there stays."""
    resource = pytest.importorskip("resource")
    shutil.copy(filled, tmp_path / "limited.db")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = (tmp_path / "limited.db").stat().st_size
    with Store.open(tmp_path / "limited.db") as store:
        before = dump(store)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size // 8, hard))
        try:
            with pytest.raises(StoreError, match="disk"):
                for number in range(1, 29):
                    save(store, minutes(f"2025-05-{number:02}", *(action(f"Paint gate {n}") for n in range(40))))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    with Store.open(tmp_path / "limited.db") as store:
        assert {line for line in before if "2025-03-20" in line} <= set(dump(store))
    assert "faults" not in run("check", "--db", tmp_path / "limited.db").output
