"""What evidence may be, and how quiet a commitment is."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.document import Refused
from policies.living import evidence
from policies.living.evidence import CHANNEL_LABELS, FEEDS, Channel, quiet

D = datetime.date
FROM = D(2026, 2, 1)
days = st.dates(D(1990, 1, 1), D(2100, 1, 1))


def test_every_channel_has_its_words() -> None:
    assert set(CHANNEL_LABELS) == set(FEEDS) == set(Channel)


@pytest.mark.parametrize(
    ("last", "today", "words"),
    [
        (D(2026, 3, 12), D(2026, 5, 1), "Last evidenced 12 March 2026"),
        (D(2026, 3, 12), D(2026, 9, 1), "Quiet for 1 term"),
        (D(2026, 3, 12), D(2027, 1, 1), "Quiet for 2 terms"),
        (None, D(2026, 3, 31), "No evidence yet"),
        (None, D(2026, 9, 1), "Quiet for 1 term"),
        # What was done before the policy took effect does not make it older than the policy.
        (D(2025, 3, 1), D(2026, 3, 1), "Last evidenced 1 March 2025"),
    ],
)
def test_how_quiet_a_commitment_is(last: D | None, today: D, words: str) -> None:
    assert quiet(last=last, in_force_from=FROM, today=today).words == words


@given(st.none() | days, days, days)
def test_new_evidence_ends_the_quiet(last: D | None, since: D, today: D) -> None:
    assert quiet(last=last, in_force_from=since, today=today).terms >= 0
    assert not quiet(last=today, in_force_from=since, today=today).is_quiet


def test_what_evidence_feeds_is_said_in_its_order() -> None:
    assert evidence.feeds([]) == "the policy"
    assert evidence.feeds(["personnel", "self-evaluation"]) == (
        "the policy, the self-evaluation and the next report to the Personnel Committee"
    )
    assert evidence.in_order(["improvement", "personnel", "personnel"]) == ["personnel", "improvement"]


@pytest.mark.parametrize("line", ["", "  ", "x" * 301])
def test_a_line_that_is_none_is_refused(line: str) -> None:
    with pytest.raises(Refused):
        evidence.check_line(line)


def test_days_that_cannot_be_are_refused() -> None:
    with pytest.raises(Refused, match="still to come"):
        evidence.check_day(D(2026, 3, 2), in_force_from=FROM, today=D(2026, 3, 1))
    with pytest.raises(Refused, match="at most a year before"):
        evidence.check_day(D(2025, 1, 1), in_force_from=FROM, today=D(2026, 3, 1))
    evidence.check_day(D(2025, 3, 1), in_force_from=FROM, today=D(2026, 3, 1))


def test_nothing_is_withdrawn_without_a_reason() -> None:
    with pytest.raises(Refused, match="Say why"):
        evidence.check_withdrawal(" ")
