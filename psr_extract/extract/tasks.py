"""Tasks in a piece of text: `in_sentence` for running text, `entry` for what is already known to be a task."""

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from psr_extract.extract import verbs
from psr_extract.extract.owners import Owners
from psr_extract.extract.placed import LONGEST_OWNER, behind_by, leading, parts_from, trailing, unticked
from psr_extract.extract.view import View, trim
from psr_extract.rules import Rule

_PREPOSITIONS = frozenset({"with", "of", "for", "from", "between", "on", "via", "through", "including", "to", "about"})
_BEFORE_TO = re.compile(r"\b(\w+) to ")
_AFTER_NOUNS = frozenset({"of", "for", "from", "and", "was", "were", "is", "are", "has", "in", "on", "at", "by"})
"""Behind a word that may be a verb or a noun these speak for the noun: "use for", "contact from"."""


@dataclass(frozen=True, slots=True)
class Task:
    """A span that holds a task, the name of the rule that says so, and who is to do it."""

    span: Span
    rule: str
    owners: tuple[Span, ...] = ()
    owner_rule: str | None = None


@dataclass(frozen=True)
class Tasks:
    """Finds tasks in one document."""

    view: View
    owners: Owners

    def in_sentence(self, sentence: Span, *, asked: bool = False) -> Task | None:
        """The task of a sentence of running text, or None; a question is one only where it is `asked` as a task."""
        if not asked and self.view.said(sentence.start, sentence.end).rstrip().endswith("?"):
            return None
        cues = self.cues(sentence)
        for cue, rule in cues:
            if rule.shape == "OWNER CUE TASK" and (found := self._owner_cue(sentence, cue, rule)) is not None:
                names = self._with_others(sentence, cue, found, cues) or self._he(sentence, cue)
                return Task(self._clause(sentence, found, cue), rule.name, names)
        for cue, rule in cues:
            if rule.shape == "CUE OWNER TASK" and (found := self._cue_owner(sentence, cue)):
                return Task(sentence, rule.name, found)
        if owners := self._orders(sentence):
            return Task(sentence, "actions/owner-verb", owners)
        for cue, rule in cues if sentence[-1].text != ":" else ():
            if rule.shape == "CUE VERB" and cue.start == sentence.start and self._does(cue, rule):
                return self._by(Task(sentence, rule.name), cue)
            if rule.shape == "TASK CUE" and self._done_to(sentence, cue, rule):
                return self._by(Task(sentence, rule.name), cue)
        return None

    def takes_it(self, sentence: Span) -> tuple[Span, ...]:
        """Who is to do what the sentence before this one says, where this one says no more: `Clerk to action.`"""
        doc = sentence.doc
        for cue, rule in self.cues(sentence):
            if rule.shape == "OWNER CUE" and not any(map(str.isalnum, doc[cue.end : sentence.end].text)):
                return self.owners.phrase(sentence.start, cue.start) or ()
        return ()

    def in_bullet(self, span: Span) -> Task | None:
        """A bullet outside any list of tasks: a verb first and an owner last, else as a sentence."""
        span = unticked(span)
        if verbs.is_base(self.view.rules, span.doc, span.start, span.end) and span[0].text[0].isupper():
            behind = trailing(self.owners, span)
            if behind:
                return Task(span, "actions/owner-behind", behind)
        ahead = leading(self.owners, span)
        bracketed = span[0].text in ("(", "[")
        if ahead and (
            self._is_verb(span.doc, ahead[1], span.end)
            or (bracketed and verbs.is_base(self.view.rules, span.doc, ahead[1], span.end))
        ):
            return Task(trim(span.doc[ahead[1] : span.end]), "actions/owner-colon", ahead[0])
        return None

    def entry(self, span: Span, rule: str) -> Task:
        """The task that this span is known to be (labelled, or listed as one), with its owners where it names them."""
        span = unticked(trim(span))
        ahead = leading(self.owners, span)
        if ahead:
            return Task(trim(span.doc[ahead[1] : span.end]), rule, ahead[0], "actions/owner-colon")
        for sentence in self.sentences(span):
            found = self.in_sentence(sentence, asked=True)
            if found and found.owners:
                return Task(span, rule, found.owners, found.rule)
        if owners := self._owner_then_verb(span.start, span.end, surely=True):
            return Task(span, rule, owners, "actions/owner-verb")
        if owners := self._begins_with_owner(span) or behind_by(self.owners, span, span.start):
            return Task(span, rule, owners, "actions/to")
        if span[0].text.isupper() and self.owners.is_known(span[0]) and len(span) > 2:
            return Task(span, rule, (span[:1],), "actions/owner-verb")
        return Task(span, rule, trailing(self.owners, span), "actions/owner-behind")

    def _begins_with_owner(self, span: Span) -> tuple[Span, ...]:
        """Whom a known task begins with, before "to" or "will", though the verb be unknown: `Trip to unbook it`."""
        doc = span.doc
        for at in range(span.start + 1, min(span.start + LONGEST_OWNER, span.end - 1)):
            if doc[at].lower_ in ("to", "will", "would", "shall", "should", "must", "is", "are"):
                opener = doc[span.start].lower_
                if opener not in self.owners.known and verbs.is_base(self.view.rules, doc, span.start, at):
                    return ()
                passive = doc[at + 1].lower_ == "be" and verbs.is_participle(self.view.rules, doc, at + 2, span.end)
                named = () if passive else self.owners.heads_list(span.start, at) or ()
                return named if all(self._is_named(name[-1]) for name in named) else ()
        return ()

    def _is_named(self, token: Token) -> bool:
        """Whether a word may end an owner that no cue vouches for: a name, a post, a group, somebody who was there."""
        known = self.owners.is_head(token) or token.lower_ in self.owners.known
        return known or not token.text.islower() or self._is_nick(token)

    def _is_nick(self, token: Token) -> bool:
        """Whether a word in lower case is a name that the document elsewhere writes large before what is to be done."""
        return token.text.title() in self.view.once("before to", self._before_to)

    def _before_to(self) -> frozenset[str]:
        return frozenset(_BEFORE_TO.findall(self.view.text))

    def sentences(self, span: Span) -> list[Span]:
        """The sentences of a piece of a block, without white space at their ends."""
        starts = [at for at in range(span.start, span.end) if self.view.starts[at] or at == span.start]
        pairs = zip(starts, [*starts[1:], span.end], strict=True)
        return [part for start, end in pairs if (part := trim(span.doc[start:end]))]

    def cues(self, sentence: Span) -> list[tuple[Span, Rule]]:
        """The cues of actions that stand in a sentence, in reading order, each with its rule."""
        return [(cue, rule) for cue, rule in self.view.cues_in("actions", sentence) if cue.end <= sentence.end]

    def _owner_cue(self, sentence: Span, cue: Span, rule: Rule, *, later: bool = False) -> tuple[Span, ...] | None:
        """The owners before an OWNER CUE TASK cue, if a task follows it; `()` where a pronoun stands for them.

        `later`: another task stands before it in the sentence.
        """
        doc, rules = sentence.doc, self.view.rules
        before = set(self.view.lowers[sentence.start : cue.start])
        if cue.end >= sentence.end or not before or before & set(rule.bars):
            return None
        if rule.verb:
            ing = cue[-1].lower_ == "be" and verbs.is_ing(rules, doc, cue.end, sentence.end)
            itself = cue.text.lower() == "to do" and doc[cue.end].lower_ != "with"
            base = itself or cue[-1].lower_ != "be" and verbs.is_base(rules, doc, cue.end, sentence.end, rule.verb)
            if not (ing or base or self._surely_opens(sentence, cue)):
                return None
        if doc[cue.start - 1].text == "," and cue[0].lower_ == "to":
            return None
        found = self.owners.before(sentence.start, cue.start)
        if found and cue[0].lower_ == "to" and not later and self._is_governed(sentence, found[0]):
            return None
        if found is None and doc[cue.start - 1].lower_ in ("and", ",", "but"):
            found = self.owners.subject(sentence.start, cue.start) or None
        if found and cue[0].lower_ in ("was", "is", "has"):
            found = found[-1:]
        return None if found and self._is_meeting_itself(found, cue, rule) else found

    def _is_governed(self, sentence: Span, owner: Span) -> bool:
        """Whether a name behind an "and" or comma goes with what stands before: `in talks with the mill and RT to`."""
        doc, at = sentence.doc, owner.start - 1
        while at > sentence.start and doc[at].lower_ in ("the", "a", "an", "our", "new"):
            at -= 1
        if at <= sentence.start or doc[at].lower_ not in ("and", "&", ","):
            return False
        titled = owner[0].lower_.rstrip(".") in self.view.rules.words("people/titles")
        if (doc[at].text == "," or titled) and self.owners.is_sure(owner):
            return False
        opener = doc[sentence.start].lower_
        if verbs.is_base(self.view.rules, doc, sentence.start, at) and opener not in self.owners.known:
            return True
        for before in range(at - 1, max(sentence.start - 1, at - 8), -1):
            if doc[before].lower_ in _PREPOSITIONS:
                return True
            if doc[before].is_punct or doc[before].text.endswith("ed"):
                return False
        return False

    def _clause(self, sentence: Span, found: tuple[Span, ...], cue: Span) -> Span:
        """The sentence from the owner on, where a colon or semicolon parts it from what was said before."""
        doc, first = sentence.doc, found[0].start if found else cue.start - 1
        while first > sentence.start and doc[first - 1].lower_ in ("the", "a", "our"):
            first -= 1
        parted = first - sentence.start > 2 and doc[first - 1].text in (":", ";")
        return trim(doc[first : sentence.end]) if parted else sentence

    def _surely_opens(self, sentence: Span, cue: Span) -> bool:
        """Whether a sentence begins with a sure owner, then "to" and what can only be a verb, though an unknown one."""
        following = cue.doc[cue.end]
        if cue.text.lower() != "to" or not following.is_alpha or not following.text.islower():
            return False
        if following.is_stop or following.text.endswith(("ing", "ed")) or cue.end + 1 >= sentence.end:
            return False
        found = self.owners.phrase(sentence.start, cue.start)
        return bool(found) and all(self.owners.is_sure(owner) for owner in found or ())

    def _is_meeting_itself(self, found: tuple[Span, ...], cue: Span, rule: Rule) -> bool:
        """Whether it is the meeting that did something there and then: was asked to, or agreed to what is no errand."""
        if not all(self.owners.is_group(owner) for owner in found):
            return False
        doc, first = cue.doc, found[0].start
        asked = any(doc[at].lower_ in ("asked", "requested", "invited") for at in range(max(0, first - 2), first))
        agreed = rule.verb is None and not verbs.is_base(self.view.rules, doc, cue.end, len(doc), "outgoing")
        return asked or agreed

    def _with_others(
        self, sentence: Span, cue: Span, found: tuple[Span, ...], cues: list[tuple[Span, Rule]]
    ) -> tuple[Span, ...]:
        """The owners and those whom the same sentence names after an "and": `JS to write and AP to call`."""
        for other, rule in cues:
            if rule.shape != "OWNER CUE TASK" or other.start < cue.end:
                continue
            more = self._owner_cue(sentence, other, rule, later=True)
            if more and more[0].start > cue.end and self._is_clause(more[0], cue):
                found += tuple(owner for owner in more if owner.text not in {known.text for known in found})
        return found

    def _is_clause(self, owner: Span, cue: Span) -> bool:
        """Whether an owner behind an "and" begins a clause of its own, and does not end a list of names."""
        doc, joint = owner.doc, owner.start - 1
        if doc[joint].lower_ not in ("and", "&") or owner.text.islower():
            return False
        return not any(self.owners.phrase(first, joint) for first in range(max(cue.end, joint - 6), joint))

    def _he(self, sentence: Span, cue: Span) -> tuple[Span, ...]:
        """Whom "he" or "she" before a cue means: the person whom the sentence, or the one before it, begins with."""
        doc = sentence.doc
        if doc[cue.start - 1].lower_ not in ("he", "she", "who") and not {"he", "she"} & {t.lower_ for t in cue}:
            return ()
        if cue.start - 1 > sentence.start and (own := self.owners.subject(sentence.start, cue.start)):
            return own
        before = [other for other in self.view.sentences(self.view.block_of(sentence)) if other.end <= sentence.start]
        return next((found for other in reversed(before) if (found := self._last_named(other))), ())

    def _last_named(self, sentence: Span) -> tuple[Span, ...]:
        """The one person whom a sentence begins with, is told to say something, or gives a task."""
        if found := self.owners.subject(sentence.start, sentence.end):
            return found
        says = self.view.rules.words("actions/saying")
        for token in reversed(sentence[:-1]):
            if token.nbor().lower_ in says and self.owners.is_known(token):
                return (sentence.doc[token.i : token.i + 1],)
        task = self.in_sentence(sentence)
        one = task.owners if task and len(task.owners) == 1 and self.owners.is_sure(task.owners[0]) else ()
        return one if one and not self.owners.is_group(one[0]) else ()

    def _cue_owner(self, sentence: Span, cue: Span) -> tuple[Span, ...]:
        """Owners directly behind a cue and directly before a base verb: `RESOLVED that the Clerk write to ...`."""
        return self._owner_then_verb(cue.end, sentence.end)

    def _owner_then_verb(self, start: int, end: int, *, surely: bool = False) -> tuple[Span, ...]:
        """Owners from `start` to a base verb; `surely` only those who are known, or headed by a post or a group."""
        doc = self.view.doc
        for verb in range(start + 1, min(start + LONGEST_OWNER, end)):
            if doc[verb].text.islower() and verbs.is_base(self.view.rules, doc, verb, end):
                found = self.owners.phrase(start, verb) or ()
                return found if not surely or all(self.owners.is_sure(owner) for owner in found) else ()
        return ()

    def _orders(self, sentence: Span) -> tuple[Span, ...]:
        """One sure owner at the very start and the base form of a verb: `Clerk notify her`, which no narrative has."""
        doc = sentence.doc
        for verb in range(sentence.start + 1, min(sentence.start + 5, sentence.end - 1)):
            word = doc[verb]
            plain = word.text.islower() and word.lower_ not in self.view.rules.words("actions/also-past")
            if plain and doc[verb - 1].text not in "(," and self._is_verb(doc, verb, sentence.end):
                found = self.owners.phrase(sentence.start, verb) or ()
                one = len(found) == 1 and self.owners.is_sure(found[0]) and not self.owners.is_group(found[0])
                return found if one else ()
        return ()

    def _is_verb(self, doc: Doc, at: int, end: int) -> bool:
        """Whether a word is the base form of a verb and no noun: one that may be a noun only before a small word."""
        noun = doc[at].lower_ in self.view.rules.words("actions/also-nouns")
        small = at + 1 < end and doc[at + 1].is_stop and doc[at + 1].lower_ not in _AFTER_NOUNS
        return verbs.is_base(self.view.rules, doc, at, end) and (small or not noun)

    def _done_to(self, sentence: Span, cue: Span, rule: Rule) -> bool:
        """Whether a TASK CUE cue is followed by one of its verbs: a participle behind "be", else the base form."""
        doc, first = sentence.doc, sentence.start
        if rule.needs or {"agreed", "resolved", "decided"} & {token.lower_ for token in cue}:
            # what is agreed behind a semicolon, a dash or an ", and" stands for itself
            first = max([first, *(at for at in range(first + 1, cue.start + 1) if parts_from(doc, at))])
        before = {token.lower_ for token in doc[first : cue.start]}
        if before & set(rule.bars) or (rule.needs and not before & set(rule.needs)):
            return False
        test = verbs.is_participle if cue[-1].lower_ == "be" else verbs.is_base
        return bool(rule.tokens) or test(self.view.rules, doc, cue.end, sentence.end, rule.verb or "verbs")

    def _does(self, cue: Span, rule: Rule) -> bool:
        """Whether a verb of work follows a cue; of the sentence's first word nothing else is known."""
        return verbs.is_base(self.view.rules, cue.doc, cue.end, len(cue.doc), rule.verb or "verbs")

    def _by(self, task: Task, cue: Span) -> Task:
        """A passive task with the owner behind "by", where there is one."""
        owners = behind_by(self.owners, task.span, cue.end)
        return Task(task.span, "actions/by-owner", owners) if owners else task
