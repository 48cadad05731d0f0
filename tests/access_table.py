"""Every address of the product: what it asks of a person, and how to build one that answers.

A new URL fails test_access_urls.py until it has its row here. `access` repeats what the view's decorator says, so that
a change of either is seen twice.
"""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.utils import timezone

from actionplan.models import (
    Action,
    Ask,
    ClashAnswer,
    HandBack,
    Milestone,
    OutcomeMeasure,
    Recommendation,
    ScrutinyReview,
    ServiceNotBought,
    Team,
    TeamMember,
)
from actionplan.views.importing import KIND as PLAN_KIND
from core.models import Preview, Upload
from core.organisations import key_of
from core.rules import PreviewState
from people.access.guards import allows, grantable
from people.access.roles import COUNCIL_ROLES, SCHOOL_ROLES, Permission, Role
from people.calendar import academic_year
from people.membership.inviting import token_of
from people.models import (
    Council,
    CriteriaVersion,
    DataPack,
    EmailChange,
    Erasure,
    Hold,
    Invitation,
    LeadershipPost,
    Meeting,
    Membership,
    School,
    StaffMember,
    StagedStaff,
    TermOfOffice,
    Trust,
    User,
)
from people.planning.cover import Level
from people.privacy.erasure import decided_by
from policies.actions.versions import PREVIEW_KIND as POLICY_KIND
from policies.document import take_model
from policies.model_text import built_in_model
from policies.models import (
    Adoption,
    BoardAsked,
    Commitment,
    Consultation,
    ModelOffer,
    Publication,
    ReadRequest,
    Sharing,
    Version,
)
from policies.offers.queries import make_offers
from policies.rules import VersionState
from policies.writing import next_version, policy_of
from succession.actions.calendars import renew_link
from succession.calendars.links import token_of as calendar_token
from succession.models import AgendaIssue, AgendaItem
from tests.actionplan.builders import (
    make_ask,
    make_clash_answer,
    make_hand_back,
    make_measure,
    make_not_bought,
    make_reported,
    make_request,
    make_return,
    make_update,
    make_update_evidence,
    make_upload,
    make_valuation,
)
from tests.builders import (
    issued,
    make_activity,
    make_board_asked,
    make_body,
    make_comment,
    make_confidential_item,
    make_consultation,
    make_correction,
    make_council,
    make_criteria,
    make_criterion,
    make_dispute,
    make_evidence,
    make_evidence_line,
    make_handed_policy,
    make_holder,
    make_interest,
    make_invitation,
    make_issue,
    make_item,
    make_meeting,
    make_member,
    make_model_offer,
    make_model_version,
    make_nomination,
    make_opportunity,
    make_panel_report,
    make_paper,
    make_post,
    make_publication,
    make_record,
    make_report,
    make_school,
    make_sharing,
    make_staff,
    make_term,
    make_trust,
    make_user,
)
from tests.policies.cast import Cast, reworded

P = Permission
PASSWORD = "four-words-nobody-guesses"  # every account has one, and nobody signs in with it
Kwargs = dict[str, object]
Access = Permission | Literal["personal", "public", "installation"]


@dataclass
class World:
    """One council with one school in a trust, and somebody in every role; beside it, people of other places."""

    council: Council = field(default_factory=make_council)

    @cached_property
    def school(self) -> School:
        return make_school(council=self.council, trust=make_trust())

    @cached_property
    def people(self) -> dict[str, User]:
        people = self._people()
        people["officer who is no administrator"] = make_member(Role.OFFICER, self.council)
        people[Role.OFFICER].memberships.update(is_administrator=True)
        User.objects.filter(pk__in=[user.pk for user in people.values()]).update(password=make_password(PASSWORD))
        return {name: User.objects.get(pk=user.pk) for name, user in people.items()}

    def _people(self) -> dict[str, User]:
        return {role.value: make_member(role, self.home_of(role)) for role in Role} | {
            "head of another school": make_member(Role.HEAD, make_school(council=self.council)),
            "head in another council": make_member(Role.HEAD, make_school()),
            "trust lead of another trust": make_member(Role.TRUST_LEAD, make_school(trust=make_trust()).trust),
            "officer of another council": make_member(Role.OFFICER, make_council()),
            "nobody": make_user(),
            "superuser": make_user(is_superuser=True),
        }

    def home_of(self, role: Role) -> School | Trust | Council:
        """Where a role is held."""
        home = {"school": self.school, "council": self.council, "trust": self.school.trust}[self.field_of(role)]
        assert home is not None
        return home

    def field_of(self, role: Role) -> str:
        """The field of a membership that says where."""
        return "school" if role in SCHOOL_ROLES else "council" if role in COUNCIL_ROLES else "trust"

    def place(self, kwargs: Kwargs) -> School | Trust | Council | None:
        """Whose page it is."""
        if "uid" in kwargs:
            return self.school.trust
        return self.school if "urn" in kwargs else self.council if "code" in kwargs else None

    def place_of(self, kind: str) -> School | Trust | Council:
        """The school, the council or the trust."""
        found = {"school": self.school, "council": self.council, "trust": self.school.trust}[kind]
        assert found is not None
        return found

    # Roles and invitations
    def membership(self, place: School | Trust | Council, user: User) -> Membership:
        """Somebody's role at this place, one that this person may end where there is any."""
        return make_member(self._grantable(place, user), place).memberships.get()

    def invitation(self, place: School | Trust | Council, user: User) -> Invitation:
        """An invitation by an administrator of this place, to a role that this person may grant where there is any."""
        return make_invitation(self._grantable(place, user), place)

    def _grantable(self, place: School | Trust | Council, user: User) -> Role:
        default = {School: Role.STAFF, Trust: Role.TRUST_LEAD, Council: Role.COUNCILLOR}[type(place)]
        return min(grantable(user, place), default=default)

    # Meetings
    @cached_property
    def school_meeting(self) -> Meeting:
        return make_meeting(body=make_body(school=self.school))

    @cached_property
    def council_meeting(self) -> Meeting:
        return make_meeting(body=make_body(council=self.council))

    # Policies
    @cached_property
    def adopted(self) -> Version:
        return Cast(self.school).adopted()

    @cached_property
    def offer(self) -> ModelOffer:
        """The next version of the model, of which the council changed the clause that the school had changed."""
        taken = self.adopted.model_version or make_model_version(self.council)
        copy = take_model(built_in_model(), taken.number, lambda: uuid4().hex)
        latest = next_version(
            policy_of(self.school),
            reworded(copy, 0, "The school's own words"),
            by=self.people[Role.HEAD],
            base=self.adopted,
            model_version=taken,
            why="",
        )
        published = next_version(
            policy_of(self.council),
            reworded(built_in_model(), 0, "The council's new words"),
            by=self.people[Role.OFFICER],
            base=None,
            why="",
            state=VersionState.ADOPTED,
        )
        make_offers(published.pk)
        return ModelOffer.objects.get(copy=latest)

    @cached_property
    def merged(self) -> Version:
        """An adopted version, as if it were made of an offer."""
        offer = make_model_offer(self.school, copy=self.adopted, version=self.adopted, record=[])
        assert offer.version is not None
        return offer.version

    def preview(self, user: User, kind: str, place: School | Council) -> Preview:
        """A document that this person sent, and that was turned down."""
        now = timezone.now()
        upload = Upload(
            organisation=key_of(place), name="a.txt", size=1, sha256="0" * 64, uploaded_by=user, uploaded_at=now
        )
        upload.file.save("a.txt", ContentFile(b"a"))
        return Preview.objects.create(
            kind=kind,
            organisation=key_of(place),
            upload=upload,
            state=PreviewState.TURNED_DOWN,
            sentence="This is not a policy.",
            made_by=user,
            made_at=now,
            expires_at=now + datetime.timedelta(hours=24),
        )

    def brought_in(self, user: User) -> tuple[Preview, Version]:
        """A document that this person sent, and the draft that was made of it."""
        preview = self.preview(user, POLICY_KIND, self.school)
        version = next_version(
            policy_of(self.school),
            self.adopted.text,
            by=user,
            base=self.adopted,
            why="Brought in from a.txt",
            source=preview.upload,
        )
        return preview, version

    @cached_property
    def consultation(self) -> Consultation:
        """A version that is out, with everybody's words still to come."""
        head = self.people[Role.HEAD]
        version = next_version(
            policy_of(self.school),
            self.adopted.text,
            by=head,
            base=self.adopted,
            why="For everybody to read",
            state=VersionState.CONSULTATION,
        )
        return make_consultation(version, opened_by=head)

    @cached_property
    def asked(self) -> BoardAsked:
        """That the council asked the school's board about its next model."""
        assert self.adopted
        running = Consultation.objects.running().filter(version__policy__council=self.council).first()
        if running is not None:
            return make_board_asked(self.school, consultation=running)
        version = next_version(
            policy_of(self.council),
            built_in_model(),
            by=self.people[Role.OFFICER],
            base=Version.objects.of(self.council).first(),
            why="For the boards",
            state=VersionState.CONSULTATION,
        )
        out = make_consultation(version, opened_by=self.people[Role.OFFICER])
        return make_board_asked(self.school, consultation=out)

    @cached_property
    def commitment(self) -> Commitment:
        found = self.adopted.commitments.order_by("pk").first()
        assert found is not None
        Commitment.objects.filter(policy=found.policy).update(in_force_from=datetime.date(2020, 1, 1))
        return found

    # The action plan
    @cached_property
    def review(self) -> ScrutinyReview:
        return self.plan_brought_in()

    def plan_brought_in(self) -> ScrutinyReview:
        """A plan of its own: one that is taken out takes its file along, which no transaction brings back."""
        officer = self.people[Role.OFFICER]
        return ScrutinyReview.objects.create(
            council=self.council,
            title="Growing leaders",
            source=self.preview(officer, PLAN_KIND, self.council).upload,
            fingerprint=uuid.uuid4().hex,
            columns=["Recommendation"],
            imported_by=officer,
            imported_at=timezone.now(),
        )

    @cached_property
    def recommendation(self) -> Recommendation:
        return Recommendation.objects.create(review=self.review, position=1, text="Share posts", cells=["Share posts"])

    @cached_property
    def ask(self) -> Ask:
        return make_ask(self.recommendation)

    @cached_property
    def measure(self) -> OutcomeMeasure:
        return OutcomeMeasure.objects.create(recommendation=self.recommendation, position=1, text="Six schools do")

    @cached_property
    def action(self) -> Action:
        return Action.objects.create(recommendation=self.recommendation, position=1, text="Write to schools")

    @cached_property
    def team(self) -> Team:
        team = Team.objects.create(council=self.council, code="Comms")
        self.recommendation.teams.add(team)
        return team

    @cached_property
    def member(self) -> TeamMember:
        owner, officer = self.people[Role.ACTION_OWNER], self.people[Role.OFFICER]
        return TeamMember.objects.create(team=self.team, user=owner, added_by=officer, added_at=timezone.now())

    @cached_property
    def milestone(self) -> Milestone:
        assert self.member
        return Milestone.objects.create(recommendation=self.recommendation, position=1, text="Six schools take part")

    # Posts and staff
    def post_of(self, user: User) -> LeadershipPost:
        """A post that this person plans, where they plan any: the chair the headship, others a deputy's."""
        return self.headship if allows(user, P.HEADSHIP_EDIT, self.school) else make_post(self.school)

    def entry_of(self, user: User) -> StaffMember:
        """This person's entry on the school's register."""
        found = StaffMember.objects.filter(school=self.school, user=user).first()
        return found or make_staff(self.school, user=user)

    @cached_property
    def headship(self) -> LeadershipPost:
        return make_post(self.school, level=Level.HEADSHIP, title="Headteacher")

    # Personal data
    def leaver(self, place: School | Trust | Council) -> User:
        """Somebody whose role at a place has ended."""
        role = {School: Role.GOVERNOR, Trust: Role.TRUST_LEAD, Council: Role.COUNCILLOR}[type(place)]
        user = make_member(role, place)
        Membership.objects.filter(user=user).update(ends_on=datetime.date(2021, 1, 1))
        return user

    def pack(self, place: School | Trust | Council | None, by: User) -> DataPack:
        """A copy that somebody asked for: their own, or a leaver's."""
        person = by if place is None else self.leaver(place)
        return DataPack.objects.create(person=person, asked_by=by, asked_at=timezone.now(), **decided_by(place))

    def erasure(self, place: School | Trust | Council) -> Erasure:
        """An erasure that waits to be confirmed."""
        asked_by = self.people["superuser"]
        return Erasure.objects.create(
            person=self.leaver(place),
            ground="leaver",
            asked_by=asked_by,
            asked_at=timezone.now(),
            **decided_by(place),
        )

    def certificate(self, place: School | Trust | Council) -> Erasure:
        """An erasure that was done."""
        done, now = self.erasure(place), timezone.now()
        done.confirmed_by, done.done_at = done.asked_by, now
        done.save()
        return done

    def hold(self, place: School | Trust | Council) -> Hold:
        """A hold on a leaver's data."""
        return Hold.objects.create(
            person=self.leaver(place),
            reason="A claim",
            placed_by=self.people["superuser"],
            placed_at=timezone.now(),
            **decided_by(place),
        )


Build = Callable[[World, User], Kwargs]


def nothing(world: World, user: User) -> Kwargs:
    return {}


@dataclass(frozen=True)
class Row:
    """One address.

    things: what stands in the URL beside the school, trust or council, made for the person who asks.
    sees: what a person must hold besides to see that thing; without it the page is 404.
    posts: what sending the form takes, where that is more than reading the page.
    foreign: another place's thing that must not be found under this place's address.
    only: to whom a personal page about somebody opens; it is not found by others.
    """

    access: Access
    things: Build = nothing
    sees: Permission | None = None
    posts: Permission | None = None
    query: str = ""
    foreign: bool = False
    only: Callable[[World, User], bool] | None = None


def school_meeting(world: World, user: User) -> Kwargs:
    return {"meeting_id": world.school_meeting.pk}


def council_meeting(world: World, user: User) -> Kwargs:
    return {"meeting_id": world.council_meeting.pk}


def meeting_item(kind: str) -> Build:
    """An item of an agenda that is out, which nobody is kept out of."""
    return lambda world, _user: _with_item(world.school_meeting if kind == "school" else world.council_meeting)


def _with_item(meeting: Meeting) -> Kwargs:
    return {"meeting_id": meeting.pk, "item_id": make_item(meeting).pk}


def meeting_paper(kind: str) -> Build:
    """A paper of such an item."""

    def build(world: World, user: User) -> Kwargs:
        made = meeting_item(kind)(world, user)
        paper = make_paper(AgendaItem.objects.get(pk=made["item_id"]))
        return {**made, "paper_id": paper.pk}

    return build


def meeting_file(kind: str) -> Build:
    """A file of an open item of an agenda that is out."""

    def build(world: World, user: User) -> Kwargs:
        meeting = world.school_meeting if kind == "school" else world.council_meeting
        place = world.school if kind == "school" else world.council
        if not AgendaIssue.objects.filter(meeting=meeting).exists():
            make_issue(meeting)
        sent = world.preview(world.people["officer"], PLAN_KIND, place).upload
        paper = make_paper(make_item(meeting), kind="file", subject="", upload=sent)
        return {"meeting_id": meeting.pk, "paper_id": paper.pk}

    return build


def meeting_confidential(kind: str) -> Build:
    """A meeting with an item for whoever asks: they are made a member of its body."""

    def build(world: World, user: User) -> Kwargs:
        meeting = world.school_meeting if kind == "school" else world.council_meeting
        if not AgendaIssue.objects.filter(meeting=meeting).exists():
            make_issue(meeting)
        make_confidential_item(meeting, audience="members")
        if not TermOfOffice.objects.filter(body=meeting.body, user=user).exists():
            make_term(meeting.body, user=user)
        return {"meeting_id": meeting.pk}

    return build


def _of_members(kind: str) -> "dict[str, Row]":
    """The pages of who has a place on a school's or a council's bodies."""

    def body(world: World, _user: User) -> Kwargs:
        return {"body_id": (world.school_meeting if kind == "school" else world.council_meeting).body_id}

    def term(world: World, _user: User) -> Kwargs:
        meeting = world.school_meeting if kind == "school" else world.council_meeting
        return {"term_id": make_term(meeting.body, ends_on=datetime.date(2028, 8, 31)).pk}

    rows = {
        "members": Row(P.MEETING_READ),
        "member-new": Row(P.MEETING_EDIT, body, foreign=True),
        "body-places": Row(P.MEETING_EDIT, body, foreign=True),
        "member": Row(P.MEETING_EDIT, term, foreign=True),
        "member-renew": Row(P.MEETING_EDIT, term, foreign=True),
        "member-end": Row(P.MEETING_EDIT, term, foreign=True),
    }
    return {f"people:{kind}-{page}": row for page, row in rows.items()}


def _of_meetings(kind: str) -> "dict[str, Row]":
    """The pages of an agenda, of a school's or a council's meeting."""
    meeting = school_meeting if kind == "school" else council_meeting
    item = meeting_item(kind)
    rows = {
        "meeting": Row(P.MEETING_READ, meeting, foreign=True),
        "meeting-confidential": Row(P.MEETING_READ, meeting_confidential(kind), foreign=True),
        "meeting-paper": Row(P.MEETING_READ, meeting_file(kind), foreign=True),
        "meeting-item-new": Row(P.MEETING_EDIT, meeting, foreign=True),
        "meeting-item": Row(P.MEETING_EDIT, item, foreign=True),
        "meeting-item-move": Row(P.MEETING_EDIT, item, foreign=True),
        "meeting-item-remove": Row(P.MEETING_EDIT, item, foreign=True),
        "meeting-item-decide": Row(P.MEETING_EDIT, item, foreign=True),
        "meeting-paper-add": Row(P.MEETING_EDIT, item, foreign=True),
        "meeting-paper-remove": Row(P.MEETING_EDIT, meeting_paper(kind), foreign=True),
        "meeting-issue": Row(P.MEETING_EDIT, meeting, foreign=True),
        "meeting-minutes": Row(P.MEETING_EDIT, meeting, foreign=True),
    }
    return {f"{kind}-{name}": row for name, row in rows.items()}


def post(world: World, user: User) -> Kwargs:
    return {"post_id": world.post_of(user).pk}


def holder(world: World, user: User) -> Kwargs:
    held = make_holder(world.post_of(user))
    return {"post_id": held.post_id, "holder_id": held.pk}


def nomination(world: World, user: User) -> Kwargs:
    made = make_nomination(world.post_of(user))
    return {"post_id": made.post_id, "nomination_id": made.pk}


def headship(world: World, user: User) -> Kwargs:
    assert world.headship
    return {}


def proposal(world: World, user: User) -> Kwargs:
    """What this person proposed for the headship or, where they could not, what its head did."""
    by = user if allows(user, P.HEADSHIP_PROPOSE, world.school) else world.people[Role.HEAD]
    return {"nomination_id": make_nomination(world.headship, nominated_by=by, state="proposed").pk}


def activity(world: World, user: User) -> Kwargs:
    return {"activity_id": make_activity(world.school).pk}


def activity_done(world: World, user: User) -> Kwargs:
    """A finished activity that somebody confirmed."""
    agreed = {"agreed_by": world.people[Role.HEAD], "agreed_at": timezone.now()}
    day = datetime.date(2026, 3, 2)
    return {"activity_id": make_activity(world.school, state="finished", starts_on=day, ends_on=day, **agreed).pk}


def own_activity(world: World, user: User) -> Kwargs:
    return {"activity_id": make_activity(staff=world.entry_of(user)).pk}


def interest(world: World, user: User) -> Kwargs:
    return {"interest_id": make_interest(make_opportunity(world.school)).pk}


def opportunity(world: World, user: User) -> Kwargs:
    return {"opportunity_id": make_opportunity(world.school).pk}


def own_interest(world: World, user: User) -> Kwargs:
    offered = make_opportunity(world.school)
    make_interest(offered, staff=world.entry_of(user))
    return {"opportunity_id": offered.pk}


def councils_opportunity(world: World, user: User) -> Kwargs:
    return {"opportunity_id": make_opportunity(council=world.council).pk}


def commitment(world: World, user: User) -> Kwargs:
    return {"commitment_id": world.commitment.pk}


def adopted_file(world: World, user: User) -> Kwargs:
    return {"number": world.adopted.number, "form": "docx"}


def model_file(world: World, user: User) -> Kwargs:
    return {**policy_began(world, user), "form": "docx"}


def shown_policy(world: World, user: User) -> Kwargs:
    """The policy of a school that shows it to everybody."""
    Adoption.objects.filter(version=world.adopted).update(effective_on=datetime.date(2020, 1, 1))
    if not Publication.objects.filter(school=world.school).exists():
        make_publication(world.school, by=world.people[Role.HEAD])
    return {"urn": world.school.urn}


def shown_version(world: World, user: User) -> Kwargs:
    return shown_policy(world, user) | {"number": world.adopted.number}


def shown_file(world: World, user: User) -> Kwargs:
    return shown_version(world, user) | {"form": "txt"}


def commitment_again(world: World, user: User) -> Kwargs:
    """A commitment that may be one which the policy held before."""
    held = world.commitment
    other = Commitment.objects.filter(policy=held.policy).exclude(pk=held.pk).order_by("pk")[0]
    Commitment.objects.filter(pk=other.pk).update(in_force_from="2019-01-01", in_force_until="2020-01-01")
    make_evidence_line(other)
    return {"commitment_id": held.pk}


def channel(world: World, user: User) -> Kwargs:
    return {"channel": "self-evaluation"}


def channel_year(world: World, user: User) -> Kwargs:
    return {"channel": "self-evaluation", "year": academic_year(timezone.localdate())[0].year}


def evidence(world: World, user: User) -> Kwargs:
    """A line that somebody else added, with a file."""
    head = world.people[Role.HEAD]
    kept = world.preview(head, POLICY_KIND, world.school).upload
    line = make_evidence_line(world.commitment, by=head, file=kept)
    # A head changes any line; whoever is not allowed to finds none.
    return {"commitment_id": line.commitment_id, "evidence_id": line.pk}


def staff_member(world: World, user: User) -> Kwargs:
    return {"staff_id": make_staff(world.school).pk}


def leaver_without_account(world: World, user: User) -> Kwargs:
    return {"staff_id": make_staff(world.school, ends_on=datetime.date(2020, 1, 31)).pk}


def draft_report(world: World, user: User) -> Kwargs:
    return {"report_id": make_report(world.school, by=world.people[Role.HEAD]).pk}


def issued_report(world: World, user: User) -> Kwargs:
    """A report that was issued to a body on which this person has a place."""
    draft = make_report(world.school, by=world.people[Role.HEAD])
    make_term(draft.body, name=user.name, user=user)
    return {"report_id": issued(draft, by=world.people[Role.HEAD], clerk=world.people[Role.CLERK]).pk}


def council_draft(world: World, user: User) -> Kwargs:
    return {"report_id": make_panel_report(world.council, by=world.people[Role.OFFICER]).pk}


def council_report(world: World, user: User) -> Kwargs:
    """A report that was issued to a panel of the council on which this person has a place."""
    officer = world.people[Role.OFFICER]
    draft = make_panel_report(world.council, by=officer)
    make_term(draft.body, name=user.name, user=user)
    return {"report_id": issued(draft, by=officer, clerk=officer).pk}


def _of_reports(place: str, draft: Build, issued_one: Build) -> "dict[str, Row]":
    """The pages about reports of a school or a council, whose reports have no confidential part."""
    read, prepare, issue = P.REPORT_READ, P.REPORT_PREPARE, P.REPORT_ISSUE
    rows = {
        "reports": Row(read),
        "report-prepare": Row(prepare),
        "report": Row(read, issued_one, foreign=True),
        "report-pdf": Row(read, issued_one, foreign=True),
        **{f"report-{name}": Row(prepare, draft, foreign=True) for name in ("draft", "again", "preview", "discard")},
        "report-issue": Row(issue, draft, foreign=True),
        "report-withdraw": Row(issue, issued_one, foreign=True),
        "report-correct": Row(prepare, issued_one, foreign=True),
    }
    if place == "school":
        rows |= {
            "report-confidential": Row(read, issued_one, foreign=True),
            "report-confidential-pdf": Row(read, issued_one, foreign=True),
            "report-check": Row(prepare, draft, foreign=True),
        }
    return {f"{place}-{name}": row for name, row in rows.items()}


def staff_preview(world: World, user: User) -> Kwargs:
    """A register that was read: somebody changes, and a row cannot be brought in."""
    preview = world.preview(_sender(user, P.STAFF_EDIT, world.school, world), "people.register", world.school)
    counts = {"new": 0, "changed": 1, "same": 0, "refused": 1, "absent": 0}
    preview.result = {"counts": counts, "rows": 2, "columns": {"name": "Full name"}, "unread": [], "sheet": ""}
    preview.state, preview.sentence = PreviewState.READY, ""
    preview.save()
    member = make_staff(world.school)
    was = {name: str(getattr(member, name)) for name in ("name", "job_title", "contract", "reference")}
    was |= dict.fromkeys(("fte", "starts_on", "ends_on"))
    given = {"preview": preview, "name": "Ann Lee", "job_title": "Cook", "reference": "As 7"}
    StagedStaff.objects.create(row_number=2, state="changed", staff=member, was=was, **given)
    StagedStaff.objects.create(row_number=3, state="refused", reason="It has no name.", **given)
    return {"preview_id": preview.pk}


def record(world: World, user: User) -> Kwargs:
    return {"record_id": make_record(make_staff(world.school)).pk}


def evidence_of_talent(world: World, user: User) -> Kwargs:
    made = make_evidence(make_record(make_staff(world.school)))
    return {"record_id": made.record_id, "evidence_id": made.pk}


def correction(world: World, user: User) -> Kwargs:
    return {"correction_id": make_correction(make_staff(world.school, user=make_user())).pk}


def own_record(world: World, user: User) -> Kwargs:
    """The person's own entry on the register, with a record."""
    staff = StaffMember.objects.filter(school=world.school, user=user).first() or make_staff(world.school, user=user)
    if not staff.talent_records.exists():
        make_record(staff)
    return {}


_OF_ONE = ("change", "remove", "move")


def _draft(place: School | Council) -> CriteriaVersion:
    found = CriteriaVersion.objects.of(place).exclude(state="adopted").first()
    return found or make_criteria(place)


def schools_criteria(world: World, user: User) -> Kwargs:
    assert _draft(world.school)
    return {}


def councils_criteria(world: World, user: User) -> Kwargs:
    assert _draft(world.council)
    return {}


def school_criterion(world: World, user: User) -> Kwargs:
    return {"criterion_id": make_criterion(_draft(world.school)).pk}


def council_criterion(world: World, user: User) -> Kwargs:
    return {"criterion_id": make_criterion(_draft(world.council)).pk}


def policy_began(world: World, user: User) -> Kwargs:
    assert world.adopted
    return {}


def adopted_version(world: World, user: User) -> Kwargs:
    return {"number": world.adopted.number}


def model_offered(world: World, user: User) -> Kwargs:
    assert world.offer
    return {}


def handed_policy(world: World, user: User) -> Kwargs:
    return {"handed_id": make_handed_policy(world.school, by=world.people[Role.OFFICER]).pk}


def model_clash(world: World, user: User) -> Kwargs:
    return {"key": next(iter(world.offer.model_version.text.clauses())).id}


def merged_version(world: World, user: User) -> Kwargs:
    return {"number": world.merged.number}


def shared_policy(world: World, user: User) -> Kwargs:
    """The school's policy in the library, and another school's to compare it with."""
    assert world.adopted
    if not Sharing.objects.filter(policy__school=world.school).exists():
        make_sharing(world.school)
    return {"of_urn": world.school.urn}


def csv_file(world: World, user: User) -> Kwargs:
    return {"kind": "csv"}


def some_tag(world: World, user: User) -> Kwargs:
    return {"tag": "mentoring"}


def version_with_source(world: World, user: User) -> Kwargs:
    return {"number": world.brought_in(user)[1].number}


def waiting_dispute(world: World, user: User) -> Kwargs:
    adoption = world.adopted.adoption
    waiting = adoption.disputes.waiting().first() or make_dispute(adoption)
    return {"dispute_id": waiting.pk}


def two_versions(world: World, user: User) -> Kwargs:
    return {"first": world.adopted.number, "second": world.brought_in(user)[1].number}


def consultation(world: World, user: User) -> Kwargs:
    return {"consultation_id": world.consultation.pk}


def consulted_place(world: World, user: User) -> Kwargs:
    return {"consultation_id": world.consultation.pk, "place": world.consultation.version.text.sections[0].id}


def comment(world: World, user: User) -> Kwargs:
    """What this person said."""
    return {"consultation_id": world.consultation.pk, "comment_id": make_comment(world.consultation, by=user).pk}


def model_draft_saved(world: World, user: User) -> Kwargs:
    return {"number": world.asked.consultation.version.number}


def model_is_out(world: World, user: User) -> Kwargs:
    return {"consultation_id": world.asked.consultation_id}


def model_out_place(world: World, user: User) -> Kwargs:
    return model_is_out(world, user) | {"place": world.asked.consultation.version.text.sections[0].id}


def board_comment(world: World, user: User) -> Kwargs:
    """What the school's board said, by this person."""
    said = make_comment(world.asked.consultation, by=user, board=world.asked)
    return model_is_out(world, user) | {"comment_id": said.pk}


def replies_file(world: World, user: User) -> Kwargs:
    return model_is_out(world, user) | {"kind": "csv"}


def asked_to_read(world: World, user: User) -> Kwargs:
    asked = {"of_governors": True, "asked_by": world.people[Role.HEAD], "asked_at": timezone.now()}
    ReadRequest.objects.get_or_create(version=world.adopted, defaults=asked)
    return {"number": world.adopted.number}


def clause(world: World, user: User) -> Kwargs:
    return {"clause_id": next(iter(world.adopted.text.clauses())).id}


def section(world: World, user: User) -> Kwargs:
    return {"section_id": world.adopted.text.sections[0].id}


def model_version(world: World, user: User) -> Kwargs:
    """A version that schools read: not the draft that is out to boards."""
    assert world.adopted
    return {"number": Version.objects.of(world.council).published()[0].number}


def model_clause(world: World, user: User) -> Kwargs:
    assert world.adopted
    return {"clause_id": next(Version.objects.of(world.council)[0].text.clauses()).id}


def model_section(world: World, user: User) -> Kwargs:
    assert world.adopted
    return {"section_id": Version.objects.of(world.council)[0].text.sections[0].id}


def policy_preview(world: World, user: User) -> Kwargs:
    return {
        "preview_id": world.preview(_sender(user, P.POLICY_EDIT, world.school, world), POLICY_KIND, world.school).pk
    }


def policy_made(world: World, user: User) -> Kwargs:
    return {"preview_id": world.brought_in(_sender(user, P.POLICY_EDIT, world.school, world))[0].pk}


def plan_preview(world: World, user: User) -> Kwargs:
    return {"preview_id": world.preview(_sender(user, P.PLAN_EDIT, world.council, world), PLAN_KIND, world.council).pk}


def _sender(user: User, permission: Permission, place: School | Council, world: World) -> User:
    """Who sent the document: the person who asks where they could have, else somebody who could."""
    return user if allows(user, permission, place) else world.people[Role.HEAD]


def review(world: World, user: User) -> Kwargs:
    return {"review_id": world.review.pk}


def clash(world: World, user: User) -> Kwargs:
    there = ClashAnswer.objects.filter(review=world.review).first() or make_clash_answer(review=world.review)
    return {"review_id": world.review.pk, "first": there.one_id, "second": there.other_id}


def table_file(world: World, user: User) -> Kwargs:
    return {"review_id": world.review.pk, "kind": "csv"}


def review_brought_in(world: World, user: User) -> Kwargs:
    return {"review_id": world.plan_brought_in().pk}


def recommendation(world: World, user: User) -> Kwargs:
    return {"recommendation_id": world.recommendation.pk}


def ask(world: World, user: User) -> Kwargs:
    return {"ask_id": world.ask.pk}


def measure(world: World, user: User) -> Kwargs:
    return {"measure_id": world.measure.pk}


def action(world: World, user: User) -> Kwargs:
    return {"action_id": world.action.pk}


def milestone(world: World, user: User) -> Kwargs:
    return {"milestone_id": world.milestone.pk}


def calendar_link(world: World, user: User) -> Kwargs:
    return {"token": calendar_token(renew_link(by=user).nonce)}


def panel_body(world: World, user: User) -> Kwargs:
    return {"body_id": world.council_meeting.body.pk}


def handed_back(world: World, user: User) -> Kwargs:
    owner = world.people[Role.ACTION_OWNER]
    there = HandBack.objects.filter(recommendation=world.recommendation).first()
    return {"hand_back_id": (there or make_hand_back(world.recommendation, team=world.team, by=owner)).pk}


def update_with_a_file(world: World, user: User) -> Kwargs:
    said = make_update(world.milestone, world.people[Role.OFFICER])
    make_update_evidence(said, file=make_upload(council=world.council, by=world.people[Role.OFFICER]))
    return {"update_id": said.pk}


def valued_measure(world: World, user: User) -> Kwargs:
    """A measure that is computed, of a recommendation that a team of the action owner's owns."""
    assert world.member
    return {"measure_id": make_valuation(make_measure(world.recommendation)).measure_id}


def reported_item(world: World, user: User) -> Kwargs:
    assert world.member
    reported = make_valuation(make_measure(world.recommendation), way="reported", named="", given={})
    officer = world.people["officer"]
    kept = make_upload(council=world.council, by=officer)
    return {"item_id": make_reported(reported.measure, by=officer, file=kept).pk}


def service_record(world: World, user: User) -> Kwargs:
    return {"record_id": make_not_bought(world.school, service=f"Service {ServiceNotBought.objects.count()}").pk}


def asking(world: World, user: User) -> Kwargs:
    return {"request_id": make_request(world.recommendation, world.school).pk}


def asked_school(world: World, user: User) -> Kwargs:
    return {"asked_id": make_request(world.recommendation, world.school).schools.get().pk}


def returned(world: World, user: User) -> Kwargs:
    head = world.people["head"]
    kept = make_upload(council=world.council, by=head)
    asked = make_request(world.recommendation, world.school).schools.get()
    return {"return_id": make_return(asked, by=head, file=kept).pk}


def team(world: World, user: User) -> Kwargs:
    return {"team_id": world.team.pk}


def team_member(world: World, user: User) -> Kwargs:
    return {"member_id": world.member.pk}


def privacy_notice(world: World, user: User) -> Kwargs:
    return {"kind": "notice"}


def _at(kind: str, key: str, make: Callable[[World, School | Trust | Council, User], int]) -> Build:
    """Something about personal data, made at the school, the trust or the council."""
    return lambda world, user: {key: make(world, world.place_of(kind), user)}


def _of_writing(place: str) -> "dict[str, Row]":
    """The pages on which a school's policy or a council's model is written."""
    permission, prefix, of_clause, of_section = {
        "school": (P.POLICY_EDIT, "", clause, section),
        "council": (P.MODEL_EDIT, "model-", model_clause, model_section),
    }[place]
    of_all = (
        *("edit", "names", "preview", "version-save", "conflict", "discard"),
        *("clause-move", "section-add", "paste", "paste-undo"),
    )
    rows = {
        **{page: Row(permission, policy_began) for page in (*of_all, "section-move")},
        **{page: Row(permission, of_clause) for page in ("clause-change", "clause-place", "clause-remove")},
        **{page: Row(permission, of_section) for page in ("section-change", "section-remove", "clause-add")},
    }
    return {f"policies:{prefix}{page}": row for page, row in rows.items()}


def _of_data(place: str) -> "dict[str, Row]":
    """The pages about personal data, of a school, a trust or a council."""
    person = _at(place, "person_id", lambda world, where, _user: world.leaver(where).pk)
    pack = _at(
        place,
        "pack_id",
        lambda world, where, user: (
            world.pack(where, user if allows(user, P.PRIVACY_MANAGE, where) else world.people[Role.HEAD]).pk
        ),
    )
    waiting = _at(place, "erasure_id", lambda world, where, _user: world.erasure(where).pk)
    done = _at(place, "erasure_id", lambda world, where, _user: world.certificate(where).pk)
    hold = _at(place, "hold_id", lambda world, where, _user: world.hold(where).pk)
    manage = P.PRIVACY_MANAGE
    read = P.COUNCIL_READ if place == "council" else P.SCHOOL_READ
    rows = {
        "data": Row(manage),
        "data-people": Row(manage),
        "data-person": Row(manage, person, foreign=True),
        "data-copy": Row(manage, person, foreign=True),
        "data-hold": Row(manage, person, foreign=True),
        "data-erase": Row(manage, person, foreign=True),
        "data-pack": Row(manage, pack, foreign=True),
        "data-pack-download": Row(manage, pack, foreign=True),
        "data-hold-lift": Row(manage, hold, foreign=True),
        "data-erasure": Row(manage, waiting, foreign=True),
        "data-erasure-confirm": Row(manage, waiting, foreign=True),
        "data-erasure-withdraw": Row(manage, waiting, foreign=True),
        "data-certificate-pdf": Row(manage, done, foreign=True),
        "data-paper": Row(manage, privacy_notice),
        "data-paper-pdf": Row(manage, privacy_notice),
        "notice": Row(read),
    }
    return {f"people:{place}-{name}": row for name, row in rows.items()}


def own_pack(world: World, user: User) -> Kwargs:
    return {"pack_id": world.pack(None, user).pk}


def membership_at(kind: str) -> Build:
    """A role at the school, council or trust, for the person who asks to end it."""
    return lambda world, user: {"membership_id": world.membership(world.place_of(kind), user).pk}


def officer_at_council(world: World, user: User) -> Kwargs:
    return {"membership_id": make_member(Role.OFFICER, world.council).memberships.get().pk}


def invitation_at(kind: str) -> Build:
    """An invitation to the school, council or trust."""
    return lambda world, user: {"invitation_id": world.invitation(world.place_of(kind), user).pk}


def invitation_link(world: World, user: User) -> Kwargs:
    return {"token": token_of(world.invitation(world.school, user).nonce)}


def colour(world: World, user: User) -> Kwargs:
    return {"colour": "1d4f76"}


def a_key(world: World, user: User) -> Kwargs:
    return {"key": "1-forged"}


def change_of_email(world: World, user: User) -> Kwargs:
    """A change that this person asked for, with a link that is forged."""
    asked = EmailChange.objects.create(user=user, old=user.email, new="new@example.org", asked_at=timezone.now())
    return {"change_id": asked.pk, "key": "forged"}


def a_provider(world: World, user: User) -> Kwargs:
    """One that no settings name."""
    return {"provider_id": "elsewhere"}


def nobody(world: World, user: User) -> bool:
    return False


def somebody(world: World, user: User) -> Kwargs:
    return {"user_id": world.people[Role.STAFF].pk}


def may_reset_them(world: World, user: User) -> bool:
    """The school's head and its trust's lead, of somebody on the staff."""
    return user in (world.people[Role.HEAD], world.people[Role.TRUST_LEAD])


def changed_record(kind: str) -> Callable[[World, User], Kwargs]:
    """A role at the school, council or trust, whose history is asked for."""

    def build(world: World, user: User) -> Kwargs:
        held = Membership.objects.filter(**{kind: world.place_of(kind)}).order_by("pk").first()
        assert held is not None
        return {"kind": "membership", "record": held.pk}

    return build


KINDS = ("school", "council", "trust")

TABLE: dict[str, Row] = {
    # The front of the house
    "home": Row("personal"),
    "status": Row("installation"),
    "school": Row(P.SCHOOL_READ),
    "council": Row(P.COUNCIL_READ),
    "council-dashboard": Row(P.SCHOOLS_READ),
    "council-schools-file": Row(P.SCHOOLS_READ, csv_file),
    "council-tags-file": Row(P.SCHOOLS_READ, csv_file),
    "council-chase": Row(P.SCHOOLS_CHASE, query="?reason=none&all=1&shown=999999"),
    "council-schools": Row(P.SCHOOLS_READ),
    "account_login": Row("public"),
    "account_logout": Row("personal"),
    "account_change_password": Row("personal"),
    "account_reauthenticate": Row("personal"),
    "mfa_reauthenticate": Row("personal"),
    "account_reset_password": Row("public"),
    "account_reset_password_done": Row("public"),
    "account_reset_password_from_key": Row("public", a_key),
    "people:password-new": Row("public"),
    "people:account": Row("personal"),
    "people:email": Row("personal"),
    "people:email-confirm": Row("personal", change_of_email),
    "people:sessions": Row("personal"),
    "people:link": Row("personal", a_provider, only=nobody),
    "people:unlink": Row("personal", a_provider, only=nobody),
    "people:single-sign-on": Row("public", a_provider, only=nobody),
    "openid_connect_callback": Row("public", a_provider, only=nobody),
    "people:session-left": Row("personal"),
    "people:second-step-keep": Row("personal"),
    "people:second-step-reset": Row("personal", somebody, only=may_reset_them),
    "people:second-step": Row("personal"),
    "people:second-step-set-up": Row("personal"),
    "people:second-step-off": Row("personal"),
    "people:second-step-codes": Row("personal"),
    "people:second-step-codes-new": Row("personal"),
    "people:second-step-codes-download": Row("personal"),
    "healthz": Row("public"),
    "kept": Row("personal"),
    "privacy": Row("public"),
    "accessibility": Row("public"),
    "calendar": Row("personal"),
    "calendar-renew": Row("personal"),
    "calendar-revoke": Row("personal"),
    "calendar-feed": Row("public", calendar_link),
    "theme": Row("public", colour),
    "components": Row("public"),
    # History
    **{f"{kind}-history": Row(P.HISTORY_READ) for kind in KINDS},
    **{f"{kind}-readings": Row(P.HISTORY_READ) for kind in KINDS},
    **{f"{kind}-history-record": Row(P.HISTORY_READ, changed_record(kind), foreign=True) for kind in KINDS},
    # Meetings
    **_of_meetings("school"),
    **_of_meetings("council"),
    **_of_members("school"),
    **_of_members("council"),
    "people:school-meetings": Row(P.MEETING_READ),
    "school-meeting-new": Row(P.MEETING_EDIT),
    "people:school-meeting-held": Row(P.MEETING_EDIT, school_meeting, foreign=True),
    "school-meeting-move": Row(P.MEETING_EDIT, school_meeting, foreign=True),
    "school-meeting-cancel": Row(P.MEETING_EDIT, school_meeting, foreign=True),
    "people:council-meetings": Row(P.MEETING_READ),
    "council-meeting-new": Row(P.MEETING_EDIT),
    "people:council-meeting-held": Row(P.MEETING_EDIT, council_meeting, foreign=True),
    "council-meeting-move": Row(P.MEETING_EDIT, council_meeting, foreign=True),
    "council-meeting-cancel": Row(P.MEETING_EDIT, council_meeting, foreign=True),
    # Posts and staff
    "people:cover": Row(P.COVER_READ),
    "people:absence-sheet": Row(P.COVER_READ),
    "people:post-new": Row(P.COVER_READ),
    **{
        f"people:{name}": Row(P.COVER_READ, post, foreign=True)
        for name in ("post", "post-change", "post-close", "post-holder", "post-nominate", "post-reviewed")
    },
    "people:post-leaving": Row(P.COVER_READ, holder, foreign=True),
    "people:nomination-end": Row(P.COVER_READ, nomination, foreign=True),
    "people:nomination-agree": Row(P.COVER_READ, nomination, foreign=True),
    "people:headship-propose": Row(P.HEADSHIP_PROPOSE, headship),
    "people:headship-withdraw": Row(P.HEADSHIP_PROPOSE, proposal, foreign=True),
    "people:staff": Row(P.STAFF_EDIT),
    "people:staff-new": Row(P.STAFF_EDIT),
    "people:staff-change": Row(P.STAFF_EDIT, staff_member, foreign=True),
    "people:staff-left": Row(P.STAFF_EDIT, staff_member, foreign=True),
    "people:school-data-leaver": Row(P.PRIVACY_MANAGE, leaver_without_account, foreign=True),
    # Development
    "people:development": Row(P.DEVELOPMENT_EDIT),
    "people:activity-new": Row(P.DEVELOPMENT_EDIT),
    **{
        f"people:activity{name}": Row(P.DEVELOPMENT_EDIT, activity, foreign=True)
        for name in ("", "-change", "-move", "-agree")
    },
    "people:interest-agree": Row(P.DEVELOPMENT_EDIT, interest, foreign=True),
    "people:interest-decline": Row(P.DEVELOPMENT_EDIT, interest, foreign=True),
    "people:opportunities": Row(P.OPPORTUNITY_READ),
    "people:opportunity": Row(P.OPPORTUNITY_READ, opportunity, foreign=True),
    "people:interest-withdraw": Row(P.OPPORTUNITY_READ, own_interest, foreign=True),
    "people:own-activity-new": Row(P.OPPORTUNITY_READ),
    "people:own-activity": Row(P.OPPORTUNITY_READ, own_activity, foreign=True),
    "people:opportunity-new": Row(P.OPPORTUNITY_EDIT),
    "people:opportunity-change": Row(P.OPPORTUNITY_EDIT, opportunity, foreign=True),
    "people:opportunity-close": Row(P.OPPORTUNITY_EDIT, opportunity, foreign=True),
    "people:council-opportunities": Row(P.OPPORTUNITY_EDIT),
    "people:council-opportunity-new": Row(P.OPPORTUNITY_EDIT),
    "people:council-opportunity-change": Row(P.OPPORTUNITY_EDIT, councils_opportunity, foreign=True),
    "people:council-opportunity-close": Row(P.OPPORTUNITY_EDIT, councils_opportunity, foreign=True),
    "activity-evidence": Row(P.DEVELOPMENT_EDIT, activity_done, foreign=True),
    "activity-evidence-withdraw": Row(P.DEVELOPMENT_EDIT, activity_done, foreign=True),
    # Reports
    **_of_reports("school", draft_report, issued_report),
    **_of_reports("council", council_draft, council_report),
    "people:staff-bring": Row(P.STAFF_EDIT),
    "people:staff-bring-check": Row(P.STAFF_EDIT, staff_preview, foreign=True),
    "people:staff-bring-done": Row(P.STAFF_EDIT, staff_preview, foreign=True),
    "people:staff-bring-undo": Row(P.STAFF_EDIT, staff_preview, foreign=True),
    **{f"people:staff-register-{kind}": Row(P.STAFF_EDIT) for kind in ("csv", "xlsx")},
    **{f"people:staff-template-{kind}": Row(P.STAFF_EDIT) for kind in ("csv", "excel")},
    # Criteria, talent records and one's own
    "people:talent": Row(P.TALENT_READ),
    "people:talent-open": Row(P.TALENT_EDIT),
    "people:talent-record": Row(P.TALENT_READ, record, foreign=True),
    **{
        f"people:talent-{page}": Row(P.TALENT_EDIT, record, foreign=True)
        for page in ("evidence", "view", "next-step", "review", "pause", "resume", "close")
    },
    "people:talent-evidence-remove": Row(P.TALENT_EDIT, evidence_of_talent, foreign=True),
    "people:corrections": Row(P.TALENT_EDIT),
    "people:correction-answer": Row(P.TALENT_EDIT, correction, foreign=True),
    "people:my-record": Row(P.SCHOOL_READ),
    **{
        f"people:my-record-{page}": Row(P.SCHOOL_READ, own_record)
        for page in ("lead", "withdraw", "read", "close", "correction")
    },
    "people:intention": Row(P.HEADSHIP_PROPOSE),
    "people:intention-withdraw": Row(P.HEADSHIP_PROPOSE),
    "people:school-criteria": Row(P.SCHOOL_READ),
    "people:council-criteria": Row(P.COUNCIL_READ),
    **{
        f"people:school-{page}": Row(P.CRITERIA_EDIT, schools_criteria)
        for page in (
            *("criteria-begin", "criteria-take", "criterion-new", "criteria-discard", "criteria-propose"),
            "criteria-take-back",
        )
    },
    **{
        f"people:council-{page}": Row(P.CRITERIA_EDIT, councils_criteria)
        for page in ("criteria-begin", "criterion-new", "criteria-discard", "criteria-publish")
    },
    **{f"people:school-criterion-{page}": Row(P.CRITERIA_EDIT, school_criterion, foreign=True) for page in _OF_ONE},
    **{f"people:council-criterion-{page}": Row(P.CRITERIA_EDIT, council_criterion, foreign=True) for page in _OF_ONE},
    "people:school-criteria-adopt": Row(P.ADOPTION_RECORD, schools_criteria),
    # Personal data
    "people:own-data": Row("personal"),
    "people:own-copy": Row("personal"),
    "people:own-pack": Row("personal", own_pack),
    "people:own-pack-download": Row("personal", own_pack),
    "people:own-erase": Row("personal"),
    "people:own-erase-withdraw": Row("personal"),
    **_of_data("school"),
    **_of_data("council"),
    **_of_data("trust"),
    # Roles and invitations
    **{f"people:{kind}-roles": Row(P.ROLES_GRANT) for kind in KINDS},
    **{f"people:{kind}-role-invite": Row(P.ROLES_GRANT) for kind in KINDS},
    **{
        f"people:{kind}-{page}": Row(P.ROLES_GRANT, invitation_at(kind), foreign=True)
        for kind in KINDS
        for page in ("invitation-again", "invitation-withdraw")
    },
    **{
        f"people:{kind}-{page}": Row(P.ROLES_GRANT, membership_at(kind), foreign=True)
        for kind in KINDS
        for page in ("role-end", "role-last-day")
    },
    "people:school-role-lead": Row(P.LEAD_NAME, membership_at("school"), foreign=True),
    "people:council-role-mark": Row(P.ROLES_GRANT, officer_at_council, foreign=True),
    "people:council-role-unmark": Row(P.ROLES_GRANT, officer_at_council, foreign=True),
    "people:invitation": Row("public", invitation_link),
    # Policies
    "policies:policy": Row(P.POLICY_ADOPTED_READ),
    "policies:versions": Row(P.POLICY_SUBMITTED_READ),
    "policies:version-compare": Row(P.POLICY_SUBMITTED_READ, policy_began, query="?before=1&after=1"),
    "policies:changes-pdf": Row(P.POLICY_SUBMITTED_READ, two_versions, sees=P.POLICY_DRAFT_READ),
    "policies:version": Row(P.POLICY_ADOPTED_READ, adopted_version),
    "policies:version-pdf": Row(P.POLICY_ADOPTED_READ, adopted_version),
    "policies:version-source": Row(P.POLICY_SUBMITTED_READ, version_with_source, sees=P.POLICY_DRAFT_READ),
    "policies:adopted-others": Row(P.ADOPTION_RECORD, adopted_version),
    "policies:differences": Row(P.POLICY_ADOPTED_READ, policy_began),
    "policies:dispute": Row(P.POLICY_EDIT, policy_began),
    "policies:version-merge": Row(P.POLICY_ADOPTED_READ, merged_version),
    "policies:council-hand": Row(P.POLICY_HAND),
    "policies:council-hand-on": Row(P.POLICY_HAND),
    "policies:handed": Row(P.POLICY_HANDED_READ, handed_policy, foreign=True),
    "policies:handed-take": Row(P.POLICY_EDIT, handed_policy, foreign=True),
    "policies:handed-decline": Row(P.POLICY_EDIT, handed_policy, foreign=True),
    "policies:handed-file": Row(P.POLICY_HANDED_READ, handed_policy, foreign=True),
    "policies:merge-offer": Row(P.POLICY_EDIT, model_offered),
    "policies:merge-check": Row(P.POLICY_EDIT, model_offered),
    "policies:merge-decline": Row(P.POLICY_EDIT, model_offered),
    "policies:merge-clash": Row(P.POLICY_EDIT, model_clash),
    "policies:start": Row(P.POLICY_EDIT),
    "policies:start-model": Row(P.POLICY_EDIT),
    "policies:import": Row(P.POLICY_EDIT),
    "policies:import-example": Row(P.POLICY_EDIT),
    "policies:import-check": Row(P.POLICY_EDIT, policy_preview, foreign=True),
    "policies:import-confirm": Row(P.POLICY_EDIT, policy_preview, foreign=True),
    "policies:import-correct": Row(P.POLICY_EDIT, policy_preview, foreign=True),
    "policies:import-done": Row(P.POLICY_EDIT, policy_made, foreign=True),
    "policies:import-undo": Row(P.POLICY_EDIT, policy_made, foreign=True),
    **_of_writing("school"),
    "policies:submit": Row(P.POLICY_EDIT, adopted_version),
    "policies:version-return": Row(P.ADOPTION_RECORD, adopted_version),
    "policies:adopt": Row(P.ADOPTION_RECORD, policy_began),
    "policies:adopt-check": Row(P.ADOPTION_RECORD, policy_began),
    "policies:adopted": Row(P.POLICY_ADOPTED_READ, adopted_version),
    "policies:consultation-open": Row(P.POLICY_EDIT, adopted_version),
    "policies:consultation": Row(P.CONSULTATION_COMMENT, consultation, foreign=True),
    "policies:consultation-answers": Row(P.POLICY_EDIT, consultation, foreign=True),
    "policies:consultation-extend": Row(P.POLICY_EDIT, consultation, foreign=True),
    "policies:consultation-end": Row(P.POLICY_EDIT, consultation, foreign=True),
    "policies:comment-add": Row(P.CONSULTATION_COMMENT, consulted_place, foreign=True),
    "policies:comment-answer": Row(P.POLICY_EDIT, comment, foreign=True),
    "policies:comment-correct": Row(P.CONSULTATION_COMMENT, comment, foreign=True),
    "policies:comment-withdraw": Row(P.CONSULTATION_COMMENT, comment, foreign=True),
    "policies:board-model": Row(P.POLICY_SUBMITTED_READ, model_is_out, foreign=True),
    "policies:board-reply": Row(P.MODEL_REPLY, model_is_out, foreign=True),
    "policies:board-comment-add": Row(P.MODEL_REPLY, model_out_place, foreign=True),
    "policies:board-comment-correct": Row(P.MODEL_REPLY, board_comment, foreign=True),
    "policies:board-comment-withdraw": Row(P.MODEL_REPLY, board_comment, foreign=True),
    "policies:model-ask": Row(P.MODEL_EDIT, model_draft_saved),
    "policies:model-boards": Row(P.MODEL_EDIT, model_is_out, foreign=True),
    "policies:model-boards-comments": Row(P.MODEL_EDIT, model_is_out, foreign=True),
    "policies:model-boards-answer": Row(P.MODEL_EDIT, board_comment, foreign=True),
    "policies:model-boards-close": Row(P.MODEL_EDIT, model_is_out, foreign=True),
    "policies:model-boards-remind": Row(P.MODEL_EDIT, model_is_out, foreign=True),
    "council-boards-file": Row(P.MODEL_EDIT, replies_file, foreign=True),
    "policies:recommend": Row(P.ADOPTION_RECORD, adopted_version),
    "policies:read": Row(P.RECEIPT_GIVE, asked_to_read),
    "policies:readers": Row(P.POLICY_EDIT, asked_to_read),
    "policies:readers-remind": Row(P.POLICY_EDIT, asked_to_read),
    "policies:commitments": Row(P.COMMITMENTS_READ),
    "policies:commitment": Row(P.COMMITMENTS_READ, commitment, foreign=True),
    "policies:evidence-add": Row(P.EVIDENCE_ADD, commitment, foreign=True),
    "policies:evidence-correct": Row(P.EVIDENCE_ADD, evidence, sees=P.EVIDENCE_EDIT, foreign=True),
    "policies:evidence-withdraw": Row(P.EVIDENCE_ADD, evidence, sees=P.EVIDENCE_EDIT, foreign=True),
    "policies:evidence-file": Row(P.COMMITMENTS_READ, evidence, sees=P.EVIDENCE_READ, foreign=True),
    "policies:commitment-review": Row(P.EVIDENCE_EDIT, commitment, foreign=True),
    "policies:commitment-serve": Row(P.EVIDENCE_EDIT, commitment, foreign=True),
    "policies:commitment-continue": Row(P.EVIDENCE_EDIT, commitment_again, foreign=True),
    "policies:priorities": Row(P.EVIDENCE_EDIT),
    "policies:channel": Row(P.EVIDENCE_READ, channel),
    "policies:channel-pdf": Row(P.EVIDENCE_READ, channel_year),
    "policies:version-file": Row(P.POLICY_ADOPTED_READ, adopted_file),
    "policies:publish": Row(P.POLICY_PUBLISH),
    "policies:public": Row("public", shown_policy),
    "policies:public-version": Row("public", shown_version),
    "policies:public-file": Row("public", shown_file),
    "policies:public-pdf": Row("public", shown_version),
    "policies:model-file": Row(P.MODEL_READ, model_file),
    "policies:glossary": Row("public"),
    "policies:wording": Row(P.POLICY_EDIT, policy_began),
    "policies:model-wording": Row(P.MODEL_EDIT),
    "policies:sharing": Row(P.POLICY_SHARE),
    "policies:council-library": Row(P.LIBRARY_READ, query="?q=mentor"),
    "policies:council-library-policy": Row(P.LIBRARY_READ, shared_policy),
    "policies:council-library-differences": Row(P.LIBRARY_READ, shared_policy),
    "policies:council-tags": Row(P.SCHOOLS_READ),
    "policies:council-tag": Row(P.SCHOOLS_READ, some_tag),
    "policies:model": Row(P.MODEL_READ),
    "policies:model-publish": Row(P.MODEL_EDIT),
    "policies:model-disputes": Row(P.MODEL_EDIT),
    "policies:model-dispute": Row(P.MODEL_EDIT, waiting_dispute, foreign=True),
    "policies:model-withdraw": Row(P.MODEL_EDIT, policy_began),
    "policies:model-pdf": Row(P.MODEL_READ, policy_began),
    "policies:model-begin": Row(P.MODEL_EDIT),
    "policies:model-versions": Row(P.MODEL_READ),
    "policies:model-version": Row(P.MODEL_READ, model_version),
    "policies:model-version-schools": Row(P.MODEL_EDIT, model_version),
    "policies:model-version-compare": Row(P.MODEL_READ, policy_began, query="?before=1&after=1"),
    **_of_writing("council"),
    # The action plan
    "actionplan:plans": Row(P.PLAN_READ),
    "actionplan:ours": Row(P.PLAN_UPDATE),
    "actionplan:import": Row(P.PLAN_EDIT),
    "actionplan:example": Row(P.PLAN_EDIT),
    "actionplan:import-check": Row(P.PLAN_EDIT, plan_preview, foreign=True),
    "actionplan:import-confirm": Row(P.PLAN_EDIT, plan_preview, foreign=True),
    "actionplan:import-correct": Row(P.PLAN_EDIT, plan_preview, foreign=True),
    "actionplan:teams": Row(P.PLAN_EDIT),
    "actionplan:team-new": Row(P.PLAN_EDIT),
    "actionplan:bodies": Row(P.PLAN_READ),
    "actionplan:body": Row(P.PLAN_READ, panel_body, foreign=True),
    "actionplan:panel": Row(P.PLAN_EDIT, review, foreign=True),
    "actionplan:monitor": Row(P.PLAN_EDIT, milestone, foreign=True),
    "actionplan:digest": Row(P.PLAN_UPDATE),
    "actionplan:owners": Row(P.PLAN_EDIT, recommendation, foreign=True),
    "actionplan:hand-back": Row(P.PLAN_UPDATE, recommendation, foreign=True),
    "actionplan:milestone-hand-back": Row(P.PLAN_UPDATE, milestone, foreign=True),
    "actionplan:hand-back-answer": Row(P.PLAN_EDIT, handed_back, foreign=True),
    "actionplan:update-file": Row(P.PLAN_READ, update_with_a_file, foreign=True),
    "actionplan:team": Row(P.PLAN_EDIT, team, foreign=True),
    "actionplan:team-name": Row(P.PLAN_EDIT, team, foreign=True),
    "actionplan:team-member-remove": Row(P.PLAN_EDIT, team_member, foreign=True),
    "actionplan:plan": Row(P.PLAN_READ, review, foreign=True),
    "actionplan:baseline": Row(P.PLAN_READ, review, foreign=True),
    "actionplan:plan-change": Row(P.PLAN_EDIT, review, query="?all=1&change=body", foreign=True),
    "actionplan:pictures": Row(P.PLAN_READ, review, foreign=True),
    "actionplan:clashes": Row(P.PLAN_READ, review, foreign=True),
    "actionplan:clash": Row(P.PLAN_EDIT, clash, foreign=True),
    "council-plan-changes": Row(P.PLAN_READ, review, foreign=True),
    "council-plan-changes-pdf": Row(P.PLAN_READ, review, foreign=True),
    "council-plan-changes-csv": Row(P.PLAN_READ, review, foreign=True),
    "actionplan:import-done": Row(P.PLAN_EDIT, review, foreign=True),
    "actionplan:import-undo": Row(P.PLAN_EDIT, review_brought_in, foreign=True),
    "actionplan:source": Row(P.PLAN_READ, review, foreign=True),
    "actionplan:table-pdf": Row(P.PLAN_READ, review, foreign=True),
    "actionplan:table": Row(P.PLAN_READ, review, foreign=True),
    "actionplan:table-file": Row(P.PLAN_READ, table_file, foreign=True),
    "actionplan:recommendation": Row(P.PLAN_READ, recommendation, foreign=True),
    "actionplan:response-record": Row(P.PLAN_EDIT, recommendation, foreign=True),
    "actionplan:asks": Row(P.PLAN_EDIT, recommendation, foreign=True),
    "actionplan:ask": Row(P.PLAN_EDIT, ask, foreign=True),
    "actionplan:ask-remove": Row(P.PLAN_EDIT, ask, foreign=True),
    "actionplan:measure-weigh": Row(P.PLAN_EDIT, measure, foreign=True),
    "actionplan:control-record": Row(P.PLAN_EDIT, recommendation, foreign=True),
    "actionplan:declines": Row(P.PLAN_READ),
    "actionplan:reply-time": Row(P.PLAN_EDIT),
    "actionplan:reply-record": Row(P.PLAN_EDIT, review, foreign=True),
    "actionplan:delivery-record": Row(P.PLAN_EDIT, action, foreign=True),
    "actionplan:milestone-date": Row(P.PLAN_EDIT, milestone, foreign=True),
    "actionplan:milestone-say": Row(P.PLAN_UPDATE, milestone, foreign=True),
    "actionplan:milestone": Row(P.PLAN_READ, milestone, posts=P.PLAN_UPDATE, foreign=True),
    "actionplan:measure": Row(P.PLAN_READ, valued_measure, foreign=True),
    "actionplan:measure-value": Row(P.PLAN_EDIT, valued_measure, foreign=True),
    "actionplan:measure-item-add": Row(P.PLAN_UPDATE, valued_measure, foreign=True),
    "actionplan:measure-item-withdraw": Row(P.PLAN_UPDATE, reported_item, foreign=True),
    "actionplan:measure-item-file": Row(P.PLAN_READ, reported_item, foreign=True),
    "actionplan:returns-ask": Row(P.PLAN_EDIT, recommendation, foreign=True),
    "actionplan:returns": Row(P.PLAN_EDIT, asking, foreign=True),
    "actionplan:returns-csv": Row(P.PLAN_EDIT, asking, foreign=True),
    "actionplan:returns-remind": Row(P.PLAN_EDIT, asking, foreign=True),
    "actionplan:returns-close": Row(P.PLAN_EDIT, asking, foreign=True),
    "actionplan:return-file": Row(P.PLAN_EDIT, returned, foreign=True),
    "actionplan:school-returns": Row(P.RETURN_ANSWER),
    "actionplan:school-return": Row(P.RETURN_ANSWER, asked_school, foreign=True),
    "actionplan:school-return-file": Row(P.RETURN_ANSWER, returned, foreign=True),
    "actionplan:services": Row(P.PLAN_EDIT),
    "actionplan:service-end": Row(P.PLAN_EDIT, service_record, foreign=True),
}

PUBLIC = (
    "accessibility",
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "calendar-feed",
    "components",
    "healthz",
    "openid_connect_callback",
    "people:invitation",
    "people:password-new",
    "people:single-sign-on",
    "policies:glossary",
    "policies:public",
    "policies:public-file",
    "policies:public-pdf",
    "policies:public-version",
    "privacy",
    "theme",
)
"""Pages anybody may read without signing in. It is short, and meant to stay so."""
