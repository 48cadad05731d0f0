"""Issuing several drafts at once: those that were ticked in the list, once that was confirmed."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.admin import helpers
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from core import conflicts
from people.access.guards import allows
from people.access.reporting import asking
from people.access.roles import Permission
from people.models import User
from people.rules import Refused
from succession.actions import reports as actions
from succession.admin.about import title_of
from succession.models import Report
from succession.reports.rules import Step


def issue_ticked(request: HttpRequest, ticked: Sequence[Report]) -> HttpResponseBase:
    """Ask once for all that were ticked, then issue each draft on its own; what cannot be issued is named.

    ticked: reports in full that this person may know of.
    """
    user, back_url = asking(request), request.get_full_path()
    can = [one for one in ticked if one.can(Step.ISSUE) and allows(user, Permission.REPORT_ISSUE, one.place)]
    if "confirmed" in request.POST:
        for report in can:
            _issue_one(request, report, user)
        return redirect(back_url)
    if not can:
        messages.error(request, "None of the reports that were ticked is a draft that you issue.")
        return redirect(back_url)
    context = {
        "reports": [(one, title_of(one), actions.draft_token(one)) for one in can],
        "left_out": [(one, title_of(one)) for one in ticked if one not in can],
        "ticked": helpers.ACTION_CHECKBOX_NAME,
        "back_url": back_url,
    }
    return render(request, "admin/succession/report/issue_ticked.html", context)


def _issue_one(request: HttpRequest, report: Report, user: User) -> None:
    opened_on = request.POST.get(f"opened_on-{report.pk}", "")
    named = f"{report.place}, to {report.body}"
    try:
        issued = actions.issue(report=report, opened_on=opened_on, by=user)
    except conflicts.Conflict:
        messages.error(request, f"{named}: not issued. The draft was prepared again meanwhile. Look at it first.")
    except Refused as refusal:
        messages.error(request, f"{named}: not issued. {refusal}")
    else:
        messages.success(request, f"{named}: report {issued.number} is issued. Its members get a letter.")
