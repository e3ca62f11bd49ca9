"""What is struck out in a list of actions is done with; words struck out of an entry that stands are an edit."""

from pathlib import Path

import docx
import pytest

from psr_extract import tracker
from psr_extract.ingest.reader import read_records, reader
from psr_extract.store import File, Store

MARCH = """Mill Ward Forum

Minutes of the meeting held on 12 March 2025

# Weir

Action: JR to price railings for the weir

Action: AH to count the swans on the weir

Action: JR to paint the gate of the mill

Action: AH to mend the ferry by the end of May
"""


def may(path: Path) -> None:
    """Minutes with struck-out entries: a bullet, the task of a row, a whole row; and a struck-out date."""
    made = docx.Document()
    made.add_paragraph("Mill Ward Forum", style="Title")
    made.add_paragraph("Minutes of the meeting held on 12 May 2025")
    made.add_paragraph("Matters arising", style="Heading 1")
    made.add_paragraph(style="List Bullet").add_run("Price railings for the weir").font.strike = True
    rows = [(("Action", 0), ("Owner", 0), ("By when", 0)),
            (("Paint the gate of the mill", 1), ("JR", 0), ("", 0)),
            (("Count the swans on the weir", 1), ("AH", 1), ("", 0)),
            (("Mend the ferry", 0), ("AH", 0), ("by the end of May", 1)),
            (("Feed the ducks in winter", 0), ("AH", 0), ("", 0))]  # fmt: skip
    table = made.add_table(len(rows), 3)
    for at, row in enumerate(rows):
        for column, (text, strike) in enumerate(row):
            table.cell(at, column).paragraphs[0].add_run(text).font.strike = bool(strike)
    made.save(str(path))


@pytest.fixture
def filled(tmp_path: Path, store: Store) -> Store:
    using = reader()
    (tmp_path / "march.txt").write_text(MARCH, encoding="utf-8")
    may(tmp_path / "may.docx")
    for name in ("march.txt", "may.docx"):
        store.save(File(f"/in/{name}", name, 1, "", ""), read_records(tmp_path / name, using))
    tracker.link(store)
    return store


def test_struck_out_entries_are_done(filled: Store) -> None:
    stands = {str(row["text"]): row["status"] for row in filled.rows("SELECT text, status FROM action_list")}
    done = {text for text, status in stands.items() if status == "done"}
    assert done == {"JR to price railings for the weir", "JR to paint the gate of the mill",
                    "AH to count the swans on the weir"}  # fmt: skip
    assert "Feed the ducks in winter" in stands
    (told,) = filled.rows("SELECT text, rule, file FROM action_events WHERE event = 'done' AND text LIKE '%swans%'")
    assert told == {"text": "Count the swans on the weir", "rule": "status/struck-out", "file": "may.docx"}
