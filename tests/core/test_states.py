"""Every state of the product has a word and a colour."""

from enum import StrEnum

import pytest

from actionplan.rules import DateState, Delivery, Progress, Response
from core.states import STATES, appearance
from people.rules import MeetingStatus
from policies.rules import Condition, VersionState

STATED: list[type[StrEnum]] = [DateState, Delivery, Progress, Response, MeetingStatus, VersionState, Condition]


@pytest.mark.parametrize("states", STATED, ids=lambda states: states.__name__)
def test_every_member_of_a_vocabulary_of_states_has_an_appearance(states: type[StrEnum]) -> None:
    for state in states:
        assert appearance(state).word


def test_a_state_is_found_however_it_is_written() -> None:
    assert appearance("In consultation") == appearance("in-consultation") == STATES["in_consultation"]


def test_an_unknown_state_is_an_error_and_not_a_grey_tag() -> None:
    with pytest.raises(KeyError):
        appearance("perhaps")
