"""The smallest valid row of each kind. Name only what the test is about."""

import datetime
import io
import itertools
from typing import Any

from core import clock, uploads
from core.models import ReadingCorrection, Upload
from core.organisations import key_of
from people.access.granting import MAY_GRANT
from people.access.roles import COUNCIL_ROLES, SCHOOL_ROLES, Reach, Role
from people.actions.invitations import invite
from people.development.rules import Kind
from people.models import (
    Activity,
    Body,
    Correction,
    Council,
    CoverCount,
    CriteriaVersion,
    Criterion,
    CriterionStandard,
    Framework,
    Intention,
    Interest,
    Invitation,
    LeadershipPost,
    Meeting,
    Membership,
    Nomination,
    Opportunity,
    PostHolder,
    Programme,
    School,
    StaffMember,
    Standard,
    TalentEvidence,
    TalentLog,
    TalentRecord,
    TalentView,
    TermOfOffice,
    Trust,
    User,
)
from people.planning.cover import Band, Impact, Level
from people.rules import BodyKind, GovernorCategory, Phase
from policies.document import to_json
from policies.model_text import built_in_model
from policies.models import (
    Adoption,
    BoardAsked,
    BoardReply,
    Comment,
    Commitment,
    CommitmentReview,
    Consultation,
    Evidence,
    HandedPolicy,
    MergeAnswer,
    ModelOffer,
    ModelWithdrawal,
    Policy,
    Priority,
    Publication,
    Served,
    Sharing,
    StandingDispute,
    Version,
)
from policies.rules import VersionState
from succession.actions.reports import draft_token, issue, prepare, record_check
from succession.meetings.rules import Audience, ItemKind, Outcome
from succession.models import AgendaIssue, AgendaItem, AgendaPaper, Chase, Decision, ItemExclusion, Report, ReportToken

_numbers = itertools.count(1)


def _place(n: int) -> int:
    """A position from a number: a process of the tests makes more rows than a small integer counts."""
    return n % 32_000 + 1


def make_council(**kw: Any) -> Council:
    n = next(_numbers)
    return Council.objects.create(**{"code": f"{n % 1000:03d}", "name": f"Council {n}"} | kw)


def make_trust(**kw: Any) -> Trust:
    n = next(_numbers)
    return Trust.objects.create(**{"uid": 1000 + n, "name": f"Trust {n}"} | kw)


def make_school(**kw: Any) -> School:
    n = next(_numbers)
    if "council" not in kw:
        kw["council"] = make_council()
    return School.objects.create(
        **{"urn": 100_000 + n, "name": f"School {n}", "phase": Phase.PRIMARY, "kind": "Community school"} | kw
    )


def make_user(**kw: Any) -> User:
    n = next(_numbers)
    password = kw.pop("password", None)
    user = User(**{"email": f"person{n}@example.org", "name": f"Person {n}"} | kw)
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.save()
    return user


def make_member(role: Role, organisation: School | Trust | Council, **kw: Any) -> User:
    """A user who holds `role` at `organisation`."""
    user = make_user(**kw)
    field = "school" if role in SCHOOL_ROLES else "council" if role in COUNCIL_ROLES else "trust"
    Membership.objects.create(user=user, role=role, starts_on=datetime.date(2020, 1, 1), **{field: organisation})
    return user


def make_body(**kw: Any) -> Body:
    """A governing board of `school`, or a panel of `council`."""
    n = next(_numbers)
    school = kw.pop("school", None)
    if school is None and "council" not in kw:
        school = make_school()
    body = Body.objects.create(**{"name": f"Board {n}", "kind": BodyKind.GOVERNING_BOARD} | kw)
    if school is not None:
        body.schools.add(school)
    return body


def make_meeting(**kw: Any) -> Meeting:
    if "body" not in kw:
        kw["body"] = make_body()
    return Meeting.objects.create(**{"on": datetime.date(2026, 10, 14)} | kw)


def make_staff(school: School | None = None, **kw: Any) -> StaffMember:
    """Somebody on a school's register."""
    n = next(_numbers)
    return StaffMember.objects.create(
        **{"school": school or make_school(), "name": f"Staff {n}", "job_title": f"Teacher {n}"} | kw
    )


def make_post(school: School | None = None, **kw: Any) -> LeadershipPost:
    """A post of the school's own: a deputy's, where nothing else is said."""
    n = next(_numbers)
    given = {"school": school or make_school(), "title": f"Deputy {n}", "level": Level.SENIOR, "impact": Impact.SOME}
    return LeadershipPost.objects.create(**given | kw)


def make_cover_count(council: Council | None = None, **kw: Any) -> CoverCount:
    """A count over six schools."""
    given = {"council": council or make_council(), "counted_on": datetime.date(2026, 9, 1)}
    return CoverCount.objects.create(
        **given | {"urns": list(range(100_001, 100_007)), "posts": 40, "uncovered": 12} | kw
    )


def make_holder(post: LeadershipPost | None = None, **kw: Any) -> PostHolder:
    """Somebody of the staff holds a post."""
    post = post or make_post()
    given = {"post": post, "staff": kw.get("staff") or make_staff(post.school), "starts_on": datetime.date(2024, 9, 1)}
    return PostHolder.objects.create(**given | kw)


def make_nomination(post: LeadershipPost | None = None, **kw: Any) -> Nomination:
    """Somebody of the staff could hold a post today."""
    post = post or make_post()
    given = {"post": post, "band": Band.TODAY, "reason": "Has done it before", "nominated_at": clock.now()}
    given["staff"] = kw.get("staff") or make_staff(post.school)
    given["nominated_by"] = kw.get("nominated_by") or make_user()
    return Nomination.objects.create(**given | kw)


def make_report(school: School | None = None, **kw: Any) -> Report:
    """A draft of the Personnel Committee report, by a head; it has a name in each of its parts."""
    place = school or make_school()
    body = kw.pop("body", None) or make_body(school=place)
    make_term(body)
    if not place.posts.exists():
        make_holder(make_post(place))
    by = kw.pop("by", None) or make_member(Role.HEAD, place)
    return prepare(**{"kind": "personnel", "place": place, "body": body, "meeting": None, "by": by} | kw)


def make_panel_report(council: Council | None = None, **kw: Any) -> Report:
    """A draft of the scrutiny progress report, by an officer."""
    place = council or make_council()
    body = kw.pop("body", None) or make_body(council=place, kind=BodyKind.SCRUTINY_PANEL)
    by = kw.pop("by", None) or make_member(Role.OFFICER, place)
    return prepare(**{"kind": "scrutiny", "place": place, "body": body, "meeting": None, "by": by} | kw)


def issued(draft: Report, *, by: User, clerk: User) -> Report:
    """The report of a draft, checked and issued."""
    checked = draft
    if draft.has_confidential:
        checked = record_check(report=draft, opened_on=draft_token(draft), by=by)
    return issue(report=checked, opened_on=draft_token(checked), by=clerk)


def make_report_token(**kw: Any) -> ReportToken:
    """A name in the open part of a draft."""
    return make_report(**kw).tokens.filter(part="open")[0]


def make_term(body: Body, **kw: Any) -> TermOfOffice:
    """A place on a body, as its clerk writes it down."""
    n = next(_numbers)
    given = {"name": f"Governor {n}", "category": GovernorCategory.PARENT, "starts_on": datetime.date(2024, 9, 1)}
    return TermOfOffice.objects.create(**{"body": body} | given | kw)


def make_framework(**kw: Any) -> Framework:
    """A published set of standards."""
    n = next(_numbers)
    given = {"key": f"framework-{n}", "name": f"Framework {n}", "source": "Example"}
    return Framework.objects.create(**given | {"starts_on": datetime.date(2020, 10, 13)} | kw)


def make_standard(**kw: Any) -> Standard:
    """A heading of a framework of its own."""
    n = next(_numbers)
    if "framework" not in kw:
        kw["framework"] = make_framework()
    return Standard.objects.create(**{"position": _place(n), "number": str(n), "heading": f"Standard {n}"} | kw)


def make_criteria(place: School | Council | None = None, **kw: Any) -> CriteriaVersion:
    """A draft of criteria; with state="adopted" one that was agreed at a meeting, or published."""
    n, place = next(_numbers), place or make_school()
    given: dict[str, Any] = {"number": n, "made_by": make_user(), "made_at": clock.now()}
    given["school" if isinstance(place, School) else "council"] = place
    state = kw.get("state", "draft")
    if state != "draft" and isinstance(place, School):
        given |= {"proposed_by": make_user(), "proposed_at": clock.now()}
    if state == "adopted":
        day = datetime.date(2025, 10, 14)
        given |= {"adopted_on": day, "recorded_by": make_user(), "recorded_at": clock.now()}
        if isinstance(place, School):
            given |= {"meeting": make_meeting(body=make_body(school=place), on=day), "minute_reference": "7.2"}
    return CriteriaVersion.objects.create(**given | kw)


def make_criterion(version: CriteriaVersion | None = None, **kw: Any) -> Criterion:
    """A criterion that rests on one standard."""
    n = next(_numbers)
    standard = kw.pop("standard", None) or make_standard()
    given = {"version": version or make_criteria(), "position": _place(n), "heading": f"Criterion {n}"}
    criterion = Criterion.objects.create(**given | kw)
    CriterionStandard.objects.create(criterion=criterion, standard=standard)
    return criterion


def make_record(staff: StaffMember | None = None, **kw: Any) -> TalentRecord:
    """A talent record that somebody of the school opened."""
    staff = staff or make_staff()
    given = {"staff": staff, "source": "nominated", "review_by": datetime.date(2090, 1, 1), "opened_at": clock.now()}
    given["opened_by"] = kw.get("opened_by") or make_user()
    return TalentRecord.objects.create(**given | kw)


def make_log(record: TalentRecord | None = None, **kw: Any) -> TalentLog:
    """A line of a record's log."""
    record = record or make_record()
    given = {"record": record, "staff": record.staff, "step": "opened", "state": record.state, "words": "Leads well"}
    return TalentLog.objects.create(**given | {"by": record.opened_by, "at": record.opened_at} | kw)


def make_evidence(record: TalentRecord | None = None, **kw: Any) -> TalentEvidence:
    """Something that happened, against a criterion that the school has agreed to."""
    record = record or make_record()
    criterion = kw.pop("criterion", None) or make_criterion(make_criteria(record.staff.school, state="adopted"))
    given = {"record": record, "staff": record.staff, "criterion": criterion, "on": datetime.date(2026, 3, 1)}
    given |= {"fact": "Led the meeting", "by": kw.get("by") or make_user(), "at": clock.now()}
    return TalentEvidence.objects.create(**given | kw)


def make_view(record: TalentRecord | None = None, **kw: Any) -> TalentView:
    """A first view."""
    record = record or make_record()
    given = {"record": record, "staff": record.staff, "words": "Listens well", "at": clock.now()}
    given["by"] = kw.get("by") or make_user()
    return TalentView.objects.create(**given | kw)


def make_correction(staff: StaffMember | None = None, **kw: Any) -> Correction:
    """Something that somebody asked to be put right."""
    staff = staff or make_staff(user=make_user())
    given = {"staff": staff, "words": "My job is another", "asked_by": staff.user or make_user()}
    return Correction.objects.create(**given | {"asked_at": clock.now()} | kw)


def make_reading_correction(upload: Upload, *, by: User, words: str = "Other words", **kw: Any) -> ReadingCorrection:
    """Something that was corrected in what was read in a file: the title of a plan."""
    given = {"number": upload.corrections.count() + 1, "said": f"The title is retyped: “{words}”.", "made_by": by}
    operation = {"op": "name", "which": "title", "words": words}
    return upload.corrections.create(operation=operation, **given | {"made_at": clock.now()} | kw)


def make_intention(school: School | None = None, **kw: Any) -> Intention:
    """What a head said of their headship."""
    given = {"school": school or make_school(), "earliest": datetime.date(2089, 1, 1)}
    given |= {"latest": datetime.date(2089, 8, 31), "by": kw.get("by") or make_user(), "at": clock.now()}
    return Intention.objects.create(**given | kw)


def make_programme(**kw: Any) -> Programme:
    n = next(_numbers)
    return Programme.objects.create(**{"key": f"programme-{n}", "name": f"Programme {n}", "provider": "Provider"} | kw)


def make_opportunity(school: School | None = None, **kw: Any) -> Opportunity:
    """Shadowing offered to the staff of a school or, with `council`, of a council's schools."""
    n = next(_numbers)
    given = {"kind": Kind.SHADOWING, "title": f"Opportunity {n}", "what": "A day", "when": "In May", "ask": "The head"}
    whose = {} if "council" in kw else {"school": school or make_school()}
    given |= {"published_by": kw.get("published_by") or make_user(), "published_at": clock.now()}
    return Opportunity.objects.create(**given | whose | kw)


def make_interest(opportunity: Opportunity | None = None, **kw: Any) -> Interest:
    """Somebody of a school's staff would like what it offers."""
    offered = opportunity or make_opportunity()
    given = {"opportunity": offered, "staff": kw.get("staff") or make_staff(offered.school), "said_at": clock.now()}
    return Interest.objects.create(**given | kw)


def make_activity(school: School | None = None, **kw: Any) -> Activity:
    """Somebody of the staff is to shadow somebody."""
    n = next(_numbers)
    place = school or (kw["staff"].school if kw.get("staff") else make_school())
    given = {"school": place, "kind": Kind.SHADOWING, "title": f"Activity {n}", "recorded_at": clock.now()}
    given |= {"starts_on": datetime.date(2026, 3, 2), "recorded_by": kw.get("recorded_by") or make_user()}
    if "people" not in kw:
        given["staff"] = kw.get("staff") or make_staff(place)
    return Activity.objects.create(**given | kw)


def make_dispute(adoption: Adoption, **kw: Any) -> StandingDispute:
    """What a school says of how its policy is labelled, which the council has not answered."""
    given = {"adoption": adoption, "worked_out": adoption.lineage, "said": "own", "reason": "It is our own text"}
    given |= {"raised_by": kw.get("raised_by") or make_user(), "raised_at": clock.now()}
    return StandingDispute.objects.create(**given | kw)


def make_handed_policy(school: School | None = None, **kw: Any) -> HandedPolicy:
    """A document that a council handed to a school, which has not answered. content: what its file holds."""
    school = school or make_school()
    by = kw.pop("by", None) or make_user()
    content, name = kw.pop("content", b"Our policy"), kw.pop("name", "policy.txt")
    kept = {"content": io.BytesIO(content), "size": len(content), "organisation": key_of(school)}
    upload = uploads.keep(name=name, by=by, **kept)
    return HandedPolicy.objects.create(school=school, upload=upload, by=by, at=clock.now(), **kw)


def make_evidence_line(commitment: Commitment, **kw: Any) -> Evidence:
    """A line that says what was done for a commitment."""
    given = {"commitment": commitment, "on": datetime.date(2026, 3, 12), "line": "Two people led a staff meeting"}
    given |= {"by": kw.get("by") or make_user(), "added_at": clock.now()}
    return Evidence.objects.create(**given | kw)


def make_model_version(council: Council | None = None, **kw: Any) -> Version:
    """A published version of a council's model; numbers go on from those there are."""
    policy, _ = Policy.objects.get_or_create(council=council or make_council())
    given = {"number": policy.versions.count() + 1, "document": to_json(built_in_model()), "state": "adopted"}
    return Version.objects.create(
        **{"policy": policy, "made_by": kw.get("made_by") or make_user(), "made_at": clock.now()} | given | kw
    )


def make_model_withdrawal(version: Version | None = None, **kw: Any) -> ModelWithdrawal:
    """A published version of a model that was withdrawn."""
    given = {"version": version or make_model_version(), "reason": "It names a programme that has ended"}
    return ModelWithdrawal.objects.create(**given | {"by": kw.get("by") or make_user(), "at": clock.now()} | kw)


def make_model_offer(school: School | None = None, **kw: Any) -> ModelOffer:
    """The second version of a council's model, offered to a school with a copy of the first."""
    school = school or make_school()
    first = make_model_version(school.council)
    policy, _ = Policy.objects.get_or_create(school=school)
    copy = policy.versions.first() or Version.objects.create(
        policy=policy, number=1, document=first.document, made_by=make_user(), made_at=clock.now(), model_version=first
    )
    given = {"policy": policy, "model_version": make_model_version(school.council), "copy": copy}
    return ModelOffer.objects.create(**given | {"made_at": clock.now()} | kw)


def make_merge_answer(offer: ModelOffer | None = None, **kw: Any) -> MergeAnswer:
    """What a school answered about one clause."""
    given = {"offer": offer or make_model_offer(), "key": "commitment-1", "asked": "0" * 16, "choice": "ours"}
    return MergeAnswer.objects.create(**given | {"by": kw.get("by") or make_user(), "at": clock.now()} | kw)


def make_commitment_review(commitment: Commitment, **kw: Any) -> CommitmentReview:
    """A review of a commitment in the autumn term of 2026."""
    given = {"commitment": commitment, "term": 2026 * 3, "status": "partly", "seen": "Two of five years do it"}
    given |= {"next_step": "Ask the others", "next_by": datetime.date(2090, 1, 1), "at": clock.now()}
    return CommitmentReview.objects.create(**given | {"by": kw.get("by") or make_user()} | kw)


def make_priority(school: School | None = None, **kw: Any) -> Priority:
    """The first priority of a school's improvement plan for 2026/27."""
    given = {"school": school or make_school(), "year": 2026, "place": 1, "words": "Reading in every year"}
    return Priority.objects.create(**given | kw)


def make_served(commitment: Commitment, **kw: Any) -> Served:
    """That a commitment serves a priority of 2026/27."""
    priority = kw.pop("priority", None) or make_priority(commitment.policy.school)
    return Served.objects.create(**{"commitment": commitment, "priority": priority, "year": priority.year} | kw)


def make_publication(school: School | None = None, **kw: Any) -> Publication:
    """A school's policy is on its public page."""
    given = {"school": school or make_school(), "by": kw.get("by") or make_user(), "at": clock.now()}
    return Publication.objects.create(**given | kw)


def make_sharing(school: School | None = None, **kw: Any) -> Sharing:
    """A school whose policy is shared; without a school, one that has just begun its own."""
    place = school or make_school()
    policy, _ = Policy.objects.get_or_create(school=place)
    by = kw.pop("by", None) or make_member(Role.HEAD, place)
    return Sharing.objects.create(policy=policy, is_shared=True, changed_by=by, changed_at=clock.now(), **kw)


def make_chase(school: School | None = None, **kw: Any) -> Chase:
    """A council asked a school to begin its policy."""
    place = school or make_school()
    given = {"school": place, "reason": "none", "asked_at": clock.now()}
    return Chase.objects.create(**given | {"asked_by": kw.get("asked_by") or make_user()} | kw)


def make_item(meeting: Meeting | None = None, **kw: Any) -> AgendaItem:
    """An open item for information; one that is given an audience is confidential."""
    n = next(_numbers)
    meeting = meeting or make_meeting()
    given = {"position": _place(n), "title": f"Item {n}", "kind": ItemKind.INFORMATION.value, "added_at": clock.now()}
    given |= {"is_confidential": bool(kw.get("audience"))}
    given["added_by"] = kw.get("added_by") or make_user()
    return AgendaItem.objects.create(**{"meeting": meeting} | given | kw)


def make_confidential_item(meeting: Meeting | None = None, **kw: Any) -> AgendaItem:
    """An item for the members who do not work at the school."""
    return make_item(meeting, **{"audience": Audience.GOVERNORS.value} | kw)


def make_exclusion(item: AgendaItem | None = None, **kw: Any) -> ItemExclusion:
    """A member of the body who is kept out of an item."""
    item = item or make_item()
    given = {"term": kw.get("term") or make_term(item.meeting.body), "added_by": make_user(), "added_at": clock.now()}
    return ItemExclusion.objects.create(**{"item": item} | given | kw)


def make_paper(item: AgendaItem | None = None, **kw: Any) -> AgendaPaper:
    """A reference to something kept elsewhere."""
    n = next(_numbers)
    given = {"title": f"Paper {n}", "kind": "policy", "subject": str(n), "added_at": clock.now()}
    given["added_by"] = kw.get("added_by") or make_user()
    return AgendaPaper.objects.create(**{"item": item or make_item()} | given | kw)


def make_issue(meeting: Meeting | None = None, **kw: Any) -> AgendaIssue:
    """The papers of a meeting went out three weeks before it."""
    meeting = meeting or make_meeting()
    given = {"issued_on": meeting.on - datetime.timedelta(days=21), "first_for": meeting.on, "issued_at": clock.now()}
    given["issued_by"] = kw.get("issued_by") or make_user()
    return AgendaIssue.objects.create(**{"meeting": meeting} | given | kw)


def make_decision(item: AgendaItem | None = None, **kw: Any) -> Decision:
    """What a meeting noted."""
    given = {"outcome": Outcome.NOTED.value, "minute_reference": "7.2", "recorded_at": clock.now()}
    given["recorded_by"] = kw.get("recorded_by") or make_user()
    return Decision.objects.create(**{"item": item or make_item()} | given | kw)


def make_administrator(role: Role, place: School | Trust | Council, **kw: Any) -> User:
    """A user who may grant `role` at this place: a head, a clerk, a trust's lead, or an officer marked so."""
    by, reach = next((by, grants[role]) for by, grants in MAY_GRANT.items() if role in grants)
    home: School | Trust | Council = place
    if reach is Reach.BELOW and isinstance(place, School):
        home = place.council if by is Role.OFFICER else place.trust or place
    user = make_member(by, home, **kw)
    user.memberships.update(is_administrator=by is Role.OFFICER)
    return User.objects.get(pk=user.pk)


def make_invitation(role: Role, place: School | Trust | Council, **kw: Any) -> Invitation:
    """An open invitation, by somebody who may grant the role."""
    n = next(_numbers)
    by = kw.pop("by", None) or make_administrator(role, place)
    return invite(
        **{"place": place, "role": role, "email": f"invited{n}@example.org", "name": f"Invited {n}", "by": by} | kw
    )


def make_consultation(version: Version, **kw: Any) -> Consultation:
    """A consultation on a version, of whatever state, until far ahead."""
    given = {"until": datetime.date(2080, 1, 1), "opened_by": version.made_by, "opened_at": clock.now()}
    return Consultation.objects.create(version=version, **(given | kw))


def make_board_asked(school: School | None = None, **kw: Any) -> BoardAsked:
    """That a school's board was asked about a version of its council's model, which is out."""
    school = school or make_school()
    out = kw.pop("consultation", None)
    if out is None:
        out = make_consultation(make_model_version(school.council, state=VersionState.CONSULTATION.value))
    return BoardAsked.objects.create(**{"consultation": out, "school": school, "asked_at": clock.now()} | kw)


def make_board_reply(asked: BoardAsked | None = None, *, stands: bool = True, **kw: Any) -> BoardReply:
    """What a board says now, or where it does not stand, what it said before."""
    asked = asked or make_board_asked()
    given: dict[str, Any] = {"stance": "agree", "by": kw.get("by") or make_user(), "at": clock.now()}
    reply = BoardReply.objects.create(**{"asked": asked} | given | kw)
    if stands:
        BoardAsked.objects.filter(pk=asked.pk).update(reply=reply)
    return reply


def make_comment(consultation: Consultation, **kw: Any) -> Comment:
    """A comment on the first clause of the version that is out."""
    place = next(iter(consultation.version.text.clauses()))
    given = {"place": place.id, "order": 1, "text": "Say who.", "by": make_user(), "made_at": clock.now()}
    return Comment.objects.create(consultation=consultation, **(given | kw))
