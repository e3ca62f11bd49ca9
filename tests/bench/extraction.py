"""How fast rules, weights and extraction are, as ratios against spaCy's bare tokenizer run beside them.

    python tests/bench/extraction.py [FOLDER]     documents to read; default: ../shared/evaluation/dev, else corpus

Prints words a second for each step, the share of each extractor, how the time grows with the length of the text, and
the speed of the weights alone. Times vary from run to run: the ratios are what to compare.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from psr_extract.certainty import Unit, probability
from psr_extract.document import Document
from psr_extract.errors import ReadError
from psr_extract.extract import EXTRACTORS, extract
from psr_extract.extract.view import View
from psr_extract.ingest.reader import Reader, reader
from psr_extract.parsers import read
from psr_extract.pipeline import annotate

ROOT = Path(__file__).parent.parent.parent
DEV = ROOT.parent / "shared" / "evaluation" / "dev"
TEXTS = {".md", ".txt", ".html", ".docx", ".odt"}
T = TypeVar("T")


def timed(run: Callable[[], T], times: int = 3) -> tuple[float, T]:
    """The least seconds of several runs, and what the last gave."""
    seconds, given = [], None
    for _ in range(times):
        start = time.perf_counter()
        given = run()
        seconds.append(time.perf_counter() - start)
    assert given is not None
    return min(seconds), given


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
    words = sum(len(block.text.split()) for document in found for block in document.blocks)
    texts = ["\n".join(block.text for block in document.blocks) for document in found]
    bare, _ = timed(lambda: [using.pipeline.nlp.make_doc(text) for text in texts])
    piped, docs = timed(lambda: [annotate(document, using.pipeline) for document in found])
    pairs = list(zip(found, docs, strict=True))
    extracted, _ = timed(lambda: [extract(document, doc, using.rules) for document, doc in pairs])
    print(f"{len(found)} documents, {words:,} words")
    for name, seconds in (("tokenizer alone", bare), ("pipeline", piped), ("extraction", extracted)):
        print(f"  {name:18}{words / seconds:12,.0f} words/s{seconds / bare:8.1f} times the tokenizer")
    print(f"  {'both together':18}{words / (piped + extracted):12,.0f} words/s")


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


def growth(found: list[Document], using: Reader) -> None:
    """Seconds for texts of one, two, four and eight times the length: linear where the last column stays near 1."""
    longest = max(found, key=lambda document: len(document.blocks))
    first = 0.0
    for times in (1, 2, 4, 8):
        document = replace(longest, blocks=longest.blocks * times)
        start = time.perf_counter()
        extract(document, annotate(document, using.pipeline), using.rules)
        seconds = time.perf_counter() - start
        first = first or seconds
        print(f"  {times} times as long: {seconds:7.2f} s, {seconds / first / times:.2f} of linear")


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
    folder = parser.parse_args().folder
    start = time.perf_counter()
    using = reader()
    print(f"start-up (rules and pipeline): {time.perf_counter() - start:.2f} s")
    found = documents(folder)
    steps(found, using)
    shares(found, using)
    growth(found, using)
    weights(using)


if __name__ == "__main__":
    main()
