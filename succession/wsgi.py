"""The entry point for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

from core.database.checks import refuse_unsafe_database
from core.folders import refuse_missing_files
from core.stopping import in_a_sentence

_NOT_TO_BE_TRIED_AGAIN = 3  # gunicorn ends when a process of its own ends so, and starts another in place of any other

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "succession.settings")

with in_a_sentence(_NOT_TO_BE_TRIED_AGAIN):
    application = get_wsgi_application()
    refuse_unsafe_database()
    refuse_missing_files()
    connections.close_all()  # gunicorn makes its processes from this one, and no two may share a connection
