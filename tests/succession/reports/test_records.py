"""What every kind of report is kept as: JSON and back, the digest over it, and names kept apart. No database."""

import datetime
import json
from html import escape, unescape
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from people.rules import Refused
from succession.reports import record, rules, tokens
from succession.reports.personnel.record import Personnel, Seat
from succession.reports.rules import Part, ReportState, Step
from succession.reports.shape import About, Changes
from succession.reports.tokens import Names, Subject, SubjectKind
from tests.succession.reports.personnel_records import personnel, reports

DAY = datetime.date(2026, 6, 1)
MOMENT = datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)
FEW = settings(max_examples=30)  # a whole report is slow to draw
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


# JSON and back --------------------------------------------------------------------------------------------------------
@FEW
@given(reports())
def test_what_is_kept_of_a_report_reads_back_as_it_was(facts: Personnel) -> None:
    kept = json.loads(json.dumps(record.frozen(facts)))
    assert record.thawed(Personnel, kept) == facts


@FEW
@given(reports())
def test_a_report_of_years_ago_reads_as_one_of_today(facts: Personnel) -> None:
    kept = record.frozen(facts)
    kept["was_once_a_field"] = 1
    del kept["decisions"], kept["open"]["board"], kept["open"]["more_asks"]
    assert record.thawed(Personnel, kept).as_at == facts.as_at
    assert record.thawed(Personnel, kept).open.board.vacancies is None


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("as_at",), "yesterday"),
        (("as_at",), None),
        (("open", "asks"), {}),
        (("open", "has_plan"), 1),
        (("open", "more_asks"), True),
        (("open", "policy", "standing"), "unheard of"),
        (("open", "pipeline", "bands"), [{}]),
        (("open",), []),
    ],
)
def test_what_does_not_fit_is_refused_and_says_where(path: tuple[str, ...], wrong: Any) -> None:
    kept = record.frozen(personnel())
    inner = kept
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = wrong
    with pytest.raises(record.Unreadable, match=".".join(("Personnel", *path))):
        record.thawed(Personnel, kept)


def test_a_pair_reads_back_as_a_pair_and_not_as_three() -> None:
    assert record._thawed(tuple[str, int], ["a", 1], "x") == ("a", 1)
    assert record._thawed(tuple[str, ...], ["a", "b", "c"], "x") == ("a", "b", "c")
    with pytest.raises(record.Unreadable, match="2 were expected, and there are 3"):
        record._thawed(tuple[str, int], ["a", 1, 2], "x")


@pytest.mark.parametrize("value", [1.5, [1], {"a": 1}, {1}, b"x", MOMENT, Seat])
def test_what_a_report_cannot_hold_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        record.frozen(value)


def test_what_a_report_says_of_itself_reads_back() -> None:
    about = About("Report", "School", "Board", DAY, previous_number=1, previous_as_at=DAY)
    assert record.thawed(About, record.frozen(about)) == about
    changes = Changes(("One",), ("Two",))
    assert record.thawed(Changes, record.frozen(changes)) == changes


# The digest -----------------------------------------------------------------------------------------------------------
@given(st.dictionaries(st.text(), _JSON, min_size=1), st.randoms(use_true_random=False))
def test_a_digest_does_not_depend_on_the_order_in_which_a_record_was_put_together(kept: Any, by_chance: Any) -> None:
    names = list(kept)
    by_chance.shuffle(names)
    assert record.digest({name: kept[name] for name in names}) == record.digest(kept)
    assert record.digest(json.loads(record.canonical(kept))) == record.digest(kept)


@given(st.dictionaries(st.text(), _JSON, min_size=1), _JSON)
def test_a_digest_changes_with_anything_in_the_record(kept: Any, other: Any) -> None:
    name = next(iter(kept))
    assume(record.canonical(kept[name]) != record.canonical(other))
    assert record.digest(kept | {name: other}) != record.digest(kept)
    assert record.digest({key: value for key, value in kept.items() if key != name}) != record.digest(kept)


def test_a_number_that_no_json_has_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        record.digest({"a": float("nan")})


# Names kept apart -----------------------------------------------------------------------------------------------------
ANN = Subject(SubjectKind.STAFF, 1)


@given(st.text(min_size=1), st.text())
def test_a_mark_stands_for_its_content_escaped_and_only_once(content: str, around: str) -> None:
    names = Names()
    mark = names.mark(Part.OPEN, ANN, content)
    (token,) = names.tokens
    assert content == token.content
    assert tokens.marks_in(f"{around}{mark}") >= {token.token}
    held = {token.token: content}
    assert tokens.filled(f"<p>{mark}</p>", held) == f"<p>{escape(content)}</p>"
    assert unescape(tokens.filled(mark, held)) == tokens.plain(mark, held) == content
    assert tokens.without(mark, lambda key: f"[{key}]") == f"[{token.token}]"
    assert token.digest == tokens.salted(token.salt, content)


@given(st.text())
def test_words_of_people_forge_no_mark(words: str) -> None:
    names = Names()
    mark = names.mark(Part.OPEN, ANN, "Ann Example")
    other = names.mark(Part.OPEN, ANN, f"{mark} {words}")
    held = {token.token: token.content for token in names.tokens}
    assert tokens.plain(other, held) == f"{mark} {words}", "what a name holds is not filled in again"


def test_the_same_name_is_one_token_in_a_part_and_another_in_the_other() -> None:
    names = Names()
    first = names.mark(Part.OPEN, ANN, "Ann Example")
    assert names.mark(Part.OPEN, ANN, "Ann Example") == first
    assert names.mark(Part.CONFIDENTIAL, ANN, "Ann Example") != first
    assert names.mark(Part.OPEN, Subject(SubjectKind.TERM, 1), "Ann Example") != first
    assert names.mark(Part.OPEN, ANN, "") == ""
    assert len(names.tokens) == 3


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_digest_of_a_name_tells_two_names_apart_and_nothing_without_its_salt(one: str, other: str) -> None:
    assert (tokens.salted("1", one) == tokens.salted("1", other)) is (one == other)
    assert tokens.salted("1", one) != tokens.salted("2", one)


@given(st.text(), st.text(alphabet="0123456789abcdef", min_size=24, max_size=24))
def test_what_somebody_types_like_a_mark_is_none(around: str, key: str) -> None:
    names = Names()
    mark = names.mark(Part.OPEN, ANN, "Ann Example")
    (token,) = names.tokens
    text = tokens.disarmed(f"{around}⟨{key}⟩{mark}", {token.token})
    assert tokens.marks_in(text) == {token.token}
    assert text.endswith(f"‹{key}›{mark}")


def test_a_name_that_is_gone_says_so() -> None:
    names = Names()
    mark = names.mark(Part.OPEN, ANN, "Ann Example")
    (token,) = names.tokens
    assert tokens.filled(mark, {}) == tokens.filled(mark, {token.token: ""}) == "name erased"


# What may become of a report ------------------------------------------------------------------------------------------
def test_every_step_says_what_it_makes_of_every_state() -> None:
    assert set(rules.STEPS) == set(Step)
    assert all(set(outcomes) == set(ReportState) for outcomes in rules.STEPS.values())


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("state", ReportState)
def test_a_button_is_shown_where_the_step_may_be_taken(step: Step, state: ReportState) -> None:
    if rules.can(step, state):
        assert rules.after(step, state) in ReportState
        return
    with pytest.raises(Refused, match=r"\.$"):
        rules.after(step, state)


@pytest.mark.parametrize("step", Step)
def test_no_step_leads_back_to_a_draft_from_what_was_issued(step: Step) -> None:
    for state in rules.KEPT:
        if rules.can(step, state):
            assert rules.after(step, state) in rules.KEPT


NEXT_DAY = DAY + datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("said", "on", "is_cancelled", "refusal"),
    [
        (DAY, DAY, False, ""),
        (None, DAY, False, ""),
        (DAY, NEXT_DAY, False, "The meeting was moved from 1 June 2026 to 2 June 2026 after"),
        (DAY, DAY, True, "The meeting of 1 June 2026 was cancelled."),
    ],
)
def test_a_draft_for_a_meeting_that_is_otherwise_now_is_not_issued(
    said: datetime.date | None, on: datetime.date, is_cancelled: bool, refusal: str
) -> None:
    found = rules.meeting_refusal(said=said, on=on, is_cancelled=is_cancelled)
    assert found.startswith(refusal)
    assert bool(found) is bool(refusal)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([DAY], "1 name erased on 1 June 2026"),
        ([DAY, DAY], "2 names erased on 1 June 2026"),
        ([NEXT_DAY, DAY, NEXT_DAY], "1 name erased on 1 June 2026 and 2 names erased on 2 June 2026"),
    ],
)
def test_erasures_are_counted_by_day(days: list[datetime.date], said: str) -> None:
    assert rules.erasures_sentence(days) == said


@pytest.mark.parametrize(("reason", "is_refused"), [("", True), ("  ", True), ("x" * 501, True), ("x" * 500, False)])
def test_a_reason_is_given_and_is_short(reason: str, is_refused: bool) -> None:
    if not is_refused:
        rules.check_reason(reason)
        return
    with pytest.raises(Refused):
        rules.check_reason(reason)
