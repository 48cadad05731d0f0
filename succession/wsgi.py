"""The entry point for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from core.database.checks import refuse_unsafe_database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "succession.settings")

application = get_wsgi_application()
refuse_unsafe_database()
