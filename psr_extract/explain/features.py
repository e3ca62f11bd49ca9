"""The features of `certainty` in words: what a weight is for, as a reader sees it."""

from collections.abc import Callable

_NAMED = {"<p>": "somebody", "<n>": "a number", "<c>": "a name"}
_WHO = {
    "known": "somebody who was there",
    "name": "somebody not on the attendance list",
    "post": "a post",
    "group": "a group",
    "person": "a person",
    "pronoun": "he, she, they or we",
}
_PLAIN = {
    "rule=None": "no rule found it",
    "ends=word": "no mark at the end",
    "verb=other": "an unusual verb behind the owner",
    "kind=row": "in a table",
    "kind=heading": "a heading",
    "kind=bullet": "a bullet",
    "kind=paragraph": "in a paragraph",
    "owner first": "the owner comes first",
    "owner later": "the owner comes later",
    "first in block": "first in its paragraph",
    "later in block": "not first in its paragraph",
    "last in block": "last in its paragraph",
    "behind a colon": "below a line that ends with a colon",
    "before a label": "above a label of actions",
    "margin": "words beside it in the margin",
    "past": "in the past tense",
    "review": "where earlier actions are gone through",
    "told": "somebody tells of it",
}


def _quoted(text: str) -> str:
    return "“" + " ".join(f"({_NAMED[word]})" if word in _NAMED else word for word in text.split(" ")) + "”"


def _many(rest: str) -> str:
    return "no" if rest == "none" else rest


_BY_START: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("w:", _quoted),
    ("p:", _quoted),
    ("^:", lambda rest: f"begins {_quoted(rest)}"),
    ("$:", lambda rest: f"last word {_quoted(rest)}"),
    ("item:", lambda rest: f"“{rest}” in the title of its item"),
    ("rule=", lambda rest: f"found by {rest}"),
    ("cue=", lambda rest: f"has words of the rule {rest}"),
    ("section=", lambda rest: f"under a heading of {rest}"),
    ("modal=", lambda rest: f"has “{rest}”"),
    ("length=", lambda rest: "long" if rest == "more" else f"at most {rest} words long"),
    ("ends=", lambda rest: f"ends with “{rest}”"),
    ("verb=", lambda rest: f"a verb of the list actions/{rest} behind the owner"),
    ("owner=", lambda rest: f"the owner is {_WHO.get(rest, rest)}"),
    ("bullet level=", lambda rest: f"a bullet of level {rest}"),
    ("explicit=", lambda rest: f"{_many(rest)} marked actions in the document"),
    ("found=", lambda rest: f"{_many(rest)} finds of the rules in the document"),
    ("begins with a ", lambda rest: f"begins with {_WHO.get(rest, f'a {rest}')}"),
)


def in_words(feature: str) -> str:
    """What a feature says: `w:to` gives “to”, `owner=known` "the owner is somebody who was there"."""
    if feature in _PLAIN:
        return _PLAIN[feature]
    for start, tell in _BY_START:
        if feature.startswith(start):
            return tell(feature.removeprefix(start))
    who, _, rest = feature.partition(" ")
    if who in _WHO and rest.startswith("and "):
        return f"begins with {_WHO[who]}, then {_quoted(rest.removeprefix('and '))}"
    return f"{_WHO[who]} before the words of the rule {rest}" if who in _WHO and rest else feature
