"""What a paper says of itself: title, author, date, item, appendices, and the body that it goes to."""

import datetime as dt
import time

import pytest
from test_papers import tools, view

from psr_extract.document import Block, Document, LeftOut
from psr_extract.extract import extract
from psr_extract.extract.papers import paper
from psr_extract.parsers.text import parse_text
from psr_extract.pipeline import annotate
from psr_extract.records import Record

PURPOSE = "The purpose of this report is to ask for sandbags."


def read(*lines: str, left_out: tuple[LeftOut, ...] = ()) -> Record:
    rules, pipeline = tools()
    blocks = parse_text("\n\n".join((*lines, PURPOSE))).blocks
    document = Document("0" * 64, "paper.docx", "text/plain", blocks, left_out)
    return extract(document, annotate(document, pipeline), rules)


def test_a_paper_says_what_it_is_and_for_whom() -> None:
    found = read(
        "Report to: Vale Flood Board, 12 June 2019", "Agenda item 7.2", "# Sandbags for the lower village",
        "Report of the Director of Water", "Author: Ann Other, Engineer", "Date of report: 3 June 2019",
        "Appendix A – Map of the village", "Appendix B: Costs",
    )  # fmt: skip
    own = found.paper
    assert own is not None
    assert (own.title, own.item, own.report_of) == ("Sandbags for the lower village", "7.2", "Director of Water")
    assert (own.author, own.date) == ("Ann Other, Engineer", dt.date(2019, 6, 3))
    assert own.appendices == ("Appendix A – Map of the village", "Appendix B: Costs")
    assert (found.meeting.body, found.meeting.date) == ("Vale Flood Board", dt.date(2019, 6, 12))


def test_every_fact_of_a_paper_is_a_slice_of_its_block() -> None:
    lines = ("Report to the Vale Flood Board", "Sandbags", "Prepared by: Ann Other", "Agenda Item No: 4")
    rules, pipeline = tools()
    document = parse_text("\n\n".join((*lines, PURPOSE)))
    own = extract(document, annotate(document, pipeline), rules).paper
    assert own is not None
    quoted = {name: document.blocks[one.block].text[one.start : one.end] for name, one in own.sources}
    assert {"author": own.author, "item": own.item}.items() <= quoted.items()


def test_the_item_may_stand_in_the_footer_alone() -> None:
    found = read("# Sandbags for the village", left_out=(LeftOut("Agenda item 4", "page footer"),))
    assert found.paper and found.paper.item == "4"


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        (("To: Ann Other, Clerk to the Council", "# Sandbags"), None),
        (("Paper for the Lower Village Parish Council, 4 May 2016", "# Sandbags"), "Lower Village Parish Council"),
        (("# Sandbags", "The Vale Flood Board met.", "The Vale Flood Board has a pump."), "Vale Flood Board"),
        (("# VFB Action Log",), "VFB"),
        (("# Committee Report",), None),
    ],
)
def test_the_body_is_the_one_a_paper_goes_to_and_no_reader_or_writer(lines: tuple[str, ...], body: str | None) -> None:
    assert read(*lines).meeting.body == body


def test_a_mention_of_an_appendix_is_none() -> None:
    blocks = (Block("heading", "Sandbags", level=1), Block("paragraph", "Appendix A shows the map of the village."))
    found = paper(view(*blocks))
    assert found and found.appendices == ()
    assert paper(view(*blocks, kind="minutes")) is None


def test_the_body_may_stand_in_the_page_header_alone() -> None:
    found = read("# Sandbags", left_out=(LeftOut("Lower Village Parish Council", "page header"),))
    assert found.meeting.body == "Lower Village Parish Council"


def test_a_long_block_full_of_words_that_open_labels_is_passed_by() -> None:
    start = time.perf_counter()
    paper(view(Block("heading", "Sandbags", level=1), Block("paragraph", "from £5 to £6 and to the board " * 4_000)))
    assert time.perf_counter() - start < 20
