"""Document control of a policy, however its labels, its versions and their dates were laid out."""

import pytest

from policies.document import SectionKind
from tests.policies.test_reading import reading_of

AIM = "Aims\n\nThis policy aims to:\n\n- keep the kitchen led by somebody who knows it\n- let cooks learn from cooks\n"


def test_labels_and_their_values_on_lines_in_turn_are_a_table_of_control() -> None:
    reading = reading_of(
        "Oak Lane Trust\n\nKitchen Leaders Policy\n\nDocument control\n\nPolicy owner\nHead of Food\nApproved by\n"
        "Food Committee\nDate approved\n04/05/2031\nNext review\nMay 2033\nVersion\n2.4\nApplies to\nAll kitchens\n"
        f"Kept at\nReception\n\n{AIM}"
    )
    control = reading.sections[0]
    assert (control.heading, control.kind) == ("Document control", SectionKind.CONTROL)
    assert control.body[0].rows == (
        ("Policy owner", "Head of Food"),
        ("Approved by", "Food Committee"),
        ("Date approved", "04/05/2031"),
        ("Next review", "May 2033"),
        ("Version", "2.4"),
        ("Applies to", "All kitchens"),
        ("Kept at", "Reception"),
    )
    assert [section.heading for section in reading.sections] == ["Document control", "Aims"]
    assert [(date.label, date.window.words) for date in reading.dates] == [
        ("approved", "04/05/2031"),
        ("review", "May 2033"),
    ]


def test_labels_and_values_with_room_between_are_a_table_too_and_names_over_sentences_are_none() -> None:
    reading = reading_of(
        "Kitchen Leaders Policy\n\nApproved by\n\nFood Committee\n\nMinute reference\n\n31/047\n\nNext review\n\n"
        "May 2033\n\nVersion\n\n2.4\n\n"
        f"{AIM}\nApproval\n\nCooks approve this.\n\nReview\n\nCooks review this.\n\nStatus\n\nCooks may change this.\n"
    )
    assert reading.sections[0].body[0].rows == (
        ("Approved by", "Food Committee"),
        ("Minute reference", "31/047"),
        ("Next review", "May 2033"),
        ("Version", "2.4"),
    )
    assert [section.heading for section in reading.sections][1:] == ["Aims", "Approval", "Review", "Status"]


def test_labels_that_stand_together_and_their_values_after_them_are_no_lines_in_turn() -> None:
    reading = reading_of(
        f"Kitchen Leaders Policy\n\nApproved by\nNext review\nVersion\nFood Committee\nMay 2033\n2.4\n\n{AIM}"
    )
    assert not [part for section in reading.sections for part in section.body if part.type == "table"]


VERSIONS = (
    ("Version", "Date", "What changed"),
    ("0.1", "3 March 2030", "First draft"),
    ("1.0", "4 May 2031", "Agreed by the committee"),
)


@pytest.mark.parametrize("room", ["\n", "\n\n"])
def test_versions_given_a_cell_a_line_are_a_table_of_control(room: str) -> None:
    cells = room.join(cell for row in VERSIONS for cell in row)
    reading = reading_of(
        f"Kitchen Leaders Policy\n\n{AIM}\nHistory of this paper\n\n{cells}\n\nNext review: May 2033\n"
    )
    history = reading.sections[-1]
    assert (history.heading, history.kind) == ("History of this paper", SectionKind.CONTROL)
    assert history.body[0].rows == VERSIONS
    assert [date.window.words for date in reading.dates] == ["3 March 2030", "4 May 2031", "May 2033"]


def test_a_table_of_versions_drawn_with_pipes_is_control() -> None:
    drawn = "\n".join(f"| {' | '.join(row)} |" for row in VERSIONS)
    reading = reading_of(f"Kitchen Leaders Policy\n\n{drawn}\n\n{AIM}")
    assert [section.kind for section in reading.sections] == [SectionKind.CONTROL, SectionKind.AIMS]


def test_a_name_over_nothing_but_control_is_that_of_control() -> None:
    reading = reading_of(f"Kitchen Leaders Policy\n\n{AIM}\nReview\n\nAgreed: 4 May 2031\nNext review: May 2033\n")
    assert [(section.heading, section.kind) for section in reading.sections][1:] == [("Review", SectionKind.CONTROL)]
    with_text = reading_of(
        f"Kitchen Leaders Policy\n\n{AIM}\nReview\n\nAgreed: 4 May 2031\n\nThe cooks look at it again with the head.\n"
    )
    assert with_text.sections[1].kind is SectionKind.MONITORING


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("The targets are looked at and reviewed every third year, next in March 2034.", "in March 2034"),
        ("The policy is reviewed by the cooks in every other autumn, next in autumn 2034.", "in autumn 2034"),
        ("Agreed by the Food Committee. To be reviewed in March 2034.", "in March 2034"),
        ("The cooks will look at this policy again in March 2034.", "in March 2034"),
        ("This guidance will be revised when the cooks have said what they think in March 2034.", "in March 2034"),
        ("Next update due: March 2034.", "March 2034"),
        ("This section of the handbook is next due for review in March 2034.", "in March 2034"),
    ],
)
def test_what_is_reviewed_next_gives_the_date_of_review(said: str, words: str) -> None:
    reading = reading_of(f"Kitchen Leaders Policy\n\n{AIM}\nReview\n\n{said}\n")
    assert [(date.label, date.window.words) for date in reading.dates] == [("review", words)]


def test_a_date_below_a_question_when_something_is_done_to_the_policy_answers_it() -> None:
    reading = reading_of(
        f"Kitchen Leaders Policy\n\n{AIM}\nWhen will this be looked at again?\n\n"
        "In March 2034, before the cooks go on leave.\n\nWhen do the ovens come?\n\nIn May 2035, as we hope.\n"
    )
    assert [(date.label, date.window.words) for date in reading.dates] == [("review", "In March 2034")]


def test_a_version_says_where_it_was_agreed_and_what_it_is_for_next() -> None:
    reading = reading_of(
        f"Kitchen Leaders Policy\n\n{AIM}\nCooks\n\nCooks sign it.\n\n"
        "Version 4, agreed at the Food Committee 4 May 2031. For review by the cooks in March 2034.\n"
    )
    assert [(date.label, date.window.words) for date in reading.dates] == [
        ("agreed", "4 May 2031"),
        ("review", "in March 2034"),
    ]


def test_dates_of_other_things_under_a_name_that_says_review_are_none_of_the_policy() -> None:
    reading = reading_of(f"Kitchen Leaders Policy\n\n{AIM}\nReview\n\nThe new ovens were signed for in March 2034.\n")
    assert reading.dates == ()


@pytest.mark.parametrize("room", ["        ", " | "])
def test_labels_with_their_values_beside_each_other_are_rows(room: str) -> None:
    line = room.join(["Lead: Head Cook", "Committee: Food", "Next review: May 2033"])
    reading = reading_of(f"Kitchen Leaders Policy\n\n{line}\n\n{AIM}")
    assert reading.sections[0].body[0].rows == (
        ("Lead:", "Head Cook"),
        ("Committee:", "Food"),
        ("Next review:", "May 2033"),
    )
    assert [(date.label, date.window.words) for date in reading.dates] == [("review", "May 2033")]


def test_a_table_of_two_labels_and_values_a_row_is_control() -> None:
    table = "| Agreed by | Food Committee | Date | 4 May 2031 |\n| Version | 7 | Review date | May 2033 |\n"
    reading = reading_of(f"Kitchen Leaders Policy\n\n{AIM}\nMonitoring\n\nCooks say how it went.\n\n{table}")
    assert [section.kind for section in reading.sections][1:] == [SectionKind.MONITORING, SectionKind.CONTROL]
    assert [(date.label, date.window.words) for date in reading.dates] == [
        ("agreed", "4 May 2031"),
        ("review", "May 2033"),
    ]


def test_text_between_control_and_the_first_heading_introduces() -> None:
    reading = reading_of(
        f"Kitchen Leaders Policy\n\nNext review: May 2033\n\nKitchens run on people who know them.\n\n{AIM}"
    )
    assert [section.kind for section in reading.sections][:2] == [SectionKind.CONTROL, SectionKind.INTRODUCTION]
