"""The command that shows one action's life: what documents and people said of it, with the words."""

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from psr_extract.cli.common import db_option, one_line_errors, opened, today_option, today_or

if TYPE_CHECKING:
    from psr_extract.store.rows import Row

_SAID = {"done": "done", "drop": "dropped", "reopen": "reopened", "note": "note", "correct": "corrected"}
_JOINED = {"merge": "one action with", "split": "another action than", "accept": "the same business as",
           "reject": "not the same business as"}  # fmt: skip
_WHY = {"words": "", "owner": " (named as owner)", "reference": " (same reference)", "person": " (somebody said so)"}


@click.command()
@click.argument("action", metavar="ID")
@today_option
@db_option
@one_line_errors
def show(action: str, today: dt.datetime | None, db: Path) -> None:
    """Show one action: what became of it, meeting by meeting, with the words that say so, and what people entered.

    Where one body referred it to another, also what became of it there.
    """
    from psr_extract import reports

    with opened(db) as store:
        head, events = reports.life(store, action, today=today_or(today))
        wanted = str(head["id"])
        unclear, handed = reports.unclear(store, wanted), reports.handed(store, wanted)
        others, entries = reports.elsewhere(store, wanted), reports.entries(store, wanted)
    _show_head(head, unclear)
    for one in handed:
        _show_referral(one)
    for one in others:
        click.echo(f"  also:   {one['id']} of {one['body']}, {one['status']} (same {one['why']}): {one['text']}")
    waiting = list(entries)
    for event in events:
        while event["part"] == "text" and event["date"] and waiting and str(waiting[0]["at"])[:10] < str(event["date"]):
            _show_entry(waiting.pop(0))
        _show_event(event)
    for entry in waiting:
        _show_entry(entry)


def _show_head(head: "Row", unclear: "Sequence[Row]") -> None:
    """How an action stands now."""
    from psr_extract import reports

    click.echo(f"{head['id']}: {head['text']}")
    marks = "".join(f", {mark}" for mark in ("overdue", "silent") if head[mark])
    click.echo(f"  status: {head['status']}{marks}")
    click.echo(f"  owners: {head['owners'] or 'nobody named'}")
    for one in unclear:
        click.echo(f"  unclear: {one['name']} may be {one['maybe']}")
    words = f" ({head['due_text']})" if head["due_end"] and head["due_text"] != head["due_end"] else ""
    click.echo(f"  due:    {reports.due(head)}{words}" if head["due_text"] else "  due:    no date")
    click.echo(f"  body:   {head['body'] or 'not stated'}")


def _show_event(event: "Row") -> None:
    """What a document says: the event, where the evidence is that of its text, and the evidence."""
    from psr_extract import reports

    if event["part"] == "text":
        why = f", same {event['why']}" if event["why"] else ""
        named = f" ({event['action']})" if event["action"] else ""
        click.echo(f"\n{reports.day(event['date']) or 'no date'}: {event['event']}{why}{named}")
    quote = event["quote"] or event["text"]
    click.echo(f"  {event['part']}: “{quote}”\n    {reports.place(event)}; rule {event['rule']}")


def _show_referral(one: "Row") -> None:
    """What an action was referred to or came from, what became of it there, and the words that say so."""
    from psr_extract import reports

    perhaps = "perhaps " if one["state"] == "doubtful" else ""
    if one["id"] is None:
        click.echo(f"  referred to {one['at']}: nothing is found of it there")
    else:
        since = f" since {reports.day(one['ended'])}" if one["ended"] else ""
        last = f", last mentioned on {reports.day(one['last'])}" if one["last"] and not since else ""
        click.echo(f"  {perhaps}referred {one['way']} {one['at']}: {one['id']}, {one['stands']}{since}{last}")
        click.echo(f"    {one['told']}")
    score = f"; {one['score']:.0f} of 100: psr-extract review" if perhaps else ""
    click.echo(f"    “{one['quote']}”{_WHY[str(one['why'])]}\n    {reports.place(one)}; rule {one['rule']}{score}")


def _show_entry(entry: "Row") -> None:
    """What somebody entered."""
    from psr_extract import reports

    what, value = str(entry["what"]), entry["value"]
    if what in _JOINED:
        said = f"{_JOINED[what]} {entry['other']}"
    elif what == "note":
        said = f"note: “{value}”"
    elif value:
        set_to = json.loads(str(value))
        parts = [f"“{set_to['text'][0]}”"] if "text" in set_to else []
        parts += [f"owner {', '.join(set_to['owners'])}"] if "owners" in set_to else []
        parts += [f"due {reports.day(set_to['due'][-1])}"] if "due" in set_to else []
        said = f"{'corrected: ' if what == 'correct' else 'now '}{'; '.join(parts)}"
    else:
        said = _SAID[what]
    click.echo(f"\n{reports.day(str(entry['at'])[:10])}: {said}, entered by {entry['who']}")
    if entry["why"]:
        click.echo(f"  why: “{entry['why']}”")
