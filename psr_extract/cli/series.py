"""Series of documents whose lives are known: read, linked, and compared."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from psr_extract.cli.common import one_line_errors
from psr_extract.errors import NotFound

if TYPE_CHECKING:
    from psr_extract.evaluate.lives import Followed
    from psr_extract.ingest.reader import Reader
    from psr_extract.store import Store
    from psr_extract.training.links import Pair


def series(folder: Path) -> list[Path]:
    """The folders below this one that hold the lives of their documents; NotFound where none does."""
    from psr_extract.evaluate.lives import LIVES

    found = sorted(path.parent for path in folder.rglob(LIVES))
    if not found:
        raise NotFound(f"no {LIVES} with documents beside it", where=folder, do="docs/tracking.md says what it holds")
    return found


def read_series(folder: Path, using: "Reader", store: "Store") -> None:
    """Store and link the documents that the lives of a folder name; what cannot be read is passed over."""
    from psr_extract import tracker
    from psr_extract.errors import ReadError
    from psr_extract.evaluate.lives import LIVES
    from psr_extract.ingest.reader import read_records
    from psr_extract.store import File

    for name in json.loads((folder / LIVES).read_text(encoding="utf-8"))["documents"]:
        try:
            reading = read_records(folder / name, using)
        except ReadError:
            continue
        store.save(File(str(folder / name), "-".join(document.sha256 for document, _ in reading), 0, "", ""), reading)
    tracker.link(store)


def compared(folder: Path, using: "Reader") -> Iterator[tuple[Path, "Followed"]]:
    """Each series below a folder, with how well its actions were followed."""
    from psr_extract import reports
    from psr_extract.evaluate.lives import LIVES, followed
    from psr_extract.store import Store

    for one in series(folder):
        with tempfile.TemporaryDirectory() as place, Store.open(Path(place) / "psr.db", create=True) as store:
            read_series(one, using, store)
            found = reports.lives(store, reports.bodies(store, None)) or [{"actions": []}]
            gold = json.loads((one / LIVES).read_text(encoding="utf-8"))
            most = max(found, key=lambda body: len(body["actions"]))  # type: ignore[arg-type]
            yield one, followed(gold, most)  # type: ignore[arg-type]


def print_followed(folder: Path, using: "Reader", *, details: bool) -> None:
    """The figures of each series below a folder."""
    for one, result in compared(folder, using):
        click.echo(one)
        for line in result.lines() + (result.log if details else []):
            click.echo(f"  {line}")


@click.command("train-links")
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--out", default=Path("rules"), type=click.Path(path_type=Path), help="The rules folder to write to.")
@click.option("--link", type=click.FloatRange(0, 1), help="The limit from which a link is made, instead of the fitted.")
@one_line_errors
def train_links(folders: tuple[Path, ...], out: Path, link: float | None) -> None:
    """Fit the weights of links on your own series: folders of consecutive minutes with a lives.json beside them.

    Prints how well they do on series left out, and writes weights-status.tsv. The fitted limit is one that lets pass
    hardly a wrong link, each pair taken by itself; `evaluate --lives` tells what another comes to as a whole.
    """
    from psr_extract.errors import PsrError
    from psr_extract.ingest.reader import reader
    from psr_extract.training.links import Pair, fit_links, write_links

    using, samples = reader(), list[Pair]()
    for one in sorted({found for folder in folders for found in series(folder)}):
        samples += _pairs(one, using)
    try:
        fitted = fit_links(samples, link)
    except ImportError as error:
        raise PsrError(f"{error.name} is missing", do="Install it: pip install 'psr-extract[train]'") from error
    out.mkdir(parents=True, exist_ok=True)
    (out / "weights-status.tsv").write_text(write_links(fitted.weights), encoding="utf-8")
    click.echo("\n".join(fitted.report))


def _pairs(folder: Path, using: "Reader") -> "list[Pair]":
    """The samples of one series: those of the body that most of its documents are of."""
    from psr_extract import tracker
    from psr_extract.evaluate.lives import LIVES
    from psr_extract.store import Store
    from psr_extract.training.links import pairs_of

    with tempfile.TemporaryDirectory() as place, Store.open(Path(place) / "psr.db", create=True) as store:
        read_series(folder, using, store)
        bodies = store.rows("SELECT body_key FROM body_list ORDER BY documents DESC, body_key LIMIT 1")
        gold = json.loads((folder / LIVES).read_text(encoding="utf-8"))
        documents = tracker.documents_of(store, str(bodies[0]["body_key"])) if bodies else []
        return pairs_of(str(folder), documents, gold)
