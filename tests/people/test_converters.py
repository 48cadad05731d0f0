"""What may stand in an address for the code of a council."""

import pytest
from django.test import Client
from django.urls import reverse

from people.access.roles import Role
from people.converters import CouncilCode
from people.models import Council
from tests.builders import make_council, make_member


def test_an_address_has_room_for_every_code_a_council_can_have() -> None:
    assert f"{{1,{Council._meta.get_field('code').max_length}}}" in CouncilCode.regex


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ["%00", "999%00", "%C3%A9", "%20", "9999", "..", "9%0A"])
@pytest.mark.parametrize("page", ["", "schools/", "plan/", "meetings/", "model-policy/"])
def test_a_code_that_no_council_can_have_is_no_page(odd: str, page: str) -> None:
    client = Client()
    client.force_login(make_member(Role.OFFICER, make_council()))
    assert client.get(f"/councils/{odd}/{page}").status_code == 404


@pytest.mark.django_db
def test_a_councils_own_code_is_its_page() -> None:
    council = make_council()
    client = Client()
    client.force_login(make_member(Role.OFFICER, council))
    assert client.get(reverse("council", kwargs={"code": council.code})).status_code == 200
