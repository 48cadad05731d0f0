"""The letter that says that a report was issued. It names nobody but its reader, and says nothing of what is in it."""

from core import clock
from core.addresses import public_address
from core.mailing import Written
from people.models import School, User
from succession.models import Report
from succession.reports import audience, kinds
from succession.reports.rules import ReportState


def report_issued(about: str) -> Written | None:
    """To a member of the body that it was issued to, who still is. about: the report's key, a colon, the person's."""
    key, _, reader = about.partition(":")
    report = Report.objects.select_related("body", "school__council", "council").filter(pk=int(key)).first()
    user = User.objects.filter(pk=int(reader), is_active=True).first()
    if report is None or user is None or report.state != ReportState.ISSUED:
        return None
    if not audience.may_read(user, report, clock.today()):
        return None
    kind = kinds.named(report.kind)
    place = {"urn": report.place.urn} if isinstance(report.place, School) else {"code": report.place.code}
    address = public_address(f"{kind.of}-report", report_id=report.pk, **place)
    words = f"The {kinds.called(report)} is issued. It takes about five minutes to read:\n\n{address}\n"
    return Written(user.email, f"A report to {report.body} is ready to read", words)
