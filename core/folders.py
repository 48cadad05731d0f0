"""The folders that a production installation needs before it starts. In a trial nothing is refused."""

import os
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def refuse_missing_files() -> None:
    """Stop with a sentence where the files that pages are made of were not collected, or none can be kept."""
    if not settings.PRODUCTION:
        return
    if not Path(settings.STATIC_ROOT, "staticfiles.json").is_file():
        raise ImproperlyConfigured(
            f"The style sheets are not in {settings.STATIC_ROOT}: run `manage.py collectstatic --no-input`."
        )
    refuse_folder_that_keeps_nothing()


def refuse_folder_that_keeps_nothing() -> None:
    """Stop with a sentence where no file could be kept."""
    folder = Path(settings.MEDIA_ROOT)
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    if settings.PRODUCTION and not os.access(nearest, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(
            f"Files cannot be kept in {folder}: let this user write there, or set SUCCESSION_VAR."
        )
