"""A school with a committee, its posts, and the people who prepare, issue and read its reports."""

import datetime
from functools import cached_property
from typing import Any

from people.access.roles import Role
from people.models import Body, LeadershipPost, School, StaffMember, TermOfOffice, User
from people.planning.cover import Band, Level
from people.rules import BodyKind, GovernorCategory
from succession.actions import reports as actions
from succession.models import Report
from succession.reports.rules import Part
from tests.builders import make_body, make_holder, make_member, make_nomination, make_post, make_school, make_staff

DAY = datetime.date(2020, 1, 1)


class Committee:
    """What a report of a school needs. name: what its people's names begin with."""

    def __init__(self, school: School | None = None, name: str = "") -> None:
        self.school = school or make_school(name="Bryn Awel School")
        self.name = name

    @cached_property
    def body(self) -> Body:
        return make_body(school=self.school, name="Personnel Committee", kind=BodyKind.COMMITTEE)

    @cached_property
    def head(self) -> User:
        return make_member(Role.HEAD, self.school, name="Helen Head")

    @cached_property
    def clerk(self) -> User:
        return make_member(Role.CLERK, self.school, name="Clara Clerk")

    @cached_property
    def governor(self) -> User:
        return self.seated(make_member(Role.GOVERNOR, self.school, name="Gina Governor"))

    def seated(self, user: User, **kw: Any) -> User:
        """Give somebody a place on the committee."""
        given = {"category": GovernorCategory.PARENT.value, "starts_on": DAY}
        TermOfOffice.objects.create(body=self.body, name=user.name, user=user, **given | kw)
        return user

    @cached_property
    def deputy(self) -> StaffMember:
        user = make_member(Role.STAFF, self.school, name="Dora Deputy")
        return make_staff(self.school, name="Dora Deputy", user=user)

    @cached_property
    def post(self) -> LeadershipPost:
        """A deputy's post, with its holder and one who could follow."""
        post = make_post(self.school, title="Deputy headteacher", level=Level.SENIOR)
        make_holder(post, staff=self.deputy)
        return post

    @cached_property
    def nominee(self) -> StaffMember:
        user = make_member(Role.STAFF, self.school, name="Nia Nominee")
        member = make_staff(self.school, name="Nia Nominee", user=user)
        make_nomination(self.post, staff=member, band=Band.TODAY, reason="Led year six with great calm")
        return member

    def draft(self, by: User | None = None, **kw: Any) -> Report:
        given = {"kind": "personnel", "place": self.school, "body": self.body, "meeting": None}
        return actions.prepare(**given | {"by": by or self.head} | kw)

    def checked(self, report: Report) -> Report:
        if not report.has_confidential:
            return report
        return actions.record_check(report=report, opened_on=actions.draft_token(report), by=self.head)

    def issue(self, report: Report | None = None) -> Report:
        report = self.checked(report or self.draft())
        return actions.issue(report=report, opened_on=actions.draft_token(report), by=self.clerk)

    def full(self) -> Report:
        """An issued report with names in both parts."""
        assert self.governor
        assert self.nominee
        return self.issue()


def texts(report: Report) -> dict[Part, str]:
    return {part: report.html(part) for part in Part}
