"""Who most tests of action plans begin with: a council and its officer."""

import pytest

from people.access.roles import Role
from people.models import Council, User
from tests.builders import make_council, make_member


@pytest.fixture
def council(db: None) -> Council:
    return make_council(name="Netherby Council")


@pytest.fixture
def officer(council: Council) -> User:
    return make_member(Role.OFFICER, council)
