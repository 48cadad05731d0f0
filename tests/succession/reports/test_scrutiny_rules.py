"""The progress report's own rules: one place for each recommendation, what changed, the figures, the questions."""

import datetime
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplan.rules import DATE_STATE_LABELS, DateState, Delivery, MeasureKind, Response
from succession.reports.scrutiny import figures, pictures, questions, wording
from succession.reports.scrutiny.changes import Changes, compare, sentences, unmoved
from succession.reports.scrutiny.record import Doing, Measure, Place, Record, place_of, places
from tests.succession.reports.scrutiny_records import DAY, asked, record, records, said, step, written

PAST, AHEAD = datetime.date(2026, 4, 30), datetime.date(2026, 9, 30)
LATE = step(11, written("by April 2026", PAST))
OPEN = step(12, written("by September 2026", AHEAD))
UNDATED = step(13, written("when ready", None))
DONE = step(14, written("by April 2026", PAST), done_on=PAST, updates=1, latest=said(PAST))
EARLIER = DAY - datetime.timedelta(days=90)


def as_it_was(now: Record) -> Record:
    return replace(now, as_at=EARLIER)


# One place for each --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("steps", "response", "place"),
    [
        ([LATE, OPEN, DONE], Response.ACCEPTED, Place.LATE),
        ([OPEN, DONE], Response.ACCEPTED, Place.MOVING),
        ([UNDATED, DONE], Response.ACCEPTED, Place.UNDATED),
        ([DONE], Response.ACCEPTED, Place.DONE),
        ([], Response.ACCEPTED, Place.UNPLANNED),
        ([], Response.DECLINED, Place.DECLINED),
        ([LATE], Response.DECLINED, Place.LATE),
    ],
)
def test_a_recommendation_stands_where_its_most_pressing_milestone_puts_it(steps, response, place) -> None:
    assert place_of(asked(1, *steps, response=response)) is place


@given(records())
def test_every_recommendation_is_told_in_exactly_one_place(given_record: Record) -> None:
    told = [one.key for every in places(given_record).values() for one in every]
    assert sorted(told) == sorted(one.key for one in given_record.every())


@given(records())
def test_counts_agree_with_the_lists_they_count(given_record: Record) -> None:
    steps = [step for _, step in given_record.steps()]
    assert sum(given_record.states().values()) == len(steps)
    assert sum(given_record.responses().values()) == len(list(given_record.every()))
    for line in figures.lines(given_record):
        part, _, whole = line.figure.partition(" of ")
        assert int(part) <= int(whole or part)


# What changed --------------------------------------------------------------------------------------------------------
@given(records())
def test_a_report_compared_with_itself_has_no_changes(given_record: Record) -> None:
    changes = compare(given_record, given_record)
    assert changes.are_none
    assert sentences(changes) == ()


@given(records(), records())
def test_what_changed_one_way_changed_back_the_other_way(one: Record, other: Record) -> None:
    there, back = compare(one, other), compare(other, one)
    for came, left in (
        (there.newly_late, back.no_longer_late),
        (back.newly_late, there.no_longer_late),
        (there.newly_done, back.no_longer_done),
        (back.newly_done, there.no_longer_done),
    ):
        assert {moved.key for moved in came} == {moved.key for moved in left}
    assert {whole.asked for whole in there.added} == {whole.asked for whole in back.gone}
    assert {(a.asked, a.before, a.now) for a in there.answered} == {(a.asked, a.now, a.before) for a in back.answered}
    assert {(r.asked, r.what, r.before, r.now) for r in there.reworded} == {
        (r.asked, r.what, r.now, r.before) for r in back.reworded
    }
    assert {(r.before, r.now) for r in there.redated} == {(r.now, r.before) for r in back.redated}
    assert {moved.key for moved in there.still_late} == {moved.key for moved in back.still_late}


@given(records(), records())
def test_each_milestone_that_is_late_is_either_newly_late_or_still_late(one: Record, other: Record) -> None:
    changes = compare(one, other)
    late = [step.key for _, step in other.steps() if step.state is DateState.LATE]
    told = [moved.key for moved in (*changes.newly_late, *changes.still_late)]
    assert sorted(told) == sorted(late)


def test_what_became_late_and_what_was_done_since_is_said_first() -> None:
    due = step(11, written("by April 2026", PAST), on=EARLIER)
    undone = replace(DONE, state=DateState.OPEN, done_on=None, updates=0, latest=None)
    before = as_it_was(record(asked(1, due, undone), asked(2, OPEN)))
    changes = compare(before, record(asked(1, LATE, DONE), asked(2, OPEN)))
    assert [moved.key for moved in changes.newly_late] == [11]
    assert [moved.key for moved in changes.newly_done] == [14]
    assert sentences(changes) == (
        "1 milestone became late (recommendation 1).",
        "1 milestone was done (recommendation 1).",
    )
    assert unmoved(changes) == ("Nothing was recorded on 1 recommendation (recommendation 2).",)


def test_what_is_late_still_says_for_how_long() -> None:
    older = step(15, written("by January 2026", datetime.date(2026, 1, 31)))
    now = record(asked(1, LATE, older))
    changes = compare(replace(now, as_at=datetime.date(2026, 5, 1)), now)
    assert [(moved.key, moved.days) for moved in changes.still_late] == [(11, 32), (15, 121)]
    assert unmoved(changes)[0] == "2 milestones are still late, the longest by 17 weeks (recommendation 1)."


def test_a_first_report_compares_with_nothing_and_says_so() -> None:
    changes = compare(None, record(asked(1, LATE)))
    assert changes.since is None
    assert sentences(changes) == ()
    assert unmoved(changes) == ("1 milestone is late, by 4 weeks (recommendation 1).",)


def test_responses_new_dates_and_changed_words_are_each_told() -> None:
    before = record(
        asked(1, step(11, written("by April", PAST)), response=Response.NOT_RECORDED), asked(2, OPEN), asked(3)
    )
    now = record(
        asked(1, step(11, written("by September", AHEAD)), response=Response.DECLINED, reason="No money."),
        asked(2, OPEN, text="That less be done."),
        asked(4),
    )
    changes = compare(as_it_was(before), now)
    assert [(one.asked, one.before, one.now) for one in changes.answered] == [
        (1, Response.NOT_RECORDED, Response.DECLINED)
    ]
    assert [(one.before, one.now) for one in changes.redated] == [("by April", "by September")]
    assert [(one.what, one.before, one.now) for one in changes.reworded] == [
        ("its text", "That thing 2 be done.", "That less be done.")
    ]
    assert [one.asked for one in changes.added] == [4]
    assert [one.asked for one in changes.gone] == [3]
    assert sentences(changes) == (
        "1 response was recorded or changed (recommendation 1).",
        "The dates of 1 milestone were changed (recommendation 1).",
        "The words of 1 recommendation were changed (recommendation 2).",
        "1 recommendation was added (recommendation 4).",
        "1 recommendation was taken out (recommendation 3).",
        "1 milestone is late no longer (recommendation 1).",
    )


@pytest.mark.parametrize(
    ("before", "now", "silent"),
    [
        (asked(1, OPEN), asked(1, OPEN), True),
        (asked(1, OPEN), asked(1, replace(OPEN, updates=1, latest=said(PAST))), False),
        (asked(1, OPEN, response=Response.NOT_RECORDED), asked(1, OPEN), False),
        (asked(1, DONE), asked(1, DONE), False),
        (asked(1), asked(1), False),
    ],
    ids=["nothing said", "an update", "a response", "all done", "no milestone"],
)
def test_silence_is_where_something_could_have_been_recorded_and_was_not(before, now, silent) -> None:
    assert bool(compare(as_it_was(record(before)), record(now)).silent) is silent


# The six lines -------------------------------------------------------------------------------------------------------
def test_the_six_lines_each_say_a_figure_of_how_many() -> None:
    watched = (Measure(1, "Monitored by the board", MeasureKind.MONITORING, only_watched=True),)
    found = figures.lines(
        record(
            asked(1, LATE, DONE),
            asked(2, OPEN, UNDATED, response=Response.PARTLY, reason="No money.", measures=watched),
            asked(3, response=Response.NOT_RECORDED),
        )
    )
    assert [(line.figure, line.words) for line in found] == [
        ("2 of 3", "recommendations have a response recorded: 1 accepted, 1 accepted in part."),
        ("1 of 4", "milestones is done."),
        ("1 of 4", "milestones is late, by 4 weeks (recommendation 1)."),
        ("1 of 4", "milestones is open or still to come; the next is due by 30 September 2026 (recommendation 2)."),
        ("1 of 4", "milestones has no date, so it can never be late."),
        ("1 of 3", "outcome measures says only who watches, not what should come of it."),
    ]


def test_a_plan_without_milestones_says_that_nothing_can_be_late() -> None:
    found = figures.lines(record(asked(1, measures=())))
    assert [(line.figure, line.words) for line in found] == [
        ("1 of 1", "recommendation has a response recorded: 1 accepted."),
        ("0", "milestones are set, so nothing can be late or done."),
        ("0", "outcome measures are set, so nothing says what should come of the plan."),
    ]
    assert list(pictures.charts(record(asked(1)), ())) == ["responses"]


def test_a_day_before_any_plan_says_that_there_was_none() -> None:
    assert [line.figure for line in figures.lines(Record(DAY, (), ()))] == ["0"]
    assert pictures.charts(Record(DAY, (), ()), ()) == {}


# Pictures ------------------------------------------------------------------------------------------------------------
@given(records())
def test_every_milestone_is_drawn_once_and_no_sheet_overflows(given_record: Record) -> None:
    drawn = [chart for name, chart in pictures.charts(given_record, ()).items() if name.startswith("milestones")]
    counts: Counter[str] = Counter()
    for chart in drawn:
        assert len(chart.rows) <= 10
        if chart.head[0] == "State":
            counts.update({row[0]: int(row[1]) for row in chart.rows})
        for row in chart.rows if chart.head[0] != "State" else ():
            counts.update(dict(zip(chart.head[1:], map(int, row[1:]), strict=True)))
    assert +counts == +Counter({DATE_STATE_LABELS[state]: n for state, n in given_record.states().items()})


@pytest.mark.parametrize(("n", "sheets"), [(1, [1]), (10, [10]), (11, [6, 5]), (50, [10] * 5)])
def test_many_recommendations_are_spread_over_even_sheets(n: int, sheets: list[int]) -> None:
    plan = record(*(asked(key, replace(LATE, key=key), replace(OPEN, key=100 + key)) for key in range(1, n + 1)))
    drawn = [chart for name, chart in pictures.charts(plan, ()).items() if name.startswith("milestones")]
    assert [len(chart.rows) if chart.head[0] != "State" else 1 for chart in drawn] == sheets


def test_two_recommendations_that_a_paper_gives_one_number_are_two_bars() -> None:
    plan = record(asked(1, LATE, name="3"), asked(2, OPEN, name="3"), asked(3, DONE, name="3"))
    (drawn,) = [chart for name, chart in pictures.charts(plan, ()).items() if name.startswith("milestones")]
    assert [row[1:] for row in drawn.rows] == [
        ("1", "0", "0", "0", "0", "0", "0"),
        ("0", "0", "0", "1", "0", "0", "0"),
        ("0", "1", "0", "0", "0", "0", "0"),
    ]


def test_a_picture_says_its_sentence() -> None:
    drawn = pictures.charts(record(asked(1, LATE, DONE), asked(2, OPEN)), ())
    assert drawn["milestones-1"].sentence == (
        "On 1 June 2026: 3 milestones of 2 recommendations. Recommendation 1 has late ones."
    )
    assert drawn["responses"].sentence == "On 1 June 2026: 2 of 2 recommendations have a response recorded: 2 accepted."


def test_a_line_over_reports_needs_three_of_them() -> None:
    points = [figures.Point(datetime.date(2026, month, 1), month, 1, 1, 1, 2 * month) for month in range(1, 5)]
    assert "over-time" not in pictures.charts(record(asked(1)), points[:2])
    drawn = pictures.charts(record(asked(1)), points)["over-time"]
    assert drawn.sentence == (
        "From 1 January 2026 to 1 April 2026 late milestones went from 1 to 4, and those done from 2 to 8."
    )
    assert drawn.rows[0] == ("1 January 2026", "1", "2")


@given(st.integers(0, 40))
def test_counts_over_reports_are_the_latest_twelve_and_each_day_once(n: int) -> None:
    points: tuple[figures.Point, ...] = ()
    for day in range(n):
        now = record(asked(1, LATE), as_at=DAY + datetime.timedelta(days=day))
        points = figures.points_with(points, now)
        points = figures.points_with(points, now)
        assert points[-1].as_at == now.as_at
    assert len(points) == min(n, 12)
    assert sorted({point.as_at for point in points}) == [point.as_at for point in points]


# Questions -----------------------------------------------------------------------------------------------------------
def asked_of(now: Record, before: Record | None = None) -> list[tuple[str, str]]:
    return [(question.ask, question.why) for question in questions.questions(now, compare(before, now))]


@given(records(), st.none() | records())
def test_there_are_at_most_five_questions_each_with_its_reason(now: Record, before: Record | None) -> None:
    found = questions.questions(now, compare(before, now))
    assert len(found) <= 5
    keys = {one.key for one in now.every()}
    for question in found:
        assert question.ask.endswith("?")
        assert question.why
        assert question.about
        assert set(question.about) <= keys


QUIET = replace(LATE, updates=1, latest=said(DAY - datetime.timedelta(days=70)))
HEARD = replace(LATE, updates=1, latest=said(DAY - datetime.timedelta(days=10)))
WATCHED = (Measure(1, "Monitored by the board", MeasureKind.MONITORING, only_watched=True),)
NO_MEASURE = {"measures": ()}


@pytest.mark.parametrize(
    ("now", "question"),
    [
        (
            asked(1, LATE),
            (
                "What stands in the way of “Step 11” (recommendation 1)?",
                "It is 4 weeks late, and nothing was ever recorded on it.",
            ),
        ),
        (
            asked(1, QUIET),
            (
                "What stands in the way of “Step 11” (recommendation 1)?",
                "It is 4 weeks late, and nothing has been recorded on it for 10 weeks.",
            ),
        ),
        (asked(1, HEARD), ("When will “Step 11” (recommendation 1) be done?", "It is 4 weeks late.")),
        (
            asked(1, UNDATED),
            ("By when will “Step 13” (recommendation 1) be done?", "It has no date, so it can never be late."),
        ),
        (
            asked(1, OPEN, response=Response.NOT_RECORDED),
            (
                "What does the council say to recommendation 1?",
                "No response is recorded, so nobody can tell whether it was accepted.",
            ),
        ),
        (
            asked(1, actions=()),
            ("What will be done about recommendation 1?", "It was accepted, but no action and no milestone is set."),
        ),
        (
            asked(1, OPEN, response=Response.PARTLY, reason="The rest waits for money."),
            (
                "Which part of recommendation 1 is not taken up, and who could do it?",
                "Recommendation 1 was accepted in part. The reason given: “The rest waits for money.”",
            ),
        ),
        (
            asked(1, OPEN, measures=WATCHED),
            (
                "How will members know whether recommendation 1 worked?",
                "What it is to be judged by says only who watches: “Monitored by the board”",
            ),
        ),
        (
            asked(1, response=Response.DECLINED, reason="No money.", actions=(Doing(1, "None", Delivery.STOPPED),)),
            (
                "When will recommendation 1 be looked at again?",
                "It was declined, and no day is recorded for looking at the reasons again.",
            ),
        ),
    ],
    ids=["never heard of", "quiet", "late", "no date", "no response", "no steps", "in part", "watched", "declined"],
)
def test_each_rule_asks_its_question_and_says_why(now, question) -> None:
    assert asked_of(record(now)) == [question]


def test_nothing_recorded_since_the_last_report_is_asked_about() -> None:
    now = record(asked(1, OPEN), asked(2, OPEN))
    before = as_it_was(now)
    assert asked_of(now, before) == [
        (
            "What has been done about recommendations 1 and 2 since the last report?",
            "Nothing was recorded on them since 3 March 2026.",
        )
    ]


def test_a_moved_date_and_narrowed_words_are_asked_about() -> None:
    before = as_it_was(record(asked(1, step(12, written("by April", PAST), on=EARLIER, updates=1, latest=said(PAST)))))
    moved = replace(OPEN, updates=2, latest=said(DAY))
    now = record(asked(1, moved, text="That less be done."))
    assert asked_of(now, before) == [
        (
            "Why was the date of “Step 12” (recommendation 1) changed?",
            "It was by April, and is now by September 2026.",
        ),
        (
            "Do the new words of recommendation 1 still promise what was agreed?",
            "In recommendation 1, its text was “That thing 1 be done.”, now “That less be done.”.",
        ),
    ]


def test_a_plan_that_runs_well_has_no_questions() -> None:
    assert asked_of(record(asked(1, OPEN), asked(2, DONE))) == []


# Words ---------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "1 day"),
        (13, "13 days"),
        (14, "2 weeks"),
        (182, "26 weeks"),
        (183, "6 months"),
        (730, "23 months"),
        (731, "2 years"),
        (4261, "11 years"),
    ],
)
def test_a_length_of_time_is_never_said_longer_than_it_was(days: int, words: str) -> None:
    assert wording.how_long(days) == words


def test_recommendations_are_named_and_the_rest_counted() -> None:
    assert wording.naming(["7"]) == "recommendation 7"
    assert wording.naming(["7", "8"]) == "recommendations 7 and 8"
    assert wording.naming(["1", "2a", "3", "4", "5", "6"]) == "recommendations 1, 2a, 3, 4 and 2 others"


def test_a_long_text_is_cut_where_it_is_quoted() -> None:
    assert len(wording.quoted("x" * 200)) <= 93
    assert wording.quoted("word " * 60).endswith(" …”")


def test_a_record_without_changes_says_nothing_changed() -> None:
    assert Changes(since=DAY).are_none
