"""The letter by which a council asks a school for what is missing. It names nobody, and says nothing of a policy."""

from core import clock
from core.addresses import public_address
from core.mailing import Written
from people.models import User
from succession.council import chases
from succession.models import Chase


def chased(about: str) -> Written | None:
    """To a head or clerk, while they are one and it is missing. about: the key of the chase, a colon, the person's."""
    key, _, reader = about.partition(":")
    chase = Chase.objects.select_related("school__council").filter(pk=int(key)).first()
    user = User.objects.filter(pk=int(reader), is_active=True).first()
    today = clock.today()
    if chase is None or user is None or not chases.is_reader(user, chase.school, today):
        return None
    if not chases.is_missing(chase, today):
        return None
    address = public_address("policies:policy", urn=chase.school.urn)
    words = (
        f"{chases.sentence(chase, chase.school)}\n\nOpen the policy, and see what to do next, here:\n\n{address}\n\n"
        "If it is done already, there is nothing to do.\n"
    )
    return Written(user.email, f"Your succession planning policy: {chase.school.council.name} asks", words)
