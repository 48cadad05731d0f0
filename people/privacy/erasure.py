"""Erasing people: asked for, confirmed by a second step, done whole or not at all, certified, and done again after a
restore.

What is emptied is described in core.privacy and done by the database's own function (core.erasing), in the tables and
in their history. Here stand who may ask for it, what refuses it, and what lies outside the database: files and papers.
"""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import F, Min, ProtectedError

from core import clock, erasing, kept, papers, privacy, uploads
from core.history.acting import tell
from core.models import Preview, Upload
from people.access.guards import require
from people.access.resetting import administers_itself
from people.access.roles import Permission
from people.membership.queries import Place
from people.models import DataPack, Erasure, Hold, Membership, StaffMember, TermOfOffice, User
from people.privacy import ledger, retention, standing_in
from people.privacy.retention import Ground


class Refused(Exception):
    """An erasure, a hold or a copy that may not be had as asked. Its text is the sentence the person reads."""


# Asking ---------------------------------------------------------------------------------------------------------------
@transaction.atomic
def ask_for_erasure(*, person: User, controller: Place, ground: Ground, by: User, today: datetime.date) -> Erasure:
    """The first step: somebody is to be erased. The person themself may ask, and the controller's administrators.

    Raises Refused where something stands against it.
    """
    if by.pk != person.pk or ground is not Ground.ASKED:
        require(by, Permission.PRIVACY_MANAGE, controller)
    locked = _locked(person)
    _check(locked, controller, ground, today)
    if Erasure.objects.open().filter(person=locked).exists():
        raise Refused("This erasure has been asked for already. It waits to be confirmed.")
    erasure = Erasure(person=locked, ground=ground.value, asked_by=by, asked_at=clock.now(), **decided_by(controller))
    erasure.full_clean()
    erasure.save()
    return erasure


@transaction.atomic
def withdraw(*, erasure: Erasure, by: User) -> Erasure:
    """Take back what was asked for: whoever asked may, the person, and the controller's administrators."""
    locked = Erasure.objects.select_for_update(of=["self"]).get(pk=erasure.pk)
    if by.pk not in {locked.asked_by_id, locked.person_id}:
        require(by, Permission.PRIVACY_MANAGE, locked.controller)
    if locked.done_at is not None:
        raise Refused("This erasure is done and cannot be taken back.")
    if locked.withdrawn_at is None:
        locked.withdrawn_by, locked.withdrawn_at = by, clock.now()
        locked.full_clean()
        locked.save(update_fields=["withdrawn_by", "withdrawn_at"])
    return locked


def waiting_for(person: User) -> Erasure | None:
    """The erasure of this very person that waits to be confirmed."""
    return Erasure.objects.open().filter(person=person).select_related("school", "trust", "council").first()


# Doing ----------------------------------------------------------------------------------------------------------------
@transaction.atomic
def confirm(*, erasure: Erasure, by: User, today: datetime.date) -> Erasure:
    """The second step: erase, and certify it. Another administrator than the one who asked, or the same after a wait.

    All of it happens or nothing: files are removed last, and a ledger that cannot be written stops it.
    """
    require(by, Permission.PRIVACY_MANAGE, erasure.controller)
    person = _locked(erasure.person)
    locked = Erasure.objects.select_for_update(of=["self"]).get(pk=erasure.pk)
    if locked.done_at is not None:
        return locked
    if locked.withdrawn_at is not None:
        raise Refused("This erasure was withdrawn, so nobody was erased.")
    refusal = retention.confirm_refusal(
        asked_by=locked.asked_by_id,
        asked_on=day_of(locked.asked_at),
        by=by.pk,
        today=today,
    )
    if refusal:
        raise Refused(refusal)
    if by.pk == person.pk:
        raise PermissionDenied("Your own erasure is confirmed by somebody else.")
    _check(person, locked.controller, Ground(locked.ground), today)
    now = clock.now()
    locked.counts = _erase(person, now)
    locked.confirmed_by, locked.done_at = by, now
    locked.full_clean()
    locked.save(update_fields=["counts", "confirmed_by", "done_at"])
    return locked


def _erase(person: User, now: datetime.datetime) -> dict[str, int]:
    """Erase, and write it in the ledger. Call inside a transaction, with a locked row.

    The ledger comes last: a line that is followed by a crash names somebody whose erasure was decided.
    """
    entries = _entries_without_account(person)
    counts = _erase_all(person, now)
    ledger.append(settings.ERASURE_LEDGER, ledger.Entry(person.pk, person.joined_at, now, entries))
    return counts


def _entries_without_account(person: User) -> tuple[tuple[int, datetime.datetime], ...]:
    """The entries of somebody who never had an account, as the ledger knows them again: number and first moment."""
    if not standing_in.is_stand_in(person):
        return ()
    entries = StaffMember.objects.filter(user=person).order_by("pk").values_list("pk", flat=True)
    return tuple((entry, first) for entry in entries if (first := _first_moment(entry)) is not None)


def _first_moment(entry: int) -> datetime.datetime | None:
    """When history first knew an entry of a register; None where it is too old for that."""
    history: Any = StaffMember.pgh_event_model  # type: ignore[attr-defined]
    first: datetime.datetime | None = history.objects.filter(pgh_obj=entry).aggregate(first=Min("pgh_created_at"))[
        "first"
    ]
    return first


def _erase_all(person: User, now: datetime.datetime) -> dict[str, int]:
    """Everything that is the person's, in the database and beside it. Gives back how much, by table and column.

    Files go after all else that could fail: those that go are kept for a day or a week, or made again when asked for.
    """
    unconfirmed = list(
        Preview.objects.filter(made_by=person, confirmed_at__isnull=True).values_list("upload", flat=True)
    )
    shown = list(erasing.papers_of(person.pk))
    counts = _erase_rows(person.pk)
    counts["sessions"] = _end_sessions(person.pk)
    counts["packs"] = _remove_packs(DataPack.objects.filter(person=person), now)
    counts["papers"] = sum(papers.remove(kind=kind, subject=subject) for kind, subject in shown)
    counts["files"] = sum(_remove_file(upload) for upload in Upload.objects.filter(pk__in=unconfirmed))
    return {key: count for key, count in counts.items() if count}


def _erase_rows(person: int) -> dict[str, int]:
    """What the database does by itself, as far as it will: what it would refuse at the commit it refuses here.

    After that it waits for the commit again, so that a second erasure may follow in the same transaction.
    """
    tell()  # a function writes where no statement shows it
    with connection.cursor() as cursor:
        cursor.execute("SELECT erase_person(%s)", [person])
        found = cursor.fetchone()[0]
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    counts: dict[str, int] = json.loads(found) if isinstance(found, str) else found
    return counts


def _remove_file(upload: Upload) -> int:
    """Remove a file that nobody confirmed. One from which something was made all the same stays, under another name."""
    try:
        with transaction.atomic():
            uploads.remove(upload)
    except ProtectedError:
        return 0
    return 1


def _end_sessions(person: int) -> int:
    """Sign the person out everywhere. A session says sealed whose it is, and whose words it keeps: each is opened."""
    own = [
        session.pk
        for session in Session.objects.iterator()
        if str(person) in {(held := session.get_decoded()).get(SESSION_KEY), kept.owner_in(held)}
    ]
    return Session.objects.filter(pk__in=own).delete()[0]


def _remove_packs(packs: Iterable[DataPack], now: datetime.datetime) -> int:
    removed = 0
    for pack in packs:
        removed += papers.remove(kind=PACK_KIND, subject=str(pack.pk))
        if pack.removed_at is None:
            pack.removed_at = now
            pack.save(update_fields=["removed_at"])
    return removed


PACK_KIND = "people.pack"


@transaction.atomic
def remove_old_packs(now: datetime.datetime) -> int:
    """Remove the copies that nobody fetched within a week. Called by a sweep."""
    before = now - datetime.timedelta(days=retention.PACK.keep.days)
    return _remove_packs(DataPack.objects.kept().filter(asked_at__lte=before).select_for_update(), now)


# What stands against it -----------------------------------------------------------------------------------------------
def refusal(person: User, controller: Place, ground: Ground, today: datetime.date) -> str | None:
    """Why this person cannot be erased now by this controller, or None: what hides the button."""
    try:
        _check(person, controller, ground, today, is_looking=True)
    except Refused as refused:
        return str(refused)
    return None


def _check(person: User, controller: Place, ground: Ground, today: datetime.date, *, is_looking: bool = False) -> None:
    """Raise Refused where something stands against it. is_looking: nothing is done, so nothing is held fast."""
    if is_erased(person):
        raise Refused("This person has been erased already.")
    if person.is_superuser:
        raise Refused("This person runs the installation. Take that from them in the administration first.")
    if not is_of(person, controller):
        raise Refused(f"This person holds and held no role at {controller}.")
    hold = Hold.objects.in_force(today).filter(person=person).order_by("pk").first()
    if hold is not None:
        until = f"until {hold.until:%-d %B %Y}" if hold.until else "until it is lifted"
        raise Refused(f"A hold keeps this person’s data {until}.")
    held = list(Membership.objects.filter(user=person).in_force(today).with_places().order_by("pk"))
    if any(membership.organisation != controller for membership in held):
        raise Refused(
            "This person also holds a role elsewhere, where their data is another’s to decide about. End their role "
            "here, or ask there."
        )
    for membership in held:
        if _is_last_administrator(membership, today, is_looking=is_looking):
            raise Refused(
                f"This person is the only administrator of {membership.organisation}. Name a successor first."
            )
    left = retention.ground_refusal(ground.value, None if held else left_on(person), today)
    if left:
        raise Refused(left)


def is_erased(person: User) -> bool:
    """Whether nothing is left of this person but a number."""
    return privacy.is_nowhere(person.email)


def is_of(person: User, controller: Place) -> bool:
    """Whether this person holds or held a role, a place on a body or, without an account, a job at this place."""
    return (
        Membership.objects.at(controller).filter(user=person).exists()
        or TermOfOffice.objects.of(controller).filter(user=person).exists()
        or standing_in.is_kept_by(person, controller)
    )


def left_on(person: User) -> datetime.date | None:
    """The last day of a person's last role, place or job; None where one has no last day, or there was none."""
    days = [
        *Membership.objects.filter(user=person).values_list("ends_on", flat=True),
        *TermOfOffice.objects.filter(user=person).values_list("ends_on", flat=True),
        *StaffMember.objects.filter(user=person).values_list("ends_on", flat=True),
    ]
    ended = [day for day in days if day is not None]
    return max(ended) if len(ended) == len(days) and ended else None


def _is_last_administrator(membership: Membership, today: datetime.date, *, is_looking: bool) -> bool:
    """Whether this is the one membership by which somebody administers its organisation.

    Holds all of them fast, but for somebody who only looks.
    """
    if not administers_itself(membership):
        return False
    alike = Membership.objects.at(membership.organisation).of_administrators()
    others = alike.in_force(today).exclude(user=membership.user_id).filter(user__is_active=True)
    if not is_looking:
        # Sorted by key, so that two erasures at once wait for each other and do not lock each other out.
        list(alike.in_force(today).order_by("pk").select_for_update(of=["self"]))
    return not others.exists()


def _locked(person: User) -> User:
    """The person, held fast until it is decided, so that a hold and an erasure cannot both win."""
    return User.objects.select_for_update().get(pk=person.pk)


def decided_by(controller: Place | None) -> dict[str, Place]:
    """The field of a row that says whose decision it is; none where it is the person's own."""
    return {} if controller is None else {str(controller._meta.model_name): controller}


def day_of(moment: datetime.datetime) -> datetime.date:
    """The day it was in London."""
    with clock.at(moment):
        return clock.today()


# Holds ----------------------------------------------------------------------------------------------------------------
@transaction.atomic
def place_hold(*, person: User, controller: Place, reason: str, until: datetime.date | None, by: User) -> Hold:
    """Stop every erasure of a person for the time being."""
    require(by, Permission.PRIVACY_MANAGE, controller)
    locked = _locked(person)
    if is_erased(locked):
        raise Refused("This person has been erased already.")
    if not is_of(locked, controller):
        raise Refused(f"This person holds and held no role at {controller}.")
    hold = Hold(
        person=locked, reason=reason, until=until, placed_by=by, placed_at=clock.now(), **decided_by(controller)
    )
    hold.full_clean()
    hold.save()
    return hold


@transaction.atomic
def lift_hold(*, hold: Hold, by: User) -> Hold:
    """Let what is due be erased again. Sent twice, it is lifted once."""
    locked = Hold.objects.select_for_update(of=["self"]).get(pk=hold.pk)
    require(by, Permission.PRIVACY_MANAGE, locked.controller)
    if locked.lifted_at is None:
        locked.lifted_by, locked.lifted_at = by, clock.now()
        locked.full_clean()
        locked.save(update_fields=["lifted_by", "lifted_at"])
    return locked


# After a restore ------------------------------------------------------------------------------------------------------
@dataclass(slots=True)
class Replayed:
    """What became of each erasure of a ledger, by the person's number."""

    erased: list[int] = field(default_factory=list)
    erased_before: list[int] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)


def replay(path: Path) -> Replayed:
    """Erase again whom a ledger says were erased: for a database that was restored from an older backup.

    Call it as soon as the database and the files are back, before anybody signs in. Safe to repeat. Whom the backup
    does not know, or knows under the same number as somebody else, is listed as unknown and left alone. What was
    erased after the ledger was lost cannot be known: without a ledger, say so.

    Raises ledger.Unreadable.
    """
    found = Replayed()
    every = {(entry.person, entry.joined): entry for entry in ledger.entries(path)}
    for entry in every.values():
        with transaction.atomic():
            person = User.objects.select_for_update().filter(pk=entry.person, joined_at=entry.joined).first()
            if person is None:
                person = _stands_in_again(entry)
            if person is None:
                found.unknown.append(entry.person)
                continue
            known = is_erased(person)
            (found.erased_before if known else found.erased).append(entry.person)
            # Once more where the name is gone already: it costs little, and what came after it goes too.
            _erase_all(person, entry.erased)
            # What was asked for and stands open in the backup is done.
            Erasure.objects.open().filter(person=person).update(withdrawn_at=entry.erased, withdrawn_by=F("asked_by"))
    return found


def _stands_in_again(entry: ledger.Entry) -> User | None:
    """Who stands in for a leaver without an account in a backup from before anybody stood in for them."""
    for number, first in entry.staff:
        locked = StaffMember.objects.select_for_update(of=["self"]).select_related("user").filter(pk=number).first()
        if locked is not None and _first_moment(number) == first:
            return locked.user or standing_in.made_for(locked)
    return None
