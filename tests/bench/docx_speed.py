"""How quickly Word files are read, against python-docx opening the same files, and reading their texts.

    python tests/bench/docx_speed.py [FOLDER...] [--runs 5]      # default: the documents beside the repository, corpus
    python tests/bench/docx_speed.py --paragraphs 20000          # a made document of so many paragraphs

Least processor time of some runs, in turns, for each file.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx

from psr_extract.parsers.docx import parse

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT.parent / "shared", ROOT / "corpus")
SENTENCE = "The forum heard from speaker {} that the lane to the mill will be closed while the county mends the drains."


def timed(read: Callable[[Path], object], path: Path) -> float:
    start = time.process_time()
    read(path)
    return time.process_time() - start


def opened(path: Path) -> object:
    return docx.Document(str(path))


def texts(path: Path) -> object:
    """What python-docx alone gives of the words: each paragraph's text and style, each cell's text."""
    document = docx.Document(str(path))
    found = [(paragraph.text, paragraph.style.name if paragraph.style else "") for paragraph in document.paragraphs]
    return found, [cell.text for table in document.tables for row in table.rows for cell in row.cells]


def compare(paths: list[Path], runs: int) -> None:
    readers = (parse, opened, texts)
    sums = [0.0, 0.0, 0.0]
    for path in paths:
        rounds = [[timed(reader, path) for reader in readers] for _ in range(runs)]
        sums = [total + min(times) for total, times in zip(sums, zip(*rounds, strict=True), strict=True)]
    ours, opening, reading = (1000 * total / len(paths) for total in sums)
    print(f"{len(paths)} files   ours {ours:.1f} ms a file   python-docx opening {opening:.1f} ms, reading its texts "
          f"{reading:.1f} ms   ours / opening {ours / opening:.2f}, ours / texts {ours / reading:.2f}")  # fmt: skip


def long_document(path: Path, paragraphs: int) -> Path:
    document = docx.Document()
    for number in range(paragraphs):
        document.add_paragraph(SENTENCE.format(number), style="List Bullet" if number % 3 else None)
    document.save(str(path))
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--paragraphs", type=int)
    options = parser.parse_args()
    if options.paragraphs:
        with tempfile.TemporaryDirectory() as folder:
            compare([long_document(Path(folder) / "long.docx", options.paragraphs)], options.runs)
        return
    paths = sorted({path for folder in options.folders or FOLDERS for path in folder.rglob("*.docx")})
    compare(paths, options.runs) if paths else sys.exit("no DOCX found")


if __name__ == "__main__":
    main()
