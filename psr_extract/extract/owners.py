"""Who is to do it: finds the phrase in a sentence that names an owner, and splits it into owners.

There is no parser of grammar here. A phrase is an owner when its head is a post ("Deputy Clerk"), a group ("finance
team"), somebody on the attendance list, or looks like a name or an acronym, and none of its words belongs to a clause.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from psr_extract.extract.view import View
from psr_extract.extract.who import ADVERBIALS, LONGEST, Who

_SEPARATORS = frozenset({",", "and", "&", "/", "+", ";", "or"})
_CUTS = frozenset({",", "(", "[", ")", "]"})
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
        return any(
            self._is_foreign(token.i) or (token.text.islower() and self._is_finite(span, token)) for token in span
        )

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
        texts, text, lower = self.view.texts, self.view.texts[at - 1], self.view.lowers[at - 1]
        if text in _BOUNDARIES:
            return not (text == "-" and not doc[at - 1].whitespace_) and not (text == "." and at > 1 and at < end)
        if text in (")", "]") and at < end:
            return self._opened(doc, at - 1) <= start + 1
        if text in ("(", "["):
            return not any(other in (")", "]") for other in texts[at:end])
        before = self.view.lowers[at - 2] if at > 1 else ""
        on_whom = lower in ("on", "for") and before in ("action", "actions", "task")
        agreed = lower in _AGREED and before in ("was", "were", "is", "been")
        return on_whom or agreed or lower in _CLAUSES or lower in self._asking

    @cached_property
    def _asking(self) -> frozenset[str]:
        return self.view.rules.words("actions/asking")

    def _opened(self, doc: Doc, close: int) -> int:
        """Where the bracket that closes at `close` opens."""
        return next((at for at in range(close, max(0, close - LONGEST), -1) if doc[at].text in ("(", "[")), close)

    def _may_begin(self, doc: Doc, first: int, left: int, start: int) -> bool:
        """Whether an owner may begin at `first`: at the clause's start, or behind an adverbial, a comma or an `and`."""
        lowers, texts = self.view.lowers, self.view.texts
        if first == left:
            return not (left > start and lowers[left - 1] in _REFUSED)
        if lowers[first - 1] in (",", "and") or (texts[first] == "The" and self.view.texts[first - 1].isalpha()):
            return True
        adverbial = left == start and lowers[left] in ADVERBIALS and texts[left][0].isupper()
        return adverbial and self._opens(doc[first])

    def _opens(self, token: Token) -> bool:
        return token.lower_ in ("the", "a", "all") or token.text[0].isupper()

    def phrase(self, start: int, end: int) -> tuple[Span, ...] | None:
        """The owners that tokens `start` to `end` name, when they name owners and nothing else; as `before` else."""
        texts = self.view.texts[start:end]
        if not self._barred.isdisjoint(texts) and _CUTS.isdisjoint(texts):
            return None
        if (start, end) not in self._phrases:
            self._phrases[start, end] = self._read(*self._strip(start, end))
        return self._phrases[start, end]

    @cached_property
    def _phrases(self) -> dict[tuple[int, int], tuple[Span, ...] | None]:
        """What `phrase` has given: the same words are asked about again and again."""
        return {}

    def _read(self, start: int, end: int) -> tuple[Span, ...] | None:
        """As `phrase`, for tokens that are stripped."""
        if start >= end or end - start > 2 * LONGEST:
            return None
        doc, lowers = self.view.doc, self.view.lowers
        if end - start == 1 and lowers[start] in self.view.rules.words("owners/pronouns"):
            return ()
        if end - start > 1 and all(self._are_initials(doc[at]) for at in range(start, end)):
            return tuple(doc[at : at + 1] for at in range(start, end))
        pieces = self._pieces(start, end)
        merged: list[tuple[int, int]] = []
        for piece in pieces:
            if merged and self._belongs(merged[-1], piece):
                merged[-1] = (merged[-1][0], piece[1])
            else:
                merged.append(piece)
        listed = len(merged) > 2 and lowers[merged[-3][1]] == ","
        if len(merged) > 1 and not listed and self._is_post_of(merged[-2], merged[-1]):
            del merged[-2]
        if merged and all(self.is_owner(*piece) for piece in merged):
            return tuple(self._without_home(doc[first:last]) for first, last in merged)
        whole = len(pieces) > 1 and not any("," in text for text in self.view.texts[start:end])
        return (doc[start:end],) if whole and self.is_owner(start, end) else None

    def _are_initials(self, token: Token) -> bool:
        """Whether a word is the initials of somebody on the attendance list: side by side they are several people."""
        return token.is_upper and 1 < len(token) < 5 and self.is_known(token)

    def _is_post_of(self, post: tuple[int, int], name: tuple[int, int]) -> bool:
        """Whether one piece is a post and the next, behind a comma, whoever holds it: `Caretaker, Ann Bell`."""
        doc, lowers, last = self.view.doc, self.view.lowers, post[1] - 1
        if lowers[post[1]] != "," or lowers[last] not in self.posts or self.said(*post) in self.known:
            return False
        person = len(doc[slice(*name)]) > 1 and all(
            self.is_name(token) and not self.is_head(token) for token in doc[slice(*name)]
        )
        return person and self.view.texts[last].istitle()

    def elsewhere(self, text: str) -> tuple[Span, ...]:
        """The owners that a text beside the document's own names (a margin, a cell), as spans of a Doc of its own."""
        parts = re.findall(r"[\w.'’-]+|[^\w\s]", text)
        if not parts:
            return ()
        doc = Doc(self.view.doc.vocab, words=parts)
        owners = Owners(self.view.having(doc=doc))
        return owners.phrase(0, len(doc)) or tuple(owner for part in _runs(doc) for owner in owners.phrase(*part) or ())

    def _pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """The phrase cut at commas, slashes and `and`, without articles and brackets."""
        lowers, pieces, first, depth = self.view.lowers, [], start, 0
        for at in range(start, end + 1):
            if at < end:
                depth += (lowers[at] in "([") - (lowers[at] in ")]")
                if depth > 0 or lowers[at] not in _SEPARATORS:
                    continue
            left, right = self._strip(first, at)
            if left < right:
                pieces.append((left, right))
            first = at + 1
        return pieces

    def _strip(self, start: int, end: int) -> tuple[int, int]:
        """Without articles, leading adverbs, white space, marks at the ends, and a bracket behind the name."""
        texts = self.view.texts
        while start < end and (self._is_dropped(start, end) or not any(map(str.isalnum, texts[start]))):
            start += 1
        while start < end - 1 and any(map(str.isdigit, texts[start])):
            start += 1
        while start < end and (texts[end - 1] in "*_:-–],." or texts[end - 1].isspace()):
            end -= 1
        if start < end and texts[end - 1] == ")":
            opening = next((at for at in range(end - 1, start, -1) if texts[at] == "("), None)
            return (start, opening) if opening else (start, end - 1)
        return start, end

    @cached_property
    def _barred(self) -> frozenset[str]:
        others = self._dropped | _SEPARATORS | self.view.rules.words("owners/pronouns") | {"for"}
        return frozenset(text for text in self.barred if text.lower() not in others)

    @cached_property
    def _dropped(self) -> frozenset[str]:
        return self.view.rules.words("owners/dropped")

    def _is_dropped(self, at: int, end: int) -> bool:
        """Whether an article or adverb goes; "A" before a capital is an initial, and stays."""
        texts = self.view.texts
        if self.view.lowers[at] not in self._dropped:
            return texts[at] == "For"
        return not (texts[at] == "A" and at + 1 < end and texts[at + 1][0].isupper())

    def _belongs(self, left: tuple[int, int], right: tuple[int, int]) -> bool:
        """Whether `and` stands inside one name, as in Finance and Audit Committee."""
        lowers, head = self.view.lowers, self.view.lowers[left[1] - 1]
        if lowers[left[1]] not in _JOINERS or left[1] - left[0] > 2 or right[1] - right[0] < 2:
            return False
        person = head in self.posts or head in self.groups or self.said(*left) in self.known
        return not person and lowers[right[1] - 1] in self.groups

    def _without_home(self, span: Span) -> Span:
        """A person without the body behind the name: `A Bell from the Trust`; posts and groups keep theirs."""
        at = next((token.i for token in span[1:] if token.lower_ in ("from", "of", "at", "for", "in", "on")), None)
        if at is None:
            return span
        head = span.doc[at - 1]
        return span if self.is_head(head) else span.doc[span.start : at]

    def subject(self, start: int, end: int) -> tuple[Span, ...]:
        """The one person whom a sentence begins with (`Cllr Bell said ...`), for a "he" or "she" later on."""
        doc = self.view.doc
        for last in range(min(start + 5, end - 1), start, -1):
            owners = self.phrase(start, last) if doc[last].text.islower() else None
            if owners and len(owners) == 1 and self._is_person(owners[0]):
                return owners
        return ()


def owners_of(view: View) -> Owners:
    """What finds the owners in a document: one for all who ask, as long as they know the same attendance list."""
    return view.once(("owners", view.attendance), lambda: Owners(view))


def _runs(doc: Doc) -> list[tuple[int, int]]:
    """Each token alone: the last try for initials that stand side by side."""
    return [(token.i, token.i + 1) for token in doc if token.is_upper and token.is_alpha and len(token) < 5]
