"""The scrutiny review's action plan."""

from django.apps import AppConfig

from core import kinds


class ActionPlanConfig(AppConfig):
    """The scrutiny review's action plan."""

    name = "actionplan"

    def ready(self) -> None:
        """Say what reads a plan that is sent, and what makes its table."""
        kinds.register_reader("actionplan.plan", "actionplan.incoming:read")
        kinds.register_maker("actionplan.table", "actionplan.papers:table_pdf")
