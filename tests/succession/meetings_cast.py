"""A school's board with a meeting to come, its clerk, and members of every sort."""

import datetime
import uuid
from functools import cached_property
from typing import Any

from people.access.roles import Role
from people.models import Body, Meeting, School, TermOfOffice, User
from people.rules import BodyKind, GovernorCategory
from succession.actions import agenda, decisions, issuing
from succession.meetings.rules import Audience, ItemKind, Outcome
from succession.models import AgendaIssue, AgendaItem, Decision
from tests.builders import make_body, make_meeting, make_member, make_school, make_staff, make_term

TODAY = datetime.date(2026, 10, 1)
MEETS = datetime.date(2026, 10, 14)
AFTER = datetime.date(2026, 10, 15)
LAST_DAY = datetime.date(2026, 10, 6)
DAY = datetime.timedelta(days=1)


class Board:
    """The Personnel Committee of a school, which may adopt."""

    def __init__(self, school: School | None = None) -> None:
        self.school = school or make_school(name="Bryn Awel School")

    @cached_property
    def body(self) -> Body:
        given = {"kind": BodyKind.COMMITTEE, "delegated_authority": "Policies"}
        return make_body(school=self.school, name="Personnel Committee", **given)

    @cached_property
    def meeting(self) -> Meeting:
        return make_meeting(body=self.body, on=MEETS)

    @cached_property
    def clerk(self) -> User:
        return make_member(Role.CLERK, self.school, name="Clara Clerk")

    @cached_property
    def chair(self) -> User:
        return self.seated(make_member(Role.CHAIR, self.school, name="Charlie Chair"))

    @cached_property
    def governor(self) -> User:
        return self.seated(make_member(Role.GOVERNOR, self.school, name="Gina Governor"))

    @cached_property
    def elsewhere(self) -> User:
        """A governor of the school without a place on the committee."""
        return make_member(Role.GOVERNOR, self.school, name="Glen Governor")

    @cached_property
    def staff_governor(self) -> User:
        user = make_member(Role.GOVERNOR, self.school, name="Sam Staff")
        return self.seated(user, category=GovernorCategory.STAFF.value)

    @cached_property
    def parent_on_the_staff(self) -> User:
        """A parent governor who works in the kitchen."""
        user = make_member(Role.GOVERNOR, self.school, name="Pat Parent")
        make_staff(self.school, user=user)
        return self.seated(user)

    @cached_property
    def head(self) -> User:
        return make_member(Role.HEAD, self.school, name="Helen Head")

    def seated(self, user: User, **kw: Any) -> User:
        """Give somebody a place on the committee."""
        make_term(self.body, name=user.name, user=user, **kw)
        return user

    def term_of(self, user: User) -> TermOfOffice:
        return TermOfOffice.objects.get(body=self.body, user=user)

    def item(self, **kw: Any) -> AgendaItem:
        given: dict[str, Any] = {
            "meeting": self.meeting,
            "key": uuid.uuid4(),
            "title": "Cover for the summer",
            "kind": ItemKind.INFORMATION,
            "decides": None,
            "presenter": "",
            "audience": None,
            "shut_out": [],
            "by": self.clerk,
        }
        return agenda.add_item(**given | kw)

    def confidential(self, **kw: Any) -> AgendaItem:
        return self.item(**{"audience": Audience.GOVERNORS, "title": "The pay of one person"} | kw)

    def issue(self, **kw: Any) -> AgendaIssue:
        return issuing.issue(**{"meeting": self.meeting, "reason": "", "by": self.clerk, "today": TODAY} | kw)

    def decide(self, item: AgendaItem, **kw: Any) -> Decision:
        there = Decision.objects.filter(item=item).first()
        given: dict[str, Any] = {
            "outcome": Outcome.NOTED,
            "words": "",
            "minute_reference": "7.2",
            "effective_on": None,
            "review_due_on": None,
            "opened_on": decisions.decision_token(there),
            "by": self.clerk,
            "today": AFTER,
        }
        return decisions.record_decision(item=item, **given | kw)
