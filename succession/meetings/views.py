"""A meeting's page for its members, and what its clerk does: agenda, papers, issue, decisions, minutes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock, conflicts, uploads
from core.addresses import address
from core.bodies import takes_a_document
from documents import gate
from people.access.decorators import SignedInRequest
from people.access.guards import allows
from people.access.proof import has_second_step, lead_to_second_step
from people.access.roles import Permission
from people.actions.meetings import confirm_minutes
from people.governance.notice import last_day
from people.models import Council, Meeting, School
from people.rules import MeetingStatus, Refused
from people.views.confidential import confidential
from succession.actions import agenda as actions
from succession.actions import decisions, issuing
from succession.meetings import access, gathered, papers, queries
from succession.meetings.forms import DecisionForm, ItemForm, MinutesForm, PaperForm, ReasonForm
from succession.meetings.queries import Place
from succession.models import AgendaItem, AgendaPaper

CONFIDENTIAL, ITEM, PAPER = "confidential-agenda", "agenda-item", "agenda-paper"


@require_safe
def meeting(request: SignedInRequest, place: Place, meeting_id: int) -> HttpResponse:
    """The agenda, the papers and the decisions; confidential items stand on a page of their own."""
    found, today = _meeting(request, place, meeting_id), clock.today()
    shown = queries.agenda_of(request.user, found, today)
    issued_on = shown.issue.issued_on if shown.issue else None
    context = _about(place, found) | {
        "agenda": shown,
        "plan": gathered.part_of(found, today, is_out=shown.is_out, keeps=shown.standing.keeps),
        "reads_plan": isinstance(place, Council) and allows(request.user, Permission.PLAN_READ, place),
        "last_day": last_day(found.body.notice, found.on),
        "gives": found.body.notice,
        "is_past": found.on < today,
        "is_today_or_past": found.on <= today,
        "is_late_now": last_day(found.body.notice, found.on) < today,
        "moved_from": shown.issue.first_for if shown.issue and shown.issue.first_for != found.on else None,
        "late": issuing.warning(found, issued=issued_on, meets=found.on) if issued_on else "",
        "undecided": [one for one in shown.items if one.decision is None],
        "can_approve": found.status == MeetingStatus.HELD and found.has_draft_minutes,
    }
    return render(request, "succession/meetings/meeting.html", context)


@confidential(CONFIDENTIAL, "meeting_id")
@require_safe
def meeting_confidential(request: SignedInRequest, place: Place, meeting_id: int) -> HttpResponseBase:
    """The confidential items that this person may know of, behind the second step."""
    found = _meeting(request, place, meeting_id)
    if not has_second_step(request):
        return lead_to_second_step(request)
    shown = queries.agenda_of(request.user, found, clock.today())
    if not shown.confidential:
        raise Http404
    who = access.who_can_see([one.item for one in shown.confidential])
    context = _about(place, found) | {"agenda": shown, "who_sees": who, "back_url": _url(place, "meeting", found)}
    return render(request, "succession/meetings/confidential.html", context)


@confidential(PAPER, "paper_id")
@require_safe
def meeting_paper(request: SignedInRequest, place: Place, meeting_id: int, paper_id: int) -> HttpResponseBase:
    """A paper that is a file, as it came."""
    found = _meeting(request, place, meeting_id)
    paper = queries.file_to_read(request.user, found, paper_id)
    if paper is None or paper.upload is None:
        raise Http404
    if paper.item.is_confidential and not has_second_step(request):
        return lead_to_second_step(request)
    return uploads.as_attachment(paper.upload)


@require_http_methods(["GET", "POST"])
def item_new(request: SignedInRequest, place: Place, meeting_id: int) -> HttpResponse:
    """Put an item on the agenda."""
    found = _meeting(request, place, meeting_id)
    form = ItemForm(request.POST or None, **_asked(place, found))
    if form.is_valid():
        try:
            item = actions.add_item(
                meeting=found, key=form.cleaned_data["key"] or form.initial["key"], by=request.user, **form.given
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The item is on the agenda. Add its papers here.")
            return redirect(_url(place, "meeting-item", found, item_id=item.pk))
    context = _about(place, found) | {"form": form, "back_url": _url(place, "meeting", found)}
    return render(request, "succession/meetings/item_new.html", context)


@confidential(ITEM, "item_id")
@require_http_methods(["GET", "POST"])
def item(request: SignedInRequest, place: Place, meeting_id: int, item_id: int) -> HttpResponse:
    """An item as its clerk sees it: its words, who may know of it, and its papers."""
    found = _meeting(request, place, meeting_id)
    changing = _item(request, found, item_id)
    initial = {
        "title": changing.title,
        "asks": changing.decides or changing.kind,
        "presenter": changing.presenter,
        "audience": changing.audience,
        "shut_out": [str(one.term_id) for one in changing.exclusions.all()],
        "opened_on": actions.item_token(changing),
    }
    form = ItemForm(request.POST or None, initial=initial, **_asked(place, found))
    if form.is_valid():
        try:
            actions.change_item(item=changing, opened_on=form.cleaned_data["opened_on"], by=request.user, **form.given)
        except conflicts.Conflict:
            form.add_error(None, f"Somebody changed this item meanwhile: it is now “{changing.title}”. Open it again.")
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The item is changed.")
            return redirect(_url(place, "meeting", found))
    return _item_page(request, place, changing, form=form)


@takes_a_document
@require_POST
def paper_add(request: SignedInRequest, place: Place, meeting_id: int, item_id: int) -> HttpResponse:
    """Put a paper on an item."""
    found = _meeting(request, place, meeting_id)
    changing = _item(request, found, item_id)
    form = PaperForm(request.POST, request.FILES, offered=papers.offered_to(request.user, found))
    if form.is_valid():
        try:
            _add(request, changing, form)
        except (Refused, gate.Refused) as refusal:
            form.add_error("file" if form.cleaned_data["file"] else "reference", str(refusal))
        else:
            messages.success(request, "The paper is on the agenda.")
            return redirect(_url(place, "meeting-item", found, item_id=item_id))
    return _item_page(request, place, changing, paper_form=form)


def _add(request: SignedInRequest, changing: AgendaItem, form: PaperForm) -> AgendaPaper:
    given = form.cleaned_data
    key = given["key"] or form.initial["key"]
    if given["reference"]:
        kind, _, subject = given["reference"].partition(":")
        return actions.add_reference(item=changing, key=key, kind=kind, subject=subject, by=request.user)
    file = given["file"]
    title = given["title"] or file.name[:200]
    return actions.add_file(item=changing, key=key, title=title, name=file.name, content=file, by=request.user)


@require_POST
def paper_remove(request: SignedInRequest, place: Place, meeting_id: int, item_id: int, paper_id: int) -> HttpResponse:
    """Take a paper off an item."""
    found = _meeting(request, place, meeting_id)
    changing = _item(request, found, item_id)
    paper = next((one for one in changing.papers.all() if one.pk == paper_id), None)
    if paper is None:
        raise Http404
    try:
        actions.remove_paper(paper=paper, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{paper} is off the agenda.")
    return redirect(_url(place, "meeting-item", found, item_id=item_id))


@require_POST
def item_move(request: SignedInRequest, place: Place, meeting_id: int, item_id: int) -> HttpResponse:
    """Put an item one place up or down."""
    found = _meeting(request, place, meeting_id)
    moving = _item(request, found, item_id)
    position = request.POST.get("position", "")
    try:
        actions.move_item(
            item=moving,
            up=request.POST.get("to") == "up",
            position=int(position) if position.isdecimal() and len(position) < 6 else -1,
            by=request.user,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{_url(place, 'meeting', found)}#item-{item_id}")


@require_POST
def item_remove(request: SignedInRequest, place: Place, meeting_id: int, item_id: int) -> HttpResponse:
    """Take an item off the agenda."""
    found = _meeting(request, place, meeting_id)
    try:
        actions.remove_item(item=_item(request, found, item_id), by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The item is off the agenda.")
    return redirect(_url(place, "meeting", found))


@require_http_methods(["GET", "POST"])
def issue(request: SignedInRequest, place: Place, meeting_id: int) -> HttpResponse:
    """Issue the agenda and its papers, once it was said what follows."""
    found, today = _meeting(request, place, meeting_id), clock.today()
    warning = issuing.warning(found, issued=today, meets=found.on)
    form = ReasonForm(request.POST if request.method == "POST" else None, is_late=bool(warning))
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data.get("reason") or ""
            issuing.issue(meeting=found, reason=reason, by=request.user, today=today)
        except issuing.TooLate as refusal:
            form.add_error("reason", str(refusal))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Agenda and papers are issued. The members are told by letter.")
            return redirect(_url(place, "meeting", found))
    context = _about(place, found) | {
        "form": form,
        "warning": warning,
        "gives": found.body.notice,
        "back_url": _url(place, "meeting", found),
    }
    return render(request, "succession/meetings/issue.html", context)


@confidential(ITEM, "item_id")
@require_http_methods(["GET", "POST"])
def item_decide(request: SignedInRequest, place: Place, meeting_id: int, item_id: int) -> HttpResponse:
    """Record what was decided on an item."""
    found = _meeting(request, place, meeting_id)
    deciding = _item(request, found, item_id)
    there = getattr(deciding, "decision", None)
    initial: dict[str, Any] = {"opened_on": decisions.decision_token(there), "effective_on": found.on}
    if there is not None:
        initial |= {"outcome": there.outcome, "words": there.words, "minute_reference": there.minute_reference}
    asks_days = queries.asks_days(deciding) and not (there and there.adopted)
    form = DecisionForm(request.POST or None, initial=initial, asks_days=asks_days)
    if form.is_valid():
        try:
            decisions.record_decision(item=deciding, by=request.user, today=clock.today(), **form.given)
        except conflicts.Conflict:
            form.add_error(None, "Somebody recorded something else meanwhile. Open this page again to see it.")
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The decision is recorded. Its minute reference is a draft’s for now.")
            return redirect(_url(place, "meeting", found))
    context = _about(place, found) | {"form": form, "item": deciding, "back_url": _url(place, "meeting", found)}
    return render(request, "succession/meetings/decide.html", context)


@require_http_methods(["GET", "POST"])
def minutes(request: SignedInRequest, place: Place, meeting_id: int) -> HttpResponse:
    """Confirm the minutes of a meeting, and with them every reference to them."""
    found, today = _meeting(request, place, meeting_id), clock.today()
    later = queries.later_meetings(found, today)
    form = MinutesForm(request.POST or None, meetings=later)
    if form.is_valid():
        try:
            confirm_minutes(meeting=found, approved_in=form.chosen, by=request.user, today=today)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The minutes were approved at {form.chosen}. Their references are confirmed.")
            return redirect(_url(place, "meeting", found))
    context = _about(place, found) | {"form": form, "later": later, "back_url": _url(place, "meeting", found)}
    return render(request, "succession/meetings/minutes.html", context)


# ---------------------------------------------------------------------------------------------------------------------
def _meeting(request: SignedInRequest, place: Place, key: int) -> Meeting:
    found = queries.meeting_of(request.user, place, key)
    if found is None:
        raise Http404
    return found


def _item(request: SignedInRequest, found: Meeting, key: int) -> AgendaItem:
    item = queries.item_to_keep(request.user, found, key)
    if item is None:
        raise Http404
    return item


def _item_page(
    request: SignedInRequest,
    place: Place,
    changing: AgendaItem,
    *,
    form: ItemForm | None = None,
    paper_form: PaperForm | None = None,
) -> HttpResponse:
    """An item with its two forms."""
    found = changing.meeting
    if form is None:
        return_form = {"title": changing.title, "asks": changing.decides or changing.kind}
        return_form |= {"presenter": changing.presenter, "audience": changing.audience}
        out = [str(one.term_id) for one in changing.exclusions.all()]
        initial = return_form | {"shut_out": out, "opened_on": actions.item_token(changing)}
        form = ItemForm(initial=initial, **_asked(place, found))
    shown = queries.agenda_of(request.user, found, clock.today())
    context = _about(place, found) | {
        "item": changing,
        "shown": next((one for one in shown.items if one.item.pk == changing.pk), None),
        "is_issued": shown.issue is not None,
        "form": form,
        "paper_form": paper_form or PaperForm(offered=papers.offered_to(request.user, found)),
        "back_url": _url(place, "meeting", found),
    }
    return render(request, "succession/meetings/item.html", context)


def _asked(place: Place, found: Meeting) -> dict[str, Any]:
    members = queries.members_of(found, clock.today())
    return {"members": members, "is_school": isinstance(place, School)}


def _about(place: Place, found: Meeting) -> dict[str, Any]:
    """What every page of a meeting shows. kind, where: what its addresses begin with."""
    crumbs = [(place.name, place.get_absolute_url()), ("Meetings", _list_url(place))]
    return {"organisation": place, "meeting": found, "urls": _Urls(place, found), "crumbs": crumbs}


class _Urls:
    """The addresses of a meeting's pages, by name, for its templates."""

    def __init__(self, place: Place, found: Meeting) -> None:
        self._place, self._meeting = place, found

    def __getitem__(self, page: str) -> str:
        return _url(self._place, page.replace("_", "-"), self._meeting)


def _list_url(place: Place) -> str:
    if isinstance(place, School):
        return address("people:school-meetings", urn=place.urn)
    return address("people:council-meetings", code=place.code)


def _url(place: Place, page: str, found: Meeting, **keys: int) -> str:
    if isinstance(place, School):
        return address(f"school-{page}", urn=place.urn, meeting_id=found.pk, **keys)
    return address(f"council-{page}", code=place.code, meeting_id=found.pk, **keys)
