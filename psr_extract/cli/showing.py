"""The command that shows how a file is read: its blocks with their places, and what was left out and why."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from psr_extract.cli.common import limits_options, one_line_errors, worker

if TYPE_CHECKING:
    from psr_extract.document import Block, Document, LeftOut, Place
    from psr_extract.parsers.limits import Limits


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="How to print: to look at, or every field.")  # fmt: skip
@limits_options
@one_line_errors
def read(file: Path, form: str, limits: "Limits") -> None:
    """Show how a file is read: its blocks in order, with place, kind and marker, and what was left out and why.

    A mail or a zip gives several documents. Nothing is extracted and no database is touched.
    """
    with worker((), limits) as using:
        documents = using.documents(file)
    if form == "json":
        found = [_data(document) for document in documents]
        click.echo(json.dumps(found[0] if len(found) == 1 else found, ensure_ascii=False, indent=1))
        return
    click.echo("\n\n".join("\n".join(_lines(document)) for document in documents))


def _data(document: "Document") -> dict[str, object]:
    from dataclasses import asdict

    return {
        "name": document.name,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "warnings": list(document.warnings),
        "blocks": [asdict(block) for block in document.blocks],
        "left_out": [{"text": out.text, "reason": out.why, "place": asdict(out.place)} for out in document.left_out],
    }


def _lines(document: "Document") -> Iterator[str]:
    yield f"{document.name} ({document.media_type})"
    for warning in document.warnings:
        yield f"  warning: {warning}"
    for block in document.blocks:
        yield _block(block)
    if document.left_out:
        yield f"\nLeft out ({len(document.left_out)}):"
    for out in document.left_out:
        yield _left_out(out)


def _block(block: "Block") -> str:
    """`p1 l12  heading 2  4.2  Roads`: place, kind with level, marker, text; what stands beside it in braces."""
    kind = f"{block.kind} {block.level}" if block.level else block.kind
    text = " | ".join(cell.replace("\n", " / ") for cell in block.cells) if block.cells else block.text
    marker = f"{block.marker} " if block.marker else ""
    margin = f"  {{{block.margin}}}" if block.margin else ""
    colours = ", ".join(hue or "plain" for hue in block.colours)
    shown = f"  [{colours}]" if colours else ""
    return f"{place_words(block.place):<11} {kind:<10} {marker}{text}{margin}{shown}".rstrip()


def _left_out(out: "LeftOut") -> str:
    return f"{place_words(out.place):<11} {out.why}: {out.text}"


def place_words(place: "Place") -> str:
    """`p3` for a page, `l12` for a line or paragraph, `t1 r4` for a row of a table."""
    parts = [f"p{place.page}"] if place.page else []
    if place.cell:
        parts.append(f"t{place.cell[0]} r{place.cell[1]}")
    elif place.line:
        parts.append(f"l{place.line}")
    return " ".join(parts)
