"""The council's model policy, as officers and schools read it."""

import pytest
from django.test import Client
from django.urls import reverse

from people.access.roles import Role
from policies.model_text import built_in_model
from tests.builders import make_council, make_member

pytestmark = pytest.mark.django_db


def test_each_core_clause_of_the_model_is_marked_and_no_other(client: Client) -> None:
    council = make_council()
    client.force_login(make_member(Role.OFFICER, council))
    where = reverse("policies:model", kwargs={"code": council.code})
    for _ in ("the built-in text", "the published one"):
        page = client.get(where).content.decode()
        core = [clause for clause in built_in_model().clauses() if clause.locked]
        assert core
        assert page.count("Core clause</strong>") == len(core)
        client.post(reverse("policies:model-publish", kwargs={"code": council.code}))
    assert f"can change all but {len(core)} core clauses, marked below." in page
