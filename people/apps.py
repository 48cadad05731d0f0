"""Councils, schools, bodies, users and who may do what."""

from django.apps import AppConfig
from django.urls import register_converter

from people.converters import CouncilCode


class PeopleConfig(AppConfig):
    """Councils, schools, bodies, users and who may do what."""

    name = "people"

    def ready(self) -> None:
        """Say what `<council:code>` stands for in an address."""
        register_converter(CouncilCode, "council")
