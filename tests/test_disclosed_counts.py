"""No page of a council, an officer or a governor counts people or posts but through small numbers.

Each page they may open is read twice, and between the two a school in their charge gets more staff, more posts and more
people behind them, while all that they may be told (that its cover was looked at, and when) stays as it was. A page
that shows a raw count, or anything worked out from one, is another page then.
"""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from people.access.guards import allows
from people.access.roles import Permission, Role
from people.models import School
from people.planning.cover import Band
from tests.access_table import TABLE, World
from tests.builders import make_holder, make_nomination, make_post, make_staff
from tests.test_access_urls import kwargs_of, own_place

pytestmark = pytest.mark.django_db

TOLD_COUNTS_ALONE = (Role.OFFICER, Role.ACTION_OWNER, Role.COUNCILLOR, Role.GOVERNOR, Role.CHAIR, Role.VICE_CHAIR)
"""Who plans no post of a school's own, and so is told of them through `people.disclosure` alone."""


CHANGES_BY_ITSELF = {
    "council-readings": "reading it is written down, and stands in it",
    "people:own-data": "what somebody opened stands there for them",
    "people:second-step-set-up": "it offers another secret each time",
}
NAMES_STAFF = {
    "people:post-holder": "the chair says there who of the staff holds the headship",
    "people:post-nominate": "and who could",
}


@pytest.fixture(autouse=True)
def _one_moment() -> Iterator[None]:
    """All pages are read at one moment: a page may say at which minute it was counted."""
    with clock.at(clock.now()):
        yield


@pytest.fixture
def world() -> World:
    made = World()
    for n in range(2):
        make_nomination(make_holder(make_post(made.school, title=f"Before {n}", reviewed_on=clock.today())).post)
    return made


def more(school: School) -> None:
    """More of everybody: numbers that nobody else on a page is likely to have."""
    staff = [make_staff(school, name=f"Newcomer {n}") for n in range(23)]
    for n in range(17):
        post = make_post(school, title=f"Another {n}", reviewed_on=clock.today())
        make_holder(post, staff=staff[n])
        if n % 2:
            make_nomination(post, staff=staff[n + 1], band=list(Band)[n % 4])


def pages(world: World, role: Role) -> Iterator[tuple[str, str]]:
    """The name and the address of every page that somebody in this role may open, but for papers made in jobs."""
    user = world.people[role.value]
    for name, row in TABLE.items():
        if name.endswith(("-pdf", "-xlsx", "_logout")) or row.access in {"public", "installation"}:
            continue
        if name in CHANGES_BY_ITSELF or name in NAMES_STAFF:
            continue
        place = world.place(own_place(name, world))
        if not isinstance(row.access, Permission) or (place is not None and allows(user, row.access, place)):
            yield name, reverse(name, kwargs=kwargs_of(name, row, world, user)) + row.query


def read(client: Client, url: str) -> str:
    """A page, or a list taken out as text, without what is new each time; nothing of other files."""
    page = client.get(url)
    if page.streaming:
        b"".join(page.streaming_content)  # type: ignore[attr-defined]
    if page.status_code != 200 or page.streaming or not page["Content-Type"].startswith("text/"):
        return ""
    words = page.content.decode()
    if not page["Content-Type"].startswith("text/html"):
        return re.sub(r"\d\d:\d\d", "", words)  # a list that is taken out says when
    fresh = r'(name="(csrfmiddlewaretoken|token|key|clause_id|section_id|sent_as|batch)" value=|"X-CSRFToken": )"[^"]+"'
    return re.sub(fresh, "", words)


@pytest.mark.parametrize("role", TOLD_COUNTS_ALONE)
def test_more_people_and_posts_change_no_page_of_who_may_not_count_them(world: World, role: Role) -> None:
    client = Client()
    client.force_login(world.people[role.value])
    urls = {name: url for name, url in [*pages(world, role)] if read(client, url)}
    assert len(urls) > 12
    for _ in range(2):  # until what was said once, and who was here last, is settled
        before = {name: read(client, url) for name, url in urls.items()}
    assert [name for name, words in before.items() if read(client, urls[name]) != words] == []
    more(world.school)
    assert [name for name, words in before.items() if read(client, urls[name]) != words] == []


def test_who_plans_the_posts_does_see_more_of_them(world: World) -> None:
    """So that what is compared above would be found."""
    client = Client()
    client.force_login(world.people[Role.HEAD.value])
    url = reverse("people:cover", kwargs={"urn": world.school.urn})
    before = read(client, url)
    more(world.school)
    assert read(client, url) != before
