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
