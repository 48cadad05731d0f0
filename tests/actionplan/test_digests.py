"""The weekly letter: to whom, when, what it says, and once."""

import time
from datetime import date, timedelta

import pytest
from asgiref.sync import async_to_sync
from django.core import mail as outbox
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from actionplan import tasks
from actionplan.actions.digests import resume_digest, stop_digest
from actionplan.digests import letters, queries, rules, sending
from actionplan.digests.rules import Line
from actionplan.models import DigestSent, Team
from actionplan.rules import DateState
from core import clock, jobs, mailing
from core import tasks as core_tasks
from core.models import Letter
from people.access.roles import Role
from people.models import Council, User
from tests.actionplan.builders import make_milestone, make_owner, make_recommendation, make_review, make_team
from tests.at_once import at_once
from tests.builders import make_council, make_member
from tests.core.test_tasks import start_worker

pytestmark = pytest.mark.django_db

LATE = (None, date(2020, 1, 31))


@pytest.fixture
def team(council: Council) -> Team:
    return make_team(council)


@pytest.fixture
def owner(team: Team) -> User:
    return make_owner(team)


def due(council: Council, *windows: tuple[date | None, date | None], team: str = "SES", text: str = "A step") -> None:
    row = make_recommendation(review=make_review(council=council), teams=[team])
    for window in windows or (LATE,):
        make_milestone(window, recommendation=row, text=text)


def written(council: Council, user: User) -> mailing.Written | None:
    return letters.digest(f"{council.pk}:{user.pk}:2026-06-15")


# Rules, without a database --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "monday"),
    [
        (date(2026, 6, 15), date(2026, 6, 15)),
        (date(2026, 6, 21), date(2026, 6, 15)),
        (date(2026, 6, 22), date(2026, 6, 22)),
        (date(2027, 1, 1), date(2026, 12, 28)),
        (date(2028, 2, 29), date(2028, 2, 28)),
    ],
)
def test_a_week_is_known_by_its_monday(day: date, monday: date) -> None:
    assert rules.week_of(day) == monday


@pytest.mark.parametrize("state", list(DateState))
def test_there_is_a_letter_only_where_something_is_late_or_due(state: DateState) -> None:
    assert rules.is_due([state]) is (state in {DateState.LATE, DateState.DUE_SOON})
    assert rules.is_due([]) is False


def test_a_letter_says_how_many_of_each_and_stops_at_forty() -> None:
    late = [Line(DateState.LATE, "1", n, date(2026, 3, 31), f"https://x.example/{n}") for n in range(1, 51)]
    words = rules.body(
        [*late, Line(DateState.OPEN, "2", 1, None, "https://x.example/2/1")], council="A", ours="o", stop="s"
    )
    assert "Late (50 milestones)" in words
    assert "Recommendation 1, milestone 40, to 31 March 2026:\nhttps://x.example/40" in words
    assert "milestone 41" not in words
    assert "And 11 more." in words
    assert rules.subject(late, "Wexmoor") == "The action plan of Wexmoor: 50 late"


# Who gets it, and what it says ----------------------------------------------------------------------------------------
def test_a_letter_groups_all_of_a_persons_teams_and_holds_no_word_of_the_plan(council: Council, owner: User) -> None:
    today = clock.today()
    other = make_team(council, "Press")
    other.memberships.create(user=owner, added_by=owner, added_at=clock.now())
    soon, later = today + timedelta(days=3), today + timedelta(days=200)
    due(council, LATE, (None, soon), (None, later), text="Ask Ann Lee")
    due(council, LATE, (later, later), team="Press", text="Ask Ann Lee")
    assert sending.send(today) == 1
    letter = written(council, owner)
    assert letter is not None
    assert letter.to == owner.email
    assert letter.subject.endswith(": 2 late, 1 due soon")
    assert letter.words.index("Late (2 milestones)") < letter.words.index("Due soon (1 milestone)")
    assert letter.words.index("Due soon (1") < letter.words.index("Open (1 milestone)")
    assert "Ann Lee" not in letter.words + letter.subject


@pytest.mark.parametrize("days", [20, 200, None])
def test_nothing_late_or_due_makes_no_letter(council: Council, owner: User, days: int | None) -> None:
    due(council, (None, clock.today() + timedelta(days=days) if days else None))
    assert sending.send(clock.today()) == 0
    assert not Letter.objects.exists()


def test_each_gets_one_a_week_and_the_next_in_the_next(council: Council, owner: User) -> None:
    due(council)
    today = rules.week_of(clock.today())
    assert [sending.send(today + timedelta(days=n)) for n in (0, 1, 6)] == [1, 0, 0]
    assert sending.send(today + timedelta(days=7)) == 1
    assert Letter.objects.filter(kind=sending.KIND).count() == 2


def test_it_goes_to_nobody_without_a_role_a_team_or_the_wish(council: Council, team: Team) -> None:
    due(council)
    make_member(Role.ACTION_OWNER, council)  # in no team
    make_owner(make_team(council, "Press"))  # whose team owns nothing
    foreign = make_council()
    make_owner(make_team(foreign))
    ended, closed, stopped = make_owner(team), make_owner(team), make_owner(team)
    ended.memberships.update(ends_on=date(2020, 1, 1))
    User.objects.filter(pk=closed.pk).update(is_active=False)
    stop_digest(council=council, by=stopped)
    assert sending.send(clock.today()) == 0
    resume_digest(council=council, by=stopped)
    assert sending.send(clock.today()) == 1
    assert DigestSent.objects.get().user == stopped


def test_who_may_have_it_is_asked_again_when_it_is_sent(council: Council, owner: User) -> None:
    due(council)
    assert written(council, owner) is not None
    stop_digest(council=council, by=owner)
    assert written(council, owner) is None
    resume_digest(council=council, by=owner)
    memberships = owner.memberships.all()
    memberships.update(ends_on=date(2020, 1, 1))
    assert written(council, owner) is None
    memberships.update(ends_on=None)
    assert written(make_council(), owner) is None
    owner.team_memberships.all().delete()
    assert written(council, owner) is None


def test_what_was_done_meanwhile_is_not_told(council: Council, owner: User) -> None:
    due(council)
    assert sending.send(clock.today()) == 1
    council.reviews.get().recommendations.get().milestones.update(completed_on=date(2026, 1, 1))
    mailing.send(Letter.objects.get().pk)
    assert outbox.outbox == []


def test_its_link_leads_to_the_update_form_after_sign_in(council: Council, owner: User) -> None:
    due(council)
    letter = written(council, owner)
    assert letter is not None
    path = next(line for line in letter.words.splitlines() if "/milestones/" in line).partition("://")[2]
    path = "/" + path.partition("/")[2]
    stranger = Client().get(path)
    assert stranger.status_code == 302
    assert stranger.url.endswith(f"?next={path}")
    client = Client()
    client.force_login(owner)
    assert "Add the update" in client.get(path).content.decode()


def test_a_person_stops_their_own_letter_on_their_page(council: Council, owner: User, team: Team) -> None:
    other = make_owner(team)
    due(council)
    client = Client()
    client.force_login(owner)
    ours, letter = (reverse(f"actionplan:{name}", kwargs={"code": council.code}) for name in ("ours", "digest"))
    assert "Stop the letter" in client.get(ours).content.decode()
    for _ in range(2):
        assert client.post(letter, {"letter": "stop"}).status_code == 302
    assert "Have the letter again" in client.get(ours).content.decode()
    assert (queries.is_stopped(owner, council), queries.is_stopped(other, council)) == (True, False)
    client.post(letter, {"letter": "again"})
    assert "Stop the letter" in client.get(ours).content.decode()


def test_a_team_with_500_milestones_costs_no_more_questions(
    council: Council, owner: User, django_assert_max_num_queries: object
) -> None:
    row = make_recommendation(review=make_review(council=council), teams=["SES"])
    for _ in range(30):
        make_milestone(LATE, recommendation=row)
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        assert len(queries.lines_for(owner, council, clock.today())) == 30


# Once, whatever happens -----------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_ask_for_one_letter(council: Council, owner: User) -> None:
    due(council)
    assert at_once(*[lambda: sending.send(clock.today())] * 2) == []
    assert Letter.objects.filter(kind=sending.KIND).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_sends_each_letter_once(council: Council, team: Team) -> None:
    due(council)
    people = [make_owner(team).pk for _ in range(60)]
    with transaction.atomic():
        jobs.enqueue(tasks.send_digests, timestamp=0)
    job = ProcrastinateJob.objects.get()
    worker = start_worker("--concurrency", "1")
    try:
        deadline = time.monotonic() + 60
        while not DigestSent.objects.exists():
            assert time.monotonic() < deadline, "no letter was asked for"
            time.sleep(0.001)
    finally:
        worker.kill()
        worker.wait()
    before = set(Letter.objects.values_list("pk", flat=True))
    assert 0 < len(before) < len(people)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    async_to_sync(core_tasks.retry_stalled.func)(0)
    sending.send(clock.today())
    job.refresh_from_db()
    assert job.status == "todo"
    asked = list(Letter.objects.values_list("about", flat=True))
    week = rules.week_of(clock.today()).isoformat()
    assert sorted(asked) == sorted(f"{council.pk}:{person}:{week}" for person in people)
    assert before < set(Letter.objects.values_list("pk", flat=True))


def test_the_constraint_alone_keeps_a_second_letter_out(
    council: Council, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    due(council)
    sending.send(clock.today())
    monkeypatch.setattr(sending, "waiting", lambda _week, _today: [(council.pk, owner.pk)])
    assert sending.send(clock.today()) == 0
    assert Letter.objects.count() == 1
