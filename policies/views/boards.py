"""A draft of a council's model out to the boards of its schools: asking them, who has replied, and answering them."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock, conflicts
from core.addresses import address
from people.access.decorators import SignedInRequest, council_view
from people.access.roles import Permission
from people.models import Council
from policies.actions import boards as actions
from policies.actions import consultations
from policies.boards import queries, rules
from policies.boards.forms import AskBoardsForm, CloseBoardsForm, WhoRepliedForm
from policies.consultation import queries as comments
from policies.consultation import rules as consulting
from policies.consultation.forms import AnswerForm
from policies.document import Refused
from policies.models import Consultation, Version
from policies.queries import blanks_of, latest_of, model_version_of
from policies.views.said import after_in, by_place, with_words
from policies.views.shared import council_crumbs, sent
from policies.writing import clause_now


@council_view(Permission.MODEL_EDIT)
@require_http_methods(["GET", "POST"])
def model_ask(request: SignedInRequest, council: Council, number: int) -> HttpResponse:
    """Until when, and what is asked; then the board of every open school is told."""
    version = model_version_of(request.user, council, number)
    if version is None:
        raise Http404
    form = AskBoardsForm(sent(request))
    if form.is_valid():
        try:
            out = actions.ask_boards(version=version, by=request.user, today=clock.today(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            told = f"Version {number} is out to schools’ boards until {out.until:%-d %B %Y}. Letters are being sent."
            messages.success(request, told)
            return redirect("policies:model-boards", code=council.code, consultation_id=out.pk)
    context = {
        "form": form,
        "council": council,
        "version": version,
        "refusal": "" if form.is_bound else _refusal(request, council, version),
        "back_url": address("policies:model-version", code=council.code, number=number),
    }
    return render(request, "policies/model_ask.html", context)


def _refusal(request: SignedInRequest, council: Council, version: Version) -> str:
    """Why boards cannot be asked about this version, where they cannot."""
    running = queries.running_of(request.user, council, clock.today())
    try:
        actions.check_asking(version, latest_of(request.user, council), running.version if running else None)
    except Refused as refused:
        return str(refused)
    return ""


@council_view(Permission.MODEL_EDIT)
@require_safe
def model_boards(request: SignedInRequest, council: Council, consultation_id: int) -> HttpResponse:
    """Which schools' boards have replied and what, and which have not."""
    out = _consultation(request, council, consultation_id)
    form = WhoRepliedForm(request.GET)
    after = request.GET.get("after", "")
    page = queries.page(out, form.narrowed, int(after) if after.isdecimal() and len(after) <= 18 else None)
    shown = page[: queries.PAGE]
    context = _about(council, out) | {
        "form": form,
        "counts": queries.counts(out),
        "rows": shown,
        "older": f"?{urlencode(form.chosen | {'after': shown[-1].pk})}" if len(page) > queries.PAGE else "",
        "was_reminded": out.reminded_at is not None and clock.local(out.reminded_at).date() >= clock.today(),
        "published": queries.published_since(out),
    }
    return render(request, "policies/model_boards.html", context)


@council_view(Permission.MODEL_EDIT)
@require_safe
def model_boards_comments(request: SignedInRequest, council: Council, consultation_id: int) -> HttpResponse:
    """What boards said, clause by clause, and what became of it; with ?open=1 what is still to be answered."""
    out = _consultation(request, council, consultation_id)
    only_open = "open" in request.GET
    page = comments.comments_page(request.user, council, out, after_in(request), unanswered=only_open)
    shown = page[: comments.PAGE]
    keep = "open=1&" if only_open else ""
    context = _about(council, out) | {
        "counts": queries.counts(out),
        "groups": by_place(out, with_words(out, shown)),
        "only_open": only_open,
        "older": f"?{keep}after={shown[-1].order}-{shown[-1].pk}" if len(page) > comments.PAGE else "",
        "published": queries.published_since(out),
    }
    return render(request, "policies/model_boards_comments.html", context)


@council_view(Permission.MODEL_EDIT)
@require_http_methods(["GET", "POST"])
def model_boards_answer(
    request: SignedInRequest, council: Council, consultation_id: int, comment_id: int
) -> HttpResponse:
    """Accept, change, decline or note one comment. Words that are accepted stand in the officer's draft at once."""
    out = _consultation(request, council, consultation_id)
    comment = comments.comment_of(request.user, council, out, comment_id)
    if comment is None:
        raise Http404
    where = consulting.places(out.version.text)[comment.place]
    clause = clause_now(council, comment.place, request.user)
    token = consultations.answer_token(comment, clause)
    sort = {"has_suggestion": comment.suggested != "", "can_change": consulting.can_suggest(where.clause)}
    words = comment.answer_words or comment.suggested or (clause.text if clause else "")
    initial = {"outcome": comment.outcome, "reply": comment.reply, "words": words, "opened_on": token}
    form, clash = AnswerForm(sent(request), initial=initial, **sort), False
    form.fields["reply"].help_text = "Read by the board once the model is published. Needed where you decline or note."
    here = address("policies:model-boards-comments", code=council.code, consultation_id=out.pk)
    if form.is_valid():
        try:
            consultations.answer(comment=comment, by=request.user, **form.answer)
        except conflicts.Conflict:
            again = request.POST.copy()
            again["opened_on"] = token
            form, clash = AnswerForm(again, **sort), True
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            changes = consulting.ANSWERS[consulting.Outcome(form.answer["outcome"])].changes
            draft = " The clause has these words in your draft: save it as a version when you are done."
            whose = comment.board.school if comment.board else comment.by
            messages.success(request, f"{whose} is answered.{draft if changes else ''}")
            return redirect(here)
    context = _about(council, out) | {
        "form": form,
        "said": with_words(out, [comment])[0],
        "where": where,
        "clause": clause,
        "has_moved_on": clause is not None and where.clause is not None and clause.full_text != where.clause.full_text,
        "clash": clash,
        "back_url": here,
    }
    return render(request, "policies/model_boards_answer.html", context)


@council_view(Permission.MODEL_EDIT)
@require_http_methods(["GET", "POST"])
def model_boards_close(request: SignedInRequest, council: Council, consultation_id: int) -> HttpResponse:
    """Take no more replies, with the reason."""
    out = _consultation(request, council, consultation_id)
    here = address("policies:model-boards", code=council.code, consultation_id=out.pk)
    if not out.is_open(clock.today()):
        messages.info(request, "It is closed already.")
        return redirect(here)
    form = CloseBoardsForm(sent(request))
    if form.is_valid():
        try:
            actions.close_boards(consultation=out, by=request.user, today=clock.today(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "It is closed: boards can send no more replies. What they said is kept.")
            return redirect(here)
    context = _about(council, out) | {"form": form, "counts": queries.counts(out), "back_url": here}
    return render(request, "policies/model_boards_close.html", context)


@council_view(Permission.MODEL_EDIT)
@require_POST
def model_boards_remind(request: SignedInRequest, council: Council, consultation_id: int) -> HttpResponse:
    """Write again for the boards that have not replied."""
    out = _consultation(request, council, consultation_id)
    try:
        actions.remind_boards(consultation=out, by=request.user, today=clock.today())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Letters go to the boards that have not replied.")
    return redirect("policies:model-boards", code=council.code, consultation_id=out.pk)


def _about(council: Council, out: Consultation) -> dict[str, Any]:
    code = {"code": council.code}
    version = (f"Version {out.version.number}", address("policies:model-version", **code, number=out.version.number))
    return {
        "council": council,
        "out": out,
        "is_open": out.is_open(clock.today()),
        "facts": blanks_of(council),
        "stances": rules.STANCE_LABELS,
        "crumbs": council_crumbs(council, version),
    }


def _consultation(request: SignedInRequest, council: Council, key: int) -> Consultation:
    found = queries.consultation_of(request.user, council, key)
    if found is None:
        raise Http404
    return found
