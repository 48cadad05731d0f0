"""The search for unreachable objects rests while a file is read, and goes on afterwards, whatever happens."""

import gc

import pytest

from documents.collecting import at_rest


def test_it_rests_inside_and_goes_on_afterwards() -> None:
    assert gc.isenabled()
    with at_rest(), at_rest():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_where_reading_breaks() -> None:
    with pytest.raises(ValueError, match="broken"), at_rest():
        raise ValueError("broken")
    assert gc.isenabled()


def test_it_stays_off_where_somebody_else_turned_it_off() -> None:
    gc.disable()
    try:
        with at_rest():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
