"""The written report: open actions grouped by owner, as Markdown and as one HTML page that needs nothing else."""

import datetime as dt
from collections.abc import Iterator, Sequence
from html import escape

from psr_extract.reports.formats import day, due, escaped, place
from psr_extract.reports.owners import Group
from psr_extract.store.rows import Row

TITLE = "Open actions"
_STYLE = """
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 72rem; margin: 0 auto; padding: 1rem 2rem }
nav ul { columns: 18rem; padding-left: 1.2rem }
table { border-collapse: collapse; table-layout: fixed; width: 100%; margin-bottom: 2rem }
thead th:nth-child(1) { width: 38% } thead th:nth-child(2) { width: 14% } thead th:nth-child(3) { width: 18% }
tbody th { font-weight: normal }
caption { text-align: left; font-weight: bold; padding: .5rem 0 }
th, td { border: 1px solid GrayText; padding: .4rem .6rem; text-align: left; vertical-align: top }
.overdue { font-weight: bold; border-left: .4rem solid #b00020 }
small { font-weight: normal; color: GrayText }
q { font-style: italic }
@media print { nav { display: none } }
"""


def counts(groups: Sequence[Group]) -> str:
    """The report in a line: "12 open actions of 5 owners, 3 overdue"; an action of two owners counts once."""
    actions = {str(row["id"]): row for group in groups for row in group.actions}
    overdue = sum(bool(row["overdue"]) for row in actions.values())
    plural, owners = "" if len(actions) == 1 else "s", "" if len(groups) == 1 else "s"
    return f"{len(actions)} open action{plural} under {len(groups)} owner{owners}, {overdue} overdue"


def to_markdown(groups: Sequence[Group], *, today: dt.date) -> str:
    """The report as Markdown."""
    lines = [f"# {TITLE}", "", f"{day(today.isoformat())}: {counts(groups)}.", ""]
    for group in groups:
        lines += [f"## {escaped(group.owner)} ({_summary(group)})", ""]
        for row in group.actions:
            lines.append(f"- **{row['id']}**{_marks(row)}: {escaped(row['text'])}")
            lines.append(f"  - due: {escaped(due(row)) or 'no date'}; raised: {day(row['raised']) or 'date unknown'}"
                         f"{', ' + escaped(row['body']) if row['body'] else ''}")  # fmt: skip
            lines.append(f"  - evidence: {escaped(place(row))}: “{escaped(row['quote'])}”")
        lines.append("")
    return "\n".join(lines)


def to_html(groups: Sequence[Group], *, today: dt.date) -> str:
    """The report as one web page: no scripts, nothing from elsewhere, marks in words and not only in colour."""
    return "\n".join(_html(groups, today)) + "\n"


def _html(groups: Sequence[Group], today: dt.date) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{TITLE}, {day(today.isoformat())}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>"
    yield f"<h1>{TITLE}</h1>\n<p>{day(today.isoformat())}: {counts(groups)}.</p>"
    yield '<nav aria-label="Owners">\n<ul>'
    for number, group in enumerate(groups, 1):
        yield f'<li><a href="#owner-{number}">{escape(group.owner)}</a> ({_summary(group)})</li>'
    yield "</ul>\n</nav>"
    for number, group in enumerate(groups, 1):
        yield f'<section aria-labelledby="owner-{number}">\n<h2 id="owner-{number}">{escape(group.owner)}</h2>'
        yield f"<table>\n<caption>{_summary(group)}</caption>\n<thead><tr>"
        yield "".join(f'<th scope="col">{title}</th>' for title in ("Action", "Due", "Raised", "Evidence"))
        yield "</tr></thead>\n<tbody>"
        yield from map(_row, group.actions)
        yield "</tbody>\n</table>\n</section>"
    yield "</main>\n</body>\n</html>"


def _row(row: Row) -> str:
    """One action as a table row."""
    marked = ' class="overdue"' if row["overdue"] else ""
    raised = escape(", ".join(part for part in (day(row["raised"]), str(row["body"] or "")) if part))
    return (
        f'<tr><th scope="row"{marked}>{escape(str(row["text"]))}<br><small>{escape(str(row["id"]))}</small></th>'
        f"<td>{escape(due(row)) or 'no date'}{_marks(row)}</td><td>{raised}</td>"
        f"<td>{escape(place(row))}: <q>{escape(str(row['quote'] or ''))}</q></td></tr>"
    )


def _summary(group: Group) -> str:
    return f"{len(group.actions)} open, {group.overdue} overdue"


def _marks(row: Row) -> str:
    """What is wrong with an action, in words."""
    marks = [name for name, wrong in (("overdue", row["overdue"]), ("silent", row["silent"])) if wrong]
    return f" ({', '.join(marks)})" if marks else ""
