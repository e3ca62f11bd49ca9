"""Commands that check the program's own work: `rules` and `evaluate`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from psr_extract.cli.common import format_option, one_line_errors, print_rows, put_between, rules_option
from psr_extract.cli.series import print_followed
from psr_extract.errors import PsrError, RuleError

if TYPE_CHECKING:
    from psr_extract.rules import Rules
    from psr_extract.training import Annotated, Samples


@click.group()
def rules() -> None:
    """Look at the rules, and check them."""


@rules.command("list")
@rules_option
@format_option
@one_line_errors
def list_rules(folders: tuple[Path, ...], form: str) -> None:
    """List the rules that are on."""
    from psr_extract.rules import load

    rows = [
        {"rule": rule.name, "shape": rule.shape, "cues": ", ".join(rule.cue), "note": rule.note}
        for rule in load(*folders).rules
    ]
    columns = ("rule", "shape", "cues", "note")
    print_rows([dict(row) for row in rows], columns, form, shown=("rule", "shape", "note"))


@rules.command("check")
@rules_option
@one_line_errors
def check_rules(folders: tuple[Path, ...]) -> None:
    """Run the examples of all rules through the whole program."""
    from psr_extract.rules import load
    from psr_extract.rules_check import check

    loaded = load(*folders)
    known = load().by_name if folders else {}
    shipped = {rule.name for rule in loaded.rules if known.get(rule.name) == rule}
    problems = check(loaded)
    changed = [problem for problem in problems if problem.partition(":")[0] in shipped]
    for problem in problems:
        click.echo(f"{'because of your rules, ' if problem in changed else ''}{problem}", err=True)
    examples = sum(len(rule.finds) + len(rule.skips) for rule in loaded.rules)
    if len(problems) > len(changed):
        raise RuleError(f"{len(problems) - len(changed)} examples do not hold", do="Mend the rule or its example")
    rest = f"all hold but {len(changed)} of shipped rules, which your own change" if changed else "all hold"
    click.echo(f"{len(loaded.rules)} rules ({len(loaded.rules) - len(shipped)} your own), {examples} examples: {rest}."
               if folders else f"{len(loaded.rules)} rules, {examples} examples: all hold.")  # fmt: skip


@rules.command("reference")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write it to this file.")
@rules_option
@one_line_errors
def rules_reference(out: Path | None, folders: tuple[Path, ...]) -> None:
    """All rules as a Markdown page: what each is for, its cues, what it finds and what it leaves alone."""
    from psr_extract.explain.reference import reference
    from psr_extract.rules import load

    page = reference(load(*folders))
    if out is None:
        click.echo(page, nl=False)
        return
    try:
        out.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise PsrError(f"cannot be written ({error.strerror})", where=out, do="Name another file") from error


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--details", is_flag=True, help="Print every miss and every false find.")
@click.option("--by-body", is_flag=True, help="Print a line for each folder of documents too.")
@click.option("--lives", is_flag=True, help="Compare what became of actions with the lives.json of each series.")
@click.option("--baselines", is_flag=True, help="Compare with simpler ways to find the same, in a Markdown table.")
@click.option("--into", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE",
              help="With --baselines: put the table into this Markdown file, between its `figures` marks.")  # fmt: skip
@rules_option
@one_line_errors
def evaluate(
    folder: Path, details: bool, by_body: bool, lives: bool, baselines: bool, into: Path | None,
    folders: tuple[Path, ...],
) -> None:
    """Compare what is found with what is right: a folder of documents, each with a NAME.gold.json beside it."""
    from psr_extract.evaluate import OURS, against, by_folder, calibration, comparison, table
    from psr_extract.evaluate.baselines import BASELINES
    from psr_extract.ingest.reader import reader

    if lives:
        print_followed(folder, reader(folders), details=details)
        return
    every = against(folder, reader(folders), BASELINES if baselines or into else {})
    results = every[OURS]
    for result in results:
        if result.problem or details:
            click.echo(f"{result.name}{': FAILED ' + result.problem if result.problem else ''}")
        if details:
            click.echo("".join(f"{line}\n" for line in result.log), nl=False)
    click.echo(f"{len(results)} documents, {sum(result.problem is not None for result in results)} failed")
    click.echo(table(results))
    click.echo(f"\n{calibration.lines(results)}")
    if by_body:
        click.echo(by_folder(results))
    if len(every) > 1:
        click.echo(f"\n{comparison(every)}")
    if into:
        put_between(into, "figures", comparison(every))


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--out", default=Path("rules"), type=click.Path(path_type=Path), help="The rules folder to write to.")
@click.option("--cross", is_flag=True, help="Also read all documents with weights of other bodies, and compare.")
@click.option("--into", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE",
              help="Do --cross, and put the first folder's figures into this Markdown file, at its `unseen` marks.")
@one_line_errors
def train(folders: tuple[Path, ...], out: Path, cross: bool, into: Path | None) -> None:
    """Fit the weights on your own annotated minutes: folders (one a body) of documents with NAME.gold.json beside them.

    Prints how well they do on bodies left out, and writes weights-actions.tsv and weights-decisions.tsv.
    """
    from psr_extract.rules import WEIGHTS, load
    from psr_extract.training import annotated, fit, samples, write

    rules = load()
    documents = annotated(folders, rules)
    known = samples(documents, rules)
    for kind, some in known.items():
        try:
            fitted = fit(some)
        except ImportError as error:
            raise PsrError(f"{error.name} is missing", do="Install it: pip install 'psr-extract[train]'") from error
        out.mkdir(parents=True, exist_ok=True)
        write(fitted.weights, out / f"{WEIGHTS}{kind}.tsv")
        counts = f"{len(some.rows)} pieces, {sum(some.wanted.values())} to find, {len(fitted.weights)} weights"
        click.echo(f"{kind}: {counts}")
        click.echo("".join(f"  {line}\n" for line in fitted.report))
    if cross or into:
        _print_crossed(folders, documents, known, rules, into)


def _print_crossed(
    folders: tuple[Path, ...], documents: "list[Annotated]", known: "dict[str, Samples]", rules: "Rules",
    into: Path | None,
) -> None:  # fmt: skip
    """For each folder, how well its documents are read without weights, with them, and with those of other bodies."""
    from psr_extract.training import samples
    from psr_extract.training.cross import cross, markdown, summary

    sentences = samples(documents, rules, alone=True)
    for folder in folders:
        inside = [one for one in documents if one.folder == folder]
        if not inside:
            continue
        crossed = cross(inside, known, sentences, rules)
        click.echo(f"{folder}: {len(inside)} documents\n{summary(crossed)}")
        if into and folder == folders[0]:
            put_between(into, "unseen", markdown(crossed))
