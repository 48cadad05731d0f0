"""Councils, schools, bodies, users and who may do what."""

from django.apps import AppConfig
from django.urls import register_converter

from core import kinds
from documents import gate
from people.converters import CouncilCode
from people.privacy import entries


class PeopleConfig(AppConfig):
    """Councils, schools, bodies, users and who may do what."""

    name = "people"

    def ready(self) -> None:
        """Say what `<council:code>` stands for in an address, what is held about people, and what writes of it."""
        register_converter(CouncilCode, "council")
        kinds.register_reader(
            "people.register",
            "people.register.columns:read",
            keeper="people.register.bringing:keep",
            endings=gate.SHEETS,
        )
        kinds.register_maker("people.pack", "people.privacy.packs:make")
        kinds.register_maker("people.privacy-paper", "people.privacy.papers:make")
        kinds.register_erasures("people.privacy.erasure:replay")
        entries.state()
        for kind in (
            *("account-changed", "password-request", "email-change", "email-changed"),
            *("second-step-reset", "nominated", "talent-opened", "interest-answered"),
        ):
            kinds.register_writer(f"people.{kind}", f"people.letters:{kind.replace('-', '_')}")
        kinds.register_writer("people.invitation", "people.membership.inviting:letter")
