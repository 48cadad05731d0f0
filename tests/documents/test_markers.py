"""The signs of items, among those that stand in a file."""

import pytest

from documents.readers.markers import Counters, parse_marker


@pytest.mark.parametrize("line", ["2. Scope", "b) Scope", "l Scope", "3 Scope", "iv. Scope"])
def test_a_sign_that_stands_alone_opens_no_item_nor_does_one_that_was_put_together_since(line: str) -> None:
    parsed = parse_marker(line)
    assert parsed is not None
    for gathered in ([], [line]):
        assert not Counters.of(gathered).accept(*parsed)


def test_signs_that_count_up_open_items() -> None:
    lines = ["2. Scope", "3. Terms", "l Scope", "l Terms"]
    counters = Counters.of(lines)
    parsed = [found for line in lines if (found := parse_marker(line))]
    assert [counters.accept(*one) for one in parsed] == [True] * 4
