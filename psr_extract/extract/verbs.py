"""The forms of the verbs of work: base form, past participle, -ing form; all from one list in rules/actions.toml."""

from functools import lru_cache

from spacy.tokens import Doc

from psr_extract.rules import Rules

_VOWELS = "aeiou"
_FILLERS = frozenset(
    {"also", "then", "now", "please", "therefore", "just", "still", "either", "all", "first", "both", "again"}
)


@lru_cache(maxsize=8)
def _participles(verbs: frozenset[str], irregular: frozenset[str]) -> frozenset[str]:
    """The past participles of verbs; `irregular` holds "send sent" for those that do not end in -ed."""
    strong = dict(pair.split() for pair in irregular)
    return frozenset(
        form for verb in verbs for form in ([strong[verb]] if verb in strong else _with_ending(verb, "ed"))
    )


@lru_cache(maxsize=8)
def _ing_forms(verbs: frozenset[str]) -> frozenset[str]:
    return frozenset(form for verb in verbs for form in _with_ending(verb, "ing"))


def _with_ending(verb: str, ending: str) -> tuple[str, ...]:
    """The forms with -ed or -ing: send, sending; plan, planned; carry, carried; close, closed."""
    if verb.endswith("e"):
        return (verb[:-1] + ending,)
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return (verb[:-1] + "ied",) if ending == "ed" else (verb + ending,)
    doubled = len(verb) > 2 and verb[-1] not in "wxy" + _VOWELS and verb[-2] in _VOWELS and verb[-3] not in _VOWELS
    return (verb + verb[-1] + ending, verb + ending) if doubled else (verb + ending,)


def _words_at(rules: Rules, doc: Doc, at: int, end: int) -> tuple[str, ...]:
    """The word at a token, fillers such as "also" apart; and whole, where it was cut at a hyphen ("re-send")."""
    verbs = rules.words("actions/verbs")
    while at < end:
        word: str = doc[at].lower_
        if word not in _FILLERS and (word in verbs or not word.endswith("ly")):
            break
        at += 1
    else:
        return ()
    if at + 2 < len(doc) and doc[at + 1].text == "-" and not doc[at].whitespace_ and not doc[at + 1].whitespace_:
        return word, f"{word}-{doc[at + 2].lower_}"
    return (word,)


def is_base(rules: Rules, doc: Doc, at: int, end: int, name: str = "verbs") -> bool:
    """Whether a verb of the list `actions/NAME` stands at a token in its base form, fillers such as "also" apart."""
    return not rules.words(f"actions/{name}").isdisjoint(_words_at(rules, doc, at, end))


def is_participle(rules: Rules, doc: Doc, at: int, end: int, name: str = "verbs") -> bool:
    """Whether the past participle of a verb of the list `actions/NAME` stands at a token."""
    forms = _participles(rules.words(f"actions/{name}"), rules.words("actions/irregular"))
    return not forms.isdisjoint(_words_at(rules, doc, at, end))


def is_ing(rules: Rules, doc: Doc, at: int, end: int) -> bool:
    """Whether the -ing form of a verb of work stands at a token."""
    return not _ing_forms(rules.words("actions/verbs")).isdisjoint(_words_at(rules, doc, at, end)[:1])
