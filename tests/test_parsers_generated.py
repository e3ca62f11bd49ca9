"""Generated documents of every format: text in, the same text out, in order."""

import html
import textwrap
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import docx, odt, para, pdf, table

from psr_extract.document import Block
from psr_extract.parsers import read

VOCABULARY = "lane mill drains forum clerk heard that spring county mends bridge café £40 don’t “open” co-op 3.5 tree"
WORDS = VOCABULARY.split()
SENTENCE = (
    st.lists(st.sampled_from(WORDS), min_size=6, max_size=40).map(" ".join).map(lambda said: f"The {said} was told.")
)
CELL = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


@dataclass(frozen=True)
class Part:
    """A paragraph, a bullet, or (with `rows`) a table of three columns."""

    text: str = ""
    bullet: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


PARTS = st.one_of(
    st.builds(Part, SENTENCE),
    st.builds(Part, SENTENCE, st.just(True)),
    st.lists(st.tuples(CELL, CELL, CELL), min_size=2, max_size=4).map(lambda rows: Part(rows=tuple(rows))),
)


def apart(parts: list[Part]) -> list[Part]:
    """The parts with a paragraph between two tables, and between what would run on into one list."""
    found: list[Part] = []
    for part in parts:
        if found and part.rows and found[-1].rows:
            found.append(Part("The next table was shown to all who were there."))
        found.append(part)
    return found


DOCUMENTS = st.lists(PARTS, min_size=1, max_size=7).map(apart)
TEXTS = st.lists(PARTS.filter(lambda part: not part.rows), min_size=1, max_size=7)


def expected(parts: list[Part]) -> list[tuple[str, ...]]:
    return [cells for part in parts for cells in part.rows or ((part.text,),)]


def found(blocks: tuple[Block, ...]) -> list[tuple[str, ...]]:
    return [block.cells if block.kind == "row" else (block.text,) for block in blocks]


def as_docx(path: Path, parts: list[Part]) -> Path:
    body = (table(p.rows) if p.rows else para(p.text, number=(2, 0) if p.bullet else None) for p in parts)
    return docx(path, *body)


def as_odt(path: Path, parts: list[Part]) -> Path:
    def element(part: Part) -> str:
        if part.rows:
            cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
            lines = ("".join(cell.format(text) for text in cells) for cells in part.rows)
            return (
                f"<table:table>{''.join(f'<table:table-row>{line}</table:table-row>' for line in lines)}</table:table>"
            )
        text = f"<text:p>{part.text}</text:p>"
        listed = f'<text:list text:style-name="L2"><text:list-item>{text}</text:list-item></text:list>'
        return listed if part.bullet else text

    return odt(path, *map(element, parts))


def as_html(path: Path, parts: list[Part]) -> Path:
    def element(part: Part) -> str:
        if part.rows:
            lines = ("".join(f"<td>{html.escape(cell)}</td>" for cell in cells) for cells in part.rows)
            return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"
        text = html.escape(part.text)
        return f"<ul><li>{text}</li></ul>" if part.bullet else f"<p>{text}</p>"

    body = "".join(map(element, parts))
    path.write_text(f"<html><meta charset=utf-8><body>{body}</body></html>", encoding="utf-8")
    return path


def as_markdown(path: Path, parts: list[Part]) -> Path:
    def element(part: Part) -> str:
        if part.rows:
            first, *rest = (f"| {' | '.join(cells)} |" for cells in part.rows)
            return "\n".join([first, "|---|---|---|", *rest])
        return f"- {part.text}" if part.bullet else part.text

    path.write_text("\n\n".join(map(element, parts)) + "\n", encoding="utf-8")
    return path


def wrapped(part: Part, width: int) -> list[str]:
    lines = textwrap.wrap(part.text, width, break_long_words=False, break_on_hyphens=False)
    return [("• " if part.bullet and not at else "  " if part.bullet else "") + line for at, line in enumerate(lines)]


def as_text(path: Path, parts: list[Part]) -> Path:
    def element(part: Part) -> str:
        return "\n".join("\t".join(cells) for cells in part.rows) if part.rows else "\n".join(wrapped(part, 72))

    path.write_text("\n\n".join(map(element, parts)) + "\n", encoding="utf-8")
    return path


def as_pdf(path: Path, parts: list[Part]) -> Path:
    pages: list[list[tuple[float, float, str]]] = [[]]
    top = 80.0
    for part in parts:
        for line in wrapped(part, 80):
            pages[-1].append((72, top, line.replace("•", "\u2022")))
            top += 14
        top += 14
        if top > 700:
            pages.append([])
            top = 80.0
    return pdf(path, *filter(None, pages))


def as_mail(path: Path, parts: list[Part]) -> Path:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Forum"
    message.set_content("\n\n".join("\n".join(wrapped(part, 70)) for part in parts) + "\n")
    path.write_bytes(message.as_bytes())
    return path


def as_zip(path: Path, parts: list[Part]) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        package.write(as_html(path.with_suffix(".html"), parts), "inner.html")
    return path


WITH_TABLES = {"docx": as_docx, "odt": as_odt, "html": as_html, "md": as_markdown, "zip": as_zip}
QUICK = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)


@pytest.mark.parametrize("kind", WITH_TABLES)
@QUICK
@given(parts=DOCUMENTS)
def test_what_goes_into_a_document_comes_out_in_order(tmp_path: Path, kind: str, parts: list[Part]) -> None:
    (document,) = read(WITH_TABLES[kind](tmp_path / f"a.{kind}", parts))
    assert found(document.blocks) == expected(parts)
    assert not [entry for entry in document.left_out if entry.text.strip("|-: ")]


@pytest.mark.parametrize("make", [as_text, as_pdf])
@QUICK
@given(parts=TEXTS)
def test_what_goes_into_wrapped_lines_comes_out_whole(
    tmp_path: Path, make: Callable[[Path, list[Part]], Path], parts: list[Part]
) -> None:
    (document,) = read(make(tmp_path / ("a.pdf" if make is as_pdf else "a.txt"), parts))
    assert found(document.blocks) == expected(parts)


@QUICK
@given(parts=TEXTS)
def test_what_goes_into_a_mail_comes_out_under_its_subject(tmp_path: Path, parts: list[Part]) -> None:
    (document,) = read(as_mail(tmp_path / "a.eml", parts))
    assert found(document.blocks) == [("Forum",), *expected(parts)]
