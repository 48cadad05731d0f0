"""A plan as files: the paper as it came, and its table as PDF and spreadsheet."""

import io

from django.http import FileResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from actionplan import papers
from actionplan.models import ScrutinyReview
from actionplan.views.shared import review_or_404
from core import papers as core_papers
from core import uploads
from people.access.decorators import SignedInRequest, council_view
from people.access.roles import Permission
from people.models import Council


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
def table_xlsx(request: SignedInRequest, council: Council, review_id: int) -> HttpResponseBase:
    """The paper's own table as a spreadsheet."""
    review = review_or_404(request, council, review_id)
    content = io.BytesIO(papers.table_workbook(review))
    return FileResponse(content, as_attachment=True, filename=papers.filename(review, "xlsx"))
