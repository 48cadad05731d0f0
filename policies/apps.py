"""School policies as documents of clauses."""

from django.apps import AppConfig

from core import kinds


class PoliciesConfig(AppConfig):
    """School policies as documents of clauses."""

    name = "policies"

    def ready(self) -> None:
        """Say what reads a policy that is sent, and what makes its PDF."""
        kinds.register_reader("policies.policy", "policies.reading.files:read_upload")
        kinds.register_maker("policies.version", "policies.papers:version_pdf")
