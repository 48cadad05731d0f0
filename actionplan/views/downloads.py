"""A plan as files: the paper as it came, and its table as PDF, spreadsheet and Word; and the table on screen."""

import io

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actionplan import exports, papers
from actionplan.models import ScrutinyReview
from actionplan.queries import cells_of
from actionplan.views.shared import plan_crumbs, position_in, review_or_404
from core import papers as core_papers
from core import uploads
from people.access.decorators import SignedInRequest, council_view
from people.access.roles import Permission
from people.models import Council

PAGE = 50


@council_view(Permission.PLAN_READ)
@require_safe
def source(request: SignedInRequest, council: Council, review_id: int) -> HttpResponseBase:
    """The document the plan was read from, as it came."""
    reviews = ScrutinyReview.objects.visible_to(request.user).select_related("source")
    return uploads.as_attachment(get_object_or_404(reviews, council=council, pk=review_id).source)


@council_view(Permission.PLAN_READ)
@require_safe
def table_pdf(request: SignedInRequest, council: Council, review_id: int) -> HttpResponseBase:
    """The paper's own table as a PDF for a meeting."""
    review = review_or_404(request, council, review_id)
    digest = papers.digest(review)
    return core_papers.respond(
        request,
        kind=papers.KIND,
        subject=str(review.pk),
        digest=digest,
        what="the table",
        back_url=review.get_absolute_url(),
    )


@council_view(Permission.PLAN_READ)
@require_safe
def table_file(request: SignedInRequest, council: Council, review_id: int, kind: str) -> HttpResponseBase:
    """The paper's own table as a file to work on."""
    if kind not in exports.TYPES:
        raise Http404
    review = review_or_404(request, council, review_id)
    content = io.BytesIO(exports.table_file(review, kind))
    name = papers.filename(review, kind)
    return FileResponse(content, as_attachment=True, filename=name, content_type=exports.TYPES[kind])


@council_view(Permission.PLAN_READ)
@require_safe
def table(request: SignedInRequest, council: Council, review_id: int) -> HttpResponse:
    """The paper's own table on screen, in its own words and its own order."""
    review = review_or_404(request, council, review_id)
    found = cells_of(review, after=position_in(request), at_most=PAGE + 1)
    context = {
        "council": council,
        "review": review,
        "rows": [
            [(name, cell.splitlines()) for name, cell in zip(review.columns, cells, strict=True)]
            for _, cells in found[:PAGE]
        ],
        "more": found[PAGE - 1][0] if len(found) > PAGE else None,
        "crumbs": plan_crumbs(council, review),
    }
    return render(request, "actionplan/table.html", context)
