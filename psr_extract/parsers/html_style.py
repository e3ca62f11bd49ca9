"""How a web page says that text is bold, coloured or listed: style attributes, and the classes of its style sheets."""

import re

from lxml.html import HtmlElement

from psr_extract.parsers.colours import from_text

_CLASS = re.compile(r"\s*(\w*)\.([\w-]+)\s*$")
_COUNTED = re.compile(r"\.([\w-]+)\s*>\s*li:before$")
_COUNTER = re.compile(r"counter\([\w-]+\s*,\s*([\w-]+)\)")
_KEPT = re.compile(r"(?:font-weight|text-decoration|color|background(?:-color)?)\s*:[^;]*", re.IGNORECASE)
_STRONG = re.compile(
    r"font-weight\s*:\s*(?:bold|[6-9]00)|text-decoration[\w-]*\s*:[^;]{0,200}?underline", re.IGNORECASE
)
_STRUCK = re.compile(r"text-decoration[\w-]*\s*:[^;]{0,200}?line-through", re.IGNORECASE)
_PLAIN = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_INK = re.compile(r"(?:^|[;\s])color\s*:\s*([^;]+)", re.IGNORECASE)
_GROUND = re.compile(r"background(?:-color)?\s*:\s*([^;]+)", re.IGNORECASE)
_WORD_LEVEL = re.compile(r"mso-list\s*:\s*\w+\s+level(\d)", re.IGNORECASE)
_DOCS_LEVEL = re.compile(r"\blst-\w+-(\d)\b")
_KINDS = {"lower-latin": "a", "lower-alpha": "a", "upper-latin": "A", "upper-alpha": "A",
          "lower-roman": "i", "upper-roman": "I", "decimal": "1"}  # fmt: skip
LARGEST_SHEET = 400_000
"""Style sheets longer than this say nothing of one document."""


def inline_styles(root: HtmlElement) -> None:
    """Puts what the page's own style sheets say of single classes into the style attributes of their elements."""
    styles: dict[tuple[str, str], str] = {}
    kinds: dict[str, str] = {}
    for sheet in root.iter("style"):
        for rule in (sheet.text or "")[:LARGEST_SHEET].split("}")[:-1]:
            before, _, body = rule.rpartition("{")
            for selector in before.rpartition("{")[2].split(","):
                if match := _CLASS.match(selector):
                    kept = ";".join(_KEPT.findall(body))
                    styles[match[1], match[2]] = styles.get((match[1], match[2]), "") + kept
                elif (match := _COUNTED.search(selector)) and (counter := _COUNTER.search(body)):
                    kinds[match[1]] = _KINDS.get(counter[1], "1")
    if not any(styles.values()) and not kinds:
        return
    for element in root.iter():
        names = (element.get("class") or "").split() if isinstance(element.tag, str) else ()
        found = [styles.get((tag, name), "") for name in names for tag in ("", element.tag)]
        if any(found):
            element.set("style", ";".join([*filter(None, found), element.get("style") or ""]))
        for name in names:
            if name in kinds:
                element.set("type", kinds[name])


def is_strong(element: HtmlElement) -> bool | None:
    """Whether the element's own style makes its text bold or underlined, or plain; `None` where it says nothing."""
    style = element.get("style") or ""
    if _STRONG.search(style):
        return True
    return False if _PLAIN.search(style) and element.tag not in {"b", "strong", "u", "th", "dt"} else None


def is_struck(element: HtmlElement) -> bool:
    """Whether an element is struck out, by its name or its own style."""
    return element.tag in {"s", "strike", "del"} or bool(_STRUCK.search(element.get("style") or ""))


def ink(element: HtmlElement) -> str | None:
    """The colour that an element gives its text."""
    match = _INK.search(element.get("style") or "")
    return from_text(match[1] if match else element.get("color"))


def ground(element: HtmlElement) -> str | None:
    """The colour that an element is shaded with."""
    match = _GROUND.search(element.get("style") or "")
    return from_text(match[1].split()[0] if match and match[1].strip() else element.get("bgcolor"))


def list_level(element: HtmlElement) -> int:
    """The level from 1 that Word or Google Docs note at a list or paragraph; 0 where they don't."""
    if match := _WORD_LEVEL.search(element.get("style") or ""):
        return int(match[1])
    match = _DOCS_LEVEL.search(element.get("class") or "") if element.tag in {"ul", "ol"} else None
    return int(match[1]) + 1 if match else 0
