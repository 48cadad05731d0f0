"""The scrutiny review's action plan."""

from django.apps import AppConfig


class ActionPlanConfig(AppConfig):
    """The scrutiny review's action plan."""

    name = "actionplan"
