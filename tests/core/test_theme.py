"""A council's colour, made readable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.theme import READABLE, contrast, theme

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_a_dark_colour_is_kept_as_the_council_chose_it() -> None:
    assert theme("#17495a").brand == "#17495a"
    assert theme("17495A").brand == "#17495a"


@given(colours)
def test_white_text_on_any_councils_colour_is_easily_read(colour: str) -> None:
    assert contrast(theme(colour).brand, "#ffffff") >= READABLE


@given(colours)
def test_the_navigations_text_on_its_tint_is_easily_read(colour: str) -> None:
    made = theme(colour)
    assert contrast(made.shade, made.tint) >= READABLE
    assert contrast("#0f5277", made.tint) >= 4.5


@pytest.mark.parametrize("colour", ["", "red", "#fff", "#12345g", "#17495a;}", "javascript:", "#17495a\n"])
def test_anything_but_six_digits_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match="Write a colour"):
        theme(colour)
