"""Reference data for the people who run the installation: organisations, bodies, accounts and roles.

Only superusers come here (User.has_perm). Lists search and filter and never count a large table twice; a row is looked
up in the list of its kind, never in a menu of all of them: the menu that searches as one types has no name for a screen
reader.
"""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from procrastinate.contrib.django.models import ProcrastinateJob

from core import clock
from people.access.proof import require_fresh
from people.actions.keeping import check_may_change, check_may_close
from people.models import Body, Council, Meeting, Membership, School, TermOfOffice, Trust, User
from people.rules import Refused

# Access follows memberships alone, and an account's email is its name: neither table is used.
admin.site.unregister([Group, EmailAddress])
# Secrets and links are their owner's alone, and applications for single sign-on stand in the settings.
admin.site.unregister([Authenticator, UserSession, SocialAccount, SocialApp, SocialToken])
# Jobs are no reference data: what they do shows on the pages that wait for them, and in the log.
admin.site.unregister(ProcrastinateJob)


class ReferenceAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """What every list here has in common."""

    show_full_result_count = False
    list_per_page = 50
    view_on_site = False  # a superuser is nobody at a school or council, and finds none of their pages


class FreshAdmin:
    """Pages that make accounts or grant roles: who asks was shown within ten minutes."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The form of one row, or of a new one."""
        require_fresh(request)
        return super().changeform_view(request, *args, **kwargs)  # type: ignore[misc]

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Removing a row."""
        require_fresh(request)
        return super().delete_view(request, *args, **kwargs)  # type: ignore[misc]

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The list, where rows can be removed as well."""
        if request.method == "POST":
            require_fresh(request)
        return super().changelist_view(request, *args, **kwargs)  # type: ignore[misc]


@admin.register(Council)
class CouncilAdmin(ReferenceAdmin):
    """Local authorities."""

    list_display = ("name", "code", "colour")
    search_fields = ("name", "code")


@admin.register(Trust)
class TrustAdmin(ReferenceAdmin):
    """Academy trusts."""

    list_display = ("name", "uid")
    search_fields = ("name", "=uid")


@admin.register(School)
class SchoolAdmin(ReferenceAdmin):
    """Schools. They are loaded by `manage.py import_schools`; here one is put right, or joined to its successor."""

    list_display = ("name", "urn", "council", "phase", "status", "closed_on")
    list_filter = ("status", "phase")
    list_select_related = ("council",)
    search_fields = ("name", "=urn", "council__name")
    raw_id_fields = ("council", "trust", "successor")


@admin.register(Body)
class BodyAdmin(ReferenceAdmin):
    """Boards, committees, panels and partnerships."""

    list_display = ("name", "kind", "council")
    list_filter = ("kind",)
    list_select_related = ("council",)
    search_fields = ("name", "schools__name", "council__name")
    raw_id_fields = ("schools", "council", "parent")


@admin.register(Meeting)
class MeetingAdmin(ReferenceAdmin):
    """Meetings. The clerk plans them in the pages; here one is put right."""

    list_display = ("on", "body", "status")
    list_filter = ("status",)
    list_select_related = ("body",)
    search_fields = ("body__name",)
    raw_id_fields = ("body", "minutes_approved_in")

    def get_readonly_fields(self, request: HttpRequest, obj: Meeting | None = None) -> tuple[str, ...]:  # noqa: ARG002
        """A meeting stays its body's, with its agenda, papers and minutes."""
        return ("body",) if obj else ()


@admin.register(TermOfOffice)
class TermOfOfficeAdmin(ReferenceAdmin):
    """Places on bodies."""

    list_display = ("name", "body", "category", "office", "starts_on", "ends_on")
    list_filter = ("category", "office")
    list_select_related = ("body",)
    search_fields = ("name", "body__name")
    raw_id_fields = ("body", "user")


class MembershipForm(forms.ModelForm):  # type: ignore[type-arg]
    """A role: the change of its last day or its mark is refused where a place would lose its last administrator."""

    class Meta:
        model = Membership
        fields = ("is_administrator", "ends_on")

    def clean(self) -> dict[str, Any]:
        """Ask what every change of the administrators asks."""
        given: dict[str, Any] = super().clean() or {}
        before = self.instance
        if before.pk and not self.errors:
            try:
                check_may_change(
                    before,
                    ends_on=given.get("ends_on", before.ends_on),
                    is_marked=given.get("is_administrator", before.is_administrator),
                    today=clock.today(),
                )
            except Refused as refusal:
                self.add_error(None, str(refusal))
        return given


@admin.register(Membership)
class MembershipAdmin(FreshAdmin, ReferenceAdmin):
    """Roles people hold: the first administrators are named here. A role is ended by its last day, never deleted."""

    form = MembershipForm
    fields = ("user", "role", "school", "trust", "council", "is_administrator", "starts_on", "ends_on")

    list_display = ("user", "role", "school", "trust", "council", "starts_on", "ends_on")
    list_filter = ("role", "is_administrator")
    list_select_related = ("user", "school", "trust", "council")
    search_fields = ("user__email", "user__name", "=school__urn", "school__name", "trust__name", "council__name")
    raw_id_fields = ("user", "school", "trust", "council")

    def get_readonly_fields(self, request: HttpRequest, obj: Membership | None = None) -> tuple[str, ...]:  # noqa: ARG002 (the admin's signature)
        """Whose role it is, and where, is settled when it is given."""
        return ("user", "role", "school", "trust", "council", "starts_on") if obj else ()

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:
        """Keep who gave it, or who set its last day, and when."""
        if not change:
            obj.granted_by, obj.granted_at = _superuser(request), clock.now()
        elif "ends_on" in form.changed_data:
            obj.ended_by, obj.ended_at = (_superuser(request), clock.now()) if obj.ends_on else (None, None)
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 (the admin's signature)
        """Never: who held which role is kept."""
        return False


def _superuser(request: HttpRequest) -> User:
    """Who is at work here."""
    assert isinstance(request.user, User)  # noqa: S101 (for the types: only superusers come here)
    return request.user


class MembershipInline(admin.StackedInline):  # type: ignore[type-arg]
    """The roles of one person, on that person's page."""

    model = Membership
    fk_name = "user"
    extra = 1
    raw_id_fields = ("school", "trust", "council")
    verbose_name_plural = "roles (a last day is set on the page of the role)"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 (the admin's signature)
        """A role is given here; its last day is set on its own page."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 (the admin's signature)
        """Never: who held which role is kept."""
        return False


class LowerCaseEmailMixin:
    """Emails are stored in lower case, however they are typed."""

    def clean_email(self) -> str:
        """The email in lower case."""
        return str(self.cleaned_data["email"]).lower()  # type: ignore[attr-defined]


class PersonCreationForm(LowerCaseEmailMixin, AdminUserCreationForm):  # type: ignore[type-arg]
    """A new account: who, and a first password to hand over."""

    class Meta:
        model = User
        fields = ("email", "name")


class PersonChangeForm(LowerCaseEmailMixin, UserChangeForm):  # type: ignore[type-arg]
    """An account that is there; the password is changed on a page of its own."""

    class Meta:
        model = User
        fields = ("email", "name", "password", "is_active", "is_superuser")

    def clean_is_active(self) -> bool:
        """An account is not closed while its person is a place's last administrator."""
        is_active = bool(self.cleaned_data["is_active"])
        if not is_active and self.instance.pk and self.initial.get("is_active"):
            try:
                check_may_close(self.instance, clock.today())
            except Refused as refusal:
                raise ValidationError(str(refusal)) from refusal
        return is_active


@admin.register(User)
class PersonAdmin(FreshAdmin, UserAdmin):  # type: ignore[type-arg]
    """People who sign in. An account is closed by unticking "can sign in": what its person did stays theirs."""

    form = PersonChangeForm
    add_form = PersonCreationForm
    show_full_result_count = False
    list_per_page = 50
    ordering = ("email",)
    list_display = ("email", "name", "is_active", "is_superuser", "last_login")
    list_filter = ("is_active", "is_superuser")
    search_fields = ("email", "name")
    filter_horizontal = ()
    readonly_fields = ("last_login", "joined_at")
    inlines = (MembershipInline,)

    def user_change_password(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Another's password."""
        require_fresh(request)
        return super().user_change_password(request, *args, **kwargs)

    fieldsets = (
        (None, {"fields": ("email", "name", "password")}),
        ("Access", {"fields": ("is_active", "is_superuser")}),
        ("Dates", {"fields": ("last_login", "joined_at")}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("email", "name", "usable_password", "password1", "password2")}),
    )

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Keep who gave the roles that were added, and when."""
        for added in formset.save(commit=False):
            added.granted_by, added.granted_at = _superuser(request), clock.now()
        super().save_formset(request, form, formset, change)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 (the admin's signature)
        """Never: an account is closed, and erased only whole."""
        return False
