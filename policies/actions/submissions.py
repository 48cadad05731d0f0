"""Sending a version to the governing board, and giving it back with comments."""

from django.db import transaction

from core import clock
from people.access.guards import require
from people.access.roles import Permission
from people.models import User
from policies import rules
from policies.actions import consultations
from policies.models import Draft, Version
from policies.rules import Step
from policies.writing import lock_version, write_clause_rows


def check_submit(
    version: Version, latest: Version | None, waiting: Version | None, draft: Draft | None, out: Version | None = None
) -> None:
    """Refuse to submit anything but the latest version, with nothing unsaved, out for consultation or waiting."""
    rules.after(Step.SUBMIT, version.state)
    rules.check_latest(version.number, latest.number if latest else version.number)
    rules.check_all_saved(has_draft=draft is not None)
    rules.check_none_out(out.number if out else None)
    rules.check_nothing_waits(waiting.number if waiting else None)


@transaction.atomic
def submit(*, version: Version, by: User) -> Version:
    """Send a version to the governing board. Sent twice by the same person, it is submitted once."""
    require(by, Permission.POLICY_EDIT, version.policy.owner)
    locked = lock_version(version)
    if locked.state == rules.VersionState.SUBMITTED and locked.submitted_by_id == by.pk:
        return locked
    versions = locked.policy.versions
    out = versions.out().first()
    if out is not None:
        out = locked if out.pk == locked.pk else lock_version(out)
        consultations.settle(out, clock.today())
        out = out if out.state == rules.VersionState.CONSULTATION and out.pk != locked.pk else None
    draft = locked.policy.drafts.filter(editor=by).first()
    check_submit(locked, versions.first(), versions.waiting().first(), draft, out)
    locked.state = rules.after(Step.SUBMIT, locked.state)
    locked.submitted_by, locked.submitted_at = by, clock.now()
    locked.full_clean()
    locked.save(update_fields=["state", "submitted_by", "submitted_at"])
    write_clause_rows(locked)
    return locked


def check_return(version: Version) -> None:
    """Refuse to return a version that is not with the governing board."""
    rules.after(Step.RETURN, version.state)


@transaction.atomic
def return_with_comments(*, version: Version, comments: str, by: User) -> Version:
    """Give a submitted version back to the school, with what the governing board asked for."""
    require(by, Permission.ADOPTION_RECORD, version.policy.owner)
    locked = lock_version(version)
    rules.check_comments(comments)
    locked.state = rules.after(Step.RETURN, locked.state)
    locked.returned_by, locked.returned_at, locked.comments = by, clock.now(), comments.strip()
    locked.full_clean()
    locked.save(update_fields=["state", "returned_by", "returned_at", "comments"])
    locked.clauses.all().delete()
    return locked
