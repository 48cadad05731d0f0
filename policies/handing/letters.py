"""The letter about a document that a council handed over. It names nobody but its reader, and says nothing of it."""

from core.addresses import public_address
from core.mailing import Written
from people.access.guards import allows
from people.access.roles import Permission
from people.models import User
from policies.models import HandedPolicy


def handed(about: str) -> Written | None:
    """To those who write the school's policy, while it waits. about: the key of what was handed, colon, person's."""
    key, _, reader = about.partition(":")
    found = HandedPolicy.objects.waiting().filter(pk=int(key)).select_related("school__council").first()
    user = User.objects.filter(pk=int(reader), is_active=True).first()
    if found is None or user is None or not allows(user, Permission.POLICY_EDIT, found.school):
        return None
    school = found.school
    address = public_address("policies:handed", urn=school.urn, handed_id=found.pk)
    words = (
        f"{school.council.name} has a document that it takes to be the succession policy of {school.name}. Nothing"
        f" becomes your policy by it. Look at it, and take it up or say why not, here:\n\n{address}\n"
    )
    return Written(user.email, f"A policy of {school.name} to look at", words)
