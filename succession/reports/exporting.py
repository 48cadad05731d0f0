"""Lists of the reporting view as files: what each column holds, by django-import-export, and who took them out when.

No cell runs as a formula (documents.writers.sheet).
"""

import datetime
from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpResponse
from django.utils import timezone
from import_export import fields, resources

from documents.writers.sheet import Sheet, csv_file, workbook
from people.access.guards import allows
from people.access.roles import Permission
from people.models import User
from succession.models import Report
from succession.reports import kinds, rules

TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The kinds of file there are, with what each says of itself."""
MOST = 5000
"""Rows of a file. Who needs more filters first."""


class ReportResource(resources.ModelResource):  # type: ignore[misc] # without types
    """Reports, one a row. by: for whom; who issued a report is told where they prepare reports themselves."""

    about = fields.Field(column_name="School or council")
    body = fields.Field(column_name="Body", attribute="body__name")
    kind = fields.Field(column_name="Report")
    number = fields.Field(column_name="Number")
    as_at = fields.Field(column_name="As at")
    meeting = fields.Field(column_name="Meeting")
    state = fields.Field(column_name="State")
    issued_on = fields.Field(column_name="Issued on")
    issued_by = fields.Field(column_name="Issued by")

    class Meta:
        model = Report
        fields = ("about", "body", "kind", "number", "as_at", "meeting", "state", "issued_on", "issued_by")
        export_order = fields

    def __init__(self, *, by: User) -> None:
        super().__init__()
        self.by = by

    def dehydrate_about(self, report: Report) -> str:
        """Whose report it is."""
        return report.place.name

    def dehydrate_kind(self, report: Report) -> str:
        """The kind in words."""
        return kinds.named(report.kind).title

    def dehydrate_number(self, report: Report) -> int | None:
        """None of a draft."""
        return report.number

    def dehydrate_as_at(self, report: Report) -> datetime.date:
        """A day."""
        return report.as_at

    def dehydrate_meeting(self, report: Report) -> datetime.date | None:
        """The day of the meeting it is for."""
        return report.meeting.on if report.meeting else None

    def dehydrate_state(self, report: Report) -> str:
        """The state in words."""
        return rules.REPORT_STATE_LABELS[rules.ReportState(report.state)]

    def dehydrate_issued_on(self, report: Report) -> datetime.date | None:
        """A day."""
        return timezone.localtime(report.issued_at).date() if report.issued_at else None

    def dehydrate_issued_by(self, report: Report) -> str:
        """A name, for who prepares reports there."""
        tells = allows(self.by, Permission.REPORT_PREPARE, report.place)
        return str(report.issued_by) if tells and report.issued_by else ""


_WIDTHS: Final = (34, 30, 30, 10, 18, 18, 14, 18, 26)


def response(kind: str, reports: Sequence[Report], *, by: User, now: datetime.datetime) -> HttpResponse:
    """Reports as a file, which says who took it out, when and for whom. kind: one of TYPES."""
    return written(
        ReportResource(by=by), kind, reports, title="Reports", widths=_WIDTHS, name="reports", by=by, now=now
    )


def written(
    resource: Any,
    kind: str,
    rows: Sequence[Any],
    *,
    title: str,
    widths: Sequence[int],
    name: str,
    by: User,
    now: datetime.datetime,
    further: Sequence[str] = (),
) -> HttpResponse:
    """Rows of a resource as a file to save. by: who takes it out, and for whom it is. further: what else it says."""
    chosen = resource.get_export_fields()
    headings = [str(field.column_name) for field in chosen]
    cells: list[list[Any]] = [[resource.export_field(field, one) for field in chosen] for one in rows]
    said = [
        f"{title}: {len(rows)} {'row' if len(rows) == 1 else 'rows'}",
        f"Taken out by {by.name} on {timezone.localtime(now):%-d %B %Y at %H:%M}, for their own use.",
    ]
    said += further
    if len(rows) == MOST:
        said.append(f"The first {MOST} rows. Filter the list for the others.")
    if kind == "csv":
        content = csv_file([*([line] for line in said), headings, *cells])
    else:
        about = Sheet("About this file", ["About this file"], [[line] for line in said], widths=[100])
        content = workbook([Sheet(title, headings, cells, widths=widths), about], title=title)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return HttpResponse(content, content_type=TYPES[kind], headers=headers)
