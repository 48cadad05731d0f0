"""A policy as Word and as plain text, beside its PDF."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from people.access.decorators import SignedInRequest, council_view, school_view
from people.access.roles import Permission
from people.models import Council, School
from policies import outgoing, papers
from policies.models import Version
from policies.queries import blanks_of, model_of
from policies.views.shared import version_or_404


@school_view(Permission.POLICY_ADOPTED_READ)
@require_safe
def version_file(request: SignedInRequest, school: School, number: int, form: str) -> HttpResponse:
    """A version of a school's policy as a file."""
    return _file(version_or_404(request, school, number), school, form)


@council_view(Permission.MODEL_READ)
@require_safe
def model_file(request: SignedInRequest, council: Council, form: str) -> HttpResponse:
    """The council's model policy as a file."""
    published = model_of(request.user, council)
    if published is None:
        raise Http404
    return _file(published, council, form)


def _file(version: Version, owner: School | Council, form: str) -> HttpResponse:
    if form not in outgoing.FORMS:
        raise Http404
    paper = outgoing.paper_of(
        version.text,
        blanks_of(owner),
        owner=owner.name,
        status=papers.status(version),
        control=papers.control(version) if form == "docx" else (),
    )
    return outgoing.respond(paper, form, number=version.number, made_at=version.made_at)
