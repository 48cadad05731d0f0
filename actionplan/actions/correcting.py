"""Correcting what was read in a plan before it is confirmed."""

from collections.abc import Sequence

from django.db import transaction

from actionplan.actions.importing import KIND
from actionplan.reading.checking import Checked, Operation, checked_as
from core.correcting import keeping
from core.correcting.operations import added
from core.models import Preview
from core.organisations import key_of
from people.access.guards import require
from people.access.roles import Permission
from people.models import Council, User


@transaction.atomic
def correct_plan(
    *, council: Council, preview: Preview, operations: Sequence[Operation[Checked]], opened_on: str, by: User
) -> list[str]:
    """Say these things about what was read; what each does, in a sentence. Sent twice, they are said once.

    opened_on: the token of the log that the page showed.
    Raises core.rules.Stale where the preview can no longer be corrected, conflicts.Conflict where it was corrected
    since the page was opened, core.correcting.operations.Refused where one has nothing to correct.
    """
    require(by, Permission.PLAN_EDIT, council)
    held, log = keeping.hold(preview=preview, by=by, kind=KIND, organisation=key_of(council))
    if keeping.was_sent(log, [operation.as_json() for operation in operations], opened_on=opened_on):
        return []
    reading = checked_as(held.result or {}, log.operations)
    lines = added(reading, operations, after=len(log.operations))
    keeping.add(log, lines, by=by)
    return [said for _, said in lines]


@transaction.atomic
def undo_plan_correction(*, council: Council, preview: Preview, opened_on: str, by: User) -> str:
    """Take back the last correction that stands; what it was. Raises as `correct_plan` does."""
    require(by, Permission.PLAN_EDIT, council)
    _, log = keeping.hold(preview=preview, by=by, kind=KIND, organisation=key_of(council))
    return keeping.undo_last(log, opened_on=opened_on, by=by)
