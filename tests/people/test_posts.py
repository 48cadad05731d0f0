"""Posts and staff by hand: who may plan which, what stays with a post, what is refused, and who is told."""

import datetime
import re
from pathlib import Path

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from core import clock, conflicts, mailing
from core.models import Letter, Reading
from core.privacy import tombstone
from people.access.roles import COUNCIL_ROLES, SCHOOL_ROLES, Role
from people.actions import posts, staff
from people.models import LeadershipPost, Membership, Nomination, PostHolder, School, StaffMember, TermOfOffice, User
from people.planning import queries as cover_queries
from people.planning.cover import Band, ChangeSource, Impact, Level, NominationState
from people.privacy import due, erasure
from people.privacy.retention import Ground
from people.rules import GovernorCategory, Refused
from people.talent.openings import openings_about
from tests.builders import (
    make_body,
    make_holder,
    make_member,
    make_nomination,
    make_post,
    make_school,
    make_staff,
    make_trust,
)
from tests.core.test_reading_log import break_the_log

pytestmark = pytest.mark.django_db

TODAY = clock.today()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def school() -> School:
    return make_school(name="Hill Top School")


@pytest.fixture
def head(school: School) -> User:
    return make_member(Role.HEAD, school, name="Hana Head")


@pytest.fixture
def chair(school: School) -> User:
    return make_member(Role.CHAIR, school, name="Cai Chair")


@pytest.fixture
def headship(school: School) -> LeadershipPost:
    return make_post(school, level=Level.HEADSHIP, title="Headteacher")


def governor(school: School, **kw: object) -> TermOfOffice:
    given = {"body": make_body(school=school), "name": "Gus Governor", "category": GovernorCategory.PARENT}
    return TermOfOffice.objects.create(**given | {"starts_on": TODAY - 30 * DAY} | kw)


def url(name: str, school: School, **kw: int) -> str:
    return reverse(f"people:{name}", kwargs={"urn": school.urn, **kw})


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


# Who plans which posts ------------------------------------------------------------------------------------------------
def test_the_headship_is_the_chairs_to_plan_and_no_heads(
    school: School, head: User, chair: User, headship: LeadershipPost
) -> None:
    deputy = make_post(school)
    assert cover_queries.post_of(head, school, headship.pk) is None
    assert cover_queries.post_of(chair, school, deputy.pk) is None
    assert [row.post.key for row in cover_queries.map_of(head, school, TODAY).rows] == [deputy.pk]
    assert [row.post.key for row in cover_queries.map_of(chair, school, TODAY).rows] == [headship.pk]
    with pytest.raises(PermissionDenied):
        posts.record_review(post=headship, by=head)
    with pytest.raises(PermissionDenied):
        posts.close_post(post=deputy, by=chair)


@pytest.mark.parametrize("name", ["post", "post-change", "post-close", "post-holder", "post-nominate"])
def test_the_headships_pages_are_not_found_by_its_head(
    name: str, school: School, head: User, headship: LeadershipPost
) -> None:
    assert client_of(head).get(url(name, school, post_id=headship.pk)).status_code == 404


def test_a_head_reads_nothing_of_the_headships_plan_anywhere(
    school: School, head: User, chair: User, headship: LeadershipPost
) -> None:
    """Neither on the map nor in the history of the school, which heads read."""
    person = make_staff(school, name="Quentin Successor")
    posts.nominate(post=headship, person=person, band=Band.YEARS, reason="Said to be zealous", by=chair)
    client = client_of(head)
    for page in (url("cover", school), url("absence-sheet", school), reverse("school-history", args=[school.urn])):
        shown = client.get(page).content.decode()
        assert "zealous" not in shown
        assert "Quentin" not in shown or "history" in page, page
    events = Nomination.pgh_event_model.objects.all()  # type: ignore[attr-defined]
    assert {event.pgh_organisation for event in events} == {f"chair:{school.pk}"}


def test_each_person_is_shown_what_visible_to_shows(school: School, headship: LeadershipPost) -> None:
    """What pages ask is a query that was written once; forms and the admin ask `visible_to`. Both are one rule."""
    school.trust = make_trust()
    school.save()
    deputy, elsewhere = make_post(school), make_post()
    for post in (headship, deputy, elsewhere):
        make_nomination(make_holder(post).post)
    places = [(school, role) for role in SCHOOL_ROLES] + [(school.council, role) for role in COUNCIL_ROLES]
    people = [make_member(role, place) for place, role in [*places, (school.trust, Role.TRUST_LEAD)]]
    shown = set()
    for user in [*people, make_member(Role.HEAD, make_school(council=school.council))]:
        visible = set(LeadershipPost.objects.visible_to(user))
        rows = cover_queries.map_of(user, school, TODAY).rows
        assert {row.post.key for row in rows} == {post.pk for post in visible}
        for post in (headship, deputy, elsewhere):
            assert (cover_queries.post_of(user, school, post.pk) is not None) is (post in visible)
        assert {held.post for held in PostHolder.objects.visible_to(user)} == visible
        assert {one.post for one in Nomination.objects.visible_to(user)} == visible
        assert set(cover_queries.staff_of(user, school, TODAY)) == set(StaffMember.objects.visible_to(user))
        shown.add(frozenset(visible))
    assert shown == {frozenset(), frozenset({headship}), frozenset({deputy})}, "each plans one, or none"


def test_what_a_head_proposes_waits_for_the_chair(
    school: School, head: User, chair: User, headship: LeadershipPost
) -> None:
    deputy = make_staff(school, name="Dee Deputy")
    proposed = posts.nominate(post=headship, person=deputy, band=Band.TODAY, reason="Has done it", by=head)
    assert proposed.state == NominationState.PROPOSED
    assert not any(cover_queries.map_of(chair, school, TODAY).rows[0].bands)
    for page in ("cover", "absence-sheet"):
        assert "Dee Deputy" in client_of(head).get(url(page, school)).content.decode()
    page = client_of(chair).get(url("post", school, post_id=headship.pk)).content.decode()
    assert "Proposed by the head" in page
    for page in ("cover", "absence-sheet"):
        assert "The headteacher proposes Dee Deputy" in client_of(chair).get(url(page, school)).content.decode()
    assert cover_queries.headship_to_answer(chair, school) == headship.pk
    assert cover_queries.headship_to_answer(head, school) is None
    assert cover_queries.headship_to_answer(make_member(Role.CHAIR, make_school()), school) is None
    posts.agree_nomination(nomination=proposed, by=chair)
    assert cover_queries.headship_to_answer(chair, school) is None
    for page in ("cover", "absence-sheet"):
        assert "proposes" not in client_of(chair).get(url(page, school)).content.decode()
    assert [one.name for one in cover_queries.map_of(chair, school, TODAY).rows[0].bands[0]] == ["Dee Deputy"]
    with pytest.raises(PermissionDenied):
        posts.nominate(post=headship, person=make_staff(school), band=Band.YEARS, reason="Perhaps", by=head)
    with pytest.raises(PermissionDenied):
        posts.agree_nomination(nomination=proposed, by=head)


# What stays with a post -----------------------------------------------------------------------------------------------
def test_the_plan_stays_when_its_holder_leaves(school: School, head: User) -> None:
    post = make_post(school)
    held = make_holder(post, starts_on=TODAY - 100 * DAY)
    posts.expect_change(
        holder=held, earliest=TODAY, latest=TODAY + 100 * DAY, source=ChangeSource.TOLD, reason="", by=head
    )
    make_nomination(post)
    staff.record_leaving(member=held.staff, on=TODAY, by=head)  # type: ignore[arg-type]
    tomorrow = TODAY + DAY
    row = cover_queries.map_of(head, school, tomorrow).rows[0]
    assert (row.post.holders, row.post.changes_from) == ((), None), "when they might leave went with them"
    assert len(row.bands[0]) == 1


def test_a_leaver_stands_behind_no_post_any_more(school: School, head: User) -> None:
    post = make_post(school)
    leaver = make_nomination(post).staff
    assert leaver is not None
    staff.record_leaving(member=leaver, on=TODAY - DAY, by=head)
    assert not any(cover_queries.map_of(head, school, TODAY).rows[0].bands)
    with pytest.raises(Refused, match="left on"):
        posts.nominate(post=post, person=leaver, band=Band.LATER, reason="Perhaps", by=head)


def test_who_takes_a_post_follows_those_before_or_shares_it(school: School, head: User) -> None:
    post, first, second, third = make_post(school), *(make_staff(school) for _ in range(3))
    start = TODAY - 50 * DAY
    posts.record_holder(post=post, person=first, starts_on=start, beside=False, by=head)
    posts.record_holder(post=post, person=second, starts_on=start + DAY, beside=True, by=head)
    assert {held.staff for held in PostHolder.objects.on(TODAY)} == {first, second}
    posts.record_holder(post=post, person=third, starts_on=start + 2 * DAY, beside=False, by=head)
    assert {held.staff for held in PostHolder.objects.on(TODAY)} == {third}
    posts.record_holder(post=post, person=third, starts_on=TODAY, beside=False, by=head)
    assert PostHolder.objects.on(TODAY).count() == 1, "sent twice, they hold it once"
    posts.end_holding(post=post, from_day=TODAY, by=head)
    assert not PostHolder.objects.on(TODAY).exists()


# What is refused ------------------------------------------------------------------------------------------------------
def test_nobody_stands_behind_their_own_post_nor_twice_in_a_band(school: School, head: User) -> None:
    post = make_post(school)
    holder = make_holder(post).staff
    assert holder is not None
    with pytest.raises(Refused, match="holds this post now"):
        posts.nominate(post=post, person=holder, band=Band.TODAY, reason="Does it", by=head)
    person = make_staff(school)
    posts.nominate(post=post, person=person, band=Band.TODAY, reason="Has done it", by=head)
    posts.nominate(post=post, person=person, band=Band.YEARS, reason="Could follow", by=head)
    with pytest.raises(Refused, match="already"):
        posts.nominate(post=post, person=person, band=Band.TODAY, reason="Again", by=head)


def test_people_of_another_school_are_not_named_here(school: School, head: User, chair: User) -> None:
    stranger = make_staff()
    with pytest.raises(Refused, match="from the list"):
        posts.nominate(post=make_post(school), person=stranger, band=Band.TODAY, reason="Good", by=head)
    office = make_post(school, level=Level.BOARD, title="Chair of governors")
    with pytest.raises(Refused, match="from the list"):
        posts.record_holder(post=office, person=make_staff(school), starts_on=TODAY, beside=False, by=chair)
    with pytest.raises(Refused, match="from the list"):
        posts.nominate(post=office, person=governor(make_school()), band=Band.TERM, reason="Good", by=chair)
    posts.record_holder(post=office, person=governor(school), starts_on=TODAY, beside=False, by=chair)


def test_one_headship_and_one_post_of_a_title(school: School, head: User, chair: User) -> None:
    def add(title: str, level: Level, by: User) -> None:
        posts.add_post(school=school, title=title, level=level, impact=Impact.SOME, by=by)

    add("Headteacher", Level.HEADSHIP, chair)
    with pytest.raises(Refused, match="on the map already"):
        add("Executive head", Level.HEADSHIP, chair)
    add("SENCO", Level.SENIOR, head)
    with pytest.raises(Refused, match="two titles"):
        add("Senco", Level.SENIOR, head)
    posts.close_post(post=LeadershipPost.objects.get(title="SENCO"), by=head)
    add("SENCO", Level.SENIOR, head)


def test_what_is_sent_twice_is_done_once(school: School, head: User) -> None:
    """As a double click sends it: the second leads where the first did."""
    client = client_of(head)
    forms = [
        (url("staff-new", school), {"name": "Ann Example", "job_title": "Teacher", "fte": "0.6"}),
        (url("post-new", school), {"title": "SENCO", "level": "senior", "impact": "some"}),
    ]
    for address, sent in forms:
        assert {client.post(address, sent).status_code for _ in range(2)} == {302}
    person, post = StaffMember.objects.get(), LeadershipPost.objects.get()
    named = {"person": person.pk, "band": "today", "reason": "Has done it"}
    address = url("post-nominate", school, post_id=post.pk)
    assert {client.post(address, named).status_code for _ in range(2)} == {302}
    nomination = Nomination.objects.get()
    end = url("nomination-end", school, post_id=post.pk, nomination_id=nomination.pk)
    assert {client.post(end, {"reason": reason}).status_code for reason in ("One", "Two")} == {302}
    nomination.refresh_from_db()
    assert nomination.ended_reason == "One"


def test_an_expected_change_says_how_it_is_known(school: School, head: User) -> None:
    holder = make_holder(make_post(school))
    with pytest.raises(Refused, match="how you know"):
        posts.expect_change(holder=holder, earliest=TODAY, latest=None, source=None, reason="", by=head)
    with pytest.raises(Refused, match="before the first"):
        posts.expect_change(
            holder=holder, earliest=TODAY, latest=TODAY - DAY, source=ChangeSource.TOLD, reason="", by=head
        )
    posts.expect_change(holder=holder, earliest=None, latest=TODAY, source=ChangeSource.CONTRACT, reason="", by=head)
    posts.expect_change(holder=holder, earliest=None, latest=None, source=None, reason="Nothing", by=head)
    holder.refresh_from_db()
    assert (holder.changes_from, holder.change_source, holder.change_reason) == (None, "", "")


def test_the_second_to_change_an_entry_sees_what_the_first_saved(school: School, head: User) -> None:
    member = make_staff(school, name="Ann Example", job_title="Teacher")
    opened_on = staff.staff_token(member)
    given = {name: getattr(member, name) for name in staff.FIELDS}
    staff.change_staff(member=member, opened_on=opened_on, by=head, **given | {"job_title": "SENCO"})
    with pytest.raises(conflicts.Conflict):
        staff.change_staff(member=member, opened_on=opened_on, by=head, **given | {"job_title": "Deputy head"})
    client, address = client_of(head), url("staff-change", school, staff_id=member.pk)
    sent = {"name": "Ann Example", "job_title": "Deputy head", "opened_on": opened_on}
    shown = client.post(address, sent).content.decode()
    assert "It says now: Ann Example, SENCO" in shown
    assert 'value="Deputy head"' in shown
    now = {"opened_on": staff.staff_token(StaffMember.objects.get(pk=member.pk))}
    assert client.post(address, sent | now).status_code == 302
    member.refresh_from_db()
    assert member.job_title == "Deputy head"


def test_an_account_of_the_school_is_linked_to_one_entry(school: School, head: User) -> None:
    """By it somebody is told of what is said of them, and reads it."""
    ann = make_member(Role.STAFF, school, name="Ann Example")
    client, member, other = client_of(head), make_staff(school), make_staff(school)
    sent = {"name": "Ann Example", "job_title": "Teacher", "user_id": ann.pk}
    client.post(url("staff-change", school, staff_id=member.pk), sent | {"opened_on": staff.staff_token(member)})
    member.refresh_from_db()
    assert member.user == ann
    assert ann in cover_queries.accounts_of(head, school, member)
    assert ann not in cover_queries.accounts_of(head, school)
    stranger = make_member(Role.STAFF, make_school())
    for account in (ann, stranger):
        given = {name: getattr(other, name) for name in staff.FIELDS} | {"user_id": account.pk}
        with pytest.raises(Refused):
            staff.change_staff(member=other, opened_on=staff.staff_token(other), by=head, **given)


def test_somebody_who_works_there_still_is_not_due_when_a_role_of_theirs_ended(school: School, head: User) -> None:
    person = make_member(Role.GOVERNOR, school)
    Membership.objects.filter(user=person).update(ends_on=TODAY - 400 * DAY)
    assert [item.person for item in due.due_at(school, TODAY)] == [person]
    member = make_staff(school, user=person)
    assert due.due_at(school, TODAY) == []
    assert "work there" in (erasure.refusal(person, school, Ground.LEAVER, TODAY) or "")
    staff.record_leaving(member=member, on=TODAY - 300 * DAY, by=head)
    assert [item.left_on for item in due.due_at(school, TODAY)] == [TODAY - 300 * DAY]


def test_whoever_is_erased_leaves_no_word_on_a_post(
    school: School, head: User, settings: Settings, tmp_path: Path
) -> None:
    settings.ERASURE_LEDGER = tmp_path / "erasures.ledger"
    leaver = make_member(Role.STAFF, school)
    Membership.objects.filter(user=leaver).update(ends_on=TODAY - 400 * DAY)
    member = make_staff(school, user=leaver, name="Quentin Gone", ends_on=TODAY - 400 * DAY, reference="Q7")
    held = make_holder(
        staff=member, changes_from=TODAY, changes_until=TODAY, change_source="told", change_reason="Quentin said so"
    )
    make_nomination(staff=member, reason="Quentin can")
    asked = erasure.ask_for_erasure(person=leaver, controller=school, ground=Ground.LEAVER, by=head, today=TODAY)
    erasure.confirm(erasure=asked, by=make_member(Role.HEAD, school), today=TODAY)
    held.refresh_from_db()
    member.refresh_from_db()
    assert (held.changes_from, held.changes_until, held.change_source, held.change_reason) == (None, None, "", "")
    assert (member.name, member.reference) == (tombstone(leaver.pk), "")
    assert not Nomination.objects.exists()
    kept = [model.pgh_event_model.objects.values() for model in (StaffMember, PostHolder, Nomination)]  # type: ignore[attr-defined]
    assert "Quentin" not in str([list(rows) for rows in kept])


def test_one_reference_is_one_person(school: School, head: User) -> None:
    make_staff(school, name="Ann Example", reference="7")
    bo = make_staff(school)
    sent = {"name": "Bo", "job_title": "Teacher", "reference": "7"}
    client, opened_on = client_of(head), {"opened_on": staff.staff_token(bo)}
    for address in (url("staff-new", school), url("staff-change", school, staff_id=bo.pk)):
        shown = client.post(address, sent | opened_on).content.decode()
        assert "Ann Example has the reference 7 already" in shown
    make_staff(reference="7")


# Who is told, and what is written down --------------------------------------------------------------------------------
def test_somebody_who_is_named_is_told_by_a_letter_that_names_no_post(
    school: School, head: User, django_capture_on_commit_callbacks: object
) -> None:
    user = make_member(Role.STAFF, school, email="ann@school.example")
    person = make_staff(school, user=user)
    nomination = posts.nominate(
        post=make_post(school, title="SENCO"), person=person, band=Band.TODAY, reason="Has done it", by=head
    )
    letter = Letter.objects.get(kind="people.nominated")
    mailing.send(letter.pk)
    assert [message.to for message in mail.outbox] == [["ann@school.example"]]
    said = f"{mail.outbox[0].subject} {mail.outbox[0].body}"
    assert "SENCO" not in said
    assert "Has done it" not in said
    assert reverse("people:own-data") in said
    shown = client_of(user).get(reverse("people:own-data")).content.decode()
    assert "Has done it" in shown
    assert "SENCO" in shown
    posts.end_nomination(nomination=nomination, reason="", by=head)


def test_nobody_is_told_of_what_ended_meanwhile(school: School, head: User) -> None:
    person = make_staff(school, user=make_member(Role.STAFF, school))
    nomination = posts.nominate(post=make_post(school), person=person, band=Band.TODAY, reason="Good", by=head)
    posts.end_nomination(nomination=nomination, reason="", by=head)
    mailing.send(Letter.objects.get(kind="people.nominated").pk)
    assert mail.outbox == []


def test_opening_a_post_is_written_down_and_ends_the_session_sooner(school: School, head: User) -> None:
    post = make_post(school)
    client = client_of(head)
    assert client.get(url("post", school, post_id=post.pk)).status_code == 200
    line = Reading.objects.get()
    assert (line.by_id, line.kind, line.subject) == (head.pk, "post", str(post.pk))
    assert client.session["_holds_names"]


def test_each_page_says_who_can_see_it(school: School, head: User, chair: User, headship: LeadershipPost) -> None:
    post = make_post(school)
    for user, key, who in ((head, post.pk, "the headteacher, the school leads"), (chair, headship.pk, "the chair and")):
        client = client_of(user)
        for page in (url("cover", school), url("absence-sheet", school), url("post", school, post_id=key)):
            assert f"Only {who}" in client.get(page).content.decode()
    assert "Only the headteacher" in client_of(head).get(url("staff", school)).content.decode()


def test_a_page_whose_opening_cannot_be_written_is_not_given_out(
    school: School, head: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = make_post(school, title="SENCO")
    client = client_of(head)
    break_the_log(monkeypatch)
    answer = client.get(url("post", school, post_id=post.pk))
    assert answer.status_code == 503
    assert "SENCO" not in answer.content.decode()


def test_a_person_reads_who_opened_what_is_said_of_them(
    school: School, head: User, chair: User, headship: LeadershipPost
) -> None:
    user = make_member(Role.STAFF, school)
    person, post = make_staff(school, user=user), make_post(school, title="SENCO")
    asks = client_of(head)
    asks.get(url("post", school, post_id=post.pk))
    posts.nominate(post=post, person=person, band=Band.TODAY, reason="Has done it", by=head)
    other = make_post(school)
    for page in (url("post", school, post_id=post.pk), url("post", school, post_id=other.pk), url("cover", school)):
        asks.get(page)
    client_of(chair).get(url("cover", school))
    found = openings_about(user)
    assert [(opening.by, opening.what) for opening in found] == [
        ("Hana Head", "The cover map"),
        ("Hana Head", "The plan of SENCO"),
    ], "since they stand there, and nothing of other posts or of the chair's map"
    assert "The plan of SENCO" in client_of(user).get(reverse("people:own-data")).content.decode()
    shown = asks.get(reverse("school-readings", args=[school.urn])).content.decode()
    assert f"The plan of post number {post.pk}" in shown
    assert "The map of the headship and the board" in shown


# The pages ------------------------------------------------------------------------------------------------------------
def test_a_head_plans_a_post_from_nothing(school: School, head: User) -> None:
    client = client_of(head)
    assert "No leadership post is on the map yet" in client.get(url("cover", school)).content.decode()
    client.post(url("staff-new", school), {"name": "Ann Example", "job_title": "Teacher", "fte": "0.6"})
    client.post(url("staff-new", school), {"name": "Bo Example", "job_title": "Deputy head"})
    ann, bo = StaffMember.objects.order_by("name")
    client.post(url("post-new", school), {"title": "Deputy head", "level": "senior", "impact": "serious"})
    key = {"post_id": LeadershipPost.objects.get().pk}
    client.post(url("post-holder", school, **key), {"person": bo.pk, "starts_on": "1 September 2025"})
    held = PostHolder.objects.get()
    sent = {"earliest": "1 September 2027", "source": "told", "reason": "Said so"}
    client.post(url("post-leaving", school, **key, holder_id=held.pk), sent)
    client.post(url("post-nominate", school, **key), {"person": ann.pk, "band": "today", "reason": "Has done it"})
    client.post(url("post-reviewed", school, **key))
    shown = " ".join(client.get(url("cover", school)).content.decode().split())
    for words in ("Somebody could act today in every post.", "may leave from 1 September 2027", "Ann Example"):
        assert words in shown
    nomination = Nomination.objects.get()
    client.post(url("nomination-end", school, **key, nomination_id=nomination.pk), {"reason": "Moved away"})
    shown = " ".join(client.get(url("post", school, **key)).content.decode().split())
    assert "Moved away" in shown
    assert f"last looked at on {TODAY:%-d %B %Y}" in shown
    client.post(url("post-holder", school, **key), {"person": "nobody", "starts_on": f"{TODAY:%-d %B %Y}"})
    assert not PostHolder.objects.on(TODAY).exists()
    client.post(url("post-close", school, **key))
    assert "No leadership post is on the map yet" in client.get(url("cover", school)).content.decode()


def test_the_map_is_a_picture_too_with_each_person_alike_wherever_they_stand(school: School, head: User) -> None:
    rosa, holder = make_staff(school, name="Rosa <Example>"), make_staff(school, name="Hal Holder")
    for title in ("Deputy head", "SENCO"):
        make_nomination(make_post(school, title=title), staff=rosa)
    make_holder(make_post(school, title="Bursar"), staff=holder)
    page = client_of(head).get(url("cover", school)).content.decode()
    picture = page[page.index('<div class="app-map"') : page.index("The map as a table")]
    assert 'aria-label="Picture of the cover map. In 1 of 3 posts no one could act today: Bursar.' in picture
    assert picture.count('href="#mark-1"') == 4  # two cells, the key, the names
    assert "Rosa &lt;Example&gt;: 2 posts have nobody else today" in picture
    assert picture.count("app-map__cell--gap") == 1
    assert f"{rosa.pk}" not in re.findall(r'(?:id|href)="[#]?([^"]+)"', picture)
    assert page.index("The map as a table") < page.index("<table>")


def test_a_map_of_sixty_posts_and_long_names_stays_a_small_page(school: School, head: User) -> None:
    long = [make_staff(school, name=f"{n:02d} {'Maximiliana ' * 15}"[:200]) for n in range(20)]
    for n in range(60):
        post = make_post(school, title=f"{n} {'Leader of ' * 20}"[:200])
        make_holder(post, staff=long[n % 20])
        for band, away in ((Band.TODAY, 1), (Band.YEARS, 2)):
            make_nomination(post, staff=long[(n + away) % 20], band=band)
    page = client_of(head).get(url("cover", school)).content
    assert page.count(b'class="app-map__row"') == 60
    assert len(page) < 300_000


@pytest.mark.parametrize("rows", [1, 50])
def test_the_map_asks_as_much_for_fifty_posts_as_for_one(
    rows: int, school: School, head: User, django_assert_num_queries: object
) -> None:
    for _ in range(rows):
        make_nomination(make_holder(make_post(school)).post)
    client = client_of(head)
    client.get(url("cover", school))
    with django_assert_num_queries(6):  # type: ignore[operator]
        client.get(url("cover", school))
