"""What a paper asks of the meeting: bullets under "Members are asked to:", a section of them, or a sentence."""

import re

from psr_extract.extract.papers.parts import (
    Part,
    Section,
    bullets_after,
    column_titles,
    columns,
    cues,
    fold,
    is_heading,
    key,
    parts,
    sections,
    sentences,
    unique,
)
from psr_extract.extract.view import View
from psr_extract.records import Recommendation

_JOINT = re.compile(r"[\s,;]*(?:\b(?:and|or)\b)?[\s;,]*$")
_LABEL_END = re.compile(r"\s*\d{0,2}\s*(?:[:;,.–—-]\s*|(?=[Tt]hat\b|[Tt]o\b))")
_BARE = re.compile(r"(?:that|to)\s", re.IGNORECASE)
_SHOULD = re.compile(r"\b(?:should|must|needs? to be)\b|\bbe (?:noted|approved|agreed|endorsed|adopted)\b")
_STEM = re.compile(r"(?:it is (?:therefore )?recommended|resolved|recommended),?\s+that\s+", re.IGNORECASE)


def recommendations(view: View) -> tuple[Recommendation, ...]:
    """The asks of a paper, one entry each; one that is said again at the end stands once."""
    if view.kind != "paper":
        return ()
    led = _led(view)
    under = sections(view, "recommendations")
    titles = column_titles(view)
    found: list[Recommendation] = []
    for number, block in enumerate(view.blocks):
        for part in parts(view, number):
            before = len(found)
            if is_heading(block):
                found += _labelled(view, part)
            elif number in led:
                found.append(_whole(part, led[number]))
            else:
                found += _in_part(view, part) or _in_column(view, part, titles[number])
                found += [] if len(found) > before else _in_section(view, part, under.get(number))
    return unique(found, lambda entry: key(_STEM.sub("", entry.text)))


def _led(view: View) -> dict[int, str]:
    """The bullets under a lead-in ("The Board is asked to:"), each with the name of its rule."""
    found: dict[int, str] = {}
    for number, block in enumerate(view.blocks):
        text = block.text.rstrip()
        if block.kind == "row" or ((is_heading(block) or number in found) and not text.endswith(":")):
            continue
        found.pop(number, None)
        for part in parts(view, number):
            for cue in cues(view, "recommendations", part, "OWNER CUE BULLETS"):
                tail = text[cue.end :].strip(" ,.…")
                if tail == ":" or not tail or (text.endswith(":") and cue.start > len(text) - 160):
                    found.update(dict.fromkeys(bullets_after(view, number), cue.rule.name))
    return found


def _whole(part: Part, rule: str) -> Recommendation:
    end = len(_JOINT.sub("", part.text))
    return Recommendation(fold(part.text[:end]), part.source(0, end, rule))


def _in_part(view: View, part: Part) -> list[Recommendation]:
    """The asks that a label or the words of a sentence show."""
    if labelled := _labelled(view, part):
        return labelled
    said = cues(view, "recommendations", part, "SENTENCE")
    spans = sentences(view, part) if said else []
    found = []
    for start, end in spans:
        cue = next((cue for cue in said if start <= cue.start < end), None)
        if cue and not part.text[start:end].rstrip().endswith(":"):
            found.append(Recommendation(fold(part.text[start:end]), part.source(start, end, cue.rule.name)))
    return found


def _labelled(view: View, part: Part) -> list[Recommendation]:
    label = next((cue for cue in cues(view, "recommendations", part, "CUE TASK") if cue.start == 0), None)
    gap = _LABEL_END.match(part.text, label.end) if label else None
    if label is None or gap is None or gap.end() == len(part.text):
        return []
    rest = Part(part.block, part.start + gap.end(), part.text[gap.end() :], part.listed, part.column)
    return [_whole(rest, label.rule.name)]


def _in_column(view: View, part: Part, titles: tuple[str, ...]) -> list[Recommendation]:
    at = columns(view, "recommendations", titles).get("")
    return [_whole(part, at[1].name)] if at and at[0] == part.column else []


def _in_section(view: View, part: Part, section: Section | None) -> list[Recommendation]:
    """What stands under a title such as "Recommendations": bullets, and lines that read like an ask."""
    if section is None or part.column is not None:
        return []
    rule = section.rule
    if rule.value == "questions":
        asked = [(start, end) for start, end in sentences(view, part) if part.text[start:end].endswith("?")]
        return [Recommendation(fold(part.text[a:b]), part.source(a, b, rule.name)) for a, b in asked]
    if part.text.rstrip().endswith(":"):
        return []
    if part.listed or _BARE.match(part.text):
        return [_whole(part, rule.name)]
    if not section.bare:
        return []
    asking = view.rules.words("recommendations/verbs")
    asks = [span for span in sentences(view, part) if _asks(part.text[slice(*span)], asking)]
    return [Recommendation(fold(part.text[a:b]), part.source(a, b, rule.name)) for a, b in asks]


def _asks(text: str, verbs: frozenset[str]) -> bool:
    """Whether a sentence begins with a verb that asks ("Approve ...") or says what should be done."""
    return text.split()[0].strip(",;:").casefold() in verbs or bool(_SHOULD.search(text))
