"""What is told apart from a policy by a few signs of its own."""

from tests.policies.test_reading import reading_of

ADVERT = """\
Current vacancies

Head Gardener
Elm Hill Park
Salary: G5 to G7
Closing date: noon on 4 May 2031
Interviews: 12 May 2031

We are looking for somebody who can lead a team of four and who likes roses.

We offer:
- a warm glasshouse
- a plan for your next post

Visits are welcome on any weekday.
"""
POLICY = """\
Selection Policy

How posts are filled

Salary: it is said in every advert.
Closing date: two weeks after the advert.
Interviews: three people at least ask the questions, and one of them is trained.
The successful candidate is told within a day.

We will:
- advertise every post
- tell people why they were not chosen
"""


def test_an_advert_for_a_post_is_declined() -> None:
    assert reading_of(ADVERT).declined == (
        "This looks like a job advert, not a policy. Choose the file of the policy itself."
    )


def test_a_policy_on_how_posts_are_filled_is_none() -> None:
    assert reading_of(POLICY).declined is None
