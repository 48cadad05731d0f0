"""The admin site: reference data for the people who run the installation, behind the product's own sign-in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.admin import helpers
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator

from people.access.proof import has_second_step, lead_to_second_step

View = Callable[..., HttpResponseBase]


class SuccessionAdminSite(admin.AdminSite):
    """Django's admin with one sign-in page: the product's."""

    site_header = "Succession administration"
    site_title = "Succession"
    index_title = "Reference data"

    def has_permission(self, request: HttpRequest) -> bool:
        """A superuser whose second step this session has seen."""
        is_open = super().has_permission(request) and has_second_step(request)
        if is_open:
            request.session.hold_names()  # type: ignore[attr-defined]  # core.sessions.SessionStore
        return is_open

    def admin_view(self, view: View, cacheable: bool = False) -> Any:
        """Refuse what Django breaks on: a ticked row that is no number, a filter with NUL."""

        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            ticked = request.POST.getlist(helpers.ACTION_CHECKBOX_NAME)
            if not all(key.isascii() and key.isdigit() for key in ticked):
                raise BadRequest("A row was ticked that has no such number.")
            if any("\0" in value for values in request.GET.lists() for value in values[1]):
                raise BadRequest("A filter holds a character that no text has.")
            return view(request, *args, **kwargs)

        return super().admin_view(page, cacheable)

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponseBase:  # type: ignore[override]  # noqa: ARG002
        """Send a stranger to the product's sign-in, a superuser to the second step; refuse everybody else."""
        if self.has_permission(request):
            return redirect("admin:index")
        if super().has_permission(request):
            return lead_to_second_step(request, request.GET.get("next", ""))
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next", reverse("admin:index")), reverse("account_login"))
