"""How far schools are with a version of the model: the figures, the schools behind them, and who may ask."""

import itertools

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import Council, School, User
from people.rules import SchoolStatus
from policies.actions import merging
from policies.models import ModelOffer, Version
from policies.offers.queries import make_offers, merge_token
from policies.offers.states import Taking, taking
from policies.offers.taking import counts_of, rows_of, schools_offered
from policies.writing import next_version, policy_of
from tests.builders import make_council, make_model_offer, make_school
from tests.policies.cast import EFFECTIVE, Cast, plain_document

pytestmark = pytest.mark.django_db
QUERIES = 6


@pytest.mark.unit
def test_whoever_made_a_draft_of_it_has_taken_it_whatever_they_said_before() -> None:
    said = {
        (drafted, adopted, declined): taking(is_drafted=drafted, is_adopted=adopted, is_declined=declined)
        for drafted, adopted, declined in itertools.product((False, True), repeat=3)
    }
    assert said[True, True, True] is said[True, True, False] is Taking.ADOPTED
    assert said[True, False, True] is said[True, False, False] is Taking.DRAFTED
    assert said[False, True, True] is said[False, False, True] is Taking.DECLINED
    assert said[False, True, False] is said[False, False, False] is Taking.WAITING


class Schools:
    """A council whose schools took its first model, and are each another way with the second."""

    def __init__(self) -> None:
        self.council: Council = make_council()
        names = ("Adopting", "Declining", "Drafting", "Waiting")
        self.casts = {name: Cast(make_school(council=self.council, name=f"{name} School")) for name in names}
        own = Cast(make_school(council=self.council, name="Own School"))
        first = next(iter(self.casts.values()))
        first.publish(plain_document("Offer every deputy a mentor."))
        for cast in self.casts.values():
            cast.take()
        next_version(policy_of(own.school), plain_document("Our own words."), by=own.head, base=None, why="")
        self.officer: User = first.officer
        self.version: Version = first.publish(plain_document("Offer every leader a mentor."))
        make_offers(self.version.pk)
        for name in ("Declining", "Drafting"):
            merging.decline(offer=self.offer(name), reason="We have just adopted ours", by=self.casts[name].head)
        self.make("Drafting")
        self.casts["Adopting"].adopt(self.casts["Adopting"].submit(self.make("Adopting")))

    def offer(self, name: str) -> ModelOffer:
        return ModelOffer.objects.get(policy__school=self.casts[name].school)

    def make(self, name: str) -> Version:
        offer, cast = self.offer(name), self.casts[name]
        latest = Version.objects.of(cast.school).select_related("model_version").get()
        return merging.make(offer=offer, opened_on=merge_token(offer, latest, {}), by=cast.head)


@pytest.fixture
def schools() -> Schools:
    return Schools()


def test_the_figures_and_the_schools_behind_them_are_the_same(schools: Schools) -> None:
    counts = counts_of(schools.officer, schools.council, schools.version)
    assert counts == dict.fromkeys(Taking, 1)
    for key, name in zip(Taking, ("Waiting", "Drafting", "Adopting", "Declining"), strict=True):
        (found,) = schools_offered(schools.council, schools.version, key.value)
        assert found.name == f"{name} School"
        (row,) = rows_of(schools.version, [found])
        assert row.state is key
        assert row.reason == ("We have just adopted ours" if key is Taking.DECLINED else "")
    assert schools_offered(schools.council, schools.version, "").count() == 4


def test_a_closed_school_is_neither_counted_nor_listed(schools: Schools) -> None:
    School.objects.filter(name="Waiting School").update(status=SchoolStatus.CLOSED, closed_on=EFFECTIVE)
    assert counts_of(schools.officer, schools.council, schools.version)[Taking.WAITING] == 0
    assert schools_offered(schools.council, schools.version, "").count() == 3


def test_only_who_edits_the_model_learns_why_a_school_declined(schools: Schools, client: Client) -> None:
    address = reverse("policies:model-version-schools", args=[schools.council.code, schools.version.number])
    client.force_login(schools.officer)
    page = client.get(address).content.decode()
    assert "offered to 4 schools" in page
    assert "We have just adopted ours" in page
    assert "Own School" not in page
    assert schools.casts["Declining"].head.name not in page
    assert "Declining School" not in client.get(f"{address}?state=adopted").content.decode()
    client.force_login(schools.casts["Declining"].head)
    assert client.get(address).status_code == 403
    assert counts_of(schools.casts["Declining"].head, schools.council, schools.version) == {}


def test_a_version_nobody_was_offered_and_a_draft_have_no_such_list(schools: Schools, client: Client) -> None:
    client.force_login(schools.officer)
    first = reverse("policies:model-version-schools", args=[schools.council.code, 1])
    assert "No school was offered it" in client.get(first).content.decode()
    assert client.get(first.replace("/1/", "/9/")).status_code == 404


@pytest.mark.parametrize("count", [1, 60])
def test_it_asks_as_many_queries_for_one_school_as_for_sixty(schools: Schools, client: Client, count: int) -> None:
    for number in range(count):
        offer = make_model_offer(make_school(council=schools.council, name=f"School {number:02d}"))
        ModelOffer.objects.filter(pk=offer.pk).update(model_version=schools.version)
    client.force_login(schools.officer)
    address = reverse("policies:model-version-schools", args=[schools.council.code, schools.version.number])
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address).content.decode()
    assert len(asked) == QUERIES
    assert ("More schools" in page) == (count == 60)
