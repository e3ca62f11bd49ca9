"""Which part of a web page is the document, and which is the site around it."""

import re
from collections.abc import Iterator

from lxml import etree, html
from lxml.html import HtmlElement

from psr_extract.document import LeftOut
from psr_extract.parsers import lines
from psr_extract.parsers.html_style import inline_styles
from psr_extract.parsers.limits import LIMITS, Limits, too_deep
from psr_extract.parsers.xml_parts import is_deep

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_UNSEEN = {"script", "style", "noscript", "template", "svg", "iframe", "object"}
_CONTROL_TAGS = ("select", "button", "datalist")
_FURNITURE_TAGS = {"nav", "footer", "aside", "header", "form"}
_NAMED_TAGS = {"div", "ul", "ol", "p", "section", "a", "span", "table", "td"}
_FURNITURE = re.compile(
    r"(?:^|[-_\s])(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|footer|banner|cookies?|skip|share|social|toolbar|masthead"
    r"|pager|pagination|toc|related|advert|login|hidden|sr-only|visually-?hidden|mgfooter|mgheader|(?:mw-)?editsection"
    r"|sitesub|contentsub|printfooter|catlinks|portlet|jump-to-nav|noprint)(?:$|[-_\s\d])",
    re.IGNORECASE,
)
_MAIN_PATHS = (
    "//main", "//*[@role='main']", "//*[@id='modgov' or contains(@class,'mgContent') or @id='mgContent']",
    "//article", "//*[@id='main-content' or @id='maincontent']", "//*[@id='content']", "//*[@id='bodyContent']",
    "//*[@id='mw-content-text']", "//*[contains(@class,'entry-content') or contains(@class,'post-content')]",
)  # fmt: skip
_DOCUMENT_LINKS = "//ul[contains(@class,'mgActionList') or contains(@class,'mgBulletList')]"


def parse_tree(text: str, limits: Limits = LIMITS) -> HtmlElement:
    """The tree of an HTML text; comments dropped, no entity or network followed. `ReadError` where it is too deep."""
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    cleaned = _CONTROLS.sub(" ", re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    try:
        root = html.document_fromstring(cleaned, parser=parser, ensure_head_body=True)
    except etree.ParserError:
        return html.document_fromstring("<html><body></body></html>", ensure_head_body=True)
    if is_deep(root, limits.nesting):
        raise too_deep(limits)
    return root


def main_content(root: HtmlElement) -> tuple[HtmlElement, list[LeftOut]]:
    """The element that holds the document, with the site's furniture taken out of it, and what was taken out."""
    left_out: list[LeftOut] = []
    inline_styles(root)
    _drop(root, [e for e in root.iter(*_UNSEEN)], "script", left_out)
    _drop(root, list(root.iter(*_CONTROL_TAGS)), "button", left_out)
    for title in root.iterfind(".//head/title"):
        left_out.append(LeftOut(lines.fold(title.text or ""), "page title"))
    body = root.find("body")
    top = body if body is not None else root
    links = [e for e in top.xpath(_DOCUMENT_LINKS) if all(entry.find(".//a") is not None for entry in e.iter("li"))]
    _drop(top, links, "document link", left_out)
    main = _main(top)
    if main is not top:
        left_out.extend(_outside(top, main))
    total = len(main.text_content())
    furniture = [e for e in main.iter() if e is not main and _is_furniture(e) and 2 * len(e.text_content()) < total]
    _drop(main, furniture, "menu", left_out)
    if main is top:
        _drop(main, list(_link_lists(main)), "menu", left_out)
    return main, [entry for entry in left_out if entry.text]


def _main(top: HtmlElement) -> HtmlElement:
    """The element that the page itself marks as its content, unless its title and introduction stand outside it."""
    whole, titles = len(top.text_content().split()), len(top.xpath(".//h1"))
    for path in _MAIN_PATHS:
        found = top.xpath(path)
        if len(found) == 1 and len(found[0].text_content().split()) * 3 > whole:
            introduced = titles == 1 and not found[0].xpath(".//h1") and bool(top.xpath(".//dl[not(ancestor::nav)]"))
            if not introduced or found[0].xpath(".//dl"):
                return found[0]
    return top


def _link_lists(top: HtmlElement) -> Iterator[HtmlElement]:
    """Lists of nothing but short links that stand before the first heading: menus without a name."""
    for element in top.iter():
        if element.tag in {"h1", "h2", "h3"}:
            return
        links = element.findall(".//a") if element.tag in {"ul", "ol"} else []
        if len(links) > 2:
            said = sum(len(link.text_content()) for link in links)
            if said > 0.9 * len(lines.fold(element.text_content())) and said < 30 * len(links):
                yield element


def _outside(top: HtmlElement, main: HtmlElement) -> Iterator[LeftOut]:
    """The texts of a page that stand outside its main element, in order."""
    inside = set(main.iter())
    for element in top.iter():
        if element not in inside and isinstance(element.tag, str) and element.text:
            yield LeftOut(lines.fold(element.text), "menu")
        if element.tail and (element not in inside or element is main):
            yield LeftOut(lines.fold(element.tail), "menu")


def _is_furniture(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str):
        return False
    if element.tag in _FURNITURE_TAGS:
        return element.tag not in {"header", "form"} or not element.xpath(".//h1|.//table|.//p")
    if element.get("role") in {"navigation", "banner", "contentinfo", "search"} or element.get("hidden") is not None:
        return True
    if "display:none" in (element.get("style") or "").replace(" ", "").casefold():
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if element.tag not in _NAMED_TAGS or not _FURNITURE.search(names):
        return False
    # A list that is called a menu may be the text of a page that sets all its lists so.
    return element.tag not in {"ul", "ol"} or 2 * _linked(element) > len(lines.fold(element.text_content()))


def _linked(element: HtmlElement) -> int:
    """How many letters under an element stand in links."""
    return sum(len(lines.fold(link.text_content())) for link in element.iter("a"))


def _drop(root: HtmlElement, elements: list[HtmlElement], why: str, left_out: list[LeftOut]) -> None:
    for element in elements:
        if element.getparent() is not None and element is not root:
            if why != "script":
                left_out.append(LeftOut(lines.fold(" ".join(element.itertext())), why))
            element.drop_tree()
