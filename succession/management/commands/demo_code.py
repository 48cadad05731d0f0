"""`manage.py demo_code`: the code that the demonstration's people are asked for, as their app would show it now."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from succession.demo import codes


class Command(BaseCommand):
    help = "Print the second step of the demonstration's people, and how long it lasts."

    def handle(self, **_options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("A production installation has no demonstration, and nobody's codes are printed.")
        now = time.time()
        self.stdout.write(
            f"{codes.code_at(now)}   (for {codes.seconds_left(now)} seconds more; each person uses it once)"
        )
