import pytest

from core import conflicts


def test_a_token_is_the_same_for_the_same_parts_and_differs_for_others() -> None:
    assert conflicts.token("a", 1) == conflicts.token("a", 1)
    assert conflicts.token("a", "b") != conflicts.token("ab")


def test_check_lets_an_unchanged_form_through() -> None:
    conflicts.check(opened_on="x", now="x")


def test_check_refuses_a_form_opened_on_something_else() -> None:
    with pytest.raises(conflicts.Conflict):
        conflicts.check(opened_on="x", now="y")
