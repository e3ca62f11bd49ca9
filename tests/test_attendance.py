"""Who was there, who sent apologies, who only spoke: whole small documents."""

import datetime as dt
from collections.abc import Callable

import pytest

from psr_extract.document import Block, Document, Place
from psr_extract.document import row as table_row
from psr_extract.extract.attendance import attendance
from psr_extract.extract.view import View
from psr_extract.parsers.text import parse_text
from psr_extract.pipeline import Pipeline, annotate
from psr_extract.pipeline import load as load_pipeline
from psr_extract.records import Attendance, Meeting
from psr_extract.rules import Rules, load

Reader = Callable[[Document], tuple[Attendance, ...]]


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load()


@pytest.fixture(scope="module")
def pipeline(rules: Rules) -> Pipeline:
    return load_pipeline(rules)


@pytest.fixture
def read(rules: Rules, pipeline: Pipeline) -> Reader:
    return lambda document: attendance(View(document, annotate(document, pipeline), rules))


def _statuses(found: tuple[Attendance, ...]) -> list[tuple[str, str]]:
    return [(entry.name, entry.status) for entry in found]


def _table(*rows: tuple[str, ...], titles: tuple[str, ...] = ()) -> list[Block]:
    return [
        table_row(cells, place=Place(cell=(1, number, 1)), heading_cells=titles if number > 1 else ())
        for number, cells in enumerate(rows, 1)
    ]


def _document(*blocks: Block) -> Document:
    return Document("0" * 64, "minutes.txt", "text/plain", blocks)


def test_run_in_lists(read: Reader) -> None:
    found = read(
        parse_text("""
Present: Cllrs A Bell (Chair), C Dunn and E Frost

Also present: Clerk J Moss

Apologies: Cllr Tim Lake (Vale Council)
""")
    )
    assert _statuses(found) == [
        ("A Bell", "present"), ("C Dunn", "present"), ("E Frost", "present"), ("J Moss", "present"),
        ("Tim Lake", "apologies"),
    ]  # fmt: skip
    assert found[0].role == "Chair"
    assert found[4].organisation == "Vale Council"


def test_lists_one_a_line_end_with_the_next_heading(read: Reader) -> None:
    found = read(
        parse_text("""
Attendees:

- Jane Doe (JD), Hill Trust
- Bob Roe (not present)
- 2 members of the public

Apologies:

- Ann Bell

1. Matters Arising

- Oak Lane
""")
    )
    assert _statuses(found) == [("Jane Doe", "present"), ("Bob Roe", "absent"), ("Ann Bell", "apologies")]
    assert (found[0].initials, found[0].organisation) == ("JD", "Hill Trust")


def test_check_boxes(read: Reader) -> None:
    blocks = [Block("heading", "Attendance", level=2)]
    blocks += [
        Block("bullet", text, level=1) for text in ("[x] Jane Doe - Chair, Hill Trust", "[ ] Bob Roe, Vale Council")
    ]
    assert _statuses(read(_document(*blocks))) == [("Jane Doe", "present"), ("Bob Roe", "absent")]


def test_apologies_in_sentences_win_over_presence(read: Reader) -> None:
    found = read(
        parse_text("""
Present: Jane Doe (Chair), Bob Roe, Ann Bell

Apologies were received from Bob Roe and Cllr Frost.

Ann Bell was thanked for her work. Tim Lake was not present.
""")
    )
    assert _statuses(found) == [
        ("Jane Doe", "present"), ("Bob Roe", "apologies"), ("Ann Bell", "present"), ("Frost", "apologies"),
        ("Tim Lake", "absent"),
    ]  # fmt: skip


def test_a_substitute_and_the_one_replaced(read: Reader) -> None:
    found = read(parse_text("Present: Jane Doe (Chair), Ann Bell (deputising for Bob Roe)\n"))
    assert _statuses(found) == [("Jane Doe", "present"), ("Ann Bell", "substitute"), ("Bob Roe", "apologies")]
    assert found[1].substitute_for == "Bob Roe"


def test_a_table_with_columns(read: Reader) -> None:
    titles = ("Name", "Organisation", "Initials", "Attended")
    rows = _table(
        titles,
        ("Jane Doe", "Hill Trust", "JD", "✓"),
        ("Roe, Bob", "Vale Council", "BR", "Apologies"),
        titles=titles,
    )
    found = read(_document(Block("heading", "Attendance", level=2), *rows))
    assert _statuses(found) == [("Jane Doe", "present"), ("Bob Roe", "apologies")]
    assert [(entry.organisation, entry.initials) for entry in found] == [("Hill Trust", "JD"), ("Vale Council", "BR")]


def test_lists_side_by_side_in_a_table(read: Reader) -> None:
    rows = _table(
        ("Members:", "Officials:"),
        ("Jane Doe (Chair)", "Tim Lake (Hill Trust)"),
        ("Bob Roe", "Apologies:"),
        ("", "Ann Bell"),
    )
    assert _statuses(read(_document(*rows))) == [
        ("Jane Doe", "present"), ("Tim Lake", "present"), ("Bob Roe", "present"), ("Ann Bell", "apologies"),
    ]  # fmt: skip


def test_a_register_gives_the_column_of_this_meeting(rules: Rules, pipeline: Pipeline) -> None:
    titles = ("Member", "4 May 2021", "6 July 2021", "7 September 2021")
    rows = _table(
        titles, ("Jane Doe", "P", "A", "P"), ("Bob Roe", "A", "P", "A"), ("Ann Bell", "P", "S", ""), titles=titles
    )
    document = _document(Block("heading", "Attendance", level=2), *rows, Block("paragraph", "A – Absent"))
    view = View(document, annotate(document, pipeline), rules, meeting=Meeting(date=dt.date(2021, 7, 6)))
    assert _statuses(attendance(view)) == [("Jane Doe", "absent"), ("Bob Roe", "present"), ("Ann Bell", "apologies")]


def test_who_only_spoke(read: Reader) -> None:
    found = read(
        parse_text("""
Present: Jane Doe (JD), Bob Roe

JD reported that the grant had come. Jane asked for thanks to be sent.

Inspector Ann Bell gave an overview of the figures. The Council advised that the road was closed.

A letter from Tim Lake was noted.
""")
    )
    assert _statuses(found) == [("Jane Doe", "present"), ("Bob Roe", "present"), ("Ann Bell", "spoke")]


def test_initials_speak_where_nobody_is_listed(read: Reader) -> None:
    found = read(
        parse_text("JD said that the trial had begun. ABr agreed that it should go on. NHS reported a delay.\n")
    )
    assert _statuses(found) == [("JD", "spoke"), ("ABr", "spoke")]


def test_names_are_quotes_of_their_blocks(read: Reader) -> None:
    document = parse_text("Present: Cllr A Bell (Chair), Dr Colin Dunn\n\nApologies: Eve Frost\n")
    for entry in read(document):
        source = entry.source
        assert document.blocks[source.block].text[source.start : source.end] == entry.name


def test_papers_have_no_attendance(rules: Rules, pipeline: Pipeline) -> None:
    document = parse_text("Present: Jane Doe, Bob Roe\n")
    assert attendance(View(document, annotate(document, pipeline), rules, kind="paper")) == ()


def test_a_list_at_the_head_needs_no_label(read: Reader) -> None:
    found = read(
        parse_text("""
Minutes of Wexmoor Council held on 9 May 2025

Cllrs A Bell (Chairman), Mrs C Dunn, E Frost and Mrs J Moss (Clerk)

1. Election of Chairman

Cllr T Lake spoke of the tide.
""")
    )
    assert _statuses(found)[:4] == [(name, "present") for name in ("A Bell", "C Dunn", "E Frost", "J Moss")]
    assert found[0].role == "Chairman"


def test_a_roll_is_called_and_apologies_are_intimated(read: Reader) -> None:
    found = read(
        parse_text("""
# 1. Calling of the roll and apologies for absence

Mr A Bell, Mrs C Dunn (v/c)

Apologies for absence were intimated on behalf of Mr E Frost and Miss J Moss.
""")
    )
    assert _statuses(found) == [
        ("A Bell", "present"), ("C Dunn", "present"), ("E Frost", "apologies"), ("J Moss", "apologies"),
    ]  # fmt: skip


def test_posts_on_lines_of_their_own_do_not_end_a_list(read: Reader) -> None:
    found = read(parse_text("Present:\n\nIn the chair\n\nJane Doe\n\nVice-chair\n\nBob Roe\n\nSecretary\n\nAnn Bell\n"))
    assert _statuses(found) == [("Jane Doe", "present"), ("Bob Roe", "present"), ("Ann Bell", "present")]


def test_titles_with_a_colon_head_lists_side_by_side(read: Reader) -> None:
    rows = _table(
        ("Harbour Board Members:", "Officials (Regular Attendees):"),
        ("Jane Doe\nDirector, Vale Council", "Bob Roe\nDepartment of Tides, Quays and Cranes"),
        ("Dr Ann Bell, Hill Trust", "Tim Lake\nHill Trust"),
    )
    found = read(_document(*rows))
    assert _statuses(found) == [(name, "present") for name in ("Jane Doe", "Bob Roe", "Ann Bell", "Tim Lake")]
    assert [one.organisation for one in found] == [
        "Vale Council", "Department of Tides, Quays and Cranes", "Hill Trust", "Hill Trust",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Selectmen present included Ann Bell, Colin Dunn and Eve Frost.", ["Ann Bell", "Colin Dunn", "Eve Frost"]),
        ("The meeting began late. Ann Bell and Eve Frost present.", ["Ann Bell", "Eve Frost"]),
        ("Library Trustees Present: Ann Bell, Colin Dunn", ["Ann Bell", "Colin Dunn"]),
        ("Present: Cllr A Bell Also Eve Frost & four members of the public", ["A Bell", "Eve Frost"]),
        ("In attendance: President (Ann Bell), Treasurer (Colin Dunn) and 44 members", ["Ann Bell", "Colin Dunn"]),
        ("Present: Ann Bell Colin Dunn", ["Ann Bell", "Colin Dunn"]),
        ("Commissioners Bell, Dunn and Frost, answered the roll.", ["Bell", "Dunn", "Frost"]),
        ("Staff present: City Attorney Ann Bell and Senior Planner Colin Dunn", ["Ann Bell", "Colin Dunn"]),
        ("Present: Ann Bell, Clerk/treasurer Colin Dunn", ["Ann Bell", "Colin Dunn"]),
    ],
)  # fmt: skip
def test_other_ways_to_say_who_was_there(read: Reader, text: str, names: list[str]) -> None:
    found = read(parse_text(f"Minutes of the Harbour Board\n\n{text}\n"))
    assert [(person.name, person.status, person.organisation) for person in found] == [
        (name, "present", None) for name in names
    ]


def test_a_post_before_a_bracket_is_the_role_of_whoever_stands_in_it(read: Reader) -> None:
    found = read(parse_text("Minutes of the Club\n\nIn attendance: President (Ann Bell), Treasurer (Colin Dunn)\n"))
    assert [person.role for person in found] == ["President", "Treasurer"]


def test_a_title_holds_the_names_behind_its_label(read: Reader) -> None:
    found = read(parse_text("Minutes of the Club\n\n1) Apologies for absence Robin, Ann, Peter\n\n2) Rope\n\nSold.\n"))
    assert [(person.name, person.status) for person in found] == [(n, "apologies") for n in ("Robin", "Ann", "Peter")]


def test_a_list_of_one_a_line_takes_names_that_nobody_knows(read: Reader) -> None:
    names = ["Ann Bell", "Colin Dunn", "Quirm Tooms", "Zibby Braith", "Eve Frost", "Munda Peca"]
    lines = "\n\n".join(names[1:])
    assert [person.name for person in read(parse_text(f"Members Present: Ann Bell\n\n{lines}\n\nRope\n"))] == names
    bare = "\n".join(names)
    assert [person.name for person in read(parse_text(f"Minutes of the Club, held by all of:\n\n{bare}\n"))] == names


def test_labels_with_a_dash_a_count_or_the_name_of_a_ward(read: Reader) -> None:
    text = "Present:- Ann Bell, Colin Dunn\n\nEast Ward Officers present (2): Eve Frost (Clerk) Bob Roe (Chair)\n\n"
    found = read(parse_text(f"Minutes of the Club\n\n{text}West Ward Officer apologies (1) Jane Doe (Clerk)\n"))
    assert [person.name for person in found] == ["Ann Bell", "Colin Dunn", "Eve Frost", "Bob Roe", "Jane Doe"]
    assert [person.status for person in found] == ["present"] * 4 + ["apologies"]


def test_an_adverb_before_the_one_who_could_not_come_is_nobody(read: Reader) -> None:
    text = "Unfortunately, our shop manager, Ann Bell, was unable to attend."
    assert "Unfortunately" not in [person.name for person in read(parse_text(f"Minutes of the Club\n\n{text}\n"))]
