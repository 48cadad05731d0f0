"""What can be done with a report in the admin: who may, when, what is asked first, and what is said afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from core import clock, conflicts
from core.addresses import address
from people.access.guards import allows
from people.access.reporting import asking
from people.access.roles import Permission
from people.models import User
from people.rules import Refused
from succession.actions import reports as actions
from succession.admin.about import about, url_of
from succession.models import Report
from succession.reports import audience, rules
from succession.reports.before import timing
from succession.reports.forms import CorrectForm, OpenedForm, WithdrawForm
from succession.reports.rules import Step

_PREPARE, _ISSUE = Permission.REPORT_PREPARE, Permission.REPORT_ISSUE
_CHANGED = "The draft was prepared again since you opened this page. Look at it first."


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing that can be done with a report.

    label: its button. form: what is asked first. do: the action; gives the report to show next, None for none, and a
    sentence that says what was done.
    """

    label: str
    step: Step
    permission: Permission
    form: type[forms.Form]
    template: str
    do: Callable[[Report, dict[str, Any], User], tuple[Report | None, str]]

    def may(self, user: User, report: Report) -> bool:
        """Whether this person's role includes it, whatever has become of the report."""
        return allows(user, self.permission, report.place)


def _issue(report: Report, given: dict[str, Any], by: User) -> tuple[Report, str]:
    issued = actions.issue(report=report, opened_on=given["opened_on"], by=by)
    return issued, f"Report {issued.number} to {issued.body} is issued. Its members get a letter."


def _again(report: Report, given: dict[str, Any], by: User) -> tuple[Report, str]:  # noqa: ARG001 (nothing is asked)
    return actions.prepare_again(report=report, by=by), "The draft is prepared again, as at today."


def _discard(report: Report, given: dict[str, Any], by: User) -> tuple[None, str]:  # noqa: ARG001
    actions.discard(report=report, by=by)
    return None, f"The draft to {report.body} is discarded."


def _withdraw(report: Report, given: dict[str, Any], by: User) -> tuple[Report, str]:
    done = actions.withdraw(report=report, reason=given["reason"], by=by)
    return done, f"Report {done.number} to {done.body} is withdrawn. It is kept with the reason."


def _correct(report: Report, given: dict[str, Any], by: User) -> tuple[Report, str]:
    draft = actions.correct(report=report, why=given["why"], by=by)
    return draft, f"The draft that is to replace report {report.number} is ready."


_OURS, _SITES = "admin/succession/report", "succession/reports"
STEPS: dict[str, Doing] = {
    "issue": Doing("Issue", Step.ISSUE, _ISSUE, OpenedForm, f"{_SITES}/issue.html", _issue),
    "again": Doing("Prepare again", Step.CHANGE, _PREPARE, OpenedForm, f"{_OURS}/again.html", _again),
    "discard": Doing("Discard", Step.CHANGE, _PREPARE, OpenedForm, f"{_SITES}/discard.html", _discard),
    "withdraw": Doing("Withdraw", Step.WITHDRAW, _ISSUE, WithdrawForm, f"{_SITES}/withdraw.html", _withdraw),
    "correct": Doing("Correct", Step.CORRECT, _PREPARE, CorrectForm, f"{_SITES}/correct.html", _correct),
}
"""By the word of each in addresses."""


def links_of(user: User, report: Report) -> list[tuple[str, str]]:
    """What this person can do with a report: words and addresses."""
    found = []
    if report.is_draft and allows(user, _PREPARE, report.place):
        found.append(("Preview", url_of("preview", report)))
    return found + [
        (doing.label, url_of(slug, report))
        for slug, doing in STEPS.items()
        if report.can(doing.step) and doing.may(user, report)
    ]


def step_page(request: HttpRequest, report: Report, slug: str) -> HttpResponseBase:
    """Name what will happen and to what, then do it. What can be done no more leads to the report, and says why.

    Whether it can still be done the action says: sent twice, it was done by the first.
    """
    user, doing = asking(request), STEPS[slug]
    if not doing.may(user, report):
        raise PermissionDenied(f"Your role at {report.place} does not include this.")
    if request.method != "POST":
        if not report.can(doing.step):
            return _refused(request, report, _refusal(doing.step, report))
        opened = {"opened_on": actions.draft_token(report)} if report.is_draft else {}
        return _asked(request, report, doing, doing.form(initial=opened))
    form = doing.form(request.POST)
    if form.is_valid():
        try:
            done, words = doing.do(report, form.cleaned_data, user)
        except conflicts.Conflict:
            return _refused(request, report, _CHANGED)
        except Refused as refusal:
            if not form.visible_fields():
                return _refused(request, report, str(refusal))
            form.add_error(None, str(refusal))
        else:
            messages.success(request, words)
            return redirect(url_of("change", done) if done else address("admin:succession_report_changelist"))
    return _asked(request, report, doing, form)


def _asked(request: HttpRequest, report: Report, doing: Doing, form: forms.Form) -> HttpResponseBase:
    context = about(report) | {"form": form, "readers": audience.readers(report, clock.today())}
    if report.is_draft:
        context["timing"], context["is_pressing"] = timing(report, context["about"].meeting_on, clock.today())
    return render(request, doing.template, context)


def _refused(request: HttpRequest, report: Report, words: str) -> HttpResponseBase:
    messages.error(request, words)
    return redirect(url_of("change", report))


def _refusal(step: Step, report: Report) -> str:
    try:
        rules.after(step, report.state)
    except Refused as refusal:
        return str(refusal)
    return ""
