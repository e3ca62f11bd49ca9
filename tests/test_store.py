import dataclasses
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import action, by, dump, minutes, save

from psr_extract.document import Block, Document, Place
from psr_extract.errors import StoreError
from psr_extract.records import Record
from psr_extract.store import Store
from psr_extract.store.ids import free_prefix, numbers, prefix, seal
from psr_extract.store.search import search


def ids(store: Store) -> list[str]:
    return [str(row["action"]) for row in store.rows("SELECT action FROM mention_list ORDER BY action")]


def test_saving_twice_changes_nothing(store: Store) -> None:
    one = minutes("2025-03-20", action("Write to all", "PMO", due=by(2025, 5, 5)), people=[("Jane Roe", "present")])
    save(store, one)
    before = dump(store)
    save(store, one)
    assert dump(store) == before
    assert len(before) > 10


def test_a_corrected_file_replaces_what_came_from_the_old_one(store: Store) -> None:
    save(store, minutes("2025-03-20", action("Write to all", "PMO"), action("Book the hall", "JR"), name="a.txt"))
    save(store, minutes("2025-03-20", action("Write to them all", "PMO"), name="a.txt"))
    assert [row["text"] for row in store.rows("SELECT text FROM mention_list")] == ["Write to them all"]
    assert store.rows("SELECT count(*) AS n FROM document_list")[0]["n"] == 1
    assert not search(store, "actions", "hall")
    assert not search(store, "blocks", "hall")


def test_only_the_changed_file_is_touched(store: Store) -> None:
    save(store, minutes("2025-03-20", action("Write to all"), name="a.txt"))
    save(store, minutes("2025-05-20", action("Paint the gate"), name="b.txt"))
    before = [line for line in dump(store) if "Paint" in line]
    save(store, minutes("2025-03-20", action("Write to some"), name="a.txt"))
    assert [line for line in dump(store) if "Paint" in line] == before


def test_ids_speak_of_body_meeting_and_number(store: Store) -> None:
    save(store, minutes("2025-03-20", action("Write to all"), action("Book the hall")))
    assert ids(store) == ["whpp-2025-03-20-01", "whpp-2025-03-20-02"]


def test_ids_stay_when_an_action_is_added_before_others(store: Store) -> None:
    save(store, minutes("2025-03-20", action("Book the hall"), action("Write to all"), name="a.txt"))
    new = minutes(
        "2025-03-20", action("Mend the fence"), action("Book the hall"), action("Write to them all"), name="a.txt"
    )
    save(store, new)
    rows = store.rows("SELECT action, text FROM mention_list ORDER BY action")
    assert [(row["action"], row["text"]) for row in rows] == [
        ("whpp-2025-03-20-01", "Book the hall"),
        ("whpp-2025-03-20-02", "Write to them all"),
        ("whpp-2025-03-20-03", "Mend the fence"),
    ]


def test_two_documents_of_one_meeting_have_their_own_ids(store: Store) -> None:
    save(store, minutes("2025-03-20", action("Write to all"), name="draft.txt"))
    save(store, minutes("2025-03-20", action("Write to all"), name="final.txt", extra="approved"))
    assert ids(store) == ["whpp-2025-03-20-01", "whpp-2025-03-20b-01"]
    assert store.rows("SELECT documents FROM meeting_list") == [{"documents": 2}]


@pytest.mark.parametrize(
    ("body", "date", "name", "expected"),
    [
        pytest.param(
            "The Wye Valley Public Services Partnership", "2025-03-20", "x", "wvpsp-2025-03-20", id="initials"
        ),
        pytest.param("Planning Committee", "2025-03-20", "x", "planning-committee-2025-03-20", id="short name whole"),
        pytest.param("Board of Trustees of the Mill", None, "x", "btm", id="no date"),
        pytest.param(None, None, "Minutes 5 May.docx", "minutes-5-may", id="file name"),
        pytest.param(None, None, "…….pdf", "document", id="nothing to go by"),
    ],
)
def test_prefix(body: str | None, date: str | None, name: str, expected: str) -> None:
    assert prefix(body=body, date=date, name=name) == expected


def test_free_prefix_takes_the_next_letter() -> None:
    assert free_prefix("a", {"a", "ab", "ac"}.__contains__) == "ad"
    assert free_prefix("a", set().__contains__) == "a"


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=8), st.lists(st.text(max_size=12), max_size=8))
def test_numbers_are_never_given_twice(old: list[str], new: list[str]) -> None:
    before = dict(zip(numbers(old, before={}, past={}), old, strict=True))
    now = numbers(new, before=before, past={})
    assert len(set(now)) == len(new)
    past = {number: seal(text) for number, text in before.items()}
    for again in (numbers(old, before=before, past={}), numbers(old, before={}, past=past)):
        assert again == list(before) or len(set(old)) < len(old)


def test_a_number_stays_with_its_action_when_its_file_goes_and_comes_back(store: Store) -> None:
    def read(*texts: str) -> dict[str, str]:
        save(store, minutes("2025-03-20", *(action(text) for text in texts), name="a.txt"))
        rows = store.rows("SELECT action, text FROM mention_list")
        return {str(row["text"]): str(row["action"])[-2:] for row in rows}

    read("Book the hall", "Write to all")
    wanted = {"Mend the fence": "03", "Book the hall": "01"}
    assert read("Mend the fence", "Book the hall") == wanted
    store.forget("/in/a.txt")
    assert read("Mend the fence", "Book the hall") == wanted
    assert read("Mend the fence", "Paint the gate") == {"Mend the fence": "03", "Paint the gate": "04"}
    assert read("Write to all") == {"Write to all": "02"}


def test_evidence_quotes_the_block(store: Store) -> None:
    save(store, minutes("2025-03-20", action("Write to all", "PMO"), decisions=["The plan was agreed"]))
    quotes = {row["kind"]: row["quote"] for row in store.rows("SELECT kind, quote FROM evidence_list")}
    assert quotes == {"action": "Write to all", "decision": "The plan was agreed",
                      "meeting": "Wye Hollow Parks Partnership 2025-03-20"}  # fmt: skip


def test_a_document_inside_two_files_is_kept_once(store: Store) -> None:
    one, two = minutes("2025-03-20", action("Write to all")), minutes("2025-05-20")
    assert save(store, one) == []
    assert save(store, two, one, path="/in/pack.zip") == [one[0].name]
    assert len(ids(store)) == 1


def test_a_failed_save_leaves_nothing_behind(store: Store) -> None:
    document, record = minutes("2025-03-20", action("Write to all"))
    save(store, (document, record))
    before = dump(store)
    bad_source = dataclasses.replace(record.actions[0].source, block=99)
    bad = dataclasses.replace(record, actions=(dataclasses.replace(record.actions[0], source=bad_source),))
    with pytest.raises(StoreError):
        save(store, (dataclasses.replace(document, sha256="other"), bad))
    assert dump(store) == before


def test_what_was_saved_is_there_after_closing(db: Path) -> None:
    with Store.open(db, create=True) as store:
        save(store, minutes("2025-03-20", action("Write to all")))
    with sqlite3.connect(db) as raw:
        assert raw.execute("SELECT text FROM actions").fetchall() == [("Write to all",)]
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []


def test_tables_of_facts_are_strict_and_views_work(store: Store) -> None:
    loose = store.rows(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict AND schema = 'main' "
        "AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_sqlite%' ESCAPE '\\' "
        "AND name NOT LIKE '%\\_fts%' ESCAPE '\\'"
    )
    assert loose == []
    views = store.rows("SELECT name FROM sqlite_master WHERE type = 'view'")
    assert len(views) >= 15
    for view in views:
        store.rows(f"SELECT * FROM {view['name']}")


def test_search_takes_words_not_operators(store: Store) -> None:
    save(
        store, minutes("2025-03-20", action('Report on the "bridge" NEAR the mill'), decisions=["Mill reports agreed"])
    )
    assert len(search(store, "blocks", "mill report")) == 2
    assert len(search(store, "decisions", "mill reporting")) == 1
    assert search(store, "blocks", '" OR (NEAR*') == []


@pytest.mark.parametrize(
    "content", [b"no database at all, but long enough to be looked at", b"SQLite format 3\0broken"]
)
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content * 10)
    with pytest.raises(StoreError, match=r"x\.db"):
        Store.open(path, create=True)
    assert path.read_bytes() == content * 10


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE theirs (a)")
    with pytest.raises(StoreError, match="another program"):
        Store.open(path, create=True)
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]


def test_reading_needs_a_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no database"):
        Store.open(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXT, min_size=1, max_size=4), st.sampled_from([None, "a body"]))
def test_any_text_comes_back_as_it_went_in(tmp_path: Path, texts: list[str], name: str | None) -> None:
    blocks = tuple(
        Block("paragraph", text, Place(1, (0.0, 1.5, 2.0, 3.0), 4, (5, 6, 7)), marker=name) for text in texts
    )
    document = Document("sha", "x.txt", "text/plain", blocks)
    path = tmp_path / "round.db"
    path.unlink(missing_ok=True)
    with Store.open(path, create=True) as store:
        save(store, (document, Record("x.txt", "sha", "minutes")))
        rows = store.rows("SELECT * FROM blocks ORDER BY number")
    assert [row["text"] for row in rows] == texts
    assert {(row["page"], row["top"], row["cell_column"], row["marker"]) for row in rows} == {(1, 1.5, 7, name)}
