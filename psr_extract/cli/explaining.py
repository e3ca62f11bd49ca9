"""The command that tells why something was found in a file, and why not: `explain`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from psr_extract.cli.common import one_line_errors, rules_option
from psr_extract.cli.showing import place_words

if TYPE_CHECKING:
    from psr_extract.explain import Explanation, Fact, Line, Scale

_KINDS = (
    "meeting", "attendance", "items", "actions", "updates", "referrals", "decisions", "recommendations", "milestones",
    "statuses", "budget", "fields", "risks",
)  # fmt: skip


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--line", metavar="TEXT", help="Explain only the lines that hold these words, found or not.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="How to print: to look at, or every field.")  # fmt: skip
@click.option("--kind", "kinds", type=click.Choice(_KINDS), multiple=True, metavar="KIND",
              help=f"Only facts of this kind, once or more: {', '.join(_KINDS)}.")  # fmt: skip
@rules_option
@one_line_errors
def explain(file: Path, line: str | None, form: str, kinds: tuple[str, ...], folders: tuple[Path, ...]) -> None:
    """Tell why each fact of a file was found: its rule, the words that fired, and what weighed for and against it.

    With --line, also why a line gave nothing: the rules that it came nearest to, and the first condition that failed.
    """
    from dataclasses import asdict, replace

    from psr_extract import parsers
    from psr_extract.explain import explain as explain_document
    from psr_extract.ingest.reader import reader

    using = reader(folders)
    found = [explain_document(one, using.pipeline, using.rules, line=line) for one in parsers.read(file)]
    if kinds:
        found = [replace(one, facts=tuple(fact for fact in one.facts if fact.kind in kinds)) for one in found]
    if form == "json":
        data = [asdict(one) for one in found]
        click.echo(json.dumps(data[0] if len(data) == 1 else data, ensure_ascii=False, indent=1))
        return
    click.echo("\n\n".join("\n".join(_words(one)) for one in found))


def _words(found: "Explanation") -> Iterator[str]:
    yield f"{found.name}: taken for {found.kind}"
    for line in found.lines:
        yield from _line(line)
    told: set[str] = set()
    for fact in () if found.lines else found.facts:
        yield ""
        yield from _fact(fact, note=fact.note not in told)
        told.add(fact.note)
    if not found.lines and not found.facts:
        yield "\nNothing was found. Ask about a line with --line TEXT."


def _line(line: "Line") -> Iterator[str]:
    yield f"\n{place_words(line.place)}: “{line.text}”"
    if not line.facts:
        yield "  gave nothing"
    for fact in line.facts:
        yield from (f"  {text}" for text in _fact(fact))
    for scale in line.scales:
        yield from _scale(scale, found=False)
    for near in line.near:
        yield f"  {near.rule} did not take it (“{near.cue}”): {near.failed}"


def _fact(fact: "Fact", *, note: bool = True) -> Iterator[str]:
    """A fact in a few lines: what, where and how sure; its rule with the words that fired; how it weighed."""
    shown = fact.certainty if fact.kept else "dropped: too unlikely"
    text = fact.text if len(fact.text) < 160 else f"{fact.text[:157]}..."
    yield f"{fact.kind}: {text}"
    fired = f", by {', '.join(f'“{cue}”' for cue in fact.cues[:3])}" if fact.cues else ""
    yield f"  {place_words(fact.place)}; {shown}; rule {fact.source.rule}{fired}"
    if fact.note and note:
        yield f"  {fact.note}"
    if fact.scale:
        yield from _scale(fact.scale, found=True)


def _scale(scale: "Scale", *, found: bool) -> Iterator[str]:
    need = "kept from" if found else "added from"
    what = "an action" if scale.kind == "actions" else "a decision"
    yield f"  weighs {scale.likely:.2f} as {what} ({need} {scale.limit:.2f})"
    from psr_extract.explain.features import in_words

    for title, sign in (("for it", 1), ("against it", -1)):
        counted = [f"{in_words(feature)} {weight:+.2f}" for feature, weight in scale.weights if weight * sign > 0]
        if counted:
            yield f"    {title}: {', '.join(counted)}"
