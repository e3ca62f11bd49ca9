"""Files damaged as `torture/fuzz.py` damages them: what it found, each small, and some of every kind anew."""

import re
import time
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from samples import docx, para, pdf, table
from support import ROOT
from torture.fuzz import torture

from psr_extract.cli import main
from psr_extract.errors import ReadError
from psr_extract.parsers import read
from psr_extract.parsers.pdf import parse
from psr_extract.parsers.text import parse_text
from tests.reading import record_of


def test_one_damaged_page_costs_only_itself(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [(72, 80, "Jane spoke of the road.")], [(72, 80, "John spoke of the pond.")])
    data = path.read_bytes()
    kids = data[data.index(b"/Kids [") :].split(b"]")[0]
    path.write_bytes(data.replace(kids, b"/Kids [ " + kids.split()[2] + b" 0 R 99 0 R"))
    (document,) = read(path)
    assert [block.text for block in document.blocks] == ["Jane spoke of the road."]
    assert [(out.why, out.place.page) for out in document.left_out] == [("a damaged page, not read", 2)]
    assert document.warnings == ("page 2: damaged, not read; copy or export the file again",)
    path.write_bytes(data.replace(kids, b"/Kids [ 99 0 R 99 0 R"))
    with pytest.raises(ReadError, match="damaged"):
        read(path)


def test_a_page_without_a_size_is_told_too(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [(72, 80, "Jane spoke of the road.")])
    data = re.sub(rb"/MediaBox \[[^]]*\]", b"/MediaBox null", path.read_bytes())
    path.write_bytes(data)
    with pytest.raises(ReadError, match="damaged"):
        parse(path, quick=False)


def test_drawings_that_are_nowhere_do_no_harm(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"), pageCompression=0)
    canvas.beginForm("dot")
    canvas.rect(72, 650, 5, 5, fill=1)
    canvas.endForm()
    canvas.drawString(72, 700, "Jane spoke of the road.")
    for _ in range(3):
        canvas.transform(10.0**30, 0, 10.0**30, 10.0**30, 0, 0)
    canvas.doForm("dot")
    canvas.save()
    assert [block.text for block in read(tmp_path / "a.pdf")[0].blocks] == ["Jane spoke of the road."]


def test_tables_in_the_cells_of_items_are_read_once(tmp_path: Path) -> None:
    inner = "Jane spoke."
    for depth in range(20):
        inner = f'<table class="mgItemTable"><tr><td class="mgItemNumberCell">{depth}<td><p>{inner}</table>'
    (tmp_path / "a.html").write_text(f"<html><body>{inner}", encoding="utf-8")
    (document,) = read(tmp_path / "a.html")
    assert [block.text for block in document.blocks if "Jane" in block.text] == ["Jane spoke."]


def test_broken_xml_is_told_by_the_reading_process(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", parts={"word/document.xml": "<w:document"})
    result = CliRunner().invoke(main, ["read", str(path), "--time-limit", "30"])
    assert result.stderr.startswith(f"Error: {path}: this DOCX is damaged.")


def test_a_package_that_points_out_of_the_file_is_damaged(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", para("Jane spoke."))
    with zipfile.ZipFile(path) as package:
        start = package.start_dir
    data = bytearray(path.read_bytes())
    end = data.rindex(b"PK\x05\x06")
    data[end + 16 : end + 20] = (start + 1000).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(ReadError, match="damaged"):
        read(path)


def test_a_zip_whose_names_are_no_text_is_damaged(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as package:
        package.writestr("ä.txt", "Jane spoke.")
    (tmp_path / "a.zip").write_bytes((tmp_path / "a.zip").read_bytes().replace("ä".encode(), b"\xe5("))
    with pytest.raises(ReadError, match="damaged"):
        read(tmp_path / "a.zip")


def test_a_package_with_a_part_that_zipfile_does_not_know_is_damaged(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", para("Jane spoke."))
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 0x20
    path.write_bytes(data)
    with pytest.raises(ReadError, match="damaged"):
        read(path)


@pytest.mark.parametrize("number", ["0.0000001", "²", "-3", "9" * 5000])
def test_numbers_that_are_none_do_no_harm(tmp_path: Path, number: str) -> None:
    listed = para("Jane spoke.", number=(1, 0)).replace('w:ilvl w:val="0"', f'w:ilvl w:val="{number}"')
    (document,) = read(docx(tmp_path / "a.docx", listed, table([["x", "y"]]).replace('w:val="1"', f'w:val="{number}"')))
    assert document.blocks[0].text == "Jane spoke."
    (tmp_path / "a.html").write_text(
        f"<html><ol start={number}><li value={number}>Jane spoke.</ol><table><td colspan={number}>x<td>y</table>",
        encoding="utf-8",
    )
    assert read(tmp_path / "a.html")[0].blocks[0].text == "Jane spoke."


def test_a_style_sheet_without_braces_is_read_in_time(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<html><style>{'a b ' * 60_000}</style><p>Jane spoke.</p>", encoding="utf-8")
    began = time.process_time()
    assert read(tmp_path / "a.html")[0].blocks[0].text == "Jane spoke."
    assert time.process_time() - began < 5


def test_a_mail_with_an_impossible_date_is_read(tmp_path: Path) -> None:
    head = "Message-ID: <1@b>\nFrom: Jane <a@b>\nSubject: Pond\nDate: Thu, 20 Mar 2025 10:00:00 +99999999999999999999\n"
    (tmp_path / "a.eml").write_text(f"{head}\nJohn spoke of the pond.\n", encoding="utf-8")
    (document,) = read(tmp_path / "a.eml")
    assert [block.text for block in document.blocks] == ["Pond", "John spoke of the pond."]
    assert "Date: Thu, 20 Mar 2025" in " ".join(out.text for out in document.left_out)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("".join(f"Action: Jane Roe to mend gate {n} at once.\n\n" for n in range(1000)), id="actions"),
        pytest.param(" ".join(f"Ann Bell agreed to see gate {n}." for n in range(1000)), id="sentences"),
        pytest.param("# Action log\n" + "\n\n| a | Jane Roe | 5 May 2025 |\n|x|y|z|\n\nand\n" * 600, id="tables"),
    ],
)
def test_much_of_one_kind_is_read_in_time(text: str) -> None:
    began = time.process_time()
    record_of(parse_text(text))
    assert time.process_time() - began < 15


def test_damaged_files_are_read_or_refused(tmp_path: Path) -> None:
    tally = torture(tmp_path, [ROOT / "corpus"], files=16, seed=20)
    assert tally.fates.total() == 16 and tally.finds == []
