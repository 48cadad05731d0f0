"""School policies as documents of clauses."""

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    """School policies as documents of clauses."""

    name = "policies"
