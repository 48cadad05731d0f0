"""Inviting somebody, and what the person invited finds behind the link of the letter."""

from http import HTTPStatus

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from people.access.decorators import SignedInRequest
from people.access.guards import grantable, require_grant
from people.access.roles import Role
from people.actions import invitations as actions
from people.membership import inviting
from people.membership import queries as memberships
from people.membership import rules as invitation_rules
from people.membership.forms import InviteForm, NewAccountForm
from people.membership.queries import Place
from people.membership.rules import InvitationState
from people.models import Invitation, User
from people.queries import has_account
from people.rules import Refused
from people.views.places import url_of


# For those who invite -----------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def invite(request: SignedInRequest, place: Place) -> HttpResponse:
    """Invite somebody to a role here."""
    today = clock.today()
    form = InviteForm(
        request.POST or None,
        roles=grantable(request.user, place),
        terms=memberships.free_places_of(request.user, place, today),
        today=today,
    )
    if form.is_valid():
        given = form.cleaned_data
        try:
            invitation = actions.invite(
                place=place,
                by=request.user,
                **{key: given[key] for key in ("role", "email", "name", "is_administrator", "ends_on")},
                starts_on=given.get("starts_on"),
                term=given.get("term"),
            )
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(
                request, f"{invitation.name} is invited. A letter goes to {invitation.email} in the next minutes."
            )
            return redirect(url_of(place, "roles"))
    context = {"form": form, "organisation": place, "back_url": url_of(place, "roles")}
    return render(request, "people/invite.html", context)


@require_POST
def again(request: SignedInRequest, place: Place, invitation_id: int) -> HttpResponse:
    """Send an invitation again, with a new link."""
    invitation = _invitation(request, place, invitation_id)
    try:
        sent = actions.send_again(invitation=invitation, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        words = f"A new letter goes to {sent.email} in the next minutes. The link in the one before works no more."
        messages.success(request, words)
    return redirect(url_of(place, "roles"))


@require_http_methods(["GET", "POST"])
def withdraw(request: SignedInRequest, place: Place, invitation_id: int) -> HttpResponse:
    """Ask once, naming the invitation, then withdraw it."""
    invitation = _invitation(request, place, invitation_id)
    if request.method == "POST":
        try:
            actions.withdraw(invitation=invitation, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"The invitation to {invitation.name} is withdrawn.")
        return redirect(url_of(place, "roles"))
    context = {"invitation": invitation, "back_url": url_of(place, "roles")}
    return render(request, "people/invitation_withdraw.html", context)


def _invitation(request: SignedInRequest, place: Place, pk: int) -> Invitation:
    found = memberships.invitation_at(request.user, place, pk)
    if found is None:
        raise Http404
    require_grant(request.user, Role(found.role), place)
    return found


# For the person invited ---------------------------------------------------------------------------------------------
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What the link offers, and accepting it. Only sending the form spends the link: opening it does nothing."""
    offered = inviting.found(token)
    if offered is None:
        return render(request, "people/invitation_unknown.html", status=HTTPStatus.NOT_FOUND)
    user = request.user if isinstance(request.user, User) else None
    state = inviting.standing(offered, clock.now())
    if state is InvitationState.ACCEPTED and user is not None and user.pk == offered.accepted_by_id:
        return _welcome(request, offered)
    if state is not InvitationState.OPEN:
        context = {"sentence": invitation_rules.CLOSED[state]}
        return render(request, "people/invitation_closed.html", context, status=HTTPStatus.GONE)
    if user is None:
        return _as_stranger(request, offered, token)
    if user.email != offered.email:
        return render(request, "people/invitation_of_another.html", {"offered": offered, "here": request.path})
    return _as_invited(request, offered, token, user)


def _as_invited(request: HttpRequest, offered: Invitation, token: str, user: User) -> HttpResponse:
    """Whoever is signed in as the person invited accepts by one button."""
    refused = ""
    if request.method == "POST":
        try:
            actions.accept(token=token, by=user)
        except Refused as refusal:
            refused = str(refusal)
        else:
            return _welcome(request, offered)
    return render(request, "people/invitation.html", {"offered": offered, "refused": refused})


def _as_stranger(request: HttpRequest, offered: Invitation, token: str) -> HttpResponse:
    """Whoever has an account signs in first; whoever has none makes one here."""
    if has_account(offered.email):
        sign_in = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
        return render(request, "people/invitation_sign_in.html", {"offered": offered, "sign_in_url": sign_in})
    person = User(email=offered.email, name=offered.name)
    form = NewAccountForm(request.POST or None, user=person, initial={"name": offered.name})
    if form.is_valid():
        given = form.cleaned_data
        try:
            person = actions.accept_as_new(token=token, name=given["name"], password=given["password1"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            # As after any sign-in: the pages that need a second step ask for it.
            perform_password_login(request, {"email": person.email}, Login(user=person, email_verification="none"))
            return _welcome(request, offered)
    return render(request, "people/invitation_new.html", {"form": form, "offered": offered})


def _welcome(request: HttpRequest, offered: Invitation) -> HttpResponse:
    messages.success(request, f"You are now {offered.get_role_display().lower()} at {offered.organisation}.")
    return redirect("home")
