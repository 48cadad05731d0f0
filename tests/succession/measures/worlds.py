"""Small worlds to count by hand."""

import datetime
from typing import Any

from actionplan.measures import registry
from actionplan.measures.registry import Counted, Measure, Question
from core import clock
from people.models import Council, School
from policies.document import ClauseKind, Relation, SectionKind
from policies.models import Adoption, ClauseRow, Commitment, Policy, Version
from tests.builders import make_meeting, make_school, make_user

DAY = datetime.date(2026, 11, 2)
LONG_AGO = datetime.date(2025, 11, 1)


def measure(slug: str) -> Measure:
    found = registry.named(slug)
    assert found is not None
    return found


def ask(slug: str, council: Council, day: datetime.date = DAY, **kw: Any) -> Counted:
    return measure(slug).figure(question(slug, council, day, **kw))


def question(slug: str, council: Council, day: datetime.date = DAY, **kw: Any) -> Question:
    """A question with the first choice of each parameter that nothing else is said of."""
    given = {one.name: one.choices[0][0] for one in measure(slug).parameters} | kw.pop("given", {})
    return Question(council.pk, day, kw.pop("known_at", None) or clock.now(), given, kw.pop("service", ""))


def adopt(school: School, *tags: str, effective_on: datetime.date = LONG_AGO, **kw: Any) -> Adoption:
    """A version in force from a day on, with a clause for each tag."""
    policy, _ = Policy.objects.get_or_create(school=school)
    by, now = make_user(), clock.now()
    number = policy.versions.count() + 1
    version = Version.objects.create(
        policy=policy, number=number, document={}, state="adopted", made_by=by, made_at=now
    )
    for order, tag in enumerate(tags, start=1):
        ClauseRow.objects.create(
            version=version,
            clause_id=f"c{order}",
            kind=ClauseKind.PARAGRAPH.value,
            section_kind=SectionKind.AIMS.value,
            order=order,
            text="We will.",
            tags=[tag] if tag else [],
            relation=Relation.OWN.value,
        )
    given = {"meeting": make_meeting(), "minute_reference": "7", "effective_on": effective_on, "lineage": "own"}
    given |= {"review_due_on": datetime.date(2027, 11, 1), "recorded_by": by, "recorded_at": now}
    return Adoption.objects.create(version=version, **given | kw)


def commit(school: School, **kw: Any) -> Commitment:
    """A commitment of the version that a school adopted last."""
    version = Version.objects.filter(policy__school=school).order_by("-number")[0]
    n = Commitment.objects.filter(policy=version.policy).count()
    given = {"policy": version.policy, "version": version, "clause_id": f"k{n}", "in_force_from": LONG_AGO}
    return Commitment.objects.create(**given | kw)


def schools(council: Council, number: int, **kw: Any) -> list[School]:
    return [make_school(council=council, **kw) for _ in range(number)]
