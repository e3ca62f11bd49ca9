"""What becomes of files that are dropped into a folder: through `ingest` and `inbox`, as a person sees it."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from psr_extract.cli import main
from psr_extract.ingest.worker import Worker

TEXT = "Mill Ward Forum\n\nMinutes of the meeting held on {day} March 2025\n\nAction: Jane Roe to mend the gate.\n"
LONG = TEXT + "\n".join(f"{n}. The forum heard of the work on path {n} and of the bridge beside it." for n in range(30))
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="no such files")
NO_ROOT = pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read all")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "in"
    path.mkdir()
    return path


def drop(folder: Path, name: str, text: str = TEXT, day: int = 20) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.format(day=day), encoding="utf-8")
    return path


def states(db: Path) -> dict[str, tuple[str, str | None]]:
    """Each file's name, with its state and the reason."""
    rows = json.loads(run("inbox", "--db", db, "--format", "json").output)
    return {Path(row["path"]).name: (row["state"], row["reason"]) for row in rows}


def test_every_file_ends_in_one_state(folder: Path, db: Path) -> None:
    drop(folder, "a.txt")
    drop(folder, "b.txt")
    drop(folder, "c.xlsx")
    drop(folder, "Parks Board/d.md", day=21)
    (folder / "e.pdf").touch()
    assert run("ingest", folder, "--db", db).exit_code == 3
    found = states(db)
    assert {name: state for name, (state, _) in found.items()} == {
        "a.txt": "ingested", "b.txt": "duplicate", "c.xlsx": "ignored", "d.md": "ingested", "e.pdf": "failed",
    }  # fmt: skip
    assert found["b.txt"][1] == f"the same bytes as {folder / 'a.txt'}"
    assert found["c.xlsx"][1] == "files of kind .xlsx are not read"
    assert str(found["e.pdf"][1]).startswith("the file is empty")
    table = run("inbox", "--db", db, "--state", "failed").output
    assert "the file is empty" in table and "1 files: 1 failed." in table


@pytest.mark.parametrize(
    "name", ["~$a.docx", "~WRL0001.tmp", ".~lock.a.odt#", "a.docx.part", "Unconfirmed 1.crdownload", "a.pdf.tmp",
             "a.txt~", "Thumbs.db", "a.pdf.filepart"])  # fmt: skip
def test_temporary_names_are_ignored(folder: Path, db: Path, name: str) -> None:
    drop(folder, name)
    run("ingest", folder, "--db", db)
    assert states(db) == {name: ("ignored", "a temporary name, of a file that is open or not there whole")}


@POSIX
def test_links_and_devices_are_ignored(folder: Path, db: Path, tmp_path: Path) -> None:
    outside = drop(tmp_path / "outside", "secret.txt")
    (folder / "link.txt").symlink_to(outside)
    (folder / "links").symlink_to(outside.parent)
    (folder / "round").symlink_to(folder)
    os.mkfifo(folder / "pipe.txt")
    assert run("ingest", folder, "--db", db).exit_code == 0
    assert states(db) == {
        "link.txt": ("ignored", "a symbolic link"),
        "links": ("ignored", "a symbolic link"),
        "round": ("ignored", "a symbolic link"),
        "pipe.txt": ("ignored", "no ordinary file but a pipe, socket or device"),
    }


@NO_ROOT
def test_what_may_not_be_read_is_ignored_until_it_may(folder: Path, db: Path) -> None:
    drop(folder, "a.txt").chmod(0)
    run("ingest", folder, "--db", db)
    assert states(db)["a.txt"] == ("ignored", "may not be read by this user")
    (folder / "a.txt").chmod(0o600)
    run("ingest", folder, "--db", db)
    assert states(db)["a.txt"][0] == "ingested"


@POSIX
def test_any_name_will_do(folder: Path, db: Path) -> None:
    names = ["one two 'three' \"four\".txt", "new\nline.txt", "$(touch x); `y`.txt", "çäø 会議 🌳.txt", "-rf.txt"]
    names += ["e\u0301.txt", "\udce9\udcff.txt", "\x1b[31mred.txt"]
    for day, name in enumerate(names, 10):
        drop(folder, name, day=day)
    first, second = run("ingest", folder, "--db", db), run("ingest", folder, "--db", db)
    assert "8 read." in first.output
    assert "\x1b" not in first.output and "new\\nline.txt" in first.output and "\\xe9\\xff.txt" in first.output
    assert "8 unchanged." in second.output
    assert run("inbox", "--db", db).exit_code == 0
    assert run("actions", "--db", db).exit_code == 0
    assert run("check", "--db", db).output == "The database is sound: 8 files, 0 of them changed or missing.\n"


def test_the_same_document_in_another_format_is_kept_once(folder: Path, db: Path) -> None:
    drop(folder, "a.txt", LONG)
    drop(folder, "b.html", "".join(f"<p>{line}</p>" for line in LONG.split("\n") if line))
    drop(folder, "c.html", "".join(f"<p>{line}</p>" for line in LONG.replace("bridge", "mill").split("\n") if line))
    assert "2 read, 1 copy" in run("ingest", folder, "--db", db).output
    assert states(db)["b.html"] == ("duplicate", f"the same document in another format as {folder / 'a.txt'}")
    assert "2 unchanged, 1 copy" in run("ingest", folder, "--db", db).output


def test_when_the_original_goes_the_copy_takes_its_place(folder: Path, db: Path) -> None:
    drop(folder, "a.txt")
    drop(folder, "b.txt")
    run("ingest", folder, "--db", db)
    (folder / "a.txt").unlink()
    assert "1 moved" in run("ingest", folder, "--db", db).output
    assert states(db) == {"b.txt": ("ingested", None)}
    assert "0 of them changed or missing" in run("check", "--db", db).output


def test_a_failure_is_kept_until_the_file_changes_or_retry(folder: Path, db: Path) -> None:
    path = folder / "a.txt"
    path.touch()
    assert run("ingest", folder, "--db", db).exit_code == 3
    again = run("ingest", folder, "--db", db)
    assert again.exit_code == 3
    assert "a.txt: still: the file is empty" in again.output
    assert json.loads(run("inbox", "--db", db, "--format", "json").output)[0]["tries"] == 1
    assert run("retry", "--db", db).output == "1 file to be read again.\n"
    assert states(db)["a.txt"] == ("waiting", "to be tried again")
    assert "the file is empty" in run("ingest", folder, "--db", db).output
    drop(folder, "a.txt")
    assert run("ingest", folder, "--db", db).exit_code == 0
    assert states(db)["a.txt"] == ("ingested", None)


def test_retry_takes_only_what_is_named(folder: Path, db: Path) -> None:
    for name in ("x/a.txt", "y/b.txt"):
        (folder / name).parent.mkdir()
        (folder / name).touch()
    run("ingest", folder, "--db", db)
    assert "1 file " in run("retry", folder / "x", "--db", db).output
    assert {name: state for name, (state, _) in states(db).items()} == {"a.txt": "waiting", "b.txt": "failed"}


def test_a_file_that_is_new_is_read_when_it_is_still(folder: Path, db: Path) -> None:
    drop(folder, "a.txt")
    lines = run("ingest", folder, "--db", db, "--settle", "1", "--log-format", "json").stdout.splitlines()
    assert [json.loads(line)["event"] for line in lines] == ["read", "summary"]


def test_archive_moves_what_was_read_and_nothing_else(folder: Path, db: Path, tmp_path: Path) -> None:
    drop(folder, "Parks/a.txt")
    drop(folder, "b.txt")
    (folder / "bad.txt").touch()
    drop(tmp_path / "old", "b.txt", "another")
    run("ingest", folder, "--db", db, "--archive", tmp_path / "old")
    assert sorted(path.name for path in folder.rglob("*.*")) == ["bad.txt"]
    kept = sorted(str(path.relative_to(tmp_path / "old")) for path in (tmp_path / "old").rglob("*.*"))
    assert kept == ["Parks/a.txt", "b (2).txt", "b.txt"]
    assert (tmp_path / "old" / "b.txt").read_text(encoding="utf-8") == "another"
    assert "0 of them changed or missing" in run("check", "--db", db).output
    assert "1 unchanged, 1 copy" in run("ingest", tmp_path / "old" / "Parks", tmp_path / "old" / "b (2).txt", "--db",
                                        db).output  # fmt: skip


def test_the_hook_gets_the_id_and_no_shell(folder: Path, db: Path, tmp_path: Path) -> None:
    drop(folder, "a.txt")
    program = tmp_path / "hook.py"
    said = tmp_path / "said"
    program.write_text(f"import sys\nopen({str(said)!r}, 'a').write(repr(sys.argv[1:]))\n", encoding="utf-8")
    hook = f'"{sys.executable}" "{program}" "; echo $HOME"'
    assert run("ingest", folder, "--db", db, "--on-ingest", hook).exit_code == 0
    assert said.read_text(encoding="utf-8") == "['; echo $HOME', 'mwf-2025-03-20']"
    drop(folder, "b.txt", day=21)
    failed = run("ingest", folder, "--db", db, "--on-ingest", "no-such-program")
    assert failed.exit_code == 0
    assert "--on-ingest could not be run" in failed.stderr


def test_a_second_process_is_told_who_works(folder: Path, db: Path) -> None:
    drop(folder, "a.txt")
    with at_work(db):
        second = run("ingest", folder, "--db", db)
    assert second.exit_code == 5
    assert f"is being worked on by process {os.getpid()} on here since 2026-01-02 03:04 (watch x)" in second.stderr
    assert run("ingest", folder, "--db", db).exit_code == 0


@contextmanager
def at_work(db: Path) -> Iterator[None]:
    from psr_extract.inbox.lock import at_work as lock

    holder: dict[str, str | int] = {"pid": os.getpid(), "host": "here", "since": "2026-01-02 03:04", "what": "watch x"}
    with lock(db, holder=holder):
        yield


@pytest.mark.parametrize("when", ["before", "behind"])
def test_a_file_that_goes_while_it_is_read(
    folder: Path, db: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    read = Worker.read

    def deleting(worker: Worker, path: Path) -> object:
        if when == "before":
            path.unlink()
        found = read(worker, path)
        path.unlink()
        return found

    drop(folder, "a.txt")
    monkeypatch.setattr(Worker, "read", deleting)
    assert run("ingest", folder, "--db", db).exit_code == 0
    reason = ("ignored", "deleted before it was read") if when == "before" else ("ingested", None)
    assert states(db) == {"a.txt": reason}
    assert run("check", "--db", db).exit_code == 0


def test_folders_may_stand_for_bodies_and_meetings(folder: Path, db: Path) -> None:
    drop(folder, "Parks_Board/2025-03-20/a.txt", "Action: Jane Roe to mend the gate.\n")
    drop(folder, "Parks_Board/b.txt")
    assert "are from the folder's name" in run("ingest", folder, "--db", db, "--folder-names").stdout
    rows = json.loads(run("meetings", "--db", db, "--format", "json").stdout)
    assert {row["body"] for row in rows} == {"Parks Board", "Mill Ward Forum"}
    assert {row["date"] for row in rows} == {"2025-03-20"}
    assert run("rebuild", "--db", db, "--folder-names", folder).exit_code == 0
    assert run("rebuild", "--db", db).exit_code == 1


@pytest.mark.parametrize(("system", "words"), [("systemd", "ExecStart="), ("launchd", "<key>ProgramArguments</key>"),
                                               ("windows", "schtasks /Create")])  # fmt: skip
def test_service_names_the_folder_for_each_system(folder: Path, db: Path, system: str, words: str) -> None:
    spaced = folder / "Minutes & 100% papers"
    spaced.mkdir()
    said = run("service", spaced, "--for", system, "--db", db).output
    assert words in said
    names = {"systemd": "Minutes & 100%% papers", "launchd": "Minutes &amp; 100% papers"}
    assert names.get(system, spaced.name) in said
