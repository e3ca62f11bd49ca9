"""Which part of the document a block stands in: whose item, under a heading of actions or decisions, in a review."""

from dataclasses import dataclass
from functools import lru_cache

from psr_extract.extract.view import View
from psr_extract.rules import Rule

_LABEL = 99
_EDGE = " \t\n:.-–—*_#()[]"


@dataclass(frozen=True, slots=True)
class Section:
    """The item that a block belongs to, the SECTION rules of its headings, and whether old actions are reviewed."""

    item: str | None = None
    rules: tuple[str, ...] = ()
    review: bool = False

    def of(self, kind: str) -> str | None:
        """The name of the section rule of this kind that holds here."""
        return next((rule for rule in self.rules if rule.startswith(kind + "/")), None)


@lru_cache(maxsize=16_384)
def normal(title: str) -> str:
    """A title as rules write it: small letters, single spaces, no marks at its ends."""
    return " ".join(title.casefold().split()).strip(_EDGE).replace("’", "'")


def section_rules(view: View, title: str) -> tuple[str, ...]:
    """The names of the SECTION rules whose cue this title is, a date or "from this meeting" behind it apart."""
    title = normal(title)
    return tuple(rule.name for rule in view.rules.rules if rule.shape == "SECTION" and _is_titled(view, title, rule))


def _is_titled(view: View, title: str, rule: Rule) -> bool:
    if title in rule.cue:
        return True
    tails, words = view.rules.words("actions/heading-tails"), title.split()
    for length in range(len(words) - 1, 0, -1):
        if " ".join(words[:length]).strip(_EDGE) in rule.cue:
            rest = " ".join(words[length:]).replace("-", " ").replace("/", " ").split()
            edged = (word.strip(_EDGE + ",;") for word in rest)
            return all(not word or word in tails or word[0].isdigit() for word in edged)
    return False


def sections(view: View) -> tuple[Section, ...]:
    """One section a block. A heading's own section is already the one that it opens."""
    return view.once(("sections", view.items), lambda: _sections(view))


def _sections(view: View) -> tuple[Section, ...]:
    titles = {item.source.block: item.title for item in view.items}
    reviews = tuple(view.rules.words("actions/review-headings"))
    found: list[Section] = []
    open_headings: list[tuple[int, tuple[str, ...], bool]] = []
    item: str | None = None
    for number, block in enumerate(view.blocks):
        item = titles.get(number, item)
        if block.kind == "heading":
            # a label such as "Decision:" belongs to the item above it, whatever its size
            level = _LABEL if block.text.rstrip().endswith(":") and block.marker is None else block.level
            while open_headings and open_headings[-1][0] >= level:
                open_headings.pop()
            review = normal(block.text).startswith(reviews)
            open_headings.append((level, section_rules(view, block.text), review))
        rules = tuple(name for _, names, _ in open_headings for name in names)
        found.append(Section(item, rules, any(review for _, _, review in open_headings)))
    return tuple(found)
