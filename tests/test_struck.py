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
    told = told_done(filled, "swans")
    assert told == {
        "quote": "Count the swans on the weir", "rule": "status/struck-out", "file": "may.docx",
                    "cell_row": 3}  # fmt: skip


def told_done(store: Store, word: str) -> dict[str, object]:
    sql = "SELECT quote, rule, file, cell_row FROM action_events WHERE event = 'done' AND text LIKE ?"
    (told,) = store.rows(sql, [f"%{word}%"])
    return dict(told)


ENTRIES = {
    "a bullet": "<ul><li><s>Price railings for the weir</s></li><li>Feed the ducks in winter</li></ul>",
    "a bullet by its style": '<ul><li style="text-decoration: line-through">Price railings for the weir</li></ul>',
    "a list": "<ul style='text-decoration:line-through'><li>Clear the leaves at noon"
    "<li>Price railings for the weir</ul>",
    "the last paragraph": "<p>Nothing else was left.</p><p><del>Price railings for the weir</del></p>",
    "paragraphs": "<del><p>Clear the leaves at noon</p><p>Price railings for the weir</p></del>"
    "<p>Nothing else was left.</p>",
    "a row by its style": "<table><tr><th>Action<th>Owner</tr><tr><td>Feed the ducks in winter<td>AH</tr>"
    '<tr style="text-decoration-line: line-through"><td>Price railings for the weir<td>JR</tr></table>',
    "a cell by its style": "<table><tr><th>Action<th>Owner</tr><tr><td>Feed the ducks in winter<td>AH</tr>"
    '<tr><td style="text-decoration: line-through">Price railings for the weir<td>JR</tr></table>',
}


@pytest.mark.parametrize("entries", ENTRIES.values(), ids=ENTRIES)
def test_struck_out_entries_of_web_pages_are_done(tmp_path: Path, store: Store, entries: str) -> None:
    told = (
        "<html><body><h1>Mill Ward Forum</h1><p>Minutes of the meeting held on 12 May 2025</p>"
        f"<h2>Matters arising</h2>{entries}</body></html>"
    )
    (tmp_path / "may.html").write_text(told, encoding="utf-8")
    assert done_in(tmp_path, store, "may.html") == {"JR to price railings for the weir"}
    assert told_done(store, "railings")["quote"] == "Price railings for the weir"


@pytest.mark.parametrize("words", ["- ~~Price railings for the weir~~\n- Feed the ducks in winter",
                                   "Nothing is left.\n\n~~Price railings for the weir~~\n"])  # fmt: skip
def test_struck_out_entries_of_markdown_are_done(tmp_path: Path, store: Store, words: str) -> None:
    told = f"# Mill Ward Forum\n\nMinutes of the meeting held on 12 May 2025\n\n## Matters arising\n\n{words}\n"
    (tmp_path / "may.md").write_text(told, encoding="utf-8")
    assert done_in(tmp_path, store, "may.md") == {"JR to price railings for the weir"}


def test_words_struck_out_of_an_entry_that_stands_are_an_edit(tmp_path: Path, store: Store) -> None:
    told = "<h1>Mill Ward Forum</h1><p>Minutes of the meeting held on 12 May 2025</p><h2>Matters arising</h2><ul><li>"
    told += "<s>Price railings for the weir</s> JR to price railings for the weir and the mill</li></ul>"
    (tmp_path / "may.html").write_text(f"<html><body>{told}</body></html>", encoding="utf-8")
    assert done_in(tmp_path, store, "may.html") == set()


def done_in(folder: Path, store: Store, name: str) -> set[str]:
    using = reader()
    (folder / "march.txt").write_text(MARCH, encoding="utf-8")
    for one in ("march.txt", name):
        store.save(File(f"/in/{one}", one, 1, "", ""), read_records(folder / one, using))
    tracker.link(store)
    return {str(row["text"]) for row in store.rows("SELECT text FROM action_list WHERE status = 'done'")}
