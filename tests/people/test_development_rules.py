"""Kinds of opportunity, what may become of an activity, and that what is said openly names nobody."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.development.programmes import Unreadable, programmes
from people.development.rules import (
    KINDS,
    MOST_PEOPLE,
    REPLY_LABELS,
    STATE_LABELS,
    STEPS,
    Kind,
    Reply,
    State,
    check_finished,
    check_open,
    check_step,
    check_who,
    check_window,
    may_serve,
    open_line,
)
from people.rules import Refused
from policies.model_text import built_in_model

DAY = datetime.date(2026, 11, 26)


def test_every_kind_is_described_in_one_sentence() -> None:
    assert set(KINDS) == set(Kind)
    for about in KINDS.values():
        assert about.label[0].isupper()
        assert about.what.endswith(".")
        assert about.hints
    assert {kind for kind, about in KINDS.items() if about.pupils} == {Kind.STUDENT_VOICE, Kind.STUDENT_INTERVIEWS}


def test_every_state_and_reply_has_its_words_and_its_steps() -> None:
    assert set(STATE_LABELS) == set(STEPS) == set(State)
    assert set(REPLY_LABELS) == set(Reply)


@pytest.mark.parametrize("before", State)
@pytest.mark.parametrize("after", State)
def test_a_state_leads_where_its_table_says(before: State, after: State) -> None:
    if after in STEPS[before]:
        check_step(before, after, reason="Moved away")
    else:
        with pytest.raises(Refused, match="cannot become"):
            check_step(before, after, reason="Moved away")


def test_an_activity_does_not_stop_without_a_reason() -> None:
    with pytest.raises(Refused, match="why it stopped"):
        check_step(State.PLANNED, State.STOPPED, reason="  ")


@pytest.mark.parametrize("kind", [Kind.STUDENT_VOICE, Kind.STUDENT_INTERVIEWS])
def test_pupils_are_counted_and_never_named(kind: Kind) -> None:
    check_who(kind, is_person=False, people=12)
    with pytest.raises(Refused, match="name nobody"):
        check_who(kind, is_person=True, people=None)


@pytest.mark.parametrize(
    ("is_person", "people"), [(True, 3), (False, None), (False, 0), (False, -1), (False, MOST_PEOPLE + 1)]
)
def test_an_activity_is_of_one_person_or_of_a_number(is_person: bool, people: int | None) -> None:
    with pytest.raises(Refused):
        check_who(Kind.SHADOWING, is_person=is_person, people=people)


def test_days_that_cannot_be_are_refused() -> None:
    tomorrow = DAY + datetime.timedelta(days=1)
    with pytest.raises(Refused, match="before the first"):
        check_window(tomorrow, DAY)
    with pytest.raises(Refused, match="not over yet"):
        check_finished(State.FINISHED, DAY, tomorrow, DAY)
    with pytest.raises(Refused, match="not begun yet"):
        check_finished(State.UNDER_WAY, tomorrow, None, DAY)
    check_finished(State.FINISHED, DAY, DAY, DAY)
    check_finished(State.PLANNED, tomorrow, None, DAY)


def test_what_is_said_openly_is_kind_count_and_term() -> None:
    assert open_line(Kind.SHADOWING, people=1, finished_on=DAY) == (
        "Shadowing: 1 person, finished in the autumn term 2026."
    )
    assert open_line(Kind.STUDENT_VOICE, people=1200, finished_on=DAY) == (
        "Student voice: 1,200 pupils, finished in the autumn term 2026."
    )


@pytest.mark.parametrize(
    "line",
    [
        "Ellen Marsh shadowed the deputy",
        "ellen  marsh",
        "Mrs MARSH led it",
        "It was Marsh.",
        "(Marsh) did",
        "Ellen shadowed the deputy",
        "Led by Ellen’s team",
        "Will led the training day",
    ],
)
def test_open_words_that_name_somebody_are_refused(line: str) -> None:
    with pytest.raises(Refused, match="names somebody"):
        check_open(line, ["Ellen Marsh", "", "Mr Will Reed"])


@pytest.mark.parametrize(
    "line", ["One person by the marshes", "Marshalling", "Led by Ellena", "We will go on", "Mr Brown is no one here"]
)
def test_open_words_that_only_look_like_a_name_pass(line: str) -> None:
    check_open(line, ["Ellen Marsh", "", "  ", "Mr Will Reed"])


@given(st.sampled_from(Kind), st.integers(1, MOST_PEOPLE), st.dates())
def test_what_is_said_openly_never_trips_its_own_check(kind: Kind, people: int, day: datetime.date) -> None:
    check_open(open_line(kind, people=people, finished_on=day), ["Zzyzx Qwrt"])


@given(st.text(max_size=80), st.text(max_size=40))
def test_any_words_and_any_name_are_answered(line: str, name: str) -> None:
    try:
        check_open(line, [name])
    except Refused:
        assert any(word.casefold() in line.casefold() for word in name.split())


def test_each_kind_finds_a_commitment_of_the_built_in_model() -> None:
    """As a suggestion: nothing is ticked for the head."""
    texts = [clause.text for clause in built_in_model().clauses()]
    assert [kind for kind in Kind if not any(may_serve(kind, text) for text in texts)] == []
    assert not may_serve(Kind.SHADOWING, "overshadowed by others")


# Programmes -----------------------------------------------------------------------------------------------------------
def test_the_file_holds_what_there_is_and_what_ended() -> None:
    found = programmes()
    ended = {listed.name.partition(" (")[0] for listed in found if listed.has_ended}
    assert "Leading from the Middle" in ended
    assert "Future Leaders" in ended
    assert len([listed for listed in found if not listed.has_ended]) == 11
    assert all(listed.until_year is None or listed.has_ended for listed in found)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("a,Name,Provider,19x7,,,", "Line 2 does not hold"),
        (",Name,Provider,,,,", "Line 2 lacks"),
        ("a,Name", "Line 2 does not hold|Line 2 lacks"),
        ("a,Name,Provider,,,,\na,Name,Provider,,,,", "stands twice"),
    ],
)
def test_a_file_that_is_wrong_says_where(line: str, what: str, tmp_path: Path) -> None:
    file = tmp_path / "programmes.csv"
    file.write_text(f"key,name,provider,from_year,until_year,ended,replaced_by\n{line}\n", encoding="utf-8")
    with pytest.raises(Unreadable, match=what):
        programmes(file)
