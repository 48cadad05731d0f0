"""Places on a body: who has one, until when, and how many there are. What a body has set about its notice too."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from core import conflicts
from people import rules
from people.access.guards import require_any
from people.access.roles import Permission
from people.governance.notice import NoticeKind
from people.models import Body, Membership, TermOfOffice, User
from people.models.governance import places_field
from people.rules import ON_BOARDS, GovernorCategory, Office, Refused


@transaction.atomic
def add_term(
    *,
    body: Body,
    name: str,
    category: GovernorCategory,
    office: Office | None,
    appointing_body: str,
    starts_on: datetime.date,
    ends_on: datetime.date | None,
    user: User | None,
    by: User,
) -> TermOfOffice:
    """Write down that somebody has a place on a body. Sent twice, it is written once.

    Raises Refused for days the wrong way round, and for an account of somebody without a role there.
    """
    locked = _locked(body, by)
    _check_days(starts_on, ends_on)
    _check_account(locked, user)
    same = TermOfOffice.objects.filter(
        body=locked, name=name, category=category.value, starts_on=starts_on, ends_on=ends_on
    ).first()
    if same is not None:
        return same
    term = TermOfOffice(
        body=locked,
        name=name,
        user=user,
        category=category.value,
        office=office.value if office else "",
        appointing_body=appointing_body,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    term.full_clean()
    term.save()
    return term


@transaction.atomic
def change_term(
    *,
    term: TermOfOffice,
    name: str,
    category: GovernorCategory,
    office: Office | None,
    appointing_body: str,
    starts_on: datetime.date,
    ends_on: datetime.date | None,
    user: User | None,
    opened_on: str,
    by: User,
) -> TermOfOffice:
    """Correct a place: its name, category, days or office, or whose account it is.

    Raises conflicts.Conflict where somebody changed it meanwhile, and Refused as `add_term`.
    """
    locked = _locked_term(term, by)
    _check_days(starts_on, ends_on)
    if user != locked.user:
        _check_account(locked.body, user)
    given = (name, category.value, office.value if office else "", appointing_body, starts_on, ends_on, user)
    if given == _words(locked):
        return locked
    conflicts.check(opened_on=opened_on, now=term_token(locked))
    locked.name, locked.category, locked.office, locked.appointing_body = given[:4]
    locked.starts_on, locked.ends_on, locked.user = starts_on, ends_on, user
    locked.full_clean()
    locked.save()
    return locked


@transaction.atomic
def end_term(*, term: TermOfOffice, ends_on: datetime.date, opened_on: str, by: User) -> TermOfOffice:
    """Say on which day a place ends, or ended. Sent twice, it ends once.

    Raises conflicts.Conflict where somebody changed it meanwhile, and Refused for a day before its first.
    """
    locked = _locked_term(term, by)
    _check_days(locked.starts_on, ends_on)
    if locked.ends_on != ends_on:
        conflicts.check(opened_on=opened_on, now=term_token(locked))
        locked.ends_on = ends_on
        locked.full_clean()
        locked.save(update_fields=["ends_on"])
    return locked


def term_token(term: TermOfOffice) -> str:
    """What a form about a place was opened on."""
    return conflicts.token(*_words(term))


@transaction.atomic
def set_body(
    *,
    body: Body,
    notice_kind: NoticeKind | None,
    notice_days: int | None,
    places: Mapping[GovernorCategory, int | None],
    opened_on: str,
    by: User,
) -> Body:
    """Say how much notice a body gives of its papers, and how many places it has. None leaves what is usual.

    Raises conflicts.Conflict where somebody changed it meanwhile.
    """
    locked = _locked(body, by)
    before = body_token(locked)
    locked.notice_kind, locked.notice_days = (notice_kind.value if notice_kind else ""), notice_days
    for category in ON_BOARDS:
        setattr(locked, places_field(category), places.get(category))
    if body_token(locked) == before:
        return locked
    conflicts.check(opened_on=opened_on, now=before)
    locked.full_clean()
    locked.save()
    return locked


def body_token(body: Body) -> str:
    """What a form about a body was opened on."""
    return conflicts.token(body.notice_kind, body.notice_days, *body.places.values())


# ---------------------------------------------------------------------------------------------------------------------
def _locked(body: Body, by: User) -> Body:
    require_any(by, Permission.MEETING_EDIT, [body.council] if body.council else body.schools.all())
    return Body.objects.select_for_update(of=["self"]).select_related("council").get(pk=body.pk)


def _locked_term(term: TermOfOffice, by: User) -> TermOfOffice:
    _locked(term.body, by)
    return TermOfOffice.objects.select_for_update(of=["self"]).select_related("body__council", "user").get(pk=term.pk)


def _words(term: TermOfOffice) -> tuple[object, ...]:
    return (term.name, term.category, term.office, term.appointing_body, term.starts_on, term.ends_on, term.user)


def _check_days(starts_on: datetime.date, ends_on: datetime.date | None) -> None:
    refusal = rules.term_refusal(starts_on=starts_on, ends_on=ends_on)
    if refusal:
        raise Refused(refusal)


def _check_account(body: Body, user: User | None) -> None:
    """Nobody is given a place, and with it its papers, who has no role where the body belongs."""
    if user is None:
        return
    held = Membership.objects.filter(user=user)
    here = held.filter(council=body.council) if body.council else held.filter(school__in=body.schools.all())
    if not here.exists():
        raise Refused("Choose an account from the list: somebody with a role at the school or council of this body.")
