"""The front of the house, and the admin site it swaps in."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps

from core import kinds
from succession import privacy


class SuccessionConfig(AppConfig):
    """Home pages, the council's page, reporting."""

    name = "succession"
    default = True

    def ready(self) -> None:
        """Say what makes and sends the papers of reports, which measures there are, what is held about people."""
        for kind, maker in zip(privacy.PAPERS, ("open_pdf", "confidential_pdf"), strict=True):
            kinds.register_maker(kind, f"succession.reports.papers:{maker}")
        kinds.register_maker("succession.plan-changes", "succession.changes.papers:changes_pdf")
        kinds.register_writer("succession.report-issued", "succession.reports.letters:report_issued")
        kinds.register_writer("succession.chased", "succession.council.letters:chased")
        for what in ("issued", "moved", "cancelled", "planned", "late-paper"):
            kinds.register_writer(f"succession.meeting-{what}", f"succession.meetings.letters:{what.replace('-', '_')}")
        import_module("succession.meetings.kinds").register_all()  # it reads models, which are there only now
        import_module("people.talent.openings").ROOMS.append("succession.reports.openings:naming")  # as above
        for subject in ("policies", "posts", "governors"):
            import_module(f"succession.measures.{subject}").register_all()  # as above
        privacy.state()


class SuccessionAdminConfig(admin_apps.AdminConfig):
    """Django's admin, behind the product's own sign-in."""

    default = False
    default_site = "succession.admin_site.SuccessionAdminSite"
