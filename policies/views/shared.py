"""What several pages of policies need."""

from typing import Any

from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404

from core.addresses import address
from people.access.decorators import SignedInRequest
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council, School
from policies.document import Document
from policies.layout import contents, laid_out
from policies.models import Adoption, Version
from policies.queries import blanks_of, latest_of, version_of
from policies.rules import WAITING
from policies.wording import initials_of

Crumbs = list[tuple[str, str]]


def school_crumbs(school: School, *further: tuple[str, str]) -> Crumbs:
    """The way back up from a page about a school's policy."""
    urn = {"urn": school.urn}
    return [(school.name, address("school", **urn)), ("Policy", address("policies:policy", **urn)), *further]


def council_crumbs(council: Council, *further: tuple[str, str]) -> Crumbs:
    """The way back up from a page about a council's model policy."""
    code = {"code": council.code}
    model = ("Model policy", address("policies:model", **code))
    return [(council.name, address("council", **code)), model, *further]


def version_or_404(request: SignedInRequest, school: School, number: int) -> Version:
    """The version with this number, where this person may read it."""
    found = version_of(request.user, school, number)
    if found is None:
        raise Http404
    return found


def adoption_or_404(request: SignedInRequest, school: School, number: int) -> Adoption:
    """The adoption of the version with this number, where this person may read it."""
    recorded = Adoption.objects.visible_to(request.user).filter(version__policy__school=school)
    with_all = recorded.select_related(
        "version__policy", "version__model_version__policy", "meeting__body", "recorded_by"
    )
    return get_object_or_404(with_all, version__number=number)


def waiting_version(request: SignedInRequest, school: School) -> Version | None:
    """The version that waits for the governing board, where this person may read it."""
    return latest_of(request.user, school, WAITING)


def latest_or_404(request: SignedInRequest, owner: School | Council) -> Version:
    """The latest version, which an editor goes on from."""
    latest = latest_of(request.user, owner)
    if latest is None:
        raise Http404
    return latest


def text_context(document: Document, owner: School | Council) -> dict[str, Any]:
    """What a page that shows the text of a policy needs."""
    sections = laid_out(document)
    return {
        "document": document,
        "sections": sections,
        "contents": contents(sections),
        "facts": blanks_of(owner),
        "initials": initials_of(document),
    }


def sent(request: SignedInRequest) -> QueryDict | None:
    """What a form was sent with, even where that is nothing; None where the page is only opened."""
    return request.POST if request.method == "POST" else None


def may(request: SignedInRequest, permission: Permission, owner: School | Council) -> bool:
    """Whether the button for something is shown."""
    return allows(request.user, permission, owner)
