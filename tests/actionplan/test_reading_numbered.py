"""Plans that are a numbered list: who and by when at the end of an item, or what was decided below it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.actionplan.reading_checks import read, told

HEAD = "Leadership action plan\n\n"


@pytest.mark.parametrize(
    ("item", "text", "owner", "due"),
    [
        ("Draft a guide (HR, by May 2027)", "Draft a guide", "HR", "by May 2027"),
        ("Draft a guide (HR; May 2027).", "Draft a guide", "HR", "May 2027"),
        ("Draft a guide (HR and clerk – ongoing)", "Draft a guide", "HR and clerk", "ongoing"),
        ("Draft a guide (by May 2027)", "Draft a guide", None, "by May 2027"),
        ("Draft a guide (Lead: School Improvement)", "Draft a guide", "School Improvement", None),
        ("Draft a guide (Lead: HR, May 2027)", "Draft a guide", "HR", "May 2027"),
        ("Draft a guide – Director – May 2027", "Draft a guide", "Director", "May 2027"),
        ("Draft a guide - May 2027", "Draft a guide", None, "May 2027"),
        ("Draft a guide for heads by May 2027.", "Draft a guide for heads", None, "by May 2027"),
        ("Draft a guide for heads, by May 2027", "Draft a guide for heads", None, "by May 2027"),
    ],
)
def test_an_item_ends_with_who_and_when(item: str, text: str, owner: str | None, due: str | None) -> None:
    reading = read(f"{HEAD}1. {item}\n2. Look again (HR, June 2027)\n3. Stop in May 2028 (HR, June 2028)\n")
    first = reading.recommendations[0]
    assert (first.label, first.text) == ("1.", text)
    assert (first.owners.words if first.owners else None) == owner
    assert (first.due.words if first.due else None) == due


@pytest.mark.parametrize("item", ["Draft a guide (see page 4)", "Draft a guide (with cover)", "Draft it. Say why."])
def test_an_item_that_says_neither_is_left_whole(item: str) -> None:
    reading = read(f"{HEAD}1. {item}\n2. Look again (HR, June 2027)\n3. Stop (HR, June 2028)\n4. End (HR, July 2028)\n")
    first = reading.recommendations[0]
    assert (first.text, first.owners, first.due) == (item, None, None)


def test_an_item_may_run_over_lines_and_end_in_the_middle_of_one() -> None:
    reading = read(
        f"{HEAD}1. Draft a guide for\nheads and boards (School\nImprovement, by May 2027)\n2. End (HR, May 2027)\n"
    )
    first = reading.recommendations[0]
    assert first.text == "Draft a guide for heads and boards"
    assert first.owners is not None
    assert first.owners.words == "School Improvement"


@pytest.mark.parametrize(
    "answer",
    ["Agreed. It is done.", "Not agreed.", "Partially accepted, for one year.", "The Cabinet does not support this."],
)
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_what_was_decided_stands_below_the_item(answer: str, between: str) -> None:
    items = [f"1. That a fund be set up.{between}{answer}", f"2. That all is well.{between}Agreed."]
    reading = read("\n\n".join(["Response to the recommendations", *items]))
    assert [(row.text, row.response) for row in reading.recommendations] == [
        ("That a fund be set up.", answer),
        ("That all is well.", "Agreed."),
    ]
    assert reading.recommendations[0].due is None


def test_a_label_of_the_owner_names_the_column_once() -> None:
    reading = read(
        "Recommendations\n\n1. Go on.\n\nAgreed. (Lead: HR)\n\n2. Go back.\n\nAgreed. (Lead: Clerk)\n\n"
        "3. Stop.\n\nAgreed. (Responsible officer: Head)\n"
    )
    assert reading.columns == ("Lead",)
    assert [row.owners and row.owners.words for row in reading.recommendations] == [
        "HR", "Clerk", "Responsible officer: Head",
    ]  # fmt: skip
    assert reading.words.furniture == 1


def test_what_follows_the_list_is_no_part_of_it() -> None:
    reading = read(f"{HEAD}1. Draft (HR, May 2027)\n2. End (HR, July 2027)\n\nThe panel thanks everybody.\n")
    assert len(reading.recommendations) == 2
    assert [item.text for item in reading.unplaced] == ["The panel thanks everybody."]


@pytest.mark.parametrize(
    "text",
    [
        "Minutes of the panel\n\nActions\n1. Clerk to write by May 2027\n2. Head to reply by June 2027\n",
        "Leadership policy\n\nActions\n1. We review this in May 2027\n2. We write again in June 2027\n",
        "Dear all,\n\nthe actions are\n1. Write by May 2027\n2. Reply by June 2027\n",
        "What we did on holiday\n\n1. We swam in May 2027\n2. We ran in June 2027\n",
        f"{HEAD}1. Draft a guide\n2. Send it out\n3. Look again in May 2027\n",
        f"{HEAD}1. Draft a guide by May 2027\n",
    ],
)
def test_a_list_of_something_else_is_declined(text: str) -> None:
    assert read(text).declined


PIECES = st.sampled_from(
    [
        "1. Draft a guide (HR, by May 2027)", "2. Meet – Clerk – termly", "2. That it be so.", "3. End by June 2028.",
        "Agreed. (Lead: HR)", "Not agreed.", "(Owner: Head)", "", "", "1. Again (Lead: Clerk)", "and so on", "10. Ten",
        "The end (May 2027)", "2a. Go (see 3)", "1/17 Stop (HR)", "4. (HR, May 2027)", "5. May 2027.", "• a point",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14))
@settings(max_examples=150, deadline=None)
def test_no_word_of_a_list_is_lost_or_used_twice(lines: list[str]) -> None:
    read(HEAD + "\n".join(lines))


def test_a_word_that_opens_every_item_is_their_sign() -> None:
    reading = read(
        f"Skip to main content\n\n{HEAD}Keeping heads\n\nTen left in a year.\n\n"
        "Action: Ask each head when they\nwill go (HR/PM, by May 2027)\n\n"
        "Action: Share the answers (HR, tbc when all have been heard of)\n\nFinding heads\n\n"
        "Action: Write an advert (HR)\n\nHow we will know\n"
    )
    assert [
        (one.text, one.owners and one.owners.words, one.due and one.due.words) for one in reading.recommendations
    ] == [
        ("Ask each head when they will go", "HR/PM", "by May 2027"),
        ("Share the answers", "HR", "tbc when all have been heard of"),
        ("Write an advert", "HR", None),
    ]
    assert (reading.title, reading.columns) == ("Leadership action plan", ("Action",))


def test_paragraphs_may_end_in_tags_that_the_paper_explains() -> None:
    reading = read(
        f"{HEAD}Each action ends with [when] [who] [cost]. S is soon, L is late.\n\n1. Keeping heads\n\n"
        "1.1 Ask each head when they will go [S] [Clerk] [£]\n\n1.2 Share the answers [L] [HR; Clerk]\n"
        "[££]\n\n2. Finding heads\n\n2.1 Write an advert [TBC] [Comms] [£]\n\n2.2 Ask the\n"
    )
    assert [
        (one.label, one.text, one.owners and one.owners.words, one.due and one.due.words)
        for one in reading.recommendations
    ] == [
        ("1.1", "Ask each head when they will go", "Clerk", "S"),
        ("1.2", "Share the answers", "HR; Clerk", "L"),
        ("2.1", "Write an advert", "Comms", "TBC"),
        ("2.2", "Ask the", None, None),
    ]
    assert [piece.text for piece in reading.unplaced[1:]] == ["1. Keeping heads", "2. Finding heads"]


def test_tags_that_nothing_explains_are_told_by_what_they_hold() -> None:
    reading = read(
        f"{HEAD}* Ask each head [HR Manager] [May 2027]\n\n* Share the answers [Clerk] [June 2027]\n\n"
        "* Write an advert [Heads] [July 2027]\n\nThis plan ends here.\n"
    )
    assert [(one.owners and one.owners.words, one.due and one.due.words) for one in reading.recommendations] == [
        ("HR Manager", "May 2027"),
        ("Clerk", "June 2027"),
        ("Heads", "July 2027"),
    ]


def test_what_names_the_part_that_follows_is_no_more_of_the_item_above() -> None:
    plan = read(
        "Wold Town Council: action plan\n\nA town that is kept\n\n1. Ask each head (Town Clerk, by May 2027)\n"
        "2. Share the answers, (Cllr Finch, June 2027)\n\nA town that is led\n\n"
        "3. Write an advert (HR; subject to\nbudget)\n"
    )
    assert told(plan) == [
        ("1.", "Ask each head", "Town Clerk", "by May 2027"),
        ("2.", "Share the answers", "Cllr Finch", "June 2027"),
        ("3.", "Write an advert", "HR", "subject to budget"),
    ]
    assert "A town that is led" in [item.text for item in plan.unplaced]


SPOKEN = (
    "Chapter 6\n\nLeadership review: action plan\n\n"
    "1. The Head of Schools will write to each head by May 2027. Each is to answer before 9 March 2028.\n\n"
    "2. By June 2027 the Clerk and the Chair of the Panel will have shared the answers with schools.\n\n"
    "3. HR Services to bring figures of 2026/27 to the panel. They are due to be told before 9 March.\n\n"
    "4. All governors will be trained by July 2027.\n"
)


def test_a_sentence_says_who_and_when_and_keeps_its_words() -> None:
    plan = read(SPOKEN)
    assert plan.title == "Leadership review: action plan"
    assert [row.text for row in plan.recommendations][:2] == [
        "The Head of Schools will write to each head by May 2027. Each is to answer before 9 March 2028.",
        "By June 2027 the Clerk and the Chair of the Panel will have shared the answers with schools.",
    ]
    said = [
        (row.owners.teams if row.owners else (), [date.words for date in row.due.dates] if row.due else [])
        for row in plan.recommendations
    ]
    assert said[:2] == [
        (("Head of Schools",), ["by May 2027"]),
        (("Clerk", "Chair of the Panel"), ["By June 2027"]),
    ]
    assert said[2][0] == ("HR Services",)
    assert said[3] == ((), ["by July 2027"])  # who is trained trains nobody
    assert {row.owners.words for row in plan.recommendations if row.owners} == {""}


def test_that_whoever_writes_the_paper_will_do_it_names_nobody() -> None:
    plan = read(
        "Leadership action plan\n\n1. The Council will ask each head by May 2027.\n"
        "2. The Council will share the answers by June 2027.\n3. The Council will write an advert by July 2027.\n"
    )
    assert [row.owners for row in plan.recommendations] == [None, None, None]
