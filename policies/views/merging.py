"""Taking a new version of the council's model: what it changes, one question a page, and the draft."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from core.conflicts import Conflict
from people.access.decorators import SignedInRequest, school_view
from people.access.roles import Permission
from people.models import School
from policies.actions import merging
from policies.document import Refused
from policies.models import MergeAnswer, ModelOffer, Version
from policies.offers import merged as offering
from policies.offers import queries as offers
from policies.offers.forms import AnswerForm, ReasonForm
from policies.offers.merged import Clash
from policies.queries import blanks_of
from policies.views.shared import latest_or_404, page_of, school_crumbs, sent, version_or_404

MOST_TOLD = 200
ANSWERED_MEANWHILE = (
    "This question was answered, or its words changed, after you opened the page. What you wrote is below, and what "
    "stands now is beside it. Save again to use yours."
)
CHANGED_MEANWHILE = (
    "A version was saved or an answer given after you opened the page. Your answers are kept; check them again."
)


class _Work:
    """One school's offer with all that its pages show of it."""

    def __init__(self, request: SignedInRequest, school: School) -> None:
        found = offers.last_offer_of(request.user, school)
        if found is None:
            raise Http404
        self.offer: ModelOffer = found
        self.school = school
        self.latest: Version = latest_or_404(request, school)
        self.refusal = ""
        try:
            merging.check_offer(self.offer, self.latest)
        except Refused as refusal:
            self.refusal = str(refusal)
        self.rows: dict[str, MergeAnswer] = {}
        self.clashes: tuple[Clash, ...] = ()
        if self.is_open:
            self.rows = offers.answers_of(self.offer)
            self.merge = offers.merge_of(self.offer, self.latest)
            self.clashes = offering.clashes(self.merge, offers.as_answers(self.rows))

    @property
    def is_open(self) -> bool:
        """Whether there is something to merge and nothing has been made of it."""
        return not self.refusal and self.offer.version_id is None

    @property
    def next(self) -> Clash | None:
        """The first question without an answer."""
        return offering.first_open(self.clashes)

    def clash(self, key: str) -> Clash | None:
        """The question about this part."""
        return next((clash for clash in self.clashes if clash.item.key == key), None)

    def beside(self, clash: Clash, by: int) -> Clash | None:
        """The question before (-1) or after (1) this one."""
        place = clash.number - 1 + by
        return self.clashes[place] if 0 <= place < len(self.clashes) else None

    def context(self, **more: Any) -> dict[str, Any]:
        """What each page shows."""
        answered = sum(clash.is_answered for clash in self.clashes)
        model = {"offer": self.offer, "number": self.offer.model_version.number, "school": self.school}
        crumbs = school_crumbs(self.school)
        return model | {"facts": blanks_of(self.school), "answered": answered, "crumbs": crumbs} | more


@school_view(Permission.POLICY_EDIT)
@require_safe
def merge_offer(request: SignedInRequest, school: School) -> HttpResponse:
    """What the council's new version changes in the school's policy: by itself, and where the school has to choose."""
    work = _Work(request, school)
    if not work.is_open:
        return _nothing_to_merge(request, work)
    told = work.merge.told
    context = work.context(
        latest=work.latest,
        clashes=work.clashes,
        listed=work.clashes[:MOST_TOLD],
        unlisted=max(0, len(work.clashes) - MOST_TOLD),
        next=work.next,
        told=[(item, offering.also(item)) for item in told[:MOST_TOLD]],
        more=max(0, len(told) - MOST_TOLD),
        summary=offering.summary(work.merge),
        opened_on=offers.merge_token(work.offer, work.latest, work.rows),
    )
    return render(request, "policies/merge_offer.html", context)


def _nothing_to_merge(request: SignedInRequest, work: _Work) -> HttpResponse:
    """Say what became of an offer: it was taken, withdrawn, or is of no use to this school."""
    made = work.offer.version
    return render(request, "policies/merge_over.html", work.context(made=made, refusal=work.refusal))


@school_view(Permission.POLICY_EDIT)
@require_http_methods(["GET", "POST"])
def merge_clash(request: SignedInRequest, school: School, key: str) -> HttpResponse:
    """One clause that both changed: what it was, the council's, the school's, and the answer."""
    work = _Work(request, school)
    clash = work.clash(key)
    if clash is None:
        messages.error(request, work.refusal or merging.GONE)
        return redirect("policies:merge-offer", urn=school.urn)
    row = work.rows.get(key)
    opened_on = offers.answer_token(clash.item, row)
    initial = {"opened_on": opened_on}
    note = row.note if row else ""
    form = AnswerForm(sent(request), item=clash.item, answer=clash.answer, note=note, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            merging.answer(
                offer=work.offer,
                key=key,
                given=form.answer,
                note=form.cleaned_data["note"],
                opened_on=form.cleaned_data["opened_on"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error("choice", str(refusal))
        except Conflict:
            form.data = request.POST.copy()
            form.data["opened_on"] = opened_on
            messages.error(request, ANSWERED_MEANWHILE)
        else:
            return _to_next(work, clash)
    context = work.context(
        clash=clash,
        item=clash.item,
        row=row,
        form=form,
        total=len(work.clashes),
        before=work.beside(clash, -1),
        after=work.beside(clash, 1),
        back_url=reverse("policies:merge-offer", kwargs={"urn": school.urn}),
    )
    return render(request, "policies/merge_clash.html", context)


def _to_next(work: _Work, clash: Clash) -> HttpResponse:
    """On to the next question; after the last to the check of all answers."""
    after = work.beside(clash, 1)
    if after is None:
        return redirect("policies:merge-check", urn=work.school.urn)
    return redirect("policies:merge-clash", urn=work.school.urn, key=after.item.key)


@school_view(Permission.POLICY_EDIT)
@require_http_methods(["GET", "POST"])
def merge_check(request: SignedInRequest, school: School) -> HttpResponse:
    """All answers on one page, and the making of the draft."""
    work = _Work(request, school)
    if request.method == "POST":
        return _make(request, work)
    if not work.is_open:
        return redirect("policies:merge-offer", urn=school.urn)
    page = page_of(request, work.clashes, MOST_TOLD)
    context = work.context(
        clashes=work.clashes,
        page=page,
        rows=[(clash, work.rows.get(clash.item.key)) for clash in page.things],
        next=work.next,
        summary=offering.summary(work.merge),
        opened_on=offers.merge_token(work.offer, work.latest, work.rows),
        back_url=reverse("policies:merge-offer", kwargs={"urn": school.urn}),
    )
    return render(request, "policies/merge_check.html", context)


def _make(request: SignedInRequest, work: _Work) -> HttpResponse:
    urn = work.school.urn
    try:
        version = merging.make(offer=work.offer, opened_on=request.POST.get("opened_on", ""), by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    except Conflict:
        messages.error(request, CHANGED_MEANWHILE)
    else:
        messages.success(
            request,
            f"Version {version.number} is your draft. What the board adopted stays in force until it adopts this one.",
        )
        return redirect("policies:version", urn=urn, number=version.number)
    return redirect("policies:merge-check" if work.is_open else "policies:merge-offer", urn=urn)


@school_view(Permission.POLICY_EDIT)
@require_http_methods(["GET", "POST"])
def merge_decline(request: SignedInRequest, school: School) -> HttpResponse:
    """Why the school does not take this version."""
    work = _Work(request, school)
    if not work.is_open:
        return redirect("policies:merge-offer", urn=school.urn)
    form = ReasonForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            merging.decline(offer=work.offer, reason=form.cleaned_data["reason"], by=request.user)
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            number = work.offer.model_version.number
            messages.success(request, f"You declined version {number} of the model. Your policy is as it was.")
            return redirect("policies:policy", urn=school.urn)
    back_url = reverse("policies:merge-offer", kwargs={"urn": school.urn})
    return render(request, "policies/merge_decline.html", work.context(form=form, back_url=back_url))


@school_view(Permission.POLICY_ADOPTED_READ)
@require_safe
def version_merge(request: SignedInRequest, school: School, number: int) -> HttpResponse:
    """The record of the merge that made a version: what came from the council, and what the school chose."""
    version = version_or_404(request, school, number)
    offer = offers.merge_that_made(version)
    if offer is None:
        raise Http404
    parts = offering.entries(offer.record or [])
    page = page_of(request, sorted(parts, key=lambda part: not part.is_clash), MOST_TOLD)
    rows = {row.pk: row for row in offers.answers_in(offer)}
    context = {
        "school": school,
        "version": version,
        "offer": offer,
        "page": page,
        "chosen": [(part, rows.get(part.answer or 0)) for part in page.things if part.is_clash],
        "told": [part for part in page.things if not part.is_clash],
        "facts": blanks_of(school),
        "crumbs": school_crumbs(
            school,
            (f"Version {number}", reverse("policies:version", kwargs={"urn": school.urn, "number": number})),
        ),
    }
    return render(request, "policies/version_merge.html", context)
