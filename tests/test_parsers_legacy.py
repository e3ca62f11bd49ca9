"""Old Word and RTF files: read through LibreOffice where there is one, else an error that says what to install."""

import sys
from pathlib import Path

import pytest
from samples import needs_office

from psr_extract.errors import ReadError
from psr_extract.parsers import legacy, read
from psr_extract.parsers.limits import within

RTF = rb"{\rtf1\ansi\ansicpg1252 Caf\'e9 forum: JR to write.\par}"


def rtf(tmp_path: Path, data: bytes = RTF) -> Path:
    path = tmp_path / "minutes -o $(date).rtf"
    path.write_bytes(data)
    return path


def program(tmp_path: Path, text: str) -> str:
    """A stand-in for the converter."""
    path = tmp_path / "office"
    path.write_text(f"#!{sys.executable}\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@needs_office
def test_rtf_is_read_under_its_own_name_and_hash(tmp_path: Path) -> None:
    (document,) = read(rtf(tmp_path))
    assert [block.text for block in document.blocks] == ["Café forum: JR to write."]
    assert document.name == "minutes -o $(date).rtf"
    assert document.media_type == "application/rtf"
    assert read(rtf(tmp_path)) == (document,)


def test_without_the_program_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "converter", lambda: None)
    with pytest.raises(ReadError, match=r"RTF files needs LibreOffice.*apt-get install.*DOCX or PDF"):
        read(rtf(tmp_path))


def test_nowhere_to_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "_PLACES", ())
    assert legacy.converter(lambda name: None) is None
    assert legacy.converter(lambda name: f"/bin/{name}") == "/bin/soffice"


def test_a_file_that_the_program_cannot_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "converter", lambda: program(tmp_path, "raise SystemExit(1)"))
    with pytest.raises(ReadError, match="damaged, or protected"):
        read(rtf(tmp_path))


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")
def test_a_program_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "converter", lambda: program(tmp_path, "import time; time.sleep(60)"))
    with pytest.raises(ReadError, match="did not finish.*--limit converter="):
        read(rtf(tmp_path), within({"converter": 0.3}))
