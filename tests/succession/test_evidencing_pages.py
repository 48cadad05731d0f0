"""The page on which an activity becomes evidence."""

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from people.development.rules import State
from people.models import Activity
from policies.models import Commitment, Evidence
from tests.builders import make_activity, make_staff
from tests.policies.cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    cast = make_cast()
    cast.adopted()
    Commitment.objects.filter(policy__school=cast.school).update(in_force_from="2020-01-01")
    return cast


@pytest.fixture
def finished(cast: Cast) -> Activity:
    day = clock.today()
    agreed = {"agreed_by": cast.head, "agreed_at": clock.now()}
    member = make_staff(cast.school, name="Ellen Marsh")
    return make_activity(staff=member, title="With Ellen", state=State.FINISHED, starts_on=day, ends_on=day, **agreed)


def test_it_is_confirmed_once_in_words_that_name_nobody(cast: Cast, finished: Activity) -> None:
    client = Client()
    client.force_login(cast.head)
    address = reverse("activity-evidence", args=[cast.school.urn, finished.pk])
    page = client.get(address)
    first = page.context["form"].fields["commitments"].choices[0]
    assert "shadow" in first[1], "what speaks of its kind stands first"
    assert page.context["form"]["commitments"].value() is None, "nothing is ticked for the head"
    refused = client.post(address, {"line": "Ellen Marsh shadowed", "commitments": [first[0]]})
    assert "This names somebody who took part." in refused.content.decode()
    assert not Evidence.objects.exists()
    sent = {"line": finished.open_line, "commitments": [first[0]], "channels": ["personnel"]}
    assert client.post(address, sent).status_code == 302
    again = client.post(address, sent)
    assert "Choose from the list." in again.content.decode(), "it counts for that one already"
    line = Evidence.objects.get()
    governor = Client()
    governor.force_login(cast.governor)
    shown = governor.get(reverse("policies:commitment", args=[cast.school.urn, line.commitment_id])).content.decode()
    assert "Shadowing: 1 person" in shown
    assert "Ellen" not in shown
    gone = client.post(f"{address}withdraw/", {"reason": "It was another year"}, follow=True)
    assert "is evidence no more" in gone.content.decode()
    assert not Evidence.objects.standing().exists()


def test_another_schools_commitment_is_no_choice(cast: Cast, finished: Activity) -> None:
    other = make_cast()
    other.adopted()
    strange = Commitment.objects.filter(policy__school=other.school)[0]
    client = Client()
    client.force_login(cast.head)
    address = reverse("activity-evidence", args=[cast.school.urn, finished.pk])
    answer = client.post(address, {"line": finished.open_line, "commitments": [strange.pk]})
    assert "Choose from the list." in answer.content.decode()
    Activity.objects.filter(pk=finished.pk).update(state=State.UNDER_WAY)
    assert client.get(address).status_code == 404
