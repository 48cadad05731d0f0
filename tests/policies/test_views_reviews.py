"""The pages of reviews, priorities and the evidence of a year."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from people.access.roles import Role
from people.calendar import academic_year, term_of
from policies.living.channel_papers import channel_pdf, subject
from policies.living.evidence import Channel
from policies.models import Commitment, CommitmentReview, Priority, Served
from tests.builders import make_commitment_review, make_evidence_line, make_member, make_priority, make_served
from tests.pdf_structure import structure_of
from tests.policies.cast import Cast, make_cast, plain_document
from tests.policies.test_views_commitments import client_of, url, words

pytestmark = pytest.mark.django_db

TODAY = clock.today()
YEAR = academic_year(TODAY)[0].year
SOON = f"{TODAY + datetime.timedelta(days=30):%-d %B %Y}"
SAID = {"status": "partly", "seen": "Two of five do", "next_step": "Ask the others", "next_by": SOON}


@pytest.fixture
def cast() -> Cast:
    cast = make_cast(name="Hill Top School")
    cast.publish(plain_document("give {school} people to shadow", "give people a mentor"))
    cast.adopted()
    Commitment.objects.filter(policy__school=cast.school).update(in_force_from=datetime.date(2020, 1, 1))
    return cast


@pytest.fixture
def commitment(cast: Cast) -> Commitment:
    return Commitment.objects.filter(policy__school=cast.school).order_by("pk")[0]


def test_a_review_is_written_read_and_corrected(cast: Cast, commitment: Commitment) -> None:
    client, address = client_of(cast.head), url("commitment-review", cast, commitment.pk)
    assert "We are doing part of it" in words(client, address)
    assert client.post(address, SAID).status_code == 302
    shown = words(client_of(cast.governor), url("commitment", cast, commitment.pk))
    assert "Two of five do" in shown
    assert f"Next step, by {SOON}: Ask the others" in shown
    assert f"Reviewed by {cast.head}" in shown
    assert address not in shown
    opened_on = client.get(address).context["form"]["opened_on"].value()
    assert client.post(address, SAID | {"seen": "Three do", "opened_on": opened_on}).status_code == 302
    assert CommitmentReview.objects.get().seen == "Three do"
    staff = words(client_of(make_member(Role.STAFF, cast.school)), url("commitment", cast, commitment.pk))
    assert "Three do" not in staff


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"status": ""}, "Choose how it is kept."),
        ({"status": "fine"}, "Choose from the list."),
        ({"seen": " "}, "Say in a sentence what you saw."),
        ({"seen": "x" * 501}, "Shorten this to 500 characters"),
        ({"next_step": ""}, "Say what the next step is"),
        ({"next_by": ""}, "Say by when"),
        ({"next_by": "1 January 2001"}, "That day has passed."),
    ],
)
def test_what_a_review_lacks_is_said(sent: dict[str, str], sentence: str, cast: Cast, commitment: Commitment) -> None:
    answer = client_of(cast.head).post(url("commitment-review", cast, commitment.pk), SAID | sent)
    assert sentence in answer.content.decode()
    assert "<title>Error: " in answer.content.decode()
    assert not CommitmentReview.objects.exists()


def test_of_two_who_review_at_once_the_second_sees_the_first_and_keeps_their_words(
    cast: Cast, commitment: Commitment
) -> None:
    address = url("commitment-review", cast, commitment.pk)
    client_of(cast.lead).post(address, SAID)
    shown = client_of(cast.head).post(address, SAID | {"seen": "Mine"}).content.decode()
    assert "Somebody else has reviewed this" in shown
    assert "Two of five do" in shown
    assert "Mine</textarea>" in shown
    assert CommitmentReview.objects.get().seen == "Two of five do"


def test_the_list_can_show_what_waits_for_its_review(cast: Cast, commitment: Commitment) -> None:
    make_commitment_review(commitment, term=term_of(TODAY).number, seen="Seen")
    address = url("commitments", cast)
    every = words(client_of(cast.head), address)
    assert "We are doing part of it" in every
    waits = words(client_of(cast.head), f"{address}?show=review")
    is_asked = term_of(TODAY).starts_on + datetime.timedelta(days=42) <= TODAY
    assert ("Give people a mentor" in waits) is is_asked
    assert "Give Hill Top School people to shadow" not in waits
    assert "Give Hill Top School people to shadow" in words(client_of(cast.head), f"{address}?show=nonsense")
    officers = words(client_of(cast.officer), f"{address}?show=review")
    assert "Give Hill Top School people to shadow" in officers
    assert "We are doing part of it" not in officers


def test_priorities_are_listed_chosen_and_shown(cast: Cast, commitment: Commitment) -> None:
    make_priority(cast.school, year=YEAR - 1, words="Last year’s")
    client, listing = client_of(cast.head), url("priorities", cast)
    opened = client.get(listing)
    assert "These are last year’s." in opened.content.decode()
    assert "Last year’s" in opened.context["form"]["priority_1"].value()
    choosing = url("commitment-serve", cast, commitment.pk)
    assert "has listed no priorities" in words(client, choosing)
    opened_on = opened.context["form"]["opened_on"].value()
    sent = {"priority_1": "Reading", "priority_3": "Attendance", "opened_on": opened_on}
    assert client.post(listing, sent).status_code == 302
    clash = client.post(listing, sent | {"priority_1": "Writing"}).content.decode()
    assert "Somebody else has changed the list" in clash
    assert 'value="Writing"' in clash
    reading = Priority.objects.get(words="Reading")
    assert "Choose a priority" in client.post(choosing, {}).content.decode()
    client.post(choosing, {"priority": reading.pk})
    assert Served.objects.get().priority == reading
    assert "Serves: Reading" in words(client_of(cast.governor), url("commitments", cast))
    client.post(choosing, {"priority": "none"})
    assert not Served.objects.exists()
    foreign = make_priority(year=YEAR)
    assert "Choose from the list." in client.post(choosing, {"priority": foreign.pk}).content.decode()


def test_an_earlier_commitment_is_offered_where_there_is_one(cast: Cast, commitment: Commitment) -> None:
    client, address = client_of(cast.head), url("commitment-continue", cast, commitment.pk)
    assert client.get(address).status_code == 404
    other = Commitment.objects.filter(policy__school=cast.school).order_by("pk")[1]
    Commitment.objects.filter(pk=other.pk).update(in_force_from="2019-01-01", in_force_until="2020-01-01")
    line = make_evidence_line(other)
    assert address in words(client, url("commitment", cast, commitment.pk))
    assert "held until 31 December 2019, 1 line of evidence" in words(client, address)
    answer = client.post(address, {"earlier": other.pk}, follow=True)
    assert "It goes on from the earlier commitment, with 1 line of evidence." in answer.content.decode()
    line.refresh_from_db()
    assert line.commitment_id == commitment.pk


def test_home_asks_for_the_reviews_of_this_term(cast: Cast) -> None:
    shown = words(client_of(cast.head), reverse("school", args=[cast.school.urn]))
    is_asked = term_of(TODAY).starts_on + datetime.timedelta(days=42) <= TODAY
    assert ("Review 2 commitments of the policy" in shown) is is_asked
    assert "Review 2 commitments" not in words(client_of(cast.governor), reverse("school", args=[cast.school.urn]))


# The evidence of a year -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("channel", Channel)
def test_each_use_of_evidence_has_its_page_and_paper(channel: Channel, cast: Cast, commitment: Commitment) -> None:
    make_evidence_line(commitment, on=TODAY, line="Two led a meeting <b>", channels=[channel.value], by=cast.head)
    make_served(commitment, priority=make_priority(cast.school, year=YEAR, words="Reading <i>"))
    address = url("commitments", cast)
    page = words(client_of(cast.governor), reverse("policies:channel", args=[cast.school.urn, channel.value]))
    assert reverse("policies:channel", args=[cast.school.urn, channel.value]) in words(client_of(cast.head), address)
    assert "Two led a meeting &lt;b&gt;" in page
    assert ("Reading &lt;i&gt;" in page) is (channel is Channel.IMPROVEMENT)
    made = channel_pdf(subject(cast.school, channel, YEAR))
    assert made.filename == f"hill-top-school-evidence-{channel}-{YEAR}-{(YEAR + 1) % 100:02d}.pdf"
    paper = structure_of(made.content)
    assert paper.problems() == []
    assert "Two led a meeting <b>" in " ".join(paper.text.split())
    assert f"1 September {YEAR} to 31 August {YEAR + 1}" in " ".join(paper.text.split())
    assert cast.head.name not in " ".join(paper.text.split()), "who wrote it down is not told to others"
    address = reverse("policies:channel", args=[cast.school.urn, channel.value])
    before = words(client_of(cast.head), f"{address}?year={YEAR - 1}")
    assert "Nothing was ticked for this in that year" in before


def test_an_unknown_use_and_a_year_too_far_are_not_found(cast: Cast) -> None:
    client = client_of(cast.head)
    assert client.get(reverse("policies:channel", args=[cast.school.urn, "council"])).status_code == 404
    for year in (1, YEAR + 1, YEAR - 5, 10**15):
        at = reverse("policies:channel-pdf", args=[cast.school.urn, "personnel", year])
        assert client.get(at).status_code == 404


@pytest.mark.parametrize("page", ["commitments", "commitment", "channel", "home"])
def test_a_page_asks_as_much_with_50_rows_as_with_one(page: str, cast: Cast, commitment: Commitment) -> None:
    address = {
        "commitments": url("commitments", cast),
        "commitment": url("commitment", cast, commitment.pk),
        "channel": reverse("policies:channel", args=[cast.school.urn, "improvement"]),
        "home": reverse("school", args=[cast.school.urn]),
    }[page]
    client = client_of(cast.head)

    def queries() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    priority = make_priority(cast.school, year=YEAR)

    def add(number: int) -> None:
        held = (
            Commitment.objects.create(
                policy=commitment.policy, version=commitment.version, clause_id=f"x{number}", in_force_from="2020-01-01"
            )
            if number
            else commitment
        )
        make_commitment_review(commitment, term=6000 + number)
        make_served(held, priority=priority)
        make_evidence_line(commitment, on=TODAY, channels=["improvement"])

    add(0)
    one = queries()
    for number in range(1, 50):
        add(number)
    assert queries() == one
    if page != "home":
        assert one <= 12, one
