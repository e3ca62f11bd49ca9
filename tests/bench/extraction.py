"""How fast rules, weights and extraction are, in seconds of one core, beside spaCy's bare tokenizer.

    python tests/bench/extraction.py [FOLDER] [--pages 1000]
        documents to read; default: ../shared/evaluation/dev, else corpus

Prints the start-up of the commands, words a second for each step, the share of each extractor, how the time grows with
the length of the text up to so many pages, and the speed of the weights alone. All times are those that the processor
spent, least of several runs; on a machine that does other work besides they are longer too, so compare the ratios.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import TypeVar

from psr_extract.certainty import Unit, probability
from psr_extract.document import Block, Document
from psr_extract.errors import ReadError
from psr_extract.extract import EXTRACTORS, extract
from psr_extract.extract.view import View
from psr_extract.ingest.reader import Reader, reader
from psr_extract.parsers import read
from psr_extract.pipeline import annotate

ROOT = Path(__file__).parent.parent.parent
DEV = ROOT.parent / "shared" / "evaluation" / "dev"
PAGE = 500
TEXTS = {".md", ".txt", ".html", ".docx", ".odt"}
T = TypeVar("T")


def timed(run: Callable[[], T], times: int = 3) -> tuple[float, T]:
    """The least seconds of the processor of several runs, and what the last gave."""
    seconds, given = [], None
    for _ in range(times):
        start = time.process_time()
        given = run()
        seconds.append(time.process_time() - start)
    assert given is not None
    return min(seconds), given


def starts() -> None:
    """Seconds of the processor that commands take, all their processes together: what a user waits for a short file."""
    with tempfile.TemporaryDirectory() as folder:
        short = Path(folder) / "short.txt"
        short.write_text("Action: JS to write to the mill.\n", encoding="utf-8")
        for name, words in (("--help", ["--help"]), ("extract of one line", ["extract", str(short)])):
            spent = []
            for _ in range(3):
                before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
                subprocess.run([sys.executable, "-m", "psr_extract", *words], check=True, stdout=subprocess.DEVNULL)
                took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
                spent.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, took))
            core, waited = (min(column) for column in zip(*spent, strict=True))
            print(f"{name}: {core:.2f} s of a core, {waited:.2f} s waited")


def documents(folder: Path) -> list[Document]:
    """All documents of a folder that read quickly: reading is not what is measured here."""
    found: list[Document] = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in TEXTS:
            try:
                found += read(path)
            except ReadError:
                continue
    return found


def steps(found: list[Document], using: Reader) -> None:
    """Words a second of tokenizing alone, of the pipeline, and of extraction; then both together."""
    words, bare, piped, extracted = length(found), 0.0, 0.0, 0.0
    for document in found:  # one by one, as they are read: with all in memory it is the memory that takes its time
        text = "\n".join(block.text for block in document.blocks)
        bare += timed(lambda text=text: using.pipeline.nlp.make_doc(text))[0]
        seconds, doc = timed(lambda document=document: annotate(document, using.pipeline))
        piped += seconds
        extracted += timed(lambda document=document, doc=doc: extract(document, doc, using.rules))[0]
    print(f"{len(found)} documents, {words:,} words")
    for name, seconds in (("tokenizer alone", bare), ("pipeline", piped), ("extraction", extracted)):
        print(f"  {name:18}{words / seconds:12,.0f} words/s{seconds / bare:8.1f} times the tokenizer")
    both = piped + extracted
    print(f"  {'both together':18}{words / both:12,.0f} words/s{both / bare:8.1f} times the tokenizer")


def length(found: list[Document]) -> int:
    """The words of these documents."""
    return sum(len(block.text.split()) for document in found for block in document.blocks)


def shares(found: list[Document], using: Reader) -> None:
    """The share of each extractor in the time of all."""
    spent = dict.fromkeys((name for name, _ in EXTRACTORS), 0.0)
    for document in found:
        view = View(document, annotate(document, using.pipeline), using.rules)
        for name, extractor in EXTRACTORS:
            start = time.perf_counter()
            given = extractor(view)
            spent[name] += time.perf_counter() - start
            if name in ("kind", "meeting", "items", "attendance"):
                view = view.having(**{name: given})
    total = sum(spent.values())
    print("  " + ", ".join(f"{name} {seconds / total:.0%}" for name, seconds in spent.items() if seconds > total / 100))


def growth(found: list[Document], using: Reader, pages: int) -> None:
    """Seconds for texts of growing length, all minutes in a row: linear where the last column stays near 1."""
    blocks = [block for document in found for block in document.blocks]
    first = 0.0
    for part in (8, 4, 2, 1):
        wanted, taken, long = pages * PAGE // part, 0, list[Block]()
        for block in cycle(blocks):
            if taken >= wanted:
                break
            long.append(block)
            taken += len(block.text.split())
        document = replace(found[0], blocks=tuple(long))
        seconds, _ = timed(
            lambda document=document: extract(document, annotate(document, using.pipeline), using.rules), times=1
        )
        first = first or seconds / taken
        pages_, linear = wanted // PAGE, seconds / taken / first
        print(f"  {pages_:5} pages, {taken:9,} words: {seconds:7.2f} s, {linear:.2f} of linear")


def weights(using: Reader) -> None:
    """Words a second that the weights alone score."""
    sentence = "the clerk was asked to write to the county about the verge before may"
    unit = Unit(tuple(sentence.split()), ("kind=bullet",))
    for kind, known in using.rules.weights.items():
        seconds, _ = timed(lambda known=known: [probability(unit, known) for _ in range(2_000)])
        print(f"  weights-{kind}.tsv: {2_000 * len(unit.words) / seconds:,.0f} words/s")


def main() -> None:
    """Measure everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=DEV if DEV.is_dir() else ROOT / "corpus")
    parser.add_argument("--pages", type=int, default=1_000, help="how long the longest text is, at 500 words a page")
    given = parser.parse_args()
    folder = given.folder
    starts()
    using = reader()
    found = documents(folder)
    steps(found, using)
    shares(found, using)
    growth(found, using, given.pages)
    weights(using)


if __name__ == "__main__":
    main()
