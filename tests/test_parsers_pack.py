"""Agenda packs are split where a part surely begins, and nothing else is."""

from psr_extract.document import Block, Document, LeftOut, Place
from psr_extract.parsers.pack import Bookmark, split


def pdf(*pages: tuple[str, ...], numbers: tuple[int, ...] = ()) -> Document:
    blocks = tuple(
        Block("heading" if at == 0 else "paragraph", text, Place(page=page))
        for page, texts in enumerate(pages, 1) for at, text in enumerate(texts)
    )  # fmt: skip
    left_out = tuple(LeftOut(f"Page {one}", "page number", Place(page=page)) for page, one in enumerate(numbers, 1))
    return Document("0" * 64, "pack.pdf", "application/pdf", blocks, left_out, ("a warning",))


def ranges(*documents: Document) -> list[tuple[int, int] | None]:
    return [document.pages for document in documents]


TEXT = ("The shed was painted in spring, and the fence was mended by three of the members on two mornings.",)
AGENDA = ("Agenda", "1. Minutes 2. Shed 3. Pond")


def test_parts_begin_at_their_own_titles() -> None:
    pack = pdf(AGENDA, ("Minutes of the meeting of 3 May", *TEXT), TEXT, ("Report of the Clerk", *TEXT), TEXT)
    parts = split(pack, ())
    assert ranges(*parts) == [(1, 1), (2, 3), (4, 5)]
    assert [part.name for part in parts] == ["pack.pdf, page 1", "pack.pdf, pages 2–3", "pack.pdf, pages 4–5"]
    assert [part.warnings for part in parts] == [("a warning",), (), ()]
    assert len({part.sha256 for part in parts} | {pack.sha256}) == 4


def test_parts_begin_where_page_numbers_start_again() -> None:
    pack = pdf(AGENDA, ("Shed", *TEXT), TEXT, ("Pond", *TEXT), TEXT, numbers=(1, 1, 2, 1, 2))
    assert ranges(*split(pack, ())) == [(1, 1), (2, 3), (4, 5)]


def test_parts_begin_where_bookmarks_point_to_their_titles() -> None:
    pack = pdf(AGENDA, ("The new shed", *TEXT), TEXT, ("A deeper pond", *TEXT), TEXT)
    marks = (Bookmark("2 The new shed", 0, 2), Bookmark("Colours", 1, 3), Bookmark("3 A deeper pond", 0, 4))
    assert ranges(*split(pack, marks)) == [(1, 1), (2, 3), (4, 5)]


def test_a_cover_sheet_belongs_to_the_paper_behind_it() -> None:
    pack = pdf(AGENDA, ("Agenda item 2", "The shed"), ("Report to the Board", *TEXT), ("Agenda item 3", "The pond"),
               ("Report to the Board", *TEXT))  # fmt: skip
    assert ranges(*split(pack, ())) == [(1, 1), (2, 3), (4, 5)]


def test_what_does_not_open_with_an_agenda_or_has_two_parts_stays_whole() -> None:
    report = pdf(("Annual report", *TEXT), ("Report of the Clerk", *TEXT), TEXT, ("Appendix A", *TEXT), TEXT)
    short = pdf(AGENDA, TEXT, TEXT, TEXT, ("Appendix A", *TEXT))
    told = "It was on the agenda of the last meeting, and of the one before, and nobody minded it then."
    long_paper = pdf(("Report", told), *[("Appendix B", *TEXT)] * 6)
    for document in (report, short, long_paper):
        assert split(document, ()) == (document,)


def test_a_document_without_pages_stays_whole() -> None:
    document = Document("0" * 64, "minutes.txt", "text/plain", (Block("heading", "Agenda"), Block("paragraph", *TEXT)))
    assert split(document, ()) == (document,)
