"""What may name whoever is to do something: a person, a post, a group or an organisation, by its words alone."""

from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span, Token

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

    @cached_property
    def _common(self) -> frozenset[str]:
        """Words that the document also writes without a capital, so that a capital alone makes them no name."""
        return frozenset(token.text for token in self.view.doc if token.is_alpha and token.text.islower())

    def _has(self, name: str, token: Token) -> bool:
        return token.lower_ in self.view.rules.words(f"owners/{name}")

    def is_owner(self, span: Span) -> bool:
        """Whether these words, without article, name one person, post, group or organisation."""
        if not 0 < len(span) <= LONGEST:
            return False
        if span.text.casefold() in self.known:
            return True
        if any(self._is_foreign(token) for token in span) or self._is_order(span):
            return False
        if span[0].lower_ in ADVERBIALS and not span[0].is_upper:
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
        clause = any(token.text.islower() and token.text.endswith("ed") for token in span[1:])
        if len(span) > 2 and not clause and self.is_head(span[-1]) and self._text.count(span.text.casefold()) > 1:
            return False
        if len(span) > 2 and span[1].text == "-" and f"{span[0].lower_}-{span[2].lower_}" in verbs:
            return True
        for token in span:
            if len(span) > 1 and token.text.islower() and self._is_finite(span, token):
                return True
            lower = token.i == span.start or token.text.islower()
            if (token.is_upper and len(token) > 1) or token.lower_ not in verbs or not lower:
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
    def _text(self) -> str:
        return self.view.doc.text.casefold()

    def is_head(self, token: Token) -> bool:
        """Whether a word is a post or a group, and so may be the head of an owner."""
        return self._has("posts", token) or self._has("groups", token)

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
        noun = token.is_sent_start and text.endswith(_NOUNS) and len(text) > 6
        if noun and not post and token.lower_ not in self.known:
            return False
        return text.isupper() or post or token.lower_ not in self._common
