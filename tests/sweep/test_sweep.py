"""Thousands of requests shared among the demonstration's people: none breaks a page, none shows what is another's.

SUCCESSION_SWEEP says how many (500 where it is unset), SUCCESSION_SWEEP_SEED from which number they are made up; a
failure names both, with the request.
"""

import copy
import io
import itertools
import json
import logging
import os
import re
import secrets
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pytest
from django.core import mail
from django.core.signals import got_request_exception
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from actionplan.models import Recommendation, ReturnRequest, ScrutinyReview
from core import clock, making
from core.database.privileges import in_database
from core.logs import Formatter
from core.models import Paper
from core.rules import PaperState
from people.access.roles import GRANTS, Permission, Role
from people.models import Council, Membership, User
from policies.models import Adoption, Consultation, ModelWithdrawal, Publication, Version
from policies.rules import VersionState
from succession.demo.cast import ADMIN_EMAIL, COUNCIL_CODE, LARKFIELD, PEOPLE
from tests import copies, whole
from tests.access_table import TABLE, World
from tests.around import around_tests
from tests.sweep.asking import Asker, Form, Request, read
from tests.sweep.building import build, fill_plan
from tests.sweep.planting import Planted, found_in, planted_in, unplanted
from tests.test_access_urls import own_place, undone

REQUESTS = int(os.environ.get("SUCCESSION_SWEEP", "500"))
SEED = os.environ.get("SUCCESSION_SWEEP_SEED") or str(secrets.randbelow(10**9))
HALVES = 2  # one for each process of a run
KEPT = 0.3  # of what is sent has its effect; the rest is undone, so that there is always something left to ask

AT_SCHOOLS = [person.local for person in PEOPLE if person.urn]
AT_COUNCIL = [person.local for person in PEOPLE if not person.urn]
READ_THE_PLAN = {role for role in Role if Permission.PLAN_READ in GRANTS[role]}
ROLES = [*AT_SCHOOLS, *AT_COUNCIL, "admin", ""]

HOME = ["/", "/sign-in/", "/privacy/", "/healthz", "/admin/"]

# Texts in which no word was planted, since nothing fills them yet in what is built here.
NEVER_FILLED = {"account.emailaddress.email", "account.emailconfirmation.key", "people.passwordrequest.email"}


@dataclass
class Person:
    """Somebody of the demonstration, and the pages and forms they have come by. "" is a stranger."""

    local: str
    key: int = 0
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))
    known: list[str] = field(default_factory=lambda: [*HOME])
    opened: list[str] = field(default_factory=list)
    forms: dict[str, Form] = field(default_factory=dict)

    def reads_the_plan(self) -> bool:
        """Whether a role of theirs reads the plan, also one that a request gave them."""
        return Membership.objects.filter(user=self.key, role__in=READ_THE_PLAN).exists()

    def come_in(self) -> None:
        if self.local:
            email = ADMIN_EMAIL if self.local == "admin" else f"{self.local}@demo.example"
            # By key, since a request may have given them another address; one who was erased stays a stranger.
            self.key = self.key or User.objects.get(email=email).pk
            for user in User.objects.filter(pk=self.key, is_active=True):
                self.client.force_login(user)

    def learn(self, request: Request, answer: HttpResponse) -> None:
        """Take in what a page leads to."""
        there = answer.get("Location", "").partition("#")[0]
        if there.startswith("/") and len(there) < 200 and there not in self.known:
            self.known.append(there)
        is_page = answer.status_code == 200 and "text/html" in answer.get("Content-Type", "")
        if not is_page or request.method != "GET" or request.url in self.opened or len(request.url) > 300:
            return
        self.opened.append(request.url)
        links, forms = read(request.url, answer.content.decode())
        self.known += [link for link in links if link not in self.known and link not in self.opened and len(link) < 300]
        self.known = [link for link in self.known if link != request.url]
        for form in forms:
            if form.action.startswith(("/sign-out/", "/components/")) and not request.url.startswith("/sign-out/"):
                continue  # the one stands on every page, the other leads nowhere
            kind = re.sub(r"\d+|[0-9a-f-]{36}", "#", form.action.partition("?")[0])
            self.forms.setdefault(f"{kind} {sorted({name for name, _ in form.fields})}", form)


OF_THE_PLAN = re.compile(rf"/councils/{COUNCIL_CODE}/(plan/|\?|$)")
OF_THE_MODEL = re.compile(rf"/councils/{COUNCIL_CODE}/model-policy/|/schools/\d+/policy/")


@dataclass
class Borough:
    """The demonstration, another school in its council and another council beside it, both full of planted words."""

    addresses: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    same_council: set[str] = field(default_factory=set)
    elsewhere: set[str] = field(default_factory=set)

    def add(self, addresses: list[str], ids: list[str]) -> None:
        self.addresses += addresses
        self.ids += ids

    told_to_schools: set[str] = field(default_factory=set)
    told_to_all: set[str] = field(default_factory=set)
    told_by_the_plan: set[str] = field(default_factory=set)

    def hidden_from(self, person: Person, address: str = "") -> set[str]:
        """What this person must never be shown: a council reads of its schools, and the admin of all there are.

        A council's schools read the model that it published, on the pages of the model and of their own policy; and
        who may read the council's plan reads it on its pages.
        Everybody reads the policies that schools published, at the public addresses. Neither stands anywhere else.
        """
        if person.local == "admin":
            return set()
        hidden = self.elsewhere if person.local in AT_COUNCIL else self.same_council | self.elsewhere
        if OF_THE_PLAN.match(address) and person.reads_the_plan():
            return hidden - self.told_by_the_plan
        if OF_THE_MODEL.match(address):
            return hidden - self.told_to_schools
        return hidden - self.told_to_all if address.startswith("/public/") else hidden

    def see_what_is_told(self) -> None:
        """What is published now: requests publish too, and what they published is theirs to read from then on."""
        self.told_to_schools, self.told_to_all = _told_to_schools(), _told_to_all()
        self.told_by_the_plan = _told_by_the_plan()


@pytest.fixture(scope="module")
def borough(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Borough]:
    """Built once for the module, in a database of its own, and then undone."""
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        full = copies.demonstration(clock.today(), is_now=True)
        stack.enter_context(in_database(stack.enter_context(whole.new_database("sweep", full))))
        stack.enter_context(around_tests())
        borough = Borough()
        ours = World(council=Council.objects.get(code=COUNCIL_CODE))
        at_a_school = [name for name in TABLE if "urn" in own_place(name, ours)]
        with Planted() as planted:
            borough.add(*build(ours, at_a_school))
        borough.same_council = planted.words
        with Planted() as planted:
            other = World()
            borough.add(*build(other, [*TABLE]))
            fill_plan(other)
        borough.elsewhere = planted.words
        borough.see_what_is_told()
        borough.addresses += [re.sub(r"/(schools|councils)/\d+/", _own, address) for address in borough.addresses]
        yield borough
        transaction.set_rollback(True)


def _told_to_schools() -> set[str]:
    """Words of the model that the council published: its text, why and by whom, and why one was withdrawn. And of the
    drafts that went out to boards: the text, what was asked of them, and why it closed early.
    """
    versions = Version.objects.filter(policy__council__code=COUNCIL_CODE, state=VersionState.ADOPTED)
    withdrawn = ModelWithdrawal.objects.filter(version__policy__council__code=COUNCIL_CODE).select_related("by")
    said = [[json.dumps(one.document), one.why, str(one.made_by)] for one in versions.select_related("made_by")]
    said += [[one.reason, str(one.by)] for one in withdrawn]
    out = Consultation.objects.filter(version__policy__council__code=COUNCIL_CODE).select_related("version")
    said += [[json.dumps(one.version.document), one.question, one.reason] for one in out]
    return found_in(*itertools.chain(*said))


def _told_by_the_plan() -> set[str]:
    """Words of the plans themselves, and what they ask of schools: what one school returned is none of them."""
    of_plans = ScrutinyReview.objects.filter(council__code=COUNCIL_CODE)
    of_recommendations = Recommendation.objects.filter(review__in=of_plans)
    asked = ReturnRequest.objects.filter(recommendation__in=of_recommendations)
    said = (
        *of_plans.values_list("title", "subtitle", "committee", "context_words", "columns"),
        *of_recommendations.values_list("label", "text", "cells", "place", "status_words", "response_words"),
        *asked.values_list("question"),
    )
    return found_in(*map(str, said))


def _told_to_all() -> set[str]:
    """Words of the policies that schools published: their adopted texts, the school, its council and its boards."""
    schools = Publication.objects.standing().values("school")
    adopted = Adoption.objects.filter(version__policy__school__in=schools)
    said = [
        (
            json.dumps(one.version.document),
            one.version.policy.owner,
            one.version.policy.school.council,
            one.meeting.body,
        )
        for one in adopted.select_related("version__policy__school__council", "meeting__body")
    ]
    return found_in(*map(str, itertools.chain(*said)))


def test_a_word_stands_in_every_text(borough: Borough) -> None:
    assert sorted(unplanted() - NEVER_FILLED) == []
    assert sorted(NEVER_FILLED - unplanted()) == []
    assert len(borough.same_council) > 50
    assert len(borough.elsewhere) > 100


class Broken(logging.Handler):
    """What goes wrong while a request is answered, and what the log says of it."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.traces: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    def hear(self, **_signal: object) -> None:
        self.traces.append(traceback.format_exc())


@pytest.fixture
def broken() -> Iterator[Broken]:
    heard = Broken()
    logging.getLogger().addHandler(heard)
    got_request_exception.connect(heard.hear)
    yield heard
    got_request_exception.disconnect(heard.hear)
    logging.getLogger().removeHandler(heard)


@pytest.mark.parametrize("half", range(HALVES))
def test_no_request_breaks_a_page_or_shows_what_is_anothers(borough: Borough, broken: Broken, half: int) -> None:
    print(f"SUCCESSION_SWEEP={REQUESTS} SUCCESSION_SWEEP_SEED={SEED}")  # noqa: T201 (shown where it fails)
    asker = Asker(f"{SEED} {half}")
    people = [Person(local) for local in ROLES]
    wrong, answered = [], set()
    with undone():
        for person in people:
            person.come_in()
        for number in range(REQUESTS // HALVES):
            person = people[number % len(people)]
            request = asker.ask(
                person.known or HOME, person.opened, [*person.forms.values()], borough.addresses, borough.ids
            )
            said = ask(person, request, kept=asker.chance.random() < KEPT)
            answered.add(said.status_code)
            found = found_in(said.text, *broken.lines, *map(str, mail.outbox))
            if shown := found & borough.hidden_from(person, request.url):
                borough.see_what_is_told()
                shown &= borough.hidden_from(person, request.url)
            if said.status_code >= 500 or broken.traces or shown:
                trace = broken.traces[-1][-1500:] if broken.traces else ""
                whose = [f"{word} ({planted_in.get(word, 'not known')})" for word in sorted(shown)]
                wrong.append(f"{person.local or 'a stranger'}: {request}\n{said.status_code} {whose} {trace}")
            broken.lines.clear()
            broken.traces.clear()
    assert wrong == [], f"SUCCESSION_SWEEP={REQUESTS} SUCCESSION_SWEEP_SEED={SEED}\n" + "\n\n".join(wrong[:20])
    if REQUESTS >= 500:
        assert answered >= {200, 302, 403, 404}, "it reaches pages, forms and refusals"


def test_files_and_the_jobs_that_make_them_say_nothing_of_others(borough: Borough, broken: Broken) -> None:
    """Every paper and source that a person may download, as its reader sees it; and what is logged while it is made."""
    broken.setFormatter(Formatter())
    logging.getLogger().setLevel(logging.INFO)
    given: Counter[str] = Counter()
    own_words = 0
    plan = reverse("actionplan:plan", args=[COUNCIL_CODE, ScrutinyReview.objects.order_by("pk")[0].pk])
    policy = reverse("policies:versions", args=[LARKFIELD.urn])
    demo = [f"{plan}{name}" for name in ("source/", "table.pdf", "table.xlsx")]
    demo += [f"{policy}{number}/{name}/" for number in (1, 2, 3) for name in ("pdf", "source")]
    with undone():
        people = [Person(local) for local in ROLES if local]
        for person in people:
            person.come_in()
            for address in [*filter(FILES.search, borough.addresses), *demo]:
                with around_tests():
                    answer = person.client.get(address)
                    if not answer.streaming and b'id="progress"' in answer.content:
                        for paper in Paper.objects.filter(state=PaperState.MAKING):
                            making.make(paper.pk)
                        answer = person.client.get(address)
                if answer.status_code == 200 and answer.streaming:
                    words = found_in(words_of(answer))
                    assert words & borough.hidden_from(person, address) == set(), f"{person.local} {address}"
                    own_words += len(words)
                    given[answer["Content-Type"].partition(";")[0]] += 1
    assert set(given) == {"application/pdf", XLSX, "application/octet-stream"}
    assert own_words, "what is planted is found in files"
    assert found_in(*broken.lines) == set()
    assert broken.lines


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES = re.compile(r"/(pdf|source|certificate)/$|[.](pdf|xlsx)$")


def words_of(answer: Any) -> str:
    """All that a file says, and what it is called."""
    content = b"".join(answer.streaming_content)
    if answer["Content-Type"].startswith("application/pdf"):
        pages = pypdfium2.PdfDocument(content)
        words = "\n".join(page.get_textpage().get_text_range() for page in pages)
    elif answer["Content-Type"] == XLSX:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            words = "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    else:
        words = content.decode("utf-8", "replace")
    return f"{answer['Content-Disposition']}\n{words}"


def _own(found: re.Match[str]) -> str:
    return f"/schools/{LARKFIELD.urn}/" if found[1] == "schools" else f"/councils/{COUNCIL_CODE}/"


@dataclass(frozen=True)
class Said:
    status_code: int
    text: str


def ask(person: Person, request: Request, *, kept: bool) -> Said:
    """Send it, and sign in again where it ended the session."""
    if kept:
        with around_tests():
            answer = _send(person, request)
    else:
        cookies = copy.deepcopy(person.client.cookies)
        with undone():
            answer = _send(person, request)
        person.client.cookies = cookies
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    person.learn(request, answer)
    if kept and person.local and answer.get("Location", "").startswith("/sign-in/"):
        person.come_in()
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    return Said(answer.status_code, headers + content.decode("utf-8", "replace"))


def _send(person: Person, request: Request) -> HttpResponse:
    return person.client.generic(
        request.method, request.url, request.body, request.content_type, headers=request.headers
    )
