"""`manage.py flush`, as the role that owns the tables: the application's may not empty one at a stroke."""

from typing import Any

from django.core.management.commands import flush

from core.database.privileges import as_owner


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        with as_owner(options["database"]):
            super().handle(**options)
