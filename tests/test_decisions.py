"""Decisions and their outcomes, through the whole chain from text to record."""

import pytest

from tests.reading import minutes


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("The minutes of the last meeting were read and accepted.", "approved"),
        ("It was decided to table the talk on the crane.", "deferred"),
        ("The Trustees agreed to return to the lease in July.", "deferred"),
        ("Agreed that this should not be done.", "refused"),
        ("The Committee resolves to buy the quay.", "approved"),
        ("Accounts for May circulated and approved.", "approved"),
        ("Rosa Tye was proposed by Ann Bell and thus appointed.", "elected"),
        ("The minutes of 3 May were taken as read and signed.", "approved"),
        ("RESOLVED: that the request of the mill be refused.", "refused"),
        ("RESOLVED that Cllr Ann Bell be elected Chair for the year.", "elected"),
        ("RESOLVED, That the Board recommends that the town buy the quay.", "recommended"),
        ("It was agreed that the quay would stay open.", "approved"),
        ("The Board agreed the new charges.", "approved"),
        ("RESOLVED: that the lease be renewed.", "approved"),
        ("The minutes of 3 May were approved as a correct record.", "approved"),
        ("The motion was carried by six votes to two.", "approved"),
        ("The report on the crane was noted.", "noted"),
        ("NOTED: the report on the crane.", "noted"),
        ("Rosa Tye was elected as chair for the year.", "elected"),
        ("Ann Bell proposed Rosa Tye as treasurer and Colin Dunn seconded.", "elected"),
        ("The old minutes were read & accepted by the group.", "approved"),
        ("The meeting voted unanimously to keep the crane.", "approved"),
        ("Treasurer: Rosa Tye - Passed", "elected"),
        ("It was agreed to defer the vote on the crane.", "deferred"),
        ("The request of the mill was refused.", "refused"),
        ("It was resolved to recommend the plan to the county.", "recommended"),
    ],
)
def test_outcomes(text: str, outcome: str) -> None:
    found = minutes(text).decisions
    assert [decision.outcome for decision in found] == [outcome]


@pytest.mark.parametrize(
    "text",
    [
        "RT agreed with Ann Bell that the crane is loud.",
        "Repairs were carried out in May.",
        "The date is to be agreed.",
        "It was noted that the crane is loud.",
        "RT agreed to write to the mill.",
        "RT also agreed to write to the mill.",
        "RT to bring the plan to next meeting.",
        "CD was signed up to run the stall.",
        "CD said that although the crane was approved, it is loud.",
        "It needs to be discussed and agreed because of the noise.",
    ],
)
def test_no_decision(text: str) -> None:
    assert minutes(text).decisions == ()


def test_each_limb_of_a_resolution_is_one() -> None:
    found = minutes("RESOLVED that:\n\n1. the lease be renewed\n2. the rent be raised\n\nThe tide was high.").decisions
    assert [decision.text for decision in found] == ["the lease be renewed", "the rent be raised"]


def test_bare_word_keeps_its_item() -> None:
    found = minutes("## 4. New crane\n\nAgreed.\n\n## 5. New quay\n\nNoted.").decisions
    assert [(d.text, d.outcome, d.item) for d in found] == [
        ("Agreed.", "approved", "New crane"),
        ("Noted.", "noted", "New quay"),
    ]


def test_result_takes_the_motion_before_it() -> None:
    found = minutes("Ann Bell moved that the crane be sold. The motion passed.").decisions
    assert [decision.text for decision in found] == ["Ann Bell moved that the crane be sold. The motion passed."]


@pytest.mark.parametrize("said", ["Amended, accepted.", "Approved & signed as correct."])
def test_a_bare_outcome_with_what_was_done_beside_it(said: str) -> None:
    found = minutes(f"1. Minutes\n\n{said}\n").decisions
    assert [(decision.outcome, decision.item) for decision in found] == [("approved", "Minutes")]
