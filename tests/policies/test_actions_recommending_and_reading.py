"""A committee recommends, people confirm to have read, and reviews are reminded of: each once, and each kept."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from core import clock
from core.models import Letter
from people.access.roles import Role
from people.models import Body, Membership, User
from people.rules import BodyKind
from policies import reminders
from policies.actions import receipts as actions
from policies.actions.recommendations import recommend
from policies.actions.submissions import return_with_comments, submit
from policies.consultation.letters import review_due, to_read
from policies.document import Refused
from policies.models import Adoption, ReadReceipt, ReadRequest, Recommendation, ReviewReminder, Version
from policies.queries import recommendation_of
from policies.readership import queries as readership
from policies.rules import VersionState
from tests.builders import make_body, make_member
from tests.policies.cast import EFFECTIVE, MET, TODAY, Cast

DAY = datetime.timedelta(days=1)


# Recommending --------------------------------------------------------------------------------------------------------
@pytest.fixture
def committee(cast: Cast) -> Body:
    return make_body(school=cast.school, kind=BodyKind.COMMITTEE.value, name="Personnel Committee")


def recommend_it(cast: Cast, version: Version, committee: Body, **kw: object) -> Recommendation:
    given = {"on": MET, "minute_reference": "4.1", "advice": "Adopt it.", "by": cast.clerk, "today": TODAY}
    return recommend(version=version, body=committee, **(given | kw))  # type: ignore[arg-type]


def test_a_committee_recommends_and_the_board_adopts(cast: Cast, committee: Body) -> None:
    version = cast.submitted()
    made = recommend_it(cast, version, committee)
    assert (made.minute, made.advice) == ("4.1 (draft until the minutes are confirmed)", "Adopt it.")
    assert recommend_it(cast, version, committee) == made
    version.refresh_from_db()
    assert version.state == VersionState.RECOMMENDED
    assert recommendation_of(cast.governor, cast.school, version) == made
    assert recommendation_of(cast.officer, cast.school, version) is None
    assert cast.adopt(version).version.state == VersionState.ADOPTED


def test_a_recommended_version_is_returned_and_its_recommendation_is_of_the_past(cast: Cast, committee: Body) -> None:
    version = cast.submitted()
    recommend_it(cast, version, committee)
    version = return_with_comments(version=version, comments="Say more.", by=cast.clerk)
    assert version.state == VersionState.DRAFT
    again = cast.submit(version)
    assert recommendation_of(cast.clerk, cast.school, again) is None
    assert recommend_it(cast, again, committee, minute_reference="5").minute_reference == "5"
    assert Recommendation.objects.count() == 2


def test_recommending_is_refused_with_a_sentence(cast: Cast, committee: Body) -> None:
    version = cast.submitted()
    with pytest.raises(Refused, match="a committee of this school"):
        recommend_it(cast, version, cast.board)
    with pytest.raises(Refused, match="a committee of this school"):
        recommend_it(cast, version, make_body(kind=BodyKind.COMMITTEE.value, name="Elsewhere"))
    with pytest.raises(Refused, match="in the future"):
        recommend_it(cast, version, committee, on=TODAY + DAY)
    with pytest.raises(Refused, match="minute reference"):
        recommend_it(cast, version, committee, minute_reference=" ")
    with pytest.raises(PermissionDenied):
        recommend_it(cast, version, committee, by=cast.head)
    assert not Recommendation.objects.exists()


def test_who_submitted_a_version_does_not_record_what_a_committee_said(cast: Cast, committee: Body) -> None:
    both = make_member(Role.CLERK, cast.school, name="Both")
    Membership.objects.create(user=both, role=Role.HEAD, school=cast.school, starts_on=datetime.date(2020, 1, 1))
    version = cast.take()
    both = User.objects.get(pk=both.pk)

    submit(version=version, by=both)
    with pytest.raises(Refused, match="You submitted this version"):
        recommend_it(cast, version, committee, by=both)


def test_a_committee_adopts_only_with_delegated_authority(cast: Cast, committee: Body) -> None:
    version = cast.submitted()
    with pytest.raises(Refused, match="No authority to decide is recorded for that committee"):
        cast.adopt(version, body=committee)
    committee.delegated_authority = "Personnel policies, by the board on 3 September 2026"
    committee.save()
    assert cast.adopt(version, body=committee).meeting.body == committee


# Reading -------------------------------------------------------------------------------------------------------------
@pytest.fixture
def teacher(cast: Cast) -> User:
    return make_member(Role.STAFF, cast.school, name="Tess Teacher")


def ask(cast: Cast, version: Version, **kw: object) -> ReadRequest:
    given = {"of_staff": True, "of_governors": False, "by_day": None, "by": cast.head, "today": TODAY}
    return actions.ask_to_read(version=version, **(given | kw))  # type: ignore[arg-type]


def told() -> set[str]:
    return {letter.about.split(":")[1] for letter in Letter.objects.filter(kind=actions.TO_READ)}


def test_staff_are_asked_and_governors_when_they_are_added(cast: Cast, teacher: User) -> None:
    version = cast.adopted()
    assert cast.lead
    assert cast.governor
    ask(cast, version)
    assert told() == {str(teacher.pk), str(cast.lead.pk)}
    ask(cast, version, of_governors=True)
    assert Letter.objects.filter(kind=actions.TO_READ).count() == 3, "nobody is asked twice"
    written = to_read(Letter.objects.filter(kind=actions.TO_READ)[0].about)
    assert written is not None
    assert version.text.title not in written.words


def test_a_confirmation_is_kept_once_and_a_later_version_asks_anew(cast: Cast, teacher: User) -> None:
    version = cast.adopted()
    with pytest.raises(Refused, match="Nobody has been asked"):
        actions.confirm_read(version=version, by=teacher)
    ask(cast, version)
    first = actions.confirm_read(version=version, by=teacher)
    assert actions.confirm_read(version=version, by=teacher) == first
    assert to_read(f"{version.pk}:{teacher.pk}") is None
    assert readership.to_read(teacher, cast.school, version.number) is None
    later = cast.adopted(effective_on=EFFECTIVE)
    ask(cast, later)
    assert readership.to_read(teacher, cast.school, later.number) is not None
    assert ReadReceipt.objects.get() == first


def test_the_database_itself_keeps_a_confirmation(cast: Cast, teacher: User) -> None:
    version = cast.adopted()
    ask(cast, version)
    found = ReadReceipt.objects.filter(pk=actions.confirm_read(version=version, by=teacher).pk)
    with pytest.raises(DatabaseError, match="confirmed to have read"), transaction.atomic():
        found.update(read_at=clock.now())
    with pytest.raises(DatabaseError, match="confirmed to have read"), transaction.atomic():
        found._raw_delete("default")


def test_who_has_read_is_counted_and_the_rest_are_reminded_once_a_day(cast: Cast, teacher: User) -> None:
    version = cast.adopted()
    assert cast.lead
    asked = ask(cast, version)
    actions.confirm_read(version=version, by=teacher)
    found = readership.readers(cast.head, cast.school, asked, TODAY)
    assert found is not None
    assert found.words == "1 of 2 people confirmed"
    assert readership.unread_page(cast.head, cast.school, asked, TODAY) == [cast.lead]
    assert readership.unread_page(cast.governor, cast.school, asked, TODAY) == []
    Letter.objects.all().delete()
    assert actions.remind(request=asked, by=cast.head, today=TODAY) == 1
    assert told() == {str(cast.lead.pk)}
    with pytest.raises(Refused, match="reminded today already"):
        actions.remind(request=asked, by=cast.head, today=TODAY)
    assert actions.remind(request=asked, by=cast.head, today=TODAY + DAY) == 1


def test_only_an_adopted_version_is_given_to_read_and_only_by_who_writes_it(cast: Cast) -> None:
    with pytest.raises(Refused, match="has not been adopted"):
        ask(cast, cast.submitted())
    with pytest.raises(PermissionDenied):
        ask(cast, Version.objects.get(policy__school=cast.school), by=cast.clerk)


# Reminding -----------------------------------------------------------------------------------------------------------
def reminded(cast: Cast, day: datetime.date) -> list[str]:
    """Whom a run of the job writes to."""
    before = set(Letter.objects.values_list("pk", flat=True))
    reminders.remind(day)
    new = Letter.objects.filter(kind=reminders.REVIEW_DUE).exclude(pk__in=before)
    return sorted(User.objects.get(pk=letter.about.split(":")[1]).name for letter in new)


def test_head_and_clerk_are_reminded_once_at_each_step(cast: Cast) -> None:
    due = cast.adopt(cast.submitted()).review_due_on
    both = ["Clara Clerk", "Helen Head"]
    assert reminded(cast, due - 91 * DAY) == []
    for days in (90, 30, 7, -1):
        assert reminded(cast, due - days * DAY) == both
        assert reminded(cast, due - days * DAY) == []
    assert reminded(cast, due + 400 * DAY) == []
    assert list(ReviewReminder.objects.values_list("days_before", flat=True)) == [90, 30, 7, -1]


def test_nobody_is_reminded_of_a_review_that_is_under_way(cast: Cast) -> None:
    adoption = cast.adopt(cast.submitted())
    assert reminded(cast, adoption.review_due_on - 90 * DAY) == ["Clara Clerk", "Helen Head"]
    about = f"{adoption.pk}:{cast.head.pk}"
    assert review_due(about) is not None
    cast.submitted()
    assert reminded(cast, adoption.review_due_on - 30 * DAY) == []
    assert review_due(about) is None, "what was asked for before is not sent either"
    cast.adopt(Version.objects.of(cast.school)[0], effective_on=EFFECTIVE)
    assert reminded(cast, adoption.review_due_on - 7 * DAY) == ["Clara Clerk", "Helen Head"], "of the new one"
    assert ReviewReminder.objects.filter(adoption=Adoption.objects.latest("pk")).count() == 1


def test_a_policy_near_its_review_gets_one_reminder_and_a_closed_school_none(cast: Cast) -> None:
    adoption = cast.adopt(cast.submitted())
    cast.school.status = "closed"
    cast.school.save()
    assert reminded(cast, adoption.review_due_on - 5 * DAY) == []
    cast.school.status = "open"
    cast.school.save()
    assert reminded(cast, adoption.review_due_on - 5 * DAY) == ["Clara Clerk", "Helen Head"]
    assert list(ReviewReminder.objects.values_list("days_before", flat=True)) == [7]
