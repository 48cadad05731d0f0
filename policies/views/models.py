"""The council's model policy: read, published, and its versions."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core import papers as core_papers
from core.conflicts import Conflict
from people.access.decorators import SignedInRequest, council_view
from people.access.roles import Permission
from people.models import Council
from policies import papers
from policies.actions.versions import begin_model, publish_model, version_token
from policies.actions.withdrawals import withdraw_model
from policies.boards import queries as boards
from policies.document import Refused, compare
from policies.forms import CompareForm, PublishForm
from policies.model_text import built_in_model
from policies.models import Version
from policies.offers.forms import WithdrawForm
from policies.owners import addresses_of
from policies.queries import blanks_of, draft_of, latest_of, model_of, model_version_of, model_versions_of
from policies.rules import VersionState
from policies.views.shared import council_crumbs, may, sent, text_context


@council_view(Permission.MODEL_READ)
@require_safe
def model(request: SignedInRequest, council: Council) -> HttpResponse:
    """The model policy as schools can take it; where there is none yet, the built-in one to read and publish."""
    published = model_of(request.user, council)
    document = published.text if published else built_in_model()
    can_edit = may(request, Permission.MODEL_EDIT, council)
    latest = latest_of(request.user, council) if can_edit else published
    context = {
        "council": council,
        "at": addresses_of(council),
        "version": published,
        "can_publish": can_edit,
        "waiting": latest if latest and latest.state != VersionState.ADOPTED else None,
        "boards": boards.running_of(request.user, council, clock.today()) if latest else None,
        "has_draft": draft_of(request.user, council) is not None,
        "core": [clause for clause in document.clauses() if clause.locked],
        "opened_on": version_token(latest),
        "crumbs": council_crumbs(council)[:1],
    }
    return render(request, "policies/model.html", context | text_context(document, council))


@council_view(Permission.MODEL_EDIT)
@require_POST
def model_begin(request: SignedInRequest, council: Council) -> HttpResponse:
    """Take the built-in model as a draft of one's own, and change it."""
    begin_model(council=council, by=request.user, opened_on=request.POST.get("opened_on", ""))
    return redirect("policies:model-edit", code=council.code)


@council_view(Permission.MODEL_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def model_publish(request: SignedInRequest, council: Council) -> HttpResponse:
    """Publish the latest draft, after looking at what changes for schools; the built-in model where there is none."""
    published, latest = model_of(request.user, council), latest_of(request.user, council)
    draft = latest if latest and latest.state != VersionState.ADOPTED else None
    if draft is None and (published or request.method != "POST"):
        messages.info(request, "There is no draft to publish. Change the model and save a version first.")
        return redirect("policies:model", code=council.code)
    form = PublishForm(sent(request), initial={"opened_on": version_token(latest)})
    if request.method == "POST" and form.is_valid():
        try:
            version = publish_model(
                council=council,
                document=draft.text if draft else built_in_model(),
                by=request.user,
                opened_on=form.cleaned_data["opened_on"],
                why=form.cleaned_data["why"] or _why(draft),
            )
        except Conflict:
            messages.error(request, "Somebody saved another version meanwhile. Look at it, then publish.")
            return redirect("policies:model-publish", code=council.code)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("policies:model-publish", code=council.code)
        told = f"Version {version.number} of the model policy is published. Schools can take it now."
        messages.success(request, told)
        return redirect("policies:model", code=council.code)
    if draft is None:
        return redirect("policies:model", code=council.code)
    return _publishing(request, council, form, published, draft)


def _publishing(
    request: SignedInRequest, council: Council, form: PublishForm, published: Version | None, latest: Version
) -> HttpResponse:
    comparison = compare(published.text, latest.text) if published else None
    out = boards.last_of(request.user, council, published.number if published else 0)
    context = {
        "council": council,
        "boards": out,
        "boards_are_open": out is not None and out.is_open(clock.today()),
        "boards_counts": boards.counts(out) if out else None,
        "form": form,
        "latest": latest,
        "published": published,
        "comparison": comparison,
        "changes": comparison.differing if comparison else (),
        "facts": blanks_of(council),
        "has_draft": draft_of(request.user, council) is not None,
        "back_url": reverse("policies:model", kwargs={"code": council.code}),
    }
    return render(request, "policies/model_publish.html", context)


def _why(draft: Version | None) -> str:
    if draft is None:
        return "The built-in model policy"
    return draft.why or f"Published from version {draft.number}"


@council_view(Permission.MODEL_READ)
@require_safe
def versions(request: SignedInRequest, council: Council) -> HttpResponse:
    """Every version of the model this person may read, latest first, and a choice of two to compare."""
    rows = model_versions_of(request.user, council)
    asked = boards.by_version(request.user, council)
    for row in rows:
        row.boards = asked.get(row.pk)  # type: ignore[attr-defined]  # for the template
    context = {
        "council": council,
        "rows": rows,
        "form": CompareForm(numbers=[(version.number, version.state) for version in rows]),
        "crumbs": council_crumbs(council),
    }
    return render(request, "policies/model_versions.html", context)


@council_view(Permission.MODEL_READ)
@require_safe
def version(request: SignedInRequest, council: Council, number: int) -> HttpResponse:
    """One version of the model: who saved it and why, and its text."""
    shown = model_version_of(request.user, council, number)
    if shown is None:
        raise Http404
    can_edit = may(request, Permission.MODEL_EDIT, council)
    latest = latest_of(request.user, council)
    context = {
        "council": council,
        "version": shown,
        "is_latest": latest is not None and latest.number == number,
        "boards": boards.by_version(request.user, council).get(shown.pk) if can_edit else None,
        "can_publish": can_edit,
        "crumbs": council_crumbs(
            council, ("Versions", reverse("policies:model-versions", kwargs={"code": council.code}))
        ),
    }
    return render(request, "policies/model_version.html", context | text_context(shown.text, council))


def _versions_url(council: Council) -> str:
    return addresses_of(council).of("versions")


@council_view(Permission.MODEL_READ)
@require_safe
def version_compare(request: SignedInRequest, council: Council) -> HttpResponse:
    """What changed from one version of the model to another."""
    given = sorted(
        {request.GET.get("before", ""), request.GET.get("after", "")}, key=lambda number: (len(number), number)
    )
    if len(given) < 2:
        messages.info(request, "Choose two different versions to compare.")
        return redirect("policies:model-versions", code=council.code)
    if not all(number.isdecimal() and len(number) <= 6 for number in given):
        raise Http404
    before, after = (model_version_of(request.user, council, int(number)) for number in given)
    if before is None or after is None:
        raise Http404
    comparison = compare(before.text, after.text)
    shows_all = "all" in request.GET
    context = {
        "before": before.number,
        "after": after.number,
        "comparison": comparison,
        "changes": comparison.clauses if shows_all else comparison.differing,
        "shows_all": shows_all,
        "facts": blanks_of(council),
        "versions_url": _versions_url(council),
        "crumbs": council_crumbs(council),
    }
    return render(request, "policies/model_compare.html", context)


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
