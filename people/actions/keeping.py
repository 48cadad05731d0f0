"""An organisation keeps an administrator: what every change of who they are asks first.

The row of the organisation is locked, so that of two people who each end the other's role at once the second finds the
first's change.
"""

import datetime
from collections.abc import Sequence

from people.access.granting import ADMINISTRATORS, is_administrators
from people.access.roles import ROLE_LABELS, Role
from people.membership.rules import Days, opens_a_gap
from people.models import Council, Membership, School, Trust, User
from people.rules import Refused


def locked(place: School | Trust | Council) -> None:
    """Let nobody else change who has which role at this organisation until this transaction ends."""
    type(place).objects.select_for_update(no_key=True).get(pk=place.pk)


def locked_person(user: User) -> User:
    """The person, as they are now and stay until this transaction ends."""
    return User.objects.select_for_update(no_key=True).get(pk=user.pk)


def check_kept(
    place: School | Trust | Council, *, without: Sequence[int], instead: Sequence[Days], today: datetime.date
) -> None:
    """Refuse a change that would leave this organisation without an administrator on some day.

    without: the keys of memberships that change. instead: the days on which an administrator's role is held after it.
    """
    locked(place)
    held = [
        (membership.pk, (membership.starts_on, membership.ends_on))
        for membership in Membership.objects.at(place).current(today).of_administrators().filter(user__is_active=True)
    ]
    before = [days for _, days in held]
    after = [days for pk, days in held if pk not in without] + list(instead)
    if opens_a_gap(before, after, today):
        raise Refused(last_one(place))


def check_may_close(user: User, today: datetime.date) -> None:
    """Refuse to close an account where that would leave an organisation without an administrator."""
    locked_person(user)
    held = list(
        Membership.objects.filter(user=user)
        .current(today)
        .of_administrators()
        .with_places()
        .order_by("school", "trust", "council", "pk")
    )
    for membership in held:
        place = membership.organisation
        own = [other.pk for other in held if other.organisation == place]
        check_kept(place, without=own, instead=[], today=today)


def check_may_change(
    membership: Membership, *, ends_on: datetime.date | None, is_marked: bool, today: datetime.date
) -> None:
    """Refuse to give a role another last day or mark where that would leave its place without an administrator."""
    role = Role(membership.role)
    stored = Membership.objects.with_places().get(pk=membership.pk)
    if not is_administrators(role, is_marked=stored.is_administrator):
        return
    stays = is_administrators(role, is_marked=is_marked) and stored.stopped_at is None
    instead: list[Days] = [(stored.starts_on, ends_on)] if stays else []
    check_kept(stored.organisation, without=[stored.pk], instead=instead, today=today)


def last_one(place: School | Trust | Council) -> str:
    """Why the last administrator stays."""
    role = ADMINISTRATORS[str(place._meta.model_name)]
    word = "administrator" if role is Role.OFFICER else ROLE_LABELS[role].lower()
    return (
        f"{place} would then have no {word}, and nobody to look after its roles. "
        f"Name who follows, or invite somebody and wait until they have accepted."
    )
