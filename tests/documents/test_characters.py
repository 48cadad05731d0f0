import pytest

from documents import characters


@pytest.mark.parametrize("text", ["", " \t\n", "\u200b", "\u2060\ufeff", "\u3164", "\u202e\x01"])
def test_text_without_anything_to_see_is_blank(text: str) -> None:
    assert characters.is_blank(text)


@pytest.mark.parametrize("text", ["a", "7", ".", "\u200bŷ", "👩\u200d👧", "\u0301"])
def test_text_with_one_sign_to_see_is_not_blank(text: str) -> None:
    assert not characters.is_blank(text)


def test_a_hidden_character_is_found_with_its_name_and_its_line() -> None:
    found = characters.hidden_in("One\nTwo\u2066")
    assert found
    assert (characters.name_of(found), characters.line_of(found)) == ("U+2066", 2)


@pytest.mark.parametrize("text", ["Tabs\tand\r\nlines\x0b\x0c\x85", "joined \u200d and not \u200c", "é\u0301"])
def test_what_belongs_in_text_is_not_hidden(text: str) -> None:
    assert characters.hidden_in(text) is None
