"""Every address by every person: who is sent to sign in, who finds nothing, who is refused, who is let in."""

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from people.access.guards import allows
from people.access.reporting import holds, may_enter
from people.access.roles import Permission, Role
from people.models import Council, Membership, School, User
from tests.access_table import PUBLIC, TABLE, Kwargs, Row, World
from tests.around import around_tests
from tests.builders import make_member

LET_IN = {"GET": {200, 302, 405, 410, 422}, "POST": {200, 302, 400, 405, 409, 410, 422}}


def named_urls(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[tuple[str, Callable[..., object]]]:
    """Every name of every urlconf, with its view."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern.callback
        else:
            yield from named_urls(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)


def product_urls() -> dict[str, Callable[..., object]]:
    """All but the admin's, which has a table of its own below."""
    return {name: view for name, view in named_urls() if not name.startswith("admin:")}


@contextmanager
def undone() -> Iterator[None]:
    """Let what happens inside not have happened: the next person finds everything as it was."""
    with around_tests():
        yield
        transaction.set_rollback(True)


def send(client: Client, method: str, url: str) -> HttpResponse:
    cookies = copy.deepcopy(client.cookies)  # signing out is undone as well
    with undone():
        response = client.get(url) if method == "GET" else client.post(url)
    client.cookies = cookies
    if response.streaming:
        b"".join(response.streaming_content)  # type: ignore[attr-defined]
    return response


def is_sign_in(response: HttpResponse) -> bool:
    return response.status_code == 302 and response["Location"].startswith(("/sign-in/", "/admin/login/"))


def kwargs_of(name: str, row: Row, world: World, user: User) -> Kwargs:
    return own_place(name, world) | row.things(world, user)


def own_place(name: str, world: World) -> Kwargs:
    """What stands in the URL for the school, trust or council."""
    if TABLE[name].access in {"public", "personal", "installation"}:
        return {}
    if "trust-" in name:
        assert world.school.trust
        return {"uid": world.school.trust.uid}
    is_council = name.startswith("council") or (
        any(part in name for part in (":council-", ":model", "actionplan:")) and ":school-" not in name
    )
    return {"code": world.council.code} if is_council else {"urn": world.school.urn}


def expected(user: User, row: Row, place: School | object, method: str) -> set[int]:
    """What this person must be answered; a signed-in person is never sent to sign in."""
    if row.access == "installation":
        return LET_IN[method] if user.is_superuser else {403}
    if not isinstance(row.access, Permission):
        return LET_IN[method]
    sight = Permission.COUNCIL_READ if isinstance(place, Council) else Permission.SCHOOL_READ
    if not allows(user, sight, place):
        return {404}
    if not allows(user, row.access, place):
        return {403}
    if row.sees and not allows(user, row.sees, place):
        return {404} if method == "GET" else {404, 405}
    if method == "POST" and row.posts and not allows(user, row.posts, place):
        return {403}
    return LET_IN[method]


def test_every_address_has_its_row() -> None:
    assert sorted(product_urls()) == sorted(TABLE)


def test_every_view_says_what_it_asks_of_a_person() -> None:
    marks = {name: getattr(view, "access", None) for name, view in product_urls().items() if "account" not in name}
    assert marks == {name: TABLE[name].access for name in marks}


def test_the_public_pages_are_the_ones_on_the_list() -> None:
    assert sorted(name for name, row in TABLE.items() if row.access == "public") == sorted(PUBLIC)


@pytest.mark.parametrize("name", TABLE)
def test_a_stranger_is_sent_to_sign_in(name: str, world: World) -> None:
    row = TABLE[name]
    with undone():
        url = reverse(name, kwargs=kwargs_of(name, row, world, world.people["head"])) + row.query
        for method in ("GET", "POST"):
            response = send(Client(), method, url)
            if name in PUBLIC:
                assert response.status_code in LET_IN[method] | ({404} if row.only else set()), method
                assert not is_sign_in(response), method
            else:
                assert is_sign_in(response), method


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.access != "public"])
def test_each_person_is_let_in_or_refused_as_the_table_says(
    name: str, world: World, clients: dict[str, Client]
) -> None:
    row, wrong, let_in = TABLE[name], [], set()
    for person, user in world.people.items():
        with undone():
            kwargs = kwargs_of(name, row, world, user)
            url = reverse(name, kwargs=kwargs) + row.query
            for method in ("GET", "POST"):
                right, response = expected(user, row, world.place(kwargs), method), send(clients[person], method, url)
                right = {404, 405} if row.only and not row.only(world, user) else right
                if response.status_code not in right or (is_sign_in(response) and name != "account_logout"):
                    wrong.append(f"{person} {method}: {response.status_code}, not one of {sorted(right)}")
                if right == LET_IN[method] and response.status_code != 405:
                    let_in.add(person)
    assert wrong == []
    assert let_in or row.only, "nobody can use this page"


@pytest.fixture(scope="module")
def other_world(world: World) -> World:
    """Another council with a school of its own."""
    other = World()
    for row in TABLE.values():
        if row.foreign:
            row.things(other, other.people["head"])
    return other


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.foreign])
def test_anothers_thing_is_not_found_under_ones_own_address(
    name: str, world: World, other_world: World, clients: dict[str, Client]
) -> None:
    """Changing an id in the URL gains nothing."""
    row = TABLE[name]
    for person, user in world.people.items():
        with undone():
            own = kwargs_of(name, row, world, user)
            if not allows(user, row.access, world.place(own)):
                continue
            url = reverse(name, kwargs=own | row.things(other_world, other_world.people["head"]))
            for method in ("GET", "POST"):
                assert send(clients[person], method, url).status_code in {404, 405}, (person, method)


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.foreign])
def test_even_somebody_at_home_in_both_places_meets_a_thing_only_at_its_own(
    name: str, world: World, other_world: World
) -> None:
    """The thing must be the place's, and not only one the person may see."""
    row = TABLE[name]
    role = next(role for role in Role if allows(world.people[role], row.access, world.place(own_place(name, world))))
    with undone():
        user = make_member(role, world.home_of(role))
        Membership.objects.create(user=user, role=role, **{other_world.field_of(role): other_world.home_of(role)})
        user.memberships.filter(role=Role.OFFICER).update(is_administrator=True)
        client = Client()
        client.force_login(user)
        url = reverse(name, kwargs=own_place(name, world) | row.things(other_world, user))
        for method in ("GET", "POST"):
            assert send(client, method, url).status_code in {404, 405}, method


ADMIN_KWARGS = {
    "object_id": "1",
    "id": "1",
    "app_label": "people",
    "kind": "csv",
    "url": "x",
}
NO_REPORT = "2000000000"


def admin_urls() -> list[str]:
    """One address of each name of the admin, but of its own sign-in, which leads to the product's, and sign-out."""
    found = []
    for pattern_name, _ in named_urls():
        if pattern_name.startswith("admin:") and pattern_name not in {"admin:None", "admin:login", "admin:logout"}:
            _, parameters = get_resolver().namespace_dict["admin"][1].reverse_dict.getlist(pattern_name[6:])[0][0][0]
            known = ADMIN_KWARGS | ({"object_id": NO_REPORT} if "_report_" in pattern_name else {})
            found.append(reverse(pattern_name, kwargs={name: known[name] for name in parameters}))
    return found


REPORTS = "/admin/succession/report/"
FOR_WHO_PREPARES = tuple(REPORTS + tail for tail in ("prepare/", "export.csv", "schools/", "schools/export.csv"))
FOR_WHOEVER_ENTERS = {"/admin/": 302, "/admin/password_change/": 302, "/admin/password_change/done/": 200}
FOR_WHOEVER_ENTERS |= {"/admin/jsi18n/": 200, REPORTS: 200}


def answer_of_admin(user: User, url: str, method: str) -> set[int]:
    """What this person must be answered: reference data is the superuser's, reports are for who holds a role."""
    only_read = {405} if method == "POST" else set()
    if url.startswith(REPORTS) and not holds(user, Permission.REPORT_READ):
        return {403}
    if url in FOR_WHO_PREPARES:
        return {200, 302} | only_read if holds(user, Permission.REPORT_PREPARE) else {403} | only_read
    if url.startswith(REPORTS) and url != REPORTS:
        return {404, 403}  # there is no report of this number
    if user.is_superuser:
        return {200, 302, 403, 404, 405}
    return ({FOR_WHOEVER_ENTERS[url]} if url in FOR_WHOEVER_ENTERS else {403, 404}) | only_read


def test_each_person_finds_in_the_admin_what_their_roles_give(world: World, clients: dict[str, Client]) -> None:
    assert len(admin_urls()) > 50
    wrong, entered = [], set()
    for url in admin_urls():
        for method in ("GET", "POST"):
            assert is_sign_in(send(Client(), method, url)), (url, method)
            for person, user in world.people.items():
                response = send(clients[person], method, url)
                if not may_enter(user):
                    right = response.status_code == 403 or response["Location"].startswith("/admin/login/")
                else:
                    entered.add(person)
                    right = response.status_code in answer_of_admin(user, url, method) and not is_sign_in(response)
                if not right:
                    wrong.append(f"{person} {method} {url}: {response.status_code}")
    assert not wrong, "\n".join(wrong)
    assert {"clerk", "governor", "chair", "head", "officer", "trust-lead", "councillor", "superuser"} <= entered
    assert not {"staff", "action-owner", "nobody"} & entered


def test_a_superuser_finds_the_lists_and_the_forms(world: World, clients: dict[str, Client]) -> None:
    for url in admin_urls():
        if url == "/admin/" or (url.startswith("/admin/people/") and (url.endswith("/add/") or url.count("/") <= 4)):
            assert send(clients["superuser"], "GET", url).status_code == 200, url
