"""Blocks of labels: what names, numbers and closes them, and what stands below a line of several."""

import pytest

from tests.actionplan.reading_checks import read, told

THREE = [
    ("1.4", "Ask each head when they will go.", "Clerk", "May 2027"),
    ("2.1", "Share the answers with the board.", "HR", None),
    ("2.2", "Write an advert that heads will read.", "HR", "July 2027"),
]


def test_a_label_nobody_knows_is_a_field_where_it_stands_beside_known_ones_in_most_blocks() -> None:
    plan = read(
        "Wold Academy\nSection 120 check 2027: what we will do\n\n----------\n"
        "Standard 1.4: Leaving\nAction needed: Ask each head when they will go.\nPerson: Clerk\nDate: May 2027\n"
        "Shut: No\n----------\n"
        "Standard 2.1: Answers\nAction needed: Share the answers with the board.\nPerson: HR\nDate:\nShut: Yes\n"
        "----------\n"
        "Standard 2.2 (RED): Adverts\nAction needed: Write an advert that heads will read.\nPerson: HR\n"
        "Date: July 2027\nShut: No\n----------\n\nSigned ______ by ______\n"
    )
    assert told(plan) == THREE
    assert [one.other["Shut"] for one in plan.recommendations] == ["No", "Yes", "No"]
    assert plan.title == "Section 120 check 2027: what we will do"
    assert plan.unplaced[-1].text == "Signed ______ by ______"


def test_a_tab_parts_a_label_from_its_value_and_codes_under_an_unknown_one_number_the_blocks() -> None:
    plan = read(
        "Areas for improvement: position statement\n\n"
        "FFI\t2027-01\nArea for improvement\tThe service should ask each head.\n"
        "What we are doing\tAsking.\n\tWriting.\nLead\tClerk\nStatus\tOn track\n\n"
        "FFI\t2027-02\nArea for improvement\tThe service should tell the board.\nWhat we are doing\tTelling.\n"
        "Lead\tHR\nStatus\tDelayed\n\n"
        "FFI\t2027-03\nArea for improvement\tThe service should\n"
    )
    assert told(plan) == [
        ("2027-01", "The service should ask each head.", "Clerk", None),
        ("2027-02", "The service should tell the board.", "HR", None),
        ("2027-03", "The service should", None, None),
    ]
    assert [item.text for item in plan.recommendations[0].actions] == ["Asking.", "Writing."]
    assert plan.title == "Areas for improvement: position statement"


def test_a_heading_above_each_block_gives_its_number() -> None:
    plan = read(
        "Wold Group\n\n# Lessons of the year\n\nTwo were found.\n\n### WG/27/019 – Letters went astray\n"
        "* **Recommendation:** Ask each head first\n* **Service to act:** Post Room\n* **Deadline:** May 2027\n\n"
        "### WG/27/024 – A file was published\n"
        "* **Recommendation:** Look twice\n* **Service to act:** ICT\n* **Deadline:** June 2027\n"
    )
    assert told(plan) == [
        ("WG/27/019", "Ask each head first", "Post Room", "May 2027"),
        ("WG/27/024", "Look twice", "ICT", "June 2027"),
    ]
    assert plan.recommendations[0].other == {"Column 2": "Letters went astray"}
    assert (plan.title, plan.subtitle) == ("Lessons of the year", None)


def test_only_the_innermost_items_of_a_nested_list_are_rows() -> None:
    plan = read(
        "Leadership plan\n\n1\tKEEP HEADS\n1.1\tObjective: heads are asked\n\t1.1.1\tAsk each head\n"
        "\t\tLead – HR      Timescale – by May 2027      RAG – Green\n\t1.1.2\tShare the\n\tanswers\n"
        "\t\tLead – Clerk      Timescale – ongoing      RAG – Red\n1.2\tObjective: heads are told\n"
        "\t1.2.1\tWrite to them\n\t\tLead – HR      Timescale – July 2027\n2\tFIND HEADS\n2.1\tObjective: adverts\n"
        "\t2.1.1\tWrite one\n\t\tLead – HR      Timescale – July 2027      RAG – Red\n"
    )
    assert told(plan) == [
        ("1.1.1", "Ask each head", "HR", "by May 2027"),
        ("1.1.2", "Share the answers", "Clerk", "ongoing"),
        ("1.2.1", "Write to them", "HR", "July 2027"),
        ("2.1.1", "Write one", "HR", "July 2027"),
    ]
    assert [one.status for one in plan.recommendations] == ["Green", "Red", None, "Red"]


@pytest.mark.parametrize("bold", ["**", ""])
def test_a_decision_may_stand_in_brackets_before_what_was_recommended(bold: str) -> None:
    plan = read(
        "# Wold Task Force: the response\n\n*Cabinet, 10 March 2027*\n\n## Keeping\n\n"
        f"{bold}R1{bold} [ACCEPTED] That each head be asked when they mean to go, and the answers be shared.\n"
        "*Owner: HR Manager; due: May 2027*\nThe letter is drafted.\n\n## Finding\n\n"
        f"{bold}R2{bold} [NOT ACCEPTED] That an advert be written.\n*Owner: none; due: n/a*\n\n"
        f"{bold}R3{bold} [REFERRED] That the advert be sent to all.\n*Owner: Board; due: TBC*\n"
    )
    assert told(plan) == [
        ("R1", "That each head be asked when they mean to go, and the answers be shared.", "HR Manager", "May 2027"),
        ("R2", "That an advert be written.", "none", "n/a"),
        ("R3", "That the advert be sent to all.", "Board", "TBC"),
    ]
    assert [one.response for one in plan.recommendations] == ["ACCEPTED", "NOT ACCEPTED", "REFERRED"]
    assert [item.text for item in plan.recommendations[0].actions] == ["The letter is drafted."]
    assert plan.title == "Wold Task Force: the response"
    assert [piece.text for piece in plan.unplaced][-2:] == ["## Keeping", "## Finding"]
