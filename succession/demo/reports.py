"""What Larkfield's Personnel Committee was told: the report it has read, and the draft of the next."""

import datetime
from collections.abc import Mapping

from core import clock
from people.actions import posts, terms
from people.actions.meetings import plan_meeting, record_meeting_held
from people.models import Body, LeadershipPost, Meeting, StaffMember, User
from people.planning.cover import Band
from people.rules import BodyKind, GovernorCategory, Office
from succession.actions import reports
from succession.demo.moments import days_before, moment
from succession.demo.policies import Actors
from succession.models import Report
from succession.reports.kinds import PERSONNEL

COMMITTEE = "Personnel Committee"
AUTHORITY = "May adopt policies about staff for the board (terms of reference, item 4)"
# So many days ago the last report was issued, and its committee met.
ISSUED, MET = 120, 110
_NEXT = 24
# Who has a place on the committee. Priya Nandakumar chairs it.
MEMBERS: tuple[tuple[str, str, GovernorCategory, Office | None], ...] = (
    ("Priya Nandakumar", "governor", GovernorCategory.PARENT, Office.CHAIR),
    ("Gareth Pell", "chair", GovernorCategory.CO_OPTED, None),
    ("Councillor Ade Farrow", "", GovernorCategory.LOCAL_AUTHORITY, Office.VICE_CHAIR),
)
PLACES = {
    GovernorCategory.PARENT: 2,
    GovernorCategory.STAFF: 1,
    GovernorCategory.LOCAL_AUTHORITY: 1,
    GovernorCategory.CO_OPTED: 2,
    GovernorCategory.EX_OFFICIO: 1,
}


def tell_first(larkfield: Actors, people: Mapping[str, User], today: datetime.date) -> None:
    """The committee, its members, and the report that it read when it met."""
    committee = _committee(larkfield, people, today)
    with clock.at(moment(days_before(today, ISSUED))):
        meeting = plan_meeting(body=committee, on=days_before(today, MET), by=larkfield.clerk)
        draft = _prepared(larkfield, committee, meeting)
        checked = reports.record_check(report=draft, opened_on=reports.draft_token(draft), by=larkfield.head)
        reports.issue(report=checked, opened_on=reports.draft_token(checked), by=larkfield.clerk)
    with clock.at(moment(days_before(today, MET))):
        record_meeting_held(meeting=meeting, by=larkfield.clerk, today=meeting.on)


def tell_next(larkfield: Actors, today: datetime.date) -> None:
    """What changed since, and the draft of the report that tells of it."""
    with clock.at(moment(days_before(today, 31))):
        manager = LeadershipPost.objects.get(school=larkfield.school, title="School business manager")
        posts.nominate(
            post=manager,
            person=StaffMember.objects.get(school=larkfield.school, name="Marta Wilk"),
            band=Band.TERM,
            reason="Keeps the accounts on two afternoons a week.",
            by=larkfield.head,
        )
        for post in LeadershipPost.objects.filter(school=larkfield.school, reviewed_on__isnull=False):
            posts.record_review(post=post, by=larkfield.head)
    committee = Body.objects.get(schools=larkfield.school, name=COMMITTEE)
    following = plan_meeting(body=committee, on=days_before(today, -_NEXT), by=larkfield.clerk)
    _prepared(larkfield, committee, following)


def _committee(larkfield: Actors, people: Mapping[str, User], today: datetime.date) -> Body:
    committee = Body.objects.create(
        name=COMMITTEE, kind=BodyKind.COMMITTEE, parent=larkfield.board, delegated_authority=AUTHORITY
    )
    committee.schools.add(larkfield.school)
    since = days_before(today, 500)
    with clock.at(moment(since)):
        terms.set_body(
            body=larkfield.board,
            notice_kind=None,
            notice_days=None,
            places=PLACES,
            opened_on=terms.body_token(larkfield.board),
            by=larkfield.clerk,
        )
        for name, local, category, office in MEMBERS:
            terms.add_term(
                body=committee,
                name=name,
                category=category,
                office=office,
                appointing_body=larkfield.board.name,
                starts_on=since,
                ends_on=None,
                user=people[local] if local else None,
                by=larkfield.clerk,
            )
    return committee


def _prepared(larkfield: Actors, committee: Body, meeting: Meeting) -> Report:
    draft = reports.prepare(
        kind=PERSONNEL.slug, place=larkfield.school, body=committee, meeting=meeting, by=larkfield.head
    )
    draft.refresh_from_db()
    return draft
