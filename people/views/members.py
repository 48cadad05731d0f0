"""Who has a place on the bodies of a school or council: the list, and what its clerk writes down."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core import clock, conflicts
from core.addresses import address
from people.access.decorators import SignedInRequest
from people.access.guards import allows
from people.access.roles import Permission
from people.actions import terms as actions
from people.governance.forms import BodyForm, EndForm, PlaceForm, words_of
from people.governance.notice import notice_of
from people.governance.seats import Places, is_to_see_to, places_of, vacancies
from people.models import Body, Council, School, TermOfOffice
from people.models.governance import places_field
from people.queries import ENDED, bodies_of, coming_terms, ended_terms, seats_of
from people.rules import ON_BOARDS, BodyKind, Refused

Place = School | Council


@dataclass(frozen=True, slots=True)
class _Row:
    """Somebody's place, and where to go for what can be done to it. renew: empty where it does not run out."""

    term: TermOfOffice
    ends: bool
    change: str
    renew: str
    end: str


@dataclass(frozen=True, slots=True)
class _Shown:
    """A body with who sits on it. new, set: where its clerk adds a member, and says how many places there are."""

    body: Body
    seats: list[_Row]
    places: list[Places]
    new: str
    set: str

    @property
    def vacant(self) -> int:
        return vacancies(self.places)

    @property
    def is_said(self) -> bool:
        return any(one.total is not None for one in self.places)


_DAY = datetime.timedelta(days=1)


@require_safe
def members(request: SignedInRequest, place: Place) -> HttpResponse:
    """Who has a place on each body, until when; which places stand vacant; who comes and who left."""
    today, bodies = clock.today(), bodies_of(request.user, place)
    seats, coming, ended = seats_of(bodies, today), coming_terms(bodies, today), ended_terms(bodies, today)
    keeps = allows(request.user, Permission.MEETING_EDIT, place)
    shown = [_shown(place, body, seats[body.pk], coming, today) for body in bodies]
    context = {
        "organisation": place,
        "is_school": isinstance(place, School),
        "bodies": shown,
        "seats": sum(len(one.seats) for one in shown),
        "vacant": sum(one.vacant for one in shown),
        "coming": [(term, _url(place, "member", term_id=term.pk)) for term in coming],
        "ended": [(term, _url(place, "member-renew", term_id=term.pk)) for term in ended[:ENDED]],
        "has_more_ended": len(ended) > ENDED,
        "keeps": keeps,
        "roles_url": _url(place, "roles") if allows(request.user, Permission.ROLES_GRANT, place) else "",
        "crumbs": _crumbs(place)[:1],
    }
    return render(request, "people/members.html", context)


def _shown(
    place: Place, body: Body, seats: list[TermOfOffice], coming: list[TermOfOffice], today: datetime.date
) -> _Shown:
    followed = {(term.body_id, term.name) for term in coming}
    rows = [
        _Row(
            term=term,
            ends=is_to_see_to(term.ends_on, today) and (term.body_id, term.name) not in followed,
            change=_url(place, "member", term_id=term.pk),
            renew=_url(place, "member-renew", term_id=term.pk) if term.ends_on else "",
            end=_url(place, "member-end", term_id=term.pk),
        )
        for term in seats
    ]
    return _Shown(
        body=body,
        seats=rows,
        places=places_of(body.places, [term.category for term in seats]),
        new=_url(place, "member-new", body_id=body.pk),
        set=_url(place, "body-places", body_id=body.pk),
    )


@require_http_methods(["GET", "POST"])
def member_new(request: SignedInRequest, place: Place, body_id: int) -> HttpResponse:
    """Write down that somebody has a place on a body."""
    body = _body(request, place, body_id)
    form = PlaceForm(request.POST or None, body=body)

    def save() -> str:
        made = actions.add_term(body=body, by=request.user, **form.given)
        return f"{made.name} has a place on {body}."

    return _form_page(request, place, form, save, "people/member_new.html", body=body)


@require_http_methods(["GET", "POST"])
def member(request: SignedInRequest, place: Place, term_id: int) -> HttpResponse:
    """Correct somebody's place."""
    term = _term(request, place, term_id)
    initial = words_of(term) | {"opened_on": actions.term_token(term)}
    form = PlaceForm(request.POST or None, initial=initial, body=term.body)

    def save() -> str:
        opened_on = form.cleaned_data["opened_on"]
        changed = actions.change_term(term=term, opened_on=opened_on, by=request.user, **form.given)
        return f"The place of {changed.name} is changed."

    return _form_page(request, place, form, save, "people/member.html", body=term.body, term=term)


@require_http_methods(["GET", "POST"])
def member_renew(request: SignedInRequest, place: Place, term_id: int) -> HttpResponse:
    """Give somebody a further term, from the day after their last. An office is given anew."""
    term = _term(request, place, term_id)
    if term.ends_on is None:
        messages.info(request, f"The place of {term.name} does not run out, so there is nothing to renew.")
        return redirect(_url(place, "members"))
    initial = words_of(term) | {"starts_on": term.ends_on + _DAY, "ends_on": _as_long(term), "office": ""}
    form = PlaceForm(request.POST or None, initial=initial, body=term.body)

    def save() -> str:
        made = actions.add_term(body=term.body, by=request.user, **form.given)
        return f"{made.name} has a further term on {made.body}, from {made.starts_on:%-d %B %Y}."

    return _form_page(request, place, form, save, "people/member_renew.html", body=term.body, term=term)


@require_http_methods(["GET", "POST"])
def member_end(request: SignedInRequest, place: Place, term_id: int) -> HttpResponse:
    """End somebody's place, once it was said what follows."""
    term = _term(request, place, term_id)
    initial = {"ends_on": term.ends_on or clock.today(), "opened_on": actions.term_token(term)}
    form = EndForm(request.POST or None, initial=initial)

    def save() -> str:
        given = form.cleaned_data
        ended = actions.end_term(term=term, ends_on=given["ends_on"], opened_on=given["opened_on"], by=request.user)
        return f"The last day of {ended.name} on {ended.body} is {given['ends_on']:%-d %B %Y}."

    return _form_page(request, place, form, save, "people/member_end.html", body=term.body, term=term)


@require_http_methods(["GET", "POST"])
def body_places(request: SignedInRequest, place: Place, body_id: int) -> HttpResponse:
    """Say how many places a body has, and how much notice it gives."""
    body = _body(request, place, body_id)
    kind = BodyKind(body.kind)
    initial = {places_field(category): count for category, count in body.places.items()}
    initial |= {"notice_days": body.notice_days}
    form = BodyForm(
        request.POST or None,
        initial={**initial, "notice_kind": body.notice_kind, "opened_on": actions.body_token(body)},
        usual=str(notice_of(kind)),
        categories=ON_BOARDS if body.council_id is None else (),
    )

    def save() -> str:
        actions.set_body(body=body, opened_on=form.cleaned_data["opened_on"], by=request.user, **form.given)
        return f"What you said of {body} is kept."

    return _form_page(
        request, place, form, save, "people/body_places.html", body=body, stored=places_of(body.places, [])
    )


# ---------------------------------------------------------------------------------------------------------------------
def _form_page(
    request: SignedInRequest,
    place: Place,
    form: PlaceForm | EndForm | BodyForm,
    save: Callable[[], str],
    template: str,
    **context: object,
) -> HttpResponse:
    """One form on one page: save it and go back to the list, or show why not. A clash shows what is stored now."""
    clash = False
    if form.is_valid():
        try:
            said = save()
        except conflicts.Conflict:
            clash = True
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect(_url(place, "members"))
    if clash:
        again = request.POST.copy()
        again["opened_on"] = form.initial["opened_on"]
        form.data = again
    given = {"organisation": place, "form": form, "clash": clash, "back_url": _url(place, "members")}
    return render(request, template, given | {"crumbs": _crumbs(place)} | context)


def _body(request: SignedInRequest, place: Place, key: int) -> Body:
    found = Body.objects.visible_to(request.user).of(place).filter(pk=key).select_related("council").first()
    if found is None:
        raise Http404
    return found


def _term(request: SignedInRequest, place: Place, key: int) -> TermOfOffice:
    every = TermOfOffice.objects.visible_to(request.user).of(place)
    found = every.filter(pk=key).select_related("body__council", "user").first()
    if found is None:
        raise Http404
    return found


def _as_long(term: TermOfOffice) -> datetime.date | None:
    """The last day of a further term that is as long as this one."""
    if term.ends_on is None:
        return None
    years = round((term.ends_on - term.starts_on).days / 365)
    day = term.ends_on
    try:
        return day.replace(year=day.year + max(1, years))
    except ValueError:  # 29 February
        return day.replace(year=day.year + max(1, years), day=28)


def _crumbs(place: Place) -> list[tuple[str, str]]:
    return [(place.name, place.get_absolute_url()), ("Members", _url(place, "members"))]


def _url(place: Place, page: str, **kwargs: int) -> str:
    if isinstance(place, School):
        return address(f"people:school-{page}", urn=place.urn, **kwargs)
    return address(f"people:council-{page}", code=place.code, **kwargs)
