"""What the styles of an OpenDocument text say: headings, bold, colours, hidden text, lists and their numbers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from lxml import etree

from psr_extract.parsers.colours import from_text
from psr_extract.parsers.lines import whole
from psr_extract.parsers.word_numbers import Level, Numbers

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, STYLE, DRAW, OFFICE = (f"{{{_NS}{name}:1.0}}" for name in ("text", "table", "style", "drawing", "office"))
FO, SVG = (f"{{{_NS}{name}-compatible:1.0}}" for name in ("xsl-fo", "svg"))
_LO = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_KINDS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
OUTLINE = "outline"
"""The name of the list that numbers the headings."""


@dataclass(frozen=True, slots=True)
class Look:
    """The facts of a style that matter for reading; `None` where neither it nor those it is based on say."""

    heading: int = 0
    bold: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    colour: str | None = None
    shade: str | None = None
    contents: bool = False


Looks = dict[tuple[str, str], Look]
"""Styles by family ("paragraph", "text", "table-cell") and name."""


def looks(roots: Iterable[etree._Element]) -> Looks:
    """The styles in these parts."""
    raw = {
        (entry.get(STYLE + "family", ""), entry.get(STYLE + "name", "")): entry
        for root in roots
        for entry in root.iter(STYLE + "style")
    }
    return {key: _resolve(key, raw, seen=frozenset()) for key in raw}


def _resolve(
    key: tuple[str, str], raw: dict[tuple[str, str], etree._Element], *, seen: frozenset[tuple[str, str]]
) -> Look:
    entry = raw.get(key)
    if entry is None or key in seen:
        return Look()
    look = _resolve((key[0], entry.get(STYLE + "parent-style-name", "")), raw, seen=seen | {key})
    name = entry.get(STYLE + "display-name") or key[1].replace("_20_", " ")
    level = re.fullmatch(r"heading\s*(\d{1,2})", name.strip(), re.IGNORECASE)
    outline = whole(entry.get(STYLE + "default-outline-level", ""), int(level[1]) if level else -1)
    if outline >= 0:
        look = replace(look, heading=outline)
    if re.fullmatch(r"(?:toc|contents)\s*\d{1,2}|contents heading", name.strip(), re.IGNORECASE):
        look = replace(look, contents=True)
    return _with_properties(look, entry)


def _with_properties(look: Look, entry: etree._Element) -> Look:
    """The look with what the style's own properties change."""
    # Named styles colour all headings alike; only what is coloured by hand tells something.
    parent = entry.getparent()
    by_hand = parent is not None and parent.tag != OFFICE + "styles"
    for properties in entry:
        weight, line = properties.get(FO + "font-weight"), properties.get(STYLE + "text-underline-style")
        if weight or line:
            strong = weight in {"bold", "600", "700", "800", "900"} or line not in {None, "none"}
            look = replace(look, bold=strong)
        if (display := properties.get(TEXT + "display")) is not None:
            look = replace(look, hidden=display == "none")
        if (through := properties.get(STYLE + "text-line-through-style")) is not None:
            look = replace(look, struck=through != "none")
        if by_hand:
            ink, ground = properties.get(FO + "color"), properties.get(FO + "background-color")
            look = replace(look, colour=from_text(ink) if ink else look.colour)
            look = replace(look, shade=from_text(ground) if ground else look.shade)
    return look


def numbers(roots: Iterable[etree._Element]) -> Numbers:
    """The lists in these parts, each under the name of its style."""
    levels: dict[tuple[str, int], Level] = {}
    lists: dict[str, str] = {}
    for root in roots:
        for style in root.iter(TEXT + "list-style", TEXT + "outline-style"):
            name = OUTLINE if style.tag == TEXT + "outline-style" else style.get(STYLE + "name", "")
            lists[name] = name
            for level in style:
                if 0 < (depth := whole(level.get(TEXT + "level", ""), 0)) < 100:
                    levels[name, depth - 1] = _level(level, depth)
    return Numbers(levels, lists, {})


def _level(level: etree._Element, depth: int) -> Level:
    if level.tag in {TEXT + "list-level-style-bullet", TEXT + "list-level-style-image"}:
        return Level("bullet", "•", 1)
    kind = _KINDS.get(level.get(STYLE + "num-format", ""))
    if kind is None:
        return Level("none", "", 1)
    start, shown = level.get(TEXT + "start-value", "1"), level.get(TEXT + "display-levels", "1")
    first = depth - min(max(whole(shown, 1), 0), depth) + 1
    joined = ".".join(f"%{at}" for at in range(first, depth + 1))
    text = f"{level.get(STYLE + 'num-prefix', '')}{joined}{level.get(STYLE + 'num-suffix', '')}"
    listed = re.sub(r"%(\d)%", r"%\1", level.get(_LO + "num-list-format", ""))
    return Level(kind, listed or text, whole(start, 1))
