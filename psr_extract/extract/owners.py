"""Who is to do it: finds the phrase in a sentence that names an owner, and splits it into owners.

There is no parser of grammar here. A phrase is an owner when its head is a post ("Deputy Clerk"), a group ("finance
team"), somebody on the attendance list, or looks like a name or an acronym, and none of its words belongs to a clause.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from psr_extract.extract.view import View

_SEPARATORS = frozenset({",", "and", "&", "/", "+", ";", "or"})
_JOINERS = frozenset({"and", "&"})
_BOUNDARIES = frozenset({";", ":", "–", "—", "-", "•", "?", "!", "\n", "\t", ".", "→", "|", "…"})
_DASHES = frozenset({":", "–", "—", "-"})
_CLAUSES = frozenset({"that", "but", "so", "then", "therefore", "however", "accordingly"})
_REFUSED = frozenset(
    {"if", "whether", "unless", "for", "allow", "enable", "help", "let", "wants", "want", "wish", "encourage"}
)
_CORE_ENDS = frozenset({"of", "from", "for", "at", "in", "on", "(", "-"})
_ADVERBIALS = frozenset(
    {
        "in",
        "after",
        "following",
        "at",
        "once",
        "during",
        "since",
        "on",
        "as",
        "from",
        "with",
        "prior",
        "before",
        "under",
    }
)
_INSIDE = frozenset({"the", "a", "an", "by", "to", "with", "from", "some", "about", "than"})
_ADJECTIVES = frozenset(
    {"united", "limited", "elected", "co-opted", "named", "interested", "appointed", "unelected", "retired"}
)
_LONGEST = 10


@dataclass(frozen=True)
class Owners:
    """Finds owners in one document, knowing its attendance list."""

    view: View

    @cached_property
    def known(self) -> frozenset[str]:
        """Names, parts of names and initials of the people of the attendance list, casefolded."""
        found: set[str] = set()
        for person in self.view.attendance:
            found.update(part.casefold() for part in (person.name, person.initials) if part)
            found.update(part.casefold() for part in person.name.split() if len(part) > 1)
        return frozenset(found)

    @cached_property
    def _common(self) -> frozenset[str]:
        """Words that the document also writes without a capital, so that a capital alone makes them no name."""
        return frozenset(token.text for token in self.view.doc if token.is_alpha and token.text.islower())

    def _has(self, name: str, token: Token) -> bool:
        return token.lower_ in self.view.rules.words(f"owners/{name}")

    def heads_list(self, start: int, end: int) -> tuple[Span, ...] | None:
        """The owners before a cue that heads a list (`The crew to:`), where any short name for them will do."""
        named = self.before(start, end)
        first, last = self._strip(start, end)
        if named is None and 0 < last - first <= 4 and not any(self._is_foreign(t) for t in self.view.doc[first:last]):
            return (self.view.doc[first:last],)
        return named

    def before(self, start: int, end: int) -> tuple[Span, ...] | None:
        """The owners in the clause that ends at token `end` and began no earlier than `start`.

        `()` where a pronoun stands in the owner's place, `None` where nobody does.
        """
        doc, left = self.view.doc, end
        if end - 1 > start and doc[end - 1].text in _DASHES:
            return self.phrase(start, end - 1)
        while left > start and not self._stops(doc, left, end):
            left -= 1
        for first in range(max(left, end - _LONGEST), end):
            if not self._may_begin(doc, first, left, start):
                continue
            owners = self.phrase(first, end)
            if owners is not None:
                return owners
        return None

    def _stops(self, doc: Doc, at: int, end: int) -> bool:
        """Whether the clause begins at `at`: the token before it ends another one."""
        token = doc[at - 1]
        if token.text in _BOUNDARIES:
            return not (token.text == "-" and not token.whitespace_) and not (token.text == "." and at > 1 and at < end)
        if token.text in ("(", "["):
            return not any(other.text in (")", "]") for other in doc[at:end])
        on_whom = token.lower_ in ("on", "for") and at > 1 and doc[at - 2].lower_ in ("action", "actions", "task")
        return on_whom or token.lower_ in _CLAUSES or token.lower_ in self.view.rules.words("actions/asking")

    def _may_begin(self, doc: Doc, first: int, left: int, start: int) -> bool:
        """Whether an owner may begin at `first`: at the clause's start, or behind an adverbial, a comma or an `and`."""
        if first == left:
            return not (left > start and doc[left - 1].lower_ in _REFUSED)
        opener, previous = doc[left], doc[first - 1]
        if previous.lower_ in (",", "and"):
            return True
        return left == start and opener.lower_ in _ADVERBIALS and opener.text[0].isupper() and self._opens(doc[first])

    def _opens(self, token: Token) -> bool:
        return token.lower_ in ("the", "a", "all") or token.text[0].isupper()

    def phrase(self, start: int, end: int) -> tuple[Span, ...] | None:
        """The owners that tokens `start` to `end` name, when they name owners and nothing else; as `before` else."""
        start, end = self._strip(start, end)
        if start >= end or end - start > 2 * _LONGEST:
            return None
        doc = self.view.doc
        if end - start == 1 and self._has("pronouns", doc[start]):
            return ()
        pieces = self._pieces(start, end)
        merged: list[Span] = []
        for piece in pieces:
            if merged and self._belongs(merged[-1], piece):
                merged[-1] = doc[merged[-1].start : piece.end]
            else:
                merged.append(piece)
        if merged and all(self.is_owner(piece) for piece in merged):
            return tuple(self._without_home(piece) for piece in merged)
        whole = doc[start:end]
        return (whole,) if len(pieces) > 1 and "," not in whole.text and self.is_owner(whole) else None

    def elsewhere(self, text: str) -> tuple[Span, ...]:
        """The owners that a text beside the document's own names (a margin, a cell), as spans of a Doc of its own."""
        parts = re.findall(r"[\w.'’-]+|[^\w\s]", text)
        if not parts:
            return ()
        doc = Doc(self.view.doc.vocab, words=parts)
        owners = Owners(self.view.having(doc=doc))
        return owners.phrase(0, len(doc)) or tuple(owner for part in _runs(doc) for owner in owners.phrase(*part) or ())

    def _pieces(self, start: int, end: int) -> list[Span]:
        """The phrase cut at commas, slashes and `and`, without articles and brackets."""
        doc, pieces, first, depth = self.view.doc, [], start, 0
        for at in range(start, end + 1):
            if at < end:
                depth += (doc[at].text in "([") - (doc[at].text in ")]")
                if depth > 0 or doc[at].lower_ not in _SEPARATORS:
                    continue
            left, right = self._strip(first, at)
            if left < right:
                pieces.append(doc[left:right])
            first = at + 1
        return pieces

    def _strip(self, start: int, end: int) -> tuple[int, int]:
        """Without articles, leading adverbs, white space, marks at the ends, and a bracket behind the name."""
        doc = self.view.doc
        while start < end and (self._is_dropped(doc, start, end) or not any(map(str.isalnum, doc[start].text))):
            start += 1
        while start < end - 1 and any(char.isdigit() for char in doc[start].text):
            start += 1
        while start < end and (doc[end - 1].is_space or doc[end - 1].text in "*_:-–],."):
            end -= 1
        if start < end and doc[end - 1].text == ")":
            opening = next((at for at in range(end - 1, start, -1) if doc[at].text == "("), None)
            return (start, opening) if opening else (start, end - 1)
        return start, end

    def _is_dropped(self, doc: Doc, at: int, end: int) -> bool:
        """Whether an article or adverb goes; "A" before a capital is an initial, and stays."""
        initial = doc[at].text == "A" and at + 1 < end and doc[at + 1].text[0].isupper()
        return doc[at].text == "For" or (self._has("dropped", doc[at]) and not initial)

    def _belongs(self, left: Span, right: Span) -> bool:
        """Whether `and` stands inside one name, as in Finance and Audit Committee."""
        joined = left.doc[left.end].lower_ in _JOINERS
        person = left.text.casefold() in self.known or self._has("posts", left[-1]) or self._has("groups", left[-1])
        return joined and not person and len(left) <= 2 and len(right) > 1 and self._has("groups", right[-1])

    def is_owner(self, span: Span) -> bool:
        """Whether these words, without article, name one person, post, group or organisation."""
        if not 0 < len(span) <= _LONGEST:
            return False
        if span.text.casefold() in self.known:
            return True
        if any(self._is_foreign(token) for token in span) or self._is_order(span):
            return False
        if span[0].lower_ in _ADVERBIALS and not span[0].is_upper:
            return False
        core = [token for token in span]
        for at, token in enumerate(core):
            if at and token.lower_ in _CORE_ENDS:
                core = core[:at]
                break
        head = core[-1]
        if self._has("posts", head) or self._has("groups", head) or head.lower_ in self.known:
            return all(self._modifies(token) for token in core[:-1])
        return all(self.is_name(token) for token in core)

    def _is_foreign(self, token: Token) -> bool:
        """Whether a word never stands in an owner; initials such as AS or IT may look like one that does not."""
        near = token.doc[max(0, token.i - 4) : token.i + 5]
        shouted = len(near) > 3 and all(other.is_upper for other in near if other.is_alpha)
        initials = token.is_upper and 1 < len(token) < 5 and not shouted
        return token.like_num or (not initials and self._has("never", token))

    def _is_order(self, span: Span) -> bool:
        """Whether a phrase begins with a verb of work (`Wait for ...`) or has one inside."""
        verbs = self.view.rules.words("actions/verbs")
        if len(span) > 2 and self.is_head(span[-1]) and self._text.count(span.text.casefold()) > 1:
            return False
        for token in span:
            if len(span) > 1 and token.text.endswith("ed") and token.text.islower() and token.text not in _ADJECTIVES:
                return True
            if (
                (token.is_upper and len(token) > 1)
                or token.lower_ not in verbs
                or (token.i > span.start and not token.text.islower())
            ):
                continue
            following = span.doc[token.i + 1] if token.i + 1 < span.end else None
            compound = (
                following is not None
                and self.is_head(following)
                and following.text[0].isupper() == token.text[0].isupper()
            )
            if not (compound or self.is_head(token) or token.lower_ in self.known):
                return True
        return False

    @cached_property
    def _text(self) -> str:
        return self.view.doc.text.casefold()

    def is_head(self, token: Token) -> bool:
        """Whether a word is a post or a group, and so may be the head of an owner."""
        return self._has("posts", token) or self._has("groups", token)

    def _without_home(self, span: Span) -> Span:
        """A person without the body behind the name: `A Bell from the Trust`; posts and groups keep theirs."""
        at = next((token.i for token in span[1:] if token.lower_ in ("from", "of", "at", "for", "in", "on")), None)
        if at is None:
            return span
        head = span.doc[at - 1]
        return span if self._has("posts", head) or self._has("groups", head) else span.doc[span.start : at]

    def subject(self, start: int, end: int) -> tuple[Span, ...]:
        """The one person whom a sentence begins with (`Cllr Bell said ...`), for a "he" or "she" later on."""
        doc = self.view.doc
        for last in range(min(start + 5, end - 1), start, -1):
            owners = self.phrase(start, last) if doc[last].text.islower() else None
            if owners and len(owners) == 1 and self._is_person(owners[0]):
                return owners
        return ()

    def is_sure(self, span: Span) -> bool:
        """Whether an owner is more than a capital letter: on the attendance list, or headed by a post or group."""
        rules = self.view.rules
        named = span[0].lower_ in rules.words("people/given-names") and len(span) < 4 and span[0].text[0].isupper()
        titled = span[0].lower_.rstrip(".") in rules.words("people/titles") | rules.words("people/ranks")
        known = any(token.lower_ in self.known for token in span)
        return self.is_head(span[-1]) or known or named or (titled and len(span) > 1)

    def _is_person(self, span: Span) -> bool:
        """Whether an owner is surely one person: on the attendance list, a post, or a name of several words."""
        known = any(token.lower_ in self.known for token in span)
        return not self.is_group(span) and (known or len(span) > 1 or self._has("posts", span[-1]))

    def is_group(self, span: Span) -> bool:
        """Whether an owner is a group or a body, not one person: its head says so, or it is an acronym nobody has."""
        acronym = len(span) == 1 and span.text.isupper() and len(span.text) > 2
        head = next((token for token in reversed(span) if token.is_alpha), span[-1])
        groups = any(self._has("groups", token) for token in (head, span[0]))
        return span.text.casefold() not in self.known and (acronym or groups)

    def _modifies(self, token: Token) -> bool:
        if token.lower_ in _INSIDE:
            return False
        return token.is_alpha or token.text in ("-", "'s", "’s", "&", "/", ".", "'", "’") or token.text[0].isalnum()

    def is_name(self, token: Token) -> bool:
        """A capitalised word that is not merely the start of a sentence, initials, or an acronym."""
        text = token.text
        if text in ("-", "’", "'", ".", "&") or token.lower_ in ("de", "van", "der", "von", "of"):
            return True
        if not text[0].isupper() or not any(char.isalpha() for char in text):
            return False
        post = self._has("posts", token) or self._has("groups", token)
        return text.isupper() or post or token.lower_ not in self._common


def _runs(doc: Doc) -> list[tuple[int, int]]:
    """Each token alone: the last try for initials that stand side by side."""
    return [(token.i, token.i + 1) for token in doc if token.is_upper and token.is_alpha and len(token) < 5]
