"""The letters about policies. Each names nobody but its reader, and says nothing of what is in the policy."""

from core.addresses import public_address
from core.mailing import Written
from people.access.guards import allows
from people.access.roles import Permission
from people.models import User
from policies.models import ModelOffer, StandingDispute, Version
from policies.offers.queries import is_open


def standing_answered(about: str) -> Written | None:
    """To whoever disputed a label, while they may change the policy. about: dispute's key, colon, person's."""
    key, _, reader = about.partition(":")
    found = StandingDispute.objects.select_related("adoption__version__policy__school__council")
    dispute = found.filter(pk=int(key), answered_at__isnull=False).first()
    user = User.objects.filter(pk=int(reader), is_active=True).first()
    if dispute is None or user is None:
        return None
    school = dispute.adoption.version.policy.school
    if school is None or not allows(user, Permission.POLICY_EDIT, school):
        return None
    address = public_address("policies:differences", urn=school.urn)
    words = f"{school.council.name} has answered what {school.name} said of how its policy is labelled:\n\n{address}\n"
    return Written(user.email, "How your policy is labelled: the council has answered", words)


def model_offered(about: str) -> Written | None:
    """To a head whose school was offered a new model version, while it waits. about: offer's key, colon, theirs."""
    key, _, reader = about.partition(":")
    offer = ModelOffer.objects.standing().filter(pk=int(key)).select_related("policy__school__council").first()
    user = User.objects.filter(pk=int(reader), is_active=True).first()
    if offer is None or user is None:
        return None
    school, latest = offer.policy.school, Version.objects.filter(policy=offer.policy_id).order_by("-number").first()
    if school is None or not allows(user, Permission.POLICY_EDIT, school) or not is_open(offer, latest):
        return None
    address = public_address("policies:merge-offer", urn=school.urn)
    words = (
        f"{school.council.name} has published a new version of the model that the policy of {school.name} was taken"
        " from. Your adopted policy stands as it is. See what changed, and take it or say why not, here:"
        f"\n\n{address}\n"
    )
    return Written(user.email, "Your council’s model policy has a new version", words)
