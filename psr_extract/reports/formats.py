"""Rows as CSV, TSV, JSON or Markdown: pure functions that give text."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence

from psr_extract.store.rows import Row, Value

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|&])")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def safe_cell(value: Value) -> Value:
    """A cell that no spreadsheet runs as a formula: a text that begins like one gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def to_csv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """Comma-separated values with a line of titles; lines end as RFC 4180 says."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(row[column]) for column in columns] for row in rows)
    return out.getvalue()


def to_tsv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """Tab-separated values, a row a line: tabs and newlines inside a cell become spaces."""
    lines = ["\t".join(columns)]
    for row in rows:
        cells = (safe_cell(row[column]) for column in columns)
        lines.append("\t".join("" if cell is None else " ".join(str(cell).split()) for cell in cells))
    return "\n".join(lines) + "\n"


def to_json(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """A JSON list of objects."""
    data = [{column: row[column] for column in columns} for row in rows]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def to_markdown(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """A Markdown table."""
    lines = [f"| {' | '.join(columns)} |", f"| {' | '.join('---' for _ in columns)} |"]
    lines += [f"| {' | '.join(escaped(row[column]) for column in columns)} |" for row in rows]
    return "\n".join(lines) + "\n"


def escaped(value: Value) -> str:
    """A value as plain words in a Markdown table or paragraph, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(str(value).split())) if value is not None else ""


FORMATS: Mapping[str, Callable[[Sequence[Row], Sequence[str]], str]] = {
    "csv": to_csv,
    "tsv": to_tsv,
    "json": to_json,
    "markdown": to_markdown,
}


def day(iso: Value) -> str:
    """A date for readers: "20 March 2025"; nothing for none."""
    if not iso:
        return ""
    year, month, number = str(iso).split("-")
    return f"{int(number)} {_MONTHS[int(month) - 1]} {year}"


def place(row: Row) -> str:
    """Where evidence stands: "board.pdf, page 3"; the line, paragraph or table row where there are no pages."""
    parts = [str(row["file"])]
    if row["page"] is not None and not parts[0].endswith((f", page {row['page']}", f", pages {row['page']}")):
        parts.append(f"page {row['page']}")
    elif row["line"] is not None:
        name = "line" if str(row["file"]).lower().endswith((".txt", ".text", ".md")) else "paragraph"
        parts.append(f"{name} {row['line']}")
    if row["cell_row"] is not None:
        parts.append(f"table {row['cell_table']}, row {row['cell_row']}")
    return ", ".join(parts)


def due(row: Row) -> str:
    """When an action is due, for readers: the day where it is known, else the words."""
    return day(row["due_end"]) or str(row["due_text"] or "")
