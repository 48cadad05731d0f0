"""PDFs and spreadsheets: made in a job the first time somebody asks, then kept."""

import hashlib
from http import HTTPStatus

from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import render

from core import clock, jobs, rules, tasks
from core.models import Paper


def digest_of(*parts: object) -> str:
    """The hash that tells one content of a paper from another: pass everything the paper shows."""
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()


@transaction.atomic
def ask_for(*, kind: str, subject: str, digest: str) -> Paper:
    """The paper of this content. Asks for its making unless it is being made, or made and still there."""
    paper, is_wanted = Paper.objects.get_or_create(
        kind=kind, subject=subject, digest=digest, defaults={"asked_at": clock.now()}
    )
    if paper.state != rules.PaperState.MAKING and not paper.is_ready:
        failed_or_lost = Paper.objects.filter(pk=paper.pk, state=paper.state)
        is_wanted = bool(failed_or_lost.update(state=rules.PaperState.MAKING))
    if is_wanted:
        jobs.enqueue(tasks.make_paper, paper_id=paper.pk)
    return paper


def remove(*, kind: str, subject: str) -> int:
    """Remove every paper made of something that is no longer here, with its file. Call inside a transaction.

    Gives back how many there were.
    """
    found = list(Paper.objects.select_for_update().filter(kind=kind, subject=subject))
    for paper in found:
        paper.delete()
        paper.file.delete(save=False)
    return len(found)


def respond(
    request: HttpRequest, *, kind: str, subject: str, digest: str, what: str, back_url: str
) -> HttpResponseBase:
    """The paper as an attachment once it is made; until then a page that waits for it and then offers it.

    what: the paper's name, as in "the policy". back_url: the page it was asked for on. The view has checked that the
    person may have it.
    """
    kept = Paper.objects.filter(kind=kind, subject=subject, digest=digest).first()
    context = {"what": what, "href": request.path, "back_url": back_url}
    if kept is not None and kept.state == rules.PaperState.FAILED and "again" not in request.GET:
        return render(request, "core/paper_failed.html", context, status=HTTPStatus.SERVICE_UNAVAILABLE)
    if kept is None or not kept.is_ready:
        ask_for(kind=kind, subject=subject, digest=digest)
        return render(request, "core/paper_making.html", context)
    if request.headers.get("HX-Request"):
        return render(request, "core/paper_made.html", context)
    return FileResponse(
        kept.file.open("rb"), as_attachment=True, filename=kept.filename, content_type=kept.content_type
    )
