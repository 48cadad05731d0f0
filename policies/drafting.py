"""An editor's own draft of a policy: how a change of it is held. Only actions call this."""

from collections.abc import Callable

from core import clock
from people.access.guards import require
from people.models import User
from policies.document import Document, Refused
from policies.models import Draft, Policy, Version
from policies.owners import Owner, edit_permission
from policies.writing import NOTHING_YET, policy_of


def edit_draft(owner: Owner, by: User, change: Callable[[Document], Document]) -> Draft:
    """Save what `change` makes of the editor's draft; the policy is locked meanwhile. Asks who may."""
    require(by, edit_permission(owner), owner)
    draft = _draft_of(policy_of(owner), by)
    draft.hold(change(draft.text), clock.now())
    draft.full_clean()
    draft.save()
    return draft


def _draft_of(policy: Policy, by: User) -> Draft:
    """The editor's draft, begun from the latest version where they have none."""
    draft = Draft.objects.select_for_update().filter(policy=policy, editor=by).first()
    if draft is not None:
        return draft
    latest: Version | None = policy.versions.first()
    if latest is None:
        raise Refused(NOTHING_YET)
    return Draft(policy=policy, editor=by, base=latest, document=latest.document)
