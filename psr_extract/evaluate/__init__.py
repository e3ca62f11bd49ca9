"""How good the extraction is: documents beside gold files in, precision, recall and F1 of each kind of fact out.

A gold file lists only what was annotated; a section that it lacks is not scored. An entry may be `optional` (it counts
neither found nor missed), and may have other right answers beside it (`alt`, `alt_owners`, `alt_date`, ...). Entries
pair one to one, the most alike first. A document that cannot be read counts as having found nothing.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from psr_extract.document import Document
from psr_extract.errors import NotFound, ReadError
from psr_extract.evaluate.compare import Entry, Result, compare
from psr_extract.ingest.reader import Reader, read_records
from psr_extract.records import to_json

GOLD = ".gold.json"
OURS = "psr-extract"
_SHOWN = (
    "kind", "meeting", "attendance", "items", "actions", "actions+owners", "actions.due", "decisions",
    "decisions+outcome",
)  # fmt: skip
"""The kinds that the table of comparison shows."""
_BY_BODY = ("meeting", "attendance", "actions", "actions+owners", "decisions")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts and figures of one kind of fact: `right` of `gold` that are to be found, and of `found`."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is right that was found."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 1.0


def run(folder: Path, using: Reader) -> list[Result]:
    """Read every document of a folder that has a gold file beside it, and compare; NotFound where there is none."""
    return against(folder, using, {})[OURS]


def against(folder: Path, using: Reader, others: Mapping[str, Callable[[Document], Entry]]) -> dict[str, list[Result]]:
    """The results of ours, under `OURS`, and of other ways to find facts in the same documents, read once.

    NotFound where no document of the folder has a gold file beside it.
    """
    results: dict[str, list[Result]] = {name: [] for name in (OURS, *others)}
    for path, gold in _annotated(folder):
        name, problem, found = str(path.relative_to(folder)), None, dict[str, Entry]()
        try:
            document, record = read_records(path, using)[0]
            found = {OURS: to_json(record), **{other: find(document) for other, find in others.items()}}
        except ReadError as error:
            problem = str(error)
        for way, seen in results.items():
            seen.append(Result(name, problem))
            compare(gold, found.get(way, {}), seen[-1])
    if not results[OURS]:
        raise NotFound("no gold files with documents beside them", where=folder, do=f"Gold for x.pdf is x{GOLD}")
    return results


def _annotated(folder: Path) -> Iterator[tuple[Path, Entry]]:
    """The documents of a folder that have gold beside them, with it."""
    for gold_file in sorted(folder.rglob(f"*{GOLD}")):
        stem = gold_file.name.removesuffix(GOLD)
        others = (path for path in sorted(gold_file.parent.iterdir()) if not path.name.endswith(GOLD))
        beside = [path for path in others if stem in (path.stem, path.name)]
        if beside and beside[0].is_file():
            yield beside[0], json.loads(gold_file.read_text(encoding="utf-8"))


def scores(results: Sequence[Result]) -> dict[str, Score]:
    """The figures of each kind of fact over all documents, in the order in which kinds first come up."""
    total: dict[str, Counter[str]] = defaultdict(Counter)
    for result in results:
        for kind, counts in result.counts.items():
            total[kind].update(counts)
    return {kind: Score(c["right"], c["right"] + c["false"], c["right"] + c["missed"]) for kind, c in total.items()}


def table(results: Sequence[Result]) -> str:
    """The figures as lines of text."""
    lines = [f"{'':26}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}{'found':>7}"]
    for kind, score in scores(results).items():
        lines.append(f"{kind:26}{score.precision:7.3f}{score.recall:7.3f}{score.f1:7.3f}{score.gold:7}{score.found:7}")
    return "\n".join(lines)


def by_folder(results: Sequence[Result]) -> str:
    """A line of F1 for each folder, that is for each body."""
    folders: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        folders[str(Path(result.name).parent)].append(result)
    lines = []
    for name, inside in sorted(folders.items()):
        figures = scores(inside)
        parts = (f"{kind} {figures[kind].f1:.2f}" for kind in _BY_BODY if kind in figures)
        lines.append(f"{name:40} " + "  ".join(parts))
    return "\n".join(lines)


def comparison(results: Mapping[str, Sequence[Result]]) -> str:
    """F1 of each way by kind of fact, as a Markdown table."""
    figures = {way: scores(found) for way, found in results.items()}
    kinds = [kind for kind in _SHOWN if kind in figures[OURS]]
    lines = [f"| F1 | {' | '.join(kinds)} |", f"|---|{'---|' * len(kinds)}"]
    for way, found in figures.items():
        cells = (f"{found[kind].f1:.2f}" if kind in found else "" for kind in kinds)
        lines.append(f"| {way} | {' | '.join(cells)} |")
    return "\n".join(lines)
