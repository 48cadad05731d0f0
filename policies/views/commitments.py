"""The commitments of a school's policy by how quiet they are, and the evidence for each."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core import clock, conflicts, uploads
from core.addresses import address
from core.bodies import takes_a_document
from documents import gate
from people.access.decorators import SignedInRequest, school_view
from people.access.roles import Permission
from people.calendar import term_of
from people.models import School
from policies.actions import evidence as actions
from policies.document import Refused
from policies.living.commitments import (
    EVIDENCE_PAGE,
    Held,
    commitment_of,
    commitments_of,
    counts_of,
    evidence_of,
    evidence_page,
)
from policies.living.evidence import CHANNEL_LABELS, feeds
from policies.living.evidence_forms import CorrectForm, EvidenceForm, WithdrawForm
from policies.living.review_forms import CommitmentFilterForm
from policies.living.reviewing import is_due, year_words
from policies.living.reviews import earlier_of, latest_reviews, reviews_of, served_in, this_year
from policies.models import Commitment, CommitmentReview, Evidence, Priority
from policies.views.shared import Crumbs, may, school_crumbs, sent


@dataclass(frozen=True, slots=True)
class Line:
    """A line of evidence with what its reader may do to it."""

    evidence: Evidence
    can_change: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A commitment with its latest review, the priority it serves this year, and whether this term's review is due."""

    held: Held
    review: CommitmentReview | None
    priority: Priority | None
    is_due: bool

    def is_shown(self, wanted: str) -> bool:
        """Whether the filter shows it."""
        return {"review": self.is_due, "quiet": self.held.quiet.is_quiet}.get(wanted, True)


def _is_due(held: Held, reviews: Mapping[int, CommitmentReview], today: datetime.date) -> bool:
    found = reviews.get(held.key)
    return is_due(in_force_from=held.in_force_from, reviewed_in=found.term if found else None, today=today)


@school_view(Permission.COMMITMENTS_READ)
@require_safe
def commitments(request: SignedInRequest, school: School) -> HttpResponse:
    """The commitments in force, the quietest first. A council is told how much stands for each, and not what."""
    today, user = clock.today(), request.user
    held = commitments_of(school, today)
    reads_all = may(request, Permission.EVIDENCE_READ, school)
    form = CommitmentFilterForm(request.GET if reads_all else {})
    year = this_year(today)
    reviews, serves = latest_reviews(user, school), served_in(user, school, year)
    rows = [Row(one, reviews.get(one.key), serves.get(one.key), _is_due(one, reviews, today)) for one in held]
    context = {
        "school": school,
        "today": today,
        "counts": counts_of(held, today),
        "has_any": bool(held),
        "rows": [row for row in rows if row.is_shown(form.chosen.get("show", ""))],
        "unreviewed": sum(row.is_due for row in rows),
        "form": form,
        "year": year_words(year),
        "channels": [(label, channel.value) for channel, label in CHANNEL_LABELS.items()],
        "reads_all": reads_all,
        "can_add": may(request, Permission.EVIDENCE_ADD, school),
        "can_review": may(request, Permission.EVIDENCE_EDIT, school),
        "crumbs": school_crumbs(school),
    }
    return render(request, "policies/commitments.html", context)


@school_view(Permission.COMMITMENTS_READ)
@require_safe
def commitment(request: SignedInRequest, school: School, commitment_id: int) -> HttpResponse:
    """One commitment with its evidence, the last added first."""
    held, row = _commitment(request, school, commitment_id)
    today, user = clock.today(), request.user
    before = request.GET.get("before", "")
    start = int(before) if before.isdecimal() and len(before) <= 18 else None
    page = evidence_page(request.user, school, held.key, start)
    shown = page[:EVIDENCE_PAGE]
    context = {
        "school": school,
        "held": held,
        "lines": [Line(line, actions.may_change(line, request.user, school)) for line in shown],
        "older": f"?before={shown[-1].pk}" if len(page) > EVIDENCE_PAGE else "",
        "is_first": start is None,
        "reviews": reviews_of(user, school, held.key),
        "term": term_of(today),
        "priority": served_in(user, school, this_year(today)).get(held.key),
        "year": year_words(this_year(today)),
        "has_earlier": bool(earlier_of(user, school, row, held.text)),
        "can_review": may(request, Permission.EVIDENCE_EDIT, school),
        "can_add": may(request, Permission.EVIDENCE_ADD, school),
        "reads_all": may(request, Permission.EVIDENCE_READ, school),
        "crumbs": _crumbs(school),
    }
    return render(request, "policies/commitment.html", context)


@school_view(Permission.EVIDENCE_ADD)
@takes_a_document
@require_http_methods(["GET", "POST"])
def evidence_add(request: SignedInRequest, school: School, commitment_id: int) -> HttpResponse:
    """Write down what was done for a commitment."""
    held, row = _commitment(request, school, commitment_id)
    today = clock.today()
    form = EvidenceForm(sent(request), request.FILES or None, today=today)
    if form.is_valid():
        try:
            added = actions.add_evidence(commitment=row, by=request.user, today=today, **form.values)
        except gate.Refused as refusal:
            form.add_error("file", str(refusal))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Thank you. It counts for {feeds(added.channels)}.")
            return redirect(_url(school, held))
    context = {"form": form, "school": school, "held": held, "back_url": _url(school, held)}
    return render(request, "policies/evidence_add.html", context)


@school_view(Permission.EVIDENCE_ADD)
@require_http_methods(["GET", "POST"])
def evidence_correct(request: SignedInRequest, school: School, commitment_id: int, evidence_id: int) -> HttpResponse:
    """Say it in other words; what it said at first stays beside it."""
    held, line = _changeable(request, school, commitment_id, evidence_id)
    initial = {name: getattr(line, name) for name in ("line", "on", "channels", "link")}
    form = CorrectForm(sent(request), initial=initial | {"opened_on": actions.evidence_token(line)})
    clash = False
    if form.is_valid():
        try:
            actions.correct_evidence(evidence=line, by=request.user, today=clock.today(), **form.cleaned_data)
        except conflicts.Conflict:
            (held, line), clash = _changeable(request, school, commitment_id, evidence_id), True
            again = request.POST.copy()
            again["opened_on"] = actions.evidence_token(line)
            form = CorrectForm(again)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "It is corrected. What it said at first stays beside it.")
            return redirect(_url(school, held))
    context = {"form": form, "line": line, "held": held, "clash": clash, "back_url": _url(school, held)}
    return render(request, "policies/evidence_correct.html", context)


@school_view(Permission.EVIDENCE_ADD)
@require_http_methods(["GET", "POST"])
def evidence_withdraw(request: SignedInRequest, school: School, commitment_id: int, evidence_id: int) -> HttpResponse:
    """Say that a line counts no more, and why."""
    held, line = _changeable(request, school, commitment_id, evidence_id)
    form = WithdrawForm(sent(request))
    if form.is_valid():
        actions.withdraw_evidence(evidence=line, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "It is withdrawn, and stays in the list with your reason.")
        return redirect(_url(school, held))
    context = {"form": form, "line": line, "held": held, "back_url": _url(school, held)}
    return render(request, "policies/evidence_withdraw.html", context)


@school_view(Permission.COMMITMENTS_READ)
@require_safe
def evidence_file(request: SignedInRequest, school: School, commitment_id: int, evidence_id: int) -> HttpResponseBase:
    """The file of a line of evidence, as it came."""
    line = _line(request, school, commitment_id, evidence_id)
    if line.file is None:
        raise Http404
    return uploads.as_attachment(line.file)


# ---------------------------------------------------------------------------------------------------------------------
def _commitment(request: SignedInRequest, school: School, key: int) -> tuple[Held, Commitment]:
    found = commitment_of(request.user, school, key, clock.today())
    if found is None:
        raise Http404
    row, held = found
    return held, row


def _line(request: SignedInRequest, school: School, commitment: int, key: int) -> Evidence:
    found = evidence_of(request.user, school, key)
    if found is None or found.commitment_id != commitment:
        raise Http404
    return found


def _changeable(request: SignedInRequest, school: School, commitment: int, key: int) -> tuple[Held, Evidence]:
    """A line that stands and that this person may change."""
    held, _ = _commitment(request, school, commitment)
    line = _line(request, school, commitment, key)
    if not actions.may_change(line, request.user, school):
        raise Http404
    return held, line


def _url(school: School, held: Held) -> str:
    return address("policies:commitment", urn=school.urn, commitment_id=held.key)


def _crumbs(school: School) -> Crumbs:
    return school_crumbs(school, ("Commitments", address("policies:commitments", urn=school.urn)))
