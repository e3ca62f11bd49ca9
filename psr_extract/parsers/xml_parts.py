"""The XML parts of office packages as safe trees: no document type definition, no entity, no network."""

from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from psr_extract.errors import ReadError


def part(package: ZipFile, name: str) -> bytes | None:
    """The bytes of a part, or `None` where the package has no such part."""
    return package.read(name) if name in package.namelist() else None


def tree_of(data: bytes, *, where: Path) -> etree._Element:
    """The root of an XML text; `ReadError` where it holds a document type definition."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise _defined(where)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise _defined(where)
    return root


def _defined(where: Path) -> ReadError:
    return ReadError(
        "it holds a document type definition, which no office program writes",
        where=where,
        do="Open it and save it again.",
    )
