"""Preparing a report, checking and issuing it, correcting it by another, and taking it back.

A draft is prepared again as often as is wanted, from what is known that day. What is issued is the draft that was
looked at: its digest comes with the confirmation, and a draft that was prepared again meanwhile is not issued.
"""

from typing import Any

from django.db import transaction
from django.db.models import Max

from core import clock, conflicts, mail, papers
from people.access.guards import require
from people.access.roles import Permission
from people.models import Body, Meeting, School, User
from people.rules import MeetingStatus, Refused
from succession.models import Report, ReportToken
from succession.reports import audience, kinds, rules, writing
from succession.reports.frame import Asked, Kind, Place
from succession.reports.papers import kind_of, paper_digest
from succession.reports.rules import Part, ReportState, Step
from succession.reports.tokens import Names


@transaction.atomic
def prepare(*, kind: str, place: Place, body: Body, meeting: Meeting | None, by: User) -> Report:
    """Prepare a report as at today, or prepare the draft that is there again. Two at once make one draft.

    Raises Refused for a body that has nothing to do with the place, or a meeting that is another body's or cancelled.
    """
    require(by, Permission.REPORT_PREPARE, place)
    made_of = kinds.of_place(kind, place)
    locked = Body.objects.select_for_update().get(pk=body.pk)
    _check_addressed(place, locked, meeting)
    report = Report(kind=made_of.slug, body=locked, meeting=meeting, **_whose(place))
    draft = Report.objects.alike(report).filter(state=ReportState.DRAFT.value).first()
    if draft is not None:
        draft.meeting = meeting
    return _written(draft or report, made_of, by)


@transaction.atomic
def prepare_again(*, report: Report, by: User) -> Report:
    """Prepare a draft anew from what is known today: what was checked of it is to be checked again."""
    require(by, Permission.REPORT_PREPARE, report.place)
    locked = _locked(report, Step.CHANGE)
    return _written(locked, kinds.named(locked.kind), by)


@transaction.atomic
def correct(*, report: Report, why: str, by: User) -> Report:
    """Prepare a report that is to replace one that was issued, and says why. Sent twice, it is prepared once.

    Raises Refused without a reason, for a draft, and where another draft is on its way.
    """
    require(by, Permission.REPORT_PREPARE, report.place)
    Body.objects.select_for_update().get(pk=report.body_id)
    locked = _locked(report, Step.CORRECT)
    rules.check_reason(why)
    draft = Report.objects.alike(locked).filter(state=ReportState.DRAFT.value).first()
    if draft is not None and draft.replaces_id != locked.pk:
        raise Refused("There is a draft to the same body already. Issue or discard it, then correct this report.")
    if draft is None:
        draft = Report(kind=locked.kind, body=locked.body, meeting=locked.meeting, **_whose(locked.place))
    draft.replaces, draft.correction = locked, why.strip()
    return _written(draft, kinds.named(locked.kind), by)


@transaction.atomic
def record_check(*, report: Report, opened_on: str, by: User) -> Report:
    """Say that the confidential part of a draft was read, by one who may. Raises conflicts.Conflict.

    opened_on: the digest of the draft that was read.
    """
    require(by, Permission.REPORT_PREPARE, report.place)
    audience.require_confidential(by, report, clock.today())
    locked = _locked(report, Step.CHANGE)
    conflicts.check(opened_on=opened_on, now=draft_token(locked))
    if locked.checked_at is None:
        locked.checked_by, locked.checked_at = by, clock.now()
        _seal(locked)
    return locked


@transaction.atomic
def issue(*, report: Report, opened_on: str, by: User) -> Report:
    """Issue a draft: from now on it never changes. Its papers are made, and the members of its body are told by letter.

    opened_on: `draft_token` of what was looked at. Sent twice, it is issued once.
    Raises conflicts.Conflict for a draft prepared again since, and Refused for one whose confidential part nobody
    checked, or whose meeting was moved or cancelled since.
    """
    require(by, Permission.REPORT_ISSUE, report.place)
    Body.objects.select_for_update().get(pk=report.body_id)
    locked = Report.objects.select_for_update(of=["self"]).get(pk=report.pk)
    if locked.state == ReportState.ISSUED and locked.issued_by_id == by.pk:
        return locked
    locked.state = rules.after(Step.ISSUE, locked.state).value
    conflicts.check(opened_on=opened_on, now=draft_token(locked))
    _check_meeting(locked)
    rules.check_checked(has_confidential=locked.has_confidential, is_checked=locked.checked_at is not None)
    last = Report.objects.alike(locked).kept().aggregate(last=Max("number"))["last"] or 0
    locked.number, locked.issued_by, locked.issued_at = last + 1, by, clock.now()
    _seal(locked)
    for part in Part:
        if locked.html(part):
            papers.ask_for(kind=kind_of(part), subject=str(locked.pk), digest=paper_digest(locked, part))
    for reader in audience.members_to_tell(locked, clock.today()):
        mail.post(kind="succession.report-issued", about=f"{locked.pk}:{reader}")
    return locked


@transaction.atomic
def withdraw(*, report: Report, reason: str, by: User) -> Report:
    """Take an issued report back: it is kept with the reason, and its readers read that instead.

    Sent twice, it is withdrawn once. Raises Refused without a reason, and for a draft.
    """
    require(by, Permission.REPORT_ISSUE, report.place)
    rules.check_reason(reason)
    locked = Report.objects.select_for_update(of=["self"]).get(pk=report.pk)
    if locked.state == ReportState.WITHDRAWN and locked.withdrawn_reason == reason.strip():
        return locked
    locked.state = rules.after(Step.WITHDRAW, locked.state).value
    locked.withdrawn_by, locked.withdrawn_at, locked.withdrawn_reason = by, clock.now(), reason.strip()
    locked.full_clean()
    locked.save(update_fields=["state", "withdrawn_by", "withdrawn_at", "withdrawn_reason"])
    return locked


@transaction.atomic
def discard(*, report: Report, by: User) -> None:
    """Throw a draft away. Sent twice, it goes once."""
    require(by, Permission.REPORT_PREPARE, report.place)
    locked = Report.objects.select_for_update(of=["self"]).filter(pk=report.pk).first()
    if locked is not None:
        rules.after(Step.CHANGE, locked.state)
        locked.delete()


def draft_token(report: Report) -> str:
    """What a page about a draft was opened on: who has checked it since makes no difference to what it says."""
    return conflicts.token(report.prepared_at.isoformat(), report.open_html, report.confidential_html)


def _check_addressed(place: Place, body: Body, meeting: Meeting | None) -> None:
    theirs = body.schools.filter(pk=place.pk).exists() if isinstance(place, School) else body.council_id == place.pk
    if not theirs:
        raise Refused(f"Choose a body of {place}.")
    if meeting is not None and meeting.body_id != body.pk:
        raise Refused("Choose a meeting of the body that the report goes to.")
    if meeting is not None and meeting.status == MeetingStatus.CANCELLED:
        raise Refused("That meeting was cancelled. Choose another, or none.")


def _check_meeting(report: Report) -> None:
    """Hold the meeting that a draft is for fast, and refuse where the draft tells another day of it."""
    if report.meeting_id is None:
        return
    meeting = Meeting.objects.select_for_update().get(pk=report.meeting_id)
    said = writing.about_of(report).meeting_on
    rules.check_meeting(said=said, on=meeting.on, is_cancelled=meeting.status == MeetingStatus.CANCELLED)


def _written(report: Report, kind: Kind[Any], by: User) -> Report:
    """Gather a draft, and keep it with its names in place of what it said before."""
    names, today = Names(), clock.today()
    report.previous = _previous(report)
    since = report.previous.as_at if report.previous else None
    last = report.replaces or report.previous
    before = writing.facts_of(kind, last) if last else None
    compared = writing.facts_of(kind, report.previous) if report.previous else None
    asked = Asked(report.place, report.body, report.meeting, today, since, before, names, compared)
    made = writing.write(kind, asked, previous=report.previous, replaces=report.replaces, why=report.correction)
    report.as_at, report.prepared_by, report.prepared_at = today, by, clock.now()
    report.checked_by = report.checked_at = None
    report.data, report.decisions = made.data, made.decisions
    report.open_html, report.confidential_html = made.open_html, made.confidential_html
    report.digest = writing.digest_of(report, [(one.token, one.part.value, one.digest) for one in made.tokens])
    report.full_clean()
    if report.pk is not None:
        ReportToken.objects.filter(report=report).delete()
    report.save()
    ReportToken.objects.bulk_create(
        ReportToken(
            report=report,
            token=one.token,
            part=one.part.value,
            content=one.content,
            salt=one.salt,
            digest=one.digest,
            **{f"{one.subject.kind}_id": one.subject.key},
        )
        for one in made.tokens
    )
    return report


def _previous(report: Report) -> Report | None:
    """The last report that was issued to the body and stands, but the one that this one corrects."""
    found = Report.objects.alike(report).filter(state=ReportState.ISSUED.value).exclude(pk=report.replaces_id or 0)
    if report.replaces is not None and report.replaces.number is not None:
        found = found.filter(number__lt=report.replaces.number)
    return found.exclude(corrections__state=ReportState.ISSUED.value).order_by("-number").first()


def _seal(report: Report) -> None:
    """Keep a report under the digest of what it says now."""
    tokens = ReportToken.objects.filter(report=report).values_list("token", "part", "digest")
    report.digest = writing.digest_of(report, tokens)
    report.full_clean()
    report.save()


def _locked(report: Report, step: Step) -> Report:
    """The report, held fast. Raises Refused where the step may not be taken from where it stands."""
    locked = Report.objects.select_for_update(of=["self"]).select_related("body", "replaces").get(pk=report.pk)
    rules.after(step, locked.state)
    return locked


def _whose(place: Place) -> dict[str, Any]:
    return {"school": place} if isinstance(place, School) else {"council": place}
