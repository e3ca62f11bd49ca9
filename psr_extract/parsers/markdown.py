"""Markdown: read as the web page it describes, with the line of the file kept for every block."""

import hashlib
import re
from pathlib import Path

from psr_extract.document import Document, Place
from psr_extract.parsers import lines
from psr_extract.parsers.decode import decode
from psr_extract.parsers.limits import LIMITS, Limits, too_deep
from psr_extract.parsers.outline import with_titles
from psr_extract.parsers.pieces import Piece, to_blocks

MEDIA_TYPE = "text/markdown"
_FRONT_MATTER = re.compile(r"\A\s*(---|\+\+\+)[ \t]*\n(.*?\n)?\1[ \t]*(?:\n|\Z)", re.DOTALL)
_ATTRIBUTES = re.compile(r"[ \t]*\{[#.][^{}\n]*\}[ \t]*$", re.MULTILINE)
_DASHES = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?$")
_FIRST_TAG = re.compile(r"\A(\s*<[a-zA-Z][\w-]*)")
_ENTRY = re.compile(r"[\"']?([\w-]+)[\"']?\s*[:=]\s*(.*)$")


def parse(path: Path, limits: Limits = LIMITS) -> Document:
    """The document in a Markdown file."""
    data = path.read_bytes()
    text, warnings = decode(data, where=path)
    digest = hashlib.sha256(data).hexdigest()
    return parse_markdown(text, name=path.name, sha256=digest, warnings=warnings, limits=limits)


def parse_markdown(
    text: str, *, name: str, sha256: str, warnings: tuple[str, ...] = (), limits: Limits = LIMITS
) -> Document:
    """The document in a Markdown text, its front matter as paragraphs "title: ..." before the rest."""
    from psr_extract.parsers.html_main import parse_tree
    from psr_extract.parsers.html_walk import walk

    text = _ATTRIBUTES.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    front, body, skipped = _front_matter(text)
    root = parse_tree(f"<div>{_render(body, limits, first_line=skipped)}</div>", limits)
    width = lines.wrap_width([len(line) for line in body.split("\n") if line.strip()])
    parts, left_out = walk(root, width=width)
    return Document(sha256, name, MEDIA_TYPE, to_blocks([*front, *with_titles(parts)]), tuple(left_out), warnings)


def _front_matter(text: str) -> tuple[list[Piece], str, int]:
    """The entries of the front matter, the text behind it, and how many lines it took."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return [], text, 0
    found = []
    for number, line in enumerate(match.group().split("\n"), 1):
        entry = _ENTRY.match(line.strip())
        if entry and entry[2].strip():
            value = entry[2].strip().strip("\"'")
            found.append(Piece(f"{entry[1]}: {value}", Place(line=number), marker=""))
        elif line.strip() not in {"", "---", "+++"}:
            found.append(Piece(line.strip(), Place(line=number), marker=""))
    return found, text[match.end() :], match.group().count("\n")


def _mended(body: str) -> str:
    """The text with heads of tables and the lines of dashes below them brought to the same number of cells."""
    rows = body.split("\n")
    for at in range(1, len(rows)):
        if not _DASHES.match(rows[at]) or "|" not in rows[at - 1]:
            continue
        head, dashes = rows[at - 1].strip().strip("|"), rows[at].strip().strip("|")
        missing = dashes.count("|") - head.count("|")
        if missing > 0:
            rows[at - 1] = f"|{head}|{' |' * missing}"
        elif missing < 0:
            rows[at] = f"|{dashes}|{' - |' * -missing}"
    return "\n".join(rows)


def _render(body: str, limits: Limits, *, first_line: int) -> str:
    """The Markdown as HTML, `data-line` on every block, soft line breaks marked."""
    from markdown_it import MarkdownIt

    # What lies deeper than this it would leave out without a word.
    options = {"html": True, "maxNesting": limits.nesting + 1}
    reader = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    tokens = reader.parse(_mended(body))
    if any(token.level >= limits.nesting for token in tokens):
        raise too_deep(limits)
    for token in tokens:
        if token.map and token.nesting >= 0 and token.type != "html_block":
            token.attrSet("data-line", str(token.map[0] + first_line + 1))
        if token.type == "html_block" and token.map:
            token.content = _FIRST_TAG.sub(rf'\1 data-line="{token.map[0] + first_line + 1}"', token.content)
        for child in token.children or []:
            if child.type == "softbreak":
                child.type, child.tag, child.content = "html_inline", "", '<br class="soft">'
    return str(reader.renderer.render(tokens, reader.options, {}))
