import pytest

from tests.policies.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast(name="Bryn Awel School")
