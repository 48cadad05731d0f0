"""What several pages of policies need."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

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
T = TypeVar("T")


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


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of many things, with where the others are; `first` and `last` count from 1."""

    things: Sequence[T]
    first: int
    last: int
    total: int
    newer: str
    older: str


def page_of(request: SignedInRequest, things: Sequence[T], most: int) -> Page[T]:
    """The things from the one that `?from=` names on, at most so many; the first ones where it names none there is."""
    asked = request.GET.get("from", "")
    first = int(asked) if asked.isdecimal() and len(asked) < 7 else 1
    first = first if 1 <= first <= len(things) else 1
    shown = things[first - 1 : first - 1 + most]
    last = first + len(shown) - 1
    newer = f"?from={max(1, first - most)}" if first > 1 else ""
    older = f"?from={last + 1}" if last < len(things) else ""
    return Page(shown, first, last, len(things), newer, older)


def sent(request: SignedInRequest) -> QueryDict | None:
    """What a form was sent with, even where that is nothing; None where the page is only opened."""
    return request.POST if request.method == "POST" else None


def may(request: SignedInRequest, permission: Permission, owner: School | Council) -> bool:
    """Whether the button for something is shown."""
    return allows(request.user, permission, owner)
