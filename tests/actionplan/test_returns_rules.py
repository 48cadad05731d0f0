"""What may be asked of schools, where each stands, and how that is counted and said."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplan.answering.control import Control
from actionplan.returns import rules
from actionplan.returns.rules import ASKABLE, LEFT_OUT, STAND_LABELS, Answer, Buys, Coverage, Stand
from actionplan.rules import Refused

TODAY = datetime.date(2026, 6, 15)
SOON = datetime.date(2026, 7, 1)


def test_every_stand_has_its_words_and_every_answer_is_one() -> None:
    assert set(STAND_LABELS) == set(Stand)
    assert {answer.value for answer in Answer} <= {stand.value for stand in Stand}


@pytest.mark.parametrize(
    ("is_open", "answer", "buys", "recorded", "stand"),
    [
        (True, "", "", False, Stand.WAITING),
        (True, "yes", "", False, Stand.YES),
        (True, "no", "", False, Stand.NO),
        (True, "not-yet", "", False, Stand.NOT_YET),
        # The school's own word goes before the record; where it does not know, the record holds.
        (True, "", "no", False, Stand.NOT_BOUGHT),
        (True, "yes", "no", False, Stand.NOT_BOUGHT),
        (True, "yes", "yes", True, Stand.YES),
        (True, "yes", "unknown", True, Stand.NOT_BOUGHT),
        (True, "no", "unknown", False, Stand.NO),
        (True, "", "", True, Stand.NOT_BOUGHT),
        # A school that closed is left out whatever it answered.
        (False, "", "", False, Stand.CLOSED),
        (False, "yes", "yes", False, Stand.CLOSED),
        (False, "", "no", True, Stand.CLOSED),
    ],
)
def test_where_a_school_stands(is_open: bool, answer: str, buys: str, recorded: bool, stand: Stand) -> None:
    found = rules.stand_of(is_open=is_open, answer=answer, buys=buys, is_recorded_as_not_buying=recorded)
    assert found is stand


@pytest.mark.parametrize(
    ("stands", "sentence", "left_out"),
    [
        (
            {Stand.YES: 80, Stand.NO: 20, Stand.NOT_YET: 12, Stand.WAITING: 48},
            "112 of 160 asked have answered: 80 yes, 20 no, 12 not yet; 48 have not answered.",
            "",
        ),
        ({Stand.WAITING: 1}, "0 of 1 asked has answered; 1 has not answered.", ""),
        (
            {Stand.YES: 2, Stand.NOT_BOUGHT: 1},
            "2 of 2 asked have answered: 2 yes, 0 no, 0 not yet.",
            "Left out: does not buy the service, 1.",
        ),
        (
            {Stand.NO: 1, Stand.NOT_BOUGHT: 3, Stand.CLOSED: 2},
            "1 of 1 asked has answered: 0 yes, 1 no, 0 not yet.",
            "Left out: does not buy the service, 3; closed, 2.",
        ),
        ({Stand.CLOSED: 1}, "No school that was asked is counted.", "Left out: closed, 1."),
        ({}, "No school that was asked is counted.", ""),
    ],
)
def test_the_coverage_says_how_many_of_how_many(stands: dict[Stand, int], sentence: str, left_out: str) -> None:
    coverage = Coverage(stands)
    assert (coverage.sentence, coverage.left_out_sentence) == (sentence, left_out)


@given(st.lists(st.integers(0, 24_000), min_size=len(Stand), max_size=len(Stand)))
def test_who_is_asked_has_answered_or_has_not_and_the_others_are_left_out(numbers: list[int]) -> None:
    stands = dict(zip(Stand, numbers, strict=True))
    coverage = Coverage(stands)
    assert coverage.answered + coverage.waiting == coverage.asked
    assert coverage.asked + sum(coverage.of(one) for one in LEFT_OUT) == sum(stands.values())


@pytest.mark.parametrize("control", list(Control))
def test_schools_are_asked_only_where_they_decide_or_deliver(control: Control) -> None:
    def ask() -> None:
        rules.check_ask(control=control, question="Is there a policy?", due_on=SOON, today=TODAY)

    if control in ASKABLE:
        ask()
    else:
        with pytest.raises(Refused, match="who can make"):
            ask()


@pytest.mark.parametrize(
    ("question", "due_on", "field"),
    [
        ("", SOON, "question"),
        ("  ", SOON, "question"),
        ("N/A", SOON, "question"),
        ("x" * 501, SOON, "question"),
        ("Is there a policy?", TODAY, "due_on"),
        ("Is there a policy?", datetime.date(2026, 6, 1), "due_on"),
    ],
)
def test_a_question_says_something_and_has_a_day_ahead(question: str, due_on: datetime.date, field: str) -> None:
    with pytest.raises(Refused) as refused:
        rules.check_ask(control="school-decides", question=question, due_on=due_on, today=TODAY)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("words", "urns"),
    [
        ("123456", [123456]),
        (" 123456, 123457;123458\n123456 ", [123456, 123457, 123458]),
        ("1234567", [1234567]),
    ],
)
def test_urns_are_read_however_they_are_parted(words: str, urns: list[int]) -> None:
    assert rules.urns_in(words) == urns


@pytest.mark.parametrize("words", ["", " \n", "12345", "12345678", "Larkfield", "123456 x", "１２３４５６", "9" * 7000])
def test_what_is_no_urn_is_named(words: str) -> None:
    with pytest.raises(Refused) as refused:
        rules.urns_in(words)
    assert refused.value.field == "urns"
    assert len(str(refused.value)) < 200


def test_at_most_five_hundred_schools_are_named() -> None:
    with pytest.raises(Refused, match="at most 500"):
        rules.urns_in(" ".join(str(100_000 + n) for n in range(501)))


@pytest.mark.parametrize(
    ("given_", "field"),
    [
        ({"is_closed": True}, None),
        ({"is_open_school": False}, None),
        ({"answer": ""}, "answer"),
        ({"service": "Appointing heads"}, "buys"),
        ({"service": "Appointing heads", "buys": "unknown", "answer": ""}, "answer"),
        ({"note": "x" * 2001}, "note"),
    ],
)
def test_an_answer_that_cannot_stand_is_refused(given_: dict[str, object], field: str | None) -> None:
    right = {"is_closed": False, "is_open_school": True, "answer": "yes", "note": "", "buys": "", "service": ""}
    rules.check_return(**right)  # type: ignore[arg-type]
    with pytest.raises(Refused) as refused:
        rules.check_return(**right | given_)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_who_does_not_buy_the_service_need_not_answer() -> None:
    rules.check_return(
        is_closed=False, is_open_school=True, answer="", note="", buys=Buys.NO, service="Appointing heads"
    )


@pytest.mark.parametrize(
    ("day", "words"),
    [(1, ""), (10, ""), (11, "1 day late"), (13, "3 days late")],
)
def test_an_answer_after_its_day_says_how_late(day: int, words: str) -> None:
    due_on = datetime.date(2026, 7, 10)
    assert rules.late_words(answered_on=datetime.date(2026, 7, day), due_on=due_on) == words


@pytest.mark.parametrize(
    ("reminded_on", "is_closed", "may"),
    [
        (None, False, True),
        (datetime.date(2026, 6, 14), False, True),
        (TODAY, False, False),
        (None, True, False),
    ],
)
def test_schools_are_reminded_once_a_day_while_they_can_answer(
    reminded_on: datetime.date | None, is_closed: bool, may: bool
) -> None:
    def remind() -> None:
        rules.check_remind(is_closed=is_closed, reminded_on=reminded_on, today=TODAY)

    if may:
        remind()
    else:
        with pytest.raises(Refused):
            remind()
