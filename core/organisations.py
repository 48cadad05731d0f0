"""The key by which rows of this package remember whose they are, without knowing what a school is."""

from django.db.models import Model


def key_of(organisation: Model) -> str:
    """A key like "school:12", from any saved row."""
    return f"{organisation._meta.model_name}:{organisation.pk}"
