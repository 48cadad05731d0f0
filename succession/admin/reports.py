"""Reports in the admin, worked by the same actions as on the site's pages. Django's own forms change none of them."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import helpers
from django.contrib.admin.options import ShowFacets
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.safestring import SafeString

from core import clock
from core.addresses import address
from core.organisations import key_of
from core.reading_log import given_out
from core.templatetags.components import tag
from core.templatetags.everywhere import day
from people.access.proof import require_fresh
from people.access.reporting import asking, holds
from people.access.roles import Permission
from succession.admin import schools
from succession.admin.about import title_of
from succession.admin.filters import BodyFilter, KindFilter, SchoolFilter, StateFilter
from succession.admin.lists import ReportList
from succession.admin.paper import PAPER, check, paper
from succession.admin.preparing import prepare
from succession.admin.steps import STEPS, step_page
from succession.admin.ticked import issue_ticked
from succession.models import Report
from succession.reports import audience, exporting
from succession.reports.openings import LIST

_WIDE = ("data", "decisions", "open_html", "confidential_html")
_MOST_TICKED = 25
_BIGGEST_KEY = 2**63 - 1


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Reports: whoever may know of one finds it here, and whoever runs the installation finds none."""

    list_filter = (SchoolFilter, BodyFilter, StateFilter, KindFilter)
    list_display = ("report", "about", "to", "as_at_day", "meeting_day", "state_tag", "issued")
    list_display_links = None
    list_select_related = ("school__council", "council", "body", "meeting", "issued_by")
    list_per_page = 25
    list_max_show_all = 0
    ordering = ("-as_at", "-pk")
    search_fields = ("school__name", "council__name", "body__name")
    search_help_text = "School, council or body"
    sortable_by = ()
    show_facets = ShowFacets.NEVER
    show_full_result_count = False
    view_on_site = False
    actions = ("issue_ticked",)

    # Who, and which rows
    def has_view_permission(self, request: HttpRequest, obj: Report | None = None) -> bool:  # noqa: ARG002
        """Whoever reads reports somewhere."""
        return holds(asking(request), Permission.REPORT_READ)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """The same."""
        return self.has_view_permission(request)

    def has_issue_permission(self, request: HttpRequest) -> bool:
        """Whoever issues reports somewhere. Of each row its action asks again."""
        return holds(asking(request), Permission.REPORT_ISSUE)

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 (the admin's signature)
        """Never by a form of Django's."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Never by a form of Django's."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Never by a form of Django's."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        """The reports that this person may know of: the same as on the pages of the site."""
        return Report.objects.visible_to(asking(request)).defer(*_WIDE)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:  # noqa: ARG002
        """Whether a list may be asked for this: its filters alone, or whoever asks by a hidden field would learn it."""
        return lookup in {one.parameter_name for one in self.list_filter}

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:  # noqa: ARG002
        """The list is paged by key."""
        return ReportList

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Ours alone: nothing is deleted from here."""
        found = super().get_actions(request)
        found.pop("delete_selected", None)
        return found

    # Columns
    @admin.display(description="Report")
    def report(self, report: Report) -> str:
        """What it is called."""
        return title_of(report)

    @admin.display(description="About")
    def about(self, report: Report) -> str:
        """The school or the council."""
        return report.place.name

    @admin.display(description="To")
    def to(self, report: Report) -> str:
        """The body."""
        return str(report.body)

    @admin.display(description="As at")
    def as_at_day(self, report: Report) -> str:
        """The day on which what it says holds."""
        return day(report.as_at)

    @admin.display(description="Meeting")
    def meeting_day(self, report: Report) -> str:
        """The meeting that it is for."""
        return day(report.meeting.on) if report.meeting else "None"

    @admin.display(description="State")
    def state_tag(self, report: Report) -> SafeString:
        """Where it stands."""
        return tag(report.state)

    @admin.display(description="Issued")
    def issued(self, report: Report) -> str:
        """On which day."""
        return day(timezone.localtime(report.issued_at)) if report.issued_at else "Not yet"

    # Pages
    def get_urls(self) -> list[URLPattern]:
        """The list, a report's page, and one for each thing that can be done. None of Django's forms."""
        pages: list[tuple[str, Any, str]] = [
            ("", self.changelist_view, "changelist"),
            ("prepare/", self.prepare_view, "prepare"),
            ("export.<str:kind>", self.export_view, "export"),
            ("schools/", self.schools_view, "schools"),
            ("schools/export.<str:kind>", self.schools_export_view, "schools_export"),
            ("<int:object_id>/", self.change_view, "change"),
            ("<int:object_id>/preview/", self.preview_view, "preview"),
            ("<int:object_id>/check/", self.check_view, "check"),
            *((f"<int:object_id>/{slug}/", self.step_view, slug) for slug in STEPS),
        ]
        return [
            path(
                where,
                self.admin_site.admin_view(view),
                {"slug": page} if page in STEPS else {},
                name=f"succession_report_{page}",
            )
            for where, view, page in pages
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The list."""
        prepares = _prepares(request)
        context = {"prepares": prepares, "schools_url": address("admin:succession_report_schools") if prepares else ""}
        return super().changelist_view(request, context | (extra_context or {}))

    def change_view(  # type: ignore[override]
        self,
        request: HttpRequest,
        object_id: int,
        form_url: str = "",  # noqa: ARG002 (as Django calls it)
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002
    ) -> HttpResponseBase:
        """A report to read, with what can be done. Nothing is changed here."""
        if request.method not in {"GET", "HEAD", "OPTIONS"}:
            raise PermissionDenied("A report is not changed here. Open it, and choose what is to be done.")
        return render(request, PAPER, paper(asking(request), self._one(request, object_id)))

    def preview_view(self, request: HttpRequest, object_id: int) -> HttpResponseBase:
        """A draft as a governor will get it."""
        user, draft = asking(request), self._one(request, object_id)
        if not (draft.is_draft and audience.prepares(user, draft)):
            raise Http404
        return render(request, PAPER, paper(user, draft) | {"is_preview": True})

    def check_view(self, request: HttpRequest, object_id: int) -> HttpResponseBase:
        """The confidential part of a draft, to be read before it is issued. That it was opened is written down."""
        report = self._one(request, object_id)
        return check(request, report.place, report_id=report.pk, report=report)

    def step_view(self, request: HttpRequest, object_id: int, slug: str) -> HttpResponseBase:
        """One thing that can be done with a report: asked once, then done."""
        if request.method not in {"GET", "HEAD", "POST"}:
            raise PermissionDenied
        return step_page(request, self._one(request, object_id), slug)

    def prepare_view(self, request: HttpRequest) -> HttpResponseBase:
        """Choose about which place, then to whom; the draft is made, or made again."""
        if not _prepares(request):
            raise PermissionDenied("Your role does not include preparing reports.")
        if request.method not in {"GET", "HEAD", "POST"}:
            raise PermissionDenied
        return prepare(request)

    def export_view(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        """The list, as it is filtered, in a file: for who prepares reports, and has just shown who they are.

        It names who issued each, so that it was taken out is written down at every place it tells of.
        """
        if kind not in exporting.TYPES:
            raise Http404
        if not _prepares(request):
            raise PermissionDenied("Your role does not include taking the list out.")
        require_fresh(request)
        found: Any = self.get_changelist_instance(request).get_queryset(request)
        reports = list(found[: exporting.MOST])
        taken_out = exporting.response(kind, reports, by=asking(request), now=clock.now())
        places = sorted({key_of(one.place) for one in reports})
        return given_out(request, taken_out, kind=LIST, organisations=places)

    def schools_view(self, request: HttpRequest) -> HttpResponseBase:
        """How the schools stand about which this person prepares reports, or of whose council they are."""
        return schools.schools(request)

    def schools_export_view(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        """The same in a file."""
        return schools.schools_file(request, kind=kind)

    @admin.action(description="Issue the ticked drafts", permissions=["issue"])
    def issue_ticked(self, request: HttpRequest, queryset: QuerySet[Report]) -> HttpResponseBase:  # noqa: ARG002
        """Not of `queryset`, which is the whole list where a request says so: of what was ticked."""
        keys = request.POST.getlist(helpers.ACTION_CHECKBOX_NAME)[:_MOST_TICKED]
        return issue_ticked(request, list(self._in_full(request).filter(pk__in=keys).order_by(*self.ordering)))

    def _one(self, request: HttpRequest, key: int) -> Report:
        """One report, whole, that this person may know of."""
        found = self._in_full(request).filter(pk=key).first() if key <= _BIGGEST_KEY else None
        if found is None:
            raise Http404
        return found

    def _in_full(self, request: HttpRequest) -> QuerySet[Report]:
        found = Report.objects.visible_to(asking(request))
        with_places = found.select_related("school__council", "council", "body", "meeting", "replaces")
        return with_places.select_related("prepared_by", "checked_by", "issued_by", "withdrawn_by")


def _prepares(request: HttpRequest) -> bool:
    return holds(asking(request), Permission.REPORT_PREPARE)
