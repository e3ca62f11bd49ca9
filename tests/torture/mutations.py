"""Ways to damage a file: its bytes, the XML in a package, the tags of a page, the streams and numbers of a PDF."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from random import Random

Damage = Callable[[bytes, Sequence[bytes], Random], bytes]
_TEXTS = (".xml", ".txt", ".html", ".md", ".eml", ".docx")
_LARGE = 150_000
"""No chunk is repeated to more than this: it would only take longer to read."""
_NUMBERS = (b"0", b"-1", b"1", b"65536", b"2147483648", b"99999999999999999999", b"1e308", b"0.0000001", b"NaN")
_TAGS = ("div", "table", "tr", "td", "ul", "li", "p", "b", "h2", "span", "pre", "br", "svg", "template", "select",
         "form", "script", "style", "title", "!--", "![CDATA[", "noscript", "math", "iframe", "a")  # fmt: skip
_ATTRIBUTES = ("rowspan=99999", 'colspan="-3"', "style='mso-list:l0 level99 lfo1'", "class=mgItemTable", "id=x", "=",
               "'", 'start="9e9"', "value=-1", "charset=utf-7", "hidden", "type='I'")  # fmt: skip
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_PIECE = re.compile(rb"<[^<>]*>|[^<>]+")


def mutate(kind: str, data: bytes, others: Sequence[bytes], dice: Random) -> bytes:
    """The file damaged in one to four ways that suit its kind."""
    ways = [*_WAYS.get(kind, ()), *_ANY] if dice.random() < 0.8 else _ANY
    for _ in range(dice.choice((1, 1, 1, 2, 2, 3, 4))):
        data = dice.choice(ways)(data, others, dice)
    return data


def _flipped(data: bytes, others: Sequence[bytes], dice: Random) -> bytes:
    """Some bits turned."""
    held = bytearray(data)
    for _ in range(dice.choice((1, 3, 10, 100)) if held else 0):
        held[dice.randrange(len(held))] ^= 1 << dice.randrange(8)
    return bytes(held)


def _cut(data: bytes, others: Sequence[bytes], dice: Random) -> bytes:
    """The end, or a chunk in the middle, gone."""
    at, chunk = _chunk(data, dice)
    return data[:at] if dice.random() < 0.4 else data[:at] + data[at + len(chunk) :]


def _spliced(data: bytes, others: Sequence[bytes], dice: Random) -> bytes:
    """A chunk of another file put in, or the other file's end."""
    other = dice.choice(others)
    at, there = dice.randrange(len(data) + 1), dice.randrange(len(other) + 1)
    return data[:at] + other[there:] if dice.random() < 0.4 else data[:at] + _chunk(other, dice)[1] + data[at:]


def _repeated(data: bytes, others: Sequence[bytes], dice: Random) -> bytes:
    """A chunk written many times."""
    at, chunk = _chunk(data, dice)
    times = min(dice.choice((2, 5, 50, 2000)), _LARGE // max(len(chunk), 1))
    return data[:at] + chunk * times + data[at:]


def _strange(data: bytes, others: Sequence[bytes], dice: Random) -> bytes:
    """Bytes put in that no text should hold."""
    at = dice.randrange(len(data) + 1)
    strange = dice.choice((bytes(50), dice.randbytes(40), b"\xff\xfe", b"\xed\xa0\x80", "\u202e\u2028\ufeff".encode(),
                           b"\t" * 500, b"\r" * 200, "A\u0301".encode() * 300, b"(" * 400,
                           b"&#x110000;&#0;&#xD800;"))  # fmt: skip
    return data[:at] + strange + data[at:]


def _numbered(data: bytes, others: Sequence[bytes], dice: Random) -> bytes:
    """Numbers that are written out made huge, negative or nothing."""
    found = list(re.finditer(rb"\d+", data[:400_000]))
    for match in sorted(dice.sample(found, min(len(found), dice.choice((1, 4, 20)))), key=lambda one: -one.start()):
        data = data[: match.start()] + dice.choice(_NUMBERS) + data[match.end() :]
    return data


def _soup(data: bytes, others: Sequence[bytes], dice: Random) -> bytes:
    """Tags put in, left out, doubled, swapped, nested by the hundred, or given strange attributes."""
    pieces = _PIECE.findall(data)
    for _ in range(dice.choice((1, 5, 30)) if pieces else 0):
        at, way = dice.randrange(len(pieces)), dice.randrange(6)
        tag = dice.choice(_TAGS)
        if way == 0:
            pieces[at] = b""
        elif way == 1:
            other = dice.randrange(len(pieces))
            pieces[at], pieces[other] = pieces[other], pieces[at]
        elif way == 2:
            pieces[at] = f"<{tag} {dice.choice(_ATTRIBUTES)}>".encode() + pieces[at]
        elif way == 3:
            pieces[at] += f"</{tag}>".encode()
        elif way == 4:
            pieces[at] = (pieces[at] * dice.choice((2, 20, 300)))[:_LARGE]
        else:
            pieces[at] += f"<{tag}>".encode() * dice.choice((2, 40, 400))
    return b"".join(pieces)


def _packed(data: bytes, others: Sequence[bytes], dice: Random) -> bytes:
    """A part of the package damaged, left out, doubled or renamed, and all packed anew."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [(entry.filename, package.read(entry)) for entry in package.infolist()]
    except Exception:  # already too damaged to be a package
        return _flipped(data, others, dice)
    texts = [at for at, (name, _) in enumerate(parts) if name.endswith(_TEXTS)]
    main = [at for at in texts if parts[at][0] in {"word/document.xml", "content.xml", "word/numbering.xml"}]
    at = dice.choice(main if main and dice.random() < 0.7 else texts or range(len(parts)))
    name, part = parts[at]
    way = dice.random()
    if way < 0.85:
        ways = (*(_xml,) * 14, _soup, _numbered, *_ANY) if part.lstrip()[:1] == b"<" else _ANY
        parts[at] = (name, dice.choice(ways)(part, [one for _, one in parts], dice))
    elif way < 0.9:
        del parts[at]
    elif way < 0.95:
        parts.append((dice.choice(parts)[0], part))
    else:
        parts[at] = (dice.choice(("word/document.xml", "../" + name, "mimetype", "a\x00b", "x" * 300)), part)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, part in parts:
            package.writestr(name, part)
    return held.getvalue()


def _xml(data: bytes, others: Sequence[bytes], dice: Random) -> bytes:
    """XML that stays well-formed: elements moved into others, doubled, emptied, attributes changed or taken."""
    from lxml import etree

    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return _soup(data, others, dice)
    for _ in range(dice.choice((1, 4, 15))):
        elements = [one for one in root.iter() if isinstance(one.tag, str) and one is not root]
        if elements:
            _xml_once(dice.choice(elements), dice.choice(elements), dice)
    result: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return result


def _xml_once(one: "object", other: "object", dice: Random) -> None:
    from copy import deepcopy

    from lxml import etree

    assert isinstance(one, etree._Element) and isinstance(other, etree._Element)
    way = dice.randrange(6)
    if way == 0:
        small = deepcopy(one)
        for _ in range(1 if len(one) > 30 else dice.choice((1, 3, 40))):
            other.append(deepcopy(small))
    elif way == 1 and (parent := one.getparent()) is not None:
        parent.remove(one)
    elif way == 2 and one.attrib:
        one.set(dice.choice(list(one.attrib)), dice.choice(_NUMBERS).decode())
    elif way == 3 and one.attrib:
        del one.attrib[dice.choice(list(one.attrib))]
    elif way == 4:
        one.tag = other.tag
    elif one not in list(other.iterancestors()) and one is not other:
        other.append(one)


def _streams(data: bytes, others: Sequence[bytes], dice: Random) -> bytes:
    """A stream of a PDF unpacked, damaged and packed again; its length then is wrong, or mended."""
    found = list(_STREAM.finditer(data))
    if not found:
        return _numbered(data, others, dice)
    match = dice.choice(found)
    try:
        plain, packed = zlib.decompress(match[1]), True
    except zlib.error:
        plain, packed = match[1], False
    plain = dice.choice((_numbered, _numbered, _operators, *_ANY))(plain, [plain], dice)
    stream = zlib.compress(plain, 1) if packed else plain
    before = data[: match.start(1)]
    if dice.random() < 0.7:
        head, _, tail = before.rpartition(b"obj")
        before = head + b"obj" + re.sub(rb"/Length \d+", f"/Length {len(stream)}".encode(), tail)
    return before + stream + data[match.end(1) :]


def _operators(data: bytes, others: Sequence[bytes], dice: Random) -> bytes:
    """Lines of a page's drawing left out, doubled, swapped."""
    rows = data.split(b"\n")
    for _ in range(dice.choice((1, 10, 50))):
        at, other = dice.randrange(len(rows)), dice.randrange(len(rows))
        strange = (b"", rows[other], rows[at] + b" " + rows[other], b"q " * 60, b"1 0 0 0 0 0 cm", b"BT 0 Tf")
        rows[at] = dice.choice(strange)
    return b"\n".join(rows)


def _named(data: bytes, others: Sequence[bytes], dice: Random) -> bytes:
    """Names of a PDF's dictionaries, and what they refer to, exchanged for others."""
    names, refs = re.findall(rb"/[A-Z]\w+", data), re.findall(rb"\d+ 0 R", data)
    for _ in range(dice.choice((1, 3, 10))):
        held = dice.choice((names, refs))
        if held:
            data = data.replace(dice.choice(held), dice.choice(held), dice.choice((1, 1, -1)))
    return data


def _chunk(data: bytes, dice: Random) -> tuple[int, bytes]:
    at = dice.randrange(len(data) + 1)
    return at, data[at : at + dice.choice((1, 8, 60, 400, 3000, 20_000))]


_ANY: tuple[Damage, ...] = (_flipped, _cut, _spliced, _repeated, _strange, _numbered)
_WAYS: dict[str, tuple[Damage, ...]] = {
    "docx": (_packed,) * 40, "odt": (_packed,) * 40, "zip": (_packed,) * 12, "html": (_soup,) * 8, "md": (_soup,),
    "eml": (_soup,), "pdf": (*(_streams,) * 8, *(_named,) * 4, _numbered),
}  # fmt: skip
