"""Councils, schools, bodies, users and who may do what."""

from django.apps import AppConfig
from django.urls import register_converter

from core import kinds
from people.converters import CouncilCode


class PeopleConfig(AppConfig):
    """Councils, schools, bodies, users and who may do what."""

    name = "people"

    def ready(self) -> None:
        """Say what `<council:code>` stands for in an address, and who writes the letters about accounts."""
        register_converter(CouncilCode, "council")
        kinds.register_writer("people.invitation", "people.inviting:letter")
        kinds.register_writer("people.account-changed", "people.letters:account_changed")
