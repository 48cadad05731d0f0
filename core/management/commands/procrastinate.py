"""`manage.py procrastinate`, whose worker asks what the web server asks of its database before it starts."""

from typing import Any

from procrastinate.contrib.django.management.commands import procrastinate

from core.database.checks import refuse_unsafe_database
from core.folders import refuse_folder_that_keeps_nothing


class Command(procrastinate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if options["command"] == "worker":
            refuse_unsafe_database()
            refuse_folder_that_keeps_nothing()
        super().handle(*args, **options)
