"""What a school's board is asked about its council's next model: the draft, its comments on clauses, and its reply."""

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
from policies.actions import boards as actions
from policies.actions import consultations
from policies.boards import queries
from policies.boards.forms import BoardReplyForm
from policies.consultation import rules as consulting
from policies.consultation.forms import CommentForm
from policies.consultation.rules import Place
from policies.document import Refused, compare
from policies.models import BoardAsked, BoardReply, Comment
from policies.queries import blanks_of
from policies.views.said import OF_BOARDS, consulted_sections, with_words
from policies.views.shared import may, school_crumbs, sent


@school_view(Permission.POLICY_SUBMITTED_READ)
@require_safe
def board_model(request: SignedInRequest, school: School, consultation_id: int) -> HttpResponse:
    """The draft with what it changes, what the board said, and once the model is published what became of that."""
    asked = _asked(request, school, consultation_id)
    out = asked.consultation
    before, published = queries.published_before(out), queries.published_since(out)
    own = with_words(out, queries.comments_of(asked))
    comparison = compare(before.text, out.version.text) if before else None
    replies = queries.replies_of(asked)
    is_open = out.is_open(clock.today())
    can_say = is_open and may(request, Permission.MODEL_REPLY, school)
    context = _about(school, asked) | {
        "is_open": is_open,
        "can_say": can_say,
        "reads_only": not can_say,
        "before": before,
        "published": published,
        "hides_answers": published is None,
        "comparison": comparison,
        "changes": comparison.differing if comparison else (),
        "own": own,
        "reply": replies[0] if replies else None,
        "earlier": replies[1:],
        "schools": [one for one in queries.schools_of(asked) if one.pk != school.pk] if asked.body_id else [],
        "sections": consulted_sections(out.version.text, own),
        "links": OF_BOARDS,
        "crumbs": school_crumbs(school),
    }
    return render(request, "policies/board_model.html", context)


@school_view(Permission.MODEL_REPLY)
@require_http_methods(["GET", "POST"])
def board_reply(request: SignedInRequest, school: School, consultation_id: int) -> HttpResponse:
    """What the board says of the model as a whole. What was typed stands on the page, whatever refuses it."""
    asked, today = _asked(request, school, consultation_id), clock.today()
    now = next(iter(queries.replies_of(asked)), None)
    given: dict[str, Any] = {"asked": asked, "school": school, "user": request.user, "today": today}
    form, clash = BoardReplyForm(sent(request), initial=_initial(now), **given), False
    if form.is_valid():
        try:
            actions.reply_for_board(asked=asked, by=request.user, today=today, **form.reply)
        except conflicts.Conflict:
            again = request.POST.copy()
            again["opened_on"] = actions.reply_token(now)
            form, clash = BoardReplyForm(again, **given), True
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{school.council} has your board’s reply.")
            return redirect("policies:board-model", urn=school.urn, consultation_id=consultation_id)
    context = _about(school, asked) | {
        "form": form,
        "clash": clash,
        "reply": now,
        "is_open": asked.consultation.is_open(today),
        "comments": len(queries.comments_of(asked)),
        "back_url": address("policies:board-model", urn=school.urn, consultation_id=consultation_id),
    }
    return render(request, "policies/board_reply.html", context)


def _initial(reply: BoardReply | None) -> dict[str, Any]:
    token = {"opened_on": actions.reply_token(reply)}
    if reply is None:
        return token
    return token | {"stance": reply.stance, "words": reply.words, "meeting": reply.meeting_id}


@school_view(Permission.MODEL_REPLY)
@require_http_methods(["GET", "POST"])
def board_comment_add(request: SignedInRequest, school: School, consultation_id: int, place: str) -> HttpResponse:
    """Say something about a clause or a section for the board."""
    asked = _asked(request, school, consultation_id)
    where = _place(asked, place)
    initial = {"sent_as": uuid.uuid4(), "suggested": where.clause.text if where.clause else ""}
    form = CommentForm(sent(request), initial=initial, clause=where.clause)
    form.fields["text"].label = "Your board’s comment"
    if form.is_valid():
        try:
            consultations.say(
                consultation=asked.consultation,
                board=asked,
                place=place,
                sent_as=form.cleaned_data["sent_as"] or uuid.uuid4(),
                by=request.user,
                today=clock.today(),
                **form.said,
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"The comment is with {school.council}. Send your board’s reply as well.")
            return redirect(_back_to(school, asked, where))
    return render(request, "policies/board_comment_add.html", _about_place(school, asked, where) | {"form": form})


@school_view(Permission.MODEL_REPLY)
@require_http_methods(["GET", "POST"])
def board_comment_correct(
    request: SignedInRequest, school: School, consultation_id: int, comment_id: int
) -> HttpResponse:
    """Say it in other words."""
    asked = _asked(request, school, consultation_id)
    comment = _comment(asked, comment_id)
    where = _place(asked, comment.place)
    standing = comment.suggested or (where.clause.text if where.clause else "")
    token = consultations.comment_token(comment)
    initial = {"text": comment.text, "suggested": standing, "opened_on": token}
    form, clash = CommentForm(sent(request), initial=initial, clause=where.clause), False
    if form.is_valid():
        try:
            consultations.correct(
                comment=comment,
                opened_on=form.cleaned_data["opened_on"],
                by=request.user,
                today=clock.today(),
                **form.said,
            )
        except conflicts.Conflict:
            again = request.POST.copy()
            again["opened_on"] = token
            form, clash = CommentForm(again, clause=where.clause), True
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The comment is corrected.")
            return redirect(_back_to(school, asked, where))
    form.fields["text"].label = "Your board’s comment"
    context = _about_place(school, asked, where) | {"form": form, "clash": clash, "comment": comment}
    return render(request, "policies/board_comment_correct.html", context)


@school_view(Permission.MODEL_REPLY)
@require_http_methods(["GET", "POST"])
def board_comment_withdraw(
    request: SignedInRequest, school: School, consultation_id: int, comment_id: int
) -> HttpResponse:
    """Take a comment of the board back."""
    asked = _asked(request, school, consultation_id)
    comment = _comment(asked, comment_id)
    where = _place(asked, comment.place)
    if request.method == "POST":
        try:
            consultations.take_back(comment=comment, by=request.user, today=clock.today())
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "The comment is taken back. Nobody is asked to answer it.")
        return redirect(_back_to(school, asked, where))
    context = _about_place(school, asked, where) | {"comment": comment}
    return render(request, "policies/board_comment_withdraw.html", context)


# ---------------------------------------------------------------------------------------------------------------------
def _about(school: School, asked: BoardAsked) -> dict[str, Any]:
    # The draft is the council's: where it names a school, it is this one that reads it.
    return {
        "school": school,
        "urn": school.urn,
        "council": school.council,
        "asked": asked,
        "out": asked.consultation,
        "facts": blanks_of(school),
    }


def _about_place(school: School, asked: BoardAsked, where: Place) -> dict[str, Any]:
    return _about(school, asked) | {
        "where": where,
        "can_suggest": consulting.can_suggest(where.clause),
        "back_url": _back_to(school, asked, where),
    }


def _asked(request: SignedInRequest, school: School, key: int) -> BoardAsked:
    found = queries.asked_of(request.user, school, key)
    if found is None:
        raise Http404
    return found


def _place(asked: BoardAsked, key: str) -> Place:
    found = consulting.places(asked.consultation.version.text).get(key)
    if found is None:
        raise Http404
    return found


def _comment(asked: BoardAsked, key: int) -> Comment:
    found = queries.comment_of(asked, key)
    if found is None:
        raise Http404
    return found


def _back_to(school: School, asked: BoardAsked, where: Place) -> str:
    page = address("policies:board-model", urn=school.urn, consultation_id=asked.consultation_id)
    return f"{page}#place-{where.key}"
