"""How quickly PDFs are read, against pdfplumber's bare words and tables of the same pages.

    python tests/bench/pdf_speed.py FOLDER...                    # default: the documents beside the repository, corpus
    python tests/bench/pdf_speed.py --pages 2000                 # a made document: seconds and memory

Least time of some runs, in turns, for each file. "Plain" are the files without a row, a margin or a second column.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2

from psr_extract.errors import PsrError
from psr_extract.parsers import pdf

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT.parent / "shared", ROOT / "corpus")
SENTENCE = "The forum heard from speaker {} that the lane to the mill will be closed while the county mends the drains."


def bare(path: Path) -> None:
    """Words and tables of all pages, each page given back when it is done."""
    with pdfplumber.open(path) as source:
        for page in source.pages:
            page.extract_words()
            page.find_tables()
            page.close()


def timed(read: Callable[[Path], object], path: Path) -> float:
    start = time.process_time()
    read(path)
    return time.process_time() - start


def is_plain(path: Path) -> bool:
    blocks = pdf.parse(path).blocks
    return not any(block.kind == "row" or block.margin for block in blocks)


def compare(paths: list[Path], runs: int) -> None:
    sums = {"all": [0, 0.0, 0.0], "plain": [0, 0.0, 0.0]}
    for path in paths:
        try:
            plain = is_plain(path)
        except PsrError as error:
            print(f"{path.name}: left out ({error.what})")
            continue
        ours, theirs = (min(t) for t in zip(*((timed(pdf.parse, path), timed(bare, path)) for _ in range(runs)),
                                            strict=True))  # fmt: skip
        pages = len(pypdfium2.PdfDocument(path))
        for kind in ("all", "plain") if plain else ("all",):
            sums[kind] = [sums[kind][0] + pages, sums[kind][1] + ours, sums[kind][2] + theirs]
    for kind, (pages, ours, theirs) in sums.items():
        print(f"{kind:6} {pages:5} pages   ours {1000 * ours / pages:6.1f} ms a page   pdfplumber "
              f"{1000 * theirs / pages:6.1f} ms a page   ours / pdfplumber {ours / theirs:.2f}   "
              f"{theirs / ours:.1f} times as fast")  # fmt: skip


def long_document(path: Path, pages: int) -> Path:
    """A document of so many pages of plain minutes, with a page number on each."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(595, 842))
    for page in range(1, pages + 1):
        canvas.setFont("Helvetica", 10)
        for line in range(45):
            canvas.drawString(60, 780 - 16 * line, SENTENCE.format(line + page))
        canvas.drawString(290, 30, f"Page {page} of {pages}")
        canvas.showPage()
    canvas.save()
    return path


def measure(pages: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = long_document(Path(folder) / "long.pdf", pages)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.perf_counter()
        document = pdf.parse(path)
        seconds = time.perf_counter() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{pages} pages, {len(document.blocks)} blocks: {seconds:.1f} s, {1000 * seconds / pages:.1f} ms a page, "
          f"at most {most // 1024} MB, {before // 1024} MB of them before")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--pages", type=int)
    options = parser.parse_args()
    if options.pages:
        measure(options.pages)
        return
    paths = sorted({path for folder in options.folders or FOLDERS for path in folder.rglob("*.pdf")})
    compare(paths, options.runs) if paths else sys.exit("no PDF found")


if __name__ == "__main__":
    main()
