"""Every address by every method: reading changes nothing, sending takes a token, and nobody is led away."""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from core.bodies import LONGEST_UPLOAD, longest_body
from people.access.guards import allows
from people.access.roles import Permission
from tests.access_table import PASSWORD, PUBLIC, TABLE, Row, World
from tests.test_access_urls import admin_urls, is_sign_in, kwargs_of, own_place, product_urls, undone

READING = ("GET", "HEAD", "OPTIONS")
SENDING = ("POST", "PUT", "PATCH", "DELETE")

ABOUT_NAMED_PEOPLE = (
    *("cover", "absence-sheet", "post", "post-holder", "post-leaving", "post-nominate", "nomination-end"),
    *("development", "activity", "activity-change", "activity-move", "interest-agree", "interest-decline"),
    *("headship-propose", "staff-register-csv", "staff-register-xlsx"),
    *("talent", "talent-open", "talent-record", "talent-evidence", "talent-evidence-remove"),
    *("talent-view", "talent-next-step", "talent-review", "talent-pause", "talent-close", "corrections"),
    "correction-answer",
)
EVIDENCING = ("activity-evidence", "activity-evidence-withdraw")  # of people's activities, and pages of the front
WITH_CHARTS = ("actionplan:pictures", "council-dashboard", "council-report", "council-report-preview")
PARTS_ABOUT_NAMED_PEOPLE = ("confidential", "check")
OF_AGENDAS = tuple(
    f"{place}-meeting-{page}"
    for place in ("school", "council")
    for page in ("confidential", "paper", "item", "item-decide")
)
# What reading writes all the same, and why.
WRITTEN_BY_READING = {
    # Asking for a paper begins its making; asking again makes none.
    # That they are opened is written down.
    **{
        f"{place}-{page}": {"core_reading"}
        for place in ("school", "council", "trust")
        for page in ("history", "history-record", "readings")
    },
    **{f"people:{page}": {"core_reading"} for page in ABOUT_NAMED_PEOPLE},
    **{page: {"core_reading"} for page in (*EVIDENCING, *OF_AGENDAS)},
    **{f"school-report-{page}": {"core_reading"} for page in PARTS_ABOUT_NAMED_PEOPLE},
    "school-report-confidential-pdf": {"core_reading", "core_paper", "procrastinate_jobs", "procrastinate_events"},
    # A page that shows a chart has it drawn, and the same chart is drawn once.
    **{name: {"cache", "procrastinate_jobs", "procrastinate_events"} for name in WITH_CHARTS},
    "council-report-pdf": {"core_paper", "procrastinate_jobs", "procrastinate_events"},
    "school-report-pdf": {"core_paper", "procrastinate_jobs", "procrastinate_events"},
    "policies:version-pdf": {"core_paper", "procrastinate_jobs", "procrastinate_events"},
    "policies:public-pdf": {"core_paper", "procrastinate_jobs", "procrastinate_events"},
    "policies:changes-pdf": {"core_paper", "procrastinate_jobs", "procrastinate_events"},
    "policies:channel-pdf": {"core_paper", "procrastinate_jobs", "procrastinate_events"},
    "policies:model-pdf": {"core_paper", "procrastinate_jobs", "procrastinate_events"},
    "council-plan-changes-pdf": {"core_paper", "procrastinate_jobs", "procrastinate_events"},
    "actionplan:table-pdf": {"core_paper", "procrastinate_jobs", "procrastinate_events"},
}
# allauth counts who asks for these three by anything but GET.
WRITTEN_BY_READING |= {
    f"people:{place}-{name}": WRITTEN_BY_READING["policies:version-pdf"]
    for place in ("school", "council", "trust")
    for name in ("data-certificate-pdf", "data-paper-pdf")
}
WRITTEN_BY_READING |= {
    name: {"cache"} for name in ("account_login", "account_change_password", "account_reauthenticate")
}
# Whoever reads a calendar by its link is counted, by where they come from.
WRITTEN_BY_READING |= {"calendar-feed": {"cache"}}
# That somebody is signed in is kept for them whatever they do.
ALWAYS = {"django_session"}


def url_of(name: str, row: Row, world: World, person: str = "head") -> str:
    return reverse(name, kwargs=kwargs_of(name, row, world, world.people[person])) + row.query


def let_in(name: str, world: World) -> str:
    """Somebody who may use the page."""
    access = TABLE[name].access
    if not isinstance(access, Permission):
        return "head"
    place = world.place(own_place(name, world))
    return next(person for person, user in world.people.items() if allows(user, access, place))


@contextmanager
def writes() -> Iterator[set[str]]:
    """The tables in which anything was inserted, changed or deleted, as PostgreSQL itself counted."""
    tables: set[str] = set()
    before = _counts()
    yield tables
    tables |= {table for table, count in _counts().items() if count != before.get(table, 0)}


# What the view pg_stat_xact_user_tables says, without its indexes: it takes three times as long, and is asked thousands
# of times.
_WRITTEN = """
SELECT relname, pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
    + pg_stat_get_xact_tuples_deleted(oid)
FROM pg_class
WHERE relkind IN ('r', 'p', 'm') AND NOT relnamespace = ANY (
    ARRAY['pg_catalog', 'information_schema', 'pg_toast']::regnamespace[])
"""


def _counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN)
        return dict(cursor.fetchall())


def drained(response: HttpResponse) -> HttpResponse:
    if response.streaming:
        b"".join(response.streaming_content)  # type: ignore[attr-defined]
    return response


@pytest.mark.parametrize("name", [name for name in TABLE if name not in PUBLIC])
def test_a_stranger_is_sent_to_sign_in_whatever_the_method(name: str, world: World) -> None:
    with undone():
        url = url_of(name, TABLE[name], world)
        for method in (*READING, *SENDING, "TRACE", "PROPFIND"):
            answer = Client().generic(method, url)
            is_bare = name == "account_logout" and answer.content == b""  # it signs out nobody, and says so in no page
            assert is_sign_in(answer) or is_bare, method


def test_a_stranger_reaches_no_page_of_the_admin_whatever_the_method(world: World) -> None:
    for url in admin_urls():
        for method in (*READING, *SENDING):
            with undone():
                assert is_sign_in(Client().generic(method, url)), (url, method)


@pytest.mark.parametrize("name", TABLE)
def test_reading_changes_nothing_whoever_reads(name: str, world: World, clients: dict[str, Client]) -> None:
    row, wrong = TABLE[name], set()
    for person, client in {**clients, "stranger": Client()}.items():
        with undone():
            url = url_of(name, row, world, person if person in world.people else "head")
            for method in READING if person == let_in(name, world) else ("GET",):
                with writes() as tables:
                    drained(client.generic(method, url))
                wrong |= tables - ALWAYS - WRITTEN_BY_READING.get(name, set())
    assert wrong == set()


def test_what_reading_writes_is_a_short_list() -> None:
    papers = {name for name in TABLE if name.endswith(("-pdf", "-xlsx"))}
    logged = {name for name, tables in WRITTEN_BY_READING.items() if tables == {"core_reading"}}
    of_reports = {name for name in logged if "-report-" in name}
    assert {name.split("-report-")[1] for name in of_reports} == set(PARTS_ABOUT_NAMED_PEOPLE)
    others = {*EVIDENCING, *OF_AGENDAS, *of_reports}
    of_history = {name for name in logged if not name.startswith("people:")} - others
    assert {name.partition("-")[2] for name in of_history} == {"history", "history-record", "readings"}
    assert {name.removeprefix("people:") for name in logged - of_history - others} == set(ABOUT_NAMED_PEOPLE)
    limited = {"calendar-feed", "account_login", "account_change_password", "account_reauthenticate"}
    assert set(WRITTEN_BY_READING) == papers | limited | logged | set(WITH_CHARTS)


def test_a_superuser_who_reads_the_admin_changes_nothing(world: World, clients: dict[str, Client]) -> None:
    for url in admin_urls():
        for method in READING:
            with undone(), writes() as tables:
                drained(clients["superuser"].generic(method, url))
            assert tables <= ALWAYS, url


@pytest.mark.parametrize("name", TABLE)
def test_whatever_is_sent_takes_a_token(name: str, world: World) -> None:
    """Somebody else's is none."""
    person = let_in(name, world)
    client = Client(enforce_csrf_checks=True)
    with undone():
        client.force_login(world.people[person])
        url = url_of(name, TABLE[name], world, person)
        for method in SENDING:
            for token in ({}, {"X-CSRFToken": "a" * 64}):
                answer = client.generic(method, url, headers=token)
                assert answer.status_code == 403, method
                assert "<h1>This page was open too long</h1>" in answer.content.decode()


def test_whatever_is_sent_to_the_admin_takes_a_token(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    with undone():
        client.force_login(world.people["superuser"])
        for url in admin_urls():
            assert client.post(url).status_code == 403, url


# `next` stays here ----------------------------------------------------------------------------------------------------
AWAY = [
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "http://evil.example",
    "https://evil.example/",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "HTTPS://EVIL.EXAMPLE",
    "http://localhost@evil.example/",
    "http://testserver@evil.example/",
    "http://testserver.evil.example/",
    "http://testserver/",  # ours, and by plain HTTP: an address of ours begins with a slash
    "https://testserver:444/",
    "\\\\evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    "\x00//evil.example",
    "\x08//evil.example",
    " //evil.example",
    "\u00a0//evil.example",
    "／／evil.example",
    "//evil。example",
    "//[evil.example",
    "//evil.example\\@testserver",
    "javascript:alert(1)",
    "data:text/html,evil",
    "ftp://evil.example",
    "mailto:a@evil.example",
    "evil.example",
    "%2f%2fevil.example",
    "%252f%252fevil.example",
    "https%3a%2f%2fevil.example",
]
HERE = ["/privacy/", "/privacy/?a=//evil.example", "/accessibility/#https://evil.example"]


def lands(answer: HttpResponse) -> str:
    assert answer.status_code == 302
    return answer["Location"]


@pytest.mark.parametrize("away", AWAY)
def test_nobody_is_led_away_by_signing_in_or_out(away: str, world: World) -> None:
    user = world.people["head"]
    query, form = urlencode({"next": away}), {"next": away}
    with undone():
        client = Client()
        asked = lands(client.get(f"{reverse('admin:login')}?{query}"))
        assert asked.startswith("/sign-in/?next="), "it stands there as a word, not as an address"
        client.force_login(user)
        assert lands(client.get(asked)) == "/", "somebody signed in passes through"
        assert lands(client.post(f"{reverse('account_logout')}?{query}", form)) == reverse("account_login")
        answer = client.post(f"/sign-in/?{query}", {"login": user.email, "password": PASSWORD, **form})
        assert lands(answer) == "/", "home"


@pytest.mark.parametrize("here", HERE)
def test_next_leads_on_where_it_is_an_address_of_ours(here: str, world: World) -> None:
    form = {"login": world.people["head"].email, "password": PASSWORD, "next": here}
    with undone():
        assert lands(Client().post(reverse("account_login"), form)) == here


@pytest.mark.parametrize("name", TABLE)
def test_no_page_leads_to_another_site(name: str, world: World) -> None:
    """Whatever it is called by whoever asks for it."""
    words = ("next", "url", "redirect", "redirect_to", "return", "back", "then")
    asked = dict.fromkeys(words, "//evil.example/")
    referer = {"Referer": "https://evil.example/", "X-Forwarded-Host": "evil.example"}
    person = let_in(name, world)
    with undone():
        url = url_of(name, TABLE[name], world, person)
        joined = f"{url}{'&' if '?' in url else '?'}{urlencode(asked)}"
        client = Client()
        client.force_login(world.people[person])
        for answer in (client.get(joined, headers=referer), client.post(joined, asked, headers=referer)):
            drained(answer)
            assert not answer.get("Location", "").startswith(("//", "http", "\\", "/\\")), answer["Location"]


@pytest.mark.parametrize(
    "path", ["//evil.example/privacy", "//evil.example", "/\\evil.example", "//evil.example/%2e%2e"]
)
def test_an_address_that_begins_with_another_site_leads_nowhere(path: str, world: World) -> None:
    answer = Client().get(path)
    assert answer.status_code in {301, 302, 404}
    assert not answer.get("Location", "/x").startswith(("//", "/\\", "http"))


# How much ------------------------------------------------------------------------------------------------------------
def _reads_files(view: Callable[..., object]) -> bool:
    """Whether a view, or a function of its module that it calls, reads the files of a request."""
    inner = inspect.unwrap(view)
    beside = vars(inspect.getmodule(inner))
    called = [beside[name] for name in inner.__code__.co_names if inspect.isfunction(beside.get(name))]
    return any("request.FILES" in inspect.getsource(part) for part in (inner, *called))


def test_wherever_a_file_is_taken_one_of_ten_megabytes_comes_in() -> None:
    taking = {name: view for name, view in product_urls().items() if _reads_files(view)}
    short = [name for name, view in taking.items() if longest_body(view, is_signed_in=True) < LONGEST_UPLOAD]
    assert short == []
    assert {"actionplan:school-return", "school-meeting-paper-add", "policies:import"} <= set(taking)
