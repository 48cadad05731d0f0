"""A version out for consultation: sending it out, saying something about it, and answering what was said."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core import clock, conflicts
from core.addresses import address
from people.access.decorators import SignedInRequest, school_view
from people.access.roles import Permission
from people.models import School
from policies.actions import consultations as actions
from policies.consultation import queries
from policies.consultation import rules as consulting
from policies.consultation.forms import AnswerForm, CommentForm, EndForm, OpenForm, UntilForm
from policies.consultation.rules import Place
from policies.document import Refused
from policies.models import Comment, Consultation
from policies.queries import blanks_of
from policies.views.said import OF_PEOPLE, after_in, by_place, consulted_sections, with_words
from policies.views.shared import latest_or_404, school_crumbs, sent, version_or_404
from policies.writing import clause_now


@school_view(Permission.POLICY_EDIT)
@require_http_methods(["GET", "POST"])
def consultation_open(request: SignedInRequest, school: School, number: int) -> HttpResponse:
    """Until when, and what to look at; then everybody who is asked is told."""
    version, today = version_or_404(request, school, number), clock.today()
    form = OpenForm(sent(request))
    refusal = _opening_refusal(request, school, number)
    if form.is_valid():
        try:
            opened = actions.open_consultation(version=version, by=request.user, today=today, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"Version {number} is out for consultation until {opened.until:%-d %B %Y}.")
            return redirect("policies:consultation-answers", urn=school.urn, consultation_id=opened.pk)
    context = {
        "form": form,
        "school": school,
        "version": version,
        "refusal": refusal,
        "back_url": address("policies:version", urn=school.urn, number=number),
    }
    return render(request, "policies/consultation_open.html", context)


def _opening_refusal(request: SignedInRequest, school: School, number: int) -> str:
    """Why this version cannot go out, where it cannot."""
    running = queries.running_at(request.user, school, clock.today())
    try:
        actions.check_opening(
            version_or_404(request, school, number),
            latest_or_404(request, school),
            running.version if running else None,
        )
    except Refused as refused:
        return str(refused)
    return ""


@school_view(Permission.CONSULTATION_COMMENT)
@require_safe
def consultation(request: SignedInRequest, school: School, consultation_id: int) -> HttpResponse:
    """While it runs, the text with a way to comment on each part; afterwards what this person said and what became
    of it.
    """
    out = _consultation(request, school, consultation_id)
    today = clock.today()
    own = with_words(out, queries.own_comments(request.user, out))
    is_open = out.is_open(today)
    context = {
        "school": school,
        "urn": school.urn,
        "out": out,
        "is_open": is_open,
        "links": OF_PEOPLE,
        "own": own,
        "answered": sum(said.comment.is_answered for said in own),
        "facts": blanks_of(school),
        "crumbs": school_crumbs(school),
    }
    if is_open:
        context["sections"] = consulted_sections(out.version.text, own)
    return render(request, "policies/consultation.html", context)


@school_view(Permission.CONSULTATION_COMMENT)
@require_http_methods(["GET", "POST"])
def comment_add(request: SignedInRequest, school: School, consultation_id: int, place: str) -> HttpResponse:
    """Say something about a clause or a section. What was typed stands on the page, whatever refuses it."""
    out = _consultation(request, school, consultation_id)
    where = _place(out, place)
    initial = {"sent_as": uuid.uuid4(), "suggested": where.clause.text if where.clause else ""}
    form = CommentForm(sent(request), initial=initial, clause=where.clause)
    if form.is_valid():
        try:
            actions.say(
                consultation=out,
                place=place,
                sent_as=form.cleaned_data["sent_as"] or uuid.uuid4(),
                by=request.user,
                today=clock.today(),
                **form.said,
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Your comment is with the headteacher.")
            return redirect(_back_to(school, out, where))
    return render(request, "policies/comment_add.html", _about(school, out, where) | {"form": form})


@school_view(Permission.CONSULTATION_COMMENT)
@require_http_methods(["GET", "POST"])
def comment_correct(request: SignedInRequest, school: School, consultation_id: int, comment_id: int) -> HttpResponse:
    """Say it in other words."""
    out = _consultation(request, school, consultation_id)
    comment = _own(request, out, comment_id)
    where = _place(out, comment.place)
    standing = comment.suggested or (where.clause.text if where.clause else "")
    initial = {"text": comment.text, "suggested": standing, "opened_on": actions.comment_token(comment)}
    form, clash = CommentForm(sent(request), initial=initial, clause=where.clause), False
    if form.is_valid():
        try:
            actions.correct(
                comment=comment,
                opened_on=form.cleaned_data["opened_on"],
                by=request.user,
                today=clock.today(),
                **form.said,
            )
        except conflicts.Conflict:
            again = request.POST.copy()
            again["opened_on"] = actions.comment_token(comment)
            form, clash = CommentForm(again, clause=where.clause), True
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Your comment is corrected.")
            return redirect(_back_to(school, out, where))
    context = _about(school, out, where) | {"form": form, "clash": clash, "comment": comment}
    return render(request, "policies/comment_correct.html", context)


@school_view(Permission.CONSULTATION_COMMENT)
@require_http_methods(["GET", "POST"])
def comment_withdraw(request: SignedInRequest, school: School, consultation_id: int, comment_id: int) -> HttpResponse:
    """Take a comment back."""
    out = _consultation(request, school, consultation_id)
    comment = _own(request, out, comment_id)
    where = _place(out, comment.place)
    if request.method == "POST":
        try:
            actions.take_back(comment=comment, by=request.user, today=clock.today())
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "Your comment is taken back. Nobody is asked to answer it.")
        return redirect(_back_to(school, out, where))
    return render(request, "policies/comment_withdraw.html", _about(school, out, where) | {"comment": comment})


@school_view(Permission.POLICY_EDIT)
@require_safe
def consultation_answers(request: SignedInRequest, school: School, consultation_id: int) -> HttpResponse:
    """What everybody said, clause by clause, and what became of it; with ?open=1 what is still to be answered."""
    out = _consultation(request, school, consultation_id)
    today = clock.today()
    only_open = "open" in request.GET
    page = queries.comments_page(request.user, school, out, after_in(request), unanswered=only_open)
    shown = page[: queries.PAGE]
    groups = by_place(out, with_words(out, shown))
    keep = "open=1&" if only_open else ""
    context = {
        "school": school,
        "out": out,
        "is_open": out.is_open(today),
        "tally": queries.tally(school, out, today),
        "groups": groups,
        "only_open": only_open,
        "older": f"?{keep}after={shown[-1].order}-{shown[-1].pk}" if len(page) > queries.PAGE else "",
        "facts": blanks_of(school),
        "crumbs": school_crumbs(school),
    }
    return render(request, "policies/consultation_answers.html", context)


@school_view(Permission.POLICY_EDIT)
@require_http_methods(["GET", "POST"])
def comment_answer(request: SignedInRequest, school: School, consultation_id: int, comment_id: int) -> HttpResponse:
    """Accept, change, decline or note one comment. Words that are accepted stand in the editor's draft at once."""
    out = _consultation(request, school, consultation_id)
    comment = queries.comment_of(request.user, school, out, comment_id)
    if comment is None:
        raise Http404
    where = _place(out, comment.place)
    clause = clause_now(school, comment.place, request.user)
    token = actions.answer_token(comment, clause)
    sort = {"has_suggestion": comment.suggested != "", "can_change": consulting.can_suggest(where.clause)}
    words = comment.answer_words or comment.suggested or (clause.text if clause else "")
    initial = {"outcome": comment.outcome, "reply": comment.reply, "words": words, "opened_on": token}
    form, clash = AnswerForm(sent(request), initial=initial, **sort), False
    if form.is_valid():
        try:
            actions.answer(comment=comment, by=request.user, **form.answer)
        except conflicts.Conflict:
            again = request.POST.copy()
            again["opened_on"] = token
            form, clash = AnswerForm(again, **sort), True
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _answered(comment, form.answer["outcome"]))
            return redirect("policies:consultation-answers", urn=school.urn, consultation_id=out.pk)
    context = {
        "form": form,
        "school": school,
        "out": out,
        "said": with_words(out, [comment])[0],
        "where": where,
        "clause": clause,
        "has_moved_on": clause is not None and where.clause is not None and clause.full_text != where.clause.full_text,
        "clash": clash,
        "facts": blanks_of(school),
        "back_url": address("policies:consultation-answers", urn=school.urn, consultation_id=out.pk),
    }
    return render(request, "policies/comment_answer.html", context)


def _answered(comment: Comment, outcome: str) -> str:
    """What the answer did."""
    changes = consulting.ANSWERS[consulting.Outcome(outcome)].changes
    draft = " The clause has these words in your draft: save it as a version when you are done." if changes else ""
    return f"{comment.by} is answered.{draft}"


@school_view(Permission.POLICY_EDIT)
@require_http_methods(["GET", "POST"])
def consultation_extend(request: SignedInRequest, school: School, consultation_id: int) -> HttpResponse:
    """Another last day."""
    out = _consultation(request, school, consultation_id)
    form = UntilForm(sent(request), initial={"until": out.until})
    if form.is_valid():
        try:
            moved = actions.extend(
                consultation=out, until=form.cleaned_data["until"], by=request.user, today=clock.today()
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"People may comment until {moved.until:%-d %B %Y}.")
            return redirect("policies:consultation-answers", urn=school.urn, consultation_id=out.pk)
    return render(request, "policies/consultation_extend.html", _ending(school, out) | {"form": form})


@school_view(Permission.POLICY_EDIT)
@require_http_methods(["GET", "POST"])
def consultation_end(request: SignedInRequest, school: School, consultation_id: int) -> HttpResponse:
    """Close it before its day, or take the version back."""
    out = _consultation(request, school, consultation_id)
    form = EndForm(sent(request))
    if form.is_valid():
        is_close = form.cleaned_data["how"] == "close"
        step = actions.close if is_close else actions.withdraw
        try:
            step(consultation=out, by=request.user, today=clock.today())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            said = "is closed. Answer what was said." if is_close else "is withdrawn. What was said is kept."
            messages.success(request, f"The consultation {said}")
            return redirect("policies:consultation-answers", urn=school.urn, consultation_id=out.pk)
    return render(request, "policies/consultation_end.html", _ending(school, out) | {"form": form})


# ---------------------------------------------------------------------------------------------------------------------
def _ending(school: School, out: Consultation) -> dict[str, Any]:
    back_url = address("policies:consultation-answers", urn=school.urn, consultation_id=out.pk)
    return {"school": school, "out": out, "back_url": back_url}


def _consultation(request: SignedInRequest, school: School, key: int) -> Consultation:
    found = queries.consultation_of(request.user, school, key)
    if found is None:
        raise Http404
    return found


def _place(out: Consultation, key: str) -> Place:
    found = consulting.places(out.version.text).get(key)
    if found is None:
        raise Http404
    return found


def _own(request: SignedInRequest, out: Consultation, key: int) -> Comment:
    found = queries.own_comment(request.user, out, key)
    if found is None:
        raise Http404
    return found


def _about(school: School, out: Consultation, where: Place) -> dict[str, Any]:
    return {
        "school": school,
        "out": out,
        "where": where,
        "can_suggest": consulting.can_suggest(where.clause),
        "facts": blanks_of(school),
        "back_url": _back_to(school, out, where),
    }


def _back_to(school: School, out: Consultation, where: Place) -> str:
    page = address("policies:consultation", urn=school.urn, consultation_id=out.pk)
    return f"{page}#place-{where.key}"
