"""What every room uses and that knows no school."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """What every room uses and that knows no school."""

    name = "core"
