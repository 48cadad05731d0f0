"""What a password must be."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from people.access.roles import Role
from people.accounts import rules
from people.models import User
from tests.builders import make_member, make_school

GOOD = (
    "larks-rise-over-wexmoor",
    "correct horse battery staple",
    "x" * 6 + "Q7" * 61,
    "пароль для учителя в школе",
    "пять слов 🦊🦊 и лиса",
    "            a quiet sea            ",
    "succession horse battery tide",
)
BAD = {
    "short": rules.TOO_SHORT,
    "elevenchars": rules.TOO_SHORT,
    "passwordpassword": rules.TOO_COMMON,
    "Password12345678": rules.TOO_COMMON,
    "qwertyuiop123456": rules.TOO_COMMON,
    "aaaaaaaaaaaaaaaa": rules.TOO_COMMON,
    "121212121212121212": rules.TOO_COMMON,
    "Succession2026!": rules.TOO_NEAR,
    "Larkfield-Primary-2026": rules.TOO_NEAR,
    "Wexmoor Council 1": rules.TOO_NEAR,
    "miriamcastell1234": rules.TOO_NEAR,
    "x" * 1001: rules.TOO_LONG,
}


@pytest.fixture
def head(db: None) -> User:
    school = make_school(name="Larkfield Primary School")
    council = make_school(name="Wexmoor Council").council
    council.name = "Wexmoor Council"
    council.save()
    user = make_member(Role.HEAD, school, name="Miriam Castell", email="m.castell@larkfield.example")
    user.memberships.create(role=Role.OFFICER, council=council, starts_on="2020-01-01")
    return user


@pytest.mark.parametrize("password", GOOD)
def test_long_passwords_of_any_characters_are_taken(password: str, head: User) -> None:
    validate_password(password, head)
    head.set_password(password)
    assert head.check_password(password)


@pytest.mark.parametrize(("password", "sentence"), BAD.items())
def test_what_is_tried_first_is_refused_with_our_own_sentence(password: str, sentence: str, head: User) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password, head)
    assert sentence in refused.value.messages


def test_letters_put_together_in_another_way_are_the_same_password(db: None) -> None:
    user = User(email="a@example.org", name="A")
    user.set_password("cafe\u0301 de la plage bleue")
    assert user.check_password("caf\u00e9 de la plage bleue")
    assert not user.check_password("cafe de la plage bleue")


@given(st.text(min_size=1, max_size=128))
def test_normalising_is_done_once_for_all(password: str) -> None:
    assert rules.normalised(rules.normalised(password)) == rules.normalised(password)


@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=4))
def test_no_password_breaks_the_rules(password: str, names: list[str]) -> None:
    assert rules.is_little_more_than(password, names) in {True, False}
    assert rules.is_like_a_common_one(password, {"password"}) in {True, False}
