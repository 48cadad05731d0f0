"""A plan as pictures: the windows of its milestones, and how many were done, late and open month by month."""

import datetime
from collections import defaultdict
from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actionplan.models import PlanDate, Recommendation, ScrutinyReview
from actionplan.overview.pictures import ON_A_SHEET, Dated, Followed, Said, month_ends, over_time, timeline
from actionplan.overview.queries import said_in
from actionplan.queries import recommendations_of
from actionplan.rules import Progress
from actionplan.slippage.rules import Written, first_of, moves_of
from actionplan.views.shared import plan_crumbs, review_or_404
from core import clock
from core.pictures import pictures as drawn_of
from core.prepared import given
from people.access.decorators import SignedInRequest, council_view
from people.access.roles import Permission
from people.models import Council


@council_view(Permission.PLAN_READ)
@require_safe
def pictures(request: SignedInRequest, council: Council, review_id: int) -> HttpResponse:
    """The plan's milestones in time, a sheet of them at once, and their counts over the months."""
    review = review_or_404(request, council, review_id)
    recommendations, today = recommendations_of(review), clock.today()
    dated = _dated(recommendations, today)
    dated.sort(key=lambda one: (one.now.window.latest or datetime.date.max, one.name))
    sheets = [dated[start : start + ON_A_SHEET] for start in range(0, len(dated), ON_A_SHEET)]
    asked = request.GET.get("part", "1")
    place = min(int(asked) if asked.isdecimal() and len(asked) < 6 else 1, len(sheets)) or 1
    charts = [over_time(_followed(review, recommendations), _days(review, today))]
    if sheets:
        part = f", part {place} of {len(sheets)}" if len(sheets) > 1 else ""
        since = timezone.localdate(review.imported_at)
        charts.append(timeline(sheets[place - 1], of=len(dated), since=since, today=today, part=part))
    drawn = drawn_of(charts)
    context = {
        "council": council,
        "review": review,
        "has_milestones": any(given(one, "milestones") for one in recommendations),
        "counts": drawn[0],
        "timeline": drawn[1] if sheets else None,
        "part": place,
        "earlier": f"?part={place - 1}#time" if place > 1 else "",
        "later": f"?part={place + 1}#time" if place < len(sheets) else "",
        "undated": sum(
            not any(date.window.is_known for date in given(milestone, "dates"))
            for one in recommendations
            for milestone in given(one, "milestones")
        ),
        "crumbs": plan_crumbs(council, review),
    }
    return render(request, "actionplan/pictures.html", context)


def _dated(recommendations: Sequence[Recommendation], today: datetime.date) -> list[Dated]:
    return [
        Dated(one.name, milestone.text, milestone.state_on(today), date.written, _first(date))
        for one in recommendations
        for milestone in given(one, "milestones")
        for date in given(milestone, "dates")
        if date.window.is_known
    ]


def _first(date: PlanDate) -> Written | None:
    moves = [change.move for change in date.moves]
    return first_of(moves, date.written) if moves_of(moves) else None


def _followed(review: ScrutinyReview, recommendations: Sequence[Recommendation]) -> list[Followed]:
    said: dict[int, list[Said]] = defaultdict(list)
    for milestone, on, recorded_at, progress in said_in(review.pk):
        said[milestone].append(Said(on, recorded_at, is_done=progress == Progress.DONE))
    return [
        Followed(
            [(date.written, [change.move for change in date.moves]) for date in given(milestone, "dates")],
            said[milestone.pk],
            one.control,
        )
        for one in recommendations
        for milestone in given(one, "milestones")
    ]


def _days(review: ScrutinyReview, today: datetime.date) -> list[tuple[datetime.date, datetime.datetime]]:
    """The ends of months, each with the moment in London at which that day is over."""
    day = datetime.timedelta(days=1)
    ends = month_ends(timezone.localdate(review.imported_at), today)
    return [(end, timezone.make_aware(datetime.datetime.combine(end + day, datetime.time()))) for end in ends]
