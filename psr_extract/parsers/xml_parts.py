"""The XML parts of office packages as safe trees: no document type definition, no entity, no network."""

from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from psr_extract.errors import ReadError
from psr_extract.parsers.limits import Limits, too_deep


def part(package: ZipFile, name: str) -> bytes | None:
    """The bytes of a part, or `None` where the package has no such part."""
    return package.read(name) if name in package.namelist() else None


def tree_of(data: bytes, *, where: Path, limits: Limits) -> etree._Element:
    """The root of an XML text; `ReadError` where it holds a document type definition, or is nested too deep."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise _defined(where)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise too_deep(limits, where) from error
        raise
    if root.getroottree().docinfo.internalDTD is not None:
        raise _defined(where)
    if is_deep(root, limits.nesting):
        raise too_deep(limits, where)
    return root


def is_deep(root: etree._Element, most: int) -> bool:
    """Whether more elements than `most` lie in one another."""
    level = [root]
    for _ in range(most):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


def _defined(where: Path) -> ReadError:
    return ReadError(
        "it holds a document type definition, which no office program writes",
        where=where,
        do="Open it and save it again.",
    )
