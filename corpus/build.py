"""Builds the PDF and DOCX files of the corpus from `source/*.toml`.

    python corpus/build.py           write those that are not current
    python corpus/build.py --check   write nothing; exit with 1 if any is not current
"""

import argparse
import io
import sys
import zipfile
from pathlib import Path

import pdfplumber
from build_docx import build_docx
from build_pdf import build_pdf
from markup import read_source

CORPUS = Path(__file__).resolve().parent
BUILDERS = {".pdf": build_pdf, ".docx": build_docx}
OUR_PARTS = ("word/document.xml", "word/numbering.xml", "word/header", "word/footer", "docProps/core.xml")


def build(source: Path) -> tuple[str, bytes]:
    """The name and the bytes of the file that a source makes."""
    read = read_source(source)
    return read.file, BUILDERS[Path(read.file).suffix](read)


def same(old: bytes, new: bytes) -> bool:
    """Whether two files say the same; what only a library's version changes (compression, styles) does not count."""
    return old == new or _content(old) == _content(new)


def _content(data: bytes) -> list[object]:
    if data.startswith(b"%PDF"):
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return [(page.extract_text(), page.extract_tables()) for page in pdf.pages]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = sorted(package.namelist())
        return [(name, package.read(name)) for name in names if name.startswith(OUR_PARTS)]


def main(arguments: list[str]) -> int:
    """Build, or with --check only compare; the exit code."""
    parser = argparse.ArgumentParser(description="Build the PDF and DOCX files of the corpus.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a file is not current")
    check = parser.parse_args(arguments).check
    stale = 0
    for source in sorted((CORPUS / "source").glob("*.toml")):
        name, data = build(source)
        target = CORPUS / name
        if target.exists() and same(target.read_bytes(), data):
            continue
        stale += 1
        sys.stdout.write(f"{name}: {'not current' if check else 'written'}\n")
        if not check:
            target.write_bytes(data)
    return int(check and stale > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
