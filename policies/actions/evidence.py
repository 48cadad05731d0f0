"""Evidence for a commitment: adding it, correcting its words, withdrawing it. Nothing is deleted."""

import datetime
import io
from typing import BinaryIO

from django.db import transaction

from core import clock, conflicts, uploads
from core.models import Upload
from core.organisations import key_of
from documents import gate
from people.access.guards import allows, require
from people.access.roles import Permission
from people.models import Activity, School, User
from policies.document import Refused
from policies.living import evidence as rules
from policies.models import Commitment, Evidence


@transaction.atomic
def add_evidence(
    *,
    commitment: Commitment,
    line: str,
    on: datetime.date,
    channels: list[str],
    by: User,
    today: datetime.date,
    link: str = "",
    file: tuple[str, BinaryIO, int] | None = None,
    activity: Activity | None = None,
) -> Evidence:
    """Write down what was done for a commitment. Sent twice, it is written once.

    file: its name, its bytes and how many they are. activity: the source, where a leader confirmed one; counted once.
    Raises Refused, and documents.gate.Refused for a file that may not be kept.
    """
    school = _school(commitment)
    require(by, Permission.EVIDENCE_ADD, school)
    if activity is not None:
        require(by, Permission.EVIDENCE_EDIT, school)
    locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if locked.in_force_until is not None and locked.in_force_until <= today:
        raise Refused("The policy does not hold this commitment any more.")
    rules.check_line(line)
    rules.check_day(on, in_force_from=locked.in_force_from, today=today)
    standing = Evidence.objects.standing().filter(commitment=locked)
    said = {"line": line.strip(), "on": on, "link": link, "channels": rules.in_order(channels)}
    same = standing.filter(activity=activity) if activity is not None else standing.filter(by=by, activity=None, **said)
    found = same.first()
    if found is not None:
        return found
    kept = _kept(file, school, by) if file is not None else None
    added = Evidence(commitment=locked, file=kept, activity=activity, by=by, added_at=clock.now(), **said)
    with uploads.kept_with_its_row(kept):
        added.full_clean()
        added.save()
    return added


def evidence_token(evidence: Evidence) -> str:
    """What a form about a line of evidence was opened on."""
    return conflicts.token(evidence.line, evidence.on, evidence.channels, evidence.link)


@transaction.atomic
def correct_evidence(
    *,
    evidence: Evidence,
    line: str,
    on: datetime.date,
    channels: list[str],
    link: str,
    opened_on: str,
    by: User,
    today: datetime.date,
) -> Evidence:
    """Correct a line. What it said at first stays beside it. Raises conflicts.Conflict, and Refused if withdrawn."""
    locked = _locked(evidence, by)
    if locked.withdrawn_at is not None:
        raise Refused("This was withdrawn, so it is not corrected any more. Add it anew.")
    said = {"line": line.strip(), "on": on, "channels": rules.in_order(channels), "link": link}
    if all(getattr(locked, name) == value for name, value in said.items()):
        return locked
    conflicts.check(opened_on=opened_on, now=evidence_token(locked))
    rules.check_line(line)
    rules.check_day(on, in_force_from=locked.commitment.in_force_from, today=today)
    if locked.corrected_at is None:
        locked.first_line, locked.first_on = locked.line, locked.on
    for name, value in said.items():
        setattr(locked, name, value)
    locked.corrected_by, locked.corrected_at = by, clock.now()
    locked.full_clean()
    locked.save()
    return locked


@transaction.atomic
def withdraw_evidence(*, evidence: Evidence, reason: str, by: User) -> Evidence:
    """Say that a line counts no more, and why. It stays, struck out. Sent twice, it is withdrawn once."""
    locked = _locked(evidence, by)
    if locked.withdrawn_at is None:
        rules.check_withdrawal(reason)
        locked.withdrawn_by, locked.withdrawn_at, locked.withdrawn_reason = by, clock.now(), reason.strip()
        locked.full_clean()
        locked.save()
    return locked


def may_change(evidence: Evidence, by: User, school: School) -> bool:
    """Whether this person may correct and withdraw a line: leaders any, whoever added it their own."""
    if allows(by, Permission.EVIDENCE_EDIT, school):
        return True
    return evidence.by_id == by.pk and evidence.activity_id is None and allows(by, Permission.EVIDENCE_ADD, school)


def _locked(evidence: Evidence, by: User) -> Evidence:
    school = _school(evidence.commitment)
    if not may_change(evidence, by, school):
        require(by, Permission.EVIDENCE_EDIT, school)
    return Evidence.objects.select_for_update(of=["self"]).select_related("commitment").get(pk=evidence.pk)


def _school(commitment: Commitment) -> School:
    school = commitment.policy.school
    assert school is not None, "only schools adopt"  # noqa: S101
    return school


def _kept(file: tuple[str, BinaryIO, int], school: School, by: User) -> Upload:
    """Keep a file that is the text its name says: no job reads it before somebody opens it."""
    name, content, size = file
    gate.check_name_and_size(name, size)
    data = content.read(gate.MAX_BYTES + 1)
    gate.open_upload(name, data)
    return uploads.keep(name=name, content=io.BytesIO(data), size=len(data), by=by, organisation=key_of(school))
