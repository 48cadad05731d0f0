"""`manage.py procrastinate`, whose worker asks what the web server asks of its database before it starts."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError
from procrastinate.contrib.django.management.commands import procrastinate

from core.database.checks import refuse_unsafe_database


class Command(procrastinate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if options["command"] == "worker":
            try:
                refuse_unsafe_database()
            except ImproperlyConfigured as error:
                raise CommandError(str(error)) from error
        super().handle(*args, **options)
