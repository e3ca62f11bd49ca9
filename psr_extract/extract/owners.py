"""Who is to do it: finds the phrase in a sentence that names an owner, and splits it into owners.

There is no parser of grammar here. A phrase is an owner when its head is a post ("Deputy Clerk"), a group ("finance
team"), somebody on the attendance list, or looks like a name or an acronym, and none of its words belongs to a clause.
"""

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from psr_extract.extract.who import ADVERBIALS, LONGEST, Who

_SEPARATORS = frozenset({",", "and", "&", "/", "+", ";", "or"})
_JOINERS = frozenset({"and", "&"})
_BOUNDARIES = frozenset({";", ":", "–", "—", "-", "•", "?", "!", "\n", "\t", ".", "→", "|", "…"})
_DASHES = frozenset({":", "–", "—", "-"})
_CLAUSES = frozenset({"that", "but", "so", "then", "therefore", "however", "accordingly"})
_AGREED = frozenset({"agreed", "resolved", "decided"})
_REFUSED = frozenset(
    {"if", "whether", "unless", "for", "allow", "enable", "help", "let", "wants", "want", "wish", "encourage"}
)


@dataclass(frozen=True)
class Owners(Who):
    """Finds owners in one document, knowing its attendance list."""

    def heads_list(self, start: int, end: int) -> tuple[Span, ...] | None:
        """The owners before a cue that heads a list (`The crew to:`), where any short name for them will do."""
        named = self.before(start, end)
        first, last = self._strip(start, end)
        short = self.view.doc[first:last]
        if named is None and 0 < len(short) <= 4 and not self._is_clause(short):
            return (short,)
        return named

    def _is_clause(self, span: Span) -> bool:
        """Whether a phrase holds a word that stands in no owner, or a verb."""
        return any(self._is_foreign(token) or (token.text.islower() and self._is_finite(span, token)) for token in span)

    def before(self, start: int, end: int) -> tuple[Span, ...] | None:
        """The owners in the clause that ends at token `end` and began no earlier than `start`.

        `()` where a pronoun stands in the owner's place, `None` where nobody does.
        """
        doc, left = self.view.doc, end
        if end - 1 > start and doc[end - 1].text in _DASHES:
            return self.phrase(start, end - 1)
        while left > start and not self._stops(doc, left, start, end):
            left -= 1
        for first in range(max(left, end - LONGEST), end):
            if not self._may_begin(doc, first, left, start):
                continue
            owners = self.phrase(first, end)
            if owners is not None:
                return owners
        return None

    def _stops(self, doc: Doc, at: int, start: int, end: int) -> bool:
        """Whether the clause begins at `at`: the token before it ends another one."""
        token = doc[at - 1]
        if token.text in _BOUNDARIES:
            return not (token.text == "-" and not token.whitespace_) and not (token.text == "." and at > 1 and at < end)
        if token.text in (")", "]") and at < end:
            return self._opened(doc, at - 1) <= start + 1
        if token.text in ("(", "["):
            return not any(other.text in (")", "]") for other in doc[at:end])
        on_whom = token.lower_ in ("on", "for") and at > 1 and doc[at - 2].lower_ in ("action", "actions", "task")
        agreed = token.lower_ in _AGREED and at > 1 and doc[at - 2].lower_ in ("was", "were", "is", "been")
        return on_whom or agreed or token.lower_ in _CLAUSES or token.lower_ in self.view.rules.words("actions/asking")

    def _opened(self, doc: Doc, close: int) -> int:
        """Where the bracket that closes at `close` opens."""
        return next((at for at in range(close, max(0, close - LONGEST), -1) if doc[at].text in ("(", "[")), close)

    def _may_begin(self, doc: Doc, first: int, left: int, start: int) -> bool:
        """Whether an owner may begin at `first`: at the clause's start, or behind an adverbial, a comma or an `and`."""
        if first == left:
            return not (left > start and doc[left - 1].lower_ in _REFUSED)
        opener, previous = doc[left], doc[first - 1]
        if previous.lower_ in (",", "and"):
            return True
        return left == start and opener.lower_ in ADVERBIALS and opener.text[0].isupper() and self._opens(doc[first])

    def _opens(self, token: Token) -> bool:
        return token.lower_ in ("the", "a", "all") or token.text[0].isupper()

    def phrase(self, start: int, end: int) -> tuple[Span, ...] | None:
        """The owners that tokens `start` to `end` name, when they name owners and nothing else; as `before` else."""
        start, end = self._strip(start, end)
        if start >= end or end - start > 2 * LONGEST:
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
        listed = len(merged) > 2 and self._comma(merged[-3])
        if len(merged) > 1 and not listed and self._is_post_of(merged[-2], merged[-1]):
            del merged[-2]
        if merged and all(self.is_owner(piece) for piece in merged):
            return tuple(self._without_home(piece) for piece in merged)
        whole = doc[start:end]
        return (whole,) if len(pieces) > 1 and "," not in whole.text and self.is_owner(whole) else None

    def _comma(self, span: Span) -> bool:
        return span.doc[span.end].text == ","

    def _is_post_of(self, post: Span, name: Span) -> bool:
        """Whether one piece is a post and the next, behind a comma, whoever holds it: `Caretaker, Ann Bell`."""
        titled = self._has("posts", post[-1]) and post.text.casefold() not in self.known
        person = len(name) > 1 and all(self.is_name(token) and not self.is_head(token) for token in name)
        return self._comma(post) and titled and person and post[-1].text.istitle()

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

def _runs(doc: Doc) -> list[tuple[int, int]]:
    """Each token alone: the last try for initials that stand side by side."""
    return [(token.i, token.i + 1) for token in doc if token.is_upper and token.is_alpha and len(token) < 5]
