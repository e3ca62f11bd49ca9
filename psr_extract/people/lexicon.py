"""The words by which names are told from posts, bodies and everything else: `Lexicon`, built from the rules."""

from dataclasses import dataclass
from functools import lru_cache

from psr_extract.rules import Rules


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets of casefolded words and phrases, from `rules/people.toml` and `rules/organisations.toml`."""

    titles: frozenset[str] = frozenset()
    """Honorifics that are dropped: "mr", "dr"."""
    ranks: frozenset[str] = frozenset()
    """Honorifics that say what somebody is, and become the role: "councillor", "chief inspector"."""
    post_nominals: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()
    """Words that only the name of a post contains: "chair", "director"."""
    organisations: frozenset[str] = frozenset()
    """Words that only the name of a body contains: "council", "trust"."""
    particles: frozenset[str] = frozenset()
    given_names: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    """Words of the other sets that are surnames too: "hall", "green"."""
    not_names: frozenset[str] = frozenset()
    """Words that stand in no name, though they may be capitalised: "agenda", "january"."""
    remarks: frozenset[str] = frozenset()
    """Words of a remark on how somebody was there: "online", "apologies", "left"."""
    substitute: frozenset[str] = frozenset()
    """What stands before the name of the one who is replaced: "deputising for"."""
    honorifics: frozenset[str] = frozenset()
    """Titles and ranks."""

    def is_post(self, word: str) -> bool:
        """Whether a word belongs to the name of a post."""
        plain = bare(word)
        return plain in self.posts or ("/" in plain and all(part in self.posts for part in plain.split("/")))

    def is_organisation(self, word: str) -> bool:
        """Whether a word belongs to the name of a body."""
        return bare(word) in self.organisations

    def is_name_word(self, word: str) -> bool:
        """Whether nothing speaks against the word standing in a person's name (its shape is not looked at)."""
        if len(word.rstrip(".")) == 1 and word[0].isupper():
            return True
        word = bare(word)
        return not (word in self.posts or word in self.organisations or word in self.not_names or word in self.remarks)


def lexicon(rules: Rules) -> Lexicon:
    """The lexicon that these rules give."""
    return Lexicon(
        titles=rules.words("people/titles"),
        ranks=rules.words("people/ranks"),
        post_nominals=rules.words("people/post-nominals"),
        posts=rules.words("people/posts"),
        organisations=rules.words("organisations/words"),
        particles=rules.words("people/particles"),
        given_names=rules.words("people/given-names"),
        surnames=rules.words("people/surnames"),
        not_names=rules.words("people/not-names"),
        remarks=rules.words("people/remarks"),
        substitute=rules.words("people/substitute"),
        honorifics=rules.words("people/titles") | rules.words("people/ranks"),
    )


@lru_cache(maxsize=16_384)
def bare(word: str) -> str:
    """A word as the lists have it: "Cllr." gives "cllr", "Chair's" gives "chair"."""
    word = word.casefold().replace("’", "'").strip(".,;:'\"()[]*_")
    return word.removesuffix("'s")
