"""Whose policy a document is, by its numbers and its names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.handing.matching import Known, Match, Said, Sureness, match, plain

SURE, LIKELY, UNSURE = Sureness.SURE, Sureness.LIKELY, Sureness.UNSURE
OAK, HILL, MARY, TWIN, OTHER_TWIN, PLAIN = (
    Known(100001, "Oak Primary School"),
    Known(100002, "Oak Hill Primary School"),
    Known(100003, "St Mary’s C of E (VA) Primary School"),
    Known(100004, "Holy Trinity Primary School"),
    Known(100005, "Holy Trinity Primary School"),
    Known(100006, "The Community Primary School"),
)
SCHOOLS = [OAK, HILL, MARY, TWIN, OTHER_TWIN, PLAIN]


def of(title: str = "", organisation: str = "", file_name: str = "policy.docx", lines: tuple[str, ...] = ()) -> Match:
    return match(Said(title, organisation, file_name, lines), SCHOOLS)


@pytest.mark.parametrize(
    ("said", "urn", "sureness"),
    [
        ({"lines": ("URN: 100002",)}, 100002, SURE),
        ({"lines": ("Unique reference number (URN) 100002",)}, 100002, SURE),
        ({"organisation": "Oak Hill Primary School", "lines": ("URN 100002",)}, 100002, SURE),
        ({"organisation": "Oak Primary School", "lines": ("URN 100002",)}, None, UNSURE),
        ({"lines": ("URN 100001", "URN 100002")}, None, UNSURE),
        ({"lines": ("DfE 100002",)}, 100002, LIKELY),
        ({"lines": ("Tel 01000021000",)}, None, UNSURE),
        ({"organisation": "Oak Primary School", "lines": ("URN 999999",)}, 100001, LIKELY),
        ({"organisation": "OAK HILL PRIMARY SCHOOL"}, 100002, SURE),
        ({"title": "Succession policy of Oak Primary School"}, 100001, SURE),
        ({"file_name": "Oak_Hill-Primary School policy FINAL v2.docx"}, 100002, SURE),
        ({"organisation": "Saint Marys CE (V.A.) Primary School"}, 100003, SURE),
        ({"organisation": "St. Mary's Church of England VA Primary School"}, 100003, SURE),
        ({"organisation": "St Mary’s"}, 100003, LIKELY),
        ({"organisation": "Oak Hill"}, 100002, LIKELY),
        ({"organisation": "Holy Trinity Primary School"}, None, UNSURE),
        ({"organisation": "Holy Trinity Primary School", "lines": ("URN 100005",)}, 100005, SURE),
        ({"organisation": "Oak and Oak Hill Primary School"}, 100002, SURE),
        ({"organisation": "Ash Primary School"}, None, UNSURE),
        ({"organisation": "Primary School"}, None, UNSURE),
        ({"lines": ("The governors of Oak Primary School agreed this.",)}, 100001, LIKELY),
        ({"organisation": "Oak Hil Primary School"}, 100001, LIKELY),
        ({}, None, UNSURE),
    ],
)
def test_a_document_is_matched_by_its_numbers_and_names(said: dict, urn: int | None, sureness: Sureness) -> None:
    found = of(**said)
    assert (found.urn, found.sureness) == (urn, sureness), found.why


def test_what_speaks_for_two_schools_names_both() -> None:
    found = of(organisation="Oak Primary School", lines=("URN 100002",))
    assert found.candidates == (100002, 100001)
    assert found.why == "It gives the URN of Oak Hill Primary School, and names Oak Primary School."
    assert of(organisation="Holy Trinity Primary School").candidates == (100004, 100005)


def test_a_urn_of_nobody_here_is_said() -> None:
    assert "999999, which no open school of yours has" in of(lines=("URN 999999",)).why


def test_a_near_name_is_offered_and_not_chosen() -> None:
    found = match(Said("", "Thornbery Park Academy", "a.txt", ()), [Known(1, "Thornbury Park Academy"), OAK])
    assert (found.urn, found.candidates) == (None, (1,))


def test_one_school_whose_name_is_all_common_words_is_matched_by_its_number_alone() -> None:
    assert of(organisation="The Community Primary School").urn is None
    assert of(lines=("URN 100006",)).urn == 100006


@given(st.text(max_size=80), st.text(max_size=80), st.lists(st.text(max_size=60), max_size=5))
def test_any_words_give_a_match_that_is_kept_and_read_back(title: str, organisation: str, lines: list[str]) -> None:
    found = match(Said(title, organisation, "a.txt", lines), SCHOOLS)
    assert Match.of(found.as_json()) == found
    assert found.why
    assert found.urn is None or found.urn in {one.urn for one in SCHOOLS}
    assert (found.urn is None) == (found.sureness is UNSURE)


@pytest.mark.parametrize(("one", "other"), [("St. Mary’s", "saint marys"), ("A & B", "a and b"), ("R.C.", "Catholic")])
def test_names_are_compared_by_what_they_say(one: str, other: str) -> None:
    assert plain(one) == plain(other)
