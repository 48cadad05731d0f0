"""The admin site: reference data for the people who run the installation, reports for who reads or prepares them.

It stands behind the product's own sign-in. Who comes in, and what they find, follows from their roles alone.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.admin import helpers
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, reverse
from django.utils.decorators import method_decorator

from people.access.proof import has_second_step, lead_to_second_step
from people.access.reporting import asking, asks_second_step, may_enter, only_place

View = Callable[..., HttpResponseBase]

_BIGGEST_KEY = 18
"""Digits of the longest key that the database can be asked for."""
_NOT_OURS = frozenset({"view_on_site"})
"""Django's way from any row of any table to its page: it would say which keys there are."""


class SuccessionAdminSite(admin.AdminSite):
    """Django's admin with one sign-in page: the product's."""

    site_header = "Succession administration"
    site_title = "Succession"
    index_title = "Reference data"

    def has_permission(self, request: HttpRequest) -> bool:
        """Whoever has something to find here, and where a role of theirs asks for it, after their second step."""
        user: Any = request.user
        if not may_enter(user):
            return False
        if not asks_second_step(user):
            return True
        if not has_second_step(request):
            return False
        request.session.hold_names()  # type: ignore[attr-defined]  # core.sessions.SessionStore
        return True

    def admin_view(self, view: View, cacheable: bool = False) -> Any:
        """Refuse what Django breaks on: a ticked row that is no number, a filter with NUL.

        Refuse also every page of a list to whom the list is not for, before a row is looked for: what is answered then
        says nothing of which rows there are.
        """

        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            ticked = request.POST.getlist(helpers.ACTION_CHECKBOX_NAME)
            if not all(key.isascii() and key.isdigit() and len(key) <= _BIGGEST_KEY for key in ticked):
                raise BadRequest("A row was ticked that has no such number.")
            if any("\0" in value for values in request.GET.lists() for value in values[1]):
                raise BadRequest("A filter holds a character that no text has.")
            lists = getattr(view, "__self__", None)
            if isinstance(lists, admin.ModelAdmin) and not lists.has_module_permission(request):
                raise PermissionDenied
            request.place = only_place(asking(request))  # type: ignore[attr-defined]  # as the site's decorators do
            return view(request, *args, **kwargs)

        return super().admin_view(page, cacheable)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Django's own addresses but those that are not ours."""
        return [one for one in super().get_urls() if getattr(one, "name", None) not in _NOT_OURS]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The reference data; who has none of it is led to the reports."""
        if not request.user.is_superuser:
            return redirect("admin:succession_report_changelist")
        return super().index(request, extra_context)

    def app_index(self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None) -> Any:
        """The reference data of one room; who has none of it finds nothing."""
        if not request.user.is_superuser:
            raise Http404
        return super().app_index(request, app_label, extra_context)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:  # noqa: ARG002
        """The product has one page for it."""
        return redirect("account_change_password")

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponseBase:  # type: ignore[override]  # noqa: ARG002
        """Send a stranger to the product's sign-in, who may come in to the second step; refuse everybody else."""
        if self.has_permission(request):
            return redirect("admin:index")
        if may_enter(request.user):
            return lead_to_second_step(request, request.GET.get("next", ""))
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next", reverse("admin:index")), reverse("account_login"))
