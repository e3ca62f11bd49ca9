"""The meeting's facts and the kind of document: whole small documents."""

import datetime as dt
from collections.abc import Callable

import pytest

from psr_extract.document import Document
from psr_extract.extract.kind import kind
from psr_extract.extract.meeting import meeting
from psr_extract.extract.view import View
from psr_extract.parsers.markdown import parse_markdown
from psr_extract.parsers.text import parse_text
from psr_extract.pipeline import Pipeline, annotate
from psr_extract.pipeline import load as load_pipeline
from psr_extract.records import Meeting
from psr_extract.rules import Rules, load
from psr_extract.rules_check import check_rule

Viewer = Callable[[Document], View]


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load()


@pytest.fixture(scope="module")
def pipeline(rules: Rules) -> Pipeline:
    return load_pipeline(rules)


@pytest.fixture
def view(rules: Rules, pipeline: Pipeline) -> Viewer:
    def of(document: Document) -> View:
        seen = View(document, annotate(document, pipeline), rules)
        return seen.having(kind=kind(seen))

    return of


def _meeting(view: Viewer, text: str) -> Meeting:
    return meeting(view(parse_text(text)))


def test_the_title_tells_body_date_start_and_place(view: Viewer) -> None:
    found = _meeting(
        view,
        """
Minutes of the meeting of Vale Parish Council held on Tuesday 10 June 2014 at 7.15pm in Hill School

Present: Cllrs A Bell (Chairman), C Dunn

1. Minutes of the last meeting

The minutes of the meeting held on 13 May 2014 were signed.

2. Date of next meeting

Tuesday 8 July 2014

The meeting closed at 9.05pm.
""",
    )
    assert found.body == "Vale Parish Council"
    assert (found.date, found.previous, found.next) == (dt.date(2014, 6, 10), dt.date(2014, 5, 13), dt.date(2014, 7, 8))
    assert (found.start, found.end, found.venue, found.chair) == ("19:15", "21:05", "Hill School", "A Bell")


@pytest.mark.parametrize(
    "title",
    [
        "Minutes of the Board Meeting of Quay Residents' Association held on 10 June 2014",
        "Quay Residents' Association\n\nMinutes of the Open Committee Meeting held on 10 June 2014",
        "Minutes of the Statutory Annual Meeting of Quay Residents' Association held on 10 June 2014",
    ],
)
def test_words_that_say_what_kind_of_meeting_it_was_are_no_body(view: Viewer, title: str) -> None:
    assert _meeting(view, title + "\n\nPresent: Jane Doe\n").body == "Quay Residents' Association"


def test_the_chair_under_a_bare_label(view: Viewer) -> None:
    found = _meeting(
        view,
        "Minutes of Quay Council, 5 May 2025\n\nPresent:\n\nIn the chair\n\nJane Doe\n\nMembers present\n\nBob Roe\n",
    )
    assert found.chair == "Jane Doe"


def test_labels(view: Viewer) -> None:
    found = _meeting(
        view,
        """
Title of meeting: Flood Forum - Steering Group

Date: 20th March 2013

Venue: Room 2, Hill Library

Time: 1.30pm – 3.30pm

Chair: Jane Doe

Attendees: Jane Doe, Bob Roe
""",
    )
    assert found.date == dt.date(2013, 3, 20)
    assert (found.start, found.end, found.venue, found.chair) == ("13:30", "15:30", "Room 2, Hill Library", "Jane Doe")
    assert found.body is not None
    assert found.body.startswith("Flood Forum")


def test_a_web_page_title(view: Viewer) -> None:
    found = _meeting(
        view,
        """
Agenda and minutes

Vale Partnership Board - Thursday, 9th May 2019 2.30 pm

Venue: Room 4, Civic Hall

Minutes of the meeting held on 14th of March 2019

They were agreed.
""",
    )
    assert (found.body, found.start, found.venue) == ("Vale Partnership Board", "14:30", "Room 4, Civic Hall")
    assert (found.date, found.previous) == (dt.date(2019, 5, 9), dt.date(2019, 3, 14))


def test_what_happened_goes_before_what_was_announced(view: Viewer) -> None:
    found = _meeting(
        view,
        """
Hill Trust Board meeting, 4 May 2021, 7:00pm - 9:00pm

Present: Jane Doe, Bob Roe

Bob Roe took the chair and opened the meeting at 7:06pm.

The meeting was adjourned at 8:40pm.
""",
    )
    assert (found.start, found.end, found.chair) == ("19:06", "20:40", "Bob Roe")


def test_month_first_is_proved_by_the_document(view: Viewer) -> None:
    found = _meeting(
        view, "Hill Users Group meeting 10/4/2017\n\nPresent: Jane Doe, Bob Roe\n\nJane Doe to write by 8/28/17.\n"
    )
    assert found.date == dt.date(2017, 10, 4)


def test_a_single_item_states_nothing(view: Viewer) -> None:
    found = _meeting(view, "Agenda item\n\nFlood defences\n\nJane Doe gave an update on the works.\n")
    assert found == Meeting()


def test_the_file_name_gives_the_date_only_where_nothing_else_does(rules: Rules, pipeline: Pipeline) -> None:
    text = parse_text("Present: Jane Doe, Bob Roe\n\nThe budget was agreed.\n")
    named = Document(text.sha256, "2021-05-04-minutes.txt", text.media_type, text.blocks)
    found = meeting(View(named, annotate(named, pipeline), rules))
    assert found.date == dt.date(2021, 5, 4)
    assert dict(found.sources)["date"].rule == "meeting/file-name"


def test_every_fact_has_its_evidence(view: Viewer) -> None:
    document = parse_text(
        "Minutes of the Hill Forum held on 4 May 2021 in Hill Hall\n\nPresent: Jane Doe (Chair), Bob Roe\n"
    )
    found = meeting(view(document))
    assert {name for name, _ in found.sources} == {"body", "date", "venue", "chair"}
    for name, source in found.sources:
        quote = document.blocks[source.block].text[source.start : source.end]
        assert source.rule.partition("/")[0] in ("meeting", "attendance")
        assert quote == "4 May 2021" if name == "date" else quote == getattr(found, name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minutes of the Hill Forum\n\nPresent: Jane Doe, Bob Roe\n\nIt was agreed to paint the hall.\n", "minutes"),
        ("Agenda item\n\nFlood defences\n\nJane Doe gave an update. The Board agreed the plan.\n", "minutes"),
        ("To be held on 6 May 2021\n\nAgenda\n\n1. To receive apologies\n\n2. To approve the minutes\n", "agenda"),
        ("Flood plan\n\nPurpose of report\n\nTo set out the plan.\n\nMembers are asked to:\n\n- note it\n", "paper"),
        ("Hill Forum action log\n\nAll actions for the next meeting\n\nWrite to the press\n", "paper"),
    ],
)  # fmt: skip
def test_kinds(view: Viewer, text: str, expected: str) -> None:
    assert view(parse_text(text)).kind == expected


@pytest.mark.parametrize("kind_", ["attendance", "meeting"])
def test_the_examples_of_the_rules_hold(rules: Rules, pipeline: Pipeline, kind_: str) -> None:
    assert [problem for rule in rules.of(kind_) for problem in check_rule(rule, rules, pipeline)] == []


def test_the_number_of_an_item_behind_the_body_is_no_part_of_it(view: Viewer) -> None:
    head = "Agenda item\n\nSite of the hub\n\nMeeting: 04/09/2025 - Vale Partnership Board (Item 2)\n\nMinutes:\n"
    assert _meeting(view, head).body == "Vale Partnership Board"


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("The meeting was called to order at 7:00 p.m. by Chairman Jane Doe.", "chair", "Jane Doe"),
        ("Mr. Roe called the Board's meeting to order at 7:00 p.m.", "start", "19:00"),
        ("Ann Bell called the meeting to order at 705 p.m.", "start", "19:05"),
        ("The Board voted to adjourn at 8:40 p.m.", "end", "20:40"),
        ("Contact: Democratic Services Committee 01234 Email: clerks@example.org", "body", "Harbour Club"),
    ],
)
def test_how_meetings_open_and_close(view: Viewer, text: str, fact: str, value: str) -> None:
    found = meeting(view(parse_text(f"Minutes of Harbour Club Annual General Meeting\n\n{text}\n")))
    assert getattr(found, fact) == value


def test_month_first_is_proved_by_the_same_date_written_out(view: Viewer) -> None:
    found = meeting(view(parse_text("Board Minutes 12/07/09\n\nDraft minutes of the Board, December 7, 2009\n")))
    assert found.date == dt.date(2009, 12, 7)


def test_the_body_before_the_words_minutes_of_committee_meeting(view: Viewer) -> None:
    found = meeting(view(parse_text("Hill Garden Association minutes of committee meeting 26/11/2015\n\nAll came.\n")))
    assert (found.body, found.date) == ("Hill Garden Association", dt.date(2015, 11, 26))


def test_the_date_of_a_page_gives_way_to_that_of_the_meeting(view: Viewer) -> None:
    page = "---\ntitle: Wye Parish Council\ndate: 2024-02-22\n---\n\n{0}\n\nPresent: Ann Bell, Bob Roe\n"
    told = page.format("Minutes of Wye Parish Council Meeting held in the hall on 13 February 2024")
    plain = page.format("Minutes of Wye Parish Council")
    days = [meeting(view(parse_markdown(text, name="page.md", sha256=""))).date for text in (told, plain)]
    assert days == [dt.date(2024, 2, 13), dt.date(2024, 2, 22)]
