"""What may name whoever is to do something: a person, a post, a group or an organisation, by its words alone."""

from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span, Token

from psr_extract.extract import verbs
from psr_extract.extract.view import View

ADVERBIALS = frozenset(
    {"in", "after", "following", "at", "once", "during", "since", "on", "as", "from", "with", "prior", "before"}
    | {"under"}
)
_INSIDE = frozenset({"the", "a", "an", "by", "to", "with", "from", "some", "about", "than"})
_ADJECTIVES = frozenset(
    {"united", "limited", "elected", "co-opted", "named", "interested", "appointed", "unelected", "retired"}
)
_CORE_ENDS = frozenset({"of", "from", "for", "at", "in", "on", "(", "-"})
_NOUNS = ("ing", "tion", "ment", "ness", "ism", "ity")
"""How words end that begin a sentence with a capital, yet name nobody: Parking, Hibernation."""
LONGEST = 10


@dataclass(frozen=True)
class Who:
    """Tells names of owners from other words, in one document, knowing its attendance list."""

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
    def _initials(self) -> frozenset[str]:
        """The initials of the people of the attendance list, as they follow from their names."""
        names = [person.name.split() for person in self.view.attendance]
        taken = [[part[0] for part in name if part[0].isupper()] for name in names]
        return frozenset(made for part in taken if len(part) > 1 for made in ("".join(part), part[0] + part[-1]))

    def is_known(self, token: Token) -> bool:
        """Whether a word is a name, or the initials, of somebody on the attendance list."""
        return token.text in self._initials or (token.lower_ in self.known and token.text[0].isupper())

    @cached_property
    def _common(self) -> frozenset[str]:
        """Words that the document also writes without a capital, so that a capital alone makes them no name."""
        return frozenset(text for text in set(self.view.texts) if text.isalpha() and text.islower())

    @cached_property
    def posts(self) -> frozenset[str]:
        """Words for posts: "clerk"."""
        return self.view.rules.words("owners/posts")

    @cached_property
    def groups(self) -> frozenset[str]:
        """Words for groups: "committee"."""
        return self.view.rules.words("owners/groups")

    @cached_property
    def _never(self) -> frozenset[str]:
        return self.view.rules.words("owners/never")

    def said(self, start: int, end: int) -> str:
        """The text of the tokens `start` to `end`, casefolded."""
        return self.view.said(start, end).casefold()

    @cached_property
    def barred(self) -> frozenset[str]:
        """Words of the document that stand in no owner, wherever they are: quick to tell before all else is asked."""
        vocab, known = self.view.doc.vocab, " ".join(self.known)
        words = (text for text in set(self.view.texts) if text.isalpha() and not text.isupper())
        return frozenset(
            text
            for text in words
            if (text.lower() in self._never or vocab[text].like_num) and text.casefold() not in known
        )

    def is_owner(self, start: int, end: int) -> bool:
        """Whether the tokens `start` to `end`, without article, name one person, post, group or organisation."""
        if not 0 < end - start <= LONGEST:
            return False
        if self.said(start, end) in self.known:
            return True
        doc, lowers = self.view.doc, self.view.lowers
        if any(self._is_foreign(at) for at in range(start, end)) or self._is_order(doc[start:end]):
            return False
        if lowers[start] in ADVERBIALS and not self.view.texts[start].isupper():
            return False
        last = next((at for at in range(start + 1, end) if lowers[at] in _CORE_ENDS), end) - 1
        head = lowers[last]
        if head in self.posts or head in self.groups or head in self.known:
            return all(self._modifies(doc[at]) for at in range(start, last))
        return all(self.is_name(doc[at]) for at in range(start, last + 1))

    @cached_property
    def _foreign(self) -> dict[int, bool]:
        return {}

    def _is_foreign(self, at: int) -> bool:
        """Whether a word never stands in an owner; initials such as AS or IT may look like one that does not."""
        known = self._foreign.get(at)
        if known is None:
            token = self.view.doc[at]
            known = token.like_num or (self.view.lowers[at] in self._never and not self._is_short_form(at))
            self._foreign[at] = known
        return known

    def _is_short_form(self, at: int) -> bool:
        """Whether a word is initials, and not one of many in capitals."""
        texts = self.view.texts
        near = texts[max(0, at - 4) : at + 5]
        shouted = len(near) > 3 and all(text.isupper() for text in near if text.isalpha())
        return texts[at].isupper() and 1 < len(texts[at]) < 5 and not shouted

    def _is_order(self, span: Span) -> bool:
        """Whether a phrase begins with a verb of work (`Wait for ...`) or has one inside."""
        works = self.view.rules.words("actions/verbs")
        clause = any(token.text.islower() and token.text.endswith("ed") for token in span[1:])
        if len(span) > 2 and not clause and self.is_head(span[-1]) and self._is_repeated(span.start, span.end):
            return False
        if self._is_doing(span):
            return True
        if len(span) > 2 and span[1].text == "-" and f"{span[0].lower_}-{span[2].lower_}" in works:
            return True
        for token in span:
            if len(span) > 1 and token.text.islower() and self._is_finite(span, token):
                return True
            lower = token.i == span.start or token.text.islower()
            if (token.is_upper and len(token) > 1) or token.lower_ not in works or not lower:
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

    def _is_doing(self, span: Span) -> bool:
        """Whether a phrase begins as a sentence without a subject: `Started to ...`, `Changing rules of ...`."""
        first, rules = span[0], self.view.rules
        if first.lower_ in self.known or (first.is_upper and len(first) > 1):
            return False
        if len(span) == 1:
            return verbs.is_participle(rules, span.doc, first.i, span.end) or first.lower_ in ("working", "steering")
        doing = verbs.is_ing(rules, span.doc, first.i, span.end)
        return doing and span[1].text.islower() and span[1].text.endswith("s") and not self.is_head(span[1])

    def _is_finite(self, span: Span, token: Token) -> bool:
        """Whether a small word inside a phrase makes a clause of it: `BSI employs staff`, `leaving the committee`."""
        text, rules = token.text, self.view.rules
        if text.endswith("ed"):
            return text not in _ADJECTIVES
        if text.endswith("ing"):
            return token.i + 2 < span.end
        base = text[:-1] if text.endswith("s") and token.i > span.start and not self.is_head(token) else ""
        return base in rules.words("actions/verbs") and base not in rules.words("actions/also-nouns")

    @cached_property
    def _behind_heads(self) -> dict[tuple[str, str], list[int]]:
        """Where each post or group stands, by it and the word before it: the token behind."""
        lowers, found = self.view.lowers, dict[tuple[str, str], list[int]]()
        for at, word in enumerate(lowers):
            if word in self.posts or word in self.groups:
                found.setdefault((lowers[at - 1], word), []).append(at + 1)
        return found

    def _is_repeated(self, start: int, end: int) -> bool:
        """Whether the document has the tokens `start` to `end`, the last a post or group, in another place too."""
        lowers, length = self.view.lowers, end - start
        others = (at for at in self._behind_heads[lowers[end - 2], lowers[end - 1]] if at != end)
        return any(lowers[at - length : at] == lowers[start:end] for at in others if at >= length)

    def is_head(self, token: Token) -> bool:
        """Whether a word is a post or a group, and so may be the head of an owner."""
        return token.lower_ in self.posts or token.lower_ in self.groups

    def is_sure(self, span: Span) -> bool:
        """Whether an owner is more than a capital letter: on the attendance list, or headed by a post or group."""
        rules = self.view.rules
        named = span[0].lower_ in rules.words("people/given-names") and len(span) < 4 and span[0].text[0].isupper()
        titled = span[0].lower_.rstrip(".") in rules.words("people/titles") | rules.words("people/ranks")
        known = any(token.lower_ in self.known or token.text in self._initials for token in span)
        return self.is_head(span[-1]) or known or named or (titled and len(span) > 1)

    def _is_person(self, span: Span) -> bool:
        """Whether an owner is surely one person: on the attendance list, a post, or a name of several words."""
        known = any(token.lower_ in self.known for token in span)
        return not self.is_group(span) and (known or len(span) > 1 or span[-1].lower_ in self.posts)

    def is_group(self, span: Span) -> bool:
        """Whether an owner is a group or a body, not one person: its head says so, or it is an acronym nobody has."""
        acronym = len(span) == 1 and span.text.isupper() and len(span.text) > 2
        head = next((token for token in reversed(span) if token.is_alpha), span[-1])
        groups = any(token.lower_ in self.groups for token in (head, span[0]))
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
        post = self.is_head(token)
        noun = token.is_sent_start and text.endswith(_NOUNS) and len(text) > 6
        if noun and not post and token.lower_ not in self.known:
            return False
        return text.isupper() or post or token.lower_ not in self._common
