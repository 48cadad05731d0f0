"""The cover map of a school, and the plan of each post: who holds it, when they may leave, who could follow."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock, conflicts
from core.addresses import address
from people.access.decorators import SignedInRequest, school_view
from people.access.guards import allows
from people.access.roles import Permission
from people.actions import posts as actions
from people.models import LeadershipPost, Nomination, School
from people.planning import queries as cover_queries
from people.planning.cover import BOARDS, Band, Level, Row
from people.planning.forms import ChangeForm, EndNominationForm, HolderForm, NominateForm, PostForm, ProposeForm
from people.planning.picture import picture_of
from people.rules import Refused
from people.talent import queries as talent_queries
from people.talent.openings import BOARD, COVER, POST
from people.views.confidential import confidential

_SEEN_BY = {
    True: "Only the chair and the vice-chair can see this page. Each opening is written down.",
    False: (
        "Only the headteacher, the school leads and the trust’s lead can see this page. Each opening is written down."
    ),
}


def _map(request: SignedInRequest, school: School) -> str:
    """Which of a school's two maps this person opens."""
    return BOARD if allows(request.user, Permission.HEADSHIP_EDIT, school) else COVER


@school_view(Permission.COVER_READ)
@confidential(_map)
@require_safe
def cover(request: SignedInRequest, school: School) -> HttpResponse:
    """The map of the posts that this person plans, with what stands out."""
    today, levels = clock.today(), cover_queries.levels_of(request.user, school)
    shown = cover_queries.cover_of(request.user, school, today)
    context = _about(school, levels) | {
        "map": shown.map,
        "picture": picture_of(shown.map),
        "rows": [_row(school, row) for row in shown.map.rows],
        "leads_development": allows(request.user, Permission.DEVELOPMENT_EDIT, school),
        "keeps_staff": allows(request.user, Permission.STAFF_EDIT, school),
        "headship": shown.headship,
        "proposals": shown.proposals,
        "to_answer": shown.to_answer,
        "reads_talent": allows(request.user, Permission.TALENT_READ, school),
        "crumbs": _crumbs(school)[:1],
    }
    return render(request, "people/cover.html", context)


@school_view(Permission.COVER_READ)
@confidential(_map)
@require_safe
def absence_sheet(request: SignedInRequest, school: School) -> HttpResponse:
    """One sheet to print: who acts today in each post, were its holder away."""
    today, levels = clock.today(), cover_queries.levels_of(request.user, school)
    shown = cover_queries.cover_of(request.user, school, today)
    context = _about(school, levels) | {
        "map": shown.map,
        "headship": shown.headship,
        "proposals": shown.proposals,
        "to_answer": shown.to_answer,
        "today": today,
        "crumbs": _crumbs(school),
    }
    return render(request, "people/absence_sheet.html", context)


@school_view(Permission.COVER_READ)
@require_http_methods(["GET", "POST"])
def post_new(request: SignedInRequest, school: School) -> HttpResponse:
    """Add a post to the map."""
    levels = cover_queries.levels_of(request.user, school)
    form = PostForm(request.POST or None, levels=levels)
    if form.is_valid():
        given = form.cleaned_data
        try:
            post = actions.add_post(
                school=school, title=given["title"], level=given["level"], impact=given["impact"], by=request.user
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{post} is on the map. Say who holds it, and who could.")
            return redirect(_post_url(post))
    return render(request, "people/post_new.html", {"form": form, "back_url": _cover_url(school)})


@school_view(Permission.COVER_READ)
@confidential(POST, "post_id")
@require_safe
def post(request: SignedInRequest, school: School, post_id: int) -> HttpResponse:
    """One post with its plan."""
    shown = _post(request, school, post_id)
    context = _about(school, [Level(shown.level)]) | {
        "plan": cover_queries.plan_of(shown, clock.today()),
        "intentions": talent_queries.intentions_told_to(request.user, school) if shown.level == Level.HEADSHIP else [],
        "crumbs": _crumbs(school),
    }
    return render(request, "people/post.html", context)


@school_view(Permission.COVER_READ)
@require_http_methods(["GET", "POST"])
def post_change(request: SignedInRequest, school: School, post_id: int) -> HttpResponse:
    """Call a post something else, or weigh it otherwise. Of two who do, the second sees what the first saved."""
    changing = _open_post(request, school, post_id)
    initial = {"title": changing.title, "impact": changing.impact, "opened_on": actions.post_token(changing)}
    form = PostForm(request.POST or None, levels=[], initial=initial)
    clash = False
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.change_post(
                post=changing,
                title=given["title"],
                impact=given["impact"],
                opened_on=given["opened_on"],
                by=request.user,
            )
        except conflicts.Conflict:
            changing, clash = _open_post(request, school, post_id), True
            form = PostForm(request.POST.dict() | {"opened_on": actions.post_token(changing)}, levels=[])
        except Refused as refusal:
            form.add_error("title", str(refusal))
        else:
            return _saved(request, changing, f"{given['title']} is changed.")
    context = {"form": form, "post": changing, "clash": clash, "back_url": _post_url(changing)}
    return render(request, "people/post_change.html", context)


@school_view(Permission.COVER_READ)
@require_http_methods(["GET", "POST"])
def post_close(request: SignedInRequest, school: School, post_id: int) -> HttpResponse:
    """Take a post off the map, once that was asked."""
    closing = _open_post(request, school, post_id)
    if request.method == "POST":
        actions.close_post(post=closing, by=request.user)
        messages.success(request, f"{closing} is off the map. What was planned for it is kept.")
        return redirect("people:cover", urn=school.urn)
    return render(request, "people/post_close.html", {"post": closing, "back_url": _post_url(closing)})


@school_view(Permission.COVER_READ)
@confidential(POST, "post_id")
@require_http_methods(["GET", "POST"])
def post_holder(request: SignedInRequest, school: School, post_id: int) -> HttpResponse:
    """Say who holds a post, or that nobody does."""
    held, today = _open_post(request, school, post_id), clock.today()
    form = HolderForm(request.POST or None, people=cover_queries.people_for(held, today), initial={"starts_on": today})
    if form.is_valid():
        given = form.cleaned_data
        try:
            if given["person"] is None:
                actions.end_holding(post=held, from_day=given["starts_on"], by=request.user)
                return _saved(request, held, f"Nobody holds {held} from {given['starts_on']:%-d %B %Y} on.")
            actions.record_holder(
                post=held,
                person=given["person"],
                starts_on=given["starts_on"],
                beside=given["beside"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _saved(request, held, f"{given['person'].name} holds {held}.")
    return render(request, "people/post_holder.html", {"form": form, "post": held, "back_url": _post_url(held)})


@school_view(Permission.COVER_READ)
@confidential(POST, "post_id")
@require_http_methods(["GET", "POST"])
def post_leaving(request: SignedInRequest, school: School, post_id: int, holder_id: int) -> HttpResponse:
    """Say when somebody may leave a post, and how that is known."""
    of_post = _open_post(request, school, post_id)
    holder = next((one for one in cover_queries.plan_of(of_post, clock.today()).holders if one.pk == holder_id), None)
    if holder is None:
        raise Http404
    initial = {
        "earliest": holder.changes_from,
        "latest": holder.changes_until,
        "source": holder.change_source,
        "reason": holder.change_reason,
    }
    form = ChangeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.expect_change(holder=holder, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _saved(request, of_post, f"What is expected of {of_post} is written down.")
    context = {"form": form, "post": of_post, "holder": holder, "back_url": _post_url(of_post)}
    return render(request, "people/post_leaving.html", context)


@school_view(Permission.COVER_READ)
@confidential(POST, "post_id")
@require_http_methods(["GET", "POST"])
def post_nominate(request: SignedInRequest, school: School, post_id: int) -> HttpResponse:
    """Say who could hold a post, how soon and why."""
    shown, today = _open_post(request, school, post_id), clock.today()
    initial = {"band": request.GET.get("band", "")}
    form = NominateForm(request.POST or None, people=cover_queries.people_for(shown, today), initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.nominate(
                post=shown, person=given["person"], band=given["band"], reason=given["reason"], by=request.user
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _saved(request, shown, f"{given['person'].name} stands under “{given['band'].label}”.")
    return render(request, "people/post_nominate.html", {"form": form, "post": shown, "back_url": _post_url(shown)})


@school_view(Permission.COVER_READ)
@confidential(POST, "post_id")
@require_http_methods(["GET", "POST"])
def nomination_end(request: SignedInRequest, school: School, post_id: int, nomination_id: int) -> HttpResponse:
    """Say that somebody stands behind a post no more."""
    shown = _open_post(request, school, post_id)
    nomination = _nomination(shown, nomination_id)
    form = EndNominationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.end_nomination(nomination=nomination, reason=form.cleaned_data["reason"], by=request.user)
        return _saved(request, shown, f"{nomination.person.name} does not stand behind {shown} any more.")
    context = {"form": form, "post": shown, "nomination": nomination, "back_url": _post_url(shown)}
    return render(request, "people/nomination_end.html", context)


@school_view(Permission.COVER_READ)
@require_POST
def nomination_agree(request: SignedInRequest, school: School, post_id: int, nomination_id: int) -> HttpResponse:
    """The chair agrees to cover that the head proposed."""
    shown = _open_post(request, school, post_id)
    agreed = actions.agree_nomination(nomination=_nomination(shown, nomination_id), by=request.user)
    return _saved(request, shown, f"{agreed.person.name} stands under “{Band(agreed.band).label}”.")


@school_view(Permission.COVER_READ)
@require_POST
def post_reviewed(request: SignedInRequest, school: School, post_id: int) -> HttpResponse:
    """Say that the cover of a post was looked at today."""
    shown = _open_post(request, school, post_id)
    actions.record_review(post=shown, by=request.user)
    return _saved(request, shown, f"The cover of {shown} was looked at today.")


@school_view(Permission.HEADSHIP_PROPOSE)
@confidential(POST)
@require_http_methods(["GET", "POST"])
def headship_propose(request: SignedInRequest, school: School) -> HttpResponse:
    """A head proposes who leads the school while they are away; the chair agrees."""
    headship, today = cover_queries.headship_of(request.user, school), clock.today()
    if headship is None:
        raise Http404
    form = ProposeForm(request.POST or None, people=cover_queries.people_for(headship, today))
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.nominate(
                post=headship,
                person=given["person"],
                band=Band.TODAY,
                reason=given["reason"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"You proposed {given['person'].name}. The chair agrees to it, or not.")
            return redirect("people:cover", urn=school.urn)
    return render(request, "people/headship_propose.html", {"form": form, "back_url": _cover_url(school)})


@school_view(Permission.HEADSHIP_PROPOSE)
@require_POST
def headship_withdraw(request: SignedInRequest, school: School, nomination_id: int) -> HttpResponse:
    """A head takes back what they proposed."""
    headship = cover_queries.headship_of(request.user, school)
    own = cover_queries.proposals_of(request.user, headship) if headship else []
    proposal = next((one for one in own if one.pk == nomination_id and one.state == "proposed"), None)
    if proposal is None:
        raise Http404
    actions.end_nomination(nomination=proposal, reason="Taken back", by=request.user)
    messages.success(request, f"You do not propose {proposal.person.name} any more.")
    return redirect("people:cover", urn=school.urn)


# ---------------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Line:
    """A row of the map as plain words: in each band those who stand there, or that no one does."""

    href: str
    title: str
    holders: str
    leaving: str
    today: str
    later: list[tuple[str, str]]


def _row(school: School, row: Row) -> Line:
    names = [", ".join(nominee.name for nominee in band) for band in row.bands]
    leaving = row.post.changes_from
    return Line(
        href=address("people:post", urn=school.urn, post_id=row.post.key),
        title=row.post.title,
        holders=", ".join(name for _, name in row.post.holders),
        leaving=f"may leave from {leaving:%-d %B %Y}" if leaving else "",
        today=names[0],
        later=[(band.label, words or "No one") for band, words in zip(list(Band)[1:], names[1:], strict=True)],
    )


def _post(request: SignedInRequest, school: School, key: int) -> LeadershipPost:
    found = cover_queries.post_of(request.user, school, key)
    if found is None:
        raise Http404
    return found


def _open_post(request: SignedInRequest, school: School, key: int) -> LeadershipPost:
    """A post whose plan can still be changed."""
    found = _post(request, school, key)
    if found.closed_on is not None:
        raise Http404
    return found


def _nomination(post: LeadershipPost, key: int) -> Nomination:
    plan = cover_queries.plan_of(post, clock.today())
    every = [*plan.proposed, *plan.ended, *(one for _, band in plan.bands for one in band)]
    found = next((one for one in every if one.pk == key), None)
    if found is None:
        raise Http404
    return found


def _saved(request: SignedInRequest, post: LeadershipPost, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(_post_url(post))


def _about(school: School, levels: list[Level]) -> dict[str, Any]:
    """Whose page it is, and who can see it: what the board plans is seen by its chair and vice-chair alone."""
    is_boards = bool(levels) and all(level in BOARDS for level in levels)
    return {"school": school, "is_boards": is_boards, "who_sees": _SEEN_BY[is_boards]}


def _cover_url(school: School) -> str:
    return address("people:cover", urn=school.urn)


def _post_url(post: LeadershipPost) -> str:
    return address("people:post", urn=post.school.urn, post_id=post.pk)


def _crumbs(school: School) -> list[tuple[str, str]]:
    return [(school.name, address("school", urn=school.urn)), ("People", _cover_url(school))]
