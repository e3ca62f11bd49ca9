"""Actions in all their forms, through the whole chain from text to record."""

import datetime as dt

import pytest

from psr_extract.parsers.html import page
from psr_extract.parsers.markdown import parse_markdown
from psr_extract.records import Action, Record
from tests.reading import minutes, record_of


def one(text: str, **options: str) -> Action:
    found = minutes(text, **options).actions
    assert len(found) == 1, found
    return found[0]


def outlined(text: str) -> Record:
    """The record of minutes in Markdown, where bullets may stand below bullets."""
    head = "# Minutes of the Harbour Board held on 3 June 2025\n\n"
    return record_of(parse_markdown(f"{head}{text}\n", name="minutes.md", sha256=""))


@pytest.mark.parametrize(
    ("text", "words", "owners"),
    [
        ("Action: RT to order new signs.", "RT to order new signs.", ("RT",)),
        ("ACTION (RT): order new signs.", "order new signs.", ("RT",)),
        ("Action Point – PMO to order new signs.", "PMO to order new signs.", ("PMO",)),
        ("AP3: order new signs – RT/AB", "order new signs – RT/AB", ("RT", "AB")),
        ("ACTION RT to order new signs.", "RT to order new signs.", ("RT",)),
        ("Talk of the quay. [Action: RT to order new signs]", "RT to order new signs", ("RT",)),
        ("RT agreed to order new signs.", "RT agreed to order new signs.", ("RT",)),
        ("The Clerk and the Chair will meet the mill.", None, ("Clerk", "Chair")),
        ("It was agreed that the Harbour Master would write to the mill.", None, ("Harbour Master",)),
        ("The Clerk was asked to obtain three quotes.", None, ("Clerk",)),
        ("RESOLVED: that the Clerk write to the mill.", None, ("Clerk",)),
        ("Plans to be drawn up by the estates team.", None, ("estates team",)),
        ("A list is to be drawn up by Ann Bell and Cllr Dent for the next meeting.", None, ("Ann Bell", "Cllr Dent")),
        ("A plan for the quay is to be drawn up by Ann Bell.", None, ("Ann Bell",)),
        ("Action: Ann-Lee Bell to order new signs.", "Ann-Lee Bell to order new signs.", ("Ann-Lee Bell",)),
        ("Further figures to be brought to the next meeting.", None, ()),
        ("We will ask the mill for its plans.", None, ()),
        ("Ann Bell spoke of the mill. She will write to its owner.", "She will write to its owner.", ("Ann Bell",)),
        ("RT to write to the mill and CD to call the bank.", None, ("RT", "CD")),
        ("Head of Finance to circulate the accounts.", None, ("Head of Finance",)),
        ("Treasurer TODO: open a second account.", "open a second account.", ("Treasurer",)),
        ("Clerk notify the mill.", None, ("Clerk",)),
        ("RT to signpost the path.", None, ("RT",)),
        ("(Minute 9) Cllr Dent will write to the mill.", None, ("Cllr Dent",)),
        ("The Board thanked the mill, the Clerk to notify it.", None, ("Clerk",)),
        ("Caretaker, Ann Bell to mend the gate.", None, ("Ann Bell",)),
        ("Will schedule an open day for the tenants.", None, ()),
        ("It was agreed that we should publicise the fair.", None, ()),
        ("It was agreed to erect a sign.", None, ()),
        ("Decision/Action: order new signs.", "order new signs.", ()),
        ("The old rope is worn. Clerk to action.", "The old rope is worn.", ("Clerk",)),
        ("Repairs: the crane is loud; Cllr Dent will ask the maker.", "Cllr Dent will ask the maker.", ("Cllr Dent",)),
        ("Ann Bell spoke. The mill is old. She will write to it.", "She will write to it.", ("Ann Bell",)),
        ("Action: order new signs from RT", "order new signs from RT", ()),
        ("It was agreed Ann Bell will ask the mill.", None, ("Ann Bell",)),
        ("The quay had been mended, and it was agreed to erect a sign.", None, ()),
        ("ACTION – RT agenda item for the fair", "RT agenda item for the fair", ("RT",)),
        ("The fair – CD was unaware of the date. RT said that it is in May. She will confirm it.",
         "She will confirm it.", ("RT",)),
        ("Action: The Board requested Port Office write to the mill.", None, ("Port Office",)),
        ("Ann Bell asked Cllr Dent if he would write to the mill.", None, ("Cllr Dent",)),
        ("The rope is not wet - it was agreed to erect a sign.", None, ()),
        ("The Clerk will again inspect the quay.", None, ("Clerk",)),
        ("RT to do a drawing of the quay.", None, ("RT",)),
        ("Noticeboards – update on options The Clerk said she would write to the mill.", None, ("Clerk",)),
        ("Initially the Clerk would write to the mill.", None, ("Clerk",)),
        ("This will be discussed again at a future meeting.", None, ()),
        ("The application was read and the decision was made to invite Ann Bell to join.", None, ()),
    ],
)  # fmt: skip
def test_forms(text: str, words: str | None, owners: tuple[str, ...]) -> None:
    found = one(text)
    assert found.owners == owners
    assert found.text == (words or found.text)


@pytest.mark.parametrize(
    "text",
    [
        "RT wrote to the mill in May.",
        "The crane will save money in time.",
        "The mill asked if the quay could open to boats.",
        "No action was required.",
        "Action: none",
        "Could the Clerk write to the mill?",
        "It gave the crew a chance to see the new quay.",
        "Thanks are due to the crew.",
        "RT to order new signs – done.",
        "Our staff work on new signs and lamps to improve the quay.",
        "RT: use of the crane for boats.",
        "Looking for a crew to mend the crane.",
        "The mill employs staff to manage the weir.",
        "Action 12: Ann Bell has met the mill.",
        "Action: DONE RT to order new signs.",
        "Working to mend the crane is hard.",
        "Updated to mend the page of the quay.",
    ],
)
def test_no_action(text: str) -> None:
    assert minutes(text).actions == ()


def test_lead_in_gives_its_owner_to_each_bullet() -> None:
    found = minutes("The crew to:\n\n- mend the crane\n- paint the quay\n\nThe tide was high.").actions
    assert [(action.text, action.owners) for action in found] == [
        ("mend the crane", ("crew",)),
        ("paint the quay", ("crew",)),
    ]


def test_a_heading_that_names_an_owner_gives_it_to_the_bullets_below() -> None:
    found = minutes(
        "## Actions arising from the meeting of 3 June\n\n## Sec TODO:\n\n- open a second account\n- buy rope"
    ).actions
    assert [(action.text, action.owners) for action in found] == [
        ("open a second account", ("Sec",)),
        ("buy rope", ("Sec",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## Actions\n\n- Clerk to call the mill. Treasurer to pay for the rope. The rope is blue.",
        "Action: Clerk to call the mill. Treasurer to pay for the rope. The rope is blue.",
        "Task\tDue\nClerk to call the mill. Treasurer to pay for the rope. The rope is blue.\tMay\n",
        "- Clerk to call the mill about the rope Treasurer to pay for the rope",
    ],
)
def test_a_task_ends_where_somebody_else_is_given_one(text: str) -> None:
    found = minutes(text).actions
    assert [action.owners for action in found] == [("Clerk",), ("Treasurer",)]
    assert found[0].text.startswith("Clerk to call the mill")
    assert found[1].text.startswith("Treasurer to pay for the rope")


def test_a_column_of_owners_keeps_an_entry_whole() -> None:
    row = "Clerk to call the mill. Treasurer to pay for the rope.\tAnn Bell"
    assert one(f"Task\tOwner\n{row}\n").owners == ("Ann Bell",)


def test_a_nickname_in_lower_case_is_known_by_its_capital_elsewhere() -> None:
    found = minutes("Action: Rook to call the mill\n\nAction: rook to unbook the hall").actions
    assert [action.owners for action in found] == [("Rook",), ("rook",)]


def test_a_label_over_deeper_bullets_takes_those_alone() -> None:
    text = "- The crane is loud.\n- Action:\n  - order a quieter rope\n  - ask the mill\n- The quay is dry."
    assert [action.text for action in outlined(text).actions] == ["order a quieter rope", "ask the mill"]


def test_notes_below_an_entry_are_no_entries_and_a_done_one_goes() -> None:
    text = "- RT: Order signs\n  - Nothing heard as yet\n- CD: Buy a rope\n  - Done\n- AB: Call the mill"
    found = outlined(f"## Action items\n\n{text}").actions
    assert [action.text for action in found] == ["Order signs", "Call the mill"]


def test_short_tasks_in_the_same_words_are_different_tasks() -> None:
    text = "## The crane\n\nIt needs paint. Clerk to order it.\n\n## The quay\n\nIt needs sand. Clerk to order it."
    assert [action.item for action in minutes(text).actions] == ["The crane", "The quay"]


def test_a_column_of_decisions_and_actions_gives_only_its_tasks() -> None:
    text = (
        "Item\tDiscussion\tDecisions and actions\n1\tThe quay\tRT to order sand\n2\tThe crane\tA blue crane is best\n"
    )
    assert [action.text for action in minutes(text).actions] == ["RT to order sand"]


def test_a_list_of_actions_may_call_its_tasks_anything() -> None:
    head = "| Item | Responsible | Due Date |\n|---|---|---|\n"
    rows = "| Ask the mill to mend its weir | rosa | |\n| Tell Cllr Dent | RT | |\n"
    found = outlined(f"## Actions\n\n{head}{rows}").actions
    assert [(action.text, action.owners) for action in found] == [
        ("Ask the mill to mend its weir", ("rosa",)),
        ("Tell Cllr Dent", ("RT",)),
    ]


def test_a_row_with_more_cells_than_titles_is_read_without_them() -> None:
    text = """<html><body><h1>Minutes of the Harbour Board, 3 June 2025</h1><h2>Actions</h2><table>
<tr><th>Item</th><th>By whom</th></tr><tr><td>Paint the quay</td><td>RT</td></tr>
<tr><td>Mend the crane in the yard</td><td>AB</td></tr>
<tr><td>41/25</td><td>Ask the mill to mend its weir</td><td>RT</td></tr></table></body></html>"""
    found = record_of(page(text, name="minutes.html", sha256="")).actions
    assert [(action.text, action.owners) for action in found] == [
        ("Paint the quay", ("RT",)),
        ("Mend the crane in the yard", ("AB",)),
        ("Ask the mill to mend its weir", ("RT",)),
    ]


def test_a_box_for_a_tick_is_no_part_of_a_task() -> None:
    found = outlined("## Actions\n\n* [ ] (RT) Order new signs\n* [ ] Paint the quay [Ann Bell]\n").actions
    assert [(action.text, action.owners) for action in found] == [
        ("Order new signs", ("RT",)),
        ("Paint the quay [Ann Bell]", ("Ann Bell",)),
    ]


def test_a_table_of_the_agenda_is_no_list_of_tasks() -> None:
    assert minutes("Item\tDescription\tLead\n1\tWelcome\tRT\n2\tReview of the crane\tCD\n").actions == ()


def test_bare_label_behind_the_paragraph() -> None:
    found = one("The crane is loud. The maker must be asked for a quieter one. ACTION: RT")
    assert found.text == "The maker must be asked for a quieter one."
    assert found.owners == ("RT",)


def test_label_lines_for_owner_and_due() -> None:
    found = one("Action: write to the mill\n\nOwner: Rosa Tye\n\nDue: 30 June")
    assert (found.owners, found.due and found.due.end) == (("Rosa Tye",), dt.date(2025, 6, 30))


def test_table_with_owner_due_and_status() -> None:
    table = (
        "Ref\tAction\tOwner\tBy when\tStatus\n"
        "H1\tMend the crane\tRT\t30 June\tOngoing\n"
        "H2\tPaint the quay\tAB/CD\tasap\tOpen\n"
        "H3\tBuy a rope\tCD\t1 May\tCompleted\n"
    )
    found = minutes(table).actions
    assert [(a.ref, a.text, a.owners, a.status) for a in found] == [
        ("H1", "Mend the crane", ("RT",), "Ongoing"),
        ("H2", "Paint the quay", ("AB", "CD"), "Open"),
    ]
    assert found[0].due is not None
    assert found[0].due.end == dt.date(2025, 6, 30)
    assert found[1].due is not None
    assert found[1].due.end is None


def test_due_is_read_against_the_meeting() -> None:
    found = one("RT to order new signs by 15 July.")
    assert found.due is not None
    assert (found.due.start, found.due.end) == (None, dt.date(2025, 7, 15))


def test_item_is_the_heading_above() -> None:
    found = minutes("## 4. The crane\n\nRT to order a new rope.\n\n## 5. The quay\n\nCD to order paint.").actions
    assert [action.item for action in found] == ["The crane", "The quay"]


def test_a_task_said_twice_stands_once() -> None:
    assert (
        len(minutes("RT to order new signs.\n\nThe crane is loud.\n\n## Actions\n\n- RT to order new signs.").actions)
        == 1
    )


def test_evidence_is_a_slice_of_the_block() -> None:
    from psr_extract.parsers.text import parse_text
    from tests.reading import record_of

    document = parse_text(
        "Minutes\n\nTalk of the quay.  ACTION (RT): order new signs by 5 May.\n\n- CD to buy rope – asap"
    )
    for action in record_of(document).actions:
        block = document.blocks[action.source.block]
        assert " ".join(block.text[action.source.start : action.source.end].split()) == action.text


def test_the_title_of_a_table_in_capitals_is_no_label_with_initials() -> None:
    text = "6. NEXT MEETING\n\n24th September, 2.00pm\n\nACTION TABLE\n\nNo.\tAction\tWho\n1\tOrder new signs\tRT\n"
    assert [action.text for action in minutes(text).actions] == ["Order new signs"]
