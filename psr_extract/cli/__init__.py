"""The command line. Heavy imports wait inside the commands, so that help and version answer at once."""

import click

from psr_extract import __version__
from psr_extract.cli.acting import (
    accept,
    assign,
    correct,
    done,
    drop,
    due,
    merge,
    note,
    reject,
    reopen,
    review,
    split,
)
from psr_extract.cli.explaining import explain
from psr_extract.cli.journal import log, rebuild
from psr_extract.cli.keeping import backup, check, inbox, restore, retry, service
from psr_extract.cli.life import show
from psr_extract.cli.listing import actions, decisions, meetings, people, report
from psr_extract.cli.papers import budget, milestones, papers, recommendations, risks
from psr_extract.cli.quality import evaluate, rules, train
from psr_extract.cli.reading import extract, ingest, watch
from psr_extract.cli.series import train_links
from psr_extract.cli.showing import read
from psr_extract.cli.tracking import diff, lint, lives, stats

EXIT_CODES = """\b
Exit codes:
  0  done
  1  something else went wrong
  2  the command was not understood
  3  at least one file could not be read (the others were)
  4  a rule is wrong
  5  the database cannot be used
  6  nothing has the name or id that was asked for
  7  what was to be written into the log does not make sense"""


_SETTINGS = {"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "PSR_EXTRACT"}


@click.group(epilog=EXIT_CODES, context_settings=_SETTINGS)
@click.version_option(__version__, prog_name="psr-extract")
def main() -> None:
    """Minutes in, open actions out.

    Reads the minutes and papers of public bodies, keeps who promised what, by when, with the words that say so, and
    tells what is still open.

    Start with: psr-extract ingest FOLDER, then: psr-extract actions
    """


_COMMANDS = (
    ingest, watch, inbox, retry, read, extract, explain, actions, decisions, meetings, people, papers, recommendations,
    milestones, risks, budget, show, lives, stats, lint, diff, done, drop, reopen, assign, due, note, correct, merge,
    split, review, accept, reject, log, rebuild, report, rules, evaluate, train, train_links, check, backup, restore,
    service,
)  # fmt: skip
for command in _COMMANDS:
    main.add_command(command)
