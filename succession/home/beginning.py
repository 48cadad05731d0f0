"""What a school that is new here does first, for those who lead it: shown until all of it is done once."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from actionplan.returns.queries import waiting_at
from core.addresses import address
from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import Permission
from people.models import CriteriaVersion, LeadershipPost, Nomination, School, StaffMember, User
from people.planning.cover import BOARDS, Band, NominationState
from people.talent.criteria import CriteriaState
from policies.models import Version
from succession.models import Report
from succession.reports.rules import ReportState


@dataclass(frozen=True, slots=True)
class Step:
    """One task of the list; `state` is the key of its tag."""

    title: str
    href: str
    hint: str
    state: str


def known_of(user: User, school: School, today: datetime.date) -> School | None:
    """The school with what of the list is done there, and what its council asks it; None for who leads it not.

    One query for both, which the same people are shown.
    """
    if not allows(user, Permission.POSTS_EDIT, school):
        return None
    return _what_is_there(school=school.pk, today=today)[0]


def steps(school: School, known: School | None, versions: Sequence[Version]) -> list[Step]:
    """The list with what is done of it; empty for who leads no school, and once all of it is done.

    known: the school as `known_of` asked for it. versions: of the policy, those that its reader may read.
    """
    if known is None:
        return []
    is_adopted = any(hasattr(version, "adoption") for version in versions)
    urn = {"urn": school.urn}
    every = [
        Step(
            "Have a succession policy adopted",
            address("policies:policy" if versions else "policies:start", **urn),
            "Take the council’s model, or bring in the text the school has",
            "done" if is_adopted else "under_way" if versions else "not_started",
        ),
        Step(
            "Put staff on the register",
            address("people:staff", **urn),
            "From a file, or by hand those who lead or could lead",
            _state(known, "has_staff"),
        ),
        Step(
            "Add the leadership posts",
            address("people:cover", **urn),
            "Those the school could least be without. The headship is the chair’s",
            _state(known, "has_posts"),
        ),
        Step(
            "Say who could cover today",
            address("people:cover", **urn),
            "For each post, who could act if its holder were away tomorrow",
            _state(known, "has_cover"),
        ),
        Step(
            "Agree what you look for in leaders",
            address("people:school-criteria", **urn),
            "Take the council’s criteria or write your own, and have the board agree them",
            _state(known, "has_criteria"),
        ),
        Step(
            "Give governors their first report",
            address("school-reports", **urn),
            "You prepare it, and the clerk issues it",
            _state(known, "has_report"),
        ),
    ]
    return every if any(step.state != "done" for step in every) else []


def _state(found: School, fact: str) -> str:
    return "done" if getattr(found, fact) else "not_started"


@prepared()
def _what_is_there(school: int, today: datetime.date) -> QuerySet[School]:
    """Of the school's own posts: the headship and the board's offices are the chair's."""
    here = {"school": OuterRef("pk")}
    boards = [level.value for level in BOARDS]
    own = LeadershipPost.objects.filter(**here, closed_on=None).exclude(level__in=boards)
    could_act = Nomination.objects.filter(band=Band.TODAY.value, state=NominationState.AGREED.value)
    covered = could_act.filter(post__school=OuterRef("pk"), post__closed_on=None).exclude(post__level__in=boards)
    return School.objects.filter(pk=school).annotate(
        has_staff=Exists(StaffMember.objects.filter(**here)),
        has_posts=Exists(own),
        has_cover=Exists(covered),
        has_criteria=Exists(CriteriaVersion.objects.filter(**here, state=CriteriaState.ADOPTED.value)),
        has_report=Exists(Report.objects.filter(**here).exclude(state=ReportState.DRAFT.value)),
        asked=waiting_at(today),
    )
