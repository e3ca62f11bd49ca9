"""The parts of a Word package as safe XML trees, and the names in them."""

from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from psr_extract.parsers import xml_parts
from psr_extract.parsers.limits import Limits

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = W + "val"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def tree(package: ZipFile, name: str, *, where: Path, limits: Limits) -> etree._Element | None:
    """The root of a part, or `None` where the package has no such part; document type definitions are refused."""
    data = xml_parts.part(package, name)
    return None if data is None else xml_parts.tree_of(data.replace(_STRICT, _USUAL), where=where, limits=limits)


def value(element: etree._Element | None, name: str, default: str = "") -> str:
    """The `w:val` of the child (or grandchild, "a/b") of this name."""
    for part in name.split("/"):
        element = first(element, W + part)
    return default if element is None else element.get(_VAL, default)


def first(element: etree._Element | None, tag: str) -> etree._Element | None:
    """The first child with this tag; much quicker than `find`, which reads a path anew each time."""
    return None if element is None else next(element.iterchildren(tag), None)


def is_on(properties: etree._Element | None, name: str) -> bool | None:
    """Whether a switch such as `w:b` is on or off in run or paragraph properties; `None` where they don't say."""
    child = first(properties, W + name)
    if child is None:
        return None
    return child.get(_VAL, "true") not in {"0", "false", "none", "off"}


def shade(properties: etree._Element | None) -> str:
    """The colour that a cell, paragraph or run is shaded or highlighted with, as it is written; "" for none."""
    shading = first(properties, W + "shd")
    if shading is not None:
        return shading.get(W + ("color" if shading.get(W + "val") == "solid" else "fill"), "")
    return value(properties, "highlight")
