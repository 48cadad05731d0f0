"""A person's own calendar link: made, made anew, and taken back. Each for themselves alone."""

from django.db import transaction

from core import clock
from people.models import User
from succession.calendars import links
from succession.models import CalendarFeed


@transaction.atomic
def renew_link(*, by: User) -> CalendarFeed:
    """Make a link; the one there was opens nothing from then on."""
    nonce = links.new_nonce()
    made = {"nonce": nonce, "token_hash": links.hash_of(links.token_of(nonce)), "made_at": clock.now()}
    User.objects.select_for_update().get(pk=by.pk)  # two at once make one after the other
    feed, _ = CalendarFeed.objects.update_or_create(user=by, defaults=made)
    return feed


@transaction.atomic
def revoke_link(*, by: User) -> None:
    """Take the link back: it opens nothing any more. Sent twice, it is taken back once."""
    CalendarFeed.objects.filter(user=by).delete()
