"""Nothing is lost: every word of a file is in a block or in what was left out, and the blocks keep the order."""

import re
import unicodedata
from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from rapidfuzz.distance import LCSseq
from samples import W
from support import ROOT, shared

from psr_extract.document import Block, Document
from psr_extract.errors import ReadError
from psr_extract.parsers import read
from psr_extract.parsers.pdf import parse as parse_pdf
from psr_extract.parsers.text import parse_text

FOLDERS = (("seeds",), ("evaluation", "dev"), ("evaluation", "papers"))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).replace("\u00ad", "")))


def kept(document: Document) -> Counter[str]:
    """The words of all blocks with their markers and margins, and of what was left out."""
    texts = [part for block in document.blocks for part in (block.marker, block.text, block.margin) if part]
    return words("\n".join([*texts, *(entry.text for entry in document.left_out)]))


def lost(document: Document, source: str) -> Counter[str]:
    """The words missing, after those that were only divided otherwise (hyphens, raised letters) are set aside."""
    have, want = kept(document), words(source)
    missing, extra = want - have, have - want
    letters, spare = Counter("".join(missing.elements())), Counter("".join(extra.elements()))
    return missing if letters - spare else Counter()


def documents(*suffixes: str) -> list[Path]:
    found = [path for parts in FOLDERS for path in sorted(shared(*parts).rglob("*")) if path.suffix in suffixes]
    assert found
    return found


def test_no_word_of_a_text_file_is_lost() -> None:
    for path in documents(".txt"):
        source = re.sub(r"</?[a-z][^<>]*>", " ", path.read_text(encoding="utf-8"))
        assert not lost(read(path)[0], source), path.name


def test_no_word_of_a_markdown_file_is_lost() -> None:
    for path in documents(".md"):
        source = path.read_text(encoding="utf-8")
        source = re.sub(
            r"<!--.*?-->|\]\([^()]*(?:\([^()]*\)[^()]*)*\)|</?[a-z][^<>]*>|\{[#.][^{}]*\}", " ", source, flags=re.S
        )
        source = re.sub(r"^\[[^\]]+\]:.*$|^```\w*|&\w+;|\\_|^\s*\d+[.)]\s", " ", source, flags=re.M)
        assert sum(lost(read(path)[0], source).values()) <= 0.001 * words(source).total(), path.name


def test_no_word_of_a_web_page_is_lost() -> None:
    for path in documents(".html", ".htm"):
        tree = html.parse(str(path), parser=html.HTMLParser(encoding="utf-8", remove_comments=True)).getroot()
        for element in list(tree.iter("script", "style", "noscript", "button", "select")):
            element.drop_tree()
        assert not lost(read(path)[0], " ".join(tree.itertext())), path.name


def test_no_word_of_a_word_file_is_lost() -> None:
    for path in documents(".docx"):
        with ZipFile(path) as package:
            root = etree.fromstring(package.read("word/document.xml"))
        ignored = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
        for element in list(root.iter(ignored)):
            element.getparent().remove(element)
        paragraphs = (
            "".join(node.text or "" for node in p.iter(f"{{{W}}}t", f"{{{W}}}delText")) for p in root.iter(f"{{{W}}}p")
        )
        assert not lost(read(path)[0], "\n".join(paragraphs)), path.name


def test_no_word_of_an_opendocument_text_is_lost() -> None:
    name = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    for path in documents(".odt"):
        texts = []
        for part in ("content.xml", "styles.xml"):
            with ZipFile(path) as package:
                root = etree.fromstring(package.read(part))
            for space in root.iter(f"{name}s", f"{name}tab", f"{name}line-break"):
                space.text = " "
            texts += ["".join(paragraph.itertext()) for paragraph in root.iter(f"{name}p", f"{name}h")]
        assert not lost(read(path)[0], "\n".join(texts)), path.name


def real_pdfs() -> list[Path]:
    found = [path for folder in (shared(), ROOT / "corpus") for path in sorted(folder.rglob("*.pdf"))]
    assert len(found) > 40
    return found


def ordered(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).replace("\u00ad", ""))


def check_pdf(path: Path) -> tuple[float, float]:
    """The share of pdfium's words that are kept, and of the blocks' words that stand in its order."""
    with pypdfium2.PdfDocument(path) as source:
        pages = [page.get_textpage().get_text_range() for page in source]
    text = "\n".join(pages).replace("\ufffe", "").replace("\x02", "")
    want, document = ordered(text), parse_pdf(path, ocr=False)
    missing = lost(document, text).total()
    shown = [part for block in document.blocks for part in (block.marker, block.text, block.margin) if part]
    have = ordered("\n".join(shown))
    return 1 - missing / len(want), LCSseq.similarity(have, want) / len(have)


ONE_COLUMN = 0.97
"""The order of words agrees so far where a page has no second column, and no table that is read row by row."""


def check_pdfs(paths: list[Path]) -> None:
    figures = {}
    for path in paths:
        try:
            figures[path] = check_pdf(path)
        except ReadError as error:
            assert "scan" in error.what, path
    assert {path.name: kept for path, (kept, _) in figures.items() if kept < 0.995} == {}
    plain = {path: order for path, (_, order) in figures.items() if not any(b.kind == "row" for b in blocks_of(path))}
    assert plain and {path.name: order for path, order in plain.items() if order < ONE_COLUMN} == {}


def blocks_of(path: Path) -> tuple[Block, ...]:
    return parse_pdf(path, ocr=False).blocks


def test_hardly_a_word_of_a_pdf_is_lost_and_their_order_is_kept() -> None:
    check_pdfs(real_pdfs()[::4])


@pytest.mark.slow
def test_hardly_a_word_of_any_pdf_is_lost_and_their_order_is_kept() -> None:
    check_pdfs(real_pdfs())


LINE = st.text(alphabet="abcXYZ ,.:-•12()\t|#*", max_size=60)


@settings(deadline=None, max_examples=60)
@given(st.lists(LINE, max_size=12))
def test_no_word_of_any_text_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    document = parse_text(text)
    assert not lost(document, text)
    for block in document.blocks:
        assert block.text == block.text.strip() or block.kind == "row"
        assert block.kind == "row" or "  " not in block.text


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.sampled_from(["Jane opened the meeting.", "Nothing was said.", "All were thanked."]), min_size=1, max_size=6
    )
)
def test_paragraphs_stay_in_order(paragraphs: list[str]) -> None:
    document = parse_text("\n\n".join(paragraphs))
    assert [block.text for block in document.blocks] == paragraphs
