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


BLOCKS = "{}\nRecommendation: {}\nLead: {}\nBy when: {}\n\n"


def test_a_number_alone_above_each_block_is_its_label() -> None:
    plan = read(
        "Peer review: action plan\n\nThese are the findings.\n\n"
        + BLOCKS.format("KR1", "Ask each head when they will go.", "Clerk", "May 2027")
        + BLOCKS.format("KR2", "Share the answers.", "HR", "June 2027")
        + BLOCKS.format("KR3", "Write an advert.", "HR", "July 2027")
    )
    assert told(plan) == [
        ("KR1", "Ask each head when they will go.", "Clerk", "May 2027"),
        ("KR2", "Share the answers.", "HR", "June 2027"),
        ("KR3", "Write an advert.", "HR", "July 2027"),
    ]
    assert [item.text for item in plan.unplaced] == ["These are the findings."]


@pytest.mark.parametrize("second", ["Pay", "KR7"])
def test_what_stands_above_some_blocks_or_does_not_count_on_numbers_none(second: str) -> None:
    plan = read(
        "Peer review: action plan\n\n"
        + BLOCKS.format("KR1", "Ask each head when they will go.", "Clerk", "May 2027")
        + BLOCKS.format(second, "Share the answers.", "HR", "June 2027")
    )
    assert [label for label, *_ in told(plan)] == [None, None]
    assert second in [item.text for item in plan.unplaced]


def test_a_numbered_paragraph_above_items_that_are_numbered_otherwise_is_none_of_them() -> None:
    plan = read(
        "RESPONSE TO THE REVIEW OF LEADERSHIP\n\n1.  Purpose\n\n1.1  The panel reported in May. The reply is below.\n\n"
        "R1.  That each head is asked.\nResponse: Agreed\nLead: Clerk\n\n"
        "R2.  That the answers are shared.\nResponse: Declined\nLead: HR\n"
    )
    assert told(plan) == [
        ("R1.", "That each head is asked.", "Clerk", None),
        ("R2.", "That the answers are shared.", "HR", None),
    ]


def test_a_number_alone_between_blocks_is_that_of_a_page() -> None:
    plan = read(
        "Peer review: action plan\n\n"
        + BLOCKS.format("KR1", "Ask each head when they will go.", "Clerk", "May 2027")
        + "                    3\n\n"
        + BLOCKS.format("KR2", "Share the answers.", "HR", "June 2027")
        + BLOCKS.format("KR3", "Write an advert.", "HR", "July 2027")
        + "                    4\n"
    )
    assert [row[3] for row in told(plan)] == ["May 2027", "June 2027", "July 2027"]
    assert plan.unplaced == ()


@pytest.mark.parametrize(("first", "second", "are_pages"), [(3, 4, True), (3, 9, False)])
def test_numbers_alone_that_do_not_count_on_number_no_pages(first: int, second: int, are_pages: bool) -> None:
    blocks = [BLOCKS.format(f"KR{n}", "Ask each head when they will go.", "Clerk", "May 2027") for n in range(1, 6)]
    between = ["", f"{first}\n\n", f"{second}\n\n", "", ""]
    plan = read("Peer review: action plan\n\n" + "".join(map("".join, zip(blocks, between, strict=True))))
    said = [*plan.texts(), *(piece.text for piece in plan.unplaced)]
    assert any(str(second) in text.split() for text in said) != are_pages


@pytest.mark.parametrize("numbers", [("3", "3"), ("3", "7"), ("3", "4", "5")])
def test_numbers_that_are_as_many_as_the_rows_are_cells(numbers: tuple[str, ...]) -> None:
    rows = [
        ("KR1", "Ask each head when they will go.", "Clerk"),
        ("KR2", "Share the answers with the board.", "HR"),
        ("KR3", "Write an advert that heads will read.", "HR"),
    ]
    cells = [cell for row, number in zip(rows, (*numbers, "9"), strict=False) for cell in (*row, number)]
    plan = read("Leadership action plan\n\nRef\n\nAction\n\nLead\n\nScore\n\n" + "\n\n".join(cells) + "\n")
    assert [row.other.get("Score") for row in plan.recommendations] == [*numbers, "9"][:3]


LABELS = ("Ref", "Recommendation", "Priority", "Responsible officer", "Target date", "Comment")
AUDIT = [
    ("PAY 27/03", "Ask each head when they will go.", "High", "Clerk", "May 2027", "None yet."),
    ("PAY 27/05", "Share the answers.", "Low", "HR", "June 2027", "In hand."),
    ("CYB 27/01", "Write an advert.", "High", "HR", "July 2027", "Begun."),
]


@pytest.mark.parametrize("form", ["{:<24}{}", "| {} | {} |"])
def test_labels_parted_from_their_values_by_room_or_a_line_make_a_block_each(form: str) -> None:
    blocks = ["\n".join(form.format(*pair) for pair in zip(LABELS, row, strict=True)) for row in AUDIT]
    plan = read("Internal audit: follow up\nQuarter 2\n\nThis is what is open.\n\n" + "\n\n".join(blocks) + "\n")
    assert told(plan) == [(ref, text, who, when) for ref, text, _, who, when, _ in AUDIT]
    assert [row.other for row in plan.recommendations] == [{"Priority": row[2], "Comment": row[5]} for row in AUDIT]
