"""Councils, schools, bodies, users and who may do what."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Councils, schools, bodies, users and who may do what."""

    name = "people"
