"""Text compared as words: what is left of a text, a name or a body when spelling habits are taken away."""

import re
import unicodedata

_HALVES = re.compile("[\x00\ud800-\udfff]")
_WORD = re.compile(r"[a-z0-9£]+")
_ORDINAL = re.compile(r"\d+(st|nd|rd|th)")
_HONORIFICS = frozenset(
    _WORD.findall(
        "mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend revd canon fr father cllr clr councillor "
        "councilor county alderman ald ch insp chief inspector superintendent supt sergeant sgt constable pc acc dcc "
        "hon the baroness baron viscount commissioner deputy"
    )
)


_OCCASIONS = frozenset({"annual", "extraordinary"})


def words(text: str | None) -> list[str]:
    """The words of a text in small letters, without punctuation: "The PMO's plan" gives the, pmo, s, plan."""
    return _WORD.findall(unicodedata.normalize("NFKC", text or "").casefold())


def name_key(name: str | None) -> str:
    """A name without honorifics, articles, case and punctuation: "Cllr. Jane SMITH" gives "jane smith"."""
    parts = words(name)
    return " ".join([part for part in parts if part not in _HONORIFICS] or parts)


def body_key(name: str | None) -> str | None:
    """What spellings of one body's name share: "The Parks & Trees Board" and "Parks and Trees Board" are one.

    An annual meeting makes no other body of it ("Parish Annual Council"), and the number of a meeting behind the name
    ("9th", "9th meeting") and a bracket that is not closed are no part of it.
    """
    name = name or ""
    if name.count("(") > name.count(")"):
        name = name[: name.rindex("(")]
    parts = [part for part in words(name.replace("&", " and ")) if part != "the"]
    if parts and parts[-1] != "meeting":
        # the council that meets for its annual meeting is the same council
        parts = [part for part in parts if part not in _OCCASIONS]
    while len(parts) > 2 and _ORDINAL.fullmatch(parts[-2] if parts[-1] == "meeting" else parts[-1]):
        parts.pop()
    return " ".join(parts) or None


def storable(text: str) -> str:
    """A text as every database takes it: halves of characters and NULs become one sign each, so its length stays."""
    return text if text.isascii() and "\x00" not in text else _HALVES.sub("\ufffd", text)


def file_order(name: str) -> tuple[str, str]:
    """What files are put in order by: "minutes.pdf" comes before "minutes-corrected.pdf"."""
    stem, _, kind = name.rpartition(".")
    return stem or kind, kind
