"""One meeting adopts a policy for several schools."""

import datetime
from http import HTTPStatus

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from people.models import School, User
from people.rules import BodyKind
from policies.actions.adopting_together import adopt_for_others, check_for_another, others_of
from policies.actions.submissions import submit
from policies.document import Refused
from policies.models import Adoption, Commitment, Version
from policies.standings.rules import Lineage
from tests.builders import make_body, make_evidence_line, make_school
from tests.policies.cast import MET, TODAY, Cast, federated, plain_document

LONG_BEFORE = MET - datetime.timedelta(days=300)


def adopt_too(adoption: Adoption, *schools: School, by: User) -> list[Adoption]:
    return adopt_for_others(adoption=adoption, schools=schools, by=by, today=TODAY)


def at(school: School, clerk: User) -> Cast:
    """The people of another school that has the same clerk."""
    found = Cast(school)
    found.__dict__["clerk"] = clerk
    return found


# What is recorded


def test_each_school_has_the_text_the_minute_and_the_days_of_the_meeting(cast: Cast) -> None:
    adoption = cast.adopted().adoption
    other, clerk = federated(cast, name="Low Top School")
    (made,) = adopt_too(adoption, other, by=clerk)
    assert (made.meeting, made.minute_reference) == (adoption.meeting, "7.2")
    assert (made.effective_on, made.review_due_on) == (adoption.effective_on, adoption.review_due_on)
    assert list(made.version.text.texts()) == list(adoption.version.text.texts())
    assert made.relation is Lineage.UNCHANGED
    assert made.version.policy.school == other
    assert Commitment.objects.filter(policy__school=other).count() == adoption.version.commitments.count()


def test_evidence_goes_on_where_a_clause_stood_before(cast: Cast) -> None:
    adoption = cast.adopted().adoption
    other, clerk = federated(cast)
    before = at(other, clerk).adopted(on=LONG_BEFORE, effective_on=LONG_BEFORE)
    commitment = before.commitments.order_by("pk").first()
    assert commitment
    line = make_evidence_line(commitment)
    adopt_too(adoption, other, by=clerk)
    commitment.refresh_from_db()
    line.refresh_from_db()
    assert (commitment.in_force_until, line.commitment.version.number) == (None, 2)


def test_recorded_twice_it_is_there_once(cast: Cast) -> None:
    adoption = cast.adopted().adoption
    other, clerk = federated(cast)
    assert len(adopt_too(adoption, other, by=clerk)) == 1
    assert adopt_too(adoption, other, by=clerk) == []
    with pytest.raises(Refused, match="already"):
        check_for_another(adoption, other, by=clerk, today=TODAY)


def test_a_school_of_another_council_holds_no_copy_of_this_councils_model(cast: Cast) -> None:
    adoption = cast.adopted().adoption
    other, clerk = federated(cast, council=make_school().council)
    (made,) = adopt_too(adoption, other, by=clerk)
    assert made.version.model_version is None
    assert made.relation is Lineage.OWN


# Who and what is refused


def test_a_board_decides_for_its_own_schools_alone(cast: Cast) -> None:
    adoption = cast.adopted().adoption
    other, clerk = federated(cast)
    cast.board.schools.remove(other)
    assert others_of(adoption, clerk) == []
    with pytest.raises(Refused, match="does not decide for"):
        adopt_too(adoption, other, by=clerk)


def test_a_committee_decides_only_with_authority_that_is_recorded(cast: Cast) -> None:
    authority = {"kind": BodyKind.COMMITTEE, "delegated_authority": "Policies, full board of 1 May 2026"}
    committee = make_body(school=cast.school, name="Policy Committee", **authority)
    cast.__dict__["board"] = committee
    other, clerk = federated(cast)
    adoption = cast.adopted().adoption
    assert len(adopt_too(adoption, other, by=clerk)) == 1
    committee.delegated_authority = ""
    committee.save()
    assert others_of(Adoption.objects.get(pk=adoption.pk), clerk) == []


def test_who_records_nothing_at_a_school_does_not_record_this(cast: Cast) -> None:
    adoption = cast.adopted().adoption
    other = make_school(council=cast.school.council)
    cast.board.schools.add(other)
    assert others_of(adoption, cast.clerk) == []
    with pytest.raises(PermissionDenied):
        adopt_too(adoption, other, by=cast.clerk)


def test_a_version_that_waits_at_the_other_school_is_settled_first_and_nothing_is_half_recorded(cast: Cast) -> None:
    adoption = cast.adopted().adoption
    ready, _ = federated(cast)
    waiting, clerk = federated(cast)
    theirs = Cast(waiting)
    submit(version=theirs.take(), by=theirs.head)
    with pytest.raises(Refused, match="Version 1 of its own is with its governing board"):
        adopt_too(adoption, ready, waiting, by=clerk)
    assert Adoption.objects.count() == 1
    assert not Version.objects.of(ready).exists()


def test_a_school_with_a_later_policy_is_not_taken_back(cast: Cast) -> None:
    adoption = cast.adopted().adoption
    other, clerk = federated(cast)
    at(other, clerk).adopted(effective_on=TODAY + datetime.timedelta(days=20))
    with pytest.raises(Refused, match="took effect on"):
        adopt_too(adoption, other, by=clerk)


# The page


def test_the_clerk_is_offered_the_other_schools_and_told_of_those_that_cannot_be(cast: Cast, client: Client) -> None:
    cast.publish(plain_document(f"{cast.school.name} grows leaders"))
    adoption = cast.adopted().adoption
    ready, _ = federated(cast, name="Low Top School")
    waiting, clerk = federated(cast, name="High Top School")
    Cast(waiting).submitted()
    client.force_login(clerk)
    place = {"urn": cast.school.urn, "number": adoption.version.number}
    assert "for other schools too" in client.get(reverse("policies:adopted", kwargs=place)).content.decode()
    there = reverse("policies:adopted-others", kwargs=place)
    page = client.get(there).content.decode()
    assert f"The text names {cast.school.name} in so many words once" in page
    assert "is with its governing board" in page
    assert "Choose at least one school" in client.post(there, {}).content.decode()
    assert "Choose from the list" in client.post(there, {"schools": [waiting.pk]}).content.decode()
    sent = client.post(there, {"schools": [ready.pk]}, follow=True)
    assert "recorded for Low Top School too" in sent.content.decode()
    assert "No other school" in client.get(there).content.decode()


def test_a_board_of_one_school_offers_no_other(cast: Cast, client: Client) -> None:
    version = cast.adopted()
    client.force_login(cast.clerk)
    place = {"urn": cast.school.urn, "number": version.number}
    assert "for other schools too" not in client.get(reverse("policies:adopted", kwargs=place)).content.decode()
    there = reverse("policies:adopted-others", kwargs=place)
    assert "decides for no other school" in client.get(there).content.decode()
    place["number"] = 9
    assert client.get(reverse("policies:adopted-others", kwargs=place)).status_code == HTTPStatus.NOT_FOUND
