"""Correcting what was read in a policy before it is confirmed, and taking a confirmed one out again for a day."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import ProtectedError

from core import uploads
from core.correcting import keeping
from core.correcting.operations import added
from core.history.acting import because
from core.models import Preview
from core.organisations import key_of
from people.access.guards import require
from people.access.roles import Permission
from people.models import School, User
from policies import rules, undoing
from policies.actions.versions import PREVIEW_KIND
from policies.document import Refused
from policies.models import Version
from policies.reading.checking import Checked, Operation, checked_as
from policies.writing import policy_of


@transaction.atomic
def correct_reading(
    *, school: School, preview: Preview, operations: Sequence[Operation[Checked]], opened_on: str, by: User
) -> list[str]:
    """Say these things about what was read; what each does, in a sentence. Sent twice, they are said once.

    opened_on: the token of the log that the page showed.
    Raises core.rules.Stale where the preview can no longer be corrected, conflicts.Conflict where it was corrected
    since the page was opened, core.correcting.operations.Refused where one has nothing to correct.
    """
    require(by, Permission.POLICY_EDIT, school)
    held, log = keeping.hold(preview=preview, by=by, kind=PREVIEW_KIND, organisation=key_of(school))
    if keeping.was_sent(log, [operation.as_json() for operation in operations], opened_on=opened_on):
        return []
    reading = checked_as(held.result or {}, log.operations)
    lines = added(reading, operations, after=len(log.operations))
    keeping.add(log, lines, by=by)
    return [said for _, said in lines]


@transaction.atomic
def undo_correction(*, school: School, preview: Preview, opened_on: str, by: User) -> str:
    """Take back the last correction that stands; what it was. Raises as `correct_reading` does."""
    require(by, Permission.POLICY_EDIT, school)
    _, log = keeping.hold(preview=preview, by=by, kind=PREVIEW_KIND, organisation=key_of(school))
    return keeping.undo_last(log, opened_on=opened_on, by=by)


@transaction.atomic
def undo_policy_import(*, school: School, version: Version, by: User) -> None:
    """Take a version out again that was brought in from a document, with the document and how it was corrected.

    Raises Refused when it has been here for a day, or when somebody went on from it.
    """
    require(by, Permission.POLICY_EDIT, school)
    policy = policy_of(school)
    locked = Version.objects.select_for_update(of=["self"]).select_related("source").filter(pk=version.pk).first()
    if locked is None or locked.policy_id != policy.pk:
        raise Refused("This version has been taken out already.")
    undoing.check_undo(locked)
    source = locked.source
    with because("The version that was brought in from a document was taken out again."):
        try:
            locked.delete()
        except ProtectedError as error:
            raise Refused(rules.WENT_ON) from error
        if source is not None:
            uploads.remove(source)
