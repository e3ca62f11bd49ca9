"""Files that cannot be read: one clear line each, an exit code that says so, and everything else goes in."""

import os
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from psr_extract.cli import main

GOOD = "Mill Ward Forum\n\nMinutes of 20 March 2025\n\nAction: Jane Roe to count the ducks.\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids ["


def ingest(*paths: Path, db: Path) -> Result:
    return CliRunner().invoke(main, ["ingest", *map(str, paths), "--db", str(db)])


def complaints(result: Result) -> list[str]:
    return [line for line in result.stderr.splitlines() if line.startswith("Error: ")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good file, last in order."""
    path = tmp_path / "in"
    path.mkdir()
    (path / "z-good.txt").write_text(GOOD, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.txt", b"", id="empty text"),
        pytest.param("a.pdf", b"", id="empty pdf"),
        pytest.param("a.pdf", PNG, id="a picture named pdf"),
        pytest.param("a.pdf", PDF, id="a truncated pdf"),
        pytest.param("a.docx", b"not a zip at all", id="a docx that is no zip"),
        pytest.param("a.docx", b"PK\x03\x04 but no more of it", id="a truncated zip"),
        pytest.param("a.txt", bytes(range(256)) * 8, id="a program named txt"),
    ],
)
def test_a_bad_file_is_one_line_and_the_rest_goes_in(folder: Path, db: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    result = ingest(folder, db=db)
    assert result.exit_code == 3, result.output
    (line,) = complaints(result)
    assert name in line
    assert "z-good.txt: read, 1 action" in result.stdout
    assert "1 read, 1 could not be read" in result.stdout
    assert "Traceback" not in result.output


def test_a_zip_that_is_no_word_file(folder: Path, db: Path) -> None:
    with zipfile.ZipFile(folder / "a.docx", "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert ingest(folder, db=db).exit_code == 3


def test_a_folder_that_does_not_exist(folder: Path, db: Path) -> None:
    result = ingest(folder / "none", folder, db=db)
    assert result.exit_code == 3
    (line,) = complaints(result)
    assert "none" in line and "no such file or folder" in line
    assert "1 read" in result.stdout


def test_nothing_but_a_folder_that_does_not_exist_makes_no_database(folder: Path, db: Path) -> None:
    assert ingest(folder / "none", db=db).exit_code == 3
    assert not db.exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_read_permission(folder: Path, db: Path) -> None:
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    (folder / "a.txt").chmod(0)
    result = ingest(folder, db=db)
    assert result.exit_code == 3
    assert "Permission denied" in complaints(result)[0]


def test_a_file_that_the_system_refuses(folder: Path, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.txt").write_text("secret", encoding="utf-8")
    real = Path.open

    def refused(path: Path, *arguments: str, **more: str) -> object:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments, **more)

    monkeypatch.setattr(Path, "open", refused)
    result = ingest(folder, db=db)
    assert result.exit_code == 3
    (line,) = complaints(result)
    assert "a.txt" in line and "Permission denied" in line
    assert "z-good.txt: read, 1 action" in result.stdout


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path, db: Path) -> None:
    result = ingest(tmp_path, db=db)
    assert result.exit_code == 0
    assert "Nothing to read" in result.stdout


def test_a_database_that_is_none(folder: Path, db: Path) -> None:
    db.write_text("my diary", encoding="utf-8")
    result = ingest(folder, db=db)
    assert result.exit_code == 5
    assert len(complaints(result)) == 1
    assert db.read_text(encoding="utf-8") == "my diary"


def test_a_database_in_a_place_that_is_a_file(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    result = ingest(folder, db=tmp_path / "file" / "psr.db")
    assert result.exit_code == 5
    assert len(complaints(result)) == 1
