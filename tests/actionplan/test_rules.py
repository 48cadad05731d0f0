"""The words of a plan, the state of its dates, and what may not be done."""

import datetime
from datetime import date

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from actionplan import rules
from actionplan.rules import DateState, Delivery, Precision, Response, Window
from core.states import appearance
from documents.dates import find_dates

MARCH = Window(None, date(2015, 3, 31))
OCTOBER = Window(date(2014, 10, 1), date(2014, 10, 31))
FROM_MAY = Window(date(2015, 5, 1), None)
LEAP_DAY = Window(date(2016, 2, 29), date(2016, 2, 29))
UNKNOWN = Window(None, None)


@pytest.mark.parametrize(
    ("window", "today", "state"),
    [
        (OCTOBER, date(2014, 9, 30), DateState.NOT_YET),
        (OCTOBER, date(2014, 10, 1), DateState.OPEN),
        (OCTOBER, date(2014, 10, 16), DateState.OPEN),
        (OCTOBER, date(2014, 10, 17), DateState.DUE_SOON),
        (OCTOBER, date(2014, 10, 31), DateState.DUE_SOON),
        (OCTOBER, date(2014, 11, 1), DateState.LATE),
        (MARCH, date(1999, 1, 1), DateState.OPEN),
        (MARCH, date(2015, 3, 16), DateState.OPEN),
        (MARCH, date(2015, 3, 17), DateState.DUE_SOON),
        (MARCH, date(2015, 3, 31), DateState.DUE_SOON),
        (MARCH, date(2015, 4, 1), DateState.LATE),
        (FROM_MAY, date(2015, 4, 30), DateState.NOT_YET),
        (FROM_MAY, date(2099, 1, 1), DateState.OPEN),
        (UNKNOWN, date(2015, 1, 1), DateState.NO_DATE),
        (LEAP_DAY, date(2016, 2, 28), DateState.NOT_YET),
        (LEAP_DAY, date(2016, 2, 29), DateState.DUE_SOON),
        (LEAP_DAY, date(2016, 3, 1), DateState.LATE),
    ],
)
def test_a_window_has_a_state_on_each_day(window: Window, today: date, state: DateState) -> None:
    assert rules.window_state(window, today) is state


# For each precision, words that have it, with a day before, the first and last day inside, and the day after.
EVERY_PRECISION: dict[Precision, tuple[str, date | None, date | None, date | None]] = {
    Precision.DAY: ("29 February 2028", date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)),
    Precision.MONTH: ("October 2027", date(2027, 9, 30), date(2027, 10, 31), date(2027, 11, 1)),
    Precision.TERM: ("autumn term 2027", date(2027, 8, 31), date(2027, 12, 31), date(2028, 1, 1)),
    Precision.QUARTER: ("Q4 2027-28", date(2027, 12, 31), date(2028, 3, 31), date(2028, 4, 1)),
    Precision.SEASON: ("winter 2027", date(2027, 11, 30), date(2028, 2, 29), date(2028, 3, 1)),
    Precision.YEAR: ("2028", date(2027, 12, 31), date(2028, 12, 31), date(2029, 1, 1)),
    Precision.ACADEMIC_YEAR: ("academic year 2027-28", date(2027, 8, 31), date(2028, 8, 31), date(2028, 9, 1)),
    Precision.FINANCIAL_YEAR: ("financial year 2027-28", date(2027, 3, 31), date(2028, 3, 31), date(2028, 4, 1)),
    Precision.CONDITION: ("when ready", None, None, None),
    Precision.NONE: ("N/A", None, None, None),
}


def test_every_precision_has_its_row() -> None:
    assert set(EVERY_PRECISION) == set(Precision)


@pytest.mark.parametrize("precision", EVERY_PRECISION)
def test_a_date_of_each_precision_has_its_state_before_inside_and_after(precision: Precision) -> None:
    words, before, last, after = EVERY_PRECISION[precision]
    (read,), _ = find_dates(words, asked=True)
    window = Window(read.earliest, read.latest)
    assert read.precision == precision.value
    if before is None or last is None or after is None:
        assert rules.window_state(window, date(2027, 10, 1)) is DateState.NO_DATE
        return
    first = before + datetime.timedelta(days=1)
    assert window == Window(first, last)
    soon = max(first, last - datetime.timedelta(days=rules.DUE_SOON_DAYS))
    assert rules.window_state(window, before) is DateState.NOT_YET
    assert rules.window_state(window, first) is (DateState.OPEN if first < soon else DateState.DUE_SOON)
    assert rules.window_state(window, soon) is DateState.DUE_SOON
    assert rules.window_state(window, last) is DateState.DUE_SOON
    assert rules.window_state(window, after) is DateState.LATE


@pytest.mark.parametrize(
    ("words", "due_soon", "last"),
    [
        ("by the end of the financial year 2026-27", date(2027, 3, 17), date(2027, 3, 31)),
        ("by the end of the academic year 2026-27", date(2027, 8, 17), date(2027, 8, 31)),
        ("by the end of February 2028", date(2028, 2, 15), date(2028, 2, 29)),
        ("by the end of October 2026", date(2026, 10, 17), date(2026, 10, 31)),
    ],
)
def test_a_deadline_is_due_soon_for_its_last_fortnight_whatever_the_clocks_do(
    words: str, due_soon: date, last: date
) -> None:
    (read,), _ = find_dates(words, asked=True)
    window, day = Window(read.earliest, read.latest), datetime.timedelta(days=1)
    states = [rules.window_state(window, on) for on in (due_soon - day, due_soon, last, last + day)]
    assert states == [DateState.OPEN, DateState.DUE_SOON, DateState.DUE_SOON, DateState.LATE]


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        # London is an hour ahead of UTC from 29 March 2015.
        ("2015-03-16T23:59:59+00:00", DateState.OPEN),
        ("2015-03-17T00:00:00+00:00", DateState.DUE_SOON),
        ("2015-03-31T22:59:59+00:00", DateState.DUE_SOON),
        ("2015-03-31T23:00:00+00:00", DateState.LATE),
    ],
)
def test_a_window_ends_at_midnight_in_london(moment: str, state: DateState) -> None:
    today = timezone.localdate(datetime.datetime.fromisoformat(moment))
    assert rules.window_state(MARCH, today) is state


@pytest.mark.parametrize(
    ("windows", "today", "state"),
    [
        ([], date(2015, 1, 1), DateState.NO_DATE),
        ([UNKNOWN], date(2015, 1, 1), DateState.NO_DATE),
        ([UNKNOWN, OCTOBER], date(2014, 11, 1), DateState.LATE),
        ([OCTOBER, MARCH], date(2014, 11, 1), DateState.OPEN),
        ([OCTOBER, MARCH], date(2014, 10, 20), DateState.DUE_SOON),
        ([FROM_MAY, Window(None, date(2015, 6, 1))], date(2015, 5, 20), DateState.DUE_SOON),
        ([OCTOBER, FROM_MAY], date(2014, 11, 1), DateState.NOT_YET),
        ([OCTOBER, FROM_MAY], date(2014, 10, 5), DateState.OPEN),
    ],
)
def test_a_thing_with_several_dates_is_late_only_after_the_last(
    windows: list[Window], today: date, state: DateState
) -> None:
    assert rules.date_state(windows, today, None) is state


@given(st.lists(st.sampled_from([MARCH, OCTOBER, FROM_MAY, UNKNOWN])), st.dates(date(2014, 1, 1), date(2016, 1, 1)))
def test_what_was_completed_is_done_whatever_its_dates(windows: list[Window], today: date) -> None:
    assert rules.date_state(windows, today, date(2014, 6, 1)) is DateState.DONE


@given(st.one_of(st.none(), st.dates()), st.one_of(st.none(), st.dates()), st.dates())
def test_a_state_never_goes_back_as_days_pass(earliest: date | None, latest: date | None, today: date) -> None:
    if earliest and latest and earliest > latest:
        earliest, latest = latest, earliest
    order = [DateState.NOT_YET, DateState.OPEN, DateState.DUE_SOON, DateState.LATE, DateState.NO_DATE]
    window = Window(earliest, latest)
    tomorrow = min(today, date.max - datetime.timedelta(days=1)) + datetime.timedelta(days=1)
    now, then = rules.window_state(window, today), rules.window_state(window, tomorrow)
    assert order.index(now) <= order.index(then)


@pytest.mark.parametrize(
    ("words", "window", "precision", "inferred", "reading"),
    [
        ("By March 2015", MARCH, "month", False, "to 31 March 2015"),
        ("October", OCTOBER, "month", True, "October 2014, our reading"),
        ("October 2014", OCTOBER, "month", False, ""),
        ("from May 2015", FROM_MAY, "month", False, "from 1 May 2015"),
        ("3rd June 2015", Window(date(2015, 6, 3), date(2015, 6, 3)), "day", False, ""),
        ("3/6/15", Window(date(2015, 6, 3), date(2015, 6, 3)), "day", False, "3 June 2015"),
        ("autumn term", Window(date(2014, 9, 1), date(2014, 12, 31)), "term", True,
         "1 September 2014 to 31 December 2014, our reading"),
        ("December", Window(date(2014, 12, 1), date(2014, 12, 31)), "month", True, "December 2014, our reading"),
        ("October", UNKNOWN, "month", False, "we could not tell which year"),
        ("3 October", UNKNOWN, "day", False, "we could not tell which year"),
        ("by 3/10", UNKNOWN, "day", False, "we could not tell which year"),
        ("31/2/2027", UNKNOWN, "day", False, "not a day in the calendar"),
        ("By 31.2.27", UNKNOWN, "day", False, "not a day in the calendar"),
        ("31st February 27", UNKNOWN, "day", False, "not a day in the calendar"),
        ("Friday 30 February 2027", UNKNOWN, "day", False, "not a day in the calendar"),
        ("ongoing", UNKNOWN, "condition", False, ""),
        ("N/A", UNKNOWN, "none", False, ""),
    ],
)  # fmt: skip
def test_a_date_is_shown_with_our_reading_where_its_words_do_not_say_it_all(
    words: str, window: Window, precision: str, inferred: bool, reading: str
) -> None:
    assert rules.reading_of(words, window, precision, year_inferred=inferred) == reading


@pytest.mark.parametrize("words", ["N/A", "n/a", "NA", " n / a. ", "Not applicable", "-", "—", "TBC", "", "None"])
def test_words_that_stand_for_nothing_are_no_answer(words: str) -> None:
    assert rules.is_no_answer(words)


@pytest.mark.parametrize("words", ["SES", "Nathan", "NAHT", "Nil-by-mouth team", "No one yet, Press to find out"])
def test_words_that_say_something_are_an_answer(words: str) -> None:
    assert not rules.is_no_answer(words)


@pytest.mark.parametrize(
    ("words", "response", "reason"),
    [
        ("Agreed", Response.ACCEPTED, ""),
        ("ACCEPTED.", Response.ACCEPTED, ""),
        ("Accepted: from next year", Response.ACCEPTED, "from next year"),
        ("Rejected - no funding", Response.DECLINED, "no funding"),
        ("Not agreed. Schools decide this.", Response.DECLINED, "Schools decide this."),
        ("Partially accepted: heads only", Response.PARTLY, "heads only"),
        ("Noted", Response.NOTED, ""),
        ("Rejected", Response.NOT_RECORDED, ""),
        ("Partially accepted", Response.NOT_RECORDED, ""),
        ("Accepted in principle", Response.NOT_RECORDED, ""),
        ("N/A", Response.NOT_RECORDED, ""),
        ("", Response.NOT_RECORDED, ""),
    ],
)
def test_only_a_plain_word_is_read_as_a_response_and_a_decline_needs_its_reason(
    words: str, response: Response, reason: str
) -> None:
    assert rules.read_response(words) == (response, reason)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Monitored through the board", True),
        ("Action plans monitored through corporate procedures", True),
        ("Progress will be reviewed by the panel.", True),
        ("Findings considered. Monitored through the board.", False),
        ("Every school has a policy", False),
    ],
)
def test_a_measure_that_only_names_a_monitor_is_known(text: str, expected: bool) -> None:
    assert rules.only_names_a_monitor(text) is expected


@pytest.mark.parametrize(
    ("deliveries", "expected"),
    [
        ([], Delivery.NOT_RECORDED),
        (["not-recorded", "not-recorded"], Delivery.NOT_RECORDED),
        (["delivered", "delivered"], Delivery.DELIVERED),
        (["delivered", "stopped"], Delivery.DELIVERED),
        (["stopped", "stopped"], Delivery.STOPPED),
        (["not-started", "not-started"], Delivery.NOT_STARTED),
        (["delivered", "not-started"], Delivery.UNDER_WAY),
        (["delivered", "not-recorded"], Delivery.UNDER_WAY),
        (["not-started", "not-recorded"], Delivery.NOT_STARTED),
        (["stopped", "not-recorded"], Delivery.NOT_RECORDED),
    ],
)
def test_a_recommendation_has_got_as_far_as_its_actions_together(deliveries: list[str], expected: Delivery) -> None:
    assert rules.delivery_of(deliveries) is expected


@pytest.mark.parametrize(
    ("responses", "milestones", "sentence"),
    [
        (
            {Response.ACCEPTED: 9, Response.PARTLY: 2, Response.DECLINED: 2},
            {DateState.LATE: 2, DateState.OPEN: 3, DateState.NO_DATE: 4},
            "13 recommendations: 9 accepted, 2 in part, 2 declined. 2 milestones are late, 3 are open, 4 have no date.",
        ),
        (
            {Response.NOT_RECORDED: 13},
            {DateState.NO_DATE: 1, DateState.DONE: 1},
            "13 recommendations, all with no response recorded. 1 milestone has no date, 1 is done.",
        ),
        ({Response.NOTED: 1}, {}, "1 recommendation, noted. It has no milestones, so nothing can be open or late."),
        (
            {Response.ACCEPTED: 2},
            {DateState.NOT_YET: 1},
            "2 recommendations, all accepted. 1 milestone is not yet open.",
        ),
    ],
)
def test_a_plan_is_summed_up_in_two_sentences(
    responses: dict[Response, int], milestones: dict[DateState, int], sentence: str
) -> None:
    assert rules.plan_sentence(responses, milestones) == sentence


def test_every_word_of_a_plan_has_a_label_and_a_tag() -> None:
    for vocabulary, labels in (
        (rules.Response, rules.RESPONSE_LABELS),
        (rules.Delivery, rules.DELIVERY_LABELS),
        (rules.Progress, rules.PROGRESS_LABELS),
        (rules.DateState, rules.DATE_STATE_LABELS),
    ):
        assert set(labels) == set(vocabulary)
        for word in vocabulary:
            assert appearance(word).word
    assert set(rules.MEASURE_KIND_LABELS) == set(rules.MeasureKind)


def test_an_update_says_something_and_is_not_about_the_future() -> None:
    rules.check_update(words="Done.", on=date(2026, 1, 2), today=date(2026, 1, 2))
    with pytest.raises(rules.Refused, match="Say what happened"):
        rules.check_update(words="  ", on=date(2026, 1, 2), today=date(2026, 1, 2))
    with pytest.raises(rules.Refused, match="in the future"):
        rules.check_update(words="Done.", on=date(2026, 1, 3), today=date(2026, 1, 2))


@pytest.mark.parametrize("response", ["accepted", "noted"])
def test_a_response_that_takes_something_up_needs_no_reason(response: str) -> None:
    rules.check_response(response=response, reason="", on=None, today=date(2026, 1, 2))


@pytest.mark.parametrize("response", ["declined", "in-part", "not-recorded"])
def test_a_response_that_turns_something_down_needs_its_reason(response: str) -> None:
    with pytest.raises(rules.Refused):
        rules.check_response(response=response, reason=" ", on=None, today=date(2026, 1, 2))


@pytest.mark.parametrize(
    ("is_editor", "owning", "own", "sentence"),
    [
        (True, [], [], None),
        (False, ["SES", "Press"], ["Press"], None),
        (False, ["SES"], ["Press"], "This milestone belongs to SES. You can update what belongs to Press."),
        (False, [], ["Press"], "This milestone has no team yet. You can update what belongs to Press."),
        (False, ["SES"], [], "This milestone belongs to SES. You are in no team yet"),
    ],
)
def test_an_action_owner_updates_what_their_own_team_owns(
    is_editor: bool, owning: list[str], own: list[str], sentence: str | None
) -> None:
    if sentence is None:
        rules.check_owner(is_editor=is_editor, owning=owning, own=own)
        return
    with pytest.raises(rules.Refused) as refusal:
        rules.check_owner(is_editor=is_editor, owning=owning, own=own)
    assert str(refusal.value).startswith(sentence)


DAY = datetime.timedelta(hours=24)
MOMENT = datetime.datetime(2026, 10, 14, 9, 30, tzinfo=datetime.UTC)


def test_a_plan_can_be_taken_out_until_its_day_is_over() -> None:
    rules.check_undo_in_time(imported_at=MOMENT, now=MOMENT + DAY - datetime.timedelta(seconds=1))
    with pytest.raises(rules.Refused, match="more than 24 hours ago"):
        rules.check_undo_in_time(imported_at=MOMENT, now=MOMENT + DAY)


def test_a_plan_that_people_have_worked_with_stays() -> None:
    rules.check_nothing_recorded(is_recorded_on=False)
    with pytest.raises(rules.Refused, match="Something has been recorded"):
        rules.check_nothing_recorded(is_recorded_on=True)
