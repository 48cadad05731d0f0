import datetime
from collections.abc import Callable

import pytest

from policies import rules
from policies.document import Refused
from policies.rules import STEPS, Condition, Step, VersionState

TODAY = datetime.date(2026, 11, 2)


def test_the_table_says_something_about_every_step_and_state() -> None:
    assert set(STEPS) == set(Step)
    for outcomes in STEPS.values():
        assert set(outcomes) == set(VersionState)


def test_every_state_has_a_label() -> None:
    assert set(rules.VERSION_STATE_LABELS) == set(VersionState)


@pytest.mark.parametrize(
    ("step", "state", "outcome"),
    [
        (Step.OPEN, VersionState.DRAFT, VersionState.CONSULTATION),
        (Step.EXTEND, VersionState.CONSULTATION, VersionState.CONSULTATION),
        (Step.CLOSE, VersionState.CONSULTATION, VersionState.DRAFT),
        (Step.WITHDRAW, VersionState.CONSULTATION, VersionState.DRAFT),
        (Step.SUBMIT, VersionState.DRAFT, VersionState.SUBMITTED),
        (Step.RECOMMEND, VersionState.SUBMITTED, VersionState.RECOMMENDED),
        (Step.RETURN, VersionState.SUBMITTED, VersionState.DRAFT),
        (Step.RETURN, VersionState.RECOMMENDED, VersionState.DRAFT),
        (Step.ADOPT, VersionState.SUBMITTED, VersionState.ADOPTED),
        (Step.ADOPT, VersionState.RECOMMENDED, VersionState.ADOPTED),
    ],
)
def test_a_step_leads_to_the_next_state(step: Step, state: VersionState, outcome: VersionState) -> None:
    assert rules.after(step, state) is outcome


def test_the_steps_that_lead_somewhere_are_these_ten() -> None:
    leading = [(step, state) for step in Step for state in VersionState if isinstance(STEPS[step][state], VersionState)]
    assert len(leading) == 10


@pytest.mark.parametrize(
    ("step", "state"),
    [(step, state) for step in Step for state in VersionState if not isinstance(STEPS[step][state], VersionState)],
)
def test_a_step_that_may_not_be_taken_is_refused_with_its_sentence(step: Step, state: VersionState) -> None:
    with pytest.raises(Refused) as refused:
        rules.after(step, state)
    assert str(refused.value) == STEPS[step][state]


def test_no_step_leads_away_from_an_adopted_version() -> None:
    assert not any(isinstance(STEPS[step][VersionState.ADOPTED], VersionState) for step in Step)


def met(**kw: object) -> Callable[[], None]:
    answers = {"on": TODAY, "today": TODAY, "is_cancelled": False}
    return lambda: rules.check_meeting(**(answers | kw))  # type: ignore[arg-type]


def recorder(**kw: bool) -> Callable[[], None]:
    answers = {"is_submitter": False, "is_clerk": True, "school_has_clerk": True}
    return lambda: rules.check_recorder(**(answers | kw))


DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (met(on=TODAY + DAY), "in the future"),
        (lambda: rules.check_authority(governs_school=False, can_decide=True), "decides for this school"),
        (lambda: rules.check_authority(governs_school=True, can_decide=False), "No authority to decide"),
        (lambda: rules.check_committee(is_committee=True, governs_school=False), "committee of this school"),
        (lambda: rules.check_committee(is_committee=False, governs_school=True), "full board decides is an adoption"),
        (lambda: rules.check_none_out(3), "Version 3 is out"),
        (met(is_cancelled=True), "was cancelled"),
        (recorder(is_submitter=True), "somebody else"),
        (recorder(is_clerk=False), "has a clerk"),
        (lambda: rules.check_minute("  "), "minute reference"),
        (lambda: rules.check_minute("7" * 101), "at most 100"),
        (lambda: rules.check_effective(TODAY - DAY, meeting_on=TODAY, in_force=None), "before the meeting"),
        (lambda: rules.check_effective(TODAY, meeting_on=TODAY, in_force=TODAY + DAY), "3 November 2026"),
        (lambda: rules.check_review(TODAY, effective_on=TODAY), "after the day"),
        (lambda: rules.check_comments("\n "), "comments"),
        (lambda: rules.check_latest(2, 3), "Version 3"),
        (lambda: rules.check_all_saved(has_draft=True), "not saved"),
        (lambda: rules.check_nothing_waits(4), "Version 4"),
    ],
)
def test_a_refusal_says_what_is_wrong(check: Callable[[], None], words: str) -> None:
    with pytest.raises(Refused, match=words):
        check()


@pytest.mark.parametrize(
    "check",
    [
        met(),
        recorder(),
        recorder(is_clerk=False, school_has_clerk=False),
        lambda: rules.check_minute("7.2 of 14 October 2026"),
        lambda: rules.check_effective(TODAY, meeting_on=TODAY, in_force=TODAY),
        lambda: rules.check_review(TODAY + DAY, effective_on=TODAY),
        lambda: rules.check_comments("Say who covers."),
        lambda: rules.check_latest(3, 3),
        lambda: rules.check_all_saved(has_draft=False),
        lambda: rules.check_nothing_waits(None),
    ],
)
def test_what_is_in_order_passes(check: Callable[[], None]) -> None:
    check()


@pytest.mark.parametrize(
    ("review_due_on", "is_superseded", "expected"),
    [
        (TODAY + 91 * DAY, False, Condition.ADOPTED),
        (TODAY + 90 * DAY, False, Condition.REVIEW_DUE),
        (TODAY, False, Condition.REVIEW_DUE),
        (TODAY - DAY, False, Condition.LAPSED),
        (TODAY - DAY, True, Condition.SUPERSEDED),
        (None, False, Condition.ADOPTED),
    ],
)
def test_an_adopted_version_is_what_its_dates_say(
    review_due_on: datetime.date | None, is_superseded: bool, expected: Condition
) -> None:
    found = rules.condition(VersionState.ADOPTED, review_due_on=review_due_on, is_superseded=is_superseded, today=TODAY)
    assert found is expected


@pytest.mark.parametrize("state", [state for state in VersionState if state is not VersionState.ADOPTED])
def test_a_version_on_its_way_is_its_state(state: VersionState) -> None:
    assert rules.condition(state, today=TODAY) == state


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, "This version was saved on 14 October 2026, after the meeting of 13 October 2026."),
        (0, "This version was submitted on 16 October 2026, after the meeting of 14 October 2026."),
        (1, "This version was submitted on 16 October 2026"),
        (2, ""),
        (30, ""),
    ],
)
def test_a_meeting_before_the_version_was_there_is_pointed_out(days: int, words: str) -> None:
    saved = datetime.date(2026, 10, 14)
    said = rules.early_meeting(
        saved + datetime.timedelta(days=days), saved_on=saved, submitted_on=saved + datetime.timedelta(days=2)
    )
    assert said.startswith(words)
    assert bool(said) is bool(words)
