"""A finished activity becomes evidence for commitments of the policy, and ceases to be."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core import clock
from people.access.decorators import SignedInRequest, school_view
from people.access.roles import Permission
from people.development.rules import Kind, State
from people.models import Activity, School
from people.rules import Refused
from people.talent.openings import ACTIVITY
from people.views.confidential import confidential
from people.views.development import activity_or_404, activity_url, crumbs
from policies import document
from policies.living.commitments import commitments_of, evidence_from
from policies.living.evidence import feeds
from policies.living.evidence_forms import WithdrawForm
from policies.models import Commitment
from succession.actions.evidencing import confirm_activity, withdraw_activity
from succession.evidencing.forms import ConfirmForm


@school_view(Permission.DEVELOPMENT_EDIT)
@confidential(ACTIVITY, "activity_id")
@require_http_methods(["GET", "POST"])
def activity_evidence(request: SignedInRequest, school: School, activity_id: int) -> HttpResponse:
    """Confirm the words in which a finished activity counts, and for which commitments; what it counts for already."""
    activity, today = _finished(request, school, activity_id), clock.today()
    there = evidence_from(request.user, activity)
    taken = {line.commitment_id for line in there if line.withdrawn_at is None}
    held = [one for one in commitments_of(school, today) if one.key not in taken]
    form = ConfirmForm(request.POST or None, held=held, kind=Kind(activity.kind), initial={"line": activity.open_line})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        chosen = Commitment.objects.visible_to(request.user).filter(policy__school=school, pk__in=given["commitments"])
        try:
            made = confirm_activity(
                activity=activity,
                commitments=list(chosen.select_related("policy__school")),
                line=given["line"],
                channels=given["channels"],
                by=request.user,
                today=today,
            )
        except (Refused, document.Refused) as refusal:
            form.add_error("line", str(refusal))
        else:
            commitments = f"{len(made)} commitment{'' if len(made) == 1 else 's'}"
            messages.success(request, f"It is evidence for {commitments}. It counts for {feeds(given['channels'])}.")
            return redirect(activity_url(school, activity))
    context = {
        "school": school,
        "activity": activity,
        "there": there,
        "form": form,
        "back_url": activity_url(school, activity),
        "crumbs": [*crumbs(school), (activity.title, activity_url(school, activity))],
    }
    template = "succession/activity_evidence.html" if held else "succession/activity_evidence_all.html"
    return render(request, template, context)


@school_view(Permission.DEVELOPMENT_EDIT)
@confidential(ACTIVITY, "activity_id")
@require_http_methods(["GET", "POST"])
def activity_evidence_withdraw(request: SignedInRequest, school: School, activity_id: int) -> HttpResponse:
    """Withdraw all evidence that an activity is."""
    activity = _finished(request, school, activity_id)
    there = [line for line in evidence_from(request.user, activity) if line.withdrawn_at is None]
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_activity(activity=activity, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, f"{activity} is evidence no more. The lines stay, with your reason.")
        return redirect(activity_url(school, activity))
    context = {"form": form, "activity": activity, "there": there, "back_url": activity_url(school, activity)}
    return render(request, "succession/activity_evidence_withdraw.html", context)


def _finished(request: SignedInRequest, school: School, key: int) -> Activity:
    """A finished activity that the school stands behind."""
    found = activity_or_404(request, school, key)
    if found.state != State.FINISHED or found.agreed_at is None:
        raise Http404
    return found
