"""What one file may ask for: each limit is told in one clear line, and can be set from outside."""

import re
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from samples import docx, odt, para, pdf, table
from support import ROOT

from psr_extract.cli import main
from psr_extract.errors import ReadError
from psr_extract.parsers import read
from psr_extract.parsers.limits import named, within

DEEP = 40


def run(*arguments: str | Path, **env: str) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env=env)


def small(folder: Path) -> Path:
    path = folder / "a.txt"
    path.write_text("Jane spoke of the road. " * 100, encoding="utf-8")
    return path


def three_pages(folder: Path) -> Path:
    said = ("Jane spoke of the road.", "John had not heard of it.", "Nobody else knew.")
    return pdf(folder / "a.pdf", *([(72, 80, words)] for words in said))


def zipped(folder: Path, *names: str, words: str = "Jane spoke of the road.") -> Path:
    with zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_DEFLATED) as package:
        for name in names:
            package.writestr(name, words)
    return folder / "a.zip"


def two_files(folder: Path) -> Path:
    return zipped(folder, "a.txt", "b.txt")


def three_attachments(folder: Path) -> Path:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = "a@b", "Roads", "<1@b>"
    mail.set_content("Jane spoke.")
    for number in range(3):
        mail.add_attachment(b"John spoke.", maintype="text", subtype="plain", filename=f"{number}.txt")
    (folder / "a.eml").write_bytes(mail.as_bytes())
    return folder / "a.eml"


def large_in_zip(folder: Path) -> Path:
    return zipped(folder, "a.txt", words="\n\n".join(f"Jane spoke of road {road}." for road in range(60_000)))


def zip_in_zip(folder: Path) -> Path:
    inner = zipped(folder, "a.txt").rename(folder / "inner.zip")
    with zipfile.ZipFile(folder / "a.zip", "w") as package:
        package.write(inner, "inner.zip")
    return folder / "a.zip"


def nested_word(folder: Path) -> Path:
    inner = para("Jane spoke.")
    for _ in range(DEEP // 3):
        inner = table([[inner + para("x")]])
    return docx(folder / "a.docx", inner)


def nested_odt(folder: Path) -> Path:
    return odt(folder / "a.odt", "<text:section>" * DEEP + "<text:p>Jane spoke.</text:p>" + "</text:section>" * DEEP)


def nested_page(folder: Path) -> Path:
    (folder / "a.html").write_text(f"<html><body>{'<div>' * DEEP}<p>Jane spoke.", encoding="utf-8")
    return folder / "a.html"


def nested_quotes(folder: Path) -> Path:
    (folder / "a.md").write_text(f"# Roads\n\n{'> ' * DEEP}Jane spoke.\n", encoding="utf-8")
    return folder / "a.md"


MADE: list[tuple[str, float, Callable[[Path], Path], str]] = [
    ("size", 0.001, small, "the file is larger than 0.001 MB"),
    ("pages", 2, three_pages, "more than 2 pages"),
    ("entries", 1, two_files, "the package holds more than 1 files"),
    ("entries", 2, three_attachments, "more than 2 files are in it"),
    ("unpacked", 0.001, large_in_zip, "would unpack to far too much: more than 0.001 MB"),
    ("expansion", 5, large_in_zip, "would unpack to far too much: more than 5 times its size"),
    ("boxes", 1, zip_in_zip, "files lie in one another too deep"),
    ("nesting", 30, nested_word, "has more than 30 elements, tables or lists in one another"),
    ("nesting", 30, nested_odt, "has more than 30 elements, tables or lists in one another"),
    ("nesting", 30, nested_page, "has more than 30 elements, tables or lists in one another"),
    ("nesting", 30, nested_quotes, "has more than 30 elements, tables or lists in one another"),
]


@pytest.mark.parametrize(("name", "limit", "make", "says"), MADE, ids=lambda one: getattr(one, "__name__", None))
def test_each_limit_says_what_to_do(
    tmp_path: Path, name: str, limit: float, make: Callable[[Path], Path], says: str
) -> None:
    path = make(tmp_path)
    with pytest.raises(ReadError) as told:
        read(path, within({name: limit}))
    line = str(told.value)
    assert line.startswith(f"{path}: ") and says in line and "\n" not in line
    assert f"--limit {name}=" in line or name == "boxes"
    if "large" not in make.__name__:
        assert any("Jane spoke" in block.text for document in read(path) for block in document.blocks)


def test_text_deeper_than_the_parsers_go_is_refused_not_lost(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<html>{'<div>' * 400}<p>Jane spoke.", encoding="utf-8")
    (tmp_path / "a.md").write_text(f"{'> ' * 300}Jane spoke.\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("\n".join(f"{'  ' * depth}- entry {depth}" for depth in range(30)), encoding="utf-8")
    for name in ("a.html", "a.md"):
        with pytest.raises(ReadError, match="has more than 200"):
            read(tmp_path / name)
    assert read(tmp_path / "b.md")[0].blocks[-1].text == "entry 29"


def test_limits_come_from_the_settings_and_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = three_pages(tmp_path)
    in_environment = run("read", path, PSR_EXTRACT_READ_LIMIT="pages=2 size=1")
    assert in_environment.exit_code == 3 and in_environment.stderr.count("\n") == 1
    (tmp_path / "psr.toml").write_text("[limits]\npages = 2\n", encoding="utf-8")
    ingested = run("ingest", path, "--db", tmp_path / "psr.db", "--settle", "0")
    assert "more than 2 pages. Split it into its documents, or allow more with --limit pages=NUMBER" in ingested.stderr
    assert "Nobody else knew" in run("read", path, "--limit", "pages=3").stdout


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("colour=3", "there is no limit 'colour'. The limits are time, memory, size, pages"),
        ("pages", "--limit pages is no limit. Write --limit pages=5000"),
        ("pages=0", "0.0 is nothing that the limit pages can be. It is a number of pages of a PDF, from 1"),
        ("nesting=9999", "from 10 to 250"),
    ],
)
def test_limits_that_make_no_sense(tmp_path: Path, given: str, says: str) -> None:
    result = run("read", small(tmp_path), "--limit", given)
    assert result.exit_code == 1
    assert says in result.stderr and "Traceback" not in result.output


@pytest.mark.parametrize("text", ["limits = 3\n", "[limits]\npages = 'many'\n", "[limits]\nshoes = 2\n"])
def test_limits_of_the_settings_are_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "psr.toml").write_text(text, encoding="utf-8")
    result = run("read", small(tmp_path))
    assert result.exit_code == 1 and str(tmp_path / "psr.toml") in result.stderr


def test_the_table_of_limits_is_true() -> None:
    text = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| ([\d,]+) \| (.+) \|$", text, re.MULTILINE)
    assert {name: (told, float(usual.replace(",", ""))) for name, usual, told in rows} == named()
