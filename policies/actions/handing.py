"""A council's documents on their way to its schools: sent in, handed over, taken up or turned down."""

from typing import BinaryIO

from django.db import transaction

from core import clock, mail, previews, uploads
from core.models import Preview
from core.organisations import key_of
from core.rules import Stale
from people.access.guards import require
from people.access.roles import Permission, Role
from people.models import Council, Membership, School, User
from policies.actions.versions import PREVIEW_KIND
from policies.document import Refused
from policies.handing.rules import KIND, Answer, check_decline
from policies.models import HandedPolicy

_TOLD = (Role.HEAD, Role.SCHOOL_LEAD)


@transaction.atomic
def send_for_school(*, council: Council, name: str, content: BinaryIO, size: int, by: User) -> Preview:
    """Keep a document that is some school's policy, and have it read and matched to its school in a job.

    Raises documents.gate.Refused with the sentence to show.
    """
    require(by, Permission.POLICY_HAND, council)
    return previews.send(kind=KIND, name=name, content=content, size=size, by=by, organisation=key_of(council))


@transaction.atomic
def hand_over(*, council: Council, preview: Preview, school: School, shown: str, by: User) -> HandedPolicy:
    """Hand a document to the school that it is of, and tell those who write the school's policy.

    shown: the SHA-256 that the page carried. Raises core.rules.Stale where it waits here no more, Refused where the
    school is none of the council's, or has one to look at already.
    """
    require(by, Permission.POLICY_HAND, council)
    # Of two at once the second meets what the first handed over.
    found = School.objects.open().filter(council=council, pk=school.pk).select_for_update(of=["self"]).first()
    if found is None:
        raise Refused(f"{school} is not an open school of {council}. Choose one that is.")
    if HandedPolicy.objects.waiting().filter(school=found).exists():
        raise Refused(f"{school} has a document from you to look at already. It answers that first.")
    claimed = _claimed(preview, council, shown, by)
    upload = claimed.upload
    claimed.delete()
    upload.organisation = key_of(found)
    upload.save(update_fields=["organisation"])
    made = HandedPolicy(school=found, upload=upload, by=by, at=clock.now())
    made.full_clean()
    made.save()
    told = Membership.objects.in_force(clock.today()).filter(school=found, role__in=[role.value for role in _TOLD])
    for reader in told.filter(user__is_active=True).values_list("user", flat=True).distinct().order_by("user"):
        mail.post(kind=KIND, about=f"{made.pk}:{reader}")
    return made


@transaction.atomic
def set_aside(*, council: Council, preview: Preview, shown: str, by: User) -> None:
    """Remove a document that is no school's, with its file. Raises core.rules.Stale where it waits here no more."""
    require(by, Permission.POLICY_HAND, council)
    uploads.remove(_claimed(preview, council, shown, by).upload)


def _claimed(preview: Preview, council: Council, shown: str, by: User) -> Preview:
    try:
        return previews.claim(preview=preview, shown=shown, by=by, kind=KIND, organisation=key_of(council))
    except Preview.DoesNotExist:
        raise Stale("This document waits here no more.") from None


@transaction.atomic
def take_handed(*, handed: HandedPolicy, by: User) -> Preview:
    """Read what the council handed over, as if the school had sent it. It can be read again while it is not a policy.

    Raises Refused where it was turned down, or its file is gone.
    """
    require(by, Permission.POLICY_EDIT, handed.school)
    locked = _locked(handed)
    if locked.answer == Answer.DECLINED:
        raise Refused("The school did not take this document. Bring in another, or ask the council for it again.")
    if locked.is_waiting:
        locked.answer, locked.answered_by, locked.answered_at = Answer.TAKEN.value, by, clock.now()
        locked.full_clean()
        locked.save()
    try:
        content = locked.upload.file.open("rb")
    except FileNotFoundError:
        raise Refused("The file of this document is gone. Ask the council to send it again.") from None
    with content:
        return previews.send(
            kind=PREVIEW_KIND,
            name=locked.upload.name,
            content=content.file,
            size=locked.upload.size,
            by=by,
            organisation=key_of(locked.school),
        )


@transaction.atomic
def decline_handed(*, handed: HandedPolicy, reason: str, by: User) -> HandedPolicy:
    """Say that a document is not to be the school's policy, and why. Sent twice, it is said once.

    Raises Refused where it was taken up, or no reason is given.
    """
    require(by, Permission.POLICY_EDIT, handed.school)
    check_decline(reason=reason)
    locked = _locked(handed)
    if locked.answer == Answer.DECLINED and locked.answered_by_id == by.pk and locked.reason == reason.strip():
        return locked
    if not locked.is_waiting:
        raise Refused(f"This was answered meanwhile by {locked.answered_by}: {locked.get_answer_display()}.")
    locked.answer, locked.reason = Answer.DECLINED.value, reason.strip()
    locked.answered_by, locked.answered_at = by, clock.now()
    locked.full_clean()
    locked.save()
    return locked


def _locked(handed: HandedPolicy) -> HandedPolicy:
    every = HandedPolicy.objects.select_for_update(of=["self"])
    return every.select_related("school__council", "upload", "answered_by").get(pk=handed.pk)
