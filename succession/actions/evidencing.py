"""An activity becomes evidence for commitments of the policy, once a leader of the school confirms the words.

The evidence is open, so it names nobody: its words are refused where a name of the activity stands in them.
"""

import datetime
from collections.abc import Sequence

from django.db import transaction

from people.access.guards import require
from people.access.roles import Permission
from people.development.rules import State, check_open
from people.models import Activity, User
from people.rules import Refused
from policies.actions.evidence import add_evidence, withdraw_evidence
from policies.models import Commitment, Evidence


@transaction.atomic
def confirm_activity(
    *,
    activity: Activity,
    commitments: Sequence[Commitment],
    line: str,
    channels: list[str],
    by: User,
    today: datetime.date,
) -> list[Evidence]:
    """Make a finished activity evidence for each of these commitments, in these words. Sent twice, it counts once.

    Raises Refused for one that is not finished, that a leader has not confirmed, or whose words name somebody.
    """
    locked = _locked(activity, by)
    if locked.state != State.FINISHED or locked.ends_on is None:
        raise Refused("This is not finished yet. It becomes evidence once it is.")
    if locked.agreed_at is None:
        raise Refused("Confirm first that this took place.")
    if not commitments:
        raise Refused("Choose at least one commitment that this serves.")
    if any(commitment.policy.school_id != locked.school_id for commitment in commitments):
        raise Refused("Choose commitments of your school’s own policy.")
    check_open(line, _names(locked))
    return [
        add_evidence(
            commitment=commitment,
            line=line,
            on=locked.ends_on,
            channels=channels,
            by=by,
            today=today,
            activity=locked,
        )
        for commitment in sorted(commitments, key=lambda commitment: commitment.pk)
    ]


@transaction.atomic
def withdraw_activity(*, activity: Activity, reason: str, by: User) -> list[Evidence]:
    """Withdraw all evidence that an activity is, with a reason. Sent twice, it is withdrawn once."""
    locked = _locked(activity, by)
    standing = Evidence.objects.standing().filter(activity=locked).select_related("commitment__policy__school")
    return [withdraw_evidence(evidence=line, reason=reason, by=by) for line in standing.order_by("pk")]


def _locked(activity: Activity, by: User) -> Activity:
    require(by, Permission.DEVELOPMENT_EDIT, activity.school)
    require(by, Permission.EVIDENCE_EDIT, activity.school)
    found = Activity.objects.select_for_update(of=["self"]).select_related("school", "staff", "mentor")
    return found.get(pk=activity.pk)


def _names(activity: Activity) -> list[str]:
    return [person.name for person in (activity.staff, activity.mentor) if person] + [activity.partner]
