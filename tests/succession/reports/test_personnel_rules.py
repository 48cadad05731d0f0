"""The Personnel Committee report without a database: what it asks, what changed, where the school stands."""

import dataclasses
import datetime
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from policies.standings.rules import Standing
from succession.reports.personnel.changes import compare
from succession.reports.personnel.lines import lines, silent, standing_out, uncounted, vacancies
from succession.reports.personnel.questions import MOST_QUESTIONS, RULES, questions
from succession.reports.personnel.record import (
    Ask,
    Board,
    Commitments,
    Confidential,
    Development,
    Kept,
    Line,
    NamedPerson,
    NamedPost,
    Open,
    Personnel,
    Places,
    Policy,
    Seat,
)
from succession.reports.personnel.report import context
from tests.succession.reports.personnel_records import DAY, cover, drawn, figure, personnel, pipeline, reports

YEAR = datetime.timedelta(days=365)
FEW = settings(max_examples=30)  # a whole report is slow to draw
IN_FORCE = Policy(Standing.UNCHANGED, version=2, adopted_on=DAY, in_force_from=DAY, review_due_on=DAY + 2 * YEAR)


# Questions ------------------------------------------------------------------------------------------------------------
def ask(key: int, state: str = "open", response: str = "Accepted") -> Ask:
    return Ask(key, str(key), f"That schools do {key}", response, state)


def seat(key: int, ends_on: datetime.date | None = None) -> Seat:
    return Seat(key, f"Governor {key}", "Parent governor", ends_on=ends_on)


LONGEST_QUIET, LATELY_QUIET = Kept(1, "Train them", "Quiet for 2 terms", 2), Kept(2, "Ask them", "Quiet for 1 term", 1)
QUIET = Commitments(3, 1, 2, (LONGEST_QUIET, LATELY_QUIET))
ASKED: dict[str, tuple[dict[str, Any], str, str]] = {
    "no policy": ({}, "By when will the school have a succession policy", "None is in force: no policy yet."),
    "a policy past its review": (
        {"policy": dataclasses.replace(IN_FORCE, standing=Standing.LAPSED, review_due_on=DAY - YEAR)},
        "Which meeting will review the policy?",
        "Its review was due on 1 June 2025.",
    ),
    "a review within three months": (
        {"policy": dataclasses.replace(IN_FORCE, review_due_on=DAY + datetime.timedelta(days=90))},
        "Which meeting will review the policy?",
        "Its review is due on 30 August 2026.",
    ),
    "no posts": ({}, "Which leadership posts could the school least be without?", "No post is on the map"),
    "posts without cover": (
        {"cover": cover(20, 7)},
        "Who would act tomorrow in each post",
        "In 7 of 20 leadership posts nobody could act today. The confidential part says in which.",
    ),
    "few posts without cover": (
        {"cover": cover(20, 1)},
        "Who would act tomorrow in each post",
        "In fewer than 5 of 20 leadership posts nobody could act today.",
    ),
    "too few posts to say in how many": (
        {"cover": cover(5, 1)},
        "Who would act tomorrow in each post",
        "The confidential part says in which nobody could.",
    ),
    "quiet commitments": (
        {"commitments": QUIET},
        "What will be done this term for the commitments",
        "2 of 3 commitments have had no evidence for a whole term.",
    ),
    "posts not looked at": (
        {"cover": cover(20, 0, looked_at=None)},
        "When will cover for every post be looked at?",
        "Not all posts were looked at yet.",
    ),
    "posts looked at long ago": (
        {"cover": cover(20, 0, looked_at=DAY - YEAR - datetime.timedelta(days=1))},
        "When will cover for every post be looked at?",
        "Not all posts were looked at since 31 May 2025.",
    ),
    "no development": (
        {"development": Development(DAY - YEAR, figure(0), is_empty=True)},
        "How do people here get the chance to try leading?",
        "No development of staff is written down since 1 June 2025.",
    ),
    "a term that ends": (
        {"seats": (seat(1, DAY + YEAR), seat(2))},
        "Who will follow the governors whose terms end",
        "1 term of office ends within a year.",
    ),
    "a place that nobody holds": (
        {"board": Board("Board", (Places("Parent governor", 1, 3),))},
        "Who looks for governors for the places",
        "2 places on the board are vacant.",
    ),
    "a date of the plan that passed": (
        {"asks": (ask(1, "late"), ask(2)), "has_plan": True},
        "What has the school done about the council’s recommendations",
        "Of these a date has passed in 1 recommendation: 1.",
    ),
}


@pytest.mark.parametrize("case", ASKED)
def test_a_question_is_asked_where_its_rule_says_so_and_says_why(case: str) -> None:
    shown, question, why = ASKED[case]
    found = [one for rule in RULES if (one := rule(personnel(**shown))) is not None and question in one.question]
    assert len(found) == 1
    assert why in found[0].why


def test_nothing_is_asked_of_a_school_in_which_nothing_is_wanting() -> None:
    well = personnel(
        policy=IN_FORCE,
        cover=cover(20, 0, looked_at=DAY),
        pipeline=pipeline(6, 7, 8, 9),
        commitments=Commitments(3, 3, 0),
        development=Development(DAY - YEAR, figure(9)),
        seats=(seat(1, DAY + 2 * YEAR),),
        board=Board("Board", (Places("Parent governor", 2, 2),)),
        asks=(ask(1),),
        has_plan=True,
    )
    shown = dataclasses.replace(well.open.cover, uncovered=dataclasses.replace(figure(0), words="0"))
    assert questions(dataclasses.replace(well, open=dataclasses.replace(well.open, cover=shown))) == ()


def test_a_term_that_ends_a_day_later_than_a_year_is_not_asked_about() -> None:
    late = personnel(seats=(seat(1, DAY + YEAR + datetime.timedelta(days=1)),))
    assert not any("terms end" in one.question for one in questions(late))


@FEW
@given(reports())
def test_at_most_five_questions_in_the_order_of_weight(facts: Personnel) -> None:
    found = questions(facts)
    every = [one for rule in RULES if (one := rule(facts)) is not None]
    assert list(found) == every[:MOST_QUESTIONS]
    assert all(one.question.endswith("?") and one.why.endswith(".") for one in found)


@FEW
@given(reports(), st.none() | drawn(Confidential))
def test_questions_and_lines_tell_nothing_of_the_confidential_part(facts: Personnel, other: Any) -> None:
    changed = dataclasses.replace(facts, confidential=other)
    assert questions(changed) == questions(facts)
    assert lines(changed) == lines(facts)


# Where we are ---------------------------------------------------------------------------------------------------------
@FEW
@given(reports())
def test_where_we_are_is_six_sentences(facts: Personnel) -> None:
    said = lines(facts)
    assert len(said) == 6
    assert all(line.endswith(".") and not line.endswith("..") for line in said)
    assert context(facts)["lines"] == said


def test_a_school_of_which_nothing_is_known_says_so_six_times() -> None:
    assert lines(personnel()) == (
        "The school has no succession policy in force: no policy yet.",
        "No commitment is in force, so there is nothing to show evidence for.",
        "No leadership post is on the school’s map yet, so nothing can be said about cover.",
        "No development of staff is written down for this time.",
        "No governor’s place is written down here, so nothing can be said about terms of office.",
        "The council has no action plan here that could ask something of schools.",
    )


@pytest.mark.parametrize(
    ("posts", "uncovered", "said"),
    [
        (20, 7, "In 7 of 20 leadership posts nobody could act today."),
        (20, 3, "In fewer than 5 of 20 leadership posts nobody could act today."),
        (20, 18, "In all but fewer than 5 of 20 leadership posts nobody could act today."),
        # It is the same whether somebody could act in all of five or in none: nothing is to be read from it.
        (5, 0, "In how many posts nobody could act today is not said, as there are no more than 5 of them."),
        (5, 2, "In how many posts nobody could act today is not said, as there are no more than 5 of them."),
        (5, 5, "In how many posts nobody could act today is not said, as there are no more than 5 of them."),
        (3, 3, "Leadership posts on the school’s map: fewer than 5, too few to say more here."),
    ],
)
def test_cover_is_told_as_small_numbers_allow(posts: int, uncovered: int, said: str) -> None:
    assert lines(personnel(cover=cover(posts, uncovered)))[2].startswith(said)


BOARDS = [
    ((), "Vacancies cannot be counted: nobody has written down how many places the board has.", ""),
    ((Places("Parent governor", 1),), "Vacancies cannot be counted", ""),
    ((Places("Parent governor", 2, 2),), "All 2 places on the board are held.", ""),
    ((Places("Parent governor", 3, 2),), "All 2 places on the board are held.", ""),
    ((Places("Parent governor", 1, 2),), "1 of 2 places on the board is vacant.", ""),
    (
        (Places("Parent governor", 1, 4), Places("Staff governor", 1)),
        "3 of 4 places on the board are vacant.",
        "Not counted, as nobody has written down how many there are: places of staff governor.",
    ),
]


@pytest.mark.parametrize(("places", "said", "rest"), BOARDS)
def test_vacancies_are_counted_where_somebody_said_how_many_places_there_are(
    places: tuple[Places, ...], said: str, rest: str
) -> None:
    board = Board("Board", places)
    assert vacancies(board).startswith(said)
    assert uncounted(board) == rest


def test_commitments_without_evidence_stand_under_how_long_they_have_been_quiet() -> None:
    told = Kept(3, "Done", "Last evidenced 1 May 2026", lines=(Line(DAY, "Held two talks"),))
    new = Kept(4, "New", "No evidence yet")
    groups = silent(Commitments(4, 1, 2, (*QUIET.rows, told, new)))
    assert [(group.heading, [one.key for one in group.rows]) for group in groups] == [
        ("Quiet for 2 terms", [1]),
        ("Quiet for 1 term", [2]),
        ("Nothing in this time, and not quiet for a whole term", [4]),
    ]


def test_what_stands_out_fits_the_first_page_whatever_the_posts_are_called() -> None:
    posts = tuple(
        NamedPost(key, f"{key} {'Maximiliana ' * 16}"[:200], "Serious", changes_from=DAY) for key in range(60)
    )
    said = standing_out(Confidential(posts))
    assert len(said) == 3
    assert all("; and 54 more." in sentence for sentence in said)
    assert sum(map(len, said)) < 2_000


# What changed ---------------------------------------------------------------------------------------------------------
@FEW
@given(reports())
def test_a_report_is_as_it_was_when_nothing_changed(facts: Personnel) -> None:
    held = facts.open.commitments
    assume(held is None or held.since != facts.as_at)
    posts = facts.confidential.posts if facts.confidential else ()
    for things in (posts, facts.open.asks, held.rows if held else ()):
        keys = [one.key for one in things]
        assume(len(set(keys)) == len(keys))
    assert compare(facts, facts).open == ()
    assert compare(facts, facts).confidential == ()


@FEW
@given(reports(), reports(), st.none() | drawn(Confidential), st.none() | drawn(Confidential))
def test_what_changed_in_the_open_part_tells_nothing_of_the_other(
    now: Personnel, before: Personnel, one: Any, other: Any
) -> None:
    changed = compare(dataclasses.replace(now, confidential=one), dataclasses.replace(before, confidential=other))
    assert changed.open == compare(now, before).open
    said = {sentence for sentence in (*changed.open, *changed.confidential) if sentence != now.open.criteria}
    assert all(sentence.endswith(".") for sentence in said)


@FEW
@given(reports(), reports())
def test_what_changed_is_short_enough_for_the_first_page(now: Personnel, before: Personnel) -> None:
    assert len(compare(now, before).open) <= 16


def kept(terms: int, key: int = 1) -> Kept:
    return Kept(key, "Train them", "Words", terms)


OF_THE_OPEN_PART: dict[str, tuple[dict[str, Any], dict[str, Any], list[str]]] = {
    "a new version": (
        {"policy": IN_FORCE},
        {"policy": dataclasses.replace(IN_FORCE, version=3, adopted_by="The board")},
        ["Version 3 of the policy took effect on 1 June 2026. The board adopted it on 1 June 2026."],
    ),
    "a policy past its review": (
        {"policy": IN_FORCE},
        {"policy": dataclasses.replace(IN_FORCE, standing=Standing.LAPSED)},
        ["The policy’s standing is now “Past its review date”; it was “The council’s model, unchanged”."],
    ),
    "a version for the board": (
        {},
        {"policy": Policy(Standing.NONE, next_state="submitted")},
        ["A new version of the policy waits for the board."],
    ),
    "commitments that woke and fell quiet": (
        {"commitments": Commitments(2, 0, 1, (kept(2), kept(0, 2)))},
        {"commitments": Commitments(2, 1, 1, (kept(0), kept(1, 2)), since=DAY - YEAR, done=2)},
        [
            "1 commitment that had been quiet now has evidence.",
            "1 commitment fell quiet.",
            "2 lines of evidence were written down for commitments.",
        ],
    ),
    "criteria": ({}, {"criteria": "Version 1 is in force."}, ["Version 1 is in force."]),
    "more posts": (
        {"cover": cover(12, 6)},
        {"cover": cover(24, 6)},
        ["Leadership posts on the map: 24; it was 12."],
    ),
    "governors": (
        {"seats": (seat(1), seat(2)), "board": Board("B", (Places("Parent governor", 2, 3),))},
        {"seats": (seat(2), seat(3), seat(4)), "board": Board("B", (Places("Parent governor", 3, 3),))},
        ["2 governors took up a place.", "1 term of office ended.", "Vacant places on the board: 0; it was 1."],
    ),
    "the council’s plan": (
        {"asks": tuple(ask(key) for key in range(1, 8))},
        {"asks": (*(ask(key, "late") for key in range(1, 7)), ask(7, response="Declined"), ask(8))},
        [
            "New among what the council’s plan says of schools: recommendation 8.",
            "The council’s response is another than it was: recommendation 7.",
            "A date of the council’s plan has passed: recommendations 1, 2, 3, 4 and 2 others.",
        ],
    ),
}


@pytest.mark.parametrize("case", OF_THE_OPEN_PART)
def test_what_is_otherwise_than_in_the_last_report_is_said(case: str) -> None:
    then, now, said = OF_THE_OPEN_PART[case]
    before = personnel(as_at=DAY - YEAR, **then)
    assert list(compare(personnel(**now), before).open) == said


def test_a_correction_does_not_say_that_its_evidence_is_new() -> None:
    held = Commitments(1, 1, 0, (kept(0),), since=DAY - YEAR, done=4)
    wrong = personnel(as_at=DAY, commitments=held)
    assert compare(personnel(as_at=DAY, commitments=held), wrong).open == ()


def post(**kw: Any) -> NamedPost:
    somebody = (NamedPerson("⟨a⟩"),)
    given = {"holders": ("⟨b⟩",), "held_since": DAY - YEAR, "bands": (somebody, (), somebody, ())}
    return NamedPost(1, "Deputy", "Serious: pupils depend on it", **given | kw)


OF_THE_OTHER = {
    "another holder": ({"held_since": DAY}, "Deputy has had another holder since 1 June 2026."),
    "a vacancy": ({"holders": ()}, "Deputy is vacant."),
    "no cover": (
        {"bands": ((), (), (NamedPerson("⟨a⟩"),), ())},
        "Deputy: nobody could act today, where somebody could",
    ),
    "no successor": ({"bands": ((NamedPerson("⟨a⟩"),), (), (), ())}, "Deputy: nobody is on the way to follow."),
    "a change ahead": ({"changes_from": DAY}, "Deputy may change hands from 1 June 2026."),
}


@pytest.mark.parametrize("case", OF_THE_OTHER)
def test_what_changed_in_a_post_is_said_in_the_confidential_part_alone(case: str) -> None:
    change, said = OF_THE_OTHER[case]
    now, before = (personnel(confidential=Confidential((one,))) for one in (post(**change), post()))
    changes = compare(now, before)
    assert changes.open == ()
    assert len(changes.confidential) == 1
    assert changes.confidential[0].startswith(said)


def test_a_post_that_came_or_went_and_the_headship_are_told_of() -> None:
    now, before = Confidential((post(),), headship_covered=False), Confidential((), headship_covered=True)
    assert compare(personnel(confidential=now), personnel(confidential=before)).confidential == (
        "Deputy is new on the map.",
        "Nobody could lead the school tomorrow.",
    )
    assert compare(personnel(confidential=before), personnel(confidential=now)).confidential == (
        "Deputy is not on the map any more.",
        "Somebody could lead the school tomorrow.",
    )


def test_the_words_of_a_post_say_which_bands_are_empty() -> None:
    assert [words for words, _ in post().shown_bands] == ["Could cover today", "Ready in 1 to 2 years"]
    assert post().empty_bands == ["Ready within a term", "Ready in 3 years or more"]
    assert post().impact_words == "serious – pupils depend on it"


def test_an_empty_open_part_has_a_context() -> None:
    assert context(Personnel(DAY, Open(Policy(Standing.NONE), cover(), pipeline())))["cover_note"] == ""
