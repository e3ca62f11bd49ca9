"""The plain text of elements of HTML, and which elements are blocks."""

from lxml import etree
from lxml.html import HtmlElement

from psr_extract.parsers import lines

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = {
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "main", "header", "footer", "blockquote",
    "address", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "figure", "figcaption", "center",
    "form", "fieldset", "legend", "details", "summary", "hr", "body", "html", "pre", "aside", "nav", *HEADINGS,
}  # fmt: skip


def words_of(element: HtmlElement) -> str:
    """All text under an element on one line, with a space wherever a line or block ends."""
    return " ".join(entries(element))


def entries(element: HtmlElement) -> list[str]:
    """The texts of the paragraphs, list entries and rows under an element."""
    texts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        apart = " " if node.tag in {"br", "td", "th"} else "\v" if node.tag in BLOCKS else ""
        own = node.text if event == "start" else node.tail if node is not element else ""
        texts += [apart, own or ""] if isinstance(node.tag, str) or event == "end" else []
    return [text for part in "".join(texts).split("\v") if (text := lines.fold(part))]
