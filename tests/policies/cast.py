"""A school with the people who make, adopt and read its policy, and the shortest way to each state."""

import datetime
from dataclasses import dataclass, replace
from functools import cached_property

from people.access.roles import Role
from people.models import Body, Membership, School, User
from policies.actions.adoptions import adopt
from policies.actions.submissions import submit
from policies.actions.versions import publish_model, start_from_model, version_token
from policies.document import Clause, Document, Section, SectionKind
from policies.model_text import built_in_model
from policies.models import Adoption, Version
from tests.builders import make_body, make_member, make_school

TODAY = datetime.date(2026, 11, 2)
MET = datetime.date(2026, 10, 14)
EFFECTIVE = datetime.date(2026, 11, 1)
REVIEW = datetime.date(2027, 10, 31)


@dataclass
class Cast:
    school: School

    @cached_property
    def head(self) -> User:
        return make_member(Role.HEAD, self.school, name="Helen Head")

    @cached_property
    def lead(self) -> User:
        return make_member(Role.SCHOOL_LEAD, self.school, name="Leo Lead")

    @cached_property
    def clerk(self) -> User:
        return make_member(Role.CLERK, self.school, name="Clara Clerk")

    @cached_property
    def chair(self) -> User:
        return make_member(Role.CHAIR, self.school, name="Charlie Chair")

    @cached_property
    def governor(self) -> User:
        return make_member(Role.GOVERNOR, self.school, name="Gina Governor")

    @cached_property
    def officer(self) -> User:
        return make_member(Role.OFFICER, self.school.council, name="Olu Officer")

    @cached_property
    def outsider(self) -> User:
        return make_member(Role.HEAD, make_school(), name="Otto Outsider")

    @cached_property
    def board(self) -> Body:
        return make_body(school=self.school, name="Full governing board")

    def publish(self, document: Document | None = None) -> Version:
        council = self.school.council
        latest = Version.objects.of(council).first()
        return publish_model(
            council=council, document=document or built_in_model(), by=self.officer, opened_on=version_token(latest)
        )

    def take(self) -> Version:
        if not Version.objects.of(self.school.council).exists():
            self.publish()
        latest = Version.objects.of(self.school).first()
        return start_from_model(school=self.school, by=self.head, opened_on=version_token(latest))

    def submit(self, version: Version) -> Version:
        return submit(version=version, by=self.head)

    def submitted(self) -> Version:
        return self.submit(self.take())

    def adopt(self, version: Version, **kw: object) -> Adoption:
        answers = {
            "body": self.board,
            "on": MET,
            "minute_reference": "7.2",
            "effective_on": EFFECTIVE,
            "review_due_on": REVIEW,
            "by": self.clerk,
            "today": TODAY,
        }
        return adopt(version=version, **(answers | kw))  # type: ignore[arg-type]

    def adopted(self, **kw: object) -> Version:
        return self.adopt(self.submitted(), **kw).version


def make_cast(**school: object) -> Cast:
    return Cast(make_school(**school))


def federated(cast: Cast, **school: object) -> tuple[School, User]:
    """Another school that the cast's board governs, with the same clerk; the clerk as they are now."""
    other = make_school(**{"council": cast.school.council} | school)
    cast.board.schools.add(other)
    Membership.objects.create(user=cast.clerk, role=Role.CLERK, school=other, starts_on=datetime.date(2020, 1, 1))
    return other, User.objects.get(pk=cast.clerk.pk)


def plain_document(*texts: str) -> Document:
    clauses = tuple(Clause(id=f"c{number}", text=text) for number, text in enumerate(texts, start=1))
    return Document("Policy", sections=(Section("s1", SectionKind.IMPLEMENTATION, "What we do", clauses),))


def reworded(document: Document, number: int, text: str) -> Document:
    """The document with another wording of its clause at this place, counted from nought."""
    clause = list(document.clauses())[number]
    section = document.section_of(clause.id)
    changed = tuple(replace(held, text=text) if held.id == clause.id else held for held in section.clauses)
    return document.with_section(replace(section, clauses=changed))
