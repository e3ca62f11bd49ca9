"""All rules as a Markdown page: what each is for, where its cue stands, what it finds and what it leaves alone."""

from collections.abc import Iterator

from psr_extract.rules import Rule, Rules, Shape, Words, shipped

WHERE: dict[Shape, str] = {
    "CUE TASK": "a label before the task, or alone behind it",
    "OWNER CUE TASK": "between the owner and what is to be done",
    "TASK CUE OWNER": "before the owner at the end",
    "TASK CUE": "anywhere in the sentence",
    "CUE OWNER TASK": "before an owner and a verb",
    "CUE VERB": "first in the sentence, before a verb",
    "OWNER CUE": "between an owner and the end, where the task stands in the sentence before",
    "OWNER TASK": "nowhere: an owner and a verb alone, in a list of tasks",
    "OWNER CUE BULLETS": "at the end of a line over bullets",
    "COLUMN": "the title of a table's column",
    "MARGIN": "words set beside the paragraph",
    "SECTION": "a heading, for all that stands under it",
    "HEADING": "any heading",
    "LABEL": "a label before a value",
    "SENTENCE": "a sentence, or all of it",
}
"""Where the cue of each shape stands, in words."""
_INTRODUCTION = """# All rules

`psr-extract rules reference` (`make docs`) writes this page from the files in `rules/`; [rules.md](rules.md) tells how
a rule is read and how to add your own. Marked words such as `[JS](owner)` are what a rule finds in an example."""
_MOST = 60
"""Of longer lists of words only so many are shown."""


def reference(rules: Rules) -> str:
    """The page for these rules, a section a file."""
    kinds = sorted({rule.kind for rule in rules.rules} | {words.kind for words in rules.lists})
    lines = [_INTRODUCTION, "", "| file | what it holds | rules | lists of words |", "|---|---|---|---|"]
    for kind in kinds:
        lists = sum(words.kind == kind for words in rules.lists)
        lines.append(f"| [{kind}](#{kind}) | {_about(kind)} | {len(rules.of(kind))} | {lists} |")
    for kind in kinds:
        lines += ["", f"## {kind}", ""]
        for rule in rules.of(kind):
            lines += _rule(rule)
        lines += [line for words in rules.lists if words.kind == kind for line in _list(words)]
    return "\n".join(lines).rstrip() + "\n"


def _about(kind: str) -> str:
    """What the comment at the head of a shipped file says of it."""
    path = shipped() / f"{kind}.toml"
    first = path.read_text(encoding="utf-8").partition("\n")[0] if path.is_file() else ""
    return first.partition(": ")[2].partition(". ")[0].rstrip(".")


def _rule(rule: Rule) -> Iterator[str]:
    yield from (f"### {rule.name}", "", rule.note, "", f"- **Cue stands:** {WHERE[rule.shape]} (`{rule.shape}`)")
    told = {"Cue": rule.cue, "Not where it is part of": rule.unless, "Not behind": rule.bars, "Only behind": rule.needs}
    yield from (f"- **{title}:** {_listed(words)}" for title, words in told.items() if words)
    if rule.tokens:
        yield f"- **Cue by shape:** {len(rule.tokens)} pattern{'s' * (len(rule.tokens) > 1)} of spaCy's Matcher"
    if rule.verb:
        yield f"- **Before a verb of:** the list `actions/{rule.verb}`"
    if rule.value:
        yield f"- **Gives:** {rule.value}"
    for title, examples in (("Finds", rule.finds), ("Leaves alone", rule.skips)):
        if examples:
            yield from ("", f"{title}:", "", "```text")
            yield "\n---\n".join(example.strip("\n") for example in examples)
            yield "```"
    yield ""


def _list(words: Words) -> Iterator[str]:
    yield from (f"### {words.name}", "", f"{words.note} ({len(words.words)} words or phrases)", "")
    more = f" ... the others are in `rules/{words.kind}.toml`" if len(words.words) > _MOST else ""
    yield from (_listed(words.words[:_MOST]) + more, "")


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" if "`" not in word else f"`` {word} ``" for word in words)
