"""Reference data for the people who run the installation: organisations, bodies, accounts and roles.

Only superusers come here (User.has_perm). Lists search and filter and never count a large table twice; a row is looked
up in the list of its kind, never in a menu of all of them: the menu that searches as one types has no name for a screen
reader.
"""

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from procrastinate.contrib.django.models import ProcrastinateJob

from people.models import Body, Council, Meeting, Membership, School, TermOfOffice, Trust, User

# Access follows memberships alone, and an account's email is its name: neither table is used.
admin.site.unregister([Group, EmailAddress])
# Jobs are no reference data: what they do shows on the pages that wait for them, and in the log.
admin.site.unregister(ProcrastinateJob)


class ReferenceAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """What every list here has in common."""

    show_full_result_count = False
    list_per_page = 50
    view_on_site = False  # a superuser is nobody at a school or council, and finds none of their pages


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
    raw_id_fields = ("body",)


@admin.register(TermOfOffice)
class TermOfOfficeAdmin(ReferenceAdmin):
    """Places on bodies."""

    list_display = ("name", "body", "category", "office", "starts_on", "ends_on")
    list_filter = ("category", "office")
    list_select_related = ("body",)
    search_fields = ("name", "body__name")
    raw_id_fields = ("body", "user")


@admin.register(Membership)
class MembershipAdmin(ReferenceAdmin):
    """Roles people hold. A role is ended by its last day, not by deleting it."""

    list_display = ("user", "role", "school", "trust", "council", "starts_on", "ends_on")
    list_filter = ("role", "is_administrator")
    list_select_related = ("user", "school", "trust", "council")
    search_fields = ("user__email", "user__name", "=school__urn", "school__name", "trust__name", "council__name")
    raw_id_fields = ("user", "school", "trust", "council")


class MembershipInline(admin.StackedInline):  # type: ignore[type-arg]
    """The roles of one person, on that person's page."""

    model = Membership
    fk_name = "user"
    extra = 1
    raw_id_fields = ("school", "trust", "council")


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


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]
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
    fieldsets = (
        (None, {"fields": ("email", "name", "password")}),
        ("Access", {"fields": ("is_active", "is_superuser")}),
        ("Dates", {"fields": ("last_login", "joined_at")}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("email", "name", "usable_password", "password1", "password2")}),
    )
