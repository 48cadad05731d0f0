"""The name of the place a page belongs to, its navigation of at most five items, and the way back up."""

from dataclasses import dataclass

from django.http import HttpRequest

from core.addresses import address
from people.access.guards import allows
from people.access.roles import Permission, Role
from people.models import Council, School, Trust, User
from people.views.places import url_of


@dataclass(frozen=True, slots=True)
class NavItem:
    """One item of the service navigation."""

    label: str
    url: str
    is_current: bool


def place(request: HttpRequest) -> dict[str, object]:
    """Context processor: `place`, `nav` and `notice` of the page, from the organisation in its URL.

    has_several_places: whether the person has others. notice: the address of the privacy notice of whoever decides
    about the data of the page.
    """
    where = getattr(request, "place", None)
    user = request.user
    if where is None or not isinstance(user, User):
        return {"place": None, "nav": [], "has_several_places": False, "notice": address("privacy")}
    if isinstance(where, Trust):
        items = [("People and roles", where.get_absolute_url())]
    else:
        items = _school_items(user, where) if isinstance(where, School) else _council_items(user, where)
    current = _current(request.path, [url for _, url in items])
    return {
        "place": where,
        "nav": [NavItem(label, url, url == current) for label, url in items],
        "has_several_places": _has_several(user),
        "notice": url_of(where, "notice"),
    }


def _has_several(user: User) -> bool:
    """Whether there is another place to go to; a trust's lead has its schools."""
    held = {(holding.school_id, holding.trust_id, holding.council_id) for holding in user.holdings}
    return len(held) > 1 or any(holding.trust_id for holding in user.holdings)


_MOST = 5
"""Items in the navigation of a place. What falls behind them is linked from the pages before it."""


def _school_items(user: User, school: School) -> list[tuple[str, str]]:
    """For a head and a lead reports stand before meetings, which are linked there; for a clerk it is the plan."""
    urn = {"urn": school.urn}
    leads = allows(user, Permission.POSTS_EDIT, school)
    items = [("Home", address("school", **urn)), ("Policy", address("policies:policy", **urn))]
    if allows(user, Permission.MEETING_READ, school) and not leads:
        items.append(("Meetings", address("people:school-meetings", **urn)))
    if allows(user, Permission.REPORT_READ, school):
        items.append(("Reports", address("school-reports", **urn)))
    if allows(user, Permission.COVER_READ, school):
        items.append(("People" if leads else "Headship", address("people:cover", **urn)))
    if any(holding.role is Role.STAFF and holding.school_id == school.pk for holding in user.holdings):
        items.append(("My record", address("people:my-record", **urn)))
    if allows(user, Permission.OPPORTUNITY_READ, school) and not allows(user, Permission.DEVELOPMENT_EDIT, school):
        items.append(("Opportunities", address("people:opportunities", **urn)))
    if any(holding.role is Role.CLERK and holding.school_id == school.pk for holding in user.holdings):
        items.append(("Members", address("people:school-members", **urn)))
    if allows(user, Permission.PLAN_READ, school.council):
        items.append(("Council plan", address("actionplan:plans", code=school.council.code)))
    return items[:_MOST]


def _council_items(user: User, council: Council) -> list[tuple[str, str]]:
    code = {"code": council.code}
    items = [("Home", address("council", **code))]
    if allows(user, Permission.PLAN_UPDATE, council) and not allows(user, Permission.PLAN_EDIT, council):
        items.append(("Our actions", address("actionplan:ours", **code)))
    if allows(user, Permission.PLAN_READ, council):
        items.append(("Action plan", address("actionplan:plans", **code)))
    if allows(user, Permission.SCHOOLS_READ, council):
        items.append(("Schools", address("council-schools", **code)))
    if allows(user, Permission.MODEL_READ, council):
        items.append(("Model policy", address("policies:model", **code)))
    if allows(user, Permission.REPORT_READ, council):
        items.append(("Reports", address("council-reports", **code)))
    if allows(user, Permission.MEETING_READ, council):
        items.append(("Meetings", address("people:council-meetings", **code)))
    return items[:_MOST]


def _current(path: str, urls: list[str]) -> str:
    """The item a page stands beneath, the nearest where it stands beneath two. Home is current only on itself."""
    above = [url for url in urls if path == url or (url.count("/") > 3 and path.startswith(url))]
    return max(above, key=len, default="")
