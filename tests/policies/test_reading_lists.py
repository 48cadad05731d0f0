"""Lists of a policy whose lead-in has no colon, whose bullets were lost, or whose numbers are no numbers of items."""

import pytest

from tests.policies.test_reading import reading_of

OPENING = "Cover policy\n\nWhy\n\nEvery absence is a chance for somebody to learn, and this policy says who it is.\n\n"
ITEMS = "- the first thing\n- the second thing\n"


@pytest.mark.parametrize(
    "lead_in",
    [
        "The hopes of the governors are",
        "Committees are asked",
        "Heads of year are also expected",
        "Training may include",
        "A deputy in charge may not",
        "A deputy in charge cannot",
        "They cannot:",
        "For the treasurer there is always a second person who",
    ],
)
def test_a_sentence_that_its_list_ends_is_a_lead_in_without_a_colon(lead_in: str) -> None:
    reading = reading_of(f"{OPENING}Who does what\n\n{lead_in}\n\n{ITEMS}")
    assert [section.heading for section in reading.sections] == ["Why", "Who does what"]
    assert [(part.type, part.text) for part in reading.sections[1].body][:2] == [
        ("lead_in", lead_in),
        ("clause", "the first thing"),
    ]


@pytest.mark.parametrize("name", ["Who we are", "Where our schools are", "What a deputy can", "Reports in May"])
def test_a_name_that_asks_may_end_in_a_verb(name: str) -> None:
    reading = reading_of(f"{OPENING}{name}\n\n{ITEMS}")
    assert [section.heading for section in reading.sections] == ["Why", name]


LOST_BULLETS = """Volunteers policy

What we hope for
We want every visitor to this place to find somebody who knows what they are doing and likes doing it.
You may ask the people in the office to
find a second person for a shift that is too long for you
send the list of dates before the year begins
What we ask
Please
ring when you cannot come
look out for one another
Where to sit
The bench by the door is for volunteers, who may leave their coats and bags there for as long as they like.
"""


def test_lines_in_small_letters_below_a_short_lead_in_without_a_colon_are_items() -> None:
    reading = reading_of(LOST_BULLETS)
    assert [section.heading for section in reading.sections] == ["What we hope for", "What we ask", "Where to sit"]
    assert [part.type for part in reading.sections[0].body] == ["paragraph", "lead_in", "clause", "clause"]
    assert [(part.type, part.text) for part in reading.sections[1].body] == [
        ("lead_in", "Please"),
        ("clause", "ring when you cannot come"),
        ("clause", "look out for one another"),
    ]


def test_a_line_that_its_margin_broke_after_such_a_word_goes_on() -> None:
    reading = reading_of(
        "Volunteers policy\n\nWhy\n\nWe want every visitor who comes here on a weekday to\n"
        "find somebody who knows what they are doing, and who is\nglad to be asked about it by anybody who may\n"
        "come through the door of the hall.\n"
    )
    assert [part.type for part in reading.sections[0].body] == ["paragraph"]


def test_a_line_that_begins_with_a_count_as_those_above_it_belongs_to_them() -> None:
    reading = reading_of(
        f"{OPENING}Who sits on the panel?\n\nThe rules of the hall give us nine places:\n\n"
        "3 parents\n1 cook\n5 local traders\n\nWhat do they do?\n\nThey meet in March and read what came in.\n"
    )
    assert [section.heading for section in reading.sections][1:] == ["Who sits on the panel?", "What do they do?"]
    assert [part.text for part in reading.sections[1].body if part.type == "clause"] == [
        "3 parents",
        "1 cook",
        "5 local traders",
    ]


@pytest.mark.parametrize("room", ["   ", "\t", " "])
def test_a_letter_and_a_number_without_a_stop_count_clauses(room: str) -> None:
    reading = reading_of(
        f"Exchange policy\n\nA.   REASONS\n\nA1{room}Visits between our places have gone on for years.\n\n"
        f"A2{room}They let people see another kitchen.\n\nB.   RULES\n\nB1{room}A visit lasts for a week.\n\n"
        f"B2{room}The host meets the cost of it,\n     and of lunch.\n"
    )
    assert [(section.heading, [part.type for part in section.body]) for section in reading.sections] == [
        ("A. REASONS", ["clause", "clause"]),
        ("B. RULES", ["clause", "clause"]),
    ]


@pytest.mark.parametrize("signed", ["P Oakes, Chair of Trustees", "Cllr Jo Oakes-Elm, Leader of the Council"])
def test_who_signed_a_foreword_names_nothing(signed: str) -> None:
    reading = reading_of(f"{OPENING}{signed}\n\nWhat we do\n\nWe will:\n\n{ITEMS}")
    assert [section.heading for section in reading.sections] == ["Why", "What we do"]
    assert reading.sections[0].body[-1].text == signed


def test_numbered_paragraphs_that_introduce_lists_are_all_clauses_where_one_of_them_is_no_lead_in() -> None:
    paper = (
        "Bakery policy\n\n1. Ovens\n\n1.1 The trust will:\n\n(a) heat them at four;\n\n(b) clean them on Mondays.\n\n"
        "1.2 The committee must:\n\n(a) look at them in May.\n\n2. Flour\n\n"
    )
    alike = reading_of(f"{paper}2.1 Flour is kept dry.\n")
    assert [part.type for part in alike.sections[0].body] == ["lead_in", "clause", "clause", "lead_in", "clause"]
    mixed = reading_of(f"{paper}2.1 Sacks are kept on:\n\n(a) wood; or\n\n(b) stone.\n")
    assert [len(part.sub_clauses) for section in mixed.sections for part in section.body] == [2, 1, 2]


@pytest.mark.parametrize("lead_in", ["From the oven to the shop these are:", "The posts are as follows:"])
def test_short_lines_apart_after_a_lead_in_that_says_it_lists_are_items(lead_in: str) -> None:
    posts = ["Apprentice", "Baker (Level 3)", "Head baker", "Keeper of the shop"]
    paper = f"{OPENING}Posts\n\n{{}}\n\n" + "\n\n".join(posts) + f"\n\nWhat we promise\n\nWe will:\n\n{ITEMS}"
    reading = reading_of(paper.format(lead_in))
    assert [section.heading for section in reading.sections] == ["Why", "Posts", "What we promise"]
    assert [part.text for part in reading.sections[1].body if part.type == "clause"] == posts
    named = reading_of(paper.format("Every baker has a right to be told what comes next:"))
    assert not [part for part in named.sections[1].body if part.type == "clause"]


def test_a_list_below_the_name_of_whom_it_asks_is_a_part_of_its_own() -> None:
    reading = reading_of(
        "Workload Policy\n\nThe Headteacher:\n• Keeps meetings short\n• Tells staff early\n\n"
        "All staff:\n• Look after themselves\n• Speak up\n\nAll staff are asked to:\n• Look again\n• Say so\n"
    )
    clauses = [[part.text for part in section.body if part.type == "clause"] for section in reading.sections]
    assert [section.heading for section in reading.sections] == ["The Headteacher:", "All staff:"]
    assert clauses[1] == ["Look after themselves", "Speak up", "Look again", "Say so"]


@pytest.mark.parametrize("lead_in", ["We aim", "We all agree", "In their first week new staff will be"])
def test_a_lead_in_right_above_its_bullets_needs_no_colon(lead_in: str) -> None:
    reading = reading_of(f"{OPENING}Who does what\n\n{lead_in}\n- met by the head\n- shown the exits\n")
    assert [section.heading for section in reading.sections] == ["Why", "Who does what"]
    assert [part.type for part in reading.sections[1].body] == ["lead_in", "clause", "clause"]


def test_a_page_whose_paragraphs_are_lines_has_no_margin_that_broke_its_lists() -> None:
    """Items in small letters with room above them are no evidence of a margin."""
    reading = reading_of(
        "Cover policy\n\n"
        f"{'Every absence is a chance for somebody to learn, and this policy says who. ' * 4}\n\n"
        "Aims\n\nWe want every member of staff to:\n\nfeel that what they do is valued by us all\n"
        "know whom to turn to when work becomes too difficult\nhave work that can be done in a week\n"
        "speak of it\n\nWhere to ask\n\nHelp is there from:\n\nYour line manager or anybody who is in the team\n"
        "The Employee Programme\nOccupational Health, which the office asks\n"
    )
    assert [sum(part.type == "clause" for part in section.body) for section in reading.sections] == [0, 4, 3]
