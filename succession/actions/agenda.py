"""Writing an agenda: its items and their order, who is kept out of one, and the papers.

The clerk writes the agenda of a school's body, an officer that of a council's. What somebody is kept out of they can
neither read nor change, though they keep the minutes. Once it is issued, an agenda stays as it is, but for late items
and late papers.
"""

import datetime
import uuid
from collections.abc import Collection
from typing import BinaryIO

from django.db import transaction
from django.db.models import Max

from core import clock, conflicts, mail, uploads
from core.organisations import key_of
from people.access.guards import require_any
from people.access.roles import Permission
from people.models import Meeting, TermOfOffice, User
from people.rules import MeetingStatus, Refused
from succession.meetings import access, papers, rules
from succession.meetings.rules import Audience, Decides, ItemKind
from succession.models import AgendaIssue, AgendaItem, AgendaPaper, Decision, ItemExclusion

NOT_YOURS = "This is an item that you are not part of."


@transaction.atomic
def add_item(
    *,
    meeting: Meeting,
    key: uuid.UUID,
    title: str,
    kind: ItemKind,
    decides: Decides | None,
    presenter: str,
    audience: Audience | None,
    shut_out: Collection[TermOfOffice],
    by: User,
) -> AgendaItem:
    """Put an item at the end of an agenda. Sent twice, with one key, it is put once.

    audience: of a confidential item; None for an open one. shut_out: members of the body who are kept out of it.
    Raises Refused for a cancelled meeting and a full agenda.
    """
    locked = _locked(meeting, by)
    same = AgendaItem.objects.filter(key=key, meeting=locked).first()
    if same is not None:
        return same
    if locked.status == MeetingStatus.CANCELLED:
        raise Refused(rules.change_refusal(is_issued=False, status=locked.status) or "")
    there = AgendaItem.objects.filter(meeting=locked)
    if there.count() >= rules.MOST_ITEMS:
        raise Refused(f"An agenda has at most {rules.MOST_ITEMS} items. Put some of it into a paper.")
    item = AgendaItem(
        meeting=locked,
        key=key,
        position=(there.aggregate(last=Max("position"))["last"] or 0) + 1,
        title=title.strip(),
        kind=kind.value,
        decides=decides.value if decides else "",
        presenter=presenter.strip(),
        is_confidential=audience is not None,
        audience=audience.value if audience else "",
        added_by=by,
        added_at=clock.now(),
    )
    item.full_clean()
    item.save()
    _shut_out(item, shut_out, by)
    return item


@transaction.atomic
def change_item(
    *,
    item: AgendaItem,
    title: str,
    kind: ItemKind,
    decides: Decides | None,
    presenter: str,
    audience: Audience | None,
    shut_out: Collection[TermOfOffice],
    opened_on: str,
    by: User,
) -> AgendaItem:
    """Write an item otherwise; who is kept out of it can be changed at any time, the rest until it is issued.

    Raises conflicts.Conflict where somebody changed it meanwhile, and Refused once the agenda is issued.
    """
    locked = _locked_item(item, by)
    before = item_token(locked)
    given = (title.strip(), kind.value, decides.value if decides else "", presenter.strip())
    heard = (audience is not None, audience.value if audience else "")
    is_same = (given, heard) == (_words(locked), (locked.is_confidential, locked.audience))
    wanted = {term.pk for term in shut_out}
    if is_same and wanted == {one.term_id for one in locked.exclusions.all()}:
        return locked
    conflicts.check(opened_on=opened_on, now=before)
    if not is_same:
        _check_change(locked.meeting)
        locked.title, locked.kind, locked.decides, locked.presenter = given
        locked.is_confidential, locked.audience = heard
        locked.full_clean()
        locked.save()
    ItemExclusion.objects.filter(item=locked).exclude(term__in=wanted).delete()
    _shut_out(locked, shut_out, by)
    return locked


def item_token(item: AgendaItem) -> str:
    """What a form about an item was opened on."""
    out = sorted(one.term_id for one in item.exclusions.all())
    return conflicts.token(*_words(item), item.is_confidential, item.audience, *out)


@transaction.atomic
def move_item(*, item: AgendaItem, up: bool, position: int, by: User) -> AgendaItem:
    """Put an item one place up or down. position: where it stood on the page; from anywhere else it is not moved.

    So a click that is sent twice moves it once. Raises Refused once the agenda is issued.
    """
    locked = _locked_item(item, by)
    _check_change(locked.meeting)
    others = AgendaItem.objects.filter(meeting=locked.meeting)
    beside = (
        others.filter(position__lt=locked.position).order_by("-position").first()
        if up
        else others.filter(position__gt=locked.position).order_by("position").first()
    )
    if locked.position != position or beside is None:
        return locked
    locked.position, beside.position = beside.position, locked.position
    locked.save(update_fields=["position"])
    beside.save(update_fields=["position"])
    return locked


@transaction.atomic
def remove_item(*, item: AgendaItem, by: User) -> None:
    """Take an item off the agenda, with its papers. Raises Refused once the agenda is issued or it was decided on."""
    locked = _locked_item(item, by)
    _check_change(locked.meeting)
    if Decision.objects.filter(item=locked).exists():
        raise Refused("What was decided on this item is recorded, so it stays.")
    files = [paper.upload for paper in locked.papers.select_related("upload") if paper.upload is not None]
    locked.papers.all().delete()
    locked.delete()
    for file in files:
        uploads.remove(file)


@transaction.atomic
def add_file(*, item: AgendaItem, key: uuid.UUID, title: str, name: str, content: BinaryIO, by: User) -> AgendaPaper:
    """Put a file on an item. Sent twice, with one key, it is put once; after the issue it is a late paper.

    Raises Refused where it may not be put, and documents.gate.Refused for a file that may not be kept.
    """
    locked = _locked_item(item, by)
    same = AgendaPaper.objects.filter(key=key, item=locked).first()
    if same is not None:
        return same
    _check_paper(locked)
    organisation = key_of(access.places_of(locked.meeting)[0])
    upload = uploads.keep_attachment(name, content, by=by, organisation=organisation)
    with uploads.kept_with_its_row(upload):
        return _put(AgendaPaper(item=locked, key=key, title=title.strip(), kind=papers.FILE, upload=upload), by)


@transaction.atomic
def add_reference(*, item: AgendaItem, key: uuid.UUID, kind: str, subject: str, by: User) -> AgendaPaper:
    """Put something kept elsewhere on an item, such as the version of a policy that waits. Sent twice, it is put once.

    Raises Refused for what this person may not put there, and for a second thing to adopt.
    """
    locked = _locked_item(item, by)
    there = AgendaPaper.objects.filter(item=locked, kind=kind, subject=subject).first()
    if there is not None:
        return there
    _check_paper(locked)
    of_kind = papers.kind_of(kind)
    offered = of_kind.offered(by, locked.meeting) if of_kind else []
    chosen = next((one for one in offered if one.subject == subject), None)
    if of_kind is None or chosen is None:
        raise Refused("Choose a paper from the list.")
    if of_kind.adopt is not None and locked.decides == Decides.ADOPT and to_adopt(locked) is not None:
        raise Refused("This item has its paper to adopt already. Give the other one an item of its own.")
    return _put(AgendaPaper(item=locked, key=key, title=chosen.title, kind=kind, subject=subject), by)


@transaction.atomic
def remove_paper(*, paper: AgendaPaper, by: User) -> None:
    """Take a paper off an item. Raises Refused once the agenda is issued."""
    item = _locked_item(paper.item, by)
    _check_change(item.meeting)
    found = AgendaPaper.objects.select_related("upload").filter(pk=paper.pk, item=item).first()
    if found is None:
        return
    found.delete()
    if found.upload is not None:
        uploads.remove(found.upload)


def to_adopt(item: AgendaItem) -> AgendaPaper | None:
    """The paper that an item asks a meeting to adopt, where it has one."""
    if item.decides != Decides.ADOPT:
        return None
    kinds = (papers.kind_of(paper.kind) for paper in item.papers.all())
    return next(
        (
            paper
            for paper, kind in zip(item.papers.all(), kinds, strict=True)
            if kind is not None and kind.adopt is not None
        ),
        None,
    )


# ---------------------------------------------------------------------------------------------------------------------
def require_keeper(meeting: Meeting, by: User) -> None:
    """Stop whoever does not write the agenda and minutes of this meeting."""
    require_any(by, Permission.MEETING_EDIT, access.places_of(meeting))


def _locked(meeting: Meeting, by: User) -> Meeting:
    """The meeting, held fast until the agenda is changed."""
    require_keeper(meeting, by)
    return Meeting.objects.select_for_update(of=["self"]).select_related("body__council").get(pk=meeting.pk)


def _locked_item(item: AgendaItem, by: User) -> AgendaItem:
    """An item, with its meeting held fast. Raises Refused for whoever is kept out of it."""
    meeting = _locked(item.meeting, by)
    found = AgendaItem.objects.prefetch_related("exclusions__term").get(pk=item.pk)
    found.meeting = meeting
    if not access.may_know(access.standing_of(by, meeting, clock.today()), found):
        raise Refused(NOT_YOURS)
    return found


def _check_change(meeting: Meeting) -> None:
    issued = AgendaIssue.objects.filter(meeting=meeting).exists()
    refusal = rules.change_refusal(is_issued=issued, status=meeting.status)
    if refusal:
        raise Refused(refusal)


def _check_paper(item: AgendaItem) -> None:
    if item.meeting.status == MeetingStatus.CANCELLED:
        raise Refused(rules.change_refusal(is_issued=False, status=item.meeting.status) or "")
    if AgendaPaper.objects.filter(item=item).count() >= rules.MOST_PAPERS:
        raise Refused(f"An item has at most {rules.MOST_PAPERS} papers. Put some of them into one file.")


def _put(paper: AgendaPaper, by: User) -> AgendaPaper:
    """Keep a paper; after the issue, tell the members that there is a late one."""
    paper.added_by, paper.added_at = by, clock.now()
    paper.full_clean()
    paper.save()
    meeting, today = paper.item.meeting, clock.today()
    if AgendaIssue.objects.filter(meeting=meeting).exists() and meeting.on >= today:
        for reader in access.members_to_tell(meeting, today):
            mail.post(kind="succession.meeting-late-paper", about=f"{paper.pk}:{reader}")
    return paper


def _shut_out(item: AgendaItem, terms: Collection[TermOfOffice], by: User) -> None:
    there = set(ItemExclusion.objects.filter(item=item).values_list("term_id", flat=True))
    for term in sorted(set(terms), key=lambda one: one.pk):
        if term.body_id != item.meeting.body_id:
            raise Refused("Choose members of the body that meets.")
        if term.pk not in there:
            made = ItemExclusion(item=item, term=term, added_by=by, added_at=clock.now())
            made.full_clean()
            made.save()


def _words(item: AgendaItem) -> tuple[str, str, str, str]:
    return (item.title, item.kind, item.decides, item.presenter)


def is_late(at: datetime.datetime, issue: AgendaIssue | None) -> bool:
    """Whether something was added after the papers went out."""
    return issue is not None and at > issue.issued_at
