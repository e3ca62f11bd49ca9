"""Business that goes to another body, or came from one: the words that say so, and the body as they name it."""

from collections.abc import Iterator
from itertools import takewhile

from spacy.tokens import Span

from psr_extract.extract.view import View, words
from psr_extract.records import Referral, Way
from psr_extract.rules import Rule

_ARTICLES = frozenset(("the", "a", "an", "our", "its", "their", "your", "full", "whole"))
_JOINERS = frozenset(("of", "and", "&", "for", "on", "-", "–"))
_BETWEEN = _ARTICLES | {"from", "to", "by", "of", "that", "if", "in", "on", "at", "with", "and", "all", "for"}
_ENDS = frozenset((",", ";", ":", ".", "\n", "\t"))
_WAY_IN = frozenset(("next", "following", "meeting", "meetings", "agenda", "of", "for", "attention", "members"))
"""Words that may stand before the name: "to the next meeting of the Board"."""
_LONGEST = 9
_LOWER = 4
"""So many words at most has a body that is written in small letters."""
_AWAY = 15
"""So many words at most stand between the word that hands business on and the body that is to have it."""


def referrals(view: View) -> tuple[Referral, ...]:
    """All words that hand business to another body, or say that another handed it on, in reading order."""
    if view.kind == "agenda":
        return ()
    found: dict[tuple[int, int, str, Way], Referral] = {}
    for number in range(len(view.blocks)):
        if not view.cues("referrals", number):
            continue
        for sentence in view.sentences(number):
            for cue, rule in view.cues_in("referrals", sentence):
                for body in _bodies(view, sentence, cue, rule):
                    way: Way = "from" if rule.value == "from" else "to"
                    source = view.source(sentence, rule.name)
                    one = Referral(words(sentence), words(body), way, source)
                    found.setdefault((number, sentence.start, one.body, way), one)
    return tuple(found.values())


def _bodies(view: View, sentence: Span, cue: Span, rule: Rule) -> Iterator[Span]:
    """The body that a cue hands business to or has it from, if it names one."""
    if rule.shape == "OWNER CUE TASK":
        found = _before(view, sentence.start, cue.start)
    elif rule.shape == "CUE TASK":
        reach = takewhile(lambda at: view.texts[at] not in _ENDS, range(cue.end, min(sentence.end, cue.end + _AWAY)))
        ways = (at + 1 for at in reach if view.lowers[at] in ("to", "with"))
        found = next((body for at in ways if (body := _behind(view, at, sentence.end))), None)
    else:
        found = _behind(view, cue.end, sentence.end)
    if found is not None:
        yield found


def _behind(view: View, at: int, end: int) -> Span | None:
    """The body that is named from token `at` on."""
    article = ""
    while at < end and view.lowers[at] in _ARTICLES | _WAY_IN:
        at, article = at + 1, view.lowers[at]
    last = at
    while last < min(end, at + _LONGEST) and _is_part(view, last, at):
        last += 1
    while last > at and view.lowers[last - 1] in _JOINERS | _ARTICLES:
        last -= 1
    if last < end and _is_noun(view, last):
        last += 1
    elif last == at and article not in ("a", "an"):
        nouns = (here for here in range(at, min(end, at + _LOWER)) if _is_noun(view, here))
        last = next(nouns, at - 1) + 1
        if any(not text.isalpha() or text in _BETWEEN for text in view.texts[at:last]):
            return None
    return _checked(view, at, last, article=article == "the")


def _before(view: View, start: int, end: int) -> Span | None:
    """The body that is named right before token `end`."""
    first = end
    if end > start and view.lowers[end - 1] in _JOINERS:
        return None
    while first > max(start, end - _LONGEST) and (
        view.texts[first - 1][0].isupper() or view.lowers[first - 1] in _JOINERS
    ):
        first -= 1
    while first < end and view.lowers[first] in _JOINERS | _ARTICLES:
        first += 1
    if first == end and end > start and _is_noun(view, end - 1):
        first -= 1
    return _checked(view, first, end, article=first > start and view.lowers[first - 1] == "the")


def _is_part(view: View, at: int, first: int) -> bool:
    """Whether a token goes on with the name of a body that begins at token `first`."""
    if view.lowers[at] == "the":
        return at > first and view.lowers[at - 1] in ("of", "for")
    return view.texts[at][0].isupper() or (at > first and view.lowers[at] in _JOINERS)


def _is_noun(view: View, at: int) -> bool:
    return view.lowers[at] in view.rules.words("organisations/words")


def _checked(view: View, first: int, last: int, *, article: bool) -> Span | None:
    """The name of a body: it has a word that bodies have, or is an acronym with "the" before it."""
    named = any(_is_noun(view, at) for at in range(first, last))
    short = article and last == first + 1 and view.texts[first].isupper() and len(view.texts[first]) > 1
    return view.doc[first:last] if first < last and (named or short) else None
