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


def text_of(path: Path) -> str:
    """A text, without the HTML tags that stand in it."""
    return re.sub(TAG, " ", path.read_text(encoding="utf-8"))


def markdown_of(path: Path) -> str:
    """A Markdown text without comments, targets of links, tags, and the marks that are shown otherwise."""
    source = path.read_text(encoding="utf-8")
    source = re.sub(rf"<!--.*?-->|\]\([^()]*(?:\([^()]*\)[^()]*)*\)|{TAG}|\{{[#.][^{{}}]*\}}", " ", source, flags=re.S)
    return re.sub(r"^\[[^\]]+\]:.*$|^```\w*|&\w+;|\\_|^\s*\d+[.)]\s", " ", source, flags=re.M)


def page_of(path: Path) -> str:
    """All text of a web page that is no script."""
    tree = html.parse(str(path), parser=html.HTMLParser(encoding="utf-8", remove_comments=True)).getroot()
    for element in list(tree.iter("script", "style", "noscript")):
        element.drop_tree()
    return " ".join(tree.itertext())


def word_of(path: Path) -> str:
    """The text nodes of a Word file's body, kept and deleted, each footnote behind the paragraph that cites it."""
    with ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
        named = "word/footnotes.xml" in package.namelist()
        notes = etree.fromstring(package.read("word/footnotes.xml")) if named else ()
    for element in list(root.iter("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")):
        element.getparent().remove(element)
    cited = {note.get(f"{{{W}}}id"): "\n".join(map(words_in, note.iter(f"{{{W}}}p"))) for note in notes}
    texts = []
    for paragraph in root.iter(f"{{{W}}}p"):
        texts.append(words_in(paragraph))
        texts += [cited[mark.get(f"{{{W}}}id")] for mark in paragraph.iter(f"{{{W}}}footnoteReference")]
    return "\n".join(texts)


def words_in(paragraph: etree._Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(f"{{{W}}}t", f"{{{W}}}delText"))


def opendocument_of(path: Path) -> str:
    """The text nodes of an OpenDocument text's body, and of its headers and footers."""
    name = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    texts = []
    for part in ("content.xml", "styles.xml"):
        with ZipFile(path) as package:
            root = etree.fromstring(package.read(part))
        for space in root.iter(f"{name}s", f"{name}tab", f"{name}line-break"):
            space.text = " "
        texts += ["".join(paragraph.itertext()) for paragraph in root.iter(f"{name}p", f"{name}h")]
    return "\n".join(texts)


TAG = r"</?(?!https?:)[a-z][^<>]*>"
READINGS = {
    ".txt": text_of, ".org": text_of, ".md": markdown_of, ".html": page_of, ".htm": page_of, ".docx": word_of,
    ".odt": opendocument_of,
}  # fmt: skip
"""For each kind of file a reading of its words that shares nothing with the parsers."""
OWN = ("seeds", "evaluation/dev", "evaluation/papers", "evaluation/lives", "evaluation/series")


def real_files(suffixes: tuple[str, ...]) -> list[Path]:
    roots = [*(shared(*name.split("/")) for name in OWN), ROOT / "corpus"]
    found = [path for root in roots for path in sorted(root.rglob("*")) if path.suffix in suffixes]
    return [path for path in found if path.name != "README.md" and path.parent.name != "source"]


def in_order(document: Document, source: str) -> float:
    """The share of the words of the blocks that stand in the order of the source; markers may have been computed."""
    have = ordered("\n".join(part for block in document.blocks for part in (block.text, block.margin) if part))
    return LCSseq.similarity(have, ordered(source)) / len(have)


@pytest.mark.parametrize("suffixes", [(".txt", ".org"), (".md",), (".html", ".htm"), (".docx",), (".odt",)])
def test_no_word_of_a_real_file_is_lost_and_their_order_is_kept(suffixes: tuple[str, ...]) -> None:
    paths = real_files(suffixes)
    assert paths
    figures = {path: (read(path)[0], READINGS[path.suffix](path)) for path in paths}
    assert {str(path): gone for path, (document, source) in figures.items() if (gone := lost(document, source))} == {}
    orders = {str(path): in_order(document, source) for path, (document, source) in figures.items()}
    assert {name: order for name, order in orders.items() if order < ONE_COLUMN} == {}


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
