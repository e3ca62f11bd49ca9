"""What a paragraph style says: heading level, bold, list. Styles inherit from those they are based on."""

import re
from dataclasses import dataclass, replace

from lxml import etree

from psr_extract.parsers.lines import whole
from psr_extract.parsers.word_xml import W, is_on, value


@dataclass(frozen=True, slots=True)
class Style:
    """The facts of a style that matter for reading: `heading` level (0: none), bold, and its list and level.

    `contents` marks the lines of a table of contents, `struck` text that is struck out, `hidden` what is not shown.
    """

    heading: int = 0
    bold: bool | None = None
    number: str = ""
    depth: int = 0
    contents: bool = False
    struck: bool | None = None
    hidden: bool | None = None


def styles(root: etree._Element | None) -> dict[str, Style]:
    """The styles of a styles part by their id."""
    if root is None:
        return {}
    raw = {entry.get(W + "styleId", ""): entry for entry in root.iter(W + "style")}
    settled: dict[str, Style] = {}
    for name in raw:
        _resolve(name, raw, settled)
    return settled


def _resolve(name: str, raw: dict[str, etree._Element], settled: dict[str, Style]) -> Style:
    """The style of this name, also noted in `settled`; one that is based on itself inherits nothing."""
    if (known := settled.get(name)) is not None:
        return known
    if (entry := raw.get(name)) is None:
        return Style()
    settled[name] = Style()
    settled[name] = _own(entry, _resolve(value(entry, "basedOn"), raw, settled))
    return settled[name]


def _own(entry: etree._Element, style: Style) -> Style:
    """What a style says itself, over the one that it is based on."""
    level = re.fullmatch(r"heading\s*(\d)", value(entry, "name").strip(), re.IGNORECASE)
    if level:
        style = replace(style, heading=int(level[1]))
    elif outline := value(entry, "pPr/outlineLvl"):
        depth = whole(outline, 9)
        style = replace(style, heading=depth + 1 if 0 <= depth < 9 else 0)
    if re.fullmatch(r"toc\s*\d", value(entry, "name").strip(), re.IGNORECASE):
        style = replace(style, contents=True)
    style = with_properties(style, entry.find(W + "rPr"))
    if number := value(entry, "pPr/numPr/numId"):
        style = replace(style, number=number)
    style = replace(style, depth=max(0, whole(value(entry, "pPr/numPr/ilvl"), style.depth)))
    return style


def with_properties(style: Style, properties: etree._Element | None) -> Style:
    """The style with what these run properties switch on or off."""
    if properties is None:
        return style
    bold, hidden = is_on(properties, "b"), is_on(properties, "vanish")
    struck = [on for name in ("strike", "dstrike") if (on := is_on(properties, name)) is not None]
    if bold is None and hidden is None and not struck:
        return style
    return replace(
        style,
        bold=style.bold if bold is None else bold,
        hidden=style.hidden if hidden is None else hidden,
        struck=any(struck) if struck else style.struck,
    )
