"""What a line of a document is: its marker, whether it is a title, and which lines were one before they were wrapped.

Pure functions on text, shared by all parsers. They know how minutes are set out, and nothing of formats.
"""

import re
import unicodedata

MAX_TITLE_WORDS = 18
LEAST_WIDTH = 50
"""Lines are not wrapped to fewer characters than this: shorter ones are short of themselves."""
_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x0])
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_BULLETS = "·•▪●◦○‣⁃∙■□▫➢➤►▶▸✓✔✗❖◆◇★☐☑☒⚫¨"
_SYMBOL = re.compile(rf"(?:[{_BULLETS}\ue000-\uf8ff]|[-–—*+~]+(?=\s)|[-–](?=[A-Z][A-Za-z0-9])|[oØü§Ÿ](?=\s))\s*")
_NUMBER = re.compile(
    r"""(?:
      (?!(?:19|20)\d\d/\d\d\b)(?:[A-Z&]{1,4}[ ]?|[A-Z][a-z]{1,4}/)?              # 038/18, Abc/285/07-08
      \d{1,4}/\d{2,4}(?:-\d\d)?(?:\.\d{1,3})*[.:)]?(?=\s+\D)
    | \d\d-\d\d(?=\s+[A-Z])                                                     # 07-04
    | \(\s?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\s?\)                             # (1) (a) (iv)
    | (?:[A-Z]{1,3}\d{0,2}|\d{1,4})(?:\.{1,2}\d{1,3}){1,4}[a-zA-Z]?[.:)]?(?=\s)     # 4.2, 18.11.4, A.1
    | \d{1,4}[a-z]?(?:[.:)]|\.\))(?=\s|[A-Z“"'‘\[])                            # 7. 7) 7a. 7.Title
    | \d{1,3}(?=\t|[ ]{2,}\S)                                                  # 7   Title
    | \d{1,3}[ ][-–—](?=\s)                                                    # 7 - Title
    | (?:[a-z]|[ivx]{2,5})[.)](?=\s|[A-Z])                                     # a. b) iv.
    | (?:[IVX]{1,5}|[A-Z])[.)](?=\s)                                           # II. A)
    | (?:(?:Agenda\ )?(?:Item|ITEM)|Minute)\s(?:No\.?\s?)?\#?\d{1,3}[a-z]?(?:/\d\d(?:\d\d)?)?\s?[:.–—-](?=\s)  # Item 4:
    )""",
    re.VERBOSE,
)
_CLOCK = re.compile(r"\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm|a\.m|p\.m|noon|hrs|hours|o.clock)\b", re.IGNORECASE)
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?)"
_MONTH = r"(?:jan|febr?|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]{2,7})?\.?"
_DATE_WORD = re.compile(
    rf"(?:{_DAY}|{_MONTH}|\d{{1,4}}(?:st|nd|rd|th)?|st|nd|rd|th|am|pm|a\.m\.?|p\.m\.?|noon|at|from|to|of|on|the|until|[-–/|@&]"
    r"|\d{1,2}[.:]\d\d(?:am|pm|hrs)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d(?:-\d\d)?|\d{1,2}(?:am|pm)|utc|gmt|bst|date|time)",
    re.IGNORECASE,
)
_DATED_NUMBER = re.compile(r"\d{1,2}\.\d{1,2}\.(?:19|20)\d\d$")
_MONTH_START = re.compile(rf"(?:{_MONTH}|{_DAY})(?:\s|$)", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:was|were|has|have|had|will|would|is|are|been|agreed|noted|reported|said|thanked|asked|advised|confirmed"
    r"|resolved|seconded|stated|explained|informed|gave|should|shall|may be|to be|did|does|declared|opened|closed"
    r"|commenced|attended|welcomed|requested|received from|spoke|made|took|told|sent)\b"
)
_TASK = re.compile(r"(?:[A-Z]{2,3}|[A-Z][a-z]+(?: [A-Z][\w'’-]+)?) to [a-z]")
"""Somebody to do something: "JS to write"."""
_CONTACT = re.compile(r"@|https?:|www\.|_{3,}|\.{5,}|…{2,}|\b(?:tel|phone|fax|e-?mail|mobile)\b\s*:?", re.IGNORECASE)
_PERSON = re.compile(r"(?:[A-Z][a-z]+\.? )?([A-Z])[\w'’-]+ ([A-Z])[\w'’-]+ \(\1\2\w?\)")
"""A name with its initials: "Jane Smith (JS)"."""
_PERSON_OF = re.compile(r"(?:[A-Z][\w.'’-]* ){2,3}\([A-Z].*\)|(?:[\w.'’-]+ ){1,3}\(\w+\)")
"""A name with what somebody is in brackets: "Jane Smith (Hollow Trust)"."""
_JOINED = re.compile(r"[;,]? (?:and|or)$|^(?:that|to) (?:the|it|be|this|all|an?)\b.*[a-z]", re.IGNORECASE)
"""How limbs of a sentence end or begin, which are no titles: "... be deferred; and", "That the ..."."""
_NOTHING = re.compile(r"(?:no|none|nil|nothing|not)\b(?! \d)", re.IGNORECASE)
"""How the answer begins that there is nothing to tell: "No report", "None"."""
_LEAD_INS = frozenset({
    "to:", "that:", "by:", "of:", "from:", "for:", "on:", "in:", "with:", "and:", "including:", "include:",
    "follows:", "following:", "as:", "are:", "is:",
})  # fmt: skip
_RUN_IN = re.compile(r"([A-Z“\"'‘(][^:]{2,120}?)\s?:[-–]?\s+(\S.*)$", re.DOTALL)
_LABELLED = re.compile(r"(?:[A-Z][\w'’/()-]*)(?:\s+[\w'’/&()-]+){0,3}\s?:\s*\S")
_OPENING = re.compile(
    r"(?:action(?:s| points?)?|resolved|agreed|decision|decided|noted|recommended|due|motion|vote|ap\d*)"
    r"\s*(?:\d+\s*)?[-–—:(]\s*\S|(?:it was )?(?:unanimously )?resolved(?: unanimously)?(?: that)?\s*[:–—-]*$|that\s"
    r"|signed\b|dated\b|held (?:at|in|on|via|virtually)\b|chaired by"
    r"|(?:apologies|present|in attendance)\s*[;–-]|next meeting\s*:",
    re.IGNORECASE,
)
LABELS = frozenset({
    "present", "apologies", "attending", "attendees", "attendance", "absent", "absentees", "guests", "observers",
    "visitors", "public", "officials", "actions", "decisions", "agenda", "minutes", "regrets", "members",
    "officers", "in attendance", "also present", "also in attendance", "members present", "not present",
    "present remotely", "apologies for absence", "action points", "action items", "others present", "those present",
    "any other business", "aob", "aocb", "a.o.b", "a.o.b.", "a.o.c.b", "a.o.c.b.",
})  # fmt: skip
"""Bare labels of minutes, without the colon."""


def fold(text: str) -> str:
    """The text with all white space folded to single spaces, invisible characters dropped, ligatures undone."""
    return " ".join(_ligatures(text).translate(_INVISIBLE).split())


def _ligatures(text: str) -> str:
    if text.isascii():
        return text
    return _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)


def split_marker(text: str) -> tuple[str | None, str]:
    """A line's marker and the rest: "4.2 The clerk reported" gives ("4.2", "The clerk reported").

    A bullet before a number gives the number; a clock time, a date or an amount is no marker.
    """
    text = text.translate(_INVISIBLE).strip()
    symbol = _SYMBOL.match(text)
    if symbol is None:
        return _split_number(text)
    rest = text[symbol.end() :].strip()
    number, tail = _split_number(rest) if rest and not _SYMBOL.match(rest) else (None, rest)
    return (number, tail) if number else (symbol.group().strip(), rest)


def _split_number(text: str) -> tuple[str | None, str]:
    """The number or letter that a line begins with, and the rest."""
    match = _NUMBER.match(text)
    if not match:
        return None, text
    marker, rest = match.group().strip(), text[match.end() :].strip()
    if _CLOCK.match(text) or _DATED_NUMBER.match(marker.rstrip(".:)")) or not rest:
        return None, text
    if marker[-1:].isdigit() and "." not in marker and _MONTH_START.match(rest):
        return None, text
    return marker, rest


def is_number(marker: str | None) -> bool:
    """Whether a marker is a number or letter ("4.2", "(a)"), not a bullet."""
    return marker is not None and any(char.isalnum() for char in marker) and marker not in {"o", "Ø", "ü", "§", "Ÿ"}


def is_initial(marker: str | None) -> bool:
    """Whether a marker may as well be the initial of a name: "J." of "J. Smith"."""
    return (
        marker is not None and len(marker) == 2 and marker[0].isupper() and marker[1] == "." and marker[0] not in "IVX"
    )


def number_depth(marker: str | None) -> int:
    """How deep a number lies: "7." is 1, "4.2" is 2, "(a)" is 2, "(iv)" is 3, a bullet 1."""
    if not is_number(marker) or marker is None:
        return 1
    core = marker.strip("(). :-–—")
    if any(char.isdigit() for char in core):
        return 1 + sum(1 for part in core.split(".")[1:] if part)
    if re.fullmatch(r"[ivx]{2,5}|i", core):
        return 3
    return 2 if core.islower() else 1


def number_shape(marker: str | None) -> str:
    """What kind of number a marker is: "3." and "12." are alike, "(b)" and "(3)" are not."""
    return re.sub(r"[A-Z]", "A", re.sub(r"[a-z]+", "a", re.sub(r"\d+", "1", marker or "")))


def is_first(marker: str | None) -> bool:
    """Whether a marker begins a list: "1.", "(a)", "i)"."""
    return (marker or "").strip("(). :") in {"1", "a", "A", "i", "I", "01"}


def is_date(text: str) -> bool:
    """Whether a line is nothing but a date or time: "Tuesday, 23rd April 2019 4.00 pm"."""
    words = [word.strip(",;()") for word in text.split()]
    return any(char.isdigit() for char in text) and all(not w or _DATE_WORD.fullmatch(w) for w in words)


def is_label(text: str) -> bool:
    """Whether a line is a bare label of minutes: "Present:", "Apologies", "In attendance"."""
    return text.rstrip(":- ").casefold() in LABELS


def is_title(text: str, *, set_off: bool = False) -> bool:
    """Whether a line reads as the title of an item or section.

    `set_off` says that the page itself marks the line out (bold, large, underlined), so less is asked of the words.
    """
    words = text.split()
    if not words or len(words) > MAX_TITLE_WORDS + (6 if set_off else 0) or not re.search(r"[^\W\d_]{2}", text):
        return False
    if _CONTACT.search(text) or is_date(text) or text[-1] in ";," or _OPENING.match(text):
        return False
    first = next(char for char in text if char.isalnum())
    if first.islower() or (text[-1] == "." and not (set_off and len(words) <= 12)):
        return False
    if _PERSON.match(text) or re.search(r"[a-z]{3}[.;] +[A-Z]", text):
        return False
    if _JOINED.search(text):
        return False
    if set_off:
        return not (text[-1] == "." and (_VERB.search(text) or "resolved" in text.casefold()))
    if _NOTHING.match(text):
        return False
    in_brackets = bool(_PERSON_OF.fullmatch(text)) or (text[0] == "(" and text[-1] == ")")
    leads_in = text[-1] == ":" and (len(words) > 6 or words[-1].casefold() in _LEAD_INS)
    return not (_VERB.search(text) or is_labelled(text) or in_brackets or leads_in)


def has_verb(text: str) -> bool:
    """Whether a line tells that something was done or is to be done: "The clerk reported", "JS to write"."""
    return bool(_VERB.search(text) or _TASK.match(text))


def is_numbered_title(text: str) -> bool:
    """Whether a line with a number before it is a title, not a sentence of a list: "Police reports."."""
    words = text.split()
    bare = text.rstrip(".")
    if len(words) > MAX_TITLE_WORDS or text[-1:] in ";," or not is_title(bare, set_off=True) or _VERB.search(text):
        return False
    if text[-1] == ":" and words[-1].casefold() in _LEAD_INS:
        return False
    return not (text[-1] == "." and (len(words) > 8 or any(re.fullmatch(r"[a-z]+ed", word) for word in words)))


def title_and_rest(text: str) -> tuple[str, str] | None:
    """A numbered paragraph that runs on from its title, divided: "Apologies: Cllr Brown." or `None`."""
    match = _RUN_IN.match(text)
    if not match:
        return None
    title, rest = match[1].strip(), match[2].strip()
    words = title.split()
    if len(words) > 16 or _OPENING.match(text) or _VERB.search(title) or not is_title(title, set_off=True):
        return None
    return (title, rest) if any(len(word) > 3 for word in words) and rest[0] not in "/\\" else None


def is_labelled(text: str) -> bool:
    """Whether a line is a short label with its value: "Venue: Town Hall"."""
    return bool(_LABELLED.match(text)) and text.split(":")[0].count(" ") < 3


def joins(above: str, below: str, *, width: int) -> bool:
    """Whether two lines were one paragraph before a line break was set at about `width` characters (0: none was)."""
    start = below.strip().lstrip("“‘\"'")[:1]
    if not start or not above.strip() or split_marker(below)[0] or (":" in below and is_label(below.split(":")[0])):
        return False
    ended = above.rstrip()[-1] in ".!?:;"
    if width == 0:
        return start.islower() and not ended
    word = below.split()[0]
    full = len(above.rstrip()) + len(word) + 1 > 0.86 * width
    return full or (start.islower() and (not ended or len(above.rstrip()) > 0.7 * width))


def mend(above: str, below: str) -> str:
    """Two lines of a paragraph as one, a word divided by a hyphen at the line's end put together again."""
    above, below = above.rstrip(), below.lstrip()
    if re.search(r"[a-z]{2}-$", above) and re.match(r"[a-z]{2}", below) and "-" not in above.split()[-1][:-1]:
        return above[:-1] + below
    joint = "" if above.endswith(("-", "‐", "/")) and not above.endswith((" -", " /")) else " "
    return above + joint + below


def wrap_width(lengths: list[int]) -> int:
    """The width that lines of these lengths were wrapped to, or 0 where lines are whole paragraphs."""
    if not lengths or sum(length > 160 for length in lengths) > 0.03 * len(lengths):
        return 0
    ordered = sorted(lengths)
    width = ordered[int(0.95 * (len(ordered) - 1))]
    return width if width >= LEAST_WIDTH else 0


def whole(text: str, default: int) -> int:
    """The whole number that a file states; the default where it states none, or none of sense."""
    return int(text) if re.fullmatch(r"-?\d{1,6}", text, re.ASCII) else default
