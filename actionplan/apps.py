"""The scrutiny review's action plan."""

from django.apps import AppConfig

from actionplan import privacy
from core import kinds
from documents import gate


class ActionPlanConfig(AppConfig):
    """The scrutiny review's action plan."""

    name = "actionplan"

    def ready(self) -> None:
        """Say what reads a plan that is sent, makes its table and writes letters, and what is held about people."""
        kinds.register_reader("actionplan.plan", "actionplan.incoming:read", endings=gate.EITHER)
        kinds.register_maker("actionplan.table", "actionplan.papers:table_pdf")
        kinds.register_writer("actionplan.handed-back", "actionplan.owning.letters:handed_back")
        kinds.register_writer("actionplan.hand-back-answered", "actionplan.owning.letters:hand_back_answered")
        kinds.register_writer("actionplan.digest", "actionplan.digests.letters:digest")
        kinds.register_writer("actionplan.return-asked", "actionplan.returns.letters:asked")
        kinds.register_writer("actionplan.return-reminded", "actionplan.returns.letters:reminded")
        privacy.state()
