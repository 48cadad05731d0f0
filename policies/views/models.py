"""The council's model policy."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import papers as core_papers
from people.access.decorators import SignedInRequest, council_view
from people.access.roles import Permission
from people.models import Council
from policies import papers
from policies.actions.versions import publish_model, version_token
from policies.actions.withdrawals import withdraw_model
from policies.merge_forms import WithdrawForm
from policies.model_text import built_in_model
from policies.queries import model_of
from policies.views.shared import may, sent, text_context


@council_view(Permission.MODEL_READ)
@require_safe
def model(request: SignedInRequest, council: Council) -> HttpResponse:
    """The model policy as schools can take it; where there is none yet, the built-in one to read and publish."""
    published = model_of(request.user, council)
    document = published.text if published else built_in_model()
    context = {
        "council": council,
        "version": published,
        "can_publish": may(request, Permission.MODEL_EDIT, council),
        "core": [clause for clause in document.clauses() if clause.locked],
        "opened_on": version_token(published),
        "crumbs": [(council.name, reverse("council", kwargs={"code": council.code}))],
    }
    return render(request, "policies/model.html", context | text_context(document, council))


@council_view(Permission.MODEL_EDIT)
@require_POST
def model_publish(request: SignedInRequest, council: Council) -> HttpResponse:
    """Publish the built-in model policy as the council's."""
    version = publish_model(
        council=council,
        document=built_in_model(),
        by=request.user,
        opened_on=request.POST.get("opened_on", ""),
        why="The built-in model policy",
    )
    messages.success(request, f"Version {version.number} of the model policy is published. Schools can take it now.")
    return redirect("policies:model", code=council.code)


@council_view(Permission.MODEL_EDIT)
@require_http_methods(["GET", "POST"])
def model_withdraw(request: SignedInRequest, council: Council) -> HttpResponse:
    """Withdraw the version that is published now, with the reason. The one before it is the model again."""
    published = model_of(request.user, council)
    if published is None:
        messages.info(request, "There is no published version to withdraw.")
        return redirect("policies:model", code=council.code)
    form = WithdrawForm(sent(request), initial={"number": published.number})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["number"] != published.number:
            messages.error(request, f"Version {published.number} is the published one by now. Nothing was withdrawn.")
            return redirect("policies:model", code=council.code)
        withdraw_model(version=published, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, f"Version {published.number} of the model policy is withdrawn.")
        return redirect("policies:model", code=council.code)
    back_url = reverse("policies:model", kwargs={"code": council.code})
    context = {"council": council, "version": published, "form": form, "back_url": back_url}
    return render(request, "policies/model_withdraw.html", context)


@council_view(Permission.MODEL_READ)
@require_safe
def model_pdf(request: SignedInRequest, council: Council) -> HttpResponseBase:
    """The model policy as a paper."""
    published = model_of(request.user, council)
    if published is None:
        raise Http404
    return core_papers.respond(
        request,
        kind=papers.KIND,
        subject=str(published.pk),
        digest=papers.digest(published),
        what="the model policy",
        back_url=reverse("policies:model", kwargs={"code": council.code}),
    )
