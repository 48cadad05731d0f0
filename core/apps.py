"""What every room uses and that knows no school."""

from django.apps import AppConfig

from core import privacy_records


class CoreConfig(AppConfig):
    """What every room uses and that knows no school."""

    name = "core"

    def ready(self) -> None:
        """Say what this package holds about people."""
        privacy_records.state()
