"""What changed in a plan since a day."""

import datetime
import io

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from actionplan.models import ScrutinyReview
from actionplan.slippage.queries import meetings_of_body
from actionplan.views.shared import plan_crumbs, review_or_404
from core import clock
from core import papers as core_papers
from people.access.decorators import SignedInRequest, council_view
from people.access.roles import Permission
from people.models import Council
from succession.changes import papers, rules
from succession.changes.forms import SinceForm
from succession.changes.queries import START, Place, changes_of, counts_of
from succession.changes.shown import grouped

PAGE = 100


@council_view(Permission.PLAN_READ)
@require_safe
def plan_changes(request: SignedInRequest, council: Council, review_id: int) -> HttpResponse:
    """What was added, reworded, deleted, moved, answered, said and done in a plan since a day."""
    review = review_or_404(request, council, review_id)
    form, since = _since(request, review)
    after = _place(request.GET.get("after", ""))
    found = changes_of(review, papers.start_of(since), after=after, most=PAGE + 1)
    kept = {"since": since.isoformat()}
    more = kept | {"after": ".".join(map(str, found[PAGE - 1].place))} if len(found) > PAGE else {}
    context = {
        "council": council,
        "review": review,
        "form": form,
        "since": since,
        "sentence": rules.sentence(since, counts_of(review, papers.start_of(since))),
        "groups": grouped(found[:PAGE]),
        "more": urlencode(more),
        "chosen": urlencode(kept),
        "crumbs": plan_crumbs(council, review),
    }
    return render(request, "succession/changes/changes.html", context)


@council_view(Permission.PLAN_READ)
@require_safe
def plan_changes_pdf(request: SignedInRequest, council: Council, review_id: int) -> HttpResponseBase:
    """The same as a PDF for a meeting."""
    review = review_or_404(request, council, review_id)
    _, since = _since(request, review)
    page = reverse("council-plan-changes", kwargs={"code": council.code, "review_id": review.pk})
    return core_papers.respond(
        request,
        kind=papers.KIND,
        subject=papers.subject(review, since),
        digest=papers.digest(review, since),
        what="the changes",
        back_url=f"{page}?{urlencode({'since': since.isoformat()})}",
    )


@council_view(Permission.PLAN_READ)
@require_safe
def plan_changes_csv(request: SignedInRequest, council: Council, review_id: int) -> HttpResponseBase:
    """The same as a table for a spreadsheet."""
    review = review_or_404(request, council, review_id)
    _, since = _since(request, review)
    content, name = io.BytesIO(papers.changes_csv(review, since)), papers.filename(review, since, "csv")
    return FileResponse(content, as_attachment=True, filename=name, content_type="text/csv; charset=utf-8")


def _since(request: SignedInRequest, review: ScrutinyReview) -> tuple[SinceForm, datetime.date]:
    """The form, and the day it asks for: unless it names one, the last meeting of the plan's panel."""
    form, today = SinceForm(request.GET), clock.today()
    held = meetings_of_body(request.user, review.panel, today) if "since" not in form.chosen else []
    since = form.day(rules.default_since(max((one.on for one in held), default=None), today))
    return (form if request.GET.get("since") else SinceForm({"since": f"{since:%-d %B %Y}"})), since


def _place(words: str) -> Place:
    """Where a list goes on, from the URL; anything else begins at the top."""
    parts = words.split(".")
    if len(parts) != 4 or not all(part.isascii() and part.isdecimal() and len(part) < 10 for part in parts):
        return START
    one, two, three, four = map(int, parts)
    return one, two, three, four
